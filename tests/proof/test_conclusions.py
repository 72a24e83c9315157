"""Conclusions: in how many ways they can be come to, and what is lost without what."""

from __future__ import annotations

from game.play.rules import Rules
from game.play.step import begin, step
from game.proof.fairness import Doubts
from game.proof.investigate import investigate
from game.proof.ticks import never_stop
from game.proof.verdict import Verdict
from tests.stories import story

CASE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
episodes: {one: One, two: Two}
people: {ann: {name: Ann}}
facts: {known: It is known., sure: It is certain., free: It was guessed.}
evidence:
  bill: {name: Bill, finding: A bill., document: A bill.}
  key: {name: Key, finding: A key., document: A key.}
  note: {name: Note, finding: A note., document: A note.}
moments: {then: Then}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon: {says: At noon., moment: then, broken by: {bill: {passage: Well.}, note: {passage: Oh.}}}
scenes:
  hall:
    episode: one
    hear: ann_1
    confront: {teller: ann, when: found(bill), over: [hall]}
    choices:
      bill: {text: Bill, find: bill}
      note: {text: Note, find: note}
      guess: {text: Guess, set: free}
      on: {text: On, goto: yard}
  yard:
    episode: two
    confront: {teller: ann, over: [yard]}
    choices:
      by_bill: {text: By the bill, when: found(bill), set: known}
      by_both: {text: By both, when: found(note) and found(key), set: known}
      key: {text: Key, find: key}
      for_sure: {text: For sure, when: found(bill) and found(note), set: sure}
      out: {text: Out, when: found(key), goto: out}
  out: {ending: end}
conclusions:
  knows: {says: She knows., holds when: known, routes: 2}
  certain: {says: She is certain., holds when: sure, routes: 2}
  guessed: {says: She has guessed., holds when: free, routes: 5}
"""


def verdict(text: str = CASE) -> Verdict:
    return investigate(Rules(story(text)))


def test_ways_that_share_no_evidence_are_counted() -> None:
    found = verdict().conclusions
    assert {name: (one.ways, one.is_free) for name, one in found.items()} == {
        "knows": (2, False), "certain": (1, False), "guessed": (1, True),
    }  # fmt: skip
    assert set(found["knows"].evidence) == {frozenset({"bill"}), frozenset({"note", "key"})}


def test_too_few_ways_are_an_error_if_there_can_be_no_more() -> None:
    found = [one for one in verdict().findings if one.code == "too-few-routes"]
    assert [(one.name, one.is_error) for one in found] == [("certain", True)]


def test_what_is_lost_without_a_piece_of_evidence_is_named() -> None:
    assert verdict().evidence == {"bill": ("certain",), "key": ("an ending",), "note": ("certain",)}


def test_accounts_break_in_the_episodes_in_which_they_can() -> None:
    broken = verdict().breaks["ann_1"]
    assert (broken.earliest, broken.latest) == ("one", "two")
    late = verdict(CASE.replace("    confront: {teller: ann, when: found(bill), over: [hall]}\n", ""))
    assert late.breaks["ann_1"].episodes == ("two",)


def test_the_plays_that_are_found_can_be_made_without_that_evidence() -> None:
    rules = Rules(story(CASE))
    doubts = Doubts(rules, (), never_stop)
    known = rules.formulas.of(rules.story.conclusions["knows"].holds_when)
    route = doubts.route(known, frozenset({"bill"}))
    assert route is not None
    without = Rules(story(CASE.replace(", find: bill", "")))
    state = begin(without).state
    for move in route:
        state = step(without, state, move).state
    assert rules.guard(rules.story.conclusions["knows"].holds_when)(state.memory)
    assert doubts.route(known, frozenset({"bill", "note"})) is None


def test_evidence_that_a_story_is_without_contradicts_nothing_by_itself() -> None:
    text = CASE.replace(
        "bill: {text: Bill, find: bill}", "bill: {text: Bill, find: bill, contradict: {ann_1.noon: bill}}"
    )
    text += "  broken: {says: She lied., holds when: broken(ann_1.noon), routes: 2}\n"
    found = verdict(text).conclusions["broken"]
    assert (found.ways, found.is_free) == (2, False)
    assert set(found.evidence) == {frozenset({"bill"}), frozenset({"note"})}

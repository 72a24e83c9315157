"""Conclusions: in how many ways they can be come to, and what is lost without what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from game.play.formulas import Formula
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.answers import fairness, families
from game.proof.answers.fairness import Doubts, Shown
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import end_of
from game.proof.questions.goals import Goal
from game.proof.search import pursuit
from game.proof.search.pursuit import Undecided
from game.proof.ticks import never_stop
from game.proof.verdict import Verdict
from tests.shared_stories import CASE
from tests.stories import story


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
    assert rules.guard(rules.story.conclusions["knows"].holds_when)(end_of(without, route).memory)
    assert doubts.route(known, frozenset({"bill", "note"})) is None


def test_evidence_that_a_story_is_without_contradicts_nothing_by_itself() -> None:
    text = CASE.replace(
        "bill: {text: Bill, find: bill}", "bill: {text: Bill, find: bill, contradict: {ann_1.noon: bill}}"
    )
    text += "  broken: {says: She lied., holds when: broken(ann_1.noon), routes: 2}\n"
    found = verdict(text).conclusions["broken"]
    assert (found.ways, found.is_free) == (2, False)
    assert set(found.evidence) == {frozenset({"bill"}), frozenset({"note"})}


UNASKED = CASE.replace("    confront: {teller: ann, when: found(bill), over: [hall]}\n", "").replace(
    "    confront: {teller: ann, over: [yard]}\n", ""
)
"""The case without anybody who could be confronted."""


@pytest.mark.parametrize(
    ("old", "new", "episodes"),
    [
        ("when: found(bill), set: known", "when: found(bill), contradict: {ann_1.noon: bill}", ("two",)),
        ("set: free", "contradict: {ann_1.noon: bill}", ("one",)),
        # Nothing is contradicted by what has not been found.
        ("find: note", "contradict: {ann_1.noon: note}", ()),
        ("    hear: ann_1\n", "    hear: ann_1\n    find: note\n    contradict: {ann_1.noon: note}\n", ("one",)),
    ],
)
def test_an_account_breaks_where_an_effect_contradicts_it(old: str, new: str, episodes: tuple[str, ...]) -> None:
    broken = verdict(UNASKED.replace(old, new)).breaks
    assert (broken["ann_1"].episodes if "ann_1" in broken else ()) == episodes


WRITTEN = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {seen: It was seen.}
evidence:
  bill: {name: Bill, finding: A bill., document: A bill.}
  key: {name: Key, finding: A key., document: A key.}
reconstruction:
  who: {text: Who was it?, when: found(bill), answers: {anne: Anne, ben: Ben}}
scenes:
  hall:
    choices:
      bill: {text: Bill, find: bill}
      on: {text: On, goto: yard}
  yard: {find: key, choices: {look: {text: Look, when: not found(key) or found(bill), set: seen}, \
out: {text: Out, goto: out}}}
  out: {ending: end}
conclusions:
"""


def test_a_conclusion_may_ask_what_is_written() -> None:
    found = verdict(WRITTEN + "  knows: {says: She knows., holds when: 'found(bill) and wrote(who, ben)', routes: 1}\n")
    assert found.conclusions["knows"].evidence == (frozenset({"bill"}),)
    assert (found.evidence["bill"], found.evidence["key"]) == (("knows",), ())
    assert found.is_proved


def test_a_route_that_shows_no_conclusion_is_no_proof_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pursuit, "completed", lambda *_: None)
    rules = Rules(story(WRITTEN + "  knows: {says: S., holds when: 'found(bill) and wrote(who, ben)', routes: 1}\n"))
    found = Doubts(rules, (), never_stop).about(rules.formulas.of(rules.story.conclusions["knows"].holds_when), 1)
    assert found == ((), (), (frozenset(),), ())


def undecided_about(*questions: str, text: str = CASE, patch: pytest.MonkeyPatch) -> Verdict:
    """The verdict if some of the questions about evidence can be decided neither by plays nor by a search."""
    pursue = Doubts._answer

    def answer(doubts: Doubts, conclusion: Formula, dropped: int) -> Shown | None:
        if doubts._name(conclusion, dropped) in questions:
            raise Undecided
        return pursue(doubts, conclusion, dropped)

    patch.setattr(Doubts, "_answer", answer)
    return verdict(text)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("knows", "whether anybody comes to the conclusion “knows”"),
        ("knows without any evidence", "whether the conclusion “knows” can be come to without any evidence"),
        ("certain without note", "whether the conclusion “certain” can be come to without “note”"),
        ("an ending without bill", "whether an ending can be come to without “bill”"),
    ],
)
def test_a_question_that_is_not_decided_is_listed_and_ends_nothing(
    asked: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = verdict()
    found = undecided_about(asked, patch=monkeypatch)
    assert (told in found.undecided, found.is_proved) == (True, False)
    assert {name: one for name, one in found.conclusions.items() if name not in asked} == {
        name: one for name, one in whole.conclusions.items() if name not in asked
    }
    assert found.evidence.keys() == whole.evidence.keys()
    assert all(set(lost) <= set(whole.evidence[name]) for name, lost in found.evidence.items())


def test_of_a_conclusion_that_is_not_decided_it_is_not_said_that_nobody_comes_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = undecided_about("knows", patch=monkeypatch)
    assert [one.name for one in found.findings if one.code == "too-few-routes"] == ["certain"]


def test_a_conclusion_that_is_not_decided_is_asked_about_without_evidence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = undecided_about("certain", patch=monkeypatch)
    assert "certain" in found.evidence["bill"]
    assert "of certain it is not decided" in found.stages[-1].words
    assert "without bill" not in found.stages[-1].words.replace("without bill nobody comes to", "")


def test_an_ending_that_is_not_decided_without_evidence_is_not_counted_as_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    text = CASE.replace("when: found(key), goto: out", "goto: out")
    assert "without key an ending and" in verdict(text).stages[-1].words
    undecided = undecided_about("an ending without key", text=text, patch=monkeypatch).stages[-1].words
    assert "can be come to" not in undecided


def test_it_is_said_what_is_lost_without_which_evidence() -> None:
    words = verdict().stages[-1].words
    assert "without bill nobody comes to certain" in words
    assert "without key nobody comes to an ending" in words
    assert "can be come to" not in words


def test_if_nothing_is_lost_that_is_said_of_any_one_piece() -> None:
    text = WRITTEN.replace("when: not found(key) or found(bill), ", "")
    words = verdict(text + "  saw: {says: She saw it., holds when: seen, routes: 1}\n").stages[-1].words
    assert words.endswith("without any one piece of evidence an ending and the conclusion saw can be come to")


def test_when_accounts_break_is_said_where_scenes_have_episodes() -> None:
    def words(text: str) -> dict[str, str]:
        return {stage.name: stage.words for stage in verdict(text).stages}

    assert words(CASE)["accounts break"] == "ann_1: one–two"
    nowhere = re.sub(r"    episode: \w+\n", "", CASE)
    assert words(nowhere)["accounts break"] == "no scene has an episode, and so it is not said in which"
    assert "accounts break" not in words(nowhere.replace("episodes: {one: One, two: Two}\n", ""))


def test_an_account_of_which_one_episode_is_not_decided_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = Inquiry.settle

    def settled(asked: Inquiry, goals: Iterable[Goal] | None = None) -> Iterator[tuple[Goal, str]]:
        for goal, outcome in settle(asked, goals):
            yield goal, "open" if goal.kind == "break" and goal.at == "two" else outcome
        yield from ((goal, "open") for goal in goals or () if goal.kind == "break" and goal.at == "two")

    monkeypatch.setattr(Inquiry, "settle", settled)
    found = verdict()
    assert found.undecided == ["whether “ann_1” can break in “two”"]
    assert (found.breaks, [stage.is_answered for stage in found.stages]) == ({}, [True] * len(found.stages))


def test_what_a_story_without_evidence_shows_is_not_said_of_the_whole_story() -> None:
    found = verdict(WRITTEN + "  saw: {says: She saw it., holds when: seen, routes: 1}\n")
    assert found.evidence == {"bill": ("saw",), "key": ()}


def test_a_conclusion_to_which_nobody_comes_is_an_error() -> None:
    text = WRITTEN.replace("when: not found(key) or found(bill)", "when: not found(key)")
    found = [
        one for one in verdict(text + "  saw: {says: S., holds when: seen, routes: 1}\n").findings if one.name == "saw"
    ]
    assert [(one.code, one.is_error, one.words) for one in found] == [
        ("too-few-routes", True, "nobody ever comes to the conclusion “saw”")
    ]


def test_known_plays_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules(story(CASE))
    inquiry = Inquiry(rules)
    inquiry.plays.follow((Choose("bill"), Choose("on"), Choose("by_bill")))

    def never(*_: object) -> None:
        raise AssertionError("it was made before")

    monkeypatch.setattr(fairness, "step", never)
    doubts = Doubts(rules, (trial.route for trial in inquiry.plays.made), never_stop, inquiry.plays.made)
    known = rules.formulas.of(rules.story.conclusions["knows"].holds_when)
    assert doubts.route(known, frozenset({"note"}))


def test_a_conclusion_that_nobody_comes_to_is_an_error_in_a_story_without_evidence_too() -> None:
    found = verdict(
        "story: {id: s, title: S, start: hall}\nendings: {end: End}\nfacts: {known: It is known.}\n"
        "scenes: {hall: {ending: end}}\nconclusions: {knows: {says: She knows., holds when: known}}\n"
    )
    assert [(one.code, one.is_error) for one in found.findings if one.section == "conclusions"] == [
        ("too-few-routes", True)
    ]


def test_what_nobody_comes_to_is_not_lost_without_anything() -> None:
    found = verdict(CASE.replace("found(bill) and found(note), set: sure", "known and not known, set: sure"))
    assert all("certain" not in lost for lost in found.evidence.values())


OF_THREE = """\
story: {id: s, title: S, start: hall}
evidence:
  a: {name: A, finding: A., document: A}
  b: {name: B, finding: B., document: B}
  c: {name: C, finding: C., document: C}
  d: {name: D, finding: D., document: D}
scenes:
  hall:
    choices:
      a: {text: a, find: a}
      b: {text: b, find: b}
      c: {text: c, find: [c, d]}
      go: {text: go, when: "WHEN", goto: out}
      no: {text: no, goto: bad}
  out: {ending: good}
  bad: {ending: bad}
endings: {good: G, bad: B}
conclusions:
  who: {says: Who., holds when: visited(out), routes: ROUTES}
"""


def of_three(when: str, routes: int = 2) -> Verdict:
    """The verdict on a conclusion that can be come to when a condition on evidence holds."""
    return verdict(OF_THREE.replace("WHEN", when).replace("ROUTES", str(routes)))


def test_two_of_three_are_surely_no_two_ways() -> None:
    found = of_three("found_of(a, b, c) >= 2")
    (finding,) = found.findings
    assert found.is_proved
    assert (finding.is_error, finding.words) == (
        True, "the conclusion “who” has 1 way, not 2: any two of these share evidence",
    )  # fmt: skip
    assert finding.why == ("with a, b alone", "with a, c alone", "with b, c alone")


def test_ways_are_found_that_the_first_one_hides() -> None:
    ways = "(found(a) and found(b)) or (found(a) and found(c)) or (found(b) and found(d))"
    rules = Rules(story(OF_THREE.replace("WHEN", ways).replace("ROUTES", "2")))
    doubts = Doubts(rules, [(Choose("a"), Choose("b"), Choose("go"))], never_stop)
    found = doubts.about(rules.formulas.of(rules.story.conclusions["who"].holds_when), 2)
    assert set(found.ways) == {frozenset("ac"), frozenset("bd")}


def test_more_than_two_ways_are_counted() -> None:
    (finding,) = of_three("found(a) or (found(b) and found(c)) or (found(b) and found(d))", 3).findings
    assert finding.words == "the conclusion “who” has 2 ways, not 3: of any 3 of these, two share evidence"


def test_a_way_is_cut_down_to_what_it_needs_whatever_play_showed_it() -> None:
    """Without one of its pieces the moves of the known play break off; another play can do without."""
    rules = Rules(story(OF_THREE.replace("WHEN", "found(a) or found(b)").replace("ROUTES", "2").replace(
        "b, find: b}", "b, when: found(a), find: b}\n      other: {text: o, goto: yard}").replace(
        "when: \"found(a) or found(b)\"", "when: found(b)").replace(
        "  out: {", "  yard: {choices: {a: {text: a, when: found(a), goto: out}, b: {text: b, find: b, goto: hall}}}\n"
        "  out: {", 1
    )))  # fmt: skip
    doubts = Doubts(rules, [(Choose("a"), Choose("b"), Choose("go"))], never_stop)
    found = doubts.about(rules.formulas.of(rules.story.conclusions["who"].holds_when), 2)
    assert set(found.ways) == {frozenset("a"), frozenset("b")}


def test_a_count_that_is_open_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "MOST_ASKED", 1)
    found = of_three("found_of(a, b, c) >= 2")
    assert "of who it is not decided" in found.stages[-1].words
    (finding,) = found.findings
    assert finding.words == "only 1 way to the conclusion “who” was found, and it asks for 2"

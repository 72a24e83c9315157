"""The proof says why: what never holds, what would have to happen, and which choice was fatal, at its line."""

from __future__ import annotations

import pytest

from game.author.reporting import place_of
from game.play.rules import Rules
from game.proof.answers.cores import lacking
from game.proof.answers.wording import Words
from game.proof.investigate import investigate
from game.proof.model.beginnings import playthrough_of
from game.proof.verdict import Finding
from game.story.load import Loading
from tests.stories import loading, played, story

HEAD = "story: {id: s, title: S, start: hall}\nendings: {end: The end}\n"

HUB = f"""{HEAD}evidence: {{key: {{name: The garden key, finding: It fits., document: A key.}}}}
scenes:
  hall:
    choices:
      look: {{text: Look behind the clock, find: key}}
      leave: {{text: Go out into the street, goto: street}}
  street:
    choices:
      wait: {{text: Wait, sticky: yes}}
      gate: {{text: Unlock the gate, when: found(key), goto: garden}}
  garden: {{ending: end}}
"""

NUMBER = f"""{HEAD}numbers: {{trust: {{name: Her trust, from: 0, to: 5, start: 2}}}}
scenes:
  hall:
    choices:
      shout: {{text: Shout at her, change: {{trust: -1}}}}
      again: {{text: Shout again, when: took(hall.shout), change: {{trust: -1}}}}
      ask: {{text: Ask her, sticky: yes, when: trust >= 1, goto: garden}}
      wait: {{text: Wait, sticky: yes}}
  garden: {{ending: end}}
"""

TOO_EARLY = f"""{HEAD}facts: {{dressed: She is dressed}}
scenes:
  hall:
    choices:
      ask:
        text: Ask her to come
        goto:
          - {{scene: garden, when: dressed}}
          - hall
      dress: {{text: Get dressed, set: dressed}}
      wait: {{text: Wait, sticky: yes}}
  garden: {{ending: end}}
"""

COUNTED = f"""{HEAD}episodes: {{one: One}}
people: {{ann: {{name: Ann}}}}
evidence:
  bill: {{name: Bill, finding: It is torn., document: A bill.}}
  key: {{name: Key, finding: It is bent., document: A key.}}
moments: {{then: Then}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims: {{noon: {{says: At noon., moment: then}}, dusk: {{says: At dusk., moment: then}}}}
leads: {{ask: {{text: Ask, episode: one}}, look: {{text: Look, episode: one}}}}
scenes:
  hall: {{episode: one, choices: {{on: {{text: On, when: "TEST"}}}}, ending: end}}
"""

TOO_HIGH = f"""{HEAD}numbers: {{trust: {{name: Her trust, from: 0, to: 5, start: 2}}}}
scenes:
  hall:
    choices:
      nice: {{text: Be nice, change: {{trust: 1}}}}
      ask: {{text: Ask her, when: trust >= 4, goto: attic}}
      leave: {{text: Leave, goto: garden}}
  attic: {{next: garden}}
  garden: {{ending: end}}
"""

BRANCHES = f"""{HEAD}scenes:
  hall:
    passage: |
      It is dark.
      [if visited(garden)]
      You know the way.
      [else if took(hall.look)]You have looked.
      [else]You wait.
      [end]
      [first]Once.[then]Twice.[end]
    choices:
      look:
        text: Look
        passage: |
          [if took(hall.look)]Yes.[else]No.[end]
      leave: {{text: Leave, goto: garden}}
  garden: {{ending: end}}
"""

TOLD = f"""{HEAD}people: {{ann: {{name: Ann}}, bob: {{name: Bob}}}}
moments: {{noon: Noon, night: Night}}
evidence: {{bill: {{name: The bill, finding: It is paid., document: Paid.}}}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon:
        says: I slept.
        broken by:
          bill: {{asks: Did you?, passage: "No."}}
      night: {{says: I love you., protected: yes}}
  bob_1:
    teller: bob
    title: First
    claims:
      noon:
        says: I ate.
        broken by:
          bill: {{asks: What?, passage: "Bread."}}
        answered:
          ann_1.night: {{asks: And she?, passage: "She did."}}
scenes:
  hall:
    hear: [ann_1, bob_1]
    find: bill
    confront: {{teller: bob, over: garden}}
    choices:
      leave: {{text: Leave, goto: garden}}
  garden: {{ending: end}}
"""


def proved(text: str) -> tuple[Loading, list[Finding]]:
    loaded = loading(text)
    assert loaded.story is not None, loaded.diagnostics
    return loaded, investigate(Rules(loaded.story)).findings


def told(text: str) -> dict[tuple[int, int], tuple[str, ...]]:
    """The reasons of all findings, by line and column."""
    loaded, findings = proved(text)
    places = {finding: place_of(finding, loaded) for finding in findings}
    return {(place.line, place.column): finding.why for finding, place in places.items() if place}


def word_at(text: str, place: tuple[int, int], letters: int) -> str:
    return text.split("\n")[place[0] - 1][place[1] - 1 :][:letters]


@pytest.mark.parametrize(
    ("text", "choice", "because"),
    [
        (HUB, "leave:", "because “The garden key” has not been found"),
        (NUMBER, "again:", "because Her trust is 0"),
        (TOO_EARLY, "ask:", "because “Ask her to come” has been chosen"),
    ],
)
def test_a_trap_is_told_at_the_choice_that_is_fatal_with_what_is_lacking(text: str, choice: str, because: str) -> None:
    (place, why), *more = told(text).items()
    assert not more
    assert word_at(text, place, len(choice)) == choice
    assert why[-1] == because


@pytest.mark.parametrize("text", [HUB, NUMBER, TOO_EARLY])
def test_the_play_into_a_trap_can_be_made(text: str) -> None:
    loaded, (finding,) = proved(text)
    assert loaded.story is not None
    assert finding.route is not None
    assert not played(Rules(loaded.story), playthrough_of(finding.route)).over


def test_of_a_trigger_that_is_too_high_it_is_told_how_high_the_number_can_be() -> None:
    (place, why), _ = told(TOO_HIGH).items()
    assert word_at(TOO_HIGH, place, 4) == "ask:"
    assert why == ("in “hall” it never holds that trust >= 4", "trust is at most 3 there")


def test_of_a_scene_that_nobody_comes_to_it_is_told_which_moves_lead_there() -> None:
    _, (_, why) = told(TOO_HIGH).items()
    assert why == ("to “attic” leads only “ask” in “hall”, which can never be made so that it leads there",)


def test_a_branch_of_a_text_is_told_at_its_own_tag() -> None:
    assert [word_at(BRANCHES, place, 6) for place in told(BRANCHES)] == ["[if vi", "[else ", "[then]", "[else]"]


def test_a_branch_that_the_move_itself_rules_out_is_told_so() -> None:
    assert list(told(BRANCHES).values())[-1] == (
        "in “hall”, after the move, it never holds that not took(hall.look)",
        "by then took(hall.look) holds, and nothing undoes that",
    )


def test_what_would_bring_a_thing_about_is_named() -> None:
    assert list(told(BRANCHES).values())[1][-1] == "only this brings it about that took(hall.look): “look” in “hall”"


def test_an_answer_that_has_no_place_is_told_at_its_exhibit_with_the_reason() -> None:
    found = {word_at(TOLD, place, 11): why for place, why in told(TOLD).items()}
    assert found["ann_1.night"] == ("the claim “ann_1.night” is protected, so nothing is ever set against it",)
    assert found["bill: {asks"] == ("no scene confronts “ann”",)


@pytest.mark.parametrize(
    "test",
    [
        "broken_in(ann_1) >= 2",
        "leads_followed(one) >= 2",
        "leads_followed(one) < 1",
        "found(bill)",
        "found_of(bill, key) >= 2",
    ],
)
def test_a_condition_is_said_as_it_was_written(test: str) -> None:
    counted = loading(COUNTED.replace("TEST", test)).story
    assert counted is not None
    rules = Rules(counted)
    assert Words(rules).of(rules.formulas.of(rules.story.scenes["hall"].choices["on"].when)) == test


WRITTEN = f"""{HEAD}people: {{ann: {{name: Ann}}}}
evidence: {{bill: {{name: Bill, finding: It is torn., document: A bill.}}}}
moments: {{noon: Noon}}
reconstruction:
  who:
    text: Who was it?
    when: visited(hall)
    answers: {{anne: {{text: Anne}}, ben: {{text: Ben, refuted when: found(bill)}}}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims: {{noon: {{says: I slept., moment: noon, told as: [{{when: visited(hall), says: I dozed.}}]}}}}
scenes:
  hall:
    passage: "It is dark.TEXT"
    hear: ann_1
    choices:
      again: {{text: Listen, sticky: yes, hear: ann_1}}
      look: {{text: Look, find: bill}}
      leave: {{text: Leave, when: "LEAVE", goto: garden}}
      wait: {{text: Wait, sticky: yes}}
  garden: {{ending: end}}
"""


def written(leave: str = "visited(hall)", text: str = "") -> str:
    return WRITTEN.replace("LEAVE", leave).replace("TEXT", text)


def test_a_trap_that_is_written_is_told_at_its_question_and_names_the_answer() -> None:
    text = written("wrote_first(who, anne)")
    (place, why), *more = told(text).items()
    assert not more
    assert word_at(text, place, 4) == "who:"
    assert why[-1] == "because wrote_first(who, ben)"
    _, (finding,) = proved(text)
    assert finding.words == "after “write who = ben” in “hall” no ending can be come to any more"


@pytest.mark.parametrize(
    ("leave", "because"),
    [
        (
            "wrote_first(who, anne) and wrote_first(who, ben)",
            "these never hold together: wrote_first(who, anne); wrote_first(who, ben)",
        ),
        ("wrote(who, anne) and wrote(who, ben)", "these never hold together: wrote(who, anne); wrote(who, ben)"),
        ("refuted >= 2", "it never holds that refuted >= 2"),
    ],
)
def test_a_condition_that_never_holds_names_answers_as_it_is_written(leave: str, because: str) -> None:
    text = written(leave)
    why = {word_at(text, place, 6): why for place, why in told(text).items()}
    assert why["leave:"] == (f"in “hall” {because}",)


@pytest.mark.parametrize(
    "test",
    ["wrote(who, ben)", "not wrote(who, anne)", "wrote_first(who, anne)", "wrote_any(who)", "refuted >= 1"],
)
def test_what_is_written_is_worded_as_it_is_asked_about(test: str) -> None:
    found = proved(written(test))[0].story
    assert found is not None
    rules = Rules(found)
    assert Words(rules).of(rules.formulas.of(found.scenes["hall"].choices["leave"].when)) == test


@pytest.mark.parametrize(
    ("slot", "number", "words"),
    [
        ("wrote_first(who)", 2, "wrote_first(who, ben)"),
        ("wrote(who)", 0, "not wrote_any(who)"),
        ("told(ann_1.noon)", 1, "“ann_1.noon” is told as “I dozed.”"),
        ("told(ann_1.noon)", 0, "“ann_1.noon” is told as it begins"),
    ],
)
def test_what_a_memory_says_of_a_choice_among_things_is_worded(slot: str, number: int, words: str) -> None:
    found = proved(written())[0].story
    assert found is not None
    rules = Rules(found)
    own = rules.layout.slots[slot]
    assert Words(rules).told(own.mask, own.write(rules.layout.start, number)) == [words]


APART = """\
story: {id: s, title: S, start: door}
facts: {a: A., b: B.}
scenes:
  door: {choices: {in: {text: In, set: a, goto: hall}}}
  hall: {choices: {two: {text: two, set: b}, no: {text: no, goto: out}}}
  out: {passage: "[if b and a]Yes.[end] Out.", ending: end}
endings: {end: End}
recap:
  - {text: Never., when: b and not a}
"""


def test_of_what_holds_only_apart_it_is_said_that_it_never_comes_together() -> None:
    (finding,) = investigate(Rules(story(APART))).findings
    assert finding.why == ("never together: b; not a",)


def test_of_what_never_holds_by_itself_the_rest_is_not_named() -> None:
    (finding,) = investigate(Rules(story(APART.replace("b and not a}", "visited(hall) and b and not a}")))).findings
    assert finding.why == ("never together: b; not a",)


CIRCLE = """\
story: {id: s, title: S, start: hall}
evidence:
  a: {name: A, finding: A., document: A, bears on: then}
  b: {name: B, finding: B., document: B, bears on: then}
  c: {name: C, finding: C., document: C, bears on: then}
moments: {then: Then}
scenes:
  hall:
    choices:
      one: {text: One, when: WHEN, find: a}
      two: {text: Two, when: found(a), find: b}
      three: {text: Three, when: "found_of(a, b, c) >= 2", goto: cellar}
      four: {text: Four, find: c, goto: out}
  cellar: {choices: {on: {text: On, sticky: yes, goto: attic}}}
  attic: {passage: "[if found(b)]B.[end]", ending: good}
  out: {passage: Out., ending: end}
endings: {end: The end, good: Good}
promises:
  p: {says: P., never: found(c), before: visited(attic)}
"""


def following(when: str) -> tuple[list[str], list[str]]:
    """What is so of itself, and what follows, of what is reported of a story."""
    findings = investigate(Rules(story(CIRCLE.replace("WHEN", when)))).findings
    assert [one.follows for one in findings] == sorted(one.follows for one in findings)
    return [one.name for one in findings if not one.follows], [one.name for one in findings if one.follows]


def test_of_a_circle_those_that_are_chosen_are_the_cause_of_all() -> None:
    causes, others = following("found(b)")
    assert causes == ["hall.one", "hall.two", "p"]
    assert {"a", "b", "hall.three", "cellar", "attic", "good"} <= {*others}


def test_what_nothing_stands_before_is_the_cause_of_what_it_leads_to() -> None:
    causes, others = following("visits(hall) >= 2")
    assert causes == ["hall.one", "p"]
    assert {"a", "b", "hall.two", "hall.three", "attic"} <= {*others}


def reported(text: str) -> list[Finding]:
    """What is reported of a story."""
    return investigate(Rules(story(text))).findings


GONE = f"""{HEAD}facts: {{a: A., b: B., c: C.}}
scenes:
  hall:
    choices:
      a: {{text: Take A, set: a}}
      b: {{text: Take B, set: b}}
      c: {{text: Take C, set: c}}
      in: {{text: Go in, sticky: yes, goto: room}}
      out: {{text: Go out, when: a or b or c, goto: end}}
  room: {{choices: {{back: {{text: Go back, BACK goto: hall}}}}}}
  end: {{ending: end}}
"""


def traps(text: str) -> list[Finding]:
    """The dead ends of a story."""
    return [one for one in reported(text) if one.code == "dead-end"]


def test_a_choice_that_was_just_made_and_led_out_if_it_could_be_taken_again_is_named() -> None:
    text = f"""{HEAD}evidence: {{x: {{name: X, finding: F, document: D}}}}
scenes:
  hall:
    choices:
      hearing: {{text: Go to the hearing, STICKY goto: hearing}}
      look: {{text: Look, find: x}}
  hearing: {{next: [{{scene: end, when: found(x)}}, hall]}}
  end: {{ending: end}}
"""
    (finding,) = traps(text.replace("STICKY ", ""))
    assert (
        finding.why[0]
        == "“hall.hearing” would lead out, and can be taken once only: perhaps it should be “sticky: yes”"
    )
    assert not traps(text.replace("STICKY", "sticky: yes,"))


def test_a_choice_that_led_out_if_it_could_be_taken_again_is_named_at_its_line() -> None:
    (finding, *_) = traps(GONE.replace("BACK ", ""))
    assert (finding.section, finding.name) == ("choices", "room.back")
    assert (
        finding.why[0] == "“room.back” would lead out, and can be taken once only: perhaps it should be “sticky: yes”"
    )
    assert not traps(GONE.replace("BACK", "sticky: yes,"))


def test_of_many_things_that_make_a_dead_end_three_are_named() -> None:
    (finding,) = traps(MANY)
    (because,) = (line for line in finding.why if line.startswith("because"))
    assert because == "because not a and not b and not c and 2 more"


MANY = f"""{HEAD}facts: {{a: A., b: B., c: C., d: D., e: E.}}
scenes:
  hall:
    choices:
      in: {{text: Go in, goto: room}}
      take: {{text: Take it, set: [a, b, c, d, e], goto: room}}
  room: {{choices: {{out: {{text: Go out, when: a or b or c or d or e, goto: end}}}}}}
  end: {{ending: end}}
"""

STUCK = f"""{HEAD}facts: {{a: A.}}
scenes:
  hall: {{choices: {{in: {{text: In, goto: one}}, take: {{text: Take, set: a, goto: two}}}}}}
  one: {{choices: {{on: {{text: On, sticky: yes, goto: three}}, down: {{text: Down, goto: two}}}}}}
  three: {{choices: {{on: {{text: On, sticky: yes, goto: four}}}}}}
  four: {{choices: {{back: {{text: Back, sticky: yes, goto: three}}}}}}
  two: {{choices: {{x: {{text: X, when: a, goto: end}}}}}}
  end: {{ending: end}}
"""


@pytest.mark.parametrize("first", ["on", "down"])
def test_where_nothing_is_left_to_do_comes_first(first: str) -> None:
    on, down = "on: {text: On, sticky: yes, goto: three}", "down: {text: Down, goto: two}"
    text = STUCK if first == "on" else STUCK.replace(f"{on}, {down}", f"{down}, {on}")
    found = [one.why for one in traps(text)]
    ends = ["nothing" in "".join(why) for why in found]
    assert ends == sorted(ends, reverse=True)
    assert set(ends) == {True, False}


def test_a_then_that_is_the_only_one_has_no_number() -> None:
    then = "scenes: {hall: {passage: '[first]Once.[then]Twice.[end]', ending: end}}\n"
    (finding,) = reported(HEAD + then)
    assert finding.words == "nobody ever comes to [then], in the scene “hall”"
    several = reported(HEAD + then.replace("[then]Twice.", "[then]Twice.[then]Thrice."))
    assert [one.words.partition(",")[0] for one in several] == [
        "nobody ever comes to [then] number 1", "nobody ever comes to [then] number 2",
    ]  # fmt: skip


def test_what_nothing_brings_about_is_named() -> None:
    hint = "{question: Q?, when: trust > 4, solved when: trust < 1, nudge: N., place: P., answer: A.}"
    scene = "{change: {trust: 1}, passage: '[if trust > 0]x[end]', ending: end}"
    found = reported(f"{HEAD}numbers: {{trust: {{name: T, to: 5}}}}\nscenes: {{hall: {scene}}}\nhints: {{h: {hint}}}\n")
    (finding,) = (one for one in found if "ready" not in one.words)
    assert finding.why == ("nothing in the story brings about trust > 4", "trust is at most 1 in every play")


def test_a_choice_that_can_be_taken_again_is_not_said_to_be_taken_once_only() -> None:
    choices = "in: {text: In, sticky: yes, goto: room}, out: {text: Out, when: not took(hall.in), goto: end}"
    room = "{choices: {back: {text: Back, sticky: yes, goto: hall}}}"
    (finding,) = traps(f"{HEAD}scenes: {{hall: {{choices: {{{choices}}}}}, room: {room}, end: {{ending: end}}}}\n")
    assert not any("once only" in why for why in finding.why)


def test_what_is_lacking_says_more_than_what_is_there() -> None:
    assert lacking([(1, 1), (2, 0)], bool) == [(2, 0)]


@pytest.mark.parametrize(("least", "follows"), [(1, False), (2, True)])
def test_what_can_be_had_without_what_nobody_comes_to_does_not_follow_from_that(least: int, *, follows: bool) -> None:
    text = f"""{HEAD}facts: {{dark: It is dark., lit: It is lit.}}
evidence: {{a: {{name: A, finding: F, document: D}}, b: {{name: B, finding: F, document: D}}}}
scenes:
  hall:
    choices:
      one: {{text: One, when: dark, find: a}}
      two: {{text: Two, find: b}}
      three: {{text: Three, when: "found_of(a, b) >= {least} and lit"}}
      out: {{text: Out, goto: end}}
  end: {{ending: end}}
"""
    assert [one.follows for one in reported(text) if one.name == "hall.three"] == [follows]


def test_a_claim_of_an_account_that_only_an_answer_tells_which_nobody_gives_is_told_so() -> None:
    text = f"""{HEAD}people: {{ann: {{name: Ann, wild: No.}}}}
moments: {{noon: At noon}}
evidence: {{bill: {{name: Bill, finding: F, document: D, bears on: noon}}}}
accounts:
  ann_1: {{teller: ann, title: One, claims: {{noon: {{says: I slept., broken by: {{bill: {{hear: ann_2}}}}}}}}}}
  ann_2: {{teller: ann, title: Two, revises: ann_1, claims: {{noon: {{says: I ate.}}}}}}
scenes:
  hall:
    meet: ann
    hear: ann_1
    find: bill
    choices: {{go: {{text: Go, when: heard(ann_2.noon), goto: end}}, out: {{text: Out, goto: end}}}}
  end: {{ending: end}}
"""
    (why,) = (one.why for one in reported(text) if one.name == "ann_2.noon")
    assert any("only the answer to “bill” under the claim “ann_1.noon” does, and no scene" in one for one in why)
    assert [one.follows for one in reported(text) if one.name == "hall.go"] == [True]

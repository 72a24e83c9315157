"""What the player writes down: the proof knows when she can, what stays of it, and what a play has shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.formulas import holds
from game.play.moves import Write
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin, moves, step
from game.proof import inquiry
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import playthrough_of
from game.proof.model.model import Model
from game.proof.questions.goals import Goal
from game.proof.search import pursuit
from game.proof.search.experience import Experience
from game.proof.search.pursuit import Undecided
from game.proof.verdict import Verdict
from tests.proof.random_stories import demands, examples
from tests.stories import played, story

ALWAYS, UNTIL_LATE = "found(key)", "not late"

HOUSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {late: It is late.}
evidence: {key: {name: Key, finding: A key., document: A key.}}
reconstruction:
  who: {text: Who?, when: "WHEN", answers: {anne: {text: Anne}, ben: {text: Ben}}}
scenes:
  hall:
    passage: A hall.
    choices:
      look: {text: Look, find: key}
      wait: {text: Wait, sticky: yes, set: late}
      leave: {text: Leave, when: "LEAVE", goto: room}
  room:
    passage: "A room.TEXT"
    choices: {out: {text: Out, goto: out}}
  out: {ending: end}
"""


def house(when: str, leave: str = "visited(hall)", text: str = "", promise: str = "") -> Rules:
    """The house: when the question is asked, when one can leave the hall, what the room says, and a promise."""
    lines = f"promises: {{it: {{says: It is so., {promise}}}}}\n" if promise else ""
    return Rules(story(HOUSE.replace("WHEN", when).replace("LEAVE", leave).replace("TEXT", text) + lines))


def onward(rules: Rules, state: State) -> Iterator[State]:
    """The states one move after a state, written answers among the moves."""
    written = (Write(name, answer) for name in rules.story.reconstruction for answer in (None, "anne", "ben"))
    for move in (*moves(rules, state), *written):
        with suppress(IllegalMove):
            yield step(rules, state, move).state


def states(rules: Rules) -> dict[State, list[State]]:
    """Every state that can be come to, each with those after it."""
    found: dict[State, list[State]] = {}
    waiting = [begin(rules).state]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found[state] = list(onward(rules, state))
            waiting += found[state]
    return found


def safe(rules: Rules, found: dict[State, list[State]]) -> set[State]:
    """The states from which an ending can be come to."""
    ends = {state for state in found if rules.story.scenes[state.scene].ending}
    before = set[State]()
    while ends != before:
        before = ends
        ends = ends | {state for state, after in found.items() if ends.intersection(after)}
    return ends


WRITTEN = ["wrote(who, anne)", "wrote(who, ben)", "wrote_first(who, anne)", "wrote_any(who)", "not wrote(who, ben)"]


@pytest.mark.parametrize(("when", "leave"), list(product([ALWAYS, UNTIL_LATE], WRITTEN)))
def test_a_move_that_asks_for_an_answer_can_be_lost_as_it_can_in_play(when: str, leave: str) -> None:
    rules = house(when, leave)
    found = states(rules)
    free, asked = safe(rules, found), Inquiry(rules)
    assert {state for state in found if asked.dead_ends.is_lost(state)} == found.keys() - free
    route = next(asked.traps(), None)
    assert (route is not None) == (free != found.keys())
    assert route is None or asked.plays.end(route) in found.keys() - free


@pytest.mark.parametrize(("when", "leave"), list(product([ALWAYS, UNTIL_LATE], WRITTEN)))
@pytest.mark.parametrize(
    "never", ["wrote(who, ben)", "wrote(who, ben) and visited(room)", "wrote_first(who, ben) and visited(room)"]
)
def test_a_promise_about_an_answer_is_broken_as_it_is_in_play(when: str, leave: str, never: str) -> None:
    rules = house(when, leave, promise=f'never: "{never}"')
    asked = Inquiry(rules)
    pledge = next(iter(asked.pledges))
    assert pledge.breach is not None
    assert pledge.breach.holds is not None
    is_broken = holds(pledge.breach.holds)
    route = asked.breach(pledge)
    assert (route is None) == (not any(is_broken(state.memory) for state in states(rules)))
    assert route is None or is_broken(asked.plays.end(route).memory)


@pytest.mark.parametrize(("when", "leave"), list(product([ALWAYS, UNTIL_LATE, "found(key) and late"], WRITTEN)))
def test_a_way_leads_by_where_the_answer_can_be_written_down(when: str, leave: str) -> None:
    rules = house(when, leave)
    came = {state.scene for state in states(rules)}
    asked = Inquiry(rules)
    for goal in asked.goals:
        if goal.kind == "scene":
            assert (asked.route(goal) is not None) == (goal.owner in came)


def outcome(verdict: Verdict) -> str:
    return verdict.promises["it"]


def test_an_answer_is_asked_about_where_the_question_opens() -> None:
    assert outcome(investigate(house(ALWAYS, promise='never: "wrote(who, ben)"'))) == "broken"


def test_an_answer_outlives_its_question() -> None:
    assert outcome(investigate(house(UNTIL_LATE, promise='never: "wrote(who, ben) and late"'))) == "broken"


def test_the_play_that_breaks_a_promise_is_a_playthrough() -> None:
    rules = house(ALWAYS, promise='never: "wrote(who, ben) and visited(room)"')
    finding = next(one for one in investigate(rules).findings if one.code == "promise-broken")
    assert finding.route is not None
    played(rules, playthrough_of(finding.route) + "".join(f"expect {line}\n" for line in finding.expects))


def test_the_first_answer_is_for_good() -> None:
    verdict = investigate(house(ALWAYS, "wrote_first(who, anne)"))
    assert [one.code for one in verdict.findings] == ["dead-end"]
    assert Write("who", "ben") in (verdict.findings[0].route or ())


def test_writing_is_no_turn_of_a_promise() -> None:
    near = house(ALWAYS, "wrote_first(who, anne)", promise="from: hall, ending within: 3")
    assert outcome(investigate(near)) == "holds"
    far = house(ALWAYS, "wrote_first(who, anne)", promise="from: hall, ending within: 2")
    assert outcome(investigate(far)) == "broken"


def test_what_no_condition_asks_about_costs_nothing() -> None:
    assert not Model(house(UNTIL_LATE)).graph.writing
    assert not Model(house(ALWAYS, "wrote(who, anne)")).graph.writing


def text_of(asked: Inquiry) -> Goal:
    """The goal that the text of the room is told."""
    return next(goal for goal in asked.goals if "who, ben" in goal.words)


def test_a_text_is_never_told_that_the_first_answer_forbids() -> None:
    asked = Inquiry(house(ALWAYS, "wrote_first(who, anne)", "[if wrote_first(who, ben)] No.[end]"))
    assert (text_of(asked), "never") in asked.settle()


def test_a_text_is_never_told_whose_answer_can_be_written_down_only_once_it_is_read() -> None:
    asked = Inquiry(house("visited(room)", text="[if wrote(who, ben)] No.[end]"))
    assert (text_of(asked), "never") in asked.settle()


def test_no_promise_is_broken_that_no_play_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Inquiry(house(ALWAYS, promise='never: "wrote(who, ben)"'))
    monkeypatch.setattr(pursuit, "completed", lambda *_: None)
    with pytest.raises(Undecided):
        asked.breach(next(iter(asked.pledges)))


def test_plays_that_were_found_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "EXPLORING", 0)
    monkeypatch.setattr(inquiry, "AIMING", 0)
    rules = house(ALWAYS, promise='never: "late and found(key) and visited(room)", before: visited(out)')
    experience = Experience(rules.layout)
    investigate(rules, experience=experience)
    subject = next(iter(Inquiry(rules).subjects))
    assert subject.holds is not None
    is_so = holds(subject.holds)
    ends = [Inquiry(rules).plays.end(play) for play in experience.plays]
    assert any(is_so(end.memory) for end in ends)


COURT = """\
story: {id: s, title: S, start: hall}
endings: {end: End, other: Other}
evidence: {key: {name: Key, finding: A key., document: A key.}}
reconstruction:
  who: {text: Who?, when: visited(yard), answers: {anne: {text: Anne}, ben: {text: Ben}}}
  why: {text: Why?, when: found(key), answers: {anne: {text: Anne}, ben: {text: Ben}}}
  how: {text: How?, answers: {anne: {text: Anne}, ben: {text: Ben}}}
  where: {text: Where?, answers: {anne: {text: Anne}, ben: {text: Ben}}}
scenes:
  hall:
    passage: A hall.
    choices:
      look: {text: Look, find: key}
      go: {text: Go, sticky: yes, goto: yard}
      accuse: {text: Accuse, goto: out, when: "ANSWERS"}
      leave: {text: Leave, goto: street}
  yard: {passage: A yard., choices: {back: {text: Back, goto: hall, sticky: yes}}}
  out: {ending: end}
  street: {ending: other}
"""


@pytest.mark.parametrize(
    ("answers", "moves"),
    [
        ("wrote(who, ben) and wrote(why, anne) and wrote(how, anne) and wrote(where, ben)", 8),
        ("wrote_any(who) and wrote_any(how) and (wrote(where, ben) or wrote(where, anne))", 6),
        ("wrote(who, ben) and wrote(how, anne) and not wrote(why, ben)", 5),
    ],
)
def test_many_answers_are_written_down_where_one_move_asks_for_them_all(answers: str, moves: int) -> None:
    asked = Inquiry(Rules(story(COURT.replace("ANSWERS", answers))))
    ending = next(goal for goal in asked.goals if (goal.kind, goal.owner) == ("ending", "end"))
    route = asked.route(ending)
    assert route is not None
    assert asked.plays.end(route).scene == "out"
    assert len(route) == moves


CASE = """\
story: {id: s, title: S, start: hall}
endings: {end: End, other: Other}
facts: {lit: Lit.}
evidence: {key: {name: Key, finding: A key., document: A key.}}
reconstruction:
  who: {text: Who?, when: "WHO", answers: {anne: {text: Anne}, ben: {text: Ben}}}
  why: {text: Why?, when: "WHY", answers: {anne: {text: Anne}, ben: {text: Ben}}}
scenes:
  hall:
    passage: A hall.
    choices:
      light: {text: Light, LAMP: lit, passage: So.}
      look: {text: Look, find: key, passage: So.}
      go: {text: Go, sticky: yes, goto: yard}
      accuse: {text: Accuse, goto: [{scene: court, when: "FIRST"}, {scene: out, when: "SECOND"}]}
      leave: {text: Leave, goto: street}
  yard:
    passage: A yard.
    choices:
      back: {text: Back, goto: hall, sticky: yes}
      tell: {text: Tell, when: "THIRD", goto: cell}
  court: {next: out}
  cell: {next: street}
  out: {ending: end}
  street: {ending: other}
"""

openings = st.sampled_from(["visited(hall)", "visited(yard)", "lit", "found(key)", "not lit", "found(key) and lit"])


@examples(60)
@given(openings, openings, demands, demands, demands, st.sampled_from(["set", "clear"]))
def test_each_scene_is_come_to_if_some_play_that_writes_comes_there(
    who: str, why: str, first: str, second: str, third: str, lamp: str
) -> None:
    text = CASE.replace("WHO", who).replace("WHY", why).replace("LAMP", lamp)
    rules = Rules(story(text.replace("FIRST", first).replace("SECOND", second).replace("THIRD", third)))
    came = {state.scene for state in states(rules)}
    asked = Inquiry(rules)
    for goal in asked.goals:
        if goal.kind == "scene":
            assert (asked.route(goal) is not None) == (goal.owner in came)


@pytest.mark.parametrize(
    ("when", "asked", "outcome"),
    [
        (ALWAYS, "wrote(who, anne)", "broken"),
        ("visited(room)", "wrote(who, anne)", "holds"),
        ("visited(room)", "wrote_first(who, anne)", "holds"),
        ("visited(hall)", "wrote_first(who, anne)", "broken"),
    ],
    ids=["asked for with a key alone", "asked for there", "not asked for before", "written otherwise before"],
)
def test_what_can_be_written_down_can_still_be_so(when: str, asked: str, outcome: str) -> None:
    promise = f'from: room, can still: "{asked}"'
    assert investigate(house(when, promise=promise)).promises == {"it": outcome}

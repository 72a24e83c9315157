"""What is asked about an answer is asked of when it can have been written down, and struck out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.play.formulas import holds
from game.play.moves import Choose, Move, Write
from game.play.rules import Rules
from game.play.step import IllegalMove, State, Turn, begin, moves, step
from game.proof.answers.fairness import Doubts
from game.proof.answers.idle import idle
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import opened
from game.proof.model.lines import passes
from game.proof.questions.goals import Goal
from game.proof.ticks import never_stop
from game.proof.verdict import Finding
from tests.proof.random_stories import demands, examples
from tests.stories import loading, story

CASE = """\
story: {id: s, title: S, start: START}
endings: {end: End, other: Other}
facts: {lit: Lit., sure: Sure.}
evidence: {key: {name: Key, finding: A key., document: A key.}}
reconstruction:
  who: {text: Who?, when: "WHO", answers: {anne: {text: Anne}, ben: {text: Ben}}}
  why: {text: Why?, when: "WHY", answers: {anne: {text: Anne}, ben: {text: Ben}}}
conclusions: {known: {says: It is known., holds when: "FIRST"}}
promises: {never: {says: It is never so., never: "SECOND"}}
hints: {how: {question: How?, solved when: not visited(hall), when: "THIRD", nudge: n, place: p, answer: a}}
scenes:
  porch:
    passage: "A porch. [if FIRST]A[else]B[end]"
    next: hall
  hall:
    passage: "A hall. [if SECOND]A[else]B[end]"
    choices:
      light: {text: Light, LAMP: lit, passage: "[if FIRST]A[else]B[end]"}
      look: {text: Look, find: key, passage: So.}
      go: {text: Go, sticky: yes, goto: [{scene: yard, when: "FIRST"}, {scene: cell, when: "THIRD"}]}
      leave: {text: Leave, find: key, goto: out}
      climb: {text: Climb, set: sure, goto: street}
  yard:
    passage: "A yard. [if THIRD]A[else]B[end]"
    choices:
      back: {text: Back, goto: hall, sticky: yes}
      tell: {text: Tell, when: "THIRD", goto: street}
  cell: {next: out}
  out: {ending: end, passage: "[if FIRST]A[else]B[end]"}
  street: {ending: other, passage: "[if SECOND]A[else]B[end]"}
"""


@dataclass
class Played:
    """What plays come to that write down and strike out whatever they like."""

    rules: Rules
    states: set[State] = field(default_factory=set)
    arrivals: set[State] = field(default_factory=set)
    turns: list[Turn] = field(default_factory=list)

    @classmethod
    def of(cls, rules: Rules, starts: Iterable[State]) -> Played:
        """Every turn of every play that begins with one of some states."""
        found = cls(rules)
        waiting = list(starts)
        found.arrivals.update(waiting)
        while waiting:
            state = waiting.pop()
            if state not in found.states:
                found.states.add(state)
                turns = list(onward(rules, state))
                found.turns += turns
                found.arrivals.update(turn.state for turn in turns if turn.arrived)
                waiting += [turn.state for turn in turns]
        return found

    def comes_to(self, goal: Goal) -> bool:
        """Whether a play comes to a goal."""
        if goal.holds is not None:
            return any(holds(goal.holds)(state.memory) for state in self.states)
        return any(
            state.scene == ask.point.scene and passes(ask.line, state.memory)
            for ask in goal.asks
            for state in (self.arrivals if ask.point.is_arrival else self.states)
        )


def onward(rules: Rules, state: State) -> Iterator[Turn]:
    """The turns that can be made in a state."""
    written: list[Move] = [Write(name, one) for name in rules.story.reconstruction for one in (None, "anne", "ben")]
    for move in (*moves(rules, state), *written):
        with suppress(IllegalMove):
            yield step(rules, state, move)


def every_play(rules: Rules) -> Played:
    return Played.of(rules, [begin(rules).state])


openings = st.sampled_from(["visited(hall)", "visited(yard)", "lit", "found(key)", "not lit", "sure", "visited(out)"])


@st.composite
def cases(draw: st.DrawFn) -> str:
    """A story in which questions open at some time, and much asks for what is written down."""
    text = CASE.replace("LAMP", draw(st.sampled_from(["set", "clear"])))
    text = text.replace("START", draw(st.sampled_from(["porch", "hall"])))
    for name in ("WHO", "WHY", "FIRST", "SECOND", "THIRD"):
        text = text.replace(name, draw(openings if name[0] == "W" else demands))
    return text


@examples(40)
@given(cases())
def test_things_are_come_to_if_some_play_that_writes_comes_to_them(text: str) -> None:
    rules = Rules(story(text))
    played, asked = every_play(rules), Inquiry(rules)
    outcomes = dict(asked.settle())
    for goal in asked.goals:
        assert outcomes.get(goal, "reached") == ("reached" if played.comes_to(goal) else "never"), goal.words
    (pledge,) = asked.pledges
    assert pledge.breach is not None
    route = asked.breach(pledge)
    assert (route is not None) == played.comes_to(pledge.breach)


@examples(40)
@given(cases())
def test_conclusions_are_lost_without_evidence_if_every_play_that_writes_loses_them(text: str) -> None:
    rules = Rules(story(text))
    known = rules.formulas.of(rules.story.conclusions["known"].holds_when)
    doubts = Doubts(rules, (), never_stop)
    for dropped in (frozenset[str](), frozenset({"key"})):
        played = Played.of(*doubts.without(dropped))
        is_come_to = any(holds(known)(state.memory) for state in played.states)
        assert (doubts.route(known, dropped) is not None) == is_come_to


@examples(40)
@given(cases())
def test_a_choice_that_does_nothing_is_shown_by_the_play_that_is_told(text: str) -> None:
    found = loading(text)
    assert found.story is not None
    # Of what does nothing on the first page, or asks for what is never true, `check` says so.
    assume(not {"does-nothing", "never-true"} & {one.code for one in found.diagnostics})
    rules = Rules(found.story)
    turns = every_play(rules).turns
    is_idle = any(turn.move == Choose("go") and turn.before.scene == "hall" and not turn.arrived for turn in turns)
    told = list(idle(Inquiry(rules)))
    assert len(told) == is_idle
    for one in told:
        assert isinstance(one, Finding)
        assert not last_of(rules, one).arrived


def last_of(rules: Rules, finding: Finding) -> Turn:
    """The last turn of the play that shows a finding."""
    assert finding.route is not None
    state, made = opened(rules, finding.route)
    for move in made:
        turn = step(rules, state, move)
        state = turn.state
    return turn


ANSWER = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
evidence: {bill: {name: Bill, finding: A bill., document: A bill.}}
facts: {seen: Seen.}
reconstruction: {who: {text: Who?, when: found(bill), answers: {anne: Anne, ben: Ben}}}
REST
scenes:
  hall:
    choices:
      see: {text: See, set: seen, passage: So.}
      look: {text: Look, when: seen, find: bill, passage: So.}
      out: {text: Leave, find: bill, goto: out}
  out: {ending: end}
"""


def test_a_promise_is_broken_where_the_answer_can_be_written_though_an_ending_is_nearer() -> None:
    rules = Rules(story(ANSWER.replace("REST", 'promises: {it: {says: S., never: "wrote(who, anne)"}}')))
    asked = Inquiry(rules)
    route = asked.breach(next(iter(asked.pledges)))
    assert route is not None
    assert list(map(str, route)) == ["see", "look", "write who = anne"]


@pytest.mark.parametrize("answer", ["wrote(who, anne)", "wrote_any(who)"])
def test_what_is_written_needs_what_opens_the_question(answer: str) -> None:
    rest = f'conclusions: {{k: {{says: S., holds when: "{answer}", routes: 1}}}}'
    verdict = investigate(Rules(story(ANSWER.replace("REST", rest))))
    assert verdict.is_proved
    assert verdict.evidence == {"bill": ("k",)}


def test_no_answer_is_written_that_there_is_not() -> None:
    rest = 'conclusions: {k: {says: S., holds when: "wrote_any(who) and not wrote(who, anne) and not wrote(who, ben)"}}'
    verdict = investigate(Rules(story(ANSWER.replace("REST", rest))))
    assert verdict.is_proved
    assert [one.words for one in verdict.findings] == ["nobody ever comes to the conclusion “k”"]


def test_of_what_is_read_on_arrival_it_is_said_which_answer_cannot_be_written_by_then() -> None:
    text = ANSWER.replace("REST", "").replace("goto: out}", "goto: out, when: not wrote_any(who)}")
    verdict = investigate(
        Rules(story(text.replace("ending: end", 'ending: end, passage: "[if wrote_any(who)]A[end]"')))
    )
    assert [one.why for one in verdict.findings if one.goal and one.goal.kind == "text"] == [
        ("in “out” it never holds that wrote_any(who)",)
    ]
    begun = text.replace("  hall:\n", '  hall:\n    passage: "[if wrote(who, anne)]A[end]"\n')
    verdict = investigate(Rules(story(begun)))
    assert [one.why for one in verdict.findings if one.goal and one.goal.kind == "text"] == [
        ("in “hall” it never holds that wrote(who, anne)",)
    ]

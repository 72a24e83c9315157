"""Promises: each kind holds where it should, and where it is broken a play shows it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from game.play.rules import Rules
from game.play.step import moves, step
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import Route, beginnings, playthrough_of
from game.proof.questions.promises import shown_by
from game.proof.search.explicit import explore
from game.story.model import Promise
from tests.proof.random_stories import openings, rules_of, texts
from tests.stories import played, story

HOUSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann}}
facts: {lit: It is light., left: She has left., seen: He has been seen., dark: It is dark.}
evidence: {key: {name: Key, finding: A key., document: A key.}}
scenes:
  hall:
    choices:
      light: {text: Light, set: lit, clear: dark}
      snuff: {text: Snuff, when: lit, clear: lit, set: dark, sticky: yes}
      look: {text: Look, when: lit, set: seen}
      take: {text: Take, find: key}
      on: {text: On, goto: yard}
  yard:
    set: left
    choices:
      gate: {text: Gate, when: found(key), goto: out}
      back: {text: Back, goto: hall, sticky: yes, when: not visited(lane)}
      wall: {text: Wall, goto: lane}
  lane: {choices: {climb: {text: Climb, goto: out}}}
  out: {ending: end}
promises:
  it:
    says: It is so.
"""


def rules(*lines: str) -> Rules:
    """The house, with a promise of these lines."""
    return Rules(story(HOUSE + "".join(f"    {line}\n" for line in lines)))


def breach(of: Rules) -> Route | None:
    """The shortest play that breaks the only promise."""
    asked = Inquiry(of)
    return asked.breach(next(iter(asked.pledges)))


@pytest.mark.parametrize(
    "lines",
    [
        ["never: lit and dark"],
        ["never: seen", "before: lit"],  # he was seen in the light, though it may be dark again
        ["always: not (lit and dark)"],
        ["always: left", "by: visited(out)"],
        ["always: lit", "by: seen"],
        ["never together: [lit, dark, lit and left and not visited(yard)]"],
        ["from: yard", "ending within: 2"],
        ["from: out", "ending within: 0"],
    ],
)
def test_a_promise_holds(lines: list[str]) -> None:
    assert breach(rules(*lines)) is None


@pytest.mark.parametrize(
    ("lines", "play"),
    [
        (["never: lit and seen"], "light; look"),
        (["never: seen", "before: left"], "light; look"),
        (["always: not seen"], "light; look"),
        (["always: lit", "by: left"], "on"),
        (["never together: [seen, lit]"], "light; look"),
        (["never together: [seen, dark, found(key) and seen]"], "light; look; snuff"),
        (["from: yard", "ending within: 1"], "on"),
        (["from: hall", "ending within: 2"], ""),
    ],
)
def test_a_promise_is_broken_by_a_shortest_play(lines: list[str], play: str) -> None:
    found = breach(rules(*lines))
    assert found is not None
    assert "; ".join(map(str, found)) == play


@pytest.mark.parametrize(
    "lines",
    [
        ["never: seen", "before: left"],
        ["always: lit", "by: left"],
        ["never together: [seen, lit]"],
        ["from: yard", "ending within: 1"],
    ],
)
def test_a_playthrough_shows_it(lines: list[str]) -> None:
    broken = rules(*lines)
    finding = next(one for one in investigate(broken).findings if one.code == "promise-broken")
    assert finding.is_error
    assert (finding.section, finding.name) == ("promises", "it")
    assert finding.route is not None
    text = playthrough_of(finding.route) + "".join(f"expect {line}\n" for line in finding.expects)
    assert finding.expects
    played(broken, text)


def test_what_a_playthrough_expects_is_what_breaks_the_promise() -> None:
    broken = rules("never: seen", "before: left")
    route = breach(broken)
    assert route is not None
    assert shown_by(broken, broken.story.promises["it"], route) == ("seen", "not (left)")


def test_a_promise_about_what_is_never_so_says_nothing() -> None:
    found = investigate(rules("never: lit and dark", "before: left")).findings
    assert [(one.code, one.is_error) for one in found if one.section == "promises"] == [("promise-empty", False)]


def is_kept(of: Rules, promise: Promise) -> bool:
    """Whether a promise “never … before …” holds, seen state by state, each with whether the second has held."""
    never, before = of.guard(promise.never), of.guard(promise.before)
    waiting = [(start, bool(before(start.memory))) for start in beginnings(of)]
    seen = set(waiting)
    while waiting:
        state, has_held = waiting.pop()
        if never(state.memory) and not has_held:
            return False
        for move in moves(of, state):
            after = step(of, state, move).state
            pair = (after, has_held or bool(before(after.memory)))
            if pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return True


def test_they_are_answered_as_a_search_of_every_state_answers_them() -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts(), openings, openings)
    def check(text: str, never: str, before: str) -> None:
        lines = f',"promises":{{"it":{{"says":"It is.","never":"{never}","before":"{before}"}}}}}}'
        promised = rules_of(text.rstrip().removesuffix("}") + lines)
        if explore(promised, most=1_000).is_complete:
            assert (breach(promised) is None) == is_kept(promised, promised.story.promises["it"])

    check()


def test_what_holds_from_the_beginning_has_held() -> None:
    assert breach(rules("never: seen", "before: not lit")) is None

"""Chance is any: what is reached with some draw is reached, and what must hold, holds whatever is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.playthroughs.running import Runs
from game.author.verdicts import verdict_on
from game.play.draws import begin_with
from game.play.moves import Choose, Move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import IllegalMove
from game.proof.answers.fairness import Doubts
from game.proof.answers.size import size_of
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import (
    Draw,
    Route,
    beginnings,
    end_of,
    opened,
    parse_played,
    playthrough_of,
    step,
    told,
)
from game.proof.model.lasting import Lasting
from game.proof.search.experience import Experience
from game.proof.search.explicit import explore
from game.proof.ticks import never_stop
from game.proof.verdict import Routes, Verdict
from game.story.conditions import Condition
from game.story.diagnostics import counted
from game.story.load import load
from tests.stories import played, story, write

HOUSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
draws:
  weather: {one of: {rain: It rains., fog: There is fog., sun: The sun is out.}}
  coin: {one of: {heads: Heads., tails: Tails.}}
facts: {wet: She is wet., dry: She is dry.}
people: {ann: {name: Ann}}
moments: {noon: Noon}
evidence:
  bill: {name: Bill, finding: F., document: D.}
  key: {name: Key, finding: F., document: D.}
accounts:
  ann_1: {teller: ann, title: First, claims: {noon: {says: In., told as: {when: "drawn(weather, sun)", says: Out.}}}}
scenes:
  hall:
    hear: ann_1
    passage: "[if drawn(weather, rain)]A[else if drawn(weather, fog)]B[else]C[end]"
    choices:
      bill: {text: Bill, when: "drawn(weather, rain)", find: bill}
      key: {text: Key, when: "not drawn(weather, rain) and drawn(coin, tails)", find: key}
      leave: {text: Leave, goto: yard}
  yard:
    choices:
      run: {text: Run, when: "drawn(weather, rain)", set: wet, goto: out}
      walk: {text: Walk, when: "drawn(weather, sun)", set: dry, goto: out}
      wait: {text: Wait, sticky: yes}
      grope: {text: Grope, when: "drawn(weather, fog) and drawn(coin, tails)", goto: out}
  out: {ending: end}
"""
PROMISES = """\
promises:
  it:
    says: It is so.
"""
WAY_OUT = HOUSE.replace(' and drawn(coin, tails)", goto: out', '", goto: out')
"""The house without its trap."""


def rules(text: str) -> Rules:
    return Rules(story(text))


def promising(*lines: str) -> Rules:
    return rules(WAY_OUT + PROMISES + "".join(f"    {line}\n" for line in lines))


def draws(route: Route | None) -> dict[str, str]:
    return {one.draw: one.value for one in route or () if isinstance(one, Draw)}


def moves(route: Route | None) -> list[str]:
    return [str(one) for one in route or () if not isinstance(one, Draw)]


def test_what_is_reached_with_some_draw_is_reached() -> None:
    verdict = investigate(rules(WAY_OUT))
    assert (verdict.outcome, verdict.findings) == ("proved", [])


def test_what_no_draw_brings_about_is_never_reached() -> None:
    text = WAY_OUT.replace("[else]C[end]", "[else]C[end][if drawn(weather, sun) and wet]D[end]")
    found = [one for one in investigate(rules(text)).findings if one.code == "never-reached"]
    assert ["[if drawn(weather, sun) and wet]" in one.words for one in found] == [True]


def test_no_number_is_drawn_that_no_value_has() -> None:
    """Three values take two bits, and those could say a fourth."""
    text = (
        WAY_OUT.replace(
            "wait: {text: Wait, sticky: yes}",
            'wait: {text: Wait, sticky: yes, passage: "[if not known]X[end]"}',
        )
        + 'conditions: {known: "drawn(weather, rain) or drawn(weather, fog) or drawn(weather, sun)"}\n'
    )
    (finding,) = investigate(rules(text)).findings
    assert finding.words.startswith("nobody ever comes to [if not known]")


@pytest.mark.parametrize("weather", ["rain", "fog", "sun"])
@pytest.mark.parametrize("coin", ["heads", "tails"])
def test_a_dead_end_is_one_with_its_draw_only(weather: str, coin: str) -> None:
    asked = Inquiry(rules(HOUSE))
    start = begin_with(asked.rules, {"weather": weather, "coin": coin}).state
    assert asked.dead_ends.is_lost(start) == ((weather, coin) == ("fog", "heads"))


def test_a_dead_end_says_what_was_drawn() -> None:
    made = rules(HOUSE)
    (finding,) = investigate(made).findings
    assert finding.words == "from the beginning no ending can be come to any more"
    assert draws(finding.route) == {"weather": "fog", "coin": "heads"}
    assert any("drawn(weather, fog)" in line and "drawn(coin, heads)" in line for line in finding.why)


def test_a_choice_is_fatal_with_the_draw_with_which_it_is() -> None:
    text = HOUSE.replace(
        "      leave:", '      stay: {text: Stay, when: "drawn(weather, fog)", goto: out}\n      leave:'
    )
    (finding,) = investigate(rules(text)).findings
    assert finding.words == "after “leave” in “hall” no ending can be come to any more"
    assert (draws(finding.route), moves(finding.route)) == ({"weather": "fog", "coin": "heads"}, ["leave"])


def test_the_play_is_written_with_what_was_drawn_and_holds(tmp_path: Path) -> None:
    made = rules(HOUSE)
    (finding,) = investigate(made).findings
    assert finding.route is not None
    text = playthrough_of(finding.route)
    assert text.splitlines()[0] == "with drawn(weather, fog), drawn(coin, heads)"
    assert played(made, text).state == end_of(made, finding.route)


@pytest.mark.parametrize(
    ("lines", "drawn", "made"),
    [
        (["never: wet"], {"weather": "rain"}, ["leave", "run"]),
        (["never: dry"], {"weather": "sun"}, ["leave", "walk"]),
        (["never: found(key)", 'before: "drawn(weather, sun)"'], {"weather": "fog", "coin": "tails"}, ["key"]),
        (["never: found(key)", 'before: "drawn(weather, rain)"'], {"coin": "tails"}, ["key"]),
        (['always: "not drawn(weather, fog)"'], {"weather": "fog"}, []),
        (['always: "drawn(coin, heads)"', "by: dry"], {"weather": "sun", "coin": "tails"}, ["leave", "walk"]),
        (['never together: [visited(yard), "drawn(weather, fog)"]'], {"weather": "fog"}, ["leave"]),
    ],
    ids=str,
)
def test_a_promise_that_some_draw_breaks_is_broken_by_a_shortest_play(
    lines: list[str], drawn: dict[str, str], made: list[str]
) -> None:
    of = promising(*lines)
    (finding,) = [one for one in investigate(of).findings if one.code == "promise-broken"]
    assert finding.route is not None
    assert draws(finding.route).items() >= drawn.items()
    assert moves(finding.route) == made
    assert f"after {counted(len(made), 'move')}" in finding.why[0]
    played(of, playthrough_of(finding.route) + "".join(f"expect {line}\n" for line in finding.expects))


@pytest.mark.parametrize(
    "lines",
    [
        ["never: wet and dry"],
        ["never: found(bill)", 'before: "drawn(weather, rain)"'],
        ['always: "drawn(weather, rain) or not wet"'],
        ["never together: [found(bill), found(key)]"],
        ["from: hall", "ending within: 2"],
    ],
    ids=str,
)
def test_a_promise_that_no_draw_breaks_holds(lines: list[str]) -> None:
    assert investigate(promising(*lines)).promises == {"it": "holds"}


def test_how_near_an_ending_is_holds_for_every_draw() -> None:
    text = HOUSE + PROMISES + "    from: hall\n    ending within: 2\n"
    assert investigate(rules(text)).promises == {"it": "broken"}


def test_a_shortest_route_says_all_that_was_drawn() -> None:
    asked = Inquiry(rules(WAY_OUT))
    key = next(goal for goal in asked.goals if goal.words == "the evidence “key”")
    route = asked.route(key)
    assert draws(route)["coin"] == "tails"
    assert draws(route)["weather"] in ("fog", "sun")
    assert moves(route) == ["key"]


def test_what_is_told_on_the_first_arrival_is_reached_by_what_is_drawn() -> None:
    asked = Inquiry(rules(WAY_OUT))
    words = next(goal for goal in asked.goals if goal.kind == "words")
    assert draws(asked.route(words))["weather"] == "sun"


CONCLUSIONS = """\
conclusions:
  knows: {says: Who it was., holds when: found(bill) or found(key), routes: 2}
  sure: {says: It is sure., holds when: found(bill) and found(key)}
"""


def test_what_a_conclusion_needs_is_asked_of_all_draws_together() -> None:
    verdict = investigate(rules(WAY_OUT + CONCLUSIONS))
    assert verdict.conclusions["knows"].ways == 2
    assert set(verdict.conclusions["knows"].evidence) == {frozenset({"bill"}), frozenset({"key"})}
    (finding,) = verdict.findings
    assert "nobody ever comes to the conclusion “sure”" in finding.words


def test_without_evidence_it_is_any_draw_too() -> None:
    made = rules(WAY_OUT + CONCLUSIONS)
    doubts = Doubts(made, (), never_stop)
    knows = made.formulas.of(made.story.conclusions["knows"].holds_when)
    assert draws(doubts.route(knows, frozenset({"bill"})))["coin"] == "tails"
    assert draws(doubts.route(knows, frozenset({"key"}))).get("weather", "rain") == "rain"
    assert doubts.route(knows, frozenset({"bill", "key"})) is None


def test_states_and_routes_are_counted_with_what_is_drawn() -> None:
    text = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
draws: {weather: {one of: {rain: R., fog: F., sun: S.}}, coin: {one of: {heads: H., tails: T.}}}
scenes:
  hall: {choices: {a: {text: A, when: "drawn(weather, rain)", goto: out}, b: {text: B, goto: yard}}}
  yard: {choices: {c: {text: C, when: "drawn(weather, fog)", goto: out}, d: {text: D, goto: out}}}
  out: {ending: end}
"""
    found = size_of(rules(text))
    # hall: three weathers; yard: three; out: one. The coin makes no difference to where a play may go.
    assert found.states == 7
    # With each side of the coin: a; b; b c; b d. In rain 1 + 1 + 1, in fog 1 + 2, in the sun 1 + 1.
    assert found.routes == Routes(2 * (3 + 3 + 2), 2, is_all=True)


def test_more_beginnings_than_can_be_afforded_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.proof.answers.size.MOST_AT_ONCE", 5)
    assert size_of(rules(WAY_OUT)).routes == Routes(0, 0, is_all=False)


def test_a_search_of_every_state_begins_with_everything_that_may_be_drawn() -> None:
    made = rules(HOUSE)
    assert len(list(beginnings(made))) == len(set(beginnings(made))) == 6
    assert set(beginnings(made)) <= explore(made).found.keys()


# Routes


ROUTE: Route = (Draw("weather", "sun"), Choose("leave"), Choose("walk"))


def test_a_route_is_written_and_read_back() -> None:
    assert tuple(parse_played(str(one)) for one in ROUTE) == ROUTE
    assert str(ROUTE[0]) == "draw weather = sun"


def test_a_route_begins_with_what_is_drawn_in_it() -> None:
    made = rules(HOUSE)
    state, rest = opened(made, ROUTE)
    assert state == begin_with(made, {"weather": "sun"}).state
    assert rest == ROUTE[1:]
    assert end_of(made, ROUTE) == Session.replay(made, begin_with(made, {"weather": "sun"}), rest).state


def test_what_a_route_does_not_say_is_the_first_value() -> None:
    assert told(rules(HOUSE), ROUTE) == (Draw("weather", "sun"), Draw("coin", "heads"), *ROUTE[1:])


@pytest.mark.parametrize("draw", [Draw("weather", "snow"), Draw("wind", "rain")])
def test_what_the_story_does_not_draw_cannot_be_drawn(draw: Draw) -> None:
    with pytest.raises(IllegalMove):
        end_of(rules(HOUSE), (draw,))


def test_nothing_is_drawn_once_something_has_happened() -> None:
    made = rules(HOUSE)
    state = end_of(made, (Choose("leave"),))
    with pytest.raises(IllegalMove):
        step(made, state, Draw("weather", "sun"))


# What is kept


def again(text: str, experience: Experience) -> Verdict:
    kept = Experience(rules(text).layout)
    kept.take(experience.written())
    return investigate(rules(text), experience=kept)


def test_earlier_plays_are_made_again_with_what_was_drawn() -> None:
    experience = Experience(rules(HOUSE + CONCLUSIONS).layout)
    first = investigate(rules(HOUSE + CONCLUSIONS), experience=experience)
    assert any(isinstance(one, Draw) for route in experience.plays for one in route)
    second = again(HOUSE + CONCLUSIONS, experience)
    assert (second.outcome, second.reached, second.conclusions) == (first.outcome, first.reached, first.conclusions)
    assert [one.words for one in second.findings] == [one.words for one in first.findings]


def test_a_verdict_is_kept_with_its_routes(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", HOUSE)
    made = load(folder).story
    assert made is not None
    first = verdict_on(made, folder, cache=tmp_path / "cache")
    second = verdict_on(made, folder, cache=tmp_path / "cache")
    assert second.is_kept
    assert [one.route for one in second.findings] == [one.route for one in first.findings]
    assert draws(second.findings[0].route) == {"weather": "fog", "coin": "heads"}


def test_another_value_is_another_logic(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", WAY_OUT)
    for text, is_kept in ((WAY_OUT, False), (WAY_OUT, True), (WAY_OUT.replace("tails: Tails.", "tails: T."), True)):
        made = load(write(folder, text)).story
        assert made is not None
        assert verdict_on(made, folder, cache=tmp_path / "cache").is_kept == is_kept
    made = load(write(folder, WAY_OUT.replace("tails: Tails.", "tails: T., rim: R."))).story
    assert made is not None
    assert not verdict_on(made, folder, cache=tmp_path / "cache").is_kept


def test_playthroughs_of_the_story_are_known_with_what_is_drawn_in_them(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", HOUSE)
    made = rules(HOUSE)
    (folder / "a.play").write_text("with drawn(weather, sun), drawn(coin, tails)\n> leave\n> walk\n", encoding="utf-8")
    run = next(iter(Runs(made, folder).all()))
    assert run.holds
    route: tuple[Draw | Move, ...] = (
        (Draw("weather", "sun"), Draw("coin", "tails"), *run.session.moves) if run.session else ()
    )
    assert investigate(made, [route]).outcome == "proved"


def test_what_was_drawn_need_not_be_remembered() -> None:
    made = rules(HOUSE)
    for condition in ("drawn(weather, fog)", "not drawn(weather, fog)", "drawn(weather, fog) or drawn(coin, tails)"):
        assert Lasting(made).lasts(made.formulas.of(Condition(condition)))
    assert not Inquiry(promising("never: found(key)", 'before: "drawn(weather, sun)"')).pledges.extras.watches


def test_an_answer_to_what_is_asked_in_some_weather_is_free_there() -> None:
    text = (
        WAY_OUT
        + """\
reconstruction: {who: {text: Who?, when: "drawn(weather, sun)", answers: {ann: Ann, ben: Ben}}}
conclusions: {knows: {says: It was Ann., holds when: "wrote(who, ann)"}}
"""
    )
    made = rules(text)
    assert not Inquiry(made).model.graph.writing
    verdict = investigate(made)
    assert (verdict.outcome, verdict.findings) == ("proved", [])
    nobody = rules(text.replace('"wrote(who, ann)"', '"wrote(who, ann) and drawn(weather, rain)"'))
    assert [one.code for one in investigate(nobody).findings] == ["too-few-routes"]

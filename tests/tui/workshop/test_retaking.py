"""A play taken up again: in a story that says the same, nothing changes, whatever was played."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.draws import begin_with, drawn_in, is_from_start
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import begin, moves
from game.tui.workshop.retaking import retake
from tests.shared_stories import DRAWS
from tests.stories import rules
from tests.tui.workshop.working import STORY


def play(session: Session, picks: list[int]) -> Session:
    """The session after moves picked by number from those that can be made."""
    for pick in picks:
        possible = list(moves(session.rules, session.state))
        if possible:
            session.do(possible[pick % len(possible)])
    return session


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=8), st.sampled_from(["kitchen", "shop"]), st.booleans())
def test_the_same_story_gives_the_same_play(picks: list[int], scene: str, jumped: bool) -> None:
    old = rules(STORY)
    before = play(Session(old, begin(old, scene) if jumped else None), picks)
    after = retake(before, Rules(old.story))
    assert after.note == ""
    assert after.session.state == before.state
    assert after.session.moves == before.moves
    assert list(after.session.pages()) == list(before.pages())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=8))
def test_what_the_story_still_has_is_kept_when_a_move_is_gone(picks: list[int]) -> None:
    before = play(Session(rules(STORY)), picks)
    changed = rules(STORY.replace("      ask:\n", "      ask_him:\n").replace("      leave:", "      go:"))
    after = retake(before, changed).session
    assert after.state.scene in ("kitchen", before.state.scene)
    kept = after.rules.layout.values(after.state.memory)
    held = before.rules.layout.values(before.state.memory)
    if after.turn == 0 and before.turn and after.state.scene == before.state.scene:
        assert kept == {name: value for name, value in held.items() if name in changed.layout.slots}


def test_what_was_drawn_is_kept_by_name() -> None:
    old, new = rules(DRAWS), rules(DRAWS.replace("{rain: It rains., fog: There is fog., ", "{fog: F., rain: R., "))
    after = retake(play(Session(old, begin_with(old, {"weather": "fog"})), [0, 2]), new)
    assert after.note == ""
    assert dict(drawn_in(new.layout, after.session.state.memory)) == {"weather": "fog", "coin": "heads"}
    assert is_from_start(new, after.session.first)

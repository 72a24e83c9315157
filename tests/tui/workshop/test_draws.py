"""Chance in the workshop: it is shown and set like anything else, and a jump keeps what was drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.draws import drawn_in
from tests.tui.workshop.working import Author, work

STORY = """\
story: {id: ferry, title: The Ferry, start: quay}
endings: {end: The other side}
draws:
  weather:
    one of:
      rain: It is raining.
      fog: There is fog.
scenes:
  quay:
    passage: "[if drawn(weather, rain)]The planks are wet.[else]You hear the river.[end]"
    choices:
      wait: {text: Wait, sticky: yes}
      cross: {text: Cross, goto: far}
  far:
    passage: "[if drawn(weather, rain)]Your coat drips.[else]Somebody calls.[end]"
    ending: end
"""


def weather(author: Author) -> str:
    session = author.app.keeper.session
    return dict(drawn_in(session.rules.layout, session.state.memory))["weather"]


async def drawing(value: str, author: Author) -> None:
    """Sets what is drawn, if it is not that already."""
    if weather(author) != value:
        await author.press("S", *"drawn weather", "right")
        await author.go_home()
    assert weather(author) == value


@pytest.mark.parametrize(("value", "words"), [("rain", "The planks are wet."), ("fog", "You hear the river.")])
def test_what_is_drawn_can_be_set(value: str, words: str, tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await drawing(value, author)
        await author.press("J", *"quay", "enter", "1")
        assert words in author.seen

    work(script, tmp_path, STORY)


def test_what_is_drawn_is_shown_with_its_sentence(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await drawing("fog", author)
        await author.press("S", *"drawn weather")
        assert "Drawn by chance" in author.seen
        assert "There is fog." in author.seen

    work(script, tmp_path, STORY)


@pytest.mark.parametrize("value", ["rain", "fog"])
@pytest.mark.parametrize("way", [["1"], ["2"], ["3", *"visits(quay)=2", "enter"]], ids=str)
def test_a_jump_keeps_what_was_drawn(value: str, way: list[str], tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await drawing(value, author)
        await author.press("J", *"far", "enter", *way)
        assert ("Your coat drips." if value == "rain" else "Somebody calls.") in author.seen

    work(script, tmp_path, STORY)


def test_a_jump_can_draw_something_else(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await drawing("rain", author)
        await author.press("J", *"far", "enter", "3", *"drawn(weather, fog)", "enter")
        assert "Somebody calls." in author.seen

    work(script, tmp_path, STORY)


@pytest.mark.parametrize("value", ["rain", "fog"])
def test_a_change_of_the_story_keeps_what_was_drawn(value: str, tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await drawing(value, author)
        await author.press("J", *"quay", "enter", "1")
        await author.save("rain: It is raining.\n      fog: There is fog.", "fog: Fog.\n      rain: Rain.")
        assert weather(author) == value

    work(script, tmp_path, STORY)

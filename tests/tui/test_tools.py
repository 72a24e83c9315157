"""The notebook, the shelf, the menu, the log: what opens from the scene, by keys."""

from __future__ import annotations

import asyncio
import re
from threading import Event

import pytest
from msgspec.structs import replace

from game.play.launch import Launch
from game.play.moves import Move, Write
from game.play.preferences import Handling, Preferences
from game.play.session import Session
from game.proof.ahead import way_ahead
from game.tui.screens.scene import SceneScreen
from game.tui.theme import THEMES
from tests.shared_stories import AHEAD
from tests.stories import rules
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, FakeSession, launch


def test_an_answer_is_written_in_three_steps() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "enter", "1", "2")
        assert "It was she who called." in player.seen
        assert "rests on: Log of the front door" in player.seen
        assert player.app.keeper.session.moves[-1] == Write("who", "her", "log")

    drive(script)


def test_the_end_key_highlights_the_last_of_a_list() -> None:
    async def script(player: Player) -> None:
        session = player.app.keeper.session
        await player.press("w", "enter", "1", "end", "enter")
        assert player.app.keeper.session.moves[-1] == Write("who", "her", session.casebook().evidence[-1].id)

    drive(script, size=(60, 18))


def test_an_answer_is_struck_out() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "enter", "1", "1", "enter", "3")
        assert player.app.keeper.session.moves[-1] == Write("who")

    drive(script)


def test_after_several_answers_one_reads_on_where_one_was() -> None:
    async def script(player: Player) -> None:
        await player.press("2", "2", "space")
        top = player.sheet().top
        assert top
        await player.press("w", "enter", "1", "1", "enter", "2", "1", "escape")
        assert isinstance(player.app.screen, SceneScreen)
        assert player.turn > 2
        assert player.sheet().top == top

    drive(script, size=(60, 18))


def test_every_step_of_writing_can_be_taken_back() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "enter", "1", "escape", "escape", "escape")
        assert player.turn == 0
        assert isinstance(player.app.screen, SceneScreen)

    drive(script)


def test_hints_show_a_step_more_each_time() -> None:
    async def script(player: Player) -> None:
        await player.press("h", "enter")
        assert "You can work it out" in player.seen
        assert "Think of the bill." not in player.seen
        await player.press("enter")
        assert "Think of the bill." in player.seen
        assert "In the casebook" not in player.seen
        await player.press("enter", "enter", "enter")
        assert "Set the bill against the telephone." in player.seen

    drive(script)


def test_hints_that_were_shown_stay_shown() -> None:
    async def script(player: Player) -> None:
        await player.press("h", "enter", "enter", "escape", "h")
        assert "Think of the bill." in player.seen

    drive(script)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("g", "Custody by the police"),
        ("R", "Anya called late"),
        ("f", "1 of 2 endings"),
        ("n", "1 h 46 min: nothing known"),
        ("y", "What you think happened"),
        ("p", "Anya Berg"),
        ("e", "Telephone bill"),
        ("N", "sexual violence"),
    ],
)
def test_a_letter_opens_it(key: str, words: str) -> None:
    async def script(player: Player) -> None:
        await player.press(key)
        assert words in player.flowing
        await player.press("escape")
        assert isinstance(player.app.screen, SceneScreen)

    library = FakeLibrary()
    library.endings = lambda: (*FakeLibrary.endings(library)[:2], FakeLibrary.endings(library)[1])  # type: ignore[method-assign]
    drive(script, launch(library=library))


def test_people_say_since_when() -> None:
    async def script(player: Player) -> None:
        await player.press("p")
        assert "since turn 0, Berlin" in player.flowing

    drive(script, size=(120, 40))


def test_the_night_has_brackets_around_what_lasted() -> None:
    async def script(player: Player) -> None:
        await player.press("n")
        begin = next(line for line in player.lines if "01:00" in line)
        end = next(line for line in player.lines if "Up to here" in line)
        assert "┌" in begin
        assert "└" in end

    drive(script, size=(80, 40))


def test_the_menu_finds_by_a_part_of_the_name_and_does_it() -> None:
    async def script(player: Player) -> None:
        await player.press("m", "/", *"glo")
        assert "Casebook" not in player.seen
        await player.press("backspace", "backspace", "backspace", *"words")
        await player.press("enter")
        assert "Custody by the police" in player.seen

    drive(script)


def test_a_letter_of_the_menu_acts_at_once() -> None:
    async def script(player: Player) -> None:
        await player.press("m", "g")
        assert "Custody by the police" in player.seen

    drive(script)


def test_the_menu_lists_every_tool_that_can_be_used() -> None:
    async def script(player: Player) -> None:
        await player.press("m")
        words = player.sheet().galley.text
        for action in SceneScreen.ACTIONS:
            if action.opens:
                assert action.label.capitalize() in words

    drive(script, size=(120, 60))


def test_a_save_is_given_a_name_and_listed() -> None:
    async def script(player: Player) -> None:
        await player.press("s", "enter")
        await player.press(*["backspace"] * 40, *"Here", "enter")
        assert "Here · turn 0" in player.seen

    drive(script, launch(library=FakeLibrary()))


def test_a_save_is_opened_after_asking() -> None:
    async def script(player: Player) -> None:
        await player.press("s", "down", "enter")
        assert "You go back to turn 4" in player.flowing
        await player.press("1")
        assert "Paris. Where else." in player.seen
        assert player.turn == 1

    drive(script, launch(library=FakeLibrary()))


def test_a_save_is_deleted_after_asking() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.press("s", "down", "d", "2")
        assert "kitchen" in library.shelf
        await player.press("d", "1")
        assert "kitchen" not in library.shelf
        assert "Before I asked" not in player.seen

    drive(script, launch(library=library))


def test_an_episode_says_how_things_stand_and_is_begun_after_asking() -> None:
    async def script(player: Player) -> None:
        await player.press("i")
        assert "Evidence found: Telephone bill." in player.seen
        assert "not reached yet" in player.seen
        await player.press("enter", "1")
        assert "Paris. Where else." in player.seen

    drive(script, launch(library=FakeLibrary()))


def test_the_title_offers_saves_and_episodes() -> None:
    async def script(player: Player) -> None:
        await player.press("s")
        assert "Save here" not in player.seen
        await player.press("enter", "1")
        assert "Paris. Where else." in player.seen

    drive(script, launch(library=FakeLibrary(), skip_title=False))


def test_the_play_is_written_to_a_file() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.press("z")
        assert "Written to play-1.md." in player.seen

    told = Preferences({"Death": Handling.SUMMARISE})
    drive(script, launch(library=library, preferences=told))
    assert library.exported == [told]


@pytest.mark.parametrize("theme", ["light", "contrast", "terminal"])
def test_a_theme_is_taken_at_once_and_everywhere(theme: str) -> None:
    async def script(player: Player) -> None:
        await player.press("o", "down", "down", "down")
        while player.app.keeper.preferences.theme != theme:
            await player.press("right")
        await player.press("escape")
        assert player.app.look is THEMES[theme]
        assert player.sheet().theme is THEMES[theme]

    drive(script)


def test_a_topic_is_warned_of_from_now_on() -> None:
    kept: list[Preferences] = []

    async def script(player: Player) -> None:
        await player.press("o", "right")

    drive(script, replace(launch(), keep=kept.append))
    assert kept[-1].content == {"sexual violence": Handling.WARN}


def test_a_narrower_column_is_narrower() -> None:
    async def script(player: Player) -> None:
        assert player.sheet().galley.measure == 56

    drive(script, launch(preferences=Preferences(column=56)))


def test_numbers_are_shown_to_those_who_want_them() -> None:
    async def script(player: Player) -> None:
        assert "How far Anya trusts you: 3 of 5" in player.sheet().galley.text

    drive(script, launch(preferences=Preferences(numbers=True)))


def test_signs_of_ascii_only() -> None:
    async def script(player: Player) -> None:
        for keys in (("1",), ("t",), ("escape", "n"), ("escape", "l"), ("escape", "?"), ("escape", "o")):
            await player.press(*keys)
            assert player.seen.isascii(), ascii(player.seen)

    drive(script, launch(preferences=Preferences(ascii=True)))


def test_any_key_completes_what_the_typewriter_writes_and_does_nothing_else() -> None:
    async def script(player: Player) -> None:
        assert player.sheet().typewriter.is_writing
        assert "›" not in player.seen  # there is nothing to choose before it is written
        await player.press("1")
        assert player.turn == 0
        assert "The plates are done." in player.seen
        await player.press("1")
        assert player.turn == 1

    drive(script, launch(preferences=Preferences(typewriter=True)))


@pytest.mark.parametrize("still", [Preferences(typewriter=True, still=True), Preferences()])
def test_the_typewriter_rests_when_it_is_not_wanted(still: Preferences) -> None:
    async def script(player: Player) -> None:
        assert not player.sheet().typewriter.is_writing

    drive(script, launch(preferences=still))


def test_the_log_is_searched() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "l", "/", *"PLATES", "enter")
        assert "1 of 1: PLATES" in player.lines[0]
        assert "The plates are done." in player.seen
        await player.press("/", *"nowhere", "enter")
        assert "“nowhere” stands nowhere" in player.lines[-1]

    drive(script, size=(80, 18))


def test_a_turn_of_the_log_is_copied() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "l", "home", "y")
        assert "Turn 0 is copied." in player.lines[-1]
        assert "The plates are done." in player.app.clipboard

    drive(script)


def test_a_new_game_asks_first() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "B", "2")
        assert player.turn == 1
        await player.press("B", "1")
        assert player.turn == 0

    drive(script)


def test_a_game_begun_with_new_shows_the_note_first() -> None:
    async def script(player: Player) -> None:
        assert "This story is about sexual violence" in player.seen
        await player.press("escape")
        assert "The call" in player.seen

    drive(script, launch(show_note=True))


def test_skipping_stops_where_there_is_something_to_decide() -> None:
    async def script(player: Player) -> None:
        await player.press("k")
        assert player.turn == 0

    drive(script, launch(FakeSession()))


def ahead() -> Launch:
    session = Session(rules(AHEAD))
    return Launch(session=session, restored=False, fresh=lambda: session, save=lambda _: None, skip_title=True)


def hints_of(player: Player) -> list[str]:
    return re.findall(r"\w+\?", player.seen.partition("wondering?")[2])


async def look_ahead(player: Player, first: str) -> None:
    """Wait until a hint comes first, which is found out beside the game."""
    for _ in range(500):
        if hints_of(player)[0] == first:
            return
        await player.settle()
        await asyncio.sleep(0.01)


def test_the_hint_that_leads_on_comes_first() -> None:
    async def script(player: Player) -> None:
        await player.press("h")
        await look_ahead(player, "Bill?")
        assert hints_of(player) == ["Bill?", "Breaks?", "Near?", "Out?"]
        assert not [words for words in ("p1", "p2", "p3", "look", "Look") if words in player.seen]

    drive(script, ahead())


def test_hints_stay_where_they_are_once_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    is_asked, is_told = Event(), Event()

    def late(session: Session, seconds: float) -> tuple[Move, ...]:
        is_asked.wait(60)
        found = way_ahead(session, seconds)
        is_told.set()
        return found

    monkeypatch.setattr("game.proof.ahead.way_ahead", late)

    async def script(player: Player) -> None:
        await player.press("h", "enter")
        before = hints_of(player)
        is_asked.set()
        await asyncio.to_thread(is_told.wait, 60)
        await player.settle()
        assert hints_of(player) == before == ["Near?", "Bill?", "Breaks?", "Out?"]

    drive(script, ahead())

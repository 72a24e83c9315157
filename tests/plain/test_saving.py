"""Plain mode saves a turn before it tells it, and says of a game that is left only what is true."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.plain.play import PlainGame
from game.plain.transcript import transcript
from game.play.launch import Launch
from game.play.library import EpisodeEntry, NoLibrary, Opened, SaveEntry, SaveKind
from game.play.preferences import Handling, Preferences
from game.play.saving import STAYS, NotSaved
from game.play.session import Session
from game.saves import Shelf
from game.saves.preferences import write_preferences
from tests import stories
from tests.command import PROGRAM
from tests.playing import new
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal

WARNED = Preferences({"Death": Handling.WARN})
FULL = NotSaved("the disk is full")


class OneSave(NoLibrary):
    """A library of one save and one episode; both lead to the room, which has a passage that can be warned of."""

    def saves(self) -> tuple[SaveEntry, ...]:
        return (SaveEntry("room", SaveKind.OWN, "In the room", 1, "", ""),)

    def episodes(self) -> tuple[EpisodeEntry, ...]:
        return (EpisodeEntry(1, "The evening", "room"),)

    def open(self, save: str) -> Opened:
        del save
        return Opened(stories.session(STORY, "in"))


class Cut(io.StringIO):
    """An output whose reader goes away when it comes to some words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def write(self, text: str) -> int:
        if self._words in text:
            raise BrokenPipeError
        return super().write(text)


def play(
    session: Session,
    lines: Sequence[str],
    out: io.StringIO,
    *,
    preferences: Preferences = WARNED,
    trouble: NotSaved | None = None,
) -> list[Session]:
    """Plays these lines; the session of each save that came about."""
    saved: list[Session] = []

    def save(played: Session) -> NotSaved | None:
        if trouble is None:
            saved.append(played.fork())
        return trouble

    launch = Launch(
        session=session, restored=True, fresh=new, save=save, skip_title=True, preferences=preferences,
        library=OneSave(),
    )  # fmt: skip
    PlainGame(launch, io.StringIO("".join(f"{line}\n" for line in lines)), out).run()
    return saved


LANE = STORY.replace("      in: {text: Go in., goto: room}\n", """\
      in: {text: Go in., goto: room}
      lane: {text: Go round., goto: lane}
""").replace("  over: {passage", """\
  lane: {passage: A lane., choices: {on: {text: Go on., goto: room}}}
  over: {passage""")  # fmt: skip
"""With a way to the room on which nothing is decided."""

WAYS = {
    "a choice": ((), ("3",)),
    "taking back": (("in", "leave"), ("u",)),
    "making again": ((), ("3", "2", "u", "U")),
    "opening a save": (("walk",), ("s", "2", "1")),
    "an episode": (("walk",), ("i", "1")),
    "skipping": (("lane",), ("k",)),
}
"""What leads to a passage that is warned of: the moves before, and the lines typed."""


@pytest.mark.parametrize("way", WAYS)
def test_a_turn_is_saved_when_the_input_ends_at_the_warning(way: str) -> None:
    moves, lines = WAYS[way]
    out = io.StringIO()
    session = stories.session(LANE, *moves)
    saved = play(session, lines, out)
    assert saved[-1].state.scene == "room"
    assert "The input has ended." in out.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_a_turn_is_saved_when_nobody_reads_its_page(way: str) -> None:
    moves, lines = WAYS[way]
    saved: list[Session] = []
    launch = Launch(
        session=stories.session(LANE, *moves), restored=True, fresh=new, skip_title=True, preferences=WARNED,
        save=lambda played: saved.append(played.fork()), library=OneSave(),
    )  # fmt: skip
    typed = io.StringIO("".join(f"{line}\n" for line in lines))
    with pytest.raises(BrokenPipeError):
        PlainGame(launch, typed, Cut("touches")).run()
    assert saved[-1].state.scene == "room"


def test_a_turn_is_saved_when_the_program_is_ended_at_the_warning(tmp_path: Path) -> None:
    mill = write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))
    saves = tmp_path / "saves"
    saves.mkdir()
    assert write_preferences(saves, WARNED, stories.rules(STORY).story.topics) is None
    terminal = Terminal(
        PROGRAM,
        "play", str(mill), "--new", "--saves", str(saves), TERM="dumb",
    )  # fmt: skip
    try:
        terminal.wait_for(b"It rains")
        terminal.type(b"3\n")
        terminal.wait_for(b"touches: Death.")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
    finally:
        terminal.close()
    found = Shelf(saves, "mill").latest(stories.rules(STORY))
    assert found
    assert found.session.state.scene == "room"


def test_what_is_written_down_is_saved_when_nobody_reads_that_it_is() -> None:
    from tests.shared_stories import QUESTIONS  # noqa: PLC0415 - the name is taken

    saved: list[int] = []
    launch = Launch(
        session=stories.session(QUESTIONS), restored=True, fresh=new, skip_title=True,
        save=lambda played: saved.append(played.turn),
    )  # fmt: skip
    with pytest.raises(BrokenPipeError):
        PlainGame(launch, io.StringIO("w\n1\n2\n"), Cut("It is written down.")).run()
    assert saved == [1]


# --- what becomes of the game that is left

LEAVING = {"a new game": ("B", "1"), "a save": ("s", "2", "1"), "an episode": ("i", "1")}


@pytest.mark.parametrize("way", LEAVING)
def test_a_game_that_is_saved_is_said_to_stay(way: str) -> None:
    out = io.StringIO()
    play(new(), ("2", *LEAVING[way]), out, preferences=Preferences())
    assert STAYS in " ".join(out.getvalue().split())


@pytest.mark.parametrize("way", LEAVING)
def test_a_game_that_cannot_be_saved_is_said_to_be_lost_before_another_is_begun(way: str) -> None:
    out = io.StringIO()
    play(new(), ("2", *LEAVING[way][:-1]), out, preferences=Preferences(), trouble=FULL)
    said = " ".join(out.getvalue().split())
    assert STAYS not in said
    assert said.count("The last turn is not being saved: the disk is full. What is not saved is lost") == 1


@pytest.mark.parametrize("way", LEAVING)
def test_a_game_that_can_be_saved_again_is_saved_before_it_is_left(way: str) -> None:
    troubles, out = [FULL], io.StringIO()
    launch = Launch(
        session=new(), restored=True, fresh=new, skip_title=True, library=OneSave(),
        save=lambda _: troubles.pop() if troubles else None,
    )  # fmt: skip
    PlainGame(launch, io.StringIO("".join(f"{line}\n" for line in ("2", *LEAVING[way]))), out).run()
    said = " ".join(out.getvalue().split())
    assert said.index("The last turn is not being saved") < said.index("The game is being saved again.")
    assert said.index("The game is being saved again.") < said.index(STAYS)


# --- leaving at the question whether to continue


@pytest.mark.parametrize(("typed", "is_said"), [(("q",), False), (("quit",), False), ((), True)])
def test_only_an_input_that_has_ended_is_said_to_have_ended(typed: tuple[str, ...], *, is_said: bool) -> None:
    said = stories.plainly(stories.session(STORY, "walk"), *typed, restored=True)
    assert ("The input has ended." in said) == is_said
    assert "Saved at turn 1." in said


# --- topics

TWO = STORY.replace("topics: {death: Death}", "topics: {death: Death, noise: Noise}").replace(
    "content: death", "content: [death, noise]"
)


def test_a_warning_names_only_the_topics_that_were_asked_about() -> None:
    out = io.StringIO()
    play(stories.session(TWO), ("3",), out)
    assert "The next passage touches: Death.\n" in out.getvalue()


@pytest.mark.parametrize("handling", [Handling.WARN, Handling.SUMMARISE])
@pytest.mark.parametrize("command", ["l", "l death", "l miller"])
def test_the_log_tells_passages_as_the_player_has_decided(handling: Handling, command: str) -> None:
    out = io.StringIO()
    play(stories.session(STORY, "in", "leave"), (command,), out, preferences=Preferences({"Death": handling}))
    assert "The miller is dead." not in out.getvalue()
    assert ("A death." in out.getvalue()) == (command != "l miller")


def test_the_transcript_tells_passages_as_the_player_has_decided() -> None:
    told = "\n".join(transcript(stories.session(STORY, "in"), Preferences({"Death": Handling.SUMMARISE})))
    assert "A death." in told
    assert "The miller is dead." not in told


def test_the_content_note_has_the_topics_without_being_asked() -> None:
    said = stories.plainly(stories.session(TWO), "N", "0")
    assert (
        said.index("There is a death in it.") < said.index("Topics: Death, Noise.") < said.index("1. Read the details")
    )


def test_topics_alone_are_a_content_note() -> None:
    text = TWO.replace("  note: There is a death in it.\n  note details: The miller dies.\n", "")
    said = stories.plainly(stories.session(text), "N")
    assert "Topics: Death, Noise." in said
    assert "There is no content note." not in said
    assert "Read the details" not in said


@pytest.mark.parametrize("typed", ["1\n1\nq\n", "1\n1\n"], ids=["quits", "input ends"])
def test_who_leaves_an_unsaved_game_is_told_so_once_more(typed: str) -> None:
    out = io.StringIO()
    launch = Launch(session=new(), restored=False, fresh=new, save=lambda _: FULL, skip_title=True)
    PlainGame(launch, io.StringIO(typed), out).run()
    first, *_, last = (line for line in out.getvalue().splitlines() if "The last turn is not being saved" in line)
    assert first != last
    assert out.getvalue().splitlines()[-1] == last

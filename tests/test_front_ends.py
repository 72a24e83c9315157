"""Both front ends are the same game: the same moves end in the same state, and what one can do, the other can."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from game.plain.commands import COMMANDS
from game.plain.play import PlainGame
from game.play.launch import Launch
from game.play.library import NoLibrary
from game.play.moves import Choose, Confront, Move, Write, parse_move
from game.play.preferences import Handling, Preferences
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from game.tui import actions
from game.tui.actions import Action
from tests import stories
from tests.playing import launch, lines_of, shipped_moves
from tests.shared_stories import MILL, QUESTIONS
from tests.tui.driving import Player, drive

# --- a player at the screens


async def play(player: Player, move: Move) -> None:
    """Make a move by keys alone."""
    session = player.app.keeper.session
    match move:
        case Choose():
            option = next(option for option in session.page().options if option.move == move)
            assert option.number is not None
            if option.number < 10:
                turn = session.turn
                await player.press(str(option.number))
                if session.turn == turn:  # it was out of sight
                    await player.press(str(option.number))
            else:
                await player.press(*["down"] * 60, "enter")
        case Confront(claim, exhibit):
            view = session.confrontation()
            assert view
            await player.press("x", *down_to([entry.id for entry in view.claims], claim))
            papers = [entry.id for entry in view.papers]
            said = [entry.id for _, entries in view.said(claim) for entry in entries]
            if exhibit in papers:
                await player.press(*down_to(papers, exhibit), "enter")
            else:
                await player.press("end", "enter", *down_to(said, exhibit), "enter")
        case Write(question, answer, rests_on):
            questions = {entry.id: entry for entry in session.questions()}
            answers = [*(own for own, _ in questions[question].answers), None]
            await player.press("w", *down_to(list(questions), question), *down_to(answers, answer))
            if answer and session.casebook().evidence:
                await player.press(*down_to([None, *(entry.id for entry in session.casebook().evidence)], rests_on))
            await player.press("escape")


def down_to(names: list[str | None] | list[str], wanted: str | None) -> list[str]:
    """The keys that take one of a list."""
    return [*["down"] * list(names).index(wanted), "enter"]


def by_screens(session: Session, moves: list[Move]) -> Session:
    async def script(player: Player) -> None:
        for move in moves:
            await play(player, move)
            assert session.moves[-1] == move

    drive(script, launch(session), size=(80, 60))
    return session


# --- a player at the lines


def typed(session: Session, move: Move) -> list[str]:
    """The lines that make a move, and the move made."""
    match move:
        case Choose():
            option = next(option for option in session.page().options if option.move == move)
            lines = [str(option.number)]
        case Confront(claim, exhibit):
            view = session.confrontation()
            assert view
            lines = lines_of(view, claim, exhibit)
        case Write(question, answer, rests_on):
            questions = {entry.id: entry for entry in session.questions()}
            answers = [*(own for own, _ in questions[question].answers), None]
            lines = ["w", str(list(questions).index(question) + 1), str(answers.index(answer) + 1)]
            evidence = [entry.id for entry in session.casebook().evidence]
            if answer and evidence:
                lines.append(str(evidence.index(rests_on) + 1) if rests_on else "0")
    session.do(move)
    return lines


def by_lines(session: Session, moves: list[Move]) -> Session:
    shadow = Session(session.rules)
    lines = [line for move in moves for line in typed(shadow, move)]
    PlainGame(launch(session), io.StringIO("\n".join([*lines, "q"]) + "\n"), io.StringIO()).run()
    return session


PLAYS = {
    "choices and a confrontation": (MILL, ("ask", "walk", "walk", "in", "anne_1.noon x bill", "hear")),
    "claims against each other": (MILL, ("in", "anne_1.noon x anne_1.night", "leave")),
    "writing": (QUESTIONS, ("find_bill", "write who = ben on bill")),
    "striking out": (QUESTIONS, ("write who = ben", "write who = unknown")),
}


@pytest.mark.parametrize("name", PLAYS)
def test_the_same_moves_end_in_the_same_state(name: str) -> None:
    text, written = PLAYS[name]
    moves = [parse_move(move) for move in written]
    screens, plain = by_screens(stories.session(text), moves), by_lines(stories.session(text), moves)
    assert screens.moves == plain.moves == tuple(moves)
    assert screens.state == plain.state
    assert screens.page() == plain.page()


def test_a_play_of_the_shipped_story_ends_in_the_same_state() -> None:
    moves = shipped_moves()
    screens, plain = by_screens(Session(stories.shipped()), moves), by_lines(Session(stories.shipped()), moves)
    assert screens.state == plain.state
    assert screens.turn == plain.turn == len(moves)


# --- what they keep


def kept_in(folder: Path, session: Session, *, restored: bool) -> Launch:
    """A game whose saves lie in a folder."""
    shelf = Shelf(folder, session.rules.story.header.id)
    if restored:
        found = shelf.latest(session.rules)
        assert found
        session = found.session
    library = ShelfLibrary(shelf, session.rules)
    return Launch(
        session=session, restored=restored, fresh=library.fresh, save=library.autosave, skip_title=True, library=library
    )


def deleted_by_screens(game: Launch) -> None:
    async def script(player: Player) -> None:
        await player.press("s", "down", "d", "1")
        await player.press("escape", "q")
        assert "The game is saved." in player.flowing
        await player.press("1")

    drive(script, game)


def deleted_by_lines(game: Launch) -> None:
    out = io.StringIO()
    PlainGame(game, io.StringIO("s\n2\n2\n1\n0\nq\n"), out).run()
    assert "It is deleted." in out.getvalue()
    assert "Saved at turn 2." in out.getvalue()


def deleted_behind_its_back(game: Launch) -> None:
    async def script(player: Player) -> None:
        autosave = player.app.keeper.library.saves()[0]
        assert player.app.keeper.library.delete(autosave.id) is None
        await player.press("q", "1")

    drive(script, game)


@pytest.mark.parametrize("restored", [False, True])
@pytest.mark.parametrize("delete", [deleted_by_screens, deleted_by_lines, deleted_behind_its_back])
def test_a_game_that_is_left_is_on_disk_though_its_last_save_was_deleted(
    delete: Callable[[Launch], None], tmp_path: Path, *, restored: bool
) -> None:
    session = stories.session(MILL, "walk", "walk")
    if restored:
        Shelf(tmp_path, "mill").save(session)
    delete(kept_in(tmp_path, session, restored=restored))
    found = Shelf(tmp_path, "mill").latest(session.rules)
    assert found
    assert found.session.turn == 2


class Writing(NoLibrary):
    """Keeps what it is asked to write by."""

    def __init__(self) -> None:
        self.asked: list[Preferences] = []

    def export(self, session: Session, preferences: Preferences) -> str:
        self.asked.append(preferences)
        return "Written."


def test_what_is_written_of_a_play_is_told_as_was_decided_in_it() -> None:
    library, session = Writing(), stories.session(MILL)
    game = replace(launch(session), library=library, keep=lambda _: "the disk is full")

    async def script(player: Player) -> None:
        await player.press("o", "right", "right", "escape", "z")

    drive(script, game)
    PlainGame(game, io.StringIO("o\n1\n3\n0\nz\nq\n"), io.StringIO()).run()
    assert [asked.content for asked in library.asked] == [{"Death": Handling.SUMMARISE}] * 2


# --- what each of them can do

ALL_ACTIONS = {
    action.name: action
    for declared in vars(actions).values()
    if isinstance(declared, tuple)
    for action in declared
    if isinstance(action, Action)
}

OF_A_SCREEN = {
    "move": "lines are numbered: there is nothing to move to",
    "pick": "a number picks",
    "number": "a number picks",
    "forward": "everything is said at once; the terminal scrolls",
    "backward": "the terminal scrolls",
    "edge": "the terminal scrolls",
    "pan": "lines are not cut off",
    "back": "0 steps back",
    "menu": "the help is the list",
    "tab": "each part has a command",
    "next_tab": "each part has a command",
    "jump_tab": "each part has a command",
    "look": "e reads evidence, t the table",
    "go_on": "the game goes on by itself",
    "details": "the note asks",
    "reveal": "a warning asks before the passage",
    "brief": "a warning asks before the passage",
    "copy": "what is said stays said: the terminal copies",
    "next_hit": "the log says every place at once",
    "erase": "the terminal's own line",
    "erase_word": "the terminal's own line",
    "clear": "the terminal's own line",
    "turn": "the settings ask",
}
"""Actions that plain mode needs no command for, each with the reason."""

CALLED = {"delete": "saves", "search": "log"}
"""Actions that are a step within a command."""


@pytest.mark.parametrize("action", sorted(set(ALL_ACTIONS) - set(OF_A_SCREEN)))
def test_every_action_of_the_screens_is_a_command_of_plain_mode(action: str) -> None:
    assert CALLED.get(action, action) in {command.word for command in COMMANDS}


@pytest.mark.parametrize("word", sorted({command.word for command in COMMANDS} - {"repeat"}))
def test_every_command_of_plain_mode_is_an_action_of_the_screens(word: str) -> None:
    assert word in ALL_ACTIONS


def test_letters_mean_the_same_in_both() -> None:
    letters = {action.keys[0]: action.name for action in actions.SCENE if action.keys}
    told = {command.key: command.word for command in COMMANDS if command.key in letters}
    assert {key: letters[key] for key in told} == told


def test_every_kind_of_move_is_tried() -> None:
    tried = {type(parse_move(move)) for _, moves in PLAYS.values() for move in moves}
    assert tried == set(get_args(Move))

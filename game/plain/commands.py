"""What can be asked for in plain mode besides the numbered choices: declared once, for the help and for the loop."""

from __future__ import annotations

from msgspec import Struct

from game.words import say


class Command(Struct, frozen=True):
    """A command: its letter, its word, and what it does."""

    key: str
    word: str
    """In English, in which it can be typed whatever language is spoken."""
    does: str

    @property
    def called(self) -> str:
        """Its word in the language that is spoken."""
        return say(self.word, context="command")


COMMANDS = (
    Command("c", "casebook", "all that you have: evidence, people, leads"),
    Command("e", "evidence", "read a piece of evidence, a floor plan too: e and its number"),
    Command("t", "table", "the accounts table, read out"),
    Command("p", "people", "who is who, what you know of them, and since when"),
    Command("y", "own", "your own accounts: what you have written down, and what you have told others"),
    Command("n", "night", "the night hour by hour, from what is known so far"),
    Command("d", "changes", "what was done to the accounts the last time"),
    Command("x", "confront", "set a sentence against evidence, where somebody can be confronted"),
    Command("w", "write", "your own account of what happened: the reconstruction"),
    Command("h", "hint", "help with an open question, step by step"),
    Command("g", "glossary", "words that may be new"),
    Command("r", "repeat", "this page again"),
    Command("R", "recap", "what has happened so far, in short"),
    Command("l", "log", "everything since the beginning; l and some words: where they stand"),
    Command("u", "undo", "take the last move back"),
    Command("U", "redo", "make it again"),
    Command("k", "skip", "go on to what you have not read, or to the next decision"),
    Command("s", "saves", "save under a name, go back to a save, delete one"),
    Command("i", "episodes", "begin again where an episode began"),
    Command("f", "endings", "the endings that you have found in any play"),
    Command("z", "export", "write everything so far to a file, as Markdown"),
    Command("o", "settings", "sensitive passages, numbers, and how the screens look"),
    Command("N", "note", "the content note"),
    Command("B", "begin", "a new game"),
    Command("?", "help", "this list, and helplines"),
    Command("q", "quit", "stop; the game is saved"),
)
"""Every command of plain mode."""


def command_for(word: str) -> Command | None:
    """The command that a word asks for. Letters are told apart by case, words are not."""
    called = word.lower()
    return next((one for one in COMMANDS if word == one.key or called in (one.word, one.called.lower())), None)

"""What can be asked for in plain mode besides the numbered choices: declared once, for the help and for the loop."""

from __future__ import annotations

from msgspec import Struct

from game.words import to_say


class Command(Struct, frozen=True):
    """A command: its letter, its word, and what it does."""

    key: str
    word: str
    does: str


COMMANDS = (
    Command("c", "casebook", to_say("all that you have: evidence, people, leads")),
    Command("e", "evidence", to_say("read a piece of evidence, a floor plan too: e and its number")),
    Command("t", "table", to_say("the accounts table, read out")),
    Command("p", "people", to_say("who is who, what you know of them, and since when")),
    Command("y", "own", to_say("your own accounts: what you have written down, and what you have told others")),
    Command("n", "night", to_say("the night hour by hour, from what is known so far")),
    Command("d", "changes", to_say("what was done to the accounts the last time")),
    Command("x", "confront", to_say("set a sentence against evidence, where somebody can be confronted")),
    Command("w", "write", to_say("your own account of what happened: the reconstruction")),
    Command("h", "hint", to_say("help with an open question, step by step")),
    Command("g", "glossary", to_say("words that may be new")),
    Command("r", "repeat", to_say("this page again")),
    Command("R", "recap", to_say("what has happened so far, in short")),
    Command("l", "log", to_say("everything since the beginning; l and some words: where they stand")),
    Command("u", "undo", to_say("take the last move back")),
    Command("U", "redo", to_say("make it again")),
    Command("k", "skip", to_say("go on to what you have not read, or to the next decision")),
    Command("s", "saves", to_say("save under a name, go back to a save, delete one")),
    Command("i", "episodes", to_say("begin again where an episode began")),
    Command("f", "endings", to_say("the endings that you have found in any play")),
    Command("z", "export", to_say("write everything so far to a file, as Markdown")),
    Command("o", "settings", to_say("sensitive passages, numbers, and how the screens look")),
    Command("N", "note", to_say("the content note")),
    Command("B", "begin", to_say("a new game")),
    Command("?", "help", to_say("this list, and helplines")),
    Command("q", "quit", to_say("stop; the game is saved")),
)
"""Every command of plain mode."""


def command_for(word: str) -> Command | None:
    """The command that a word asks for. Letters are told apart by case, words are not."""
    return next((entry for entry in COMMANDS if word == entry.key or word.lower() == entry.word), None)

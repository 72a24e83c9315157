"""What can be asked for in plain mode besides the numbered choices: declared once, for the help and for the loop."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command: its letter, its word, and what it does."""

    key: str
    word: str
    does: str


COMMANDS = (
    Command("c", "casebook", "all that you have: evidence, people, leads"),
    Command("e", "evidence", "read a piece of evidence: e and its number"),
    Command("t", "table", "the accounts table, read out"),
    Command("x", "confront", "set a sentence against evidence, where somebody can be confronted"),
    Command("w", "write", "your own account of what happened: the reconstruction"),
    Command("h", "hint", "help with an open question, step by step"),
    Command("g", "glossary", "words that may be new"),
    Command("r", "repeat", "this page again"),
    Command("l", "log", "everything since the beginning; l and some words: where they stand"),
    Command("u", "undo", "take the last move back"),
    Command("U", "redo", "make it again"),
    Command("s", "settings", "how sensitive passages are shown, and whether numbers are"),
    Command("n", "note", "the content note"),
    Command("?", "help", "this list, and helplines"),
    Command("q", "quit", "stop; the game is saved"),
)
"""Every command of plain mode."""


def command_for(word: str) -> Command | None:
    """The command that a word asks for. Letters are told apart by case, words are not."""
    return next((entry for entry in COMMANDS if word == entry.key or word.lower() == entry.word), None)

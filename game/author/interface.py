"""`translate --interface`: the catalogue of the program's own words in a language."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import polib

from game import words
from game.author.plurals import ENGLISH, forms_in, plural_rule
from game.author.spoken import Said, words_of_the_program
from game.author.translate import METADATA, counted, is_translated, updated
from game.exits import FINE, PROBLEMS
from game.files import write_whole

RULE = "Plural-Forms"
"""The line of a catalogue's header that says which words go with a number."""


def translate_interface(language: str, *, only_report: bool = False) -> int:
    """Updates the catalogue unless it is only to report, and writes what in it is new or stale, a line each.

    Returns 1 if a text has no translation, or one that was made for another. Raises OSError if the catalogue is none,
    or cannot be written.
    """
    path = words.FOLDER / f"{language}.po"
    old = polib.pofile(str(path), encoding="utf-8") if path.exists() else None
    metadata = {"Language": language, **METADATA, **(old.metadata if old is not None else {})}
    if RULE not in metadata:
        metadata[RULE] = _rule(language)
    said = words_of_the_program()
    new, counts = updated(old, interface_entries(said, forms_in(metadata[RULE])))
    new.metadata = metadata
    left = [entry for entry in new if entry.obsolete]
    for entry in left:  # what the program does not say any more, nobody needs to translate
        new.remove(entry)
    if not only_report:
        write_whole(path, f"{new}\n".encode())
    sys.stdout.writelines(f"{line}\n" for line in (_to_do(new, said) if old is not None else ()))
    sys.stdout.write(f"{counted(counts)}\n")
    return PROBLEMS if counts["to translate"] or counts["stale"] else FINE


def _rule(language: str) -> str:
    """The rule for the header; for a language that is not known, that of English, which is said."""
    rule = plural_rule(language)
    if rule is None:
        sys.stderr.write(f"How many plural forms {language} has is not known here: set {RULE} in the header.\n")
    return rule or ENGLISH


def _to_do(catalogue: polib.POFile, said: Iterable[Said]) -> Iterator[str]:
    """A line for each text that has no translation, or one that was made for another."""
    places = {(one.context, one.text): f"{one.files[0]}:{one.line}" if one.line else one.files[0] for one in said}
    for entry in catalogue:
        if entry.fuzzy or not is_translated(entry):
            where = places[entry.msgctxt or "", entry.msgid]
            yield f"{where}: {'stale' if entry.fuzzy else 'to translate'}: “{' '.join(entry.msgid.split())}”"


def interface_entries(said: Iterable[Said], forms: int) -> list[polib.POEntry]:
    """An empty entry for everything that the program says to players, with so many forms where a number decides.

    No lines are given: they would change with every other edit.
    """
    return [
        polib.POEntry(
            msgctxt=one.context or None,
            msgid=one.text,
            msgid_plural=one.many,
            msgstr_plural=dict.fromkeys(range(forms), "") if one.many else {},
            occurrences=[(file, "") for file in one.files],
        )
        for one in said
    ]

"""Whether a translation says the same as its original where the engine reads it: tags, inserts, speakers, bounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import takewhile
from pathlib import Path

from msgspec.structs import replace

from game.story.checks.text import DOCUMENT_WIDTH
from game.story.diagnostics import Diagnostic, counted, diagnose
from game.story.language import FOLDER, LANGUAGE
from game.story.load import Loading
from game.story.prose import SPECIAL, parse_prose
from game.story.source import FORBIDDEN, Place, Unreadable, shown_path
from game.story.speech import speeches_in
from game.story.translation.catalogue import Catalogue, Entry, read_catalogue
from game.story.translation.units import Kind, Unit, units_of
from game.story.tree import MAX_TEXT

MOST_NAMED = 6
"""How many tags or inserts a message names."""


def with_catalogues(loading: Loading, folder: Path, shown: str | None = None) -> Loading:
    """What came of loading a story, with everything that is wrong with its catalogues; a story with errors has none."""
    catalogues = (folder / FOLDER).glob("*.po") if loading.story is not None else ()
    languages = sorted(path.stem for path in catalogues if not path.name.startswith("."))
    if loading.story is None or not languages:
        return loading
    units, found, sources = units_of(loading.story), list(loading.diagnostics), dict(loading.sources)
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            place = Place(f"{shown or shown_path(str(folder))}/{FOLDER}/{language}.po", 1, 1)
            found.append(diagnose("no-language", place, name=language))
            continue
        try:
            catalogue = read_catalogue(folder, language, shown)
        except Unreadable as error:
            found.append(diagnose(error.code, error.place, **error.details))
        else:
            sources[catalogue.source.path] = catalogue.source
            found += check_catalogue(catalogue, units)
    return replace(loading, diagnostics=tuple(sorted(found)), sources=sources)


def check_catalogue(catalogue: Catalogue, units: Collection[Unit]) -> Iterator[Diagnostic]:
    """What is wrong with the translations of these units. Those that are stale or empty are not looked at."""
    kinds = {unit[:2]: unit.kind for unit in units}
    first: dict[tuple[str, str], Entry] = {}
    strange: list[Entry] = []
    for entry in catalogue.used():
        key = entry.context, entry.original
        kind = kinds.get(key)
        if kind is None:
            strange.append(entry)
        elif key in first:
            yield diagnose("translated-twice", catalogue.place(entry), line=first[key].line)
        else:
            first[key] = entry
            yield from _check(catalogue, entry, kind)
            yield from _advise(catalogue, entry, kind)
    if strange:
        others = f", nor those of {counted(len(strange) - 1, 'other translation')}" if strange[1:] else ""
        yield diagnose("not-up-to-date", catalogue.place(strange[0]), others=others)


class Translator:
    """Says a unit in the language of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._entries: dict[tuple[str, str], Entry] = {}
        for entry in catalogue.used():
            self._entries.setdefault((entry.context, entry.original), entry)

    def __call__(self, unit: Unit) -> str | None:
        """The translation of a unit; None if it has none, or one that something is wrong with."""
        entry = self._entries.get(unit[:2])
        if entry is None or any(one.is_error for one in _check(self._catalogue, entry, unit.kind)):
            return None
        if unit.kind is Kind.DOCUMENT:
            return entry.translation.rstrip("\n")
        return " ".join(entry.translation.split())


def _check(catalogue: Catalogue, entry: Entry, kind: Kind) -> Iterator[Diagnostic]:
    """What is wrong with one translation."""
    text = entry.translation
    if bad := FORBIDDEN.search(text):
        place = catalogue.place(entry, bad.start())
        yield diagnose("control-character", place, character=f"U+{ord(bad[0]):04X}")
    if len(text) > MAX_TEXT:
        yield diagnose("text-too-long", catalogue.place(entry), limit=f"{MAX_TEXT:,}")
    elif kind is Kind.PROSE:
        yield from _check_prose(catalogue, entry)
    elif kind is Kind.DOCUMENT:
        yield from _check_document(catalogue, entry)


def _advise(catalogue: Catalogue, entry: Entry, kind: Kind) -> Iterator[Diagnostic]:
    """What of one translation will not be read as it was meant, as in the original."""
    # A play, which takes no advice, does not wait for what gives it.
    from game.story.checks.wording import LINE_LENGTH, MARKUP, MARKUP_OF_LINES  # noqa: PLC0415

    text = entry.translation
    pattern = {Kind.PROSE: MARKUP, Kind.LINE: MARKUP_OF_LINES}.get(kind)
    if pattern is not None and (found := pattern.search(text)) and not pattern.search(entry.original):
        yield diagnose("markup", catalogue.place(entry, found.start()), markup=found[0])
    if kind is Kind.LINE and len(text) > LINE_LENGTH:
        yield diagnose("long-line", catalogue.place(entry), length=len(text), limit=LINE_LENGTH)


def _check_document(catalogue: Catalogue, entry: Entry) -> Iterator[Diagnostic]:
    offset = 0
    for line in entry.translation.split("\n"):
        if len(line) > DOCUMENT_WIDTH:
            place = catalogue.place(entry, offset + DOCUMENT_WIDTH)
            yield diagnose("wide-line", place, width=len(line), limit=DOCUMENT_WIDTH)
        offset += len(line) + 1


def _check_prose(catalogue: Catalogue, entry: Entry) -> Iterator[Diagnostic]:
    # Blanks become single ones, one for one, so that an offset is one of the translation and lines mean nothing.
    text = re.sub(r"\s", " ", entry.translation)
    tags, original_tags = _tags(text), _tags(entry.original)
    names, original_names = [name for name, _ in tags], [name for name, _ in original_tags]
    if names != original_names:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(names, original_names, strict=False)))
        place = catalogue.place(entry, tags[same][1] if same < len(tags) else 0)
        yield diagnose("other-tags", place, found=_named(names[same:]), original=_named(original_names[same:]))
        return
    bare = SPECIAL.sub(lambda found: " " * len(found[0]) if found[1] is not None else found[0], text)
    flaws = parse_prose(bare)[1][:MOST_NAMED]
    for flaw in flaws:
        yield diagnose("bad-prose", catalogue.place(entry, flaw.offset), reason=flaw.reason)
    inserts, original_inserts = _inserts(text), _inserts(entry.original)
    if not flaws and Counter(inserts) != Counter(original_inserts):
        yield diagnose(
            "other-inserts", catalogue.place(entry), found=_named(inserts), original=_named(original_inserts)
        )
    speeches, original_speeches = list(speeches_in(text)), list(speeches_in(entry.original))
    if _where(speeches, tags) != _where(original_speeches, original_tags):
        place = catalogue.place(entry, speeches[0][1] if speeches else 0)
        yield diagnose("other-speaker", place, found=_speaker(speeches), original=_speaker(original_speeches))


def _tags(text: str) -> list[tuple[str, int]]:
    """The tags of a text with single blanks, each with its offset."""
    return [
        (f"[{' '.join(found[1].split())}]", found.start()) for found in SPECIAL.finditer(text) if found[1] is not None
    ]


def _inserts(text: str) -> list[str]:
    return [f"{{{found[2].strip()}}}" for found in SPECIAL.finditer(text) if found[2] is not None]


def _where(speeches: list[tuple[str, int]], tags: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Who speaks, and after how many tags: a speech belongs to a branch."""
    return [(name, sum(tag < offset for _, tag in tags)) for name, offset in speeches]


def _named(names: list[str]) -> str:
    """A list as a message names it."""
    if not names:
        return "nothing"
    return " ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")


def _speaker(speeches: list[tuple[str, int]]) -> str:
    return f"{' and '.join(name for name, _ in speeches)} speaks" if speeches else "nobody speaks"

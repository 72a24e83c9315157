"""`translate`: writes the catalogue of a story in a language, brings it up to date, and says how far it has come."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import polib

from game.author.episodes import Episodes
from game.author.loading import playable
from game.exits import FINE, PROBLEMS
from game.files import write_whole
from game.story.diagnostics import diagnose
from game.story.source import Unreadable, path_within
from game.story.story import Story
from game.story.translation import (
    Kind,
    Translator,
    Unit,
    catalogue_path,
    check_catalogue,
    read_catalogue,
    units_of,
)

NEAR = 0.5
"""How much of a paragraph has to be left, from 0 to 1, for its translation to be offered for the changed one."""

METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}

HEADER = """\
Each entry is one text of the story: msgctxt says where it stands, msgid is the original, msgstr the translation.
What stands in [brackets] and in {braces} is copied as it is, brackets in the same order; *asterisks* emphasize;
a name in capitals and a colon at the beginning stays as in the original: players see the name as it is translated.
Texts without a translation, and those marked "fuzzy" because the original has changed, are shown in the original."""


def translate(folder: Path, language: str, *, only_report: bool = False) -> int:
    """Updates the catalogue unless it is only to report; returns 1 if the story or the catalogue has errors."""
    found = playable(folder)
    if found is None:
        return PROBLEMS
    story, loading = found
    path, units = catalogue_path(folder, language), units_of(story)
    try:
        if not only_report:
            write_catalogue(story, folder, language, loading.files)
        catalogue = read_catalogue(folder, language) if path.exists() else None
    except Unreadable as error:
        sys.stdout.write(f"{diagnose(error.code, error.place, **error.details)}\n")
        return PROBLEMS
    wrong = list(check_catalogue(catalogue, units)) if catalogue else []
    sys.stdout.writelines(f"{one}\n" for one in wrong)
    translator = Translator(catalogue) if catalogue else None
    done = {unit for unit in units if translator and translator(unit) is not None}
    sys.stdout.writelines(f"{line}\n" for line in report(story, units, done))
    return PROBLEMS if any(one.is_error for one in wrong) else FINE


def report(story: Story, units: Iterable[Unit], done: Collection[Unit]) -> Iterator[str]:
    """For each episode, and for what belongs to none, how much has been translated, in texts and in words."""
    episodes, all_units = Episodes(story), list(units)
    groups: dict[str | None, list[Unit]] = {name: [] for name in (*story.episodes, None)}
    for unit in all_units:
        groups[episodes.of(unit.place)].append(unit)
    for name, group in groups.items() if story.episodes else ():
        title = story.episodes[name].title if name else "in no one episode"
        if group:
            yield _share(title, group, done)
    yield _share("together", all_units, done)


def _share(title: str, group: list[Unit], done: Collection[Unit]) -> str:
    words = sum(len(unit.text.split()) for unit in group)
    ready = sum(len(unit.text.split()) for unit in group if unit in done)
    texts = sum(unit in done for unit in group)
    # Rounded down: what is not whole is never called so.
    return (
        f"{100 * ready // max(words, 1):4}%  {ready:,} of {words:,} words, {texts:,} of {len(group):,} texts  {title}"
    )


def write_catalogue(story: Story, folder: Path, language: str, files: Mapping[str, Path]) -> None:
    """Brings the catalogue of a language up to date on disk. Raises Unreadable if what is there is no catalogue."""
    path = catalogue_path(folder, language)
    old = None
    if path.exists():
        source = read_catalogue(folder, language).source  # which says at which place it is broken, if it is
        old = polib.pofile(f"{source.text}\n\n", encoding="utf-8")
    new, counts = updated(old, entries_of(story, folder, files))
    new.header = HEADER
    new.metadata = {
        "Project-Id-Version": story.header.id,
        **(old.metadata if old is not None else {}),
        "Language": language,
        **METADATA,
    }
    path.parent.mkdir(exist_ok=True)
    write_whole(path, f"{new}\n".encode())
    sys.stderr.write(f"{path}: {counted(counts)}\n")


def counted(counts: Mapping[str, int]) -> str:
    """How many entries fared how, in words."""
    return ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)


def entries_of(story: Story, folder: Path, files: Mapping[str, Path]) -> list[polib.POEntry]:
    """An empty entry for everything in a story that can be translated, with the file in which it stands.

    `files` are those of the folder, by their paths as the places of the story name them.
    """
    return [
        polib.POEntry(
            msgctxt=unit.place,
            msgid=unit.text,
            comment="A document: lines of at most 66 characters." if unit.kind is Kind.DOCUMENT else "",
            occurrences=[(file, "")] if (file := _file_of(unit, story, folder, files)) else [],
        )
        for unit in units_of(story)
    ]


def _file_of(unit: Unit, story: Story, folder: Path, files: Mapping[str, Path]) -> str:
    """The file in which the thing is defined that a text belongs to, seen from the story's folder.

    No line is given: it would change with every other edit.
    """
    section, name, *rest = [*unit.place.split("."), ""]
    if section == "accounts" and rest[:1] == ["claims"]:
        section, name = "claims", f"{name}.{rest[1]}"
    section = {"reconstruction": "questions", "glossary": "terms"}.get(section, section)
    place = story.defined.get(section, {}).get(name)
    return path_within(files[place.path], folder) if place else ""


def updated(old: polib.POFile | None, fresh: Iterable[polib.POEntry]) -> tuple[polib.POFile, dict[str, int]]:
    """The entries that there should be, with the translations that there are; and how many entries fared how.

    An entry whose text has changed keeps its translation, marked fuzzy, with the text that it was made from; one that
    has only moved, as when something is renamed, keeps it as it is. What is no longer part of it stays at the end, as
    obsolete, if somebody has translated it.
    """
    entries, counts = list(fresh), Counter[str]()
    known = {_key(entry): entry for entry in old or ()}
    wanted = {_key(entry) for entry in entries}
    left = _Left(entry for key, entry in known.items() if key not in wanted and _has_words(entry))
    texts = Counter(entry.msgctxt for entry in entries)
    new = polib.POFile(wrapwidth=100)
    for entry in entries:
        if (same := known.get(_key(entry))) is not None:
            _take(entry, same)
        elif (near := left.take(entry, is_alone=texts[entry.msgctxt] == 1)) is not None:
            _take(entry, near)
            if not entry.fuzzy and near.msgid != entry.msgid:  # the very same words elsewhere have only moved
                entry.flags.append("fuzzy")
                entry.previous_msgid = near.msgid
                entry.previous_msgctxt = near.msgctxt if near.msgctxt != entry.msgctxt else None
        counts["stale" if entry.fuzzy else "translated" if is_translated(entry) else "to translate"] += 1
        new.append(entry)
    for entry in left.entries:
        entry.obsolete = True
        new.append(entry)
        counts["obsolete"] += 1
    return new, {what: counts[what] for what in ("translated", "stale", "to translate", "obsolete")}


class _Left:
    """Translations of texts that are no longer there, to be offered for those that took their place."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self.entries = list(entries)

    def take(self, entry: polib.POEntry, *, is_alone: bool) -> polib.POEntry | None:
        """Takes out the translation that was most probably made for an earlier form of an entry; None if there is none.

        In the same place that is the most similar one, or, if there is room for one text only, whatever stood there;
        in another place, only one of the very same text.
        """
        here = [one for one in self.entries if one.msgctxt == entry.msgctxt]
        found = here[0] if here and is_alone and entry.msgctxt else _nearest(entry.msgid, here)
        found = found or next((one for one in self.entries if one.msgid == entry.msgid), None)
        if found is not None:
            self.entries.remove(found)
        return found


def _nearest(text: str, entries: Iterable[polib.POEntry]) -> polib.POEntry | None:
    ratios = [
        (difflib.SequenceMatcher(None, one.msgid, text, autojunk=False).ratio(), number, one)
        for number, one in enumerate(entries)
    ]
    ratio, _, best = max(ratios, key=lambda found: found[:2], default=(0.0, 0, None))
    return best if ratio >= NEAR else None


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _has_words(entry: polib.POEntry) -> bool:
    """Whether somebody has begun to translate an entry."""
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def is_translated(entry: polib.POEntry) -> bool:
    """Whether an entry is translated, with all of its forms."""
    return bool(entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural.values())))


def _take(entry: polib.POEntry, old: polib.POEntry) -> None:
    """Gives an entry what translators have written into another."""
    entry.msgstr, entry.tcomment, entry.flags = old.msgstr, old.tcomment, list(old.flags)
    entry.msgstr_plural = {form: old.msgstr_plural.get(form, "") for form in entry.msgstr_plural}
    entry.previous_msgid, entry.previous_msgctxt = old.previous_msgid, old.previous_msgctxt

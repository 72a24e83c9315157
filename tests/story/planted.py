"""Slips of the hand, planted in the shipped story: sixty of one letter, sixty of structure, always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import fields

from game.author.manual.format import models_in
from game.story.load import load
from game.story.model import Sections
from game.story.reader import key_of
from game.story.source import story_files
from tests.stories import SCENES, shipped_loading

NUMBER = 60


class Planted(NamedTuple):
    """A file with a slip in it: what was done, the lines at one of which it has to be reported, and what was meant."""

    what: str
    path: Path
    text: str
    lines: range
    meant: str = ""

    def __str__(self) -> str:
        return f"{self.what} in {self.path.relative_to(SCENES)}:{self.lines[0]}"


def reported(slip: Planted) -> tuple[bool, bool]:
    """Whether the slip is reported at its place, and whether what was meant is the suggestion there."""
    found = load(SCENES, unsaved={slip.path: slip.text}).diagnostics
    here = [problem for problem in found if problem.place.path == str(slip.path) and problem.place.line in slip.lines]
    near = re.compile(rf"(?:did you mean (?:“[^?]*” or )?|the name )“{re.escape(slip.meant)}”", re.IGNORECASE)
    return bool(here), any(near.search(problem.words) for problem in here)


@cache
def files() -> dict[Path, str]:
    """The files of the shipped story."""
    return {path: path.read_text(encoding="utf-8") for path in story_files(SCENES)}


@cache
def names() -> frozenset[str]:
    """Every name that the story defines, with and without what it stands in, and every key of the format."""
    defined = {name for section in shipped_loading().defined.values() for name in section}
    return frozenset({*defined, *(name.rpartition(".")[2] for name in defined), *keys()})


@cache
def keys() -> frozenset[str]:
    """Every key of the format."""
    return frozenset(key_of(item.name) for model in (Sections, *models_in(Sections)) for item in fields(model))


class _Word(NamedTuple):
    """A word that means something: its kind, its file, and where it stands there."""

    kind: str
    path: Path
    start: int
    word: str


@cache
def letter_slips() -> list[Planted]:
    """Sixty words with one letter wrong: keys, names, tests, speakers, and the names of people in prose."""
    chance = random.Random(60)
    kinds: dict[str, list[_Word]] = {}
    for word in _words():
        kinds.setdefault(word.kind, []).append(word)
    shares = {"key": 18, "name": 18, "condition": 14, "speaker": 5, "person": 5}
    assert sum(shares.values()) == NUMBER
    return [_misspelt(word, chance) for kind, share in shares.items() for word in chance.sample(kinds[kind], share)]


def _words() -> Iterator[_Word]:
    for path, text in files().items():
        blocks = re.finditer(r"^( *)\S.*: [|>]-?\n((?:\1 .*\n|\n)+)", text, re.MULTILINE)
        prose = [range(block.start(2), block.end(2)) for block in blocks]
        for kind, start, word in (*_outside(text), *_in_conditions(text), *_in_prose(text)):
            if kind == "condition" or (kind in ("speaker", "person")) == _is_inside(start, prose):
                yield _Word(kind, path, start, word)


def _outside(text: str) -> Iterator[tuple[str, int, str]]:
    """Keys, and names that stand behind some of them."""
    for found in re.finditer(r"^ +(?:- )?([a-z][a-z ]{3,}):(?=[ \n])", text, re.MULTILINE):
        if found[1] in keys():
            yield "key", found.start(1), found[1]
    for found in re.finditer(r"(?:goto|find|meet|hear|set|next|place|episode): ([a-z_0-9.]{5,})$", text, re.MULTILINE):
        if found[1] in names():
            yield "name", found.start(1), found[1]


def _in_conditions(text: str) -> Iterator[tuple[str, int, str]]:
    """Names and tests, behind `when` and in prose."""
    for found in re.finditer(r"(?:when: |\[(?:else )?if )([^\n\[\]|>]+)", text):
        for name in re.finditer(r"[a-z][a-z_0-9.]{4,}", found[1]):
            if name[0] in names() or re.match(r"(?:visited|followed|heard|broken|shown)\(", found[1][name.start() :]):
                yield "condition", found.start(1) + name.start(), name[0]


def _in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Speakers, and people who are called by their names."""
    story = shipped_loading().story
    assert story is not None
    speakers = "|".join(sorted(re.escape(person.speaker) for person in story.people.values()))
    for found in re.finditer(rf"^ +({speakers}): ", text, re.MULTILINE):
        yield "speaker", found.start(1), found[1]
    called = "|".join(sorted({person.short_name for person in story.people.values() if len(person.short_name) > 4}))
    for found in re.finditer(rf"(?<=[a-z,] )({called})(?= [a-z])", text):
        yield "person", found.start(1), found[1]


def _is_inside(index: int, ranges: list[range]) -> bool:
    return any(index in one for one in ranges)


def _misspelt(word: _Word, chance: random.Random) -> Planted:
    """A word with a letter left out, doubled, exchanged with the next, or another in its place.

    It is never another name, nor, in prose, the name of a family: Ann is one of the Anns.
    """
    text, wrong, how = files()[word.path], word.word, ""
    family = {f"{word.word}s", word.word.removesuffix("s")} if word.kind == "person" else set()
    while wrong in names() or wrong in {word.word, *family}:
        letters = [index for index, letter in enumerate(word.word) if letter.isalpha()]
        at = chance.choice(letters[1:])
        how, wrong = chance.choice(
            [
                ("left out", word.word[:at] + word.word[at + 1 :]),
                ("doubled", word.word[:at] + word.word[at] + word.word[at:]),
                ("exchanged", word.word[: at - 1] + word.word[at] + word.word[at - 1] + word.word[at + 1 :]),
                ("another", word.word[:at] + _other(word.word[at], chance) + word.word[at + 1 :]),
            ]
        )
    line = text.count("\n", 0, word.start) + 1
    changed = text[: word.start] + wrong + text[word.start + len(word.word) :]
    return Planted(
        f"{word.kind} “{word.word}” as “{wrong}” ({how})", word.path, changed, range(line, line + 1), word.word
    )


def _other(letter: str, chance: random.Random) -> str:
    found = chance.choice([other for other in "abcdefghijklmnopqrstuvwxyz" if other != letter.lower()])
    return found.upper() if letter.isupper() else found


class _Kind(NamedTuple):
    """A kind of structural slip: what is looked for, in lines, and what stands in its place."""

    pattern: str
    new: str
    at: int = 0
    """How many lines below the first line of what is found the slip is."""
    lines: int = 1
    """On how many lines it may be reported."""


STRUCTURE = {
    "a tab in place of blanks": _Kind(r"^        (text: )", "\t\\1"),
    "a key without its colon": _Kind(r"^(    title):( \w.*)$", r"\1\2"),
    "no blank behind the colon": _Kind(r"^(    title:) (\w)", r"\1\2"),
    "indented by one more": _Kind(r"^(    title: .+\n)    (place: )", r"\1     \2", 1),
    "indented by one less": _Kind(r"^(    title: .+\n)    (place: )", r"\1   \2", 1),
    "the same key again": _Kind(r"^(    title: .+\n)", r"\1\1", 1),
    "a needed key missing": _Kind(r"^      (\w+):\n        text: .+\n", r"      \1:\n", 1),
    "a colon in a text": _Kind(r"^(        text: \w+)( .+)$", r"\1:\2"),
    "a quotation mark that is not closed": _Kind(r"^(        text: )([^\"'\n]+)$", r'\1"\2'),
    "text behind a closing quotation mark": _Kind(r"^(        text: )(\w+)( [^\"'\n]+)$", r'\1"\2"\3'),
    "a # that cuts the line": _Kind(r"^(        text: \w+)( [^\"'\n#]+)$", r"\1 #\2".replace("#", "#7")),
    "a block without its bar": _Kind(r"^(    passage:) \|\n(      [^:\n]+\n)+\n", r"\1\n\2\n", 0, 400),
    "text beside the bar": _Kind(r"^(    passage: \|)\n +(\w.*)\n", r"\1 \2\n"),
    "a list in place of a text": _Kind(r"^(        text: )([^\"'\n,]+)$", r"\1[\2]"),
    "a text in place of keys": _Kind(r"^(    choices:)\n", r"\1 none\n", 0, 2),
    "a bracket that is not closed": _Kind(r"^( +meet: )(\w+)$", r"\1[\2", 0, 1),
    "a brace that is not closed": _Kind(r"(\{\w+: [^{}\n]+)\}$", r"\1", 0, 1),
    "an [end] missing": _Kind(r"\[if ([^\]]+)\](.{1,60}?)\[end\]", r"[if \1]\2", -6, 9),
    "an [else] without [if]": _Kind(r"\[if [^\]]+\](.{1,60}?)\[else\]", r"\1[else]", 0, 3),
    "a bracket of a tag missing": _Kind(r"^( {6,}\[if [a-z][^\]\n]+)\]", r"\1", 0, 3),
    "a star too many": _Kind(r"^( {6}[A-Z][a-z]+ )(\w+ )", r"\1*\2", 0, 1),
    "an and missing": _Kind(r"^( +when: .+) and (\w.*)$", r"\1 \2"),
    "a bracket of a test missing": _Kind(r"^( +when: \w+\([\w.]+)\)$", r"\1"),
    "one equals sign": _Kind(r"(\w+ )(?:>=|==)( \d)", r"\1=\2", 0, 3),
    "a name with a capital": _Kind(r"^    choices:\n      ([a-z])(\w+):\n", "    choices:\n      X\\2:\n", 1),
    "a name with a blank": _Kind(r"^    choices:\n      (\w+)_(\w+):\n", r"    choices:\n      \1 \2:\n", 1),
    "a word in place of a number": _Kind(r"(\{trust_\w+: )[+-]1\}", r"\1one}"),
    "a word in place of yes": _Kind(r"^( +sticky: )yes$", r"\1always"),
    "nothing behind a key": _Kind(r"^(        goto:) \w+$", r"\1"),
    "a dash without its blank": _Kind(r"^( +- )([\w.]+)\n( +)- ([\w.]+)$", r"\1\2\n\3-\4", 0, 2),
}
"""Thirty kinds of structural slips; of each, two are made."""


@cache
def structural_slips() -> list[Planted]:
    """Sixty slips of structure, two of each kind, where chance will have them."""
    chance = random.Random(61)
    slips = []
    for what, kind in STRUCTURE.items():
        places = [
            (path, found) for path, text in files().items() for found in re.finditer(kind.pattern, text, re.MULTILINE)
        ]
        for path, found in chance.sample(places, 2):
            text = files()[path]
            changed = text[: found.start()] + found.expand(kind.new) + text[found.end() :]
            line = text.count("\n", 0, found.start()) + 1 + kind.at
            slips.append(Planted(what, path, changed, range(line, line + kind.lines)))
    assert len(slips) == NUMBER
    return slips


SLIPS: dict[str, Callable[[], list[Planted]]] = {"of structure": structural_slips, "of one letter": letter_slips}


def main() -> None:
    """Plants all of them and prints what is made of each."""
    for name, made in SLIPS.items():
        slips = made()
        results = [reported(slip) for slip in slips]
        for slip, (is_reported, is_suggested) in zip(slips, results, strict=True):
            if not is_reported or (slip.meant and not is_suggested):
                print(f"{'not suggested' if is_reported else 'NOT REPORTED'}: {slip}")  # noqa: T201
        suggested = sum(is_suggested for _, is_suggested in results)
        print(f"{name}: {len(slips)}, reported {sum(is_reported for is_reported, _ in results)}, suggested {suggested}")  # noqa: T201


if __name__ == "__main__":
    main()

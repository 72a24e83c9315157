"""Catalogues of translations with a defect, or as bombs, or harmless: what `tests.soak.defects` puts beside a story."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polib

from game.story.translation import Kind, units_of
from tests.stories import story
from tests.story.slips import STORY

NAME = "translations/de.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = 'msgctxt "nowhere.passage"\nmsgid "a"\nmsgstr "b"\n\n'

SLIPS: dict[str, str] = {
    "a tag of its own": "{text} [if late]x[end]",
    "a tag that is none": "{text} [click]",
    "an end without a beginning": "{text} [end]",
    "an insert of its own": "{text} {trust}",
    "an attribute": "{text} {0.__class__.__mro__}",
    "a call": "{text} {__import__('os').system('id')}",
    "an open asterisk": "{text} *x",
    "a control character": "{text} \x08",
    "too long": "{text}" + "x" * 100_001,
}
"""What a translator may write for a text, with what is wrong with it."""

BROKEN: dict[str, tuple[bytes, int]] = {
    "no quotation marks": (b"msgid a\nmsgstr b\n", 1),
    "an open quotation mark": (b'msgid "a\nmsgstr "b"\n', 1),
    "a word that is none": (b'msgid "a"\nmsgtxt "b"\n', 2),
    "a text twice": (b'msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
    "not UTF-8": (b'msgid "a"\nmsgstr "b\xff"\n', 2),
    "another encoding": ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), 1),
    "a zero byte": (b'msgid "a"\nmsgstr "b\0"\n', 2),
    "an escape": (b'msgid "a"\nmsgstr "\x1b]52;c;QQ==\x07"\n', 2),
    "the other direction": ('msgid "a"\nmsgstr "\u202eb"\n'.encode(), 2),
    "a million entries": (ENTRY.encode() * 300_000, 1),
    "a text of many lines": (f'{HEADER}msgid "a"\nmsgstr ""\n'.encode() + b'"ccccccccccccccccccccccc"\n' * 90_000, 0),
    "many comments": (b"# x\n" * 150_000, 1),
    "a line without end": (b'msgid "a"\nmsgstr "' + b"b" * 5_000_000, 1),
    "many references": (b"#: " + b"a:1 " * 1_500_000 + b'\nmsgid "a"\nmsgstr "b"\n', 1),
}
"""Files that are no catalogues, or too large, each with the line at which that has to be said; 0 for any."""

HARMLESS: dict[str, bytes] = {
    "nothing": b"",
    "a header": HEADER.encode(),
    "a byte order mark": b"\xef\xbb\xbf" + HEADER.encode(),
    "CRLF": HEADER.replace("\n", "\r\n").encode(),
    "an old entry": (HEADER + "".join(f"#~ {line}\n" for line in ENTRY.strip().split("\n"))).encode(),
    "another charset": HEADER.replace("UTF-8", "zlib").encode(),
    "a charset that is code": HEADER.replace("UTF-8", "../../etc/passwd").encode(),
    "other scripts": (HEADER + "# שלום 😀 日本語\n").encode(),
    "plurals": (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n').encode(),
}
"""Catalogues that have to be accepted without a word."""

ARRANGED: dict[str, Callable[[Path], object]] = {
    "a folder called de.po": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link out of the folder": lambda path: path.symlink_to("/etc/passwd"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to("de.po"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}
"""What may lie where a catalogue should."""

UNSEEN = (".de.po", "de.po~", "de.po.bak", "x.mo", ".#de.po")
"""Names that are no catalogue's, in the folder of the catalogues."""


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Prose of the small story that has nothing special in it: its place and its text."""
    units = units_of(story(STORY))
    return tuple(
        (unit.place, unit.text) for unit in units if unit.kind is Kind.PROSE and not set(unit.text) & set('[]{}*:"\\')
    )


def translated(place: str, text: str, slip: str) -> tuple[bytes, int]:
    """A catalogue with a translation that has a slip, and the line at which that translation begins."""
    made = polib.POFile(wrapwidth=10**9)
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    made.append(polib.POEntry(msgctxt=place, msgid=text, msgstr=SLIPS[slip].replace("{text}", text)))
    data = str(made)
    line = next(n for n, line in reversed(list(enumerate(data.split("\n"), 1))) if line.startswith("msgstr"))
    return data.encode(), line

"""The program's own words, in the language of the player. The words of stories are not here: see `game.story`.

Wherever the program says something to a player, it says it in English through `say`; a catalogue in `game/locale`
gives the words of another language for it. In English no catalogue is read, and nothing of it is imported. What is
written to authors (`check`, `test` and so on) is English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

SOURCE = "en"
"""The language that stands in the source."""

FOLDER = Path(__file__).with_name("locale")

_texts: Mapping[tuple[str, str], tuple[str, ...]] = {}
"""For each context and English text, the words that are said instead; several where a number decides."""


def _english(number: int) -> int:
    return int(number != 1)


_form: Callable[[int], int] = _english
"""Which of several words goes with a number."""

_spoken = SOURCE


def languages() -> tuple[str, ...]:
    """The languages that the program speaks."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


def speak(language: str) -> None:
    """From now on, the words of a language are said; English, if the program does not speak it."""
    global _texts, _form, _spoken  # noqa: PLW0603 - one process speaks one language, as with gettext itself
    if language == SOURCE or language not in languages():
        _texts, _form, _spoken = {}, _english, SOURCE
        return
    import gettext  # noqa: PLC0415 - not for English

    import polib  # noqa: PLC0415 - not for English

    catalogue = polib.pofile(str(FOLDER / f"{language}.po"), encoding="utf-8")
    _texts = {
        (entry.msgctxt or "", entry.msgid): tuple(said)
        for entry in catalogue
        if not entry.obsolete and not entry.fuzzy
        if all(said := [text for _, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr])
    }
    rule = catalogue.metadata.get("Plural-Forms", "").partition("plural=")[2].rstrip("; ")
    _form, _spoken = gettext.c2py(rule) if rule else _english, language


def spoken() -> str:
    """The language of the words that are said."""
    return _spoken


def say(text: str, /, context: str = "", **values: object) -> str:
    """The words for an English text, with `values` where it has their names in braces.

    `context` tells apart what is one word in English and several elsewhere.
    """
    said = _texts.get((context, text))
    words = said[0] if said else text
    return words.format_map(values) if values else words


def say_count(number: int, one: str, many: str, /, **values: object) -> str:
    """The words that go with a number, which has the name `number` in them: “{number} turn”, “{number} turns”."""
    said = _texts.get(("", one))
    words = said[min(_form(number), len(said) - 1)] if said else (one, many)[_english(number)]
    return words.format_map({"number": number, **values})


def sentence(words: str) -> str:
    """Words that were said, as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def to_say(text: str, /, context: str = "") -> str:  # noqa: ARG001 - the context is for the catalogue
    """Marks an English text that is kept, and handed to `say` only when it is said."""
    return text

"""The language of a play: that of the story and that of the program's own words, chosen together."""

from __future__ import annotations

import re
from pathlib import Path

from game import words
from game.lean import pattern
from game.story.source import NoStoryHere, Unreadable, clean
from game.story.story import Story

FOLDER = "translations"
"""Where the catalogues of a story lie, in its folder."""

LANGUAGE = pattern(r"[a-z]{2,3}(?:_[A-Za-z0-9]{2,8})?", re.ASCII)
"""A language as gettext names it: `de`, `pt_BR`, `zh_Hans`."""


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the catalogue of a language lies in a story's folder."""
    return folder / FOLDER / f"{language}.po"


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages into which the story in a folder has been translated, by name."""
    names = sorted(path.stem for path in (folder / FOLDER).glob("*.po")) if (folder / FOLDER).is_dir() else ()
    return tuple(name for name in names if LANGUAGE.fullmatch(name))


def catalogue_for(folder: Path, language: str | None) -> Path | None:
    """The catalogue from which a story is told in a language; None if there is none."""
    return catalogue_path(folder, language) if language and language in languages_of(folder) else None


def in_language(story: Story, folder: Path, language: str | None, *, is_told: bool = False) -> Story:
    """The story in a language as far as it is translated; without one, in its own. `is_told` says that it is already.

    The program speaks the same if it can, else English. Raises NoStoryHere if nothing is there in this language, or
    its catalogue cannot be read.
    """
    own = story.header.language
    if language is None or language == own:
        words.speak(own)
        return story
    known = {*languages_of(folder), *words.languages(), own}
    if language not in known:
        raise NoStoryHere(f"there is no translation into “{clean(language)}”; there is {', '.join(sorted(known))}")
    words.speak(language)
    if is_told or catalogue_for(folder, language) is None:
        return story
    # Only a play in another language needs what reads catalogues.
    from game.story.diagnostics import diagnose  # noqa: PLC0415
    from game.story.translation import read_catalogue, translated  # noqa: PLC0415

    try:
        return translated(story, read_catalogue(folder, language))
    except Unreadable as error:
        raise NoStoryHere(str(diagnose(error.code, error.place, **error.details))) from error

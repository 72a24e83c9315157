"""A story in another language: what can be translated in it, catalogues of translations, and the story told from one.

A unit is a line, a document, or a paragraph of prose. Its id is the place in the model where it stands, made of the
names that the author gave, and the text itself: it stays the same however the story around it is cut and moved. A
catalogue is a gettext PO file in the folder `translations` of the story; a unit's place is its `msgctxt`, its text the
`msgid`. Nothing that plays the story knows that it is a translation: ids, conditions and fingerprint are the same, so
that a save can be gone on with in any language.
"""

from __future__ import annotations

from game.story.language import catalogue_path, languages_of
from game.story.translation.apply import translated
from game.story.translation.catalogue import Catalogue, Entry, read_catalogue
from game.story.translation.check import Translator, check_catalogue, with_catalogues
from game.story.translation.units import Kind, Unit, units_of

__all__ = [
    "Catalogue",
    "Entry",
    "Kind",
    "Translator",
    "Unit",
    "catalogue_path",
    "check_catalogue",
    "languages_of",
    "read_catalogue",
    "translated",
    "units_of",
    "with_catalogues",
]

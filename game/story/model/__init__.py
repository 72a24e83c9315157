"""What a story is made of: the one typed model of the format.

Every class here is a mapping in YAML, every field one of its keys; a field ``opens_when`` is the key ``opens when``.
The reader, the JSON Schema and the reference of the format are all driven by these annotations, so that a key exists
in all three or in none. The sentence under each field is its documentation.

Nothing here refers to a file or a screen, and nothing changes after the story has been loaded.
"""

from __future__ import annotations

from game.story.model.casebook import (
    Account,
    Answer,
    Claim,
    Confrontations,
    Evidence,
    Hour,
    Known,
    Moment,
    Person,
    Told,
)
from game.story.model.names import Draw, Episode, Fact, NamedCondition, Number, Place, Topic, Value
from game.story.model.notebook import Hint, Question, Term, Theory
from game.story.model.promises import Conclusion, Promise
from game.story.model.scenes import Choice, Coda, Effects, Encounter, Ending, Lead, Passage, Scene, Way
from game.story.model.sections import Header, Sections

__all__ = [
    "Account",
    "Answer",
    "Choice",
    "Claim",
    "Coda",
    "Conclusion",
    "Confrontations",
    "Draw",
    "Effects",
    "Encounter",
    "Ending",
    "Episode",
    "Evidence",
    "Fact",
    "Header",
    "Hint",
    "Hour",
    "Known",
    "Lead",
    "Moment",
    "NamedCondition",
    "Number",
    "Passage",
    "Person",
    "Place",
    "Promise",
    "Question",
    "Scene",
    "Sections",
    "Term",
    "Theory",
    "Told",
    "Topic",
    "Value",
    "Way",
]

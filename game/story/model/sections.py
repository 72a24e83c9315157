"""A file of a story: what the story is, and its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct, field

from game.story.kinds import Defines, Line
from game.story.model.casebook import Account, Confrontations, Evidence, Moment, Person
from game.story.model.names import Draw, Episode, Fact, NamedCondition, Number, Place, Topic
from game.story.model.notebook import Hint, Question, Term
from game.story.model.promises import Conclusion, Promise
from game.story.model.references import ClaimRef, PersonRef, SceneRef
from game.story.model.scenes import Coda, Ending, Lead, Passage, Scene
from game.story.prose import Prose


class Header(Struct, frozen=True, kw_only=True):
    """What the story is: the section `story`, which stands in one file only."""

    id: str
    """A name for saves; never changed after publication."""
    title: Line
    """The title."""
    start: SceneRef
    """The first scene."""
    language: str = "en"
    """The language that it is written in, as in `en` or `de`. If the program knows it, it speaks it too."""
    player: PersonRef | None = None
    """Who the player is."""
    note: Prose | None = None
    """The content note, shown before the first scene."""
    note_details: Prose | None = None
    """The detailed content note, which may give things away; shown on request."""


class Sections(Struct, frozen=True, kw_only=True):
    """The sections of a story. Each may stand in any file and in as many files as the author likes."""

    story: Header | None = None
    """What the story is; needed once."""
    topics: Mapping[Annotated[str, Defines("topics")], Topic] = field(default_factory=dict)
    """Sensitive topics."""
    people: Mapping[Annotated[str, Defines("people")], Person] = field(default_factory=dict)
    """The people."""
    places: Mapping[Annotated[str, Defines("places")], Place] = field(default_factory=dict)
    """The places."""
    episodes: Mapping[Annotated[str, Defines("episodes")], Episode] = field(default_factory=dict)
    """The parts, in their order."""
    facts: Mapping[Annotated[str, Defines("facts")], Fact] = field(default_factory=dict)
    """Things that become true."""
    numbers: Mapping[Annotated[str, Defines("numbers")], Number] = field(default_factory=dict)
    """Bounded numbers."""
    draws: Mapping[Annotated[str, Defines("draws")], Draw] = field(default_factory=dict)
    """What chance decides when a play begins."""
    conditions: Mapping[Annotated[str, Defines("conditions")], NamedCondition] = field(default_factory=dict)
    """Named conditions."""
    evidence: Mapping[Annotated[str, Defines("evidence")], Evidence] = field(default_factory=dict)
    """Evidence."""
    moments: Mapping[Annotated[str, Defines("moments")], Moment] = field(default_factory=dict)
    """The moments of the night, in their order."""
    accounts: Mapping[Annotated[str, Defines("accounts")], Account] = field(default_factory=dict)
    """Accounts."""
    confrontations: Mapping[ClaimRef, Confrontations] = field(default_factory=dict)
    """More answers for claims."""
    leads: Mapping[Annotated[str, Defines("leads")], Lead] = field(default_factory=dict)
    """Lines of inquiry, in their order."""
    scenes: Mapping[Annotated[str, Defines("scenes")], Scene] = field(default_factory=dict)
    """Scenes."""
    endings: Mapping[Annotated[str, Defines("endings")], Ending] = field(default_factory=dict)
    """Endings."""
    codas: Mapping[Annotated[str, Defines("codas")], Coda] = field(default_factory=dict)
    """Codas."""
    reconstruction: Mapping[Annotated[str, Defines("questions")], Question] = field(default_factory=dict)
    """The questions of the reconstruction, in their order."""
    hints: Mapping[Annotated[str, Defines("hints")], Hint] = field(default_factory=dict)
    """Help with open questions."""
    recap: tuple[Passage, ...] = ()
    """What a player reads on coming back to a saved game: the passages whose conditions hold."""
    glossary: Mapping[Annotated[str, Defines("terms")], Term] = field(default_factory=dict)
    """Words that a reader may not know."""
    promises: Mapping[Annotated[str, Defines("promises")], Promise] = field(default_factory=dict)
    """What must hold in every play."""
    conclusions: Mapping[Annotated[str, Defines("conclusions")], Conclusion] = field(default_factory=dict)
    """What there is to find out, and in how many ways."""

"""The kinds of names by which a story's files refer to things."""

from __future__ import annotations

from typing import Annotated

from game.story.kinds import Reference

AccountRef = Annotated[str, Reference(("accounts",))]
ClaimRef = Annotated[str, Reference(("claims",))]
CodaRef = Annotated[str, Reference(("codas",))]
EndingRef = Annotated[str, Reference(("endings",))]
EpisodeRef = Annotated[str, Reference(("episodes",))]
EvidenceRef = Annotated[str, Reference(("evidence",))]
ExhibitRef = Annotated[str, Reference(("evidence", "claims"))]
FactRef = Annotated[str, Reference(("facts",))]
HeardRef = Annotated[str, Reference(("accounts", "claims"))]
MomentRef = Annotated[str, Reference(("moments",))]
NumberRef = Annotated[str, Reference(("numbers",))]
PersonRef = Annotated[str, Reference(("people",))]
PlaceRef = Annotated[str, Reference(("places",))]
SceneRef = Annotated[str, Reference(("scenes",))]
TopicRef = Annotated[str, Reference(("topics",))]

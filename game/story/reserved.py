"""Names that mean something by themselves, in every story."""

from __future__ import annotations

NEXT = "next"
"""The id of the move to the scene that follows by itself."""

REFUTED = "refuted"
"""The number of the player's answers that cannot stand beside what has been found."""

UNKNOWN = "unknown"
"""What stands in place of an answer of the player's where there is none."""

WRITTEN = ("wrote", "wrote_first")
"""Before a dot and a question, these insert what the player has answered."""

CONNECTIVES = ("and", "or", "not")
"""What stands between the names in a condition, and so is none."""

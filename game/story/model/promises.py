"""What the author says of every play of the story, for the proof to hold her to."""

from __future__ import annotations

from msgspec import Struct

from game.story.conditions import Condition
from game.story.kinds import Line
from game.story.model.references import SceneRef


class Promise(Struct, frozen=True, kw_only=True):
    """Something that must hold in every play. It has one of `never`, `always`, `never together` and `from`."""

    says: Line
    """The promise in the author's words."""
    never: Condition | None = None
    """This never holds."""
    before: Condition | None = None
    """With `never`: not as long as this has not held once."""
    always: Condition | None = None
    """This always holds."""
    by: Condition | None = None
    """With `always`: it has held by the time that this holds."""
    never_together: tuple[Condition, ...] = ()
    """No two of these hold at the same time."""
    from_: SceneRef | None = None
    """The scene of which “ending within” or “can still” speaks: it is so whenever a play arrives there."""
    ending_within: int | None = None
    """With `from`: in how many turns an ending can be come to from there. Writing something down is none."""
    can_still: Condition | None = None
    """With `from`: from there this can still be made to hold, whatever was done before and whatever was drawn."""


class Conclusion(Struct, frozen=True, kw_only=True):
    """Something that the player should be able to find out, in more than one way if the author says so."""

    says: Line
    """What there is to find out."""
    holds_when: Condition
    """When the player has found it out."""
    routes: int = 1
    """How many routes there have to be that need no piece of evidence in common."""

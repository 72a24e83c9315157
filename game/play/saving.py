"""What is said about saving, in one place: that a turn is not on disk, and what becomes of a game that is left."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from game.words import say, to_say

STAYS = to_say("The game you are in has been saved by itself, and stays among the autosaves for now.")
"""What is said before another game is played. True only if the last save worked: say it through `stays`."""


class Part(Enum):
    """What a save writes: the turn itself, and beside it what outlasts the play."""

    TURN = to_say("not being saved: {reason}")
    READ = to_say("not being kept: what you have read, and the endings: {reason}")
    EPISODE = to_say("not being kept: the beginning of the episode: {reason}")


_SENTENCES = {
    Part.TURN: to_say("The last turn is not being saved: {reason}."),
    Part.READ: to_say("The turn is saved, but what you have read and the endings are not being kept: {reason}."),
    Part.EPISODE: to_say("The turn is saved, but the beginning of the episode is not being kept: {reason}."),
}


class NotSaved(Struct, frozen=True):
    """A part of a save that did not come about, and why, in words for the player."""

    reason: str
    part: Part = Part.TURN

    @property
    def loses_turn(self) -> bool:
        """Whether the turn itself is not on disk."""
        return self.part is Part.TURN

    @property
    def words(self) -> str:
        """A few words, for a status line."""
        return say(self.part.value, reason=self.reason)

    @property
    def sentence(self) -> str:
        """A sentence of its own."""
        return say(_SENTENCES[self.part], reason=self.reason)


def stays(trouble: NotSaved | None) -> str:
    """What becomes of the game that is played when another one takes its place. `trouble` is that of its last save."""
    if trouble is None or not trouble.loses_turn:
        return say(STAYS)
    return f"{trouble.sentence} {say('What is not saved is lost with another game.')}"

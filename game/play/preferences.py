"""What a player has decided about how the game is shown: plain data, the same for both front ends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from game.play.views import Paragraph, Prose
from game.words import to_say


class Handling(Enum):
    """What happens to passages that touch a sensitive topic, from the least guarded to the most."""

    SHOW = to_say("show")
    WARN = to_say("warn first")
    SUMMARISE = to_say("summarise")


_GUARDED = list(Handling)


class Preferences(Struct, frozen=True):
    """The player's decisions. Everything has a default; names that no story knows do no harm."""

    content: Mapping[str, Handling] = field(default_factory=dict)
    """For each sensitive topic, by name, what happens to passages that touch it; those not named are shown."""
    numbers: bool = False
    """Whether the story's numbers are shown."""
    theme: str = ""
    """The name of the screens' theme; empty for the front end's own choice."""
    column: int = 72
    """How many characters wide a column of prose becomes at most."""
    typewriter: bool = False
    """Whether text that has not been read before is written out letter by letter."""
    still: bool = False
    """Whether nothing moves by itself."""
    ascii: bool = False
    """Whether only signs of ASCII are drawn, wherever the terminal could do more."""

    def handling(self, prose: Prose) -> Handling:
        """What happens to a passage: the most guarded that any of its topics asks for."""
        if not prose.summary:
            return Handling.SHOW
        return max((self.content.get(topic, Handling.SHOW) for topic in prose.topics), key=_GUARDED.index)

    def warned(self, prose: Prose) -> tuple[str, ...]:
        """The topics of a passage of which the player wants to be warned."""
        return tuple(topic for topic in prose.topics if self.content.get(topic) is Handling.WARN)

    def shown(self, prose: Prose) -> tuple[Paragraph, ...]:
        """The paragraphs to show of a passage that is not warned of first."""
        return prose.summary if self.handling(prose) is Handling.SUMMARISE else prose.paragraphs

    def with_content(self, topic: str, handling: Handling) -> Preferences:
        """The preferences with another decision about a topic."""
        return replace(self, content={**self.content, topic: handling})

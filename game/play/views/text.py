"""Text as front ends show it."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, gc=False):
    """A run of words in one voice."""

    text: str
    emphasis: bool = False


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph of narration, or, with a speaker, of speech."""

    spans: tuple[Span, ...]
    speaker: str | None = None
    is_aside: bool = False
    """Whether the program says it, of the passage that follows."""

    @property
    def text(self) -> str:
        """The words alone, without the speaker."""
        return "".join(span.text for span in self.spans)

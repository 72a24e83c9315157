"""Every sign that is not a letter, in two sets: one for terminals that know Unicode, one of ASCII."""

from __future__ import annotations

from msgspec import Struct

from game.play.views import Mark


class Glyphs(Struct, frozen=True):
    """The signs of one set."""

    pointer: str
    dot: str
    dash: str
    ellipsis: str
    quote: tuple[str, str]
    arrow: str
    left: str
    right: str
    more_below: str
    more_above: str
    rule: str
    upright: str
    cross: str
    corners: str
    """Top left, top right, bottom left, bottom right."""
    track: str
    thumb: str
    ornament: str
    open: str
    supported: str
    contradicted: str
    dropped: str
    changed: str
    kept: str
    knot: str
    """On the line of the night: something is known."""
    gap: str
    """Nothing is known."""
    span: str
    """A stretch of time: where it begins, while it lasts, where it ends."""

    @property
    def is_ascii(self) -> bool:
        """Whether whatever else is shown has to be in ASCII too."""
        return self.pointer.isascii()

    def mark(self, mark: Mark) -> str:
        """The sign of a mark; its word stands beside it or in the legend."""
        return {
            Mark.OPEN: self.open,
            Mark.SUPPORTED: self.supported,
            Mark.CONTRADICTED: self.contradicted,
            Mark.DROPPED: self.dropped,
        }[mark]


UNICODE = Glyphs(
    pointer="›",
    dot="·",
    dash="–",
    ellipsis="…",
    quote=("“", "”"),
    arrow="→",
    left="‹",
    right="›",
    more_below="↓",
    more_above="↑",
    rule="─",
    upright="│",
    cross="┼",
    corners="┌┐└┘",
    track="│",
    thumb="┃",
    ornament="◆",
    open="○",
    supported="✓",
    contradicted="✗",
    dropped="–",
    changed="≠",
    kept="=",
    knot="●",
    gap="┊",
    span="┌│└",
)
ASCII = Glyphs(
    pointer=">",
    dot="-",
    dash="-",
    ellipsis="...",
    quote=('"', '"'),
    arrow="->",
    left="<",
    right=">",
    more_below="v",
    more_above="^",
    rule="-",
    upright="|",
    cross="+",
    corners="++++",
    track="|",
    thumb="#",
    ornament="*",
    open="o",
    supported="+",
    contradicted="x",
    dropped="-",
    changed="*",
    kept="=",
    knot="o",
    gap=":",
    span="/|\\",
)


def glyphs_for(encoding: str) -> Glyphs:
    """The set that a terminal of this encoding can show."""
    try:
        "›…“─┃◆○✓✗≠●┊".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE

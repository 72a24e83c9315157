"""How words look: a theme is a handful of colours, and every role of text is written once, in terms of them.

Drawing code names roles, never colours, so another theme is a row of data. A colour that is None is the terminal's own;
a theme of nothing else tells roles apart by weight, slant and line alone: it is what NO_COLOR gets.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct
from rich.style import Style


class Role(Enum):
    """What a run of text is, as far as its looks go."""

    INK = auto()
    STRONG = auto()
    EMPHASIS = auto()
    QUIET = auto()
    ASIDE = auto()
    TITLE = auto()
    SPEAKER = auto()
    ACCENT = auto()
    FOUND = auto()
    RULE = auto()
    PAPER = auto()
    PAPER_QUIET = auto()
    PAPER_RULE = auto()
    BAR = auto()
    BAR_KEY = auto()
    BAR_STRONG = auto()
    TAB = auto()
    TROUBLE = auto()
    PICKED = auto()
    HIT = auto()


class Theme(Struct, frozen=True):
    """Colours as `#rrggbb`, as one of the terminal's sixteen, or None for what the terminal has."""

    name: str
    ground: str | None = None
    """Behind everything."""
    raised: str | None = None
    """Behind the status line and the line of keys."""
    paper: str | None = None
    """Behind a document."""
    lit: str | None = None
    """Behind what is selected."""
    ink: str | None = None
    """Prose."""
    quiet: str | None = None
    """What need not be read at once."""
    accent: str | None = None
    """The one colour: titles, keys, what has changed."""
    rule: str | None = None
    """Lines and frames; never text."""


DARK = Theme(
    name="dark",
    ground="#141210",
    raised="#1e1b18",
    paper="#1a1815",
    lit="#322b22",
    ink="#e9e1d3",
    quiet="#a79c8c",
    accent="#e0a458",
    rule="#6a6053",
)
LIGHT = Theme(
    name="light",
    ground="#faf6ee",
    raised="#ece5d8",
    paper="#fffdf8",
    lit="#e6d9bf",
    ink="#26211b",
    quiet="#5c5246",
    accent="#84400a",
    rule="#b3a793",
)
CONTRAST = Theme(
    name="contrast",
    ground="#000000",
    raised="#000000",
    paper="#000000",
    lit="#003a75",
    ink="#ffffff",
    quiet="#e4e4e4",
    accent="#ffdf3f",
    rule="#ffffff",
)
TERMINAL = Theme(name="terminal", accent="magenta")
PLAIN = Theme(name="plain")

THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, TERMINAL, PLAIN)}

# For each role: the colour in front, the colour behind, and attributes.
_ROLES: dict[Role, tuple[str, str, str]] = {
    Role.INK: ("ink", "ground", ""),
    Role.STRONG: ("ink", "ground", "bold"),
    Role.EMPHASIS: ("ink", "ground", "italic"),
    Role.QUIET: ("quiet", "ground", ""),
    Role.ASIDE: ("quiet", "ground", "italic"),
    Role.TITLE: ("accent", "ground", "bold"),
    Role.SPEAKER: ("accent", "ground", "bold"),
    Role.ACCENT: ("accent", "ground", ""),
    Role.FOUND: ("accent", "paper", "bold"),
    Role.RULE: ("rule", "ground", ""),
    Role.PAPER: ("ink", "paper", ""),
    Role.PAPER_QUIET: ("quiet", "paper", ""),
    Role.PAPER_RULE: ("rule", "paper", ""),
    Role.BAR: ("quiet", "raised", ""),
    Role.BAR_KEY: ("accent", "raised", "bold"),
    Role.BAR_STRONG: ("ink", "raised", "bold"),
    Role.TAB: ("ink", "raised", "bold underline"),
    Role.TROUBLE: ("accent", "raised", "bold"),
    Role.PICKED: ("ink", "lit", ""),
    Role.HIT: ("accent", "ground", "bold underline"),
}


def colours(theme: Theme, role: Role, selected: bool = False) -> tuple[str | None, str | None]:
    """The colour in front and the colour behind of a role."""
    front, behind, _ = _ROLES[role]
    return getattr(theme, front), theme.lit if selected else getattr(theme, behind)


@lru_cache(maxsize=256)
def style(theme: Theme, role: Role, selected: bool = False) -> Style:
    """The role as the terminal is told it. Without a colour for what is selected, it is reversed."""
    front, behind = colours(theme, role, selected)
    look = Style.parse(_ROLES[role][2]) + Style(color=front, bgcolor=behind)
    if theme.ground is not None:
        return look
    # Nothing is known of the colours behind: what is selected and the two bars are the terminal's own, reversed.
    if selected or _ROLES[role][1] in {"raised", "lit"}:
        return Style.parse(_ROLES[role][2]) + Style(reverse=True)
    return look

"""How a page stands in its window: tight if that shows all of it, and not at the very top if there is room."""

from __future__ import annotations

from collections.abc import Callable

from game.tui.galley import Galley

MOST_AIR = 2
"""How many lines are left empty above a page that does not fill the window."""
MOST_TIGHT = 2
"""By how many lines a page may be too long to be set without empty lines around it, so that all of it is seen."""


def fit(column: Callable[[], Galley], draw: Callable[[Galley], Galley], height: int) -> Galley:
    """The page that is drawn on a column, which is made anew for each try, for a window of so many lines."""
    galley = draw(column())
    if 0 < len(galley.text.rstrip("\n").split("\n")) - height <= MOST_TIGHT:
        galley = column()
        galley.is_tight = True
        draw(galley)
    if (air := min(MOST_AIR, (height - len(galley.lines)) // 4)) > 0:
        galley = column()
        galley.blank(air)
        draw(galley)
    return galley

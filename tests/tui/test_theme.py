from __future__ import annotations

import pytest

from game.play.settings import THEMES as CHOICES
from game.tui.theme import THEMES, Role, Theme, colours, style

DECORATION = {Role.RULE, Role.PAPER_RULE}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("role", [role for role in Role if role not in DECORATION])
@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("theme", [theme for theme in THEMES.values() if theme.ground is not None])
def test_text_can_be_read(theme: Theme, role: Role, selected: bool) -> None:
    front, behind = colours(theme, role, selected)
    assert front is not None
    assert behind is not None
    light, dark = sorted((luminance(front), luminance(behind)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= (7 if theme.name == "contrast" else 4.5)


def test_every_theme_that_can_be_chosen_is_there() -> None:
    assert {name or "dark" for name, _ in CHOICES} == set(THEMES) - {"plain"}


@pytest.mark.parametrize("role", Role)
def test_the_terminals_theme_uses_its_sixteen_colours(role: Role) -> None:
    colour = style(THEMES["terminal"], role).color
    assert colour is None or (colour.number is not None and colour.number < 16)


@pytest.mark.parametrize("role", Role)
def test_without_colours_what_is_selected_is_reversed(role: Role) -> None:
    assert style(THEMES["plain"], role, selected=True).reverse

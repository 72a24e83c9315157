"""A passage is too long if somebody reads too much of it: of its branches, one is read."""

from __future__ import annotations

import pytest

from tests.stories import HEAD, problems

LONG = " ".join(["word"] * 300)


def too_long(text: str) -> list[str]:
    """What is said of a hall whose passage this is, if it is said to be too long."""
    found = problems(
        f'{HEAD}facts: {{lit: The lamp is lit.}}\nscenes:\n  hall:\n    passage: "{text}"\n'
        "    choices: {light: {text: Light it., set: lit}, go: {text: Go., goto: street}}\n  street: {ending: end}\n"
    )
    return [problem for problem in found if "long-passage" in problem]


@pytest.mark.parametrize("text", [f"[if lit]{LONG}[else]{LONG}[end]", f"[first]{LONG}[then]{LONG}[end]"])
def test_branches_are_not_added_up(text: str) -> None:
    assert not too_long(text)


@pytest.mark.parametrize(
    "text", [f"{LONG} {LONG}", f"[if lit]{LONG}[end] {LONG}", f"[if lit]One.[else]{LONG} [first]{LONG}[end][end]"]
)
def test_the_longest_way_through_is_what_counts(text: str) -> None:
    assert len(too_long(text)) == 1

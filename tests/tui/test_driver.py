"""The driver, where no program runs."""

from __future__ import annotations

from typing import Any

from game.tui.driver import SturdyDriver


def test_a_program_that_is_let_go_on_while_it_ends_does_nothing() -> None:
    driver: Any = object.__new__(SturdyDriver)
    driver._sigcont_application()
    assert not vars(driver)

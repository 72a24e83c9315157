"""The driver, where no program runs."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events

from game.tui.driver import MOST_TYPED, MOST_WAITING, SturdyDriver


def test_a_program_that_is_let_go_on_while_it_ends_does_nothing() -> None:
    driver: Any = object.__new__(SturdyDriver)
    driver._sigcont_application()
    assert not vars(driver)


def driver_of(**attributes: object) -> SturdyDriver:
    """A driver that runs nowhere."""
    driver: Any = object.__new__(SturdyDriver)
    vars(driver).update(attributes)
    return cast(SturdyDriver, driver)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (b"a" * (MOST_TYPED - 1) + b"\x11", b"a" * (MOST_TYPED - 1) + b"\x11"),
        (b"a" * MOST_TYPED + b"\x11\x03\x1a", b"a" * MOST_TYPED),
        (b"\x11" * (MOST_TYPED + 1), b"\0"),
    ],
    ids=["typed", "sent", "nothing else sent"],
)
def test_nobody_leaves_by_more_bytes_than_a_hand_can_send_at_once(typed: bytes, read: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, typed)
    assert driver_of(fileno=reading)._read() == read
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("waiting", [MOST_WAITING - 1, MOST_WAITING])
@pytest.mark.parametrize("where", ["sent", "in the program", "on the screen"])
def test_keys_for_which_there_is_no_room_are_dropped(where: str, waiting: int) -> None:
    came: list[object] = []
    sent, program, screen = (waiting * (where == one) for one in ("sent", "in the program", "on the screen"))
    app = SimpleNamespace(message_queue_size=program, screen=SimpleNamespace(message_queue_size=screen))
    driver = driver_of(_app=app, _sent=sent + 5, _arrived=5, process_message=came.append)
    key = events.Key("a", "a")
    assert driver._hand_on([key])
    assert came == ([key] if waiting < MOST_WAITING else [])


def test_a_line_feed_is_enter_as_the_terminal_sends_it_before_it_is_told_otherwise() -> None:
    handed: list[object] = []
    driver = driver_of(process_message=handed.append, _waiting=lambda: 0)
    driver._hand_on((events.Key("ctrl+j", "\n"), events.Key("a", "a")))
    assert [message.key for message in handed if isinstance(message, events.Key)] == ["enter", "a"]

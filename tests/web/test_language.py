"""The game in a browser is played in the language that the server was started with."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.source import NoStoryHere
from game.web import serve
from game.web.server import GameServer
from tests.stories import HALL, HEAD, write


@pytest.mark.parametrize(("language", "arguments"), [(None, ()), ("de", ("--lang", "de"))])
def test_each_game_is_started_in_the_language(tmp_path: Path, language: str | None, arguments: tuple[str, ...]) -> None:
    server = GameServer(tmp_path, None, "S", host="127.0.0.1", port=8123, visitors=1)
    server.language = language
    assert server._arguments("visitor")[5:] == arguments


def test_a_language_that_is_not_there_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(NoStoryHere, match="there is no translation into “xx”"):
        serve(write(tmp_path, HEAD + HALL), None, "127.0.0.1", 8123, 1, "xx")

"""The game in a browser: a small server on this machine that starts a game of its own for every visitor."""

from __future__ import annotations

import sys
from pathlib import Path

from game.exits import FINE, PROBLEMS, refused


def serve(story: Path, saves: Path | None, host: str, port: int, visitors: int, language: str | None = None) -> int:
    """Serves the story in a folder until it is interrupted, in a language, else in its own.

    Returns 0 once it is over, 1 if the story has errors, 2 if it cannot listen there or be played by so many. Raises
    NoStoryHere if there is no story, or none in this language.
    """
    # With the server comes a web framework, for which nothing else shall wait.
    from game.story.language import in_language  # noqa: PLC0415
    from game.story.load import load  # noqa: PLC0415
    from game.web.server import GameServer, address, is_loopback  # noqa: PLC0415

    if not 0 < port < 65536 or visitors < 1:
        return refused("--port is from 1 to 65535, and --visitors at least 1")
    loading = load(story, advise=False)
    if loading.story is None:
        sys.stderr.write("The story has errors and cannot be played; `perfect-mother check` lists them.\n")
        return PROBLEMS
    if not is_loopback(host):
        sys.stderr.write(_WARNING.format(host=host))
    told = in_language(loading.story, story, language)
    server = GameServer(story.resolve(), saves, told.header.title, host=host, port=port, visitors=visitors)
    server.language = language
    try:
        server.serve()
    except OSError as error:
        where = address(host, port).removeprefix("http://")
        return refused(f"cannot listen on {where}: {error.strerror or error}")
    return FINE


_WARNING = """\
*** Listening on {host}: everybody who can reach this machine there can play, use its memory and its disk.
*** There is no password, and nothing is encrypted. Stop it with Ctrl-C if that is not what you want.
"""

"""The game in a browser: a small server on this machine that starts a game of its own for every visitor."""

from __future__ import annotations

import sys
from pathlib import Path

FINE, USAGE = 0, 2


def serve(story: Path, saves: Path | None, host: str, port: int, visitors: int, language: str | None = None) -> int:
    """Serves the story in a folder until it is interrupted, in a language; returns the exit status."""
    from game.story.language import in_language  # noqa: PLC0415 - the same
    from game.story.load import load  # noqa: PLC0415 - with the server, not before
    from game.web.server import GameServer, is_loopback  # noqa: PLC0415 - with it comes a web framework

    loading = load(story)
    if loading.story is None:
        sys.stderr.write("The story has errors and cannot be played; `perfect-mother check` lists them.\n")
        return 1
    if not 0 < port < 65536 or visitors < 1:
        sys.stderr.write("perfect-mother: --port is from 1 to 65535, and --visitors at least 1\n")
        return USAGE
    if not is_loopback(host):
        sys.stderr.write(_WARNING.format(host=host))
    told = in_language(loading.story, story, language)
    server = GameServer(story.resolve(), saves, told.header.title, host=host, port=port, visitors=visitors)
    server.language = language
    try:
        server.serve()
    except OSError as error:
        sys.stderr.write(f"perfect-mother: cannot listen on {host}:{port}: {error.strerror or error}\n")
        return USAGE
    return FINE


_WARNING = """\
*** Listening on {host}: everybody who can reach this machine there can play, use its memory and its disk.
*** There is no password, and nothing is encrypted. Stop it with Ctrl-C if that is not what you want.
"""

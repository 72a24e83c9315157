"""What `serve` starts: games in its language, and a page that asks for them as it has come itself."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request
from textual_serve.app_service import AppService

from game.cli import parser
from game.processes import command
from game.story.source import NoStoryHere
from game.web import serve
from game.web.server import HERE, Game, GameServer
from tests.stories import HALL, HEAD, write


@pytest.mark.parametrize(("language", "arguments"), [(None, ()), ("de", ("--lang=de",))])
def test_each_game_is_started_in_the_language(tmp_path: Path, language: str | None, arguments: tuple[str, ...]) -> None:
    server = GameServer(tmp_path, None, "S", host="127.0.0.1", port=8123, visitors=1)
    server.language = language
    assert server._arguments("visitor") == command("play", *arguments, "--", str(tmp_path))


def test_a_folder_may_be_called_like_an_option(tmp_path: Path) -> None:
    server = GameServer(tmp_path, Path("--new"), "S", host="127.0.0.1", port=8123, visitors=1)
    start = server._arguments("visitor").index("play")
    options = parser("play").parse_args(server._arguments("visitor")[start:])
    assert (options.story, options.saves, options.new) == (str(tmp_path), "--new/visitors/visitor", False)


def test_where_it_cannot_listen_it_does_not_say_that_it_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(write(tmp_path, HEAD + HALL), None, "127.0.0.1", port, 1) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"perfect-mother: cannot listen on 127.0.0.1:{port}: ")


def test_a_language_that_is_not_there_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(NoStoryHere, match="there is no translation into “xx”"):
        serve(write(tmp_path, HEAD + HALL), None, "127.0.0.1", 8123, 1, "xx")


@pytest.mark.parametrize(("port", "visitors"), [(0, 1), (65536, 1), (8123, 0)])
def test_a_port_that_is_none_is_said_before_the_story_is_read(port: int, visitors: int, tmp_path: Path) -> None:
    assert serve(tmp_path / "none", None, "127.0.0.1", port, visitors) == 2


PAGE = """
const fs = require("fs");
const [, , script, href] = process.argv;
let loaded;
const terminal = { dataset: {} };
global.location = new URL(href);
global.document = {
  addEventListener: (_, run) => { loaded = run; }, getElementById: () => terminal, documentElement: {},
};
global.MutationObserver = class { observe() {} };
eval(fs.readFileSync(script, "utf-8"));
loaded();
process.stdout.write(terminal.dataset.sessionWebsocketUrl);
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="the script of the page needs something to run it")
@pytest.mark.parametrize(
    ("page", "game"),
    [
        ("http://127.0.0.1:8000/?fontsize=20", "ws://127.0.0.1:8000/ws"),
        ("https://192.168.1.5/", "wss://192.168.1.5/ws"),
    ],
)
def test_a_page_that_came_encrypted_asks_for_an_encrypted_game(page: str, game: str, tmp_path: Path) -> None:
    script = tmp_path / "page.cjs"
    script.write_text(PAGE, encoding="utf-8")
    done = subprocess.run(
        ["node", str(script), str(HERE / "page.js"), page], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert done.stdout == game


def game_server(tmp_path: Path, title: str = "S") -> GameServer:
    return GameServer(tmp_path, None, title, host="127.0.0.1", port=8123, visitors=1)


def test_the_title_of_a_story_is_no_markup_of_the_page(tmp_path: Path) -> None:
    server = game_server(tmp_path, "</title><script>&")
    page = asyncio.run(server.handle_index(make_mocked_request("GET", "/"))).text
    assert page
    assert "<title>&lt;/title&gt;&lt;script&gt;&amp;</title>" in page


@pytest.mark.parametrize(
    ("called", "is_ours"),
    [("127.0.0.1:8123", True), ("localhost:8123", True), ("localhost", True), ("localhost:8124", False),
     ("[::1]:8123", True), ("[::1]:8124", False), ("a.b:8123", False)],
)  # fmt: skip
def test_a_host_is_ours_by_its_name_and_its_port(called: str, tmp_path: Path, *, is_ours: bool) -> None:
    assert game_server(tmp_path)._is_ours(called) is is_ours


SIZES = [((80, 24), (80, 24)), ((10**9, 10**9), (500, 200)), ((0, -3), (1, 1)), ((1e9, None), (80, 24))]
"""What a page may say of its window, and the width and height that are taken for it."""


class Noted(AppService):
    """A game of which it is noted what it is told of the window, at the start and later."""

    sized: tuple[object, object] = (None, None)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        self.sized = width, height
        return {}

    async def set_terminal_size(self, width: int, height: int) -> None:
        self.sized = width, height


@pytest.mark.parametrize(("said", "taken"), SIZES)
def test_a_game_is_never_larger_than_anybody_could_look_at(said: tuple[int, int], taken: tuple[int, int]) -> None:
    class Looked(Game, Noted):
        pass

    game: Noted = object.__new__(Looked)
    asyncio.run(game.set_terminal_size(*said))
    assert game.sized == taken


@pytest.mark.parametrize(("said", "taken"), SIZES)
def test_a_game_begins_in_no_window_that_nobody_could_look_at(said: tuple[int, int], taken: tuple[int, int]) -> None:
    class Looked(Game, Noted):
        arguments = (sys.executable, "-c", "")

    async def begin() -> object:
        game: Noted = object.__new__(Looked)
        await (await game._open_app_process(*said)).wait()
        return game.sized

    assert asyncio.run(begin()) == taken

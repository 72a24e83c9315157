"""The page around the game: in the language of the game, at an address that can be opened."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from game import words
from game.web import serve
from game.web.server import GameServer, is_loopback
from tests.stories import HALL, HEAD, write


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    words.speak(words.SOURCE)


def server(host: str = "127.0.0.1", visitors: int = 1) -> GameServer:
    return GameServer(Path("s"), None, "S", host=host, port=8791, visitors=visitors)


def page() -> str:
    """The page that somebody gets for whom there is room."""
    return asyncio.run(server().handle_index(make_mocked_request("GET", "/"))).text or ""


def test_the_page_is_in_english() -> None:
    assert '<html lang="en">' in page()
    assert 'The game is saved. <a href="/">Go on</a>' in page()


def test_the_page_is_in_the_language_of_the_game() -> None:
    words.speak("de")
    assert '<html lang="de">' in page()
    assert 'Das Spiel ist gespeichert. <a href="/">Weiter</a>' in page()


def test_a_language_of_a_country_is_named_as_pages_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    (tmp_path / "pt_BR.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n', "utf-8")
    words.speak("pt_BR")
    assert '<html lang="pt-BR">' in page()


@pytest.mark.parametrize("path", ["/", "/ws"])
def test_for_whom_there_is_no_room_is_told_so_in_the_language_of_the_game(path: str) -> None:
    words.speak("de")
    full = server(visitors=0)
    handler = {"/": full.handle_index, "/ws": full.handle_websocket}[path]
    request = make_mocked_request("GET", path, headers={"Cookie": f"visitor={'0' * 32}"})
    with pytest.raises(web.HTTPServiceUnavailable) as refused:
        asyncio.run(handler(request))
    assert refused.value.text == "Es spielen schon alle, für die Platz ist. Komm später wieder."


def test_serving_in_a_language_speaks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GameServer, "serve", lambda _: None)
    assert serve(write(tmp_path, HEAD + HALL), None, "127.0.0.1", 8791, 1, "de") == 0
    assert words.spoken() == "de"


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("::1", "http://[::1]:8791"),
        ("127.0.0.1", "http://127.0.0.1:8791"),
        ("mill.example", "http://mill.example:8791"),
    ],
)
def test_the_address_that_is_said_can_be_opened(host: str, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    server(host)._say_where("")
    assert capsys.readouterr().err.startswith(f"The game is at {where} for ")


@pytest.mark.parametrize("called", ["LOCALHOST:8791", "Mill.Example", "mill.EXAMPLE:8791", "[::1]:8791", "[::1]"])
def test_the_case_of_a_name_does_not_matter(called: str) -> None:
    assert server("Mill.example")._is_ours(called)


def test_the_case_of_localhost_does_not_matter() -> None:
    assert is_loopback("LocalHost")


def test_a_page_may_be_called_by_another_case_than_its_game() -> None:
    assert "http://localhost:8791" in server()._origins("LOCALHOST:8791")

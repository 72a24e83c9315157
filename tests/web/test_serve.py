"""The game in a browser: a real one plays it; strangers, too many visitors and other pages are kept out."""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from game.saves import Shelf
from game.web.server import MOST_MEMORY, is_loopback
from tests import stories
from tests.playing import launch
from tests.shared_stories import MILL as STORY
from tests.tui.driving import Player, drive
from tests.web.serving import Browser, Served, served, wait_for

CHROMEDRIVER = shutil.which("chromedriver")


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stories.write(tmp_path_factory.mktemp("mill"), STORY)


@pytest.fixture(scope="module")
def server(mill: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(mill, tmp_path_factory.mktemp("saves"), visitors=2) as running:
        yield running


def session_of(origin: str) -> aiohttp.ClientSession:
    """A visitor whose page is from there; one that takes cookies from a host that is a number."""
    return aiohttp.ClientSession(headers={"Origin": origin}, cookie_jar=aiohttp.CookieJar(unsafe=True))


def visit(server: Served, script: Callable[[aiohttp.ClientWebSocketResponse], Awaitable[None]], **told: str) -> None:
    """Open the page, then the game, once there is room."""
    wait_for(lambda: server.get()[0] == 200, "nobody is let in")

    async def play() -> None:
        async with session_of(told.get("origin", server.url)) as session:
            if "cookie" not in told:
                async with session.get(server.url):
                    pass
            async with session.ws_connect(f"{server.url}/ws?width=80&height=24") as game:
                await script(game)

    asyncio.run(play())


async def first_words(game: aiohttp.ClientWebSocketResponse) -> None:
    """Wait until the title is painted."""
    await words(game, b"New game")


async def words(game: aiohttp.ClientWebSocketResponse, wanted: bytes) -> bytes:
    """Wait until words are painted; all that came until then."""
    seen = b""
    while wanted not in seen:
        message = await game.receive(timeout=30)
        assert message.type is not aiohttp.WSMsgType.CLOSED, seen
        if message.type is aiohttp.WSMsgType.BINARY:
            seen += message.data
    return seen


@pytest.mark.slow
@pytest.mark.skipif(CHROMEDRIVER is None, reason="there is no Chromium here: apt-get install chromium chromium-driver")
def test_a_browser_plays_by_key_and_by_click(server: Served) -> None:
    assert CHROMEDRIVER
    browser = Browser(CHROMEDRIVER)
    try:
        browser.open(server.url)
        browser.wait_for("New game")
        browser.press("\ue007")
        browser.wait_for("There is a death in it.")
        browser.press("\ue007")
        browser.wait_for("It rains")
        browser.press("2")
        browser.wait_for("One steps.")
        browser.click(*place_of("Walk.", browser))
        browser.wait_for("Two steps.")
        wait_for(lambda: 2 in saved_turns(server), "the second turn is not saved")
    finally:
        browser.close()
    wait_for(lambda: not server.games(), "the game goes on without its page")


def place_of(words: str, browser: Browser) -> tuple[int, int]:
    """Where words stand in the page of the browser, found by playing the same turn in a window of the same size."""
    cells = browser.run("return window.sized") or {"width": 80, "height": 24}
    size = (int(cells["width"]), int(cells["height"]))
    found: list[tuple[int, int]] = []

    async def script(player: Player) -> None:
        found.extend((line.index(words), y) for y, line in enumerate(player.lines) if words in line)

    drive(script, launch(stories.session(STORY, "walk")), size=size)
    x, y = found[0]
    screen = "document.querySelector('.xterm-screen').getBoundingClientRect()"
    box = browser.run(f"const b = {screen}; return [b.x, b.y, b.width, b.height]")
    return round(box[0] + (x + 2.5) * box[2] / size[0]), round(box[1] + (y + 0.5) * box[3] / size[1])


def saved_turns(server: Served) -> set[int]:
    return {
        game.record.turn
        for folder in (server.saves / "visitors").glob("*")
        for game in Shelf(folder, "mill").games()
        if game.record
    }


def test_the_page_asks_nothing_of_any_other_host(server: Served) -> None:
    status, page, _ = server.get()
    assert status == 200
    assert "//" not in page.replace("ws://127.0.0.1", "").replace("<!DOCTYPE", "")
    assert "//" not in server.get("/page.css")[1]


def test_a_request_for_another_host_is_refused(server: Served) -> None:
    assert server.get(Host="evil.example")[0] == 403
    assert server.get(Host=f"localhost:{server.port}")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_another_page_cannot_drive_the_game(server: Served, origin: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        visit(server, first_words, origin=origin)


def test_the_game_is_not_opened_before_the_page(server: Served) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        visit(server, first_words, cookie="none")


def test_each_visitor_is_somebody(server: Served) -> None:
    first, second = server.get()[2], server.get()[2]
    assert "HttpOnly" in first
    assert "SameSite=Strict" in first
    assert first.split(";")[0] != second.split(";")[0]


def test_no_more_visitors_than_fit(server: Served) -> None:
    async def three(game: aiohttp.ClientWebSocketResponse) -> None:
        await first_words(game)
        async with session_of(server.url) as session:
            async with session.get(server.url):
                pass
            async with session.ws_connect(f"{server.url}/ws") as second:
                await first_words(second)
                assert (await asyncio.to_thread(server.get))[0] == 503
                with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
                    await session.ws_connect(f"{server.url}/ws")

    visit(server, three)
    wait_for(lambda: not server.games(), "a game goes on without its page")
    wait_for(lambda: server.get()[0] == 200, "nobody is let in where there is room again")


def test_visitors_do_not_see_each_others_games(server: Served) -> None:
    async def both(game: aiohttp.ClientWebSocketResponse) -> None:
        await first_words(game)
        await game.send_str('["stdin", "\\r"]')
        await words(game, b"There is a death in it.")
        await game.send_str('["stdin", "\\r"]')
        await words(game, b"It rains")
        wait_for(lambda: 0 in saved_turns(server), "the first turn is not saved")
        async with session_of(server.url) as session:
            async with session.get(server.url):
                pass
            async with session.ws_connect(f"{server.url}/ws?width=80&height=24") as second:
                seen = await words(second, b"New game")
                assert b"Continue" not in seen

    visit(server, both)


@pytest.mark.skipif(not Path("/proc").exists(), reason="bounds of another process cannot be seen here")
def test_the_memory_of_a_game_is_bounded(server: Served) -> None:
    async def look(game: aiohttp.ClientWebSocketResponse) -> None:
        await first_words(game)
        (pid,) = server.games()
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        assert f"Max data size             {MOST_MEMORY}" in limits

    visit(server, look)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/../../../../etc/passwd",
        "/static/../../server.py",
        "/static/%2e%2e/%2e%2e/server.py",
        "/page.html",
        "/download/x",
        "/story.yaml",
        "/static/",
        "/ws/../x",
    ],
)
def test_nothing_but_the_page_is_offered(server: Served, path: str) -> None:
    wait_for(lambda: server.get()[0] == 200, "nobody is let in")
    assert server.get(path)[0] in (403, 404)


@pytest.mark.parametrize(
    "nonsense", ["{", "[]", '["resize", 5]', '["resize", {"width": 1e9, "height": -3}]', '["stdin"]']
)
def test_nonsense_harms_nobody_else(server: Served, nonsense: str) -> None:
    async def say(game: aiohttp.ClientWebSocketResponse) -> None:
        await game.send_str(nonsense)

    visit(server, say)
    wait_for(lambda: server.get()[0] == 200, "nobody is let in any more")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=str)
def test_games_end_with_the_server(mill: Path, tmp_path: Path, how: int) -> None:
    with served(mill, tmp_path) as server:

        async def stop(game: aiohttp.ClientWebSocketResponse) -> None:
            await first_words(game)
            assert server.games()
            await asyncio.to_thread(server.stop, how)

        visit(server, stop)
        wait_for(lambda: not server.games(), "a game outlives its server")


@pytest.mark.parametrize(
    ("host", "only_here"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)]
)
def test_it_is_known_whether_others_can_reach_an_address(host: str, only_here: bool) -> None:
    assert is_loopback(host) is only_here


def test_listening_elsewhere_is_said_loudly(mill: Path, tmp_path: Path) -> None:
    from tests.command import perfect_mother  # noqa: PLC0415 - one test starts a command

    done = perfect_mother("serve", str(mill), "--host", "203.0.113.7", "--port", "1", "--saves", str(tmp_path))
    assert done.returncode == 2
    assert "*** Listening on 203.0.113.7" in done.stderr

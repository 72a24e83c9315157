"""The server: who may come in, how many, and a game for each of them.

textual-serve brings the page's script and the way to speak with a game. It lets any page drive the game, anybody in,
gives all visitors one home, and leaves its children behind; what is different here is why this module exists. Hosts and
origins are checked, visitors are counted, each has a folder for saves, and a game ends when its visitor or the server
does.
"""

from __future__ import annotations

import asyncio
import html
import ipaddress
import logging
import re
import secrets
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from string import Template

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from game.processes import command, environment
from game.words import say, spoken

HERE = Path(__file__).parent
COOKIE = "visitor"
_VISITOR = re.compile(r"[0-9a-f]{32}", re.ASCII)
_PATIENCE = 4.0
"""How many seconds a game has to save and to end, before it is ended."""
MOST_MEMORY = 512 * 1024 * 1024
"""How many bytes a game may use. One uses a tenth of it."""
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'"
_LARGEST, _LEAST = (500, 200), (1, 1)

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    return host.casefold() == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def address(host: str, port: int) -> str:
    """Where a host and a port are in the web; a host that is a number with colons stands in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Game(AppService):
    """One visitor's game, a process of its own."""

    arguments: tuple[str, ...] = ()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self.arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(self._build_environment(*_bounded(width, height))),
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        _bound_memory(process.pid)
        return process

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the game how large the window is; never a size that nobody could look at."""
        await super().set_terminal_size(*_bounded(width, height))

    async def stop(self) -> None:
        """Ask the game to end, and see to it that it does."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(super().stop(), _PATIENCE)
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _bound_memory(pid: int) -> None:
    """Keeps a game from taking the memory of all others, where the system can do that for another process."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not every system has it

        with suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _bounded(width: object, height: object) -> tuple[int, int]:
    def bound(number: object, axis: int) -> int:
        return max(_LEAST[axis], min(number, _LARGEST[axis])) if isinstance(number, int) else (80, 24)[axis]

    return bound(width, 0), bound(height, 1)


class _OneLine(logging.Formatter):
    """What went wrong, and not where."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_info = record.exc_text = record.stack_info = None
        return super().format(record).partition("\n")[0]


class GameServer(Server):
    """Serves one story."""

    language: str | None = None
    """The language in which it is played; None for that of the story."""

    def __init__(self, story: Path, saves: Path | None, title: str, *, host: str, port: int, visitors: int) -> None:
        super().__init__(f"the story in {story}", host=host, port=port, title=title, public_url=address(host, port))
        self._story, self._saves, self._most = story, saves, visitors
        self._games: set[Game] = set()

    def initialize_logging(self) -> None:
        """Only what goes wrong, in one line, without anybody's paths or the values of variables."""
        handler = logging.StreamHandler()
        handler.setFormatter(_OneLine("%(message)s"))
        logging.basicConfig(level="ERROR", handlers=[handler])

    async def _make_app(self) -> web.Application:
        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            return await self._guard(request, handler)

        app = web.Application(middlewares=[guard])
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws", self.handle_websocket),
                web.get("/page.css", _file),
                web.get("/page.js", _file),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        return app

    def serve(self, debug: bool = False) -> None:
        """Serves until it is interrupted; raises OSError if it cannot listen there."""
        self.initialize_logging()
        web.run_app(self._make_app(), host=self.host, port=self.port, print=self._say_where)

    def _say_where(self, _: str) -> None:
        """Says where the game is; the server calls this as soon as it listens."""
        sys.stderr.write(f"The game is at {self.public_url} for up to {self._most} at once. Ctrl-C ends it.\n")

    async def on_shutdown(self, app: web.Application) -> None:
        """End every game, saved."""
        await asyncio.gather(*(game.stop() for game in self._games), return_exceptions=True)

    # --- who may come in

    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Only requests that were meant for us: another page in the same browser must not drive the game."""
        if not self._is_ours(request.host):
            raise web.HTTPForbidden(text="This server is not called that.")
        if request.path == "/ws" and request.headers.get("Origin") not in self._origins(request.host):
            raise web.HTTPForbidden(text="The game is played from its own page only.")
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = _POLICY
            response.headers["X-Frame-Options"] = "DENY"
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _is_ours(self, called: str) -> bool:
        """Whether a Host header names us: by the name that we were told, as localhost, or by a number.

        Any other name may be somebody's who lets it point to this machine.
        """
        name, _, port = called.rpartition(":") if not called.endswith("]") and ":" in called else (called, "", "")
        name = name.strip("[]").casefold()
        return (not port or port == str(self.port)) and (
            name in {self.host.casefold(), "localhost"} or _is_address(name)
        )

    @staticmethod
    def _origins(called: str) -> set[str]:
        return {f"http://{called.casefold()}", f"https://{called.casefold()}"}

    # --- the page and the game

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal."""
        if len(self._games) >= self._most:
            raise _full()
        page = Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(
            language=spoken().replace("_", "-"),
            title=html.escape(self.title),
            saved=html.escape(say("The game is saved.")),
            go_on=html.escape(say("Go on")),
            size=max(8, min(to_int(request.query.get("fontsize", "16"), 16), 40)),
        )
        response = web.Response(text=page, content_type="text/html")
        if _visitor(request) is None:
            year = 365 * 24 * 3600
            response.set_cookie(COOKIE, secrets.token_hex(16), max_age=year, httponly=True, samesite="Strict")
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A game for as long as the page is open."""
        visitor = _visitor(request)
        if visitor is None:
            raise web.HTTPForbidden(text="Open the page first.")
        if len(self._games) >= self._most:
            raise _full()
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=64 * 1024)
        await socket.prepare(request)
        game = Game(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=_closer(socket),
            download_manager=self.download_manager,
        )
        game.arguments = self._arguments(visitor)
        self._games.add(game)
        try:
            width, height = (to_int(request.query.get(name, ""), 0) or None for name in ("width", "height"))
            await game.start(*_bounded(width, height))
            await self._process_messages(socket, game)
        except (ValueError, TypeError, KeyError, IndexError, AssertionError):
            pass  # what came was no message of our page
        finally:
            await asyncio.shield(game.stop())
            self._games.discard(game)
        return socket

    def _arguments(self, visitor: str) -> tuple[str, ...]:
        saves = (f"--saves={self._saves / 'visitors' / visitor}",) if self._saves is not None else ()
        language = (f"--lang={self.language}",) if self.language is not None else ()
        return command("play", *saves, *language, "--", str(self._story))


def _full() -> web.HTTPServiceUnavailable:
    """What somebody is told for whom there is no room."""
    return web.HTTPServiceUnavailable(text=say("Everybody who fits in is playing. Come back later."))


def _visitor(request: web.Request) -> str | None:
    """Who it is, from the cookie that the page has set."""
    found = request.cookies.get(COOKIE, "")
    return found if _VISITOR.fullmatch(found) else None


def _closer(socket: web.WebSocketResponse) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        await socket.close()

    return close


async def _file(request: web.Request) -> web.FileResponse:
    """One of the two files that have a route of their own."""
    return web.FileResponse(HERE / request.path.removeprefix("/"))

"""A served story for tests: the server as a process, and a browser that is driven by its own protocol."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.command import ROOT

PATIENCE = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(holds: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class Served:
    """A server, and where it is."""

    def __init__(self, story: Path, saves: Path, visitors: int = 4) -> None:
        self.port, self.saves = free_port(), saves
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "game", "serve", str(story)),
                *("--port", str(self.port), "--saves", str(saves), "--visitors", str(visitors)),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        wait_for(lambda: self.get()[0] == 200, "the server does not answer")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str = "/", **headers: str) -> tuple[int, str, str]:
        """The status, the text and the cookie of an answer."""
        request = urllib.request.Request(f"{self.url}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", "")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), ""
        except OSError:
            return 0, "", ""

    def games(self) -> list[int]:
        """The processes in which games of this server are played."""
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if self._is_game(int(path.name))]

    def _is_game(self, pid: int) -> bool:
        try:
            return f"{self.saves}/visitors".encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        assert self.process.stderr
        self.process.stderr.close()


@contextmanager
def served(story: Path, saves: Path, visitors: int = 4) -> Iterator[Served]:
    server = Served(story, saves, visitors)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


LISTEN = """
window.seen = ""; window.sized = null;
const Real = window.WebSocket;
window.WebSocket = class extends Real {
  constructor(...told) {
    super(...told);
    this.addEventListener("message", async event => {
      const data = event.data;
      if (typeof data !== "string") window.seen += await new Response(data).text();
    });
  }
  send(data) {
    if (typeof data === "string" && data.startsWith('["resize"')) window.sized = JSON.parse(data)[1];
    super.send(data);
  }
};
"""
"""Keeps what the page receives: the terminal is a picture, and cannot be read."""


class Browser:
    """Chromium, driven through chromedriver."""

    def __init__(self, chromedriver: str) -> None:
        port = free_port()
        self._process = subprocess.Popen(
            [chromedriver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._root = f"http://127.0.0.1:{port}"
        wait_for(self._is_ready, "chromedriver does not answer")
        arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1000,640",
        ]
        told = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": arguments}}}}
        self._session = f"/session/{self._call('/session', told)['sessionId']}"
        self._call(
            f"{self._session}/goog/cdp/execute",
            {"cmd": "Page.addScriptToEvaluateOnNewDocument", "params": {"source": LISTEN}},
        )

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._root}/status", timeout=5):
                return True
        except OSError:
            return False

    def _call(self, path: str, body: object) -> Any:
        request = urllib.request.Request(
            f"{self._root}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        self._call(f"{self._session}/url", {"url": url})

    def run(self, script: str) -> Any:
        return self._call(f"{self._session}/execute/sync", {"script": script, "args": []})

    def press(self, key: str) -> None:
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._call(f"{self._session}/actions", {"actions": [{"type": "key", "id": "k", "actions": keys}]})

    def click(self, x: int, y: int) -> None:
        steps: list[dict[str, object]] = [{"type": "pointerMove", "x": x, "y": y, "duration": 0}]
        steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._call(f"{self._session}/actions", {"actions": [{"type": "pointer", "id": "m", "actions": steps}]})

    def wait_for(self, words: str) -> None:
        """Wait until the words have come in; what came before is forgotten."""
        try:
            wait_for(lambda: words in str(self.run("return window.seen")), f"{words!r} does not come")
        except AssertionError as error:
            raise AssertionError(f"{error}: {self.run('return window.seen')!r}") from None
        self.run("window.seen = ''")

    def close(self) -> None:
        request = urllib.request.Request(f"{self._root}{self._session}", method="DELETE")
        with urllib.request.urlopen(request, timeout=PATIENCE):
            pass
        self._process.terminate()
        self._process.wait(PATIENCE)

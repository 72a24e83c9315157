"""Four visitors at once in real browsers: that each plays a game of its own, and that nothing is left, as a table.

    python -m tests.soak.browser

Needs Chromium and chromedriver.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from game.saves import Shelf
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.web.serving import Browser, Served, served, wait_for

VISITORS = 4
MOST_SECONDS = 5.0
"""After so many seconds without a page or without the server, no game may be left."""
ENTER = "\ue007"


def begin(browser: Browser, server: Served) -> None:
    """Opens the page, and begins a game."""
    browser.open(server.url)
    browser.wait_for("New game")
    browser.press(ENTER)
    browser.wait_for("There is a death in it.")
    browser.press(ENTER)
    browser.wait_for("It rains")


def seconds_until(holds: Callable[[], bool]) -> float:
    """How long it takes until something holds."""
    start = time.monotonic()
    wait_for(holds, "a process is left")
    return time.monotonic() - start


def memory(server: Served) -> float:
    """MiB that the server and its games hold."""
    pids = [server.process.pid, *server.games()]
    pages = (int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in pids)
    return sum(pages) * 4096 / 1024 / 1024


def turns(server: Served) -> list[int]:
    """The turn at which each visitor's newest save stands, sorted."""
    shelves = [Shelf(folder, "mill").games() for folder in (server.saves / "visitors").iterdir()]
    return sorted(games[-1].record.turn if games and games[-1].record else -1 for games in shelves)


def run(chromedriver: str) -> dict[str, str]:
    """Lets visitors play; what came of it, by what is asked."""
    with tempfile.TemporaryDirectory() as name:
        story = write(Path(name) / "mill", STORY.replace("  note details: The miller dies.\n", ""))
        with served(story, Path(name) / "saves", visitors=VISITORS) as server:
            browsers = [Browser(chromedriver) for _ in range(VISITORS)]
            try:
                for browser in browsers:
                    begin(browser, server)
                for number, browser in enumerate(browsers, 1):
                    for _ in range(number):
                        browser.press("2")
                    browser.wait_for(f"turn {number}")
                used, fifth, games = memory(server), server.get()[0], len(server.games())
                saved = turns(server)
            finally:
                browsers[0].close()
                one_left = seconds_until(lambda: len(server.games()) < VISITORS)
                for browser in browsers[1:]:
                    browser.close()
            pages_gone = seconds_until(lambda: not server.games())
            refused = [server.get(Host="evil.example")[0], server.get("/ws", Origin="http://evil.example")[0]]
            last = Browser(chromedriver)
            try:
                begin(last, server)
                server.stop(signal.SIGKILL)
                server_gone = seconds_until(lambda: not server.games())
            finally:
                last.close()
    return {
        "visitors who play at once": str(games),
        "turns saved by each, in folders of their own": ", ".join(map(str, saved)),
        "answer to one visitor more": str(fifth),
        "answers to a foreign Host and a foreign Origin": ", ".join(map(str, refused)),
        "memory of the server and its games": f"{used:.0f} MiB",
        "seconds until a game ends when its page closes": f"{one_left:.1f}",
        "seconds until all end when all pages close": f"{pages_gone:.1f}",
        "seconds until a game ends when the server is killed": f"{server_gone:.1f}",
    }


def main() -> int:
    """Runs it from the command line; returns 1 if anything is not as it must be."""
    chromedriver = shutil.which("chromedriver")
    if chromedriver is None:
        sys.stdout.write("There is no Chromium here: apt-get install chromium chromium-driver\n")
        return 0
    found = run(chromedriver)
    for what, value in found.items():
        sys.stdout.write(f"{what:52} {value}\n")
    is_kept = list(found.values())[:4] == ["4", "1, 2, 3, 4", "503", "403, 403"]
    return int(
        not is_kept or any(float(value) > MOST_SECONDS for what, value in found.items() if what.startswith("seconds"))
    )


if __name__ == "__main__":
    sys.exit(main())

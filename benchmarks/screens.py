"""Figures of what a player waits for: the first screen, the first prompt, the next page; and the memory they take."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

from benchmarks.measure import ROOT, Figure, environment, in_turn, ours, percentile, processor
from benchmarks.terminal import Terminal

MINIMAL = (ours("benchmarks.minimal"), ("top00000", "end00000"))
ROUNDS = 15
KEYS = 40


class Seen:
    """What it took until a program had painted its first screen, over several rounds."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self.memory: list[float] = []

    def see(self, command: list[str], marks: tuple[str, ...], surroundings: dict[str, str]) -> None:
        """Once more."""
        with Terminal(command, surroundings) as terminal:
            self.wall.append(terminal.until(*marks))
            terminal.rest()
            self.cpu.append(terminal.cpu())
            self.memory.append(terminal.memory())

    def over(self, other: Seen) -> tuple[float, float, float]:
        """Wall time, processor time and memory, divided by those of another, round by round; the medians."""
        pairs = ((self.wall, other.wall), (self.cpu, other.cpu), (self.memory, other.memory))
        ratios = [statistics.median(a / b for a, b in zip(one, two, strict=True)) for one, two in pairs]
        return ratios[0], ratios[1], ratios[2]


def starting(work: Path) -> Iterator[Figure]:
    """Until there is something to see."""
    shipped, large = copytree(ROOT / "scenes", work / "edited"), work / "story-10000"
    games = {
        "shipped": ROOT / "scenes",
        "edited": shipped,
        "large": large,
    }
    surroundings = environment(XDG_CACHE_HOME=str(work / "caches"))
    commands = {name: ours("game", "play", story, "--saves", work / f"saves-{name}") for name, story in games.items()}
    for name, story in games.items():
        for _ in range(2):  # a save and a kept story to be found, and then the story taken up as it will be
            processor(ours("game", "play", story, "--plain", "--new", "--saves", work / f"saves-{name}"), surroundings)
            time.sleep(2.2)
    found: dict[str, tuple[float, float, float]] = {}
    for name, command in commands.items():
        minimal, game = Seen(), Seen()
        for number in range(ROUNDS):
            if name == "edited":
                with (shipped / "story.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"# {number}\n")
            for seen, (what, marks) in _ordered(number, (minimal, MINIMAL), (game, (command, ("Continue", "quit")))):
                seen.see(what, marks, surroundings)
        found[name] = game.over(minimal)
    against = "a minimal Textual app"
    for name, words, goal in (
        ("shipped", "first screen, shipped story, autosave found", 1.15),
        ("edited", "the same after an edit of a scene", 1.5),
        ("large", "the same with 10,000 scenes", 1.4),
    ):
        yield Figure(f"{words}: wall time", against, found[name][0], goal)
        yield Figure(f"{words}: processor", against, found[name][1], goal)
    yield Figure("memory on the first screen", against, found["shipped"][2], 1.25)
    yield from _prompts(surroundings, work)


def _ordered(
    number: int, *things: tuple[Seen, tuple[list[str], tuple[str, ...]]]
) -> list[tuple[Seen, tuple[list[str], tuple[str, ...]]]]:
    return list(things) if number % 2 else list(reversed(things))


def _prompts(surroundings: dict[str, str], work: Path) -> Iterator[Figure]:
    plain, minimal = Seen(), Seen()
    command = ours("game", "play", "--plain", "--saves", work / "saves-shipped")
    for number in range(ROUNDS):
        for seen, (what, marks) in _ordered(number, (minimal, MINIMAL), (plain, (command, ("New game.", "> ")))):
            seen.see(what, marks, surroundings)
    wall, cpu, _ = plain.over(minimal)
    yield Figure("`play --plain` to its first prompt: wall time", "a minimal Textual app", wall, 0.35)
    yield Figure("`play --plain` to its first prompt: processor", "a minimal Textual app", cpu, 0.35)

    def taking(*command: str) -> Callable[[], float]:
        return lambda: processor(command, surroundings)

    for option in ("--version", "--help"):
        ratio = in_turn(ROUNDS, taking(*ours("game", option)), taking(sys.executable, "-c", "pass"))
        yield Figure(f"`{option}`: processor", "`python -c pass`", ratio, 3)


def painting(work: Path) -> Iterator[Figure]:
    """From a key to the next page, between two pages of 100 words and four choices; and whether saving comes after."""
    surroundings = environment(XDG_CACHE_HOME=str(work / "caches"))
    saves = work / "saves-keys"
    game = ours("game", "play", work / "story-1000", "--new", "--saves", saves)
    pages = (("1", ("Page room_0", "Back to hub_0")), ("3", ("Page hub_0", "The road from hub_0")))
    with Terminal(MINIMAL[0], surroundings) as minimal, Terminal(game, surroundings) as played:
        minimal.until(*MINIMAL[1])
        played.until("begin")
        played.rest()
        played.press("\r")
        played.until("Page hub_0")
        played.rest()
        first: tuple[list[float], list[float]] = ([], [])
        early = 0
        for number in range(KEYS):
            minimal.press("n")
            first[0].append(minimal.until(f"top{number + 1:05}", f"end{number + 1:05}"))
            minimal.rest()
            key, marks = pages[number % 2]
            played.press(key)
            first[1].append(played.until(*marks))
            painted = time.time()
            played.rest()
            early += max(path.stat().st_mtime for path in saves.rglob("*.json")) < painted - 0.01
        for number in range(200 - KEYS):
            played.press(pages[number % 2][0])
            played.until(*pages[number % 2][1])
        played.rest()
        later = []
        for number in range(KEYS):
            played.press(pages[number % 2][0])
            later.append(played.until(*pages[number % 2][1]))
            played.rest()
    against = "replacing one Static in a minimal Textual app"
    base, own = first
    yield Figure(
        "a key to the next page painted: median", against, statistics.median(own) / statistics.median(base), 1.8
    )
    yield Figure(
        "a key to the next page painted: 95th percentile", against, percentile(own, 0.95) / percentile(base, 0.95), 2.5
    )
    yield Figure(
        "the same after 200 passages: median", "its own first", statistics.median(later) / statistics.median(own), 1.15
    )
    yield Figure("autosaves that were on disk before the paint", f"{KEYS} keys", early, 0)

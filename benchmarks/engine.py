"""Figures of the engine: loading, turns, plays, saving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Figure, environment, in_turn, ours, processor, told

SIZES = (100, 1_000, 10_000)


def loading(work: Path) -> Iterator[Figure]:
    """From files to a story."""
    surroundings = environment()
    large, middle = work / "story-10000", work / "story-1000"

    def seconds(name: str, *arguments: object, key: str = "seconds") -> float:
        return float(told(ours("benchmarks.work", name, *arguments), surroundings)[key])

    against = "`yaml.load` with `CSafeLoader` of the same files"

    def yaml_time() -> float:
        return seconds("with-yaml", large)

    cold = in_turn(3, lambda: seconds("with-ours", large), yaml_time)
    cached = in_turn(3, lambda: seconds("from-cache", large, work / "caches"), yaml_time)
    scenes = seconds("from-cache", large, work / "caches", key="scenes") / yaml_time()
    yield Figure("load, validate, link, compile conditions, 10,000 scenes, no cache", against, cold, 0.35)
    yield Figure(
        "the same with the cache", against, cached, 0.04, note=f"with every scene made as well: {cached + scenes:.3f}"
    )
    growth = in_turn(3, lambda: seconds("with-ours", large), lambda: seconds("with-ours", middle))
    yield Figure("10,000 scenes against 1,000, no cache", "itself", growth, 11)


def playing(work: Path, node: Path | None) -> Iterator[Figure]:
    """Turns and whole plays against inkjs on the same story; nothing, if inkjs is not there."""
    if node is None:
        return
    surroundings = environment(NODE_PATH=str(node))
    walk = ["node", str(Path(__file__).with_name("walk.cjs"))]

    def rate(*command: str) -> Callable[[], float]:
        def turns_a_second() -> float:
            answer = told([*command, "50", "200", "1"], surroundings)
            return float(answer["turns"]) / float(answer["seconds"])

        return turns_a_second

    for size in SIZES:
        ink, story = work / f"story-{size}.ink", work / f"story-{size}"
        same = ("20", "60", "0")
        if (
            told([*walk, str(ink), *same], surroundings)["digest"]
            != told(ours("benchmarks.turns", story, *same), surroundings)["digest"]
        ):
            raise AssertionError(f"the two engines tell something else at {size} scenes")

        ratio = in_turn(3, rate(*ours("benchmarks.turns", story)), rate(*walk, str(ink)))
        yield Figure(f"turns per second of a processor, {size:,} scenes", "inkjs on the same story", ratio, 30, True)
    plays = ("1000", "60")
    ratio = in_turn(
        3,
        lambda: processor(ours("benchmarks.work", "check-and-play", work / "story-1000", *plays), surroundings),
        lambda: processor([*walk, str(work / "story-1000.ink"), *plays, "1"], surroundings),
    )
    yield Figure(
        "`check` and 1,000 random plays of 1,000 scenes, whole process", "inkjs compiling and playing", ratio, 0.06
    )


def keeping(work: Path) -> Iterator[Figure]:
    """Saves and memory."""
    surroundings = environment()
    saved = told(ours("benchmarks.work", "autosave", work / "story-1000", work / "saves-autosave"), surroundings)
    yield Figure(
        "autosave", "the same bytes written, synced and renamed by hand", saved["seconds"] / saved["by hand"], 1.2
    )
    held = told(ours("benchmarks.work", "memory", work / "story-1000"), surroundings)
    yield Figure("memory after 10,000 turns", "itself at turn 1,000", held["last"] / held["first"], 1.1)

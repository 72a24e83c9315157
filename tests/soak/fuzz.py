"""Bytes that nobody would think of, led by what they reach: for the reader, conditions, prose, saves and the terminal.

    python -m tests.soak.fuzz [-max_total_time=3600] [FOLDER]

Needs atheris, which not every Python has wheels for, and so stands in no list of requirements: install it by hand. What
it finds becomes a test beside the others; FOLDER keeps what it has learned.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["game"]):
    from game.play.rules import Rules
    from game.play.session import Session
    from game.saves.record import BadSave, read_record, restore
    from game.story.conditions import BadCondition, parse_condition
    from game.story.load import load
    from game.tui.intake import LONG, Intake

from tests.stories import SCENES, rules
from tests.story.slips import STORY

_MEMORY = Path("/dev/shm")
FOLDER = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
PROSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {dark: Dark}
scenes:
  hall:
    ending: end
    passage: |
"""


def _story(data: bytes) -> None:
    (FOLDER / "a.yaml").write_bytes(data)
    loading = load(FOLDER, "s")
    for problem in loading.diagnostics:
        assert "\n" not in str(problem)
    assert (loading.story is None) == any(problem.is_error for problem in loading.diagnostics)
    if loading.story is not None:
        session = Session(Rules(loading.story))
        session.page(), session.casebook()


def _mutated(data: bytes) -> None:
    """A good story in which some bytes stand where others stood."""
    at = int.from_bytes(data[:2], "big") % len(STORY)
    length = data[2] if len(data) > 2 else 0
    text = STORY.encode()
    _story(text[:at] + data[3:] + text[at + length :])


def _prose(data: bytes) -> None:
    lines = "".join(f"      {line}\n" for line in data.decode("utf-8", "replace").split("\n"))
    _story(f"{PROSE}{lines}".encode())


def _condition(data: bytes) -> None:
    try:
        tree = parse_condition(data.decode("utf-8", "replace"))
    except BadCondition:
        return
    assert parse_condition(str(tree)) == tree


def _save(data: bytes) -> None:
    try:
        record = read_record(data)
    except BadSave:
        return
    restore(record, rules(STORY))


def _terminal(data: bytes) -> None:
    text, intake = data.decode("utf-8", "replace"), Intake()
    whole = "".join(intake.feed(text))
    intake.silence(LONG)
    assert list(intake.feed("q")) == ["q"]
    intake = Intake()
    assert "".join(piece for letter in text for piece in intake.feed(letter)) == whole


TARGETS = (_story, _mutated, _mutated, _prose, _condition, _save, _terminal)


def one(data: bytes) -> None:
    """Hands some bytes to one of the targets; the first byte says to which."""
    if data:
        TARGETS[data[0] % len(TARGETS)](data[1:])


def seeds(folder: Path) -> None:
    """What is known to be good, to begin with."""
    texts = [STORY.encode(), *(path.read_bytes()[:4_000] for path in sorted(SCENES.rglob("*.yaml"))[:10])]
    for number, text in enumerate(
        [*texts, b"found(bill) and trust >= 2 or not (dark and late)", b"[if dark]a[else]{trust}[end] *x*"]
    ):
        for target in range(len(TARGETS)):
            (folder / f"seed-{number}-{target}").write_bytes(bytes([target]) + text)


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    corpus = Path(folders[0]) if folders else FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds(corpus)
    atheris.Setup([sys.argv[0], *(argument for argument in sys.argv[1:] if argument.startswith("-")), str(corpus)], one)
    atheris.Fuzz()

"""The playthroughs of a story's folder, run: each once, those that go on from another from where that one ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.author.playthroughs.accepting import Trouble, mend
from game.files import write_whole
from game.play.playthrough import After, Do, Failed, Start, Step, parse_playthrough, take
from game.play.rules import Rules
from game.play.session import Session
from game.story.diagnostics import diagnose
from game.story.source import Source, Unreadable, playthroughs_in, read_source, shown_path


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a playthrough."""

    path: Path
    source: Source | None
    """The file; None if it cannot be read as text."""
    troubles: tuple[Trouble, ...]
    """What does not hold, in the order of the lines."""
    session: Session | None
    """The play at its end, with every trouble mended if that was to be guessed; None if something is in the way."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it is written."""
        return not self.troubles


class Runs:
    """The runs of a story's playthroughs. Each file is read and played once.

    Where a line does not hold, what it should be is guessed, and the play goes on from there. Without `guesses` it goes
    on only from a line that expects something, and is where the moves before have led.
    """

    def __init__(self, rules: Rules, folder: Path, *, guesses: bool = True) -> None:
        self._guesses = guesses
        self._rules = rules
        self._folder = folder
        self._runs: dict[Path, Run] = {}

    def all(self) -> Iterator[Run]:
        """Every playthrough of the folder, in the order of their names."""
        for path in playthroughs_in(self._folder):
            yield self.of(path)

    def of(self, path: Path, following: tuple[Path, ...] = ()) -> Run:
        """A playthrough, which may lie elsewhere; `following` are those that go on from it, by way of one another."""
        if path not in self._runs:
            self._runs[path] = self._run(path, following)
        return self._runs[path]

    def _run(self, path: Path, following: tuple[Path, ...]) -> Run:
        is_inside = path.absolute().is_relative_to(self._folder.absolute())
        try:
            source = read_source(path, shown_path(path), self._folder if is_inside else path.parent)
        except Unreadable as error:
            diagnostic = diagnose(error.code, error.place, **error.details)
            return Run(path, None, (Trouble(diagnostic.place, diagnostic.words),), None)
        try:
            steps = parse_playthrough(source)
            session, steps = self._begin(path, steps, following)
        except Failed as failed:
            return Run(path, source, (Trouble(failed.place, failed.reason),), None)
        return self._play(path, source, session, steps)

    def _begin(
        self, path: Path, steps: tuple[Step, ...], following: tuple[Path, ...]
    ) -> tuple[Session, tuple[Step, ...]]:
        """The session from which a playthrough goes on, and the steps that are left; raises Failed."""
        for number, step in enumerate(steps):
            if not isinstance(step.does, After):
                continue
            before = path.parent / step.does.name
            if number or before in (path, *following) or before.name != step.does.name:
                raise Failed(step.place, "“after” comes first, and names another playthrough of the same folder")
            if not before.is_file():
                raise Failed(step.place, f"there is no playthrough “{step.does.name}” here")
            base = self.of(before, (*following, path))
            if base.session is None:
                raise Failed(step.place, f"this goes on from “{step.does.name}”, which does not hold")
            return base.session.fork(), steps[1:]
        return Session(self._rules), steps

    def _play(self, path: Path, source: Source, session: Session, steps: tuple[Step, ...]) -> Run:
        troubles = []
        for number, step in enumerate(steps):
            try:
                session = take(session, step)
            except Failed as failed:
                trouble = Trouble(failed.place, failed.reason)
                if self._guesses:
                    session, trouble = mend(session, steps, number, failed, source.lines[step.place.line - 1])
                troubles.append(trouble)
                if trouble.lines is None and isinstance(step.does, Do | Start):
                    return Run(path, source, tuple(troubles), None)
        return Run(path, source, tuple(troubles), session)


def lines_of(trouble: Trouble, source: Source | None) -> Iterator[str]:
    """A trouble for reading: where and what, and the file around it with the lines that would hold.

    A line that only the author can mend stands behind `!`.
    """
    yield heading(trouble)
    lines = source.lines if source else []
    at = trouble.place.line - 1
    if at >= len(lines) or not lines[at].strip():
        return
    if trouble.lines == (lines[at],) or lines[at].lstrip().startswith("after "):
        return
    for number in range(max(at - 2, 0), at):
        yield _shown(" ", number + 1, lines[number])
    new = trouble.lines or ()
    kept = bool(new) and new[-1] == lines[at]
    if not kept:
        yield _shown("!" if trouble.lines is None else "-", at + 1, lines[at])
    for line in new[:-1] if kept else new:
        yield _shown("+", None, line)
    if kept:
        yield _shown(" ", at + 1, lines[at])
    if at + 1 < len(lines) and lines[at + 1].strip():
        yield _shown(" ", at + 2, lines[at + 1])


def heading(trouble: Trouble) -> str:
    """A trouble in one line, in the form of a diagnostic."""
    path, line, column = trouble.place
    return f"{path}:{line}:{column}: error: {trouble.reason} [playthrough]"


def _shown(sign: str, number: int | None, line: str) -> str:
    return f"  {sign} {'' if number is None else number:>4}  {line}".rstrip()


def accept(run: Run) -> int:
    """Rewrites the lines of a playthrough that do not hold and nothing else; returns how many that were.

    The file is written whole or not at all. Raises OSError.
    """
    if run.source is None:
        return 0
    mended = {trouble.place.line: trouble.lines for trouble in run.troubles if trouble.lines is not None}
    if not mended:
        return 0
    data = run.path.read_bytes()
    lines = data.decode("utf-8").splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    for number, new in mended.items():
        old = lines[number - 1]
        closed = old if old.endswith(("\n", "\r")) else f"{old}{end}"
        tail = closed[len(closed.rstrip("\r\n")) :]
        lines[number - 1] = "".join(f"{line}{tail}" for line in new)
    write_whole(run.path, "".join(lines).encode("utf-8"))
    return len(mended)

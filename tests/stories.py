"""Small stories for tests: written to a folder, loaded, played."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import cache, reduce
from pathlib import Path

from game.plain.play import PlainGame
from game.play.launch import Launch
from game.play.moves import parse_move
from game.play.playthrough import parse_playthrough, take
from game.play.rules import Rules
from game.play.saving import NotSaved
from game.play.session import Session
from game.play.views import Asked, Changed, Ended, EpisodeHeading, Found, Heading, Item, Noted, Page, Prose
from game.story.load import Loading, load
from game.story.source import Source
from game.story.story import Story

SCENES = Path(__file__).parents[1] / "scenes"

HEAD = "story: {id: s, title: S, start: hall}\nendings: {end: End}\n"
"""The first two lines of many small stories; with HALL it is one that has no problems."""

HALL = "scenes: {hall: {ending: end}}\n"


ODD_NAMES = ["my  story", "my\u00a0story", "my\u3000story", "my\tstory", "my\nstory", "my\x1bstory", "my%20story"]
"""Names of folders that a message cannot show as they are, or that somebody could take for another."""


def write(folder: Path, *texts: str | bytes, **files: str | bytes) -> Path:
    """Writes files into a folder, which is made if need be: `a.yaml`, `b.yaml`, … and those with names of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {**dict(zip("abcdefgh", texts, strict=False)), **files}
    for name, text in named.items():
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (folder / f"{name}.yaml").write_bytes(data)
    return folder


def loading(*texts: str | bytes, **files: str | bytes) -> Loading:
    """What comes of loading these files. Messages call the folder `s`."""
    with tempfile.TemporaryDirectory() as folder:
        return load(write(Path(folder), *texts, **files), "s")


def problems(*texts: str | bytes, **files: str | bytes) -> list[str]:
    """Every problem of these files, as `line:column code`; with several files, the file's name before it."""
    found = loading(*texts, **files).diagnostics
    several = len(texts) + len(files) > 1
    return [
        f"{Path(problem.place.path).stem + ' ' if several else ''}{problem.place.line}:{problem.place.column} "
        f"{problem.code}"
        for problem in found
    ]


def story(text: str) -> Story:
    """The story in one file, which must load. Warnings do not matter here: small stories leave much unused."""
    found = loading(text)
    assert found.story is not None, [str(problem) for problem in found.diagnostics]
    return found.story


@cache
def rules(text: str) -> Rules:
    """The rules of a story in one file. Warnings do not matter here."""
    found = loading(text)
    assert found.story is not None, [str(problem) for problem in found.diagnostics]
    return Rules(found.story)


@cache
def shipped_loading() -> Loading:
    """What comes of loading the shipped story, which is done once for all tests."""
    return load(SCENES)


@cache
def shipped() -> Rules:
    """The rules of the shipped story."""
    found = shipped_loading()
    assert found.story is not None, [str(problem) for problem in found.diagnostics]
    return Rules(found.story)


def session(text: str, *moves: str) -> Session:
    """A play of a story in one file, after some moves."""
    return Session.replay(rules(text), None, map(parse_move, moves))


def played(rules: Rules, text: str) -> Session:
    """The session at the end of a playthrough; raises Failed at the first line of it that does not hold."""
    return reduce(take, parse_playthrough(Source("a.play", text)), Session(rules))


def place_of(text: str, marked: str) -> tuple[int, int]:
    """The line and column, from 1, at which `marked` first begins in a text."""
    return place_at(text, text.index(marked))


def place_at(text: str, index: int) -> tuple[int, int]:
    """The line and column, from 1, of the character at an index."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def read(page: Page) -> str:
    """What a page says, a line for each thing on it; paragraphs are joined by a blank."""
    return "\n".join(_said(item) for item in page.items)


def _said(item: Item) -> str:  # noqa: PLR0911 - one return for each kind of thing
    match item:
        case Prose(paragraphs):
            return " ".join(f"{p.speaker}: {p.text}" if p.speaker else p.text for p in paragraphs)
        case EpisodeHeading(number, title):
            return f"({number}. {title})"
        case Heading(title, place, hour):
            return f"({', '.join(part for part in (title, place, hour) if part)})"
        case Asked(_, exhibit, words):
            return f"({exhibit}? {words})"
        case Found(evidence):
            return f"(found {evidence.id})"
        case Changed(title, changes):
            return f"({title}: {'; '.join(f'{change.kind.value} {change.moment}' for change in changes)})"
        case Noted(question, answer):
            return f"({question} {answer or '-'})"
        case Ended():
            return f"(ended {item.title})"


def offered(page: Page) -> list[str]:
    """The moves that a page offers; those that are locked with the reason."""
    return [f"{option.move} ({option.locked})" if option.locked else str(option.move) for option in page.options]


def plainly(
    game: Session, *lines: str, save: Callable[[Session], NotSaved | None] = lambda _: None, restored: bool = False
) -> str:
    """What plain mode writes when somebody types these lines and leaves; the exit status must be 0."""
    out = io.StringIO()
    launch = Launch(
        session=game, restored=restored, fresh=lambda: Session(game.rules), save=save, skip_title=not restored
    )
    assert PlainGame(launch, io.StringIO("".join(f"{line}\n" for line in lines)), out).run() == 0
    return out.getvalue()

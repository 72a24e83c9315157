"""Playing in tests: games to be launched, the moves of a long play, and the lines that somebody types."""

from __future__ import annotations

import re

from game.play.launch import Launch
from game.play.moves import Move, parse_move
from game.play.session import Session
from game.play.views import Confrontation
from tests import stories
from tests.shared_stories import MILL


def new() -> Session:
    return stories.session(MILL)


def numbered(said: str, mark: str) -> str:
    """The number in front of the last line of a list that has a mark in it."""
    found = re.findall(rf"(?:^|> )(\d+)\. [^\n]*{re.escape(mark)}", said, re.MULTILINE | re.IGNORECASE)
    assert found
    return str(found[-1])


SHIPPED = max(
    sorted((stories.SCENES / "plays").glob("*.play")), key=lambda path: path.read_text(encoding="utf-8").count(" x ")
)
"""The play of the shipped story in which most is confronted."""


def launch(session: Session) -> Launch:
    return Launch(
        session=session, restored=False, fresh=lambda: Session(session.rules), save=lambda _: None, skip_title=True
    )


def lines_of(view: Confrontation, claim: str, exhibit: str) -> list[str]:
    """The lines that set something against a claim."""
    claims, papers = [entry.id for entry in view.claims], [entry.id for entry in view.papers]
    said = [entry.id for _, entries in view.said(claim) for entry in entries]
    if exhibit in papers:
        picked = [str(papers.index(exhibit) + 1)]
    else:
        picked = [str(len(papers) + 1), str(said.index(exhibit) + 1)]
    return ["x", str(claims.index(claim) + 1), *picked, "1"]


def shipped_moves() -> list[Move]:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    return [parse_move(line[1:]) for line in lines if line.startswith(">")]

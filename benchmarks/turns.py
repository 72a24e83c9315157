"""Plays a story at random through the public session, as a front end does: a move, then the page.

The choices are drawn by the same numbers as in `walk.cjs`, so that both engines are asked for the same plays.
`python -m benchmarks.turns STORY PLAYS TURNS TIMED` prints turns, processor seconds of the plays, and a digest of all
that was read, which is taken only if TIMED is 0.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from game.play.rules import Rules
from game.play.session import Session
from game.play.views import Page, Prose
from game.story.load import load


def read(page: Page) -> Iterator[str]:
    """What a player reads on a page, but for headings and the casebook's news, which ink does not have."""
    for item in page.items:
        if isinstance(item, Prose):
            yield from (paragraph.text for paragraph in item.paragraphs)
    yield from (option.text for option in page.options)


def main(folder: Path, plays: int, most: int, timed: int) -> None:
    """Plays, and prints what came of it."""
    story = load(folder).story
    assert story is not None, "the story has errors"
    rules = Rules(story)
    digest, turns = sha256(), 0
    begin = time.process_time()
    for play in range(plays):
        number = play + 1
        session = Session(rules)
        page = session.page()
        for _ in range(most):
            if not page.options:
                break
            number = number * 48271 % 2147483647
            move = page.options[number % len(page.options)].move
            if not timed:
                digest.update("\n".join(read(page)).encode())
            session.do(move)
            page = session.page()
            turns += 1
        if not timed:
            digest.update("\n".join(read(page)).encode())
    seconds = time.process_time() - begin
    sys.stdout.write(json.dumps({"turns": turns, "seconds": seconds, "digest": digest.hexdigest()}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))

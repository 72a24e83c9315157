"""Looking for words in what has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from game.plain.lines import page_lines
from game.play.search import plain_text
from game.play.views import Page
from game.words import say


def found_lines(pages: Iterable[Page], wanted: str) -> Iterator[str]:
    """The paragraphs in which words stand, under the turns of their pages, the oldest first.

    As on the screens, neither the end of a line nor emphasis parts what is looked for.
    """
    words = _sought([wanted])
    for page in pages:
        blocks = (list(block) for is_text, block in groupby(page_lines(page), bool) if is_text)
        found = [block for block in blocks if words and words in _sought(block)]
        if found:
            yield from (say("Turn {turn}.", turn=page.status.turn), *chain.from_iterable(found))


def _sought(block: Iterable[str]) -> str:
    """Lines as words are looked for in them."""
    return plain_text(" ".join(block).replace("*", ""))

"""Writes the generated pages into a folder: `python -m game.author.manual docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from game.author.manual.format import format_page
from game.author.manual.problems import problems_page

PAGES = {"format.md": format_page, "problems.md": problems_page}


def main(folder: Path) -> None:
    """Writes each page that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

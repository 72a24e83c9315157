"""What the workshop draws: where its words stand, and that letters of any width are measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.terminal import Terminal
from tests.tui.driving import Player
from tests.tui.workshop.working import STORY, Author, work

NOTHING_HERE = "That key does nothing here"
WRITE = """
import sys
from pathlib import Path
from game.tui.workshop import write
sys.exit(write(Path(sys.argv[1]), Path(sys.argv[2]), lambda names: None))
"""


def line_of(player: Player, words: str) -> int:
    """The number of the line in which words stand, counted from the last one, which is 0."""
    (found,) = (number for number, line in enumerate(reversed(player.lines)) if words in line)
    return found


def test_words_stand_in_one_place_whether_or_not_there_are_problems_on_other_screens(tmp_path: Path) -> None:
    places: list[int] = []

    async def script(author: Author) -> None:
        await author.press("j")
        places.append(line_of(author, NOTHING_HERE))
        await author.press("L", "j")
        places.append(line_of(author, NOTHING_HERE))
        await author.press("escape")
        await author.save("goto: shop", "goto: shpo")
        await author.press("L", "j")
        places.append(line_of(author, NOTHING_HERE))
        await author.press("escape")
        await author.save("goto: shpo", "goto: shop")
        await author.press("j")
        places.append(line_of(author, NOTHING_HERE))

    work(script, tmp_path)
    assert len(set(places)) == 1
    assert places[0] <= 1


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 4), ((80, 60), 12)])
@pytest.mark.parametrize("problems", [1, 2, 30])
def test_words_stand_above_the_panel_of_problems(
    size: tuple[int, int], rows: int, problems: int, tmp_path: Path
) -> None:
    wrong = "".join(f"      c{number}: {{text: Go, goto: nowhere}}\n" for number in range(problems))
    text = STORY.replace(
        "      leave: {text: Leave, goto: shop}\n", f"      leave: {{text: Leave, goto: shop}}\n{wrong}"
    )

    async def script(author: Author) -> None:
        await author.save_as(text)
        await author.press("down", "j")
        panel = min(problems + 1, rows)
        assert author.sheet("panel").size.height == panel
        assert line_of(author, NOTHING_HERE) == panel + 1

    work(script, tmp_path, size=size)


def test_the_caret_stands_under_the_place_behind_wide_letters(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.save("      leave: {text: Leave, goto: shop}", "      leave: {text: 漢字 漢字, goto: shpo}")
        await author.press("P")
        lines = author.lines
        number = next(number for number, line in enumerate(lines) if "漢字 漢字, goto: shpo" in line)
        caret, line = lines[number + 1].index("^"), lines[number]
        assert cell_len(line[: line.index("shpo")]) == caret

    work(script, tmp_path)


def test_a_wide_path_does_not_push_the_panel_over_the_edge(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.save_as("scenes:\n  cellar: {next: nowhere}\n", "漢字漢字漢字漢字.yaml")
        (line,) = (line for line in author.lines if "漢字漢字漢字漢字.yaml:2" in line)
        assert line.rstrip().endswith(author.app.glyphs.ellipsis)

    work(script, tmp_path)


def test_what_holds_is_typed_in_one_line_that_goes_on_in_the_next(tmp_path: Path) -> None:
    typed = ", ".join(["trust=4"] * 12)

    async def script(author: Author) -> None:
        await author.press("J", *"kitchen", "enter", "3", *typed)
        assert typed in author.flowing
        pointers = [line for line in author.lines if author.app.glyphs.pointer in line]
        assert [line.split()[1] for line in pointers] == ["trust=4,"]

    work(script, tmp_path)


@pytest.mark.parametrize("key", ["S", "J"])
def test_a_line_that_is_longer_than_the_window_shows_its_end(key: str, tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press(key, *["漢"] * 40, *"end")
        line = next(line for line in author.lines if author.app.glyphs.pointer in line)
        assert line.rstrip().endswith("漢end_")

    work(script, tmp_path, size=(60, 24))


def test_who_leaves_unsaved_reads_it_after_the_screens(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "story.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    terminal = Terminal(WRITE, str(tmp_path / "story"), str(tmp_path / "file"))
    try:
        terminal.wait_for(b"not being saved")
        terminal.type(b"\x11")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert "The last turn is not being saved" in terminal.output.rpartition(b"\x1b[?1049l")[2].decode()

"""The authors' commands: check, stats, saves and test, as they are called and as they answer."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.author.check import check, excerpt
from game.author.saves import list_saves
from game.author.stats import count, stats
from game.author.test import run_playthroughs
from game.saves import Shelf
from game.story.load import load
from game.story.problems import PROBLEMS
from tests import stories
from tests.command import called
from tests.saves.records import forged
from tests.shared_stories import CHOICES
from tests.stories import HALL, HEAD, SCENES, write
from tests.story.slips import STORY

SLIP = STORY.replace("goto: room", "goto: rom")
WARNED = HEAD + "scenes: {hall: {ending: end}, cellar: {ending: end}}\n"


def test_check_says_nothing_of_a_story_without_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, STORY), "text") == 0
    assert capsys.readouterr() == ("", "")


def test_check_has_a_line_for_each_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, SLIP.replace("ending: over", "ending: ovre"))
    assert check(folder, "text") == 1
    assert capsys.readouterr().out == (
        f"{folder}/a.yaml:86:15: error: there is no scene “rom”; did you mean “room”? [unknown-name]\n"
        f"{folder}/a.yaml:108:13: error: there is no ending “ovre”; did you mean “over”? [unknown-name]\n"
    ).replace(":86:", f":{_line(SLIP, 'goto: rom')}:").replace(":108:", f":{_line(SLIP, 'ending: over')}:")


def _line(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1


def test_warnings_alone_are_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, WARNED), "text") == 0
    assert ": warning: " in capsys.readouterr().out


def test_check_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, SLIP)
    assert check(folder, "json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found == {
        "path": f"{folder}/a.yaml",
        "line": _line(SLIP, "goto: rom"),
        "column": 15,
        "level": "error",
        "code": "unknown-name",
        "message": "there is no scene “rom”; did you mean “room”?",
        "mend": PROBLEMS["unknown-name"].mend,
    }


def test_check_as_json_of_a_story_without_problems_is_an_empty_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(write(tmp_path, STORY), "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "a,b:c%d", SLIP + "# 100% \n")
    assert check(folder, "github") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=")
    assert "a%2Cb%3Ac%25d/a.yaml,line=" in line
    assert line.endswith("::there is no scene “rom”; did you mean “room”? [unknown-name]")


@pytest.mark.parametrize(
    ("text", "shown", "caret"),
    [
        ("scenes: {hall: {next: hal}}\n", "    3 | scenes: {hall: {next: hal}}", 22),
        ("scenes: {hall: {title: 日本, next: hal}}\n", "    3 | scenes: {hall: {title: 日本, next: hal}}", 35),
        ("scenes: {hall: {title: e\u0301, next: hal}}\n", "    3 | scenes: {hall: {title: e\u0301, next: hal}}", 32),
    ],
)
def test_the_excerpt_has_a_caret_under_the_place(text: str, shown: str, caret: int, tmp_path: Path) -> None:
    found = load(write(tmp_path, HEAD + text))
    assert list(excerpt(found.diagnostics[0], found)) == [shown, "      | " + " " * caret + "^"]


def test_the_excerpt_of_a_long_line_is_the_part_around_the_place(tmp_path: Path) -> None:
    found = load(
        write(tmp_path, HEAD + "scenes: {hall: {title: " + "x" * 500 + ", next: hal, hour: " + "y" * 500 + "}}\n")
    )
    line, caret = excerpt(found.diagnostics[0], found)
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("hal")


def test_a_place_without_a_line_has_no_excerpt(tmp_path: Path) -> None:
    found = load(write(tmp_path, HALL))
    assert list(excerpt(load(write(tmp_path / "b", b"\xff")).diagnostics[0], found)) == []


# stats


COUNTED = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne Berg}}
evidence: {bill: {name: A bill, finding: Two ate here., document: "Two soups\\nOne beer"}}
scenes:
  hall:
    meet: anne
    find: bill
    passage: |
      One two three.

      ANNE: Four five. Six seven.
    choices:
      go: {text: Go on now., passage: Eight., goto: out}
  out: {passage: Nine ten., ending: end}
"""


def test_words_are_counted_by_scene_and_by_person() -> None:
    counts = count(stories.story(COUNTED))
    assert counts["words by scene"] == {"hall": 8, "out": 2}
    assert dict(counts["words by person"]) == {"narration": 6, "Anne Berg": 4}  # type: ignore[call-overload]
    assert counts["words in documents"] == 4
    assert counts["words in choices, claims and findings"] == 6
    assert counts["words"] == 20


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("One, two.", 2),
        ("One *two*, three.", 3),
        ("One [if found(bill)]two[else]three[end].", 3),
        ("Un[if found(bill)]happy[else]well[end].", 2),
        ("[if found(bill) and visited(hall)]One.[end]", 1),
        ("*One*.", 1),
        ("One — two … three.", 3),
    ],
)
def test_neither_signs_nor_conditions_are_words(prose: str, words: int) -> None:
    """A word that is divided by a branch may count as one or as two, a sign never counts."""
    text = COUNTED.replace("ANNE: Four five. Six seven.", f"ANNE: {prose}").replace("One two three.", prose)
    counts: dict[str, Any] = count(stories.story(text))
    assert counts["words by person"]["Anne Berg"] in (words, words + prose.count("Un["))
    assert counts["words by person"]["narration"] - 3 in (words, words + prose.count("Un["))


def test_the_words_by_person_and_those_by_where_they_stand_are_the_same_words() -> None:
    story = stories.shipped().story
    counts: dict[str, Any] = count(story)
    places = [
        counts["words by scene"],
        counts["words by lead"],
        counts["words of answers, by account"],
        counts["words of answers to wild tries, by person"],
    ]
    assert sum(counts["words by person"].values()) == sum(sum(place.values()) for place in places)
    assert set(counts["words by scene"]) <= set(story.scenes)
    assert set(counts["words of answers, by account"]) <= set(story.accounts)


def test_things_are_counted() -> None:
    counts = count(stories.story(COUNTED))
    assert (counts["scenes"], counts["choices"], counts["evidence"], counts["endings"]) == (2, 1, 1, 1)


def test_stats_as_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(write(tmp_path, COUNTED), "text") == 0
    said = capsys.readouterr()
    assert "      20  words\n" in said.out
    assert "       8  hall\n" in said.out
    assert said.err == ""


def test_stats_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(write(tmp_path, COUNTED), "json") == 0
    assert json.loads(capsys.readouterr().out)["words"] == 20


def test_stats_of_a_story_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(write(tmp_path, SLIP), "text") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err


def test_stats_of_the_shipped_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(SCENES, "json") == 0
    assert json.loads(capsys.readouterr().out)["words"] > 9_000


# saves


def test_saves_are_listed_a_line_each_the_turn_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Shelf(tmp_path, "s").save(stories.session(CHOICES, "look", "call"))
    Shelf(tmp_path, "s").save(stories.session(CHOICES, "look"))
    assert list_saves(tmp_path, "text") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert (first.split()[0], second.split()[0]) == ("2", "1")
    assert " S " in first
    assert "loads" in first


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_save_is_listed_with_the_name_that_the_player_has_given_it(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Shelf(tmp_path, "s").keep(stories.session(CHOICES, "look"), "Before the call")
    assert list_saves(tmp_path, form) == 0
    assert {"text": "  loads  “Before the call”  ", "json": '"name": "Before the call"'}[
        form
    ] in capsys.readouterr().out


def test_a_save_that_does_not_load_is_listed_and_gives_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = Shelf(tmp_path, "s")
    shelf.save(stories.session(CHOICES, "look"))
    shelf.save(stories.session(CHOICES, "look", "call"))
    shelf.games()[0].path.write_bytes(b"{")
    assert list_saves(tmp_path, "text") == 1
    said = capsys.readouterr().out
    assert "does not load" in said
    assert len(said.splitlines()) == 2


def test_a_save_that_was_set_aside_is_listed_with_its_turn_and_gives_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = Shelf(tmp_path, "s")
    shelf.save(stories.session(CHOICES, "look"))
    shelf.save(stories.session(CHOICES, "look", "call"))
    path = shelf.games()[-1].path
    path.write_bytes(path.read_bytes().replace(b"call", b"cull"))
    assert shelf.latest(stories.rules(CHOICES)) is not None
    assert list_saves(tmp_path, "text") == 1
    aside, good = capsys.readouterr().out.splitlines()
    assert aside.startswith("2  ")
    assert ".damaged  does not load" in aside
    assert good.startswith("1  ")


def test_saves_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Shelf(tmp_path, "s").save(stories.session(CHOICES, "look"))
    assert list_saves(tmp_path, "json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["turn"], found["story"], found["title"], found["loads"]) == (1, "s", "S", True)
    assert Path(found["path"]).is_file()


def test_no_saves_are_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_saves(tmp_path / "nothing", "text") == 0
    assert capsys.readouterr().out == ""
    assert list_saves(None, "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_saves_that_may_not_be_read_are_not_no_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    iterate = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return iterate(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(PermissionError):
        list_saves(tmp_path, "text")


def test_listing_saves_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "s")
    shelf.save(stories.session(CHOICES, "look"))
    shelf.games()[0].path.write_bytes(b"{")
    before = sorted(tmp_path.rglob("*"))
    list_saves(tmp_path, "text")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_save_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = Shelf(tmp_path, "s")
    shelf.save(stories.session(CHOICES, "look"))
    path = shelf.games()[0].path
    path.write_bytes(forged(path.read_bytes(), title="\x1b]0;x\x07\nnot a line\u202e", place="\x9b31m"))
    list_saves(tmp_path, "text")
    said = capsys.readouterr().out
    assert not any(character in said for character in "\x1b\x07\x9b\u202e")
    assert said.count("\n") == 1


# test


def played(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status of running one playthrough of a small story, and what is written of it."""
    write(folder, CHOICES)
    (folder / "evening.play").write_text(text, encoding="utf-8")
    status = run_playthroughs(folder)
    return status, capsys.readouterr().out.removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n\n",
        "> look\n> leave\nexpect ending end\n",
        "> Look.\n> LEAVE\nexpect scene street\n",
        "> rain\nexpect wet and not dark\nexpect took(hall.rain)\nexpect visits(hall) == 1\n",
        "> leave\nexpect text The street.\n",
        "from hall with wet, dark=1\n> dig\n> hide\n",
        "  > look\n  # a comment\n  expect scene hall\n",
    ],
)
def test_a_playthrough_that_holds(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert played(tmp_path, text, capsys) == (0, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("> fly\n", "1:3"),
        ("> look\n> look\n", "2:3"),
        ("> dig\n", "1:3"),
        ("> leave\n> look\n", "2:3"),
        ("> look\nexpect dark\n", "2:8"),
        ("expect lit\n", "1:8"),
        ("expect dark and\n", "1:16"),
        ("expect wet and lit\n", "1:16"),
        ("expect scene street\n", "1:14"),
        ("expect ending end\n", "1:15"),
        ("expect text Nobody.\n", "1:13"),
        ("look\n", "1:1"),
        ("  look\n", "1:3"),
        (">\n", "1:1"),
        ("expect\n", "1:1"),
        ("from\n", "1:1"),
        ("from attic\n", "1:6"),
        ("from hall with lit\n", "1:6"),
        ("from hall with (\n", "1:6"),
        ("> look\nfrom hall\n", "2:6"),
        ("> anne_1.noon x bill\n", "1:3"),
        ("> write who = anne\n", "1:3"),
    ],
)
def test_a_playthrough_that_does_not_hold_says_where(
    text: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = played(tmp_path, text, capsys)
    assert status == 1
    assert said.startswith(f"evening.play:{place}: error: ")
    assert said.count(": error: ") == 1


def test_a_playthrough_in_another_encoding_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, CHOICES)
    (tmp_path / "a.play").write_bytes(b"> look\xe9\n")
    assert run_playthroughs(tmp_path) == 1
    assert "a.play:1:7: error: " in capsys.readouterr().out


def test_a_playthrough_of_another_folder_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write(tmp_path / "story", CHOICES)
    (tmp_path / "secret.play").write_text("> look\n", encoding="utf-8")
    (story / "a.play").symlink_to(tmp_path / "secret.play")
    assert run_playthroughs(story) == 1
    assert "secret" not in capsys.readouterr().out


def test_without_playthroughs_there_is_nothing_to_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_playthroughs(write(tmp_path, CHOICES)) == 2
    assert capsys.readouterr().out == ""


def test_every_playthrough_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, CHOICES)
    for name in "abc":
        (tmp_path / f"{name}.play").write_text("> fly\n", encoding="utf-8")
    assert run_playthroughs(tmp_path) == 1
    assert capsys.readouterr().out.count(": error: ") == 3


def test_playthroughs_of_a_story_with_errors_are_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, SLIP)
    (folder / "a.play").write_text("> look\n", encoding="utf-8")
    assert run_playthroughs(folder) == 1


def test_the_commands_are_wired(tmp_path: Path) -> None:
    folder = write(tmp_path, CHOICES)
    (folder / "a.play").write_text("> look\n", encoding="utf-8")
    assert called("test", str(folder)).returncode == 0
    assert called("stats", str(folder), "--format", "json").returncode == 0

"""`test`: what playthroughs expect, what a changed story shows of them, what `--accept` writes, and coverage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.author.test import run_playthroughs
from tests import stories
from tests.command import called, perfect_mother
from tests.shared_stories import CONFRONTATIONS
from tests.shared_stories import KITCHEN as STORY
from tests.shared_stories import KITCHEN_PLAY as PLAY
from tests.stories import write


class Folder:
    """A story with one playthrough, and what `test` says of them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.play = folder / "a.play"
        self.tell(STORY)
        self.play.write_bytes(PLAY.encode())

    def tell(self, story: str) -> None:
        write(self.folder, story)

    def change(self, old: str, new: str) -> None:
        text = (self.folder / "a.yaml").read_text("utf-8")
        assert old in text
        self.tell(text.replace(old, new))

    def test(self, form: str = "text", *, accepting: bool = False, coverage: bool = False) -> tuple[int, str]:
        status = run_playthroughs(self.folder, form, accepting=accepting, coverage=coverage)
        return status, self._capsys.readouterr().out

    def differs(self) -> list[str]:
        """The lines that `--accept` would take away and put in, without their numbers."""
        return [f"{line[2]} {line[10:]}" for line in self.test()[1].splitlines() if line.startswith(("  - ", "  + "))]

    def accepted(self) -> str:
        """The playthrough after `--accept`, which must make it hold."""
        assert self.test(accepting=True)[0] == 0
        assert self.test() == (0, "")
        return self.play.read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    return Folder(tmp_path, capsys)


# what can be expected


def test_a_playthrough_that_holds_says_nothing(folder: Folder) -> None:
    assert folder.test() == (0, "")


def test_what_editors_and_others_keep_beside_playthroughs_is_none(folder: Folder) -> None:
    (folder.folder / ".#a.play").symlink_to("author@desk.1234:5678")
    (folder.folder / ".trash").mkdir()
    for name in (".trash/old.play", "~a.play", "#a.play#"):
        (folder.folder / name).write_text("> nothing\n", encoding="utf-8")
    assert folder.test() == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "expect mark ben_1.morning unheard",
        "expect no text Hm.",
        "expect   no text  Hm.",
        "expect trust == 2  # as at the start",
    ],
)
def test_an_expectation_that_holds(folder: Folder, line: str) -> None:
    folder.play.write_text(f"{line}\n", "utf-8")
    assert folder.test() == (0, "")


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("expect mark ben_1.morning supported", 13, "expected “ben_1.morning” to be supported, and it is unheard"),
        ("expect mark ben_1.mornin open", 13, "did you mean “ben_1.morning”?"),
        ("expect mark ben_1.morning broken", 13, "supported, contradicted"),
        ("expect no text The tin is  empty.", 16, "is on this page"),
    ],
)
def test_an_expectation_that_does_not_hold_says_what_is_so(folder: Folder, line: str, column: int, words: str) -> None:
    folder.play.write_text(f"{line}\n", "utf-8")
    status, said = folder.test()
    assert status == 1
    assert said.startswith(f"{folder.play}:1:{column}: error: ")
    assert words.partition(", contradicted")[0] in said.partition("\n")[0]


PAGES = """\
story: {id: s, title: S, start: hall}
endings: {end: The end of it}
codas: {late: Much too late}
episodes: {one: {title: The birthday}}
places: {kitchen: {name: The kitchen}}
people: {ben: {name: Ben, patience: 3, wild: [Hm.]}}
moments: {noon: At noon, dusk: At dusk}
evidence: {note: {name: A note, finding: It was he., document: Thank you, asks: Did you write?}}
accounts:
  ben_1: {teller: ben, title: First, claims: {noon: {says: I ate nothing., broken by: {note: {passage: Oh.}}}}}
scenes:
  hall:
    episode: one
    title: The call
    place: kitchen
    hour: "22:47"
    meet: ben
    hear: ben_1
    find: note
    confront: {teller: ben, over: over}
    choices:
      go: {text: Go., goto: over}
      fly: {text: Fly., when: broken(ben_1.noon), locked: You have no wings., goto: over}
  over: {ending: end, coda: late}
"""


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ("", "The birthday"),
        ("", "The call"),
        ("", "The kitchen"),
        ("", "22:47"),
        ("", "You have no wings."),
        ("> ben_1.noon x note\n", "Did you write?"),
        ("> ben_1.noon x note\n", "A note"),
        ("> ben_1.noon x note\n", "At noon"),
        ("> ben_1.noon x note\n", "Ben"),
        ("> go\n", "The end of it"),
        ("> go\n", "Much too late"),
    ],
)
def test_everything_that_stands_on_a_page_is_text(tmp_path: Path, moves: str, words: str) -> None:
    folder = write(tmp_path, PAGES)
    play = tmp_path / "a.play"
    play.write_text(f"{moves}expect text {words}\n", "utf-8")
    assert run_playthroughs(folder) == 0
    play.write_text(f"{moves}expect no text {words}\n", "utf-8")
    assert run_playthroughs(folder) == 1


@pytest.mark.parametrize("mark", ["open", "supported", "contradicted", "no longer said"])
def test_every_mark_can_be_expected(mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = CONFRONTATIONS.replace(
        "dusk:\n        says: I read.", "dusk:\n        says: I read.\n        supported by: bill"
    )
    before = {"open": "> hear_1", "supported": "> find_bill\n> hear_1"}
    claim = {"supported": "anne_1.dusk"}.get(mark, "anne_1.noon")
    broken = "> find_bill\n> hear_1\n> go\n> anne_1.noon x bill"
    dropped = "> hear_1\n> hear_2"
    moves = before.get(mark, broken if mark == "contradicted" else dropped)
    write(tmp_path, story)
    (tmp_path / "a.play").write_text(f"{moves}\nexpect mark {claim} {mark}\n", "utf-8")
    assert run_playthroughs(tmp_path) == 0, capsys.readouterr().out


# what a changed story shows, and what is accepted


def test_a_choice_with_another_id_is_known_by_its_text(folder: Folder) -> None:
    folder.change("door:", "front:")
    assert folder.differs() == [
        "- > door  # See what is stuck to the door",
        "+ > front  # See what is stuck to the door",
    ]
    assert folder.accepted() == PLAY.replace("> door ", "> front ")


def test_a_choice_with_another_id_and_text_is_known_by_what_is_like_it(folder: Folder) -> None:
    folder.change("forgive: {text: Leave him the crumbs", "forgives: {text: Leave him all the crumbs")
    assert "it is probably “forgives” now" in folder.test()[1]
    assert folder.accepted() == PLAY.replace(
        "> forgive  # Leave him the crumbs", "> forgives  # Leave him all the crumbs"
    )


def test_a_move_by_text_stays_a_move_by_text(folder: Folder) -> None:
    folder.play.write_text("> Leave him be\n", "utf-8")
    folder.change("text: Buy another", "text: Leave him be")
    assert folder.test()[0] == 0
    folder.change("text: Leave him be", "text: Leave Ben be")
    assert folder.accepted() == "> Leave Ben be\n"


def test_another_text_of_a_choice_is_no_problem_where_the_id_is_written(folder: Folder) -> None:
    folder.change("text: Buy another", "text: Go out and buy another")
    assert folder.test() == (0, "")


def test_a_confrontation_whose_evidence_has_another_name(folder: Folder) -> None:
    folder.tell(STORY.replace("note:", "notes:").replace("find: note", "find: notes"))
    assert "+ > ben_1.morning x notes  # Until nine?" in folder.differs()
    assert "> ben_1.morning x notes" in folder.accepted()


def test_a_confrontation_whose_evidence_has_a_name_like_no_other(folder: Folder) -> None:
    """Other evidence has a name more like the old one, and does not lead to what is written next."""
    folder.tell(
        STORY.replace("note:", "paper:")
        .replace("find: note", "find: [paper, notes]")
        .replace("evidence:\n", "evidence:\n  notes: {name: Notes, finding: Nothing., document: La la}\n")
    )
    assert "> ben_1.morning x paper" in folder.accepted()


def test_a_scene_that_was_put_before_is_gone_through(folder: Folder) -> None:
    folder.change("start: kitchen", "start: hall")
    folder.change("scenes:\n", "scenes:\n  hall: {passage: A hall., next: kitchen}\n")
    assert folder.accepted() == PLAY.replace("> ask", "> next  # Go on\n> ask")


def test_an_ending_that_comes_a_move_later_is_gone_to(folder: Folder) -> None:
    folder.change("He says nothing., ending: truth}", "He says nothing., next: end}\n  end: {ending: truth}")
    assert folder.accepted() == PLAY.replace("expect ending", "> next  # Go on\nexpect ending")


def test_a_choice_without_anything_alike_is_known_by_what_comes_next(folder: Folder) -> None:
    folder.play.write_text("> ask\n> door\n> ben_1.morning x note\n> forgive\nexpect ending truth\n", "utf-8")
    folder.change("door:", "sheet:")
    assert folder.accepted().splitlines()[1] == "> sheet  # See what is stuck to the door"


def test_of_two_choices_that_would_do_neither_is_guessed(folder: Folder) -> None:
    folder.play.write_text("> ask\n> call\n> leave\n", "utf-8")
    folder.change("      leave:", "      hum: {text: Hum}\n      wait: {text: Wait}\n      leave:")
    status, said = folder.test(accepting=True)
    assert status == 1
    assert "  !    2  > call\n" in said
    assert folder.play.read_text("utf-8") == "> ask\n> call\n> leave\n"


def test_nothing_is_put_in_the_place_of_a_choice_that_is_still_there(folder: Folder) -> None:
    folder.change("door: {text", "door: {when: broken(ben_1.morning), text")
    folder.change(
        "      leave:", "      doors: {text: See what is stuck to the doors, find: note, passage: S.}\n      leave:"
    )
    said = folder.test()[1]
    assert "it is there when “broken(ben_1.morning)”, which does not hold" in said
    assert "probably" not in said
    assert folder.differs() == []


def test_a_move_that_is_not_needed_any_more_is_left_out(folder: Folder) -> None:
    folder.change("kitchen:\n    meet: ben\n", "kitchen:\n    meet: ben\n    find: note\n")
    folder.change("find: note, passage: A sheet", "passage: A sheet")
    folder.change("      door: {text: See what is stuck to the door, passage: A sheet of paper.}\n", "")
    assert "what comes next can be done without it" in folder.test()[1]
    assert folder.accepted() == PLAY.replace("> door  # See what is stuck to the door\n", "")


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            ("He eats them standing.", "He eats all of them standing."),
            "expect text He eats them standing.",
            "expect text He eats all of them standing.",
        ),
        (("He eats them standing. ", ""), "expect text He eats them standing.\n", ""),
        (("ending: truth}", "ending: peace}"), "expect ending truth", "expect ending peace"),
        (("trust: -1", "trust: -2"), "trust == 1", "trust == 0"),
        (
            ("change: {trust: -1}", "change: {trust: -1}, find: note, contradict: {ben_1.morning: note}"),
            "> ben_1.morning x note  # Until nine?\n",
            "",
        ),
    ],
)
def test_what_is_so_is_written_in_place_of_what_was_expected(
    folder: Folder, change: tuple[str, str], old: str, new: str
) -> None:
    folder.change(*change)
    assert folder.test()[0] == 1
    assert folder.accepted() == PLAY.replace(old, new)


def test_a_mark_that_is_another_is_written(folder: Folder) -> None:
    folder.change("broken by: {note", "answered: {note")
    folder.change("when: broken(ben_1.morning), ", "")
    assert folder.accepted() == PLAY.replace("contradicted  # at last", "open  # at last")


def test_a_scene_that_a_play_begins_in_and_that_has_another_name(folder: Folder) -> None:
    folder.play.write_text("  from kitchen with trust=4  # late\nexpect trust == 4\n", "utf-8")
    folder.tell(STORY.replace("kitchen", "kitchens"))
    assert folder.accepted() == "  from kitchens with trust=4  # late\nexpect trust == 4\n"


@pytest.mark.parametrize("line", ["> a{}b", "expect text a{}b", "a{}b", "{}# a", "expect{}text zz"])
def test_a_line_of_blanks_takes_no_longer_than_it_is(folder: Folder, line: str) -> None:
    folder.play.write_text(line.format(" " * 300_000), "utf-8")
    assert folder.test()[0] == (0 if line == "{}# a" else 1)


def test_what_nothing_is_like_is_left_to_the_author(folder: Folder) -> None:
    folder.play.write_text("> fly to the moon\n> sing\n", "utf-8")
    assert folder.test(accepting=True)[0] == 1
    assert folder.play.read_text("utf-8") == "> fly to the moon\n> sing\n"


def test_a_condition_that_cannot_be_asked_is_left_to_the_author(folder: Folder) -> None:
    folder.play.write_text("expect found(nothing)\n> ask\n", "utf-8")
    assert folder.test(accepting=True)[0] == 1
    assert folder.play.read_text("utf-8") == "expect found(nothing)\n> ask\n"


def test_accepting_keeps_the_ends_of_lines_and_what_stands_around(folder: Folder) -> None:
    folder.play.write_bytes(PLAY.replace("\n", "\r\n").rstrip().encode())
    folder.change("door:", "front:")
    folder.test(accepting=True)
    assert folder.play.read_bytes() == PLAY.replace("> door", "> front").replace("\n", "\r\n").rstrip().encode()


def test_accepting_what_holds_writes_nothing(folder: Folder) -> None:
    before = folder.play.stat().st_mtime_ns
    assert folder.test(accepting=True) == (0, "")
    assert folder.play.stat().st_mtime_ns == before
    assert sorted(path.name for path in folder.folder.iterdir()) == ["a.play", "a.yaml"]


def test_accepting_leaves_nothing_behind_where_it_cannot_write(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.change("door:", "front:")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    before = sorted(folder.folder.iterdir())
    assert folder.test(accepting=True) == (2, "")
    assert sorted(folder.folder.iterdir()) == before
    assert folder.play.read_text("utf-8") == PLAY


def test_what_goes_on_from_a_changed_playthrough_is_not_blamed(folder: Folder) -> None:
    folder.play.write_text("> ask  # Ask him about the cake\n", "utf-8")
    (folder.folder / "b.play").write_text("after a.play\n> leave\nexpect ending peace\n", "utf-8")
    folder.change("ask:", "asks:")
    status, said = folder.test()
    assert status == 1
    assert said.count(": error: ") == 1
    assert folder.accepted() == "> asks  # Ask him about the cake\n"


def test_what_goes_on_from_one_that_cannot_be_played_says_so(folder: Folder) -> None:
    folder.play.write_text("> fly\n", "utf-8")
    (folder.folder / "b.play").write_text("after a.play\n> leave\n", "utf-8")
    said = folder.test()[1]
    assert "b.play:1:7: error: this goes on from “a.play”, which does not hold" in said


@pytest.mark.parametrize("name", ["a.play", "../a.play", "b.play"])
def test_a_playthrough_does_not_go_on_from_itself_or_from_elsewhere(folder: Folder, name: str) -> None:
    folder.play.write_text(f"after {name}\n", "utf-8")
    (folder.folder / "b.play").write_text("after a.play\n", "utf-8")
    assert "a.play:1:7: error: " in folder.test()[1]


def test_the_result_as_json(folder: Folder) -> None:
    folder.change("door:", "front:")
    status, said = folder.test("json")
    found = json.loads(said)
    (play,) = found["playthroughs"]
    (problem,) = play["problems"]
    assert (status, found["failed"], play["holds"], play["moves"]) == (1, 1, False, 4)
    assert (problem["line"], problem["column"]) == (4, 3)
    assert problem["instead"] == ["> front  # See what is stuck to the door"]


# coverage


def coverage(folder: Folder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(folder.test("json", coverage=True)[1])["coverage"]
    return found


def test_coverage_names_what_no_playthrough_comes_to(folder: Folder) -> None:
    found = coverage(folder)
    assert [one["is"] for one in found["scenes"]["never"]] == ["shop"]
    assert [one["is"] for one in found["choices"]["never"]] == ["kitchen.leave"]
    assert found["claims"] == {"all": 1, "seen": 1, "share": 1.0, "never": []}
    assert found["confrontations"]["seen"] == 1
    assert [one["is"] for one in found["endings"]["never"]] == ["peace"]
    assert [one["is"] for one in found["texts"]["never"]] == ["The new one is better.", "BEN: Hm."]


def test_coverage_says_where_it_stands(folder: Folder) -> None:
    (scene,) = coverage(folder)["scenes"]["never"]
    assert (scene["path"], scene["line"]) == (
        str(folder.folder / "a.yaml"),
        STORY[: STORY.index("  shop:")].count("\n") + 1,
    )


def test_coverage_as_lines(folder: Folder) -> None:
    status, said = folder.test(coverage=True)
    assert status == 0
    assert "scenes               2 of      3   66.7%" in said
    assert ": shop\n" in said


def test_text_between_two_tags_counts_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Folder(tmp_path, capsys)
    folder.change(
        "passage: The tin is empty. Ben holds a newspaper.",
        'passage: "[if trust == 9]Never.[else]Always.[end] [first]Once.[then]Again.[end]"',
    )
    found = [one["is"] for one in coverage(folder)["texts"]["never"]]
    assert found == ["Never.", "Again.", "The new one is better.", "BEN: Hm."]


def test_the_shipped_story_is_covered_without_a_problem() -> None:
    """Its own playthroughs visit every ending and every coda."""
    said = called("test", "--coverage", "--format", "json")
    found = json.loads(said.stdout)["coverage"]
    assert said.returncode == 0
    assert (found["endings"]["share"], found["codas"]["share"]) == (1, 1)


# play --record


def test_play_records_a_playthrough_that_holds(folder: Folder) -> None:
    target = folder.folder / "recorded.play"
    saves = folder.folder / "saves"
    said = perfect_mother(
        "play",
        str(folder.folder),
        "--plain",
        "--new",
        "--saves",
        str(saves),
        "--record",
        str(target),
        typed="1\n1\nq\n",
    )
    assert said.returncode == 0
    assert target.read_text("utf-8").splitlines()[1:4:2] == [
        "> ask  # Ask him about the cake",
        "> door  # See what is stuck to the door",
    ]
    assert folder.test() == (0, "")


def test_recording_does_not_write_over_a_file(folder: Folder) -> None:
    said = perfect_mother("play", str(folder.folder), "--plain", "--record", str(folder.play))
    assert said.returncode == 2
    assert "exists" in said.stderr
    assert folder.play.read_text("utf-8") == PLAY


def test_recording_into_no_folder_is_said_before_the_play(folder: Folder) -> None:
    said = perfect_mother("play", str(folder.folder), "--plain", "--record", str(folder.folder / "no" / "a.play"))
    assert said.returncode == 2
    assert said.stdout == ""


def test_nothing_played_is_nothing_recorded(folder: Folder) -> None:
    target = folder.folder / "recorded.play"
    perfect_mother("play", str(folder.folder), "--plain", "--saves", str(folder.folder / "s"), "--record", str(target))
    assert not target.exists()


def test_small_stories_of_these_tests_are_whole() -> None:
    assert stories.problems(STORY) == ["4:11 never-asked"]

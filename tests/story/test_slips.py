"""One slip, one message, at the right place, with the nearest right name: no mistake is echoed, none is hidden."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from game.story.load import load
from tests.command import called
from tests.stories import SCENES, loading, place_at, place_of, problems
from tests.story.slips import SLIPS, STORY, Slip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_one_message_at_its_place(slip: Slip) -> None:
    assert STORY.count(slip.old) == 1, "the slip has to be made in one place"
    text = STORY.replace(slip.old, slip.new)
    line, column = _place(text, slip)
    assert problems(text) == [f"{line}:{column} {slip.code}"]


def _place(text: str, slip: Slip) -> tuple[int, int]:
    """Where what is reported begins: the first such words behind the slip, or, if there are none, before it."""
    behind = text.find(slip.at, STORY.index(slip.old))
    return place_at(text, behind if behind >= 0 else text.index(slip.at))


def test_the_story_without_slips_has_no_problems() -> None:
    assert problems(STORY) == []


@pytest.mark.parametrize("name", [name for name, slip in SLIPS.items() if slip.meant])
def test_the_nearest_name_is_suggested(name: str) -> None:
    slip = SLIPS[name]
    found = [problem for problem in loading(STORY.replace(slip.old, slip.new)).diagnostics if problem.code == slip.code]
    assert f"“{slip.meant}”" in found[0].words.partition("; did you mean ")[2]


def test_a_name_that_resembles_nothing_is_answered_with_those_that_there_are() -> None:
    found = loading(STORY.replace("goto: room", "goto: xyzzy")).diagnostics
    assert [problem.words for problem in found] == ["there is no scene “xyzzy”; there are: yard, room, road"]


def test_a_misspelt_speaker_in_a_branch_is_reported() -> None:
    text = STORY.replace(
        "      ANNE: Good evening, {trust} times.\n",
        "      [if late]\n      ANNE: Good night.\n      [else]\n      ANE: Good evening, {trust}.\n      [end]\n",
    )
    line, column = place_of(text, "ANE:")
    assert problems(text) == [f"{line}:{column} unknown-speaker"]


def test_a_misspelt_speaker_behind_a_branch_is_reported() -> None:
    text = STORY.replace("ANNE: Good evening", "[if late]ANNE: Good night[else]ANE: Good evening[end]")
    line, column = place_of(text, "ANE:")
    assert problems(text) == [f"{line}:{column} unknown-speaker"]


@pytest.mark.parametrize("name", ["people", "evidence", "accounts", "scenes"])
def test_a_file_that_is_no_yaml_is_the_only_thing_reported(name: str) -> None:
    sections = dict(re.findall(r"^(\w+):.*\n((?:(?: .*)?\n)*)", STORY, re.MULTILINE))
    assert sections[name]
    own = f"{name}:\n{sections[name]}"
    assert problems(STORY.replace(own, ""), own + "  wrong: {here: [\n") == [
        f"b {own.count(chr(10)) + 2}:1 syntax"
    ]  # fmt: skip


BROKEN = "\n{\n"


def test_an_account_that_cannot_be_read_is_not_missed_by_those_that_revise_it() -> None:
    accounts = """\
accounts:
  anne_3:
    teller: anne
    title: Third
    revises: anne_2
    keeps: [anne_1.night, anne_2.noon]
    claims: {noon: {says: We ate late.}}
  anne_4:
    teller: anne
    title: Fourth
    revises: anne_3
    keeps: [anne_1.night, anne_2.noon]
    claims: {night: {says: I walked.}}
"""
    own = re.search(r"^  anne_2:\n(?:   .*\n)*", STORY, re.MULTILINE)
    assert own
    rest = STORY.replace(own[0], "").replace("        hear: anne_2\n", "        hear: [anne_2, anne_3, anne_4]\n")
    assert problems(rest, accounts, "accounts:\n" + own[0]) == []
    found = problems(rest, accounts, "accounts:\n" + own[0] + BROKEN)
    assert [problem.partition(" ")[0] for problem in found] == ["c"]


def test_pairs_that_cannot_be_read_are_not_missed_by_what_contradicts() -> None:
    own = re.search(r"^        broken by:\n(?:         .*\n)*", STORY, re.MULTILINE)
    assert own
    pairs = "confrontations:\n  anne_1.noon:\n    broken by:\n      bill: {set: late, passage: 'ANNE: I was hungry.'}\n"
    rest = STORY.replace(own[0], "")
    assert problems(rest, pairs) == []
    found = problems(rest, pairs + BROKEN)
    assert [problem.partition(" ")[0] for problem in found] == ["b"]


@pytest.mark.parametrize("called", ["Anne", "Madame Berg", "Benno", "Woman"])
def test_somebody_who_cannot_be_read_may_speak(called: str) -> None:
    scene = f"scenes:\n  hall:\n    meet: p\n    ending: end\n    passage: |\n      {called.upper()}: Hello.\n"
    people = f"people:\n  p: {{name: Somebody, called: {called}}}\n"
    other = "people: {other: {name: Man}}\n"
    head = "story: {id: s, title: S, start: hall, player: other}\nendings: {end: End}\n"
    assert problems(head + other + scene, people) == []
    found = problems(head + other + scene, people + BROKEN)
    assert [problem.partition(" ")[0] for problem in found] == ["b"]


@pytest.mark.parametrize(("bad", "code"), [(b"# Ren\xe9\n", "not-utf-8"), (b"# \x07\n", "control-character")])
@pytest.mark.parametrize("name", ["people", "evidence", "accounts"])
def test_a_file_that_is_no_text_is_the_only_thing_reported(name: str, bad: bytes, code: str) -> None:
    sections = dict(re.findall(r"^(\w+):.*\n((?:(?: .*)?\n)*)", STORY, re.MULTILINE))
    own = f"{name}:\n{sections[name]}"
    found = problems(STORY.replace(own, ""), bad + own.encode())
    assert [problem.rpartition(" ")[2] for problem in found] == [code]


def test_problems_of_several_files_are_reported_in_one_run() -> None:
    files = ("story: {id: s, title: S, start: hal}\n", "scenes: {hall: {ending: end}}\n", "endings: {end: [End]}\n")
    assert problems(*files) == ["a 1:33 unknown-name", "c 1:16 wrong-kind"]


def test_two_slips_in_one_thing_are_both_reported() -> None:
    text = STORY.replace("sticky: yes", "sticky: sure").replace("{trust: +1}", "{trsut: +1}")
    assert [problem.rpartition(" ")[2] for problem in problems(text)] == ["not-yes-or-no", "unknown-name"]


def test_the_same_slip_twice_is_two_messages() -> None:
    text = STORY.replace("goto: room", "goto: rom").replace("over: road", "over: raod")
    assert len(problems(text)) == 2


def test_problems_are_sorted_by_place() -> None:
    text = STORY.replace("ending: over", "ending: ovre").replace("goto: room", "goto: rom").replace("to: 5", "to: x")
    places = [problem.place for problem in loading(text).diagnostics]
    assert places == sorted(places)
    assert len(places) == 3


class Edit(NamedTuple):
    """A slip in the shipped story: which file, the first thing in it that fits, what it becomes, and what is wrong."""

    file: str
    pattern: str
    new: str
    at: str
    code: str


TEN = [
    Edit("story.yaml", r"  start: (\w+)\n", r"  start: \1x\n", r"(?<=start: )\w+x\n", "unknown-name"),
    Edit("story.yaml", r"  title: ", r"  titel_of_it: x\n  title: ", r"titel_of_it", "unknown-key"),
    Edit("night.yaml", r"    to: 5\n", r"    to: fife\n", r"fife", "not-a-number"),
    Edit("people.yaml", r"    patience: \d+\n", r"    patience: [2]\n", r"\[2\]", "wrong-kind"),
    Edit(
        "birthday/1_dinner.yaml",
        r"    passage: \|\n(      )",
        r"    passage: |\n\1ANNYA: Hello.\n\n\1",
        r"ANNYA",
        "unknown-speaker",
    ),
    Edit(
        "birthday/6_office.yaml",
        r"leads_followed\((\w+)\) >= 4\]",
        r"leads_folowed(\1) >= 4]",
        r"leads_folowed",
        "unknown-test",
    ),
    Edit("birthday/6_office.yaml", r"sticky: yes", r"sticky: perhaps", r"perhaps", "not-yes-or-no"),
    Edit(
        "birthday/7_visits.yaml", r"\[if found\((\w+)\) and", r"[if found(\1) and and", r"(?<=and )and", "bad-condition"
    ),
    Edit("evidence/birthday.yaml", r"    finding: .*\n", "", r"name: ", "missing-key"),
    Edit("accounts/anya_1.yaml", r"\n      why_him:\n", r"\n      Why him:\n", r"Why him", "bad-id"),
]


def test_ten_different_slips_are_reported_in_one_run(tmp_path: Path) -> None:
    folder = tmp_path / "scenes"
    shutil.copytree(SCENES, folder)
    expected = set()
    for edit in TEN:
        path = folder / edit.file
        text, made = re.subn(edit.pattern, edit.new, path.read_text(encoding="utf-8"), count=1)
        assert made == 1, edit
        path.write_text(text, encoding="utf-8")
    for edit in TEN:
        path = folder / edit.file
        text = path.read_text(encoding="utf-8")
        found = re.search(edit.at, text)
        assert found, edit
        line, column = place_at(text, found.start())
        expected.add((f"{path}:{line}:{column}", edit.code))
    checked = called("check", str(folder))
    lines = [re.fullmatch(r"(.+:\d+:\d+): error: .+ \[([a-z0-9-]+)\]", line) for line in checked.stdout.splitlines()]
    assert {(found[1], found[2]) for found in lines if found} >= expected
    assert all(lines)
    assert checked.returncode == 1
    assert len({code for _, code in expected}) == 10


def test_ten_different_slips_are_ten_messages(tmp_path: Path) -> None:
    folder = tmp_path / "scenes"
    shutil.copytree(SCENES, folder)
    for edit in TEN:
        path = folder / edit.file
        path.write_text(re.sub(edit.pattern, edit.new, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert len(load(folder).diagnostics) == 10


def test_the_shipped_story_checks_without_a_word() -> None:
    checked = called("check", str(SCENES))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


WIDELY_USED = sorted(
    path.relative_to(SCENES)
    for path in SCENES.rglob("*.yaml")
    if path.parent == SCENES or path.parent.name in ("accounts", "confrontations") or path.name == "people.yaml"
)


@pytest.mark.parametrize("path", WIDELY_USED, ids=str)
def test_a_shipped_file_that_is_no_yaml_is_the_only_thing_reported(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scenes"
    shutil.copytree(SCENES, folder)
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write("\n{\n")
    assert [problem.code for problem in load(folder).diagnostics] == ["syntax"]


def test_a_fact_with_a_name_of_one_letter_is_set_and_cleared_where_it_is() -> None:
    text = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {f: It is lit.}
scenes:
  hall:
    choices:
      light: {text: Light, set: f, goto: hall}
      both: {text: Both, set: f, clear: f, goto: out}
      ask: {text: Ask, when: f, goto: out}
  out: {ending: end}
"""
    assert [one for one in problems(text) if "stray" in one] == ["8:31 stray"]


def test_a_way_to_a_scene_with_a_name_of_one_letter_is_told_where_it_is() -> None:
    text = """\
story: {id: s, title: S, start: a}
endings: {end: End}
people: {ann: {name: Ann}}
scenes:
  a:
    confront: {teller: ann, over: [b, b]}
    choices: {go: {text: Go, goto: [b, b]}}
    next: [c, c]
  b: {next: c}
  c: {ending: end}
leads: {look: {episode: one, text: Look, goto: [b, b]}}
episodes: {one: One}
"""
    found = [one for one in problems(text) if "never-chosen" in one]
    assert found == ["6:39 never-chosen", "7:40 never-chosen", "8:15 never-chosen", "11:52 never-chosen"]

"""One mistake that many places show is one message, which names it; no mistake hides another."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.load import load
from tests.stories import HEAD, loading, write
from tests.story.slips import STORY

RENAMED = {
    "a scene": (
        ("  road:\n    ending", "  road_old:\n    ending"),
        "scene “road_old”, and there is no “road”, which 3",
    ),
    "an account": (("  anne_1:\n", "  anne_first:\n"), "account “anne_first”, and there is no “anne_1”, which 7"),
    "a moment": (("moments: {noon: ", "moments: {midday: "), "moment “midday”, and there is no “noon”, which 3"),
    "a person": (("  anne:\n    name", "  cora:\n    name"), "person “cora”, and there is no “anne”, which 5"),
    "a number": (("  trust: {name", "  trusting: {name"), "number “trusting”, and there is no “trust”, which 3"),
    "a claim": (
        ("      noon:\n        says: I ate", "      noonish:\n        moment: noon\n        says: I ate"),
        "claim “anne_1.noonish”, and there is no “anne_1.noon”, which 3",
    ),
}


@pytest.mark.parametrize("name", RENAMED)
def test_what_is_renamed_where_it_is_defined_alone_is_one_message(name: str) -> None:
    (right, wrong), words = RENAMED[name]
    assert STORY.count(right) == 1
    (found,) = loading(STORY.replace(right, wrong)).diagnostics
    assert (found.code, found.place.line) == ("renamed", _line(wrong))
    assert found.words.startswith(f"nothing names the {words} places name, the first at s/a.yaml:")


def _line(wrong: str) -> int:
    """The line of the new name: that on which the replaced words stand."""
    right = next(pair[0] for pair, _ in RENAMED.values() if pair[1] == wrong)
    return STORY.count("\n", 0, STORY.index(right)) + 1


def test_what_is_missing_in_two_places_and_was_not_renamed_is_two_messages() -> None:
    text = STORY.replace("next:\n      - scene: road\n", "next:\n      - scene: path\n").replace("- road\n", "- path\n")
    assert [found.code for found in loading(text).diagnostics] == ["unknown-name"] * 2


def test_two_things_that_nothing_names_are_told_apart_by_their_names_only() -> None:
    text = STORY.replace("  anne:\n    name", "  zoe: {name: Zoe}\n  cora:\n    name")
    assert {found.code for found in loading(text).diagnostics} == {"unknown-name"}


HEADER, REST = STORY[: STORY.index("people:")], STORY[STORY.index("people:") :]


@pytest.mark.parametrize(
    ("copy", "original"),
    [("third copy", "third"), ("third (1)", "third"), ("Copy of third", "third"), ("b", "a"), ("cards", "a")],
)
def test_a_copy_of_a_file_is_one_message_at_the_copy(copy: str, original: str, tmp_path: Path) -> None:
    for name, text in (("story", HEADER), (copy, REST), (original, REST)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (found,) = load(tmp_path, "s").diagnostics
    assert str(found) == (
        f"s/{copy}.yaml:1:1: error: this file gives the same 19 names as s/{original}.yaml: a copy? [copied-file]"
    )


def test_a_file_all_of_whose_names_another_gives_too_is_the_copy() -> None:
    more = "facts: {dark: D., late: L.}\nplaces: {mill: Mill}\n"
    told = [(found.place.path, found.code) for found in loading(more, STORY).diagnostics]
    assert told == [("s/a.yaml", "copied-file")]


def test_a_copy_of_the_whole_story_is_one_message(tmp_path: Path) -> None:
    for name in ("story", "story copy"):
        (tmp_path / f"{name}.yaml").write_text(STORY, encoding="utf-8")
    assert [(found.place.path, found.code) for found in load(tmp_path, "s").diagnostics] == [
        ("s/story copy.yaml", "copied-file")
    ]


def test_some_names_that_are_given_twice_are_a_message_each() -> None:
    more = "facts: {dark: D., late: L., cold: C.}\nplaces: {mill: Mill}\n"
    text = STORY.replace("    set: dark\n", "    set: [dark, cold]\n").replace("alone and", "alone and cold and")
    assert [found.code for found in loading(text, more).diagnostics] == ["duplicate-id"] * 3


def test_a_file_with_a_wrong_ending_that_is_needed_is_one_error(tmp_path: Path) -> None:
    at = STORY.index("leads:")
    write(tmp_path, HEADER + STORY[at:])
    (tmp_path / "people.yaml.txt").write_text(REST[: REST.index("leads:")], encoding="utf-8")
    (found,) = load(tmp_path, "s").diagnostics
    assert str(found).startswith(
        "s/people.yaml.txt:1:1: error: this file is not read, for its name must end in .yaml; "
    )
    assert found.code == "needed-file"


def test_a_story_whose_first_file_has_a_wrong_ending_says_so(tmp_path: Path) -> None:
    write(tmp_path, REST)
    (tmp_path / "story.YAML").write_text(HEADER, encoding="utf-8")
    assert [found.code for found in load(tmp_path, "s").diagnostics] == ["needed-file"]


def test_a_name_that_is_missing_everywhere_is_reported_beside_a_file_that_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, STORY.replace("goto: room", "goto: rom"))
    (tmp_path / "old.yaml.txt").write_text("scenes: {attic: {ending: over}}\n", encoding="utf-8")
    assert [found.code for found in load(tmp_path, "s").diagnostics] == ["unknown-name", "not-read"]


def test_two_people_who_are_called_the_same_are_one_message() -> None:
    (found,) = loading(STORY.replace("called: Benno", "called: Anne")).diagnostics
    assert found.code == "same-speaker"


def test_a_misspelt_speaker_is_reported_beside_two_who_are_called_the_same() -> None:
    text = STORY.replace("called: Benno", "called: Anne").replace("ANNE: I was", "ANE: I was")
    assert [found.code for found in loading(text).diagnostics] == ["same-speaker", "unknown-speaker"]


@pytest.mark.parametrize(("name", "speaker"), [("O'Brien", "O’BRIEN"), ("O’Brien", "O'BRIEN")])
def test_apostrophes_that_look_alike_are_one(name: str, speaker: str) -> None:
    text = STORY.replace("called: Benno", f'called: "{name}"').replace("BENNO: And", f"{speaker}: And")
    assert loading(text).diagnostics == ()


def test_a_scene_to_which_the_next_one_fell_is_not_said_to_go_on_after_its_end() -> None:
    hall = "  hall:\n    set: lit\n    passage: Rain.\n    next: road\n"
    road = "    road:\n    passage: '[if lit]A[end]B'\n    ending: end\n"
    (found,) = loading(f"{HEAD}facts: {{lit: The lamp is lit.}}\nscenes:\n{hall}{road}").diagnostics
    assert found.words == "the scene “hall” has no key “road”; if it is a scene of its own, indent it less"


def test_what_belongs_to_a_never_that_is_missing_is_one_message() -> None:
    promise = "promises: {p: {says: It is so., before: dark}}\n"
    (found,) = loading(STORY + promise).diagnostics
    assert found.words == "the promise “p” has “before” and no “never” with it"


UMLAUT = "people: {anne: {name: Ännchen, called: Anne, wild: No.}}\n"
ALONE = "story: {id: s, title: S, start: hall}\nscenes: {hall: {meet: anne, passage: 'ANNE: Yes.', ending: end}}\n"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16", "it is saved as UTF-16; `check --fix` mends that"),
        ("latin-1", "it is probably saved as Windows or Latin-1 text (byte 0xC4); save it as UTF-8"),
    ],
)
def test_another_encoding_is_named_and_is_the_only_thing_reported(encoding: str, words: str, tmp_path: Path) -> None:
    folder = write(tmp_path, ALONE + "endings: {end: End}\n")
    (folder / "b.yaml").write_bytes(UMLAUT.encode(encoding))
    (found,) = load(folder, "s").diagnostics
    assert found.words == f"the file is not UTF-8 text: {words}"

"""From files to a story: joining, shorthands, values that stay what the author wrote, and the fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.load import load
from game.story.model import Passage, Way
from game.story.prose import Prose
from game.story.source import NoStoryHere
from tests.stories import HALL, HEAD, loading, problems, read, session, story, write
from tests.story.slips import STORY


def test_sections_of_several_files_are_joined_in_the_order_of_the_files() -> None:
    found = loading(HEAD + HALL, "people: {zoe: {name: Zoe}}\n", "people: {anne: {name: Anne}}\n").defined
    assert list(found["people"]) == ["zoe", "anne"]


def test_names_may_be_used_in_another_file_than_the_one_that_gives_them() -> None:
    assert problems("scenes: {hall: {ending: end}}\n", HEAD) == []


@pytest.mark.parametrize(
    "value", ["22:47", "No", "on", "null", "~", "2024-02-31", "1e5", "0x1F", "007", "3.10", "=", "<<"]
)
def test_a_text_stays_what_the_author_wrote(value: str) -> None:
    found = story(HEAD + f"scenes: {{hall: {{hour: {value}, ending: end}}}}\n")
    assert found.scenes["hall"].hour == value


@pytest.mark.parametrize(
    ("value", "read"), [("yes", True), ("Yes", True), ("TRUE", True), ("no", False), ("false", False)]
)
def test_yes_and_no_are_read(value: str, read: bool) -> None:
    text = (
        HEAD
        + f"scenes: {{hall: {{choices: {{go: {{text: Go, sticky: {value}, goto: out}}}}}}, out: {{ending: end}}}}\n"
    )
    assert story(text).scenes["hall"].choices["go"].sticky is read


@pytest.mark.parametrize(("value", "read"), [("5", 5), ("+5", 5), ("-5", -5), ("05", 5), ("0", 0), ("'5'", 5)])
def test_whole_numbers_are_read(value: str, read: int) -> None:
    text = (
        HEAD
        + HALL.replace("ending", "passage: '{n}', ending")
        + f"numbers: {{n: {{name: N, from: {value}, to: 9, start: 7}}}}\n"
    )
    assert story(text).numbers["n"].from_ == read


def test_a_list_may_be_one_thing() -> None:
    text = STORY.replace("meet: [anne, ben]", "meet: anne").replace("player: ben", "player: anne")
    found = loading(text).story
    assert found
    assert found.scenes["yard"].meet == ("anne",)


def test_a_passage_may_be_a_block_a_list_or_keys() -> None:
    def passage(written: str) -> tuple[Passage, ...]:
        return story(HEAD + f"scenes:\n  hall:\n    ending: end\n    passage: {written}\n").scenes["hall"].passage

    assert passage("One.") == passage("[One.]") == passage("{text: One.}") == passage("[{text: One.}]")
    assert passage("[One., Two.]") == (Passage(text=Prose("One.")), Passage(text=Prose("Two.")))


def test_a_way_may_be_the_name_of_its_scene() -> None:
    text = HEAD + "scenes: {hall: {next: out}, out: {ending: end}}\n"
    assert story(text).scenes["hall"].next == (Way(scene="out"),)


def test_a_line_is_one_line() -> None:
    text = HEAD + "scenes:\n  hall:\n    ending: end\n    title: |\n      The\n        old   hall\n"
    assert story(text).scenes["hall"].title == "The old hall"


def test_a_document_stays_as_it_is() -> None:
    text = (
        HEAD + "evidence:\n  e:\n    name: E\n    finding: F\n    document: |2\n        [if x]  *a*\n\n      : {b}\n\n"
    )
    text += "scenes: {hall: {find: e, ending: end}}\n"
    assert story(text).evidence["e"].document == "  [if x]  *a*\n\n: {b}"


def test_an_empty_section_is_no_problem() -> None:
    assert problems(HEAD + HALL + "people:\nplaces: {}\n") == []


def test_an_empty_file_is_no_problem() -> None:
    assert problems(HEAD + HALL, "", "# nothing\n") == []


def test_a_story_with_warnings_can_be_played() -> None:
    found = loading(HEAD + "scenes: {hall: {ending: end}, cellar: {ending: end}}\n")
    assert [problem.level for problem in found.diagnostics] == ["warning"]
    assert found.story is not None


def test_a_story_with_errors_cannot() -> None:
    assert loading(HEAD).story is None


def test_the_fingerprint_is_that_of_the_text(tmp_path: Path) -> None:
    prints = set()
    for number, text in enumerate([HEAD + HALL, HEAD + HALL, HEAD + HALL + "# more\n"]):
        found = load(write(tmp_path / str(number), text)).story
        assert found
        prints.add(found.fingerprint)
    assert len(prints) == 2


def test_the_fingerprint_is_the_same_wherever_the_story_lies(tmp_path: Path) -> None:
    folder = write(tmp_path / "story", HEAD, HALL)
    one, other = load(folder).story, load(folder, "elsewhere").story
    assert one
    assert other
    assert one.fingerprint == other.fingerprint


def test_messages_show_the_path_as_it_was_given(tmp_path: Path) -> None:
    write(tmp_path / "deep", HEAD)
    found = load(tmp_path, "somewhere/story")
    assert [problem.place.path for problem in found.diagnostics] == ["somewhere/story/deep/a.yaml"]


@pytest.mark.parametrize("name", ["nothing", "a.yaml", "nothing/deeper"])
def test_what_is_no_folder_is_no_story(name: str, tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    with pytest.raises(NoStoryHere, match=name.partition("/")[0]):
        load(tmp_path / name)


@pytest.mark.parametrize(
    "called", ["Anne", "O'Neil", "Jean-Luc", "Dr. Kraus", "Élise", "K", "R2D2", "Łucja", "Mr. Ó Briain", "Ἀλκιβιάδης"]
)
def test_whoever_is_in_the_story_can_speak(called: str) -> None:
    text = (
        HEAD
        + f'people: {{p: {{name: Somebody, called: "{called}"}}}}\nscenes:\n  hall:\n    meet: p\n    ending: end\n'
    )
    text += f"    passage: |\n      {called.upper()}: Hello.\n"
    assert problems(text) == []
    assert read(session(text).page()).startswith(f"{called}: Hello.")


def test_two_people_who_speak_by_one_name_are_reported() -> None:
    text = HEAD + "people: {a: {name: Anna Berg}, b: {name: Anna Klein}}\nscenes:\n  hall:\n    meet: [a, b]\n"
    text += "    ending: end\n    passage: |\n      ANNA: Hello.\n"
    assert problems(text) != []


@pytest.mark.parametrize("condition", ["put(anne_1.night, anne_1.noon)", "shown(ben, bill)"])
def test_a_test_that_can_never_hold_is_reported(condition: str) -> None:
    assert problems(STORY.replace("when: found(bill)\n", f'when: "{condition}"\n')) != []


def test_a_fourth_variant_that_nobody_reads_is_reported() -> None:
    """Visits are counted to three."""
    assert problems(HEAD + "scenes: {hall: {passage: '[first]a[then]b[then]c[then]d[end]', ending: end}}\n") != []

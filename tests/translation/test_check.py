"""What is wrong with a catalogue: each problem at its place, and nothing that makes the program fall over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.author.manual.problems import said_of
from game.story.load import load
from game.story.problems import PROBLEMS, Problem
from game.story.problems.translation import STORY
from game.story.translation import with_catalogues
from tests.stories import problems
from tests.translation.catalogues import with_catalogue

LINE = 'msgctxt "scenes.hall.passage"\nmsgid "ANNE: [if trust > 2]Come in.[else]You are {trust}.[end]"\nmsgstr "%s"\n'
GOOD = "ANNE: [if trust > 2]Komm herein.[else]Du bist {trust}.[end]"


def found(folder: Path, catalogue: str | bytes, story: str = STORY) -> list[str]:
    diagnostics = with_catalogues(load(with_catalogue(folder, story, catalogue)), folder, "s").diagnostics
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in diagnostics]


@pytest.mark.parametrize("problem", [one for one in PROBLEMS.values() if one.catalogue], ids=lambda one: one.code)
def test_an_example_has_its_problem_at_its_place_and_no_other(problem: Problem) -> None:
    assert problems(problem.example) == []
    line, column = problem.at
    (said,) = said_of(problem.example, problem.catalogue).splitlines()
    assert said.startswith(f"translations/de.po:{line}:{column}: {problem.level}: ")
    assert said.endswith(f"[{problem.code}]")


def test_a_good_translation_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, LINE % GOOD) == []


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("ANNE: [if trust > 2]Komm herein.[else]Du bist {trust}.", "3:9 other-tags"),
        ("ANNE: [else]Komm herein.[if trust > 2]Du bist {trust}.[end]", "3:15 other-tags"),
        ("[if trust > 2]ANNE: Komm herein.[else]Du bist {trust}.[end]", "3:23 other-speaker"),
        ("ANNE: [if trust > 2]Komm *herein.[else]Du bist {trust}.[end]", "3:34 bad-prose"),
        ("ANNE: [if trust > 2]Komm [herein.[else]Du bist {trust}.[end]", "3:34 bad-prose"),
        ("ANNE: [if trust > 2]Komm {trust} herein.[else]Du bist {trust}.[end]", "3:9 other-inserts"),
        (r"ANNE: [if trust > 2]Komm \b herein.[else]Du bist {trust}.[end]", "3:34 control-character"),
    ],
)
def test_what_the_engine_reads_has_to_be_that_of_the_original(tmp_path: Path, translation: str, expected: str) -> None:
    assert found(tmp_path, LINE % translation)[0] == expected


def test_the_place_is_found_in_a_text_of_several_lines(tmp_path: Path) -> None:
    text = 'msgstr ""\n"ANNE: [if trust > 2]Komm \\"herein\\".[else]"\n"Du *bist {trust}.[end]"\n'
    assert found(tmp_path, LINE.replace('msgstr "%s"\n', text)) == ["5:5 bad-prose"]


def test_a_document_that_is_too_wide_is_a_warning(tmp_path: Path) -> None:
    story = STORY.replace("scenes:", "evidence: {note: {name: N, finding: F., document: A}}\nscenes:").replace(
        "meet: anne", "meet: anne\n    find: note"
    )
    catalogue = f'msgctxt "evidence.note.document"\nmsgid "A"\nmsgstr "kurz\\n{"x" * 70}"\n'
    assert found(tmp_path, catalogue, story)[-1] == "3:81 wide-line"


def test_stale_empty_and_obsolete_entries_are_not_looked_at(tmp_path: Path) -> None:
    stale = "#, fuzzy\n" + LINE % "[if"
    others = LINE % "" + '\n#~ msgctxt "x"\n#~ msgid "y"\n#~ msgstr "[if"\n'
    assert found(tmp_path, stale + "\n" + others) == []


def test_of_entries_that_belong_to_no_text_the_first_is_named(tmp_path: Path) -> None:
    foreign = 'msgctxt "a"\nmsgid "b"\nmsgstr "[if"\n\nmsgctxt "c"\nmsgid "d"\nmsgstr "[if"\n'
    assert found(tmp_path, foreign) == ["3:9 not-up-to-date"]


def test_a_catalogue_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    assert found(tmp_path, b"msgid \xff") == ["1:7 not-utf-8"]


def test_a_catalogue_with_a_control_character_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, LINE % "\x1b]52;c;eA==") == ["3:9 control-character"]


def test_a_catalogue_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path / "s", STORY, "")
    (folder / "translations" / "de.po").unlink()
    (tmp_path / "outside.po").write_text("")
    (folder / "translations" / "de.po").symlink_to(tmp_path / "outside.po")
    assert [one.code for one in with_catalogues(load(folder), folder).diagnostics] == ["outside-the-folder"]


def test_a_catalogue_that_is_the_name_of_a_file_does_not_open_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.po"
    secret.write_text(LINE % GOOD)
    assert found(tmp_path / "s", str(secret)) == ["1:1 bad-catalogue"]


PO = st.sampled_from(
    [
        "msgid",
        "msgctxt",
        "msgstr",
        "msgstr[0]",
        '"a"',
        '"',
        "\\",
        "#, fuzzy",
        "#~",
        "#|",
        "#:",
        "\n",
        " ",
        "[if x]",
        "\n\n",
    ]
)


def test_a_quotation_mark_inside_a_text_is_told_to_be_written_otherwise(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path / "s", STORY, 'msgid "a"\nmsgstr "Sagen: "x""\n')
    (problem,) = with_catalogues(load(folder), folder).diagnostics
    assert problem.words == 'this is not a gettext catalogue: a quotation mark inside a text is written \\"'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PO, max_size=25).map(" ".join) | st.binary(max_size=60))
def test_whatever_a_catalogue_holds_is_a_diagnostic_or_nothing(tmp_path: Path, catalogue: str | bytes) -> None:
    found(tmp_path, catalogue)


@pytest.mark.parametrize(
    ("catalogue", "expected"),
    [
        ('msgid a\nmsgstr "b"\n', "1:1 bad-catalogue"),
        ('msgid "a"\nmsgstr "b\n', "2:1 bad-catalogue"),
        ('msgid "a"\nmsgstr ""\n"b\n', "3:1 bad-catalogue"),
        ("# x\n" * 100_001, "1:1 too-large"),
        ("# " + "x" * 4_200_000, "1:1 too-large"),
        ('msgid "a"\nmsgstr ""\n' + f'"{"b" * 998}"\n' * 201, "203:1 text-too-long"),
        ('#~ msgid "a"\n#~ msgstr ""\n' + f'#~ "{"b" * 998}"\n' * 201, "202:1 text-too-long"),
    ],
    ids=["bare", "open", "open below", "lines", "letters", "a text", "an old text"],
)
def test_what_would_take_long_or_lose_letters_is_refused(tmp_path: Path, catalogue: str, expected: str) -> None:
    assert found(tmp_path, catalogue) == [expected]


def test_a_catalogue_whose_name_is_no_language_is_told(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY, "", "german")
    (only,) = with_catalogues(load(folder), folder, "s").diagnostics
    assert (only.code, only.place.path) == ("no-language", "s/translations/german.po")


@pytest.mark.parametrize(("words", "code"), [("<b>Ja.</b>", "markup"), ("Ja. " * 60, "long-line"), ("Ja.", None)])
def test_a_translation_is_advised_on_as_its_original_would_be(words: str, code: str | None, tmp_path: Path) -> None:
    story = "story: {id: s, title: Yes, start: hall}\nscenes: {hall: {ending: end}}\nendings: {end: End}\n"
    entry = f'msgctxt "story.title"\nmsgid "Yes"\nmsgstr "{words}"\n'
    folder = with_catalogue(tmp_path, story, entry)
    assert [one.code for one in with_catalogues(load(folder), folder).diagnostics] == ([code] if code else [])

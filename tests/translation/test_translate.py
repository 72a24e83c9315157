"""`translate`: catalogues written and brought up to date without losing what somebody has translated."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from game.author.translate import translate
from game.story.translation import catalogue_path
from tests.command import perfect_mother as run
from tests.stories import ODD_NAMES, write
from tests.translation.catalogues import catalogue_of, loaded, with_catalogue

HALL = """\
story: {id: s, title: S, start: hall}
episodes: {one: The first, two: The second}
scenes:
  hall:
    episode: one
    passage: |
      The hall is empty, and it smells of smoke.

      Somebody has left the window open.
    choices: {go: {text: Go out, goto: street}}
  street:
    episode: two
    passage: It rains.
    ending: end
endings: {end: The end}
"""
GERMAN = {
    "The hall is empty, and it smells of smoke.": "Die Halle ist leer, und es riecht nach Rauch.",
    "Somebody has left the window open.": "Jemand hat das Fenster offen gelassen.",
    "Go out": "Hinaus",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, HALL)
    return with_catalogue(tmp_path, HALL, catalogue_of(loaded(tmp_path), GERMAN))


def after(folder: Path, story: str) -> dict[str, polib.POEntry]:
    """The entries, by their originals, once the story reads like this."""
    write(folder, story)
    assert translate(folder, "de") == 0
    return {entry.msgid: entry for entry in polib.pofile(str(catalogue_path(folder, "de")))}


def test_a_new_catalogue_has_an_entry_for_every_text(tmp_path: Path) -> None:
    entries = after(tmp_path, HALL)
    assert [entry.msgstr for entry in entries.values()] == [""] * 8
    assert entries["Go out"].msgctxt == "scenes.hall.choices.go.text"
    assert entries["Go out"].occurrences == [("a.yaml", "")]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_story_in_a_folder_of_any_name_has_a_catalogue(name: str, tmp_path: Path) -> None:
    assert after(write(tmp_path / name, HALL), HALL)["Go out"].occurrences == [("a.yaml", "")]


def test_a_second_run_changes_nothing(folder: Path) -> None:
    after(folder, HALL)
    before = catalogue_path(folder, "de").read_bytes()
    after(folder, HALL)
    assert catalogue_path(folder, "de").read_bytes() == before


def test_translations_stay_when_other_texts_come_before_them(folder: Path) -> None:
    more = HALL.replace("      The hall", "      A door closes.\n\n      The hall").replace(
        "{go:", "{stay: {text: Stay}, go:"
    )
    entries = after(folder, more)
    for original, translation in GERMAN.items():
        assert (entries[original].msgstr, entries[original].fuzzy) == (translation, False)


def test_a_changed_text_keeps_its_translation_as_stale_with_what_it_was_made_from(folder: Path) -> None:
    entry = after(folder, HALL.replace("smells of smoke", "smells of soap"))[
        "The hall is empty, and it smells of soap."
    ]
    assert entry.fuzzy
    assert entry.msgstr == GERMAN["The hall is empty, and it smells of smoke."]
    assert entry.previous_msgid == "The hall is empty, and it smells of smoke."


def test_a_line_that_is_put_in_other_words_altogether_is_stale_too(folder: Path) -> None:
    entry = after(folder, HALL.replace("Go out", "Leave"))["Leave"]
    assert (entry.fuzzy, entry.msgstr, entry.previous_msgid) == (True, "Hinaus", "Go out")


def test_a_paragraph_that_is_new_takes_over_nothing(folder: Path) -> None:
    entries = after(folder, HALL.replace("Somebody has left the window open.", "Nine o'clock."))
    assert entries["Nine o'clock."].msgstr == ""
    assert entries["Somebody has left the window open."].obsolete


def test_what_stays_stale_keeps_the_text_that_it_was_made_from(folder: Path) -> None:
    after(folder, HALL.replace("Go out", "Leave"))
    assert after(folder, HALL.replace("Go out", "Leave"))["Leave"].previous_msgid == "Go out"


def test_a_text_that_moves_to_another_scene_keeps_its_translation(folder: Path) -> None:
    moved = HALL.replace("      Somebody has left the window open.\n", "").replace(
        "passage: It rains.", "passage: Somebody has left the window open."
    )
    entry = after(folder, moved)["Somebody has left the window open."]
    assert (entry.fuzzy, entry.msgstr) == (False, GERMAN["Somebody has left the window open."])


def test_what_is_gone_is_kept_as_obsolete_and_comes_back_when_the_text_does(folder: Path) -> None:
    gone = HALL.replace("choices: {go: {text: Go out, goto: street}}", "next: street")
    assert after(folder, gone)["Go out"].obsolete
    entry = after(folder, HALL)["Go out"]
    assert (entry.obsolete, entry.fuzzy, entry.msgstr) == (False, False, "Hinaus")


def test_translators_comments_stay(folder: Path) -> None:
    path = catalogue_path(folder, "de")
    path.write_text(
        path.read_text().replace('msgctxt "scenes.hall.choices', '# ask Anne\nmsgctxt "scenes.hall.choices')
    )
    assert after(folder, HALL)["Go out"].tcomment == "ask Anne"


def test_the_share_is_told_for_each_episode(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(folder, "de", only_report=True)
    assert capsys.readouterr().out.splitlines() == [
        "  89%  17 of 19 words, 3 of 4 texts  The first",
        "   0%  0 of 6 words, 0 of 3 texts  The second",
        "   0%  0 of 1 words, 0 of 1 texts  in no one episode",
        "  65%  17 of 26 words, 3 of 8 texts  together",
    ]


def test_only_reporting_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, HALL)
    assert translate(tmp_path, "de", only_report=True) == 0
    assert not catalogue_path(tmp_path, "de").exists()


def test_a_broken_translation_is_told_at_its_place(folder: Path) -> None:
    path = catalogue_path(folder, "de")
    path.write_text(path.read_text().replace("riecht nach", "riecht [nach"))
    result = run("translate", str(folder), "de")
    assert result.returncode == 1
    assert "error" in result.stdout.splitlines()[0]
    assert str(path) in result.stdout.splitlines()[0]


def test_a_broken_file_is_left_as_it_is(folder: Path) -> None:
    path = catalogue_path(folder, "de")
    path.write_text("nonsense")
    assert run("translate", str(folder), "de").returncode == 1
    assert path.read_text() == "nonsense"


def test_a_story_with_errors_is_not_translated(tmp_path: Path) -> None:
    write(tmp_path, HALL.replace("goto: street", "goto: strete"))
    assert run("translate", str(tmp_path), "de").returncode == 1


@pytest.mark.parametrize("language", ["../x", "DE", "d", "de.po", ""])
def test_a_language_that_is_none_is_refused(tmp_path: Path, language: str) -> None:
    write(tmp_path, HALL)
    assert run("translate", str(tmp_path), language).returncode == 2
    assert not (tmp_path / "translations").exists()

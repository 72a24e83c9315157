"""A story told from a catalogue: what players read, what falls back, and what stays the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game import words
from game.cli import main
from game.play.moves import parse_move
from game.play.rules import Rules
from game.play.session import Session
from game.saves.record import read_record, restore, write_record
from game.story.cache import StoryCache
from game.story.language import catalogue_path
from game.story.story import Story
from tests.stories import offered, read
from tests.translation.catalogues import loaded, told_in_german

CAKE = """\
story: {id: s, title: The Cake, start: hall}
people: {anne: {name: Mrs Abel, called: Cook}}
facts: {late: It is late.}
numbers: {slices: {name: Slices, to: 9, start: 3}}
scenes:
  hall:
    meet: anne
    passage: |
      The tin is empty.[if late] It is *late*.[end]

      [first]
      COOK: Good morning.
      [then]
      COOK: You again, and {slices} slices.
      [end]
    choices:
      wait: {text: Wait, set: late, goto: hall}
      go: {text: Go, when: late, locked: It is early., goto: out}
  out:
    passage: Outside it rains.
    ending: end
endings: {end: The end}
"""


@pytest.fixture
def german(tmp_path: Path) -> Story:
    return told_in_german(
        tmp_path,
        CAKE,
        {
            "The tin is empty.[if late] It is *late*.[end]": "Die Dose\nist leer.[if late] Es ist *spät*.[end]",
            "COOK: Good morning.": "COOK: Guten Morgen.",
            "COOK: You again, and {slices} slices.": "COOK: {slices} Stücke, und du.",
            "Cook": "Köchin",
            "Wait": "Warten",
            "It is early.": "Es ist früh.",
        },
    )


def after(story: Story, *moves: str) -> Session:
    return Session.replay(Rules(story), None, map(parse_move, moves))


def test_a_page_is_read_in_the_other_language(german: Story) -> None:
    assert read(after(german).page()) == "Die Dose ist leer. Köchin: Guten Morgen."


def test_conditions_and_inserts_hold_as_in_the_original(german: Story) -> None:
    assert read(after(german, "wait").page()) == "Die Dose ist leer. Es ist spät. Köchin: Three Stücke, und du."


def test_choices_and_their_reasons_are_translated_and_their_ids_are_not(german: Story) -> None:
    page = after(german).page()
    assert [option.text for option in page.options] == ["Warten", "Go"]
    assert offered(page) == ["wait", "go (Es ist früh.)"]


def test_what_is_not_translated_is_read_in_the_original(german: Story) -> None:
    assert "Outside it rains." in read(after(german, "wait", "go").page())


def test_who_speaks_an_untranslated_paragraph_has_the_translated_name(tmp_path: Path) -> None:
    told = told_in_german(tmp_path, CAKE, {"Cook": "Köchin"})
    assert "Köchin: Good morning." in read(after(told).page())


def test_a_translated_story_has_the_fingerprint_of_the_original(german: Story, tmp_path: Path) -> None:
    assert german.fingerprint == loaded(tmp_path).fingerprint


def test_a_save_made_in_one_language_goes_on_in_another(german: Story, tmp_path: Path) -> None:
    saved = write_record(after(loaded(tmp_path), "wait"), 1)
    session, notes = restore(read_record(saved), Rules(german))
    assert notes == ()
    assert session.state == after(german, "wait").state
    assert read(session.page()).startswith("Die Dose ist leer. Es ist spät.")


@pytest.mark.parametrize(
    "broken",
    [
        "Die Dose ist leer.",
        "Die Dose ist leer.[if not late] Es ist *spät*.[end]",
        "Die Dose ist leer.[if late] Es ist *spät.[end]",
        "COOK: Die Dose ist leer.[if late] Es ist *spät*.[end]",
        "Die Dose ist leer.[if late] {slices} *mal*.[end]",
        "Die Dose ist leer.[if late] Es ist \b *spät*.[end]",
    ],
)
def test_a_broken_translation_is_not_shown(tmp_path: Path, broken: str) -> None:
    told = told_in_german(tmp_path, CAKE, {"The tin is empty.[if late] It is *late*.[end]": broken})
    assert read(after(told).page()).startswith("The tin is empty.")


def test_a_translation_cannot_begin_a_paragraph_of_its_own(tmp_path: Path) -> None:
    text = "Die Dose.\n\n\nLeer.[if late]\n\nSpät *und* kalt.\n[end]"
    told = told_in_german(tmp_path, CAKE, {"The tin is empty.[if late] It is *late*.[end]": text})
    assert read(after(told).page()).startswith("Die Dose. Leer. Cook:")


def test_a_translated_story_that_is_kept_is_made_anew_when_its_catalogue_changes(tmp_path: Path) -> None:
    folder, caches = tmp_path / "s", tmp_path / "caches"
    told = told_in_german(folder, CAKE, {"Wait": "Warten"})
    catalogue = catalogue_path(folder, "de")
    StoryCache(caches, folder, catalogue).write(told, None)
    assert StoryCache(caches, folder).read() is None
    kept = StoryCache(caches, folder, catalogue).read()
    assert kept is not None
    assert kept[0].scenes["hall"].choices["wait"].text == "Warten"
    catalogue.write_text(catalogue.read_text("utf-8").replace("Warten", "Bleiben"), "utf-8")
    assert StoryCache(caches, folder, catalogue).read() is None


def test_the_words_that_a_teller_chose_stay_the_same_choice_in_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A play that began in the middle has no moves that bring the choice about: it is read off the save."""
    story = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
facts: {late: It is late.}
moments: {noon: Noon}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I slept until nine., told as: [{when: late, says: I slept until noon.}]}}
scenes:
  hall: {meet: anne, hear: anne_1, passage: "{anne_1.noon}", choices: {wait: {text: Wait, sticky: yes}}}
"""
    told_in_german(tmp_path, story, {"I slept until noon.": "Ich schlief bis Mittag.", "I slept until nine.": "Neun."})
    saves = str(tmp_path / "saves")
    try:
        for arguments in (["--from", "hall", "--with", "late"], ["--continue", "--lang", "de"]):
            monkeypatch.setattr("sys.stdin", io.StringIO("1\nt\nq\n"))
            main(["play", str(tmp_path), "--plain", "--saves", saves, *arguments])
    finally:
        words.speak(words.SOURCE)
    said = capsys.readouterr().out
    assert "I slept until noon." in said
    assert "Ich schlief bis Mittag." in said

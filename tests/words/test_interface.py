"""`translate --interface`: catalogues of the program's own words, in languages with any number of plural forms."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from game import words
from game.author.interface import translate_interface
from game.author.plurals import _RULES, forms_in, plural_rule
from tests.command import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where catalogues are written in place of the program's own folder."""
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    yield tmp_path
    words.speak(words.SOURCE)


def catalogue(folder: Path, language: str) -> polib.POFile:
    return polib.pofile(str(folder / f"{language}.po"), encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "ja", "pl", "xx"])
def test_what_nobody_has_translated_yet_is_english(language: str) -> None:
    assert translate_interface(language) == 1
    words.speak(language)
    assert (words.spoken(), words.say("Quit")) == (language, "Quit")
    assert words.say_count(2, "{number} turn", "{number} turns") == "2 turns"


@pytest.mark.parametrize(
    ("language", "forms"), [("ja", 1), ("fr", 2), ("pl", 3), ("ar", 6), ("pt_BR", 2), ("de_AT", 2)]
)
def test_an_entry_has_as_many_forms_as_the_language(language: str, forms: int, folder: Path) -> None:
    translate_interface(language)
    plural = [entry for entry in catalogue(folder, language) if entry.msgid_plural]
    assert {len(entry.msgstr_plural) for entry in plural} == {forms}


@pytest.mark.parametrize(("number", "form"), [(0, 2), (1, 0), (2, 1), (5, 2), (21, 2), (22, 1)])
def test_a_number_decides_among_three_forms(number: int, form: int, folder: Path) -> None:
    translate_interface("pl")
    written = catalogue(folder, "pl")
    entry = next(one for one in written if one.msgid_plural and "{number}" in one.msgid)
    entry.msgstr_plural = {0: "zero", 1: "one", 2: "two"}
    written.save()
    words.speak("pl")
    assert words.say_count(number, entry.msgid, entry.msgid_plural) == ["zero", "one", "two"][form]


@pytest.mark.parametrize("rule", sorted(set(_RULES.values())))
def test_a_rule_names_each_of_its_forms_and_no_other(rule: str) -> None:
    form = gettext.c2py(rule.partition("plural=")[2].rstrip(";"))
    assert {form(number) for number in range(201)} == set(range(forms_in(rule)))


def test_a_country_has_the_rule_of_its_language_or_one_of_its_own() -> None:
    assert plural_rule("fr_CA") == plural_rule("fr")
    assert plural_rule("pt_BR") != plural_rule("pt")
    assert plural_rule("xx") is None


def test_that_a_language_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    translate_interface("xx")
    assert "How many plural forms xx has is not known here" in capsys.readouterr().err


def test_without_a_rule_a_catalogue_can_be_spoken(folder: Path) -> None:
    (folder / "ja.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "{number} turn"\nmsgid_plural "{number} turns"\nmsgstr[0] "{number} te"\n',
        encoding="utf-8",
    )
    words.speak("ja")
    assert words.say_count(2, "{number} turn", "{number} turns") == "2 te"


def test_what_is_new_or_stale_is_listed_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate_interface("fr")
    written = catalogue(folder, "fr")
    for entry in written:
        entry.msgstr = "" if entry.msgid_plural else "mot"
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "mot")
    new = next(entry for entry in written if entry.msgid == "Nothing had been played.")
    stale = next(entry for entry in written if entry.msgid == "The saved game is as it was.")
    new.msgstr, stale.msgid = "", "The saved game is as it had been."
    written.save()
    capsys.readouterr()
    assert translate_interface("fr") == 1
    code = (ROOT / "game" / "launcher.py").read_text(encoding="utf-8")
    line = code[: code.index("The saved game is as it was.")].count("\n") + 1
    assert sorted(capsys.readouterr().out.splitlines()[:-1]) == [
        f"game/launcher.py:{line}: stale: “The saved game is as it was.”",
        f"game/launcher.py:{line}: to translate: “Nothing had been played.”",
    ]


def test_what_the_program_does_not_say_any_more_is_dropped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate_interface("fr")
    written = catalogue(folder, "fr")
    written.append(polib.POEntry(msgid="Zzzz qqqq 12345 xxxxx", msgstr="Rien"))
    written.save()
    translate_interface("fr")
    assert "Zzzz" not in (folder / "fr.po").read_text(encoding="utf-8")
    assert "1 obsolete" in capsys.readouterr().out

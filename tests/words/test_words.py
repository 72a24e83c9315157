"""The program's own words: every one of them has a translation, and English costs nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest

import game
from game import words
from game.author.spoken import Said, words_of_the_program
from game.play.rules import Rules
from game.play.session import Session
from game.saves.library import MONTHS
from game.story.language import in_language
from game.story.source import NoStoryHere
from tests.command import perfect_mother, python
from tests.stories import SCENES, plainly
from tests.translation.catalogues import loaded, with_catalogue

PACKAGE = Path(game.__file__).parent
TRANSLATIONS = [name for name in words.languages() if name != words.SOURCE]
STORY = (
    "story: {id: s, title: S, start: hall}\nscenes: {hall: {passage: It rains., ending: end}}\nendings: {end: End}\n"
)


@cache
def all_said() -> list[Said]:
    return words_of_the_program()


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.speak(words.SOURCE)


def entries(language: str) -> dict[tuple[str, str], polib.POEntry]:
    catalogue = polib.pofile(str(words.FOLDER / f"{language}.po"), encoding="utf-8")
    return {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}


def forms(entry: polib.POEntry) -> list[str]:
    return [*entry.msgstr_plural.values()] or [entry.msgstr]


def translated(language: str) -> Iterator[tuple[Said, str]]:
    """Every text of the program with each form of its translation, if it has one."""
    known = entries(language)
    for said in all_said():
        if (said.context, said.text) in known:
            yield from ((said, form) for form in forms(known[said.context, said.text]) if form)


def test_the_program_speaks_german() -> None:
    assert "de" in TRANSLATIONS


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_everything_that_the_program_says_has_a_translation(language: str) -> None:
    known = entries(language)
    missing = [
        said.text
        for said in all_said()
        if (entry := known.get((said.context, said.text))) is None or entry.fuzzy or not all(forms(entry))
    ]
    assert missing == [], f"run `perfect-mother translate --interface {language}`, and translate these"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_values_of_its_original_and_no_others(language: str) -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"\{(\w*)\}", text))

    for said, form in translated(language):
        assert values(form) - {"number"} == values(said.many or said.text) - {"number"}, form
        assert values(form) <= values(said.many or said.text), form


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_blanks_at_the_ends_stay(language: str) -> None:
    for said, form in translated(language):
        assert (form[0] == " ", form[-1] == " ") == (said.text[0] == " ", said.text[-1] == " "), form


@pytest.mark.parametrize("language", words.languages())
def test_a_year_has_twelve_months_in_every_language(language: str) -> None:
    words.speak(language)
    assert len(words.say(MONTHS).split()) == 12


# --- what is said goes through `say`

_SAYING = {"say", "to_say", "say_count", "Action", "_tool", "Command"}
_PLACES = [PACKAGE / "plain", PACKAGE / "tui" / "draw", PACKAGE / "tui" / "screens", PACKAGE / "play" / "views"]
_WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? +[A-Za-z]|[a-z]{2,}[.?!]$")
"""What looks like words for a player: two of them, or one with a mark at its end."""


def _unsaid(node: ast.AST) -> Iterator[str]:
    """The words that stand in some code and are not handed to what says them."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Call(func=ast.Name(name)) if name in _SAYING:
                continue
            case ast.Raise() | ast.Expr(value=ast.Constant()):
                continue
            case ast.JoinedStr(values):
                text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in values)  # type: ignore[misc]
                if _WORDS.search(text):
                    yield text
                yield from _unsaid(child)
            case ast.Constant(value=str(text)) if not isinstance(node, ast.JoinedStr) and _WORDS.search(text):
                yield text
            case _:
                yield from _unsaid(child)


@pytest.mark.parametrize("folder", _PLACES, ids=lambda folder: folder.name)
def test_no_words_for_players_stand_outside_of_what_says_them(folder: Path) -> None:
    found = [text for path in sorted(folder.rglob("*.py")) for text in _unsaid(ast.parse(path.read_text("utf-8")))]
    assert found == []


def test_words_outside_are_found_by_that_test() -> None:
    code = 'x = f"{y} and more"\nz = say("this is said")\nw = ["not here"]'
    assert list(_unsaid(ast.parse(code))) == ["{} and more", "not here"]


# --- speaking


def test_what_is_not_translated_is_english() -> None:
    words.speak("de")
    assert words.say("Nobody says this anywhere.") == "Nobody says this anywhere."


def test_a_context_tells_words_apart() -> None:
    words.speak("de")
    assert words.say("open", context="mark") == "offen"
    assert words.say("open") == "öffnen"


@pytest.mark.parametrize(("number", "form"), [(0, 1), (1, 0), (2, 1)])
def test_a_number_decides_the_words(number: int, form: int) -> None:
    words.speak("de")
    said = next(one for one in all_said() if one.many and one.text.startswith("{number} "))
    expected = entries("de")[said.context, said.text].msgstr_plural[form]
    assert words.say_count(number, said.text, said.many) == expected.format(number=number)


def test_values_are_never_read_as_places_for_others() -> None:
    assert words.say("Turn {turn}", turn="{turn} {other}") == "Turn {turn} {other}"


def test_a_language_that_the_program_does_not_know_is_english() -> None:
    words.speak("de")
    words.speak("../de")
    assert words.say("Quit") == "Quit"


def test_plain_mode_speaks_german_throughout(tmp_path: Path) -> None:
    """Every command of plain mode is given; nothing English is left among what is the program's own."""
    folder = with_catalogue(tmp_path, STORY, "")
    story = in_language(loaded(folder), folder, "de")
    told = plainly(
        Session(Rules(story)),
        *[
            "c",
            "e",
            "t",
            "p",
            "y",
            "n",
            "d",
            "x",
            "w",
            "h",
            "g",
            "r",
            "R",
            "l",
            "u",
            "U",
            "k",
            "f",
            "o",
            "0",
            "N",
            "B",
            "0",
            "?",
            "q",
        ],
    )
    english = {said.text for said in all_said() if len(said.text) > 8 and said.text[-1] == "." and "{" not in said.text}
    assert [line for line in told.splitlines() if line in english] == []
    assert "Es gibt keinen Inhaltshinweis." in told


def test_the_help_has_helplines_in_german(tmp_path: Path) -> None:
    words.speak("de")
    told = plainly(Session(Rules(loaded(with_catalogue(tmp_path, STORY, "")))), "?")
    assert "Notfälle jeder Art." in told


# --- the language of a play


def test_without_a_language_a_story_is_told_and_the_program_speaks_in_that_of_the_story(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY.replace("title: S", "title: S, language: de"), "", "en")
    in_language(loaded(folder), folder, None)
    assert words.say("Quit") == "Beenden"


def test_a_language_that_only_the_program_knows_leaves_the_story_as_it_is(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY, "", "fr")
    story = loaded(folder)
    assert in_language(story, folder, "de") is story
    assert words.say("Quit") == "Beenden"


def test_a_language_that_only_the_story_knows_leaves_the_program_in_english(tmp_path: Path) -> None:
    catalogue = 'msgctxt "scenes.hall.passage"\nmsgid "It rains."\nmsgstr "Il pleut."\n'
    folder = with_catalogue(tmp_path, STORY, catalogue, "fr")
    told = plainly(Session(Rules(in_language(loaded(folder), folder, "fr"))), "?")
    assert "Il pleut." in told
    assert "Type the number of a choice" in told


def test_a_language_that_nothing_knows_names_those_that_there_are(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY, "", "fr")
    with pytest.raises(NoStoryHere, match="de, en, fr"):
        in_language(loaded(folder), folder, "xx")


def test_the_option_is_taken_by_play(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY, 'msgctxt "scenes.hall.passage"\nmsgid "It rains."\nmsgstr "Es regnet."\n')
    result = perfect_mother("play", str(folder), "--plain", "--new", "--lang", "de", "--saves", str(tmp_path / "saves"))
    assert "Es regnet." in result.stdout
    assert "Die Eingabe ist zu Ende." in result.stdout


def test_a_catalogue_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    folder = with_catalogue(tmp_path, STORY, "nonsense")
    result = perfect_mother("play", str(folder), "--plain", "--lang", "de", "--saves", str(tmp_path / "saves"))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "de.po:1:1" in result.stderr


def test_english_reads_no_catalogue(tmp_path: Path) -> None:
    code = (
        "import sys; from game.cli import main;"
        f"main(['play', {str(SCENES)!r}, '--plain', '--new', '--saves', {str(tmp_path)!r}]);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    loaded_modules = python(code=code).stderr.split()
    assert "polib" not in loaded_modules
    assert "game.story.translation" not in loaded_modules


def test_what_is_said_is_read_off_the_source() -> None:
    assert ("Quit", ["game/tui/screens/title.py"]) in [(said.text, said.files) for said in all_said()]

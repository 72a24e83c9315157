"""The commands of plain mode have a word in each language that the program speaks, and keep the English one."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest

from game import words
from game.plain.commands import COMMANDS, command_for
from tests.playing import new
from tests.stories import plainly


@pytest.fixture(params=words.languages())
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    words.speak(request.param)
    yield request.param
    words.speak(words.SOURCE)


@pytest.mark.usefixtures("language")
def test_a_command_is_known_by_its_word_in_both_languages() -> None:
    for command in COMMANDS:
        assert [command_for(word) for word in (command.word, command.called, command.called.upper())] == [command] * 3


@pytest.mark.usefixtures("language")
def test_each_word_can_be_typed_as_it_stands_in_the_help() -> None:
    called = [command.called for command in COMMANDS]
    assert all(word.isalpha() for word in called)
    assert len({word.lower() for word in called}) == len(called)


def test_the_help_names_the_words_of_the_language(language: str) -> None:
    said = plainly(new(), "?")
    assert all(f"{command.key}, {command.called}: " in said for command in COMMANDS)
    casebook = {"en": "casebook", "de": "Akte"}[language]
    assert f"c, {casebook}: " in said


@pytest.mark.parametrize("line", ["zurück", "Zurück", normalize("NFD", "zurück"), "back"])
def test_where_a_number_is_asked_for_the_words_of_the_language_are_known(line: str) -> None:
    words.speak("de")
    try:
        said = plainly(new(), "3", "x", "Hilfe", line, normalize("NFD", "änderungen"))
        unknown = words.say("Type the number of a choice, or ? for help.")
    finally:
        words.speak(words.SOURCE)
    assert unknown not in said
    assert said.count("x, ") >= 1
    assert said.count("x. ") == 2

"""The shipped story in German: nothing in its catalogue is broken, and all of it is told in it."""

from __future__ import annotations

import pytest

from game.story.story import Story
from game.story.translation import Catalogue, Translator, check_catalogue, read_catalogue, units_of
from tests.stories import SCENES, shipped


@pytest.fixture(scope="module")
def story() -> Story:
    return shipped().story


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(SCENES, "de")


def test_no_translation_is_broken(story: Story, catalogue: Catalogue) -> None:
    assert [str(one) for one in check_catalogue(catalogue, units_of(story))] == []


def test_every_episode_is_translated(story: Story, catalogue: Catalogue) -> None:
    """All but what was changed a moment ago: prose is mended more often than it is translated."""
    units, translator = list(units_of(story)), Translator(catalogue)
    missing = [unit for unit in units if translator(unit) is None]
    assert len(missing) < len(units) / 100, missing


def test_a_word_of_the_glossary_stands_in_the_german_text(story: Story, catalogue: Catalogue) -> None:
    translator = Translator(catalogue)
    told = [(unit.place, (translator(unit) or unit.text).casefold()) for unit in units_of(story)]
    texts = "\n".join(text for place, text in told if not place.startswith("glossary."))
    terms = [text for place, text in told if place.startswith("glossary.") and place.endswith(".term")]
    assert [term for term in terms if term[:-1] not in texts] == []


def test_documents_in_german_fit_their_frames(story: Story, catalogue: Catalogue) -> None:
    assert not [one for one in check_catalogue(catalogue, units_of(story)) if one.code == "wide-line"]

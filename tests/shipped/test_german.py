"""The shipped story in German: nothing in its catalogue is broken, and the first episode is told in it."""

from __future__ import annotations

import pytest

from game.author.episodes import Episodes
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


def test_the_first_episode_is_translated(story: Story, catalogue: Catalogue) -> None:
    """All but what was changed a moment ago: prose is mended more often than it is translated."""
    first, episodes, translator = next(iter(story.episodes)), Episodes(story), Translator(catalogue)
    units = [unit for unit in units_of(story) if episodes.of(unit.place) == first]
    missing = [unit for unit in units if translator(unit) is None]
    assert len(missing) < len(units) / 50, missing


def test_documents_in_german_fit_their_frames(story: Story, catalogue: Catalogue) -> None:
    assert not [one for one in check_catalogue(catalogue, units_of(story)) if one.code == "wide-line"]

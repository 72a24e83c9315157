"""The shipped story keeps what its makers promise of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from game.author.stats import count, prose_of, words_in
from game.play.views import Found, Prose
from game.story import conditions
from game.story.model import Choice, Effects
from game.story.prose import If, tree_walk
from game.story.source import playthroughs_in
from game.story.story import Story, choices_of
from tests.shipped.plays import played, runs
from tests.stories import SCENES, shipped

PLAYS = playthroughs_in(SCENES)


def story() -> Story:
    return shipped().story


@pytest.mark.parametrize("path", PLAYS, ids=lambda path: path.stem)
def test_a_playthrough_holds(path: Path) -> None:
    assert runs().of(path).troubles == ()


def test_every_ending_has_a_playthrough_for_each_coda() -> None:
    scenes = story().scenes.values()
    wanted = {(scene.ending, scene.coda) for scene in scenes if scene.ending}
    ends = [played(path.name) for path in PLAYS]
    reached = [story().scenes[session.state.scene] for session in ends]
    assert wanted == {(scene.ending, scene.coda) for scene in reached if scene.ending}
    assert wanted == {(ending, coda) for ending in story().endings for coda in story().codas}


def test_there_is_enough_to_read_for_two_evenings() -> None:
    words = count(story())["words"]
    assert isinstance(words, int)
    assert words >= 40_000


def test_a_play_that_looks_at_little_takes_about_two_hours() -> None:
    """Prose alone, without documents and choices; two hours are some 25,000 words of it."""
    session = played("ending-believed-berlin.play")
    read = [item for page in session.pages() for item in page.items if isinstance(item, Prose)]
    words = sum(len(paragraph.text.split()) for item in read for paragraph in item.paragraphs)
    assert 18_000 <= words <= 27_000


def test_no_passage_is_longer_than_two_screens() -> None:
    lines = {
        f"{name}: {page.status.turn}": sum(len(paragraph.text) // 72 + 2 for paragraph in item.paragraphs)
        for name in ("ending-own-words-vincent.play", "ending-believed-neither.play")
        for page in played(name).pages()
        for item in page.items
        if isinstance(item, Prose)
    }
    assert {name: count for name, count in lines.items() if count > 2 * 22} == {}


def _does(choice: Choice) -> tuple[object, ...]:
    """What a choice changes and shows: two choices that agree in all of it are told apart only by being remembered."""
    shown = tuple(passage.text.text for passage in choice.passage)
    changes = tuple(str(getattr(choice, field)) for field in Effects.__struct_fields__)
    return (shown, changes, tuple((way.scene, way.when) for way in choice.goto))


def _asked() -> set[str]:
    """Every choice that some passage asks about."""
    return {
        test.arguments[0]
        for _, _, prose in prose_of(story())
        for part in tree_walk(prose.body)
        if isinstance(part, If)
        for condition, _ in part.branches
        if condition is not None
        for test in conditions.tests_in(condition.tree)
        if test.name == "took" and test.arguments
    }


def test_choices_that_lead_to_the_same_text_are_remembered() -> None:
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name, choice in choices_of(story()):
        same[(name.partition(".")[0], *_does(choice))].append(name)
    alike = [names for names in same.values() if len(names) > 1]
    assert [names for names in alike if len(set(names) - _asked()) > 1] == []


def test_every_piece_of_evidence_is_met_in_some_playthrough() -> None:
    met = {
        item.evidence.id
        for name in ("ending-own-words-vincent.play", "ending-defence-berlin.play", "ending-believed-berlin.play")
        for page in played(name).pages()
        for item in page.items
        if isinstance(item, Found)
    }
    assert set(story().evidence) - met == set()


def test_a_passage_that_touches_a_topic_is_told_in_fewer_words_in_its_summary() -> None:
    passages = [
        passage for scene in story().scenes.values() for passage in scene.passage if passage.content and passage.summary
    ]
    assert passages
    longer = [passage for passage in passages if passage.summary and words_in(passage.summary) > words_in(passage.text)]
    assert longer == []

"""What a teller says to what does not fit is asked about like other texts, branch by branch."""

from __future__ import annotations

import pytest

from game.author.reporting import place_of
from game.play.rules import Rules
from game.proof.investigate import investigate
from game.proof.questions.things import goals_of
from game.story.load import Loading
from tests.shared_stories import DENIALS as STORY
from tests.stories import loading, rules


def told(text: str) -> dict[int, tuple[str, bool, str]]:
    """What is said of what nobody comes to, by its line: what it is, whether that is an error, and the last reason."""
    found: Loading = loading(text)
    assert found.story is not None, found.diagnostics
    verdict = investigate(Rules(found.story))
    assert verdict.is_proved
    places = {place.line: one for one in verdict.findings if (place := place_of(one, found))}
    assert len(places) == len(verdict.findings)
    return {line: (one.words, one.is_error, one.why[-1]) for line, one in places.items()}


def line_of(text: str, words: str) -> int:
    (found,) = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    return found


def test_of_a_story_that_uses_all_nothing_is_told() -> None:
    assert told(STORY) == {}


@pytest.mark.parametrize(
    ("old", "new", "where", "words", "reason"),
    [
        (
            "[if found(key)]", "[if found(key) and not visited(hall)]", "not visited(hall)",
            "[if found(key) and not visited(hall)], in answer 1 of “ann” to what does not fit (wild)",
            "in “hall”, after the move, it never holds that not visited(hall)",
        ),
        (
            "[else if visits(hall) >= 2]", "[else if found(key)]", "[else if found(key)]",
            "[else if found(key)], in answer 1 of “ann” to what does not fit (wild)",
            "in “hall”, after the move, it never holds that not found(key) and found(key)",
        ),
        (
            "[if shown(ann, bill)]", "[if visited(out)]", "[if visited(out)]",
            "[if visited(out)], in answer 1 of “ann” to what does not fit (gap)",
            "in “hall”, after the move, it never holds that visited(out)",
        ),
    ],
)  # fmt: skip
def test_a_branch_that_is_never_read_is_told_at_its_line(
    old: str, new: str, where: str, words: str, reason: str
) -> None:
    text = STORY.replace(old, new)
    assert told(text) == {line_of(text, where): (f"nobody ever comes to {words}", False, reason)}


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        (
            "patience: 2", "patience: 1", "Go away",
            "“ann” answers such a thing 1 time in a visit: that is the patience that they have",
        ),
        (
            '"ANN: Go away."', '"ANN: Go away."\n      - "ANN: For good."', "For good",
            "“ann” answers such a thing 2 times in a visit: that is the patience that they have",
        ),
        (", gap: yes", "", "[if shown(", "no claim of “ann” that can be set against anything is a gap"),
    ],
)  # fmt: skip
def test_an_answer_that_is_never_given_is_told_with_the_reason(old: str, new: str, where: str, reason: str) -> None:
    text = STORY.replace(old, new)
    ((line, (words, _, why)),) = told(text).items()
    assert (line, why) == (line_of(text, where), reason)
    assert words.startswith("nobody ever comes to answer ")


def test_what_is_shown_is_told_apart_where_a_text_asks_for_it() -> None:
    text = STORY.replace("[if shown(ann, bill)]", "[if shown(ann, bill) and not shown(ann, key)]")
    assert told(text) == {}


def test_what_a_person_says_whom_no_scene_confronts_is_told_with_that_reason() -> None:
    found = rules(STORY.replace("    confront: {teller: ann, over: yard}\n", ""))
    findings = [one for one in investigate(found).findings if one.section == "people"]
    assert {one.why for one in findings} == {("no scene confronts “ann”",)}
    assert len(findings) == len(found.story.people["ann"].wild) + len(found.story.people["ann"].gap)


def test_of_somebody_who_tells_nothing_it_is_told_that_nothing_is_set_against_it() -> None:
    text = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann, wild: ["ANN: No."]}}
scenes:
  hall: {confront: {teller: ann, over: out}, choices: {go: {text: Go, goto: out}}}
  out: {ending: end}
"""
    ((_, _, why),) = told(text).values()
    assert why == "“ann” tells no account, so nothing is set against what they say"


def test_each_of_several_ends_of_a_confrontation_has_its_own_name() -> None:
    ends = "[{scene: yard, when: found(key)}, {scene: yard, when: found(bill)}, yard]"
    found = rules(STORY.replace("over: yard", f"over: {ends}"))
    names = [goal.name for goal in goals_of(found) if "the end of the confrontation" in goal.words]
    assert len(set(names)) == len(names) == 3

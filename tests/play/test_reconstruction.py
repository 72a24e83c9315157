"""The player's own account: what can be written down, what is remembered of it, and what cannot stand."""

from __future__ import annotations

import pytest

from game.play.moves import Write
from game.play.session import IllegalMove
from game.story.problems import PROBLEMS
from tests import stories
from tests.play.conftest import Play
from tests.shared_stories import QUESTIONS as STORY


def test_questions_are_asked_once_their_condition_holds(play: Play) -> None:
    assert [question.id for question in play(STORY).session.questions()] == ["who"]
    assert [question.id for question in play(STORY, "find_key").session.questions()] == ["who", "how"]


def test_a_question_that_is_not_asked_cannot_be_answered(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, "write how = door")


def test_nothing_is_written_at_first(play: Play) -> None:
    question = play(STORY).session.questions()[0]
    assert (question.wrote, question.rests_on) == (None, None)
    assert play(STORY, "tell").text == "Nothing."


def test_what_was_written_is_in_the_question(play: Play) -> None:
    question = play(STORY, "find_key", "write who = ben on key").session.questions()[0]
    assert (question.wrote, question.rests_on) == ("ben", "key")


def test_writing_can_be_struck_out(play: Play) -> None:
    game = play(STORY, "find_key", "write who = ben on key", "write who = unknown")
    question = game.session.questions()[0]
    assert (question.wrote, question.rests_on) == (None, None)
    assert game.do("tell").text == "Nothing."


def test_the_first_answer_is_remembered(play: Play) -> None:
    game = play(STORY, "write who = anne", "write who = ben")
    assert game.do("tell").text == "Now It was Ben. First It was Anne."
    assert "ask" in game.offered


def test_striking_out_is_no_first_answer(play: Play) -> None:
    game = play(STORY, "write who = unknown", "write who = ben", "write who = anne", "tell")
    assert game.text == "Now It was Anne. First It was Ben."


def test_refuted_counts_the_answers_that_cannot_stand(play: Play) -> None:
    texts = [
        play(STORY, *taken, "count").text
        for taken in (
            ("write who = anne",),
            ("write who = anne", "find_bill"),
            ("write who = ben", "find_bill"),
            ("find_bill", "find_key", "write who = anne", "write how = door"),
        )
    ]
    assert texts == ["0, none.", "One, some.", "0, none.", "Two, some."]


@pytest.mark.parametrize(
    "move",
    ["write nothing = anne", "write who = nobody", "write who = anne on bill", "write who = unknown on key"],
)
def test_what_is_not_there_cannot_be_written(play: Play, move: str) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, "find_key", move)


def test_an_answer_cannot_rest_on_a_claim(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, Write("who", "anne", "anne_1.noon"))


def test_nothing_is_written_after_the_end(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, "stop", "write who = anne")


def test_writing_leaves_the_page_as_it_was(play: Play) -> None:
    game = play(STORY, "find_bill")
    before = game.text
    assert game.do("write who = anne").text == before
    assert game.session.page().status.turn == 2


def test_writing_can_be_taken_back() -> None:
    session = stories.session(STORY, "write who = anne")
    assert session.undo() == Write("who", "anne")
    assert session.questions()[0].wrote is None


def test_an_answer_called_unknown_is_refused_or_can_be_written(play: Play) -> None:
    """`write who = unknown` strikes out: an answer with this id could be written, and not saved."""
    text = STORY.replace("      ben: It was Ben.", "      unknown: It was a stranger.")
    text = text.replace("wrote(who, ben) and not wrote_first(who, ben)", "wrote(who, unknown)")
    found = stories.loading(text)
    if not any(problem.is_error for problem in found.diagnostics):
        assert play(text, Write("who", "unknown")).session.questions()[0].wrote == "unknown"


def test_conditions_check_the_answers_of_their_question() -> None:
    text = STORY.replace("wrote(who, ben) and", "wrote(who, door) and")
    found = [problem.code for problem in stories.loading(text).diagnostics]
    assert len(found) == 1
    assert found[0] in PROBLEMS

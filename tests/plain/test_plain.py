"""Plain mode: a whole game as lines, every command, and whatever else somebody may type."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.plain.commands import COMMANDS, Command
from game.plain.lines import wrap
from game.plain.notebook import night_lines
from game.plain.play import PlainGame
from game.plain.transcript import transcript
from game.play.launch import Launch
from game.play.saving import NotSaved
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from tests import stories
from tests.playing import new, numbered
from tests.shared_stories import MILL as STORY
from tests.shared_stories import NIGHT, QUESTIONS
from tests.stories import plainly


def after(text: str, mark: str) -> str:
    """What stands behind the last place of a mark."""
    assert mark in text
    return text.rpartition(mark)[2]


WHOLE = ("1", "2", "x", "1", "1", "1", "2")
"""Ask, go in, set the first sentence against the bill, say it; hear her."""


def test_a_whole_game_is_played_to_its_end() -> None:
    said = plainly(new(), *WHOLE)
    assert "We were two." in said
    assert "The end: The end of it." in said
    assert "The story is over" in said


def test_nothing_is_drawn() -> None:
    said = plainly(new(), *WHOLE, "c", "t", "l", "?", "e 1")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", said)


def test_no_line_of_prose_is_wider_than_the_page() -> None:
    assert max(len(line) for line in plainly(new(), *WHOLE, "c", "t", "l", "?").split("\n")) <= 80


def test_the_page_has_heading_prose_speech_and_numbered_choices() -> None:
    said = plainly(new())
    assert "Episode 1: The evening" in said
    assert "In the yard. The yard. Noon." in said
    assert "*It rains* a little." in said
    assert "Anne: Good evening." in said
    assert "\n1. Ask at the inn.\n2. Walk.\n3. Go in.\n" in said


def test_a_number_chooses() -> None:
    assert "One steps." in plainly(new(), "2")


def test_a_choice_taken_before_says_so() -> None:
    assert "2. Walk. (taken before)" in plainly(new(), "2")


def test_evidence_is_read_out_when_it_is_found() -> None:
    said = plainly(new(), "1")
    assert "New evidence: A bill." in said
    assert "    Two   soups\n      One beer\n" in said
    assert "What it establishes: Two ate." in said


LOCKED = STORY.replace("leads: {", "leads: {dig: {episode: one, text: Dig., when: wet, locked: It is dry.}, ")


def test_a_locked_choice_says_why() -> None:
    said = plainly(stories.session(LOCKED))
    assert "Dig." in said
    assert "It is dry." in said


def test_a_locked_choice_is_not_made_by_any_number() -> None:
    for number in range(6):
        game = stories.session(LOCKED)
        plainly(game, str(number))
        assert "dig" not in map(str, game.moves)


@pytest.mark.parametrize("line", ["0", "5", "99", "99999999999999999999", "9" * 5_000])
def test_a_number_that_is_no_choice_is_said_to_be_none(line: str) -> None:
    game = new()
    said = plainly(game, line)
    assert game.turn == 0
    assert after(said, "Go in.\n> ").startswith(("There is no choice", "Type the number"))


NONSENSE = [
    "",
    "   ",
    "hello",
    "-1",
    "1.5",
    "²",
    "٣",
    "①",
    "\t",
    "\x00",
    "\x1b[A",
    "é",
    "\ud800",
    "c\u0301",
    "x" * 9_999,
]
NONSENSE += ["1 2", "e x", "e -1", "e 0", "e 99", "e " + "9" * 5_000, "e ²", "[/]", "%s", "{0}", "?" * 50]


@pytest.mark.parametrize("line", NONSENSE, ids=lambda line: ascii(line)[:20])
def test_nonsense_changes_nothing_and_ends_nothing(line: str) -> None:
    game = new()
    said = plainly(game, line, "2")
    assert game.turn == 1
    assert "One steps." in said


def test_the_commands_of_the_help_are_all_of_them() -> None:
    said = plainly(new(), "?")
    for command in COMMANDS:
        assert f"{command.key}, {command.word}: " in said


def test_the_help_has_the_helplines() -> None:
    assert "3919" in plainly(new(), "help")


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.word != "quit"], ids=lambda command: command.word)
@pytest.mark.parametrize("moves", [(), ("1", "2"), WHOLE])
def test_every_command_works_by_letter_and_by_word(command: Command, moves: tuple[str, ...]) -> None:
    by_letter = plainly(new(), *moves, command.key, "0", "0", "q")
    assert by_letter == plainly(new(), *moves, command.word, "0", "0", "q")
    assert by_letter != plainly(new(), *moves, "hello", "0", "0", "q")


def test_a_word_in_capitals_is_understood() -> None:
    assert "Evidence: none yet." in plainly(new(), "Casebook")


def test_the_casebook_has_evidence_people_and_leads() -> None:
    said = after(plainly(new(), "1", "c"), "> Evidence.")
    assert "1. A bill. Two ate." in said
    assert "Anne Berg. Your daughter." in said
    assert "Ask at the inn. Followed." in said


def test_a_piece_of_evidence_is_read_again_by_its_number() -> None:
    said = plainly(new(), "1", "e 1")
    assert said.count("    Two   soups") == 2


def test_evidence_without_a_number_is_listed() -> None:
    assert "1. A bill. Two ate." in after(plainly(new(), "1", "e"), "> Evidence")


def nights(*moves: str) -> list[str]:
    """What is said of the night after some moves."""
    return list(night_lines(stories.session(NIGHT.replace("{at: 08:10", "{at: 01:30"), *moves)))[1:]


def test_a_gap_of_the_night_begins_when_the_longest_of_what_is_known_is_over() -> None:
    assert nights("log", "report") == [
        "23:30 to 01:15. He died. (A report)",
        "00:58. Two come in. (A log)",
        "01:30. The cleaner comes. (A log)",
    ]


def test_before_the_first_hour_of_the_night_there_is_no_gap() -> None:
    assert nights("log") == [
        "00:58. Two come in. (A log)",
        "No evidence for 32 minutes.",
        "01:30. The cleaner comes. (A log)",
    ]


def test_the_table_is_read_out_as_sentences() -> None:
    said = plainly(new(), "1", "t")
    assert "At noon.\nAnne, account 1, First. “I ate alone.” Open.\n" in said
    assert "The evidence. A bill: Two ate." in said


def test_the_table_says_what_contradicts_and_what_is_changed() -> None:
    said = after(plainly(new(), *WHOLE, "t"), "> Accounts.")
    assert "“I ate alone.” Contradicted by A bill." in said
    assert "“We ate.” Changed, because of A bill. Open." in said
    assert "“I slept.” Kept. Open." in said


def test_an_account_that_is_heard_takes_one_line_and_the_rest_is_read_out_on_request() -> None:
    said = plainly(new(), *WHOLE)
    assert "At noon. “I ate alone.” Now contradicted by A bill." in said
    assert "Anne, account 2: 1 changed, 1 kept. Type d to read what changed." in said
    assert "Kept: “I slept.”" not in said
    said = plainly(new(), *WHOLE, "d")
    assert "At noon. Was: “I ate alone.” Now: “We ate.” Because of: A bill." in said
    assert "In the night. Kept: “I slept.”" in said


def test_the_place_where_somebody_can_be_confronted_says_so() -> None:
    assert "x. Confront Anne." in plainly(new(), "3")


def test_nobody_can_be_confronted_in_the_yard() -> None:
    assert "nobody" in plainly(new(), "x")


def test_a_confrontation_says_how_it_begins_before_it_is_said() -> None:
    game = new()
    said = plainly(game, "1", "2", "x", "1", "1")
    assert "One sentence and one thing." in said
    assert "1. At noon. “I ate alone.”" in said
    assert "1. A bill. Two ate." in said
    assert "You will begin: Here is this. Two ate." in said
    assert game.turn == 2


@pytest.mark.parametrize("back", ["0", "b", "back", ""])
@pytest.mark.parametrize(
    ("steps", "before"),
    [((), "x. Confront Anne."), (("1",), "Which sentence of Anne's?"), (("1", "1"), "1. A bill.")],
    ids=["to the story", "to the sentences", "to what was found"],
)
def test_from_each_point_of_a_confrontation_one_steps_back_to_the_one_before(
    back: str, steps: tuple[str, ...], before: str
) -> None:
    once, twice = (plainly(new(), "1", "2", "x", *steps, *answer).count(before) for answer in ((), (back,)))
    assert twice == once + 1


def test_from_a_confrontation_one_steps_back_into_the_story() -> None:
    game = new()
    plainly(game, "1", "2", "x", "1", "1", "0", "0", "0", "u")
    assert game.turn == 1


@pytest.mark.parametrize("line", ["9", "hello", "9" * 5_000, "²", "-1"])
@pytest.mark.parametrize("steps", [(), ("1",), ("1", "1")])
def test_nonsense_in_a_confrontation_is_asked_again(line: str, steps: tuple[str, ...]) -> None:
    game = new()
    plainly(game, "1", "2", "x", *steps, line, *("1", "1", "1")[len(steps) :])
    assert game.turn == 3


def test_a_sentence_is_not_offered_against_itself() -> None:
    game = new()
    said = plainly(game, "3", "x", "1", "1", "1", "1")
    assert "1. Anne, First: In the night." in after(said, "What Anne says now:")
    assert [str(move) for move in game.moves] == ["in", "anne_1.noon x anne_1.night"]


def test_from_what_was_said_one_steps_back_to_what_was_found() -> None:
    game = new()
    plainly(game, "1", "2", "x", "1", "2", "0", "1", "1")
    assert str(game.moves[-1]) == "anne_1.noon x bill"


def test_the_end_counts_the_ending_and_has_the_helplines() -> None:
    said = plainly(new(), *WHOLE)
    assert "Found in all your plays together: 1 of 1 ending." in said
    assert "3919" in said


def test_a_story_that_touches_nothing_sensitive_ends_without_helplines() -> None:
    text = "story: {id: s, title: S, start: hall}\nscenes: {hall: {ending: end}}\nendings: {end: End}\n"
    said = plainly(stories.session(text))
    assert "1 of 1 ending." in said
    assert "3919" not in said


def test_help_can_be_had_wherever_a_number_is_asked_for() -> None:
    assert "3919" in plainly(new(), "N", "?", "0")


def test_from_a_question_of_the_reconstruction_one_steps_back_to_the_questions() -> None:
    game = stories.session(QUESTIONS, "find_bill")
    assert plainly(game, "w", "1", "0", "0").count("Your own account of what happened.") == 2


def test_the_end_of_the_input_in_a_confrontation_is_an_end() -> None:
    assert "The input has ended." in plainly(new(), "1", "2", "x", "1")


def test_a_wild_try_is_answered() -> None:
    assert "I see nothing." in plainly(new(), "1", "2", "x", "2", "1", "1")


def test_what_was_tried_before_is_said() -> None:
    said = plainly(new(), "1", "2", "x", "2", "1", "1", "x", "2")
    assert said.count("1. A bill. Two ate. Tried before.") == 1
    assert "Patience: one more try that leads nowhere." in said


def test_undo_and_redo() -> None:
    game = new()
    said = plainly(game, "2", "2", "u", "U")
    assert game.turn == 2
    assert "Taken back: Walk." in said
    assert said.count("Two steps.") == 2


def test_undo_at_the_start_and_redo_at_the_end_are_said_to_be_nothing() -> None:
    said = plainly(new(), "u", "U")
    assert "nothing to take back" in said
    assert "nothing to make again" in said


def test_the_log_has_everything_since_the_beginning() -> None:
    said = plainly(new(), "2", "2", "l")
    assert said.count("Anne: Good evening.") == 2
    assert said.count("One steps.") == 2


def test_the_log_finds_words() -> None:
    said = plainly(new(), "2", "2", "l two STEPS")
    assert "Turn 2.\nTwo steps." in said
    assert said.count("One steps.") == 1


def test_the_log_does_not_mind_accents_and_says_when_there_is_nothing() -> None:
    said = plainly(new(), "2", "2", "l TWÔ steps", "l nothing of the kind")
    assert "Turn 2.\nTwo steps." in said
    assert "“nothing of the kind” stands nowhere" in said


def test_the_page_is_repeated() -> None:
    assert plainly(new(), "2", "r").count("One steps.") == 2


def test_the_content_note_is_read_and_its_details_only_on_request() -> None:
    game = new()
    assert "The miller dies." not in plainly(game, "N", "0")
    assert "The miller dies." in plainly(game, "N", "1")


def test_the_content_note_comes_before_the_first_page() -> None:
    out = io.StringIO()
    launch = Launch(session=new(), restored=False, fresh=new, save=lambda _: None)
    PlainGame(launch, io.StringIO("0\nq\n"), out).run()
    said = out.getvalue()
    assert said.index("There is a death in it.") < said.index("In the yard.")


def test_the_glossary_is_read() -> None:
    assert "inn: a house for guests" in plainly(new(), "g")


def test_hints_come_step_by_step_and_no_further_than_asked() -> None:
    said = plainly(new(), "h", "1", "1", "0")
    assert "Think." in said
    assert "Look." not in said
    assert "Look." in plainly(new(), "h", "1", "1", "1")


def test_the_answer_of_a_hint_is_told_once_it_can_be_worked_out() -> None:
    too_early = plainly(new(), "h", "1", "1", "1")
    assert "The answer is told when you have what it takes." in too_early
    assert "Set it." not in plainly(new(), "h", "1", "1", "1", "1")
    assert "Set it." in plainly(new(), "1", "h", "1", "1", "1", "1")


def test_a_hint_that_is_solved_is_not_offered() -> None:
    assert "no hints just now" in plainly(new(), *WHOLE[:-1], "h")


def test_an_answer_of_the_reconstruction_is_written() -> None:
    game = stories.session(QUESTIONS, "find_bill")
    plainly(game, "w", "1", "2", "1")
    assert [str(move) for move in game.moves] == ["find_bill", "write who = ben on bill"]


def test_an_answer_of_the_reconstruction_is_struck_out() -> None:
    game = stories.session(QUESTIONS, "write who = ben")
    plainly(game, "w", "1", "3")
    assert game.questions()[0].wrote is None


def settings_of(topic: str, handling: str) -> tuple[str, ...]:
    """What is typed to have passages of a topic handled so."""
    picked = ("settings", numbered(plainly(new(), "settings"), topic))
    return (*picked, numbered(plainly(new(), *picked), handling), "0")


def test_a_summary_is_shown_to_those_who_ask_for_it() -> None:
    said = plainly(new(), "o", "1", "3", "0", "3")
    assert "In brief.\nA death." in said
    assert "The miller is dead." not in said


@pytest.mark.parametrize(("answer", "words"), [("1", "The miller is dead."), ("2", "A death."), ("0", "A death.")])
def test_a_warning_comes_first_to_those_who_ask_for_it(answer: str, words: str) -> None:
    said = plainly(new(), "o", "1", "2", "0", "3", answer)
    other = "A death." if words != "A death." else "The miller is dead."
    assert words in after(said, "touches: Death.")
    assert other not in said


def test_the_numbers_are_shown_to_those_who_ask_for_them() -> None:
    assert "Steps taken" not in plainly(new(), "2")
    assert "Steps taken: 1 of 99." in plainly(new(), "o", "2", "0", "2")


@pytest.mark.parametrize("leave", [("q",), ("quit",), ()])
def test_leaving_saves(leave: tuple[str, ...]) -> None:
    turns: list[int] = []
    said = plainly(new(), "2", "2", *leave, save=lambda session: turns.append(session.turn))
    assert turns[-1] == 2
    assert "Saved at turn 2." in said


def test_every_turn_is_saved_and_the_beginning() -> None:
    turns: list[int] = []
    plainly(new(), "2", "2", "u", "U", "c", save=lambda session: turns.append(session.turn))
    assert turns == [0, 1, 2, 1, 2]


def test_where_the_first_episode_begins_is_kept(tmp_path: Path) -> None:
    session = new()
    library = ShelfLibrary(Shelf(tmp_path, "mill"), session.rules)
    plainly(session, "2", save=library.autosave)
    assert [entry.title for entry in library.episodes()] == ["The evening"]


def test_while_one_plays_it_is_said_once_what_keeps_the_game_from_being_saved() -> None:
    said = plainly(new(), "2", "2", "2", save=lambda _: NotSaved("the disk is full"))
    assert said.count("the disk is full. The game goes on.") == 1
    assert "Saved at turn" not in said


def test_a_game_that_is_saved_again_says_so() -> None:
    troubles = iter([NotSaved("the disk is full"), None, None, None])
    assert "being saved again" in plainly(new(), "2", "2", save=lambda _: next(troubles))


def test_a_saved_game_is_offered_and_continued() -> None:
    game = stories.session(STORY, "walk", "walk")
    said = plainly(game, "1", "2", restored=True)
    assert "1. Continue: turn 2, The yard." in said
    assert game.turn == 3


def test_a_new_game_can_be_had_instead() -> None:
    game = stories.session(STORY, "walk", "walk")
    said = plainly(game, "2", "0", "2", restored=True)
    assert game.turn == 2
    assert "One steps." in said


def test_one_can_leave_before_saying_whether_to_continue() -> None:
    saves: list[int] = []
    plainly(stories.session(STORY, "walk"), "q", "2", restored=True, save=lambda session: saves.append(session.turn))
    assert set(saves) <= {1}


def test_looking_at_a_saved_game_and_leaving_keeps_the_saves_before_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(4):
        shelf.save(stories.session(STORY, *["walk"] * steps))
    for _ in range(9):
        again = Shelf(tmp_path, "mill")
        found = again.latest(stories.rules(STORY))
        assert found
        plainly(found.session, "1", "q", restored=True, save=again.save)
    assert {game.record.turn for game in Shelf(tmp_path, "mill").games() if game.record} == {0, 1, 2, 3}


def test_what_was_lost_is_said_whole() -> None:
    out = io.StringIO()
    note = (
        "The story has changed since this game was saved, and this note goes on for longer than one line of the page."
    )
    launch = Launch(session=new(), restored=True, fresh=new, save=lambda _: None, notes=(note,), skip_title=True)
    PlainGame(launch, io.StringIO("q\n"), out).run()
    assert note in " ".join(out.getvalue().split())


def test_after_the_end_one_can_look_and_take_back_and_not_choose() -> None:
    game = new()
    said = plainly(game, *WHOLE, "1", "x", "next", "c", "u")
    assert game.turn == 3
    assert "There is no choice 1 here." in said


def test_the_transcript_has_the_moves_and_the_pages() -> None:
    text = "\n".join(transcript(stories.session(STORY, "walk", "in", "anne_1.noon x anne_1.night")))
    assert text.startswith("The mill\n")
    assert "\n> Walk.\n" in text
    assert "You lay down: Anne, First: In the night." in text
    assert "1. Walk." not in text


lines = st.sampled_from([*"0123456789cetxwhgrluUsn?pydRkifzoNB", "e 1", "", "b", "l rain", "hello"]) | st.text(
    max_size=6
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lines, max_size=25))
def test_whatever_is_typed_the_game_goes_on(typed: list[str]) -> None:
    typed = [line for line in typed if line.strip().lower() not in ("q", "quit")]
    assert "Saved at turn" in plainly(new(), *typed)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lines, max_size=25))
def test_whatever_is_typed_into_the_shipped_story_the_game_goes_on(typed: list[str]) -> None:
    typed = [line for line in typed if line.strip().lower() not in ("q", "quit")]
    assert "Saved at turn" in plainly(Session(stories.shipped()), *typed)


def test_taking_back_what_was_written_names_it() -> None:
    assert "Taken back: what you wrote about “" in plainly(stories.session(QUESTIONS, "write who = ben"), "u")


def test_words_that_stand_in_one_thing_alone_pick_it() -> None:
    said = plainly(new(), "1", "2", "x", "ATE ALONE", "two ate")
    assert "You will begin:" in said


def test_a_word_is_picked_by_its_first_letters() -> None:
    assert "Set against what?" in plainly(new(), "1", "2", "x", "i sle")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("i", "1. At noon. “I ate alone.”\n2. In the night. “I slept.”\nNumber or words"),
        ("the cat", "Type a number from 1 to 2, or 0."),
        ("t", "Type a number from 1 to 2, or 0."),
        ("lep", "Type a number from 1 to 2, or 0."),
        ("sl", "Type a number from 1 to 2, or 0."),
        ("“", "Type a number from 1 to 2, or 0."),
        ("9", "Type a number from 1 to 2, or 0."),
    ],
)
def test_words_that_stand_in_several_things_or_in_none_pick_nothing(words: str, answer: str) -> None:
    said = plainly(new(), "1", "2", "x", words).split("Number or words", 1)[1]
    assert answer in said
    assert "Set against what?" not in said


def test_of_one_thing_only_its_number_is_asked_for() -> None:
    assert "Type 1, or 0." in plainly(new(), "1", "2", "x", "1", "1", "7")


def test_a_path_is_never_broken() -> None:
    path = "/home/" + "anne-berg/" * 12 + "play-1.md"
    assert wrap(f"Everything so far is in {path}") == ["Everything so far is in", path]


def test_what_was_said_to_somebodys_face_is_taken_back_only_after_asking() -> None:
    said = WHOLE[:-1]
    kept, back = plainly(new(), *said, "u", "0"), plainly(new(), *said, "u", "1")
    assert "This takes back what you said in the confrontation" in kept
    assert "Taken back: what you said in the confrontation." not in kept
    assert "Taken back: what you said in the confrontation." in back


def test_where_nothing_of_a_teller_stands_there_is_nothing_to_set_against_anything() -> None:
    story = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: No.}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Two soups}}
accounts: {anne_1: {teller: anne, title: First, claims: {noon: {says: I slept., broken by: {bill: {}}}}}}
scenes:
  hall: {meet: anne, find: bill, confront: {teller: anne, over: hall}, choices: {ask: {text: Ask., hear: anne_1}}}
"""
    nothing = "There is nothing of Anne's to set against anything now."
    assert nothing in plainly(stories.session(story), "x")
    assert nothing not in plainly(stories.session(story), "1", "x")
    assert nothing in plainly(stories.session(story), "1", "x", "1", "1", "1", "x")

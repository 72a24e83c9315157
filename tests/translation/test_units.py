"""What can be translated: found wherever it stands, with an id that does not change while the story around it does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.story.translation import Kind, Unit, units_of
from game.story.translation.units import pieces, rewritten
from tests.stories import HALL, HEAD, story

SMALL = """\
story: {id: s, title: The Cake, start: hall, note: It is about cake.}
topics: {cake: Cake}
people: {ben: {name: Ben Abel, known: [He bakes., {text: He lies., when: hungry}]}}
facts: {hungry: He is hungry.}
evidence: {note: {name: A note, finding: Ben was up., document: "Dear Ben,\\n  thank you."}}
moments: {lunch: Lunch}
accounts:
  ben_1:
    teller: ben
    title: At noon
    claims:
      lunch:
        says: I slept.
        told as: {when: hungry, says: I dozed.}
        broken by: {note: {asks: And this?, passage: He folds it.}}
scenes:
  hall:
    meet: ben
    hear: ben_1
    passage: |
      The hall
      is empty.

      [if hungry]
      BEN: Good morning.
      [end]
    choices: {go: {text: Go, goto: out, set: hungry, find: note}}
    confront: {teller: ben, over: out}
  out: {ending: end}
endings: {end: The end}
"""


def texts(source: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in units_of(story(source)):
        found.setdefault(unit.place, []).append(unit.text)
    return found


def test_everything_that_a_player_reads_is_there_under_its_names() -> None:
    assert texts(SMALL) == {
        "story.title": ["The Cake"],
        "story.note": ["It is about cake."],
        "topics.cake": ["Cake"],
        "people.ben.name": ["Ben Abel"],
        "people.ben.known": ["He bakes.", "He lies."],
        "evidence.note.name": ["A note"],
        "evidence.note.finding": ["Ben was up."],
        "evidence.note.document": ["Dear Ben,\n  thank you."],
        "moments.lunch": ["Lunch"],
        "accounts.ben_1.title": ["At noon"],
        "accounts.ben_1.claims.lunch.says": ["I slept."],
        "accounts.ben_1.claims.lunch.told as.says": ["I dozed."],
        "accounts.ben_1.claims.lunch.broken by.note.asks": ["And this?"],
        "accounts.ben_1.claims.lunch.broken by.note.passage": ["He folds it."],
        "scenes.hall.passage": ["The hall is empty.", "BEN: Good morning."],
        "scenes.hall.choices.go.text": ["Go"],
        "endings.end": ["The end"],
    }


def test_what_only_authors_read_is_not_there() -> None:
    assert not any("hungry" in unit.text for unit in units_of(story(SMALL)))


def test_a_document_is_one_unit_with_its_lines() -> None:
    kinds = {unit.place: unit.kind for unit in units_of(story(SMALL))}
    assert kinds["evidence.note.document"] is Kind.DOCUMENT


def test_writing_a_value_at_length_changes_no_id() -> None:
    long = SMALL.replace("topics: {cake: Cake}", "topics: {cake: {name: Cake}}")
    assert units_of(story(long)) == units_of(story(SMALL))


def test_wrapping_prose_at_another_column_changes_no_id() -> None:
    wrapped = SMALL.replace("      The hall\n      is empty.", "      The hall is\n      empty.")
    assert units_of(story(wrapped)) == units_of(story(SMALL))


def test_what_is_added_before_a_text_does_not_change_its_id() -> None:
    more = SMALL.replace("      The hall\n", "      Somebody has swept.\n\n      The hall\n").replace(
        "choices: {go:", "choices: {stay: {text: Stay}, go:"
    )
    assert set(units_of(story(more))) > set(units_of(story(SMALL)))


def test_answers_written_apart_have_the_place_of_those_written_with_the_claim() -> None:
    with_claim = "        broken by: {note: {asks: And this?, passage: He folds it.}}\n"
    apart = SMALL.replace(with_claim, "") + (
        "confrontations:\n  ben_1.lunch: {broken by: {note: {asks: And this?, passage: He folds it.}}}\n"
    )
    assert set(units_of(story(apart))) == set(units_of(story(SMALL)))


def test_a_story_in_which_nothing_is_replaced_is_the_same() -> None:
    told = story(SMALL)
    assert rewritten(told, lambda unit: unit.text) is told


def test_a_replaced_text_stands_where_the_original_stood() -> None:
    told = rewritten(story(SMALL), lambda unit: unit.text.upper() if unit.kind is not Kind.PROSE else unit.text)
    assert told.claims["ben_1.lunch"].says == "I SLEPT."
    assert told.accounts["ben_1"].claims["lunch"] is told.claims["ben_1.lunch"]
    assert told.header.title == "THE CAKE"


PARTS = ["a", "B:", "[", "]", "{", "*", " ", "\n", "[if a]", "[if a\nor b]", "[end]", "\n\n", "[first]\n", "[["]
PROSE = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


@given(PROSE)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in pieces(text)) == text


@given(PROSE)
def test_the_units_of_a_text_are_its_pieces_in_one_line(text: str) -> None:
    for part, unit in pieces(text, "here"):
        assert unit is None or unit == Unit("here", " ".join(part.split()), Kind.PROSE)


@given(PROSE)
def test_what_belongs_to_no_unit_is_blanks_and_tags(text: str) -> None:
    for part, unit in pieces(text):
        if unit is None and part.strip():
            assert part.strip().startswith("[")
            assert part.strip().endswith("]")


def test_the_story_of_the_other_tests_has_units() -> None:
    assert [unit.text for unit in units_of(story(HEAD + HALL))] == ["S", "End"]

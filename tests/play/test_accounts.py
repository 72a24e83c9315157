"""Accounts, claims, revisions and marks: what the casebook says of them is always true."""

from __future__ import annotations

import pytest

from game.play.views import Change, Changed, ChangeKind, Mark
from tests import stories
from tests.play.conftest import Game, Play
from tests.shared_stories import ACCOUNTS as STORY


def changes(game: Game) -> list[tuple[str, str]]:
    """What the page says of claims: the kind of change and the moment."""
    return [(change.kind.value, change.moment) for item in _changed(game) for change in item.changes]


def _changed(game: Game) -> list[Changed]:
    return [item for item in game.session.page().items if isinstance(item, Changed)]


def test_there_is_no_table_before_an_account_is_heard(play: Play) -> None:
    table = play(STORY).session.casebook().table
    assert (table.columns, table.rows) == ((), ())


def test_hearing_an_account_puts_its_claims_into_the_table(play: Play) -> None:
    assert list(play(STORY, "hear_1").claims) == ["anne_1.dawn", "anne_1.noon", "anne_1.dusk"]


def test_hearing_an_account_is_told_as_new(play: Play) -> None:
    game = play(STORY, "hear_1")
    assert changes(game) == [("new", "At dawn"), ("new", "At noon"), ("new", "At dusk")]
    assert [item.title for item in _changed(game)] == ["Anne, account 1"]


def test_hearing_it_again_changes_nothing(play: Play) -> None:
    assert changes(play(STORY, "hear_1", "hear_1")) == []


def test_a_single_claim_can_be_heard(play: Play) -> None:
    assert list(play(STORY, "hear_noon").claims) == ["anne_1.noon"]


def test_the_rest_of_an_account_is_new_after_a_single_claim(play: Play) -> None:
    assert changes(play(STORY, "hear_noon", "hear_1")) == [("new", "At dawn"), ("new", "At dusk")]


def test_a_later_claim_waits_for_its_own_hearing(play: Play) -> None:
    assert "anne_1.soup" not in play(STORY, "hear_1").claims
    game = play(STORY, "hear_1", "hear_soup")
    assert game.claims["anne_1.soup"].says == "It was soup."
    assert changes(game) == [("new", "At noon")]


def test_the_claims_of_one_moment_stand_in_one_cell_the_newest_first(play: Play) -> None:
    table = play(STORY, "hear_1", "hear_soup").session.casebook().table
    noon = next(row for row in table.rows if row.moment == "At noon")
    assert [[claim.id for claim in cell] for cell in noon.cells] == [["anne_1.soup", "anne_1.noon"]]


def test_what_is_still_said_stands_before_what_was_contradicted(play: Play) -> None:
    story = STORY.replace("says: It was soup.}", "says: It was soup., broken by: {bill: {passage: Broken.}}}")
    story = story.replace("find: bill, contradict: {anne_1.noon", "find: bill, contradict: {anne_1.soup")
    rows = play(story, "hear_soup", "hear_1", "break").session.casebook().table.rows
    noon = next(row for row in rows if row.moment == "At noon")
    assert [claim.mark for claim in noon.cells[0]] == [Mark.OPEN, Mark.CONTRADICTED]


def test_any_claim_heard_is_hearing_the_account(play: Play) -> None:
    assert "Heard. It was soup." in play(STORY, "hear_soup").text


def test_rows_are_moments_in_the_order_of_the_story(play: Play) -> None:
    rows = play(STORY, "hear_2", "hear_1").session.casebook().table.rows
    assert [row.moment for row in rows] == ["At dawn", "At noon", "At dusk", "At night"]


def test_a_moment_has_a_row_once_something_about_it_is_said_or_found(play: Play) -> None:
    told, found = (play(STORY, "hear_1", *more).session.casebook().table.rows for more in ((), ("find_key",)))
    assert "At night" not in [row.moment for row in told]
    assert "At night" in [row.moment for row in found]


def test_evidence_stands_beside_the_moments_that_it_bears_on(play: Play) -> None:
    rows = play(STORY, "hear_1", "find_key").session.casebook().table.rows
    assert [row.moment for row in rows if [entry.id for entry in row.evidence] == ["key"]] == ["At noon", "At night"]


def test_columns_are_accounts_numbered_for_each_teller(play: Play) -> None:
    columns = play(STORY, "hear_1", "hear_ben", "hear_2").session.casebook().table.columns
    assert [(column.id, column.teller, column.title, column.number) for column in columns] == [
        ("anne_1", "Anne", "First", 1),
        ("anne_2", "Anne", "Second", 2),
        ("ben_1", "Ben", "What Ben says", 1),
    ]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ((), "I ate alone."),
        (("anger",), "I did not eat."),
        (("show_photo",), "I ate with a stranger."),
        (("show_photo", "anger"), "I ate with a stranger."),
        (("find_photo",), "I ate alone."),
    ],
)
def test_the_first_words_that_fit_are_told(play: Play, before: tuple[str, ...], says: str) -> None:
    assert play(STORY, *before, "hear_1").claims["anne_1.noon"].says == says


def test_the_words_are_chosen_after_what_else_the_move_does(play: Play) -> None:
    assert play(STORY, "anger_and_hear").claims["anne_1.noon"].says == "I did not eat."


@pytest.mark.parametrize("after", [("anger",), ("show_photo",), ("anger", "hear_1"), ("hear_2", "anger", "hear_noon")])
def test_the_words_stay_as_they_were_told(play: Play, after: tuple[str, ...]) -> None:
    assert play(STORY, "hear_1", *after).session.casebook().table.rows[1].cells[0][0].says == "I ate alone."


def test_prose_inserts_the_words_as_they_were_told(play: Play) -> None:
    assert play(STORY, "anger", "hear_1", "say").text == "I did not eat."


def test_a_claim_is_open_at_first(play: Play) -> None:
    assert set(play(STORY, "hear_1").marks.values()) == {"open"}


def test_a_claim_is_supported_when_one_of_its_evidence_is_found(play: Play) -> None:
    game = play(STORY, "hear_1", "find_photo")
    assert game.marks["anne_1.dawn"] == "supported"
    assert game.claims["anne_1.dawn"].by == ("A photograph",)
    assert changes(game) == [("supported", "At dawn")]


def test_a_claim_is_supported_by_what_was_found_before_it_was_heard(play: Play) -> None:
    assert play(STORY, "find_photo", "hear_1").marks["anne_1.dawn"] == "supported"


def test_all_that_supports_a_claim_is_named(play: Play) -> None:
    assert play(STORY, "hear_1", "find_photo", "find_key").claims["anne_1.dawn"].by == ("A photograph", "A key")


def test_a_second_support_is_no_news(play: Play) -> None:
    assert changes(play(STORY, "hear_1", "find_photo", "find_key")) == []


def test_a_claim_can_be_contradicted_without_the_player(play: Play) -> None:
    game = play(STORY, "hear_1", "break")
    assert game.marks["anne_1.noon"] == "contradicted"
    assert game.claims["anne_1.noon"].by == ("A bill",)
    assert changes(game) == [("contradicted", "At noon")]


def test_nothing_contradicts_a_claim_before_it_is_found(play: Play) -> None:
    assert play(STORY, "hear_1", "break_unfound").marks["anne_1.noon"] == "open"
    assert play(STORY, "hear_1", "find_bill", "break_unfound").marks["anne_1.noon"] == "contradicted"


def test_all_that_contradicts_a_claim_is_named(play: Play) -> None:
    assert play(STORY, "hear_1", "break", "break_again").claims["anne_1.noon"].by == ("A bill", "A photograph")


def test_a_claim_can_be_reopened(play: Play) -> None:
    game = play(STORY, "hear_1", "break", "reopen")
    assert game.marks["anne_1.noon"] == "open"
    assert game.claims["anne_1.noon"].by == ()
    assert changes(game) == [("open again", "At noon")]


def test_reopening_what_is_open_is_no_news(play: Play) -> None:
    assert changes(play(STORY, "hear_1", "reopen")) == []


def test_a_claim_reopened_can_be_contradicted_again(play: Play) -> None:
    assert play(STORY, "hear_1", "break", "reopen", "break").marks["anne_1.noon"] == "contradicted"


def test_a_break_that_was_taken_back_is_not_named_with_the_next(play: Play) -> None:
    game = play(STORY, "hear_1", "break", "reopen", "break_again")
    assert game.claims["anne_1.noon"].by == ("A photograph",)


def test_what_two_sentences_are_told_in_place_of_is_named_once(play: Play) -> None:
    story = STORY.replace(
        "noon: {says: We ate., because", "soup: {moment: noon, says: It was fish.}\n      noon: {says: We ate., because"
    )
    game = play(story, "hear_1", "hear_soup", "hear_2")
    found = [
        (c.kind.value, c.before, c.after) for item in _changed(game) for c in item.changes if c.moment == "At noon"
    ]
    assert found == [("changed", "I ate alone. It was soup.", "It was fish."), ("new", "", "We ate.")]


def test_what_is_kept_of_a_moment_is_told_once(play: Play) -> None:
    story = STORY.replace("keeps: [anne_1.dawn]", "keeps: [anne_1.dawn, anne_1.noon, anne_1.soup]")
    game = play(story, "hear_1", "hear_soup", "hear_2")
    found = [c.before for item in _changed(game) for c in item.changes if c.kind is ChangeKind.KEPT]
    assert found == ["I slept.", "I ate alone. It was soup."]


LATER = STORY.replace("      night: {says: I went out.}\n", """\
      night: {says: I went out., broken by: {photo: {}}}
      supper: {moment: noon, later: yes, says: We ate soup.}
""").replace("noon: {says: We ate., because", "noon: {says: We ate., broken by: {key: {}}, because").replace(
    "      say: {", "      break_2: {text: Break., find: key, contradict: {anne_2.noon: key}}\n"
    "      supper: {text: Supper., hear: anne_2.supper}\n      say: {",
)  # fmt: skip


def test_a_sentence_that_is_told_beside_another_of_its_account_is_new(play: Play) -> None:
    game = play(LATER, "hear_1", "hear_2", "supper")
    assert changes(game) == [("new", "At noon")]


def test_a_sentence_that_is_told_in_place_of_a_broken_one_of_its_account_is_set_against_that(play: Play) -> None:
    game = play(LATER, "hear_1", "hear_2", "break_2", "supper")
    (change,) = (change for item in _changed(game) for change in item.changes)
    assert (change.kind, change.before, change.after) == (ChangeKind.CHANGED, "We ate.", "We ate soup.")


def test_a_claim_that_is_not_heard_has_no_mark(play: Play) -> None:
    game = play(STORY, "break")
    assert game.claims == {}
    assert changes(game) == []


def test_a_revision_says_what_is_kept_changed_dropped_and_new(play: Play) -> None:
    game = play(STORY, "hear_1", "hear_2")
    assert changes(game) == [
        ("kept", "At dawn"),
        ("changed", "At noon"),
        ("no longer said", "At dusk"),
        ("new", "At night"),
    ]


def test_a_change_says_what_was_said_before_and_because_of_what(play: Play) -> None:
    changed = next(
        c for item in _changed(play(STORY, "find_bill", "hear_1", "hear_2")) for c in item.changes if c.before
    )
    assert changed.kind is ChangeKind.KEPT
    (noon,) = (
        c
        for i in _changed(play(STORY, "find_bill", "hear_1", "hear_2"))
        for c in i.changes
        if c.kind is ChangeKind.CHANGED
    )
    assert noon == Change(
        ChangeKind.CHANGED,
        "Anne",
        "At noon",
        "I ate alone.",
        "We ate.",
        ("A bill", "Anne, First: At dusk"),
    )


def test_a_reason_that_is_not_known_is_not_named(play: Play) -> None:
    (noon,) = (c for i in _changed(play(STORY, "hear_1", "hear_2")) for c in i.changes if c.kind is ChangeKind.CHANGED)
    assert noon.because == ("Anne, First: At dusk",)


def test_the_words_before_a_change_are_those_that_were_told(play: Play) -> None:
    game = play(STORY, "anger", "hear_1", "hear_2")
    assert [c.before for i in _changed(game) for c in i.changes if c.kind is ChangeKind.CHANGED] == ["I did not eat."]


def test_claims_that_are_not_kept_are_no_longer_said(play: Play) -> None:
    table = play(STORY, "hear_1", "hear_2").session.casebook().table
    marks = {claim.id: claim.mark.value for row in table.rows for claim in row.cells[0]}
    assert marks == {"anne_1.dawn": "open", "anne_1.noon": "no longer said", "anne_1.dusk": "no longer said"}


def test_a_kept_claim_stands_in_both_columns(play: Play) -> None:
    row = play(STORY, "hear_1", "hear_2").session.casebook().table.rows[0]
    assert [[(claim.id, claim.kept) for claim in cell] for cell in row.cells] == [
        [("anne_1.dawn", False)],
        [("anne_1.dawn", True)],
    ]


def test_a_changed_claim_is_marked_as_changed(play: Play) -> None:
    claims = play(STORY, "hear_1", "hear_2").claims
    assert (claims["anne_2.noon"].changed, claims["anne_2.night"].changed) == (True, False)


def test_a_contradicted_claim_stays_so_when_it_is_no_longer_said(play: Play) -> None:
    assert play(STORY, "hear_1", "break", "hear_2").marks["anne_1.noon"] == "contradicted"


def test_a_later_claim_of_a_revision_is_new_after_it(play: Play) -> None:
    assert changes(play(STORY, "hear_1", "hear_2", "hear_after")) == [("new", "At night")]


def test_a_claim_kept_twice_is_still_said(play: Play) -> None:
    game = play(STORY, "hear_1", "hear_2", "hear_3")
    assert game.marks["anne_1.dawn"] == "open"
    assert game.marks["anne_2.noon"] == "open"


def test_a_third_account_drops_what_neither_keeps(play: Play) -> None:
    assert play(STORY, "hear_1", "hear_2", "hear_3").marks["anne_2.night"] == "no longer said"


def test_a_third_account_drops_the_claims_of_the_first_also_when_the_second_was_not_heard(play: Play) -> None:
    table = play(STORY, "hear_1", "hear_3").session.casebook().table
    marks = {claim.id: claim.mark.value for row in table.rows for claim in row.cells[0]}
    assert marks == {"anne_1.dawn": "open", "anne_1.noon": "no longer said", "anne_1.dusk": "no longer said"}


def test_another_tellers_account_drops_nothing(play: Play) -> None:
    assert play(STORY, "hear_1", "hear_ben").marks["anne_1.noon"] == "open"


def test_accounts_heard_at_once_are_both_in_the_table(play: Play) -> None:
    assert [column.id for column in play(STORY, "hear_all").session.casebook().table.columns] == ["anne_1", "anne_2"]


CIRCLE = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne}}
moments: {noon: Noon}
conditions: {ripe: ready(anne_1)}
accounts: {anne_1: {teller: anne, title: First, opens when: ripe, claims: {noon: {says: I slept.}}}}
scenes: {hall: {meet: anne, hear: anne_1, passage: "It is [if ripe]ripe[end].", ending: end}}
"""


def test_a_circle_through_a_condition_and_an_opening_is_reported() -> None:
    assert {problem.code for problem in stories.loading(CIRCLE).diagnostics} == {"circle"}


def test_what_changed_is_all_that_was_done_to_accounts_in_a_visit_and_the_latest_comes_first(play: Play) -> None:
    story = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: What.}}
moments: {dawn: At dawn, noon: At noon, dusk: At dusk}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {dawn: {says: I slept.}, noon: {says: I ate.}, dusk: {says: I read.}}
scenes:
  hall:
    meet: anne
    choices:
      dawn: {text: Dawn., hear: anne_1.dawn}
      noon: {text: Noon., hear: anne_1.noon, goto: street}
  street: {choices: {dusk: {text: Dusk., hear: anne_1.dusk}}}
"""

    def told(*moves: str) -> list[str]:
        return [change.after for item in play(story, *moves).session.latest_changes() for change in item.changes]

    assert told("dawn", "noon") == ["I ate.", "I slept."]
    assert told("dawn", "noon", "dusk") == ["I read.", "I ate."]


def test_what_is_told_beside_a_claim_that_is_kept_is_new_whatever_was_said_before_that(play: Play) -> None:
    story = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: What.}}
moments: {noon: Noon}
accounts:
  anne_1: {teller: anne, title: First, claims: {noon: {says: I slept.}}}
  anne_2: {teller: anne, title: Second, revises: anne_1, claims: {noon: {says: I ate.}}}
  anne_3: {teller: anne, title: Third, revises: anne_2, keeps: anne_2.noon, claims: {soup: {moment: noon, says: Soup.}}}
scenes:
  hall:
    meet: anne
    choices:
      one: {text: One., hear: anne_1}
      two: {text: Two., hear: anne_2}
      three: {text: Three., hear: anne_3}
"""
    game = play(story, "one", "two", "three")
    told = [(change.kind.value, change.before, change.after) for item in _changed(game) for change in item.changes]
    assert told == [("kept", "I ate.", "I ate."), ("new", "", "Soup.")]
    assert not game.claims["anne_3.soup"].changed


def test_what_is_told_in_place_of_a_contradicted_sentence_of_the_same_account_is_new(play: Play) -> None:
    story = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne, wild: What.}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Two soups}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: I slept., broken by: {bill: {hear: anne_1.soup}}}
      soup: {moment: noon, later: yes, says: I ate.}
scenes:
  hall: {meet: anne, hear: anne_1, find: bill, confront: {teller: anne, over: over}, next: over}
  over: {ending: end}
"""
    game = play(story, "anne_1.noon x bill")
    assert changes(game) == [("contradicted", "Noon"), ("new", "Noon")]
    assert not game.claims["anne_1.soup"].changed

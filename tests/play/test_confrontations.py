"""Confrontations: what can be set against what, what is answered, and how long a teller bears it."""

from __future__ import annotations

import pytest

from game.play.moves import Confront, parse_move
from game.play.session import IllegalMove
from game.play.views import Asked
from tests import stories
from tests.play.conftest import Play
from tests.shared_stories import CONFRONTATIONS as STORY
from tests.shared_stories import TWICE

SETUP = ("find_bill", "find_photo", "find_key", "hear_1", "hear_ben", "go")


def test_nobody_can_be_confronted_where_there_is_no_encounter(play: Play) -> None:
    game = play(STORY, "find_bill", "hear_1")
    assert (game.session.confrontation(), game.session.page().status.confront) == (None, None)
    with pytest.raises(IllegalMove):
        game.do("anne_1.noon x bill")


def test_nobody_can_be_confronted_while_the_condition_fails(play: Play) -> None:
    game = play(STORY, "find_bill", "shut")
    assert game.session.confrontation() is None
    with pytest.raises(IllegalMove):
        game.do("anne_1.noon x bill")


def test_somebody_can_be_confronted_once_the_condition_holds(play: Play) -> None:
    assert play(STORY, "find_bill", "dusk", "shut").session.page().status.confront == "Anne"


def test_what_a_teller_has_said_and_stands_by_can_be_confronted(play: Play) -> None:
    assert play(STORY, *SETUP).confrontable == ["anne_1.noon", "anne_1.dusk", "anne_1.night"]


def test_a_protected_claim_is_never_offered_and_never_taken(play: Play) -> None:
    game = play(STORY, *SETUP)
    assert "anne_1.dawn" not in game.confrontable
    with pytest.raises(IllegalMove):
        game.do("anne_1.dawn x bill")


def test_a_claim_that_was_not_heard_is_not_offered(play: Play) -> None:
    game = play(STORY, "find_bill", "go")
    assert game.confrontable == []
    with pytest.raises(IllegalMove):
        game.do("anne_1.noon x bill")


def test_a_claim_of_somebody_else_cannot_be_confronted(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, *SETUP, "ben_1.noon x bill")


def test_evidence_and_claims_are_exhibits_but_for_protected_ones(play: Play) -> None:
    found = play(STORY, *SETUP).session.confrontation()
    assert found
    assert [exhibit.id for exhibit in found.exhibits] == [
        "key", "photo", "bill", "anne_1.noon", "anne_1.dusk", "anne_1.night", "ben_1.noon",
    ]  # fmt: skip
    assert [exhibit.is_claim for exhibit in found.exhibits] == [False] * 3 + [True] * 4


@pytest.mark.parametrize(
    ("answers", "is_offered"), [("          ben_1.noon: {passage: Against Ben.}\n", True), ("", False)]
)
def test_what_the_player_has_told_is_an_exhibit_only_if_a_claim_has_an_answer_to_it(
    play: Play, answers: str, is_offered: bool
) -> None:
    own = STORY.replace("start: hall}", "start: hall, player: ben}", 1)
    own = own.replace("          ben_1.noon: {passage: Against Ben.}\n", answers)
    found = play(own, *SETUP).session.confrontation()
    assert found
    assert ("ben_1.noon" in [exhibit.id for exhibit in found.exhibits]) is is_offered


def test_an_exhibit_has_its_finding_or_its_sentence(play: Play) -> None:
    found = play(STORY, *SETUP).session.confrontation()
    assert found
    details = {exhibit.id: (exhibit.name, exhibit.detail) for exhibit in found.exhibits}
    assert details["bill"] == ("A bill", "Two ate.")
    assert details["ben_1.noon"] == ("Ben, What Ben says: At noon", "She was with me.")


@pytest.mark.parametrize("exhibit", ["nothing", "anne_1.noon", "anne_2.noon"])
def test_an_exhibit_that_is_not_in_the_casebook_cannot_be_laid_down(play: Play, exhibit: str) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, *SETUP, f"anne_1.noon x {exhibit}")


def test_evidence_that_was_not_found_cannot_be_laid_down(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(STORY, "hear_1", "go", "anne_1.noon x bill")


@pytest.mark.parametrize(
    ("claim", "exhibit", "opening", "words"),
    [
        ("anne_1.noon", "bill", "Who was with you?", "Who was with you? Two soups, and alone?"),
        ("anne_1.dusk", "bill", "Who was with you?", "Who was with you?"),
        ("anne_1.dusk", "key", "Here is this. It fits.", "Here is this. It fits."),
        (
            "anne_1.dusk",
            "ben_1.noon",
            "It was also said: “She was with me.”",
            "It was also said: “She was with me.” How do the two go together?",
        ),
    ],
)
def test_the_player_knows_how_it_begins_before_saying_it(
    play: Play, claim: str, exhibit: str, opening: str, words: str
) -> None:
    game = play(STORY, *SETUP)
    assert game.session.opening(claim, exhibit) == opening
    asked = game.do(f"{claim} x {exhibit}").session.page().items[0]
    assert isinstance(asked, Asked)
    assert asked.words == words


def test_what_is_said_of_two_claims_with_nothing_written_for_them_is_the_authors(play: Play) -> None:
    told = STORY.replace("  anne:\n", "  anne:\n    asks: Which is it?\n", 1)
    assert told != STORY
    asked = play(told, *SETUP, "anne_1.dusk x ben_1.noon").session.page().items[0]
    assert isinstance(asked, Asked)
    assert asked.words == "It was also said: “She was with me.” Which is it?"


def test_what_was_shown_before_is_laid_down_in_other_words(play: Play) -> None:
    told = STORY.replace("asks: Who was with you?", "asks: Who was with you?, asks again: The bill again.", 1)
    assert told != STORY
    game = play(told, *SETUP, "anne_1.dusk x bill")
    assert game.session.opening("anne_1.noon", "bill") == "The bill again."
    asked = game.do("anne_1.noon x bill").session.page().items[0]
    assert isinstance(asked, Asked)
    assert asked.words == "The bill again. Two soups, and alone?"
    unsaid = play(STORY, *SETUP, "anne_1.dusk x bill").session
    assert unsaid.opening("anne_1.noon", "bill") == "Who was with you?"


def test_how_it_begins_does_not_tell_whether_there_is_an_answer(play: Play) -> None:
    session = play(STORY, *SETUP).session
    assert session.opening("anne_1.noon", "ben_1.noon") == session.opening("anne_1.dusk", "ben_1.noon")


def test_asking_for_the_words_commits_to_nothing(play: Play) -> None:
    game = play(STORY, *SETUP)
    before = game.session.state
    game.session.opening("anne_1.noon", "bill")
    assert game.session.state == before


def test_a_pair_that_breaks_contradicts_the_claim(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.noon x bill")
    assert game.marks["anne_1.noon"] == "contradicted"
    assert game.claims["anne_1.noon"].by == ("A bill",)


def test_the_answer_is_read_after_its_effects(play: Play) -> None:
    assert "Broken, two, pressed." in play(STORY, *SETUP, "anne_1.noon x bill").text


def test_an_answer_can_tell_a_later_claim(play: Play) -> None:
    assert play(STORY, *SETUP, "anne_1.noon x bill").claims["anne_1.soup"].says == "It was soup."


def test_a_contradicted_claim_cannot_be_confronted_again(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.noon x bill")
    assert "anne_1.noon" not in game.confrontable
    with pytest.raises(IllegalMove):
        game.do("anne_1.noon x photo")


@pytest.mark.parametrize(("exhibit", "says"), [("anne_1.dusk", "Against yourself."), ("ben_1.noon", "Against Ben.")])
def test_a_claim_can_be_set_against_a_claim(play: Play, exhibit: str, says: str) -> None:
    game = play(STORY, *SETUP, f"anne_1.noon x {exhibit}")
    assert says in game.text
    assert game.marks["anne_1.noon"] == "contradicted"


def test_a_pair_that_is_answered_leaves_the_claim_open(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.noon x photo")
    assert "Explained, four." in game.text
    assert game.marks["anne_1.noon"] == "open"
    assert game.claims["anne_1.stood"].says == "We only stood there."


def test_an_answered_pair_can_be_asked_again_and_does_nothing_more(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.noon x photo", "anne_1.noon x photo")
    assert "Explained, four." in game.text
    assert game.value("trust") == 4


@pytest.mark.parametrize("pair", ["anne_1.noon x bill", "anne_1.noon x photo"])
def test_a_pair_that_fits_costs_no_patience(play: Play, pair: str) -> None:
    assert play(STORY, *SETUP, pair).value("wild(anne)") == 0


def test_a_pair_whose_condition_fails_is_wild(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.dusk x key")
    assert "First shrug." in game.text
    assert game.value("wild(anne)") == 1
    assert game.marks["anne_1.dusk"] == "open"


def test_a_pair_breaks_once_its_condition_holds(play: Play) -> None:
    game = play(STORY, "dusk", *SETUP, "anne_1.dusk x key")
    assert "Broken late." in game.text
    assert game.marks["anne_1.dusk"] == "contradicted"


def test_the_same_exhibit_can_break_or_be_answered(play: Play) -> None:
    game = play(STORY, "trust", *SETUP, "anne_1.dusk x key")
    assert "Explained." in game.text
    assert game.marks["anne_1.dusk"] == "open"


def test_where_both_conditions_hold_the_claim_breaks(play: Play) -> None:
    assert play(STORY, "trust", "dusk", *SETUP, "anne_1.dusk x key").marks["anne_1.dusk"] == "contradicted"


def test_wild_answers_come_in_turn(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.dusk x bill")
    assert "First shrug." in game.text
    assert "Second shrug, three." in game.do("anne_1.dusk x bill").text


def test_the_visit_ends_when_patience_is_at_an_end(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.dusk x bill")
    assert game.scene == "room"
    assert game.do("anne_1.dusk x bill").scene == "hall"


def test_the_visit_ends_by_the_first_way_that_holds(play: Play) -> None:
    game = play(STORY, "dusk", *SETUP, "anne_1.dusk x bill", "anne_1.noon x key")
    assert game.scene == "yard"
    assert game.text.endswith("Second shrug, three.\nShe has gone.")


def test_patience_is_anew_at_every_arrival(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.dusk x bill", "leave", "go", "anne_1.dusk x bill")
    assert game.scene == "room"
    assert "First shrug." in game.text


def test_patience_is_anew_after_it_was_at_an_end(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.dusk x bill", "anne_1.dusk x bill", "go")
    assert game.value("wild(anne)") == 0


def test_a_choice_that_stays_gives_no_patience_back(play: Play) -> None:
    assert play(STORY, *SETUP, "anne_1.dusk x bill", "anne_1.noon x bill", "ask").value("wild(anne)") == 1


def test_a_gap_is_answered_in_its_own_words_and_costs_patience(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.night x bill")
    assert "It is not there." in game.text
    assert game.value("wild(anne)") == 1


def test_a_gaps_own_answer_costs_patience_too(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.night x photo")
    assert "Not that either." in game.text
    assert (game.value("wild(anne)"), game.value("trust")) == (1, 2)


def test_a_gap_asked_about_twice_ends_the_visit(play: Play) -> None:
    assert play(STORY, *SETUP, "anne_1.night x bill", "anne_1.night x key").scene == "hall"


def test_a_gap_without_words_of_the_teller_is_wild(play: Play) -> None:
    assert (
        "First shrug." in play(STORY.replace("    gap: [It is not there.]\n", ""), *SETUP, "anne_1.night x bill").text
    )


def test_a_gap_is_never_contradicted(play: Play) -> None:
    assert play(STORY, *SETUP, "anne_1.night x photo").marks["anne_1.night"] == "open"


@pytest.mark.parametrize("claim", ["noon", "dusk", "night"])
def test_an_exhibit_laid_down_counts_as_shown(play: Play, claim: str) -> None:
    game = play(STORY, *SETUP, f"anne_1.{claim} x key")
    assert "told" in game.offered
    key = next(entry for entry in game.session.casebook().evidence if entry.id == "key")
    assert key.shown_to == ("Anne",)


def test_a_pair_that_was_put_is_remembered(play: Play) -> None:
    assert "ask" not in play(STORY, *SETUP).offered
    assert "ask" in play(STORY, *SETUP, "anne_1.noon x bill").offered


def test_a_wild_pair_is_not_remembered_as_put(play: Play) -> None:
    game = play(STORY.replace("put(anne_1.noon, bill)", "put(anne_1.dusk, key)"), *SETUP, "anne_1.dusk x key")
    assert "ask" not in game.offered


def test_an_account_is_ready_once_its_condition_holds(play: Play) -> None:
    game = play(STORY, "dusk", *SETUP, "anne_1.noon x bill")
    assert "ripe" not in game.offered
    assert "ripe" in game.do("anne_1.dusk x key").offered


def test_broken_reads_the_mark(play: Play) -> None:
    assert "first" in play(STORY, *SETUP, "anne_1.noon x bill").offered
    assert "first" not in play(STORY, *SETUP, "anne_1.noon x bill", "reopen").offered


def test_put_again_an_answer_does_nothing_though_what_it_set_was_cleared(play: Play) -> None:
    text = STORY.replace("photo: {change: {trust: +1}, hear: anne_1.stood,", "photo: {set: pressed,")
    text = text.replace(
        "      stop: {text: Stop.,", "      calm: {text: Calm., sticky: yes, clear: pressed}\n      stop: {text: Stop.,"
    )
    game = play(text, *SETUP, "anne_1.noon x photo")
    assert game.value("pressed") == 1
    assert game.do("calm", "anne_1.noon x photo").value("pressed") == 0


def test_a_reopened_claim_can_be_confronted_again(play: Play) -> None:
    game = play(STORY, *SETUP, "anne_1.noon x bill", "reopen")
    assert "anne_1.noon" in game.confrontable
    assert game.do("anne_1.noon x bill").marks["anne_1.noon"] == "contradicted"


def test_the_guide_is_shown_for_as_long_as_its_condition_holds(play: Play) -> None:
    guide = "'[if broken_in(anne_1) == 0]Set one sentence against one thing.[end]'"
    game = play(STORY.replace("Set one sentence against one thing.", guide), *SETUP)
    before = game.session.confrontation()
    after = game.do("anne_1.noon x bill").session.confrontation()
    assert before
    assert after
    assert [paragraph.text for paragraph in before.guide] == ["Set one sentence against one thing."]
    assert after.guide == ()


def test_only_what_the_newest_account_says_or_keeps_can_be_confronted(play: Play) -> None:
    assert play(STORY, "hear_1", "hear_2", "find_bill", "go").confrontable == ["anne_1.dusk", "anne_2.noon"]


def test_a_kept_claim_can_be_contradicted(play: Play) -> None:
    game = play(STORY, "dusk", "hear_1", "hear_2", "find_key", "go", "anne_1.dusk x key")
    row = next(row for row in game.session.casebook().table.rows if row.moment == "At dusk")
    assert [[(claim.id, claim.mark.value, claim.kept) for claim in cell] for cell in row.cells] == [
        [("anne_1.dusk", "contradicted", False)],
        [("anne_1.dusk", "contradicted", True)],
    ]


def test_a_claim_that_is_no_longer_said_is_an_exhibit_still(play: Play) -> None:
    found = play(STORY, "hear_1", "hear_2", "go").session.confrontation()
    assert found
    assert "anne_1.noon" in [exhibit.id for exhibit in found.exhibits]


def test_a_claim_is_not_offered_as_an_exhibit_against_nothing_but_itself() -> None:
    session = stories.session(STORY, "go")
    found = session.confrontation()
    assert found
    assert (found.claims, found.exhibits) == ((), ())


def test_the_two_answers_to_one_exhibit_have_each_their_effects(play: Play) -> None:
    """A claim that the bill broke, and that is open again, may be answered otherwise when the bill comes again."""
    game = play(TWICE, "anne_1.noon x bill", "find_key", "anne_1.noon x bill")
    assert "Explained." in game.text
    assert game.value("explained") == 1


def test_an_exhibit_that_was_explained_away_is_not_said_to_contradict(play: Play) -> None:
    game = play(TWICE, "find_key", "anne_1.noon x bill", "anne_1.noon x key")
    assert game.claims["anne_1.noon"].by == ("A key",)


def test_an_exhibit_whose_break_was_taken_back_is_not_said_to_contradict(play: Play) -> None:
    game = play(TWICE, "anne_1.noon x bill", "find_key", "anne_1.noon x key")
    assert game.claims["anne_1.noon"].by == ("A key",)


def test_patience_of_one_ends_the_visit_at_the_first_wild_try(play: Play) -> None:
    assert play(STORY.replace("patience: 2", "patience: 1"), *SETUP, "anne_1.dusk x bill").scene == "hall"


def test_a_teller_without_a_way_over_stays(play: Play) -> None:
    text = STORY.replace("[{scene: yard, when: late}, hall]", "[{scene: yard, when: late}]")
    game = play(text, *SETUP, "anne_1.dusk x bill", "anne_1.dusk x bill", "anne_1.dusk x bill")
    assert game.scene == "room"
    assert "Second shrug, three." in game.text


def test_a_move_of_confrontation_is_written_and_read_back() -> None:
    assert parse_move(str(Confront("anne_1.noon", "bill"))) == Confront("anne_1.noon", "bill")


REFUSED = """
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: No.}, ben: {name: Ben, wild: No.}}
moments: {noon: Noon, night: Night}
evidence: {bill: {name: A bill, finding: F, document: D, bears on: noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: I ate., broken by: {bill: {asks: Alone?, passage: No.}}}
      night: {says: I slept., protected: yes}
  anne_2: {teller: anne, title: Second, revises: anne_1, keeps: anne_1.night, claims: {noon: {says: I fasted.}}}
  ben_1: {teller: ben, title: First, claims: {noon: {says: I ate.}}}
scenes:
  hall:
    meet: [anne, ben]
    confront: {teller: anne, over: street}
    choices:
      ask: {text: Ask, hear: [anne_1, ben_1]}
      look: {text: Look, find: bill}
      again: {text: Ask again, hear: anne_2}
      leave: {text: Leave, goto: street}
  street: {ending: end}
endings: {end: End}
"""


@pytest.mark.parametrize(
    ("moves", "move", "reason"),
    [
        ("", "anne_1.noon x bill", "the claim has not been told yet"),
        ("ask", "anne_1.noon x bill", "what it is set against is not in the casebook yet"),
        ("ask", "anne_1.noon x anne_1.noon", "a claim cannot be set against itself"),
        ("ask look", "anne_1.night x bill", "a protected claim can be set against nothing"),
        ("ask look", "ben_1.noon x bill", "Ben cannot be confronted here"),
        ("ask look", "anne_1.noone x bill", "there is no such claim"),
        ("ask look", "anne_1.noon x bil", "there is no such exhibit"),
        ("ask look again", "anne_1.noon x bill", "the claim is no longer said"),
    ],
)
def test_a_confrontation_that_cannot_be_made_says_why(moves: str, move: str, reason: str) -> None:
    session = stories.session(REFUSED, *moves.split())
    with pytest.raises(IllegalMove) as caught:
        session.do(parse_move(move))
    assert caught.value.reason == reason


def test_a_claim_that_is_contradicted_already_says_so() -> None:
    session = stories.session(REFUSED, "ask", "look", "anne_1.noon x bill")
    with pytest.raises(IllegalMove) as caught:
        session.do(parse_move("anne_1.noon x bill"))
    assert caught.value.reason == "the claim is contradicted already"


def test_nobody_is_offered_to_be_confronted_before_there_is_something_to_set_against_something() -> None:
    alone = REFUSED.replace("hear: [anne_1, ben_1]", "hear: anne_1").replace("hear: anne_2", "hear: ben_1")
    session = stories.session(alone)
    offers = [session.page().status.confront]
    for move in ("ask", "look"):
        session.do(parse_move(move))
        offers.append(session.page().status.confront)
    assert offers == [None, None, "Anne"]


def test_what_somebody_else_said_is_something_to_set_a_claim_against() -> None:
    assert stories.session(REFUSED, "ask").page().status.confront == "Anne"


def test_a_claim_alone_is_not_offered_in_plain_mode() -> None:
    assert "x. Confront" not in stories.plainly(stories.session(REFUSED))


def test_claims_keep_their_places_in_a_visit_and_what_is_told_meanwhile_comes_last(play: Play) -> None:
    story = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: [What., No.]}}
moments: {dawn: At dawn, noon: At noon, dusk: At dusk}
evidence: {bill: {name: A bill, finding: Two ate., document: Two soups}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      dawn: {says: I slept.}
      noon: {says: I ate alone., broken by: {bill: {hear: anne_1.walk}}}
      walk: {moment: noon, later: yes, says: I walked.}
      dusk: {says: I read.}
scenes:
  hall: {meet: anne, find: bill, hear: anne_1, choices: {go: {text: Go., goto: room}}}
  room:
    confront: {teller: anne, over: hall}
    choices: {back: {text: Back., goto: hall, sticky: yes}}
"""

    def places(*moves: str) -> list[tuple[str, bool]]:
        found = play(story, "go", *moves).session.confrontation()
        assert found
        return [(claim.id.partition(".")[2], claim.stands) for claim in found.claims]

    assert places() == [("dawn", True), ("noon", True), ("dusk", True)]
    assert places("anne_1.noon x bill") == [("dawn", True), ("noon", False), ("dusk", True), ("walk", True)]

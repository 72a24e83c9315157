"""Choices, leads, ways and visits: what is offered, and what taking it does."""

from __future__ import annotations

import pytest

from game.play.moves import Choose
from game.play.session import IllegalMove
from game.play.step import begin, moves
from tests import stories
from tests.play.conftest import Play
from tests.shared_stories import CHOICES as HALL
from tests.shared_stories import LEADS, VISITS


def test_a_choice_is_gone_once_it_has_been_taken(play: Play) -> None:
    assert "look" not in play(HALL, "look").offered


def test_a_choice_that_is_gone_cannot_be_taken(play: Play) -> None:
    game = play(HALL, "look")
    with pytest.raises(IllegalMove, match="cannot be made now"):
        game.do("look")


def test_a_sticky_choice_stays_and_is_marked_as_taken(play: Play) -> None:
    page = play(HALL, "call", "call").session.page()
    assert [option.taken for option in page.options if option.move == Choose("call")] == [True]


def test_a_choice_whose_condition_fails_is_hidden(play: Play) -> None:
    assert "hide" not in play(HALL).offered
    assert "hide" in play(HALL, "dusk").offered


def test_a_hidden_choice_cannot_be_taken(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(HALL, "hide")


def test_a_locked_choice_is_shown_with_its_reason(play: Play) -> None:
    assert "dig (The ground is hard.)" in play(HALL).offered


def test_a_locked_choice_cannot_be_taken(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(HALL, "dig")


def test_a_locked_choice_opens_when_its_condition_holds(play: Play) -> None:
    game = play(HALL, "rain")
    assert "dig" in game.offered
    assert game.do("dig").text == "You dig."


def test_a_locked_choice_is_not_shown_any_more_once_taken(play: Play) -> None:
    assert not [move for move in play(HALL, "rain", "dig").offered if move.startswith("dig")]


def test_a_choice_that_ends_its_own_condition_is_gone_and_not_locked(play: Play) -> None:
    text = HALL.replace("text: Rain.", "text: Rain., when: not wet, locked: It rains.")
    assert text != HALL
    assert not [move for move in play(text, "rain").offered if move.startswith("rain")]


def test_choices_are_offered_in_the_order_of_the_file(play: Play) -> None:
    assert play(HALL).offered == ["look", "call", "dig (The ground is hard.)", "rain", "dusk", "leave"]


def test_a_choice_without_a_way_stays_in_the_scene(play: Play) -> None:
    game = play(HALL, "look")
    assert (game.scene, game.text, game.value("visits(hall)")) == ("hall", "You see nothing.", 1)


def test_a_choice_with_a_way_shows_its_passage_and_then_the_scene(play: Play) -> None:
    game = play(HALL.replace("{text: Leave., goto", "{text: Leave., passage: You go., goto"), "leave")
    assert game.text == "You go.\nThe street.\n(ended The end)"


def test_there_is_no_such_choice(play: Play) -> None:
    with pytest.raises(IllegalMove, match="no such choice"):
        play(HALL, "fly")


def test_a_move_that_cannot_be_made_changes_nothing(play: Play) -> None:
    game = play(HALL, "look")
    before = game.session.state
    with pytest.raises(IllegalMove):
        game.do("fly")
    assert (game.session.state, game.session.turn) == (before, 1)


def test_a_move_that_cannot_be_made_leaves_redo_as_it_was() -> None:
    session = stories.session(HALL, "look")
    session.undo()
    with pytest.raises(IllegalMove):
        session.do(Choose("fly"))
    assert session.redo() == Choose("look")


FALLBACK = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
scenes:
  hall:
    choices:
      look: {text: Look.}
      wait: {text: Wait., fallback: yes}
    next: street
    next text: On into the street
  street: {ending: end}
"""


def test_a_fallback_is_offered_only_when_nothing_else_is(play: Play) -> None:
    game = play(FALLBACK)
    assert game.offered == ["look"]
    assert game.do("look").offered == ["wait"]


def test_a_fallback_cannot_be_taken_while_something_else_can(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(FALLBACK, "wait")


def test_next_is_offered_when_no_choice_is_left(play: Play) -> None:
    game = play(FALLBACK, "look", "wait")
    assert game.offered == ["next"]
    assert game.do("next").scene == "street"


def test_next_cannot_be_taken_while_a_choice_is_left(play: Play) -> None:
    with pytest.raises(IllegalMove):
        play(FALLBACK, "next")


def test_next_is_called_what_the_author_calls_it(play: Play) -> None:
    assert [option.text for option in play(FALLBACK, "look", "wait").session.page().options] == ["On into the street"]


def test_next_is_called_go_on_otherwise(play: Play) -> None:
    text = FALLBACK.replace("    next text: On into the street\n", "")
    assert [option.text for option in play(text, "look", "wait").session.page().options] == ["Go on"]


def test_next_is_offered_beside_a_locked_choice_only(play: Play) -> None:
    text = FALLBACK.replace("{text: Look.}", "{text: Look., when: visits(hall) >= 2, locked: No.}").replace(
        "      wait: {text: Wait., fallback: yes}\n", ""
    )
    assert play(text).offered == ["look (No.)", "next"]


def test_a_choice_called_next_leaves_the_way_open(play: Play) -> None:
    """Whatever becomes of a choice with this name: what a page offers can be done, and the play goes on."""
    text = FALLBACK.replace("      look:", "      next:")
    found = stories.loading(text)
    if not any(problem.is_error for problem in found.diagnostics):
        game = play(text, "next", "wait")
        assert game.do(*[option.move for option in game.session.page().options]).scene == "street"


WAYS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
facts: {a: A., b: B.}
scenes:
  hall:
    choices:
      set_a: {text: A, set: a}
      set_b: {text: B, set: b}
      go:
        text: Go
        sticky: yes
        goto:
          - {scene: first, when: a}
          - {scene: second, when: b}
      go_with_a:
        text: Go
        set: a
        goto:
          - {scene: first, when: a}
          - second
  first: {ending: end}
  second: {ending: end}
"""


@pytest.mark.parametrize(
    ("taken", "scene"),
    [
        (("set_a", "go"), "first"),
        (("set_b", "go"), "second"),
        (("set_b", "set_a", "go"), "first"),
        (("go_with_a",), "first"),
    ],
)
def test_the_first_way_that_holds_after_the_effects_is_taken(play: Play, taken: tuple[str, ...], scene: str) -> None:
    assert play(WAYS, *taken).scene == scene


def test_if_no_way_holds_the_play_stays(play: Play) -> None:
    game = play(WAYS, "go")
    assert (game.scene, game.value("visits(hall)")) == ("hall", 1)


def test_a_hub_offers_the_leads_of_its_episode_before_its_own_choices(play: Play) -> None:
    assert play(LEADS).offered == ["read", "ask (You have no bill.)", "find", "leave (Two of them first.)"]


def test_a_lead_is_marked_as_one(play: Play) -> None:
    assert [option.lead for option in play(LEADS).session.page().options] == [True, True, True, False]


def test_a_lead_that_has_been_followed_is_gone(play: Play) -> None:
    assert "read" not in play(LEADS, "read").offered


def test_a_lead_may_go_elsewhere_and_come_back(play: Play) -> None:
    game = play(LEADS, "find")
    assert game.scene == "cellar"
    assert game.do("back").offered == ["read", "ask", "leave (Two of them first.)"]


def test_leads_followed_counts_those_of_the_episode(play: Play) -> None:
    assert "leave" in play(LEADS, "read", "find", "back").offered


def test_the_casebook_lists_the_leads_of_the_episode(play: Play) -> None:
    leads = play(LEADS, "read").session.casebook().leads
    assert [(lead.text, lead.followed, lead.locked) for lead in leads] == [
        ("Read.", True, None),
        ("Ask.", False, "You have no bill."),
        ("Find.", False, None),
    ]


def test_the_episode_goes_on_in_a_scene_that_names_none(play: Play) -> None:
    assert len(play(LEADS, "find").session.casebook().leads) == 3


def test_the_leads_listed_are_those_of_the_new_episode(play: Play) -> None:
    leads = play(LEADS, "read", "find", "back", "leave").session.casebook().leads
    assert [lead.text for lead in leads] == ["Later."]


def test_a_choice_with_the_name_of_a_lead_hides_neither() -> None:
    text = LEADS.replace("      leave: {text", "      read: {text: Read., goto: cellar}\n      leave: {text")
    found = stories.loading(text)
    if not any(problem.is_error for problem in found.diagnostics):
        page = stories.session(text).page()
        assert [option.lead for option in page.options if option.text == "Read."] == [True, False]


def test_visits_count_arrivals_and_stop_at_three(play: Play) -> None:
    assert [play(VISITS, *["again"] * count).value("visits(hall)") for count in range(5)] == [1, 2, 3, 3, 3]


def test_a_choice_that_stays_is_no_arrival(play: Play) -> None:
    assert play(VISITS, "stay", "stay").value("visits(hall)") == 1


def test_a_passage_varies_by_the_arrival_and_its_last_variant_stays(play: Play) -> None:
    texts = [play(VISITS, *["again"] * count).text.rpartition("\n")[2] for count in range(5)]
    assert texts == ["One.", "Two.", "Three.", "Three.", "Three."]


def test_the_passage_of_a_choice_varies_by_the_arrivals_in_its_scene(play: Play) -> None:
    assert play(VISITS, "stay").text == "Once."
    assert play(VISITS, "again", "stay").text == "Twice."


def test_a_condition_reads_the_visits(play: Play) -> None:
    assert "three" not in play(VISITS, "again").offered
    assert "three" in play(VISITS, "again", "again").offered


def test_an_ending_is_shown_and_closes_the_game(play: Play) -> None:
    game = play(HALL, "leave")
    assert game.session.over
    assert game.session.page().status.over
    assert game.text.endswith("(ended The end)")
    assert game.offered == []


CLOSED = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne, wild: What.}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Two soups}}
accounts: {anne_1: {teller: anne, title: First, claims: {noon: {says: I slept.}}}}
scenes:
  hall:
    meet: anne
    find: bill
    hear: anne_1
    choices: {go: {text: Go., goto: street}}
    next: street
    confront: {teller: anne, over: street}
    ending: end
  street: {ending: end}
"""


def test_no_move_can_be_made_after_an_ending() -> None:
    session = stories.session(CLOSED)
    assert list(moves(session.rules, session.state)) == []


@pytest.mark.parametrize("move", ["go", "next", "anne_1.noon x bill"])
def test_a_move_after_an_ending_is_refused(move: str) -> None:
    with pytest.raises(IllegalMove):
        stories.session(CLOSED, move)


def test_nobody_can_be_confronted_after_an_ending() -> None:
    session = stories.session(CLOSED)
    assert (session.confrontation(), session.page().status.confront) == (None, None)


def test_undo_works_after_an_ending(play: Play) -> None:
    game = play(HALL, "leave")
    assert game.session.undo() == Choose("leave") if game.session.turn else True
    assert not game.session.over


def test_a_play_can_begin_in_another_scene(play: Play) -> None:
    rules = stories.rules(LEADS)
    game = play(LEADS, first=begin(rules, "cellar", rules.layout.memory({"found(bill)": 1})))
    assert game.do("back").offered == ["read", "ask", "find", "leave (Two of them first.)"]

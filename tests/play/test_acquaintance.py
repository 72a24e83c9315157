"""Since when something is known, and where it became known; the order in which evidence was found."""

from __future__ import annotations

from game.play.beginning import first_turn
from tests import stories
from tests.play.conftest import Play

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
places: {house: The house, mill: The mill, inn: The inn}
episodes: {one: One}
people:
  anne: {name: Anne Berg, known: [She mills.]}
  ben: {name: Ben Kraus, known: [He drinks.]}
  carl: {name: Carl Ott, patience: 3, wild: He shrugs.}
moments: {noon: At noon}
evidence:
  bill: {name: Bill, finding: A bill., document: A bill.}
  key: {name: Key, finding: A key., document: A key.}
  note: {name: Note, finding: A note., document: A note.}
accounts:
  carl_1: {teller: carl, title: His, claims: {noon: {says: I was out., broken by: {key: {}}}}}
leads:
  walk: {episode: one, text: Walk to the mill., place: mill, meet: anne}
  ride: {episode: one, text: Ride to the mill., place: mill, meet: anne, goto: inn}
scenes:
  hall:
    episode: one
    place: house
    leads: one
    hear: carl_1
    confront: {teller: carl, over: inn}
    choices:
      key: {text: Key., find: key}
      bill: {text: Bill., find: bill}
      note: {text: Note., find: note}
  inn: {place: inn, meet: ben, ending: end}
"""


def since(play: Play, *moves: str) -> dict[str, tuple[str, ...]]:
    return {person.id: person.since for person in play(STORY, *moves).session.casebook().people}


def test_somebody_met_on_a_lead_is_known_from_the_place_of_the_lead(play: Play) -> None:
    assert since(play, "walk")["anne"] == ("turn 1, The mill",)


def test_somebody_met_where_a_lead_arrives_is_known_from_there(play: Play) -> None:
    known = since(play, "ride")
    assert (known["anne"], known["ben"]) == (("turn 1, The mill",), ("turn 1, The inn",))


def test_evidence_stands_in_the_order_in_which_it_was_found_and_in_a_confrontation_the_latest_first(play: Play) -> None:
    game = play(STORY, "note", "key", "bill")
    assert [entry.id for entry in game.session.casebook().evidence] == ["note", "key", "bill"]
    found = game.session.confrontation()
    assert found
    assert [exhibit.id for exhibit in found.exhibits] == ["bill", "key", "note", "carl_1.noon"]


def test_the_table_opens_at_what_another_has_told_last(play: Play) -> None:
    told = STORY.replace(
        "leads:\n", "  anne_1: {teller: anne, title: Mine, claims: {noon: {says: I was in.}}}\nleads:\n", 1
    )
    told = told.replace("start: hall}", "start: hall, player: anne}").replace(
        "find: note}", "find: note, hear: anne_1}"
    )
    table = play(told, "note").session.casebook().table
    assert [column.id for column in table.columns] == ["carl_1", "anne_1"]
    assert table.newest == 0


def test_the_table_opens_at_what_is_told_and_not_at_what_was_heard_before_the_play_began(play: Play) -> None:
    told = STORY.replace(
        "leads:\n", "  ben_1: {teller: ben, title: Mine, claims: {noon: {says: I was in.}}}\nleads:\n", 1
    )
    game = play(told, first=first_turn(stories.rules(told), "", "heard(ben_1)"))
    table = game.session.casebook().table
    assert [column.id for column in table.columns] == ["carl_1", "ben_1"]
    assert table.newest == 0


def test_what_was_taken_back_is_found_anew(play: Play) -> None:
    game = play(STORY, "note", "key", "bill")
    assert game.session.casebook().evidence
    for _ in range(3):
        game.session.undo()
    game.do("bill")
    game.do("note")
    assert [entry.id for entry in game.session.casebook().evidence] == ["bill", "note"]


def test_writing_something_down_leads_nobody_away(play: Play) -> None:
    text = STORY.replace("leads:\n", "reconstruction: {who: {text: Who?, answers: {anne: Anne.}}}\nleads:\n", 1)
    game = play(text, "walk", "write who = anne")
    assert game.session.page().status.place == "The mill"

"""A save as JSON: read back as written, believed only when whole, and fitted to a story that has changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.moves import parse_move
from game.play.session import Session
from game.play.step import begin
from game.saves import record
from game.saves.record import FORMAT, BadSave, read_record, restore, write_record
from tests import stories
from tests.saves.records import forged
from tests.shared_stories import ACCOUNTS, CHANGES, QUESTIONS

OLD = """\
story: {id: mill, title: The mill, start: yard}
endings: {end: The end}
facts: {wet: It is wet., dry: It is dry.}
numbers: {steps: {name: Steps, to: 9}}
people: {anne: {name: Anne}}
moments: {noon: Noon, night: Night}
evidence:
  bill: {name: A bill, finding: Two ate., document: Two soups}
  key: {name: A key, finding: It fits., document: A key}
accounts: {anne_1: {teller: anne, title: First, claims: {noon: {says: I slept.}, night: {says: I ran.}}}}
scenes:
  yard:
    choices:
      walk: {text: Walk., sticky: yes, change: {steps: +1}}
      rain: {text: Rain., set: wet}
      find: {text: Find., find: [bill, key]}
      hear: {text: Hear., meet: anne, hear: anne_1}
      enter: {text: Enter., goto: mill}
  mill:
    change: {steps: +2}
    choices: {climb: {text: Climb., goto: loft}, leave: {text: Leave., sticky: yes, goto: yard}}
  loft: {choices: {down: {text: Down., sticky: yes, goto: mill}, stop: {text: Stop., goto: over}}}
  over: {ending: end}
"""


def moved(old: str, new: str, *moves: str) -> tuple[Session, tuple[str, ...], Session]:
    """A play of the old story, saved and brought back in the new one; the notes; and the play that was saved."""
    session = stories.session(old, *moves)
    restored, notes = restore(read_record(write_record(session, 1)), stories.rules(new))
    return restored, notes, session


def value(session: Session, name: str) -> int:
    return session.rules.layout.slots[name].read(session.state.memory)


@pytest.mark.parametrize(
    "content", [{}, {"format": 1}, {"checksum": "x"}, {"checksum": "x", "format": 1}, [], 5, "x", None]
)
def test_what_was_never_a_save_is_no_save(content: Any) -> None:
    with pytest.raises(BadSave):
        read_record(json.dumps(content).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"turn": float("inf")},
        {"turn": float("nan")},
        {"turn": "many"},
        {"turn": -1},
        {"turn": 10**9},
        {"turn": 10**20},
        {"turn": None},
        {"turn": []},
        {"sequence": float("-inf")},
        {"last": None},
        {"last": []},
        {"last": {}},
        {"last": {"scene": "yard"}},
        {"last": {"scene": "yard", "values": []}},
        {"last": {"scene": "yard", "values": {"steps": "many"}}},
        {"last": {"scene": "yard", "values": {"steps": float("inf")}}},
        {"last": {"scene": "yard", "values": {"steps": None}}},
        {"first": 5},
        {"first": {"scene": "yard", "values": 5}},
        {"moves": None},
        {"moves": 5},
        {"format": FORMAT + 1},
        {"format": "1"},
        {"format": None},
        {"format": float("nan")},
        {"format": float("inf")},
    ],
    ids=str,
)
def test_a_save_with_the_right_checksum_and_wrong_content_is_no_save(changes: dict[str, Any]) -> None:
    with pytest.raises(BadSave):
        read_record(forged(write_record(stories.session(OLD, "walk"), 1), **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"moves": ["fly", "walk"]},
        {"moves": ["yard.noon x key"]},
        {"moves": [""]},
        {"moves": ["write who = me on nothing"]},
        {"moves": "walk"},
        {"moves": [None, {"a": 1}]},
        {"moves": ["walk"] * 2_000},
        {"last": {"scene": "nowhere", "values": {}}},
        {"last": {"scene": "", "values": {"": 1}}},
        {"last": {"scene": "yard", "values": {"steps": -5}}},
        {"last": {"scene": "yard", "values": {"steps": 10**30, "wet": 7}}},
        {"last": {"scene": "yard", "values": {"visits(yard)": 2**200}}},
        {"first": {"scene": "nowhere", "values": {"a": 1}}},
        {"first": {"scene": "mill", "values": {"steps": 99}}},
        {"title": "\x1b]0;x\x07"},
    ],
    ids=lambda changes: str(changes)[:60],
)
def test_a_save_with_the_right_checksum_and_odd_content_breaks_nothing(changes: dict[str, Any]) -> None:
    data = forged(write_record(stories.session(OLD, "walk"), 1), **changes)
    session, _ = restore(read_record(data), stories.rules(OLD))
    session.page()
    session.casebook()
    assert 0 <= value(session, "steps") <= 9


@given(st.binary(max_size=200))
def test_any_bytes_are_a_save_or_none(data: bytes) -> None:
    with pytest.raises(BadSave):
        read_record(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(["format", "sequence", "story", "title", "fingerprint", "turn", "place", "first", "last", "moves"]),
    JSON,
)
def test_any_content_of_a_save_is_read_or_refused(key: str, content: Any) -> None:
    try:
        record = read_record(forged(write_record(stories.session(OLD, "walk"), 1), **{key: content}))
    except BadSave:
        return
    session, _ = restore(record, stories.rules(OLD))
    session.page()


@given(st.integers(0, 2_000), st.integers(0, 255))
def test_a_changed_byte_is_seen(index: int, byte: int) -> None:
    data = write_record(stories.session(OLD, "walk", "rain", "enter"), 1)
    index %= len(data)
    changed = data[:index] + bytes([byte]) + data[index + 1 :]
    if json_of(changed) != json_of(data):
        with pytest.raises(BadSave):
            read_record(changed)


def json_of(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def test_a_play_from_another_scene_comes_back_as_it_was() -> None:
    rules = stories.rules(CHANGES)
    session = Session(rules, begin(rules, "street", rules.layout.memory({"trust": 2, "found(key)": 1})))
    for _ in range(3):
        again, notes = restore(read_record(write_record(session, 1)), rules)
        assert notes == ()
        assert (again.state, again.turn) == (session.state, 0)
        assert list(again.pages()) == list(session.pages())
        session = again


def test_a_play_from_another_scene_shows_again_what_was_found_there() -> None:
    text = OLD.replace("  loft: {", "  loft: {find: key, ")
    rules = stories.rules(text)
    session = Session(rules, begin(rules, "loft"))
    again, _ = restore(read_record(write_record(session, 1)), rules)
    assert again.page() == session.page()


# The story has changed since the save


def test_an_unchanged_story_has_no_notes() -> None:
    assert moved(OLD, OLD, "walk", "rain", "enter")[1] == ()


def test_other_words_change_nothing() -> None:
    restored, notes, session = moved(OLD, OLD.replace("text: Walk.", "text: Run."), "walk")
    assert (restored.turn, restored.state.scene, notes) == (session.turn, "yard", ())


def test_a_choice_more_changes_nothing() -> None:
    new = OLD.replace("      rain:", "      sit: {text: Sit.}\n      rain:")
    restored, notes, _ = moved(OLD, new, "walk", "rain", "enter")
    assert (restored.turn, restored.state.scene, notes) == (3, "mill", ())


def test_things_in_another_order_change_nothing() -> None:
    new = OLD.replace("  key: {name: A key, finding: It fits., document: A key}\n", "").replace(
        "evidence:\n", "evidence:\n  key: {name: A key, finding: It fits., document: A key}\n"
    )
    new = new.replace(
        "facts: {wet: It is wet., dry: It is dry.}", "facts: {dry: It is dry., new: New., wet: It is wet.}"
    )
    restored, notes, _ = moved(OLD, new, "find", "rain")
    assert notes == ()
    assert (value(restored, "wet"), value(restored, "dry"), value(restored, "new")) == (1, 0, 0)
    assert [entry.id for entry in restored.casebook().evidence] == ["key", "bill"]


@pytest.mark.parametrize("new", ["      jog: {text", "      trot: {text"])
def test_a_choice_that_has_another_name_keeps_the_place_and_says_so(new: str) -> None:
    restored, notes, _ = moved(OLD, OLD.replace("      walk: {text", new), "rain", "walk", "walk", "find")
    assert restored.state.scene == "yard"
    assert (value(restored, "steps"), value(restored, "wet"), value(restored, "found(key)")) == (2, 1, 1)
    assert notes


def test_a_choice_that_is_gone_keeps_the_place_and_says_so() -> None:
    new = OLD.replace("      rain: {text: Rain., set: wet}\n", "").replace("{text: Walk.,", "{text: Walk., clear: wet,")
    restored, notes, _ = moved(OLD, new, "rain", "enter")
    assert restored.state.scene == "mill"
    assert value(restored, "wet") == 1
    assert any("rain" in note for note in notes)


def test_a_scene_that_is_gone_leads_to_the_last_one_that_is_left() -> None:
    new = OLD.replace("  loft: {choices", "  attic: {choices").replace("goto: loft", "goto: attic")
    restored, notes, _ = moved(OLD, new, "walk", "enter", "climb", "down")
    assert restored.state.scene == "mill"
    new = OLD.replace("climb: {text: Climb., goto: loft}, ", "").replace("  loft: {choices", "  attic: {choices")
    new = new.replace("leave: {text", "up: {text: Up., goto: attic}, leave: {text")
    restored, notes, _ = moved(OLD, new, "walk", "enter", "climb")
    assert (restored.state.scene, value(restored, "steps")) == ("mill", 3)
    assert notes


def test_after_a_scene_that_is_gone_what_was_gathered_is_still_there() -> None:
    """The moves stop at the first that is gone; the place may be lost with them, but not the evidence found later."""
    new = OLD.replace("      rain: {", "      drizzle: {").replace("  loft: {choices", "  attic: {choices")
    new = new.replace("goto: loft", "goto: attic")
    restored, _, _ = moved(OLD, new, "rain", "find", "enter", "climb")
    assert value(restored, "found(key)") == 1


def test_the_start_is_the_place_when_no_other_is_left() -> None:
    new = """\
story: {id: mill, title: The mill, start: gate}
endings: {end: The end}
scenes: {gate: {choices: {in: {text: In., goto: over}}}, over: {ending: end}}
"""
    restored, notes, _ = moved(OLD, new, "rain", "find", "enter")
    assert restored.state.scene == "gate"
    assert notes


def test_evidence_that_is_gone_is_named() -> None:
    new = OLD.replace("  key: {name: A key, finding: It fits., document: A key}\n", "").replace("[bill, key]", "bill")
    restored, notes, _ = moved(OLD, new, "find", "walk")
    assert restored.turn == 2
    assert [entry.id for entry in restored.casebook().evidence] == ["bill"]
    assert any("key" in note for note in notes)


def test_a_claim_that_is_gone_is_named() -> None:
    restored, notes, _ = moved(OLD, OLD.replace(", night: {says: I ran.}", ""), "hear", "walk")
    assert any("night" in note for note in notes)
    restored.casebook()


def test_what_is_lost_is_named_in_words() -> None:
    new = OLD.replace("  key: {name: A key, finding: It fits., document: A key}\n", "").replace("[bill, key]", "bill")
    for note in moved(OLD, new, "find", "walk")[1]:
        assert "found(" not in note


@pytest.mark.parametrize(("number", "more"), [(5, ""), (6, ", and 1 more")])
def test_of_many_lost_things_five_are_named(number: int, more: str) -> None:
    facts = {f"f{index}": f"Fact {index}." for index in range(number)}
    text = "story: {{id: s, title: S, start: a}}\nendings: {{e: E}}\n{}scenes: {{a: {{{}next: b}}, b: {{ending: e}}}}\n"
    old = text.format(f"facts: {json.dumps(facts)}\n", f"set: {json.dumps([*facts])}, ")
    _, notes, _ = moved(old, text.format("", ""))
    (lost,) = (note for note in notes if note.startswith("No longer part of it"))
    assert lost.endswith(f"what was noted as “f4”{more}.")


def test_a_number_with_other_bounds_stops_at_them() -> None:
    restored, _, _ = moved(OLD, OLD.replace("to: 9", "to: 2"), "walk", "walk", "walk")
    assert value(restored, "steps") == 2


def test_what_is_new_is_as_at_the_start() -> None:
    new = OLD.replace("numbers: {", "numbers: {luck: {name: Luck, to: 9, start: 4}, ")
    restored, _, _ = moved(OLD, new, "walk")
    assert value(restored, "luck") == 4


def test_a_game_brought_back_into_a_changed_story_goes_on() -> None:
    restored, _, _ = moved(OLD, OLD.replace("      rain: {", "      drizzle: {"), "rain", "enter")
    restored.do(restored.page().options[0].move)
    assert restored.state.scene == "loft"


@pytest.mark.parametrize("moves", [(), ("leave",)])
def test_a_game_brought_back_into_a_changed_story_is_saved_as_it_is(moves: tuple[str, ...]) -> None:
    new = OLD.replace("      rain: {", "      drizzle: {")
    restored, _, _ = moved(OLD, new, "rain", "enter")
    for move in moves:
        restored.do(parse_move(move))
    again, notes = restore(read_record(write_record(restored, 2)), stories.rules(new))
    assert notes == ()
    assert again.state == restored.state
    assert again.page() == restored.page()


def test_a_game_that_ended_and_whose_end_is_gone_can_be_played_on() -> None:
    new = OLD.replace("  over: {ending: end}", "  done: {ending: end}").replace("goto: over", "goto: done")
    restored, _, _ = moved(OLD, new, "enter", "climb", "stop")
    assert restored.state.scene in stories.rules(new).story.scenes
    assert restored.over or restored.page().options


def test_what_the_player_wrote_is_kept_by_name() -> None:
    """An answer more in front of it, and a move less, do not change what the player has written down."""
    new = QUESTIONS.replace(
        "      anne: {text: It was Anne.", "      carl: It was Carl.\n      anne: {text: It was Anne."
    )
    new = new.replace("      count: {text", "      counting: {text")
    new = new.replace("evidence:\n", "evidence:\n  rope: {name: A rope, finding: It held., document: A rope}\n")
    restored, _, _ = moved(QUESTIONS, new, "count", "find_key", "write who = ben on key")
    (question, *_) = restored.questions()
    assert (question.wrote, question.rests_on) == ("ben", "key")


def test_the_words_of_a_claim_stay_as_they_were_told() -> None:
    """Other words more in front of them, and a move less, do not change what the teller has said."""
    new = ACCOUNTS.replace(
        "          - {when: angry", "          - {when: told, says: I ate with Ben.}\n          - {when: angry"
    )
    new = new.replace("      say: {text", "      saying: {text").replace(
        "      hear_soup: {text: Soup.,", "      hear_soup: {text: Soup., set: told,"
    )
    restored, _, session = moved(ACCOUNTS, new, "say", "anger", "hear_1")
    before = [claim.says for row in session.casebook().table.rows for cell in row.cells for claim in cell]
    after = [claim.says for row in restored.casebook().table.rows for cell in row.cells for claim in cell]
    assert after == before


@pytest.mark.parametrize(
    ("old", "new", "moves", "lost"),
    [
        (ACCOUNTS, ACCOUNTS.replace("I did not eat.", "I ate nothing."), ("anger", "hear_1"), "words of the claim"),
        (
            QUESTIONS,
            QUESTIONS.replace("ben: It", "benno: It").replace("who, ben)", "who, benno)"),
            ("find_key", "write who = ben"),
            "your answer to",
        ),
    ],
    ids=["words", "answer"],
)
def test_one_of_several_that_the_story_has_no_longer_is_named_as_lost(
    old: str, new: str, moves: tuple[str, ...], lost: str
) -> None:
    _, notes, _ = moved(old, new, *moves)
    assert any(lost in note for note in notes), notes


def test_what_a_save_says_is_shown_without_what_a_terminal_obeys() -> None:
    odd = "a\x1b]52;c;QQ==\x07\u202eb\ud800\nc"
    found = read_record(forged(write_record(stories.session(OLD, "walk"), 1), title=odd, place=odd, name=odd))
    for text in (found.title, found.place, found.name):
        assert "\x1b" not in text
        assert text.encode("utf-8").decode().splitlines() == [text]


def test_a_save_of_an_older_format_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = write_record(stories.session(OLD, "walk"), 1)

    def first(content: dict[str, Any]) -> dict[str, Any]:
        return {**content, "title": content["called"]}

    def second(content: dict[str, Any]) -> dict[str, Any]:
        return {**content, "title": f"{content['title']}."}

    monkeypatch.setattr(record, "MIGRATIONS", (first, second))
    monkeypatch.setattr(record, "FORMAT", 3)
    assert read_record(forged(saved, format=1, called="A mill")).title == "A mill."
    assert read_record(forged(saved, format=2)).title == "The mill."
    assert read_record(forged(saved, format=3)).title == "The mill"


def test_a_place_to_which_the_moves_no_longer_lead_is_not_left() -> None:
    new = OLD.replace("climb: {text: Climb., goto: loft}", "climb: {text: Climb., goto: yard}")
    restored, notes, session = moved(OLD, new, "enter", "climb")
    assert (session.state.scene, restored.state.scene) == ("loft", "loft")
    assert notes


def test_whoever_has_only_to_write_an_answer_stays_where_it_is_asked() -> None:
    asks = "reconstruction: {who: {text: Who?, answers: {ben: Ben.}}}\n" + OLD
    new = asks.replace(
        "down: {text: Down., sticky: yes, goto: mill}, stop: {text: Stop., goto: over}",
        "down: {text: Down., when: wrote_any(who), goto: mill}",
    )
    restored, notes, _ = moved(asks, new, "enter", "climb")
    assert restored.state.scene == "loft"
    assert not any("no way on" in note for note in notes)


def test_whoever_was_where_there_is_no_way_on_any_more_is_led_back_and_told() -> None:
    new = OLD.replace(
        "down: {text: Down., sticky: yes, goto: mill}, stop: {text: Stop., goto: over}", "look: {text: Look.}"
    )
    assert new != OLD
    restored, _, session = moved(OLD, new, "enter", "climb")
    assert session.state.scene == restored.state.scene == "loft"
    new = new.replace("look: {text: Look.}", "look: {text: Look., when: dry}")
    restored, notes, _ = moved(OLD, new, "walk", "enter", "climb")
    assert (restored.state.scene, [str(move) for move in restored.moves]) == ("mill", ["walk", "enter"])
    assert any("no way on" in note for note in notes)
    restored.do(parse_move("leave"))


def test_whoever_has_written_where_there_is_no_way_on_is_led_back_to_where_there_is_one() -> None:
    asks = "reconstruction: {who: {text: Who?, answers: {ben: Ben.}}}\n" + OLD
    new = asks.replace(
        "down: {text: Down., sticky: yes, goto: mill}, stop: {text: Stop., goto: over}",
        "look: {text: Look., when: dry}",
    )
    restored, _, _ = moved(asks, new, "enter", "climb", "write who = ben")
    assert [str(move) for move in restored.moves] == ["enter"]

"""What is written in vain is a warning at its place, and what only looks like it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.load import load
from game.story.source import NoStoryHere
from tests.stories import HALL, HEAD, loading, problems, write

FACTS = f"{HEAD}facts: {{lit: The lamp is lit.}}\n"

ROOM = f"""{FACTS}places: {{yard: The yard}}
draws: {{weather: {{one of: {{rain: Rain., sun: Sun.}}}}}}
scenes:
  hall:
    choices:
      light: {{text: Light the lamp., set: lit}}
      down: {{text: Go down., sticky: yes, CHOICE}}
      leave: {{text: Leave., WHEN goto: street}}
  cellar: {{next: street}}
  street: {{passage: "[if lit]It is light.[end]", ending: end}}
"""

CASE = f"""{HEAD}people: {{anne: {{name: Anne, wild: "ANNE: Well."}}}}
moments: {{noon: Noon}}
evidence: {{bill: {{name: A bill, finding: Two ate., document: Lunch for two}}}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        CLAIM
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    keeps: anne_1.noon
    claims:
      with: {{moment: noon, says: I ate with a friend.}}
scenes:
  hall:
    meet: anne
    find: bill
    hear: [anne_1HEAR]
    confront: {{teller: anne, over: street}}
    next: street
  street: {{STREETending: end}}
"""

BREAKS = 'broken by: {bill: {asks: Alone?, hear: anne_2, passage: "ANNE: No."}}'


def room(choice: str, when: str = "") -> list[str]:
    """The codes of the problems of a room with a choice."""
    return codes(ROOM.replace("CHOICE", choice).replace("WHEN ", when))


def case(claim: str, hear: str = "", street: str = "") -> list[str]:
    """The codes of the problems of a case with a claim; what else is heard at once, and what happens in the street."""
    return codes(CASE.replace("CLAIM", claim).replace("HEAR", hear).replace("STREET", street))


def codes(text: str) -> list[str]:
    return [problem.partition(" ")[2] for problem in problems(text)]


@pytest.mark.parametrize(
    "choice", ["locked: Not yet.", "goto: {scene: cellar, when: lit}", "passage: {text: Dark., when: lit}"]
)
def test_a_choice_that_can_do_nothing_is_seen(choice: str) -> None:
    assert "does-nothing" in room(f"{choice}, when: visited(cellar)" if "locked" in choice else choice)


@pytest.mark.parametrize(
    "choice",
    [
        "passage: It is dark., goto: {scene: cellar, when: lit}",
        "set: lit, goto: {scene: cellar, when: lit}",
        "goto: [{scene: cellar, when: lit}, street]",
        "goto: [{scene: cellar, when: lit}, {scene: street, when: not lit}]",
        "when: lit and visited(hall), goto: {scene: cellar, when: lit}",
        "goto: [{scene: cellar, when: lit}, {scene: street, when: visited(street)}]",
        "goto: {scene: cellar, when: visited(hall)}",
        "goto: {scene: cellar, when: drawn(weather, rain)}",
        "when: visited(cellar), passage: {text: Dark., when: lit}",
        "fallback: yes, passage: {text: Dark., when: lit}",
        "hour: Midnight",
        "place: yard",
    ],
)
def test_a_choice_that_does_something_in_every_case_is_none(choice: str) -> None:
    assert "does-nothing" not in room(choice)


@pytest.mark.parametrize("arrival", ["", "set: lit, "])
def test_only_what_fails_on_the_first_page_is_sure_to_fail(arrival: str) -> None:
    choices = "choices: {down: {text: Down., sticky: yes, goto: {scene: cellar, when: lit}}, out: {text: Out, goto: o}}"
    scenes = f"{{hall: {{{arrival}{choices}}}, cellar: {{set: lit, next: hall}}, o: {{ending: end}}}}"
    assert ("does-nothing" in codes(f"{FACTS}scenes: {scenes}\n")) is not bool(arrival)


def test_what_fails_later_is_for_the_proof() -> None:
    choices = "choices: {down: {text: Down., sticky: yes, goto: {scene: o, when: lit}}, out: {text: Out, goto: o}}"
    light = "choices: {light: {text: L, set: lit, goto: room}, leave: {text: Leave, goto: room}}"
    assert codes(f"{FACTS}scenes: {{hall: {{{light}}}, room: {{{choices}}}, o: {{ending: end}}}}\n") == []


def test_a_choice_that_never_can_be_taken_is_reported_once() -> None:
    assert {"never-true", "does-nothing"} & {*room("locked: Not yet., when: lit and not lit")} == {"never-true"}


def test_a_way_is_lost_with_a_choice_that_was_taken_in_vain() -> None:
    accuse = "choices: {light: {text: L., set: lit}, accuse: {text: A., DOES}}, next: out"
    scenes = f"scenes: {{hall: {{{accuse}}}, truth: {{ending: end}}, out: {{ending: end}}}}\n"
    lost = scenes.replace("DOES", "goto: {scene: truth, when: lit}")
    assert codes(FACTS + lost) == ["does-nothing"]
    assert codes(FACTS + scenes.replace("DOES", "when: lit, goto: truth")) == []


def test_a_choice_that_a_condition_remembers_does_something() -> None:
    assert "does-nothing" not in room("locked: Not yet., when: lit", "when: took(hall.down),")


def test_a_choice_that_makes_room_for_the_next_scene_does_something() -> None:
    scenes = "scenes:\n  hall: {choices: {wait: {text: Wait.}}, next: street}\n  street: {ending: end}\n"
    assert problems(HEAD + scenes) == []


def test_the_same_exhibit_may_support_a_claim_and_break_it_later() -> None:
    later = BREAKS.replace("{asks", "{when: visited(street), asks")
    assert "at-odds" in case(f"supported by: bill\n        {BREAKS}", ", anne_2")
    assert case(f"supported by: bill\n        {later}", ", anne_2") == []


def test_a_claim_under_itself_is_at_odds() -> None:
    itself = BREAKS.replace("{bill:", "{anne_1.noon:")
    assert case(f"supported by: bill\n        {itself}", ", anne_2") == ["at-odds"]


def test_an_exhibit_that_breaks_is_not_answered_as_well() -> None:
    answered = '\n        answered: {bill: {passage: "ANNE: Hm."}}'
    assert case(BREAKS + answered, ", anne_2") == ["answered-twice"]
    assert case(BREAKS.replace("{asks", "{when: visited(street), asks") + answered, ", anne_2") == []


def test_a_claim_is_not_kept_by_what_only_its_breaking_tells() -> None:
    assert case(BREAKS) == ["keeps-broken"]
    assert case(BREAKS, ", anne_2") == []


def test_a_claim_that_is_open_again_may_be_kept() -> None:
    assert case(BREAKS, street="reopen: anne_1.noon, ") == []


def test_an_answer_with_no_words_is_seen() -> None:
    assert case("broken by: {bill: {asks: Alone?}}", ", anne_2") == ["no-reply"]


def test_an_answer_that_tells_an_account_has_words() -> None:
    assert case(BREAKS.replace(', passage: "ANNE: No."', ""), ", anne_2") == []


def test_a_pair_for_an_effect_needs_no_words() -> None:
    silent = BREAKS.replace(', passage: "ANNE: No."', "")
    assert case(silent, ", anne_2", street="contradict: {anne_1.noon: bill}, ") == []


def test_answers_of_somebody_whom_no_scene_confronts_are_seen_once() -> None:
    text = CASE.replace("CLAIM", BREAKS).replace("HEAR", ", anne_2").replace("STREET", "")
    alone = text.replace("    confront: {teller: anne, over: street}\n", "")
    assert codes(alone) == ["never-confronted"]


def test_pairs_for_effects_need_no_confrontation() -> None:
    text = CASE.replace("CLAIM", "broken by: {bill: {}}").replace("HEAR", ", anne_2")
    text = text.replace("    confront: {teller: anne, over: street}\n", "")
    assert codes(text.replace("STREET", "contradict: {anne_1.noon: bill}, ")) == []


@pytest.mark.parametrize(("at", "until", "found"), [
    ("23:50", "00:10", []), ("20:00", "09:00", []), ("09:00", "21:00", []), ("22:51", "22:43", ["ends-before"]),
    ("05:30", "00:00", []), ("06:00", "02:00", []), ("06:00", "04:01", ["ends-before"]),
    ("22:51", "22:51", ["ends-before"]),
])  # fmt: skip
def test_a_stretch_of_time_goes_past_midnight_and_not_round_the_clock(at: str, until: str, found: list[str]) -> None:
    hour = f"{{at: {at}, until: {until}, what: a call}}"
    evidence = f"evidence: {{bill: {{name: A bill, finding: A call., document: A bill, times: {hour}}}}}\n"
    assert codes(f"{HEAD}{evidence}scenes: {{hall: {{find: bill, ending: end}}}}\n") == found


@pytest.mark.parametrize("name", ["more.yaml.txt", "more.YAML", "more.Yml", "a.plays", "a.Play", "a.play.txt"])
def test_a_file_whose_name_keeps_it_from_being_read_is_seen(name: str, tmp_path: Path) -> None:
    (write(tmp_path, HEAD + HALL) / name).write_text("people: {}\n", encoding="utf-8")
    (found,) = load(tmp_path, "s").diagnostics
    assert (found.place.path, found.code) == (f"s/{name}", "not-read")
    assert found.words.endswith((".yaml", ".yml", ".play"))


@pytest.mark.parametrize("name", ["notes.txt", "old.yaml.bak", "a.yaml.orig", "display", "#a.yaml#.txt", ".a.YAML"])
def test_other_files_are_nobodys_business(name: str, tmp_path: Path) -> None:
    (write(tmp_path, HEAD + HALL) / name).write_text("people: {}\n", encoding="utf-8")
    assert load(tmp_path).diagnostics == ()


def test_a_folder_with_nothing_but_a_misnamed_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "story.yaml.txt").write_text(HEAD + HALL, encoding="utf-8")
    with pytest.raises(NoStoryHere, match=r"story\.yaml\.txt is none, for its name must end in \.yaml"):
        load(tmp_path)


def test_scenes_that_nothing_leads_to_are_told_by_the_first_of_them() -> None:
    scenes = "scenes:\n  hall: {ending: end}\n  b: {next: c}\n  a: {next: b}\n  c: {next: a}\n  d: {next: hall}\n"
    found = loading(HEAD + scenes).diagnostics
    assert [one.words for one in found] == [
        "nothing leads to the scene “b”, and so to none of 2 more beyond it", "nothing leads to the scene “d”",
    ]  # fmt: skip


def test_scenes_that_lead_round_in_a_circle_lead_to_no_ending() -> None:
    scenes = (
        "scenes:\n  hall: {next: [{scene: a, when: lit}, out]}\n  a: {next: b}\n  b: {next: a}\n  out: {ending: end}\n"
    )
    found = loading(f"{FACTS}{scenes.replace('hall: {', 'hall: {set: lit, ')}").diagnostics
    assert [one.words for one in found] == ["from the scene “a” no way leads to an ending: only to b"]


def test_a_named_condition_that_never_holds_is_told_of_where_it_is_defined() -> None:
    text = f"""{HEAD}numbers: {{hours: {{name: Hours, to: 6}}}}
conditions:
  late: hours < 0
scenes:
  hall: {{passage: "[if late]It is late.[end]", next: [{{scene: out, when: late}}, hall_2]}}
  hall_2: {{next: out}}
  out: {{ending: end}}
"""
    assert problems(text) == ["5:9 never-true"]


@pytest.mark.parametrize("where", ["choices: {go: {text: Go., goto: WAYS}}", "next: WAYS"])
def test_a_way_behind_one_that_is_always_taken_is_never_chosen(where: str) -> None:
    ways = where.replace("WAYS", "[out, {scene: cellar, when: lit}]")
    scenes = f"scenes:\n  hall: {{set: lit, {ways}}}\n  cellar: {{next: out}}\n  out: {{ending: end}}\n"
    assert codes(FACTS + scenes) == ["never-chosen"]


@pytest.mark.parametrize(
    "section", ["facts: {NAME: It is.}", "numbers: {NAME: {name: N, to: 2}}", "conditions: {NAME: x}"]
)
@pytest.mark.parametrize("name", ["and", "or", "not"])
def test_what_joins_conditions_is_no_name_in_them(section: str, name: str) -> None:
    assert "reserved-name" in codes(f"{HEAD}{HALL}{section.replace('NAME', name)}\n")


def conditions(scene: str, more: str = "") -> list[str]:
    """The messages on conditions in a scene, and in more of the story."""
    text = f"""{HEAD}people: {{ann: {{name: Ann, wild: "ANN: No."}}}}
moments: {{night: Night}}
evidence: {{key: {{name: Key, finding: K., document: K, bears on: night}}}}
accounts: {{ann_1: {{teller: ann, title: One, claims: {{night: {{says: I slept.}}}}}}}}
{more}scenes:
  hall: {{meet: ann, hear: ann_1, {scene}}}
  out: {{passage: "[if found(key)]K.[end]", ending: end}}
"""
    return [found.words for found in loading(text).diagnostics if found.code == "never-true"]


def test_what_only_finds_itself_is_never_found() -> None:
    itself = "choices: {look: {text: Look, when: found(key), find: key}, out: {text: Out, goto: out}}"
    assert conditions(itself) == ["“found(key)” is never true: only what waits for it finds that"]
    assert conditions(itself.replace("find: key}", "find: key}, take: {text: Take, find: key}")) == []
    assert conditions(itself.replace("when: found(key)", "when: found(key) or heard(ann_1)")) == []


def test_a_claim_that_nothing_breaks_is_never_broken() -> None:
    hint = "hints: {h: {question: Q?, when: heard(ann_1), solved when: WHEN, nudge: N., place: P., answer: A.}}\n"
    assert conditions("find: key, next: out", hint.replace("WHEN", "broken(ann_1.night)")) == [
        "“broken(ann_1.night)” is never true: nothing stands under “broken by” of that claim"
    ]
    assert conditions("find: key, next: out", "promises: {p: {says: P., never: broken(ann_1.night)}}\n") == []


def test_leads_that_no_scene_offers_are_named_once() -> None:
    leads = "leads: {one: {episode: sat, text: One, goto: hall}, two: {episode: sat, text: Two, goto: hall}}\n"
    text = f"{HEAD}episodes: {{sat: Saturday}}\n{leads}scenes: {{hall: {{LEADS}}, end: {{ending: end}}}}\n"
    assert codes(text.replace("LEADS", "next: end")) == ["leads-nowhere"]
    assert codes(text.replace("LEADS", "leads: sat, next: end")) == []


@pytest.mark.parametrize(("asked", "found"), [("leads_followed(sat) == 0 or lit", []), ("lit", ["unused"])])
def test_an_episode_whose_leads_are_counted_is_used(asked: str, found: list[str]) -> None:
    hall = f"{{set: lit, passage: 'Well.[if {asked}] A.[end]', next: end}}"
    text = f"{FACTS}episodes: {{sat: Saturday}}\nscenes: {{hall: {hall}, end: {{ending: end}}}}\n"
    assert [code for code in codes(text) if code == "unused"] == found


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("sticky: yes", ["never-offered"]),
        ("sticky: yes, when: not lit", []),
        ("sticky: yes, fallback: yes", []),
        ("set: lit", []),
    ],
)
def test_what_is_offered_when_nothing_else_is_waits_for_no_more_than_it_can(choice: str, found: list[str]) -> None:
    wait = f"wait: {{text: Wait., passage: 'She waits.', {choice}}}, light: {{text: Light., when: not lit, set: lit}}"
    text = f"{FACTS}scenes: {{hall: {{choices: {{{wait}}}, next: street}}, street: {{ending: end}}}}\n"
    assert codes(text) == found


def test_what_only_leads_that_no_scene_offers_lead_to_is_not_missed_beside_them() -> None:
    leads = "leads: {one: {episode: sat, text: One, goto: cellar}, two: {episode: sun, text: Two, goto: hall}}\n"
    scenes = "scenes: {hall: {leads: sun, next: end}, cellar: {next: attic}, attic: {next: hall}, end: {ending: end}}\n"
    (found,) = loading(f"{HEAD}episodes: {{sat: Saturday, sun: Sunday}}\n{leads}{scenes}").diagnostics
    assert found.words == "no scene offers the leads of “sat”, of which this is the first"


def test_a_count_that_is_too_high_says_how_many_there_are() -> None:
    leads = "episodes: {sat: Saturday}\nleads: {one: {episode: sat, text: One, goto: hall}}\n"
    scene = "find: key, leads: sat, choices: {on: {text: On, when: leads_followed(sat) >= 2, goto: out}}, next: out"
    assert conditions(scene, leads) == ["“leads_followed(sat) >= 2” is never true: “sat” has 1 lead"]


@pytest.mark.parametrize(("condition", "found"), [("visits(hall) >= 4", "never"), ("visits(hall) < 5", "always")])
def test_how_far_arrivals_are_counted_is_said(condition: str, found: str) -> None:
    scenes = f"scenes: {{hall: {{passage: '[if {condition}]A.[end]B.', next: end}}, end: {{ending: end}}}}\n"
    (problem,) = loading(HEAD + scenes).diagnostics
    assert problem.words == f"“{condition}” is {found} true: arrivals are counted to 3"


def test_what_nothing_is_left_for_is_named() -> None:
    ways = "choices: {go: {text: Go., goto: [out, {scene: cellar, when: lit}]}}"
    text = f"{FACTS}scenes:\n  hall: {{set: lit, {ways}}}\n  cellar: {{next: out}}\n  out: {{ending: end}}\n"
    (found,) = loading(text).diagnostics
    assert found.words == "what stands before it leaves nothing for the way to “cellar”"


@pytest.mark.parametrize(("protected", "found"), [("yes", ["nothing-to-confront"]), ("no", [])])
def test_a_teller_who_tells_only_what_is_protected_has_nothing_to_pick(protected: str, found: list[str]) -> None:
    text = CASE.replace("CLAIM", f"protected: {protected}").replace("HEAR", ", anne_2").replace("STREET", "")
    text = text.replace("says: I ate with a friend.", f"says: With a friend., protected: {protected}")
    assert [code for code in codes(text) if code == "nothing-to-confront"] == found

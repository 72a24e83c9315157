"""What the language server knows of a small story: what can be written, what stands there, and where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.author.language.asking import MARK, Desk
from tests.author.language.story import CASE, SCENES, STORY, write_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_story(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "offered"),
    [
        ("meet: ben", f"meet: {MARK}", ["ben"]),
        ("meet: ben", f"meet: [{MARK}]", ["ben"]),
        ("meet: ben", f"meet:\n      - {MARK}", ["ben"]),
        ("find: note", f"find: {MARK}", ["note"]),
        ("hear: ben_1", f"hear: {MARK}", ["ben_1", "ben_1.morning"]),
        ("set: late", f"set: {MARK}", ["late"]),
        ("goto: shop", f"goto: {MARK}", ["kitchen", "shop"]),
        ("goto: shop", f"goto:\n          - scene: {MARK}", ["kitchen", "shop"]),
        ("ending: peace", f"ending: {MARK}", ["peace"]),
        ("set: late", f"sticky: {MARK}", ["yes", "no"]),
        ("set: late", f"contradict: {{{MARK}}}", ["ben_1.morning"]),
        ("set: late", f"contradict: {{ben_1.morning: {MARK}}}", ["note", "ben_1.morning"]),
        ("set: late", f"change:\n          {MARK}", ["trust"]),
        ("took(kitchen.ask)", f"took({MARK}", ["kitchen.ask", "kitchen.door", "kitchen.leave"]),
        ("wrote(who, cat)", f"wrote(who, {MARK}", ["him", "cat"]),
        ("{trust}", f"{{{MARK}", ["trust", "ben_1.morning", "wrote.", "wrote_first."]),
        ("{trust}", f"{{wrote.{MARK}", ["wrote.who"]),
        ("[end]", f"[{MARK}", ["if", "else if", "else", "end", "first", "then"]),
        ("found(note) and", f"found({MARK}", ["note"]),
        ("found(note) and", f"found_of(note, note, {MARK}", ["note"]),
        ("BEN:", MARK, ["BEN"]),
        ("set: late", f"title: {MARK}", []),
    ],
)
def test_what_can_stand_there_is_offered_and_nothing_else(old: str, new: str, offered: list[str], desk: Desk) -> None:
    assert SCENES.count(old) == 1
    assert desk.offered("scenes.yaml", SCENES.replace(old, new)) == offered


def test_a_condition_takes_facts_numbers_conditions_and_tests(desk: Desk) -> None:
    offered = desk.offered("scenes.yaml", SCENES.replace("calm or broken(ben_1.morning)", f"calm or {MARK}"))
    assert offered[:3] == ["late", "trust", "calm"]
    assert {"found(piece of evidence)", "found_of(piece of evidence, …)"} <= set(offered)
    assert offered[-3:] == ["and", "or", "not"]


def test_the_keys_of_a_thing_are_offered_but_for_those_it_has(desk: Desk) -> None:
    offered = desk.offered("scenes.yaml", SCENES.replace("        set: late\n", f"        {MARK}\n"))
    assert {"goto", "locked", "passage"} < set(offered)
    assert not {"text", "hear", "kitchen", "choices"} & set(offered)


def test_a_claim_is_offered_the_moments(desk: Desk) -> None:
    text = CASE.replace("moments: {", "moments: {evening: Later, ").replace("      morning:\n", f"      {MARK}:\n", 1)
    assert desk.offered("case.yaml", text.replace(f"{MARK}:", MARK)) == ["evening", "morning"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (f"from {MARK}", ["kitchen", "shop"]),
        (f"expect ending {MARK}", ["peace"]),
        (f"expect found({MARK}", ["note"]),
        (f"> ben_1.morning x {MARK}", ["note", "ben_1.morning"]),
        (f"> {MARK}", ["ben_1.morning", "ask", "door", "leave"]),
        (MARK, ["> ", "expect ", "from ", "with ", "after "]),
    ],
)
def test_lines_of_a_playthrough(line: str, offered: list[str], desk: Desk) -> None:
    assert desk.offered("plays/all.play", line) == offered


def test_a_broken_file_keeps_the_names_that_it_had(desk: Desk) -> None:
    broken = SCENES.replace("goto: shop", f"goto: {MARK}").replace("    confront:", "    confront")
    assert desk.offered("scenes.yaml", broken) == ["kitchen", "shop"]


@pytest.mark.parametrize(
    ("words", "by", "told"),
    [
        ("note) and", 0, "piece of evidence"),
        ("trust}", 0, "0 to 5, at the start 2"),
        ("calm or", 0, "trust \\>= 2 and not late"),
        ("ben_1.morning} Really", 0, "account"),
        ("ben_1.morning} Really", 8, "I slept until nine."),
        ("kitchen.ask) and", 9, "Ask him"),
        ("visited(", 0, "the scene has been arrived in"),
        ("BEN:", 0, "Ben Abel"),
        ("confront:", 0, "Who can be confronted here."),
        ("over:", 0, "patience is at an end"),
        ("The tin is", 0, None),
    ],
)
def test_what_stands_there_is_told(words: str, by: int, told: str | None, desk: Desk) -> None:
    found = desk.about("scenes.yaml").hover(*desk.where("scenes.yaml", words, by))
    assert (found is None) if told is None else (found is not None and told in found.markdown)


def test_somebody_speaks_where_a_paragraph_begins_and_nowhere_else(desk: Desk) -> None:
    assert desk.offered("scenes.yaml", SCENES.replace("You trust him {trust} times.", f"On.\n      {MARK}")) == []
    assert desk.offered("scenes.yaml", SCENES.replace("You trust him {trust} times.", f"On.\n\n      {MARK}")) == [
        "BEN"
    ]


def test_a_word_of_prose_is_no_test_of_a_condition(tmp_path: Path) -> None:
    desk = Desk(write_story(tmp_path), scenes=SCENES.replace("The tin is empty.", "He found a crumb."))
    assert desk.about("scenes.yaml").hover(*desk.where("scenes.yaml", "found a crumb")) is None


def test_an_authors_words_are_not_markup_of_the_editor(tmp_path: Path) -> None:
    desk = Desk(write_story(tmp_path), story=STORY.replace("name: Trust", 'name: "[x](http://y) <b> *z*"'))
    found = desk.about("scenes.yaml").hover(*desk.where("scenes.yaml", "{trust}", 1))
    assert found
    assert "\\[x\\]" in found.markdown
    assert "\\<b\\> \\*z\\*" in found.markdown


def test_a_claim_that_says_nothing_of_its_moment_leads_to_both(desk: Desk) -> None:
    found = list(desk.about("case.yaml").definition(*desk.where("case.yaml", "      morning:", 6)))
    assert [(spot.line, spot.start) for spot in found] == [(13, 6), (0, 10)]


def test_what_a_playthrough_means_by_an_id_depends_on_the_scene(desk: Desk) -> None:
    found = list(desk.about("plays/all.play").definition(*desk.where("plays/all.play", "> leave", 2)))
    assert [(spot.path.name, spot.line) for spot in found] == [("scenes.yaml", 18)]


def test_a_playthrough_that_fails_is_understood_as_far_as_an_id_stands_for_one_thing(desk: Desk) -> None:
    (desk.folder / "plays" / "all.play").write_text("> nowhere\n> leave\n", encoding="utf-8")
    found = list(desk.about("plays/all.play").definition(*desk.where("plays/all.play", "> leave", 2)))
    assert [(spot.path.name, spot.line) for spot in found] == [("scenes.yaml", 18)]


def test_the_outline_has_titles(desk: Desk) -> None:
    (section,) = desk.about("scenes.yaml").outline()
    kitchen, shop = section.inside
    assert [(entry.name, entry.title) for entry in kitchen.inside] == [
        ("ask", "Ask him"),
        ("door", "Look at the door"),
        ("leave", "Leave"),
    ]
    assert (kitchen.line, kitchen.last, shop.line) == (1, 22, 23)

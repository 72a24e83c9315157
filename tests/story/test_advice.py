"""What is said of a story that can be played: what is in vain, what always holds, what will not be read as meant."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.story.conditions import And, Not, Or, Tree
from game.story.conditions import Test as Ask
from tests.stories import HALL, HEAD, loading, problems

STORY = (
    HEAD
    + """\
people: {anne: {name: Anne Berg, wild: [No.]}}
facts: {lit: The lamp is lit., wet: It is wet.}
numbers: {trust: {name: Trust, from: 1, to: 3, start: 2}}
scenes:
  hall:
    meet: anne
    set: [lit, wet]
    change: {trust: 1}
    passage: |
      [if CONDITION]Yes.[end][if lit and wet and trust == 2]No.[end]
    choices: {go: {text: Go., goto: road}}
  road: {ending: end}
"""
)
NEVER = [
    "lit and not lit",
    "not (lit or not lit)",
    "trust > 3",
    "trust < 1",
    "trust == 0",
    "trust >= 3 and trust <= 2",
    "lit and (wet and not lit)",
    "visits(road) >= 4",
    "visited(road) and visits(road) == 0",
]
ALWAYS = ["lit or not lit", "trust >= 1", "trust != 4", "visited(hall)", "visits(road) <= 3", "not (wet and not wet)"]
OPEN = ["lit", "trust >= 2", "lit and not wet", "visits(road) >= 3", "visits(hall) >= 2", "(lit or wet) and not lit"]


def advice(condition: str) -> list[str]:
    return [problem.rpartition(" ")[2] for problem in problems(STORY.replace("CONDITION", condition))]


@pytest.mark.parametrize("condition", NEVER)
def test_a_condition_that_never_holds_is_reported(condition: str) -> None:
    assert advice(condition) == ["never-true"]


@pytest.mark.parametrize("condition", ALWAYS)
def test_a_condition_that_always_holds_is_reported(condition: str) -> None:
    assert advice(condition) == ["always-true"]


@pytest.mark.parametrize("condition", OPEN)
def test_a_condition_that_depends_is_not(condition: str) -> None:
    assert advice(condition) == []


ATOMS = [Ask("lit"), Ask("wet"), *(Ask("trust", None, sign, n) for sign in ("==", ">=", "<") for n in (1, 2, 3, 4))]
TREES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=8,
)
SIGNS = {"==": int.__eq__, ">=": int.__ge__, "<": int.__lt__}


def holds(tree: Tree, lit: bool, wet: bool, trust: int) -> bool:
    match tree:
        case Ask(name, _, None, _):
            return lit if name == "lit" else wet
        case Ask(_, _, sign, number):
            assert sign is not None
            return bool(SIGNS[sign](trust, number))
        case Not(inside):
            return not holds(inside, lit, wet, trust)
        case And(parts):
            return all(holds(part, lit, wet, trust) for part in parts)
        case Or(parts):
            return any(holds(part, lit, wet, trust) for part in parts)


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_what_is_said_of_a_condition_is_so_in_every_case(tree: Tree) -> None:
    cases = {holds(tree, *case) for case in product((True, False), (True, False), (1, 2, 3))}
    expected = [] if len(cases) == 2 else ["always-true" if cases == {True} else "never-true"]
    assert [code for code in advice(str(tree)) if code != "mixed"] == expected


def test_a_condition_over_too_many_cases_is_left_alone() -> None:
    facts = {f"f{n}": f"{{f{n}: F.}}" for n in range(40)}
    text = HEAD + "".join(f"# {name}\n" for name in facts)
    text += f"facts: {{{', '.join(f'{name}: F' for name in facts)}}}\n"
    condition = " and ".join(f"({name} or not {name} or f0)" for name in facts)
    text += f"scenes: {{hall: {{set: [{', '.join(facts)}], passage: '[if {condition}]Yes.[end]', ending: end}}}}\n"
    assert {problem.code for problem in loading(text).diagnostics} <= {"always-true"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: Room #7", "cut-off"),
        ("title: Room # the seventh", "cut-off"),
        ("title: Room  # the seventh", None),
        ("title: Room  #the seventh", "cut-off"),
        ("next: [] # nowhere", None),
        ("passage: Anna bread. Anne laughs. Anne goes. Anne says so.", None),
        ("passage: With Anna. Anne laughs. Anne goes. Anne says so.", "spelled-two-ways"),
        ('title: "Room #7"', None),
        ("title: The *old* hall", "markup"),
        ("title: The [b]old[/b] hall", "markup"),
        ("title: The <i>old</i> hall", "markup"),
        ("title: The {trust} hall", "markup"),
        ("title: 3 * 4 * 5", None),
        ("title: A < B > C", None),
        ("title: Tea & cake", None),
        ("passage: The *old* hall.", None),
        ("passage: The <b>old</b> hall.", "markup"),
        ("passage: The **old** hall.", "markup"),
        ("passage: Anna Berg. Anne laughs. Anne goes. Anne says so.", "spelled-two-ways"),
        ("passage: Annes hat. Anne laughs. Anne goes. Anne says so.", None),
        ("passage: Anna laughs. Anna goes. Anna says so.", None),
    ],
)
def test_words_that_will_not_be_read_as_meant(line: str, code: str | None) -> None:
    text = (
        HEAD + f"people: {{anne: {{name: Anne Berg}}}}\nscenes:\n  hall:\n    meet: anne\n    {line}\n    ending: end\n"
    )
    assert [problem.rpartition(" ")[2] for problem in problems(text)] == ([code] if code else [])


def test_a_text_that_a_comment_cuts_is_reported_behind_several_lines() -> None:
    text = HEAD + "scenes:\n  hall:\n    title: Room\n      number #7\n    ending: end\n"
    assert problems(text) == ["6:14 cut-off"]


def test_an_account_that_nobody_hears_is_one_message() -> None:
    text = HEAD + (
        "people: {anne: {name: Anne}}\nmoments: {noon: Noon, night: Night}\n"
        "accounts:\n  a: {teller: anne, title: A, claims: "
        "{noon: {says: X, protected: yes}, night: {says: Y, gap: yes}}}\n"
        "scenes: {hall: {meet: anne, ending: end}}\n"
    )
    assert problems(text) == ["6:3 never-happens"]


@pytest.mark.parametrize(("heard", "found"), [("a", ["7:5 never-happens"]), ("[a, a.night]", [])])
def test_a_claim_that_waits_for_its_own_hearing_and_has_none_is_reported(heard: str, found: list[str]) -> None:
    text = HEAD + (
        "people: {anne: {name: Anne}}\nmoments: {noon: Noon, night: Night}\n"
        "accounts:\n  a: {teller: anne, title: A, claims: {noon: {says: X, protected: yes},\n"
        "    night: {says: Y, later: yes, protected: yes}}}\n"
        f"scenes: {{hall: {{meet: anne, hear: {heard}, ending: end}}}}\n"
    )
    assert problems(text) == found


def test_a_fact_that_nothing_sets_and_nothing_asks_about_is_one_message() -> None:
    assert problems(HEAD + "facts: {lit: It is light.}\n" + HALL) == ["3:9 never-happens"]


@pytest.mark.parametrize("bounds", ["from: 2, to: 2, start: 2", "from: 3, to: 2", "to: 2, start: 3"])
def test_a_number_has_two_values_at_least_and_begins_with_one_of_them(bounds: str) -> None:
    scenes = "scenes: {hall: {change: {trust: 1}, passage: 'It is {trust}.', ending: end}}\n"
    assert problems(f"{HEAD}numbers: {{trust: {{name: Trust, {bounds}}}}}\n{scenes}") == ["3:11 bad-bounds"]


@pytest.mark.parametrize(
    ("claims", "codes"),
    [
        ("noon: {says: X, protected: yes}, night: {says: Y, gap: yes}", []),
        ("noon: {says: X, protected: yes}, night: {says: Y}", ["no-answer"]),
    ],
)
def test_wild_answers_are_asked_for_where_they_can_be_given(claims: str, codes: list[str]) -> None:
    text = HEAD + (
        "people: {anne: {name: Anne, gap: Hm.}}\nmoments: {noon: Noon, night: Night}\n"
        "evidence: {bill: {name: B, finding: F, document: D, bears on: [noon, night]}}\n"
        f"accounts:\n  a: {{teller: anne, title: A, claims: {{{claims}}}}}\n"
        "scenes:\n  hall: {meet: anne, hear: a, find: bill, confront: {teller: anne, over: yard},"
        " choices: {go: {text: Go, goto: yard}}}\n  yard: {ending: end}\n"
    )
    assert [problem.rpartition(" ")[2] for problem in problems(text)] == codes

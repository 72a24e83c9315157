"""The grammar of prose: what is read as what, and every flaw at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.conditions import Condition
from game.story.prose import (
    MAX_DEPTH,
    Body,
    Emphasis,
    If,
    Insert,
    Prose,
    Vary,
    parse_prose,
    tree_walk,
)
from game.story.speech import speeches_in
from game.story.tags import paragraphs_of


def flaws(text: str) -> list[int]:
    """Where the flaws of a text are."""
    return sorted(flaw.offset for flaw in parse_prose(text)[1])


def joined(body: Body) -> list[object]:
    """The parts of a body, with neighbouring texts joined."""
    found: list[object] = []
    for part in body:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", []),
        ("One.", ["One."]),
        ("[[x]]", ["[x]"]),
        ("{{x}}", ["{x}"]),
        ("5 ** 5", ["5 * 5"]),
        ("*a*", [Emphasis(), "a", Emphasis()]),
        ("{trust}", [Insert("trust")]),
        ("{ trust }", [Insert("trust")]),
        ("{anne_1.noon}", [Insert("anne_1.noon")]),
        ("It [if a]x[end].", ["It ", If(((Condition("a"), ("x",)),)), "."]),
        ("It [ if  a and b ]x[ end ].", ["It ", If(((Condition("a and b"), ("x",)),)), "."]),
        ("It [if a]x[else]y[end].", ["It ", If(((Condition("a"), ("x",)), (None, ("y",)))), "."]),
        (
            "It [if a]x[else if b]y[else]z[end].",
            ["It ", If(((Condition("a"), ("x",)), (Condition("b"), ("y",)), (None, ("z",)))), "."],
        ),
        ("It [first]x[then]y[then]z[end].", ["It ", Vary((("x",), ("y",), ("z",))), "."]),
        ("It [if a][end].", ["It ", If(((Condition("a"), ()),)), "."]),
        (
            "It [if a]v [if b]x[end] w[end].",
            ["It ", If(((Condition("a"), ("v ", If(((Condition("b"), ("x",)),)), " w")),)), "."],
        ),
    ],
)
def test_prose_is_read_so(text: str, body: list[object]) -> None:
    assert joined(parse_prose(text)[0]) == body
    assert flaws(text) == []


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("a [b] c", [2]),
        ("a [ c", [2]),
        ("a ] c", [2]),
        ("a { c", [2]),
        ("a } c", [2]),
        ("a {} c", [2]),
        ("a {not a name} c", [2]),
        ("a {trust:5} c", [2]),
        ("a {0.__class__} c", [2]),
        ("a [if] c", [2]),
        ("a [if x] c", [2]),
        ("a [end] c", [2]),
        ("a [else] c", [2]),
        ("a [then] c", [2]),
        ("It *was so, and *that* is all.", [3]),
        ("It *was* so, and *that is all.", [17]),
        ("[if x]a[then]b[end]", [7]),
        ("[first]a[else]b[end]", [8]),
        ("[if x]a[else]b[else]c[end]", [14]),
        ("[if x]a[else]b[else if y]c[end]", [14]),
        ("[end x]", [0, 5]),
        ("[else x]", [6]),
        ("[first x]a[end]", [7, 10]),
        ("[iffy]", [0]),
        ("[If x]a[end]", [0, 7]),
        ("*a", [0]),
        ("a* b* c*", [7]),
        ("*a\n\nb*", [0, 5]),
        ("[if x]a[if y]b", [0, 7]),
        ("[[[if x]a", [2]),
    ],
)
def test_every_flaw_is_found_at_its_place(text: str, offsets: list[int]) -> None:
    found = flaws(text)
    assert found == offsets or (len(offsets) == 2 and found in ([offsets[0]], [offsets[1]]))


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1])
def test_branches_nest_so_deep_and_no_deeper(depth: int) -> None:
    assert bool(flaws("[if a]" * depth + "x" + "[end]" * depth)) == (depth > MAX_DEPTH)


def test_the_condition_of_a_branch_has_its_place() -> None:
    body, _ = parse_prose("It [if  lit]is[else if not  lit]was[else]will be[end].")
    branch = body[1]
    assert isinstance(branch, If)
    assert branch.offsets[:2] == (8, 23)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ANNE: Hello.", [("ANNE", 0)]),
        ("Hello.", []),
        ("One.\n\nANNE: Hello.\n\nBEN: Yes.", [("ANNE", 6), ("BEN", 20)]),
        ("  ANNE: Hello.", [("ANNE", 2)]),
        ("ANNE:\nHello.", [("ANNE", 0)]),
        ("MADAME VASSEUR: Hello.", [("MADAME VASSEUR", 0)]),
        ("O'NEIL: Hello.", [("O'NEIL", 0)]),
        ("JEAN-LUC: Hello.", [("JEAN-LUC", 0)]),
        ("DR. KRAUS: Hello.", [("DR. KRAUS", 0)]),
        ("ÉLISE: Hello.", [("ÉLISE", 0)]),
        ("Anne: Hello.", []),
        ("ANNE said: Hello.", []),
        ("ANNE:Hello.", []),
        ("22:47 it was.", []),
        ("[if lit]ANNE: Hello.[end]", [("ANNE", 8)]),
        ("[if lit]\nANNE: Hello.\n[end]", [("ANNE", 9)]),
        ("дома: тихо.", []),
        ("łąka: zielona.", []),
    ],
)
def test_speeches_are_found_so(text: str, names: list[tuple[str, int]]) -> None:
    assert list(speeches_in(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "[if lit]\nANNE: One.\n[else]\nBEN: Two.\n[end]",
        "[if lit]ANNE: One.[else]BEN: Two.[end]",
        "[first]\nANNE: One.\n[then]\nBEN: Two.\n[end]",
    ],
)
def test_speeches_are_found_in_every_branch(text: str) -> None:
    assert [name for name, _ in speeches_in(text)] == ["ANNE", "BEN"]


def test_paragraphs_have_their_places() -> None:
    assert list(paragraphs_of("One.\n\n  Two.\n \nThree.")) == [(0, "One."), (8, "Two."), (15, "Three.")]


TAGS = ["[if a]", "[else]", "[else if b]", "[end]", "[first]", "[then]", "[if ", "[end", "{x}", "{", "}", "[", "]"]
WORDS = ["*", "**", "[[", "}}", "ANNE: ", "word", " ", "\n", "\n\n", "a.b", "\t", "é", "\u2014"]
pieces = st.sampled_from(TAGS + WORDS)
texts = st.text(max_size=60) | st.lists(pieces, max_size=40).map("".join)


@given(texts)
def test_any_text_is_prose_whose_flaws_are_inside_of_it(text: str) -> None:
    body, found = parse_prose(text)
    for flaw in found:
        assert 0 <= flaw.offset <= len(text)
        assert flaw.reason
    list(tree_walk(body))


@given(texts)
def test_names_in_prose_stand_where_they_are_said_to(text: str) -> None:
    body, _ = parse_prose(text)
    for part in tree_walk(body):
        if isinstance(part, Insert):
            assert text.startswith(part.name, part.offset)
        elif isinstance(part, If):
            for (condition, _), offset in zip(part.branches, part.offsets, strict=True):
                assert condition is None or text.startswith(condition.text, offset)


@given(texts)
def test_speeches_stand_where_they_are_said_to(text: str) -> None:
    for name, offset in speeches_in(text):
        assert text.startswith(f"{name}:", offset)


@given(st.text(alphabet=st.characters(exclude_characters="[]{}*"), max_size=60))
def test_text_without_special_characters_is_itself(text: str) -> None:
    assert "".join(map(str, parse_prose(text)[0])) == text
    assert Prose(text).is_plain


@given(st.text(alphabet="[]{}*a \n", max_size=30))
def test_text_with_every_special_character_doubled_is_itself(text: str) -> None:
    doubled = "".join(letter * 2 if letter in "[]{}*" else letter for letter in text)
    body, found = parse_prose(doubled)
    assert "".join(map(str, body)) == text
    assert found == ()


@given(texts)
def test_paragraphs_are_parts_of_the_text(text: str) -> None:
    for start, paragraph in paragraphs_of(text):
        assert text.startswith(paragraph, start)


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("[first]\nOne.", "[first] has no [end]: write [end] where the text of [first] stops", "[first]"),
        ("[first]\nOne [if a]two.\n[then]\nThree.\n[end]", "[if] has no [end] before the [then]", "[if a]"),
        ("[first]\nOne [if a]two.\n[end]", "the next [end] is that of the [first] around it", "[if a]"),
        ("[first]\nOne.\n[if a]\nTwo.\n\nThree.\n[end]", "or it is [if a] further down", "[first]"),
        ("[if a]x [first]y[else]z[end]", "[first] has no [end] before the [else]", "[first]"),
    ],
)
def test_a_missing_end_is_put_down_to_the_likeliest_tag(text: str, words: str, at: str) -> None:
    (flaw,) = Prose(text).flaws
    assert words in flaw.reason
    assert flaw.offset == text.index(at)

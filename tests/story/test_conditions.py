"""Conditions: what is read as what, what is refused, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story import conditions
from game.story.conditions import (
    MAX_DEPTH,
    MAX_LENGTH,
    And,
    BadCondition,
    Condition,
    Not,
    Or,
    Tree,
    parse_condition,
)
from game.story.conditions import Test as Single
from game.story.conditions import tests_in as singles_in

A, B, C = Single("a"), Single("b"), Single("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        (" a ", A),
        ("not a", Not(A)),
        ("not not a", Not(Not(A))),
        ("a and b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a and b and c", And((A, B, C))),
        ("a or b and c", Or((A, And((B, C))))),
        ("a and b or c", Or((And((A, B)), C))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("not a and b", And((Not(A), B))),
        ("not (a and b)", Not(And((A, B)))),
        ("((a))", A),
        ("a\n  and\n  b", And((A, B))),
        ("trust >= 3", Single("trust", None, ">=", 3)),
        ("trust>=3", Single("trust", None, ">=", 3)),
        ("trust == -3", Single("trust", None, "==", -3)),
        ("not trust < 3", Not(Single("trust", None, "<", 3))),
        ("found(key)", Single("found", ("key",))),
        ("found ( key )", Single("found", ("key",))),
        ("shown(anne,key)", Single("shown", ("anne", "key"))),
        ("heard(anne_1.noon)", Single("heard", ("anne_1.noon",))),
        ("visits(hall) != 2", Single("visits", ("hall",), "!=", 2)),
        ("nota", Single("nota")),
        ("android or order", Or((Single("android"), Single("order")))),
    ],
)
def test_a_condition_is_read_so(text: str, tree: Tree) -> None:
    assert parse_condition(text) == tree


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("   ", 0),
        ("a and", 5),
        ("a and  ", 5),
        ("and a", 0),
        ("a b", 2),
        ("a or or b", 5),
        ("not", 3),
        ("(a", 2),
        ("a)", 1),
        ("()", 1),
        ("found()", 6),
        ("found(a b)", 8),
        ("found(a,)", 8),
        ("found(3)", 6),
        ("found(not)", 6),
        ("trust >= ", 8),
        ("trust >= many", 9),
        ("trust >= 1234567890", 9),
        ("trust => 3", 6),
        ("trust = 3", 6),
        ("3 < trust", 0),
        ("trust > 3 > 2", 10),
        ("a && b", 2),
        ("a | b", 2),
        ("!a", 0),
        ("é", 0),
        ("a and é", 6),
        ("a.b.c", 3),
        ("__import__('os')", 11),
        ("a\n\nand !", 7),
        ("a # comment", 2),
        ('"a"', 0),
        ("٣ < a", 0),
        ("trust > ٣", 8),
    ],
)
def test_what_is_no_condition_is_refused_where_it_stops_being_one(text: str, offset: int) -> None:
    with pytest.raises(BadCondition) as refused:
        parse_condition(text)
    assert refused.value.offset == offset


def test_an_equals_sign_is_mended_in_words() -> None:
    with pytest.raises(BadCondition, match="=="):
        parse_condition("trust = 3")


@pytest.mark.parametrize("text", ["(" * 3_000, "not " * 400 + "a", "(" * 30 + "a" + ")" * 30, "a" * (MAX_LENGTH + 1)])
def test_what_is_too_deep_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(BadCondition):
        parse_condition(text)


def test_the_greatest_depth_and_length_are_read() -> None:
    parse_condition("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)
    parse_condition(" or ".join(["a"] * 400).ljust(MAX_LENGTH))


names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}(\.[A-Za-z0-9_]{1,4})?", fullmatch=True).filter(
    lambda name: name not in ("and", "or", "not")
)
plain = st.builds(
    Single,
    names,
    st.none() | st.lists(names, min_size=1, max_size=3).map(tuple),
    st.none(),
    st.just(0),
)
compared = st.builds(
    Single,
    names,
    st.none() | st.lists(names, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    st.integers(-999_999_999, 999_999_999),
)


def _parts(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(inner, min_size=2, max_size=3).map(tuple)


trees: st.SearchStrategy[Tree] = st.recursive(
    plain | compared,
    lambda inner: st.one_of(
        inner.map(Not),
        _parts(inner).map(And),
        _parts(inner).map(Or),
    ),
    max_leaves=8,
)


@given(trees)
def test_a_condition_is_read_back_as_it_was_written(tree: Tree) -> None:
    assert parse_condition(str(tree)) == tree


@given(trees)
def test_every_test_of_a_condition_is_found_where_it_stands(tree: Tree) -> None:
    text = str(tree)
    for single in singles_in(parse_condition(text)):
        assert text.startswith(single.name, single.offset)
        for argument, offset in zip(single.arguments or (), single.argument_offsets, strict=True):
            assert text.startswith(argument, offset)


words = st.sampled_from(
    ["and", "or", "not", "(", ")", ",", "a", "found", ">=", "=", "3", "-", ".", " ", "\n", "é", "["]
)


@given(st.text(max_size=80) | st.lists(words, max_size=30).map("".join) | st.lists(words, max_size=30).map(" ".join))
def test_any_text_is_a_condition_or_refused_inside_of_it(text: str) -> None:
    refused = None
    try:
        tree = parse_condition(text)
        assert parse_condition(str(tree)) == tree
    except BadCondition as error:
        refused = error
    if refused is not None:
        assert 0 <= refused.offset <= len(text)
        assert refused.reason


def test_conditions_of_one_text_are_equal_and_have_one_hash() -> None:
    assert {Condition("a"), Condition("a")} == {Condition("a")}
    assert Condition("a") != Condition("b")


one_test = st.lists(
    st.sampled_from(["found", "not", "and", "a.b", "x1", "(", ")", ",", ">=", "=", "==", "<", "-3", "12", " ", "\n"]),
    max_size=9,
).map("".join)


@given(one_test)
def test_a_condition_of_one_test_is_read_as_the_parser_reads_it(text: str) -> None:
    def read(parse: Callable[[str], Tree]) -> object:
        try:
            tree = parse(text)
        except BadCondition as error:
            return error.reason, error.offset
        return tree, [(test.offset, test.argument_offsets) for test in singles_in(tree)]

    assert read(parse_condition) == read(lambda text: conditions._Parser(text).parse())

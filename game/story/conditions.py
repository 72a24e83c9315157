"""Conditions: short expressions over the names that a story declares.

A condition is parsed here, by a grammar of our own, and never handed to Python. What its names refer to is checked when
the whole story is known; what it means in play, `game.play` decides.

    condition = both { "or" both }
    both      = plain { "and" plain }
    plain     = "not" plain | "(" condition ")" | test
    test      = name [ "(" name { "," name } ")" ] [ comparison number ]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import eq, ge, gt, le, lt, ne

from msgspec import Struct

from game.lean import pattern

MAX_LENGTH = 2_000
MAX_DEPTH = 24
MAX_NUMBER = 1_000_000
"""How large a number may be, in a condition and anywhere else."""


COMPARISONS: dict[str, Callable[[int, int], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
"""What comparisons say of two numbers."""


class Placed(Struct, frozen=True, eq=False):
    """What was read at some place of a text; it is equal to what says the same anywhere else."""

    def said(self) -> object:
        """What it says, without the place."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Placed) and type(other) is type(self) and other.said() == self.said()

    def __hash__(self) -> int:
        return hash(self.said())


class Test(Placed, frozen=True, eq=False):
    """The smallest condition: a name, perhaps with arguments, perhaps compared with a number."""

    name: str
    arguments: tuple[str, ...] | None = None
    comparison: str | None = None
    number: int = 0
    offset: int = 0
    """Where in the text of the condition it begins."""
    argument_offsets: tuple[int, ...] = ()

    def said(self) -> object:
        return self.name, self.arguments, self.comparison, self.number

    def __str__(self) -> str:
        text = self.name if self.arguments is None else f"{self.name}({', '.join(self.arguments)})"
        return text if self.comparison is None else f"{text} {self.comparison} {self.number}"


class Not(Struct, frozen=True):
    """Holds if the condition inside does not."""

    inside: Tree

    def __str__(self) -> str:
        return f"not {_bracketed(self.inside, And, Or)}"


class And(Struct, frozen=True):
    """Holds if all parts do."""

    parts: tuple[Tree, ...]

    def __str__(self) -> str:
        return " and ".join(_bracketed(part, And, Or) for part in self.parts)


class Or(Struct, frozen=True):
    """Holds if any part does."""

    parts: tuple[Tree, ...]

    def __str__(self) -> str:
        return " or ".join(_bracketed(part, Or) for part in self.parts)


Tree = Test | Not | And | Or


def _bracketed(tree: Tree, *kinds: type) -> str:
    return f"({tree})" if isinstance(tree, kinds) else str(tree)


def tests_in(tree: Tree) -> Iterator[Test]:
    """Every test in the condition, from left to right."""
    match tree:
        case Test():
            yield tree
        case Not(inside):
            yield from tests_in(inside)
        case And(parts) | Or(parts):
            for part in parts:
                yield from tests_in(part)


class BadCondition(Exception):
    """Text that is no condition: why, and the offset of the character where it stops being one."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason, self.offset = reason, offset


class Condition:
    """A condition as an author wrote it. It is parsed when it is first needed; equal texts are equal conditions."""

    __slots__ = ("_tree", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._tree: Tree | None = None

    @property
    def tree(self) -> Tree:
        """What it says; raises BadCondition if it says nothing. A story that loaded has no bad conditions."""
        if self._tree is None:
            self._tree = parse_condition(self.text)
        return self._tree

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


class _Token(Struct, frozen=True):
    text: str
    offset: int


_TOKEN = pattern(r"\s*(?:([A-Za-z_]\w*(?:\.\w+)?)|(-?\d+)|(==|!=|<=|>=|<|>|[(),])|(\S))", re.ASCII)
_NAME = pattern(r"[A-Za-z_]\w*(?:\.\w+)?", re.ASCII)
_ALONE = pattern(
    rf"\s*(?P<name>{_NAME.pattern})\s*(?:\(\s*(?P<argument>{_NAME.pattern})\s*\)\s*)?"
    r"(?:(?P<comparison>[=!<>]=|[<>])\s*(?P<number>-?[0-9]{1,9})\s*)?",
    re.ASCII,
)
"""A condition of one test, as most are: it needs no parser."""
_WORDS = ("and", "or", "not")
MOST_DIGITS = 9


def parse_condition(text: str) -> Tree:
    """The tree of a condition; raises BadCondition."""
    if len(text) > MAX_LENGTH:
        raise BadCondition(f"a condition may have {MAX_LENGTH:,} characters; name a part of it", 0)
    if (alone := _ALONE.fullmatch(text)) and alone["name"] not in _WORDS:
        argument, comparison = alone["argument"], alone["comparison"]
        if argument not in _WORDS:
            return Test(
                alone["name"],
                None if argument is None else (argument,),
                comparison,
                int(alone["number"] or 0),
                alone.start("name"),
                () if argument is None else (alone.start("argument"),),
            )
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.end = len(text.rstrip())
        self.next = 0

    def parse(self) -> Tree:
        tree = self.either(0)
        if self.peek():
            token, cure = self.misplaced()
            reason = f"“{token.text}” does not belong here; {cure or 'expected “and”, “or” or the end'}"
            raise BadCondition(reason, token.offset)
        return tree

    def misplaced(self) -> tuple[_Token, str]:
        """Which token does not belong where reading stopped, and what to do; nothing if that is hard to say."""
        from game.story.advice.conditions import misplaced  # noqa: PLC0415 - only for a condition that cannot be read

        at, cure = misplaced([token.text for token in self.tokens], self.next)
        return self.tokens[at], cure

    def peek(self) -> _Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def accept(self, *texts: str) -> _Token | None:
        token = self.peek()
        if token and token.text in texts:
            self.next += 1
            return token
        return None

    def expect(self, text: str, why: str) -> None:
        if not self.accept(text):
            if not self.peek():
                raise BadCondition(f"expected “{text}” {why}", self.end)
            token, cure = self.misplaced()
            reason = f"“{token.text}” does not belong here; {cure}" if cure else f"expected “{text}” {why}"
            raise BadCondition(reason, token.offset)

    def end_of_names(self) -> None:
        """Raises BadCondition if another name follows, without a comma."""
        if (token := self.peek()) and token.text != ")":
            from game.story.advice.conditions import missing_comma  # noqa: PLC0415 - only for one that cannot be read

            if reason := missing_comma(token.text):
                raise BadCondition(reason, token.offset)

    def either(self, depth: int) -> Tree:
        parts = [self.both(depth)]
        while self.accept("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Tree:
        parts = [self.plain(depth)]
        while self.accept("and"):
            parts.append(self.plain(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def plain(self, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise BadCondition(f"brackets and “not” may nest {MAX_DEPTH} deep; name a part of it", 0)
        if self.accept("not"):
            return Not(self.plain(depth + 1))
        if self.accept("("):
            tree = self.either(depth + 1)
            self.expect(")", "to close the bracket")
            return tree
        return self.test()

    def test(self) -> Test:
        token = self.name("a name")
        arguments: list[_Token] | None = None
        if self.accept("("):
            arguments = [self.name("a name in the brackets")]
            while self.accept(","):
                arguments.append(self.name("a name after the comma"))
            self.end_of_names()
            self.expect(")", "to close the bracket")
        comparison, number = None, 0
        if found := self.accept(*COMPARISONS):
            comparison, number = found.text, self.number(found)
        names = None if arguments is None else tuple(argument.text for argument in arguments)
        offsets = tuple(argument.offset for argument in arguments or ())
        return Test(token.text, names, comparison, number, token.offset, offsets)

    def name(self, what: str) -> _Token:
        token = self.peek()
        if token is None:
            raise BadCondition(f"expected {what}, but the condition ends here", self.end)
        if token.text in _WORDS or not _NAME.fullmatch(token.text):
            _, cure = self.misplaced()
            raise BadCondition(f"expected {what}, found “{token.text}”{cure and f'; {cure}'}", token.offset)
        self.next += 1
        return token

    def number(self, comparison: _Token) -> int:
        token = self.peek()
        if token is None or not re.fullmatch(r"-?\d+", token.text, re.ASCII):
            from game.story.advice.conditions import truth_compared  # noqa: PLC0415 - only for one that cannot be read

            found = f", in digits, and not “{token.text}”" if token and _NAME.fullmatch(token.text) else ""
            found += truth_compared(token.text) if token else ""
            raise BadCondition(
                f"expected a whole number after “{comparison.text}”{found}", token.offset if token else self.end
            )
        if len(token.text.lstrip("-")) > MOST_DIGITS:
            raise BadCondition(f"a number may be at most {MAX_NUMBER:,}", token.offset)
        self.next += 1
        return int(token.text)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while found := _TOKEN.match(text, position):
        yield _Token(found[found.lastindex or 0], found.start(found.lastindex or 0))
        position = found.end()

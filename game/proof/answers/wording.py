"""Says formulas in the words in which authors write conditions, and what is so in a state in the words of the story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from game.play.formulas import ALWAYS, NEVER, All, Among, Any, Bit, Compare, Formula, Opposite, bits
from game.play.layout import Slot
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.model.knowledge import plain
from game.story.reserved import NEXT, REFUTED
from game.story.story import Story, choices_of

_ASKED = re.compile(r"(\w+)\((.*)\)")
"""The name of a slot that stands for something about a thing: what about it, and which things."""

_AMONG = {
    "==": "just {}", "!=": "not just {}", ">=": "at least {}", ">": "more than {}",
    "<=": "at most {}", "<": "fewer than {}",
}  # fmt: skip

_ASKED_AS = {"visits": "visited", "wrote": "wrote_any"}
"""How a condition asks about a slot, if not by the slot's own name: whether it holds anything but nothing."""

NONE_ALIKE: Mapping[Slot, Sequence[int]] = {}

MOST_LETTERS = 60
"""How much of a text is told."""


class _Left(NamedTuple):
    """That a choice of a scene is left to be made."""

    formula: Formula
    words: str
    """That it does not hold."""
    choices: tuple[tuple[str, Formula], ...]
    """The choices by their own ids, each with the formula that it is left."""


class Words:
    """Words for the slots of a story."""

    def __init__(self, rules: Rules) -> None:
        self._slots = {bit.mask: name for name, slot in rules.layout.slots.items() for bit in bits(slot.mask)}
        self._rules = rules
        self._layout = rules.layout
        self._story = rules.story
        self._choices = dict(choices_of(rules.story))
        self._refuted = rules.formulas.refuted

    def of(self, formula: Formula) -> str:  # noqa: PLR0911 - one for each kind of formula
        """A formula as a condition."""
        match formula:
            case Bit(mask):
                return _condition(self._slots.get(mask, "something that held before"))
            case Opposite():
                return self._not(formula)
            case All(parts):
                telling = [part for part in parts if plain(part) is not ALWAYS]
                return " and ".join(self._bracketed(part, Any) for part in telling) or "always"
            case Any(parts):
                return self._account(parts) or self._either(parts)
            case Compare(slot, comparison, number):
                name = self._slots[bits(slot.mask)[0].mask]
                if comparison in ("==", "!=") and (chosen := self._chosen(name, number)):
                    return chosen if comparison == "==" else f"not {chosen}"
                return f"{name} {comparison} {number}"
            case Among(parts, comparison, number):
                if parts == self._refuted:
                    return f"{REFUTED} {comparison} {number}"
                if counted := self._counted({self.of(part) for part in parts}):
                    return f"{counted} {comparison} {number}"
                return f"{_AMONG[comparison].format(number)} of these: {', '.join(self.of(part) for part in parts)}"

    def _not(self, formula: Opposite) -> str:
        if isinstance(formula.inside, Opposite):
            return self.of(formula.inside.inside)
        if left := self._left_in(formula):
            return left.words
        words = self.of(formula.inside)
        return f"not ({words})" if isinstance(formula.inside, All | Any) and " " in words else f"not {words}"

    def choices_left(self, formula: Opposite) -> tuple[tuple[str, Formula], ...]:
        """If a formula says that of some choices of a scene none is left: these, each with the formula that it is."""
        left = self._left_in(formula)
        return left.choices if left else ()

    def _left_in(self, formula: Opposite) -> _Left | None:
        if not isinstance(formula.inside, Any):
            return None
        return next((left for left in self._left if left.formula == formula.inside), None)

    @cached_property
    def _left(self) -> list[_Left]:
        """What stands before fallbacks, and before the way on from a scene."""
        transitions, found = self._rules.transitions, list[_Left]()
        for name in self._story.scenes:
            choices = list(transitions.choices_in(name))
            before = [own for own, _, choice in choices if not choice.fallback]
            for made in (
                transitions.choosing(name) if len(before) < len(choices) or self._story.scenes[name].next else ()
            ):
                match made.guard:
                    case Opposite(Any(parts) as whole) if made.move == Choose(NEXT):
                        own = zip((one for one, *_ in choices), parts, strict=True)
                        found.append(_Left(whole, "no choice is left", tuple(own)))
                    case All((_, Opposite(Any(parts) as whole))) if str(made.move) not in before:
                        found.append(
                            _Left(whole, "no choice is left but a fallback", tuple(zip(before, parts, strict=True)))
                        )
                    case _:
                        pass
        return found

    def _chosen(self, name: str, number: int) -> str:
        """That the value of a slot is this one of several things, as a condition says it; empty if it is none of such.

        0 is none of the things.
        """
        things = self._layout.choosing.get(name)
        kind, _, thing = name.rstrip(")").partition("(")
        if things is None:
            return ""
        if kind == "told":
            return f"“{thing}” is told as {_quoted(things[number - 1]) if number else 'it begins'}"
        return f"{kind}({thing}, {things[number - 1]})" if number else f"not wrote_any({thing})"

    def _account(self, parts: tuple[Formula, ...]) -> str | None:
        """That any claim of an account has been heard, if that is what is asked."""
        names = {self._slots.get(part.mask, "") if isinstance(part, Bit) else "" for part in parts}
        account = next(iter(names), "").removeprefix("heard(").partition(".")[0]
        told = self._story.accounts.get(account)
        return f"heard({account})" if told and names == {f"heard({account}.{own})" for own in told.claims} else None

    def _counted(self, names: set[str]) -> str | None:
        """The count that a condition asks about by name, if it is of all these together."""
        if names and all(name.startswith("found(") for name in names):
            return f"found_of({', '.join(sorted(name[6:-1] for name in names))})"
        first = min(names, default="").partition("(")[2]
        account, lead = first.partition(".")[0], self._story.leads.get(first.rstrip(")"))
        told = self._story.accounts.get(account)
        if told and names == {f"broken({account}.{own})" for own in told.claims}:
            return f"broken_in({account})"
        if lead and names == {
            f"took({name})" for name, one in self._story.leads.items() if one.episode == lead.episode
        }:
            return f"leads_followed({lead.episode})"
        return None

    def _either(self, parts: tuple[Formula, ...]) -> str:
        telling = [part for part in parts if plain(part) is not NEVER]
        return " or ".join(dict.fromkeys(self._bracketed(part, All) for part in telling)) or "never"

    def _bracketed(self, formula: Formula, kind: type) -> str:
        words = self.of(formula)
        return f"({words})" if (isinstance(formula, kind) and " or " in words) or " and " in words else words

    def slots_in(self, mask: int) -> dict[str, Slot]:
        """The slots of a story to which some bits belong, by their names."""
        names = dict.fromkeys(self._slots.get(bit.mask, "") for bit in bits(mask))
        return {name: self._layout.slots[name] for name in names if name in self._layout.slots}

    def told(self, mask: int, memory: int, alike: Mapping[Slot, Sequence[int]] = NONE_ALIKE) -> list[str]:
        """What some bits of a memory say, in the words of the story; of a number the whole is told.

        `alike` are values of slots of which it makes no difference which it is: they are told together.
        """
        found: dict[str, None] = {}
        for name, slot in self.slots_in(mask).items():
            several = self._several(name, slot, alike.get(slot, ()))
            found[several or self._telling(name, slot.read(memory), is_number=slot.width > 1)] = None
        return list(found)

    def _several(self, name: str, slot: Slot, values: Sequence[int]) -> str:
        """That a slot has one of some values, if there are words for that."""
        others = [value for value in range(slot.least, slot.most + 1) if value not in values]
        if len(values) < 2 or not others:
            return ""
        if self._chosen(name, 1):
            if others == [0]:
                return f"wrote_any({name.rstrip(')').partition('(')[2]})"
            told = [self._chosen(name, value) for value in (others if len(others) == 1 else values)]
            return f"not {told[0]}" if len(others) == 1 else " or ".join(told)
        number = self._story.numbers.get(name)
        if number is None or len(others) == 1:
            return f"{number.name} is not {others[0]}" if number else ""
        if max(values) < min(others):
            return f"{number.name} is {max(values)} or less"
        return f"{number.name} is {min(values)} or more" if min(values) > max(others) else ""

    def _telling(self, name: str, value: int, *, is_number: bool) -> str:
        """What the value of a slot says."""
        if chosen := self._chosen(name, value):
            return chosen
        asked = _ASKED.fullmatch(name)
        kind, things = (asked[1], asked[2]) if asked else ("", name)
        thing, done = self._done(kind, things)
        if is_number:
            number = self._story.numbers.get(name)
            times = f"the scene “{things}” has {_times(value)}"
            return f"{number.name} is {value}" if number else times if kind == "visits" else f"{name} == {value}"
        if thing:
            return f"{thing} {'has' if value else 'has not'} been {done}"
        return _condition(name) if value else f"not {_condition(name)}"

    def _done(self, kind: str, things: str) -> tuple[str, str]:
        """What was done or not, if that can be said in the words of the story: the thing, and what was done with it."""
        story = self._story
        first, _, second = things.partition(", ")
        if kind == "found" and first in story.evidence:
            return _quoted(story.evidence[first].name), "found"
        if kind == "took" and first in self._choices:
            return _quoted(self._choices[first].text), "chosen"
        if kind in ("heard", "broken") and first in story.claims:
            return _claim(story, first), "heard" if kind == "heard" else "contradicted"
        if kind in ("put", "answered") and first in story.claims:
            return _claim(story, first), f"set against {self._exhibit(second)}"
        return "", ""

    def _exhibit(self, name: str) -> str:
        story = self._story
        return _quoted(story.evidence[name].name) if name in story.evidence else _claim(story, name)


def _condition(name: str) -> str:
    """The name of a slot as a condition asks about it."""
    kind, _, rest = name.partition("(")
    return f"{_ASKED_AS.get(kind, kind)}({rest}" if rest else name


def _claim(story: Story, name: str) -> str:
    return _quoted(str(story.claims[name].says)) if name in story.claims else f"“{name}”"


def _times(number: int) -> str:
    often = ("", "once", "twice", "three times or more")[min(number, 3)]
    return f"been come to {often}" if often else "never been come to"


def _quoted(text: str) -> str:
    """A text of the story, or its beginning."""
    line = " ".join(str(text).split())
    return f"“{line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1] + '…'}”"

"""What several things may need that nobody comes to, and that is no thing of its own: facts, and openings of accounts.

They are asked about only where something is never reached: then what they are asked for by is told as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from game.play.formulas import All, Among, Any, Bit, Formula
from game.play.rules import Rules
from game.proof.model.lines import Assume
from game.proof.questions.goals import Goal

MANY = 2
"""Of what so many things that nobody comes to ask for, it is asked whether it is ever so."""


def roots(rules: Rules) -> Iterator[Goal]:
    """That each fact holds, and that each account may be told."""
    story = rules.story
    for name in story.facts:
        bit = Bit(rules.layout.slots[name].mask)
        yield Goal(kind="fact", words=f"the fact “{name}”", section="facts", owner=name, holds=bit)
    for name, account in story.accounts.items():
        if account.opens_when is not None:
            words = f"what the account “{name}” asks for under “opens when”"
            holds = rules.formulas.of(account.opens_when)
            yield Goal(
                kind="opening", words=words, section="accounts", owner=name, holds=holds, at=account.opens_when
            )  # fmt: skip


def roots_of(rules: Rules, never: Collection[Goal]) -> Iterator[Goal]:
    """Those that more than one of the things to which nobody comes asks for."""
    asked: Counter[int] = Counter()
    for goal in never:
        found: set[int] = set()
        formulas = [goal.holds] if goal.holds is not None else []
        formulas += [step.formula for ask in goal.asks for step in ask.line if isinstance(step, Assume)]
        for formula in formulas:
            _note(formula, found)
        asked.update(found)
    for root in roots(rules):
        assert root.holds is not None
        key = root.holds.mask if isinstance(root.holds, Bit) and root.kind == "fact" else -id(root.holds)
        if asked[key] >= MANY:
            yield root


def _note(formula: Formula, found: set[int]) -> None:
    """Notes the bits that a formula wants to be set, and all that it is made of by its identity."""
    if -id(formula) in found:
        return
    found.add(-id(formula))
    match formula:
        case Bit(mask):
            found.add(mask)
        case All(parts) | Any(parts) | Among(parts):
            for part in parts:
                _note(part, found)
        case _:
            pass

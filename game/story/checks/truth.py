"""Checks of conditions that always hold or never do, and of branches that the ones before them leave nothing to.

What is asked about is taken as free, apart from what the model itself says: a number keeps to its bounds, a scene has
been visited if its visits are counted, an answer of the player's is one of those that there are, a draw has one value.
Whether anything in the story brings a thing about is for the proof; here a condition is found out by its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from game.story.conditions import COMPARISONS, And, Condition, Not, Or, Test, Tree, tests_in
from game.story.diagnostics import counted
from game.story.findings import Findings
from game.story.model import Sections
from game.story.prose import MOST_VISITS, If, Prose, tree_walk
from game.story.reserved import REFUTED
from game.story.source import Place
from game.story.story import choices_of

MOST_CASES = 4_096
"""Of a condition over more cases than this nothing is said: to try them all would take longer than to read it."""

LONGEST, DEEPEST = 64, 16
"""A named condition of more tests, or deeper inside others, is taken as something of which nothing is known."""

Case = Mapping[str, int]
"""The value of everything that a condition asks about, by a name for it."""


def check_truth(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Reports conditions that always or never hold, and branches, ways and hints that can never be chosen."""
    judge = Judge(sections, trees)
    constant = _check_constant(sections, findings, trees, judge)
    for place_of, before, own, what in _choices_of_words(sections, findings, trees):
        if before is None:
            findings.report("never-chosen", place_of(), what=what)
        elif constant.isdisjoint((*before, own or "")):
            parts = [Not(trees[text]) for text in before] + ([trees[own]] if own else [])
            if judge.judge(And(tuple(parts)), "") is False:
                findings.report("never-chosen", place_of(), what=what)
    for name, hint in sections.hints.items():
        conditions = [condition.text for condition in (hint.when, hint.solved_when) if condition]
        listed = [Not(trees[hint.solved_when.text])] + ([trees[hint.when.text]] if hint.when else [])
        if constant.isdisjoint(conditions) and judge.judge(And(tuple(listed)), "") is False:
            findings.report("hint-for-nothing", findings.defined["hints"][name], name=name)


def _check_constant(sections: Sections, findings: Findings, trees: Mapping[str, Tree], judge: Judge) -> set[str]:
    """Reports conditions that always or never hold; returns their texts."""
    homes = _homes(sections, findings)
    constant: set[str] = set()
    for condition, text, start in findings.asked:
        always, because = judge.constant(trees[condition.text]), ""
        if always is not None and judge.is_told_elsewhere(trees[condition.text]):
            constant.add(condition.text)
            continue
        if always is None and (home := homes.get(id(text), "")) and home in condition.text:
            always, because = judge.constant(trees[condition.text], home), f": it is read in “{home}” itself"
        if always is not None:
            constant.add(condition.text)
            because = because or judge.reason(trees[condition.text])
            place = text.place_at(start + len(condition.text) - len(condition.text.lstrip()))
            code = "always-true" if always else "never-true"
            findings.report(code, place, condition=str(trees[condition.text]), because=because)
    return constant


def _homes(sections: Sections, findings: Findings) -> dict[int, str]:
    """For the identity of each text that is only ever read in one scene, that scene."""
    texts = {id(value): text for value, text in (*findings.conditions, *findings.prose)}
    homes: dict[int, str] = {}
    for name, scene in sections.scenes.items():
        passages = [*scene.passage, *(passage for choice in scene.choices.values() for passage in choice.passage)]
        ways = [*scene.next, *(way for choice in scene.choices.values() for way in choice.goto)]
        read: list[Condition | Prose | None] = [choice.when for choice in scene.choices.values()]
        read += [way.when for way in ways]
        read += [part for passage in passages for part in (passage.when, passage.text, passage.summary)]
        homes.update((id(texts[id(value)]), name) for value in read if value is not None)
    return homes


def _choices_of_words(
    sections: Sections, findings: Findings, trees: Mapping[str, Tree]
) -> Iterator[tuple[Callable[[], Place], list[str] | None, str | None, str]]:
    """Everything of which the first that holds is taken: its place, the conditions before it, its own, and its name.

    The conditions before it are None where something before it has none, and so is always taken.
    """
    for prose, text in findings.prose:
        if "[if" not in prose.text or "[else" not in prose.text:
            continue
        for part in tree_walk(prose.body):
            if isinstance(part, If):
                yield from (
                    (partial(text.place_at, part.offsets[index]), before, own, f"[else if {own}]" if own else "[else]")
                    for index, before, own in _after_others([c.text if c else None for c, _ in part.branches])
                    if before is not None and all(name in trees for name in before)
                )
    asked = {id(condition): text for condition, text, _ in findings.asked}
    written = {(id(text.value), owner): text for _, text, owner in findings.references}
    nexts = ((name, scene.next) for name, scene in sections.scenes.items())
    overs = ((name, scene.confront.over) for name, scene in sections.scenes.items() if scene.confront)
    for owner, ways in (*nexts, *((name, choice.goto) for name, choice in choices_of(sections)), *overs):
        for index, before, own in _after_others([way.when.text if way.when else None for way in ways]):
            when = ways[index].when
            text = asked[id(when)] if when else written[id(ways[index].scene), owner]
            yield partial(text.place_at, 0), before, own, f"the way to “{ways[index].scene}”"


def _after_others(conditions: Sequence[str | None]) -> Iterator[tuple[int, list[str] | None, str | None]]:
    """For each but the first: its index, the conditions before it, or None if one has none, and its own."""
    for index in range(1, len(conditions)):
        before = conditions[:index]
        known = None if None in before else [text for text in before if text is not None]
        yield index, known, conditions[index]


class Judge:
    """Tells of conditions whether they always hold, or never do, by their words alone."""

    def __init__(self, sections: Sections, trees: Mapping[str, Tree]) -> None:
        self.sections, self.trees = sections, trees
        self.judged: dict[tuple[int, str], bool | None] = {}
        """By the identity of a condition of the story, and the scene in which it is read."""
        self.written_out: dict[str, Tree | None] = {}

    def constant(self, tree: Tree, scene: str = "") -> bool | None:
        """Whether a condition always holds (True) or never does (False); None if it depends, or is too long.

        If it is read in a scene, that one has been visited.
        """
        if (id(tree), scene) not in self.judged:
            self.judged[id(tree), scene] = self.judge(tree, scene)
        return self.judged[id(tree), scene]

    def is_told_elsewhere(self, tree: Tree) -> bool:
        """Whether a condition asks about a named one that always or never holds: that is said where it is defined."""
        named = (self.sections.conditions.get(test.name) for test in tests_in(tree) if test.arguments is None)
        return any(one and self.constant(self.trees[one.holds_when.text]) is not None for one in named)

    def reason(self, tree: Tree) -> str:
        """Why a comparison always holds or never does: the values that there are. Empty for other conditions."""
        if not isinstance(tree, Test) or not tree.comparison:
            return ""
        low, high = self.bounds(subject_of(tree))
        if tree.arguments is None:
            return f": it is from {low} to {high}"
        if kind := {"leads_followed": "lead", "broken_in": "claim"}.get(tree.name):
            return f": “{tree.arguments[0]}” has {counted(high, kind)}"
        if tree.name == "visits" and tree.number >= high:
            return f": arrivals are counted to {high}"
        return ""

    def judge(self, tree: Tree, scene: str) -> bool | None:
        """The same, anew: whether a condition always holds, or never does, or depends (None)."""
        tree = self.whole(tree, 0)
        tests = list(tests_in(tree))
        if scene and not any(subject_of(test) == f"visits {scene}" for test in tests):
            return None
        asked = Counter(map(subject_of, tests))
        if not scene and len(asked) == len(tests) and not any(test.comparison for test in tests):
            return None
        values = {subject: self.values(subject, tests) for subject in asked}
        if scene:
            values[f"visits {scene}"] = values[f"visits {scene}"][1:]
        if all(count == 1 for count in asked.values()) and all(
            len({_holds(test, value) for value in values[subject_of(test)]}) == 2 for test in tests
        ):
            return None
        return _constant(tree, values)

    def whole(self, tree: Tree, depth: int) -> Tree:  # noqa: PLR0911 - one for each kind of condition
        """The condition with the named conditions and the openings of accounts written out, unless they are long.

        A test of what was drawn compares the number of the value.
        """
        match tree:
            case Not(inside):
                return Not(self.whole(inside, depth))
            case And(parts):
                return And(tuple(self.whole(part, depth) for part in parts))
            case Or(parts):
                return Or(tuple(self.whole(part, depth) for part in parts))
            case Test(name, None) if name in self.sections.conditions:
                return self.named(self.sections.conditions[name].holds_when.text, depth) or tree
            case Test("ready", (account,)) if opens := self.sections.accounts[account].opens_when:
                return self.named(opens.text, depth) or tree
            case Test("drawn", (draw, value)):
                number = list(self.sections.draws[draw].one_of).index(value)
                return Test("drawn", (draw,), "==", number)
            case Test():
                return tree

    def named(self, text: str, depth: int) -> Tree | None:
        """A condition that another names, written out; None if it is too long or too deep for that."""
        if text not in self.written_out and depth < DEEPEST:
            whole = self.whole(self.trees[text], depth + 1)
            is_short = len(list(islice(tests_in(whole), LONGEST + 1))) <= LONGEST
            self.written_out[text] = whole if is_short else None
        return self.written_out.get(text)

    def values(self, subject: str, tests: Sequence[Test]) -> Sequence[int]:
        """The values that what is asked about can have; of those next to which no test changes, one is enough."""
        low, high = self.bounds(subject)
        near = {test.number + step for test in tests if subject_of(test) == subject for step in (-1, 0, 1)}
        return sorted({low, min(low + 1, high), high, *(value for value in near if low <= value <= high)})

    def bounds(self, subject: str) -> tuple[int, int]:
        """The least and the greatest value that what is asked about can have."""
        kind, _, name = subject.partition(" ")
        if kind == "number" and name != REFUTED:
            number = self.sections.numbers[name]
            return number.from_, number.to
        greatest = {
            "number": lambda: len(self.sections.reconstruction),
            "visits": lambda: MOST_VISITS,
            "drawn": lambda: len(self.sections.draws[name].one_of) - 1,
            "found_of": lambda: len(name.split(", ")),
            "broken_in": lambda: len(self.sections.accounts[name].claims),
            "leads_followed": lambda: sum(lead.episode == name for lead in self.sections.leads.values()),
        }
        return 0, greatest[kind]() if kind in greatest else 1


def subject_of(test: Test) -> str:
    """What a test asks about; tests about the same thing have the same subject."""
    if test.arguments is None:
        return f"number {test.name}" if test.comparison else f"fact {test.name}"
    name = "visits" if test.name == "visited" else test.name
    return f"{name} {', '.join(test.arguments)}"


def _holds(test: Test, value: int) -> bool:
    if test.comparison:
        return bool(COMPARISONS[test.comparison](value, test.number))
    return value > 0


def _constant(tree: Tree, values: Mapping[str, Sequence[int]]) -> bool | None:
    """Tries the cases, deciding only what matters, until the condition has been true once and false once."""
    found: set[bool] = set()
    waiting: list[Case] = [{}]
    for _ in range(MOST_CASES):
        case = waiting.pop()
        held = holds_in(tree, case)
        if isinstance(held, bool):
            found.add(held)
        else:
            waiting += ({**case, held: value} for value in values[held])
        if len(found) == 2:
            return None
        if not waiting:
            return found.pop()
    return None


def holds_in(tree: Tree, case: Case) -> bool | str:
    """Whether a condition holds in a case that says only some values; else what it has to know next."""
    match tree:
        case Test():
            subject = subject_of(tree)
            return _holds(tree, case[subject]) if subject in case else subject
        case Not(inside):
            held = holds_in(inside, case)
            return held if isinstance(held, str) else not held
        case And(parts) | Or(parts):
            deciding, unknown = isinstance(tree, Or), ""
            for part in parts:
                held = holds_in(part, case)
                if held is deciding:
                    return deciding
                unknown = unknown or (held if isinstance(held, str) else "")
            return unknown or not deciding

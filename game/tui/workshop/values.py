"""Everything that can change in a play, by the names that conditions use: shown, found by a part of it, and set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.play.rules import Rules
from game.play.session import Session
from game.story.story import Story

GROUPS = {
    "": "Facts and numbers",
    "found": "Evidence",
    "heard": "Claims heard",
    "broken": "Claims contradicted",
    "met": "People",
    "shown": "Shown to somebody",
    "wrote": "Written down",
    "took": "Choices taken",
    "visits": "Scenes arrived in",
    "drawn": "Drawn by chance",
}
"""What stands under which heading, by the word before the bracket, in this order; the rest comes last."""

REST = "The rest"


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that can change."""

    name: str
    """As conditions and `--with` call it: `found(note)`, `trust`."""
    means: str
    """What it stands for, in the words of the story; may be empty."""
    number: int
    least: int
    most: int
    start: int
    shown: str
    """The value in words: “yes”, “3 of 0 to 5”, the answer that was written."""

    @property
    def group(self) -> str:
        """The heading that it stands under."""
        kind = self.name.partition("(")[0] if "(" in self.name else ""
        return GROUPS.get(kind, REST)

    @property
    def is_changed(self) -> bool:
        """Whether it is other than at the start of the story."""
        return self.number != self.start


def values(session: Session) -> list[Value]:
    """Every value of a play as it stands, group by group."""
    rules, memory = session.rules, session.state.memory
    marks = {
        claim.id: claim.mark.value for row in session.casebook().table.rows for cell in row.cells for claim in cell
    }
    order = [*GROUPS.values(), REST]
    found = [_value(rules, name, memory, marks) for name in rules.layout.slots]
    return sorted(found, key=lambda value: order.index(value.group))


def _value(rules: Rules, name: str, memory: int, marks: dict[str, str]) -> Value:
    slot = rules.layout.slots[name]
    number, start = slot.read(memory), slot.read(rules.layout.start)
    choosing = rules.layout.choosing.get(name)
    kind, _, of = name.rstrip(")").partition("(")
    if choosing is not None:
        shown = choosing[number - 1] if number else "-"
    elif kind == "heard" and number:
        shown = marks.get(of, "yes")
    elif slot.most == 1 and slot.least == 0:
        shown = "yes" if number else "no"
    else:
        shown = f"{number} of {slot.least} to {slot.most}"
    means = rules.story.draws[of].one_of[shown].means if kind == "drawn" else _means(rules.story, kind, of)
    return Value(name, means, number, slot.least, slot.most, start, shown)


def _means(story: Story, kind: str, of: str) -> str:
    """What a value stands for, in the words of the story."""
    if not of:
        fact, number = story.facts.get(kind), story.numbers.get(kind)
        return fact.means if fact else number.name if number else ""
    first = of.partition(",")[0]
    if kind == "took":
        scene, _, own = first.partition(".")
        return story.scenes[scene].choices[own].text if own else story.leads[first].text
    if kind in ("found", "shown"):
        return story.evidence[of.rpartition(", ")[2]].name
    if first in story.claims:
        return story.claims[first].says
    return story.people[first].name if first in story.people else ""


def fitting(found: list[Value], typed: str) -> Iterator[Value]:
    """The values whose name or meaning has all of the words; without any, those that are not as at the start."""
    words = typed.casefold().split()
    for value in found:
        text = f"{value.name} {value.means}".casefold()
        if all(word in text for word in words) if words else value.is_changed:
            yield value


def turned(value: Value, by: int) -> int:
    """The value after it was turned on or back: past the greatest comes the least."""
    span = value.most - value.least + 1
    return (value.number - value.least + by) % span + value.least

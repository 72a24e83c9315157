"""Faults to be planted into a story, and edits that do no harm, by a script that knows nothing of what it tells.

Each is one change of the files. Which places of a story a kind of fault fits is read from the loaded story; so each is
one that a writer could have made. Only what can be told at all is planted: a condition that is turned round may leave
everything to be come to and break no promise, and then nothing but the author knows that it is wrong. So of each kind
there is a rule by which something is lost, and it does not ask the proof. It follows from how the story is written (the
only way to a scene, the only thing that gives a piece of evidence), or it is seen in plays that are made without the
proof, the story's own and random ones (`sampled`): a play that would be trapped, or would break a promise of the story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from game.play.moves import Choose
from game.story.load import Loading, load
from game.story.model import Choice
from game.story.prose import MOST_VISITS
from game.story.reserved import NEXT
from game.story.source import Place
from game.story.story import Story, effects_of
from tests.soak.sampled import Sampled


@dataclass(frozen=True, slots=True)
class Planted:
    """A change of a story's files."""

    kind: str
    words: str
    """What was changed, and where."""
    files: dict[Path, str]
    """The files that are changed, or added, with their texts."""


@dataclass
class Ground:
    """A story as it is to be changed: its folder, and where things stand in its files."""

    folder: Path
    loading: Loading = field(init=False)
    story: Story = field(init=False)
    sampled: Sampled = field(init=False)

    def __post_init__(self) -> None:
        self.loading = load(self.folder)
        assert self.loading.story is not None, self.loading.diagnostics
        self.story = self.loading.story
        self.sampled = Sampled(self.story, self.folder)

    def lines(self, path: str) -> list[str]:
        """The lines of a file."""
        return list(self.loading.sources[path].lines)

    def block(self, place: Place) -> Block | None:
        """What is written under a name, or None if it is not written in lines of its own."""
        lines = self.lines(place.path)
        head = lines[place.line - 1]
        if not head.rstrip().endswith(":"):
            return None
        indent = len(head) - len(head.lstrip())
        end = place.line
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
            end += 1
        inside = [number for number in range(place.line, end) if lines[number].strip()]
        if not inside:
            return None
        return Block(place.path, lines, place.line, end, _indent(lines[inside[0]]))

    def choice(self, name: str) -> Block | None:
        """What is written under a choice."""
        return self.block(self.story.defined["choices"][name]) if name in self.story.defined["choices"] else None

    def planted(self, kind: str, words: str, path: str, lines: list[str]) -> Planted:
        """A change of one file."""
        own = Path(path).relative_to(self.folder)
        return Planted(kind, f"{own}: {words}", {own: "\n".join(lines)})


@dataclass(frozen=True, slots=True)
class Block:
    """The lines under a name."""

    path: str
    lines: list[str]
    first: int
    end: int
    indent: int

    def key(self, name: str) -> int | None:
        """The row of a key with its value in the same line."""
        for row in range(self.first, self.end):
            if re.match(rf" {{{self.indent}}}{name}: *[^ |>\[{{]", self.lines[row]):
                return row
        return None

    def last_of(self, name: str) -> int | None:
        """The row of the last item of a list of ways under a key, if that item is only a scene."""
        head = re.compile(rf" {{{self.indent}}}{name}: *$")
        first = next((row for row in range(self.first, self.end) if head.match(self.lines[row])), None)
        if first is None:
            return None
        rows = [row for row in range(first + 1, self.end) if self.lines[row].strip()]
        inside = list(takewhile(lambda row: _indent(self.lines[row]) > self.indent, rows))
        return inside[-1] if inside and re.fullmatch(r" *- \w+", self.lines[inside[-1]]) else None

    def has(self, name: str) -> bool:
        """Whether there is a key of this name, however its value is written."""
        return any(re.match(rf" {{{self.indent}}}{name}:", line) for line in self.lines[self.first : self.end])

    def value(self, row: int) -> str:
        """The value of the key in a row."""
        return self.lines[row].partition(":")[2].strip()

    def with_line(self, row: int, line: str | None) -> list[str]:
        """All lines of the file with another in a row, or without it."""
        return [*self.lines[:row], *([] if line is None else [line]), *self.lines[row + 1 :]]

    def with_key(self, name: str, value: str) -> list[str]:
        """All lines of the file with one more key."""
        return [*self.lines[: self.first], f"{' ' * self.indent}{name}: {value}", *self.lines[self.first :]]

    def narrowed(self, condition: str) -> list[str] | None:
        """All lines of the file with one more condition on the choice."""
        row = self.key("when")
        if row is None:
            return None if self.has("when") else self.with_key("when", condition)
        return self.with_line(row, f"{' ' * self.indent}when: ({self.value(row)}) and {condition}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _never(ground: Ground) -> str:
    """A condition that does not hold in any play, and that no check of single conditions can see through."""
    return f"not visited({ground.story.header.start})"


def _finds(ground: Ground) -> dict[str, int]:
    """How many things give each piece of evidence."""
    found: dict[str, int] = {}
    for effects in effects_of(ground.story):
        for name in effects.find:
            found[name] = found.get(name, 0) + 1
    return found


def _choices(ground: Ground) -> Iterator[tuple[str, str, Choice, Block]]:
    """The choices that are written in lines of their own: whole name, scene, choice, and lines."""
    for scene, told in ground.story.scenes.items():
        for own, choice in told.choices.items():
            if block := ground.choice(f"{scene}.{own}"):
                yield f"{scene}.{own}", scene, choice, block


def never_given(ground: Ground) -> Iterator[Planted]:
    """A piece of evidence is given nowhere any more."""
    for name, times in _finds(ground).items():
        files: dict[Path, str] = {}
        removed = 0
        for path, source in ground.loading.sources.items():
            kept = [line for line in source.lines if not re.fullmatch(rf" *find: {name}", line)]
            if len(kept) != len(source.lines):
                removed += len(source.lines) - len(kept)
                files[Path(path).relative_to(ground.folder)] = "\n".join(kept)
        if removed == times:
            yield Planted("evidence is given no more", name, files)


def behind_itself(ground: Ground) -> Iterator[Planted]:
    """A clue is moved behind the door that it opens: the choice that gives it, and nothing else does, asks for it."""
    finds = _finds(ground)
    given = [(name, choice, block) for name, _, choice, block in _choices(ground)]
    given += [
        (name, lead, block) for name, lead in ground.story.leads.items()
        if (block := ground.block(ground.story.defined["leads"][name]))
    ]  # fmt: skip
    for name, choice, block in given:
        clue = choice.find[0] if choice.find else ""
        if clue and finds[clue] == 1 and (lines := block.narrowed(f"found({clue})")):
            yield ground.planted(
                "a clue behind the door that it opens", f"{name} asks for {clue}", block.path, lines
            )  # fmt: skip


def wrong_scene(ground: Ground) -> Iterator[Planted]:
    """The only way to a scene leads to another one."""
    text = "\n".join(source.text for source in ground.loading.sources.values())
    named = re.findall(r"\b(?:goto|next|over|scene): *(\w+)|^ *- (\w+)", text, re.MULTILINE)
    times = Counter(one or other for one, other in named)
    for name, scene, choice, block in _choices(ground):
        row = block.key("goto")
        target = choice.goto[0].scene if len(choice.goto) == 1 else ""
        if row is not None and target and times[target] == 1 and target != ground.story.header.start:
            line = block.lines[row].replace(target, scene)
            yield ground.planted(
                "a goto to the wrong scene", f"{name} to {scene}", block.path, block.with_line(row, line)
            )


def _ways_out(ground: Ground) -> Iterator[tuple[str, list[Block]]]:
    """Scenes that are left by choices alone, at most three, with the lines of these."""
    for scene, told in ground.story.scenes.items():
        out = [own for own, choice in told.choices.items() if any(way.scene != scene for way in choice.goto)]
        blocks = [block for own in out if (block := ground.choice(f"{scene}.{own}"))]
        if 1 <= len(out) == len(blocks) <= 3 and not told.next and not told.confront and not told.leads:
            yield scene, blocks


def _all_narrowed(blocks: list[Block], condition: str) -> list[str] | None:
    """All lines of the file with one more condition on each of some choices in it."""
    lines = blocks[0].lines
    for block in sorted(blocks, key=lambda block: -block.first):
        changed = Block(block.path, lines, block.first, block.end, block.indent).narrowed(condition)
        if changed is None:
            return None
        lines = changed
    return lines


def way_out_shut(ground: Ground) -> Iterator[Planted]:
    """All ways out of a scene ask for what never holds."""
    for scene, blocks in _ways_out(ground):
        if lines := _all_narrowed(blocks, _never(ground)):
            yield ground.planted("all ways out are shut", scene, blocks[0].path, lines)


def way_out_removed(ground: Ground) -> Iterator[Planted]:
    """No choice of a scene leads anywhere any more."""
    for scene, blocks in _ways_out(ground):
        rows = [row for block in blocks if (row := block.key("goto")) is not None]
        if len(rows) == len(blocks):
            lines = [line for row, line in enumerate(blocks[0].lines) if row not in rows]
            yield ground.planted("the ways out are removed", scene, blocks[0].path, lines)


def way_out_needs(ground: Ground) -> Iterator[Planted]:
    """All ways out of a scene need something that a player may have left behind in another: a trap."""
    lacking = _lacking(ground)
    for number, (scene, blocks) in enumerate(_ways_out(ground)):
        told = ground.story.scenes[scene]
        given = {clue for effects in (told, *told.choices.values()) for clue in effects.find}
        clues = sorted(lacking.get(scene, set()) - given)
        clue = clues[number * 7 % len(clues)] if clues else ""
        if clue and (lines := _all_narrowed(blocks, f"found({clue})")):
            yield ground.planted("all ways out need a clue", f"{scene} needs {clue}", blocks[0].path, lines)


def _lacking(ground: Ground) -> dict[str, set[str]]:
    """For each scene the evidence that a play from the start has not found there, and others have."""
    mask = ground.sampled.rules.layout.mask
    bits = {name: mask(f"found({name})") for name in ground.story.evidence}
    found: dict[str, set[str]] = {}
    had: set[str] = set()
    for play in ground.sampled.plays:
        for state in play:
            own = {name for name, bit in bits.items() if state.memory & bit}
            had |= own
            found.setdefault(state.scene, set()).update(bits.keys() - own)
    return {scene: names & had for scene, names in found.items()}


def account_shut(ground: Ground) -> Iterator[Planted]:
    """What an account waits for before it opens cannot be."""
    for name, account in ground.story.accounts.items():
        block = ground.block(ground.story.defined["accounts"][name])
        row = block.key("opens when") if block else None
        if block and row is not None and account.revises:
            for also in (f"not heard({account.revises})", _never(ground)):
                line = f"{' ' * block.indent}opens when: ({block.value(row)}) and {also}"
                yield ground.planted(
                    "an account never opens", f"{name}: … and {also}", block.path, block.with_line(row, line)
                )


def raised(ground: Ground) -> Iterator[Planted]:
    """A trigger in a scene is raised too high: to more than a number can be, or than there is to be counted."""
    for place in ground.story.defined["scenes"].values():
        block = ground.block(place)
        for row in range(block.first, block.end) if block else ():
            line = block.lines[row] if block else ""
            found = re.search(r"(\w+(?:\(\w+\))?) >= (\d)\b", line)
            is_alone = found is not None and not re.search(r"\b(or|not)\b", line.partition("]")[0])
            if block and found and is_alone and (most := _most(ground.story, found[1])) is not None:
                higher = f"{line[: found.start(2)]}{most + 1}{line[found.end(2) :]}"
                words = f"line {row + 1}: {higher.strip()}"
                yield ground.planted(
                    "a trigger is raised too high", words, block.path, block.with_line(row, higher)
                )  # fmt: skip


def _most(story: Story, counted: str) -> int | None:
    """The most that a number can be, or of what a condition counts; None for whatever else stands there."""
    kind, _, of = counted.rstrip(")").partition("(")
    if kind == "broken_in":
        contradicted = {claim for effects in effects_of(story) for claim in effects.contradict}
        claims = story.accounts[of].claims.items()
        return sum(bool(claim.broken_by) or f"{of}.{name}" in contradicted for name, claim in claims)
    if kind == "leads_followed":
        return sum(lead.episode == of for lead in story.leads.values())
    return MOST_VISITS if kind == "visits" else story.numbers[counted].to if counted in story.numbers else None


def reversed_condition(ground: Ground) -> Iterator[Planted]:
    """A condition of a choice is reversed, so that in some play the choice can be taken and breaks a promise."""
    for name, _, choice, block in _choices(ground):
        row = block.key("when")
        promise = ground.sampled.broken_early.get(name)
        if row is not None and promise and choice.when is not None and choice.when.text == block.value(row):
            line = f"{' ' * block.indent}when: not ({block.value(row)})"
            words = f"{name}, of which “{promise}” speaks: {line.strip()}"
            yield ground.planted("a condition is reversed", words, block.path, block.with_line(row, line))


def fallback_removed(ground: Ground) -> Iterator[Planted]:
    """The last of several ways, that was for all other cases, is removed: a play that goes it would be trapped."""
    for scene, told in ground.story.scenes.items():
        blocks = [(NEXT, "next", ground.block(ground.story.defined["scenes"][scene]), told.next)]
        blocks += [(own, "goto", ground.choice(f"{scene}.{own}"), one.goto) for own, one in told.choices.items()]
        for own, key, block, ways in blocks:
            row = block.last_of(key) if block and len(ways) > 1 and ways[-1].when is None else None
            if block and row is not None and ground.sampled.is_trapped(scene, Choose(own)):
                words = f"{scene}.{own} leads no longer to {ways[-1].scene}"
                yield ground.planted("a fallback is removed", words, block.path, block.with_line(row, None))


def choice_shut(ground: Ground) -> Iterator[Planted]:
    """A choice waits for something that excludes it."""
    for name, _, choice, block in _choices(ground):
        if choice.when is not None and (lines := block.narrowed(_never(ground))):
            yield ground.planted("a choice excludes itself", name, block.path, lines)


def branch_dead(ground: Ground) -> Iterator[Planted]:
    """A branch of a text asks for what never holds."""
    for path, source in ground.loading.sources.items():
        for row, line in enumerate(source.lines):
            if found := re.search(r"\[if ([^\[\]]+)\]", line):
                changed = f"{line[: found.start()]}[if ({found[1]}) and {_never(ground)}]{line[found.end() :]}"
                lines = [*source.lines[:row], changed, *source.lines[row + 1 :]]
                yield ground.planted("a branch is never read", f"line {row + 1}: {found[0]}", path, lines)


def false_promise(ground: Ground) -> Iterator[Planted]:
    """A promise is made that some play breaks."""
    for name in ground.story.evidence:
        text = f"promises:\n  planted_promise:\n    says: Nobody ever finds it.\n    never: found({name})\n"
        yield Planted("a promise is false", f"never found({name})", {Path("zz_planted.yaml"): text})


FAULTS: tuple[Callable[[Ground], Iterator[Planted]], ...] = (
    never_given, behind_itself, way_out_shut, account_shut, wrong_scene, way_out_needs, raised,
    reversed_condition, fallback_removed, choice_shut, branch_dead, way_out_removed, false_promise,
)  # fmt: skip


def more_prose(ground: Ground) -> Iterator[Planted]:
    """A sentence more in a passage."""
    for name in ground.story.scenes:
        block = ground.block(ground.story.defined["scenes"][name])
        if block is None:
            continue
        for row in range(block.first, block.end):
            if re.fullmatch(rf" {{{block.indent}}}passage: \|", block.lines[row]):
                lines = [*block.lines[: row + 1], " " * (block.indent + 2) + "It rained.", "", *block.lines[row + 1 :]]
                yield ground.planted("a sentence more", name, block.path, lines)


def other_words(ground: Ground) -> Iterator[Planted]:
    """A choice is worded otherwise."""
    for name, _, _, block in _choices(ground):
        row = block.key("text")
        if row is not None and "#" not in block.value(row) and not block.value(row).startswith(('"', "'")):
            line = f"{' ' * block.indent}text: {block.value(row).rstrip('.')}, if you like."
            yield ground.planted("other words of a choice", name, block.path, block.with_line(row, line))


def other_title(ground: Ground) -> Iterator[Planted]:
    """A thing is named otherwise."""
    for section in ("evidence", "accounts", "places", "people"):
        for name, place in ground.story.defined.get(section, {}).items():
            block = ground.block(place)
            row = next((row for key in ("title", "name") if block and (row := block.key(key)) is not None), None)
            if block and row is not None and section != "people":
                line = f"{block.lines[row]} (copy)"
                yield ground.planted("another title", f"{section} {name}", block.path, block.with_line(row, line))


def optional_choice(ground: Ground) -> Iterator[Planted]:
    """A choice more, that can be left out and returns."""
    for name, scene in ground.story.scenes.items():
        block = ground.block(ground.story.defined["scenes"][name])
        if block is None or not scene.choices or scene.next or any(one.fallback for one in scene.choices.values()):
            continue
        for row in range(block.first, block.end):
            if re.fullmatch(rf" {{{block.indent}}}choices:", block.lines[row]):
                deeper = " " * (block.indent + 2)
                added = [f"{deeper}planted_look:", f"{deeper}  text: Look out of the window.",
                         f"{deeper}  passage: There is nothing to see."]  # fmt: skip
                lines = [*block.lines[: row + 1], *added, *block.lines[row + 1 :]]
                yield ground.planted("an optional choice more", name, block.path, lines)


def files_renamed(ground: Ground) -> Iterator[Planted]:
    """A file is named otherwise, so that its sections are read in another order."""
    for path, source in ground.loading.sources.items():
        own = Path(path).relative_to(ground.folder)
        if own.name != "story.yaml" and "story:" not in source.text:
            yield Planted("sections in another order", f"{own} is read last", {
                own: "", own.with_name(f"zz_{own.name}"): source.text,
            })  # fmt: skip


def comments(ground: Ground) -> Iterator[Planted]:
    """Comments and empty lines."""
    for path, source in ground.loading.sources.items():
        yield ground.planted(
            "a comment", "at the top", path, ["# Read once more, and left as it is.", "", *source.lines]
        )


def same_condition(ground: Ground) -> Iterator[Planted]:
    """A condition is written otherwise and says the same."""
    for name, _, choice, block in _choices(ground):
        row = block.key("when")
        if row is not None and choice.when is not None:
            line = f"{' ' * block.indent}when: not (not ({block.value(row)}))"
            yield ground.planted("a condition said twice", name, block.path, block.with_line(row, line))


def new_word(ground: Ground) -> Iterator[Planted]:
    """A word more in the glossary."""
    for number in range(8):
        text = f"glossary:\n  planted_{number}:\n    term: rain {number}\n    means: Water that falls.\n"
        yield Planted("a word more in the glossary", f"planted_{number}", {Path(f"zz_{number}.yaml"): text})


HARMLESS: tuple[Callable[[Ground], Iterator[Planted]], ...] = (
    more_prose, other_words, other_title, optional_choice, files_renamed, comments, same_condition, new_word,
)  # fmt: skip

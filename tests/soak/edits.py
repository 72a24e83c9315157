"""Stories that are edited under saves: what becomes of the games of those who had begun them, as a table.

    python -m tests.soak.edits [--number 200] [--seed 1] [--small] [--show]

An author publishes a new version. Games saved at random turns of the old one are opened in it. Each must go on: with
every move made again, or where the player was, or at the nearest place that is left, and never with another choice
taken in silence.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import moves
from game.saves.record import Record, read_record, restore, write_record
from game.story.load import load
from tests import stories
from tests.shared_stories import ACCOUNTS, MILL
from tests.soak import forked
from tests.story.slips import STORY

Files = dict[str, str]
Edit = Callable[[random.Random, Files], tuple[str, Files] | None]


def _block(lines: list[str], row: int) -> int:
    """The row behind the block that begins in a row."""
    indent = len(lines[row]) - len(lines[row].lstrip())
    end = row + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    return end


def _entries(text: str, under: str) -> list[int]:
    """The rows at which the things under a key begin, in blocks of their own."""
    lines, found = text.split("\n"), []
    for row, line in enumerate(lines):
        if re.fullmatch(rf"\s*{under}:", line):
            end = _block(lines, row)
            inside = [at for at in range(row + 1, end) if lines[at].strip()]
            if inside:
                indent = len(lines[inside[0]]) - len(lines[inside[0]].lstrip())
                found += [at for at in inside if re.match(rf" {{{indent}}}[a-z0-9_]+:", lines[at])]
    return found


def _anywhere(dice: random.Random, files: Files, under: str) -> tuple[str, list[str], int] | None:
    """A file, its lines, and the row of something under a key."""
    found = [(name, row) for name, text in sorted(files.items()) for row in _entries(text, under)]
    if not found:
        return None
    name, row = dice.choice(found)
    return name, files[name].split("\n"), row


def rename(dice: random.Random, files: Files) -> tuple[str, Files] | None:
    """Something has another name from now on, everywhere."""
    under = dice.choice(
        ["scenes", "choices", "evidence", "facts", "numbers", "people", "claims", "leads", "accounts", "conditions"]
    )
    found = _anywhere(dice, files, under)
    if found is None:
        return None
    _, lines, row = found
    name = lines[row].split(":")[0].strip()
    new = f"{name}_anew"
    return f"{under}: {name} is called {new}", {
        file: re.sub(rf"(?<![\w-]){name}(?![\w-])", new, text) for file, text in files.items()
    }


def remove(dice: random.Random, files: Files) -> tuple[str, Files] | None:
    """A choice, a lead or a passage is gone."""
    under = dice.choice(["choices", "choices", "leads", "claims", "scenes", "evidence", "hints", "glossary"])
    found = _anywhere(dice, files, under)
    if found is None:
        return None
    file, lines, row = found
    what = lines[row].strip()[:30]
    del lines[row : _block(lines, row)]
    return f"{under}: {what} is gone", {**files, file: "\n".join(lines)}


def insert(dice: random.Random, files: Files) -> tuple[str, Files] | None:
    """A choice more, before another."""
    found = _anywhere(dice, files, "choices")
    if found is None:
        return None
    file, lines, row = found
    indent = " " * (len(lines[row]) - len(lines[row].lstrip()))
    lines.insert(row, f"{indent}quite_new: {{text: Something new., passage: It is done.}}")
    return "a choice more", {**files, file: "\n".join(lines)}


def reorder(dice: random.Random, files: Files) -> tuple[str, Files] | None:
    """Two neighbours change places."""
    under = dice.choice(["choices", "scenes", "evidence", "facts", "numbers", "claims", "people"])
    found = _anywhere(dice, files, under)
    if found is None:
        return None
    file, lines, row = found
    middle = _block(lines, row)
    indent = len(lines[row]) - len(lines[row].lstrip())
    if middle >= len(lines) or len(lines[middle]) - len(lines[middle].lstrip()) != indent:
        return None
    end = _block(lines, middle)
    lines[row:end] = lines[middle:end] + lines[row:middle]
    return f"{under}: two change places", {**files, file: "\n".join(lines)}


def _value(pattern: str, new: Callable[[random.Random, re.Match[str], Files], str]) -> Edit:
    def edit(dice: random.Random, files: Files) -> tuple[str, Files] | None:
        found = [
            (name, match) for name, text in sorted(files.items()) for match in re.finditer(pattern, text, re.MULTILINE)
        ]
        if not found:
            return None
        name, match = dice.choice(found)
        text = files[name]
        made = new(dice, match, files)
        return f"{match[0].strip()[:30]} → {made.strip()[:30]}", {
            **files,
            name: text[: match.start()] + made + text[match.end() :],
        }

    return edit


def _scene(dice: random.Random, match: re.Match[str], files: Files) -> str:
    names = [
        lines[row].split(":")[0].strip()
        for text in files.values()
        for lines in [text.split("\n")]
        for row in _entries(text, "scenes")
    ]
    return f"{match[1]}{dice.choice(sorted(names))}"


EDITS: dict[str, Edit] = {
    "renamed": rename,
    "removed": remove,
    "inserted": insert,
    "reordered": reorder,
    "led elsewhere": _value(r"(goto: )([a-z0-9_]+)", _scene),
    "led elsewhere next": _value(r"^(\s+next: )([a-z0-9_]+)$", _scene),
    "begun elsewhere": _value(r"^(\s+start: )([a-z0-9_]+)$", _scene),
    "other bounds": _value(
        r"(to: )(\d+)", lambda dice, match, _: f"{match[1]}{max(1, int(match[2]) + dice.choice([-2, -1, 1, 5]))}"
    ),
    "another beginning": _value(
        r"(start: )(\d+)", lambda dice, match, _: f"{match[1]}{max(0, int(match[2]) + dice.choice([-1, 1]))}"
    ),
    "sticky no more": _value(r"^(\s+)sticky: yes$", lambda dice, match, _: f"{match[1]}sticky: no"),
    "other words": _value(r"^(\s+text: )(\S.*)$", lambda dice, match, _: f"{match[1]}Other words."),
    "nothing found": _value(r"^(\s+)find: [a-z0-9_]+$", lambda dice, match, _: f"{match[1]}# nothing"),
    "nothing set": _value(r"^(\s+)set: [a-z0-9_]+$", lambda dice, match, _: f"{match[1]}# nothing"),
    "another condition": _value(r"^(\s+when: )(\S.*)$", lambda dice, match, _: f"{match[1]}not ({match[2]})"),
}


class Judged(NamedTuple):
    """An edit, a save under it, how it went, and what is wrong with that."""

    kind: str
    what: str
    outcome: forked.Outcome
    faults: tuple[str, ...]
    is_told: bool
    """Whether the player was told anything."""


def saved(rules: Rules, dice: random.Random) -> Record:
    """A save at a random turn of a random play."""
    session = Session(rules)
    for _ in range(dice.randrange(0, 120)):
        possible = list(moves(rules, session.state))
        if not possible:
            break
        session.do(dice.choice(possible))
    return read_record(write_record(session, 1))


def brought_back(record: Record, rules: Rules) -> str:
    """What is wrong with the game that a save becomes, a fault in each line; `told` if the player was told anything."""
    session, notes = restore(record, rules)
    faults = []
    made = [str(move) for move in session.moves]
    if made != list(record.moves[: len(made)]):
        faults.append("another choice was taken")
    if not notes and (len(made) != len(record.moves) or session.state != record.last.state(rules)):
        faults.append("something was lost in silence")
    if record.last.scene in rules.story.scenes and session.state.scene != record.last.scene:
        faults.append("moved from a place that is left")
    (
        session.page(),
        session.casebook(),
        session.confrontation(),
        session.questions(),
        session.hints(),
        session.recap(),
        list(session.pages()),
    )
    possible = list(moves(rules, session.state))
    if not possible and not session.over:
        faults.append("cannot go on")
    if possible:
        session.do(possible[0])
        session.page()
    again, more = restore(read_record(write_record(session, 2)), rules)
    if again.state != session.state or more:
        faults.append("does not save again")
    return "\n".join([*faults, *(["told"] if notes else [])])


def bases(*, small: bool) -> Iterator[tuple[Files, Rules]]:
    """The stories that are edited, as texts and as rules."""
    if small:
        for text in (STORY, MILL, ACCOUNTS):
            yield {"story.yaml": text}, stories.rules(text)
    else:
        folder = stories.SCENES
        yield (
            {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))},
            stories.shipped(),
        )


def judge(dice: random.Random, files: Files, rules: Rules, folder: Path) -> Judged | None:
    """Edits a story, and judges what becomes of a save; None if the edit makes it no story."""
    kind = dice.choice(sorted(EDITS))
    edited = EDITS[kind](dice, files)
    if edited is None:
        return None
    what, texts = edited
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    story = load(folder).story
    if story is None:
        return None
    record, new = saved(rules, dice), Rules(story)
    outcome = forked.run(lambda: brought_back(record, new))
    if outcome.failed or outcome.hung:
        return Judged(kind, what, outcome, ("traceback" if outcome.failed else "hang",), False)
    told = outcome.text.split("\n") if outcome.text else []
    return Judged(kind, what, outcome, tuple(fault for fault in told if fault != "told"), "told" in told)


def run(number: int, seed: int, *, small: bool = False) -> list[Judged]:
    """Makes so many edits, and judges them."""
    dice = random.Random(seed)
    known = list(bases(small=small))
    judged: list[Judged] = []
    while len(judged) < number:
        files, rules = dice.choice(known)
        with tempfile.TemporaryDirectory() as name:
            if (one := judge(dice, files, rules, Path(name))) is not None:
                judged.append(one)
    return judged


def table(judged: list[Judged]) -> dict[str, str]:
    """What came of it, by what is asked."""
    counted = Counter(fault for one in judged for fault in one.faults)
    asked = [
        "traceback",
        "hang",
        "cannot go on",
        "another choice was taken",
        "something was lost in silence",
        "moved from a place that is left",
        "does not save again",
    ]
    return {
        "story edits under saves": str(len(judged)),
        "kinds of edits": str(len({one.kind for one in judged})),
        "of which the player was told": str(sum(one.is_told for one in judged)),
        **{fault: str(counted[fault]) for fault in asked},
    }


def main() -> int:
    """Runs it from the command line; returns 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="edit small stories in place of the shipped one")
    parser.add_argument("--show", action="store_true", help="show every fault")
    options = parser.parse_args()
    judged = run(options.number, options.seed, small=options.small)
    for one in judged:
        if options.show and one.faults:
            sys.stdout.write(f"{one.kind}: {one.what}: {', '.join(one.faults)}\n{one.outcome.text[-1500:]}\n")
    for name, value in table(judged).items():
        sys.stdout.write(f"{name:42} {value}\n")
    return int(any(one.faults for one in judged))


if __name__ == "__main__":
    sys.exit(main())

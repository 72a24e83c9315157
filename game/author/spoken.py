"""What the program says to players, read off its own source: every text that is handed to `game.words`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import game
from game.helplines import read_helplines

_SAYS = {
    "say": {0: ""},
    "to_say": {0: ""},
    "say_count": {1: ""},
    "Action": {2: "", 3: ""},
    "_tool": {2: "", 3: ""},
    "Command": {1: "command", 2: ""},
}
"""What says something, or keeps it to be said: which of its arguments are texts, each with its context, unless the call
names one; what counts has two texts in one."""


@dataclass(slots=True)
class Said:
    """A text that the program says, in English; `many` is what it says of more than one."""

    text: str
    context: str = ""
    many: str = ""
    files: list[str] = field(default_factory=list)
    line: int = 0
    """The line of the first file on which it stands, from 1; 0 for what stands in a table."""


def words_of_the_program() -> list[Said]:
    """Everything that the program says, file by file, each text once."""
    found: dict[tuple[str, str], Said] = {}
    for said, file in _everywhere():
        known = found.setdefault((said.context, said.text), said)
        if file not in known.files:
            known.files.append(file)
    return list(found.values())


def _everywhere() -> Iterator[tuple[Said, str]]:
    package = Path(game.__file__).parent
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for said in _said(node) if isinstance(node, ast.Call) else ():
                yield said, path.relative_to(package.parent).as_posix()
    helplines = read_helplines()
    if helplines is None:
        raise FileNotFoundError("game/helplines.toml")
    lines = [line for place in helplines.places for line in place.lines]
    told = (
        helplines.words,
        *(place.name for place in helplines.places),
        *(words for line in lines for words in (line.for_, line.words)),
    )
    for text in (*told, *(line.number for line in lines if not any(map(str.isdigit, line.number)))):
        yield Said(text), "game/helplines.toml"


def _said(call: ast.Call) -> Iterator[Said]:
    """What a call says, as far as it is written there."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    given = [_text(keyword.value) for keyword in call.keywords if keyword.arg == "context"]
    for index, usual in _SAYS.get(name, {}).items():
        context = given[0] if given else usual
        text = _text(call.args[index]) if index < len(call.args) else None
        if text and context is not None:
            many = _text(call.args[index + 1]) if name == "say_count" else None
            yield Said(text, context, many or "", line=call.lineno)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None

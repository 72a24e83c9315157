"""The reference of the format, made from the annotations and the sentences of the model."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from game.author.values import Words, taken
from game.story.checks.tests import QUESTIONS
from game.story.kinds import words_for
from game.story.model import Effects, Sections
from game.story.reader import is_model, key_of
from game.story.schema import field_docs

TEXTS = Path(__file__).with_name("format.md")
"""What the model cannot say: how text, prose and conditions are written. Lines `<!-- name -->` are filled in."""

STARTER = Path(__file__).parents[1] / "starter"

EXAMPLES = {
    "Account": ("night.yaml", "ferro_1"),
    "Choice": ("story.yaml", "wait"),
    "Claim": ("night.yaml", "last_page"),
    "Conclusion": ("night.yaml", "conclusions"),
    "Encounter": ("story.yaml", "confront"),
    "Evidence": ("night.yaml", "slip"),
    "Header": ("story.yaml", "story"),
    "Moment": ("night.yaml", "moments"),
    "Person": ("night.yaml", "ferro"),
    "Promise": ("night.yaml", "promises"),
    "Scene": ("story.yaml", "ferro"),
}
"""For some classes of the model, where the story that `new` makes has an example: the file, and the first such key."""


def format_page() -> str:
    """The whole page, as Markdown."""
    filled = {"sections": _sections(), "models": _models(), "questions": _questions()}
    return re.sub(r"<!-- (\w+) -->\n", lambda found: "\n".join(filled[found[1]]) + "\n", TEXTS.read_text("utf-8"))


def _sections() -> Iterator[str]:
    hints = typing.get_type_hints(Sections, include_extras=True)
    docs = field_docs(Sections)
    yield "| section | holds | what it is |"
    yield "|---|---|---|"
    for item in fields(Sections):
        yield f"| `{key_of(item.name)}` | {taken(hints[item.name], _WORDS)} | {docs[item.name]} |"


def _models() -> Iterator[str]:
    for model in models_in(Sections):
        yield f"### {heading(model)}"
        yield ""
        yield " ".join((model.__doc__ or "").split())
        if short := getattr(model, "shorthand", None):
            yield f"With nothing else to say, it is written as its `{key_of(short)}` alone."
        yield ""
        yield from _keys(model)
        if model.__name__ in EXAMPLES:
            yield "```yaml"
            yield from excerpt(*EXAMPLES[model.__name__])
            yield "```"
            yield ""


def _keys(model: type) -> Iterator[str]:
    hints = typing.get_type_hints(model, include_extras=True)
    docs = field_docs(model)
    bases = [base for base in model.__mro__[1:] if is_model(base) and base is not Struct]
    inherited = {item.name for base in bases for item in fields(base)}
    own = [item for item in fields(model) if item.name not in inherited]
    if own:
        yield "| key | takes | |"
        yield "|---|---|---|"
        for item in own:
            yield f"| `{key_of(item.name)}` | {taken(hints[item.name], _WORDS)} | {_needed(item)}{docs[item.name]} |"
        yield ""
    if bases:
        yield f"It has also all keys of {_linked(bases[0])}."
        yield ""


def _needed(item: FieldInfo) -> str:
    """Whether a key has to be there, in words; else what holds without it, if that says something."""
    if item.required:
        return "*Needed.* "
    return f"*If left out: {_given(item.default)}.* " if _given(item.default) else ""


def _given(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) if isinstance(default, int) else ""


def _questions() -> Iterator[str]:
    yield "| test | holds if, or counts |"
    yield "|---|---|"
    for name, question in QUESTIONS.items():
        arguments = ", ".join(words_for(sections).partition(" ")[2] for sections in question.arguments)
        arguments += ", …" if question.several else ""
        compared = " >= 1" if question.counts else ""
        yield f"| `{name}({arguments}){compared}` | {question.means} |"


def models_in(root: type) -> list[type]:
    """The classes of the model below one, in the order in which a reader meets them; the effects come last."""
    found: list[type] = []
    waiting = [root]
    while waiting:
        model = waiting.pop(0)
        hints = typing.get_type_hints(model, include_extras=True)
        for item in fields(model):
            for inner in _classes_in(hints[item.name]):
                if inner not in found and inner is not Effects:
                    found.append(inner)
                    waiting.append(inner)
    return [*found, Effects]


def _classes_in(annotation: Any) -> Iterator[type]:
    if is_model(annotation) and isinstance(annotation, type):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _classes_in(part)


def heading(model: type) -> str:
    """The name of a class as words: `NamedCondition` is “named condition”."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()


def anchor(model: type) -> str:
    """What a link to the heading of a class ends with."""
    return heading(model).replace(" ", "-")


def article(words: str) -> str:
    """The indefinite article of some words; none before a plural."""
    return "the" if words.endswith("s") else "an" if words[0] in "aeiou" else "a"


def _linked(model: type) -> str:
    """A class with its article, and a link to its heading."""
    return f"{article(heading(model))} [{heading(model)}](#{anchor(model)})"


_WORDS = Words("[prose](#prose)", "a [condition](#conditions)", _linked)


def excerpt(file: str, key: str) -> Iterator[str]:
    """The lines of the first such key in a file of the starter, set to the left."""
    lines = (STARTER / file).read_text("utf-8").splitlines()
    start = next(index for index, line in enumerate(lines) if line.lstrip().startswith(f"{key}:"))
    indent = len(lines[start]) - len(lines[start].lstrip())
    for index, line in enumerate(lines[start:]):
        if index and line.strip() and len(line) - len(line.lstrip()) <= indent:
            return
        yield line[indent:]

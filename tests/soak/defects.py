"""Stories with one defect each, made from good ones by a seed: what was done, and what has to be said of it.

A defect is made in text, as an author's hand or somebody's malice would make it. Each knows the file and the line at
which it has to be reported, and for a misspelt name the name that was meant. Harmless variants have to be accepted.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from game.story import tree
from game.story.reader import key_of
from game.story.source import Source
from tests.soak import catalogues
from tests.stories import SCENES
from tests.story.slips import STORY

Files = dict[str, bytes]


class Case(NamedTuple):
    """A story with a defect."""

    kind: str
    """What sort of defect it is; `harmless` for what has to be accepted."""
    what: str
    """What was done, in a few words."""
    files: Files
    """The story's files by their paths."""
    file: str = ""
    """The file in which it has to be reported; empty if anywhere will do."""
    lines: frozenset[int] = frozenset()
    """The lines at which it may be reported; empty if any will do."""
    meant: str = ""
    """The name that has to be suggested."""
    arrange: Callable[[Path], object] = lambda _: None
    """What is done to the folder after the files are written."""

    @property
    def is_harmless(self) -> bool:
        """Whether it has to be accepted."""
        return self.kind == "harmless"

    def write(self, folder: Path) -> Path:
        """Writes the story into a folder, which is made."""
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.arrange(folder)
        return folder


@cache
def bases() -> tuple[Files, ...]:
    """Good stories: a small one in one file, the same in a file for each section, and the shipped one."""
    whole = {"story.yaml": STORY.encode()}
    sections = re.split(r"^(?=[a-z]+:)", STORY, flags=re.MULTILINE)[1:]
    split = {f"{text.partition(':')[0]}.yaml": text.encode() for text in sections}
    shipped = {str(path.relative_to(SCENES)): path.read_bytes() for path in sorted(SCENES.rglob("*.yaml"))}
    return whole, split, shipped


@cache
def _model_keys() -> frozenset[str]:
    from game.story import model  # noqa: PLC0415 - only its names are wanted

    found: set[str] = set()
    for module in vars(model).values():
        for item in vars(module).values() if hasattr(module, "__dict__") else ():
            found.update(key_of(name) for name in getattr(item, "__struct_fields__", ()))
    return frozenset(found)


@cache
def _parsed(text: str) -> tree.Node | None:
    return tree.parse(Source("x", text))[0]


def _nodes(
    node: tree.Node | None, key: str = "", depth: int = 0
) -> Iterator[tuple[str, tree.Text | None, tree.Node, int]]:
    """Every value in a tree: the key it stands under, that key's text, the value, and how deep it stands."""
    if isinstance(node, tree.Mapping):
        for name, (name_node, value) in node.entries.items():
            yield name, name_node, value, depth
            yield from _nodes(value, name, depth + 1)
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield key, None, item, depth
            yield from _nodes(item, key, depth + 1)


REFERRING = {
    "goto",
    "hear",
    "find",
    "meet",
    "set",
    "clear",
    "ending",
    "place",
    "episode",
    "teller",
    "over",
    "keeps",
    "revises",
    "because",
    "bears on",
    "next",
    "scene",
    "leads",
    "start",
    "player",
    "content",
}
"""Keys whose value is a name."""
NUMERIC = {"to", "from", "patience"}
ODD_NUMBERS = ["five", "[1]", "{a: 1}", "1.5", "0x10", "1e3", "''", "99999999", "- 1", "٣", "9" * 5000]
TEXTUAL = {"title", "says", "text", "finding", "name"}
TESTS = {"found": "evidence", "heard": "claims", "broken": "claims", "visits": "scenes", "met": "people", "took": ""}
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?", re.ASCII)


class Maker:
    """Makes cases. Every choice comes from one generator, so that a seed gives the same cases always."""

    def __init__(self, seed: int, shipped: float = 0.1) -> None:
        self.dice = random.Random(seed)
        self._shipped = shipped

    def cases(self, number: int) -> Iterator[Case]:
        """Cases of every kind: so many with a defect, and what harmless ones come between them."""
        kinds = [kind for kind, weight in WEIGHTS.items() for _ in range(weight)]
        made = 0
        while made < number:
            kind = kinds[self.dice.randrange(len(kinds))]
            case: Case | None = getattr(self, kind)()
            if case is not None:
                made += not case.is_harmless
                yield case

    # --- tools

    def base(self) -> Files:
        """One of the good stories."""
        whole, split, shipped = bases()
        chance = self.dice.random()
        return shipped if chance < self._shipped else split if chance < 0.5 else whole

    def pick(self) -> tuple[Files, str, str]:
        """A story, one of its files, and the text of that."""
        files = self.base()
        name = self.dice.choice(sorted(files))
        return files, name, files[name].decode()

    def with_text(self, files: Files, name: str, text: str) -> Files:
        return {**files, name: text.encode("utf-8", "surrogatepass")}

    def misspelt(self, name: str, taken: frozenset[str] | set[str]) -> str | None:
        """The name with one slip of the hand, which makes it no other name that there is."""
        at = self.dice.randrange(len(name))
        letter = self.dice.choice("abcdefghijklmnopqrstuvwxyz")
        ways = {
            "drop": name[:at] + name[at + 1 :],
            "double": name[: at + 1] + name[at:],
            "insert": name[:at] + letter + name[at:],
            "replace": name[:at] + letter + name[at + 1 :],
            "swap": name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
        }
        made = ways[self.dice.choice(sorted(ways))]
        is_good = len(made) > 2 and made != name and made not in taken and made.strip() == made
        return made if is_good and re.fullmatch(r"[a-z][a-z0-9_. ]*", made) else None

    def spot(
        self, wanted: Callable[[str, tree.Text | None, tree.Node, int], bool]
    ) -> tuple[Files, str, str, str, tree.Text, tree.Node] | None:
        """Somewhere in some story: the files, the file, its text, the key, the key's node, and the value."""
        files, name, text = self.pick()
        found = [
            (key, key_node, value)
            for key, key_node, value, depth in _nodes(_parsed(text))
            if key_node is not None and wanted(key, key_node, value, depth)
        ]
        if not found:
            return None
        key, key_node, value = self.dice.choice(found)
        return files, name, text, key, key_node, value

    def replaced(self, text: str, node: tree.Text, old: str, new: str) -> str | None:
        """The text with other words at the place of a node, if they stand there as they are."""
        index = _index(text, node.place.line, node.place.column)
        index += node.style in ("'", '"')
        return text[:index] + new + text[index + len(old) :] if text.startswith(old, index) else None

    def names(self, files: Files) -> set[str]:
        """Everything in a story that looks like a name."""
        return {
            name for data in files.values() for name in re.findall(r"[a-z][a-z0-9_]*", data.decode("utf-8", "replace"))
        }

    # --- slips of authors

    def key(self) -> Case | None:
        """A misspelt key of the format."""
        found = self.spot(lambda key, node, value, depth: key in _model_keys() and len(key) > 2 and node is not None)
        if found is None:
            return None
        files, name, text, key, node, _ = found
        new = self.misspelt(key, _model_keys())
        # Under a key that authors name things with, a word of the format may be such a name.
        changed = new and self.replaced(text, node, key, new)
        if not changed or not re.match(r"\s*:", text[_index(text, node.place.line, node.place.column) + len(key) :]):
            return None
        if self._is_named(text, node):
            return None
        return Case("key", f"{key} → {new}", self.with_text(files, name, changed), name, _at(node), key)

    def _is_named(self, text: str, node: tree.Text) -> bool:
        """Whether a key is one that the author chose: it stands under a section, or under `claims` and the like."""
        free = {"choices", "claims", "broken by", "answered", "change", "contradict", "answers", "codas"}

        def look(inside: tree.Node | None, is_free: bool, depth: int) -> bool | None:
            if isinstance(inside, tree.Sequence):
                for item in inside.items:
                    if (found := look(item, False, depth + 1)) is not None:
                        return found
            if isinstance(inside, tree.Mapping):
                for name, (name_node, value) in inside.entries.items():
                    if name_node is node or name_node.place == node.place:
                        return is_free
                    below = (depth == 0 and name not in ("story", "recap")) or name in free
                    if (found := look(value, below, depth + 1)) is not None:
                        return found
            return None

        return look(_parsed(text), False, 0) is not False

    def reference(self) -> Case | None:
        """A misspelt name of a thing of the story."""
        found = self.spot(
            lambda key, node, value, depth: (
                key in REFERRING
                and isinstance(value, tree.Text)
                and len(value.value) > 3
                and value.style not in ("|", ">")
                and _ID.fullmatch(value.value) is not None
            )
        )
        if found is None:
            return None
        files, name, text, key, _, value = found
        assert isinstance(value, tree.Text)
        new = self.misspelt(value.value, self.names(files))
        changed = new and " " not in new and self.replaced(text, value, value.value, new)
        if not changed or (key in ("text", "over") and " " in value.value):
            return None
        return Case(
            "reference",
            f"{key}: {value.value} → {new}",
            self.with_text(files, name, changed),
            name,
            _at(value),
            value.value,
        )

    def in_condition(self) -> Case | None:
        """A misspelt name, or a misspelt test, in a condition."""
        files, name, text = self.pick()
        found = list(re.finditer(rf"\b({'|'.join(TESTS)})\(([a-z0-9_.]+)\)", text))
        if not found:
            return None
        match = self.dice.choice(found)
        group = self.dice.choice([1, 2])
        if group == 1 and self.dice.random() < 0.5:
            return None
        new = self.misspelt(match[group], self.names(files) | set(TESTS))
        if not new or " " in new or len(match[group]) < 4:
            return None
        changed = text[: match.start(group)] + new + text[match.end(group) :]
        line = frozenset({text.count("\n", 0, match.start(group)) + 1})
        if _in_comment(text, match.start()):
            return None
        return Case(
            "condition name", f"{match[0]}: {new}", self.with_text(files, name, changed), name, line, match[group]
        )

    def wrong_kind(self) -> Case | None:
        """A value of another kind than the key takes."""
        found = self.spot(
            lambda key, node, value, depth: (
                (key in NUMERIC | {"sticky"} or (key in TEXTUAL and depth > 0))
                and isinstance(value, tree.Text)
                and value.style is None
                and "\n" not in value.value
            )
        )
        if found is None:
            return None
        files, name, text, key, node, value = found
        assert isinstance(value, tree.Text)
        if self._is_named(text, node):
            return None
        odd = {
            **dict.fromkeys(NUMERIC, ODD_NUMBERS),
            "sticky": ["perhaps", "[yes]", "{yes: no}", "2", "''"],
        }.get(key, ["[a, b]", "{a: b}", "''", "[]", '" "', "[[]]"])
        new = self.dice.choice(odd)
        changed = self.replaced(text, value, value.value, new)
        if not changed:
            return None
        return Case("wrong kind", f"{key}: {new[:20]}", self.with_text(files, name, changed), name, _at(value))

    def missing_key(self) -> Case | None:
        """A needed key and its value left out."""
        needed = {"title", "start", "name", "teller", "finding", "says", "id"}
        found = self.spot(
            lambda key, node, value, depth: (
                key in needed and isinstance(value, tree.Text) and value.style is None and node is not None
            )
        )
        if found is None:
            return None
        files, name, text, key, node, _ = found
        lines = text.split("\n")
        number = node.place.line
        if not re.fullmatch(rf"\s+{key}: .*", lines[number - 1]) or self._is_named(text, node):
            return None
        if number < len(lines) and _indent(lines[number]) > _indent(lines[number - 1]):
            return None
        if key == "title" and not name.startswith(("story", "accounts")):
            return None
        del lines[number - 1]
        owner = next(
            (
                row
                for row in range(number - 1, 0, -1)
                if _indent(lines[row - 1]) < _indent(f"{text.split(chr(10))[number - 1]}")
            ),
            1,
        )
        first = owner + 1
        return Case("missing key", key, self.with_text(files, name, "\n".join(lines)), name, frozenset({owner, first}))

    def duplicate(self) -> Case | None:
        """A key twice in one mapping."""
        found = self.spot(
            lambda key, node, value, depth: (
                isinstance(value, tree.Text)
                and value.style is None
                and depth > 0
                and node is not None
                and node.line == value.line
            )
        )
        if found is None:
            return None
        files, name, text, key, node, _ = found
        lines = text.split("\n")
        line = lines[node.line]
        if not re.fullmatch(rf"\s+{re.escape(key)}: [^{{}}\[\]]+", line):
            return None
        if node.line + 1 < len(lines) and _indent(lines[node.line + 1]) > _indent(line):
            return None
        lines.insert(node.line + 1, line)
        return Case(
            "duplicate key", key, self.with_text(files, name, "\n".join(lines)), name, frozenset({node.line + 2})
        )

    def prose(self) -> Case | None:
        """A slip in the small grammar of prose."""
        found = self.spot(
            lambda key, node, value, depth: key == "passage" and isinstance(value, tree.Text) and value.style == "|"
        )
        if found is None:
            return None
        files, name, text, _, _, value = found
        lines = text.split("\n")
        rows = [row for row in range(value.line + 1, len(lines)) if lines[row].strip()]
        row = next(iter(rows), None)
        if row is None or not lines[row].startswith(" "):
            return None
        slip = self.dice.choice(
            [
                "[if nobody_knows_this]x[end]",
                "{nobody_knows_this}",
                "[ende]",
                "[if ]x[end]",
                "[if (]x[end]",
                "{0.__class__}",
                "{__import__('os')}",
                "[if 1 == 1]x[end]",
                "[else]",
                "[end]",
                "[or]",
                "{trust.__class__}",
                "{trust!r}",
                "[if dark and]x[end]",
            ]
        )
        lines[row] = f"{lines[row]} {slip}"
        return Case("prose", slip, self.with_text(files, name, "\n".join(lines)), name, frozenset({row + 1}))

    # --- syntax and bytes

    def syntax(self) -> Case | None:
        """A slip that makes it no YAML."""
        files, name, text = self.pick()
        lines = text.split("\n")
        plain = [
            number
            for number, line in enumerate(lines)
            if re.fullmatch(r"\s+[a-z_ ]+: [A-Za-z][^:#{}\[\]'\"|>]*", line)
            and not _in_block(text, number)
            and (
                number + 1 >= len(lines) or _indent(lines[number + 1]) <= _indent(line) or not lines[number + 1].strip()
            )
        ]
        if not plain:
            return None
        row = self.dice.choice(plain)
        key, _, value = lines[row].partition(": ")
        slip, new = self.dice.choice(
            [
                ("open quotation mark", f'{key}: "{value}'),
                ("open apostrophe", f"{key}: '{value}"),
                ("text behind a quotation", f'{key}: "{value}" and more'),
                ("at sign", f"{key}: @{value}"),
                ("backtick", f"{key}: `{value}`"),
                ("per cent", f"{key}: %{value}"),
                ("open bracket", f"{key}: [{value}"),
                ("open brace", f"{key}: {{{value}"),
                ("closing bracket", f"{key}: ]{value}"),
                ("closing brace", f"{key}: }}{value}"),
                ("second colon", f"{key}: {value}: more"),
                ("tab", "\t" + lines[row].lstrip()),
                ("bad escape", f'{key}: "{value}\\q"'),
                ("alias", f"{key}: *{value.split()[0].lower()}"),
                ("block behind text", f"{key}: {value}\n{' ' * (_indent(lines[row]) + 3)}more: x"),
            ]
        )
        lines[row] = new
        at = {row + 2} if slip == "block behind text" else {row + 1}
        return Case("syntax", slip, self.with_text(files, name, "\n".join(lines)), name, frozenset(at))

    def bytes(self) -> Case | None:
        """Bytes that are no text, or characters that a terminal would obey."""
        files, name, text = self.pick()
        data = text.encode()
        odd = self.dice.choice(
            [
                b"\xe9",
                b"\xff",
                b"\x80",
                b"\xc0\x80",
                b"\xed\xa0\x80",
                b"\xf8\x88\x80\x80\x80",
                b"\0",
                b"\x1b[2J",
                b"\x1b]52;c;QQ==\x07",
                b"\x7f",
                b"\x08",
                b"\x0c",
                b"\xc2\x9b31m",
                "\u202e".encode(),
                "\u2066".encode(),
                "\u200f".encode(),
                "\u2028".encode(),
                "\u0085".encode(),
                "\ufeff".encode(),
            ]
        )
        ends = [found.start() for found in re.finditer(rb"(?<=[a-z .])\n", data)]
        if not ends:
            return None
        at = self.dice.choice(ends)
        return Case(
            "bytes",
            repr(odd),
            {**files, name: data[:at] + odd + data[at:]},
            name,
            frozenset({data.count(b"\n", 0, at) + 1}),
        )

    def encoding(self) -> Case | None:
        """A whole file in another encoding."""
        files, name, text = self.pick()
        encoding = self.dice.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp1252"])
        text = text.replace("came", "cäme", 1) if encoding in ("latin-1", "cp1252", "utf-7") else text
        if not (data := text.encode(encoding, "replace")).isascii() or b"\0" in data:
            return Case("encoding", encoding, {**files, name: data}, name)
        return None

    def tag(self) -> Case | None:
        """An anchor, an alias, a tag or a merge: parts of YAML that the format does not take."""
        found = self.spot(
            lambda key, node, value, depth: (
                isinstance(value, tree.Text)
                and value.style is None
                and depth > 0
                and node is not None
                and value.line == node.line
                and bool(value.value)
            )
        )
        if found is None:
            return None
        files, name, text, _, _, value = found
        assert isinstance(value, tree.Text)
        odd = self.dice.choice(
            [
                "!!python/object/apply:os.system [id]",
                "!!python/name:os.system",
                "!x a",
                "!!binary aGk=",
                "&a b",
                "*a",
                "!!set {a}",
                "!!python/object/new:type {}",
                "{<<: *a}",
                "!<tag:x> a",
                "!!timestamp 2024-02-31",
                "&a [*a, *a]",
            ]
        )
        changed = self.replaced(text, value, value.value.split("\n")[0], odd)
        if not changed or "\n" in value.value or text.split("\n")[value.line].count("{") > 0:
            return None
        return Case("tag", odd, self.with_text(files, name, changed), name, _at(value))

    def documents(self) -> Case | None:
        """A second document."""
        files, name, text = self.pick()
        rows = [match.start() for match in re.finditer(r"^[a-z]+:", text, re.MULTILINE)][1:]
        if not rows:
            return None
        at = self.dice.choice(rows)
        mark = self.dice.choice(["---\n", "...\n---\n", "--- \n"])
        line = text.count("\n", 0, at) + mark.count("\n")
        return Case(
            "documents",
            repr(mark),
            self.with_text(files, name, text[:at] + mark + text[at:]),
            name,
            frozenset({line, line + 1}),
        )

    def escape(self) -> Case | None:
        """An escape in quotation marks that would reach the terminal, or break printing."""
        found = self.spot(
            lambda key, node, value, depth: (
                isinstance(value, tree.Text)
                and value.style is None
                and key in TEXTUAL
                and depth > 0
                and "\n" not in value.value
                and '"' not in value.value
                and "\\" not in value.value
            )
        )
        if found is None:
            return None
        files, name, text, key, _, value = found
        assert isinstance(value, tree.Text)
        odd = self.dice.choice(
            [
                "\\e]52;c;QQ==\\a",
                "\\e[2J",
                "\\x1b[31m",
                "\\0",
                "\\x07",
                "\\u202e",
                "\\u2066",
                "\\uD800",
                "\\x9b",
                "\\N",
                "\\L",
                "\\b",
            ]
        )
        changed = self.replaced(text, value, value.value, f'"{value.value}{odd}"')
        if not changed:
            return None
        return Case("escape", f"{key}: {odd}", self.with_text(files, name, changed), name, _at(value))

    def hostile_condition(self) -> Case | None:
        """A condition that is none."""
        found = self.spot(
            lambda key, node, value, depth: (
                key in ("goto", "text") and isinstance(value, tree.Text) and node is not None
            )
        )
        if found is None:
            return None
        files, name, text, key, node, _ = found
        lines = text.split("\n")
        line = lines[node.line]
        if (
            not re.fullmatch(rf"\s+{key}: .*", line)
            or self._is_named(text, node)
            or (key == "text" and name.startswith("leads"))
        ):
            return None
        owner = [row for row in range(node.line) if _indent(lines[row]) < _indent(line)]
        siblings = range(max(owner, default=0) + 1, len(lines))
        if any(re.match(r"\s+when:", lines[row]) for row in siblings if _indent(lines[row]) == _indent(line)):
            return None
        odd = self.dice.choice(
            [
                "__import__('os').system('id')",
                "().__class__.__base__",
                "1 == 1",
                "found(",
                "found(bill",
                "dark and",
                "and dark",
                "not",
                "dark = 1",
                "dark == 'x'",
                "lambda: 0",
                "dark; late",
                "dark or or late",
                "f'{dark}'",
                "dark if late else dark",
                "trust >= 10**9",
                "trust >= trust",
                "(" * 30 + "dark" + ")" * 30,
                "not " * 40 + "dark",
                "dark and " * 400 + "dark",
                "found(a.b.c)",
                "trust >= 99999999999",
                "\u0661 == 1",
                "{dark}",
            ]
        )
        lines.insert(node.line, f"{' ' * _indent(line)}when: '{odd.replace(chr(39), chr(39) * 2)}'")
        return Case(
            "hostile condition",
            odd[:30],
            self.with_text(files, name, "\n".join(lines)),
            name,
            frozenset({node.line + 1}),
        )

    def bad_id(self) -> Case | None:
        """A thing whose name looks like a path, or is no name."""
        section = self.dice.choice(["people", "facts", "moments", "endings", "topics"])
        value = "{name: X}" if section == "people" else "X"
        odd = self.dice.choice(
            [
                "../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "..",
                ".",
                "CON",
                "nul.txt",
                "~",
                "$HOME",
                "`id`",
                "a b",
                "Anne",
                "a-b",
                "1st",
                "__class__",
                "a" * 65,
                "é",
                "\U0001d41a",
                "a\u200bb",
                "%s",
                "{0}",
                "a.b.c",
                "-",
                "\\\\server\\x",
                "a\\x00",
                "[click]",
                "_a",
            ]
        )
        files = self.base()
        return Case(
            "bad id",
            odd[:20],
            {**files, "zz.yaml": f"{section}:\n  '{odd}': {value}\n".encode()},
            "zz.yaml",
            frozenset({2}),
        )

    def number(self) -> Case | None:
        """A number outside of its bounds, or without sense."""
        odd = self.dice.choice(
            [
                "{name: N, to: 1000001}",
                "{name: N, to: 5, start: 9}",
                "{name: N, from: 5, to: 1}",
                "{name: N, from: 3, to: 5}",
                "{name: N, to: -1}",
                "{name: N, to: 1:59:59}",
                "{name: N, to: .inf}",
                "{name: N, to: 1_000}",
                "{name: N, to: '5 5'}",
                f"{{name: N, to: {'9' * 4000}}}",
            ]
        )
        files = self.base()
        return Case(
            "number", odd[:30], {**files, "zz.yaml": f"numbers:\n  nn: {odd}\n".encode()}, "zz.yaml", frozenset({2})
        )

    # --- folders and bombs

    def folder(self) -> Case | None:
        """Things in the folder that are no files, or lie outside of it, or are missing."""
        files = self.base()
        ways: dict[str, Callable[[Path], object]] = {
            "a folder called x.yaml": lambda folder: (folder / "x.yaml").mkdir(),
            "a pipe called x.yaml": lambda folder: os.mkfifo(folder / "x.yaml"),
            "a link out of the folder": lambda folder: (folder / "x.yaml").symlink_to("/etc/passwd"),
            "a link to a device": lambda folder: (folder / "x.yaml").symlink_to("/dev/zero"),
            "a link to itself": lambda folder: (folder / "x.yaml").symlink_to("x.yaml"),
            "a link to nothing": lambda folder: (folder / "x.yaml").symlink_to("nothing"),
            "a link above the folder": lambda folder: (folder / "x.yaml").symlink_to("../../../../../../etc/hosts"),
            "a story twice": lambda folder: (folder / "x.yaml").write_text("story: {id: b, title: B, start: yard}\n"),
            "no story": _without_story,
            "no files": _emptied,
            "a large file": lambda folder: (folder / "x.yaml").write_bytes(b"# " + b"x" * (17 * 1024 * 1024)),
            "a file of a list": lambda folder: (folder / "x.yaml").write_text("- a\n- b\n"),
            "a file of text": lambda folder: (folder / "x.yaml").write_text("Once upon a time\n"),
            "an unknown section": lambda folder: (folder / "x.yaml").write_text("charakters: {}\n"),
        }
        way = self.dice.choice(sorted(ways))
        in_x = not way.startswith(("no ", "a story"))
        return Case(
            "folder", way, files, "x.yaml" if in_x else "", frozenset({1}) if in_x else frozenset(), arrange=ways[way]
        )

    def bomb(self) -> Case | None:
        """Something small that is large when it is read."""
        many = self.dice.choice([50, 1_000, 30_000])
        laughs = "a: &a [x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
        )
        odd = self.dice.choice(
            [
                "[" * many,
                "{a: " * many,
                "- " * many,
                "? " * many,
                "facts: " + "[" * many + "]" * many,
                laughs,
                "a: &a {<<: *a}\n",
                "facts: {x: " + "a" * 100_001 + "}\n",
                f"numbers: {{n: {{name: N, to: {'1:59' * 20_000}}}}}\n",
                "facts: {" + "a" * 70_000 + ": x}\n",
                "".join(" " * depth + "a:\n" for depth in range(60)),
                "conditions: {c: '" + "(" * 1_900 + "'}\n",
                "conditions: {c: '" + "not " * 450 + "x'}\n",
                '"' + "\\x41" * 60_000 + '": x\n',
                "%TAG ! tag:x,2000:\n---\na: !y {}\n",
                "facts: !!set {" + "? a, " * 100 + "}\n",
                "scenes: {zz: {passage: '" + "[if late]" * 3_000 + "'}}\n",
                "&a " * 500 + "x",
                "x: |9999\n y",
                "# \n" * 200_000 + "x: [\n",
            ]
        )
        return Case("bomb", odd[:20], {**self.base(), "zz.yaml": odd.encode()}, "zz.yaml")

    def catalogue(self) -> Case | None:
        """A catalogue of translations that is none, that says something else, or that is no file."""
        way = self.dice.choice(["slip", "slip", "broken", "arranged"])
        name = catalogues.NAME
        if way == "arranged":
            what = self.dice.choice(sorted(catalogues.ARRANGED))

            def arrange(folder: Path) -> None:
                (folder / name).parent.mkdir()
                catalogues.ARRANGED[what](folder / name)

            return Case("catalogue", what, self.base(), name, frozenset({1}), arrange=arrange)
        if way == "broken":
            what = self.dice.choice(sorted(catalogues.BROKEN))
            data, line = catalogues.BROKEN[what]
            files = {**self.base(), name: data}
        else:
            what = self.dice.choice(sorted(catalogues.SLIPS))
            data, line = catalogues.translated(*self.dice.choice(catalogues.texts()), what)
            files = {**bases()[self.dice.randrange(2)], name: data}
        return Case("catalogue", what, files, name, frozenset({line} if line else ()))

    # --- what does no harm

    def harmless(self) -> Case | None:
        """A variant that has to be accepted without a word."""
        files, name, text = self.pick()
        first = next(iter(re.findall(r"^[a-z]+:\n", text, re.MULTILINE)), "")
        told = re.search(r"^( +)passage: \|\n( +)(\S.*)", text, re.MULTILINE)

        def words(more: str) -> Files:
            return self.with_text(files, name, f"{text[: told.end()]} {more}{text[told.end() :]}") if told else {}

        def beside(path: str, data: bytes) -> Files:
            return {**files, path: data}

        ways: dict[str, Callable[[], Files]] = {
            "byte order mark": lambda: {**files, name: b"\xef\xbb\xbf" + files[name]},
            "CRLF": lambda: {**files, name: files[name].replace(b"\n", b"\r\n")},
            "CRLF everywhere": lambda: {other: data.replace(b"\n", b"\r\n") for other, data in files.items()},
            "old Mac line ends": lambda: {**files, name: files[name].replace(b"\n", b"\r")},
            "no line end at the end": lambda: {**files, name: files[name].rstrip(b"\n")},
            "many line ends at the end": lambda: {**files, name: files[name] + b"\n" * 50},
            "a start of a document": lambda: {**files, name: b"---\n" + files[name]},
            "an end of a document": lambda: {**files, name: files[name].rstrip(b"\n") + b"\n...\n"},
            "a comment": lambda: {**files, name: "# Ein Kommentar: ünïcödé 😀 [x] {y} 'z\n".encode() + files[name]},
            "emoji": lambda: words("😀 👩‍👩‍👧‍👦 ❤️"),
            "right to left": lambda: words("שלום עולם. مرحبا بالعالم."),
            "other scripts": lambda: words("日本語 한국어 Ελληνικά กขค é"),
            "quotation marks": lambda: words("“well”, ‘so’, «there» – and… 100 % @home #1 & co: yes! `code` ~ | >"),
            "wide letters": lambda: words("\uff21\uff22 ﷽ \U0001d49c \U0001f1e9\U0001f1ea"),
            "a zero-width joiner": lambda: words("क्‍ष"),
            "a back-up file": lambda: beside(f"{name}~", b"{["),
            "a file of an editor": lambda: beside(str(Path(name).with_name(f".#{Path(name).name}")), b"{["),
            "a swap file": lambda: beside(str(Path(name).with_name(f".{Path(name).name}.swp")), b"\0\1{["),
            "an old file": lambda: beside(f"{name}.bak", b"{["),
            "an original": lambda: beside(f"{name}.orig", b"{["),
            "a text file": lambda: beside("README.md", b"# {[\n"),
            "a hidden folder": lambda: beside(".git/config.yaml", b"{["),
            "an empty file": lambda: beside("empty.yaml", b""),
            "a file of comments": lambda: beside("comments.yaml", b"# nothing\n\n# here\n"),
            "an empty section": lambda: beside("section.yaml", b"topics:\n"),
            "a name with letters": lambda: beside("ünïcödé 😀.yaml", b"# nothing\n"),
            "another ending": lambda: {str(Path(other).with_suffix(".yml")): data for other, data in files.items()},
            "blanks at the ends of lines": lambda: {
                **files,
                name: re.sub(rb"(?<=[a-z])\n(?=[a-z])", b"  \n", files[name]),
            },
            "a blank line": lambda: {
                **files,
                name: files[name].replace(first.encode(), first.encode() + b"\n", 1) if first else files[name],
            },
            "another indentation": lambda: (
                {**files, name: re.sub(rb"^ +", lambda found: found[0] * 2, files[name], flags=re.MULTILINE)}
                if "|" not in text and ">" not in text
                else {}
            ),
            "another folder": lambda: {f"deep/er/{other}": data for other, data in files.items()},
            "a catalogue": lambda: beside(
                catalogues.NAME, catalogues.HARMLESS[self.dice.choice(sorted(catalogues.HARMLESS))]
            ),
            "no catalogue": lambda: beside(f"translations/{self.dice.choice(catalogues.UNSEEN)}", b"{[\xff"),
        }
        what = self.dice.choice(sorted(ways))
        made = ways[what]()
        return Case("harmless", what, made) if made else None


WEIGHTS = {
    "key": 32,
    "reference": 32,
    "in_condition": 12,
    "wrong_kind": 18,
    "missing_key": 6,
    "duplicate": 8,
    "prose": 10,
    "syntax": 16,
    "bytes": 12,
    "encoding": 3,
    "tag": 10,
    "documents": 3,
    "escape": 8,
    "hostile_condition": 12,
    "bad_id": 8,
    "number": 5,
    "folder": 8,
    "bomb": 8,
    "catalogue": 12,
    "harmless": 24,
}
"""How often each kind is made."""


def _without_story(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        if b"\nstory:" in b"\n" + path.read_bytes():
            path.unlink()


def _emptied(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _at(node: tree.Text) -> frozenset[int]:
    return frozenset({node.place.line})


def _index(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_comment(text: str, index: int) -> bool:
    return "#" in text[text.rfind("\n", 0, index) + 1 : index]


def _in_block(text: str, row: int) -> bool:
    """Whether a line stands inside a block of prose."""
    lines = text.split("\n")
    for before in range(row - 1, -1, -1):
        if lines[before].strip() and _indent(lines[before]) < _indent(lines[row]):
            return bool(re.search(r"[|>][-+]?\s*$", lines[before])) or _in_block(text, before)
    return False

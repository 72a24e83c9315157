"""Places: the line and the column of every character of a text, however it is written in YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story import tree
from game.story.source import Source
from game.story.tree import Mapping, NotATree, Sequence, Text
from tests.stories import place_at


def texts_in(node: tree.Node | None) -> list[Text]:
    """Every text of a tree, keys too."""
    match node:
        case Text():
            return [node]
        case Mapping():
            return [text for key, value in node.entries.values() for text in (key, *texts_in(value))]
        case Sequence():
            return [text for item in node.items for text in texts_in(item)]
        case None:
            return []


def text_of(source: str) -> Text:
    """The last text of a file."""
    root, _ = tree.parse(Source("f.yaml", source))
    return texts_in(root)[-1]


WRITTEN = {
    "plain": "key: one two mark three\n",
    "plain on several lines": "key: one\n  two\n  mark three\n",
    "single quotes": "key: 'one two mark three'\n",
    "single quotes on several lines": "key: 'one\n  two\n\n  mark three'\n",
    "single quotes with a quote inside": "key: 'it''s a ''mark'' here'\n",
    "double quotes": 'key: "one two mark three"\n',
    "double quotes on several lines": 'key: "one\n  two mark\n  three"\n',
    "double quotes with a quote inside": 'key: "a \\"one\\" mark"\n',
    "double quotes with a backslash": 'key: "a \\\\ mark"\n',
    "double quotes with letters by number": 'key: "\\x41\\u00e9\\U0001F600 mark"\n',
    "double quotes with a line break by escape": 'key: "one\\n mark"\n',
    "double quotes with a tab by escape": 'key: "one\\tmark"\n',
    "double quotes with a blank by escape": 'key: "one\\ mark"\n',
    "double quotes with a line continued": 'key: "one \\\n  two mark"\n',
    "block": "key: |\n  one\n  two mark\n",
    "block on its first line": "key: |\n  mark\n",
    "block with an empty line": "key: |\n  one\n\n  two mark\n",
    "block that begins with empty lines": "key: |\n\n\n  one mark\n",
    "block with deeper lines": "key: |\n  one\n      mark\n",
    "block with its indent given": "key: |2\n    one\n    mark\n",
    "block that keeps its end": "key: |+\n  one mark\n\n\n",
    "block that strips its end": "key: |-\n  one mark\n",
    "block with a comment behind the sign": "key: | # a comment\n  one mark\n",
    "block deep inside": "a:\n  b:\n    - c: |\n        one\n        mark\n",
    "folded": "key: >\n  one\n  two mark\n",
    "folded with an empty line": "key: >\n  one\n\n  two mark\n",
    "folded with deeper lines": "key: >\n  one\n    deeper\n  mark\n",
    "folded with a comment behind the sign": "key: > # mark it\n  one mark\n",
    "in a list": "- one\n- two mark\n",
    "in brackets": "{a: [one, two mark]}\n",
    "behind letters that are not ASCII": "é: ñandú mark\n",
    "behind letters outside the first plane": "key: 😀😀 mark\n",
    "as a key": "one mark: {}\n",
    "with a mark that stands twice": "key: remark mark\n",
}


@pytest.mark.parametrize("source", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_character_stands_where_it_stands(source: str) -> None:
    text = text_of(source)
    place = text.place_at(text.value.rindex("mark"))
    assert (place.line, place.column) == place_at(source, source.rindex("mark"))


@pytest.mark.parametrize("source", WRITTEN.values(), ids=WRITTEN.keys())
def test_the_end_of_a_text_stands_on_its_last_line(source: str) -> None:
    text = text_of(source + "other: x\n" if source.startswith("key") else source)
    if text.value == "x":
        text = texts_in(tree.parse(Source("f.yaml", source + "other: x\n"))[0])[1]
    stripped = text.value.rstrip()
    last = text.place_at(len(stripped) - 1)
    end = text.place_at(len(stripped))
    assert (end.line, end.column) == (last.line, last.column + 1)


LETTERS = [
    "a",
    "é",
    "😀",
    "'",
    "''",
    '"',
    '\\"',
    "\\n",
    "\\x41",
    "\\u00e9",
    "#",
    "[",
    "]",
    "{",
    "}",
    ",",
    "%",
    "@",
    "`",
]
BLANKS = ["\n", "\n  ", "\n\n", " ", "  ", "    ", "\t", "\\ ", "\\\n", " #"]
SIGNS = [
    "&a",
    "*a",
    "!",
    "!!str",
    "<<",
    ": ",
    "- ",
    "? ",
    "key: ",
    "|",
    ">",
    "|\n",
    ">\n",
    "|2",
    "|-",
    ">+",
    "---\n",
    "...\n",
]
pieces = st.sampled_from([*LETTERS, *BLANKS, *SIGNS])
sources = st.lists(pieces, max_size=30).map("".join) | st.lists(pieces, max_size=20).map(
    lambda parts: "k: " + "".join(parts)
)


@given(sources, st.data())
def test_every_place_is_inside_the_file(text: str, data: st.DataObject) -> None:
    source = Source("f.yaml", text)
    try:
        root, repeated = tree.parse(source)
    except NotATree as error:
        places = [error.place]
    else:
        places = [again.key.place for again in repeated]
        for found in texts_in(root):
            offset = data.draw(st.integers(0, len(found.value)))
            places += [found.place, found.place_at(offset)]
    lines = text.split("\n")
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@pytest.mark.parametrize("source", WRITTEN.values(), ids=WRITTEN.keys())
def test_behind_the_last_line_break_of_a_text_is_still_inside_the_file(source: str) -> None:
    text = text_of(source)
    place = text.place_at(len(text.value))
    lines = source.split("\n")
    assert place.line <= len(lines)
    assert place.column <= len(lines[place.line - 1]) + 1


@given(st.text(alphabet="ab \n", max_size=30), st.integers(0, 30))
def test_the_place_of_an_index_is_counted_from_one(text: str, index: int) -> None:
    place = Source("f.yaml", text).place(min(index, len(text)))
    before = text[: min(index, len(text))]
    assert (place.line, place.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)

"""A story is data from a stranger: whatever stands in it, there is a diagnostic, no traceback, and an end in time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.cli import main
from game.story.conditions import MAX_NUMBER
from game.story.load import load
from game.story.source import NoStoryHere
from game.story.tree import MAX_DEPTH, MAX_TEXT
from tests.command import ROOT
from tests.stories import HALL, HEAD, loading, problems, write
from tests.story.slips import STORY

GOOD = HEAD + HALL
SCENE = "scenes:\n  hall:\n    ending: end\n"


def codes(text: str | bytes) -> list[str]:
    """The codes of the problems of a file beside a good story."""
    return [problem.code for problem in loading(GOOD, text).diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [*a, *a]\n", "anchor"),
        ("a: *a\n", "anchor"),
        ("&a a: b\n", "anchor"),
        ("people: &a {}\n", "anchor"),
        ("a: &a []\nb: {<<: *a}\n", "anchor"),
        ("people: !!python/object/apply:os.system [id]\n", "tag"),
        ("people: !!python/name:os.system\n", "tag"),
        ("people: !x {}\n", "tag"),
        ("!!map {people: {}}\n", "tag"),
        ("people: !!binary aGVsbG8=\n", "tag"),
        ("%TAG ! tag:x,2000:\n---\npeople: !y {}\n", "tag"),
        ("people: {}\n---\nplaces: {}\n", "several-documents"),
        ("---\n---\n", "several-documents"),
        ("? [a]\n: b\n", "key-not-text"),
        ("? {a: b}\n: c\n", "key-not-text"),
        ("{[a]: b}\n", "key-not-text"),
        ("[" * 30_000, "too-deep"),
        ("{a: " * 30_000, "too-deep"),
        ("- " * 5_000, "too-deep"),
        ("a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 100)), "too-deep"),
        ("[" * 30_000 + "]" * 30_000, "too-deep"),
        ("facts: {x: " + "a" * (MAX_TEXT + 1) + "}\n", "text-too-long"),
        ("? " + "a" * (MAX_TEXT + 1) + "\n: b\n", "text-too-long"),
        ("facts: {x: '" + "a " * MAX_TEXT + "'}\n", "text-too-long"),
        (b"\xff\xfea\x00:\x00", "not-utf-8"),
        (b"people: {anne: \x80}\n", "not-utf-8"),
        (b"\xed\xa0\x80", "not-utf-8"),
        (b"\xc0\x80", "not-utf-8"),
        ("people: \0\n", "control-character"),
        ("# \x1b]52;c;aGVsbG8=\x07\n", "control-character"),
        ("# \x9b31m\n", "control-character"),
        ("# \x7f\n", "control-character"),
        ("# \x0c\n", "control-character"),
        ("facts: {x: a\u202eb}\n", "control-character"),
        ("facts: {x: a\u2066b}\n", "control-character"),
        ("facts: {x: a\u200fb}\n", "control-character"),
        ("facts: {x: a\u2028b}\n", "control-character"),
        ("facts: {x: a\u0085b}\n", "control-character"),
        ("facts: {x: a\ufeffb}\n", "control-character"),
        ('facts: {x: "\\e]0;title\\a"}\n', "control-character"),
        ('facts: {x: "\\x1b[2J"}\n', "control-character"),
        ('facts: {x: "\\0"}\n', "control-character"),
        ('facts: {x: "\\u202e"}\n', "control-character"),
        ('facts: {x: "\\N"}\n', "control-character"),
        ('facts: {x: "\\L"}\n', "control-character"),
        ('{"\\e": x}\n', "control-character"),
        ("facts: {x: \ufffe}\n", "syntax"),
        ('facts: {x: "\\uD800"}\n', "syntax"),
        ('facts: {x: "\\uDFFF\\uD800"}\n', "syntax"),
        ('facts: {x: "\\UFFFFFFFF"}\n', "syntax"),
        ('facts: {x: "\\q"}\n', "syntax"),
        ("a: [\n", "syntax"),
        ("a: ]\n", "syntax"),
        ("a: 'b\n", "syntax"),
        ("a: b: c\n", "syntax"),
        ("a: %x\n", "syntax"),
        ("a: @x\n", "syntax"),
        ("%YAML 9.9\n---\n", "syntax"),
        ("\tpeople: {}\n", "syntax"),
        ("people:\n\t- x\n", "syntax"),
        ("text\n", "wrong-kind"),
        ("- list\n", "wrong-kind"),
        ("'people'\n", "wrong-kind"),
        ("people: []\n", "wrong-kind"),
        ("people: {anne: [x]}\n", "wrong-kind"),
        ("people: {__class__: {name: x}}\n", "bad-id"),
        ("people: {'': {name: x}}\n", "bad-id"),
        ("people: {" + "a" * 65 + ": {name: x}}\n", "bad-id"),
        ("people: {añne: {name: x}}\n", "bad-id"),
        ('people: {"an\\nne": {name: x}}\n', "bad-id"),
        ("numbers: {n: {name: N, to: " + "9" * 5_000 + "}}\n", "number-too-large"),
        ("numbers: {n: {name: N, to: 0x10}}\n", "not-a-number"),
        ("numbers: {n: {name: N, to: 1_000}}\n", "not-a-number"),
        ("numbers: {n: {name: N, to: 1e3}}\n", "not-a-number"),
        ("numbers: {n: {name: N, to: ٣}}\n", "not-a-number"),
        ("numbers: {n: {name: N, to: .inf}}\n", "not-a-number"),
        (f"numbers: {{n: {{name: N, to: {MAX_NUMBER + 1}}}}}\n", "number-too-large"),
        (f"numbers: {{n: {{name: N, from: -{MAX_NUMBER + 1}, to: 0}}}}\n", "number-too-large"),
        ("conditions: {c: __import__('os')}\n", "bad-condition"),
        ("conditions: {c: '" + "(" * 1_000 + "'}\n", "bad-condition"),
        ("conditions: {c: '" + "not " * 400 + "x'}\n", "bad-condition"),
        ("<<: {people: {}}\n", "unknown-key"),
        ("places: {p: null}\n", None),
        ("people: {p: {name: 22:47}, q: {name: 2024-02-31}, r: {name: No}, s: {name: 1:59:59}}\n", None),
        ("facts: {}\n...\n", None),
        ("people: {p: {name: 'Zoë 😀 ñ'}}\n", None),
        ("\n\n# nothing\n", None),
        ("", None),
        ("---\n", None),
        ("%YAML 1.1\n---\npeople: {}\n", None),
    ],
    ids=repr,
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be_is_a_diagnostic(text: str | bytes, code: str | None) -> None:
    found = [problem for problem in codes(text) if problem not in ("never-happens", "unused")]
    assert found == ([code] if code else [])


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_line_ends(end: str) -> None:
    assert problems(GOOD.replace("\n", end)) == []
    assert problems((HEAD + "scenes:\n  hall:\n    ending: ende\n").replace("\n", end)) == ["5:13 unknown-name"]


def test_a_byte_order_mark_is_no_letter() -> None:
    assert problems(b"\xef\xbb\xbf" + GOOD.encode()) == []
    assert problems(b"\xef\xbb\xbfstroy: {}\n" + GOOD.encode()) == ["1:1 unknown-key"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_no_utf_8_is_named_at_its_place(mark: bytes) -> None:
    found = loading(mark + GOOD.encode() + b"facts: {x: Ren\xe9e}\n").diagnostics[0]
    assert (found.place.line, found.place.column) == (4, 15)
    assert "0xE9" in found.words


def test_a_control_character_is_named_at_its_place() -> None:
    found = loading(GOOD + "facts: {x: a\u202eb}\n").diagnostics[0]
    assert (found.place.line, found.place.column) == (4, 13)
    assert "U+202E" in found.words


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    assert codes("people: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n") == ["wrong-kind"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + 'scenes: {hall: {next: "ou\\nt", ending: end}}\n',
        HEAD + 'scenes: {hall: {"ti\\ntle": x, ending: end}}\n',
        HEAD + "scenes:\n  hall:\n    passage: |\n      a [foo\n      bar] b\n    ending: end\n",
        HEAD + 'scenes: {hall: {ending: end}}\n"sce\\nnes": x\n"sce\\nnes": y\n',
        HEAD + 'scenes: {"ha\\nll": {ending: end}, hall: {ending: end}}\n',
        HEAD + 'numbers: {n: {name: N, to: "1\\n2"}}\n' + HALL,
    ],
)
def test_a_problem_is_one_line(text: str) -> None:
    for problem in loading(text).diagnostics:
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "scenes: {hall: {next: " + "x" * 90_000 + ", ending: end}}\n",
        HEAD + "scenes: {hall: {" + "x" * 900 + ": a, ending: end}}\n",
        HEAD + "scenes: {hall: {passage: '[" + "x" * 90_000 + "]', ending: end}}\n",
        HEAD + "scenes: {hall: {passage: '[if " + "x" * 1_900 + "]a[end]', ending: end}}\n",
    ],
)
def test_a_problem_is_no_longer_than_somebody_reads(text: str) -> None:
    found = loading(text).diagnostics
    assert found
    for problem in found:
        assert len(str(problem)) < 1_000


def _odd(folder: Path, name: bytes) -> Path:
    folder.mkdir()
    write(folder, GOOD)
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("people: [\n", encoding="utf-8")
    except OSError:
        pytest.skip("there can be no file of this name here")
    return folder


@pytest.mark.parametrize(
    "name",
    [b"\xff.yaml", b"new\nline.yaml", b"\x1b]0;title\x07.yaml", "turn\u202eed.yaml".encode(), b"a:b.yaml", b"-n.yaml"],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_name_of_a_file_harms_nobody(
    name: bytes, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(_odd(tmp_path / "story", name)), "--format", form]) == 1
    said = capsys.readouterr()
    said.out.encode("utf-8")
    assert not any(character in said.out for character in "\x1b\x07\u202e")
    assert said.err == ""
    if form != "json":
        assert said.out.count("\n") == 1


def test_a_folder_called_like_a_file_is_no_story(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    assert [problem.code for problem in load(tmp_path).diagnostics] == ["not-a-file"]


def test_an_empty_folder_is_no_story(tmp_path: Path) -> None:
    with pytest.raises(NoStoryHere):
        load(tmp_path)


def test_hidden_files_and_those_of_editors_are_no_part_of_the_story(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    for name in (".#a.yaml", "#a.yaml#", "~a.yaml", ".hidden.yaml", "a.yaml~", "a.yaml.bak", "notes.txt"):
        (tmp_path / name).write_text("{[", encoding="utf-8")
    write(tmp_path / ".git", "{[")
    assert load(tmp_path).diagnostics == ()


def test_sub_folders_are_part_of_the_story(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    write(tmp_path / "deep" / "deeper", HALL)
    assert load(tmp_path).diagnostics == ()


BOMBS = {
    "blanks before a syntax error": HEAD + " " * 60_000 + "x: y: z\n",
    "blanks in a tag": HEAD + "scenes: {hall: {ending: end, passage: '[if a" + " " * 90_000 + "b]x[end]'}}\n",
    "many names that nothing bears": HEAD
    + "scenes:\n"
    + "".join(f"  scene_number_{number}: {{next: scene_nomber_{number}}}\n" for number in range(1_000)),
    "a syntax error behind much text": HEAD
    + "scenes:\n"
    + "".join(f"  s{number}: {{ending: end}}\n" for number in range(60_000))
    + " x\n",
    "many bad conditions": HEAD
    + "scenes:\n"
    + "".join(f"  s{number}: {{next: [{{scene: hall, when: nope and}}, hall]}}\n" for number in range(3_000))
    + "  hall: {ending: end}\n",
    "many bad conditions in one block": HEAD
    + "scenes:\n  hall:\n    ending: end\n    passage: |\n"
    + "      [if nope]a[end]\n" * 4_000,
    "many asterisks": HEAD + "scenes: {hall: {ending: end, passage: '" + "*" * 99_999 + "'}}\n",
    "many brackets": HEAD + "scenes: {hall: {ending: end, passage: '" + "[" * 99_999 + "'}}\n",
    "many braces": HEAD + "scenes: {hall: {ending: end, passage: '" + "{[" * 49_999 + "'}}\n",
    "many empty lines": HEAD + "scenes:\n  hall:\n    ending: end\n    passage: |\n" + "      .\n\n" * 12_000,
    "capitals": HEAD + "scenes: {hall: {ending: end, passage: '" + "A-" * 49_999 + "'}}\n",
    "sexagesimal numbers": HEAD + "facts: {x: '" + "1:59" * 24_000 + "'}\n" + HALL,
    "many keys": HEAD + HALL + "facts: {" + ", ".join(f"f{number}: x" for number in range(30_000)) + "}\n",
    "the same key many times": HEAD + HALL + "facts:\n" + "  x: y\n" * 30_000,
    "accounts that revise one another": HEAD
    + HALL
    + "people: {anne: {name: Anne}}\naccounts:\n"
    + "".join(f"  a{n}: {{teller: anne, title: T, revises: a{(n + 1) % 3_000}}}\n" for n in range(3_000)),
    "named conditions that name one another": HEAD
    + HALL
    + "facts: {x: X}\nconditions:\n"
    + "".join(f"  c{number}: c{number + 1} or c{number + 1}\n" for number in range(3_000))
    + "  c3000: x\n",
    "a wide document": HEAD
    + HALL
    + "evidence: {e: {name: E, finding: F, document: |\n"
    + "  "
    + "x" * 99_000
    + "\n}}\n",
}


LOADER = """
import sys
from pathlib import Path
from game.story.load import load

for folder in sys.argv[1:]:
    assert load(Path(folder)) is not None
    print(Path(folder).name, flush=True)
"""


def test_what_is_made_to_take_long_does_not(tmp_path: Path) -> None:
    """All together take some seconds; a minute is never reached, also on a slow machine."""
    folders = [str(write(tmp_path / name, bomb)) for name, bomb in BOMBS.items()]
    command = [sys.executable, "-c", LOADER, *folders]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    except subprocess.TimeoutExpired as error:
        done = (error.stdout or b"").decode()
    assert [name for name in BOMBS if name not in done.split("\n")] == []


@pytest.mark.parametrize(
    "text", ["[" * 30_000, "a: " * 30_000, b"\xff" * 1_000, "\0", '"\\uD800"', "k: &a [*a]", "!!python/object:os.x {}"]
)
@pytest.mark.parametrize("command", ["check", "test", "stats", "schema", "play"])
def test_no_command_breaks_on_it(
    text: str | bytes, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    assert main([command, str(write(tmp_path / "story", GOOD, text))]) in (0, 1)


LINES = STORY.splitlines(keepends=True)
SIGNS = ["\n", " ", ":", "- ", ">", "'", '"', "[", "]", "{", "}", "&a", "*a", "!x", "#", ",", "\t", "\0", "é", "|"]
NAMES = ["yes", "no", "~", "null", "1", "-1", "anne", "anne_1.noon", "bill", "yard", "[if dark]", "[end]", "{trust}"]
pieces = st.sampled_from([*LINES, *SIGNS, *NAMES])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for problem in loading(text).diagnostics:
        assert str(problem)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A real story with some slips of the hand in it."""
    text = STORY
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(pieces | st.just("")) + text[end:]
    return text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutations())
def test_a_story_with_slips_has_problems_inside_of_it_or_none(text: str) -> None:
    found = loading(text)
    lines = text.replace("\r\n", "\n").split("\n")
    for problem in found.diagnostics:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert (found.story is None) == any(problem.is_error for problem in found.diagnostics)


@st.composite
def lines_moved(draw: st.DrawFn) -> str:
    """A real story with lines taken out, put in again elsewhere, or indented otherwise."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        if draw(st.booleans()):
            indent = " " * draw(st.integers(0, 10))
            lines.insert(draw(st.integers(0, len(lines))), indent + line.lstrip())
    return "".join(lines)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines_moved())
def test_a_story_with_lines_moved_is_read_without_an_exception(text: str) -> None:
    for problem in loading(text).diagnostics:
        assert "\n" not in str(problem)

"""The page of each problem: its message as it is printed, why it is one, and how to mend it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from game.story.load import load
from game.story.problems import PROBLEMS, PROVED, Problem, Proved
from game.story.translation import catalogue_path, with_catalogues

FILE = "story.yaml"
MOST_SHOWN = 1_200
"""Characters of the longest example that is printed: one that is about length is not worth its room."""

HEAD = """\
# Problems

`perfect-mother check` prints every problem of a story in one run, each with its file, line and column, and a code in
brackets. An *error* keeps the story from being played; a *warning* does not. This page has them all, and at its end
those that only `perfect-mother prove` can see; `perfect-mother check --explain CODE` prints one of them.

With `--fix`, `check` first mends what can be mended in one way only, and says what it did:

- a misspelt key, if no other key is as near;
- the quotation marks that a text of one line needs, a title as well as a passage: for a colon in it, for a comma
  between braces, or for a sign at its beginning that YAML keeps for itself. Quotation marks that are there already stay
  as they are, closed or not, straight or typographic;
- tabs that indent, and blanks before a key or behind its colon that do not break, which YAML takes for letters;
- characters that nobody can see: in a text, those that a terminal would obey; in a key or a name, soft hyphens and
  others without any width, too, and blanks beside it between quotation marks. What divides words in a text may stay;
- another sign in place of the hyphen before a number;
- a file that was saved as UTF-16.

Each of these is tried first: if anything is wrong afterwards that was not before, the file stays as it was. Only
warnings that are not looked for as long as there is an error may come to light elsewhere. Everything else in the file
stays as you wrote it, remarks and blanks too.

For each code there is a small story that has the problem, and what `check` says of it.
"""


def problems_page() -> str:
    """The whole page, as Markdown."""
    known = (PROBLEMS | PROVED).values()
    listed = "\n".join(f"- [`{problem.code}`](#{problem.code})" for problem in known)
    return "\n".join([HEAD, listed, "", *("\n".join(problem_lines(problem)) for problem in known)])


def problem_lines(problem: Problem | Proved) -> Iterator[str]:
    """What there is to say of one problem, as lines of Markdown."""
    yield f"## {problem.code}"
    yield ""
    by = " `prove` reports it." if isinstance(problem, Proved) else ""
    yield f"{'An error.' if problem.level == 'error' else 'A warning.'}{by} {problem.why}"
    yield ""
    yield f"**How to mend it.** {problem.mend}"
    yield ""
    if isinstance(problem, Proved):
        yield from _fenced("yaml", problem.example)
        yield from _fenced("text", proved_of(problem.example))
    elif not problem.example or len(problem.example) > MOST_SHOWN:
        yield "It reads:"
        yield ""
        yield from _fenced("text", re.sub(r"\{(\w+)\}", "…", problem.message))
    else:
        yield from _fenced("yaml", visible(problem.example))
        if problem.catalogue:
            yield from _fenced("po", problem.catalogue)
        yield from _fenced("text", said_of(problem.example, problem.catalogue))


def _fenced(kind: str, text: str) -> Iterator[str]:
    yield f"```{kind}"
    yield text.rstrip("\n")
    yield "```"
    yield ""


def visible(example: str | bytes) -> str:
    """An example with what cannot be printed written as its code."""
    text = example.decode("latin-1") if isinstance(example, bytes) else example
    return re.sub(r"[^\S\n ]|[\u200b-\u206f]", lambda found: f"<U+{ord(found[0]):04X}>", text)


def said_of(example: str | bytes, catalogue: str = "") -> str:
    """What `check` prints of a story in one file, and of the catalogue beside it if there is one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = example if isinstance(example, bytes) else example.encode()
        Path(folder, FILE).write_bytes(data)
        if catalogue:
            path = catalogue_path(folder, "de")
            path.parent.mkdir()
            path.write_text(catalogue, encoding="utf-8")
        return "\n".join(map(str, with_catalogues(load(folder, ""), folder, "").diagnostics))


def proved_of(example: str) -> str:
    """What `prove` finds in a story in one file, without the lines on how it was done."""
    from game.author.reporting import line_of  # noqa: PLC0415 - the other pages prove nothing
    from game.play.rules import Rules  # noqa: PLC0415
    from game.proof.investigate import investigate  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Path(folder, FILE).write_text(example, encoding="utf-8")
        loading = load(folder, "")
    assert loading.story is not None, "an example of what is proved can be played"
    lines = []
    for finding in investigate(Rules(loading.story)).findings:
        lines += [line_of(finding, loading), *(f"    {reason}" for reason in finding.why)]
    return "\n".join(lines)

"""What the workshop draws: problems, values, reasons, scenes to jump to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from game.play.rules import Rules
from game.story.diagnostics import Diagnostic
from game.story.excerpts import excerpt
from game.story.load import Loading
from game.story.problems import PROBLEMS, PROVED
from game.tui.draw.parts import draw_heading
from game.tui.draw.shelf import draw_field
from game.tui.galley import Galley
from game.tui.glyphs import Glyphs
from game.tui.theme import Role
from game.tui.typeset import Run, clean, clip, pad, width_of
from game.tui.workshop.bench import Bench
from game.tui.workshop.proving import Disproved
from game.tui.workshop.reasons import Part, Reason
from game.tui.workshop.values import Value

_MOST_VALUES = 200
"""How many values are listed at once; to see others, something is typed."""


def draw_panel(bench: Bench, glyphs: Glyphs, width: int, height: int) -> Galley:
    """The head and as many problems as fit, a line each."""
    galley = Galley(width, 1, max(1, width - 2), glyphs)
    problems = bench.problems
    if not problems:
        return galley
    said = "; ".join(filter(None, (bench.summary, bench.proved, "P shows all")))
    head = clip(said, width - 6, glyphs.ellipsis)
    rest = glyphs.rule * max(0, width - cell_len(head) - 5)
    galley.raw(Run(f" {glyphs.rule} ", Role.RULE), Run(head, Role.ACCENT), Run(f" {rest}", Role.RULE))
    for problem in problems[: max(0, height - 1)]:
        where = bench.shown(problem.place)
        words = clip(clean(problem.words), max(1, width - cell_len(where) - 5), glyphs.ellipsis)
        with galley.target(problem, 0, width):
            galley.line(Run(f"{where}  ", Role.QUIET), Run(words, Role.STRONG if problem.is_error else Role.INK))
    return galley


def draw_problems(bench: Bench, galley: Galley) -> Galley:
    """Every problem with its line of the file, and how to mend it."""
    galley.blank()
    if not bench.problems:
        galley.flow([Run(f"The story, read at {bench.read_at}, has no problems; {bench.proved}.", Role.ASIDE)])
    for problem in bench.problems:
        galley.gap()
        level = Run(f"{problem.level}: ", Role.ACCENT)
        galley.flow([Run(f"{bench.shown(problem.place)}:{problem.place.column}", Role.TITLE)])
        galley.flow([level, Run(clean(problem.words)), Run(f" [{problem.code}]", Role.QUIET)])
        _draw_excerpt(problem, bench.loading, galley)
        for reason in problem.why if isinstance(problem, Disproved) else ():
            galley.flow([Run(clean(reason))], indent=2)
        if isinstance(problem, Disproved) and problem.moves is not None:
            moves = clean("; ".join(problem.moves)) or "none, from the first page on"
            galley.flow([Run("The moves: ", Role.QUIET), Run(moves)], indent=2)
        known = PROVED if isinstance(problem, Disproved) else PROBLEMS
        galley.flow([Run(known[problem.code].mend, Role.ASIDE)])
    galley.blank()
    return galley


def _draw_excerpt(problem: Diagnostic | Disproved, loading: Loading, galley: Galley) -> None:
    """The line at which a problem points, with a caret under the place."""
    found = excerpt(loading.sources.get(problem.place.path), problem.place, max(8, galley.measure - 2), cell_len)
    if found is not None:
        galley.line(Run(found.text, Role.PAPER), indent=2)
        galley.line(Run(" " * found.caret + "^", Role.ACCENT), indent=2)


def draw_values(typed: str, found: Sequence[Value], galley: Galley) -> Galley:
    """A line to type in, and the values under their headings, each of which can be changed."""
    glyphs = galley.glyphs
    draw_field("", typed, galley)
    heading = ""
    for value in found[:_MOST_VALUES]:
        if value.group != heading:
            heading = value.group
            draw_heading(galley, heading)
        with galley.target(value.name):
            shown = clip(clean(value.shown), max(8, galley.measure // 3), glyphs.ellipsis)
            room = galley.measure - cell_len(shown) - 2
            name = clip(value.name, room, glyphs.ellipsis)
            rest = room - cell_len(name) - 2
            means = f"  {clip(clean(value.means), rest, glyphs.ellipsis)}" if value.means and rest > 10 else ""
            left = (Run(name), Run(means, Role.ASIDE))
            space = " " * max(2, galley.measure - width_of(left) - cell_len(shown))
            galley.line(*left, Run(space), Run(shown, Role.ACCENT if value.is_changed else Role.QUIET))
    if not found:
        galley.gap()
        words = "Nothing is called that." if typed else "Everything is as at the start of the story."
        galley.flow([Run(words, Role.ASIDE)])
    if len(found) > _MOST_VALUES:
        galley.flow([Run(f"and {len(found) - _MOST_VALUES} more: type a part of a name.", Role.ASIDE)])
    galley.blank()
    return galley


def draw_reasons(bench: Bench, scene: str, found: Sequence[Reason], galley: Galley) -> Galley:
    """Each choice with how it stands, and its condition taken apart."""
    galley.blank()
    place = bench.rules.story.defined["scenes"].get(scene)
    dot = f" {galley.glyphs.dot} "
    galley.flow([Run(scene, Role.TITLE), Run(f"{dot}{bench.shown(place)}" if place else "", Role.QUIET)])
    for reason in found:
        galley.gap()
        galley.flow([Run(clean(reason.words), Role.STRONG if reason.is_open else Role.INK)])
        where = f"{dot}{bench.shown(reason.place)}" if reason.place else ""
        stands = Run(reason.stands, Role.ACCENT if not reason.is_open else Role.QUIET)
        galley.flow([stands, Run(f"{dot}{reason.id}{where}", Role.QUIET)], indent=2)
        if reason.because is not None:
            _draw_part(reason.because, galley, 2)
    if not found:
        galley.gap()
        galley.flow([Run("There is nothing to choose here.", Role.ASIDE)])
    galley.blank()
    return galley


def _draw_part(part: Part, galley: Galley, indent: int) -> None:
    """A part of a condition: whether it holds, its words, the present value, and below it its own parts."""
    answer = Run(pad("yes" if part.holds else "no", 4), Role.QUIET if part.holds else Role.ACCENT)
    value = Run(f" (it is {part.value})" if part.value else "", Role.ASIDE)
    galley.flow([Run(part.words), value], indent=indent + 4, first=(Run(" " * indent), answer))
    for inner in part.inside:
        _draw_part(inner, galley, indent + 2)


def draw_scenes(typed: str, rules: Rules, scenes: Sequence[str], galley: Galley) -> Galley:
    """A line to type in, and the scenes that fit it."""
    glyphs = galley.glyphs
    draw_field("", typed, galley)
    column = min(max((cell_len(name) for name in scenes), default=0), galley.measure // 2) + 2
    for name in scenes:
        scene = rules.story.scenes[name]
        words = scene.title or (" ".join(scene.passage[0].text.text.split()) if scene.passage else "")
        with galley.target(name):
            left = pad(clip(name, column - 2, glyphs.ellipsis), column)
            galley.line(Run(left), Run(clip(clean(words), galley.measure - column, glyphs.ellipsis), Role.ASIDE))
    if not scenes:
        galley.flow([Run("No scene is called that.", Role.ASIDE)])
    galley.blank()
    return galley

"""`map`: a story as a picture."""

from __future__ import annotations

import sys
from pathlib import Path

from game.author.loading import playable
from game.author.map.chart import Chart, chart_of
from game.author.map.text import dot, mermaid
from game.exits import FINE, PROBLEMS, refused
from game.files import write_out

ENDINGS = (".html", ".svg", ".dot", ".mmd")


def draw_map(folder: Path, output: Path) -> int:
    """Writes the map of the story in a folder, in the form that the file's name asks for.

    Returns 1 if the story has errors, 2 for another form, for a file that cannot be written, or without Graphviz.
    """
    form = output.suffix.lower()
    if form not in ENDINGS:
        return refused(f"{output.name}: the name of a map ends in one of {', '.join(ENDINGS)}")
    found = playable(folder)
    if found is None:
        return PROBLEMS
    story, loading = found
    text = _drawn(chart_of(story, loading.files), form, folder, output)
    if text is None:
        return refused(
            "pictures need pygraphviz, which brings Graphviz along: pip install pygraphviz\n"
            f"Without it: {output.with_suffix('.dot').name} or {output.with_suffix('.mmd').name}"
        )
    try:
        write_out(output, text.encode())
    except OSError as error:
        return refused(f"{output} cannot be written: {error.strerror}")
    sys.stderr.write(f"{output} is written\n")
    return FINE


def _drawn(chart: Chart, form: str, folder: Path, output: Path) -> str | None:
    """The map as text; None if it takes a layout and there is nothing to make one."""
    if form in (".dot", ".mmd"):
        return dot(chart) if form == ".dot" else mermaid(chart)
    from game.author.map.layout import NoGraphviz  # noqa: PLC0415 - the other two need none of it
    from game.author.map.page import page  # noqa: PLC0415
    from game.author.map.plan import plan_of  # noqa: PLC0415
    from game.author.map.svg import svg  # noqa: PLC0415

    try:
        plan = plan_of(chart)
    except NoGraphviz:
        return None
    return svg(chart, plan) if form == ".svg" else page(chart, plan, folder, output.parent)

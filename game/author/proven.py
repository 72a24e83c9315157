"""What the proof adds to what `check` says of a story."""

from __future__ import annotations

from pathlib import Path

from game.author.check import Entry, Proven
from game.author.reporting import following, level_of, line_of, place_of
from game.author.verdicts import verdict_on
from game.story.load import Loading


def proven(loading: Loading, folder: Path, cache: Path | None = None) -> Proven | None:
    """What the proof finds in a story loaded from a folder; None if it has errors. `cache` is as for `prove`."""
    if loading.story is None:
        return None
    verdict = verdict_on(loading.story, folder, cache=cache)
    entries, lines = [], []
    for finding in verdict.findings:
        place = place_of(finding, loading)
        path, line, column = place or (None, None, None)
        mend = "; ".join(finding.why)
        entries.append(Entry(
            path=path, line=line, column=column, level=level_of(finding), code=finding.code,
            message=finding.words, mend=mend,
        ))  # fmt: skip
        lines += [] if finding.follows else [line_of(finding, loading), *(f"    {reason}" for reason in finding.why)]
    lines += following(verdict)
    if not verdict.is_proved:
        lines.append(f"not proved: {verdict.outcome}: {verdict.stopped or 'not everything was decided'}")
    return Proven(entries, lines)

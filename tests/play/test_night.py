"""The night: what evidence puts at an hour, in the order of the hours, as far as it has been found."""

from __future__ import annotations

from tests import stories

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
evidence:
  log:
    name: A log
    finding: Two came in.
    document: Log
    times:
      - {at: 08:10, what: The cleaner comes.}
      - {at: 00:58, what: Two come in.}
  report:
    name: A report
    finding: He died.
    document: Report
    times: {at: 23:30, until: 01:15, what: He died.}
scenes:
  hall:
    choices:
      log: {text: Read the log., find: log}
      report: {text: Read the report., find: report}
      go: {text: Go., goto: out}
  out: {ending: end}
"""


def night(*moves: str) -> list[tuple[str, int, int]]:
    return [(entry.at, entry.minute, entry.length) for entry in stories.session(STORY, *moves).casebook().night]


def test_nothing_is_known_before_anything_is_found() -> None:
    assert night() == []


def test_the_hours_go_past_midnight_and_last() -> None:
    assert night("log", "report") == [("23:30", 0, 105), ("00:58", 88, 0), ("08:10", 520, 0)]


def test_an_hour_says_which_evidence_puts_it_there() -> None:
    assert [entry.evidence for entry in stories.session(STORY, "log").casebook().night] == ["A log", "A log"]


def test_what_is_taken_back_is_known_no_more() -> None:
    session = stories.session(STORY, "log")
    session.undo()
    assert session.casebook().night == ()


def test_an_hour_is_an_hour() -> None:
    assert stories.problems(STORY.replace("00:58", "24:58")) == ["10:14 not-an-hour"]

"""Problems of promises."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="bad-promise",
        message="{reason}",
        why="What a promise does not say clearly, nobody can hold the story to.",
        mend="Let each promise say one thing: “never” (perhaps “before”), “always” (perhaps “by”), “never together”, "
        "or “from” with “ending within” or “can still”.",
        example="""\
story: {id: s, title: S, start: hall}
promises:
  light:
    says: Nobody leaves in the dark.
    by: visited(hall)
    never: not visited(hall)
scenes: {hall: {ending: end}}
endings: {end: End}
""",
        at=(3, 3),
    ),
)

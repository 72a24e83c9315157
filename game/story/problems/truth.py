"""Problems of conditions that are always or never true."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="never-true",
        level="warning",
        message="“{condition}” is never true{because}",
        why="What waits for it never comes: the choice cannot be taken, the text is not read.",
        mend="Look at “and” and “or”, at a “not” too many, and at the bounds of the number.",
        example="""\
story: {id: s, title: S, start: hall}
numbers: {trust: {name: Trust, to: 5}}
scenes:
  hall:
    choices:
      ask:
        text: Ask her.
        when: trust > 5
        passage: She turns away.
      stay:
        text: Stay.
        goto: street
  street:
    passage: "[if trust > 2]She waves.[end]"
    ending: end
endings: {end: End}
""",
        at=(8, 15),
    ),
    Problem(
        code="always-true",
        level="warning",
        message="“{condition}” is always true{because}",
        why="A condition that cannot fail says nothing; most often it was meant otherwise.",
        mend="Look at “and” and “or”, and at the bounds of the number; or remove the condition.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    passage: "[if visited(hall)]You know the hall.[end]"
    ending: end
endings: {end: End}
""",
        at=(4, 19),
    ),
    Problem(
        code="never-chosen",
        level="warning",
        message="what stands before it leaves nothing for {what}",
        why="Of several branches or ways, the first that holds is taken.",
        mend="Put the narrower condition first and the one without “when” last, or remove this one.",
        example="""\
story: {id: s, title: S, start: hall}
numbers: {trust: {name: Trust, to: 5}}
scenes:
  hall:
    passage: "She [if trust > 1]smiles[else if trust > 3]laughs[end]."
    ending: end
endings: {end: End}
""",
        at=(5, 48),
    ),
    Problem(
        code="hint-for-nothing",
        level="warning",
        message="the hint “{name}” is never listed: when it would be, it is solved",
        why="A hint is listed while its “when” holds and its “solved when” does not.",
        mend="Mend one of the two conditions.",
        example="""\
story: {id: s, title: S, start: hall}
hints:
  way:
    question: Where is the way out?
    when: visited(street)
    solved when: visited(street)
    nudge: Think of doors.
    place: In the hall.
    answer: Take the door.
scenes:
  hall: {next: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(3, 3),
    ),
)

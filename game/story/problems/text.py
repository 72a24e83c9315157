"""Problems of prose, and of text that people read."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="bad-prose",
        message="{reason}",
        why="Brackets, braces and asterisks mean something in prose.",
        mend="Close what is open, or write the character twice if it is meant as itself.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    passage: |
      The hall is empty.

      It smells of [if visited(hall)]smoke.
    ending: end
endings: {end: End}
""",
        at=(7, 20),
    ),
    Problem(
        code="unknown-speaker",
        message="nobody in the story is called “{name}”{suggestion}",
        why="A paragraph that begins with a name in capitals and a colon is speech, and players are shown who speaks.",
        mend="Write the name that the person is called by, or add the person; if it is no speech, do without capitals.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne Abel}}
scenes:
  hall:
    meet: anne
    passage: |
      ANE: Good evening.
    ending: end
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="same-speaker",
        message="“{name}” is what two people are called; the other is “{other}”",
        why="Nobody could tell which of the two speaks.",
        mend="Give one of them another “called”.",
        example="""\
story: {id: s, title: S, start: hall}
people:
  anne: {name: Anne Abel}
  anne_b: {name: Anne Bell}
scenes: {hall: {meet: [anne, anne_b], ending: end}}
endings: {end: End}
""",
        at=(4, 3),
    ),
    Problem(
        code="no-summary",
        message="a passage that touches a sensitive topic needs a “summary”",
        why="Players who ask for summaries have to learn from it what the others learn.",
        mend="Write a summary that gives the same evidence and claims in plain words.",
        example="""\
story: {id: s, title: S, start: hall}
topics: {death: Death}
scenes:
  hall:
    passage:
      - content: death
        text: He is dead.
    ending: end
endings: {end: End}
""",
        at=(7, 15),
    ),
    Problem(
        code="no-bar",
        level="warning",
        message="the {what} of “{key}” run together: without “|” behind the colon they are one",
        why="Text without a bar is one paragraph, however many lines it stands in.",
        mend="Put a bar behind the colon, as in “passage: |”, and the text indented on the lines below.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    passage:
      It is raining.

      Nobody has come.
    ending: end
endings: {end: End}
""",
        at=(5, 7),
    ),
    Problem(
        code="wide-line",
        level="warning",
        message="this line of a document has {width} characters; {limit} fit on every screen",
        why="A document is shown as it stands; what does not fit is cut off or has to be scrolled.",
        mend="Set the document narrower.",
        example="""\
story: {id: s, title: S, start: hall}
evidence:
  letter:
    name: A letter
    finding: Somebody wrote.
    bears on: noon
    document: |
      Dear Anne,
      I write this in great haste and on very wide paper, as you can see from the line.
moments: {noon: At noon}
scenes: {hall: {find: letter, ending: end}}
endings: {end: End}
""",
        at=(9, 73),
    ),
    Problem(
        code="long-passage",
        level="warning",
        message="this passage has {words} words; a screen or two hold {limit}",
        why="A player who scrolls has lost the choices from sight.",
        mend="Put a choice in the middle.",
        example="story: {id: s, title: S, start: hall}\n"
        "scenes:\n"
        "  hall:\n"
        "    passage: |\n" + "      And on it goes, and on, word after word after word.\n" * 40 + "    ending: end\n"
        "endings: {end: End}\n",
        at=(4, 14),
    ),
)

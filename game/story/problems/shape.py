"""Problems of shape: keys that do not exist or are missing, and values of the wrong kind."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="unknown-key",
        message="{within} has no key “{key}”{suggestion}",
        why="A key that is not known would be passed over, and what it says be lost.",
        mend="Take one of the keys that there are, or indent the line so that it belongs to something else. Text that "
        "only looks like a key, for a colon in it, stands in quotes or in a block.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    titel: The hall
    ending: end
endings: {end: End}
""",
        at=(4, 5),
    ),
    Problem(
        code="cut-by-comma",
        message="between braces a comma ends a text: {cure}",
        why="What stands behind the comma would be read as the next key, and be lost.",
        mend="Put the whole text in quotes, or write the keys in lines of their own. `check --fix` puts the quotes.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {title: The hall, at night, ending: end}}
endings: {end: End}
""",
        at=(2, 34),
    ),
    Problem(
        code="missing-key",
        message="{within} needs the key “{key}”{suggestion}",
        why="Without it there is nothing to show, or nowhere to go.",
        mend="Add it.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    ending: end
endings: {end: End}
people:
  anne:
    called: Anne
""",
        at=(8, 5),
    ),
    Problem(
        code="wrong-kind",
        message="“{key}” takes {expected}, and this is {found}{suggestion}",
        why="It cannot be read as what it should be.",
        mend="Look at the indentation, and at the dashes that make a list.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: [The hall]
    ending: end
endings: {end: End}
""",
        at=(4, 12),
    ),
    Problem(
        code="not-an-hour",
        message="“{key}” takes an hour of the day as in 00:58, and this is “{found}”",
        why="The time line of the night could not tell where to draw it.",
        mend="Write hours and minutes with two digits each, from 00:00 to 23:59.",
        example="""\
story: {id: s, title: S, start: hall}
evidence:
  note:
    name: A note
    finding: He came late.
    document: Late.
    times: {at: 9:30, what: He comes.}
scenes: {hall: {find: note, ending: end}}
endings: {end: End}
""",
        at=(7, 17),
    ),
    Problem(
        code="empty",
        message="nothing stands after “{key}”; it takes {expected}",
        why="An empty value is most often one that was forgotten, or a text that begins with #.",
        mend="Write the value, or remove the key. A text that begins with # is put in quotes.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: #7, rue Morgue
    ending: end
endings: {end: End}
""",
        at=(4, 11),
    ),
    Problem(
        code="not-a-number",
        message="“{key}” takes a whole number, and this is “{found}”{suggestion}",
        why="Numbers count; they have no fractions and no words.",
        mend="Write digits, with a minus before them if need be.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
numbers:
  trust:
    name: Trust
    to: five
""",
        at=(7, 9),
    ),
    Problem(
        code="number-too-large",
        message="a number may be at most {limit}",
        why="Every value of a number is a state of the story; the proof looks at all of them.",
        mend="Count in larger steps.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
numbers:
  trust:
    name: Trust
    to: 100000000
""",
        at=(7, 9),
    ),
    Problem(
        code="not-yes-or-no",
        message="“{key}” takes yes or no, and this is “{found}”",
        why="It is either so or not.",
        mend="Write yes or no.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      wait:
        text: Wait.
        sticky: perhaps
      leave:
        text: Leave.
        goto: street
  street: {ending: end}
endings: {end: End}
""",
        at=(7, 17),
    ),
    Problem(
        code="bad-id",
        message="“{name}” cannot be a name: names are small letters, digits and _, and begin with a letter{suggestion}",
        why="Names stand in conditions and in saves, where blanks and other characters mean something else.",
        mend="Write it in small letters, with _ for blanks. What players read stands in “title”, “name” or “text”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall: {ending: end}
endings: {end: End}
people:
  Anne Abel:
    name: Anne Abel
""",
        at=(6, 3),
    ),
)

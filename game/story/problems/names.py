"""Problems of names: what is named and does not exist, or exists twice."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="no-story",
        message="no file of the story has the section “story”, which names its id, its title and its first scene",
        why="Nobody knows where it begins.",
        mend="Write the section “story”, usually in story.yaml.",
        example="""\
scenes: {hall: {ending: end}}
endings: {end: End}
""",
        at=(1, 1),
    ),
    Problem(
        code="two-stories",
        message="the section “story” stands in two files; the other is {where}",
        why="A folder holds one story.",
        mend="Keep one of the two.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="duplicate-id",
        message="the name “{name}” in “{section}” is given already, at {where}",
        why="A name stands for one thing.",
        mend="Rename one of the two.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="copied-file",
        message="this file gives the same {number} names as {where}: a copy?",
        why="A name stands for one thing, and all of these stand for two.",
        mend="Move the copy out of the story's folder, or give it an ending other than .yaml. If it is meant to be "
        "another part of the story, rename what it defines.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="reserved-name",
        message="no {words} can be called “{name}”: that name means something else",
        why="Moves and conditions could not tell the two apart.",
        mend="Call it otherwise.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      next:
        text: Leave.
        goto: street
  street: {ending: end}
endings: {end: End}
""",
        at=(5, 7),
    ),
    Problem(
        code="unknown-name",
        message="there is no {words} “{name}”{suggestion}",
        why="What is named has to exist somewhere in the story.",
        mend="Write the name as it stands in its section, or add the thing.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    next: stret
  street: {ending: end}
endings: {end: End}
""",
        at=(4, 11),
    ),
    Problem(
        code="renamed",
        message="nothing names the {words} “{name}”, and there is no “{old}”, which {number} places name, the first at "
        "{where}: was it renamed?",
        why="What is named has to exist, and what several places name under another name was most likely renamed where "
        "it is defined, and nowhere else.",
        mend="Write the old name here, or the new one in all those places; editors that speak with `lsp` rename in all "
        "files at once.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      go: {text: Go., goto: street}
      run: {text: Run., goto: street}
  streets: {ending: end}
endings: {end: End}
""",
        at=(7, 3),
    ),
    Problem(
        code="unknown-test",
        message="“{name}” is no fact, number, named condition or test{suggestion}",
        why="A condition asks about things that the story declares.",
        mend="Declare the fact, or ask with a test such as found(…) or heard(…); the page on the format has them all.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    next:
      - scene: street
        when: discovered(key)
      - street
  street: {ending: end}
endings: {end: End}
""",
        at=(6, 15),
    ),
    Problem(
        code="bad-condition",
        message="this condition cannot be read: {reason}",
        why="It has to mean one thing.",
        mend="Write names joined by and, or, not, with brackets where both and and or stand.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    next:
      - scene: street
        when: visited(hall) and and
      - street
  street: {ending: end}
endings: {end: End}
""",
        at=(6, 33),
    ),
    Problem(
        code="bad-test",
        message="{reason}",
        why="A fact is true or not; a number is compared with a number.",
        mend="Write a fact without a comparison, and a number with one, as in trust >= 3.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit.}
scenes:
  hall:
    set: lit
    next:
      - scene: street
        when: lit == 1
      - street
  street: {ending: end}
endings: {end: End}
""",
        at=(8, 15),
    ),
    Problem(
        code="circle",
        message="{what} “{name}” {how} itself{way}",
        why="It would never come to an end.",
        mend="Take one of them out of the circle.",
        example="""\
story: {id: s, title: S, start: hall}
conditions:
  dark: not light
  light: not dark
scenes:
  hall:
    passage: "[if dark]It is dark.[else]It is light.[end]"
    ending: end
endings: {end: End}
""",
        at=(3, 3),
    ),
)

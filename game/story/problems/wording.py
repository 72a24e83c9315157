"""Problems of words that will not be read as they were meant."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="cut-off",
        level="warning",
        message="“{rest}” is cut off: a blank and # begin a comment",
        why="Players would read the text without its end.",
        mend="Put the whole text in quotes, or write it as a block, with `|`. A comment of yours "
        "has two blanks before its # and one behind it.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: Room #7
    ending: end
endings: {end: End}
""",
        at=(4, 17),
    ),
    Problem(
        code="markup",
        level="warning",
        message="“{markup}” will be shown as it stands",
        why="Titles, choices, claims and other texts of one line are plain. Prose knows *emphasis*, [if], [first] and "
        "names in braces; it does not know HTML, Markdown's other signs or `\\n`, and two asterisks are one literal "
        "asterisk. Documents stand as they are.",
        mend="Write it without the signs; in prose, *emphasis* has one asterisk on each side.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: The *old* hall
    ending: end
endings: {end: End}
""",
        at=(4, 16),
    ),
    Problem(
        code="spelled-two-ways",
        level="warning",
        message="“{word}” is one letter away from the name “{name}”",
        why="Readers of a mystery take two spellings for two people, and look for the second.",
        mend="Write the name as it stands elsewhere. If it is another name, make the two less alike.",
        example="""\
story: {id: s, title: S, start: hall}
people: {marten: {name: Marten Kroll}}
scenes:
  hall:
    meet: marten
    passage: |
      Marten is late. Marten is often late. You ask Martin why.
    ending: end
endings: {end: End}
""",
        at=(7, 53),
    ),
    Problem(
        code="long-line",
        level="warning",
        message="this text has {length} characters; it is shown as one line, for which {limit} are too many",
        why="A list of choices or a table that has to be scrolled cannot be compared.",
        mend="Say it in fewer words; what needs more room stands in a passage or a document.",
        example="story: {id: s, title: S, start: hall}\nscenes:\n  hall:\n    title: >\n"
        + "      And on it goes, and on, word after word after word.\n" * 5
        + "    ending: end\nendings: {end: End}\n",
        at=(4, 12),
    ),
)

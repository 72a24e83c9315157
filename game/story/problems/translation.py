"""Problems of catalogues, in which a story is translated. Each example is a story with a catalogue beside it."""

from __future__ import annotations

from game.story.problems.definition import Problem

STORY = """\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne Abel}}
numbers: {trust: {name: Trust, to: 5}}
scenes:
  hall:
    meet: anne
    passage: |
      ANNE: [if trust > 2]Come in.[else]You are {trust}.[end]
    ending: end
endings: {end: End}
"""
"""The story of the examples, without a problem of its own."""

_ENTRY = """\
msgctxt "scenes.hall.passage"
msgid "ANNE: [if trust > 2]Come in.[else]You are {trust}.[end]"
"""

PROBLEMS = (
    Problem(
        code="bad-catalogue",
        message="this is not a gettext catalogue: {reason}",
        why="Nothing of the file can be read, and so the story cannot be told in this language.",
        mend="Write the catalogue with `translate`, and change it with an editor for PO files.",
        example=STORY,
        catalogue=_ENTRY + 'msgstr "ANNE: Komm "herein"."\n',
        at=(3, 1),
    ),
    Problem(
        code="no-language",
        level="warning",
        message="“{name}” is no code of a language, as de or pt_BR: this catalogue is not read",
        why="Catalogues are found by their names, which are what `--lang` is given.",
        mend="Call the file as the language: de.po.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="not-up-to-date",
        level="warning",
        message="the story has no such text any more{others}: `translate` brings the catalogue up to date",
        why="The story has changed since, or the original was changed here. Players read the original.",
        mend="Call `translate` with the language; what has changed is then marked, with the text it was made from.",
        example=STORY,
        catalogue='msgctxt "scenes.hall.passage"\nmsgid "ANNE: Go away."\nmsgstr "ANNE: Geh."\n',
        at=(3, 9),
    ),
    Problem(
        code="translated-twice",
        message="this has been translated before, on line {line}",
        why="Only one of the two can be shown, and which is a guess.",
        mend="Delete one of them.",
        example=STORY,
        catalogue=2 * 'msgctxt "endings.end"\nmsgid "End"\nmsgstr "Ende"\n\n',
        at=(7, 9),
    ),
    Problem(
        code="other-tags",
        message="the tags of this translation go on with {found} where those of the original go on with {original}",
        why="Tags say when a text is read. They are the story's, and a translation keeps them in their order.",
        mend="Copy the tags from the original, and translate what stands between them.",
        example=STORY,
        catalogue=_ENTRY + 'msgstr "ANNE: [if trust > 3]Komm herein.[else]Du bist {trust}.[end]"\n',
        at=(3, 15),
    ),
    Problem(
        code="other-inserts",
        message="this translation inserts {found}; the original inserts {original}",
        why="What is inserted is a part of what is said.",
        mend="Copy what stands in braces from the original; it may stand elsewhere in the sentence.",
        example=STORY,
        catalogue=_ENTRY + 'msgstr "ANNE: [if trust > 2]Komm herein.[else]Du bist zwei.[end]"\n',
        at=(3, 9),
    ),
    Problem(
        code="other-speaker",
        message="{found} in this translation; in the original, {original}",
        why="Players are shown who speaks.",
        mend="Begin with the same name in capitals as the original. Players see the name as it is translated.",
        example=STORY,
        catalogue=_ENTRY + 'msgstr "ANNA: [if trust > 2]Komm herein.[else]Du bist {trust}.[end]"\n',
        at=(3, 9),
    ),
)

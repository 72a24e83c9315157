"""Problems of files, before anything is known of what they say."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="syntax",
        message="this is not YAML: {cure}",
        why="The file cannot be read beyond this place.",
        mend="The message says what it most likely is. Text with a colon, quotes or # in it is best a block, with `|`.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: The hall: at night
    ending: end
endings: {end: End}
""",
        at=(4, 20),
    ),
    Problem(
        code="duplicate-key",
        message="“{key}” stands twice; the first is on line {line}",
        why="Only one of the two would count, and which is a guess.",
        mend="Join the two, or rename one.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    title: The hall
    ending: end
    title: The other hall
endings: {end: End}
""",
        at=(6, 5),
    ),
    Problem(
        code="anchor",
        message="anchors (&) and aliases (*) are not part of the format",
        why="A few lines of them can stand for more text than a computer holds.",
        mend="Write the text out. If a text begins with & or *, put it in quotes or in a block.",
        example="""\
story: {id: s, title: &name S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
""",
        at=(1, 23),
    ),
    Problem(
        code="tag",
        message="tags ({tag}) are not part of the format{suggestion}",
        why="Values are what the format says they are; a tag would say something else.",
        mend="Remove the tag. If a text begins with !, put it in quotes or in a block.",
        example="""\
story: {id: s, title: !!str S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
""",
        at=(1, 23),
    ),
    Problem(
        code="several-documents",
        message="a file holds one document; “---” begins another here",
        why="What stands after it would not be read.",
        mend="Remove the line “---”, or put what follows into a file of its own.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
---
people: {}
""",
        at=(4, 1),
    ),
    Problem(
        code="key-not-text",
        message="a key is a name, not a list or a mapping",
        why="Nothing in the format is named by a list.",
        mend="Write a name. If a text begins with [ or {, put it in quotes or in a block.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {ending: end}}
endings: {end: End}
[people]: {}
""",
        at=(4, 1),
    ),
    Problem(
        code="too-deep",
        message="lists and mappings nest deeper than {limit} here",
        why="The format needs nine levels; more is a slip or an attack.",
        mend="Look for brackets that are not closed.",
        example="people: " + "[" * 60 + "]" * 60 + "\n",
        at=(1, 48),
    ),
    Problem(
        code="text-too-long",
        message="a text may have {limit} characters",
        why="Nobody reads a passage of that length on a screen.",
        mend="Divide it into scenes.",
        example="facts: {big: " + "x" * 100_001 + "}\n",
        at=(1, 14),
    ),
    Problem(
        code="not-utf-8",
        message="the file is not UTF-8 text: {cure}",
        why="In another encoding the letters would come out wrong.",
        mend="Save the file as UTF-8 in your editor.",
        example="people: {anne: {name: Ren\xe9e}}\n".encode("latin-1"),
        at=(1, 26),
    ),
    Problem(
        code="control-character",
        message="the character {character} has no place in a text",
        why="Control characters and those that turn the direction of writing would be obeyed by the terminal.",
        mend="Delete it. Often it came along with a text copied from elsewhere, and cannot be seen.",
        example="facts: {tidy: The room was \u202e tidy.}\n",
        at=(1, 28),
    ),
    Problem(
        code="too-large",
        message="a file of a story may have {limit}",
        why="It would take long to read, and no author writes one.",
        mend="Divide it.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="story-too-large",
        message="the files of a story may have {limit} together",
        why="It would take long to read, and no author writes as much.",
        mend="Name the folder in which the story lies.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="too-many-files",
        message="a story may have {limit} files",
        why="It is probably not a story's folder.",
        mend="Name the folder in which the story lies.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="needed-file",
        message="this file is not read, for its name must end in {ending}; “{name}” stands in it, and is missing "
        "elsewhere",
        why="The rest of the story names what stands in it.",
        mend="Rename it. Editors like Notepad add .txt to a name unless it stands in quotes; and .yaml and .yml are "
        "small letters.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="not-a-file",
        message="this is no file that can be read, though its name ends like one",
        why="Folders, pipes and devices hold no text.",
        mend="Rename it, or move it out of the story's folder.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="outside-the-folder",
        message="this link leads out of the story's folder",
        why="A story is what lies in its folder.",
        mend="Copy the file into the folder.",
        example="",
        at=(1, 1),
    ),
    Problem(
        code="cannot-read",
        message="the file cannot be read: {reason}",
        why="What it says is missing from the story.",
        mend="Look at the permissions of the file.",
        example="",
        at=(1, 1),
    ),
)

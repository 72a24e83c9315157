"""A small story in three files and a playthrough, in which every kind of name stands everywhere it can."""

from __future__ import annotations

from pathlib import Path

STORY = """\
story: {id: slice, title: The last slice, start: kitchen}
people:
  ben:
    name: Ben Abel
    wild: I don't see it.
facts: {late: It is late.}
numbers:
  trust: {name: Trust, to: 5, start: 2}
conditions: {calm: trust >= 2 and not late}
endings: {peace: "Peace, of a sort"}
"""
CASE = """\
moments: {morning: Before breakfast}
evidence:
  note:
    name: A note
    finding: Ben was on the stairs.
    bears on: morning
    document: |
      Dear Ben
accounts:
  ben_1:
    teller: ben
    title: At breakfast
    claims:
      morning:
        says: I slept until nine.
        broken by:
          note: {passage: It was a small slice.}
reconstruction:
  who:
    text: Who ate it?
    answers: {him: Ben, cat: The cat}
"""

SCENES = """\
scenes:
  kitchen:
    meet: ben
    passage: |
      The tin is empty. You trust him {trust} times.

      [if found(note) and visited(kitchen)]
      BEN: {ben_1.morning} Really.
      [end]
    choices:
      ask:
        text: Ask him
        hear: ben_1
        set: late
      door:
        text: Look at the door
        find: note
        when: took(kitchen.ask) and not wrote(who, cat)
      leave:
        text: Leave
        when: calm or broken(ben_1.morning)
        goto: shop
    confront: {teller: ben, over: shop}
  shop:
    ending: peace
"""

PLAY = """\
# The whole of it
from kitchen with trust=3, found(note)
> ask
expect broken(ben_1.morning) or found(note)
> Look at the door
> ben_1.morning x note
> write who = him on note
expect scene kitchen
> leave
expect ending peace
"""


def write_story(folder: Path) -> Path:
    """Writes it into a folder."""
    (folder / "plays").mkdir()
    for name, text in (("story.yaml", STORY), ("case.yaml", CASE), ("scenes.yaml", SCENES), ("plays/all.play", PLAY)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder

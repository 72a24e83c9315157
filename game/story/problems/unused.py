"""Problems of what stands in a story and nothing uses."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="leads-nowhere",
        level="warning",
        message="no scene offers the leads of “{name}”, of which this is the first",
        why="A lead is offered in every scene that has the leads of its episode. Nobody follows these, and what only "
        "they lead to is not come to.",
        mend="Write “leads” with the name of the episode in the scene that offers them. Perhaps it names another.",
        example="""\
story: {id: s, title: S, start: hall}
episodes: {first: The first evening}
leads:
  ask: {episode: first, text: Ask at the inn., goto: street}
scenes:
  hall: {episode: first, next: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(4, 3),
    ),
    Problem(
        code="ending-unreached",
        level="warning",
        message="no scene is the ending “{name}”",
        why="It is listed among the endings to be found, and nobody will ever find it.",
        mend="Let the scene with which it ends name it under “ending”, or remove it.",
        example="""\
story: {id: s, title: S, start: hall}
scenes: {hall: {ending: end}}
endings:
  end: End
  other: Another end
""",
        at=(5, 3),
    ),
    Problem(
        code="unused",
        level="warning",
        message="nothing uses the {words} “{name}”",
        why="It was written for something, which is missing or uses another.",
        mend="Use it, or remove it. Evidence is of use if it contradicts or supports a claim, bears on a moment, "
        "stands at an hour, or a condition asks for it.",
        example="""\
story: {id: s, title: S, start: hall}
evidence:
  key: {name: A key, finding: It fits nothing., document: A key}
scenes: {hall: {find: key, ending: end}}
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="same-value",
        level="warning",
        message="nothing tells “{name}” from “{other}” in the draw “{draw}”: no condition asks for either",
        why="Whichever of the two is drawn, the play is the same.",
        mend="Ask for one of them, as in drawn(weather, fog), or leave one out. If it is there to make the others "
        "rarer, it can stay.",
        example="""\
story: {id: s, title: S, start: hall}
draws:
  weather:
    one of:
      rain: It is raining.
      fog: There is fog.
      sun: The sun is out.
scenes:
  hall:
    passage: "[if drawn(weather, rain)]It rains.[end]"
    ending: end
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="idle-claim",
        level="warning",
        message="nothing in the story bears on the claim “{name}”",
        why="It stays open for ever: nothing can support or contradict it, no evidence bears on its moment, "
        "and nobody else tells of that.",
        mend="Write what supports or breaks it, let evidence bear on its moment, or do without the claim.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: At noon}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: I slept.}
scenes: {hall: {meet: anne, hear: anne_1, ending: end}}
endings: {end: End}
""",
        at=(9, 7),
    ),
    Problem(
        code="never-ready",
        level="warning",
        message="the account “{name}” has “opens when”, and nothing asks for ready({name})",
        why="By itself “opens when” opens nothing: “hear” takes no notice of it, and the account is heard wherever an "
        "effect says so.",
        mend="Ask for ready(…) in the “when” of the choice in which the account is heard, or remove “opens when”.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: At noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two, bears on: noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    opens when: found(bill)
    claims: {noon: {says: I slept.}}
scenes: {hall: {meet: anne, find: bill, hear: anne_1, ending: end}}
endings: {end: End}
""",
        at=(6, 3),
    ),
    Problem(
        code="nothing-to-confront",
        level="warning",
        message="“{teller}” can be confronted in the scene “{name}” and tells {what}",
        why="There is never a claim to pick.",
        mend="Write an account of this teller, name another, or remove “confront”.",
        example="""\
story: {id: s, title: S, start: hall}
people:
  anne: {name: Anne, wild: [I have said nothing.]}
scenes:
  hall:
    meet: anne
    confront: {teller: anne, over: street}
    next: street
  street: {ending: end}
endings: {end: End}
""",
        at=(5, 3),
    ),
    Problem(
        code="never-offered",
        level="warning",
        message="{words} is never offered: the choice “{other}” always is",
        why="A “next”, and a choice with “fallback”, are there for when nothing else is left; a sticky choice without "
        "“when” is always left.",
        mend="Make the way on a choice of its own, or give the sticky choice a “when”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      wait: {text: Wait., sticky: yes, passage: Nobody comes.}
    next: street
  street: {ending: end}
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="never-locked",
        level="warning",
        message="the choice “{name}” says why it is locked, and has no “when”",
        why="A choice without a condition is always offered, and the words under “locked” are never read.",
        mend="Add the “when” under which it can be taken, or remove “locked”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      leave:
        text: Leave.
        locked: The door is shut.
        goto: street
  street: {ending: end}
endings: {end: End}
""",
        at=(5, 7),
    ),
)

"""Problems of play: things that cannot happen, or that leave the player with nothing to do."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="no-way-on",
        message="the scene “{name}” has no choices, no “next” and no “ending”",
        why="A player who comes here cannot go on.",
        mend="Give it choices, a next scene, or an ending.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall: {next: [{scene: street, when: visited(street)}, cellar]}
  street: {title: The street}
  cellar: {ending: end}
endings: {end: End}
""",
        at=(4, 3),
    ),
    Problem(
        code="after-the-end",
        level="warning",
        message="the scene “{name}” is an ending, and what it offers cannot be done",
        why="The play is over in a scene with an ending.",
        mend="Remove its choices and its “next”, or its “ending”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall: {ending: end, next: hall}
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="scene-unreached",
        level="warning",
        message="nothing leads to the scene “{name}”{because}",
        why="Nobody will ever read it.",
        mend="Let a choice or a “next” lead to it, or remove it. If the story begins there, name it under “start”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall: {ending: end}
  cellar: {ending: end}
endings: {end: End}
""",
        at=(4, 3),
    ),
    Problem(
        code="no-way-out",
        level="warning",
        message="from the scene “{name}” no way leads to an ending{because}",
        why="A player who comes here can go on for ever, or has nothing left to do, and the story never ends.",
        mend="Let a choice, a “next” or the end of a confrontation lead on to where there is an ending.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit.}
scenes:
  hall:
    choices:
      cellar: {text: Go down., goto: cellar}
      leave: {text: Leave., goto: street}
  cellar:
    passage: "It is [if lit]light[else]dark[end]."
    choices:
      light: {text: Light the lamp., set: lit}
  street: {ending: end}
endings: {end: End}
""",
        at=(8, 3),
    ),
    Problem(
        code="never-happens",
        level="warning",
        message="the {words} “{name}” is never {done}",
        why="Whatever waits for it will not come.",
        mend="Let something bring it about, or remove it.",
        example="""\
story: {id: s, title: S, start: hall}
facts:
  lit: The lamp is lit.
scenes:
  hall:
    passage: It is [if lit]light[else]dark[end].
    ending: end
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="never-asked",
        level="warning",
        message="the {words} “{name}” changes nothing: nothing asks about it",
        why="A choice that is not remembered is no choice.",
        mend="Let a condition ask about it, or remove it.",
        example="""\
story: {id: s, title: S, start: hall}
facts:
  lit: The lamp is lit.
scenes:
  hall:
    set: lit
    ending: end
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="bad-bounds",
        message="the number “{name}” goes from {low} to {high} and starts at {start}",
        why="The start lies between the bounds, and the upper one above the lower one.",
        mend="Mend “from”, “to” or “start”.",
        example="""\
story: {id: s, title: S, start: hall}
numbers:
  trust: {name: Trust, to: 5, start: 7}
scenes:
  hall:
    passage: "[if trust > 2]You trust her.[end]"
    ending: end
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="bad-draw",
        message="the draw “{name}” has {number} value to draw from",
        why="Chance decides nothing where there is one way only.",
        mend="Give it two values or more under “one of”, or let a fact say it.",
        example="""\
story: {id: s, title: S, start: hall}
draws:
  weather: {one of: {rain: It is raining.}}
scenes:
  hall:
    passage: "[if drawn(weather, rain)]It rains.[end]"
    ending: end
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="bad-account",
        message="{reason}",
        why="The table of accounts would say something that is not so.",
        mend="An account revises an earlier one of the same teller, and keeps claims of that one only.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}, ben: {name: Ben}}
moments: {noon: Noon}
accounts:
  ben_1:
    teller: ben
    title: First
    claims: {noon: {says: I slept.}}
  anne_1:
    teller: anne
    title: First
    revises: ben_1
    claims: {noon: {says: I ate.}}
scenes: {hall: {meet: [anne, ben], hear: [ben_1, anne_1], ending: end}}
endings: {end: End}
""",
        at=(9, 3),
    ),
    Problem(
        code="bad-claim",
        message="{reason}",
        why="A claim that is protected or a gap of memory cannot be broken.",
        mend="Remove “broken by”, or “protected” or “gap”.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I slept.
        protected: yes
        broken by: {bill: {passage: Well.}}
scenes: {hall: {meet: anne, find: bill, hear: anne_1, ending: end}}
endings: {end: End}
""",
        at=(13, 21),
    ),
    Problem(
        code="not-in-pair",
        message="there is no answer to “{exhibit}” under the claim “{claim}”",
        why="What is contradicted in public, or asked about with put(…), is a pair that the claim has an answer to.",
        mend="Add the pair under “broken by” of the claim (for put(…), “answered” will do), or name another.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I slept.}}
scenes:
  hall:
    meet: anne
    find: bill
    hear: anne_1
    contradict: {anne_1.noon: bill}
    ending: end
endings: {end: End}
""",
        at=(15, 18),
    ),
    Problem(
        code="no-answer",
        level="warning",
        message="“{name}” can be confronted and has no “wild” answers",
        why="Players try what the author did not think of; silence looks like a fault.",
        mend="Write at least one answer under “wild” of the person.",
        example="""\
story: {id: s, title: S, start: hall}
people:
  anne: {name: Anne}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I slept., broken by: {bill: {passage: Well.}}}}
scenes:
  hall:
    meet: anne
    find: bill
    hear: anne_1
    confront: {teller: anne, over: street}
    next: street
  street: {ending: end}
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="no-gap-answer",
        level="warning",
        message="“{claim}” is a gap of memory, and “{name}” has no answer under “gap”",
        why="Players will set things against it; silence looks like a fault.",
        mend="Write under “gap” of the person what is answered, or under “answered” of the claim.",
        example="""\
story: {id: s, title: S, start: hall}
people:
  anne: {name: Anne, wild: [No.]}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two, bears on: noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I do not remember., gap: yes}}
scenes:
  hall:
    meet: anne
    find: bill
    hear: anne_1
    confront: {teller: anne, over: street}
    next: street
  street: {ending: end}
endings: {end: End}
""",
        at=(10, 14),
    ),
    Problem(
        code="answered-twice",
        message="“{claim}” has an answer to “{exhibit}” already",
        why="Only one of the two would ever be read.",
        mend="Keep one of the two.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I slept., broken by: {bill: {passage: Well.}}}}
confrontations:
  anne_1.noon:
    broken by: {bill: {passage: Oh.}}
scenes: {hall: {meet: anne, find: bill, hear: anne_1, ending: end}}
endings: {end: End}
""",
        at=(12, 17),
    ),
)

"""Problems of what is written and comes to nothing in play, or to something else than was meant."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="does-nothing",
        level="warning",
        message="the choice “{name}” does nothing{because}",
        why="It has no passage, changes nothing and leads nowhere: a player takes it, and reads the same page again. "
        "With “unless”, that happens on the first page.",
        mend="Give it a passage, or let it lead somewhere in every case. If it has one way, with a “when”, that “when” "
        "belongs to the choice itself; of several ways, the last has none.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit}
      down: {text: Go down., sticky: yes, goto: {scene: cellar, when: lit}}
      leave: {text: Leave., goto: street}
  cellar: {next: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="no-change",
        level="warning",
        message="“{name}” is changed by 0, and stays as it is",
        why="What should happen to the number does not happen.",
        mend="Write by how much it rises or falls, or remove it.",
        example="""\
story: {id: s, title: S, start: hall}
numbers: {trust: {name: Trust, to: 5}}
scenes:
  hall:
    change: {trust: 0}
    passage: "[if trust > 2]She smiles.[end]"
    ending: end
endings: {end: End}
""",
        at=(5, 14),
    ),
    Problem(
        code="no-sentence",
        level="warning",
        message="the fact “{name}” means “{means}”, which is no sentence; at the start, every fact is false",
        why="Behind a fact stands what is so when it is true, for you and for messages. It is not its value.",
        mend="Write the sentence. What is true from the start is “set” in the first scene.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: false}
scenes:
  hall:
    set: lit
    passage: It is [if lit]light[else]dark[end].
    ending: end
endings: {end: End}
""",
        at=(2, 9),
    ),
    Problem(
        code="ends-before",
        level="warning",
        message="“{name}” puts something at {at} that ends at {until}",
        why="The stretch would last more than 22 hours, or no time at all.",
        mend="Mend “at” or “until”. Past midnight is fine, as in 23:50 until 00:10 or 06:00 until 02:00.",
        example="""\
story: {id: s, title: S, start: hall}
evidence:
  bill:
    name: A bill
    finding: Somebody rang.
    document: A call
    times: {at: 22:51, until: 22:43, what: a call}
scenes: {hall: {find: bill, ending: end}}
endings: {end: End}
""",
        at=(3, 3),
    ),
    Problem(
        code="at-odds",
        level="warning",
        message="{reason}",
        why="One and the same thing cannot bear a sentence out and contradict it, and no sentence contradicts itself.",
        mend="Take it out of one of the two. If it breaks the claim only once something else is known, give "
        "that answer a “when”.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: "ANNE: Well."}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        supported by: bill
        broken by:
          bill: {asks: Alone?, passage: "ANNE: With a friend."}
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
        at=(14, 11),
    ),
    Problem(
        code="no-reply",
        level="warning",
        message="“{claim}” set against “{exhibit}” is answered with no word: the answer has no “passage”",
        why="The player puts the question, and the page says nothing. What an answer lets be heard is told on the "
        "page, and so needs no passage.",
        mend="Write what the teller answers, or what can be seen, under “passage”.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: "ANNE: Well."}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I ate alone., broken by: {bill: {asks: Alone?}}}}
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
        at=(9, 53),
    ),
    Problem(
        code="never-confronted",
        level="warning",
        message="“{teller}” has answers ready, as in the claim “{name}”, and no scene confronts “{teller}”",
        why="None of the answers is ever given, and nothing of what they change happens.",
        mend="Give a scene “confront” with this teller, or remove the answers. What the player tells is contradicted "
        "by an effect “contradict”: nobody confronts themselves.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I ate alone., broken by: {bill: {asks: Alone?, passage: "ANNE: With a friend."}}}}
scenes: {hall: {meet: anne, find: bill, hear: anne_1, ending: end}}
endings: {end: End}
""",
        at=(9, 14),
    ),
    Problem(
        code="keeps-broken",
        level="warning",
        message="the account “{account}” keeps “{claim}”, and is told only when that is contradicted",
        why="The table would show the sentence as kept and as contradicted, in the account that gives it up.",
        mend="Take it out of “keeps”. If the teller insists on it, write it as a claim of this account.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: "ANNE: Well."}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        broken by:
          bill: {asks: Alone?, hear: anne_2, passage: "ANNE: With a friend."}
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    keeps: anne_1.noon
    claims:
      noon: {says: I ate with a friend.}
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
        at=(18, 12),
    ),
    Problem(
        code="not-read",
        level="warning",
        message="this file is not read: its name must end in {ending}",
        why="It looks like a part of the story, and nothing of it is in the story.",
        mend="Rename it. Editors like Notepad add .txt to a name unless it stands in quotes; and .yaml, .yml and .play "
        "are small letters. If it is not meant to be read, call it something else.",
        example="",
        at=(1, 1),
    ),
)

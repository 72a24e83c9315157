"""What `prove` reports: things that no check of the text can see, for they are about all plays together."""

from __future__ import annotations

from game.story.problems.definition import Proved

PROVED_PROBLEMS = (
    Proved(
        code="never-reached",
        message="nobody ever comes to {words}",
        why="There is no play in which it happens. It is an error for a scene, an ending, a claim and what else the "
        "story cannot do without, else a warning.",
        mend="The lines below the message say what would have to be so and never is. Let something bring that about, "
        "ask for less, or remove what nobody comes to.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit., cold: It is cold.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit, goto: street}
      wait: {text: Wait., set: cold, goto: street}
  street:
    passage: "[if lit and cold]The lamp goes out in the cold.[end] It is late."
    ending: end
endings: {end: End}
""",
    ),
    Proved(
        code="dead-end",
        message="after “{move}” in “{scene}” no ending can be come to any more",
        why="A player who has come there can only begin again, and is not told so.",
        mend="Follow the moves that are printed, or save them as a playthrough with `prove --save FOLDER`. Leave a way "
        "open at their end: most often a choice on it can be taken only once and wants “sticky: yes”.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      look: {text: Look into the street., goto: street}
      leave: {text: Leave., when: visited(cellar), goto: end}
      cellar: {text: Look into the cellar., when: not visited(street), goto: cellar}
  street:
    choices:
      back: {text: Go back., sticky: yes, goto: hall}
  cellar: {next: hall}
  end: {ending: end}
endings: {end: End}
""",
    ),
    Proved(
        code="may-do-nothing",
        level="warning",
        message="the choice “{name}” can do nothing: it says and changes nothing, and stays where it is",
        why="All that it does has a “when”, and there is a play in which none of them holds: it is taken, and the same "
        "page comes again. Without “sticky: yes” it is gone for good then, though it led nowhere.",
        mend="Play the moves that are printed. Leave out the last “when”, or ask for it in the “when” of the choice.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit., cold: It is cold.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit}
      open: {text: Open a window., set: cold}
      down: {text: Go down., sticky: yes, goto: [{scene: cellar, when: lit}, {scene: attic, when: cold}]}
  cellar: {next: street}
  attic: {next: street}
  street: {ending: end}
endings: {end: End}
""",
    ),
    Proved(
        code="said-unheard",
        level="warning",
        message="“{claim}” may be said in “{scene}” before anybody has heard it",
        why="A text reads out what a claim says, and there is a play in which nobody has told that claim by then: it "
        "is on the page and not in the casebook, where nothing can be set against it.",
        mend="Let it be heard there with “hear”, or put [if heard(…)] before it.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two, bears on: noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I ate alone.}}
scenes:
  hall:
    meet: anne
    find: bill
    choices:
      ask: {text: Ask her., hear: anne_1, passage: "ANNE: {anne_1.noon}", goto: street}
      leave: {text: Leave., goto: street}
  street: {passage: "You still hear her: {anne_1.noon}", ending: end}
endings: {end: End}
""",
    ),
    Proved(
        code="promise-broken",
        message="the promise “{name}” is broken: {words}",
        why="There is a play in which what the story promises is not so.",
        mend="Play the moves that are printed, or save them as a playthrough with `prove --save FOLDER`, and see where "
        "it goes wrong. Mend the story, or promise less.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit.}
promises:
  light: {says: Nobody leaves in the dark., always: lit, by: visited(street)}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit}
      leave: {text: Leave., goto: street}
  street: {ending: end}
endings: {end: End}
""",
    ),
    Proved(
        code="promise-empty",
        level="warning",
        message="the promise “{name}” says nothing: it is never so that {words}",
        why="It speaks of something that no play comes to, and so it would hold whatever the story did.",
        mend="Look for a slip in its conditions, or let what it speaks of happen.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit., cold: It is cold.}
promises:
  light: {says: Nobody freezes beside the lamp., never: lit and cold, before: visited(street)}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit, goto: street}
      wait: {text: Wait., set: cold, goto: street}
  street:
    passage: "[if lit]It is light.[end] [if cold]It is cold.[end]"
    ending: end
endings: {end: End}
""",
    ),
    Proved(
        code="too-few-routes",
        message="the conclusion “{name}” has fewer ways to it than it asks for",
        why="A player who has missed one piece of evidence cannot come to what the story is about; or nobody can, if "
        "there is no way at all. It is an error if that is certain; a warning if more ways were only not found, and "
        "then the story is not proved.",
        mend="Let something else, found elsewhere, lead to the same conclusion; or ask for fewer “routes”. Where it "
        "takes two of three pieces, any two ways share one, and so it has one way.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: "ANNE: Well."}}
moments: {noon: Noon}
evidence:
  bill: {name: A bill, finding: Two ate., document: Lunch for two}
  glass: {name: A glass, finding: There is one., document: A glass}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        supported by: glass
        broken by:
          bill: {asks: Alone?, passage: "ANNE: With a friend."}
conclusions:
  two: {says: Somebody ate with her., holds when: broken(anne_1.noon), routes: 2}
scenes:
  hall:
    meet: anne
    hear: anne_1
    confront: {teller: anne, over: street}
    choices:
      plate: {text: Look under the plate., find: bill}
      table: {text: Look on the table., find: glass}
      leave: {text: Leave., goto: street}
  street: {ending: end}
endings: {end: End}
""",
    ),
)

PROVED = {problem.code: problem for problem in PROVED_PROBLEMS}
"""Every problem that `prove` reports, by its code."""

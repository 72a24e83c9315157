"""Problems that slips of the hand make: keys inside a text, speech that is none, words said twice."""

from __future__ import annotations

from game.story.problems.definition import Problem

PROBLEMS = (
    Problem(
        code="swallowed",
        level="warning",
        message="“{words}” stands inside the text, where players read it: {mend}",
        why="What is indented as far as a text, or further, belongs to the text, whatever it looks like.",
        mend="Indent a key less than the text, as far as the key that the text stands under. A remark stands outside "
        "of the text, above its key. If players are to read it, begin the line with another word.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    passage: |
      It is cold.
      next: street
    choices:
      go: {text: Go., goto: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(6, 7),
    ),
    Problem(
        code="not-speech",
        level="warning",
        message="“{words}” begins nobody's words: write “{name}: ”, with a blank, and then what is said",
        why="Only so is a paragraph read as speech. Like this, it is narration with a name in it.",
        mend="Write the name in capitals, with nothing before it, the colon close behind it, and a blank. How "
        "something is said can stand in a paragraph before it.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
scenes:
  hall:
    meet: anne
    passage: |
      ANNE:I slept.
    ending: end
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="mid-speech",
        level="warning",
        message="“{name}: ” stands in the middle of a paragraph: put an empty line before it",
        why="Lines that follow one another are one paragraph, and speech begins one. Here it is read on as part of "
        "what stands before it.",
        mend="Put an empty line between what two people say, and between narration and speech.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
scenes:
  hall:
    meet: anne
    passage: |
      She looks up.
      ANNE: I slept.
    ending: end
endings: {end: End}
""",
        at=(8, 7),
    ),
    Problem(
        code="no-words",
        level="warning",
        message="“{name}: ” is followed by nothing: what is said goes on behind the colon, without an empty line",
        why="The paragraph ends there, and what stands below it is narration.",
        mend="Begin what is said behind the colon.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne}}
scenes:
  hall:
    meet: anne
    passage: |
      ANNE:

      I slept.
    ending: end
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="own-quotes",
        level="warning",
        message="what the claim “{name}” says stands in quotation marks: leave them out",
        why="Sentences are shown in quotation marks, which are those of the language that is played in.",
        mend="Write the sentence alone.",
        example="""\
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: No.}}
moments: {noon: Noon}
evidence: {bill: {name: A bill, finding: Two ate., document: Two soups}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon: {says: “I slept.”, broken by: {bill: {passage: Well.}}}
scenes:
  hall: {meet: anne, find: bill, hear: anne_1, confront: {teller: anne, over: street}, next: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(10, 7),
    ),
    Problem(
        code="same-words",
        level="warning",
        message="the {kind} “{name}” has the very {what} of “{other}”",
        why="Players cannot tell the two apart, and a playthrough that names the words means the first.",
        mend="Call one of them otherwise. Choices that are never offered at the same time may have the same words: "
        "give each a “when” of its own.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall:
    choices:
      pay: {text: Pay, goto: street}
      run: {text: Pay, goto: roof}
  street: {ending: end}
  roof: {ending: end}
endings: {end: End}
""",
        at=(6, 7),
    ),
    Problem(
        code="mixed",
        level="warning",
        message="“and” and “or” without brackets: “and” joins first, as in “({joined}) or …”; write the brackets",
        why="In a condition “and” joins more closely than “or”; not everybody who reads it knows that.",
        mend="Put brackets about what belongs together.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit., cold: It is cold., wet: It rains.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit}
      open: {text: Open the window., set: [cold, wet]}
      go: {text: Go., when: lit and cold or wet, goto: street, sticky: yes}
  street: {ending: end}
endings: {end: End}
""",
        at=(8, 29),
    ),
    Problem(
        code="stray",
        level="warning",
        message="{reason}",
        why="It has no effect there.",
        mend="Remove it, or give what it needs: a coda an “ending” beside it, “because” an account that “revises” "
        "another. What is to hold for a while only is cleared by something later.",
        example="""\
story: {id: s, title: S, start: hall}
scenes:
  hall: {coda: rain, next: street}
  street: {coda: rain, ending: end}
endings: {end: End}
codas: {rain: {title: Rain}}
""",
        at=(3, 3),
    ),
    Problem(
        code="no-reason",
        level="warning",
        message="“locked” of “{name}” is “{locked}”, which players read beside the choice",
        why="With “locked” a choice that cannot be made yet is shown all the same, and these words say why it cannot.",
        mend="Write the reason in a few words, as in “locked: It is too dark”, or leave “locked” out.",
        example="""\
story: {id: s, title: S, start: hall}
facts: {lit: The lamp is lit.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit}
      go: {text: Go., when: lit, locked: yes, goto: street}
  street: {ending: end}
endings: {end: End}
""",
        at=(7, 7),
    ),
    Problem(
        code="late-episode",
        level="warning",
        message="the play begins in “{name}”, which is episode {number} in the order in which the episodes stand",
        why="Episodes are numbered in the order in which they stand under “episodes”.",
        mend="Put them there in the order in which they are played.",
        example="""\
story: {id: s, title: S, start: hall}
episodes: {two: {title: The second day}, one: {title: The first day}}
scenes:
  hall: {episode: one, next: street}
  street: {episode: two, ending: end}
endings: {end: End}
""",
        at=(2, 42),
    ),
    Problem(
        code="never-said",
        level="warning",
        message="“{term}” stands in no text of the story",
        why="The glossary explains words that a player meets.",
        mend="Write the term as it stands in the text, or take it out of the glossary.",
        example="""\
story: {id: s, title: S, start: hall}
glossary: {light: {term: lime ligt, means: A lamp of the theatre.}}
scenes: {hall: {passage: The limelight is out., ending: end}}
endings: {end: End}
""",
        at=(2, 26),
    ),
)

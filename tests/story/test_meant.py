"""What a slip is told to be: the whole message, and no other beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest

from game.story.diagnostics import suggestion
from game.story.load import load
from tests.stories import loading, place_at, write

STORY = """\
story: {id: mill, title: The mill, start: yard}
people:
  anne:
    name: Anne Berg
    wild: [I see nothing in it.]
  ben: {name: Ben Kraus}
facts: {lit: The lamp is lit.}
numbers: {hours: {name: Hours, to: 6, start: 6}, trust: {name: Trust, to: 3}}
draws:
  wind:
    one of: {north: It is in the north., south: It is in the south.}
conditions:
  late: hours < 1
evidence:
  bill:
    name: A bill
    finding: Two people ate.
    bears on: [noon, night]
    document: Two soups
moments: {noon: At noon, night: In the night}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: I ate alone.
        broken by:
          bill:
            asks: Two soups?
            passage: |
              ANNE: I was hungry.
      night:
        says: I slept.
scenes:
  yard:
    title: The yard
    meet: [anne, ben]
    passage: |
      It is [if lit and trust >= 2]light[else]dark[end]; [if drawn(wind, north)]cold[else]mild[end].
    choices:
      wait:
        text: Wait.
        sticky: yes
        change: {hours: -2, trust: +1}
        when: found(bill) and not late
      room:
        text: Go in.
        find: bill
        set: lit
        goto: room
  room:
    hear: anne_1
    confront: {teller: anne, over: road}
    next: road
  road:
    ending: over
endings: {over: Over}
glossary:
  mill: {term: mill, means: Where one grinds.}
"""


class Slip(NamedTuple):
    """What is changed in the story, and what is said of it, at the first place where it stands from there on."""

    old: str
    new: str
    at: str
    said: str


KEYS = {
    "a number in place of an effect": Slip(
        "change: {hours: -2, trust: +1}",
        "hours: -2\n        change: {trust: +1}",
        "hours: -2",
        "the choice “wait” has no key “hours”; “hours” is a number: write `change: {hours: -2}`",
    ),
    "a fact in place of an effect": Slip(
        "        set: lit\n",
        "        set: lit\n        lit: no\n",
        "lit: no",
        "the choice “room” has no key “lit”; “lit” is a fact: write `clear: lit`",
    ),
    "condition": Slip(
        "when: found", "condition: found", "condition", "the choice “wait” has no key “condition”; did you mean “when”?"
    ),
    "if": Slip("when: found", "if: found", "if: found", "the choice “wait” has no key “if”; did you mean “when”?"),
    "requires": Slip(
        "when: found", "requires: found", "requires", "the choice “wait” has no key “requires”; did you mean “when”?"
    ),
    "once": Slip(
        "        text: Go in.\n",
        "        text: Go in.\n        once: yes\n",
        "once",
        "the choice “room” has no key “once”; leave it out: without “sticky: yes”, a choice can be taken once",
    ),
    "the title of evidence": Slip(
        "    name: A bill",
        "    title: A bill",
        "title: A bill",
        "the evidence “bill” has no key “title”; did you mean “name”, which it needs?",
    ),
    "the text of a scene": Slip(
        "    hear: anne_1\n",
        "    text: A room.\n    hear: anne_1\n",
        "text: A room",
        "the scene “room” has no key “text”; did you mean “passage”?",
    ),
    "the greatest value of a number": Slip(
        "{name: Trust, to: 3}",
        "{name: Trust, max: 3}",
        "max: 3",
        "the number “trust” has no key “max”; did you mean “to”, which it needs?",
    ),
    "a key of a choice that resembles none": Slip(
        "        text: Go in.\n",
        "        text: Go in.\n        zzz: yes\n",
        "zzz",
        "the choice “room” has no key “zzz”; there are: text, when, locked, sticky, fallback, place, hour, passage, "
        "goto, set, clear, change, …",
    ),
    "an unseen character in a key": Slip(
        "        text: Go in.\n",
        "        te\xadxt: Go in.\n",
        "te\xadxt",
        "the choice “room” has no key “te\xadxt”; a character that nobody can see stands in it: write text anew",
    ),
    "blanks that are none before a key": Slip(
        "        goto: room\n",
        "    \xa0\xa0\xa0\xa0goto: room\n",
        "\xa0\xa0\xa0\xa0goto",
        "the scene “yard” has no key “goto”; it is indented with what only looks like blanks: use blanks",
    ),
    "a person among the words": Slip(
        "  mill: {term: mill, means: Where one grinds.}",
        "  carl: {name: Carl, wild: No., patience: 3}",
        "name: Carl",
        "the term “carl” has no key “name”; it looks like a person, which stands under “people”",
    ),
    "a scene that is indented as a key of the one before": Slip(
        "  room:\n    hear: anne_1\n    confront: {teller: anne, over: road}\n    next: road\n",
        "    room:\n    title: The room\n    passage: Dust.\n    meet: anne\n",
        "room:\n    title",
        "the scene “yard” has no key “room”; if it is a scene of its own, indent it less",
    ),
    "a scene that is indented as a key of another": Slip(
        "  road:\n    ending: over\n",
        "    road:\n      title: The road\n      ending: over\n",
        "road:\n      title",
        "the scene “room” has no key “road”; if it is a scene of its own, indent it less",
    ),
    "a condition on a scene": Slip(
        "    title: The yard\n",
        "    title: The yard\n    when: found(bill)\n",
        "when: found",
        "the scene “yard” has no key “when”; whether players come here is asked where they come from: put it on the "
        "choice or the way",
    ),
    "an hour on a scene": Slip(
        "    title: The yard\n",
        "    title: The yard\n    when: Late in the evening\n",
        "when: Late",
        "the scene “yard” has no key “when”; did you mean “hour”?",
    ),
    "the values of a draw without their key": Slip(
        "    one of: {north: It is in the north., south: It is in the south.}\n",
        "    north: It is in the north.\n    south: It is in the south.\n",
        "north: It",
        "the draw “wind” needs the key “one of”: “north” belongs under it",
    ),
    "the answers of a question without their key": Slip(
        "endings: {over: Over}\n",
        "endings: {over: Over}\nreconstruction: {who: {text: Who?, anne: Anne, ben: Ben}}\n",
        "{text: Who",
        "the question “who” needs the key “answers”: “anne” belongs under it",
    ),
    "a text for the first time": Slip(
        "    passage: |\n      It is [",
        "    passage: {first: Rain., then: Snow.}\n    next text: |\n      It is [",
        "first: Rain",
        "“passage” has no key “first”; what is told at the first time and then stands in the text: "
        "[first]…[then]…[end]",
    ),
    "answers with names": Slip(
        "    wild: [I see nothing in it.]\n",
        "    wild:\n      tap: |\n        No.\n      rope: |\n        No!\n",
        "tap: |",
        "“wild” has no key “tap”; several stand in a list, without names: a dash before each passage",
    ),
    "an answer to one exhibit": Slip(
        "    wild: [I see nothing in it.]\n",
        "    wild: {bill: No.}\n",
        "bill: No",
        "“wild” has no key “bill”; the answer to one exhibit stands under “answered” of a claim",
    ),
    "choices that are indented as a scene": Slip(
        "    choices:\n      wait:",
        "  choices:\n      wait:",
        "choices:",
        "this section has no key “choices”; it is a key of a scene: indent it more, so that it belongs to the one "
        "above",
    ),
    "a key of an answer that is indented as an exhibit": Slip(
        "            passage: |\n              ANNE: I",
        "          passage: |\n              ANNE: I",
        "passage: |\n              ANNE",
        "this section has no key “passage”; it is a key of an answer: indent it more, so that it belongs to the one "
        "above",
    ),
    "a key that is needed, indented as a thing": Slip(
        "    document: Two soups\n",
        "  document: Two soups\n",
        "document: Two",
        "this section has no key “document”; it is a key of a piece of evidence: indent it more, so that it belongs to "
        "the one above",
    ),
    "a thing without anything": Slip(
        "  road:\n    ending: over\n",
        "  road: {ending: over}\n  path:\n",
        "\nendings",
        "nothing stands after “path”; it takes keys and values",
    ),
    "speech below an empty block": Slip(
        "            passage: |\n              ANNE: I was hungry.",
        "            passage: |\n            ANNE: I was hungry.",
        "|\n            ANNE",
        "nothing stands after “passage”; it takes a block of prose, and the text of a block is indented more "
        "than its key",
    ),
}
FORMS = {
    "a person as a name": Slip(
        "ben: {name: Ben Kraus}",
        "ben: Ben Kraus",
        "Ben Kraus",
        "“ben” takes keys and values, and this is text; it is written {name: Ben Kraus}",
    ),
    "a number as its value": Slip(
        "trust: {name: Trust, to: 3}",
        "trust: 3",
        "3}",
        "“trust” takes keys and values, and this is text; it is written {name: …, to: 3}",
    ),
    "a change without braces": Slip(
        "change: {hours: -2, trust: +1}",
        "change: trust +1",
        "trust +1",
        "“change” takes keys and values, and this is text; it is written {trust: +1}",
    ),
    "a confrontation as the teller": Slip(
        "confront: {teller: anne, over: road}",
        "confront: anne",
        "anne\n    next",
        "“confront” takes keys and values, and this is text; it is written {teller: anne, over: …}",
    ),
    "facts as one name": Slip(
        "facts: {lit: The lamp is lit.}",
        "facts: lit",
        "lit\n",
        "“facts” takes keys and values, and this is text; it is written {lit: …}",
    ),
    "the values of a draw as a list": Slip(
        "one of: {north: It is in the north., south: It is in the south.}",
        "one of: [north, south]",
        "[north, south]",
        "“one of” takes keys and values, and this is a list; it is written {north: …, south: …}",
    ),
    "what is shown without the person": Slip(
        "        set: lit\n",
        "        set: lit\n        show: bill\n",
        "bill\n        goto",
        "“show” takes keys and values, and this is text; it is written {person: bill}",
    ),
    "the person without what is shown": Slip(
        "        set: lit\n",
        "        set: lit\n        show: anne\n",
        "anne\n        goto",
        "“show” takes keys and values, and this is text; it is written {anne: …}",
    ),
    "several to confront": Slip(
        "confront: {teller: anne, over: road}",
        "confront: [{teller: anne, over: road}, {teller: ben, over: road}]",
        "[{teller",
        "“confront” takes keys and values, and this is a list; a scene has one teller to confront: the others need "
        "scenes of their own",
    ),
    "one to confront in brackets": Slip(
        "confront: {teller: anne, over: road}",
        "confront: [{teller: anne, over: road}]",
        "[{teller",
        "“confront” takes keys and values, and this is a list",
    ),
    "facts with yes and no": Slip(
        "        set: lit\n",
        "        set: {lit: yes}\n",
        "{lit: yes",
        "“set” takes a name, and this is keys and values; write `set: lit`",
    ),
    "facts with no": Slip(
        "        set: lit\n",
        "        set: {lit: false}\n",
        "{lit: false",
        "“set” takes a name, and this is keys and values; write `clear: lit`",
    ),
    "the values of a draw as its list": Slip(
        "  wind:\n    one of: {north: It is in the north., south: It is in the south.}",
        "  wind: [north, south]",
        "[north, south]",
        "“wind” takes keys and values, and this is a list; it is written {one of: {north: …, south: …}}",
    ),
    "a number among facts": Slip(
        "        set: lit\n",
        "        set: {hours: 3}\n",
        "{hours: 3}",
        "“set” takes a name, and this is keys and values; it is “change” that takes numbers",
    ),
    "a condition as a list": Slip(
        "when: found(bill) and not late",
        "when: [found(bill), late]",
        "[found",
        "“when” takes a condition, and this is a list; join them with “and” or “or” to one condition",
    ),
    "a text in brackets": Slip(
        "text: Go in.",
        "text: [Go in]",
        "[Go in]",
        "“text” takes a line of text, and this is a list; a text that begins with [ stands in quotes",
    ),
    "a sign that is no hyphen": Slip(
        "hours: -2",
        "hours: \u22122",
        "\u22122",
        "“hours” takes a whole number, and this is “\u22122”; write the sign as a hyphen: -2",
    ),
    "a number of many digits": Slip("to: 6", "to: 1000000000", "1000000000", "a number may be at most 1,000,000"),
}
NAMES = {
    "several names without brackets": Slip(
        "bears on: [noon, night]",
        "bears on: noon, night",
        "noon, night",
        "there is no moment “noon, night”; several names stand in brackets: [noon, night]",
    ),
    "a way with a condition behind it": Slip(
        "goto: room",
        "goto: room when late",
        "room when",
        "there is no scene “room when late”; a way that is taken only under a condition is written "
        "{scene: room, when: late}",
    ),
    "a fact that is changed": Slip(
        "change: {hours: -2, trust: +1}",
        "change: {hours: -2, trust: +1, lit: 1}",
        "lit: 1",
        "there is no number “lit”; “lit” is a fact: use “set”",
    ),
    "a number that is set": Slip(
        "set: lit", "set: [lit, hours]", "hours]", "there is no fact “hours”; “hours” is a number: use “change”"
    ),
    "evidence that is heard": Slip(
        "hear: anne_1",
        "hear: [anne_1, bill]",
        "bill]",
        "there is no account or claim “bill”; “bill” is a piece of evidence: use “find”",
    ),
    "a draw in braces": Slip(
        "      It is [",
        "      {wind} It is [",
        "wind}",
        "there is no number “wind”; “wind” is a draw; there are: hours, trust",
    ),
    "an unseen character": Slip(
        "next: road",
        "next: ro\u200bad",
        "ro\u200bad",
        "there is no scene “ro\u200bad”; a character that nobody can see stands in it: write road anew",
    ),
    "a blank beside a name": Slip(
        "next: road", 'next: "road "', '"road "', "there is no scene “road”; a blank stands beside it: write road"
    ),
    "a name that is none": Slip(
        "  road:\n",
        "  Big Road:\n",
        "Big Road",
        "“Big Road” cannot be a name: names are small letters, digits and _, and begin with a letter; write big_road",
    ),
    "a name that begins with a digit, and is referred to by another": Slip(
        "  road:\n",
        "  7road:\n",
        "7road",
        "“7road” cannot be a name: names are small letters, digits and _, and begin with a letter; write road_7",
    ),
    "an ending by its title": Slip(
        "    ending: over\nendings: {over: Over}",
        "    ending: Nobody went out.\nendings: {over: {title: Nobody went out}}",
        "Nobody went out.",
        "there is no ending “Nobody went out.”; that is what “over” is called: write over",
    ),
    "evidence by its name": Slip(
        "        find: bill",
        "        find: a bill",
        "a bill",
        "there is no piece of evidence “a bill”; that is what “bill” is called: write bill",
    ),
    "a name given twice, and asked for under another": Slip(
        "  room:\n    hear: anne_1\n",
        "  yard:\n    hear: anne_1\n",
        "yard:\n    hear",
        "“yard” stands twice; the first is on line 36",
    ),
    "a blank before what gives a name": Slip(
        "  road:\n",
        '  " road":\n',
        '" road"',
        "“road” cannot be a name: names are small letters, digits and _, and begin with a letter; "
        "a blank stands beside it: write road",
    ),
    "a blank behind what gives a name": Slip(
        "  road:\n",
        '  "road ":\n',
        '"road "',
        "“road” cannot be a name: names are small letters, digits and _, and begin with a letter; "
        "a blank stands beside it: write road",
    ),
    "an unseen character in what gives a name": Slip(
        "  road:\n",
        "  ro\xadad:\n",
        "ro\xadad",
        "“ro\xadad” cannot be a name: names are small letters, digits and _, and begin with a letter; "
        "a character that nobody can see stands in it: write road anew",
    ),
    "evidence called as what joins conditions": Slip(
        "  bill:\n    name: A bill",
        "  not: {name: N, finding: F, document: D}\n  bill:\n    name: A bill",
        "not: {name",
        "no piece of evidence can be called “not”: that name means something else",
    ),
    "an answer called as what joins conditions": Slip(
        "endings: {over: Over}",
        "endings: {over: Over}\nreconstruction: {who: {text: Who?, answers: {or: Or}}}",
        "or: Or",
        "no answer can be called “who.or”: that name means something else",
    ),
    "a name that is too long": Slip(
        "  road:\n",
        f"  {'r' * 70}:\n",
        "rrrr",
        f"“{'r' * 59}…” cannot be a name: names are small letters, digits and _, and begin with a letter; it has 70 "
        "characters, and may have 64",
    ),
    "a speaker by the whole name": Slip(
        "  ben: {name: Ben Kraus}",
        "  ben: {name: Ben Kraus, called: Mr Kraus, wild: 'BEN: No.'}",
        "BEN:",
        "nobody in the story is called “BEN”; did you mean “MR KRAUS”? That is what Ben Kraus is called",
    ),
    "what is no speaker": Slip(
        "ANNE: I was hungry.",
        "NOTE: closed.",
        "NOTE:",
        "nobody in the story is called “NOTE”; if nobody speaks here, write it without capitals",
    ),
    "a language in full": Slip(
        "start: yard}",
        "start: yard, language: English}",
        "English",
        "“English” cannot be a name: names are small letters, digits and _, and begin with a letter; "
        "a language is written as in en or de",
    ),
    "a claim under no moment, of which is told elsewhere": Slip(
        "      night:\n        says: I slept.\n",
        "      nightly:\n        says: I slept.\n  anne_2:\n    teller: anne\n    title: Second\n    revises: anne_1\n"
        "    keeps: anne_1.night\n",
        "nightly",
        "there is no moment “nightly”; did you mean “night”?",
    ),
    "two people who are called the same": Slip(
        "ben: {name: Ben Kraus}",
        "ben: {name: Anne Kraus, wild: 'BEN: No.'}",
        "ben:",
        "“ANNE” is what two people are called; the other is “anne”",
    ),
    "one name for two things": Slip(
        "  late: hours < 1\n",
        "  late: hours < 1\n  trust: late\n",
        "trust: late",
        "the name “trust” in “conditions” is given already, at s/a.yaml:8, under “numbers”",
    ),
    "a condition that asks about itself": Slip(
        "  late: hours < 1\n",
        "  late: late or hours < 1\n",
        "late: late",
        "the named condition “late” asks about itself",
    ),
    "an account that revises itself": Slip(
        "    title: First\n",
        "    title: First\n    revises: anne_1\n",
        "anne_1:",
        "the account “anne_1” revises itself",
    ),
}
_UNREAD = "this condition cannot be read: "
_ACCOUNT = "“anne_1” is an account: ask about one claim"
_KEYS = "found_of(bill, key)"
CONDITIONS = {
    "lit(wind)": (0, "“lit” is a fact and takes no brackets: write lit"),
    "wind(south)": (0, "“wind” is no fact, number, named condition or test; write drawn(wind, south)"),
    "wind = south": (5, f"{_UNREAD}what is drawn is not compared: write drawn(wind, south)"),
    "trust >= hours": (9, f"{_UNREAD}“trust” can be compared with a number in digits only, and not with “hours”"),
    "trust >= one": (9, f"{_UNREAD}expected a whole number after “>=”, in digits, and not “one”"),
    "trust >= 1000000000": (9, f"{_UNREAD}a number may be at most 1,000,000"),
    "trust => 1": (6, f"{_UNREAD}“=” does not belong here; to compare, write “>=”"),
    "trust =< 1": (6, f"{_UNREAD}“=” does not belong here; to compare, write “<=”"),
    "if found(bill)": (3, f"{_UNREAD}“found” does not belong here; leave out “if”"),
    "1 <= trust": (0, f"{_UNREAD}expected a name, found “1”; the name stands first: write trust >= 1"),
    "1 < trust <= 2": (
        0,
        f"{_UNREAD}expected a name, found “1”; the name stands first: write trust > 1 and trust <= 2",
    ),
    "2 <= visits(yard)": (
        0,
        f"{_UNREAD}expected a name, found “2”; the name stands first: write visits(yard) >= 2",
    ),
    "1 < found_of(bill, key) <= 2": (
        0,
        f"{_UNREAD}expected a name, found “1”; the name stands first: write {_KEYS} > 1 and {_KEYS} <= 2",
    ),
    "2 of found(bill, key)": (0, f"{_UNREAD}expected a name, found “2”; write found_of(bill, key) >= 2"),
    "found_of(bill key) >= 2": (14, f"{_UNREAD}a comma is missing before “key”"),
    "found(bill, key)": (
        0,
        "“found” takes one name in brackets, and here stand 2; of several pieces, write found_of(bill, key) >= 2",
    ),
    "!found(bill)": (0, "tags (!found(bill)) are not part of the format; in a condition, write not found(bill)"),
    "!lit": (0, "tags (!lit) are not part of the format; in a condition, write not lit"),
    "broken(anne_1)": (
        7,
        f"there is no claim “anne_1”; {_ACCOUNT}, as in anne_1.noon, or write broken_in(anne_1) >= 1",
    ),
    "trust is 2": (6, f"{_UNREAD}to compare, write trust == 2"),
    "trust is not 2": (6, f"{_UNREAD}to compare, write trust != 2"),
    "visits(yard) is 2": (
        13,
        f"{_UNREAD}“is” does not belong here; to compare with a number, write “==”; what is true or not stands alone",
    ),
    "lit is true": (4, f"{_UNREAD}“lit” is a fact and stands alone: write lit"),
    "lit is not true": (4, f"{_UNREAD}“lit” is a fact and stands alone: write not lit"),
    "lit == true": (7, f"{_UNREAD}“lit” is a fact and stands alone: write lit"),
    "late != yes": (8, f"{_UNREAD}“late” is a named condition and stands alone: write not late"),
    "lit == 1": (0, "“lit” is true or not, and cannot be compared with a number: write lit"),
    "found(bill) < 1": (
        0,
        "“found(bill)” is true or not, and cannot be compared with a number: write not found(bill)",
    ),
    "lit < 2": (0, "“lit” is true or not, and cannot be compared with a number"),
    "found(bill) == true": (
        15,
        f"{_UNREAD}expected a whole number after “==”, in digits, and not “true”; what is true or not stands alone",
    ),
    "lit AND late": (4, f"{_UNREAD}“AND” does not belong here; write “and”, in small letters"),
    "(lit OR late)": (5, f"{_UNREAD}“OR” does not belong here; write “or”, in small letters"),
    "NOT lit": (0, f"{_UNREAD}“NOT” does not belong here; write “not”, in small letters"),
    "lit und late": (4, f"{_UNREAD}“und” does not belong here; write “and”"),
    "found(bill) ou late": (12, f"{_UNREAD}“ou” does not belong here; write “or”"),
    "nicht lit": (0, f"{_UNREAD}“nicht” does not belong here; write “not”"),
    "lit then": (4, f"{_UNREAD}“then” does not belong here; leave out “then”"),
    "trust ≥ 2": (6, f"{_UNREAD}“≥” does not belong here; write “>=”"),
    "trust ≤ 2": (6, f"{_UNREAD}“≤” does not belong here; write “<=”"),
    "trust ≠ 2": (6, f"{_UNREAD}“≠” does not belong here; write “!=”"),
    "trust ＝ 2": (6, f"{_UNREAD}“＝” does not belong here; to compare, write “==”"),  # noqa: RUF001
    "met(Anne Berg)": (4, f"{_UNREAD}“Anne Berg” is text, and a name stands in brackets: write anne"),
    "met(Mrs Berg)": (4, f"{_UNREAD}“Mrs Berg” is text, and a name stands in brackets"),
    'found("bill")': (6, f"{_UNREAD}a name stands in brackets without quotation marks: write bill"),
    "shown(anne, 'A bill')": (12, f"{_UNREAD}“A bill” is text, and a name stands in brackets: write bill"),
    "took(wait)": (5, "there is no choice or lead “wait”; did you mean “yard.wait”?"),
    "ending(over)": (0, "“ending” is no fact, number, named condition or test; write visited(road)"),
    "found(anne)": (6, "there is no piece of evidence “anne”; “anne” is a person: write met(anne)"),
    "met(lit)": (4, "there is no person “lit”; “lit” is a fact: write lit"),
}
_WORDS = "[if …], [else if …], [else], [first], [then], [end]"
_LITERAL = "Literal brackets are written twice: "
TAGS = {
    "It is [if lit light[else]dark[end].": ("[if", "the tag [if is not closed: write ] behind its condition"),
    "[first]A[then]B[end [if lit]C[end]": ("[end ", "the tag [end is not closed: write ] behind it"),
    "[If lit]A[else]B[end]": ("[If", f"[If lit] is no tag; did you mean [if …]? {_LITERAL}[[If lit]]"),
    "[if lit]A[elif late]B[end]": ("[elif", "[elif late] is no tag; did you mean [else if …]?"),
    "[if lit]A[end if]": ("[end if", "[end if] is no tag; did you mean [end]?"),
    "[first]A[second]B[end]": ("[second", "[second] is no tag; did you mean [then]?"),
    "{if lit}A{else}B{end}": (
        "{if",
        "tags stand in brackets: write [if lit] in place of {if lit}, and so all that belong to it",
    ),
    "{first}A{then}B{end}": (
        "first}",
        "tags stand in brackets: write [first] in place of {first}, and so all that belong to it",
    ),
    "{if lit}A[end] {hours}": (
        "{if",
        "tags stand in brackets: write [if lit] in place of {if lit}, and so all that belong to it",
    ),
    "[if lit]A[endif]": ("[endif", "[endif] is no tag; did you mean [end]?"),
    "[frist]A[then]B[end]": ("[frist", f"[frist] is no tag; did you mean [first]? {_LITERAL}[[frist]]"),
    "[ed.] note": ("[ed.]", f"[ed.] is no tag; did you mean [end]? {_LITERAL}[[ed.]]"),
    "[First] he came": ("[First]", f"[First] is no tag; did you mean [first]? {_LITERAL}[[First]]"),
    "[then he left]": (
        "he left",
        "[then] takes nothing after it; literal brackets are written twice: [[then he left]]",
    ),
    "[he left]": (
        "[he",
        f"[he left] is none of {_WORDS}; literal brackets are written twice: [[he left]]",
    ),
    "A[then]B[end]": ("[then", "[then] has no [first] before it"),
    "{hours hours": ("{hours", "{hours is not closed: write } behind the name; a literal “{” is written twice: {{"),
    "[if: lit]A[end]": (": lit", f"{_UNREAD}expected a name, found “:”; leave out the colon"),
}


def told(text: str) -> list[tuple[int, int, str]]:
    """The errors of a story in one file: line, column and words."""
    return [(one.place.line, one.place.column, one.words) for one in loading(text).diagnostics if one.is_error]


@pytest.mark.parametrize("name", KEYS | FORMS | NAMES)
def test_a_slip_is_told_by_one_message_that_says_how_to_mend_it(name: str) -> None:
    slip = (KEYS | FORMS | NAMES)[name]
    assert STORY.count(slip.old) == 1, "the slip has to be made in one place"
    text = STORY.replace(slip.old, slip.new)
    behind = text.find(slip.at, STORY.index(slip.old))
    line, column = place_at(text, behind if behind >= 0 else text.index(slip.at))
    assert told(text) == [(line, column, slip.said)]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_is_told_by_one_message_that_says_how_to_mend_it(condition: str) -> None:
    offset, said = CONDITIONS[condition]
    text = STORY.replace("when: found(bill) and not late", f"when: {condition}")
    line, column = place_at(text, text.index(f"when: {condition}") + len("when: ") + offset)
    assert told(text) == [(line, column, said)]


@pytest.mark.parametrize("prose", TAGS)
def test_a_tag_that_cannot_be_read_is_the_only_one_told_of(prose: str) -> None:
    at, said = TAGS[prose]
    text = STORY.replace("ANNE: I was hungry.", prose)
    line, column = place_at(text, text.index(at, text.index(prose)))
    assert told(text) == [(line, column, said)]


@pytest.mark.parametrize(
    ("name", "names", "words"),
    [
        ("est", ["north", "east", "west"], "; did you mean “east” or “west”?"),
        ("anne_3", ["anne_1", "anne_2"], "; did you mean “anne_1” or “anne_2”?"),
        ("easr", ["north", "east", "west"], "; did you mean “east”?"),
        ("xyzzy", ["east", "west"], ""),
    ],
)
def test_all_names_that_are_as_near_are_told(name: str, names: list[str], words: str) -> None:
    assert suggestion(name, names) == words


def test_a_claim_without_its_account_may_be_that_of_several() -> None:
    later = "  anne_2: {teller: anne, title: Later, revises: anne_1, claims: {noon: {says: We ate.}}}\nscenes:\n"
    text = STORY.replace("scenes:\n", later).replace("hear: anne_1", "hear: [anne_1, anne_2]")
    text = text.replace("when: found(bill) and not late", "when: broken(noon)")
    assert [words for _, _, words in told(text)] == [
        "there is no claim “noon”; did you mean “anne_1.noon” or “anne_2.noon”?"
    ]


def test_the_story_without_slips_has_no_errors() -> None:
    assert told(STORY) == []


def test_a_story_without_mistakes_asks_for_no_advice(tmp_path: Path) -> None:
    folder, asked = write(tmp_path, STORY), []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and Path(frame.f_code.co_filename).parent.name == "advice":
            asked.append(frame.f_code.co_name)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        load(folder)
    finally:
        sys.setprofile(before)
    assert asked == []

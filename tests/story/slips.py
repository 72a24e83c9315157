"""A small story that uses most of the format, and slips of the hand in it: what is wrong, and what is said of it."""

from __future__ import annotations

from typing import NamedTuple

STORY = """\
story:
  id: mill
  title: The mill
  start: yard
  player: ben
people:
  anne:
    name: Anne Berg
    known: She came late.
    wild: [I see nothing in it.]
  ben: {name: Ben Kraus, called: Benno}
places: {mill: The mill}
episodes: {one: The first evening}
topics: {death: Death}
facts: {dark: It is dark., late: It is late.}
numbers:
  trust: {name: Trust, to: 5, start: 3}
conditions:
  alone: dark and not late
evidence:
  bill:
    name: A bill
    finding: Two people ate.
    document: |
      Two soups
    bears on: noon
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
            set: late
            passage: |
              ANNE: I was hungry.
      night:
        says: I slept.
        answered:
          bill:
            passage: It is no bill of the night.
  anne_2:
    teller: anne
    title: Second
    revises: anne_1
    opens when: broken(anne_1.noon)
    keeps: anne_1.night
    claims:
      noon:
        says: We ate together.
        because: bill
leads:
  ask:
    episode: one
    text: Ask at the inn.
    find: bill
scenes:
  yard:
    title: The yard
    episode: one
    place: mill
    meet: [anne, ben]
    set: dark
    leads: one
    passage: |
      It is [if alone and trust >= 2]quiet[else]loud[end].

      ANNE: Good evening, {trust} times.

      BENNO: And to you.
    choices:
      wait:
        text: Wait.
        sticky: yes
        change: {trust: +1}
        when: found(bill)
      room:
        text: Go in.
        hear: anne_1
        goto: room
  room:
    confront: {teller: anne, over: road}
    passage:
      - content: death
        text: The cat is dead.
        summary: The cat is dead.
      - when: |
          visits(yard) >= 2 and
          heard(anne_1.noon)
        text: You know the room.
    choices:
      press:
        text: Say that it is public.
        contradict: {anne_1.noon: bill}
        when: found(bill) and heard(anne_1) and ready(anne_2)
        hear: anne_2
    next:
      - scene: road
        when: >
          shown(anne, bill) or
          late
      - road
  road:
    ending: over
endings: {over: Over}
"""


class Slip(NamedTuple):
    """What is changed in the story, and what is reported of it."""

    old: str
    new: str
    at: str
    """What begins at the place that is reported."""
    code: str
    meant: str | None = None
    """The name that is suggested."""


SLIPS = {
    "key of a scene": Slip("    title: The yard", "    titel: The yard", "titel", "unknown-key", "title"),
    "key of a passage": Slip("content: death", "contents: death", "contents", "unknown-key", "content"),
    "key that is needed": Slip("says: I slept.", "say: I slept.", "say: I", "unknown-key", "says"),
    "key of a person that is needed": Slip("    name: Anne", "    nam: Anne", "nam: Anne", "unknown-key", "name"),
    "key with a missing blank": Slip("bears on:", "bearson:", "bearson", "unknown-key", "bears on"),
    "key with a hyphen": Slip("opens when:", "opens-when:", "opens-when", "unknown-key", "opens when"),
    "key in capitals": Slip("    sticky: yes".strip(), "Sticky: yes", "Sticky", "unknown-key", "sticky"),
    "key of a name for speech": Slip("called: Benno", "clled: Benno", "clled", "unknown-key", "called"),
    "key of claims": Slip(
        "claims:\n      noon:\n        says: I",
        "caims:\n      noon:\n        says: I",
        "caims",
        "unknown-key",
        "claims",
    ),
    "key of pairs": Slip("        broken by:", "        boken by:", "boken by", "unknown-key", "broken by"),
    "key of a revision": Slip("revises: anne_1", "rvises: anne_1", "rvises", "unknown-key", "revises"),
    "key of a summary": Slip("        summary: The", "        smmary: The", "smmary", "unknown-key", "summary"),
    "key of wild answers": Slip("    wild: [I", "    wld: [I", "wld", "unknown-key", "wild"),
    "key of ways": Slip("        goto: room", "        goot: room", "goot", "unknown-key", "goto"),
    "end of a branch": Slip("loud[end]", "loud[ned]", "[ned]", "bad-prose"),
    "section story": Slip("story:\n", "stroy:\n", "stroy", "unknown-key", "story"),
    "section scenes": Slip("scenes:\n", "scens:\n", "scens", "unknown-key", "scenes"),
    "section people": Slip("people:\n", "peolpe:\n", "peolpe", "unknown-key", "people"),
    "section facts": Slip("facts:", "fact:", "fact:", "unknown-key", "facts"),
    "section accounts": Slip("accounts:\n", "acounts:\n", "acounts", "unknown-key", "accounts"),
    "first scene": Slip("start: yard", "start: yrad", "yrad", "unknown-name", "yard"),
    "scene of a choice": Slip("goto: room", "goto: rom", "rom\n", "unknown-name", "room"),
    "scene of a way": Slip("scene: road", "scene: raod", "raod", "unknown-name", "road"),
    "scene in a list": Slip("      - road", "      - roda", "roda", "unknown-name", "road"),
    "scene after a confrontation": Slip("over: road", "over: raod", "raod", "unknown-name", "road"),
    "person met": Slip("meet: [anne, ben]", "meet: [anne, bne]", "bne", "unknown-name", "ben"),
    "teller": Slip(
        "teller: anne\n    title: Second", "teller: ane\n    title: Second", "ane\n", "unknown-name", "anne"
    ),
    "evidence found": Slip("find: bill", "find: bil", "bil\n", "unknown-name", "bill"),
    "exhibit of a pair": Slip(
        "          bill:\n            asks", "          bil:\n            asks", "bil:", "unknown-name", "bill"
    ),
    "claim that is contradicted": Slip(
        "{anne_1.noon: bill}", "{anne_1.non: bill}", "anne_1.non:", "unknown-name", "anne_1.noon"
    ),
    "exhibit that contradicts": Slip("{anne_1.noon: bill}", "{anne_1.noon: bil}", "bil}", "unknown-name", "bill"),
    "account heard": Slip("hear: anne_2", "hear: anne_3", "anne_3", "unknown-name"),
    "account revised": Slip("revises: anne_1", "revises: anna_1", "anna_1", "unknown-name", "anne_1"),
    "claim kept": Slip("keeps: anne_1.night", "keeps: anne_1.nigth", "anne_1.nigth", "unknown-name", "anne_1.night"),
    "account of a claim kept": Slip(
        "keeps: anne_1.night", "keeps: ane_1.night", "ane_1.night", "unknown-name", "anne_1.night"
    ),
    "moment of a claim": Slip(
        "      night:\n        says",
        "      nigth:\n        moment: night\n        says",
        "anne_1.night",
        "unknown-name",
    ),
    "claim named by no moment": Slip(
        "      noon:\n        says: We", "      nooon:\n        says: We", "nooon", "unknown-name", "noon"
    ),
    "ending": Slip("ending: over", "ending: ovre", "ovre", "unknown-name", "over"),
    "episode of a lead": Slip("    episode: one\n    text", "    episode: oen\n    text", "oen", "unknown-name", "one"),
    "topic": Slip("content: death", "content: deth", "deth", "unknown-name", "death"),
    "number changed": Slip("{trust: +1}", "{trsut: +1}", "trsut", "unknown-name", "trust"),
    "number inserted": Slip("{trust} times", "{trsut} times", "trsut", "unknown-name", "trust"),
    "fact set": Slip("    set: dark", "    set: drak", "drak", "unknown-name", "dark"),
    "fact in a condition": Slip("alone: dark and", "alone: drak and", "drak", "unknown-test", "dark"),
    "named condition in a block": Slip("[if alone and", "[if aloen and", "aloen", "unknown-test", "alone"),
    "number in a block": Slip("and trust >= 2", "and trsut >= 2", "trsut", "unknown-test", "trust"),
    "test": Slip("when: found(bill)\n", "when: foudn(bill)\n", "foudn", "unknown-test", "found"),
    "argument of a test": Slip("when: found(bill)\n", "when: found(bil)\n", "bil)", "unknown-name", "bill"),
    "test in a block condition": Slip(
        "          heard(anne_1.noon)", "          herd(anne_1.noon)", "herd(", "unknown-test", "heard"
    ),
    "argument in a block condition": Slip(
        "          heard(anne_1.noon)", "          heard(anne_1.non)", "anne_1.non)", "unknown-name", "anne_1.noon"
    ),
    "fact in a folded condition": Slip("          late\n", "          lat\n", "lat\n", "unknown-test", "late"),
    "argument in a folded condition": Slip("shown(anne, bill)", "shown(anne, bll)", "bll", "unknown-name", "bill"),
    "number that is not compared": Slip("visits(yard) >= 2 and", "visits(yard) and", "visits(yard)", "bad-test"),
    "count that is not compared": Slip("found(bill) and heard", "found_of(bill) and heard", "found_of", "bad-test"),
    "name twice in a count": Slip(
        "found(bill) and heard", "found_of(bill, bill) >= 1 and heard", "found_of", "bad-test"
    ),
    "truth that is compared": Slip("found(bill) and heard", "found(bill) >= 1 and heard", "found(bill) >=", "bad-test"),
    "one equals sign": Slip("trust >= 2]", "trust = 2]", "= 2]", "bad-condition"),
    "bracket that is not closed": Slip(
        "shown(anne, bill) or", "shown(anne, bill or", "or\n          late", "bad-condition"
    ),
    "speaker": Slip("ANNE: I was", "ANE: I was", "ANE:", "unknown-speaker", "ANNE"),
    "speaker by another name": Slip("BENNO: And", "BEN: And", "BEN:", "unknown-speaker", "BENNO"),
    "branch without an end": Slip("loud[end].", "loud.", "[if alone", "bad-prose"),
    "branch without a beginning": Slip(
        "[if alone and trust >= 2]quiet[else]loud[end]", "quiet[end]", "[end]", "bad-prose"
    ),
    "lone bracket": Slip("It is no bill", "It is [no bill", "[no", "bad-prose"),
    "lone asterisk": Slip("It is no bill", "It is *no bill", "*no", "bad-prose"),
    "word that is no tag": Slip("It is no bill", "It is [no] bill", "[no]", "bad-prose"),
    "missing text of a choice": Slip("        text: Go in.\n", "", "hear: anne_1", "missing-key"),
    "missing text of the only choice": Slip("        text: Say that it is public.\n", "", "contradict", "missing-key"),
    "missing name of a person": Slip("    name: Anne Berg\n", "", "known: She", "missing-key"),
    "missing sentence of a claim": Slip("        says: I ate alone.\n", "", "broken by", "missing-key"),
    "missing document": Slip("    document: |\n      Two soups\n", "", "name: A bill", "missing-key"),
    "missing title of an account": Slip("    title: First\n", "", "teller: anne\n    claims", "missing-key"),
    "missing title of the story": Slip("  title: The mill\n", "", "id: mill", "missing-key"),
    "missing summary": Slip("        summary: The cat is dead.\n", "", "The cat", "no-summary"),
    "empty ending": Slip("ending: over\n", "ending:\n", "\nendings", "empty"),
    "empty title": Slip("title: The yard", "title:", "\n    episode: one\n    place", "empty"),
    "list for a text": Slip("title: The yard", "title: [The yard]", "[The yard]", "wrong-kind"),
    "mapping for a text": Slip("title: The yard", "title: {The: yard}", "{The", "wrong-kind"),
    "text for a mapping": Slip(
        "numbers:\n  trust: {name: Trust, to: 5, start: 3}", "numbers:\n  trust: five", "five", "wrong-kind"
    ),
    "list for choices": Slip(
        "    choices:\n      press:\n        text",
        "    choices:\n      - press:\n        text",
        "- press",
        "wrong-kind",
    ),
    "word for a number": Slip("to: 5", "to: five", "five", "not-a-number"),
    "fraction for a number": Slip("{trust: +1}", "{trust: 0.5}", "0.5", "not-a-number"),
    "word for yes": Slip("sticky: yes", "sticky: sure", "sure", "not-yes-or-no"),
    "name with capitals": Slip("places: {mill: The mill}", "places: {Mill: The mill}", "Mill:", "bad-id"),
    "name with a blank": Slip("  road:\n", "  the road:\n", "the road", "bad-id"),
    "name with a hyphen": Slip("      wait:\n", "      wait-here:\n", "wait-here", "bad-id"),
    "scene twice": Slip(
        "  road:\n    ending: over\n",
        "  road:\n    ending: over\n  yard:\n    ending: over\n",
        "yard:\n    ending",
        "duplicate-key",
    ),
    "section twice": Slip("facts:", "people:\n  carl: {name: Carl}\nfacts:", "people:\n  carl", "duplicate-key"),
    "section twice with what is needed": Slip("  road:\n", "scenes:\n  road:\n", "scenes:\n  road", "duplicate-key"),
    "colon in a text": Slip("text: Wait.", "text: Wait: a little.", ": a little", "syntax"),
    "quotation mark that is not closed": Slip("text: Go in.", 'text: "Go in.', '"Go in', "syntax"),
    "text after a quotation": Slip("text: Go in.", 'text: "In" I go.', "I go", "syntax"),
    "tab": Slip("        text: Wait.", "\ttext: Wait.", "\ttext", "syntax"),
    "bad indent of a key": Slip("    title: The yard\n", "     title: The yard\n", "episode: one\n    place", "syntax"),
    "text that begins with an at sign": Slip("text: Wait.", "text: @home.", "@home", "syntax"),
    "text that begins with an asterisk": Slip("text: Wait.", "text: *Wait", "*Wait", "anchor"),
    "text that begins with an exclamation mark": Slip("text: Wait.", "text: !Wait now.", "!Wait", "tag"),
}

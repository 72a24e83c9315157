"""Where a file is not YAML, the message is about the slip that was made, at its place, with what to do about it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories import loading

HEAD = (
    "story: {id: s, title: S, start: hall}\nendings: {end: End}\npeople: {anne: {name: Anne}}\n"
    "moments: {noon: Noon}\nevidence: {bill: {name: B, finding: F, document: D, bears on: noon}}\n"
)
CHOICE = "scenes:\n  hall:\n    meet: anne\n    find: bill\n    choices:\n      a: {%s, goto: c}\n  c: {ending: end}\n"
SCENE = "scenes:\n  hall:\n    meet: anne\n    find: bill\n%s\n    ending: end\n"

CASES = {
    "a tab": (SCENE % "\ttitle: Hall", "\ttitle", "tab: use blanks"),
    "a colon in a text": (SCENE % "    title: The hall: at night", ": at", "has a colon in it: put it in quotes"),
    "a colon between braces": (CHOICE % "text: Ask: why", ": why", "between braces, a text with a colon"),
    "a comment that cuts a line with braces": (
        CHOICE % "text: Room #7",
        "#7",
        "# begin a comment, which cuts this line",
    ),
    "a text that begins with quotes": (SCENE % '    title: "The" hall', "hall\n", "after its closing quotation mark"),
    "a quotation mark that is not closed": (SCENE % '    title: "The hall', '"The', "is not closed"),
    "an apostrophe between single quotes": (
        SCENE % "    title: 'Anne's hall'",
        "s hall'",
        "apostrophe on line 10 ends the text before it",
    ),
    "a quotation mark that another text closes": (
        SCENE % '    title: "The hall\n    hour: "Noon"',
        '"The',
        "the quotation mark that begins on line 10 is not closed on its line",
    ),
    "a quotation mark that a text far below closes": (
        SCENE % '    title: "The hall' + 'facts:\n  a: A.\n  b: "B."\n',
        '"The',
        "the quotation mark that begins on line 10 is not closed on its line",
    ),
    "a quotation mark in a list that is not closed": (
        SCENE % '    passage:\n      - "It rains.\n      - "It snows."',
        '"It rains',
        "the quotation mark that begins on line 11 is not closed on its line",
    ),
    "an apostrophe between single quotes and braces": (
        CHOICE % "text: 'Don't go'",
        "t go'",
        "the apostrophe on line 11 ends the text before it: put the text between double quotes",
    ),
    "a text that begins with brackets": (
        SCENE % "    title: [Hall] at night",
        "[Hall]",
        "begins with [ and goes on behind its ]: put it in quotes",
    ),
    "typographic quotation marks around a colon": (
        SCENE % "    title: “Hall: at night”",
        "“Hall",
        "“ is no quotation mark to YAML: write straight ones",
    ),
    "a block whose key is indented too little": (
        SCENE % "  passage: |\n      It rains.\n    title: Hall",
        "title",
        "line 12 is indented more than line 10, which is complete: indent the two alike",
    ),
    "a block that is not indented, and goes on with speech": (
        SCENE % "    passage: |\n    ANNE: It rains.\n    On and on.\n      And on.",
        "ANNE: It",
        "the text of a block is indented more than its key",
    ),
    "a block of text with an hour that is not indented": (
        SCENE % "    passage: |\n    22:51 it rains.",
        "22:51",
        "the text of a block is indented more than its key",
    ),
    "a block whose first line is indented more": (
        SCENE % "    passage: |\n        It rains.\n\n      Still.",
        "Still",
        "indent line 13 as far as line 11",
    ),
    "a non-breaking space that indents": (
        SCENE % "  \xa0 title: Hall",
        "\xa0",
        "line 10 is indented with a non-breaking space: it only looks like a blank",
    ),
    "a zero-width space before a key": (SCENE % "\u200b    title: Hall", "\u200b", "indented with a zero-width space"),
    "a non-breaking space behind a colon": (
        SCENE % "    title:\xa0Hall\n    hour: Noon",
        "\xa0",
        "behind the colon on line 10 stands a non-breaking space in place of a blank: write a blank",
    ),
    "a first key that is indented more": (
        "scenes:\n  hall:\n      title: Hall\n    hour: Noon\n",
        "hour",
        "of the lines from 7 on, one is indented too much or too little",
    ),
    "a dash that is indented more than the others": (
        SCENE % "    passage:\n      - It rains.\n        - {text: It snows.}",
        "- {text: It snows",
        "the dashes of a list stand below one another: indent line 12 like line 11",
    ),
    "a dash that is indented less than the others": (
        SCENE % "    passage:\n      - It rains.\n    - It snows.",
        "- It snows",
        "the dashes of a list stand below one another: indent line 12 like line 11",
    ),
    "a key below a text in a list": (
        SCENE % "    passage:\n      - It rains.\n        when: met(anne)",
        ": met",
        "line 12 stands below a text in a list, which takes no keys: give that text its key, as in `- text: …`",
    ),
    "a key beside a list with keys": (
        SCENE % "    passage:\n      - text: A\n        when: met(anne)\n      hour: Noon",
        "hour",
        "line 13 is a key beside a list",
    ),
    "a brace between brackets that is not closed": (
        SCENE % "    clear: [x, {y]",
        "{y",
        "the { on line 10 is not closed",
    ),
    "no colon before brackets": (
        SCENE % "    next [{scene: hall, when: met(anne)}]",
        " [{scene",
        "on line 10 a colon is missing before the [",
    ),
    "a dash among keys": (
        SCENE % "    title: Hall\n    - nobody",
        "- nobody",
        "line 11 begins with a dash among keys: leave out the dash, and write nobody:",
    ),
    "a text between braces that ends with a colon": (
        CHOICE % "text: Say:",
        "Say:",
        "between braces, a text with a colon in it stands in quotes",
    ),
    "a text between braces that goes on with brackets": (
        CHOICE % "text: Pay [all]",
        "Pay",
        "between braces, a text with a bracket in it stands in quotes",
    ),
    "a colon of another alphabet": (
        SCENE % "    title\uff1a Hall",
        "title",
        "on line 10 the colon is one of another alphabet (\uff1a): write an ordinary one and a blank",
    ),
    "an asterisk before a key": (SCENE % "    * title: Hall", " title", "a key does not begin with it"),
    "a brace that is not closed": (CHOICE.replace(" c}", " c") % "text: A", "{text", "the { on line 11 is not closed"),
    "a bracket that is not closed": (SCENE % "    clear: [x", "[x", "the [ on line 10 is not closed"),
    "a brace too many": (SCENE % "    change: {}}", "}\n", "there is a } too many"),
    "no blank behind a colon": (SCENE % "    title:The hall", "The", "a blank is missing after the colon"),
    "no colon behind a key": (SCENE % "    title The hall", "title", "has no colon"),
    "an equals sign in place of a colon": (SCENE % "    title = Hall", "title", "has no colon"),
    "a block without its bar": (
        SCENE % "    passage:\n      It rains.\n      ANNE: Yes.",
        "It rains",
        "begins with `|`",
    ),
    "a key to the left of its own, below a block": (
        SCENE % "    passage: |\n      It rains.\n      It pours.\n   next: hall",
        "next: hall",
        "is that of no line above it: of the lines from",
    ),
    "a block that is not indented": (SCENE % "    passage: |\n    It rains.", "It rains", "more than its key"),
    "text beside the bar": (SCENE % "    passage: | It rains.", "It rains", "on the line below its `|`"),
    "an indentation by one more": (SCENE % "    title: Hall\n     hour: Noon", ": Noon", "which is complete"),
    "an indentation by one less": (SCENE % "    title: Hall\n   hour: Noon", "hour", "is that of no line above it"),
    "a key beside a list": (SCENE % "    clear:\n      - x\n      y: z", "y: z", "a key beside a list"),
    "a dash without its blank": (SCENE % "    clear:\n      - x\n      -y\n      - z", "-y", "has a blank behind it"),
    "a backslash between double quotes": (SCENE % '    title: "a \\q b"', '"a', "a backslash means something"),
    "a text that begins with an at sign": (SCENE % "    title: @home", "@home", "begins with @: put it in quotes"),
}
COMMAS = {
    "in a condition": (CHOICE % "text: Ask, when: put(x, bill)", "(x", "a comma ends it: put the condition in quotes"),
    "in a text": (CHOICE % "text: Ask, and ask again", "and ask", "between braces a comma ends a text"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_likely_slip_is_named_at_its_place(name: str) -> None:
    text, at, words = CASES[name]
    (found,) = loading(HEAD + text).diagnostics
    whole = HEAD + text
    index = whole.index(at, len(HEAD))
    line = whole.count("\n", 0, index) + 1
    assert found.code == "syntax"
    assert words in found.words
    assert (found.place.line, found.place.column) == (line, index - whole.rfind("\n", 0, index))


@pytest.mark.parametrize("name", COMMAS)
def test_a_comma_that_cuts_between_braces_is_one_message(name: str) -> None:
    text, _, words = COMMAS[name]
    (found,) = loading(HEAD + text).diagnostics
    assert words in found.words


def test_a_text_with_a_colon_in_a_list_is_one_message() -> None:
    text = HEAD + SCENE % "    passage:\n      - It rains: on and on."
    (found,) = loading(text).diagnostics
    assert found.code == "unknown-key"
    assert "put it in quotes, or write it as a block" in found.words


@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_text_between_quotes_may_stand_in_several_lines(mark: str) -> None:
    text = HEAD + SCENE % f"    title: {mark}The hall,\n      at night{mark} and by day"
    (found,) = loading(text).diagnostics
    assert "the text on line 11 goes on after its closing" not in found.words
    assert "is not closed" not in found.words


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_message_is_in_the_words_of_the_parser(data: st.DataObject) -> None:
    text = (
        HEAD + SCENE % "    title: Hall\n    passage: |\n      It rains.\n    choices:\n      a: {text: A, goto: hall}"
    )
    at = data.draw(st.integers(len(HEAD), len(text) - 1))
    sign = data.draw(st.sampled_from(["", *"\"':[]{}#|-,&*!%@`?>\n \t"]))
    for found in loading(text[:at] + sign + text[at + data.draw(st.integers(0, 1)) :]).diagnostics:
        assert not re.search(
            r"expected <|block end|block mapping|scalar|token|simple key|flow (node|seq|map)", found.words
        )


def test_a_dash_without_its_blank_in_a_list_of_one_is_said() -> None:
    (found,) = loading(HEAD + SCENE % "    clear:\n      -lit").diagnostics
    assert "a dash that makes a list has a blank behind it" in found.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("places: {hut: {name: Hut, temper: hot}}\n", "the place “hut” has no key “temper”; there are: name"),
        (SCENE % "    next: nowhere", "there is no scene “nowhere”; there are: hall"),
        (SCENE % "    confront: {telling: anne, over: hall}", "did you mean “teller”?"),
        (CHOICE % "text: T, when: found(bill) && met(anne)", "write “and”"),
        (CHOICE % "text: T, when: found(bill) || met(anne)", "write “or”"),
        (CHOICE % 'text: T, when: "!found(bill)"', "write “not”"),
        (CHOICE % "text: T, when: found bill", "write found(bill)"),
        (CHOICE % "text: T, when: bill", "did you mean found(bill)?"),
        (
            "draws: {sky: {one of: {rain: R, dry: D}}}\n" + CHOICE % "text: T, when: rain",
            "did you mean drawn(sky, rain)?",
        ),
        (
            "draws: {sky: {one of: {rain: R, dry: D}}}\n" + CHOICE % "text: T, when: drawn(sky) == dry",
            "what is drawn is not compared: write drawn(sky, dry)",
        ),
        (SCENE % "    passage: |\n      BERG: Good evening.", "“BERG”; did you mean “ANNE BERG”?"),
        ("reconstruction:\n  who: {says: Who?, answers: {a: A}}\n", "did you mean “text”, which it needs?"),
    ],
)
def test_what_is_near_to_nothing_is_answered_with_what_there_is(text: str, words: str) -> None:
    head = HEAD.replace("{name: Anne}", "{name: Anne, called: Anne Berg, wild: No.}")
    assert any(words in found.words for found in loading(head + text).diagnostics)


def test_one_key_in_the_place_of_another_is_one_message() -> None:
    text = HEAD + SCENE % "" + "reconstruction:\n  who: {says: Who?, answers: {a: A}}\n"
    assert [found.code for found in loading(text).diagnostics if "who" in found.words] == ["unknown-key"]


def test_a_text_with_two_commas_between_braces_is_one_message_about_its_key() -> None:
    text = HEAD + "recap: [{text: He came, ate, and went., when: found(bill)}]\n" + SCENE % ""
    (found,) = loading(text).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("cut-by-comma", 6, 25)
    assert "“text”" in found.words


def test_a_claim_named_without_its_account_is_looked_for_with_the_same_teller() -> None:
    text = (
        HEAD + "accounts:\n"
        "  ben_1: {teller: ben, title: T, claims: {noon: {says: S}}}\n"
        "  anne_1: {teller: anne, title: T, claims: {noon: {says: S}}}\n"
        "  anne_2: {teller: anne, title: T, revises: anne_1, keeps: noon, claims: {noon: {says: S}}}\n"
    ) + SCENE % "    hear: [ben_1, anne_1, anne_2]"
    text = text.replace("people: {", "people: {ben: {name: Ben}, ")
    (found,) = [found for found in loading(text).diagnostics if found.code == "unknown-name"]
    assert found.words.endswith("did you mean “anne_1.noon”?")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("    choices:\n      - look: {text: Look}", "a list: write each as “name:”, without a dash"),
        ("    choices: [look, go]", "a list; it is written {look: …, go: …}"),
        ("    confront:\n      - teller: anne", "a list: leave out the dashes"),
    ],
)
def test_dashes_where_names_belong_are_told(broken: str, told: str) -> None:
    found = [problem for problem in loading(HEAD + SCENE % broken).diagnostics if problem.code == "wrong-kind"]
    assert [problem.words.partition("this is ")[2] for problem in found] == [told]

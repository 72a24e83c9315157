"""Texts that are not read as they were meant: speech that is none, keys and remarks inside a text, and other slips."""

from __future__ import annotations

import pytest

from tests.stories import HEAD, problems

PEOPLE = "people: {anne: {name: Anne}, finch: {name: Orla Finch, called: Mrs Finch}}\n"


def codes(story: str) -> list[str]:
    return [problem.rpartition(" ")[2] for problem in problems(story)]


def text(words: str) -> list[str]:
    """What is said of a text, but for what stands in it being used nowhere."""
    body = words.replace("\n", "\n      ")
    found = codes(f"""\
{HEAD}{PEOPLE}facts: {{lit: The lamp is lit.}}
evidence: {{ticket: {{name: A ticket, finding: Somebody left., document: One way, bears on: noon}}}}
moments: {{noon: Noon}}
scenes:
  hall:
    meet: [anne, finch]
    find: ticket
    passage: |
      {body}
    choices:
      go: {{text: Go., goto: road}}
  road: {{ending: end}}
""")
    return [code for code in found if code in ("not-speech", "mid-speech", "no-words", "swallowed")]


@pytest.mark.parametrize("words", [
    "ANNE:I slept.", "ANNE : I slept.", "It is lit.\n\nANNE:I slept.", "[if met(anne)]ANNE:Yes.[end]",
    "MRS FINCH (tired): Sit.", "MRS FINCH - Sit.", "MRS FINCH — Sit.", '"MRS FINCH: Sit."', "“ANNE: Sit.”",
    "*MRS FINCH:* Sit.", "*ANNE*: Sit.", "Mrs Finch: Sit.", "Orla Finch: Sit.", "Anne: “Sit.”",
])  # fmt: skip
def test_what_begins_nearly_like_speech_is_seen(words: str) -> None:
    assert text(words) == ["not-speech"]


@pytest.mark.parametrize("words", [
    "ANNE: I slept.", "It says ANNE:I there.", "Anne: that is her name.", "MARIANNE:I", "ANNE (tired) sits.",
    "ANNE-MARIE: I", "“Anne” is a name.", "She says: Anne: sit.", "ANNE: One.\n\nMRS FINCH: Two.",
    "He writes ANNE:\n\nThen he waits.",
])  # fmt: skip
def test_what_is_speech_or_nothing_like_it_is_not(words: str) -> None:
    assert text(words) == []


@pytest.mark.parametrize("words", ["She looks up.\nANNE: I slept.", "ANNE: One.\nMRS FINCH: Two."])
def test_speech_in_the_middle_of_a_paragraph_is_seen(words: str) -> None:
    assert text(words) == ["mid-speech"]


@pytest.mark.parametrize("words", ["ANNE:\n\nI slept.", "She looks up.\n\nANNE:"])
def test_speech_without_words_is_seen(words: str) -> None:
    assert text(words) == ["no-words"]


@pytest.mark.parametrize("words", [
    "It is cold.\nnext: road", "It is cold.\nfind: ticket", "It is cold.\nset: lit", "It is cold.\nchoices:",
    "It is cold.\n# TODO: say why", "# The first page\nIt is cold.",
])  # fmt: skip
def test_keys_and_remarks_inside_a_text_are_seen(words: str) -> None:
    assert text(words) == ["swallowed"]


@pytest.mark.parametrize("words", [
    "Two things she could\nfind: a ticket, and the time.", "It is room\n#7.", "The next: road.", "One\nplace: here.",
])  # fmt: skip
def test_prose_that_only_looks_like_a_key_is_not(words: str) -> None:
    assert text(words) == []


@pytest.mark.parametrize(("document", "found"), [
    ("\n      Needles\n      Thread", ["no-bar"]), (" >\n      Needles\n      Thread", ["no-bar"]),
    (" |\n      Needles\n      Thread", []), (" Needles", []), ("\n      Needles", []), (" >\n      Needles", []),
    (' "Needles\\nThread"', []),
])  # fmt: skip
def test_lines_of_a_document_that_run_together_are_seen(document: str, found: list[str]) -> None:
    story = f"{HEAD}evidence:\n  bill:\n    name: A bill\n    finding: Two.\n    document:{document}\n"
    assert [
        code for code in codes(f"{story}scenes: {{hall: {{find: bill, ending: end}}}}\n") if code == "no-bar"
    ] == found


CONDITIONS = [
    ("lit and cold or wet", True), ("lit or cold and wet", True), ("not lit and cold or wet", True),
    ("wet and (lit and cold or wet)", True), ("(lit and cold) or wet", False), ("lit and (cold or wet)", False),
    ("lit and cold and wet", False), ("found_of(ticket, bill) >= 1 and lit", False), ("(lit or wet) and cold", False),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "is_mixed"), CONDITIONS)
def test_and_beside_or_is_seen_where_no_brackets_tell_them_apart(condition: str, is_mixed: bool) -> None:
    found = codes(f"""\
{HEAD}facts: {{lit: The lamp is lit., cold: It is cold., wet: It rains.}}
evidence:
  ticket: {{name: A ticket, finding: One., document: One way}}
  bill: {{name: A bill, finding: Two., document: Two soups}}
scenes:
  hall:
    find: [ticket, bill]
    choices:
      light: {{text: Light., set: lit}}
      chill: {{text: Chill., set: cold}}
      pour: {{text: Pour., set: wet}}
      go: {{text: Go., when: {condition!r}, goto: road, sticky: yes}}
  road: {{ending: end}}
""")
    assert ("mixed" in found) == is_mixed


@pytest.mark.parametrize(("says", "found"), [
    ("“I slept.”", True), ("'\"I slept.\"'", True), ("„Ich schlief.“", True), ("« Je dormais. »", True),
    ("I said “no”.", False), ("“No” I said, “never”", False), ("“Yes” and “no”", False), ("I slept.", False),
])  # fmt: skip
def test_a_sentence_that_brings_its_own_quotation_marks_is_seen(says: str, found: bool) -> None:
    story = f"""\
{HEAD}{PEOPLE}moments: {{noon: Noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims:
      noon:
        says: {says}
scenes: {{hall: {{meet: [anne, finch], hear: anne_1, ending: end}}}}
"""
    assert ("own-quotes" in codes(story)) == found


@pytest.mark.parametrize(("choices", "found"), [
    ("a: {text: Pay., goto: road}, b: {text: Pay., goto: road}", ["same-words"]),
    ("a: {text: Pay., goto: road}, b: {text: Pay, goto: road}", []),
    ("a: {text: Pay., goto: road, when: visits(hall) == 1}, b: {text: Pay., goto: road, when: visits(hall) >= 2}", []),
    ("a: {text: Pay., goto: road}, b: {text: Pay., goto: road, fallback: yes}", []),
])  # fmt: skip
def test_choices_of_one_scene_that_read_alike_are_seen(choices: str, found: list[str]) -> None:
    story = f"{HEAD}scenes:\n  hall:\n    choices: {{{choices}}}\n  road: {{ending: end}}\n"
    assert [code for code in codes(story) if code == "same-words"] == found


def test_evidence_of_one_name_is_seen() -> None:
    bill = "finding: Two., document: Two soups"
    story = f"{HEAD}evidence: {{one: {{name: A bill, {bill}}}, two: {{name: A Bill, {bill}}}}}\n"
    assert "same-words" in codes(f"{story}scenes: {{hall: {{find: [one, two], ending: end}}}}\n")


@pytest.mark.parametrize(
    ("term", "found"), [("lamp", []), ("limelight", []), ("gendarmery", []), ("lantern", ["never-said"])]
)
def test_a_word_of_the_glossary_that_is_in_no_text_is_seen(term: str, found: list[str]) -> None:
    passage = "A lamp, in the\n      Limelight; two gendarmeries."
    glossary = f"glossary: {{it: {{term: {term}, means: A thing.}}}}\n"
    assert codes(f"{HEAD}{glossary}scenes:\n  hall:\n    passage: |\n      {passage}\n    ending: end\n") == found


@pytest.mark.parametrize(("words", "is_seen"), [
    ("One.\\\\nTwo.", True), ("_late_", True), ("It is `two`.", False), ("{{ trust }}", True), ("a_b_c and d_e", False),
    ("5 o'clock", False), ("It costs 3 * 4 * 5", False),
])  # fmt: skip
def test_signs_of_other_formats_are_seen_in_a_title(words: str, is_seen: bool) -> None:
    found = codes(f'{HEAD}scenes:\n  hall: {{title: "{words}", ending: end}}\n')
    assert ("markup" in found) == is_seen


@pytest.mark.parametrize(("document", "is_seen"), [
    ("[if lit]Two soups[end]", True), ("{trust} soups", True), ("[stamp: paid]", False), ("[ ] yes  [x] no", False),
])  # fmt: skip
def test_tags_are_seen_in_a_document(document: str, is_seen: bool) -> None:
    bill = f"evidence:\n  bill:\n    name: A bill\n    finding: Two.\n    document: |\n      {document}\n"
    assert ("markup" in codes(f"{HEAD}{bill}scenes: {{hall: {{find: bill, ending: end}}}}\n")) == is_seen

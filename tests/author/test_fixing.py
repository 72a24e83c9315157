"""`check --fix`: what it mends, what it leaves alone, and that everything else stays as it was, byte for byte."""

from __future__ import annotations

import errno
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.author.check import check
from game.author.fixing import fix
from tests.stories import HALL, HEAD, ODD_NAMES, loading, problems, write
from tests.story.slips import STORY

MENDED = {
    "a misspelt key": ("title: The yard", "titel: The yard"),
    "a misspelt section": ("episodes: {", "epsiodes: {"),
    "a key with a hyphen": ("opens when:", "opens-when:"),
    "a section as one of its things": ("scenes:\n", "scene:\n"),
    "a key without the blank behind it": ("        text: Go in.\n", "        text:Go in.\n"),
    "a colon of another alphabet": ("        text: Go in.\n", "        text\uff1a Go in.\n"),
    "a key in capitals": ("sticky: yes", "Sticky: yes"),
}
QUOTED = {
    "a colon in a text": ("text: Wait.", "text: Wait: a little.", 'text: "Wait: a little."'),
    "a text that begins with @": ("text: Wait.", "text: @home", 'text: "@home"'),
    "a text that begins with *": ("text: Wait.", "text: *Wait* now", 'text: "*Wait* now"'),
    "a text that begins with brackets": ("text: Wait.", "text: [Wait] a little", 'text: "[Wait] a little"'),
    "speech in one line": ("    wild: [I see nothing in it.]", "    wild: ANNE: I see.", '    wild: "ANNE: I see."'),
    "a colon in the title of an episode": (
        "episodes: {one: The first evening}",
        "episodes:\n  one: Day one: Ash",
        'episodes:\n  one: "Day one: Ash"',
    ),
    "a colon in the name of a place": (
        "places: {mill: The mill}",
        "places: # all\n  # one\n  mill: Mill: old",
        'places: # all\n  # one\n  mill: "Mill: old"',
    ),
    "a colon between braces": ("{over: Over}", "{over: The end: again}", '{over: "The end: again"}'),
    "a colon in a text between braces": (
        "{name: Ben Kraus, called: Benno}",
        "{name: Ben: Kraus, called: Benno}",
        '{name: "Ben: Kraus", called: Benno}',
    ),
    "a colon at the end of a text between braces": (
        "{name: Ben Kraus, called: Benno}",
        "{called: Benno, name: Ben:}",
        '{called: Benno, name: "Ben:"}',
    ),
    "a text that begins with a value": ("text: Wait.", "text: {trust} of five.", 'text: "{trust} of five."'),
    "a # with a digit": ("text: Wait.", "text: Wait for #7.", 'text: "Wait for #7."'),
    "a condition with a comma between braces": (
        "      - scene: road\n        when: >\n          shown(anne, bill) or\n          late\n",
        "      - {scene: road, when: shown(anne, bill) or late}\n",
        '      - {scene: road, when: "shown(anne, bill) or late"}\n',
    ),
    "a text that begins with !": ("text: Wait.", "text: !Wait now.", 'text: "!Wait now."'),
}
SMALL = {
    "a sign that is no hyphen": ("{trust: +1}", "{trust: \u22121}", "{trust: -1}"),
    "an unseen character in a name": ("goto: room", "goto: ro\u200bom", "goto: room"),
    "an unseen character in what gives a name": ("  road:\n", "  ro\xadad:\n", "  road:\n"),
    "a blank beside a name": ("goto: room", 'goto: " room "', 'goto: "room"'),
    "a non-breaking space that indents": (
        "        goto: room",
        "    \xa0\u202f  goto: room",
        "        goto: room",
    ),
    "an unseen character in a key": ("        goto: room", "        go\xadto: room", "        goto: room"),
    "a non-breaking space that indents what follows a list": (
        "        text: Go in.\n",
        "\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0text: Go in.\n",
        "        text: Go in.\n",
    ),
    "a non-breaking space behind a colon": ("        goto: room", "        goto:\xa0room", "        goto: room"),
}
LEFT = {
    "a list for a text": ("text: Wait.", "text: [Wait, go]"),
    "a text in typographic quotes": ("text: Wait.", "text: “Wait: a little”"),
    "a name": ("goto: room", "goto: rom"),
    "a key that could be two": ("places: {", "plces: {x: X, "),
    "a key that is there already": ("    title: The yard\n", "    title: The yard\n    titel: The yard\n"),
    "a text with quotes": ("text: Wait.", 'text: Wait: "a little".'),
    "a quotation mark that is not closed": ("text: Wait.", 'text: "Wait.'),
    "a colon where keys are taken": ("    place: mill\n", "    choices: a: b\n"),
    "a comment": ("    title: The yard", "    title: The yard #yard"),
    "a text between braces of which a comma may be part": ("{over: Over}", "{over: The end: again, nine: Nine}"),
    "a text cut by a comment": ("text: Wait.", "text: Wait # now."),
}


UNREAD = {"syntax", "anchor", "tag", "control-character"}
"""Problems behind which more may come to light."""


def codes(text: str) -> set[str]:
    """The codes of the problems of a story in one file."""
    return {problem.rpartition(" ")[2] for problem in problems(text)}


def fixed(folder: Path, text: str | bytes) -> bytes:
    """What becomes of a story in one file."""
    list(fix(write(folder, text)))
    return (folder / "a.yaml").read_bytes()


@pytest.mark.parametrize("name", MENDED)
def test_a_key_is_mended(name: str, tmp_path: Path) -> None:
    right, wrong = MENDED[name]
    assert fixed(tmp_path, STORY.replace(right, wrong, 1)).decode() == STORY


@pytest.mark.parametrize("name", QUOTED)
def test_a_text_is_put_in_quotation_marks(name: str, tmp_path: Path) -> None:
    right, wrong, mended = QUOTED[name]
    assert fixed(tmp_path, STORY.replace(right, wrong, 1)).decode() == STORY.replace(right, mended, 1)


@pytest.mark.parametrize("name", SMALL)
def test_what_looks_right_and_is_not_is_mended(name: str, tmp_path: Path) -> None:
    right, wrong, mended = SMALL[name]
    assert STORY.count(right) == 1
    assert fixed(tmp_path, STORY.replace(right, wrong)).decode() == STORY.replace(right, mended)


def test_the_name_of_a_number_is_no_misspelt_key(tmp_path: Path) -> None:
    """A choice has “hour”, and so “hours” would be taken for words that stand above the scene."""
    text = STORY.replace("  trust: {name", "  hours: {name: Hours, to: 6, start: 6}\n  trust: {name")
    text = text.replace("{trust: +1}", "{trust: +1, hours: -1}").replace("alone: dark", "alone: dark and hours < 6")
    assert codes(text) == set()
    text = text.replace("        text: Go in.\n", "        text: Go in.\n        hours: -2\n")
    assert fixed(tmp_path, text).decode() == text


def test_a_warning_that_was_there_all_the_time_does_not_keep_the_last_error(tmp_path: Path) -> None:
    unasked = STORY.replace("facts: {", "facts: {cold: It is cold., ")
    assert "never-asked" in codes(unasked.replace("    set: dark", "    set: [dark, cold]"))
    text = unasked.replace("    set: dark", "    set: [dark, cold]")
    assert fixed(tmp_path, text.replace("title: The yard", "titel: The yard")).decode() == text


@pytest.mark.parametrize("name", LEFT)
def test_what_could_be_meant_in_two_ways_is_left_alone(name: str, tmp_path: Path) -> None:
    right, wrong = LEFT[name]
    text = STORY.replace(right, wrong, 1)
    assert text != STORY
    assert fixed(tmp_path, text).decode() == text


def test_tabs_become_blanks_where_every_width_means_the_same(tmp_path: Path) -> None:
    text = HEAD + "scenes:\n\thall:\n\t\ttitle: Hall # a comment\twith a tab\n\t\tending: end\n"
    assert fixed(tmp_path, text).decode() == HEAD + (
        "scenes:\n  hall:\n    title: Hall # a comment\twith a tab\n    ending: end\n"
    )


def test_tabs_between_blanks_that_could_mean_two_things_stay(tmp_path: Path) -> None:
    text = HEAD + HALL + "facts:\n  a:\n    means: A\n\tb: B\n"
    assert fixed(tmp_path, text).decode() == text


def test_unseen_characters_are_removed_and_line_ends_stay(tmp_path: Path) -> None:
    text = (HEAD + HALL).replace("\n", "\r\n")
    assert fixed(tmp_path, text.replace("title: S", "title: \u202eS\u200f")).decode() == text


def test_a_mark_at_the_beginning_stays(tmp_path: Path) -> None:
    text = "\ufeff" + HEAD + HALL
    assert fixed(tmp_path, text.replace("start:", "strat:")).decode() == text


def test_utf_16_becomes_utf_8(tmp_path: Path) -> None:
    text = HEAD.replace("End", "Fin du récit") + HALL
    assert fixed(tmp_path, text.encode("utf-16")).decode() == text


def test_another_encoding_is_left_alone(tmp_path: Path) -> None:
    data = (HEAD + HALL + "people: {anne: {name: Renée}}\n").encode("latin-1")
    assert fixed(tmp_path, data) == data


def test_several_slips_are_mended_in_one_run(tmp_path: Path) -> None:
    text = STORY.replace("text: Wait.", "text: Wait: a little.").replace("title: The yard", "titel: The yard")
    made = list(fix(write(tmp_path, text)))
    assert len(made) == 2
    assert problems((tmp_path / "a.yaml").read_text(encoding="utf-8")) == []


def test_it_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, STORY.replace("title: The yard", "titel: The yard"))
    assert check(folder, "text", fixing=True) == 0
    line = STORY[: STORY.index("title: The yard")].count("\n") + 1
    assert capsys.readouterr() == ("", f"{folder}/a.yaml:{line}: mended: “titel” is “title”\n")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_it_mends_in_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    assert fixed(tmp_path / name, STORY.replace("title: The yard", "titel: The yard", 1)).decode() == STORY


B = "scenes: {attic: {titel: The attic, ending: end}}\n"


def _failing(monkeypatch: pytest.MonkeyPatch, method: str, name: str) -> None:
    """From here on a method of paths fails for the file of this name."""
    real = getattr(Path, method)

    def fail(path: Path, *arguments: object) -> object:
        if name in path.name:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, *arguments)

    monkeypatch.setattr(Path, method, fail)


@pytest.mark.parametrize(("method", "words"), [("replace", "written"), ("read_bytes", "read")])
def test_what_was_mended_before_a_file_failed_is_told(
    method: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, STORY.replace("title: The yard", "titel: The yard", 1), B)
    _failing(monkeypatch, method, "b.yaml")
    check(folder, "text", fixing=True)
    told = capsys.readouterr().err.splitlines()
    assert told[0].endswith("mended: “titel” is “title”")
    assert told[1:] == [f"{folder}/b.yaml cannot be {words}: Input/output error"]
    assert (folder / "a.yaml").read_text(encoding="utf-8") == STORY
    assert (folder / "b.yaml").read_text(encoding="utf-8") == B


def test_without_it_nothing_is_written(tmp_path: Path) -> None:
    text = STORY.replace("title: The yard", "titel: The yard")
    check(write(tmp_path, text), "text")
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == text


SEVERAL_LINES = STORY.replace(
    "        text: Wait.\n",
    """\
        text: Wait.
        passage: "Il dit\xa0:\xa0non,
          and then, in:\xa0*all*, \\"no\\": yes."
""",
).replace(
    "    finding: Two people ate.\n",
    """\
    finding: Two people
      ate, and one
      - a third - paid.
""",
)
PIECES = [
    "",
    "x",
    "\t",
    " ",
    "\xa0",
    "\u200b",
    ":",
    '"',
    "'",
    "[",
    "{",
    "\u202e",
    "@",
    "* ",
    "- ",
    "# ",
    ",",
    ":\xa0",
    "\n",
]


UNREADABLE = re.compile("\u202e")
MISSPELT = re.compile("“.+” is “.+”")


def unread(text: str) -> list[tuple[int, int]]:
    """Where a story in one file cannot be read, as lines and columns."""
    return [found.place[1:] for found in loading(text).diagnostics if found.code in UNREAD]


def words_of(text: str) -> str:
    """What is left of a text without blanks, quotation marks, and what nobody sees."""
    return re.sub("[\\s\"'\xad\u200b\u202e]", "", text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_is_as_it_was_or_better(data: st.DataObject) -> None:
    """Whatever is put in the place of letters: the file stays, or has fewer errors, or more of it can be read.

    No word of it becomes another, but for a key that is written right, and a line of which nothing is wrong stays.
    """
    at = data.draw(st.integers(0, len(SEVERAL_LINES) - 1))
    piece = data.draw(st.sampled_from(PIECES))
    text = SEVERAL_LINES[:at] + piece + SEVERAL_LINES[at + data.draw(st.integers(0, 3)) :]
    with tempfile.TemporaryDirectory() as name:
        mended = [one.words for one in fix(write(Path(name), text))]
        after = (Path(name) / "a.yaml").read_text(encoding="utf-8")
    if after == text:
        return
    before, now = unread(text), unread(after)
    if not UNREADABLE.search(text):  # else nothing is known of what stands in it
        assert now > before if before and now else not now
    assert before or loading(after).errors < loading(text).errors
    assert words_of(after) == words_of(text) or any(MISSPELT.fullmatch(one) for one in mended)
    assert text.count("\xa0") - after.count("\xa0") <= piece.count("\xa0")
    for line in set(SEVERAL_LINES.splitlines()) & set(text.splitlines()):
        assert line in after.splitlines()


def test_blanks_that_are_meant_stay_beside_one_that_is_not(tmp_path: Path) -> None:
    line = '        {}text:{}Wait, passage: "Il dit\xa0:\xa0non, ou:\xa0oui", set: late{}\n'
    right = STORY.replace("      wait:\n        text: Wait.\n", f"      wait: {line.format('{', ' ', '}').strip()}\n")
    right = right.replace("        sticky: yes\n        change: {trust: +1}\n        when: found(bill)\n", "")
    wrong = right.replace("{text: Wait,", "{text:\xa0Wait,").replace(" set: late}", " set:\xa0late}")
    assert problems(wrong) != []
    assert fixed(tmp_path, wrong).decode() == right


@pytest.mark.parametrize("wrong", ["&noon At noon", "*noon"])
def test_a_reference_of_yaml_is_no_text(wrong: str, tmp_path: Path) -> None:
    other = "*noon" if wrong.startswith("&") else "&noon At noon"
    text = STORY.replace("title: The yard", f"title: {wrong}").replace("says: We ate together.", f"says: {other}")
    assert fixed(tmp_path, text).decode() == text


def test_a_key_without_a_blank_is_told_to_have_one() -> None:
    text = STORY.replace(
        "      wait:\n        text: Wait.\n",
        "      lamp: {text: Light it, set:late}\n      wait:\n        text: Wait.\n",
    )
    told = [found.words for found in loading(text).diagnostics if found.code == "cut-by-comma"]
    assert told == ["between braces a comma ends a text: write a blank behind the colon: set: late"]


def test_a_text_that_commas_cut_is_put_in_quotation_marks(tmp_path: Path) -> None:
    text = HEAD + "recap: [{text: He's come, ate, went., when: visited(hall)}, {text: A \"b\", isn't it}]\n"
    told = fixed(tmp_path, text).decode()
    assert "{text: \"He's come, ate, went.\", when: visited(hall)}, {text: 'A \"b\", isn''t it'}" in told

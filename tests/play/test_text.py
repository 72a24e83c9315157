"""Prose as it is told: paragraphs, speech, emphasis, branches, and what is inserted."""

from __future__ import annotations

import pytest

from game.play.telling import in_words
from game.play.views import Heading, Paragraph, Prose, Span
from tests import stories
from tests.play.conftest import Play

HEAD = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people:
  anne: {name: Anne Berg}
  ben: {name: Ben Kraus, called: Dr. Weiß}
facts: {lit: The lamp is lit.}
places: {mill: The mill, inn: The inn}
episodes: {one: The first, two: The second}
topics: {death: Death}
"""


def told(text: str, *, lit: bool = False) -> list[str]:
    """The paragraphs of a passage; speech begins with the speaker and a colon, emphasis stands in asterisks."""
    body = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    effects = "    set: lit\n" if lit else ""
    page = stories.session(f"{HEAD}scenes:\n  hall:\n{effects}    passage: |\n{body}    ending: end\n").page()
    return [_shown(paragraph) for item in page.items if isinstance(item, Prose) for paragraph in item.paragraphs]


def _shown(paragraph: Paragraph) -> str:
    text = "".join(f"*{span.text}*" if span.emphasis else span.text for span in paragraph.spans)
    return f"{paragraph.speaker}: {text}" if paragraph.speaker else text


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.", ["One."]),
        ("One,\nstill one.", ["One, still one."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n\n\n\nTwo.", ["One.", "Two."]),
        ("One.   Still   one.", ["One. Still one."]),
        ("A *word* here.", ["A *word* here."]),
        ("*All of it.*", ["*All of it.*"]),
        ("A *word\nand another* here.", ["A *word and another* here."]),
        ("A * * b.", ["A b."]),
        ("Five ** five.", ["Five * five."]),
        ("[[if lit]] {{trust}} }} ]]", ["[if lit] {trust} } ]"]),
        ("ANNE: Hello.", ["Anne: Hello."]),
        ("ANNE: *No.* Never.", ["Anne: *No.* Never."]),
        ("DR. WEISS: Hello.", ["Dr. Weiß: Hello."]),
        ("ANNE:\nHello.", ["Anne: Hello."]),
        ("She said: hello.", ["She said: hello."]),
        ("*ANNE:* it said.", ["*ANNE:* it said."]),
        ("It was ANNE: she.", ["It was ANNE: she."]),
        ("[if lit]Light.[end]", []),
        ("[if not lit]Dark.[end]", ["Dark."]),
        ("It is [if lit]light[else]dark[end].", ["It is dark."]),
        ("It is [if lit]light[else if visited(hall)]here[else]dark[end].", ["It is here."]),
        ("One.\n\n[if lit]\nTwo.\n\nThree.\n[else]\nFour.\n\nFive.\n[end]\n\nSix.", ["One.", "Four.", "Five.", "Six."]),
        ("[if lit]\nANNE: Light.\n[else]\nANNE: Dark.\n[end]", ["Anne: Dark."]),
        ("[if lit][if visited(hall)]A[end][else][if visited(hall)]B[end][end]", ["B"]),
        ("[first]One.[then]Two.[end]", ["One."]),
        ("[ else if ]", None),
        ("A [if lit]\n\nB[end] c.", ["A c."]),
        ("Tab\there.", ["Tab here."]),
        ("$HOME `ls` <b> &amp; \\n %s {{0}}", ["$HOME `ls` <b> &amp; \\n %s {0}"]),
        ("[[red]]bold[[/red]] [[@click=app.quit]]x[[/]]", ["[red]bold[/red] [@click=app.quit]x[/]"]),
    ],
)
def test_prose_is_told_so(text: str, paragraphs: list[str] | None) -> None:
    if paragraphs is None:
        with pytest.raises(AssertionError, match="bad-prose"):
            told(text)
    else:
        assert told(text) == paragraphs


HOURS = """\
story: {id: s, title: S, start: hall}
endings: {end: The end}
people: {anne: {name: Anne Berg, wild: No.}}
moments: {noon: Noon}
numbers: {hours: {name: Hours, to: 20, start: START}}
accounts: {anne_1: {teller: anne, title: First, claims: {noon: {says: two hours.}}}}
scenes:
  hall:
    passage: |
      PROSE
    ending: end
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{hours} hours.", "Two hours."),
        ("[if hours == 1]One hour is[else]{hours} hours are[end] left.", "Two hours are left."),
        ("You have {hours} hours.", "You have two hours."),
        ("It is late. {hours} hours.", "It is late. Two hours."),
        ("It is late.[if hours > 1] {hours} hours.[end]", "It is late. Two hours."),
        ("“Late!” *{hours}* hours.", "“Late!” *Two* hours."),
        ("Late? “{hours} hours.”", "Late? “Two hours.”"),
        ("ANNE: {hours} hours.", "Anne: Two hours."),
        ("Left: {hours} hours.", "Left: two hours."),
        ("At 3 a.m. {hours} men came.", "At 3 a.m. two men came."),
        ("So … {hours} hours.", "So … two hours."),
        ("3.{hours}", "3.two"),
        ("Late.\n\n      {hours} hours.", "Late.|Two hours."),
        ("{anne_1.noon}", "two hours."),
    ],
)
def test_a_number_that_begins_a_sentence_has_a_capital(text: str, said: str) -> None:
    page = stories.session(HOURS.replace("START", "2").replace("PROSE", text)).page()
    assert "|".join(_shown(one) for item in page.items if isinstance(item, Prose) for one in item.paragraphs) == said


def test_a_number_in_digits_begins_a_sentence_as_it_is() -> None:
    page = stories.session(HOURS.replace("START", "13").replace("PROSE", "{hours} hours.")).page()
    assert [_shown(one) for item in page.items if isinstance(item, Prose) for one in item.paragraphs] == ["13 hours."]


@pytest.mark.parametrize("more", ["\n\nD.", "[if lit]\n\nD.[end]"], ids=["always", "in a branch"])
def test_emphasis_ends_with_its_paragraph_whatever_the_branches_say(more: str) -> None:
    assert told(f"A [if lit]*b[else]c*[end].{more}", lit=True)[1] == "D."


def test_a_passage_without_text_for_now_is_not_shown(play: Play) -> None:
    text = HEAD + 'scenes: {hall: {passage: "[if lit]Light.[end]", choices: {on: {text: On., set: lit}}, next: hall}}\n'
    assert play(text).text == ""


def test_passages_are_shown_where_their_condition_holds(play: Play) -> None:
    text = f"""{HEAD}scenes:
  hall:
    passage:
      - Always.
      - {{when: lit, text: Light.}}
      - {{when: not lit, text: Dark.}}
    ending: end
"""
    assert play(text).text.startswith("Always.\nDark.")


def test_a_passage_has_its_topics_and_its_summary(play: Play) -> None:
    text = f"""{HEAD}scenes:
  hall:
    passage: {{content: death, text: "[if lit]x[else]He is dead.[end]", summary: "[if lit]x[else]Death.[end]"}}
    ending: end
"""
    (prose, _) = play(text).session.page().items
    assert prose == Prose(
        (Paragraph((Span("He is dead."),)),),
        ("Death",),
        (Paragraph((Span("Death."),)),),
    )


HEADINGS = f"""{HEAD}scenes:
  hall:
    title: The hall
    episode: one
    place: mill
    hour: Noon
    passage: Here.
    choices: {{stay: {{text: Stay., goto: still}}, away: {{text: Away., goto: away}}, in: {{text: In., goto: inside}}}}
  still: {{passage: Still., next: hall}}
  inside: {{title: Inside, passage: Inside., next: hall}}
  away: {{place: inn, hour: Night, episode: two, passage: Away., next: hall}}
"""


def test_a_scene_begins_with_its_title_place_and_hour(play: Play) -> None:
    assert play(HEADINGS).text.split("\n")[:2] == ["(1. The first)", "(The hall, The mill, Noon)"]


def test_a_scene_that_says_nothing_of_them_takes_them_over(play: Play) -> None:
    game = play(HEADINGS, "stay")
    status = game.session.page().status
    assert (status.episode, status.place, status.hour) == ("The first", "The mill", "Noon")
    assert game.text == "Still."


def test_a_title_alone_is_a_heading(play: Play) -> None:
    assert [item for item in play(HEADINGS, "in").session.page().items if isinstance(item, Heading)] == [
        Heading("Inside", "The mill", "Noon")
    ]


def test_another_place_is_a_heading_and_another_episode_too(play: Play) -> None:
    assert play(HEADINGS, "away").text == "(2. The second)\n(The inn, Night)\nAway."


def test_another_hour_is_a_heading(play: Play) -> None:
    text = HEADINGS.replace("still: {passage", "still: {hour: Dusk, passage")
    assert play(text, "stay").text == "(The mill, Dusk)\nStill."


def test_in_another_place_it_is_as_late_as_before(play: Play) -> None:
    text = HEADINGS.replace("away: {place: inn, hour: Night,", "away: {place: inn,")
    assert play(text, "away").session.page().status.hour == "Noon"


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (1, "one"), (12, "twelve"), (13, "13"), (-1, "-1")])
def test_small_numbers_are_told_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_the_status_counts_the_turns(play: Play) -> None:
    assert [page.status.turn for page in play(HEADINGS, "stay", "next").session.pages()] == [0, 1, 2]


def test_the_status_after_undo_is_the_one_before() -> None:
    session = stories.session(HEADINGS, "away")
    session.undo()
    assert (session.page().status.place, session.page().status.turn) == ("The mill", 0)


def test_the_content_note_is_told_as_prose() -> None:
    text = HEAD.replace("start: hall", 'start: hall, note: "A *death*.", note details: He dies.')
    session = stories.session(text + "scenes: {hall: {ending: end}}\n")
    assert [_shown(paragraph) for paragraph in session.note] == ["A *death*."]
    assert [_shown(paragraph) for paragraph in session.note_details] == ["He dies."]
    assert session.topics == ("Death",)


def test_a_story_without_a_note_has_none() -> None:
    session = stories.session(HEAD + "scenes: {hall: {ending: end}}\n")
    assert (session.note, session.note_details) == ((), ())

"""`simulate`: random plays, the same for the same seed, that come to what has been seen least."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.author import simulate as simulation
from game.author.playthroughs.seen import Tally, Watcher
from game.author.playthroughs.wander import MOST_MOVES
from game.author.progress import Progress
from game.author.simulate import played, simulate
from game.play.moves import parse_move
from game.play.session import Session
from game.play.views import Page, Prose
from game.play.views.text import Paragraph
from tests import stories
from tests.shared_stories import CONFRONTATIONS
from tests.stories import HALL, HEAD, write

LEAVES = """\
story: {id: s, title: S, start: hall}
endings: {end: End, never: Never}
scenes:
  hall:
    choices:
LEAVES
  out: {ending: end}
  lost: {ending: never}
""".replace("LEAVES", "\n".join(f"      c{number}: {{text: Way {number}., goto: out}}" for number in range(40)))
STUCK = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {key: You have the key.}
scenes:
  hall: {choices: {out: {text: Out., goto: yard}, in: {text: In., set: key, goto: yard}}}
  yard: {choices: {go: {text: Go., when: key, goto: over}}}
  over: {ending: end}
"""
ROUND = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {key: You have the key.}
scenes:
  hall: {choices: {stay: {text: Stay., sticky: yes}, go: {text: Go., when: key, goto: over}}}
  over: {ending: end}
"""
QUARREL = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ben: {name: Ben, patience: 1, wild: [He shrugs.]}}
moments: {noon: At noon, dusk: At dusk}
accounts:
  ben_1: {teller: ben, title: First, claims: {noon: {says: I ate.}, dusk: {says: I slept.}}}
scenes:
  hall: {meet: ben, hear: ben_1, confront: {teller: ben, over: out}, choices: {sit: {text: Sit down.}}}
  out: {ending: end}
"""


@cache
def told(text: str, number: int = 60, seed: int = 0) -> dict[str, Any]:
    """What `simulate --format json` says of a story in one file."""
    import tempfile  # noqa: PLC0415
    from contextlib import redirect_stdout  # noqa: PLC0415
    from io import StringIO  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()) as out:
        simulate(write(Path(folder), text), number, seed, "json")
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_same_seed_makes_the_same_plays() -> None:
    watcher = Watcher(stories.shipped())
    first, second = (played(watcher, stories.SCENES, 3, 7) for _ in range(2))
    assert first[0] == second[0]
    assert first[1].counts == second[1].counts


def test_another_seed_makes_other_plays() -> None:
    watcher = Watcher(stories.shipped())
    assert played(watcher, stories.SCENES, 2, 7)[0] != played(watcher, stories.SCENES, 2, 8)[0]


def test_however_many_processes_share_the_work_the_plays_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation, "ALONE", 0)
    folder = write(tmp_path, CONFRONTATIONS)
    watcher = Watcher(stories.rules(CONFRONTATIONS))
    results = [played(watcher, folder, 50, 1, processes) for processes in (1, 2, 3)]
    assert results[0][0] == results[1][0] == results[2][0]
    assert results[0][1].counts == results[1][1].counts == results[2][1].counts


def test_what_has_been_seen_least_is_taken() -> None:
    """Of 160 plays with 40 ways, chance alone would leave some way out in every second run, and take others 9 times."""
    rules = stories.rules(LEAVES)
    _, seen = played(Watcher(rules), Path(), 160, 0, 1)
    times = [seen.of("choices", f"hall.c{number}") for number in range(40)]
    assert sum(times) == 160
    assert min(times) >= 2
    assert max(times) <= 7


def test_an_ending_that_nothing_comes_to_is_counted_as_none() -> None:
    found = told(LEAVES)
    assert found["endings"]["never"] == {"plays": 0, "share": 0}
    assert [one["is"] for one in found["seen"]["scenes"]["never"]] == ["lost"]


def test_every_answer_of_a_small_story_is_met() -> None:
    confrontations = told(CONFRONTATIONS, 200)["seen"]["confrontations"]
    assert confrontations["seen"] == confrontations["all"]


def test_where_a_claim_can_be_set_against_something_a_play_goes_on() -> None:
    """Of the four pairs of two claims, two are a claim against itself, which nobody can lay down."""
    assert told(QUARREL, 40)["stuck"] == {}


def test_a_place_where_nothing_can_be_done_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(write(tmp_path, STUCK), 20, 0, "text") == 1
    assert f"{tmp_path}/a.yaml:6: nothing can be done any more in “yard”" in capsys.readouterr().out


def test_a_play_without_end_is_left() -> None:
    found = told(ROUND, 1)
    assert (found["without an ending"], found["a play"]["moves"]["most"]) == (1, MOST_MOVES)


def test_words_and_moves_are_those_of_the_plays() -> None:
    story = HEAD + "scenes: {hall: {passage: One two., next: out}, out: {passage: Three four five., ending: end}}\n"
    figures = told(story, 3)["a play"]
    assert figures["moves"] == {"least": 1, "median": 1, "most": 1}
    assert figures["words"] == {"least": 5, "median": 5, "most": 5}


def test_a_found_document_is_read() -> None:
    story = (
        HEAD
        + "evidence: {bill: {name: Bill, finding: It is., document: One two three four}}\n"
        + "scenes: {hall: {find: bill, next: out}, out: {ending: end}}\n"
    )
    assert told(story, 1)["a play"]["words"]["most"] == 4


def test_the_result_as_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(write(tmp_path, HEAD + HALL), 2, 0, "text") == 0
    said = capsys.readouterr()
    assert said.out.startswith("2 random plays\n\nendings:\n       2  100.0%  end: End\n")
    assert said.err == ""


def test_a_number_of_plays_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(write(tmp_path, HEAD + HALL), 0, 0, "text") == 2
    assert capsys.readouterr().out == ""


def test_a_story_with_errors_is_not_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(write(tmp_path, HEAD), 1, 0, "text") == 1
    assert capsys.readouterr().out == ""


TEXTS = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is light.}
people: {ben: {name: Ben}}
scenes:
  hall:
    meet: ben
    passage: |
      The *hall* is [if lit]bright.[else]dark.[end] [first]It is new.[then]It is old.[end]

      BEN: Good [if lit]morning[else]evening[end], madam.
    choices:
      light: {text: Make light, sticky: yes, set: lit, passage: "A switch, and [if lit]more[else]some[end] light."}
      round: {text: Go round, sticky: yes, passage: Round and round., goto: hall}
      yard: {text: Go out, goto: yard}
  yard:
    passage:
      - {text: "The yard. [if lit]A window shines.[end]"}
      - {when: lit, text: A shadow moves.}
    next: end
  end: {ending: end, passage: Nothing more.}
"""


def _letters(text: str) -> str:
    return "".join(text.replace("*", "").replace("BEN:", "").split())


@pytest.mark.parametrize(
    "moves", [("light", "round", "light"), ("round", "round", "yard"), ("light", "yard")], ids=" ".join
)
def test_what_is_counted_is_what_the_page_shows(moves: tuple[str, ...]) -> None:
    """Every piece of text that a turn is said to show stands on its page, and nothing else does."""
    rules = stories.rules(TEXTS)
    watcher, session = Watcher(rules), Session(rules)
    for move in (None, *moves):
        if move is not None:
            session.do(parse_move(move))
        tally = Tally()
        watcher.watch(session.turns[-1], tally)
        left = _letters("".join(paragraph.text for paragraph in _paragraphs(session.page())))
        assert left
        for number in tally.counts["texts"]:
            piece = _letters(watcher.texts.pieces[int(number)].text)
            assert piece in left
            left = left.replace(piece, "", 1)
        assert left == ""


def _paragraphs(page: Page) -> list[Paragraph]:
    return [paragraph for item in page.items if isinstance(item, Prose) for paragraph in item.paragraphs]


def test_a_tally_without_another_is_what_came_after_it() -> None:
    first = Tally()
    first.add("scenes", "hall")
    second = first.copy()
    second.add("scenes", "hall")
    second.add("scenes", "yard")
    assert second.without(first).counts == {"scenes": {"hall": 1, "yard": 1}}
    assert first.of("scenes", "yard") == 0


def test_a_lead_is_counted_under_its_own_name() -> None:
    from tests.shared_stories import LEADS  # noqa: PLC0415

    rules = stories.rules(LEADS)
    watcher = Watcher(rules)
    lead = next(iter(rules.story.leads))
    scene = next(name for name, one in rules.story.scenes.items() if one.leads)
    assert watcher.choice(scene, lead) == lead
    assert str(parse_move(lead)) == lead


def test_progress_is_not_written_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Playing", 10) as progress:
        progress.at(10)
    assert capsys.readouterr() == ("", "")


def test_progress_is_drawn_on_a_terminal_and_taken_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress("Playing", 10):
        pass
    said = capsys.readouterr().err
    assert "Playing [" in said
    assert said.endswith("\r\x1b[K")


RAIN = """\
story: {id: s, title: S, start: hall}
endings: {wet: Wet, dry: Dry, lost: Lost}
draws: {weather: {one of: {rain: It rains., fog: There is fog., sun: The sun is out.}}}
scenes:
  hall:
    choices:
      go:
        text: Go.
        goto:
        - {scene: wet, when: "drawn(weather, rain)"}
        - {scene: lost, when: "drawn(weather, fog)"}
        - dry
  wet: {ending: wet}
  dry: {ending: dry}
  lost: {ending: lost}
"""


def test_each_play_draws_by_itself_and_the_same_seed_the_same() -> None:
    found = {name: one["plays"] for name, one in told(RAIN, 90)["endings"].items()}
    assert sum(found.values()) == 90
    assert all(number > 15 for number in found.values())
    assert told.__wrapped__(RAIN, 90) == told(RAIN, 90)
    assert told(RAIN, 90, seed=1)["endings"] != told(RAIN, 90)["endings"]

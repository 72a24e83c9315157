"""`walkthrough`: a shortest play to an ending, told so that each line has happened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from game.author.playthroughs.running import Runs
from game.author.walkthrough import walkthrough
from game.cli import main
from game.play.rules import Rules
from game.play.step import State
from game.proof.search.explicit import nearest
from game.story.load import load
from tests.stories import write

STARTER = Path(__file__).parents[2] / "game" / "author" / "starter"

TOLD = """\
The Last Page: to “A clean join”, in 6 turns

The lending desk
  1. Leaf through it
     found: A correction
     found: A shopping list
  2. Walk down to the Bells

The house by the ferry
"""


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["walkthrough", *arguments])
    return status, *capsys.readouterr()


def test_it_tells_place_and_choice_and_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    status, text, _ = written(capsys, "mended", str(STARTER))
    assert status == 0
    assert text.startswith(TOLD)


def test_a_confrontation_is_told_with_its_sentence_and_its_exhibit(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = written(capsys, "mended", str(STARTER))
    assert "Set “I gave up at page forty.” against A shopping list.\n     contradicted: “I gave up" in text


def test_an_ending_is_found_by_its_title_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, "a CLEAN join", str(STARTER)) == written(capsys, "mended", str(STARTER))


def _is_in(scenes: set[str], state: State) -> bool:
    return state.scene in scenes


def test_no_play_to_the_ending_is_shorter(capsys: pytest.CaptureFixture[str]) -> None:
    story = load(STARTER).story
    assert story is not None
    for ending in story.endings:
        _, text, _ = written(capsys, ending, str(STARTER))
        scenes = {name for name, scene in story.scenes.items() if scene.ending == ending}
        shortest = nearest(Rules(story), partial(_is_in, scenes))
        assert shortest is not None
        assert f", in {len(shortest)} turn" in text.split("\n")[0]


def test_an_unknown_ending_is_wrong_usage_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    status, text, words = written(capsys, "mendet", str(STARTER))
    assert (status, text) == (2, "")
    assert words == "perfect-mother: there is no ending “mendet”; did you mean “mended”?\n"


def test_where_no_ending_is_near_all_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, words = written(capsys, "zzzzzz", str(STARTER))
    assert status == 2
    assert "; the story has kept (Until Thursday), mended (" in words


def test_a_playthrough_is_not_written_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.play"
    file.write_text("> mine\n", encoding="utf-8")
    assert written(capsys, "mended", str(STARTER), "--play", str(file)) == (
        2, "", f"perfect-mother: {file} exists; --play writes a new playthrough\n",
    )  # fmt: skip
    assert file.read_text(encoding="utf-8") == "> mine\n"


def test_that_there_is_no_folder_for_a_playthrough_is_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "none"
    assert written(capsys, "mended", str(STARTER), "--play", str(folder / "a.play")) == (
        2, "", f"perfect-mother: there is no folder {folder} for the playthrough\n",
    )  # fmt: skip


def test_the_playthrough_that_is_written_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    play = tmp_path / "a.play"
    assert walkthrough(STARTER, "mended", None, play) == 0
    story = load(STARTER).story
    assert story is not None
    assert Runs(Rules(story), tmp_path).of(play).holds
    assert "expect ending mended" in play.read_text()
    assert str(play) in capsys.readouterr().err


def test_an_ending_that_nobody_comes_to_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.yaml").write_text(
        "story: {id: s, title: S, start: a}\nendings: {one: One, two: Two}\n"
        "scenes: {a: {choices: {go: {text: Go, goto: b}, no: {text: No, when: visited(c), goto: c}}},"
        " b: {ending: one}, c: {ending: two}}\n"
    )
    status, text, words = written(capsys, "two", str(tmp_path))
    assert (status, text) == (1, "")
    assert words == "No play comes to “Two”; `prove` says why.\n"


def test_an_ending_and_a_coda_that_no_scene_has_together_are_told_to_be_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "story.yaml").write_text(
        "story: {id: s, title: S, start: a}\nendings: {one: One, two: Two}\ncodas: {late: Late}\n"
        "scenes: {a: {choices: {go: {text: Go, goto: b}, no: {text: No, goto: c}}},"
        " b: {ending: one}, c: {ending: two, coda: late}}\n"
    )
    assert walkthrough(tmp_path, "one", "late", None) == 1
    assert capsys.readouterr().err == "No play comes to “One” with “Late”; no scene has both.\n"


def test_a_story_with_too_wide_a_number_is_said_to_be_undecided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "story.yaml").write_text(
        "story: {id: s, title: S, start: a}\nendings: {one: One}\nnumbers: {coins: {name: Coins, from: 0, to: 5000}}\n"
        "scenes: {a: {choices: {beg: {text: Beg, change: {coins: 1}, sticky: yes},"
        " go: {text: Go, when: coins >= 2, goto: b}}}, b: {ending: one}}\n"
    )
    status, text, words = written(capsys, "one", str(tmp_path))
    assert (status, text) == (1, "")
    assert words == "It could not be decided whether any play comes there.\n"


UMBRELLA = """\
story: {id: rain, title: The Umbrella, start: hall}
endings: {fine: A fine day, soaked: Soaked, lost: Lost}
draws:
  weather: {one of: {rain: It is raining., fog: There is fog., sun: The sun is out.}}
  coin: {one of: {heads: The coin falls heads., tails: The coin falls tails.}}
facts: {dry: She has the umbrella.}
scenes:
  hall:
    passage: "[if drawn(weather, rain)]It rains.[else]Dry.[end]"
    choices:
      take: {text: Take the umbrella, set: dry}
      go:
        text: Go out
        goto:
        - {scene: wet, when: "drawn(weather, rain) and not dry"}
        - {scene: fog, when: "drawn(weather, fog) and drawn(coin, tails)"}
        - street
  street: {ending: fine}
  wet: {ending: soaked}
  fog: {ending: lost}
"""


@pytest.mark.parametrize(
    ("ending", "lines"),
    [
        ("soaked", ["The Umbrella: to “Soaked”, in 1 turn", "  If chance has it so: It is raining."]),
        ("lost", ["The Umbrella: to “Lost”, in 1 turn", "  If chance has it so: There is fog. The coin falls tails."]),
    ],
)
def test_it_says_on_what_chance_it_rests(
    ending: str, lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text, _ = written(capsys, ending, str(write(tmp_path / "rain", UMBRELLA)))
    assert (status, text.splitlines()) == (0, [*lines, "  1. Go out"])


def test_it_says_nothing_of_chance_where_that_does_not_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = UMBRELLA.replace(
        "drawn(weather, fog) and drawn(coin, tails)", "dry and drawn(coin, tails) and drawn(coin, heads)"
    )
    text = text.replace('"drawn(weather, rain) and not dry"', "dry")
    status, said, _ = written(capsys, "fine", str(write(tmp_path / "rain", text)))
    assert (status, said.splitlines()) == (0, ["The Umbrella: to “A fine day”, in 1 turn", "  1. Go out"])


def test_chance_of_which_too_much_would_have_to_be_tried_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.author.walkthrough.MOST_TRIED", 2)
    folder = write(tmp_path / "rain", UMBRELLA.replace('"drawn(weather, rain) and not dry"', "dry"))
    _, text, _ = written(capsys, "fine", str(folder))
    assert "If chance has it so: It is raining.\n" in text


def test_chance_that_no_move_of_the_play_asks_about_is_not_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coins = "".join(f"  coin_{number}: {{one of: {{heads: Heads., tails: Tails.}}}}\n" for number in range(12))
    _, text, _ = written(
        capsys, "soaked", str(write(tmp_path / "rain", UMBRELLA.replace("  coin: {", f"{coins}  coin: {{")))
    )
    assert "  If chance has it so: It is raining.\n" in text


def test_its_playthrough_says_what_was_drawn_and_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "rain", UMBRELLA)
    assert written(capsys, "lost", str(folder), "--play", str(folder / "lost.play"))[0] == 0
    assert "with drawn(weather, fog), drawn(coin, tails)" in (folder / "lost.play").read_text(encoding="utf-8")
    assert main(["test", str(folder)]) == 0


@pytest.mark.parametrize(
    ("drawn", "ending", "done"),
    [
        ("drawn(weather, sun)", "fine", ["Go out"]),
        ("drawn(weather, rain)", "fine", ["Take the umbrella", "Go out"]),
        ("drawn(weather, fog), drawn(coin, tails)", "lost", ["Go out"]),
    ],
)
def test_it_can_be_asked_for_with_what_is_drawn(
    drawn: str, ending: str, done: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text, _ = written(capsys, ending, str(write(tmp_path / "rain", UMBRELLA)), "--with", drawn)
    assert status == 0
    assert [line.partition(". ")[2] for line in text.splitlines() if line[2:3].isdigit()] == done


@pytest.mark.parametrize(
    ("drawn", "status", "words"),
    [
        ("drawn(weather, sun)", 1, "No play comes to “Soaked” with drawn(weather, sun).\n"),
        ("drawn(weather, snow)", 2, "“weather” has no value “snow”"),
        ("drawn(wether, fog)", 2, "there is nothing called “drawn(wether, fog)”"),
        ("dry", 2, "“dry” is not drawn: a walkthrough begins at the start of the story"),
    ],
)
def test_what_is_drawn_where_nobody_comes_there_is_said(
    drawn: str, status: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, text, said = written(capsys, "soaked", str(write(tmp_path / "rain", UMBRELLA)), "--with", drawn)
    assert (found, text) == (status, "")
    assert words in said


WRITTEN = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
evidence: {bill: {name: A bill, finding: Two ate., document: Lunch for two}}
reconstruction:
  who: {text: Who?, answers: {ann: {text: Ann}, ben: {text: Ben}}}
  why: {text: Why?, answers: {love: {text: Love}, fear: {text: Fear}}}
scenes:
  hall: {choices: {in: {text: In, goto: room}}}
  room:
    title: The room
    find: bill
    choices: {out: {text: Out, when: "wrote(who, ben) and wrote(why, fear)", goto: out}}
  out: {ending: end}
"""


def test_what_is_written_down_does_not_tell_the_page_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text, errors = written(capsys, "end", str(write(tmp_path, WRITTEN)))
    assert (status, errors) == (0, "")
    assert text.count("Write down:") == 2
    assert (text.count("found: A bill"), text.count("The room")) == (1, 1)

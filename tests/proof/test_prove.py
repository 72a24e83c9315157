"""The command `prove`, as somebody runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import called, perfect_mother
from tests.stories import write

SOUND = """\
story: {id: s, title: House, start: hall}
endings: {end: End}
facts: {lit: It is light.}
scenes:
  hall:
    choices:
      light: {text: Light, set: lit}
      on: {text: On, goto: out}
  out: {ending: end, passage: "[if lit]A[else]B[end]"}
promises:
  kept: {says: She lights it once., never: visited(out) and lit and not visited(hall)}
"""
BROKEN = SOUND.replace(
    "promises:\n", "promises:\n  light: {says: Nobody leaves in the dark., always: lit, by: visited(out)}\n"
)


def test_a_sound_story_is_proved(tmp_path: Path) -> None:
    done = perfect_mother("prove", str(write(tmp_path / "s", SOUND)), "--require", "proved")
    assert done.returncode == 0
    assert done.stdout.startswith("House: proved, in ")
    assert "1 of 1 hold in every play" in done.stdout
    assert done.stderr == ""  # in a pipe nothing is said of progress


def test_the_size_is_counted_if_it_is_asked_for(tmp_path: Path) -> None:
    folder = str(write(tmp_path / "s", SOUND))
    assert "  size" not in perfect_mother("prove", folder).stdout
    # Whether it is light decides nothing about where she may go; it is an outcome all the same.
    counted = perfect_mother("prove", folder, "--size").stdout
    assert "2 states that differ in something which matters; 2 outcomes" in counted
    told = json.loads(perfect_mother("prove", folder, "--size", "--format", "json").stdout)
    assert (told["size"]["states"], told["size"]["outcomes"]) == (2, 2)


def test_a_broken_promise_is_an_error_at_its_line(tmp_path: Path) -> None:
    done = perfect_mother("prove", str(write(tmp_path / "s", BROKEN)))
    assert done.returncode == 1
    assert (
        "a.yaml:11:3: error: the promise “light” is broken: Nobody leaves in the dark. [promise-broken]" in done.stdout
    )


def test_a_counterexample_that_is_saved_is_a_playthrough_that_holds(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", BROKEN)
    assert perfect_mother("prove", str(folder), "--save", str(folder / "found")).returncode == 1
    assert [path.name for path in (folder / "found").iterdir()] == ["promise-broken-1.play"]
    assert perfect_mother("test", str(folder)).returncode == 0
    write(folder, BROKEN.replace("On, goto", "On, when: lit, goto"))
    assert perfect_mother("test", str(folder)).returncode == 1


def test_a_shortest_playthrough_is_written_to_each_thing(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", SOUND)
    done = perfect_mother("prove", str(folder), "--routes", str(folder / "routes"))
    assert done.returncode == 0
    assert "a shortest one to each of 7 things" in done.stdout
    assert "the longest has 2 moves, to [if lit], in the scene “out”" in done.stdout
    listed = (folder / "routes/index.txt").read_text(encoding="utf-8").splitlines()
    assert "     2  text/out.play  [if lit], in the scene “out”" in listed
    assert "     1  text/out-2.play  [else] of [if lit], in the scene “out”" in listed
    assert (folder / "routes/text/out.play").read_text(encoding="utf-8").splitlines()[1:-1] == ["> light", "> on"]
    assert "7 playthroughs, 0 failed" in perfect_mother("test", str(folder)).stderr
    told = json.loads(perfect_mother("prove", str(folder), "--routes", str(tmp_path / "r"), "--format", "json").stdout)
    assert [one["moves"] for one in told["routes"]["written"]] == [int(line.split()[0]) for line in listed]
    assert told["routes"]["finished"]


def test_routes_to_what_nobody_comes_to_are_not_written(tmp_path: Path) -> None:
    attic = "  attic: {choices: {down: {text: Down, goto: out}}}\n  out:"
    folder = write(tmp_path / "s", SOUND.replace("  out:", attic))
    assert perfect_mother("prove", str(folder), "--routes", str(tmp_path / "r")).returncode == 1
    assert "attic" not in (tmp_path / "r/index.txt").read_text(encoding="utf-8")
    assert (tmp_path / "r/scene/out.play").exists()


def test_routes_stop_with_the_time_and_leave_what_is_listed(tmp_path: Path) -> None:
    folder, routes = str(write(tmp_path / "s", SOUND)), str(tmp_path / "r")
    perfect_mother("prove", folder, "--routes", routes)
    listed = (tmp_path / "r/index.txt").read_text(encoding="utf-8")
    done = perfect_mother("prove", folder, "--budget", "0", "--routes", routes)
    assert "not finished: the time was over" in done.stdout
    assert (tmp_path / "r/index.txt").read_text(encoding="utf-8") == listed != ""


def test_a_route_to_what_is_no_more_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder, routes = write(tmp_path / "s", SOUND), tmp_path / "r"
    perfect_mother("prove", str(folder), "--routes", str(routes))
    (routes / "scene/mine.play").write_text("", encoding="utf-8")
    write(folder, SOUND.replace("hall", "porch"))
    perfect_mother("prove", str(folder), "--routes", str(routes))
    assert {path.name for path in (routes / "scene").iterdir()} == {"mine.play", "out.play", "porch.play"}


def test_routes_and_counterexamples_need_a_folder(tmp_path: Path) -> None:
    folder, file = str(write(tmp_path / "s", SOUND)), tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for option in ("--routes", "--save"):
        done = perfect_mother("prove", folder, option, str(file))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"perfect-mother: {file} is no folder\n"


def test_json_says_the_same(tmp_path: Path) -> None:
    done = perfect_mother("prove", str(write(tmp_path / "s", BROKEN)), "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["outcome"], told["proved"], told["kept"]) == ("proved", True, False)
    assert told["promises"] == {"light": "broken", "kept": "holds"}
    assert [(one["code"], one["line"], one["route"]) for one in told["findings"]] == [("promise-broken", 11, ["on"])]


def test_a_budget_stops_with_what_is_known(tmp_path: Path) -> None:
    folder = str(write(tmp_path / "s", SOUND))
    done = perfect_mother("prove", folder, "--budget", "0")
    assert done.returncode == 1, "nothing was answered for every play"
    assert not done.stdout.startswith("House: proved")
    assert "stopped: the time was over" in done.stdout
    assert "not finished" in done.stdout
    assert perfect_mother("prove", folder, "--budget", "0", "--require", "proved").returncode == 1


def test_what_was_proved_is_kept_and_can_be_proved_anew(tmp_path: Path) -> None:
    folder = str(write(tmp_path / "s", SOUND))
    kept = [
        json.loads(perfect_mother("prove", folder, "--format", "json", *more).stdout)["kept"]
        for more in ((), (), ("--anew",))
    ]
    assert kept == [False, True, False]


def test_a_story_with_errors_is_not_proved(tmp_path: Path) -> None:
    done = perfect_mother("prove", str(write(tmp_path / "s", SOUND.replace("goto: out", "goto: nowhere"))))
    assert done.returncode == 1
    assert "has errors" in done.stderr


TRAP = SOUND.replace("  out:", "  pit: {choices: {wait: {text: Wait, sticky: yes}}}\n  out:").replace(
    "      on:", "      fall: {text: Fall, goto: pit}\n      on:"
)


def save_plays(tmp_path: Path, story: str, *options: str) -> str:
    """Proves a story with `--save`; what is said on stderr."""
    folder = write(tmp_path / "s", story)
    return called("prove", str(folder), "--save", str(tmp_path / "plays"), *options).stderr


def saved(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "plays").iterdir())


def test_a_play_that_an_author_has_changed_is_not_written_over(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    play = tmp_path / "plays/dead-end-1.play"
    changed = play.read_text("utf-8") + "expect not lit\n"
    play.write_text(changed, "utf-8")
    said = save_plays(tmp_path, TRAP.replace("fall: {text: Fall", "drop: {text: Drop"))
    assert said == f"Not written over, for they are not as `prove` wrote them for this story: {play}\n"
    assert play.read_text("utf-8") == changed


def test_a_play_that_an_author_has_changed_is_not_said_to_be_the_play(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    (tmp_path / "plays/dead-end-1.play").write_text("", "utf-8")
    folder = write(tmp_path / "s", TRAP)
    out = called("prove", str(folder), "--save", str(tmp_path / "plays")).stdout
    assert "the play is in" not in out
    assert "\n    fall\n" in out


def test_a_play_that_nobody_has_changed_is_replaced(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    assert save_plays(tmp_path, TRAP.replace("fall: {text: Fall", "drop: {text: Drop")) == ""
    assert "> drop" in (tmp_path / "plays/dead-end-1.play").read_text("utf-8")


def test_a_play_of_what_is_mended_is_removed_and_nothing_else(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    plays = tmp_path / "plays"
    (plays / "mine.play").write_bytes((plays / "dead-end-1.play").read_bytes())
    assert save_plays(tmp_path, SOUND) == ""
    assert saved(tmp_path) == ["mine.play"]


def test_what_an_unfinished_proof_did_not_find_again_stays(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    save_plays(tmp_path, SOUND, "--budget", "0", "--anew")
    assert "dead-end-1.play" in saved(tmp_path)


def test_a_play_of_another_story_is_not_written_over(tmp_path: Path) -> None:
    save_plays(tmp_path, TRAP)
    assert "Not written over" in save_plays(tmp_path, TRAP.replace("id: ", "id: other_"))


def test_a_route_that_an_author_has_changed_is_not_written_over(tmp_path: Path) -> None:
    folder, routes = write(tmp_path / "s", SOUND), tmp_path / "r"
    called("prove", str(folder), "--routes", str(routes))
    (routes / "scene/out.play").write_text("# mine\n", "utf-8")
    assert "scene/out.play" in called("prove", str(folder), "--routes", str(routes)).stderr
    assert (routes / "scene/out.play").read_text("utf-8") == "# mine\n"
    assert "scene/out.play" not in (routes / "index.txt").read_text("utf-8")


def test_plays_in_a_folder_among_routes_stay(tmp_path: Path) -> None:
    folder, routes = str(write(tmp_path / "s", TRAP)), tmp_path / "r"
    for _ in range(2):
        called("prove", folder, "--routes", str(routes), "--save", str(routes / "traps"))
    called("prove", folder, "--routes", str(routes))
    assert (routes / "traps/dead-end-1.play").exists()


@pytest.mark.parametrize("option", ["--save", "--routes"])
def test_no_folder_is_made_for_a_story_that_is_not_there(tmp_path: Path, option: str) -> None:
    assert called("prove", str(tmp_path / "nosuch"), option, str(tmp_path / "new")).returncode == 2
    assert not (tmp_path / "new").exists()


def test_a_folder_is_made_with_those_around_it(tmp_path: Path) -> None:
    called("prove", str(write(tmp_path / "s", TRAP)), "--save", str(tmp_path / "new/er"))
    assert (tmp_path / "new/er/dead-end-1.play").exists()


def test_a_folder_inside_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = called("prove", str(write(tmp_path / "s", SOUND)), "--save", str(tmp_path / "file/new"))
    assert (done.returncode, done.stderr) == (2, f"perfect-mother: {tmp_path / 'file'} is no folder\n")

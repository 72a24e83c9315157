"""The folder of saves: whole or not at all, the newest first, damaged ones set aside, nobody else's touched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from game.play.preferences import Preferences
from game.play.saving import NotSaved, Part
from game.saves import Restored, Shelf, slots
from game.saves.memory import Memory
from game.saves.preferences import read_preferences
from game.saves.record import FORMAT, read_record, write_record
from game.saves.shelf import KEPT, KEPT_OF_OTHERS
from tests import stories
from tests.command import ROOT
from tests.saves.records import STORY, forged, walked
from tests.stories import HALL, HEAD


def latest(folder: Path) -> Restored:
    """The newest save in a folder."""
    found = Shelf(folder, "mill").latest(stories.rules(STORY))
    assert found
    return found


def saved(folder: Path) -> list[int]:
    """The turns that the saves in a folder hold, the oldest first; -1 for one that cannot be read."""
    return [game.record.turn if game.record else -1 for game in Shelf(folder, "mill").games()]


def files_in(folder: Path) -> list[Path]:
    """The files in the folder of a story, but for the one that says that a game is open."""
    return [path for path in folder.iterdir() if path.suffix != ".lock"]


def test_a_game_that_was_saved_is_brought_back(tmp_path: Path) -> None:
    assert Shelf(tmp_path, "mill").save(walked(3)) is None
    found = latest(tmp_path)
    assert (found.session.turn, found.session.state, found.notes) == (3, walked(3).state, ())


def test_nothing_was_saved(tmp_path: Path) -> None:
    assert Shelf(tmp_path, "mill").latest(stories.rules(STORY)) is None
    assert Shelf(tmp_path / "nothing", "mill").games() == []


def test_the_newest_save_is_brought_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(12):
        shelf.save(walked(steps))
        assert latest(tmp_path).session.turn == steps


def test_the_newest_is_the_one_saved_last_also_after_undo(tmp_path: Path) -> None:
    shelf, session = Shelf(tmp_path, "mill"), walked(5)
    shelf.save(session)
    session.undo()
    session.undo()
    shelf.save(session)
    assert latest(tmp_path).session.turn == 3


def test_the_newest_is_the_one_saved_last_also_by_a_later_run(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(9))
    Shelf(tmp_path, "mill").save(walked(1))
    assert latest(tmp_path).session.turn == 1


def test_the_time_of_a_file_does_not_matter(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    (first,) = shelf.games()
    shelf.save(walked(2))
    os.utime(first.path, (2_000_000_000, 2_000_000_000))
    assert latest(tmp_path).session.turn == 2


def test_earlier_saves_are_kept_and_not_too_many(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(30):
        shelf.save(walked(steps))
    found = saved(tmp_path)
    assert found[-4:] == [26, 27, 28, 29]
    assert len(found) <= 12


def test_undo_goes_back_over_a_save(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(3))
    session = latest(tmp_path).session
    assert str(session.undo()) == "walk"
    assert session.state == walked(2).state


def test_saving_says_nothing_when_all_is_well(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    assert (shelf.save(walked(0)), shelf.trouble) == (None, None)


def test_no_other_file_is_left_behind(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(6):
        shelf.save(walked(steps))
    assert all(path.name.startswith("autosave-") for path in files_in(tmp_path / "mill"))


def _raise(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


BREAKS = ["fsync", "replace", "write"]


def _break(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    if what == "fsync":
        monkeypatch.setattr(os, "fsync", _raise)
    elif what == "write":
        monkeypatch.setattr(Path, "open", _raise)
    else:
        monkeypatch.setattr(Path, "replace", _raise)
        monkeypatch.setattr(os, "replace", _raise)


@pytest.mark.parametrize("what", BREAKS)
def test_when_saving_fails_the_earlier_save_stays(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(4):
        shelf.save(walked(steps))
    before = {path: path.read_bytes() for path in files_in(tmp_path / "mill")}
    with monkeypatch.context() as broken:
        _break(broken, what)
        trouble = shelf.save(walked(4))
    assert trouble
    assert trouble.reason == "No space left on device"
    assert {path: path.read_bytes() for path in files_in(tmp_path / "mill")} == before
    assert latest(tmp_path).session.turn == 3


@pytest.mark.parametrize("what", BREAKS)
def test_four_saves_are_left_however_often_saving_fails(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(8):
        shelf.save(walked(steps % 4))
    before = sorted(files_in(tmp_path / "mill"))
    with monkeypatch.context() as broken:
        _break(broken, what)
        for steps in range(8):
            assert shelf.save(walked(steps % 4))
    assert len(before) == KEPT + 1
    assert sorted(files_in(tmp_path / "mill")) in (before, before[1:])


@pytest.mark.parametrize("what", BREAKS)
def test_saving_works_again_afterwards(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path, "mill")
    with monkeypatch.context() as broken:
        _break(broken, what)
        assert shelf.save(walked(1)) == shelf.trouble
    assert (shelf.save(walked(2)), shelf.trouble) == (None, None)
    assert latest(tmp_path).session.turn == 2


def test_a_save_is_on_the_disk_before_it_takes_its_name_and_the_name_is_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noting_fsync(descriptor: int) -> None:
        target = Path(f"/proc/self/fd/{descriptor}").readlink()
        done.append("flush the folder" if target.is_dir() else f"flush a file of {target.stat().st_size > 0}")
        fsync(descriptor)

    def noting_replace(path: Path, target: Path) -> Path:
        done.append("rename")
        return replace(path, target)

    if not Path("/proc/self/fd").exists():
        pytest.skip("what is flushed cannot be seen here")
    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_replace)
    shelf = Shelf(tmp_path, "mill")
    shelf.claim()
    assert done == ["flush the folder"]
    assert shelf.save(walked(1)) is None
    assert done[1:] == ["flush a file of True", "rename", "flush the folder"]


KILLER = """
import os, shutil, sys
from pathlib import Path
from game import files
from game.saves import Shelf, shelf
from tests.saves.records import STORY
from tests.saves.records import walked
from tests.stories import rules

folder, session = Path(sys.argv[1]), walked(1)
shelf.KEPT_OF_OTHERS = 2
for steps in range(3):
    assert Shelf(folder / "before", "mill").save(walked(0)) is None

def save_until(line, into):
    left = line
    def trace(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename not in (shelf.__file__, files.__file__):
            return None
        left -= event in ("line", "return")
        if left == 0:
            os._exit(9)
        return trace
    saves = Shelf(into, "mill")
    sys.settrace(trace)
    saves.save(session)
    sys.settrace(None)
    os._exit(0)

line, killed = 0, True
while killed:
    line += 1
    into = shutil.copytree(folder / "before", folder / str(line))
    if (child := os.fork()) == 0:
        save_until(line, into)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    found = Shelf(into, "mill").latest(rules(STORY))
    assert found is not None and not found.notes, (line, found and found.notes)
    assert found.session.turn in ((0, 1) if killed else (1,)), (line, found.session.turn)
    assert Shelf(into, "mill").save(session) is None
    assert Shelf(into, "mill").latest(rules(STORY)).session.turn == 1
print(line)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody can be killed so here")
def test_whoever_is_killed_at_any_line_of_saving_has_the_save_before_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLER, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_two_games_open_at_once_do_not_destroy_one_another(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path, "mill"), Shelf(tmp_path, "mill")
    one.save(walked(10))
    other.save(walked(20))
    for steps in range(1, 9):
        one.save(walked(10 + steps))
        assert 20 in saved(tmp_path)
    for steps in range(1, 9):
        other.save(walked(20 + steps))
        assert 18 in saved(tmp_path)
    assert {18, 28} <= set(saved(tmp_path))


def test_two_games_that_take_turns_lose_no_turn(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path, "mill"), Shelf(tmp_path, "mill")
    for steps in range(10):
        one.save(walked(100 + steps))
        other.save(walked(200 + steps))
        assert {100 + steps, 200 + steps} <= set(saved(tmp_path))


def test_a_new_game_leaves_the_old_one_for_a_while(tmp_path: Path) -> None:
    old = Shelf(tmp_path, "mill")
    for steps in range(40):
        old.save(walked(steps))
    new = Shelf(tmp_path, "mill")
    for steps in range(40):
        new.save(walked(steps % 3))
    assert 39 in saved(tmp_path)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "the last byte gone": lambda data: data[:-1],
    "zeroes": lambda data: b"\0" * len(data),
    "no JSON": lambda data: b"hello",
    "another JSON": lambda data: b"[1, 2]",
    "a number": lambda data: b"5",
    "null": lambda data: b"null",
    "no UTF-8": lambda data: b"\xff" + data,
    "a changed letter": lambda data: data.replace(b"walk", b"wilk", 1),
    "a changed number": lambda data: data.replace(b'"turn": ', b'"turn": 1', 1),
    "deep": lambda data: b"[" * 100_000,
    "large": lambda data: b" " * (9 * 1024 * 1024),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_save_is_set_aside_and_named_and_the_one_before_is_offered(damage: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    shelf.save(walked(2))
    path = shelf.games()[-1].path
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    found = latest(tmp_path)
    assert found.session.turn == 1
    assert len(found.notes) == 1
    assert path.name in found.notes[0]
    assert not path.exists()
    assert len(list(files_in(tmp_path / "mill"))) == 2


def test_a_damaged_save_is_named_only_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    shelf.games()[0].path.write_bytes(b"")
    assert shelf.latest(stories.rules(STORY)) is None
    shelf.save(walked(2))
    assert latest(tmp_path).notes == ()


def test_a_second_damaged_save_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        shelf = Shelf(tmp_path, "mill")
        shelf.save(walked(1))
        for game in shelf.games():
            game.path.write_bytes(content)
        shelf.latest(stories.rules(STORY))
    assert {path.read_bytes() for path in files_in(tmp_path / "mill")} == {b"first", b"second"}


def test_a_save_that_is_set_aside_does_not_come_back_as_a_number(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    shelf.games()[0].path.write_bytes(b"")
    shelf.latest(stories.rules(STORY))
    assert saved(tmp_path) == []


def test_a_save_of_a_newer_program_is_refused_with_words(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    shelf.save(walked(2))
    path = shelf.games()[-1].path
    path.write_bytes(forged(path.read_bytes(), format=FORMAT + 1))
    found = latest(tmp_path)
    assert found.session.turn == 1
    assert "newer version" in found.notes[0]


def test_a_save_of_a_newer_program_is_not_called_damaged(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    shelf.save(walked(1))
    path = shelf.games()[0].path
    path.write_bytes(forged(path.read_bytes(), format=FORMAT + 1))
    shelf.latest(stories.rules(STORY))
    assert [path.suffix for path in files_in(tmp_path / "mill")] != [".damaged"]


def test_another_storys_save_is_never_loaded(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "autosave-000001.json").write_bytes(write_record(stories.session(HEAD + HALL), 1))
    assert Shelf(tmp_path, "mill").latest(stories.rules(STORY)) is None


def test_another_storys_save_does_not_hide_ours(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(2))
    (tmp_path / "mill" / "autosave-000009.json").write_bytes(write_record(stories.session(HEAD + HALL), 9))
    found = latest(tmp_path)
    assert found.session.turn == 2
    assert "another story" in found.notes[0]


def test_stories_have_folders_of_their_own(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(1))
    assert Shelf(tmp_path, "s").latest(stories.rules(HEAD + HALL)) is None


def test_without_a_folder_the_game_goes_on_and_says_so() -> None:
    shelf = Shelf(None, "mill")
    assert shelf.save(walked(1))
    assert shelf.games() == []
    assert shelf.latest(stories.rules(STORY)) is None


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    shelf = Shelf(tmp_path / "file" / "deep", "mill")
    trouble = shelf.save(walked(1))
    assert trouble
    assert "Errno" not in trouble.sentence
    assert shelf.latest(stories.rules(STORY)) is None


def test_a_file_in_place_of_the_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "mill").write_text("", encoding="utf-8")
    assert Shelf(tmp_path, "mill").save(walked(1))
    assert Shelf(tmp_path, "mill").latest(stories.rules(STORY)) is None


def test_a_folder_that_may_not_be_written_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "Read-only file system" in str(Shelf(tmp_path, "mill").save(walked(1)))


@pytest.mark.parametrize("method", ["is_dir", "iterdir"])
def test_a_folder_that_may_not_be_read_holds_no_saves(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(tmp_path, "mill").save(walked(1))

    def refuse(*_: Any) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, method, refuse)
    shelf = Shelf(tmp_path, "mill")
    assert (shelf.latest(stories.rules(STORY)), shelf.games(), shelf.kept()) == (None, [], [])


def test_into_a_folder_that_may_not_be_read_it_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as unreadable:
        unreadable.setattr(Path, "iterdir", refuse)
        Shelf(tmp_path, "mill").save(walked(2))
    assert saved(tmp_path) == [2]


def test_saves_that_may_not_be_read_are_not_taken_for_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Shelf(tmp_path, "mill").save(walked(1))

    def refuse(*_: Any) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    shelf = Shelf(tmp_path, "mill")
    assert shelf.latest(stories.rules(STORY)) is None
    assert shelf.passed_over == ("The saves cannot be read: Permission denied.",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_called_like_a_save_is_passed_over_and_not_waited_for(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(1))
    os.mkfifo(tmp_path / "mill" / "autosave-000009.json")
    found = latest(tmp_path)
    assert found.session.turn == 1
    assert found.notes == ("The save autosave-000009.json was passed over: it is no file.",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_pipes_in_place_of_what_is_remembered_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    os.mkfifo(tmp_path / "mill" / "remembered.log")
    os.mkfifo(tmp_path / "preferences.json")
    assert read_preferences(tmp_path) == Preferences()
    trouble = Memory(tmp_path / "mill").remember(walked(0))
    assert trouble == NotSaved("it is no file", Part.READ)


def test_a_folder_called_like_a_save_is_passed_over(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(1))
    (tmp_path / "mill" / "autosave-000009.json").mkdir()
    assert latest(tmp_path).session.turn == 1


def test_other_files_in_the_folder_are_let_alone(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(1))
    (tmp_path / "mill" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "mill" / ".autosave-000002.json.77").write_text("half", encoding="utf-8")
    shelf = Shelf(tmp_path, "mill")
    for steps in range(20):
        shelf.save(walked(steps))
    assert latest(tmp_path).notes == ()
    assert (tmp_path / "mill" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_great_number_in_a_name_does_not_end_the_counting(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(1))
    (tmp_path / "mill" / "autosave-999999999999.json").write_bytes(write_record(walked(2), 1))
    assert Shelf(tmp_path, "mill").save(walked(3)) is None
    assert latest(tmp_path).session.turn == 3


def test_a_save_that_stays_can_be_the_first_of_all(tmp_path: Path) -> None:
    Shelf(tmp_path / "new", "mill").keep(walked(1), "mine", "episode-one.json")
    assert [game.record and game.record.name for game in Shelf(tmp_path / "new", "mill").kept()] == ["mine"]


def test_a_save_says_which_turn_and_place_it_holds(tmp_path: Path) -> None:
    Shelf(tmp_path, "mill").save(walked(3))
    (game,) = Shelf(tmp_path, "mill").games()
    assert game.record
    assert (game.record.turn, game.record.place, game.record.title) == (3, "The yard", "The mill")


def test_a_save_can_be_read_as_text() -> None:
    data = write_record(walked(2), 7)
    assert '"walk"' in data.decode("utf-8")
    assert read_record(data).sequence == 7


def test_each_game_that_is_open_has_files_of_its_own(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path, "mill"), Shelf(tmp_path, "mill")
    assert (one.claim(), other.claim()) == (False, True)
    one.save(walked(1))
    other.save(walked(2))
    one.keep(walked(1), "mine")
    other.keep(walked(2), "mine")
    ours, theirs = (
        {path.name for path in files_in(tmp_path / "mill") if ("-2." in path.name) is second}
        for second in (False, True)
    )
    assert ours == {"autosave-000001.json", "save-000001.json"}
    assert theirs == {"autosave-000002-2.json", "save-000002-2.json"}
    assert latest(tmp_path).session.turn == 2


def test_a_game_that_rests_loses_nothing_to_one_that_goes_on(tmp_path: Path) -> None:
    resting, busy = Shelf(tmp_path, "mill"), Shelf(tmp_path, "mill")
    resting.save(walked(77))
    for number in range(3 * KEPT_OF_OTHERS):
        busy.save(walked(number))
        busy.leave()
    assert 77 in saved(tmp_path)


def test_a_slot_is_free_again_when_its_game_ends(tmp_path: Path) -> None:
    one = Shelf(tmp_path, "mill")
    assert not one.claim()
    one.release()
    assert not Shelf(tmp_path, "mill").claim()


def test_where_nothing_can_be_locked_it_is_played_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> NoReturn:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(slots, "_lock", refuse)
    one, other = Shelf(tmp_path, "mill"), Shelf(tmp_path, "mill")
    assert (one.claim(), other.claim()) == (False, False)
    assert one.save(walked(1)) is None
    assert other.save(walked(2)) is None
    assert latest(tmp_path).session.turn == 2


def test_where_nothing_can_be_locked_it_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> NoReturn:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(slots, "_lock", refuse)
    assert slots.take_slot(tmp_path).number == 1
    assert [path.name for path in tmp_path.iterdir()] == ["slot-1.lock"]


def test_a_game_that_is_just_ending_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, waited = slots.take_slot(tmp_path), list[float]()

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            held.release()

    monkeypatch.setattr(slots, "PATIENCE", 60)
    monkeypatch.setattr("game.saves.slots.time.sleep", wait)
    slot = slots.take_slot(tmp_path)
    assert (slot.number, slot.is_beside, len(waited)) == (1, False, 3)


def test_a_slot_that_may_not_be_opened_is_not_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.open

    def of_another_user(path: Path, flags: int, mode: int = 0o777) -> int:
        if path.name == "slot-1.lock":
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(path, flags, mode)

    monkeypatch.setattr("game.saves.slots.os.open", of_another_user)
    one, other = slots.take_slot(tmp_path), slots.take_slot(tmp_path)
    assert (one.ending, other.ending) == ("-2", "-3")
    assert (one.is_beside, other.is_beside) == (False, True)  # another game is open only beside the second


OTHER = """
import sys
from pathlib import Path
from game.saves import Shelf
shelf = Shelf(Path(sys.argv[1]), "mill")
print(shelf.claim(), flush=True)
sys.stdin.read()
"""


def test_a_slot_is_free_again_when_its_program_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "False\n"
        assert Shelf(tmp_path, "mill").claim()
        other.kill()
    assert not Shelf(tmp_path, "mill").claim()


def test_what_a_killed_program_has_left_half_written_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "mill"
    folder.mkdir()
    left, new, mine = (folder / name for name in (".autosave-000002.json.77", ".save-000001.json.78", ".mine.json.bak"))
    of_settings = tmp_path / ".preferences.json.79"
    for path in (left, new, mine, of_settings):
        path.write_text("half", encoding="utf-8")
        if path is not new:
            os.utime(path, (1_000_000_000, 1_000_000_000))
    Shelf(tmp_path, "mill").claim()
    assert (left.exists(), of_settings.exists()) == (False, False)
    assert (new.exists(), mine.exists()) == (True, True)


def test_when_no_save_is_whole_each_is_named(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "mill")
    for steps in range(2):
        shelf.save(walked(steps))
    for game in shelf.games():
        game.path.write_bytes(b"{")
    assert shelf.latest(stories.rules(STORY)) is None
    assert ["autosave-000001.json" in note or "autosave-000002.json" in note for note in shelf.passed_over] == [
        True
    ] * 2


def test_only_what_was_left_of_our_own_files_is_swept_away(tmp_path: Path) -> None:
    theirs = [tmp_path / name for name in (".eslintrc.json.1", ".bashrc.json.20240101", ".notes-1.json.7")]
    ours = [tmp_path / "mill" / ".autosave-000001.json.77", tmp_path / ".preferences.json.77"]
    Shelf(tmp_path, "mill").save(walked(1))
    for path in (*theirs, *ours):
        path.write_bytes(b"{}")
        os.utime(path, (0, 0))
    Shelf(tmp_path, "mill").save(walked(2))
    assert [path.exists() for path in (*theirs, *ours)] == [True] * 3 + [False] * 2

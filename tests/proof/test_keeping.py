"""Verdicts that are kept: for as long as the logic is the same, and never for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.verdicts import Clock, verdict_on
from game.proof import keeping
from game.proof.model.logic import logic_of
from game.proof.search.experience import Experience
from game.story.load import load
from game.story.story import Story
from tests.stories import story, write

HOUSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is light.}
scenes:
  hall:
    passage: It is quiet.
    choices:
      light: {text: Light, set: lit}
      on: {text: On, when: lit, goto: out, passage: "She goes.[if lit] It is bright.[else] It is dark.[end]"}
  out: {ending: end}
"""
WELL = HOUSE.replace("[else] It is dark.", "")
"""The house without the text that nobody reads, for which the verdict has a warning."""
PROSE = [("It is quiet.", "It is loud."), ("text: Light", "text: Lamp"), ("It is bright", "It is white"),
         ("title: S", "title: T"), ("hall:\n", "# a comment\n  hall:\n")]  # fmt: skip
LOGIC = [("set: lit", "clear: lit"), ("when: lit", "when: not lit"), ("[if lit]", "[if visited(hall)]"),
         ("goto: out, ", "goto: hall, "), ("light: {", "lamp: {"), ("set: lit", "set: lit, sticky: yes")]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PROSE)
def test_a_change_of_words_is_no_change_of_logic(old: str, new: str) -> None:
    assert logic_of(story(HOUSE.replace(old, new))) == logic_of(story(HOUSE))


@pytest.mark.parametrize(("old", "new"), LOGIC)
def test_a_change_of_logic_is_one(old: str, new: str) -> None:
    assert logic_of(story(HOUSE.replace(old, new))) != logic_of(story(HOUSE))


def loaded(folder: Path) -> Story:
    """The story in a folder, which has no errors."""
    found = load(folder).story
    assert found is not None
    return found


def is_kept(folder: Path, cache: Path, text: str = HOUSE) -> bool:
    """Proves a story; whether the verdict was kept from before."""
    write(folder, text)
    return verdict_on(loaded(folder), folder, cache=cache).is_kept


def test_a_verdict_is_kept_until_the_logic_changes(tmp_path: Path) -> None:
    story_folder, cache = tmp_path / "s", tmp_path / "cache"
    assert not is_kept(story_folder, cache, WELL)
    assert is_kept(story_folder, cache, WELL.replace("It is quiet.", "It is loud."))
    assert not is_kept(story_folder, cache, WELL.replace("set: lit", "set: lit, sticky: yes"))


def test_a_verdict_that_quotes_the_story_is_kept_for_its_words_only(tmp_path: Path) -> None:
    folder, cache = tmp_path / "s", tmp_path / "cache"
    assert not is_kept(folder, cache)
    assert not is_kept(folder, cache, HOUSE.replace("It is quiet.", "It is loud."))


PROMISING = WELL.replace("scenes:", "evidence: {bill: {name: A bill, finding: Two ate., document: Two}}\nscenes:", 1)
PROMISING += (
    "promises: {light: {says: Nobody leaves in the dark., always: lit, by: visited(out)}}\n"
    "conclusions: {seen: {says: She was there., holds when: lit}}\n"
)
SAID = [("Nobody leaves in the dark.", "Whoever leaves has light."), ("She was there.", "She was in the house.")]


@pytest.mark.parametrize(("old", "new"), SAID, ids=["promise", "conclusion"])
def test_a_change_of_what_is_promised_in_words_is_no_change_of_logic(old: str, new: str) -> None:
    assert logic_of(story(PROMISING.replace(old, new))) == logic_of(story(PROMISING))


def test_a_broken_promise_is_told_in_the_words_that_it_has_by_then(tmp_path: Path) -> None:
    broken = PROMISING.replace("when: lit,", "").replace(*SAID[0])
    folder, cache = tmp_path / "s", tmp_path / "cache"
    told = []
    for text in (broken, broken.replace("Whoever leaves has light.", "It is never left dark.")):
        write(folder, text)
        found = verdict_on(loaded(folder), folder, cache=cache).findings
        told += [one.words for one in found if one.code == "promise-broken"]
    assert [words.partition("broken: ")[2] for words in told] == ["Whoever leaves has light.", "It is never left dark."]


def test_a_verdict_on_a_promise_that_says_nothing_is_kept(tmp_path: Path) -> None:
    text = WELL.replace("facts: {", "facts: {wet: It is wet., ")
    text += "promises: {dry: {says: It stays dry., never: wet, before: lit}}\n"
    folder = write(tmp_path / "s", text)
    first, again = (verdict_on(loaded(folder), folder, cache=tmp_path / "cache") for _ in range(2))
    assert [one.code for one in first.findings] == ["promise-empty"]
    assert again.is_kept
    assert [one.goal and one.goal.at for one in again.findings] == [one.goal and one.goal.at for one in first.findings]


def test_what_is_proved_anew_takes_the_place_of_what_is_kept(tmp_path: Path) -> None:
    folder, cache = write(tmp_path / "s", HOUSE), tmp_path / "cache"
    assert not is_kept(folder, cache)
    (file,) = cache.glob("*.json")
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert not verdict_on(loaded(folder), folder, cache=cache, anew=True).is_kept
    assert (file.stat().st_mtime_ns, file.stat().st_ino) != before
    assert is_kept(folder, cache)


def test_what_is_proved_anew_asks_nothing_of_earlier_proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = write(tmp_path / "s", HOUSE), tmp_path / "cache"
    asked: list[Path] = []
    monkeypatch.setattr(Experience, "read", lambda _, path: asked.append(path))
    verdict_on(loaded(folder), folder, cache=cache, anew=True)
    assert asked == []
    verdict_on(loaded(write(folder, WELL)), folder, cache=cache)
    assert len(asked) == 1


def test_a_file_that_is_too_large_is_none_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_kept(tmp_path / "s", tmp_path / "cache")
    (path,) = (tmp_path / "cache").glob("*.json")
    monkeypatch.setattr(keeping, "MOST_BYTES", path.stat().st_size - 1)
    assert not is_kept(tmp_path / "s", tmp_path / "cache")


def test_what_is_kept_is_what_was_found(tmp_path: Path) -> None:
    text = HOUSE.replace("set: lit}", "set: lit}\n      trap: {text: Trap, goto: pit}")
    text = text.replace("  out:", "  pit: {choices: {stay: {text: Stay, sticky: yes}}}\n  out:")
    folder = write(tmp_path / "s", text)
    first, again = (verdict_on(loaded(folder), folder, cache=tmp_path / "cache") for _ in range(2))
    assert again.is_kept
    assert first.errors
    assert [(one.code, one.words, one.why, one.route) for one in again.findings] == [
        (one.code, one.words, one.why, one.route) for one in first.findings
    ]
    assert [one.goal and one.goal.words for one in again.findings] == [
        one.goal and one.goal.words for one in first.findings
    ]


def spoil(text: str, how: str) -> str:
    data = json.loads(text)
    match how:
        case "cut short":
            return text[: len(text) // 2]
        case "empty":
            return ""
        case "another list":
            return "[1, 2]"
        case "a finding taken away":
            data["verdict"]["findings"] = []
        case "more in it":
            data["more"] = 1
        case "another logic":
            data["logic"] = "0" * 64
        case _:
            data["verdict"]["stages"][0]["is_answered"] = False
    return json.dumps(data, separators=(",", ":"))


@pytest.mark.parametrize(
    "how", ["cut short", "empty", "another list", "a finding taken away", "more in it", "another logic", "not answered"]
)
def test_a_file_that_is_not_as_it_was_written_is_not_believed(tmp_path: Path, how: str) -> None:
    broken = HOUSE.replace(" when: lit,", " when: lit and not visited(hall),")
    folder, cache = tmp_path / "s", tmp_path / "cache"
    assert not is_kept(folder, cache, broken)
    (path,) = cache.glob("*.json")
    path.write_text(spoil(path.read_text("utf-8"), how), encoding="utf-8")
    assert not is_kept(folder, cache, broken)
    assert is_kept(folder, cache, broken)


def test_without_a_folder_to_write_in_it_is_proved_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert not is_kept(tmp_path / "s", tmp_path / "cache")
    assert not is_kept(tmp_path / "s", tmp_path / "cache")


def test_what_was_stopped_is_not_kept(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", HOUSE)
    stopped = verdict_on(loaded(folder), folder, Clock(0.0), tmp_path / "cache")
    assert stopped is not None
    assert stopped.stopped
    assert not is_kept(folder, tmp_path / "cache")

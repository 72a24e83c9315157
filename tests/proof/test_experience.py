"""What earlier proofs have found out makes the next one shorter, and never another one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.investigate import investigate
from game.proof.search.experience import Experience
from game.proof.trials.plays import Plays
from game.proof.verdict import Verdict
from tests.proof.random_stories import conditions, effects, examples, rules_of, texts
from tests.stories import story

WAYS = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is light., open: It is open., seen: It was seen.}
scenes:
  hall:
    choices:
      light: {text: Light, set: lit}
      look: {text: Look, when: lit, set: seen}
      on: {text: On, goto: yard}
  yard:
    passage: "[if lit]A[end][if seen]B[end]"
    choices:
      out: {text: Out, goto: out}
  out: {ending: end}
promises:
  light: {says: Nothing is seen in the dark., never: seen, before: lit}
"""


def said(verdict: Verdict) -> object:
    """What a verdict says, but for the plays that show it: of several as short any one will do."""
    findings = sorted((one.code, one.is_error, one.words) for one in verdict.findings if one.code != "dead-end")
    traps = [one for one in verdict.findings if one.code == "dead-end"]
    return verdict.outcome, findings, bool(traps), verdict.reached, verdict.promises, verdict.undecided


def edited(text: str, scene: str, key: str, value: object) -> str:
    """The story with one key of the first choice of a scene changed, or with one effect of the scene itself."""
    data = json.loads(text)
    made = data["scenes"][scene]
    if key in ("when", "sticky"):
        made = next(iter(made["choices"].values()))
    made[key] = value
    return json.dumps(data)


edits = st.one_of(
    st.tuples(st.just("when"), conditions),
    st.tuples(st.just("sticky"), st.just("yes")),
    effects().filter(bool).map(lambda some: next(iter(some.items()))),
)


def test_after_an_edit_the_verdict_is_as_from_nothing() -> None:
    @examples(10)
    @given(texts(), st.sampled_from(["hall", "yard", "loft"]), edits)
    def check(text: str, scene: str, edit: tuple[str, object]) -> None:
        before, after = rules_of(text), rules_of(edited(text, scene, *edit))
        experience = Experience(before.layout)
        investigate(before, experience=experience)
        taken = Experience(after.layout)
        taken.take(experience.written())
        assert said(investigate(after, experience=taken)) == said(investigate(after))

    check()


def test_what_is_kept_answers_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules(story(WAYS))
    first = Experience(rules.layout)
    investigate(rules, experience=first)
    first.write(tmp_path / "kept")
    assert first.plays

    def never(*_: object) -> None:
        raise AssertionError("nothing is looked for that is known")

    monkeypatch.setattr(Plays, "explore", never)
    monkeypatch.setattr(Plays, "aim", never)
    again = Experience(rules.layout)
    again.read(tmp_path / "kept")
    assert investigate(rules, experience=again).outcome == "proved"


def test_the_bits_that_have_told_are_kept_by_name() -> None:
    rules = Rules(story(WAYS))
    experience = Experience(rules.layout)
    experience.note("it", rules.layout.mask("lit", "seen"))
    other = Rules(story(WAYS.replace("facts: {lit:", "facts: {more: It is more., lit:")))
    taken = Experience(other.layout)
    taken.take(experience.written())
    assert taken.told("it") == other.layout.mask("lit", "seen")
    assert taken.told("another") == 0


def test_what_answers_a_question_takes_the_place_of_what_told_that_nothing_does() -> None:
    rules = Rules(story(WAYS))
    experience = Experience(rules.layout)
    experience.note("it", rules.layout.mask("lit"))
    experience.answered("it", (Choose("light"),))
    assert experience.told("it") == 0
    experience.note("it", rules.layout.mask("lit"))
    assert "it" not in experience.answers


def test_what_a_whole_proof_has_not_asked_about_is_forgotten(tmp_path: Path) -> None:
    rules = Rules(story(WAYS))
    old = Experience(rules.layout)
    old.note("gone", rules.layout.mask("lit"))
    old.note("there", rules.layout.mask("lit"))
    old.answered("gone too", (Choose("light"),))
    stopped, whole = (Experience(rules.layout) for _ in range(2))
    for one, is_whole in ((stopped, False), (whole, True)):
        one.take(old.written())
        one.told("there")
        one.write(tmp_path / "kept", is_whole=is_whole)
        one.read(tmp_path / "kept")
    names = ("gone", "there")
    assert [bool(stopped.told(name)) for name in names] == [True, True]
    assert [bool(whole.told(name)) for name in names] == [False, True]
    assert list(stopped.answers) == ["gone too"]
    assert not whole.answers


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"plays": [[1]], "answers": {}, "told": {}}', b"\xff"])
def test_what_cannot_be_read_is_no_experience(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "kept").write_bytes(data)
    experience = Experience(Rules(story(WAYS)).layout)
    experience.read(tmp_path / "kept")
    assert experience.plays == []


def test_wrong_plays_and_bits_do_no_harm() -> None:
    rules = Rules(story(WAYS))
    experience = Experience(rules.layout)
    experience.plays = [(Choose("nowhere"), Choose("on"), Choose("on"))]
    experience.answers = {"knows without any evidence": (Choose("off"),)}
    experience.note("promise: what the promise “light” rules out (light, 0)", rules.layout.mask("open"))
    assert said(investigate(rules, experience=experience)) == said(investigate(rules))

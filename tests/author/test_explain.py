"""`check --explain`: the page of a problem, without the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game.proof
from game.author.check import explain
from game.author.manual.problems import proved_of
from game.story.problems import PROBLEMS, PROVED
from tests.command import called
from tests.stories import problems

MENDS = {code: page.mend for code, page in PROBLEMS.items()} | {code: page.mend for code, page in PROVED.items()}


@pytest.mark.parametrize("code", MENDS)
def test_every_code_has_a_page(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(code) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"## {code}\n")
    assert MENDS[code] in printed


def test_the_brackets_of_a_message_may_stay() -> None:
    assert explain("[unknown-name]") == 0


def test_a_code_that_there_is_not_is_one_line_with_the_nearest() -> None:
    done = called("check", "--explain", "unknown-nmae")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "perfect-mother: there is no problem “unknown-nmae”; did you mean “unknown-name”?\n"


@pytest.mark.parametrize("code", PROVED)
def test_what_only_the_proof_can_see_has_an_example_that_it_sees(code: str) -> None:
    assert problems(PROVED[code].example) == []
    first, *_ = proved_of(PROVED[code].example).splitlines()
    assert first.endswith(f" [{code}]")


def test_every_code_of_the_proof_has_a_page() -> None:
    files = Path(game.proof.__file__).parent.rglob("*.py")
    reported = {code for path in files for code in re.findall(r'Finding\(\s*"([a-z-]+)"', path.read_text("utf-8"))}
    assert reported == PROVED.keys()

"""`check --explain`: the page of a problem, without the manual."""

from __future__ import annotations

import pytest

from game.author.check import explain
from game.story.problems import PROBLEMS
from tests.command import perfect_mother


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_code_has_a_page(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(code) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"## {code}\n")
    assert PROBLEMS[code].mend in printed


def test_the_brackets_of_a_message_may_stay() -> None:
    assert explain("[unknown-name]") == 0


def test_a_code_that_there_is_not_is_one_line_with_the_nearest() -> None:
    done = perfect_mother("check", "--explain", "unknown-nmae")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "there is no problem “unknown-nmae”; did you mean “unknown-name”?\n"

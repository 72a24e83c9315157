"""The schema beside a story, for editors: brought up to date, and never put there unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.check import check
from tests.stories import HALL, HEAD, write


@pytest.mark.parametrize(("there", "is_renewed"), [(True, True), (False, False)])
def test_check_brings_the_schema_beside_a_story_up_to_date_and_makes_none(
    tmp_path: Path, *, there: bool, is_renewed: bool
) -> None:
    path = write(tmp_path, HEAD + HALL) / "story.schema.json"
    if there:
        path.write_text("{}", encoding="utf-8")
    assert check(tmp_path, "text") == 0
    assert path.is_file() == is_renewed
    assert not there or '"hall"' in path.read_text(encoding="utf-8")

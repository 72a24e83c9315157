"""The schema beside a story: brought up to date, and never put where it was not asked for."""

from __future__ import annotations

import json
from pathlib import Path

from game.author.schema import SCHEMA, renew, schema_text

NAMES = {"scenes": {"hall", "attic"}}


def test_a_schema_that_is_there_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / SCHEMA
    path.write_text("{}", encoding="utf-8")
    renew(tmp_path, NAMES)
    assert json.loads(path.read_text(encoding="utf-8"))["$defs"]["scenes"]["enum"] == ["attic", "hall"]


def test_nobody_is_given_a_schema_who_has_none(tmp_path: Path) -> None:
    renew(tmp_path, NAMES)
    assert list(tmp_path.iterdir()) == []


def test_a_schema_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / SCHEMA
    path.write_text(schema_text(NAMES), encoding="utf-8")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    renew(tmp_path, NAMES)
    assert path.stat().st_mtime_ns == before

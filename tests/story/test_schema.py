"""The JSON Schema: what the reader reads it takes, what the reader refuses it refuses, and it knows the names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import fields

from game.story import model
from game.story.load import load
from game.story.reader import is_model, key_of
from game.story.schema import field_docs, schema
from tests.command import called
from tests.stories import SCENES
from tests.story.editors import as_editors_read
from tests.story.slips import STORY


def errors(value: Any, rule: dict[str, Any]) -> list[str]:
    """Where a value breaks a schema, as a validator that is not ours finds it."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(rule).iter_errors(value)]


def names_of(folder: Path) -> dict[str, list[str]]:
    return {section: sorted(names) for section, names in load(folder).defined.items()}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return schema(names_of(SCENES))


@pytest.mark.parametrize("old", [False, True], ids=["YAML 1.2", "YAML 1.1"])
@pytest.mark.parametrize("path", sorted(path.relative_to(SCENES) for path in SCENES.rglob("*.yaml")), ids=str)
def test_every_shipped_file_fits_the_schema(path: Path, old: bool, shipped: dict[str, Any]) -> None:
    value = as_editors_read((SCENES / path).read_text(encoding="utf-8"), old=old)
    assert errors(value, shipped) == []


def test_the_small_story_fits_the_schema(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY, encoding="utf-8")
    rule = schema(names_of(tmp_path))
    assert errors(as_editors_read(STORY), rule) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    title: The yard", "    titel: The yard"),
        ("says: I slept.", "say: I slept."),
        ("start: yard", "start: yrad"),
        ("goto: room", "goto: rom"),
        ("      - road", "      - roda"),
        ("meet: [anne, ben]", "meet: [anne, bne]"),
        ("find: bill", "find: bil"),
        ("{trust: +1}", "{trsut: +1}"),
        ("{trust: +1}", "{trust: 0.5}"),
        ("{anne_1.noon: bill}", "{anne_1.non: bill}"),
        ("keeps: anne_1.night", "keeps: anne_1.nigth"),
        ("ending: over", "ending: ovre"),
        ("to: 5", "to: five"),
        ("sticky: yes", "sticky: sure"),
        ("title: The yard", "title: [The yard]"),
        ("places: {mill: The mill}", "places: {Mill: The mill}"),
        ("scenes:\n", "scens:\n"),
    ],
)
def test_a_slip_does_not_fit_the_schema(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY, encoding="utf-8")
    rule = schema(names_of(tmp_path))
    assert STORY.count(old) >= 1
    assert errors(as_editors_read(STORY.replace(old, new, 1)), rule) != []


def test_the_schema_is_one_itself(shipped: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(shipped)
    assert shipped["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]


def test_an_enumeration_stands_once(shipped: dict[str, Any]) -> None:
    assert json.dumps(shipped).count(json.dumps(names_of(SCENES)["scenes"])) == 1


def test_the_names_of_the_story_are_enumerated(shipped: dict[str, Any]) -> None:
    names = names_of(SCENES)
    found = json.dumps(shipped)
    for section in ("scenes", "people", "evidence", "claims", "accounts", "endings"):
        assert json.dumps(names[section])[1:-1] in found


def test_without_names_references_are_any_text() -> None:
    rule = schema()
    assert errors(as_editors_read(STORY.replace("goto: room", "goto: nowhere")), rule) == []


def _classes() -> list[type]:
    return [found for found in vars(model).values() if isinstance(found, type) and is_model(found)]


@pytest.mark.parametrize("found", _classes(), ids=lambda found: found.__name__)
def test_every_field_has_its_sentence(found: type) -> None:
    docs = field_docs(found)
    for item in fields(found):
        assert docs[item.name].strip().endswith((".", "”"))


def test_what_the_schema_says_of_a_key_is_one_line() -> None:
    said = re.findall(r'"description": (".*?[^\\]")', json.dumps(schema()))
    assert len(said) > 100
    assert [line for line in said if re.search(r"\\n|  ", line)] == []


def test_the_schema_describes_every_key() -> None:
    rule = schema()
    assert all("enum" not in definition for definition in rule["$defs"].values())
    for definition in rule["$defs"].values():
        mapping = next(option for option in definition.get("anyOf", [definition]) if "properties" in option)
        assert mapping["description"]
        assert all(entry["description"] for entry in mapping["properties"].values())


def test_keys_are_the_fields_with_blanks() -> None:
    assert (key_of("opens_when"), key_of("from_"), key_of("text")) == ("opens when", "from", "text")


def test_the_command_writes_json_that_knows_the_names() -> None:
    done = called("schema", str(SCENES))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == schema(names_of(SCENES))


def test_a_file_that_cannot_be_read_leaves_the_names_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("scenes: {attic: {passage: 'It is", encoding="utf-8")
    rule = json.loads(called("schema", str(tmp_path)).stdout)
    assert rule == schema(names_of(tmp_path))
    assert "yard" in rule["$defs"]["scenes"]["enum"]


def test_a_story_with_errors_gives_the_names_that_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY.replace("goto: room", "goto: rom"), encoding="utf-8")
    done = called("schema", str(tmp_path))
    assert done.returncode == 0
    assert '"yard"' in done.stdout

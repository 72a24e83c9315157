"""The JSON Schema: what the reader reads it takes, what the reader refuses it refuses, and it knows the names."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from game.story import model, tree
from game.story.load import load
from game.story.reader import key_of
from game.story.schema import field_docs, schema
from game.story.source import Source
from tests.command import perfect_mother
from tests.stories import SCENES
from tests.story.slips import STORY

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
}


def errors(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """Where a value breaks a rule: a checker for as much of JSON Schema as ours uses, and no more."""
    unknown = set(rule) - {
        "$ref", "$schema", "$defs", "title", "description", "type", "enum", "pattern", "anyOf", "items", "properties",
        "required", "additionalProperties", "propertyNames",
    }  # fmt: skip
    assert not unknown, f"the checker does not know {unknown}"
    found: list[str] = []
    if "$ref" in rule:
        found += errors(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in rule and all(errors(value, option, root, path) for option in rule["anyOf"]):
        found.append(f"{path}: fits none of the forms")
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{path}: {value!r} is none of the names")
    if "type" in rule:
        kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        if not any(
            isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool)) for kind in kinds
        ):
            found.append(f"{path}: {value!r} is no {kinds}")
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        found.append(f"{path}: {value!r} does not fit the pattern")
    if isinstance(value, list) and "items" in rule:
        found += [error for n, item in enumerate(value) for error in errors(item, rule["items"], root, f"{path}[{n}]")]
    if isinstance(value, dict):
        found += _mapping_errors(value, rule, root, path)
    return found


def _mapping_errors(value: dict[str, Any], rule: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    found = [f"{path}: needs {key}" for key in rule.get("required", ()) if key not in value]
    for key, item in value.items():
        if "propertyNames" in rule:
            found += errors(key, rule["propertyNames"], root, f"{path}.{key}")
        inner = rule.get("properties", {}).get(key, rule.get("additionalProperties", True))
        if inner is False:
            found.append(f"{path}: has no key {key}")
        elif inner is not True:
            found += errors(item, inner, root, f"{path}.{key}")
    return found


def as_editors_read(text: str, *, old: bool = False) -> Any:
    """A file as editors hand it to a schema: with the values of YAML 1.2, or those of 1.1, in which yes is true."""
    root, _ = tree.parse(Source("f.yaml", text))
    return _value(root, old) if root else {}


def _value(node: tree.Node, old: bool) -> Any:
    match node:
        case tree.Mapping():
            return {key: _value(value, old) for key, (_, value) in node.entries.items()}
        case tree.Sequence():
            return [_value(item, old) for item in node.items]
        case tree.Text():
            return node.value if node.style else _scalar(node.value, old)


def _scalar(text: str, old: bool) -> Any:
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text):
        return float(text)
    if text.lower() in ("true", "false") or (old and text.lower() in ("yes", "no", "on", "off")):
        return text.lower() in ("true", "yes", "on")
    if text in ("", "~", "null"):
        return None
    return text


def names_of(folder: Path) -> dict[str, list[str]]:
    return {section: sorted(names) for section, names in load(folder).defined.items()}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return schema(names_of(SCENES))


@pytest.mark.parametrize("old", [False, True], ids=["YAML 1.2", "YAML 1.1"])
@pytest.mark.parametrize("path", sorted(path.relative_to(SCENES) for path in SCENES.rglob("*.yaml")), ids=str)
def test_every_shipped_file_fits_the_schema(path: Path, old: bool, shipped: dict[str, Any]) -> None:
    value = as_editors_read((SCENES / path).read_text(encoding="utf-8"), old=old)
    assert errors(value, shipped, shipped) == []


def test_the_small_story_fits_the_schema(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY, encoding="utf-8")
    rule = schema(names_of(tmp_path))
    assert errors(as_editors_read(STORY), rule, rule) == []


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
    assert errors(as_editors_read(STORY.replace(old, new, 1)), rule, rule) != []


def test_the_names_of_the_story_are_enumerated(shipped: dict[str, Any]) -> None:
    names = names_of(SCENES)
    found = json.dumps(shipped)
    for section in ("scenes", "people", "evidence", "claims", "accounts", "endings"):
        assert json.dumps(names[section])[1:-1] in found


def test_without_names_references_are_any_text() -> None:
    rule = schema()
    assert errors(as_editors_read(STORY.replace("goto: room", "goto: nowhere")), rule, rule) == []


def _classes() -> list[type]:
    return [found for found in vars(model).values() if isinstance(found, type) and is_dataclass(found)]


@pytest.mark.parametrize("found", _classes(), ids=lambda found: found.__name__)
def test_every_field_has_its_sentence(found: type) -> None:
    docs = field_docs(found)
    for item in fields(found):
        assert docs[item.name].strip().endswith((".", "”"))


def test_the_schema_describes_every_key() -> None:
    rule = schema()
    for definition in rule["$defs"].values():
        mapping = next(option for option in definition.get("anyOf", [definition]) if "properties" in option)
        assert mapping["description"]
        assert all(entry["description"] for entry in mapping["properties"].values())


def test_keys_are_the_fields_with_blanks() -> None:
    assert (key_of("opens_when"), key_of("from_"), key_of("text")) == ("opens when", "from", "text")


def test_the_command_writes_json_that_knows_the_names() -> None:
    done = perfect_mother("schema", str(SCENES))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == schema(names_of(SCENES))


def test_a_story_with_errors_gives_the_names_that_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY.replace("goto: room", "goto: rom"), encoding="utf-8")
    done = perfect_mother("schema", str(tmp_path))
    assert done.returncode == 0
    assert '"yard"' in done.stdout

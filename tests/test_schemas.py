"""The JSON Schemas: they accept the built-in workspace and refuse what the program refuses."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reports.cli.schemas import schema_of
from reports.diagnostics import Findings
from reports.files.yaml import read_yaml

ROOT = Path(__file__).parent.parent
FILES = {
    "facts": ["seeds/facts.yaml"],
    "glossary": ["seeds/glossary.yaml"],
    "audience": sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("templates/audiences/*/audience.yaml")),
    "report": sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("templates/*/report.yaml")),
    "charts": ["templates/charts.yaml"],
    "brand": ["templates/brand/brand.yaml"],
}


def _plain(value: Any) -> Any:
    """Numbers as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def _read(path: str) -> Any:
    file = read_yaml(ROOT / path, path, Findings())
    assert file is not None
    return _plain(file.value)


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in FILES.items() for path in paths])
def test_the_workspace_is_valid_and_its_files_name_their_schema(name: str, path: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    jsonschema.validate(_read(path), schema_of(name), cls=jsonschema.Draft202012Validator)
    first = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert first.endswith(f"out/.schema/{name}.json")


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_field_is_refused(name: str) -> None:
    value = copy.deepcopy(_read(FILES[name][0]))
    value["nonsense"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, schema_of(name), cls=jsonschema.Draft202012Validator)

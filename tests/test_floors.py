"""A module imports only from the floors below its own, and heavy libraries only where they are needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reports"

FLOORS = {
    "diagnostics": 0, "periods": 0, "characters": 0, "numerals": 0, "reading": 0, "disk": 0, "pixels": 0, "xml_text": 0,
    "manifest": 1, "package": 1, "excerpts": 1, "pdf": 1, "languages": 1, "yaml_reader": 1, "document": 1, "opening": 1,
    "facts": 2, "brand": 2, "fit": 2, "foreign": 2, "word_marks": 2,
    "brand.word_reference": 2.2, "brand.powerpoint_reference": 2.2,
    "workspace": 2.5, "wording": 2.5,
    "charts": 3, "reader": 3, "selection": 3,
    "drawing": 4, "templates": 4, "citations": 4, "agreement": 4, "proofreading": 4, "pairing": 4, "slides": 4,
    "compose": 5, "budgets": 5, "writers.word": 5, "writers.powerpoint": 5,
    "writers": 6, "checking": 6.5, "auditing": 6, "listing": 6, "schemas": 6, "starting": 6,
    "importing": 6.2,
    "office": 6.2, "pagination": 6.4, "printing": 6.4, "planning": 6.4,
    "audiences": 6.5,
    "pipeline": 7,
    "cli": 8,
    "__main__": 9,
}  # fmt: skip

LATE = {"cli", "pipeline", "writers", "__main__"}
"""Modules that may import inside functions, so that nothing loads what it does not use."""


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _floor_name(module: str) -> str:
    name = ".".join(module.split(".")[:2])
    return name if name in FLOORS else module.split(".")[0]


def _imports(path: Path) -> list[tuple[str, bool]]:
    """The package's modules that a file imports, and whether at its top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("reports"):
            names = [node.module] if node.module != "reports" else [f"reports.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("reports.")]
        found += [(name.removeprefix("reports."), node in tree.body) for name in names]
    return found


FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py" and "examples" not in path.parts
)


@pytest.mark.parametrize("path", FILES, ids=[_module(path) for path in FILES])
def test_a_module_imports_only_from_below(path: Path) -> None:
    own = _floor_name(_module(path))
    assert own in FLOORS, f"{own} has no floor"
    for imported, at_top in _imports(path):
        other = _floor_name(imported)
        if other == own:
            continue
        assert FLOORS[other] < FLOORS[own], f"{own} (floor {FLOORS[own]}) imports {other} (floor {FLOORS[other]})"
        assert at_top or own in LATE, f"{own} imports {other} inside a function"


def test_every_floor_is_still_a_module() -> None:
    modules = {_floor_name(_module(path)) for path in FILES}
    assert modules == set(FLOORS)


def _loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import reports.__main__", {"click", "pydantic", "jinja2", "yaml", "lxml", "matplotlib", "rich"}),
        ("import reports.cli", {"pydantic", "jinja2", "matplotlib", "rich", "lxml"}),
        ("import reports.checking", {"matplotlib", "numpy", "lxml", "fontTools", "PIL", "rich"}),
        ("import reports.pipeline", {"matplotlib", "numpy", "fontTools", "PIL"}),
    ],
)
def test_nothing_loads_what_it_does_not_use(statement: str, absent: set[str]) -> None:
    loaded = _loaded_by(statement)
    assert not loaded & absent

"""A room imports only from the rooms above it in this list, and heavy libraries load only where they are needed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reports"

ROOMS = (
    "diagnostics",
    "languages",
    "files",
    "document",
    "facts",
    "workspace",
    "brand",
    "charts",
    "templates",
    "word",
    "powerpoint",
    "pipeline",
    "finished",
    "cli",
    "__main__",
)
"""The folders and files of the package, lowest first."""

LATE = {"cli", "pipeline", "__main__"}
"""Rooms that may import inside functions, so that nothing loads what it does not use."""


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _room(module: str) -> str:
    return module.split(".")[0]


FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py" and "examples" not in path.parts
)
MODULES = {_module(path) for path in FILES}


def _imports(path: Path) -> list[tuple[str, bool]]:
    """The package's modules that a file imports when it runs, and whether at its top."""
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
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "reports":
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name.removeprefix("reports.") in MODULES else node.module for name in names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("reports.")]
        found += [(name.removeprefix("reports."), node in tree.body) for name in names if name != "reports"]
    return found


@pytest.mark.parametrize("path", FILES, ids=[_module(path) for path in FILES])
def test_a_module_imports_only_from_rooms_above(path: Path) -> None:
    own = _room(_module(path))
    for imported, at_top in _imports(path):
        other = _room(imported)
        if other != own:
            assert ROOMS.index(other) < ROOMS.index(own), f"{own} imports {imported}"
            assert at_top or own in LATE, f"{own} imports {imported} inside a function"


def test_every_room_is_in_the_list() -> None:
    assert {_room(module) for module in MODULES} == set(ROOMS)


def test_no_room_has_the_name_of_a_function_of_the_api() -> None:
    import reports

    assert not set(ROOMS) & set(reports.__all__)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {_module(path): {name for name, top in _imports(path) if top and name in MODULES} for path in FILES}
    packages = {name for name in graph if (PACKAGE / name.replace(".", "/")).is_dir()}
    for name, imported in graph.items():  # a module imports its own package only in passing
        imported -= {package for package in packages if name.startswith(f"{package}.")}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def _types(path: Path) -> list[tuple[str, str]]:
    """The classes and type aliases of a module with their definitions; type variables are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [(node.name, f"class in {path}") for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, ast.unparse(node.value)
            if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name) and "TypeVar(" not in value:
                found.append((name, value))
    return found


def test_no_two_classes_or_type_aliases_share_a_name() -> None:
    """Two modules may define the same alias if they define it alike."""
    definitions: dict[str, set[str]] = {}
    for name, definition in (each for path in FILES for each in _types(path)):
        definitions.setdefault(name, set()).add(definition)
    assert len(definitions) > 200
    assert {name for name, found in definitions.items() if len(found) > 1} == set()


def _loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import reports", {"click", "pydantic", "jinja2", "yaml", "lxml", "matplotlib", "rich", "docx", "pptx"}),
        ("import reports.__main__", {"click", "pydantic", "jinja2", "yaml", "lxml", "matplotlib", "rich"}),
        ("import reports.files.manifest", {"dataclasses", "inspect", "hashlib", "tempfile"}),
        ("import reports.cli.commands", {"pydantic", "jinja2", "matplotlib", "rich", "lxml", "docx", "pptx"}),
        ("import reports.pipeline.check", {"matplotlib", "numpy", "lxml", "fontTools", "PIL", "rich", "docx", "pptx"}),
        ("import reports.charts.paint", {"pydantic", "yaml", "lxml", "reports.brand", "reports.facts"}),
        ("import reports.pipeline.build", {"matplotlib", "numpy", "fontTools", "PIL", "docx", "pptx"}),
    ],
)
def test_nothing_loads_what_it_does_not_use(statement: str, absent: set[str]) -> None:
    loaded = _loaded_by(statement)
    assert not loaded & absent

"""The README: its table of modules is that of the code, its links and pictures are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from test_floors import FLOORS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _docstring(module: str) -> str:
    path = ROOT / "reports" / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


def table_of_modules() -> str:
    """The table as the README must have it: floor, module, the first line of its docstring."""
    rows = ["| module | what goes in, what comes out |", "|---|---|"]
    for name, _floor in sorted(FLOORS.items(), key=lambda item: item[1]):
        rows.append(f"| `{name}` | {_docstring(name)} |")
    return "\n".join(rows)


def test_the_table_of_modules_is_that_of_the_code() -> None:
    written = README.split("<!-- modules -->\n")[1].split("\n<!-- /modules -->")[0]
    assert written == table_of_modules(), f"write into README.md:\n\n{table_of_modules()}"


def test_links_and_pictures_are_there() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    local = [target for target in targets if "://" not in target]
    assert len(local) >= 3
    for target in local:
        assert (ROOT / target).is_file(), target


def test_pictures_stay_small() -> None:
    for path in (ROOT / "docs/pictures").iterdir():
        assert path.stat().st_size < 300_000

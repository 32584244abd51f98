"""What stands in each file of the library, line by line, as tests/library/outlines holds it for a reviewer."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from conftest import LIBRARY
from outline import outline

FILES = ["report.vi.docx", "report.en.docx", "slides.vi.pptx", "slides.en.pptx"]


def _lines(text: str) -> list[str]:
    """The lines, with no-break spaces that can be seen: a line may differ in nothing else."""
    return text.replace("\u00a0", "~").split("\n")


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_its_outline_says(library_built: Path, name: str, request: pytest.FixtureRequest) -> None:
    accepted = LIBRARY / "outlines" / f"{name}.txt"
    found = outline(library_built / "general" / name)
    if request.config.getoption("--accept"):
        accepted.parent.mkdir(exist_ok=True)
        accepted.write_text(found, encoding="utf-8")
    told = accepted.read_text(encoding="utf-8") if accepted.is_file() else ""
    difference = unified_diff(
        _lines(told),
        _lines(found),
        f"tests/library/outlines/{accepted.name}",
        f"{name} as built",
        lineterm="",
    )
    shown = "\n".join(difference)
    if shown:
        pytest.fail(f"{shown}\n\nIf this is meant: pytest tests/test_outlines.py --accept", pytrace=False)


def test_each_outline_belongs_to_a_file() -> None:
    assert sorted(path.name for path in (LIBRARY / "outlines").iterdir()) == sorted(f"{name}.txt" for name in FILES)

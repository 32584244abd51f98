"""Templates of real organisations, where these are at hand: each is taken, holds the library's reports, and can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import ROOT, copy_library, missing, validator

from reports.pipeline.build import build
from reports.pipeline.trial import import_tried

FOLDER = Path(os.environ.get("SONGNGU_ORGANISATIONS", ROOT.parent / "shared/organisations"))
FILES = [path.name for path in sorted(FOLDER.glob("*.[dp][op][ct][tx]"))] if FOLDER.is_dir() else [""]
REPORTS = {".p": "slides", ".d": "report"}
WORST = 2
"""Points up to this weight are on reports that do not fit and on text that cannot be read."""
PALE = {"lo-Progress.pptx"}
"""Where text stands on a grey band of the file: each such place is told."""
NO_NUMBER = "Numbering definition '0' referenced but not found"
"""The number of no list takes a paragraph out of the list of its style (ECMA-376 part 1, 17.9.18)."""


@pytest.mark.office
@pytest.mark.parametrize("name", FILES)
def test_an_organisation_s_file_holds_the_reports(name: str, tmp_path: Path) -> None:
    if not name:
        missing("the folder with templates of organisations (SONGNGU_ORGANISATIONS)")
    root = copy_library(tmp_path / "w")
    imported = import_tried(FOLDER / name, root)
    told = [point.sentence for point in imported.points if point.weight <= WORST]
    assert all("contrast" in each for each in told) if name in PALE else not told
    built = build(root, reports=[REPORTS[Path(name).suffix[:2]]], languages=["vi"]).written
    for document in built:
        result = validator().validate(str(root / "out" / document))
        assert [text for error in result.errors if NO_NUMBER not in (text := str(error))] == []

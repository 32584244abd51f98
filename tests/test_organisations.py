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


@pytest.mark.office
@pytest.mark.parametrize("name", FILES)
def test_an_organisation_s_file_holds_the_reports(name: str, tmp_path: Path) -> None:
    if not name:
        missing("the folder with templates of organisations (SONGNGU_ORGANISATIONS)")
    root = copy_library(tmp_path / "w")
    imported = import_tried(FOLDER / name, root)
    assert [point.sentence for point in imported.points if point.weight <= WORST] == []
    built = build(root, reports=[REPORTS[Path(name).suffix[:2]]], languages=["vi"]).written
    for document in built:
        result = validator().validate(str(root / "out" / document))
        assert result.is_valid, [str(error) for error in result.errors][:5]

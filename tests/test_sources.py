"""The built-in facts against the documents that they were taken from, where these are at hand."""

from __future__ import annotations

import os
from pathlib import Path

from conftest import ROOT, missing

from reports.pipeline.check import check


def test_every_account_stands_on_its_line_and_every_printed_figure_is_accounted_for() -> None:
    folder = os.environ.get("SONGNGU_SOURCES")
    if folder is None:
        missing("the folder of the source documents (SONGNGU_SOURCES)")
        return
    assert check(ROOT, sources=Path(folder)) == []

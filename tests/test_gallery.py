"""The gallery of charts is what `python -m docs.gallery` makes of the example, with every kind and its picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from docs.gallery import DRAWING, PAGES, PICTURES, Shown, drawings, pages, shown
from reports.charts.kinds import KINDS

MOST_BYTES = 300_000
RENEW = "run python -m docs.gallery"


@pytest.fixture(scope="module")
def charts() -> list[Shown]:
    return shown()


def test_the_pages_are_those_that_the_command_makes(charts: list[Shown]) -> None:
    for path, text in pages(charts).items():
        assert path.read_text("utf-8") == text, RENEW


def test_each_kind_is_there_in_each_language(charts: list[Shown]) -> None:
    assert {(chart.kind, chart.language) for chart in charts} == {(kind, code) for kind in KINDS for code in PAGES}


def test_each_picture_shows_the_chart_as_it_is_drawn_now(charts: list[Shown], tmp_path: Path) -> None:
    hashes = drawings(charts, tmp_path)
    assert {*PICTURES.iterdir()} == {*hashes}, RENEW
    for path, drawing in hashes.items():
        with Image.open(path) as picture:
            assert picture.info[DRAWING] == drawing, f"{path.name}: {RENEW}"
        assert path.stat().st_size < MOST_BYTES

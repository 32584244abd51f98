"""The pages of the built-in briefings as LibreOffice sets them: how full, where headings stand, how many there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from conftest import Convert, make_workspace
from lxml import etree

from reports.pipeline.build import build

HOUSE = [f"{who}/briefing.{code}" for who in ("general", "localities", "partners", "public") for code in ("vi", "en")]
OFFICIAL = [f"leaders/briefing.{code}" for code in ("vi", "en")]
TWINS = "general/briefing.vi-en"
ALL = [*HOUSE, *OFFICIAL, TWINS]
MARGIN = 60
"""Points at the foot of a page where nothing of the text stands."""
FULL, LINE = 842 - 60, 15
"""Where the text of a page may end, and the height of a line, in points."""


class Line(NamedTuple):
    """A printed line: where it ends, in points from the top of the page, and its words."""

    end: float
    text: str


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The briefings of the built-in workspace as it is, with their citations in a list."""
    folder = tmp_path_factory.mktemp("briefings")
    make_workspace(folder / "journey", "journey")
    build(folder / "journey", reports=["briefing"], all_audiences=True)
    build(folder / "journey", reports=["briefing"], languages=["vi-en"])
    return folder / "journey/out"


@pytest.fixture(scope="module")
def pages(
    briefings: Path, convert: Convert, program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[list[Line]]]:
    """The lines of each page of each briefing, from the top down."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{name.replace('/', '-')}.docx" for name in ALL}
    for name, copy in files.items():
        shutil.copy(briefings / f"{name}.docx", copy)
    convert("pdf", folder, *files.values())
    return {name: _pages(copy.with_suffix(".pdf"), program("pdftotext")) for name, copy in files.items()}


def _pages(pdf: Path, program: str) -> list[list[Line]]:
    printed = subprocess.run([program, "-bbox-layout", str(pdf), "-"], capture_output=True, check=True).stdout
    root = etree.fromstring(printed, etree.XMLParser(recover=True, huge_tree=True))
    return [sorted(_lines(page)) for page in root.iter("{*}page")]


def _lines(page: etree._Element) -> list[Line]:
    low = float(page.get("height")) - MARGIN
    lines = [Line(float(line.get("yMax")), _squeezed("".join(line.itertext()))) for line in page.iter("{*}line")]
    return [line for line in lines if line.end < low]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _headings(path: Path) -> set[str]:
    """The texts of the headings, without spaces."""
    styled = (each for each in docx.Document(str(path)).paragraphs if (each.style.name or "").startswith("Heading"))
    return {_squeezed(each.text) for each in styled}


@pytest.mark.parametrize("name", ALL)
def test_no_page_is_left_half_empty_and_with_one_language_not_a_third(
    pages: dict[str, list[list[Line]]], name: str
) -> None:
    *inner, last = pages[name]
    assert len(inner) > 3
    assert last
    ends = {number: page[-1].end for number, page in enumerate(inner, 1)}
    official = range(3, 5) if name in OFFICIAL else ()  # before an annex, which begins a page of its own
    least = FULL / 2 if name == TWINS else FULL * 2 / 3  # side by side, a chart is high and does not break
    assert {number: end for number, end in ends.items() if end < least and number not in official} == {}


@pytest.mark.parametrize("name", [*HOUSE, *OFFICIAL])
def test_no_heading_is_the_last_line_of_a_page(pages: dict[str, list[list[Line]]], briefings: Path, name: str) -> None:
    headings = _headings(briefings / f"{name}.docx")
    assert len(headings) > 5
    ends = [line.text for page in pages[name][1:] for line in page[-2:]]  # contents end the first one
    assert [end for end in ends if end in headings] == []


@pytest.mark.parametrize("name", ["general/briefing.vi", "general/briefing.en"])
def test_the_first_page_keeps_two_lines_free(pages: dict[str, list[list[Line]]], name: str) -> None:
    """Other programs set some lines lower, and the text begins on a page of its own."""
    assert pages[name][0][-1].end < FULL - 2 * LINE


@pytest.mark.parametrize(
    ("name", "most"),
    [(TWINS, 22), ("general/briefing.vi", 16), ("general/briefing.en", 17), ("partners/briefing.en", 12)],
)
def test_briefings_stay_as_short_as_they_are(pages: dict[str, list[list[Line]]], name: str, most: int) -> None:
    assert 5 < len(pages[name]) <= most


@pytest.mark.parametrize("name", HOUSE)
def test_lines_are_short_enough_to_read(pages: dict[str, list[list[Line]]], name: str) -> None:
    """75 to 80 letters with spaces: about 68 without."""
    lengths = sorted(len(line.text) for page in pages[name][1:] for line in page if len(line.text) > 20)
    assert lengths[len(lengths) * 9 // 10] < 75

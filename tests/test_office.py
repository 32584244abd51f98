"""The finished files in the hands of others: validators, LibreOffice, pandoc, the fonts that a reader sees."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Convert
from lxml import etree
from outline import outline

WORD = ["briefing.vi.docx", "briefing.en.docx"]
SLIDES = ["deck.vi.pptx", "deck.en.pptx"]
ALL = WORD + SLIDES
MEANT = {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic"}
"""What stands in for Arial where Arial is not installed: the same widths, and every Vietnamese letter."""


@pytest.fixture(scope="session")
def pdfs(built: Path, tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> Path:
    """The four files as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("pdf")
    convert("pdf", folder, *(built / "general" / name for name in ALL))
    for name in ALL:
        (folder / name).with_suffix(".pdf").rename(folder / f"{name}.pdf")
    return folder


@pytest.mark.parametrize("name", ALL)
def test_no_part_is_missing_or_named_twice(built: Path, name: str) -> None:
    with zipfile.ZipFile(built / "general" / name) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for part in (n for n in names if n.endswith(".rels")):
            base = Path(part).parent.parent
            for relation in etree.fromstring(archive.read(part)):
                if relation.get("TargetMode") == "External":
                    continue
                target = relation.get("Target")
                path = target.lstrip("/") if target.startswith("/") else os.path.normpath(base / target)
                assert path in names, (part, target)


@pytest.mark.parametrize("name", ALL)
def test_only_the_fonts_that_are_meant_are_printed(pdfs: Path, name: str, program: Callable[[str], str]) -> None:
    listed = subprocess.run(
        [program("pdffonts"), str(pdfs / f"{name}.pdf")], capture_output=True, text=True, check=True
    )
    fonts = {line.split()[0].split("+")[-1] for line in listed.stdout.splitlines()[2:]}
    assert fonts
    assert fonts <= MEANT


def _pages(pdf: Path, program: Callable[[str], str], order: str = "-layout") -> list[str]:
    """The text of each page, line by line across it, or with "-raw" in the order of the file."""
    result = subprocess.run([program("pdftotext"), order, str(pdf), "-"], capture_output=True, text=True, check=True)
    return result.stdout.split("\f")[:-1]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", SLIDES)
def test_every_slide_arrives_with_its_title(built: Path, pdfs: Path, name: str, program: Callable[[str], str]) -> None:
    slides = re.split(r"^slide \d+: .*$", outline(built / "general" / name), flags=re.M)[1:]
    pages = _pages(pdfs / f"{name}.pdf", program, "-raw")  # the cover has two columns
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        title = re.search(r"^  (?:center_)?title: (.*)$", slide, flags=re.M)
        assert title
        assert _squeezed(title.group(1)) in _squeezed(page)


@pytest.mark.parametrize("name", WORD)
def test_every_heading_arrives(built: Path, pdfs: Path, name: str, program: Callable[[str], str]) -> None:
    headings = re.findall(r"^Heading\d: (.*)$", outline(built / "general" / name), flags=re.M)
    assert len(headings) >= 10
    printed = _squeezed("".join(_pages(pdfs / f"{name}.pdf", program)))
    for heading in headings:
        assert _squeezed(heading) in printed


@pytest.mark.parametrize("name", SLIDES)
def test_no_text_leaves_its_box(built: Path, pdfs: Path, name: str, program: Callable[[str], str]) -> None:
    """Every printed word lies within one of the placeholders of its slide's layout."""
    from pptx import Presentation

    result = subprocess.run(
        [program("pdftotext"), "-bbox", str(pdfs / f"{name}.pdf"), "-"], capture_output=True, check=True
    )
    html = etree.fromstring(result.stdout, etree.XMLParser(recover=True))
    pages = [e for e in html.iter() if etree.QName(e).localname == "page"]
    presentation = Presentation(str(built / "general" / name))
    scale = float(pages[0].get("width")) / presentation.slide_width
    checked = 0
    for page, slide in zip(pages, presentation.slides, strict=True):
        boxes = [
            (s.left * scale, s.top * scale, (s.left + s.width) * scale, (s.top + s.height) * scale)
            for s in slide.slide_layout.placeholders
        ]
        for word in page:
            x0, y0, x1, y1 = (float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            centre, slack = (y0 + y1) / 2, 2.0
            assert any(
                left - slack <= x0 and x1 <= right + slack and top - slack <= centre <= bottom + slack
                for left, top, right, bottom in boxes
            ), (name, word.text, (x0, y0, x1, y1))
            checked += 1
    assert checked > 200


@pytest.mark.parametrize("name", WORD)
def test_pandoc_reads_headings_notes_and_pictures(built: Path, name: str, program: Callable[[str], str]) -> None:
    result = subprocess.run(
        [program("pandoc"), "-f", "docx", "-t", "json", str(built / "general" / name)],
        capture_output=True,
        text=True,
        check=True,
    )
    text = result.stdout
    assert text.count('"t":"Header"') >= 10
    assert text.count('"t":"Note"') >= 5
    assert text.count('"t":"Image"') >= 4

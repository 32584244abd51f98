"""Templates of real organisations, where these are at hand: each is taken, holds the library's reports, and can be read
on the printed pages, in the organisation's fonts and colours."""

from __future__ import annotations

import colorsys
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy
import pytest
from conftest import ROOT, Convert, copy_library, missing, validator
from lxml import etree
from PIL import Image

from reports.brand import Brand, read_brand
from reports.brand.imports import SHOWN
from reports.pipeline.build import build
from reports.pipeline.trial import import_tried

FOLDER = Path(os.environ.get("SONGNGU_ORGANISATIONS", ROOT.parent / "shared/organisations"))
FILES = [path.name for path in sorted(FOLDER.glob("*.[dp][op][ct][tx]"))] if FOLDER.is_dir() else [""]
WORD = [name for name in FILES if not name.endswith("x") or ".d" in name]
"""The files of which pages are printed and measured."""
REPORTS = {".p": "slides", ".d": "report"}
WORST = 2
"""Points up to this weight are on reports that do not fit and on text that cannot be read."""
PALE = {"lo-Progress.pptx"}
"""Where text stands on a grey band of the file: each such place is told."""
EASTERN = {"gongwen.dotx"}
"""Whose fonts have no Vietnamese letters: the import says what is used instead."""
NO_NUMBER = "Numbering definition '0' referenced but not found"
"""The number of no list takes a paragraph out of the list of its style (ECMA-376 part 1, 17.9.18)."""
DPI = 100
"""Of the pictures of pages, which are made without smooth edges: each dot has the colour of letters or of the ground."""
TEXT, LARGE, LARGE_TYPE = 4.5, 3.0, 18 / 0.75
"""The least contrast (WCAG 2.2, criterion 1.4.3), and the height in points of a line of large type."""

pytestmark = pytest.mark.office


class Worn(NamedTuple):
    """A workspace after an import, the points that were told, and the document that was built."""

    root: Path
    told: list[str]
    document: Path

    @property
    def brand(self) -> Brand:
        brand = read_brand(self.root / SHOWN, SHOWN)
        return brand.in_form("house") if self.document.suffix == ".docx" else brand.for_slides()


class Word(NamedTuple):
    """A printed word: its box in points, its letters."""

    left: float
    top: float
    right: float
    bottom: float
    letters: str


@pytest.fixture(scope="module")
def worn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Worn]:
    @cache
    def make(name: str) -> Worn:
        if not name:
            missing("the folder with templates of organisations (SONGNGU_ORGANISATIONS)")
        root = copy_library(tmp_path_factory.mktemp("organisation") / "w")
        told = [point.sentence for point in import_tried(FOLDER / name, root).points if point.weight <= WORST]
        (built,) = build(root, reports=[REPORTS[Path(name).suffix[:2]]], languages=["vi"]).written
        return Worn(root, told, root / "out" / built)

    return make


@pytest.fixture(scope="module")
def printed(
    worn: Callable[[str], Worn], convert: Convert, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    """The documents of all files as .pdf."""
    folder = tmp_path_factory.mktemp("printed")
    copies = {name: folder / f"{name}{worn(name).document.suffix}" for name in WORD}
    for name, copy in copies.items():
        shutil.copy(worn(name).document, copy)
    convert("pdf", folder, *copies.values())
    return {name: copy.with_suffix(".pdf") for name, copy in copies.items()}


@pytest.mark.parametrize("name", FILES)
def test_an_organisation_s_file_holds_the_reports(name: str, worn: Callable[[str], Worn]) -> None:
    _, told, document = worn(name)
    assert all("contrast" in each for each in told) if name in PALE else not told
    result = validator().validate(str(document))
    assert [text for error in result.errors if NO_NUMBER not in (text := str(error))] == []


@pytest.mark.parametrize("name", WORD)
def test_printed_words_can_be_read_and_none_is_over_another(
    name: str, printed: Mapping[str, Path], program: Callable[[str], str]
) -> None:
    own = set(" ".join(_said(FOLDER / name)).split())  # a letterhead may look as its organisation wants it
    pale, over = [], []
    for number, (words, page) in enumerate(_pages(printed[name], program), 1):
        ratios = ((word, _contrast(word, page)) for word in words if word.letters not in own)
        pale += [
            (number, word.letters, round(ratio, 1))
            for word, ratio in ratios
            if ratio < (LARGE if word.bottom - word.top >= LARGE_TYPE else TEXT)
        ]
        over += [(number, one.letters, other.letters) for one, other in combinations(words, 2) if _meet(one, other)]
    assert pale == []
    assert over == []


@pytest.mark.parametrize("name", WORD)
def test_words_have_the_organisation_s_font(name: str, worn: Callable[[str], Worn]) -> None:
    own = {font.casefold() for font in _fonts(FOLDER / name)}
    if name in EASTERN:
        own |= {"times new roman", "arial"}
    used = _fonts(worn(name).document)
    theirs = sum(count for font, count in used.items() if font.casefold() in own)
    assert theirs >= 0.9 * sum(used.values())


@pytest.mark.parametrize("name", WORD)
def test_headings_and_charts_have_the_organisation_s_colours(name: str, worn: Callable[[str], Worn]) -> None:
    brand = worn(name).brand
    shown = [brand.colour(each) for each in ("heading", brand.series[0])]
    own = [hue for colour in _colours(FOLDER / name) if (hue := _hue(colour)) is not None]
    hues = [hue for colour in shown if (hue := _hue(colour)) is not None]
    assert all(any(abs((hue - each + 0.5) % 1 - 0.5) < 0.05 for each in own) for hue in hues)


def _pages(pdf: Path, program: Callable[[str], str]) -> Iterator[tuple[list[Word], numpy.ndarray]]:
    """The words of each page, and the luminance of its dots."""
    shown = subprocess.run([program("pdftotext"), "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout
    command = [program("pdftoppm"), "-r", str(DPI), "-aa", "no", "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    pictures = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    pages = etree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", shown)).iter("{*}page")
    for page, picture in zip(pages, pictures, strict=True):
        sides = ("xMin", "yMin", "xMax", "yMax")
        words = [Word(*(float(word.get(side)) for side in sides), word.text or "") for word in page.iter("{*}word")]
        dots = numpy.asarray(Image.open(picture).convert("RGB")) / 255
        linear = numpy.where(dots <= 0.04045, dots / 12.92, ((dots + 0.055) / 1.055) ** 2.4)
        yield words, linear @ (0.2126, 0.7152, 0.0722)


def _contrast(word: Word, page: numpy.ndarray) -> float:
    """The contrast of a word with what is behind it; 21 for one that is off the page."""
    left, top, right, bottom = (round(side * DPI / 72) for side in word[:4])
    dots = page[max(top, 0) : bottom, max(left, 0) : right]
    return float((dots.max() + 0.05) / (dots.min() + 0.05)) if dots.size else 21.0


def _meet(one: Word, other: Word) -> bool:
    """Whether words are over each other, by more than lines that are close."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.bottom - one.top, other.bottom - other.top)
    return across > 1 and down > 0.5 * least


def _parts(file: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


def _said(file: Path) -> Iterator[str]:
    """The texts of a file."""
    for name, content in _parts(file):
        if name.startswith("word/") and name.endswith(".xml"):
            yield from (each.decode() for each in re.findall(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>", content))


def _fonts(file: Path) -> dict[str, int]:
    """The fonts that styles, layouts, themes and text name, each with how often."""
    found: dict[str, int] = {}
    for name, content in _parts(file):
        if re.search(r"styles|document|theme|slide|header|footer", name) and name.endswith(".xml"):
            for each in re.findall(rb'(?:w:ascii|w:hAnsi|<a:latin typeface)="([^"+]+)"', content):
                found[each.decode()] = found.get(each.decode(), 0) + 1
    return found


def _colours(file: Path) -> Iterator[str]:
    """The colours that a file writes, and those of its pictures."""
    for name, content in _parts(file):
        if name.endswith(".xml"):
            yield from (each.decode() for each in set(re.findall(rb'"#?([0-9A-Fa-f]{6})(?: \[\d+\])?"', content)))
        elif name.lower().endswith((".png", ".jpg", ".jpeg")):
            picture = Image.open(io.BytesIO(content)).convert("RGB").resize((32, 32)).quantize(16).convert("RGB")
            yield from ("".join(f"{part:02X}" for part in colour) for _, colour in picture.getcolors() or ())


def _hue(colour: str) -> float | None:
    """The hue of a colour from 0 to 1; None for a grey."""
    red, green, blue = (int(colour.removeprefix("#")[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue if saturation > 0.1 and max(red, green, blue) - min(red, green, blue) > 0.1 else None

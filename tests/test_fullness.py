"""How full the slides of the built-in decks are: where their content ends, and how much of the zone for it is touched."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from ooxml_integrity.pptx_layout import Paragraph, read_deck
from PIL import Image
from pptx import Presentation
from pptx.util import Inches, Pt

from reports.brand.font_files import load_metrics
from reports.brand.measure import Metrics, wrap

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom in inches."""
TOP, END, CELL = 1.55, 6.45, 0.25
LEFT, WIDTH = 0.6, 12.133
LOW, LEAST, MEAN = 5.6, 30, 42
"""No content ends above this, in inches; what part is touched at least, on each slide and in the mean, in per cent."""
_OTHER = ("title", "section", "closing", "sources", "photo")
_DECKS = [f"{who}/deck.{code}.pptx" for who in ("general", "leaders", "localities", "partners", "public") for code in ("vi", "en")]  # fmt: skip
_LETTERS = 0.75
"""What part of the size of type a line of text covers, from the top of its capitals to its descenders about."""


@pytest.fixture(scope="module")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> Metrics:
    return load_metrics(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", _DECKS)
def test_no_slide_is_left_empty(all_built: Path, name: str, metrics: Metrics) -> None:
    filled = {number: (end, share) for number, end, share in _slides(all_built / name, metrics)}
    assert len(filled) > 5
    assert {number: end for number, (end, _) in filled.items() if end < LOW} == {}
    assert {number: share for number, (_, share) in filled.items() if share < LEAST} == {}
    assert mean(share for _, share in filled.values()) >= MEAN


@pytest.mark.parametrize("name", _DECKS)
def test_text_is_large_enough_to_read(all_built: Path, name: str) -> None:
    for shape in read_deck(all_built / name).shapes:
        sizes = [run.size_pt for paragraph in shape.paragraphs for run in paragraph.runs if run.text.strip()]
        small = shape.placeholder_type in ("ftr", "dt", "sldNum") or shape.name.startswith("Source line")
        assert min(sizes, default=20) >= (12 if small else 14), (shape.slide, shape.name)


def _slides(path: Path, metrics: Metrics) -> Iterator[tuple[int, float, float]]:
    """The number of each slide with content, where that ends, and how much of the zone it touches in per cent."""
    touched: defaultdict[int, list[Rectangle]] = defaultdict(list)
    for shape in read_deck(path).shapes:
        left, top = shape.left + shape.insets[0], shape.top + shape.insets[1]
        touched[shape.slide] += _lines(shape.paragraphs, left, top, shape.usable_width_emu, metrics)
    for number, slide in enumerate(Presentation(str(path)).slides, 1):
        if not slide.slide_layout.name.lower().startswith(_OTHER):
            shown = [*touched[number], *(each for shape in slide.shapes for each in _drawn(shape, metrics))]
            inside = [each for each in shown if each[3] > TOP and each[1] < END]
            yield number, min(END, max(each[3] for each in inside)), 100 * _share(inside)


def _lines(
    paragraphs: Iterable[Paragraph], left: float, top: float, width: float, metrics: Metrics
) -> Iterator[Rectangle]:
    """Where the lines of a text are, set from its top."""
    y = float(top)
    for paragraph in paragraphs:
        runs = [(run.text, run.bold) for run in paragraph.runs]
        if not any(text.strip() for text, _ in runs):
            continue
        size, bold, x = Pt(paragraph.runs[0].size_pt), runs[0][1], left + paragraph.bullet_indent_emu
        for line in wrap(runs, size, width - paragraph.bullet_indent_emu, metrics).lines:
            pitch = Pt(paragraph.line_spacing_pt) or 1.2 * size
            bottom = y + pitch / 2 + _LETTERS * size / 2
            yield _inches(x, bottom - _LETTERS * size, x + metrics.width(line, size, bold=bold), bottom)
            y += pitch
        y += Pt(paragraph.space_after_pt)


def _drawn(shape: Any, metrics: Metrics) -> Iterator[Rectangle]:
    """What a table, a chart or a picture touches; text in placeholders is not here."""
    if hasattr(shape, "image"):
        yield from _ink(shape)
    elif shape.has_chart:
        yield _inches(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    elif hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield _inches(inner.left, inner.top, inner.left + inner.width, inner.top + inner.height)
    elif shape.has_table:
        y = shape.top
        for row in shape.table.rows:
            x = shape.left
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                runs = [run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]
                size = next((run.font.size for run in runs if run.font.size), Pt(16))
                texts = [(run.text, bool(run.font.bold)) for run in runs]
                for number, line in enumerate(wrap(texts, size, column.width - cell.margin_right, metrics).lines):
                    top = y + cell.margin_top + number * 1.25 * size
                    yield _inches(x, top, x + metrics.width(line, size), top + size)
                x += column.width
            y += row.height


def _ink(picture: Any) -> Iterator[Rectangle]:
    """The quarter-inch cells of a picture that are not empty."""
    image = Image.open(io.BytesIO(picture.image.blob)).convert("L")
    across, down = round(picture.width / Inches(CELL)), round(picture.height / Inches(CELL))
    for row in range(down):
        for column in range(across):
            box = (image.width * column // across, image.height * row // down, image.width * (column + 1) // across, image.height * (row + 1) // down)  # fmt: skip
            if min(image.crop(box).tobytes()) < 215:
                left, top = picture.left + Inches(CELL) * column, picture.top + Inches(CELL) * row
                yield _inches(left, top, left + Inches(CELL), top + Inches(CELL))


def _inches(*sides: float) -> Rectangle:
    left, top, right, bottom = (side / Inches(1) for side in sides)
    return left, top, right, bottom


def _share(shown: Iterable[Rectangle]) -> float:
    """The part of the zone for content whose cells are touched."""
    rows, columns = int((END - TOP) / CELL), int(WIDTH / CELL)
    cells = {
        (row, column)
        for left, top, right, bottom in shown
        for row in range(max(0, int((top - TOP) / CELL)), min(rows, int((bottom - TOP - 0.001) / CELL) + 1))
        for column in range(max(0, int((left - LEFT) / CELL)), min(columns, int((right - LEFT - 0.001) / CELL) + 1))
    }
    return len(cells) / (rows * columns)

"""The cells of a table → the widths of its columns, by content if the author gives no shares.

Widths are fractions of EMU until the last step, `lengths`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from docx.shared import Length, Pt

from reports.brand import Brand
from reports.brand.measure import Metrics, raised
from reports.document.model import Inlines, Table, by_language, plain
from reports.document.tables import widen

ZERO = Length(0)

_SLACK = 1.02  # programs round widths differently
_READABLE = 30  # ems: a wider column of words is no easier to read
_LETTER = 0.5  # ems: the usual width of a letter
_BREAKS = re.compile("[ -]")

Cell = tuple[Inlines, bool]
"""The text of a cell, and whether it is bold."""


def type_size(role: str, brand: Brand) -> Length:
    """The size of a role's type, larger if the font is wider than the widths of letters assume, or spaced."""
    style = brand.word.styles[role]
    return Pt((style.size + max(0, style.spaced) / _LETTER) * max(1, brand.fonts.measure))


def lengths(widths: Iterable[float]) -> list[Length]:
    """The widths as lengths."""
    return [Length(round(width)) for width in widths]


def column_widths(table: Table, whole: Length, size: Length, gap: Length, metrics: Metrics) -> list[Length]:
    """The width of each column; together `whole`. `size` is that of the type, `gap` what a cell keeps free.

    The author's shares hold unless a word would not fit. Else a column gets what it needs, if that is not more than its
    fair part, and the others share the rest. What is left over goes to the columns of words.
    """
    if table.widths:
        widths = [whole * share / sum(table.widths) for share in table.widths]
    else:
        wished = [min(_READABLE * size, line_width(column, size, metrics)) + gap for column in _columns(table)]
        left = whole - sum(wished)
        if left >= 0:
            words = [width**2 if side != "right" else 0 for width, side in zip(wished, table.alignments, strict=True)]
            weights = words if any(words) else wished
            return lengths(width + left * weight / sum(weights) for width, weight in zip(wished, weights, strict=True))
        widths = _shared(wished, whole, wished, narrow=True)
    return lengths(raised(widths, least_widths(table, size, gap, metrics)) or widths)


def _columns(table: Table) -> list[list[Cell]]:
    """The cells of each column, but for those over several columns."""
    heads, wide = len(table.heads), {(merge.row, merge.column) for merge in table.merges if merge.across > 1}
    return [
        [(cell, row < heads) for row, cell in enumerate(cells) if (row, column) not in wide]
        for column, cells in enumerate(zip(*table.all_rows, strict=True))
    ]


def least_widths(table: Table, size: Length, gap: Length, metrics: Metrics) -> list[float]:
    """The width of each column in which no word is broken; columns under one cell are as wide as its longest word."""
    widths = [least_width(column, size, metrics) + gap for column in _columns(table)]
    for merge in table.merges:
        cell = table.all_rows[merge.row][merge.column], merge.row < len(table.heads)
        widen(widths, merge, least_width([cell], size, metrics) + gap)
    return widths


def card_widths(
    figures: Sequence[Sequence[Inlines]], whole: Length, size: Length, gap: Length, metrics: Metrics
) -> list[Length] | None:
    """Even widths for columns of key figures; one whose figure needs more gets it, the others share the rest.

    None if the figures need more than `whole`.
    """
    wished = [line_width([(text, True) for text in column], size, metrics) + gap for column in figures]
    if sum(wished) > whole:
        return None
    return lengths(_shared(wished, whole, [1] * len(wished), narrow=False))


def least_width(column: Sequence[Cell], size: Length, metrics: Metrics) -> float:
    """The width of the longest word of a column; addresses may be broken."""
    words = {(word, bold) for cell, bold in column for word in _BREAKS.split(plain(cell)) if "://" not in word}
    return max((metrics.width(word, 1, bold=bold) for word, bold in words), default=0) * size * _SLACK


def line_width(column: Sequence[Cell], size: Length, metrics: Metrics) -> float:
    """The width of a column in which each cell takes one line."""
    return max((_widest(cell, bold, metrics) for cell, bold in column), default=0) * size * _SLACK


def _shared(wished: Sequence[float], whole: float, weights: Sequence[float], *, narrow: bool) -> list[float]:
    """Widths: the narrow columns (or the wide ones) get the wished width; the others share the rest by weight."""
    widths, left = list(wished), float(whole)
    waiting = sorted(range(len(wished)), key=lambda i: wished[i] if narrow else -wished[i])
    while waiting and (wished[waiting[0]] <= left / len(waiting)) == narrow:
        left -= wished[waiting.pop(0)]
    total = sum(weights[i] for i in waiting)
    for i in waiting:
        widths[i] = left * weights[i] / total
    return widths


def lines_needed(text: str, width: Length, size: Length, metrics: Metrics) -> int:
    """About how many lines a text takes in a column."""
    return max(1, math.ceil(round(metrics.width(text, float(size.pt))) / max(1, round(float(width.pt)))))


def _widest(cell: Inlines, bold: bool, metrics: Metrics) -> float:
    """The width in ems of a cell on one line, or of the widest one if each language has a line."""
    return max(metrics.width(plain(text), 1, bold=bold) for _, text in by_language(cell))

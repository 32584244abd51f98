"""The cells of a table → the widths of its columns, by content where the author gives no shares."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Inlines, Table, plain

_WIDTHS = {
    **dict.fromkeys("iljtfrI.,:;'’()[]|!/- \u00a0", 0.31),
    **dict.fromkeys("mwMWĐ%@—", 0.92),
}
_CAPITAL, _OTHER, _DIGIT = 0.7, 0.56, 0.557
"""Rough widths of letters in ems, a little more than those of the fonts in use."""
_BOLD = 1.06  # digits are as wide in bold
_READABLE = 30  # ems: a column of words wider than this gains nothing


def column_widths(table: Table, whole: float, size: float, gap: float) -> list[float]:
    """The width of each column in points; together `whole`. `size` is the type's, `gap` what a cell keeps free.

    A column gets what it needs as long as that is not more than its fair part; the others share the rest. What is
    left over goes to the columns of words.
    """
    if table.widths:
        total = sum(table.widths)
        return [whole * share / total for share in table.widths]
    wished = [_wish(column, size) + gap for column in _columns(table)]
    left = whole - sum(wished)
    if left < 0:
        return _fair(wished, whole)
    words = [width if side != "right" else 0 for width, side in zip(wished, table.alignments, strict=False)]
    weights = words if any(words) and len(words) == len(wished) else wished
    return [width + left * weight / sum(weights) for width, weight in zip(wished, weights, strict=True)]


def card_widths(figures: Sequence[Sequence[Inlines]], whole: float, size: float, gap: float) -> list[float]:
    """Even widths for columns of key figures; one whose figure needs more gets it, the others share the rest."""
    wished = [max(_ems(plain(text), bold=True) for text in column) * size + gap for column in figures]
    if sum(wished) >= whole:
        return [wish * whole / sum(wished) for wish in wished]
    widths = [0.0] * len(wished)
    left, waiting = whole, sorted(range(len(wished)), key=lambda i: -wished[i])
    while wished[waiting[0]] > left / len(waiting):
        wide = waiting.pop(0)
        widths[wide] = wished[wide]
        left -= wished[wide]
    for i in waiting:
        widths[i] = left / len(waiting)
    return widths


def _columns(table: Table) -> list[list[tuple[Inlines, bool]]]:
    """The cells of each column, each with whether it is bold."""
    rows = [(table.header, True), *((row, False) for row in table.rows)]
    return [[(row[i], bold) for row, bold in rows if i < len(row)] for i in range(len(table.header))]


def _wish(column: Sequence[tuple[Inlines, bool]], size: float) -> float:
    return min(_READABLE, max(_ems(plain(cell), bold=bold) for cell, bold in column)) * size


def _fair(wished: Sequence[float], whole: float) -> list[float]:
    """Narrow columns get their wish; the wide ones share what remains by what they wish."""
    widths = [0.0] * len(wished)
    left, waiting = whole, sorted(range(len(wished)), key=lambda i: wished[i])
    while waiting and wished[waiting[0]] <= left / len(waiting):
        narrow = waiting.pop(0)
        widths[narrow] = wished[narrow]
        left -= wished[narrow]
    total = sum(wished[i] for i in waiting)
    for i in waiting:
        widths[i] = left * wished[i] / total
    return widths


def _ems(text: str, *, bold: bool = False) -> float:
    letters = sum(_WIDTHS.get(c) or (_CAPITAL if c.isupper() else _OTHER) for c in text if not c.isdigit())
    return letters * (_BOLD if bold else 1) + _DIGIT * sum(map(str.isdigit, text))

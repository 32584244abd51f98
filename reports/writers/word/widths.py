"""The cells of a table → the widths of its columns, by content where the author gives no shares."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Inlines, Table, plain

_CAPITAL, _OTHER, _NARROW = 0.68, 0.53, 0.28  # rough widths of letters in ems
_NARROW_LETTERS = frozenset("iljtfrI.,:;'’()[]|!- \u00a0")
_READABLE = 30  # ems: a column of words wider than this gains nothing


def column_widths(table: Table, whole: float, size: float, gap: float) -> list[float]:
    """The width of each column in points; together `whole`. `size` is the type's, `gap` what a cell keeps free.

    Columns of figures get what they need, columns of words share what is left by how much they have to say.
    """
    if table.widths:
        total = sum(table.widths)
        return [whole * share / total for share in table.widths]
    columns = [[row[i] for row in (table.header, *table.rows) if i < len(row)] for i in range(len(table.header))]
    wished = [min(_READABLE, max(map(_length, cells))) * size + gap for cells in columns]
    least = [max(map(_longest_word, cells)) * size + gap for cells in columns]
    words = [i for i, side in enumerate(table.alignments) if side != "right"] or list(range(len(wished)))
    left = whole - sum(wished)
    if left >= 0:
        return _shared(wished, [wished[i] if i in words else 0 for i in range(len(wished))], left)
    room = max(0, whole - sum(least))
    return _shared(least, [wish - need for wish, need in zip(wished, least, strict=True)], room, limit=whole)


def _shared(base: Sequence[float], weights: Sequence[float], room: float, limit: float = 0) -> list[float]:
    """`base` with `room` added by weight; scaled down where even the base is wider than `limit`."""
    total = sum(weights) or 1
    widths = [width + room * weight / total for width, weight in zip(base, weights, strict=True)]
    scale = limit / sum(widths) if limit and sum(widths) > limit else 1
    return [width * scale for width in widths]


def _length(cell: Inlines) -> float:
    return _ems(plain(cell))


def _longest_word(cell: Inlines) -> float:
    return max(map(_ems, plain(cell).split(" ")), default=0)


def _ems(text: str) -> float:
    return sum(_NARROW if c in _NARROW_LETTERS else _CAPITAL if c.isupper() else _OTHER for c in text)

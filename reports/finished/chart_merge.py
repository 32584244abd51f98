"""A native chart that people may have edited, brought from the values that it was written with to those of today.

What the program writes for today's values is compared with what it would have written for those in the file. Where the
two differ and the file is still as it was written, the file is changed. So what people gave the chart stays: sizes,
colours, fonts, words, the end of an axis.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from reports.charts.editable import NativeChart, NativePoint, NotNative
from reports.charts.model import EmbeddedChart
from reports.files.archive import WORKBOOK, opened, parsed
from reports.files.tables import At
from reports.finished.native_charts import QUOTED, ChartSheet, cells_of, found_in, plain_number, start_of
from reports.finished.text import folded

_CACHES = {
    "name": "c:tx//c:pt",
    "category": "c:cat//c:pt",
    "value": "c:val//c:pt",
    "label": "c:extLst//c15:dlblRangeCache//c:pt",
    "end": "c:errBars//c:pt",
}
_TEXTS_OF_ROWS = tuple(path for name, path in _CACHES.items() if name != "name")
_OF_ROWS = ("c:dPt", "c:dLbls/c:dLbl", *_TEXTS_OF_ROWS)
"""What belongs to a row: the looks of its point, its label, its texts and values. The line of a target has its label at
the end, whatever row is there."""
_AXIS = {"max": "c:scaling/c:max", "min": "c:scaling/c:min", "line": "c:majorUnit"}
_EDITED = "its workbook was edited by hand", "put today's values into it, or place the chart anew"
_OTHER = "it shows other facts today", "place the chart anew"
_Key = tuple[str, int, str]
"""What it is, the number of its series or line, and its row."""
_Texts = Mapping[_Key, str]


class _Leaf(NamedTuple):
    """An element, and the attribute that is meant; without one, its text is."""

    element: etree._Element
    attribute: str = ""

    @property
    def text(self) -> str:
        return self.element.get(self.attribute, "") if self.attribute else self.element.text or ""

    def write(self, text: str) -> None:
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


def merge(
    root: etree._Element,
    sheet: ChartSheet,
    now: NativeChart,
    printed: Collection[str],
    made: Callable[[NativeChart], EmbeddedChart],
) -> EmbeddedChart:
    """Change a chart in place and return what is written for it today, with its workbook and marks.

    `printed` are the words that were written into the chart; others are people's own and stay. `made` writes a chart in
    the size of this one. Raises NotNative if the workbook was edited, or if the chart shows other facts today.
    """
    series, shown = found_in(root, "//c:ser"), now.with_target.series
    rows = [tuple(p.fact if p else "" for p in row) for row in zip(*(each.points for each in shown), strict=True)]
    _, first = start_of(series[0], "c:val//c:f") if series else (0, 0)
    former_rows = [tuple(sheet.fact(number, first + at) for number in range(len(shown))) for at in range(len(rows))]
    if len(series) != len(shown) or sorted(former_rows) != sorted(rows):
        raise NotNative(*_OTHER)
    order = [rows.index(row) for row in former_rows]
    for each, of in zip(series, shown, strict=True):
        _reorder(each, order, _TEXTS_OF_ROWS if of.aim else _OF_ROWS)
    leaves = dict(_leaves(root))
    texts = {key: leaf.text for key, leaf in leaves.items()}
    now = _with_own_words(now, texts, printed)
    if now.target and now.form == "bar" and ("line", 0, "") not in texts:
        raise NotNative(*_OTHER)
    try:
        former = _former(now, texts)
    except InvalidOperation:  # a value was taken out
        raise NotNative(*_EDITED) from None
    before, after = made(former), made(now)
    written = cells_of(opened(before.workbook, "", WORKBOOK))
    if _rows(written, len(shown)) != _rows(sheet.cells, len(shown)):
        raise NotNative(*_EDITED)
    _change(leaves, _read(before), _read(after))
    return after


def _reorder(series: etree._Element, order: Sequence[int], paths: Iterable[str]) -> None:
    """Give what belongs to the row at each position the number that `order` has there."""
    for path in paths if list(order) != sorted(order) else ():
        for parent, found in groupby(found_in(series, path), key=lambda element: element.getparent()):
            elements = list(found)
            if parent is not None:
                start = parent.index(elements[0])
                for element in elements:
                    number = _number(element)
                    number.write(str(order[int(number.text)]))
                for at, element in enumerate(sorted(elements, key=lambda each: int(_number(each).text)), start):
                    parent.insert(at, element)


def _number(element: etree._Element) -> _Leaf:
    """The number of the row to which an element belongs."""
    return _Leaf(element, "idx") if "idx" in element.attrib else _Leaf(found_in(element, "c:idx")[0], "val")


def _leaves(root: etree._Element) -> Iterator[tuple[_Key, _Leaf]]:
    """What values and words decide in a chart, each with a key that does not depend on its looks."""
    for at, text in enumerate(found_in(root, "c:chart/c:title//a:t")):
        yield ("title", at, ""), _Leaf(text)
    for each in found_in(root, "//c:plotArea/c:layout/c:manualLayout/*[@val] | //c:barChart/c:gapWidth"):
        yield ("room", 0, str(each.tag)), _Leaf(each, "val")
    for axis in found_in(root, "//c:valAx"):
        yield from (
            ((name, 0, ""), _Leaf(each, "val")) for name, path in _AXIS.items() for each in found_in(axis, path)
        )
        yield from ((("words", 0, ""), _Leaf(each, "formatCode")) for each in found_in(axis, "c:numFmt"))
    for at, series in enumerate(found_in(root, "//c:ser")):
        for name, path in _CACHES.items():
            points = found_in(series, path)
            yield from (
                ((name, at, point.get("idx", "")), _Leaf(each)) for point in points for each in found_in(point, "c:v")
            )
        for label in found_in(series, "c:dLbls/c:dLbl"):
            row = _number(label).text
            yield from ((("place", at, row), _Leaf(each, "val")) for each in found_in(label, "c:dLblPos"))
            for shown in found_in(label, "c:tx//a:fld/a:t"):
                field = shown.getparent()
                yield (field.get("type", "") if field is not None else "", at, row), _Leaf(shown)


def _with_own_words(now: NativeChart, texts: _Texts, printed: Collection[str]) -> NativeChart:
    """The chart of today with the words that people gave the one in the file."""

    def word(key: _Key, written: str) -> str:
        own = texts.get(key, written)
        return written if folded(own) in printed else own

    series = tuple(replace(each, name=word(("name", at, "0"), each.name)) for at, each in enumerate(now.series))
    categories = tuple(word(("category", 0, str(row)), each) for row, each in enumerate(now.categories))
    title = _title(texts)
    return replace(now, title=now.title if folded(title) in printed else title, categories=categories, series=series)


def _title(texts: _Texts) -> str:
    return " ".join(text.strip() for (name, *_), text in texts.items() if name == "title")


def _former(now: NativeChart, texts: _Texts) -> NativeChart:
    """The chart of today with the words and values of the file."""

    def point(series: int, row: int, of: NativePoint | None) -> NativePoint | None:
        if of is None:
            return None
        value = Decimal(plain_number(texts.get(("value", series, str(row)), "")))
        return replace(of, value=value, figure=texts.get(("label", series, str(row)), of.figure))

    series = tuple(
        replace(
            each,
            name=texts.get(("name", at, "0"), each.name),
            points=tuple(point(at, row, of) for row, of in enumerate(each.points)),
        )
        for at, each in enumerate(now.series)
    )
    categories = tuple(texts.get(("category", 0, str(row)), each) for row, each in enumerate(now.categories))
    target, label = now.target, now.target_label
    if target and now.form == "bar":
        words = "".join(QUOTED.findall(texts.get(("words", 0, ""), "")))
        label, _, figure = words.rpartition(": ")
        target = replace(target, value=Decimal(plain_number(texts.get(("line", 0, ""), ""))), figure=figure)
    elif target:
        target, label = point(len(series), len(categories) - 1, target), texts.get(("name", len(series), "0"), label)
    return replace(now, title=_title(texts), categories=categories, series=series, target=target, target_label=label)


def _read(chart: EmbeddedChart) -> _Texts:
    root = parsed(chart.xml)
    return {key: leaf.text for key, leaf in _leaves(root)} if root is not None else {}


def _rows(cells: Mapping[At, str], series: int) -> list[tuple[tuple[int, str], ...]]:
    """The rows of a sheet, in an order that does not depend on theirs, and those of a target beside them."""
    rows: dict[tuple[int, bool], list[tuple[int, str]]] = {}
    for (row, column), text in cells.items():
        rows.setdefault((row, column > 3 * series + 1), []).append((column, text))
    return sorted(tuple(sorted(row)) for row in rows.values())


def _change(leaves: Mapping[_Key, _Leaf], before: _Texts, after: _Texts) -> None:
    """Write what is different today where the file is still as it was written."""
    for key, leaf in leaves.items():
        former, today = before.get(key), after.get(key)
        if former is not None and today is not None and former != today and _same(leaf.text, former):
            leaf.write(today)
    titles = [[text for (name, *_), text in each.items() if name == "title"] for each in (before, after)]
    if len(titles[0]) != len(titles[1]):  # its lines are divided in another way
        for (name, at, _), leaf in leaves.items():
            if name == "title":
                leaf.write("" if at else " ".join(titles[1]))


def _same(text: str, former: str) -> bool:
    return text == former or plain_number(text) == plain_number(former)

"""The bars of key figures on slides, brought to the length that their facts have today.

The names of a bar's parts say its facts, also after people have copied it or taken its group apart. Lengths are those
in the outline of the whole, whatever size people gave that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from reports.facts.signs import Gauge, gauge
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.finished.changes import Change, ChangeState
from reports.finished.examination import Examination
from reports.finished.native_charts import found_in
from reports.finished.plan import Plan
from reports.finished.powerpoint import slides_of

_NAMED = re.compile(r"(?:Bar|Part) \d+(?:: ([a-z0-9.@_-]+)(?: / ([a-z0-9.@_-]+))?)?")
_NEAR = 0.002
"""How much two lengths may differ that are the same, relative to the whole: programs round them."""
_BY_HAND = "set the length of the bar by hand"


class _BarPart(Struct, frozen=True):
    """A part of a bar: its place in the drawing."""

    element: etree._Element

    @property
    def left(self) -> int:
        return self._read("a:off", "x")

    @property
    def width(self) -> int:
        return self._read("a:ext", "cx")

    @property
    def is_outline(self) -> bool:
        return bool(found_in(self.element, "p:spPr/a:noFill"))

    @property
    def is_line(self) -> bool:
        return self.element.tag == full("p:cxnSp")

    def place(self, *, left: int | None = None, width: int | None = None) -> None:
        for tag, key, value in (("a:off", "x", left), ("a:ext", "cx", width)):
            for each in found_in(self.element, f"p:spPr/a:xfrm/{tag}") if value is not None else ():
                each.set(key, str(value))

    def _read(self, tag: str, key: str) -> int:
        return next((whole(each.get(key)) for each in found_in(self.element, f"p:spPr/a:xfrm/{tag}")), 0)


def refresh_bars(examined: Examination, plan: Plan) -> Iterator[etree._Element]:
    """Set the lengths of bars to those of today and tell it in the plan. Gives the roots of the slides that changed."""
    package, edited = examined.package, {e.passage.letters[0].element for e in plan.edits}
    for number, source in slides_of(package) if package.kind == "powerpoint" else ():
        root = package.xml(source)
        bars: dict[tuple[str, str], list[list[_BarPart]]] = {}
        for about in root.iter(full("p:cNvPr")) if root is not None else ():
            named, shape = _NAMED.fullmatch(about.get("name", "")), found_in(about, "../..")[0]
            if named and not named[1] and about in edited:
                plan.changes.append(_change(examined, number, "", "an older version drew it: " + _BY_HAND))
            elif named and named[1] and shape.tag != full("p:grpSp"):
                of_fact = bars.setdefault((named[1], named[2] or ""), [[]])
                if (part := _BarPart(shape)).is_outline and of_fact[-1]:
                    of_fact.append([])  # a copy
                of_fact[-1].append(part)
        for (fact, other), found in bars.items():
            try:
                today = gauge(fact, other or None, examined.ours.current.wording)
            except (KeyError, ValueError) as error:
                plan.changes.append(_change(examined, number, fact, f"{error}; {_BY_HAND}"))
                continue
            for parts in found:
                problem = _adjusted(parts, today)
                if problem is not None:
                    plan.changes.append(_change(examined, number, fact, problem))
                    if root is not None and not problem:
                        yield root


def _change(examined: Examination, slide: int, fact: str, why: str) -> Change:
    state: ChangeState = "edited" if why else "refreshed"
    return Change(str(examined.file), f"bar, slide {slide}", state, kind="bar", ref=fact, why=why)


def _adjusted(parts: list[_BarPart], today: Gauge) -> str | None:
    """Adjust a bar: "" if it was changed, None if it is as it is today, or why it cannot be."""
    outline = next((part for part in parts if part.is_outline), None)
    line = next((part for part in parts if part.is_line), None)
    filled = [part for part in parts if part is not outline and part is not line]
    if outline is None or not outline.width:
        return f"the outline of the whole is gone: {_BY_HAND}" if filled else None
    length = round(today.share * outline.width)
    moved = length - (filled[0].width if filled else 0)
    at = outline.left + min(round((today.line or 0) * outline.width), outline.width)
    shifted = at - line.left if line and today.line is not None else 0
    if max(abs(moved), abs(shifted)) <= _NEAR * outline.width:
        return None
    if not filled or (len(filled) > 1) != today.is_open or (line is None) != (today.line is None):
        return _BY_HAND
    filled[0].place(width=length)
    for end in filled[1:]:
        end.place(left=end.left + moved)
    if line and shifted:
        line.place(left=at)
        for words in found_in(line.element, "../p:sp[starts-with(p:nvSpPr/p:cNvPr/@name, 'Comparison ')]"):
            part = _BarPart(words)
            most = outline.left + outline.width - part.width
            part.place(left=max(outline.left, min(part.left + shifted, most)))
    return ""

"""Drawings in either format → the words in them: alternative texts, lettering, native charts, diagrams."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.files.archive import Package, Relation
from reports.files.namespaces import full
from reports.finished.model import Passage, TextSource
from reports.finished.native_charts import ChartText, chart_texts
from reports.finished.text import folded

ALT = "alt text"
_POINTERS = {"chart": (full("r:id"), "chart"), "relIds": (full("r:dm"), "diagram")}
_DESCRIBED = ("docPr", "cNvPr", "shape", "rect", "textpath")
_OWN_TEXT = ("txbxContent", "txBody")


def drawing_passages(element: etree._Element, package: Package, source: str, place: str) -> Iterator[Passage]:
    """All words in a drawing of the part `source`, apart from its text boxes; `place` is where it is."""
    for part, (text, name), letters, drawn in _texts(element, package, source):
        passage = Passage(f"{part}, {place}", text, part, letters=letters, drawn=drawn)
        if name:
            passage.mark(0, len(text), name)
        yield passage


def _texts(
    element: etree._Element, package: Package, source: str
) -> Iterator[tuple[str, ChartText, list[TextSource], str]]:
    """The kind, the text and the attributes of the words, and the part that has them, if it is another one; a text that
    is repeated is given once."""
    seen: dict[str, list[TextSource]] = {}
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        name = inner.tag.rpartition("}")[2] if isinstance(inner.tag, str) else _OWN_TEXT[0]
        if name in _OWN_TEXT:
            continue
        waiting += reversed(inner)
        for attribute in ("descr", "title", "alt", "string") if name in _DESCRIBED else ():
            text = folded(inner.get(attribute, ""))
            if text in seen:
                seen[text].append(TextSource(0, inner, attribute))
            elif text:
                seen[text] = [TextSource(0, inner, attribute)]
                yield ALT, ChartText(text), seen[text], ""
        if name in _POINTERS:
            attribute, part = _POINTERS[name]
            relation = package.relations(source).get(inner.get(attribute, ""))
            for shown in _shown(relation, package):
                yield part, shown, [], relation.target if relation else ""


def _shown(relation: Relation | None, package: Package) -> Iterator[ChartText]:
    """The words of the part that a drawing refers to: a native chart or a diagram."""
    if relation and relation.kind == "chart" and (ours := chart_texts(package, relation.target)) is not None:
        package.spend(len(ours))
        yield from ours
        return
    root = package.xml(relation.target) if relation else None
    drawn = set(root.iterfind(".//" + full("c:errBars") + "//" + full("c:v"))) if root is not None else set()
    for text in root.iter(full("a:t"), full("c:v")) if root is not None else ():
        if text.text and text not in drawn:  # the lengths of error bars are no figures that anybody reads
            package.spend()
            yield ChartText(folded(text.text))

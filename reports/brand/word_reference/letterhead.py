"""Letterheads and covers that stand in the text of a file: their drawings, as header and footer of the first page."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import chain, islice

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from msgspec import Struct, field

from reports.brand.word_reference.stories import PROMPT
from reports.brand.word_reference.style_sheet import at, value
from reports.brand.word_reference.xml import Element, add, name
from reports.files.namespaces import SPACES
from reports.files.numerals import TWIPS, decimal
from reports.files.sanitiser.elements import pointers

LETTERHEAD = "/word/letterhead"
"""The beginning of the names of the headers and footers that are made."""
_MOST = 40  # paragraphs that may belong to an opening
_LONGEST = 200  # letters: a longer paragraph is text
_PROMPT = re.compile(rf"{PROMPT}|\byour\b", re.IGNORECASE)
_KINDS = {
    "header": (CONTENT_TYPE.WML_HEADER, "w:hdr"),
    "footer": (CONTENT_TYPE.WML_FOOTER, "w:ftr"),
}
_FOOT = 0.6  # what begins lower, as a share of the page, stands at its foot
_LINE, _OF_EMU = 14.0, 1 / 12_700  # points


class Opening(Struct):
    """Copies of the runs with drawings of a letterhead or a cover: those that float at the top and at the foot of the
    page, and those that stand above and below its words. `lowest` are the points from the foot of the page to what
    floats there highest."""

    floating: list[Element] = field(default_factory=list)
    low: list[Element] = field(default_factory=list)
    above: list[Element] = field(default_factory=list)
    below: list[Element] = field(default_factory=list)
    lowest: float = 0

    def __bool__(self) -> bool:
        return bool(self.floating or self.low or self.above or self.below)


def opening_of(body: Element, headings: frozenset[str], section: Element | None) -> Opening:
    """The drawings before the text begins, in the first section. `headings` are the ids of styles with which text
    begins."""
    found = Opening()
    written = False
    size, margins = at(section, "w:pgSz"), at(section, "w:pgMar")
    height, reached = (
        decimal(each.get(name(f"w:{side}")) if each is not None else "", usual * 20, least=0, most=TWIPS) / 20
        for each, side, usual in ((size, "h", 842), (margins, "top", 72))
    )
    for paragraph in islice(body.iter(name("w:p")), _MOST):
        if next(paragraph.iterancestors(name("w:txbxContent"), name("w:drawing"), name("w:pict")), None) is not None:
            continue
        words = "".join(each.text or "" for each in _own(paragraph, "w:t"))
        if len(words) > _LONGEST or value(paragraph, "w:pPr", "w:pStyle") in headings:
            break
        for run in _own(paragraph, "w:r"):
            kind, run = _kind(run), copy.deepcopy(run)
            if kind == "floating":
                top = _fix(run, reached)
                (found.low if top > _FOOT * height else found.floating).append(run)
                found.lowest = max(found.lowest, height - top if top > _FOOT * height else 0)
            elif kind:
                (found.below if written else found.above).append(run)
        heights = [
            decimal(each.get("cy")) for each in paragraph.iterfind(f".//{name('wp:inline')}/{name('wp:extent')}")
        ]
        reached += max(_LINE, max(heights, default=0) * _OF_EMU)
        written = written or bool(words.strip())
        breaks = (each for each in paragraph.iter(name("w:br")) if each.get(name("w:type")) == "page")
        if next(paragraph.iter(name("w:sectPr")), next(breaks, None)) is not None:
            break
    return found


def _own(paragraph: Element, tag: str) -> Iterator[Element]:
    """The elements of a paragraph that are not in a text box of it."""
    return (each for each in paragraph.iter(name(tag)) if next(each.iterancestors(name("w:p"))) is paragraph)


def _kind(run: Element) -> str:
    """Whether a run has a drawing that floats ("floating") or stands in the line ("inline"); "" if it has none, or one
    that asks for words."""
    drawings = list(run.iter(name("w:drawing"), name("w:pict")))
    words = "".join(each.text or "" for each in run.iter(name("w:t")))
    if not drawings or _PROMPT.search(words):
        return ""
    if any(True for _ in run.iter(name("wp:anchor"))) or "position:absolute" in _styles(run):
        return "floating"
    return "inline"


def _styles(run: Element) -> str:
    return " ".join(each.get("style", "") for each in run.iter()).replace(" ", "")


def first_story(
    kind: str, runs: list[list[Element]], main: XmlPart, former: XmlPart | None, height: float = 0
) -> XmlPart:
    """A header or footer for the first page: that of the other pages, if there is one, with a paragraph for each list
    of runs; the first is `height` points high. `main` is the part that had the runs."""
    type_, tag = _KINDS[kind]
    if former is None:
        root = parse_xml(f'<{tag} xmlns:w="{SPACES["w"]}" xmlns:r="{SPACES["r"]}"/>')
    else:
        root = copy.deepcopy(former.element)
    part = XmlPart(PackURI(f"{LETTERHEAD}-{kind}.xml"), type_, root, main.package)
    if former is not None:
        _relate(part, list(root), former)
    made = [root.makeelement(name("w:p")) for _ in runs]
    for paragraph, own in zip(made, runs, strict=True):
        paragraph.extend(own)
        _relate(part, own, main)
    if height and made:
        line = {"w:before": "0", "w:after": "0", "w:line": str(round(20 * height)), "w:lineRule": "exact"}
        made[0].insert(0, made[0].makeelement(name("w:pPr")))
        add(made[0][0], "w:spacing", line)
    root[:] = [*made, *root] if kind == "header" else [*root, *made]
    if not len(root):
        root.append(root.makeelement(name("w:p")))
    return part


def _relate(part: XmlPart, elements: list[Element], source: XmlPart) -> None:
    """Relate a part to the pictures of elements that were copied from `source`."""
    for element in elements:
        for pointer, attribute, id_ in list(pointers(element)):
            if id_ in source.related_parts:
                pointer.set(attribute, part.relate_to(source.related_parts[id_], RELATIONSHIP_TYPE.IMAGE))


def _fix(run: Element, reached: float) -> float:
    """Give what floats at a distance from its paragraph, or from the margin, the same place on the page; this place in
    points. `reached` are the points from the edge of the page to the paragraph."""
    top = reached
    for position in run.iter(name("wp:positionV")):
        offset = position.find(name("wp:posOffset"))
        if offset is not None:
            from_page = position.get("relativeFrom") in ("page", "topMargin")
            top = decimal(offset.text) * _OF_EMU + (0 if from_page else reached)
            position.set("relativeFrom", "page")
            offset.text = str(round(top / _OF_EMU))
    for shape in chain.from_iterable(run.iter(name("w:pict"))):
        style = dict(each.split(":", 1) for each in shape.get("style", "").split(";") if ":" in each)
        if style.get("position") == "absolute" and style.get("margin-top", "").endswith("pt"):
            from_page = style.get("mso-position-vertical-relative") == "page"
            top = decimal(style["margin-top"][:-2]) + (0 if from_page else reached)
            style |= {"margin-top": f"{top:g}pt", "mso-position-vertical-relative": "page"}
            shape.set("style", ";".join(map(":".join, style.items())))
    return top

"""Letterheads and covers that stand in the text of a file: their drawings, as header and footer of the first page."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import islice

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from msgspec import Struct, field

from reports.brand.word_reference.style_sheet import value
from reports.brand.word_reference.xml import Element, name
from reports.files.namespaces import SPACES
from reports.files.sanitiser.elements import pointers

LETTERHEAD = "/word/letterhead"
"""The beginning of the names of the headers and footers that are made."""
_MOST = 40  # paragraphs that may belong to an opening
_LONGEST = 200  # letters: a longer paragraph is text
_PROMPT = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|\{\{|\byour\b", re.IGNORECASE)
"""Words that ask for others: what has them is not carried on."""
_KINDS = {
    "header": (CONTENT_TYPE.WML_HEADER, "w:hdr"),
    "footer": (CONTENT_TYPE.WML_FOOTER, "w:ftr"),
}
_PARAGRAPH_RELATIVE = ("paragraph", "line")


class Opening(Struct):
    """The runs with drawings of a letterhead or a cover: those that float, and those that stand above and below its
    words."""

    floating: list[Element] = field(default_factory=list)
    above: list[Element] = field(default_factory=list)
    below: list[Element] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.floating or self.above or self.below)


def opening_of(body: Element, headings: frozenset[str]) -> Opening:
    """The drawings before the text begins. `headings` are the ids of styles with which text begins."""
    found = Opening()
    written = False
    for paragraph in islice(body.iter(name("w:p")), _MOST):
        if next(paragraph.iterancestors(name("w:txbxContent"), name("w:drawing"), name("w:pict")), None) is not None:
            continue
        words = "".join(each.text or "" for each in _own(paragraph, "w:t"))
        if len(words) > _LONGEST or value(paragraph, "w:pPr", "w:pStyle") in headings:
            break
        for run in _own(paragraph, "w:r"):
            kind = _kind(run)
            if kind == "floating":
                found.floating.append(run)
            elif kind:
                (found.below if written else found.above).append(run)
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


def first_story(kind: str, runs: list[list[Element]], main: XmlPart, former: XmlPart | None) -> XmlPart:
    """A header or footer for the first page: that of the other pages, if there is one, with a paragraph for each list
    of runs. `main` is the part that has the runs."""
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
        for run in own:
            moved = copy.deepcopy(run)
            _fix(moved)
            _relate(part, [moved], main)
            paragraph.append(moved)
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


def _fix(run: Element) -> None:
    """Give what floats at a distance from its paragraph the same distance from the upper margin."""
    for position in run.iter(name("wp:positionV")):
        if position.get("relativeFrom") in _PARAGRAPH_RELATIVE:
            position.set("relativeFrom", "margin")
    for pict in run.iter(name("w:pict")):
        for shape in pict:
            style = shape.get("style", "")
            if "position:absolute" in style and "mso-position-vertical-relative" not in style:
                shape.set("style", f"{style};mso-position-vertical-relative:margin")

"""The styles, lists, theme, fonts, headers and footers of an imported .docx, cleaned; its text is left out."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from msgspec import Struct

from reports.brand.brand import Brand
from reports.brand.word_reference.letterhead import first_story, opening_of
from reports.brand.word_reference.stories import clean, counts_pages, has_content
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, mended, value
from reports.brand.word_reference.xml import Element, name, root
from reports.files.archive import open_package
from reports.files.sanitiser import sanitised
from reports.files.sanitiser.elements import remove

_LEVEL = tuple(
    name(f"w:{part}")
    for part in (
        *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc"),
        *("pPr", "rPr"),
    )
)
"""The children of a list level in the order of the schema."""
_ROOTS = {RT.STYLES: "w:styles", RT.NUMBERING: "w:numbering", RT.SETTINGS: "w:settings", RT.FONT_TABLE: "w:fonts"}
"""The roots of the parts that are read, beside the theme."""


class Story(Struct, frozen=True):
    """A header or footer of the first section: its kind, its use ("default", "first", "even"), its part, whether it
    shows anything, and whether it counts pages."""

    kind: str
    use: str
    part: XmlPart
    shows: bool
    counts: bool


class ImportedDocument(Struct, frozen=True):
    """Parts of the imported file by relationship type, the roots of its parts (empty ones for parts that it lacks), and
    the first section with its headers and footers.

    `drawings` is the number of drawings in headers and footers, which have the first ids; `changes` are sentences
    about what was mended; `text` is the text that is left out. It `opens` with a letterhead or a cover in the text,
    which is then in header and footer of the first page.
    """

    parts: Mapping[str, Part]
    styles: StyleSheet
    numbering: Element
    settings: Element
    fonts: Element
    theme: Element | None
    section: Element | None
    stories: tuple[Story, ...]
    drawings: int
    changes: tuple[str, ...]
    text: Element
    opens: bool = False

    @property
    def first_page(self) -> bool:
        """Whether the first page has headers and footers of its own."""
        return self.opens or is_on(at(self.section, "w:titlePg"))


def imported_document(brand: Brand) -> ImportedDocument | None:
    """The brand's imported file, if it has one."""
    path = brand.imported("word")
    return read_document(sanitised(open_package(path)).content) if path else None


def read_document(content: bytes) -> ImportedDocument:
    """What a cleaned .docx brings into a reference."""
    main = docx.Document(io.BytesIO(content)).part
    parts = {each.reltype: each.target_part for each in main.rels.values() if each.reltype in (*_ROOTS, RT.THEME)}
    roots = {kind: part.element if isinstance(part, XmlPart) else parse_xml(part.blob) for kind, part in parts.items()}
    styles, numbering, settings, fonts = (roots.get(kind, root(tag)) for kind, tag in _ROOTS.items())
    changes = [*_mend_lists(numbering), *mended(styles)]
    language = value(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    sheet = StyleSheet(styles)
    _drop_undefined(styles, sheet, numbering)
    section = next(main.element.iter(name("w:sectPr")), None)
    stories = []
    drawings = 0
    _number_as_used(main.element, sheet)
    margins = _with_opening(list(_margins(section, settings, main.related_parts)), main, sheet)
    for kind, use, part in margins:
        clean(part.element, language)
        _drop_undefined(part.element, sheet, numbering)
        for drawing in part.element.iter(name("wp:docPr")):
            drawings += 1
            drawing.set("id", str(drawings))
        stories.append(Story(kind, use, part, has_content(part.element), counts_pages(part.element)))
    return ImportedDocument(
        parts=parts,
        styles=sheet,
        numbering=numbering,
        settings=settings,
        fonts=fonts,
        theme=roots.get(RT.THEME),
        section=section,
        stories=tuple(stories),
        drawings=drawings,
        changes=tuple(changes),
        text=main.element,
        opens=any(part.partname.startswith("/word/letterhead") for _, _, part in margins),
    )


def _margins(
    section: Element | None, settings: Element, related: Mapping[str, XmlPart]
) -> Iterator[tuple[str, str, XmlPart]]:
    """Kind, use and part of each header and footer that a section shows."""
    shown = ["default"]
    shown += ["first"] if is_on(at(section, "w:titlePg")) else []
    shown += ["even"] if is_on(at(settings, "w:evenAndOddHeaders")) else []
    for kind in ("header", "footer"):
        references = section.iterchildren(name(f"w:{kind}Reference")) if section is not None else ()
        ids = {each.get(name("w:type"), "default"): each.get(name("r:id"), "") for each in references}
        yield from ((kind, use, related[ids[use]]) for use in shown if ids.get(use) in related)


def _number_as_used(body: Element, sheet: StyleSheet) -> None:
    """Number the styles of headings as most of their paragraphs are: many files number, or unnumber, these directly."""
    given: dict[str, list[Element | None]] = {}
    for paragraph in body.iter(name("w:p")):
        id_ = value(paragraph, "w:pPr", "w:pStyle")
        if sheet.value(id_, "w:pPr", "w:outlineLvl"):
            given.setdefault(id_, []).append(at(paragraph, "w:pPr", "w:numPr"))
    for id_, numbers in given.items():
        direct = [number for number in numbers if number is not None]
        if 2 * len(direct) <= len(numbers):
            continue
        properties: Any = sheet.ids[id_]
        properties = properties.get_or_add_pPr()
        if (former := at(properties, "w:numPr")) is not None:
            properties.remove(former)
        properties._insert_numPr(copy.deepcopy(direct[0]))


_Margin = tuple[str, str, XmlPart]


def _with_opening(margins: list[_Margin], main: XmlPart, sheet: StyleSheet) -> list[_Margin]:
    """Headers and footers with the drawings of a letterhead or a cover that stands in the text."""
    headings = frozenset(id_ for id_, _ in sheet.of_type("paragraph") if sheet.value(id_, "w:pPr", "w:outlineLvl"))
    opening = opening_of(main.element, headings)
    if not opening:
        return margins
    own = {(kind, use): part for kind, use, part in margins}
    above = [opening.floating, *([run] for run in opening.above)]
    for kind, runs in (("header", above), ("footer", [[run] for run in opening.below])):
        former = own.get((kind, "first"), own.get((kind, "default")))
        own[kind, "first"] = first_story(kind, [each for each in runs if each], main, former)
    return [(kind, use, part) for (kind, use), part in own.items()]


def _drop_undefined(root: Element, sheet: StyleSheet, numbering: Element) -> None:
    """Remove references to lists and styles that are not defined: Word would repair the file."""
    lists = {each.get(name("w:numId")) for each in numbering.iterchildren(name("w:num"))} | {"0", ""}
    for number in list(root.iter(name("w:numPr"))):
        if value(number, "w:numId") not in lists:
            remove(number)
    for named in list(root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle"))):
        if named.get(name("w:val")) not in sheet.ids:
            remove(named)


def _mend_lists(root: Element) -> list[str]:
    """Remove lists without a definition or a usable number, and marks without their picture; put the children of
    levels, which LibreOffice mixes up, in order. Returns a sentence if lists were removed."""
    before = len(root)
    defined: set[str | None] = set()
    for definition in root.findall(name("w:abstractNum")):
        number = definition.get(name("w:abstractNumId"), "")
        if _is_number(number) and number not in defined:
            defined.add(number)
        else:
            remove(definition)
    for list_ in root.findall(name("w:num")):
        if value(list_, "w:abstractNumId") not in defined or not _is_number(list_.get(name("w:numId"), "")):
            remove(list_)
    fewer = len(root) < before
    pictures = {each.get(name("w:numPicBulletId")) for each in root.findall(name("w:numPicBullet"))}
    for mark in list(root.iter(name("w:lvlPicBulletId"))):
        if mark.get(name("w:val")) not in pictures:
            remove(mark)
    for level in root.iter(name("w:lvl")):
        level[:] = sorted(level, key=lambda part: _LEVEL.index(part.tag) if part.tag in _LEVEL else len(_LEVEL))
    return ["lists of the file that have no usable number, or no definition, are left out"] if fewer else []


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None  # larger ones leave no room for our lists

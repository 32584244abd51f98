"""An organisation's .docx, sanitised → what every document keeps of it: styles, lists, theme, fonts, headers, footers.

Its text stays behind. `stories` makes headers and footers ready; `adoption` adds the styles that the file has not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml

from reports.brand.whole import Brand
from reports.brand.word_reference.stories import clean, counts_pages, lines, says_something
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, mended, value
from reports.brand.word_reference.xml import Element, name
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
"""The parts of a level in the order of the schema."""
_KINDS = (
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS),
    *(RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.THEME),
)


@dataclass(frozen=True, slots=True)
class Story:
    """A header or footer of the first section: its kind, where it is used ("default", "first", "even"), its part,
    whether it shows anything and counts pages, and the paragraphs that say something."""

    kind: str
    use: str
    part: XmlPart
    says: bool
    counts: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is kept: parts, and the roots of them, by the kinds of their relationships; styles; the first section and
    its headers and footers.

    `drawings` counts those in headers and footers, which have the first numbers; `told` is said when the file is
    imported, and `text`, its own, is looked at.
    """

    parts: Mapping[str, Part]
    roots: Mapping[str, Element]
    styles: StyleSheet | None
    section: Element | None
    stories: tuple[Story, ...]
    drawings: int
    told: tuple[str, ...]
    text: Element

    @property
    def theme(self) -> Element | None:
        return self.roots.get(RELATIONSHIP_TYPE.THEME)

    @property
    def numbering(self) -> Element | None:
        """The definitions of lists."""
        return self.roots.get(RELATIONSHIP_TYPE.NUMBERING)

    @property
    def settings(self) -> Element | None:
        return self.roots.get(RELATIONSHIP_TYPE.SETTINGS)

    @property
    def first_page(self) -> bool:
        """Whether the first page has headers and footers of its own."""
        return is_on(at(self.section, "w:titlePg"))

    def story(self, kind: str, use: str) -> Story | None:
        return next((story for story in self.stories if (story.kind, story.use) == (kind, use)), None)


def letterhead_of(brand: Brand) -> Letterhead | None:
    """What is kept of the brand's own template, if it has one."""
    path = brand.template("word")
    return read_letterhead(sanitised(open_package(path)).content) if path else None


def read_letterhead(content: bytes) -> Letterhead:
    """What of a sanitised template is kept."""
    main = docx.Document(io.BytesIO(content)).part
    parts = {each.reltype: each.target_part for each in main.rels.values() if each.reltype in _KINDS}
    roots = {kind: part.element if isinstance(part, XmlPart) else parse_xml(part.blob) for kind, part in parts.items()}
    numbering, styles = (roots.get(kind) for kind in (RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.STYLES))
    told = _mended_lists(numbering) if numbering is not None else []
    tag = ""
    if styles is not None:
        told += mended(styles)
        _drop_lists(styles, numbering)
        tag = value(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    sheet = StyleSheet(styles) if styles is not None else None
    section = next(main.element.iter(name("w:sectPr")), None)
    stories = []
    drawings = 0
    for kind, use, part in _margins(section, roots.get(RELATIONSHIP_TYPE.SETTINGS), main.related_parts):
        clean(part.element, tag)
        _drop_styles(part.element, sheet)
        _drop_lists(part.element, numbering)
        for drawing in part.element.iter(name("wp:docPr")):
            drawings += 1
            drawing.set("id", str(drawings))
        says = says_something(part.element)
        stories.append(Story(kind, use, part, says, counts_pages(part.element), tuple(lines(part.element))))
    return Letterhead(parts, roots, sheet, section, tuple(stories), drawings, tuple(told), main.element)


def _margins(
    section: Element | None, settings: Element | None, related: Mapping[str, XmlPart]
) -> Iterator[tuple[str, str, XmlPart]]:
    """Kind, use and part of each header and footer that a section shows."""
    shown = ["default"]
    shown += ["first"] if is_on(at(section, "w:titlePg")) else []
    shown += ["even"] if is_on(at(settings, "w:evenAndOddHeaders")) else []
    for kind in ("header", "footer"):
        references = section.iterchildren(name(f"w:{kind}Reference")) if section is not None else ()
        ids = {each.get(name("w:type"), "default"): each.get(name("r:id"), "") for each in references}
        yield from ((kind, use, related[ids[use]]) for use in shown if ids.get(use) in related)


def _drop_lists(root: Element, numbering: Element | None) -> None:
    """Take away numbers of lists that are not defined: Word would repair the file."""
    lists = numbering.iterchildren(name("w:num")) if numbering is not None else ()
    known = {each.get(name("w:numId")) for each in lists} | {"0", ""}
    for number in list(root.iter(name("w:numPr"))):
        if value(number, "w:numId") not in known:
            remove(number)


def _drop_styles(root: Element, sheet: StyleSheet | None) -> None:
    """Take away names of styles that are not defined."""
    for named in list(root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle"))):
        if not (sheet and named.get(name("w:val")) in sheet.ids):
            remove(named)


def _mended_lists(root: Element) -> list[str]:
    """Take away lists without a definition, or with numbers that leave no room for ours, and marks without their
    picture, and put the parts of levels in order, which LibreOffice mixes up; what is said of it."""
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
    return ["lists of the template that have no usable number, or no definition, are left out"] if fewer else []


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None

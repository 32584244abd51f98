"""The styles, lists, theme, fonts, headers and footers of an imported .docx, cleaned; its text is left out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from msgspec import Struct

from reports.brand.brand import Brand
from reports.brand.word_reference.eastern import drop_eastern_numbers, replace_eastern_fonts
from reports.brand.word_reference.letterhead import LETTERHEAD, first_story, opening_of
from reports.brand.word_reference.numbering import mend_lists, number_as_used
from reports.brand.word_reference.stories import clean, counts_pages, has_content
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, mended, shown_name, value
from reports.brand.word_reference.xml import Element, name, root
from reports.files.archive import open_package
from reports.files.numerals import decimal
from reports.files.sanitiser import sanitised
from reports.files.sanitiser.elements import remove

_ROOTS = {RT.STYLES: "w:styles", RT.NUMBERING: "w:numbering", RT.SETTINGS: "w:settings", RT.FONT_TABLE: "w:fonts"}
"""The roots of the parts that are read, beside the theme."""


_CLEAR = Pt(8)
_Margin = tuple[str, str, XmlPart]


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
    about what was mended; `text` is the text that is left out. `first_page`: the first page has headers and footers of
    its own, or none. The file `opens` with a letterhead or a cover in the text, which is then in header and footer of
    the first page.
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
    first_page: bool = False
    opens: bool = False


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
    changes = [*mend_lists(numbering), *drop_eastern_numbers(numbering), *mended(styles)]
    language = value(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    changes += replace_eastern_fonts((styles, main.element))
    sheet = StyleSheet(styles)
    _drop_undefined(styles, sheet, numbering)
    sections = _sections(main.element)
    section = max(sections, key=lambda each: each.letters, default=None)
    stories = []
    drawings = 0
    number_as_used(main.element, sheet, numbering)
    margins = list(_margins(sections, section, settings, main.related_parts))
    covered = bool(sections) and (section is not sections[0] or _has_first(sections[:1]))
    margins = _with_opening(margins, main, sheet, sections, covered=covered)
    replace_eastern_fonts([part.element for _, _, part in margins])
    titles, foreign = _titles(main.element, sheet), list[str]()
    for kind, use, part in margins:
        foreign += clean(part.element, language, titles)
        _drop_undefined(part.element, sheet, numbering)
        if kind == "footer":
            _keep_clear(part.element)
        for drawing in part.element.iter(name("wp:docPr")):
            drawings += 1
            drawing.set("id", str(drawings))
        stories.append(Story(kind, use, part, has_content(part.element), counts_pages(part.element)))
    if foreign:
        said = ", ".join(f'"{each}"' for each in dict.fromkeys(foreign))
        changes.append(f"words of another document are left out of headers and footers: {said}")
    return ImportedDocument(
        parts=parts,
        styles=sheet,
        numbering=numbering,
        settings=settings,
        fonts=fonts,
        theme=roots.get(RT.THEME),
        section=section.properties if section else None,
        stories=tuple(stories),
        drawings=drawings,
        changes=tuple(changes),
        text=main.element,
        first_page=any(use == "first" for _, use, _ in margins) or _has_first(sections[:1]),
        opens=any(part.partname.startswith(LETTERHEAD) for _, _, part in margins),
    )


class _Section(Struct):
    """A section: its properties, how many letters stand in it, and its headers and footers by kind and use, with those
    that it takes over from the section before it."""

    properties: Element
    letters: int
    references: Mapping[tuple[str, str], str]


def _sections(body: Element) -> list[_Section]:
    """The sections of a text."""
    found: list[_Section] = []
    letters, references = 0, dict[tuple[str, str], str]()
    for each in body.iter(name("w:t"), name("w:sectPr")):
        if each.tag == name("w:t"):
            letters += len(each.text or "")
            continue
        for kind in ("header", "footer"):
            for own in each.iterchildren(name(f"w:{kind}Reference")):
                references[kind, own.get(name("w:type"), "default")] = own.get(name("r:id"), "")
        found.append(_Section(each, letters, dict(references)))
        letters = 0
    return found


def _margins(
    sections: Sequence[_Section], section: _Section | None, settings: Element, related: Mapping[str, XmlPart]
) -> Iterator[_Margin]:
    """Kind, use and part of each header and footer of the section with the text; those of the first page are those of
    the first section, if that is a cover before the text."""
    if section is None:
        return
    evens = ["even"] if is_on(at(settings, "w:evenAndOddHeaders")) else []
    cover, first = sections[0], _has_first(sections[:1])
    for kind in ("header", "footer"):
        ids = {use: section.references.get((kind, use), "") for use in ("default", *evens)}
        if cover is not section or first:
            ids["first"] = cover.references.get((kind, "first" if first else "default"), "")
        yield from ((kind, use, related[id_]) for use, id_ in ids.items() if id_ in related)


def _has_first(sections: Sequence[_Section]) -> bool:
    """Whether the first page of a section differs from the others."""
    return any(is_on(at(each.properties, "w:titlePg")) for each in sections)


def _keep_clear(footer: Element) -> None:
    """Keep text clear of a footer that is higher than the margin."""
    first: Any = next(footer.iterchildren(name("w:p")), None)
    if first is not None and footer.index(first) == 0:
        properties = first.get_or_add_pPr()
        properties.spacing_before = max(properties.spacing_before or Pt(0), _CLEAR)


def _titles(body: Element, sheet: StyleSheet) -> frozenset[str]:
    """The titles and headings in a text, which its headers may repeat."""
    titled = {id_ for id_, style in sheet.of_type("paragraph") if shown_name(style).lower() == "title"}
    said = (
        "".join(each.text or "" for each in paragraph.iter(name("w:t"))).strip().casefold()
        for paragraph in body.iterfind(f"{name('w:body')}/{name('w:p')}")
        if (id_ := value(paragraph, "w:pPr", "w:pStyle")) in titled or sheet.value(id_, "w:pPr", "w:outlineLvl")
    )
    return frozenset(each for each in said if each)


def _with_opening(
    margins: list[_Margin], main: XmlPart, sheet: StyleSheet, sections: Sequence[_Section], *, covered: bool
) -> list[_Margin]:
    """Headers and footers with the drawings of a letterhead or a cover that stands in the text. A first page that is
    `covered` has headers and footers of its own, or none."""
    headings = frozenset(id_ for id_, _ in sheet.of_type("paragraph") if sheet.value(id_, "w:pPr", "w:outlineLvl"))
    page = sections[0].properties if sections else None
    opening = opening_of(main.element, headings, page)
    if not opening:
        return margins
    own = {(kind, use): part for kind, use, part in margins}
    distance = at(page, "w:pgMar")
    high = opening.lowest - (decimal(distance.get(name("w:footer")), 720) / 20 if distance is not None else 36)
    above = [opening.floating, *([run] for run in opening.above)]
    below = [opening.low, *([run] for run in opening.below)]
    for kind, runs, height in (("header", above, 0), ("footer", below, max(high, 0) if opening.low else 0)):
        former = own.get((kind, "first"), None if covered else own.get((kind, "default")))
        own[kind, "first"] = first_story(kind, [each for each in runs if each], main, former, height)
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

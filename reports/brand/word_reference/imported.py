"""The styles, lists, theme, fonts, headers and footers of an imported .docx, cleaned; its text is left out."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from msgspec import Struct

from reports.brand.brand import Brand
from reports.brand.word_reference.letterhead import LETTERHEAD, first_story, opening_of
from reports.brand.word_reference.lists import definition_of, numbered
from reports.brand.word_reference.stories import clean, counts_pages, has_content
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, mended, shown_name, value
from reports.brand.word_reference.xml import Element, insert, name, root
from reports.files.archive import open_package
from reports.files.numerals import decimal
from reports.files.sanitiser import sanitised
from reports.files.sanitiser.elements import remove

_LEVEL_NAMES = (
    "w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:isLgl", "w:suff", "w:lvlText", "w:lvlPicBulletId",
    "w:legacy", "w:lvlJc", "w:pPr", "w:rPr",
)  # fmt: skip
"""The children of a list level in the order of the schema."""
_LEVEL = tuple(map(name, _LEVEL_NAMES))
_ROOTS = {RT.STYLES: "w:styles", RT.NUMBERING: "w:numbering", RT.SETTINGS: "w:settings", RT.FONT_TABLE: "w:fonts"}
"""The roots of the parts that are read, beside the theme."""


_FOREIGN = re.compile(
    "[\\u2e80-\\ud7ff\\uf900-\\ufaff\\ufe30-\\uffef]|chinese|japanese|korean|taiwanese|ideograph|aiueo|iroha|ganada"
    "|chosung|FullWidth",
    re.IGNORECASE,
)
"""Formats and texts of numbers in signs that fonts of our languages lack."""
_EASTERN = re.compile(
    r"[\u2e80-\ud7ff\uf900-\ufaff]|SimSun|FangSong|SimHei|KaiTi|DengXian|YaHei|JhengHei|MingLiU|STSong|GB2312"
    r"|\bMS P?(?:Mincho|Gothic)|\bYu (?:Mincho|Gothic)|Meiryo|Batang|Gulim|Malgun",
    re.IGNORECASE,
)
"""Fonts without Vietnamese letters."""
_CLEAR = Pt(8)
_SANS = re.compile("黑|hei|gothic|gulim|meiryo|malgun|dengxian", re.IGNORECASE)
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
    changes = [*_mend_lists(numbering), *_drop_foreign_numbers(numbering), *mended(styles)]
    language = value(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    changes += _replace_eastern_fonts((styles, main.element))
    sheet = StyleSheet(styles)
    _drop_undefined(styles, sheet, numbering)
    sections = _sections(main.element)
    section = max(sections, key=lambda each: each.letters, default=None)
    stories = []
    drawings = 0
    _number_as_used(main.element, sheet, numbering)
    margins = list(_margins(sections, section, settings, main.related_parts))
    covered = bool(sections) and (section is not sections[0] or _has_first(sections[:1]))
    margins = _with_opening(margins, main, sheet, sections, covered=covered)
    _replace_eastern_fonts([part.element for _, _, part in margins])
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


def _number_as_used(body: Element, sheet: StyleSheet, numbering: Element) -> None:
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
        _link(numbering, value(direct[0], "w:numId"), value(direct[0], "w:ilvl") or "0", id_)


def _link(numbering: Element, number: str, depth: str, id_: str) -> None:
    """Let a level of a list belong to a style, and no longer to another one: programs go by this link."""
    definition = definition_of(numbering, number)
    level = numbered(definition, "w:lvl", "w:ilvl", depth) if definition is not None else None
    if level is not None:
        for former in level.findall(name("w:pStyle")):
            level.remove(former)
        style = level.makeelement(name("w:pStyle"), {name("w:val"): id_})
        insert(level, style, *_LEVEL_NAMES[_LEVEL_NAMES.index("w:pStyle") + 1 :])


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


def _drop_foreign_numbers(root: Element) -> list[str]:
    """Take away numbers in Chinese, Japanese or Korean signs, for which fonts of our languages have no letters. Returns
    a sentence if there were any."""
    found = [each for each in root.iter(name("w:lvl")) if _FOREIGN.search(_sign(each))]
    for level in found:
        for tag, none in (("w:numFmt", "none"), ("w:lvlText", "")):
            if (part := level.find(name(tag))) is not None:
                part.set(name("w:val"), none)
    return ["numbers in Chinese, Japanese or Korean signs are left out"] if found else []


def _replace_eastern_fonts(roots: Iterable[Element]) -> list[str]:
    """Set Latin letters in a font that has all of them, where theirs is one for Chinese, Japanese or Korean. Returns a
    sentence if there were any."""
    found = {}
    for fonts in [fonts for each in roots for fonts in each.iter(name("w:rFonts"))]:
        for key in (name("w:ascii"), name("w:hAnsi")):
            if _EASTERN.search(own := fonts.get(key, "")):
                found[own] = "Arial" if _SANS.search(own) else "Times New Roman"
                fonts.set(key, found[own])
    shown = ", ".join(f'{new} instead of "{own}"' for own, new in found.items())
    return [f"fonts for Chinese, Japanese or Korean have no Vietnamese letters: {shown}"] if found else []


def _sign(level: Element) -> str:
    """The format and the text of the numbers of a level."""
    return f"{value(level, 'w:numFmt')} {value(level, 'w:lvlText')}"


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None  # larger ones leave no room for our lists

"""An organisation's own .docx → what every document keeps of it: styles, lists, theme, fonts, headers and footers.

Its text, and all that leads out of the file, stay behind. `stories` cleans headers and footers; `adopting` adds the
styles that the template has not.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.brand.whole import Brand
from reports.brand.word_reference.carrying import Carrying
from reports.brand.word_reference.stories import clean, counts_pages, lines, says_something
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, mended
from reports.brand.word_reference.xml import Element, name, serialise
from reports.foreign.names import FONTS, NUMBERING, SETTINGS, STYLES, THEME
from reports.foreign.pictures import Pictures
from reports.foreign.prune import prune, remove
from reports.opening import Package, open_package

_STORIES = {"header": "w:hdr", "footer": "w:ftr"}
_LEVEL = tuple(
    name(f"w:{part}")
    for part in (
        "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc",
        "pPr", "rPr",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """A header or footer of the first section: where it is used ("default", "first", "even"), its part, whether it
    shows anything and counts pages, the paragraphs that say something, and what of it does not stay."""

    kind: str
    use: str
    part: str
    says: bool
    counts: bool
    lines: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is kept. `parts` go into the file as they are; `related` are the parts that a part leads to, by the ids.

    `settings` are the elements of its settings that stay; `borders` are those of its pages. `drawings` counts those
    in headers and footers, which have the first numbers; `told` is said when the template is imported.
    """

    parts: Mapping[str, bytes]
    related: Mapping[str, Mapping[str, str]]
    styles: StyleSheet | None
    numbering: Element | None
    theme: Element | None
    fonts: Element | None
    stories: tuple[Story, ...] = ()
    first_page: bool = False
    settings: Mapping[str, Element] = field(default_factory=dict)
    borders: Element | None = None
    drawings: int = 0
    told: tuple[str, ...] = ()

    def story(self, kind: str, use: str) -> Story | None:
        return next((story for story in self.stories if (story.kind, story.use) == (kind, use)), None)


def letterhead_of(brand: Brand) -> Letterhead | None:
    """What is kept of the brand's own template, if it has one."""
    path = brand.template("word")
    return read_letterhead(open_package(path)) if path else None


def read_letterhead(package: Package) -> Letterhead:
    """What of the template is kept."""
    reading = Carrying(package, Pictures(package))
    numbering = _lists(reading)
    styles = reading.pruned("styles", "w:styles", STYLES, "word/styles.xml")
    if styles is not None:
        reading.told += mended(styles)
        _drop_lists(styles, numbering)
    sheet = StyleSheet(styles) if styles is not None else None
    language = at(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang") if styles is not None else None
    reading.tag = language.get(name("w:val"), "") if language is not None else ""
    section = first_section(package)
    settings = reading.pruned("settings", "w:settings", SETTINGS, "word/settings.xml")
    stories = tuple(_stories(section, settings, reading, sheet, numbering)) if section is not None else ()
    return Letterhead(
        numbering=numbering,
        theme=reading.pruned("theme", "a:theme", THEME, "word/theme/theme1.xml"),
        fonts=reading.pruned("fontTable", "w:fonts", FONTS, "word/fontTable.xml"),
        parts=reading.parts,
        related=reading.related,
        styles=sheet,
        stories=stories,
        first_page=section is not None and _says(section, "w:titlePg"),
        settings=_settings(settings) if settings is not None else {},
        borders=_borders(section),
        drawings=reading.drawings,
        told=tuple(reading.told),
    )


def first_section(package: Package) -> Element | None:
    """The properties of the first section of the template's text."""
    root = package.xml(package.main)
    body = root.find(name("w:body")) if root is not None else None
    return next(body.iter(name("w:sectPr")), None) if body is not None else None


def _says(parent: Element, tag: str) -> bool:
    mark = parent.find(name(tag))
    return mark is not None and is_on(mark)


def _stories(
    section: Element, settings: Element | None, reading: Carrying, sheet: StyleSheet | None, numbering: Element | None
) -> Iterator[Story]:
    """The headers and footers that the template shows."""
    relations = reading.package.relations(reading.package.main)
    shown = {
        "default": True,
        "first": _says(section, "w:titlePg"),
        "even": settings is not None and _says(settings, "w:evenAndOddHeaders"),
    }
    for kind, tag in _STORIES.items():
        references = {
            element.get(name("w:type"), "default"): element.get(name("r:id"), "")
            for element in section.iterchildren(name(f"w:{kind}Reference"))
        }
        for use in (use for use, is_shown in shown.items() if is_shown):
            relation = relations.get(references.get(use, ""))
            root = reading.root(relation.target, tag) if relation and relation.kind == kind else None
            if relation and root is not None:
                yield _story((kind, use), root, relation.target, reading, sheet, numbering)


def _story(
    place: tuple[str, str], root: Element, source: str, reading: Carrying, sheet: StyleSheet | None,
    numbering: Element | None,
) -> Story:  # fmt: skip
    kind, use = place
    kept = reading.sound(source)
    gone = clean(root, kept, reading.tag)
    _drop_styles(root, sheet)
    _drop_lists(root, numbering)
    for drawing in root.iter(name("wp:docPr")):
        reading.drawings += 1
        drawing.set("id", str(reading.drawings))
    part = f"word/letterhead-{kind}-{use}.xml"
    reading.parts[part] = serialise(root)
    reading.relate(part, root, kept)
    return Story(kind, use, part, says_something(root), counts_pages(root), tuple(lines(root)), tuple(gone))


def _drop_lists(root: Element, numbering: Element | None) -> None:
    """Take away numbers of lists that are not defined: Word would repair the file."""
    lists = numbering.iterchildren(name("w:num")) if numbering is not None else ()
    known = {each.get(name("w:numId")) for each in lists} | {"0"}
    for number in list(root.iter(name("w:numPr"))):
        named = number.find(name("w:numId"))
        if named is not None and named.get(name("w:val")) not in known:
            remove(number)


def _drop_styles(root: Element, sheet: StyleSheet | None) -> None:
    """Take away names of styles that are not defined."""
    for named in list(root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle"))):
        if not (sheet and named.get(name("w:val")) in sheet.ids):
            remove(named)


def _lists(reading: Carrying) -> Element | None:
    """The definitions of lists, the parts of each level in the order of the schema: LibreOffice mixes them up."""
    root = reading.pruned("numbering", "w:numbering", NUMBERING, "word/numbering.xml")
    if root is None:
        return None
    if _drop_undefined(root):
        reading.told.append("lists of the template that have no usable number, or no definition, are left out")
    for level in root.iter(name("w:lvl")):
        level[:] = sorted(level, key=lambda part: _LEVEL.index(part.tag) if part.tag in _LEVEL else len(_LEVEL))
    return root


def _drop_undefined(root: Element) -> bool:
    """Take away lists without a definition, or with numbers that leave no room for ours, and marks without their
    picture; whether there were such lists."""
    before = len(root)
    defined: set[str | None] = set()
    for definition in root.findall(name("w:abstractNum")):
        number = definition.get(name("w:abstractNumId"), "")
        if _is_number(number) and number not in defined:
            defined.add(number)
        else:
            remove(definition)
    for list_ in root.findall(name("w:num")):
        named = list_.find(name("w:abstractNumId"))
        known = named is not None and named.get(name("w:val")) in defined
        if not known or not _is_number(list_.get(name("w:numId"), "")):
            remove(list_)
    fewer = len(root) < before
    pictures = {each.get(name("w:numPicBulletId")) for each in root.findall(name("w:numPicBullet"))}
    for mark in list(root.iter(name("w:lvlPicBulletId"))):
        if mark.get(name("w:val")) not in pictures:
            remove(mark)
    return fewer


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None


def _settings(settings: Element) -> Mapping[str, Element]:
    """What of the settings headers, footers, lists and colours rest on."""
    kept = ("w:defaultTabStop", "w:evenAndOddHeaders", "w:mirrorMargins", "w:clrSchemeMapping", "w:embedTrueTypeFonts",
            "w:saveSubsetFonts")  # fmt: skip
    return {tag: found for tag in kept if (found := settings.find(name(tag))) is not None}


def _borders(section: Element | None) -> Element | None:
    borders = copy.deepcopy(section.find(name("w:pgBorders"))) if section is not None else None
    if borders is not None:
        prune(borders, SETTINGS, ())
    return borders

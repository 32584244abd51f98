"""An organisation's own .docx → what every document keeps of it: styles, lists, theme, fonts, headers and footers.

Its text, and all that leads out of the file, stay behind. `stories` cleans headers and footers; `adopting` adds the
styles that the template has not.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reports.brand import BrandFile
from reports.numerals import drop_unsound
from reports.opening import Package, open_package
from reports.writers.word.carrying import Carrying, named_in
from reports.writers.word.stories import clean, counts_pages, lines, lost, says_something
from reports.writers.word.style_sheet import StyleSheet, at, is_on
from reports.writers.word.xml import Element, name, serialise

_STORIES = ("header", "footer")
_TYPES = ("default", "first", "even")
_LEVEL = tuple(
    name(f"w:{part}")
    for part in (
        "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc",
        "pPr", "rPr",
    )
)  # fmt: skip
_R_ID = name("r:id")


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
    """What is kept. `parts` go into the file as they are, `types` are the kinds of those whose names do not say it.

    `settings` are the elements of its settings that stay; `borders` are those of its pages. `drawings` counts those
    in headers and footers, which have the first numbers.
    """

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    styles: StyleSheet | None
    numbering: Element | None
    fonts: Element | None
    stories: tuple[Story, ...] = ()
    first_page: bool = False
    settings: Mapping[str, Element] = field(default_factory=dict)
    borders: Element | None = None
    drawings: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """What headers and footers say, paragraph by paragraph."""
        return tuple(line for story in self.stories if story.says for line in story.lines)

    def story(self, kind: str, use: str) -> Story | None:
        return next((story for story in self.stories if (story.kind, story.use) == (kind, use)), None)


def letterhead_of(path: Path | None, named: BrandFile | None) -> Letterhead | None:
    """What is kept of the brand's own template, if it has one; opened once."""
    return _opened(path, named.sha256) if path and named else None


@lru_cache(maxsize=2)
def _opened(path: Path, sha256: str) -> Letterhead:
    return read_letterhead(open_package(path))


def read_letterhead(package: Package) -> Letterhead:
    """What of the template is kept."""
    reading = Carrying(package)
    styles = reading.root("styles")
    numbering = _lists(reading)
    if styles is not None:
        styles = copy.deepcopy(styles)
        _drop_lists(styles, numbering)
    for root in (styles, numbering):
        if root is not None:
            drop_unsound(root)
    sheet = StyleSheet(styles) if styles is not None else None
    language = at(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang") if styles is not None else None
    reading.tag = language.get(name("w:val"), "") if language is not None else ""
    section = first_section(package)
    stories = tuple(_stories(section, reading, sheet, numbering)) if section is not None else ()
    _theme(reading)
    settings = reading.root("settings")
    return Letterhead(
        numbering=numbering,
        fonts=_related_root("fontTable", reading, "font"),
        parts=reading.parts,
        types=reading.types,
        styles=sheet,
        stories=stories,
        first_page=section is not None and _says(section, "w:titlePg"),
        settings=_settings(settings) if settings is not None else {},
        borders=_borders(section),
        drawings=reading.drawings,
    )


def first_section(package: Package) -> Element | None:
    """The properties of the first section of the template's text."""
    root = package.xml(package.main)
    body = root.find(name("w:body")) if root is not None else None
    return next(body.iter(name("w:sectPr")), None) if body is not None else None


def _says(parent: Element, tag: str) -> bool:
    mark = parent.find(name(tag))
    return mark is not None and is_on(mark)


def _stories(section: Element, reading: Carrying, sheet: StyleSheet | None, numbering: Element | None) -> list[Story]:
    found = []
    relations = reading.package.relations(reading.package.main)
    for kind in _STORIES:
        references = {
            element.get(name("w:type"), "default"): element.get(_R_ID, "")
            for element in section.iterchildren(name(f"w:{kind}Reference"))
        }
        for use in _TYPES:
            relation = relations.get(references.get(use, ""))
            root = reading.package.xml(relation.target) if relation and relation.kind == kind else None
            if relation and root is not None:
                gone = tuple(lost(root, reading.carry(relation.target)))
                root = copy.deepcopy(root)
                _drop_styles(root, sheet)
                _drop_lists(root, numbering)
                found.append(_story((kind, use), root, relation.target, gone, reading))
    return found


def _story(place: tuple[str, str], root: Element, source: str, gone: tuple[str, ...], reading: Carrying) -> Story:
    kind, use = place
    kept = reading.carry(source)
    clean(root, kept, reading.tag)
    for drawing in root.iter(name("wp:docPr")):
        reading.drawings += 1
        drawing.set("id", str(reading.drawings))
    drop_unsound(root)
    part = f"word/letterhead-{kind}-{use}.xml"
    reading.parts[part] = serialise(root)
    reading.types[part] = kind
    reading.relate(part, {id_: target for id_, target in kept.items() if id_ in named_in(root)})
    return Story(kind, use, part, says_something(root), counts_pages(root), tuple(lines(root)), gone)


def _drop_lists(root: Element, numbering: Element | None) -> None:
    """Take away numbers of lists that are not defined: Word would repair the file."""
    lists = numbering.iterchildren(name("w:num")) if numbering is not None else ()
    known = {each.get(name("w:numId")) for each in lists} | {"0"}
    for number in list(root.iter(name("w:numPr"))):
        named = number.find(name("w:numId"))
        parent = number.getparent()
        if named is not None and named.get(name("w:val")) not in known and parent is not None:
            parent.remove(number)


def _drop_styles(root: Element, sheet: StyleSheet | None) -> None:
    """Take away names of styles that are not defined."""
    for named in list(root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle"))):
        parent = named.getparent()
        if parent is not None and not (sheet and named.get(name("w:val")) in sheet.ids):
            parent.remove(named)


def _related_root(kind: str, reading: Carrying, carried: str) -> Element | None:
    """The root of the lists or of the table of fonts, with its pictures or fonts among the parts."""
    root = reading.root(kind)
    if root is None:
        return None
    root = copy.deepcopy(root)
    kept = reading.carry(reading.part(kind), carried)
    for element in list(root.iter()):
        lost = [key for key, id_ in element.attrib.items() if str(key).startswith(_R_ID[:-2]) and id_ not in kept]
        parent = element.getparent()
        if lost and parent is not None:
            parent.remove(element)
    reading.relate(f"word/{kind}.xml", {id_: target for id_, target in kept.items() if id_ in named_in(root)}, carried)
    return root


def _lists(reading: Carrying) -> Element | None:
    """The definitions of lists, the parts of each level in the order of the schema: LibreOffice mixes them up."""
    root = _related_root("numbering", reading, "image")
    for level in root.iter(name("w:lvl")) if root is not None else ():
        level[:] = sorted(level, key=lambda part: _LEVEL.index(part.tag) if part.tag in _LEVEL else len(_LEVEL))
    return root


def _theme(reading: Carrying) -> None:
    root = reading.root("theme")
    if root is not None:
        root = copy.deepcopy(root)
        kept = reading.carry(reading.part("theme"))
        clean(root, kept, "")
        reading.parts["word/theme/theme1.xml"] = serialise(root)
        reading.relate("word/theme/theme1.xml", kept)


def _settings(settings: Element) -> Mapping[str, Element]:
    """What of the settings headers, footers, lists and colours rest on."""
    kept = ("w:defaultTabStop", "w:evenAndOddHeaders", "w:mirrorMargins", "w:clrSchemeMapping", "w:embedTrueTypeFonts",
            "w:saveSubsetFonts")  # fmt: skip
    return {tag: copy.deepcopy(found) for tag in kept if (found := settings.find(name(tag))) is not None}


def _borders(section: Element | None) -> Element | None:
    borders = section.find(name("w:pgBorders")) if section is not None else None
    if borders is None:
        return None
    borders = copy.deepcopy(borders)
    for side in borders:
        for key in [key for key in side.attrib if str(key).startswith(_R_ID[:-2])]:
            del side.attrib[key]
    return borders

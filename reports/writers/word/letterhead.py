"""An organisation's own .docx → what every document keeps of it: styles, lists, theme, fonts, headers and footers.

Its text, and all that leads out of the file, stay behind. `stories` cleans headers and footers; `adopting` adds the
styles that the template has not.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reports.brand import BrandFile
from reports.opening import Package, open_package
from reports.writers.word.relations import FONT, PICTURES, relations_part
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


@dataclass(slots=True)
class _Reading:
    """Where reading has come to: the parts that are kept so far, and the new names of pictures and fonts."""

    package: Package
    tag: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    drawings: int = 0

    def part(self, kind: str) -> str:
        """The name of the part of a kind that the document is related to."""
        return next((part for part in self.package.related(self.package.main, kind) if part in self.package.names), "")

    def root(self, kind: str) -> Element | None:
        return self.package.xml(self.part(kind))

    def carry(self, part: str, kind: str = "image") -> dict[str, str]:
        """The pictures (or fonts) that a part is related to, by the ids of the relationships, put among the parts."""
        kept: dict[str, str] = {}
        for id_, relation in sorted(self.package.relations(part).items()):
            ending = posixpath.splitext(relation.target)[1].lower().lstrip(".")
            allowed = (FONT,) if kind == "font" else PICTURES
            if relation.kind != kind or ending not in allowed or relation.target not in self.package.names:
                continue
            if relation.target not in self.carried:
                content = self.package.bytes_of(relation.target)
                if ending == "svg" and not _is_still(self.package.xml(relation.target)):
                    continue
                folder = "fonts" if kind == "font" else "media"
                self.carried[relation.target] = f"{folder}/letterhead{len(self.carried) + 1}.{ending}"
                self.parts[f"word/{self.carried[relation.target]}"] = content
            kept[id_] = self.carried[relation.target]
        return kept

    def relate(self, part: str, kept: Mapping[str, str], kind: str = "image") -> None:
        """The relationships of a part of the new file."""
        if kept:
            folder, _, last = part.rpartition("/")
            up = "../" if folder.count("/") else ""
            relations = ((id_, kind, up + target, False) for id_, target in kept.items())
            self.parts[f"{folder}/_rels/{last}.rels"] = relations_part(relations)


def letterhead_of(path: Path | None, named: BrandFile | None) -> Letterhead | None:
    """What is kept of the brand's own template, if it has one; opened once."""
    return _opened(path, named.sha256) if path and named else None


@lru_cache(maxsize=2)
def _opened(path: Path, sha256: str) -> Letterhead:
    return read_letterhead(open_package(path))


def read_letterhead(package: Package) -> Letterhead:
    """What of the template is kept."""
    reading = _Reading(package)
    styles = reading.root("styles")
    sheet = StyleSheet(styles) if styles is not None else None
    language = at(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang") if styles is not None else None
    reading.tag = language.get(name("w:val"), "") if language is not None else ""
    section = first_section(package)
    stories = tuple(_stories(section, reading)) if section is not None else ()
    _theme(reading)
    settings = reading.root("settings")
    return Letterhead(
        numbering=_lists(reading),
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


def _stories(section: Element, reading: _Reading) -> list[Story]:
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
                found.append(_story(kind, use, root, relation.target, reading))
    return found


def _story(kind: str, use: str, root: Element, source: str, reading: _Reading) -> Story:
    kept = reading.carry(source)
    gone = tuple(lost(root, kept))
    root = copy.deepcopy(root)
    clean(root, kept, reading.tag)
    for drawing in root.iter(name("wp:docPr")):
        reading.drawings += 1
        drawing.set("id", str(reading.drawings))
    part = f"word/letterhead-{kind}-{use}.xml"
    reading.parts[part] = serialise(root)
    reading.types[part] = kind
    reading.relate(part, {id_: target for id_, target in kept.items() if id_ in _named(root)})
    return Story(kind, use, part, says_something(root), counts_pages(root), tuple(lines(root)), gone)


def _named(root: Element) -> set[str]:
    """The ids of the relationships that a part names."""
    space = _R_ID.removesuffix("id")
    return {str(id_) for element in root.iter() for key, id_ in element.attrib.items() if str(key).startswith(space)}


def _related_root(kind: str, reading: _Reading, carried: str) -> Element | None:
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
    reading.relate(f"word/{kind}.xml", {id_: target for id_, target in kept.items() if id_ in _named(root)}, carried)
    return root


def _lists(reading: _Reading) -> Element | None:
    """The definitions of lists, the parts of each level in the order of the schema: LibreOffice mixes them up."""
    root = _related_root("numbering", reading, "image")
    for level in root.iter(name("w:lvl")) if root is not None else ():
        level[:] = sorted(level, key=lambda part: _LEVEL.index(part.tag) if part.tag in _LEVEL else len(_LEVEL))
    return root


def _theme(reading: _Reading) -> None:
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


def _is_still(picture: Element | None) -> bool:
    """Whether an SVG runs nothing and fetches nothing."""
    for element in picture.iter() if picture is not None else ():
        if str(element.tag).rpartition("}")[2] in ("script", "foreignObject"):
            return False
        for key, value in element.attrib.items():
            local = str(key).rpartition("}")[2]
            if local.startswith("on") or (local == "href" and not str(value).startswith(("#", "data:image/"))):
                return False
    return picture is not None

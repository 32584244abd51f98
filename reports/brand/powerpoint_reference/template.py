"""An organisation's .pptx → its first master, layouts, theme and their pictures, ready to be put beside slides.

Nothing that runs or leads out of the file is kept: no links, media, controls, embedded objects, animations.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from reports.brand import Brand
from reports.brand.powerpoint_reference.packing import Picture, Sheet
from reports.brand.powerpoint_reference.sheets import Element, at, has_shapes, made_sound
from reports.foreign.names import SHEET, SPACES, THEME, Names, full
from reports.foreign.pictures import PICTURES, Pictures
from reports.foreign.prune import pointers, prune
from reports.numerals import whole
from reports.opening import Package, open_package

MOST_SIDE = 51_206_400  # EMU: the largest side of a slide (ECMA-376, ST_SlideSizeCoordinate)
_SHOWN = 30  # letters of what stands in the place of a number
_USUAL_SIZE = (9_144_000, 6_858_000)
_ANEW = "choose a template that was saved by PowerPoint"
_ID = full("r:id")
_SAID = {"links": "a link", "pictures": "a linked picture or an embedded object",
         "objects": "a linked picture or an embedded object"}  # fmt: skip
"""What is said of what stays behind, where there is another word for one of them."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The first master of a file and its layouts by their labels, made sound; how many masters there are."""

    master_part: str
    master: Element
    layouts: Mapping[str, Element]
    parts: Mapping[str, str]
    masters: int


@dataclass(frozen=True, slots=True)
class Template:
    """What is kept of a template: the master, layouts, theme, and the styles of text outside placeholders.

    `colours` are the names of the theme's colours by "RRGGBB", `fonts` its heading font ("mj") and body font ("mn");
    `dropped` is said.
    """

    size: tuple[int, int]
    default_text: Element | None
    master: Sheet
    layouts: Mapping[str, Sheet]
    theme: Sheet
    colours: Mapping[str, str]
    fonts: Mapping[str, str]
    dropped: tuple[str, ...]


def template_of(brand: Brand) -> Template | None:
    """The brand's own PowerPoint template; read once in a process."""
    path, named = brand.template("powerpoint"), brand.files.powerpoint
    return _read(path, named.sha256) if path and named else None


@lru_cache(maxsize=4)
def _read(path: Path, sha256: str) -> Template:
    package = open_package(path)
    return read_template(package, read_sheets(package))


def labelled(names: Iterable[str]) -> Iterator[str]:
    """The names by which layouts are told apart: a number behind the second of the same name."""
    used: set[str] = set()
    numbers: dict[str, int] = {}
    for name in names:
        label = stem = unicodedata.normalize("NFC", name.strip()) or "Layout"  # as brand.yaml must write it
        while label in used:
            numbers[stem] = numbers.get(stem, 1) + 1
            label = f"{stem} ({numbers[stem]})"
        used.add(label)
        yield label


def read_sheets(package: Package) -> Sheets:
    """The first master and its layouts, each once. Raises Problems if there are none."""
    masters = list(dict.fromkeys(_listed(package, package.main, "p:sldMasterIdLst")))
    master = package.xml(masters[0]) if masters else None
    if master is None or not has_shapes(master, "p:sldMaster"):
        package.fault("the file has no slide master", _ANEW)
    listed = dict.fromkeys(_listed(package, masters[0], "p:sldLayoutIdLst"))
    found = {part: root for part in listed if (root := package.xml(part)) is not None}
    roots = {part: root for part, root in found.items() if has_shapes(root, "p:sldLayout")}
    if not roots:
        package.fault("the slide master has no layouts", _ANEW)
    labels = list(labelled(_name(root) for root in roots.values()))
    made_sound(master, list(roots.values()))
    by_label = dict(zip(labels, roots.values(), strict=True))
    return Sheets(masters[0], master, by_label, dict(zip(labels, roots, strict=True)), len(masters))


def slide_size(package: Package) -> tuple[int, int]:
    """The sides of a slide in EMU. Raises Problems if the file gives none that a slide can have."""
    presentation = package.xml(package.main)
    extent = at(presentation, "p:sldSz") if presentation is not None else None
    if extent is None:
        return _USUAL_SIZE
    width, height = (whole(extent.get(side), least=0, most=MOST_SIDE) for side in ("cx", "cy"))
    if not width or not height:
        said = " × ".join(f'"{extent.get(side, "")[:_SHOWN]}"' for side in ("cx", "cy"))
        hint = "set the size of slides in PowerPoint, and save it again"
        package.fault(f"the size of its slides is {said}, which no slide can have", hint)
    return width, height


def read_template(package: Package, sheets: Sheets) -> Template:
    """What is kept of the package. Raises Problems if it has no theme, or no size of slides."""
    theme_part = next(package.related(sheets.master_part, "theme"), "")
    theme = package.xml(theme_part)
    if theme is None or theme.tag != full("a:theme"):
        package.fault("the slide master has no theme", _ANEW)
    carrying = _Carrying(Pictures(package))
    master = carrying.sheet(sheets.master_part, sheets.master, SHEET, "the slide master")
    layouts = {
        label: carrying.sheet(sheets.parts[label], root, SHEET, f'the layout "{label}"')
        for label, root in sheets.layouts.items()
    }
    presentation = package.xml(package.main)
    found = at(presentation, "p:defaultTextStyle") if presentation is not None else None
    default_text = copy.deepcopy(found)
    if default_text is not None:
        carrying.left(prune(default_text, SHEET, ()), "text outside placeholders")
    return Template(
        slide_size(package),
        default_text,
        master,
        layouts,
        carrying.sheet(theme_part, theme, THEME, "the theme"),
        _colours(theme, sheets.master),
        _fonts(theme),
        tuple(dict.fromkeys(carrying.dropped)),
    )


def colour_map(master: Element) -> dict[str, str]:
    """Which colour of the theme each of the master's names stands for."""
    mapping = at(master, "p:clrMap")
    return {} if mapping is None else {str(name): str(slot) for name, slot in mapping.attrib.items()}


def _listed(package: Package, part: str, tag: str) -> Iterator[str]:
    root = package.xml(part)
    relations = package.relations(part)
    for element in root.iterfind(f"{tag}/*", SPACES) if root is not None else ():
        relation = relations.get(element.get(_ID, ""))
        if relation:
            yield relation.target


def _name(layout: Element) -> str:
    slide = at(layout, "p:cSld")
    return slide.get("name", "") if slide is not None else ""


def _colours(theme: Element, master: Element) -> dict[str, str]:
    """The names under which a sheet calls the theme's colours, by "RRGGBB"."""
    scheme = at(theme, "a:themeElements/a:clrScheme")
    slots = {etree.QName(slot).localname: slot[0] for slot in scheme if len(slot)} if scheme is not None else {}
    found: dict[str, str] = {}
    for name, slot in colour_map(master).items():
        element = slots.get(slot)
        value = "" if element is None else element.get("lastClr") or element.get("val") or ""
        found.setdefault(value.upper(), name)
    return found


def _fonts(theme: Element) -> dict[str, str]:
    scheme = "a:themeElements/a:fontScheme"
    paths = {"mj": f"{scheme}/a:majorFont/a:latin", "mn": f"{scheme}/a:minorFont/a:latin"}
    found = {name: at(theme, path) for name, path in paths.items()}
    return {name: "" if font is None else font.get("typeface", "") for name, font in found.items()}


@dataclass(slots=True)
class _Carrying:
    """Sheets as they are carried over: the pictures that they use, and what had to be left behind."""

    sound: Pictures
    pictures: dict[str, Picture] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def sheet(self, part: str, root: Element, names: Names, called: str) -> Sheet:
        """A copy of a sheet without what does not belong in a deck."""
        root = copy.deepcopy(root)
        kept = self.sound.of(part)
        self.left(prune(root, names, kept), called)
        used: list[Picture] = []
        for element, attribute, id_ in pointers(root):
            picture = self.pictures.get(kept[id_].part)
            if picture is None:
                ending, content = kept[id_].ending, kept[id_].content
                picture = Picture(f"template{len(self.pictures) + 1}.{ending}", PICTURES[ending], content)
                self.pictures[kept[id_].part] = picture
            if picture not in used:
                used.append(picture)
            element.set(attribute, f"rId{used.index(picture) + 1}")
        return Sheet(root, tuple(used))

    def left(self, missed: Iterable[str], called: str) -> None:
        """Note what had to be left behind on a sheet."""
        for what in missed:
            said = _SAID.get(what, what)
            self.dropped.append(f"{said} on {called} {'is' if what in _SAID else 'are'} left out")

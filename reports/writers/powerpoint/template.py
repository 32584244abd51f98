"""An organisation's .pptx → its first master, layouts, theme and their pictures, ready to be put beside slides.

Nothing that runs or leads out of the file is kept: no links, media, controls, embedded objects, animations.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from reports.brand import Brand
from reports.numerals import drop_unsound, whole
from reports.opening import Package, open_package
from reports.opening import Relation as Link
from reports.writers.powerpoint.parts import OFFICE, Part, Relation, qualified
from reports.writers.powerpoint.sheets import has_shapes, made_sound

IMAGES: Mapping[str, str] = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
}  # fmt: skip
MOST_SIDE = 51_206_400  # EMU: the largest side of a slide (ECMA-376, ST_SlideSizeCoordinate)
_SHOWN = 30  # letters of what stands in the place of a number
_USUAL_SIZE = (9_144_000, 6_858_000)
_ANEW = "choose a template that was saved by PowerPoint"
_BY_ENDING = ("png", "svg")  # their type is known by the ending
_DROPPED = {"p:timing": "animations", "p:transition": "", "p:custDataLst": "", "p:controls": "controls"}
_WHOLE = ("p:pic", "p:graphicFrame", "p:contentPart", "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
          "AlternateContent")  # fmt: skip
_RELATED = f"{{{OFFICE}/relationships}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The first master of a file and its layouts by their labels, made sound; how many masters there are."""

    master_part: str
    master: etree._Element
    layouts: Mapping[str, etree._Element]
    parts: Mapping[str, str]
    masters: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A master, layout or theme without what does not belong in a deck; its `r:` ids count its pictures from 1."""

    root: etree._Element
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What is kept of a template: the master, layouts, theme, and the styles of text outside placeholders.

    `colours` are the names of the theme's colours by "RRGGBB", `fonts` its heading font ("mj") and body font ("mn");
    `dropped` is said.
    """

    size: tuple[int, int]
    default_text: etree._Element | None
    master: Sheet
    layouts: Mapping[str, Sheet]
    theme: Sheet
    colours: Mapping[str, str]
    fonts: Mapping[str, str]
    pictures: tuple[Part, ...]
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
    return Sheets(
        masters[0], master, dict(zip(labels, roots.values(), strict=True)), dict(zip(labels, roots, strict=True)),
        len(masters),
    )  # fmt: skip


def slide_size(package: Package) -> tuple[int, int]:
    """The sides of a slide in EMU. Raises Problems if the file gives none that a slide can have."""
    presentation = package.xml(package.main)
    extent = presentation.find(qualified("p:sldSz")) if presentation is not None else None
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
    if theme is None or theme.tag != qualified("a:theme"):
        package.fault("the slide master has no theme", _ANEW)
    carrying = _Carrying(package)
    master = carrying.sheet(sheets.master_part, sheets.master, "the slide master")
    layouts = {
        label: carrying.sheet(sheets.parts[label], root, f'the layout "{label}"')
        for label, root in sheets.layouts.items()
    }
    presentation = package.xml(package.main)
    default_text = presentation.find(qualified("p:defaultTextStyle")) if presentation is not None else None
    if default_text is not None:
        drop_unsound(default_text)
    return Template(
        slide_size(package), default_text, master, layouts, carrying.sheet(theme_part, theme, "the theme"),
        _colours(theme, sheets.master), _fonts(theme), tuple(carrying.pictures.values()),
        tuple(dict.fromkeys(carrying.dropped)),
    )  # fmt: skip


def colour_map(master: etree._Element) -> dict[str, str]:
    """Which colour of the theme each of the master's names stands for."""
    mapping = master.find(qualified("p:clrMap"))
    return {} if mapping is None else {str(name): str(slot) for name, slot in mapping.attrib.items()}


def _listed(package: Package, part: str, tag: str) -> Iterator[str]:
    root = package.xml(part)
    relations = package.relations(part)
    for element in root.iterfind(f"{qualified(tag)}/*") if root is not None else ():
        relation = relations.get(element.get(f"{_RELATED}id", ""))
        if relation:
            yield relation.target


def _name(layout: etree._Element) -> str:
    slide = layout.find(qualified("p:cSld"))
    return slide.get("name", "") if slide is not None else ""


def _colours(theme: etree._Element, master: etree._Element) -> dict[str, str]:
    """The names under which a sheet calls the theme's colours, by "RRGGBB"."""
    scheme = theme.find(f"{qualified('a:themeElements')}/{qualified('a:clrScheme')}")
    slots = {etree.QName(slot).localname: slot[0] for slot in scheme if len(slot)} if scheme is not None else {}
    found: dict[str, str] = {}
    for name, slot in colour_map(master).items():
        element = slots.get(slot)
        value = "" if element is None else element.get("lastClr") or element.get("val") or ""
        found.setdefault(value.upper(), name)
    return found


def _fonts(theme: etree._Element) -> dict[str, str]:
    scheme = f"{qualified('a:themeElements')}/{qualified('a:fontScheme')}"
    paths = {"mj": f"{scheme}/{qualified('a:majorFont')}", "mn": f"{scheme}/{qualified('a:minorFont')}"}
    found = {name: theme.find(f"{path}/{qualified('a:latin')}") for name, path in paths.items()}
    return {name: "" if font is None else font.get("typeface", "") for name, font in found.items()}


@dataclass(slots=True)
class _Carrying:
    """Sheets as they are carried over: the pictures that they use, and what had to be left behind."""

    package: Package
    pictures: dict[str, Part] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def sheet(self, part: str, root: etree._Element, called: str) -> Sheet:
        """A sheet without what does not belong in a deck."""
        for name, said in _DROPPED.items():
            for element in list(root.iter(qualified(name))):
                _remove(element)
                self.dropped += [f"{said} on {called} are left out"] if said else []
        known, relations = self.package.relations(part), list[Relation]()
        numbers: dict[str, int] = {}
        for element in list(root.iter()):
            for attribute in [name for name in element.attrib if str(name).startswith(_RELATED)]:
                id_ = str(element.get(attribute))
                if id_ not in numbers:
                    target = self._picture(known.get(id_))
                    if target:
                        relations.append(Relation("image", target))
                    numbers[id_] = len(relations) if target else 0
                if numbers[id_]:
                    element.set(attribute, f"rId{numbers[id_]}")
                elif attribute == f"{_RELATED}link" and element.get(f"{_RELATED}embed"):
                    del element.attrib[attribute]  # the picture is here too, not only where it was linked from
                else:
                    self._drop(element, called)
        return Sheet(root, tuple(relations))

    def _picture(self, relation: Link | None) -> str | None:
        """The name of a picture in the deck, if the relationship leads to one in the file."""
        if relation is None or relation.kind != "image" or relation.target not in self.package.names:
            return None
        ending = relation.target.rpartition(".")[2].lower()
        if ending not in IMAGES:
            return None
        if relation.target not in self.pictures:
            name = f"ppt/media/template{len(self.pictures) + 1}.{ending}"
            type_ = "" if ending in _BY_ENDING else IMAGES[ending]
            self.pictures[relation.target] = Part(name, type_, self.package.bytes_of(relation.target))
        return self.pictures[relation.target].name

    def _drop(self, element: etree._Element, called: str) -> None:
        """Leave an element behind that leads out of the sheet, with the shape that is nothing without it."""
        name = etree.QName(element).localname
        if name in ("sldLayoutId", "tags"):
            return
        shapes = [each for each in element.iterancestors() if each.tag in _SHAPES]
        if name.startswith("hlink") or not shapes:
            what = "a link" if name.startswith("hlink") else "a linked picture" if name == "blip" else f'"{name}"'
            self.dropped.append(f"{what} on {called} is left out")
            _remove(_fill_of(element))
        elif shapes[-1].getparent() is not None:
            self.dropped.append(f"a linked picture or an embedded object on {called} is left out")
            _remove(shapes[-1])


_SHAPES = frozenset(name if name.startswith("{") else qualified(name) for name in _WHOLE)


def _fill_of(element: etree._Element) -> etree._Element:
    """What is to go with a picture that is missing: its fill, its extension."""
    parent = element.getparent()
    named = {"blipFill", "ext", "buBlip"}
    return parent if parent is not None and etree.QName(parent).localname in named else element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    name = etree.QName(parent).localname
    if name == "bgPr" and not any(etree.QName(each).localname.endswith("Fill") for each in parent):
        solid = etree.Element(qualified("a:solidFill"))
        etree.SubElement(solid, qualified("a:schemeClr"), {"val": "bg1"})
        parent.insert(0, solid)
    elif parent.tag == _MC or (name in ("Choice", "Fallback", "extLst") and not len(parent)):
        _remove(parent)

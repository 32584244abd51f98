"""An organisation's .pptx, sanitised → its first master, the layouts, the theme and their pictures, for a reference."""

from __future__ import annotations

import copy
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Length

from reports.brand import Brand
from reports.brand.powerpoint_reference.package import ReferenceSheet, SheetPicture
from reports.brand.powerpoint_reference.sheets import Element, at, made_sound
from reports.brand.theme import Theme, theme_in
from reports.diagnostics import Diagnostic, Place, Problems
from reports.files.archive import open_package
from reports.files.numerals import whole
from reports.files.sanitiser import sanitised
from reports.files.sanitiser.elements import pointers, remove

MOST_SIDE = Inches(56)  # the largest side of a slide (ECMA-376, ST_SlideSizeCoordinate)
_SHOWN = 30  # letters of what stands in the place of a number
_USUAL_SIZE = (Inches(10), Inches(7.5))
_ANEW = "choose a template that was saved by PowerPoint"


@dataclass(frozen=True, slots=True)
class Template:
    """What is kept of a template, made sound: the master, layouts by label, theme, styles of text outside placeholders.

    `colours` are the names of the theme's colours by "RRGGBB", `fonts` its heading font ("mj") and body font ("mn").
    """

    size: tuple[Length, Length]
    default_text: Element | None
    master: ReferenceSheet
    layouts: Mapping[str, ReferenceSheet]
    theme: ReferenceSheet
    colours: Mapping[str, str]
    fonts: Mapping[str, str]


def template_of(brand: Brand) -> Template | None:
    """The brand's own PowerPoint template; read once in a process."""
    path, named = brand.template("powerpoint"), brand.files.powerpoint
    return _read(path, named.sha256) if path and named else None


@lru_cache(maxsize=4)
def _read(path: Path, sha256: str) -> Template:
    return read_template(sanitised(open_package(path)).content, str(path))


def read_template(content: bytes, path: str) -> Template:
    """The parts kept of a sanitised file. Raises Problems if one that is needed is missing, or its size impossible."""
    presentation = pptx.Presentation(io.BytesIO(content))
    masters = list(presentation.slide_masters)
    if not masters or not _has_shapes(masters[0].part):
        fault(path, "the file has no slide master", _ANEW)
    master = masters[0].part
    layouts = [part for part in dict.fromkeys(layout.part for layout in masters[0].slide_layouts) if _has_shapes(part)]
    if not layouts:
        fault(path, "the slide master has no layouts", _ANEW)
    theme = next((each.target_part for each in master.rels.values() if each.reltype == RT.THEME), None)
    if theme is None:
        fault(path, "the slide master has no theme", _ANEW)
    made_sound(master._element, [part._element for part in layouts])
    listed = at(master._element, "p:sldLayoutIdLst")
    if listed is not None:
        remove(listed)  # a reference has its own
    root = parse_xml(theme.blob)
    found = theme_in(root)
    labels = labelled(_name(part._element) for part in layouts)
    taking = _Taking()
    return Template(
        size=_slide_size(presentation._element, path),
        default_text=copy.deepcopy(at(presentation._element, "p:defaultTextStyle")),
        master=taking.sheet(master, master._element),
        layouts={label: taking.sheet(part, part._element) for label, part in zip(labels, layouts, strict=True)},
        theme=taking.sheet(theme, root),
        colours=_colours(found, master._element),
        fonts={"mj": found.major, "mn": found.minor},
    )


def fault(path: str, message: str, hint: str) -> NoReturn:
    """Complain of the file, called `path`."""
    raise Problems([Diagnostic(message, Place(path), hint)])


def _has_shapes(part: XmlPart) -> bool:
    return at(part._element, "p:cSld/p:spTree") is not None


def labelled(names: Iterable[str]) -> Iterator[str]:
    """The names by which layouts are told apart: a number after the second of the same name."""
    used: set[str] = set()
    numbers: dict[str, int] = {}
    for name in names:
        label = stem = unicodedata.normalize("NFC", name.strip()) or "Layout"  # as brand.yaml must write it
        while label in used:
            numbers[stem] = numbers.get(stem, 1) + 1
            label = f"{stem} ({numbers[stem]})"
        used.add(label)
        yield label


def _slide_size(presentation: Element, path: str) -> tuple[Length, Length]:
    """The sides of a slide. Raises Problems if the file gives none that a slide can have."""
    extent = at(presentation, "p:sldSz")
    if extent is None:
        return _USUAL_SIZE
    width, height = (whole(extent.get(side), least=0, most=MOST_SIDE) for side in ("cx", "cy"))
    if not width or not height:
        said = " × ".join(f'"{extent.get(side, "")[:_SHOWN]}"' for side in ("cx", "cy"))
        hint = "set the size of slides in PowerPoint, and save it again"
        fault(path, f"the size of its slides is {said}, which no slide can have", hint)
    return Emu(width), Emu(height)


def colour_map(master: Element) -> dict[str, str]:
    """Which colour of the theme each of the master's names stands for."""
    mapping = at(master, "p:clrMap")
    return {} if mapping is None else {str(name): str(slot) for name, slot in mapping.attrib.items()}


def _name(layout: Element) -> str:
    slide = at(layout, "p:cSld")
    return slide.get("name", "") if slide is not None else ""


def _colours(theme: Theme, master: Element) -> dict[str, str]:
    """The names by which a sheet refers to the theme's colours, by "RRGGBB"."""
    found: dict[str, str] = {}
    for name, slot in colour_map(master).items():
        found.setdefault(theme.colours.get(slot, "").removeprefix("#"), name)
    return found


@dataclass(slots=True)
class _Taking:
    """Pictures of a file by their parts, as its sheets are taken over."""

    pictures: dict[Part, SheetPicture] = field(default_factory=dict)

    def sheet(self, part: Part, root: Element) -> ReferenceSheet:
        """A sheet, its pictures counted from 1."""
        used: list[SheetPicture] = []
        for element, attribute, id_ in pointers(root):
            picture = self.picture(part.related_part(id_))
            if picture not in used:
                used.append(picture)
            element.set(attribute, f"rId{used.index(picture) + 1}")
        return ReferenceSheet(root, tuple(used))

    def picture(self, part: Part) -> SheetPicture:
        if part not in self.pictures:
            name = f"template{len(self.pictures) + 1}.{part.partname.ext}"
            self.pictures[part] = SheetPicture(name, part.content_type, part.blob)
        return self.pictures[part]

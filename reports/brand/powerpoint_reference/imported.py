"""The master of an imported .pptx with its layouts, its theme and their pictures, cleaned and mended."""

from __future__ import annotations

import copy
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pptx
from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.util import Emu, Inches, Length

from reports.brand import Brand
from reports.brand.model import MOST_INCHES
from reports.brand.powerpoint_reference.carried import carry
from reports.brand.powerpoint_reference.package import root_of
from reports.brand.powerpoint_reference.sheets import Element, at, colour_map, common_data, mend_sheets
from reports.brand.theme import theme_in
from reports.diagnostics import Diagnostic, Place, Problems
from reports.files.archive import open_package
from reports.files.numerals import whole
from reports.files.sanitiser import sanitised
from reports.files.sanitiser.elements import pointers, remove

MOST_SIDE = Inches(MOST_INCHES)  # the largest side of a slide (ECMA-376, ST_SlideSizeCoordinate)
_USUAL_SIZE = (Inches(10), Inches(7.5))
_ANEW = "choose a file that was saved by PowerPoint"


class ImportedDeck(Struct, frozen=True):
    """The master, layouts by label, theme, and styles of text outside placeholders; all to be copied, not changed.

    `colours` are the names of the theme's colours by "RRGGBB", `fonts` its heading font ("mj") and body font ("mn").
    """

    size: tuple[Length, Length]
    default_text: Element | None
    master: XmlPart
    layouts: Mapping[str, XmlPart]
    theme: Part
    colours: Mapping[str, str]
    fonts: Mapping[str, str]


def imported_deck(brand: Brand) -> ImportedDeck | None:
    """The brand's imported file, if it has one; read once in a process."""
    path, named = brand.imported("powerpoint"), brand.files.powerpoint
    used = frozenset(name for each in brand.slides.layouts.values() for name in (each.original, each.base))
    return _read(path, named.sha256, named.master, used) if path and named else None


@lru_cache(maxsize=4)
def _read(path: Path, sha256: str, master: int, used: frozenset[str]) -> ImportedDeck:
    package = open_package(path)
    carry(package, master, used)
    return read_deck(sanitised(package, master).content, str(path))


def read_deck(content: bytes, path: str) -> ImportedDeck:
    """The deck in a cleaned file. Raises Problems if it has no master, layouts or theme, or an impossible size."""
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
    mend_sheets(master._element, [part._element for part in layouts])
    listed = at(master._element, "p:sldLayoutIdLst")
    if listed is not None:
        remove(listed)  # a reference has its own
    found, names = theme_in(root_of(theme)), colour_map(master._element)
    labels = labelled(common_data(part._element).get("name", "") for part in layouts)
    pictures = (sheet.related_part(id_) for sheet in (master, *layouts, theme) for *_, id_ in pointers(root_of(sheet)))
    for number, picture in enumerate(dict.fromkeys(pictures), 1):
        picture.partname = PackURI(f"/ppt/media/imported{number}.{picture.partname.ext}")
    return ImportedDeck(
        size=_slide_size(presentation._element, path),
        default_text=copy.deepcopy(at(presentation._element, "p:defaultTextStyle")),
        master=master,
        layouts=dict(zip(labels, layouts, strict=True)),
        theme=theme,
        colours={found.colours.get(slot, "")[1:]: name for name, slot in reversed(names.items())},
        fonts={"mj": found.major, "mn": found.minor},
    )


def fault(path: str, message: str, hint: str) -> NoReturn:
    """Raise Problems for the file, called `path`."""
    raise Problems([Diagnostic(message, Place(path), hint)])


def _has_shapes(part: XmlPart) -> bool:
    return at(part._element, "p:cSld/p:spTree") is not None


def labelled(names: Iterable[str]) -> Iterator[str]:
    """Distinct names of layouts: the second of one name gets a number."""
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
    """The size of slides. Raises Problems if it is out of range."""
    extent = at(presentation, "p:sldSz")
    if extent is None:
        return _USUAL_SIZE
    width, height = (whole(extent.get(side), least=0, most=MOST_SIDE) for side in ("cx", "cy"))
    if not width or not height:
        hint = "set the size of slides in PowerPoint, and save it again"
        fault(path, "the size of its slides is missing or out of range", hint)
    return Emu(width), Emu(height)

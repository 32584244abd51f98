"""A master, layouts and a theme as parts of python-pptx, and the .pptx without slides that they make."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.coreprops import CT_CoreProperties
from pptx.package import Package
from pptx.util import Length

from reports.brand.powerpoint_reference.looks import Paint, inches, parsed, rooted
from reports.brand.powerpoint_reference.placeholders import NOTES_SIZE, notes_master
from reports.brand.powerpoint_reference.sheets import Element, put
from reports.files.package import saved
from reports.files.sanitiser.elements import pointers
from reports.files.xml_text import Xml

_MASTER_ID = 2_147_483_648
_MASTER_ORDER = ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst")


@dataclass(frozen=True, slots=True)
class Basis:
    """The parts on which slides are based, in a new package; `numbers` are the positions of the brand's layouts.

    `default_text` are the styles of text outside placeholders; `colour_map` gives the theme's slot for each colour name
    of the master.
    """

    package: Package
    paint: Paint
    size: tuple[Length, Length]
    default_text: Element | None
    colour_map: Mapping[str, str]
    theme: XmlPart
    master: XmlPart
    layouts: Sequence[XmlPart]
    numbers: Mapping[str, int]


def new_package() -> Package:
    """A package without parts."""
    return Package(io.BytesIO())


def new_part(package: Package, name: str, type_: str, root: Element) -> XmlPart:
    """A part with this root, not yet related to others."""
    return XmlPart(PackURI(name), type_, package, root)  # type: ignore[arg-type]


def new_master(package: Package, root: Element) -> XmlPart:
    return new_part(package, "/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER, root)


def new_layout(package: Package, number: int, root: Element) -> XmlPart:
    return new_part(package, f"/ppt/slideLayouts/slideLayout{number}.xml", CT.PML_SLIDE_LAYOUT, root)


def new_theme(package: Package, root: Element, number: int = 1) -> XmlPart:
    return new_part(package, f"/ppt/theme/theme{number}.xml", CT.OFC_THEME, root)


def root_of(part: Part) -> Element:
    """The root of a part; a new one where python-pptx keeps the bytes only."""
    root: Element = part._element if isinstance(part, XmlPart) else parse_xml(part.blob)
    return root


def with_pictures(part: XmlPart, source: Part) -> XmlPart:
    """The part, whose content is a copy of that of `source`, related to the pictures of `source`."""
    for element, attribute, id_ in pointers(part._element):
        element.set(attribute, part.relate_to(source.related_part(id_), RT.IMAGE))
    return part


def packed(basis: Basis, table_style: str) -> bytes:
    """The file: the basis, a master for notes, the brand's table style, and nothing else."""
    package = basis.package
    wide, high = map(inches, NOTES_SIZE)
    lists = Xml(
        f'<p:sldMasterIdLst><p:sldMasterId id="{_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{basis.size[0]}" cy="{basis.size[1]}"/><p:notesSz cx="{wide}" cy="{high}"/>'
    )
    root = rooted("p:presentation", {"saveSubsetFonts": "1", "autoCompressPictures": "0"}, lists)
    if basis.default_text is not None:
        root.append(basis.default_text)
    presentation = new_part(package, "/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN, root)
    package.relate_to(presentation, RT.OFFICE_DOCUMENT)
    _relate_sheets(basis)
    presentation.relate_to(basis.master, RT.SLIDE_MASTER)
    presentation.relate_to(_notes(basis), RT.NOTES_MASTER)
    presentation.relate_to(basis.theme, RT.THEME)
    for name, type_, kind, own in (
        ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, rooted("p:presentationPr", {})),
        ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, rooted("p:viewPr", {})),
        ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, basis.paint.table_styles(table_style)),
    ):
        presentation.relate_to(new_part(package, f"/ppt/{name}.xml", type_, own), kind)
    core = new_part(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, CT_CoreProperties.new_coreProperties())
    package.relate_to(core, RT.CORE_PROPERTIES)
    return saved(package)


def _relate_sheets(basis: Basis) -> None:
    """Relate master and layouts to each other, and list the layouts in the master."""
    master, listed = basis.master, ""
    for number, layout in enumerate(basis.layouts, 1):
        layout.relate_to(master, RT.SLIDE_MASTER)
        listed += f'<p:sldLayoutId id="{_MASTER_ID + number}" r:id="{master.relate_to(layout, RT.SLIDE_LAYOUT)}"/>'
    put(master._element, parsed(Xml(f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>")), _MASTER_ORDER)
    master.relate_to(basis.theme, RT.THEME)


def _notes(basis: Basis) -> XmlPart:
    """The master for notes with a theme of its own."""
    root = notes_master(basis.paint, basis.colour_map)
    part = new_part(basis.package, "/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER, root)
    theme = new_theme(basis.package, copy.deepcopy(basis.theme._element), number=2)
    part.relate_to(with_pictures(theme, basis.theme), RT.THEME)
    return part

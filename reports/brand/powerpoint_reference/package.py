"""A master, layouts and a theme as parts of python-pptx, and the .pptx without slides that they make."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.coreprops import CT_CoreProperties
from pptx.package import Package
from pptx.util import Length

from reports.brand.powerpoint_reference.looks import Paint, parsed, rooted, text_body
from reports.brand.powerpoint_reference.sheets import Element, colour_map, put
from reports.brand.xml_files import filled
from reports.files.package import saved
from reports.files.sanitiser.elements import pointers
from reports.files.xml_text import Xml, element

_KINDS = {
    "presentation": ("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN),
    "master": ("/ppt/slideMasters/slideMaster{}.xml", CT.PML_SLIDE_MASTER),
    "layout": ("/ppt/slideLayouts/slideLayout{}.xml", CT.PML_SLIDE_LAYOUT),
    "notes master": ("/ppt/notesMasters/notesMaster{}.xml", CT.PML_NOTES_MASTER),
    "theme": ("/ppt/theme/theme{}.xml", CT.OFC_THEME),
    "properties": ("/ppt/presProps.xml", CT.PML_PRES_PROPS),
    "view": ("/ppt/viewProps.xml", CT.PML_VIEW_PROPS),
    "table styles": ("/ppt/tableStyles.xml", CT.PML_TABLE_STYLES),
    "core": ("/docProps/core.xml", CT.OPC_CORE_PROPERTIES),
}
"""Name and content type of each kind of part."""
_MASTER_ID = 2_147_483_648
_MASTER_ORDER = ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst")


class Basis(Struct, frozen=True):
    """The parts on which slides are based, in a new package; `numbers` are the positions of the brand's layouts.

    `default_text` are the styles of text outside placeholders.
    """

    package: Package
    paint: Paint
    size: tuple[Length, Length]
    default_text: Element | None
    theme: XmlPart
    master: XmlPart
    layouts: Sequence[XmlPart]
    numbers: Mapping[str, int]


def new_part(package: Package, kind: str, root: Element, number: int = 1) -> XmlPart:
    """A part with this root, not yet related to others."""
    name, type_ = _KINDS[kind]
    return XmlPart(PackURI(name.format(number)), type_, package, root)  # type: ignore[arg-type]


def root_of(part: Part) -> Element:
    """The root of a part; a new one where python-pptx keeps the bytes only."""
    root: Element = part._element if isinstance(part, XmlPart) else parse_xml(part.blob)
    return root


def with_pictures(part: XmlPart, source: Part) -> XmlPart:
    """Relate a part, whose content is a copy of `source`, to the pictures of `source`; return the part."""
    for pointer, attribute, id_ in pointers(part._element):
        pointer.set(attribute, part.relate_to(source.related_part(id_), RT.IMAGE))
    return part


def packed(basis: Basis, table_style: str) -> bytes:
    """The file: the basis, a master for notes, the brand's table style, and nothing else."""
    package = basis.package
    lists = Xml(
        f'<p:sldMasterIdLst><p:sldMasterId id="{_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{basis.size[0]}" cy="{basis.size[1]}"/><p:notesSz cx="6858000" cy="9144000"/>'
    )
    root = rooted("p:presentation", {"saveSubsetFonts": "1", "autoCompressPictures": "0"}, lists)
    if basis.default_text is not None:
        root.append(basis.default_text)
    presentation = new_part(package, "presentation", root)
    package.relate_to(presentation, RT.OFFICE_DOCUMENT)
    _relate_sheets(basis)
    presentation.relate_to(basis.master, RT.SLIDE_MASTER)
    presentation.relate_to(_notes(basis), RT.NOTES_MASTER)
    presentation.relate_to(basis.theme, RT.THEME)
    styles = basis.paint.table_styles(table_style)
    presentation.relate_to(new_part(package, "properties", rooted("p:presentationPr", {})), RT.PRES_PROPS)
    presentation.relate_to(new_part(package, "view", rooted("p:viewPr", {})), RT.VIEW_PROPS)
    presentation.relate_to(new_part(package, "table styles", styles), RT.TABLE_STYLES)
    package.relate_to(new_part(package, "core", CT_CoreProperties.new_coreProperties()), RT.CORE_PROPERTIES)
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
    """The master of notes pages, with the slide above the notes, and a theme of its own."""
    looks, body = basis.paint.brand.slides, basis.paint.brand.fonts.body
    brand = basis.paint.brand.on_paper()
    paint = replace(
        basis.paint, brand=brand, fonts={"mj": body, "mn": body}
    )  # LibreOffice ignores the theme when it prints notes
    footer, notes = looks.placeholders["footer"], looks.placeholders["notes"]
    filled_in = filled(
        "powerpoint_reference/notes_master.xml",
        ground=paint.background("ground"),
        rule=paint.fill("rule"),
        left=text_body(footer, paint),
        right=text_body(footer.model_copy(update={"align": "right"}), paint),
        number=text_body(footer.model_copy(update={"align": "right", "type": "sldNum"}), paint),
        notes=text_body(notes, paint),
        colours=element("p:clrMap", colour_map(basis.master._element)),
        levels=paint.levels(looks.styles_of(notes), "left", "mn"),
    )
    part = new_part(basis.package, "notes master", parse_xml(filled_in))
    theme = new_part(basis.package, "theme", copy.deepcopy(basis.theme._element), number=2)
    part.relate_to(with_pictures(theme, basis.theme), RT.THEME)
    return part

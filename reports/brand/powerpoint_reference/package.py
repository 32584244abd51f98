"""A master, layouts, a theme → a .pptx without slides that python-pptx opens."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml.coreprops import CT_CoreProperties
from pptx.package import Package
from pptx.util import Length

from reports.brand.powerpoint_reference.holders import NOTES_SIZE, notes_master
from reports.brand.powerpoint_reference.looks import Paint, inches, parsed, rooted
from reports.brand.powerpoint_reference.sheets import Element, put
from reports.files.package import saved
from reports.files.xml_text import Xml

_MASTER_ID = 2_147_483_648
_MASTER_ORDER = ("cSld", "clrMap", "sldLayoutIdLst", "transition", "timing", "hf", "txStyles", "extLst")


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture: its file's name, its content type, its bytes."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReferenceSheet:
    """A master, layout or theme; its `r:` ids count its pictures from 1."""

    root: Element
    pictures: tuple[SheetPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What slides are based on: the size of slides; `numbers` are the places of the brand's layouts among all layouts.

    `default_text` are the styles of text outside placeholders, `colour_map` says which of the theme's colours each
    name stands for.
    """

    paint: Paint
    size: tuple[Length, Length]
    default_text: Element | None
    colour_map: Mapping[str, str]
    theme: ReferenceSheet
    master: ReferenceSheet
    layouts: Sequence[ReferenceSheet]
    numbers: Mapping[str, int]


def packed(basis: Basis, table_style: str) -> bytes:
    """The file: the basis, a master for notes, the brand's table style, and nothing else."""
    return saved(_Packing().package_of(basis, table_style))


@dataclass(slots=True)
class _Packing:
    """A package while it is put together, and the parts of its pictures by their names."""

    package: Package = field(default_factory=lambda: Package(io.BytesIO()))
    pictures: dict[str, Part] = field(default_factory=dict)

    def package_of(self, basis: Basis, table_style: str) -> Package:
        width, height = basis.size
        wide, high = map(inches, NOTES_SIZE)
        lists = Xml(
            f'<p:sldMasterIdLst><p:sldMasterId id="{_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
            f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
            f'<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="{wide}" cy="{high}"/>'
        )
        root = rooted("p:presentation", {"saveSubsetFonts": "1", "autoCompressPictures": "0"}, lists)
        if basis.default_text is not None:
            root.append(basis.default_text)
        presentation = self.part("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN, ReferenceSheet(root))
        theme = self.part("/ppt/theme/theme1.xml", CT.OFC_THEME, basis.theme)
        presentation.relate_to(self.master(basis, theme), RT.SLIDE_MASTER)
        presentation.relate_to(self.notes_master(basis), RT.NOTES_MASTER)
        presentation.relate_to(theme, RT.THEME)
        for name, type_, kind, own in (
            ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, rooted("p:presentationPr", {})),
            ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, rooted("p:viewPr", {})),
            ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, basis.paint.table_styles(table_style)),
        ):
            presentation.relate_to(self.part(f"/ppt/{name}.xml", type_, ReferenceSheet(own)), kind)
        self.package.relate_to(presentation, RT.OFFICE_DOCUMENT)
        core = ReferenceSheet(CT_CoreProperties.new_coreProperties())
        self.package.relate_to(self.part("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core), RT.CORE_PROPERTIES)
        return self.package

    def part(self, name: str, type_: str, sheet: ReferenceSheet) -> XmlPart:
        """A part that is related to its sheet's pictures."""
        part = XmlPart(PackURI(name), type_, self.package, sheet.root)  # type: ignore[arg-type]
        for picture in sheet.pictures:
            if picture.name not in self.pictures:
                at = PackURI(f"/ppt/media/{picture.name}")
                self.pictures[picture.name] = Part(at, picture.type, self.package, picture.content)
            part.relate_to(self.pictures[picture.name], RT.IMAGE)
        return part

    def master(self, basis: Basis, theme: XmlPart) -> XmlPart:
        """The master with the list of its layouts."""
        part = self.part("/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER, basis.master)
        listed = []
        for number, sheet in enumerate(basis.layouts, 1):
            layout = self.part(f"/ppt/slideLayouts/slideLayout{number}.xml", CT.PML_SLIDE_LAYOUT, sheet)
            layout.relate_to(part, RT.SLIDE_MASTER)
            id_ = part.relate_to(layout, RT.SLIDE_LAYOUT)
            listed.append(f'<p:sldLayoutId id="{_MASTER_ID + number}" r:id="{id_}"/>')
        put(basis.master.root, parsed(Xml(f"<p:sldLayoutIdLst>{''.join(listed)}</p:sldLayoutIdLst>")), _MASTER_ORDER)
        part.relate_to(theme, RT.THEME)
        return part

    def notes_master(self, basis: Basis) -> XmlPart:
        """The master for notes with a theme of its own."""
        sheet = ReferenceSheet(notes_master(basis.paint, basis.colour_map))
        part = self.part("/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER, sheet)
        part.relate_to(self.part("/ppt/theme/theme2.xml", CT.OFC_THEME, basis.theme), RT.THEME)
        return part

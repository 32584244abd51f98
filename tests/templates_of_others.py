"""PowerPoint templates as organisations have them, made afresh: 4:3 and 16:9, other names, few layouts, dark, two masters."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Emu

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
WIDE = (12_192_000, 6_858_000)
SAMPLE = "SAMPLE TEXT"
COLOURS = {
    "dk1": "1B1B1B", "lt1": "FFFFFF", "dk2": "0B3D2E", "lt2": "F2F7F4", "accent1": "0B6E4F", "accent2": "FFD166",
    "accent3": "073B4C", "accent4": "EF476F", "accent5": "118AB2", "accent6": "06D6A0",
}  # fmt: skip
VIETNAMESE = {
    "title": "Trang bìa", "obj": "Tiêu đề và Nội dung", "secHead": "Đầu trang Mục", "twoObj": "Hai Nội dung",
    "titleOnly": "Chỉ Tiêu đề",
}  # fmt: skip
GERMAN = {
    "title": "Titelfolie", "obj": "Titel und Inhalt", "secHead": "Abschnittsüberschrift", "twoObj": "Zwei Inhalte",
    "titleOnly": "Nur Titel",
}  # fmt: skip


def logo() -> bytes:
    picture = Image.new("RGB", (240, 80), "#0B6E4F")
    ImageDraw.Draw(picture).ellipse((10, 10, 70, 70), fill="#FFD166")
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    return buffer.getvalue()


def sample_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (33, 17), "red").save(buffer, "png")
    return buffer.getvalue()


def renamed(path: Path, names: Mapping[str, str], *, typed: bool = True) -> Path:
    """python-pptx's own 4:3 template with layouts in another language, and sample slides; `typed`: types stay."""
    presentation = Presentation()
    for layout in presentation.slide_layouts:
        kind = layout._element.get("type")
        layout._element.cSld.set("name", names.get(kind, f"Khác {kind}"))
        if not typed:
            layout._element.attrib.pop("type", None)
    _with_samples(presentation)
    presentation.save(str(path))
    return path


def wide(path: Path, kinds: tuple[str, ...] = ("title", "titleOnly", "obj"), *, dark: bool = False) -> Path:
    """A 16:9 template with a logo, colours and fonts of its own, and only these layouts."""
    presentation = Presentation()
    master = presentation.slide_masters[0]
    factor = WIDE[0] / presentation.slide_width
    presentation.slide_width, presentation.slide_height = Emu(WIDE[0]), Emu(WIDE[1])
    for sheet in (master, *master.slide_layouts):
        for element in sheet._element.iter(f"{A}off", f"{A}ext"):
            for side in ("x", "cx"):
                if element.get(side):
                    element.set(side, str(round(int(element.get(side)) * factor)))
    for layout in list(master.slide_layouts):
        if layout._element.get("type") not in kinds:
            master.slide_layouts.remove(layout)
    _draw_logo(master)
    _recolour(master, dark=dark)
    _with_samples(presentation)
    presentation.save(str(path))
    return path


def _draw_logo(master: Any) -> None:
    _, relation = master.part.get_or_add_image_part(io.BytesIO(logo()))
    master.shapes._spTree.append(
        etree.fromstring(
            f'<p:pic xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
            '<p:cNvPr id="77" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
            '<a:off x="10692000" y="150000"/><a:ext cx="1200000" cy="400000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def _recolour(master: Any, *, dark: bool) -> None:
    part = next(relation.target_part for relation in master.part.rels.values() if relation.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    for slot, value in (COLOURS | ({"dk1": "0E1A2B", "dk2": "16283F"} if dark else {})).items():
        element = theme.find(f".//{A}{slot}")
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, f"{A}srgbClr", {"val": value})
    for kind, font in (("majorFont", "Georgia"), ("minorFont", "Verdana")):
        theme.find(f".//{A}{kind}/{A}latin").set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    if dark:
        mapping = master._element.find(f"{P}clrMap")
        for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            mapping.set(name, slot)


def _with_samples(presentation: Any) -> None:
    for _ in range(2):
        slide = presentation.slides.add_slide(presentation.slide_layouts[-1])
        if slide.shapes.title is not None:
            slide.shapes.title.text = SAMPLE
        slide.notes_slide.notes_text_frame.text = SAMPLE
        slide.shapes.add_picture(io.BytesIO(sample_picture()), 0, 0)


def two_masters(path: Path) -> Path:
    """The 16:9 template with its master a second time, under other names."""
    wide(path)
    parts = parts_of(path)
    second = {
        name.replace(".xml", "9.xml"): content
        for name, content in parts.items()
        if re.fullmatch(r"ppt/(slideMasters|slideLayouts|theme)/[A-Za-z]+\d+\.xml", name)
    }
    for name in list(second):
        folder, _, last = name.rpartition("/")
        before = f"{folder}/_rels/{last.replace('9.xml', '.xml')}.rels"
        if before in parts:
            links = re.sub(rb"((?:slideMaster|slideLayout|theme)\d+)\.xml", rb"\g<1>9.xml", parts[before])
            second[f"{folder}/_rels/{last}.rels"] = links
    for name in [name for name in second if "slideLayouts/slide" in name]:
        second[name] = re.sub(rb'(cSld name=")', rb"\1Other master ", second[name])
    parts |= second
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name in second
        for folder, kind in (
            ("slideMasters/s", "presentationml.slideMaster"), ("slideLayouts/s", "presentationml.slideLayout"),
            ("theme/t", "theme"),
        ) if folder in name
    )  # fmt: skip
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode() + b"</Types>")
    master = next(name for name in second if re.fullmatch(r"ppt/slideMasters/[a-zA-Z]+\d+\.xml", name))
    parts["ppt/_rels/presentation.xml.rels"] = parts["ppt/_rels/presentation.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'slideMaster" Target="/' + master.encode() + b'"/></Relationships>',
    )
    parts["ppt/presentation.xml"] = parts["ppt/presentation.xml"].replace(
        b"</p:sldMasterIdLst>", b'<p:sldMasterId id="2147484648" r:id="rId99"/></p:sldMasterIdLst>'
    )
    return written(path, parts)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one of its parts changed."""
    parts = parts_of(path)
    assert change(parts[part]) != parts[part]
    return written(path, {**parts, part: change(parts[part])})

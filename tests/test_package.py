"""Packages of python-docx and python-pptx are written with the same bytes each time, and with nothing lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pptx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from PIL import Image

from reports.files.package import saved


def _picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), "white").save(stream, "PNG")
    return stream


def _document() -> Any:
    document = docx.Document()
    document.add_paragraph("Xin chào & welcome")
    document.add_picture(_picture())
    document.part.relate_to("https://example.org/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for number, type_ in enumerate(("application/xml", "text/plain"), start=1):
        part = Part(PackURI(f"/customXml/item{number}.bin"), type_, b"<a/>", document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    return document


def _presentation() -> Any:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Xin chào & welcome"
    slide.shapes.add_picture(_picture(), 0, 0)
    slide.notes_slide.notes_text_frame.text = "Notes"
    return presentation


CASES = [(_document, docx.Document), (_presentation, pptx.Presentation)]


def _contents(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _types(content: bytes) -> dict[str, str]:
    """The type of each part, by name."""
    contents = _contents(content)
    root = etree.fromstring(contents["[Content_Types].xml"])
    defaults = {each.get("Extension"): each.get("ContentType") for each in root if each.get("Extension")}
    named = {each.get("PartName"): each.get("ContentType") for each in root if each.get("PartName")}
    return {
        name: named.get(f"/{name}") or defaults[name.rpartition(".")[2]]
        for name in contents
        if name != "[Content_Types].xml"
    }


@pytest.mark.parametrize(("make", "opened"), CASES)
def test_a_package_is_saved_with_the_same_bytes_each_time(make: Callable[[], Any], opened: Callable[..., Any]) -> None:
    package = make()
    content = saved(package)
    assert content == saved(package) == saved(package.part.package)
    assert content == saved(opened(io.BytesIO(content)))


@pytest.mark.parametrize(("make", "opened"), CASES)
def test_nothing_is_lost_in_a_saved_package(make: Callable[[], Any], opened: Callable[..., Any]) -> None:
    package = make()
    plain = io.BytesIO()
    package.save(plain)
    content = saved(package)
    assert _types(content) == _types(plain.getvalue())
    ours, theirs = (dict(map(_compared, _contents(each).items())) for each in (content, plain.getvalue()))
    assert ours == {**theirs, "[Content_Types].xml": ours["[Content_Types].xml"]}


def _compared(entry: tuple[str, bytes]) -> tuple[str, object]:
    """A part as it is compared: relationships have no order."""
    name, content = entry
    if not name.endswith(".rels"):
        return entry
    return name, sorted(sorted(map(str, each.items())) for each in etree.fromstring(content))


@pytest.mark.parametrize(("make", "opened"), CASES)
def test_a_saved_package_has_sorted_names_and_no_clock(make: Callable[[], Any], opened: Callable[..., Any]) -> None:
    with zipfile.ZipFile(io.BytesIO(saved(make()))) as archive:
        entries = archive.infolist()
    first, *rest = (entry.filename for entry in entries)
    assert first == "[Content_Types].xml"
    assert rest == sorted(rest)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    stored = {
        entry.filename.endswith((".png", ".jpeg")) for entry in entries if entry.compress_type == zipfile.ZIP_STORED
    }
    assert stored == {True}

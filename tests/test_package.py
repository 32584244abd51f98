"""Packages of python-docx and python-pptx are written with the same bytes each time, and with nothing lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from PIL import Image

from reports.files.package import content_types, is_package, is_saved_package, relationships, repacked, saved, zipped


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


def test_the_list_of_types_has_one_entry_for_an_ending_of_one_type() -> None:
    listed = [("/b.PNG", "PNG", "image/png"), ("/a.bin", "bin", "one"), ("/c.bin", "bin", "two"), ("/d.xml", "xml", "application/xml"), ("/e.xml", "xml", "other")]  # fmt: skip
    assert content_types(listed).decode().splitlines() == [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/a.bin" ContentType="one"/><Override PartName="/c.bin" ContentType="two"/>'
        '<Override PartName="/e.xml" ContentType="other"/></Types>',
    ]


def test_relationships_say_what_is_outside() -> None:
    assert relationships([("rId1", "t", "a.xml", False), ("rId2", "u", "https://d.vn?a&b", True)]).decode() == (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="t" Target="a.xml"/>'
        '<Relationship Id="rId2" Type="u" Target="https://d.vn?a&amp;b" TargetMode="External"/></Relationships>'
    )


PARTS = {"b.xml": b"<b/>", "[Content_Types].xml": b"<Types/>", "a.png": b"png", "c.gif": b"gif"}


def test_entries_of_a_package_state_all_that_another_machine_could_change() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(PARTS))) as archive:
        entries = [
            (e.filename, e.date_time, e.create_system, oct(e.external_attr >> 16), e.compress_type)
            for e in archive.infolist()
        ]
    date, stored, deflated = (1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    kinds = {"[Content_Types].xml": deflated, "a.png": stored, "b.xml": deflated, "c.gif": stored}
    assert entries == [(name, date, 3, "0o644", kind) for name, kind in kinds.items()]


def _written(path: Path, *, date: tuple[int, ...] = (1980, 1, 1, 0, 0, 0), system: int = 3, mode: int = 0o644, last: str = "c.gif") -> Path:  # fmt: skip
    """A package as `zipped` makes it, but for one thing."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("[Content_Types].xml", "a.png", "b.xml", last):
            entry = zipfile.ZipInfo(name, date)  # type: ignore[arg-type]
            entry.create_system, entry.external_attr = system, mode << 16
            archive.writestr(entry, b"x")
    return path


@pytest.mark.parametrize(
    ("change", "ours"),
    [({}, True), ({"date": (1980, 1, 1, 0, 0, 2)}, False), ({"system": 0}, False), ({"mode": 0o600}, False), ({"last": "a.gif"}, False)],
)  # fmt: skip
def test_our_own_packages_are_known_by_their_form(tmp_path: Path, change: dict[str, Any], ours: bool) -> None:
    path = _written(tmp_path / "a.docx", **change)
    assert is_saved_package(path) == ours
    assert is_package(path)


def test_what_is_no_package_is_none(tmp_path: Path) -> None:
    kinds = {
        "empty": b"", "text": b"x" * 100, "password": bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "almost": bytes.fromhex("d0cf11e0a1b11ae0") + b"x",
    }  # fmt: skip
    found = {}
    for name, content in kinds.items():
        (tmp_path / name).write_bytes(content)
        found[name] = (is_package(tmp_path / name), is_saved_package(tmp_path / name))
    with zipfile.ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr("a.txt", "")
    found["zip"] = (is_package(tmp_path / "zip"), is_saved_package(tmp_path / "zip"))
    assert found == {name: (name == "password", False) for name in (*kinds, "zip")}


class _OneWay(io.BytesIO):
    """A file that cannot be read again, to which zip files are written with the sizes of entries after these."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("made", [io.BytesIO, _OneWay])
def test_parts_are_replaced_and_all_others_keep_their_packed_bytes_and_their_order(made: type[io.BytesIO]) -> None:
    file = made()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, level in (("z.xml", 9), ("a.xml", 1), ("gone.xml", 1), ("ảnh.png", 0)):
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 3, 4, 5, 6, 8)), f"{name} " * 500, zipfile.ZIP_DEFLATED, level
            )
        archive.comment = b"not kept"
    before = file.getvalue()

    after = repacked(before, {"a.xml": b"<new/>", "gone.xml": None, "added.xml": b"<added/>", "none.xml": None})

    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["z.xml", "a.xml", "ảnh.png", "added.xml"]
        assert [archive.read(name) for name in ("a.xml", "added.xml")] == [b"<new/>", b"<added/>"]
        assert {entry.date_time[0] for entry in archive.infolist()[:3]} == {2026}
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        for name in ("z.xml", "ảnh.png"):
            assert _packed(one, before, name) == _packed(other, after, name)
    assert repacked(before, {"a.xml": b"<new/>"}) == repacked(before, {"a.xml": b"<new/>"})
    assert repacked(after, {}) == after


def _packed(archive: zipfile.ZipFile, content: bytes, name: str) -> bytes:
    """The bytes of an entry as they are stored."""
    entry = archive.getinfo(name)
    lengths = (int.from_bytes(content[entry.header_offset + at :][:2], "little") for at in (26, 28))
    start = entry.header_offset + 30 + sum(lengths)
    return content[start : start + entry.compress_size]


def test_an_office_file_with_a_replaced_part_opens() -> None:
    before = saved(_presentation())
    slide = _contents(before)["ppt/slides/slide1.xml"].replace(b"Xin ch", b"Xin lai ch")
    after = repacked(before, {"ppt/slides/slide1.xml": slide})
    opened = pptx.Presentation(io.BytesIO(after))
    assert opened.slides[0].shapes.title.text == "Xin lai chào & welcome"
    assert {**_contents(after), "ppt/slides/slide1.xml": b""} == {**_contents(before), "ppt/slides/slide1.xml": b""}

"""The comparison of two builds sees what has changed, and nothing where only ids, names and spelling differ."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import net
import pytest
from docx import Document
from lxml import etree
from PIL import Image
from pptx import Presentation

Parts = dict[str, bytes]


def _picture(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (9, 9), colour).save(buffer, "png")
    return buffer.getvalue()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A .docx with two pictures, a header and a few words."""
    document = Document()
    document.add_paragraph("Ninety-four in a hundred are online.", style="List Bullet")
    for colour in ("red", "green"):
        document.add_picture(io.BytesIO(_picture(colour)))
    document.sections[0].header.paragraphs[0].text = "A header"
    document.save(str(tmp_path / "text.docx"))
    return tmp_path / "text.docx"


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    """A .pptx with three slides of two layouts, one with notes."""
    presentation = Presentation()
    for number in (0, 1, 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[number])
        slide.shapes.title.text = f"Title {len(presentation.slides)}"
    slide.notes_slide.notes_text_frame.text = "Say this."
    presentation.save(str(tmp_path / "slides.pptx"))
    return tmp_path / "slides.pptx"


def _changed(path: Path, change: Callable[[Parts], None]) -> Path:
    """A copy of the file with its parts changed; a change that changes nothing is a fault of the test."""
    with zipfile.ZipFile(path) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    parts = dict(before)
    change(parts)
    assert parts != before
    copy = path.with_name(f"changed{path.suffix}")
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return copy


def _replace(part: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[part] = parts[part].replace(old, new, 1)

    return change


def _kinds(one: Path, other: Path, *ignored: str) -> set[tuple[str, str]]:
    return {(found.kind, found.part) for found in net.compare_files(one, other, net.Ignored.parse(ignored))}


def _renumber(parts: Parts) -> None:
    """Other ids for all relationships, and another order of them."""
    for name in [name for name in parts if name.endswith(".rels")]:
        source = name.replace("_rels/", "").removesuffix(".rels")
        links = etree.fromstring(parts[name])
        for link in sorted(links, key=lambda link: link.get("Target"), reverse=True):
            link.set("Id", f"x{link.get('Id')}")
            links.append(link)
        parts[name] = etree.tostring(links, pretty_print=True)
        if source in parts:
            parts[source] = re.sub(rb'( r:\w+=")(rId\d+")', rb"\1x\2", parts[source])


def _rename(old: str, new: str) -> Callable[[Parts], None]:
    """Another name for a part, wherever it is named."""

    def change(parts: Parts) -> None:
        for name in list(parts):
            if name.endswith(".rels") or name == "[Content_Types].xml":
                parts[name] = parts[name].replace(old.encode(), new.encode())
            if old in name:
                parts[name.replace(old, new)] = parts.pop(name)

    return change


def _respell(parts: Parts) -> None:
    """Other prefixes, and attributes in another order."""
    root = etree.fromstring(parts["word/styles.xml"])
    for element in root.iter():
        attributes = sorted(element.attrib.items(), reverse=True)
        element.attrib.clear()
        element.attrib.update(attributes)
    spelled = etree.tostring(root).replace(b"<w:", b"<word:").replace(b"</w:", b"</word:").replace(b" w:", b" word:")
    parts["word/styles.xml"] = spelled.replace(b"xmlns:w=", b"xmlns:word=").replace(
        b'Ignorable="w14"', b'Ignorable="v"'
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"xmlns:w14=", b"xmlns:v=")


def _order_of_properties(parts: Parts) -> None:
    root = etree.fromstring(parts["docProps/core.xml"])
    for element in reversed(list(root)):
        root.append(element)
    parts["docProps/core.xml"] = etree.tostring(root)


@pytest.mark.parametrize(
    "change",
    [
        _renumber,
        _rename("image1.png", "logo.png"),
        _rename("header1.xml", "top.xml"),
        _respell,
        _order_of_properties,
        _replace("[Content_Types].xml", b'Extension="png"', b'Extension="PNG"'),
    ],
)
def test_spelling_does_not_count_in_a_text(text: Path, change: Callable[[Parts], None]) -> None:
    assert net.compare_files(text, _changed(text, change)) == []


@pytest.mark.parametrize(
    "change", [_renumber, _rename("/slide2.xml", "/second.xml"), _rename("slideLayout2.xml", "body.xml")]
)
def test_spelling_does_not_count_in_slides(slides: Path, change: Callable[[Parts], None]) -> None:
    assert net.compare_files(slides, _changed(slides, change)) == []


def test_renamed_parts_count_where_asked_for(text: Path) -> None:
    found = net.compare_files(text, _changed(text, _rename("image1.png", "logo.png")), names=True)
    assert [(one.kind, one.before, one.after) for one in found] == [
        ("part name", ("word/media/image1.png",), ("word/media/logo.png",))
    ]


def _swap(one: str, other: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[one], parts[other] = parts[other], parts[one]

    return change


def _new_picture(parts: Parts) -> None:
    parts["word/media/image1.png"] = _picture("blue")


def _without(part: str) -> Callable[[Parts], None]:
    """A part lost together with the relationship that leads to it."""

    def change(parts: Parts) -> None:
        del parts[part]
        last = part.rpartition("/")[2].encode()
        for name in [name for name in parts if name.endswith(".rels")]:
            parts[name] = re.sub(rb"<Relationship [^>]*" + last + rb'"[^>]*/>', b"", parts[name])

    return change


def _with(parts: Parts) -> None:
    parts["word/stray.bin"] = b"stray"


def _swap_slides(parts: Parts) -> None:
    root = etree.fromstring(parts["ppt/presentation.xml"])
    slides = root.find("{*}sldIdLst")
    slides.append(slides[1])
    parts["ppt/presentation.xml"] = etree.tostring(root)


DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (_replace(DOCUMENT, b"Ninety-four", b"Ninety-five"), {("xml", DOCUMENT)}),
        (_replace(DOCUMENT, b"ListBullet", b"ListNumber"), {("xml", DOCUMENT)}),
        (_replace(DOCUMENT, b"<w:pStyle ", b"<w:rStyle "), {("xml", DOCUMENT)}),
        (_replace(DOCUMENT, b"online.", b"online. "), {("xml", DOCUMENT)}),
        (_replace("word/header1.xml", b"A header", b"Another"), {("xml", "word/header1.xml")}),
        (_replace("docProps/core.xml", b"</cp:coreProperties>", b"<cp:category/></cp:coreProperties>"), {("xml", "docProps/core.xml")}),
        (_replace("[Content_Types].xml", b"document.main+xml", b"template.main+xml"), {("content type", DOCUMENT)}),
        (_swap("word/media/image1.png", "word/media/image2.png"), {("xml", DOCUMENT)}),
        (_new_picture, {("binary", "word/media/image1.png")}),
        (_without("word/header1.xml"), {("lost part", "word/header1.xml"), ("relationship", DOCUMENT), ("xml", DOCUMENT)}),
        (_with, {("unreachable", "word/stray.bin")}),
    ],
)  # fmt: skip
def test_a_difference_in_a_text_is_found(
    text: Path, change: Callable[[Parts], None], kinds: set[tuple[str, str]]
) -> None:
    assert _kinds(text, _changed(text, change)) == kinds


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (_replace("ppt/slides/slide2.xml", b"Title 2", b"Title II"), {("xml", "ppt/slides/slide2.xml")}),
        (_replace("ppt/slides/_rels/slide2.xml.rels", b"slideLayout2", b"slideLayout3"), {("relationship", "ppt/slides/slide2.xml")}),
        (_swap_slides, {("xml", "ppt/presentation.xml")}),
        (_without("ppt/notesSlides/notesSlide1.xml"), {("lost part", "ppt/notesSlides/notesSlide1.xml"), ("relationship", "ppt/slides/slide3.xml")}),
    ],
)  # fmt: skip
def test_a_difference_in_slides_is_found(
    slides: Path, change: Callable[[Parts], None], kinds: set[tuple[str, str]]
) -> None:
    assert _kinds(slides, _changed(slides, change)) == kinds


def test_one_picture_may_be_kept_once_or_twice(text: Path) -> None:
    def same(parts: Parts) -> None:
        parts["word/media/image2.png"] = parts["word/media/image1.png"]

    def once(parts: Parts) -> None:
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
            b"image2.png", b"image1.png"
        )
        del parts["word/media/image2.png"]

    twice = _changed(text, same).rename(text.with_name("twice.docx"))
    assert net.compare_files(twice, _changed(twice, once)) == []


@pytest.mark.parametrize(
    ("change", "ignored"),
    [
        (_replace(DOCUMENT, b"ListBullet", b"ListNumber"), "element:w:pStyle"),
        (_replace(DOCUMENT, b"ListBullet", b"ListNumber"), "attribute:w:pStyle@w:val"),
        (_replace(DOCUMENT, b"ListBullet", b"ListNumber"), "xml:word/*"),
        (_replace("[Content_Types].xml", b"document.main+xml", b"template.main+xml"), "content type"),
    ],
)
def test_what_is_ignored_does_not_count(text: Path, change: Callable[[Parts], None], ignored: str) -> None:
    other = _changed(text, change)
    assert _kinds(text, other)
    assert not _kinds(text, other, ignored)


def test_a_wrapper_may_be_ignored_and_its_content_still_counts(text: Path) -> None:
    def wrap(parts: Parts) -> None:
        parts[DOCUMENT] = re.sub(
            rb"(<w:r>.*?</w:r>)", rb"<w:smartTag>\1</w:smartTag>", parts[DOCUMENT], count=1, flags=re.S
        )

    wrapped = _changed(text, wrap)
    assert _kinds(text, wrapped) == {("xml", DOCUMENT)}
    assert not _kinds(text, wrapped, "wrapper:w:smartTag")
    assert _kinds(text, _changed(wrapped, _replace(DOCUMENT, b"Ninety", b"Eighty")), "wrapper:w:smartTag")


def test_what_cannot_be_ignored_is_refused() -> None:
    with pytest.raises(SystemExit, match="cannot ignore 'colour'"):
        net.Ignored.parse(["colour"])


def test_two_folders_are_compared_and_the_same_difference_is_shown_once(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = _changed(text, _replace(DOCUMENT, b"Ninety-four", b"Ninety-five")).read_bytes()
    for name in ("a/set.docx/one.docx", "a/set.docx/two.docx", "b/set.docx/one.docx", "b/set.docx/two.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(changed if name.startswith("b") else text.read_bytes())
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    assert net.main(["compare", folders[0], folders[0]]) == 0
    assert capsys.readouterr().out == "equal\n"
    assert net.main(["compare", *folders]) == 1
    shown = capsys.readouterr().out
    assert "set.docx/one.docx: word/document.xml (xml 1)\n" in shown
    assert shown.count("- <w:t>Ninety-four") == shown.count("+ <w:t>Ninety-five") == 1
    assert "2 times in 2 files, first set.docx/one.docx" in shown
    assert net.main(["compare", *folders, "--ignore", "xml"]) == 0
    (tmp_path / "b/set.docx/two.docx").unlink()
    assert net.main(["compare", *folders, "--ignore", "xml"]) == 1
    assert "two.docx: set.docx/two.docx (file 1)" in capsys.readouterr().out


def test_empty_folders_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no \.docx or .pptx"):
        net.compare(tmp_path, tmp_path)

"""A logo beside brand.yaml stands on the first page and on every slide; one that cannot stand there is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from conftest import validator
from lxml import etree
from ooxml_integrity import check as check_docx
from ooxml_integrity.pptx_checks import check_pptx
from PIL import Image
from pptx import Presentation

from reports import audit, build
from reports.diagnostics import Problems

LOGO = "logo: {file: logo.png, dark: white.png, alt: {vi: Biểu trưng thư viện, en: Library logo}, height: 14, box: BOX}"
BOX = "[11.4, 0.45, 1.333, 0.6]"


def _png(colour: str, size: tuple[int, int] = (120, 60)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "png")
    return buffer.getvalue()


def _shown(picture: bytes) -> tuple[tuple[int, int], object]:
    """The size and the colour of a picture."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.size, image.convert("RGB").getpixel((0, 0))


@pytest.fixture
def root(library: Path) -> Path:
    """The library's workspace with a logo, and room for it beside titles."""
    brand = library / "templates/brand"
    (brand / "logo.png").write_bytes(_png("green"))
    (brand / "white.png").write_bytes(_png("white"))
    _write(library, LOGO.replace("BOX", BOX))
    return library


def _write(root: Path, logo: str) -> None:
    path = root / "templates/brand/brand.yaml"
    text = path.read_text(encoding="utf-8").split("\n# the logo\n")[0]
    text = text.replace("title:  [0.6, 0.45, 12.133, 1.03]", "title:  [0.6, 0.45, 10.6, 1.03]")
    path.write_text(f"{text}\n# the logo\n{logo}\n", encoding="utf-8")


def test_the_logo_stands_on_the_first_page_and_on_every_slide(root: Path) -> None:
    build(root)
    for name in ("report.en.docx", "slides.en.pptx"):
        path = root / "out/general" / name
        result = validator().validate(str(path))
        assert result.is_valid, [str(error) for error in result.errors]
        assert audit(path, workspace=root).clean
    assert check_docx(str(root / "out/general/report.en.docx")) == []
    assert check_pptx(str(root / "out/general/slides.en.pptx")) == []
    with zipfile.ZipFile(root / "out/general/report.vi.docx") as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
        assert [picture for picture in pictures if _shown(picture) == _shown(_png("green"))]
        body = etree.fromstring(archive.read("word/document.xml"))
    first = body.xpath("//*[local-name()='docPr']")[0]
    extent = body.xpath("//*[local-name()='extent']")[0]
    assert (first.get("name"), first.get("descr")) == ("Logo", "Biểu trưng thư viện")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (28 * 36_000, 14 * 36_000)
    deck = Presentation(str(root / "out/general/slides.en.pptx"))
    assert [shape.name for shape in deck.slide_master.shapes if shape.shape_type == 13] == ["Logo 3"]
    for layout in deck.slide_layouts:
        pictures = [shape for shape in layout.shapes if not shape.is_placeholder and shape.shape_type == 13]
        own_ground = layout._element.get("showMasterSp") == "0"
        assert [_shown(each.image.blob) for each in pictures] == ([_shown(_png("white"))] if own_ground else [])


def test_the_logo_fits_its_box_at_the_nearer_edge(root: Path) -> None:
    build(root, reports=["slides"], languages=["en"])
    deck = Presentation(str(root / "out/general/slides.en.pptx"))
    (logo,) = [shape for shape in deck.slide_master.shapes if shape.shape_type == 13]
    right = (logo.left + logo.width) / 914_400
    assert round(right, 2) == 12.73
    assert round(logo.width / logo.height, 2) == 2
    assert round(logo.height / 914_400, 2) == 0.6


def test_another_picture_builds_again(root: Path) -> None:
    assert len(build(root).written) == 4
    assert build(root).written == ()
    (root / "templates/brand/logo.png").write_bytes(_png("red"))
    assert len(build(root).written) == 4


@pytest.mark.parametrize(
    ("logo", "message", "hint"),
    [
        (LOGO.replace("logo.png", "lost.png"), 'the logo "lost.png" cannot be read', "beside brand.yaml"),
        (LOGO.replace("logo.png", "brand.yaml"), 'the logo "brand.yaml" is no PNG', "save it as PNG"),
        (LOGO.replace("logo.png", "../x.png"), '"../x.png" is no name of a file', "beside brand.yaml"),
        (LOGO.replace("BOX", "[10.0, 0.45, 1.333, 0.6]"), 'the logo covers "title" (', "smaller in slides.frame"),
        (LOGO.replace("BOX", "[12.4, 0.1, 1.333, 0.3]"), "the logo reaches over the edge", ""),
    ],
)
def test_a_logo_that_cannot_stand_is_told_with_its_place(root: Path, logo: str, message: str, hint: str) -> None:
    _write(root, logo.replace("BOX", BOX))
    with pytest.raises(Problems) as caught:
        build(root)
    (found,) = [d for d in caught.value.diagnostics if message in d.message]
    assert str(found.place).startswith("templates/brand/brand.yaml:")
    assert found.place is not None
    assert found.place.line is not None
    assert hint in (found.hint or "")

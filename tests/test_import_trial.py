"""The trial of an import: what does not fit the new reference is fitted, or told before anything is replaced."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_library
from conftest import songngu as run
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches
from templates_of_others import wide

from reports.brand import Brand, SlideText, contrast, read_brand
from reports.brand.imports import import_reference
from reports.diagnostics import Problems
from reports.pipeline.build import build
from reports.pipeline.trial import import_tried

BRAND = "templates/brand/brand.yaml"
KINDS = ("title", "titleOnly", "obj", "secHead")


def _layout(presentation: Any, kind: str) -> Any:
    return next(each for each in presentation.slide_layouts if each._element.get("type") == kind)


def _template(path: Path, *changes: Callable[[Any], None]) -> Path:
    """A template whose presentation is changed."""
    wide(path, KINDS)
    presentation = Presentation(str(path))
    for change in changes:
        change(presentation)
    presentation.save(str(path))
    return path


def _placed(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))


def _title_in_a_corner(presentation: Any) -> None:
    _placed(_layout(presentation, "titleOnly").placeholders[0], 10.0, 5.5, 3.0, 1.0)


def _thin_strip(presentation: Any) -> None:
    """The layout with content gets a strip of text between title and content."""
    layout = _layout(presentation, "obj")
    content = layout.placeholders[1]
    strip = copy.deepcopy(content._element)
    strip.find(".//{*}ph").set("idx", "40")
    strip.find(".//{*}ph").set("type", "body")
    content._element.addnext(strip)
    _placed(next(each for each in layout.placeholders if each.placeholder_format.idx == 40), 0.7, 1.4, 11.9, 0.5)
    _placed(content, 0.7, 2.0, 11.9, 4.4)


def _low_footer(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            if shape._element.find(".//{*}ph").get("type") == "ftr":
                _placed(shape, 4.4, 7.3, 4.5, 0.2)


def _brand(root: Path) -> Brand:
    return read_brand(root / BRAND, BRAND)


def test_titles_are_as_large_as_those_of_the_workspace_allow(tmp_path: Path) -> None:
    template, root = _template(tmp_path / "acme.pptx"), copy_library(tmp_path / "w")
    untried = copy_library(tmp_path / "untried")
    import_reference(template, untried)
    import_tried(template, root)
    own, fitted = (_brand(each).slides.text["title"] for each in (untried, root))
    assert own.size == 44  # as in the file
    assert 16 <= fitted.size < own.size
    assert fitted.line < own.line


def test_what_does_not_fit_is_told_before_anything_is_replaced(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    before = (root / BRAND).read_bytes()

    def narrow(presentation: Any) -> None:
        for layout in presentation.slide_layouts:
            _placed(layout.placeholders[0], 0.3, 0.3, 1.0, 0.8)

    template = _template(tmp_path / "narrow.pptx", narrow)
    with pytest.raises(Problems) as raised:
        import_tried(template, root)
    assert all(fault.place for fault in raised.value.diagnostics)
    assert (root / BRAND).read_bytes() == before
    assert not (root / "templates/brand/narrow.pptx").exists()
    result = run("brand", "import", template, "--workspace", root)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("cannot be used, because ")
    assert result.stderr.count(": error: ") <= 5
    imported = import_tried(template, root, anyway=True)
    assert imported.points[0].weight == 0
    assert (root / "templates/brand/narrow.pptx").exists()


def test_a_workspace_with_faults_is_no_reason_to_refuse_a_file(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    (root / "seeds/facts.yaml").write_text("facts: 1", "utf-8")
    points = import_tried(_template(tmp_path / "acme.pptx"), root).points
    assert "could not be tried" in points[0].sentence
    assert "songngu check" in points[0].cure


def test_a_title_in_a_corner_is_no_model_for_content(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_reference(_template(tmp_path / "corner.pptx", _title_in_a_corner), root)
    bases = {layout.base for layout in _brand(root).slides.layouts.values() if layout.base}
    assert bases == {"Title and Content"}


def test_a_thin_strip_is_no_content(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_reference(_template(tmp_path / "strip.pptx", _thin_strip), root)
    layout = _brand(root).slides.layouts["message-text"]
    assert layout.original == "Title and Content"
    assert layout.boxes["body"][3] > 3


def _band_behind_titles(presentation: Any) -> None:
    """A dark pattern on the master, behind the dark titles of all layouts."""
    fill = '<a:pattFill prst="lgGrid"><a:fgClr><a:srgbClr val="101010"/></a:fgClr><a:bgClr><a:srgbClr val="202020"/>'
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="88" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        '</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="12192000" cy="1650000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</a:bgClr></a:pattFill></p:spPr></p:sp>'
    )
    presentation.slide_masters[0].shapes._spTree.insert(2, shape)


def test_a_title_that_could_not_be_read_gets_a_colour_of_the_organisation(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_tried(_template(tmp_path / "band.pptx", _band_behind_titles), root)
    brand = _brand(root).for_slides()
    placeholder, _ = brand.slides.placeholder("message-text", "title")
    style = brand.slides.text[placeholder.levels[0]]
    assert contrast(brand.colours[style.colour], "#202020") >= 4.5
    (built,) = (root / "out" / name for name in build(root, reports=["slides"], languages=["en"]).written)
    slides = Presentation(str(built)).slides
    titles = [slide.slide_layout.placeholders[0]._element for slide in slides if slide.slide_layout.placeholders]
    colours = {each.get("val") for title in titles for each in title.iterfind(".//{*}lvl1pPr/{*}defRPr/{*}solidFill/*")}
    assert colours - {None}


def _filled_titles(presentation: Any) -> None:
    """Titles in white on a dark fill of their own."""
    title = presentation.slide_masters[0].placeholders[0]._element
    fill = f'<a:solidFill {nsdecls("a")}><a:srgbClr val="A40006"/></a:solidFill>'
    title.spPr.append(parse_xml(fill))
    style = presentation.slide_masters[0]._element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr/{*}solidFill")
    style[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="FFFFFF"/>')]


def test_text_on_a_fill_of_its_placeholder_keeps_its_colour(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_tried(_template(tmp_path / "filled.pptx", _filled_titles), root)
    assert [name for name in _brand(root).slides.text if name.startswith("title-on-")] == []


def test_a_low_footer_is_made_high_enough_for_a_line(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_tried(_template(tmp_path / "low.pptx", _low_footer), root)
    _, top, _, height = _brand(root).slides.layouts["message-text"].boxes["footer"]
    assert height > 0.2
    assert top + height <= 7.5
    assert build(root, reports=["slides"]).written


@pytest.mark.parametrize(
    ("name", "way"),
    [("x.ppt", "in PowerPoint and save it as .pptx"), ("x.dotm", "in Word and save it as .docx"),
     ("x.thmx", "Browse for Themes"), ("x.odp", "as .pptx in LibreOffice"), ("x.otp", "as .pptx in LibreOffice")],
)  # fmt: skip
def test_other_formats_are_named_with_the_way_to_save_them(name: str, way: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(Problems) as raised:
        import_reference(tmp_path / name, copy_library(tmp_path / "w"))
    assert way in str(raised.value.diagnostics[0].hint)


def test_a_style_shrinks_as_far_as_the_brand_s_least_size() -> None:
    from reports.brand.slides import Least, grown

    style = SlideText(size=24, line=30).down_to(Least(body=16, source=10))
    assert [grown((style,), share)[0].size for share in (0, -0.5, -1)] == [24, 20, 16]
    assert SlideText(size=12, line=15, small=True).down_to(Least(body=16, source=10)).least == 10
    assert SlideText(size=14, line=17).down_to(Least(body=16, source=10)).least == 14


def test_a_page_shows_slides_on_the_new_reference(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    import_tried(_template(tmp_path / "acme.pptx"), root)
    page = (root / "out/brand.html").read_text("utf-8")
    assert page.count('class="slide"') >= 4
    assert re.search('<img alt="[^"]', page)  # a chart
    assert 'src="data:image/png;base64,' in page  # the logo
    assert "Verdana" in page
    assert "<script" not in page

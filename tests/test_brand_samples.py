"""An organisation's sample slides show its brand: layouts of several masters, repeated pictures, titles in text boxes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_library, validator
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt
from templates_of_others import SAMPLE, logo, parts_of, sample_picture, two_masters, wide

from reports.brand import read_brand
from reports.brand.imports import import_reference
from reports.pipeline.build import build

BRAND = "templates/brand/brand.yaml"
PURPLE = "7A1F5C"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_library(tmp_path / "library")


def deck(root: Path) -> Any:
    """The deck that a workspace builds; it is valid and has none of the sample's words."""
    (document,) = build(root, reports=["slides"], languages=["vi"]).written
    assert validator().validate(str(root / "out" / document)).errors == []
    assert not [name for name, content in parts_of(root / "out" / document).items() if SAMPLE.encode() in content]
    return Presentation(str(root / "out" / document))


def originals(root: Path) -> dict[str, str]:
    layouts = read_brand(root / BRAND, BRAND).for_slides().slides.layouts
    return {key: layout.original for key, layout in layouts.items()}


def test_a_cover_of_another_master_keeps_what_it_inherited(tmp_path: Path, root: Path) -> None:
    file = two_masters(tmp_path / "two.pptx")
    presentation = Presentation(str(file))
    other = presentation.slide_masters[1]
    other.background.fill.solid()
    other.background.fill.fore_color.rgb = RGBColor.from_string(PURPLE)
    presentation.slides.add_slide(other.slide_layouts[0])
    listed = presentation.slides._sldIdLst
    listed.insert(0, listed[-1])
    presentation.save(str(file))

    imported = import_reference(file, root)
    assert any("taken from other slide masters" in note for note in imported.notes)
    assert originals(root)["title"] == f"{other.slide_layouts[0].name} – 2"
    assert "– 2" not in originals(root)["message-text"]
    built = deck(root)
    assert len(built.slide_masters) == 1
    cover = built.slides[0].slide_layout
    assert str(cover.background.fill.fore_color.rgb) == PURPLE
    assert [shape.name for shape in cover.shapes if shape.shape_type == 13] == ["Logo"]
    assert built.slides[1].slide_layout._element.cSld.bg is None

    import_reference(file, root, master=1)
    assert not any("– 2" in name for name in originals(root).values())


def test_what_all_sample_slides_of_a_layout_repeat_is_drawn_on_it(tmp_path: Path, root: Path) -> None:
    file = wide(tmp_path / "acme.pptx")
    presentation = Presentation(str(file))
    layout = presentation.slide_layouts.get_by_name("Title Only")
    for number in range(3):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = f"{SAMPLE} {number}"
        slide.shapes.add_picture(io.BytesIO(logo()), Inches(0.2), Inches(7), Inches(1))
        slide.shapes.add_picture(io.BytesIO(sample_picture()), Inches(1 + number), Inches(3))
    presentation.slides._sldIdLst[:2] = []
    presentation.save(str(file))
    import_reference(file, root)
    sheets = {sheet.name: sheet for sheet in deck(root).slide_masters[0].slide_layouts}
    pictures = [shape for shape in sheets[layout.name].shapes if shape.shape_type == 13]
    assert [(shape.left, shape.image.blob) for shape in pictures] == [(Inches(0.2), logo())]


def test_the_text_box_in_which_samples_have_their_title_becomes_the_title(tmp_path: Path, root: Path) -> None:
    file = wide(tmp_path / "acme.pptx", ("titleOnly", "obj", "blank", "picTx"))
    presentation = Presentation(str(file))
    slide = presentation.slides.add_slide(presentation.slide_layouts.get_by_name("Blank"))
    for size, words, top in ((44, SAMPLE, 3), (20, "2025", 5)):
        box = slide.shapes.add_textbox(Inches(2), Inches(top), Inches(8), Inches(1.5))
        box.text_frame.text = words
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    listed = presentation.slides._sldIdLst
    listed.insert(0, listed[-1])
    presentation.save(str(file))
    import_reference(file, root)
    assert originals(root)["title"] == "Blank"
    title = deck(root).slides[0].shapes.title
    assert (title.left, title.width) == (Inches(2), Inches(8))
    looks = read_brand(root / BRAND, BRAND).for_slides().slides
    placeholder, _ = looks.placeholder("title", "title")
    assert looks.text[placeholder.levels[0]].size == 44


def test_a_text_box_of_a_sample_is_left_where_the_layout_has_a_larger_one(tmp_path: Path, root: Path) -> None:
    """Otherwise it would stay there with words."""
    file = wide(tmp_path / "acme.pptx", ("titleOnly", "obj", "blank", "picTx"))
    presentation = Presentation(str(file))
    layout = presentation.slide_layouts.get_by_name("Blank")
    slide = presentation.slides.add_slide(layout)
    for size, top in ((44, 1), (30, 4)):
        box = slide.shapes.add_textbox(Inches(2), Inches(top), Inches(8), Inches(1.5))
        box.text_frame.text = SAMPLE
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        if size > 30:
            layout.shapes._spTree.append(box._element)
    listed = presentation.slides._sldIdLst
    listed.insert(0, listed[-1])
    presentation.save(str(file))
    import_reference(file, root)
    cover = deck(root).slides[0].slide_layout
    assert [shape.top for shape in cover.placeholders if shape.placeholder_format.idx == 0] == [Inches(1)]
    assert "Title" not in {shape.text_frame.text for shape in cover.shapes if shape.has_text_frame}


def test_placeholders_are_where_sample_slides_have_them(tmp_path: Path, root: Path) -> None:
    """Titles of the other layouts, which were at the same place, go with the title."""
    file = wide(tmp_path / "acme.pptx")
    presentation = Presentation(str(file))
    for layout in list(presentation.slide_layouts)[1:]:
        layout.placeholders[0].left, layout.placeholders[0].top = Inches(1), Inches(2)
        layout.placeholders[0].width, layout.placeholders[0].height = Inches(10), Inches(1)
    for slide in presentation.slides:
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = (Inches(each) for each in (0.5, 0.25, 9, 1.25))
        title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(PURPLE)
    presentation.save(str(file))
    import_reference(file, root)
    for slide in deck(root).slides:
        title = slide.slide_layout.placeholders[0]
        if slide.slide_layout.name != "Title Slide":
            assert (title.left, title.top, title.width) == (Inches(0.5), Inches(0.25), Inches(9))
            assert PURPLE in title._element.xml

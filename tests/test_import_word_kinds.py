"""What real organisations' .docx files have beside styles: words of other documents, letters that are spaced, grounds in
tables, headings numbered one by one; and their fonts, as charts and measuring have them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import copy_library
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from reports.brand import Brand, read_brand
from reports.brand.font_files import packaged
from reports.brand.imports import SHOWN, fonts, import_reference
from reports.brand.imports.fonts import font_changes, machine_fonts
from reports.brand.measure import Metrics
from reports.pipeline.build import build
from reports.word.widths import type_size

ARIMO = packaged("fontpkg-arimo")[0]


def imported(folder: Path, make: Callable[[Docx], object]) -> tuple[Path, Brand, tuple[str, ...]]:
    """A workspace with an imported file, its brand, and what was told."""
    document, root = Document(), copy_library(folder / "w")
    make(document)
    document.save(str(folder / "file.docx"))
    told = import_reference(folder / "file.docx", root).notes
    return root, read_brand(root / SHOWN, SHOWN).in_form("house"), told


def built(root: Path) -> Docx:
    (made,) = build(root, reports=["report"], languages=["vi"]).written
    return Document(str(root / "out" / made))


def _field(instruction: str, shown: str) -> list[str]:
    kinds = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    inside = [kinds[0], f"<w:instrText>{instruction}</w:instrText>", kinds[1], f"<w:t>{shown}</w:t>", kinds[2]]
    return [f"<w:r {nsdecls('w')}>{each}</w:r>" for each in inside]


@pytest.mark.usefixtures("blank_charts")
def test_a_running_head_has_our_title_and_no_revision(tmp_path: Path) -> None:
    def make(document: Docx) -> None:
        document.add_heading("Quy trình cũ", 0)
        document.add_heading("5 Kết quả cũ", 1)
        header = document.sections[0].header
        for run in (*_field(' STYLEREF "heading 1" \\n ', "5"), *_field(' STYLEREF "heading 1" ', "Kết quả cũ")):
            header.paragraphs[0]._p.append(parse_xml(run))
        for text in ("Quy trình cũ", "Phiên bản: 02", "[Tên đơn vị]", "Sở Văn hóa"):
            header.add_paragraph(text)

    root, _, told = imported(tmp_path, make)
    document = built(root)
    said = [paragraph.text.strip() for paragraph in document.sections[0].header.paragraphs]
    assert said == [said[0], said[0], "", "", "Sở Văn hóa"]
    assert "cũ" not in said[0]
    assert len(said[0]) > 10
    instructions = document.sections[0].header._element.xpath(".//w:instrText/text()")
    assert [each.strip() for each in instructions] == ["TITLE"]
    assert any('"Phiên bản: 02", "[Tên đơn vị]"' in each for each in told)


@pytest.mark.usefixtures("blank_charts")
def test_a_cover_without_a_header_keeps_none(tmp_path: Path) -> None:
    import letterheads

    (tmp_path / "logo.png").write_bytes(letterheads.logo())

    def make(document: Docx) -> None:
        document.add_picture(str(tmp_path / "logo.png"))
        inner = document.add_section()
        inner.header.is_linked_to_previous = False
        inner.header.paragraphs[0].text = "TRANG TRONG"
        document.add_paragraph("Nội dung của báo cáo. " * 20)

    root, _, _ = imported(tmp_path, make)
    section = built(root).sections[0]
    assert [each.text for each in section.header.paragraphs] == ["TRANG TRONG"]
    assert "TRANG TRONG" not in "".join(each.text for each in section.first_page_header.paragraphs)
    assert section.first_page_header._element.xpath(".//pic:pic")


@pytest.mark.usefixtures("blank_charts")
def test_what_floats_at_the_foot_of_a_letterhead_keeps_text_off_on_the_first_page_only(tmp_path: Path) -> None:
    shape = (
        f'<w:r {nsdecls("w")}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="position:absolute;margin-left:0pt;margin-top:600pt;width:400pt;height:40pt" fillcolor="#106040"/>'
        "</w:pict></w:r>"
    )
    root, brand, _ = imported(tmp_path, lambda document: document.add_paragraph()._p.append(parse_xml(shape)))
    footer = built(root).sections[0].first_page_footer._element
    assert "margin-top:672pt" in footer.xpath(".//w:pict/*/@style")[0]  # 72 points below the upper edge of the page
    assert footer.xpath(".//w:spacing/@w:lineRule")[0] == "exact"
    assert brand.word.page.bottom == 25.4


@pytest.mark.usefixtures("blank_charts")
def test_headings_numbered_one_by_one_are_numbered_by_their_style(tmp_path: Path) -> None:
    import letterheads

    def make(document: Docx) -> None:
        letterheads.number_headings(document, "decimal", ("%1", "%1.%2"))
        number = document.styles["Heading 1"].element.pPr.numPr
        document.styles["Heading 1"].element.pPr.remove(number)
        (level,) = document.part.numbering_part.element.xpath("w:abstractNum[@w:abstractNumId='77']/w:lvl[1]/w:pStyle")
        level.getparent().remove(level)
        for text in ("Một", "Hai"):
            document.add_heading(text, 1)._p.get_or_add_pPr()._insert_numPr(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'))  # fmt: skip
        document.add_heading("Lời nói đầu", 1)

    root, _, told = imported(tmp_path, make)
    document = built(root)
    assert document.styles["Heading 1"].element.xpath("w:pPr/w:numPr/w:numId/@w:val") == ["88"]
    links = document.part.numbering_part.element.xpath("w:abstractNum[@w:abstractNumId='77']/w:lvl[1]/w:pStyle/@w:val")
    assert links == ["Heading1"]
    assert any(each.startswith("heading-1, heading-2 have the file's numbers") for each in told)


def test_letter_spacing_is_kept_and_measured(tmp_path: Path) -> None:
    def make(document: Docx) -> None:
        spacing = f'<w:spacing {nsdecls("w")} w:val="30"/>'
        document.styles["Heading 1"].element.get_or_add_rPr().append(parse_xml(spacing))
        document.add_heading("Một tiêu đề", 1)
        for _ in range(3):
            run = document.add_paragraph().add_run("Dòng chữ giãn cách, định dạng trực tiếp. ")
            run.font.size = Pt(13)
            run._r.get_or_add_rPr().append(parse_xml(spacing))

    root, brand, _ = imported(tmp_path, make)
    assert [brand.word.styles[role].spaced for role in ("heading-1", "body", "title")] == [1.5, 1.5, 0]
    assert "body" not in brand.word.mapped
    assert type_size("body", brand) > Pt(13)
    styles = built(root).styles.element
    assert styles.xpath("w:style[w:name/@w:val='Report Normal']/w:rPr/w:spacing/@w:val") == ["30"]


@pytest.mark.parametrize(
    ("fills", "rows", "adjusted"),
    [({"band1Horz": "1F3864", "": "203050"}, "on_dark", []), ({"band1Horz": "1F3864", "band2Horz": "F0F0F0"}, "text", ["ground"])],
)  # fmt: skip
def test_rows_of_tables_can_be_read_on_their_bands(
    tmp_path: Path, fills: dict[str, str], rows: str, adjusted: list[str]
) -> None:
    def make(document: Docx) -> None:
        style = document.styles["Light List"].element
        for each in style.xpath(".//w:shd/.."):
            each.getparent().remove(each)
        for part, fill in fills.items():
            cell = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
            style.extend(parse_xml(f"<w:x {nsdecls('w')}>{cell}</w:x>") if not part else [])
            for known in style.xpath(f"w:tblStylePr[@w:type='{part}']"):
                style.remove(known)
            if part:
                style.append(parse_xml(f'<w:tblStylePr {nsdecls("w")} w:type="{part}">{cell}</w:tblStylePr>'))
        document.add_table(2, 2, document.styles["Light List"])

    root, brand, told = imported(tmp_path, make)
    assert brand.word.mapped["report-table"] == "LightList"
    assert brand.word.styles["table"].colour == rows
    assert brand.word.adjusted.get("report-table", []) == adjusted
    assert any("words cannot be read on the grounds" in each for each in told) == bool(adjusted)
    if adjusted:
        assert not built(root).styles["Light List"].element.xpath(".//w:shd")


def test_headings_like_text_are_bold_and_second_ones_begin_no_page(tmp_path: Path) -> None:
    def make(document: Docx) -> None:
        styles = document.styles
        font = styles["Heading 2"].font
        font.size, font.bold, font.color.rgb = Pt(11), False, None
        styles["Heading 2"].element.rPr._remove_color()
        styles["Heading 2"].paragraph_format.page_break_before = True
        styles["Normal"].font.name = "仿宋"

    root, brand, told = imported(tmp_path, make)
    assert brand.word.adjusted["heading-2"] == ["bold", "page"]
    assert brand.fonts.body == "Times New Roman"
    assert any('Times New Roman instead of "仿宋"' in each for each in told)
    style = built(root).styles["Heading 2"]
    assert style.font.bold
    assert style.paragraph_format.page_break_before is False


def test_notes_are_smaller_than_text(tmp_path: Path) -> None:
    def make(document: Docx) -> None:
        document.styles["Normal"].font.size = Pt(10)
        document.styles.add_style("footnote text", 1).font.size = Pt(12)

    _, brand, _ = imported(tmp_path, make)
    assert "footnote" not in brand.word.mapped
    assert brand.word.styles["footnote"].size < brand.word.styles["body"].size == 10


# Fonts


def test_a_font_file_beside_the_brand_is_measured_and_draws_charts(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    shutil.copy(ARIMO, root / "templates/brand/Own.ttf")
    path = root / SHOWN
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nfonts:", "\nfonts:\n  files: [Own.ttf]", 1), "utf-8")
    brand = read_brand(path, SHOWN)
    assert brand.font == (root / "templates/brand/Own.ttf",)
    used: list[object] = []
    from reports.brand import font_files

    measured: Metrics = font_files.load_metrics(tmp_path / "cache", brand.font)
    used.append(measured.width("Sông", 10))
    drawn = font_files.static_fonts(tmp_path / "cache", ["Sông"], brand.font)
    assert used == [font_files.load_metrics(tmp_path / "cache").width("Sông", 10)]
    assert len(drawn) == 2


def test_a_twin_s_package_measures_a_font_and_one_without_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "machine_fonts", dict)
    arial = font_changes("Arial", "Arial")
    assert arial.changes["fonts"] == {"body": "Arial", "heading": "Arial", "measure": 1.0}
    (told,) = font_changes("Calibri", "Calibri").notes
    assert told.startswith('charts are drawn in Arimo, since no package with the letters of "Calibri" is installed')


@pytest.mark.parametrize(
    ("bits", "right"), [(0, "allow embedding)"), (2, "forbid embedding"), (4, "for reading and printing"), (8, "for editing")]
)  # fmt: skip
def test_a_font_of_the_machine_is_offered_with_its_licence_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: int, right: str
) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(ARIMO) as font:
        font["OS/2"].fsType = bits
        font.save(tmp_path / "Twin.ttf")
    monkeypatch.setattr(fonts, "machine_fonts", lambda: {"carlito": (tmp_path / "Twin.ttf",)})
    (told,) = font_changes("Calibri", "").notes
    assert "This machine has Carlito" in told
    assert right in told
    assert 'add "files: ["Twin.ttf"]" to the fonts' in told


@pytest.mark.usefixtures("blank_charts")
def test_an_import_looks_for_fonts_once_and_a_build_never(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(fonts, "_font_files", lambda: looked.append(1) or iter(()))
    machine_fonts.cache_clear()
    root, _, _ = imported(tmp_path, lambda document: setattr(document.styles["Normal"].font, "name", "Garamond"))
    assert looked == [1]
    built(root)
    assert looked == [1]
    machine_fonts.cache_clear()

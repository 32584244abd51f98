"""Tables with joined cells, several head rows, groups and totals: read, written, divided over slides, put into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from pptx.util import Length, Pt

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.brand.word_reference.reference import word_reference
from reports.diagnostics import Findings, Place, Problems
from reports.document.model import Document, Merge, Meta, Strong, Table, Text, plain
from reports.document.reader import Markdown, read
from reports.document.tables import described
from reports.files.package import contents_of
from reports.languages import LANGUAGES
from reports.pipeline.agreement import compare
from reports.pipeline.losses import check_complete
from reports.pipeline.side_by_side import paired
from reports.pipeline.stretches import STRETCHES
from reports.powerpoint.presentation import write as write_deck
from reports.powerpoint.slides.deck import slides
from reports.powerpoint.slides.model import TableFill
from reports.word import write as write_word
from reports.word.widths import column_widths, least_width, least_widths

ROOT = Path(__file__).parent.parent

JOINED = """\
| Nơi | Thẻ | < | Bên đếm |
| ^ | Tỷ lệ | So với mục tiêu | ^ |
|---|--:|---|---|
| Phường | < | < | < |
| Làng Sen | nhiều | đã vượt | thư viện |
| Bến Mây | ít | còn xa | ^ |
| Xã | < | < | < |
| Đông Cát | rất ít | < | \\< |
| **Cộng** | **vừa** | | |
"""


@pytest.fixture(scope="module")
def brand() -> Brand:
    return read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml")


@pytest.fixture(scope="module")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> Metrics:
    return load_metrics(tmp_path_factory.mktemp("cache"))


def document(text: str, language: str = "vi", title: str = "Kết quả") -> Document:
    findings = Findings()
    text = f"## {title}\n\n{text}"
    places = tuple(Place(f"templates/{language}.md.j2", line) for line in range(1, text.count("\n") + 2))
    section = read("a", Markdown(text, places), LANGUAGES[language], (), findings)
    assert not findings.found, findings.found
    meta = Meta((Text("T"),), (), date(2025, 10, 21), ())
    return Document("report", language, meta, (section,))


def table_of(text: str) -> Table:
    (found,) = (block for block in document(text).blocks if isinstance(block, Table))
    return found


@pytest.fixture(scope="module")
def word(brand: Brand, metrics: Metrics) -> Callable[[Document], Any]:
    def written(made: Document) -> Any:
        opened = write_word(made, {}, word_reference(brand, "house"), LANGUAGES["vi"], metrics)
        check_complete(STRETCHES[".docx"](made, opened, contents_of(opened)), "report.docx", {})
        return opened

    return written


@pytest.fixture(scope="module")
def deck(brand: Brand, metrics: Metrics, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], Any]:
    """The deck of a document, and the presentation with it."""
    folder, on_slides = tmp_path_factory.mktemp("deck"), brand.for_slides()

    def written(made: Document) -> tuple[list[TableFill], Any]:
        found = slides(made, on_slides, metrics, LANGUAGES["vi"], sources_of=lambda _: ())
        opened = write_deck(found, {}, deck_reference(on_slides, LANGUAGES["vi"], folder), LANGUAGES["vi"])
        check_complete(STRETCHES[".pptx"](made, opened, contents_of(opened)), "deck.pptx", {})
        return [fill for slide in found.slides for fill in slide.fills.values() if isinstance(fill, TableFill)], opened

    return written


def test_signs_join_cells_and_all_rows_above_the_delimiter_are_heads() -> None:
    table = table_of(JOINED)
    assert [[plain(cell) for cell in row] for row in table.heads] == [
        ["Nơi", "Thẻ", "", "Bên đếm"], ["", "Tỷ lệ", "So với mục tiêu", ""],
    ]  # fmt: skip
    assert set(table.merges) == {
        Merge(0, 0, 2, 1), Merge(0, 1, 1, 2), Merge(0, 3, 2, 1), Merge(2, 0, 1, 4), Merge(3, 3, 2, 1),
        Merge(5, 0, 1, 4), Merge(6, 1, 1, 2),
    }  # fmt: skip
    assert plain(table.rows[4][3]) == "<"  # an escaped sign is a sign
    assert (table.groups, table.totals) == ((0, 3), (5,))
    assert table.rows[0][0] == (Strong((Text("Phường"),)),)


def test_word_joins_cells_and_repeats_all_head_rows(word: Callable[[Document], Any]) -> None:
    (table,) = word(document(JOINED)).element.body.iter(qn("w:tbl"))
    rows = list(table.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] * 2 + [False] * 6
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    for row in rows:
        spans = [int(cell.xpath("string(w:tcPr/w:gridSpan/@w:val)") or 1) for cell in row.iter(qn("w:tc"))]
        assert sum(spans) == columns
    joined = [
        cell.xpath("string(w:tcPr/w:vMerge/@w:val)") for cell in table.iter(qn("w:tc")) if cell.xpath("w:tcPr/w:vMerge")
    ]
    assert joined == ["restart", "restart", "", "", "restart", ""]
    top = [cell.xpath("string(w:tcPr/w:tcBorders/w:top/@w:val)") for cell in rows[-1].iter(qn("w:tc"))]
    assert top == ["single"] * 4
    kept = [bool(row.xpath("w:tc[1]/w:p/w:pPr/w:keepNext")) for row in rows]
    assert kept[2:7] == [True] * 5  # a short table; see below for a long one


def test_what_is_joined_stays_together_in_a_long_table(word: Callable[[Document], Any]) -> None:
    rows = "".join("| a | b |\n" for _ in range(20))
    text = f"| A | B |\n|---|---|\n{rows}| Nhóm | < |\n{rows}| c | d |\n| ^ | e |\n| f | g |\n| **h** | **i** |\n"
    (table,) = word(document(text)).element.body.iter(qn("w:tbl"))
    kept = [bool(row.xpath("w:tc[1]/w:p/w:pPr/w:keepNext")) for row in table.iter(qn("w:tr"))][1:]
    assert [position for position, keeps in enumerate(kept) if keeps] == [0, 20, 41, 43]


def test_slides_join_cells(deck: Callable[[Document], Any]) -> None:
    _, opened = deck(document(JOINED))
    table = next(shape.table for shape in opened.slides[1].shapes if shape.has_table)
    assert [[cell.is_merge_origin or cell.is_spanned for cell in row.cells] for row in table.rows][:4] == [
        [True, True, True, True], [True, False, False, True], [True] * 4, [False, False, False, True],
    ]  # fmt: skip
    origin = table.cell(0, 1)
    assert (origin.span_width, origin.span_height, origin.text) == (2, 1, "Thẻ")
    assert all(cell.text == "" for row in table.rows for cell in row.cells if cell.is_spanned)


def test_slides_divide_no_joined_cells_and_name_the_group_that_goes_on(deck: Callable[[Document], Any]) -> None:
    body = "".join(f"| {letter} | x |\n| ^ | y |\n" for letter in "abcdefghijk")
    fills, _ = deck(document(f"| A | B |\n|---|---|\n| Nhóm | < |\n{body}| **Cộng** | **z** |\n"))
    parts = [[plain(cells[0]) for cells in fill.table.rows] for fill in fills]
    assert len(parts) > 1
    assert all(part[:2] in (["Nhóm", letter] for letter in "abcdefghijk") for part in parts)
    assert parts[-1][-3:] == ["k", "", "Cộng"]
    for fill in fills:
        assert len(fill.heights) == len(fill.table.all_rows)
        assert all(merge.row + merge.down <= len(fill.table.all_rows) for merge in fill.table.merges)
        assert fill.table.groups == (0,)


def test_rows_that_are_joined_over_more_than_a_slide_are_an_error(deck: Callable[[Document], Any]) -> None:
    text = "| A | B |\n|---|---|\n| a | x |\n" + "| ^ | y |\n" * 20
    with pytest.raises(Problems) as raised:
        deck(document(text))
    (fault,) = raised.value.diagnostics
    assert fault.message.startswith("rows 1 to 21 of the table stay together; a slide holds")


def test_a_long_text_over_narrow_columns_makes_them_wide_enough(brand: Brand, metrics: Metrics) -> None:
    table = table_of("| Nghiêng\u2011ngả\u2011liêu\u2011xiêu | < |\n| a | b |\n|---|---|\n| c | d |\n")
    size, gap = Pt(10), Pt(12)
    least = least_widths(table, Length(size), Length(gap), metrics)
    assert sum(least) >= least_width([(table.heads[0][0], True)], Length(size), metrics)
    assert column_widths(table, Length(round(sum(least))), Length(size), Length(gap), metrics)


def test_in_speaker_notes_each_row_is_a_line_with_all_its_heads() -> None:
    rows = [
        "; ".join(": ".join(filter(None, (", ".join(map(plain, heads)), plain(text)))) for heads, text in row)
        for row in described(table_of(JOINED))
    ]
    assert rows[0] == "Phường"
    assert rows[2] == "Nơi: Bến Mây; Thẻ, Tỷ lệ: ít; Thẻ, So với mục tiêu: còn xa; Bên đếm: thư viện"
    assert rows[4] == "Nơi: Đông Cát; Thẻ, Tỷ lệ: rất ít; Bên đếm: <"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("| ^ |\n| Xã", "| x |\n| Xã"), '"en" joins other cells in this table than "vi"'),
        (("| **Cộng** | **vừa** |", "| Cộng | vừa |"), '"en" has other rows in bold in this table than "vi"'),
        (("| ^ | Tỷ lệ | So với mục tiêu | ^ |\n", ""), '"en" has a table of 4 columns and 6 rows here'),
    ],
)
def test_languages_join_the_same_cells(change: tuple[str, str], message: str) -> None:
    findings = Findings()
    compare({"vi": document(JOINED), "en": document(JOINED.replace(*change), "en")}, findings)
    assert message in findings.found[0].message


def test_both_languages_in_one_table_keep_its_joined_cells(word: Callable[[Document], Any]) -> None:
    both = paired("vi-en", [document(JOINED), document(JOINED.replace("Làng Sen", "Lang Sen"), "en")])
    (table,) = (block for block in both.blocks if isinstance(block, Table))
    assert (table.merges, table.groups, table.totals) == (lambda one: (one.merges, one.groups, one.totals))(
        table_of(JOINED)
    )
    assert "Lang Sen" in "".join(element.text or "" for element in word(both).element.body.iter(qn("w:t")))


def test_a_long_or_a_wide_table_is_read() -> None:
    line = "| a " * 40 + "|\n"
    table = table_of(line + "|---" * 40 + "|\n" + line * 200)
    assert (len(table.alignments), len(table.rows)) == (40, 200)

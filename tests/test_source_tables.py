"""Sources that are tables: accounts by cell, series taken from them, what is left out by range, and bad tables."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reports.diagnostics import Findings, Problems
from reports.facts import Facts, read_facts
from reports.facts.provenance import statement
from reports.facts.wording import Wording
from reports.files.tables import areas, read_table, reference
from reports.languages import LANGUAGES
from reports.pipeline.sources import check_sources, compared

GLOSSARY = """\
units:
  loans: {vi: lượt, en: {one: loan, other: loans}}
places:
  north: {name: {vi: Chi nhánh Bắc, en: North branch}, level: branch}
  south: {name: {vi: Chi nhánh Nam, en: South branch}, level: branch}
"""
SOURCE = """\
topics: {{reading: {{vi: Đọc, en: Reading}}}}
sources:
  loans-table:
    file: {file}
    sha256: {sha256}
    title: {{vi: Lượt mượn, en: Loans}}
    publisher: {{vi: Thư viện, en: Library}}
    short: {{vi: Thư viện, en: Library}}
    published: 2025-01-15
    language: vi
facts:
"""
FACT = """\
- id: share
  topic: reading
  kind: measure
  label: {vi: tỷ lệ, en: rate}
  statement: {vi: "Đạt {value}.", en: "It was {value}."}
  unit: percent
  value: 39.51
  accounts: [{source: loans-table, sheet: Lượt mượn, cell: D4, printed: "39,51%", value: 39.51}]
"""
SERIES = """\
- id: loans
  structure: series
  topic: reading
  kind: measure
  label: {vi: lượt mượn, en: loans}
  statement: {vi: "{place} có {value} {period}.", en: "The {place} had {value} in {period}."}
  unit: loans
  measure: loans
  source: loans-table
"""
WIDE = (
    "  cells: {file: loans.xlsx, sheet: Lượt mượn, range: A3:C5, place: Chi nhánh, value: {2023: Năm 2023, 2024: C}}\n"
)
LEFT = """\
left_out:
- {source: loans-table, sheet: Lượt mượn, cells: A1:D3, why: "the head"}
- {source: loans-table, sheet: Lượt mượn, cells: D5, why: "of a fact that is not needed"}
- {source: loans-table, sheet: Ẩn, why: "hidden"}
"""
Fill = Callable[[Any, Any], None]


def _loans(book: Any, sheet: Any) -> None:
    sheet.merge_range("A1:D1", "Bảng 1. Lượt mượn năm 2023 và 2024")
    for column, head in enumerate(("Chi nhánh", "Năm 2023", "Năm 2024", "Tỷ lệ")):
        sheet.write(2, column, head)
    grouped, share = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0.00%"})
    for row, (name, first, second, rate) in enumerate(
        (("Chi nhánh Bắc", 1200, 1350, 0.395123), ("Chi nhánh Nam", 900, 1020, 0.3)), 3
    ):
        sheet.write(row, 0, name)
        sheet.write(row, 1, first, grouped)
        sheet.write(row, 2, second, grouped)
        sheet.write(row, 3, rate, share)


def _book(*fills: Fill, hidden: bool = True, computed: bool = True) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.calc_on_load = not computed
    sheet = book.add_worksheet("Lượt mượn")
    for fill in (_loans, *fills):
        fill(book, sheet)
    if hidden:
        other = book.add_worksheet("Ẩn")
        other.write("A1", 77)
        other.hide()
    book.close()
    return content.getvalue()


def _read(folder: Path, content: bytes, facts: str, file: str = "loans.xlsx") -> Facts:
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (folder / file).write_bytes(content)
    head = SOURCE.format(file=file, sha256=hashlib.sha256(content).hexdigest())
    (folder / "facts.yaml").write_text(head + facts, "utf-8")
    return read_facts(folder)


def _compared(folder: Path, facts: Facts) -> str:
    findings = Findings()
    check_sources(facts.file, folder, "seeds/facts.yaml", facts.places, findings)
    return "\n".join(map(str, findings)).replace(f"{folder}/", "")


def test_a_series_takes_its_values_and_cells_from_the_document(tmp_path: Path) -> None:
    facts = _read(tmp_path, _book(), FACT + SERIES + WIDE + LEFT)
    accounts = {id_: fact.accounts[0] for id_, fact in facts.facts.items()}
    assert {id_: (str(a.value), a.printed, a.sheet, a.cell) for id_, a in accounts.items()} == {
        "share": ("39.51", "39,51%", "Lượt mượn", "D4"),
        "loans@north@2023": ("1200", "1.200", "Lượt mượn", "B4"),
        "loans@north@2024": ("1350", "1.350", "Lượt mượn", "C4"),
        "loans@south@2023": ("900", "900", "Lượt mượn", "B5"),
        "loans@south@2024": ("1020", "1.020", "Lượt mượn", "C5"),
    }
    assert str(facts.place_of("loans@south@2024")) == "seeds/loans.xlsx, Lượt mượn!C5"
    assert _compared(tmp_path, facts) == ""
    assert compared(facts.file) == "5 accounts compared with 1 document"
    said = [statement(["loans-table"], Wording(facts, LANGUAGES[code]), "full.lines").text for code in ("vi", "en")]
    assert said[0].endswith("dòng hoặc ô trong nguồn.")
    assert said[1].endswith("the line or the cell of the source that prints it.")
    printed = [Wording(facts, LANGUAGES[code]).evidence("loans@south@2024").printed for code in ("vi", "en")]
    assert printed == ["“1.020” (ô C5, trang tính “Lượt mượn”)", "“1.020” (cell C5, sheet “Lượt mượn”)"]


def test_places_may_have_the_columns_and_merged_cells_name_several_rows(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("F2:G2", "Chi nhánh")
        sheet.write_row("E3", ["Kỳ", "Bắc", "Nam", "Ghi chú"])
        sheet.write_row("E4", [2023, 5, 6])
        sheet.merge_range("H4:H5", "hơn")
        sheet.write_row("E5", [2024, 7, 8])

    cells = (
        "{file: loans.xlsx, sheet: Lượt mượn, range: E3:H5, period: Kỳ, qualifier: Q, value: {north: Bắc, south: Nam}}"
    )
    with pytest.raises(Problems, match='no column called "Q"'):
        _read(tmp_path, _book(fill), f"{SERIES}  cells: {cells}\n")
    facts = _read(tmp_path, _book(fill), f"{SERIES}  cells: {cells.replace('qualifier: Q, ', '')}\n")
    assert {id_: str(fact.value) for id_, fact in facts.facts.items()} == {
        "loans@north@2023": "5", "loans@south@2023": "6", "loans@north@2024": "7", "loans@south@2024": "8",
    }  # fmt: skip


WRONG_ACCOUNTS = {
    "another figure": ('cell: D4, printed: "39,51%", value: 39.51', 'cell: D5, printed: "39,51%", value: 39.51',
                       'cell D5 of "loans-table" does not print "39,51%" ("share")\nhint: it shows "30,00%"; D4 shows it'),
    "a part of a figure": ('printed: "39,51%", value: 39.51', 'printed: "9,51%", value: 9.51', 'does not print "9,51%"'),
    "an empty cell": ("cell: D4", "cell: H9", "hint: it is empty; D4 shows it"),
    "a sheet that is not there": ("sheet: Lượt mượn, cell: D4", "sheet: Luot muon, cell: D4",
                                  '"loans-table" has no sheet "Luot muon" ("share")\nhint: known: Lượt mượn'),
    "a hidden sheet": ("sheet: Lượt mượn, cell: D4", "sheet: Ẩn, cell: A1", 'has the sheet "Ẩn", but it is hidden'),
    "a merged cell": ("cell: D4", "cell: B1", 'cell B1 of "loans-table" is merged into A1 ("share")\nhint: write cell: A1'),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_ACCOUNTS)
def test_an_account_that_its_cell_does_not_print_is_an_error(tmp_path: Path, name: str) -> None:
    old, new, complaint = WRONG_ACCOUNTS[name]
    assert old in FACT
    fact = FACT.replace(old, new)
    if "9.51" in new:
        fact = fact.replace("value: 39.51\n", f"value: {new.rpartition(' ')[2]}\n")
    assert complaint in _compared(tmp_path, _read(tmp_path, _book(), fact + LEFT))


WRONG_FIELDS = {
    "no cell": ("cell: D4, ", "", 'the account of "loans-table" names no cell', "write cell: B7"),
    "lines": ("cell: D4", "lines: [4]", '"loans-table" is a table, which is read by its cells and has no lines', "take lines out"),
    "no name of a cell": ("cell: D4", "cell: 4D", '"4D" is no cell', "B7"),
    "a range that ends before it begins": ("cells: A1:D3", "cells: D3:A1", '"D3:A1" ends before it begins', "A1:F3"),
    "no range": ("sheet: Lượt mượn, cells: D5, ", "", 'the entry of "loans-table" names no cells', "write cells: A1:F3"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_FIELDS)
def test_a_place_in_a_table_is_a_cell(tmp_path: Path, name: str) -> None:
    old, new, complaint, hint = WRONG_FIELDS[name]
    assert old in FACT + LEFT
    with pytest.raises(Problems) as caught:
        _read(tmp_path, _book(), (FACT + LEFT).replace(old, new, 1))
    assert complaint in str(caught.value)
    assert hint in str(caught.value)


def test_figures_that_nobody_names_are_reported_by_range(tmp_path: Path) -> None:
    assert _compared(tmp_path, _read(tmp_path, _book(), FACT)) == (
        'loans.xlsx, Lượt mượn!A1: error: the figure "Bảng 1. Lượt mượn năm 2023 và 2024" is neither in a fact nor left out\n'
        "hint: add an account, or list it under left_out: {source: loans-table, sheet: Lượt mượn, cells: A1, why: …}\n"
        "loans.xlsx, Lượt mượn!B3: error: the figures of B3:C4 are neither in a fact nor left out\n"
        "hint: add an account, or list it under left_out: {source: loans-table, sheet: Lượt mượn, cells: B3:C4, why: …}\n"
        "loans.xlsx, Lượt mượn!B5: error: the figures of B5:D5 are neither in a fact nor left out\n"
        "hint: add an account, or list it under left_out: {source: loans-table, sheet: Lượt mượn, cells: B5:D5, why: …}\n"
        'loans.xlsx, Ẩn!A1: error: the figure "77" is neither in a fact nor left out\n'
        "hint: add an account, or list it under left_out: {source: loans-table, sheet: Ẩn, cells: A1, why: …}"
    )
    some = FACT + LEFT.replace('cells: A1:D3, why: "the head"', 'cells: A1:D3, printed: ["1", "2023"], why: "the head"')
    assert "A1: error" in _compared(tmp_path, _read(tmp_path, _book(), some))  # 2024 is left


def _formula(_: Any, sheet: Any) -> None:
    sheet.write_formula("C5", "=B5*2", None, "")


def _merged(_: Any, sheet: Any) -> None:
    sheet.merge_range("C4:C5", 1350)


def _hidden(_: Any, sheet: Any) -> None:
    sheet.set_row(4, None, None, {"hidden": True})


def _words(_: Any, sheet: Any) -> None:
    sheet.write("C5", "1.020,5")


def _failed(_: Any, sheet: Any) -> None:
    sheet.write_formula("C5", "=B5/0", None, "#DIV/0!")


def _twins(_: Any, sheet: Any) -> None:
    sheet.write("C3", "Năm 2023")


def _empty(book: Any, sheet: Any) -> None:
    sheet.write_blank("C5", None, book.add_format())


WRONG_TABLES = {
    "a formula": (_book(_formula, computed=False), WIDE, "Lượt mượn!C5: error: the cell is a formula without a result", "save it"),
    "a failed formula": (_book(_failed), WIDE, "C5: error: the cell has the error #DIV/0!", "mend it"),
    "a merged value": (_book(_merged), WIDE, "C5: error: the cell is merged into C4", "end the range before C5"),
    "a hidden row": (_book(_hidden), WIDE, "C5: error: the cell is hidden", "show it"),
    "decimal commas": (_book(_words), WIDE, 'C5: error: "1.020,5" has a comma', 'decimal: ","'),
    "two columns of a name": (_book(_twins), WIDE, 'A3: error: the file has two columns called "Năm 2023"', "write its letter: B or C"),
    "an empty cell": (_book(_empty), WIDE, "C5: error: this row has no value", "gaps:"),
    "no sheet named": (_book(lambda book, _: book.add_worksheet("Khác")), WIDE.replace("sheet: Lượt mượn, ", ""),
                       "seeds/loans.xlsx: error: the file has 2 sheets, and none is named", "write sheet: Lượt mượn or Khác"),
    "another document": (_book(), WIDE, 'the file is not the document of "loans-table"', "write sha256: "),
    "columns for periods twice": (_book(), WIDE.replace("place:", "period: D, place:"), "for each place, and place: has a column", ""),
    "no workbook": (b"PK\x03\x04 cut off", WIDE, "seeds/loans.xlsx: error: this is no Excel file", "cut off"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), WIDE, "has a password, or is of an old Office format", "save it as .xlsx"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_TABLES)
def test_a_wrong_table_is_an_error_with_its_cell(tmp_path: Path, name: str) -> None:
    content, cells, complaint, hint = WRONG_TABLES[name]
    if name == "another document":
        _read(tmp_path, content, SERIES + cells)
        (tmp_path / "loans.xlsx").write_bytes(_book(hidden=False))
    with pytest.raises(Problems) as caught:
        read_facts(tmp_path) if name == "another document" else _read(tmp_path, content, SERIES + cells)
    assert complaint in str(caught.value)
    assert hint in str(caught.value)


def test_formulas_keep_their_results_and_those_without_are_told(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("D4", "=B4/C4", None, 0.395123)

    facts = _read(tmp_path, _book(fill), FACT.replace("39,51%", "0,395123").replace("39.51", "0.395123") + LEFT)
    assert "D4" not in _compared(tmp_path, facts)
    facts = _read(tmp_path, _book(fill, computed=False), FACT + LEFT)
    assert 'cell D4 of "loans-table" is a formula without a result ("share")' in _compared(tmp_path, facts)


SHOWN = {
    "0.00%": (0.395123, "39,51%", "39.51%"), "#,##0": (1234567, "1.234.567", "1,234,567"), "General": (1234567.5, "1234567,5", "1234567.5"),
    "#,##0.00": (-1234.5, "-1.234,50", "-1,234.50"), "#,##0.0;(#,##0.0)": (-1234.5, "(1.234,5)", "(1,234.5)"),
    '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)': (0, "-", "-"), '0.0,,"tr"': (1234567, "1,2tr", "1.2tr"),
    '#,##0 "lượt"': (1200, "1.200 lượt", "1,200 lượt"), "#,##0 [$₫-42A]": (1200, "1.200 ₫", "1,200 ₫"), "0.00": (7.1, "7,10", "7.10"),
    "[>=1000]0.0,;0": (5, "5", "5"), "0.00E+00": (0.0000001, "0,0000001", "0.0000001"), "0": (2.5, "3", "3"),
    'General" kWh"': (0.1 + 0.2, "0,3 kWh", "0.3 kWh"), "# ?/?": (0.5, "0,5", "0.5"),
    "dd/mm/yyyy": (date(2023, 3, 5), "05/03/2023", "05/03/2023"), "d/m/yyyy h:mm": (date(2023, 3, 5), "5/3/2023", "5/3/2023"),
    "mm\\/yyyy": (date(2023, 3, 5), "03/2023", "03/2023"), "[$-42A]yyyy": (date(2023, 3, 5), "2023", "2023"),
    "mmmm yyyy": (date(2023, 3, 5), "3/2023", "Mar 2023"),
}  # fmt: skip


@pytest.mark.parametrize("code", SHOWN)
@pytest.mark.parametrize("first", [1900, 1904])
def test_a_cell_shows_its_number_as_its_format_and_language_write_it(code: str, first: int) -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": first == 1904})
    value, *shown = SHOWN[code]
    looks = book.add_format({"num_format": code})
    sheet = book.add_worksheet()
    sheet.write_datetime(0, 0, value, looks) if isinstance(value, date) else sheet.write(0, 0, value, looks)
    book.close()
    for language, text in zip(("vi", "en"), shown, strict=True):
        cell = read_table(content.getvalue(), "a.xlsx", LANGUAGES[language])["Sheet1"].cells[1, 1]
        assert cell.shown == text
        assert cell.is_text is False


CSV = 'sep=;\nBảng 1;;\nChi nhánh;Năm;Lượt\nChi nhánh Bắc;2023;1.200\n;;\n"Chi nhánh\nNam";2023;900,5\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_may_be_the_document(tmp_path: Path, encoding: str) -> None:
    cells = '  cells: {file: loans.csv, range: A2:C5, place: Chi nhánh, period: B, value: Lượt, decimal: ","}\n'
    left = "left_out: [{source: loans-table, cells: A1:B5, why: the head}]\n"
    facts = _read(tmp_path, CSV.encode(encoding), SERIES + cells + left, "loans.csv")
    accounts = {id_: fact.accounts[0] for id_, fact in facts.facts.items()}
    assert {id_: (str(a.value), a.printed, a.cell) for id_, a in accounts.items()} == {
        "loans@north@2023": ("1200", "1.200", "C3"), "loans@south@2023": ("900.5", "900,5", "C5"),
    }  # fmt: skip
    assert str(facts.place_of("loans@south@2023")) == "seeds/loans.csv:7"
    assert _compared(tmp_path, facts) == ""


def test_a_csv_document_in_another_encoding_is_told_with_a_cure(tmp_path: Path) -> None:
    fact = FACT.replace("sheet: Lượt mượn, ", "")
    facts = _read(tmp_path, CSV.encode("cp1258", "replace"), fact, "loans.csv")
    said = _compared(tmp_path, facts)
    assert "loans.csv: error: the file is in another encoding than UTF-8" in said
    assert "write the name and the sha256 of that file" in said


def _changed(old: bytes, new: bytes, content: bytes) -> bytes:
    """The workbook with a change in its first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made := io.BytesIO(), "w", 8) as other:
        for name in source.namelist():
            part = source.read(name)
            other.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return made.getvalue()


def test_a_workbook_cannot_exhaust_the_machine() -> None:
    bomb = _changed(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>", _book())
    with pytest.raises(Problems, match="exceeds the limit when unpacked"):
        read_table(bomb, "a.xlsx", LANGUAGES["vi"])
    merged = _changed(b'ref="A1:D1"', b'ref="A1:XFD1048576"', _book())
    sheet = read_table(merged, "a.xlsx", LANGUAGES["vi"])["Lượt mượn"]
    assert sheet.label((5, 4)) == "Bảng 1. Lượt mượn năm 2023 và 2024"
    with pytest.raises(Problems, match="too many elements"):
        read_table(_changed(b'r="D5"', b'r="XFD1048576"', merged), "a.xlsx", LANGUAGES["vi"])


def test_ranges_have_just_the_cells() -> None:
    assert areas([]) == []
    assert areas([(1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (5, 28)]) == ["A1:B2", "B3", "AB5"]
    assert reference((7, 703)) == "AAA7"


def test_ten_thousand_cells_are_compared_in_line(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        grouped = book.add_format({"num_format": "#,##0"})
        for row in range(2500):
            for column in range(4):
                sheet.write(row + 9, column, row * 10 + column, grouped)

    facts = _read(tmp_path, _book(fill), FACT + LEFT)
    assert "figures of A10:D2509 are neither" in _compared(tmp_path, facts)

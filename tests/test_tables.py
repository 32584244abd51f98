"""Tables with joined cells, several head rows, groups and totals: read, written, divided over slides, put into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import docx
import pptx
import pytest
from conftest import songngu
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from msgspec.structs import replace
from pptx.util import Length, Pt

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.brand.word_reference.reference import word_reference
from reports.brand.word_reference.roles import SIGNS
from reports.diagnostics import Findings, Place, Problems
from reports.document.marks import fact_style, trace_of_style
from reports.document.model import (
    STATES,
    Document,
    Marked,
    Merge,
    Meta,
    Paragraph,
    Section,
    State,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)
from reports.document.reader import Markdown, read
from reports.document.reader.markdown import key_of
from reports.document.tables import described
from reports.facts import read_facts
from reports.facts.name_wording import Unwritable
from reports.facts.signs import squares
from reports.facts.wording import Wording
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


@pytest.fixture(scope="module")
def library_wording() -> Wording:
    return Wording(read_facts(ROOT / "tests/library/seeds"), LANGUAGES["en"])


@pytest.mark.parametrize(
    ("fact", "of", "drawn"),
    [
        ("members", None, "■■■■□□□□□□"),  # 38.5%
        ("members", "members.target", "■■■■■■■■■□"),  # of 45%
        ("members.lang-sen", "members.target", "■■■■■■■■■■"),  # more than 52%
        ("loans.2022", "loans.2022", "■■■■■■■■■■"),
        ("rank.loans", None, '"rank.loans" is no share of a whole'),
        ("members", "loans.2022", '"loans.2022" is neither the whole nor the target of "members"'),
        ("storytellers", None, '"storytellers" has no single value of zero or more to draw'),
    ],
)
def test_a_bar_is_as_long_as_the_share(library_wording: Wording, fact: str, of: str | None, drawn: str) -> None:
    if "■" not in drawn:
        with pytest.raises(Unwritable, match=re.escape(drawn)):
            squares(fact, of, library_wording)
        return
    mark = squares(fact, of, library_wording)
    assert mark.text == drawn
    assert mark.trace == Trace("fact", fact, f"bar:{of}" if of else "bar", mark.trace.value)
    assert trace_of_style(fact_style(mark.trace).name) == replace(mark.trace, value=None)


@pytest.mark.parametrize(("share", "filled"), [("0", 0), ("0.1", 1), ("14.9", 1), ("15", 2), ("99.9", 9), ("100", 10)])
def test_only_nothing_is_empty_and_only_the_whole_is_full(library_wording: Wording, share: str, filled: int) -> None:
    facts = library_wording.facts
    changed = facts.facts["members"].model_copy(update={"value": Decimal(share)})
    wording = replace(library_wording, facts=replace(facts, facts={**facts.facts, "members": changed}))
    assert squares("members", None, wording).text.count("■") == filled


def test_bars_of_a_column_have_one_kind_of_whole(library_wording: Wording) -> None:
    findings, bars = Findings(), [squares("members", of, library_wording) for of in (None, "members.target")]
    rows = "\n".join(f'| [{bar.text}]{{.fact ref="members" form="{bar.trace.form}"}} |' for bar in bars)
    text = f"| a |\n|---|\n{rows}\n"
    places = (Place("templates/a.md.j2", 1),) * 5
    read("a", Markdown(text, places, {key_of(bar): bar for bar in bars}), LANGUAGES["en"], (), findings)
    assert [fault.message for fault in findings.found] == [
        "some bars of this column are shares of a whole, others of what of= names"
    ]


def test_languages_have_the_same_states() -> None:
    made = {}
    for code, state in (("vi", "done"), ("en", "late")):
        sign = Marked(STATES[state], Trace("plain", STATES[state], state))
        block = Paragraph((sign,), Place(f"templates/{code}.md.j2", 1))
        made[code] = replace(document("| a |\n|---|\n| b |", code), sections=(Section("a", (block,)),))
    findings = Findings()
    compare(made, findings)
    assert [fault.message for fault in findings.found] == [
        'only "vi" has the state "done" in this paragraph', 'only "en" has the state "late" in this paragraph',
    ]  # fmt: skip


def test_every_state_has_a_sign_of_its_own_and_words_in_each_language() -> None:
    assert set(STATES) == set(get_args(State)) == set(SIGNS) - {"bar"}
    assert len(set(STATES.values())) == len(STATES)
    assert all(set(language.words.states) == set(STATES) for language in LANGUAGES.values())


def test_bars_and_signs_keep_their_looks_and_marks_in_files(library_built: Path) -> None:
    opened = docx.Document(str(library_built / "general/report.en.docx"))
    runs = {run.text: run for run in opened.element.body.iter(qn("w:r"))}
    assert runs["■■■■□□□□□□"].rPr.rStyle.val == "fact_members_bar"
    assert [runs[sign].rPr.rStyle.val for sign in ("●", "▲")] == ["Sign", "SignAlert"]
    deck = pptx.Presentation(str(library_built / "general/slides.en.pptx"))
    (table,) = (
        s.table
        for slide in deck.slides
        for s in slide.shapes
        if s.has_table and s.table.cell(2, 0).text == "Ward and commune"
    )
    (run, figure) = table.cell(3, 1).text_frame.paragraphs[0].runs[:2]
    assert run._r.xpath("a:rPr/a:solidFill")
    assert not figure._r.xpath("a:rPr/a:solidFill")


def test_an_audit_finds_a_bar_that_is_out_of_date(library: Path) -> None:
    assert songngu("build", "--workspace", library).returncode == 0
    facts = library / "seeds/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    text = text.replace("38,5%", "62%").replace("38.5", "62")
    facts.write_text(text, encoding="utf-8")
    report = library / "out/general/report.en.docx"
    ended = songngu("audit", "--workspace", library, report)
    outdated = [line for line in ended.stdout.splitlines() if "■■■■□□□□□□" in line]
    assert outdated
    assert all("■■■■■■□□□□" in line for line in outdated)


@pytest.mark.parametrize(
    ("rows", "shown"), [(1, [1]), (12, [12]), (13, [7, 6]), (25, [9, 8, 8]), (200, [12] * 13 + [11] * 4)]
)
def test_twelve_rows_are_on_one_slide_and_more_are_divided_evenly(
    deck: Callable[[Document], Any], rows: int, shown: list[int]
) -> None:
    fills, opened = deck(document("| A | B |\n|---|--:|\n" + "| việc | nhiều |\n" * rows))
    assert [len(fill.table.rows) for fill in fills] == shown
    assert all(fill.table.heads == fills[0].table.heads for fill in fills)
    titles = [slide.shapes.title.text for slide in opened.slides][1:]
    assert titles[1:2] in ([], ["Kết quả\u00a0(tiếp)"])
    assert fills[0].down == Pt({1: 28, 12: 3, 13: 8, 25: 6, 200: 3}[rows])


WIDE = "| phát\u00a0triển\u00a0nhanh " * 7 + "|\n" + "|---" * 7 + "|\n" + "| a " * 7 + "|\n"


def test_a_wide_table_is_on_a_landscape_page_by_itself(word: Callable[[Document], Any]) -> None:
    assert WD_ORIENT.LANDSCAPE in [section.orientation for section in word(document(WIDE)).sections]
    narrow = word(document("| a |\n|---|\n| b |\n")).sections
    assert WD_ORIENT.LANDSCAPE not in [section.orientation for section in narrow]


@pytest.mark.parametrize("by_brand", [False, True])
def test_an_upright_table_that_is_too_wide_is_an_error(brand: Brand, metrics: Metrics, *, by_brand: bool) -> None:
    if by_brand:
        looks = brand.word.table.model_copy(update={"upright": True})
        brand = brand.model_copy(update={"word": brand.word.model_copy(update={"table": looks})})
    page = "" if by_brand else ' {page="upright"}'
    made = document(f"::: table{page}\n\nTên\n\n{WIDE}\n:::\n")
    with pytest.raises(Problems) as raised:
        write_word(made, {}, word_reference(brand, "house"), LANGUAGES["vi"], metrics)
    (fault,) = raised.value.diagnostics
    assert re.fullmatch(r"this table is \d+ mm too wide for an upright page", fault.message)
    assert fault.hint is not None
    assert ("of the brand" in fault.hint) == by_brand


def test_a_table_has_no_other_page() -> None:
    findings, text = Findings(), '::: table {page="lying"}\n\nA\n\n| a |\n|---|\n| b |\n\n:::'
    read("a", Markdown(text, (Place("templates/a.md.j2", 1),) * 10), LANGUAGES["vi"], (), findings)
    assert [fault.message for fault in findings.found] == ['a table has no page "lying"']

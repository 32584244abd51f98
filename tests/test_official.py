"""The administrative form, held against the table of elements of Decree 30/2020/NĐ-CP, row by row."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import ooxml_integrity
import pytest
from conftest import ROOT, Convert, validate_by_sdk, validator
from lxml import etree
from msgspec.structs import replace
from test_word import (
    HERE,
    MEDIA,
    body,
    brand,
    document,
    figure,
    find,
    items,
    paragraph,
    table,
    text,
    value,
    words,
    zipped,
)
from word_files import METRICS, NAMESPACES, write

from reports.diagnostics import Findings, Place, Problems
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Card,
    Cards,
    Cite,
    Columns,
    Document,
    Figure,
    Heading,
    ListBlock,
    Listing,
    Marked,
    Note,
    Official,
    Paragraph,
    Profile,
    Profiles,
    Reference,
    Section,
    Trace,
    source_target,
)
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.finished import audit
from reports.languages import LANGUAGES
from reports.pipeline.build import build
from reports.pipeline.citations import numbered
from reports.word.official import form
from reports.word.official.form import text_length

W = f"{{{NAMESPACES['w']}}}"
MILLIMETRE = 1440 / 25.4
GIVEN = Official(
    text("Kết quả chuyển đổi số"),
    kind=text("Báo cáo"), kind_symbol=text("BC"), agency=text("Cục Chuyển đổi số quốc gia"),
    agency_symbol=text("CĐSQG"), superior=text("Bộ Khoa học và Công nghệ"), place=text("Hà Nội"),
    addressees=(text("Thủ tướng Chính phủ"), text("Văn phòng Chính phủ")),
    signer=(text("KT. Cục trưởng"), text("Phó Cục trưởng")), recipients=(text("Các sở"), text("Cổng thông tin")),
    drafting_unit=text("TH"), circulation=text("Lưu hành nội bộ"),
)  # fmt: skip
UNKNOWN = Official(text("Kết quả chuyển đổi số"))
LETTERS = [
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
]
TEXT = (
    Box("summary", (
        paragraph("Opening."), Cards((Card(text(figure("39,51%")), text("Share"), text("June")),) * 2, HERE),
    ), HERE),
    Heading(1, text("First part"), HERE),
    Heading(2, text("A section"), HERE),
    *(Heading(3, text(f"Point {letter}"), HERE) for letter in "abcdefghijk"),
    Heading(2, text("Its sister"), HERE),
    Heading(3, text("Anew"), HERE),
    Heading(1, text("Second part"), HERE),
    Heading(2, text("Again"), HERE),
    Figure("share", HERE, "fig-share", text("A fifth of the way"), text("Source: B"), "Bars: 39.51%."),
    table(),
    Box("sidebar", (Heading(3, text("A case"), HERE), paragraph("Told.")), HERE),
    Columns(((paragraph("left"),), (paragraph("right"),)), HERE),
    Profiles((Profile(text("Name"), text("Place"), text("Did it."), text(figure("7", "team"))),) * 2, HERE),
    ListBlock(True, items(*(f"item {letter}" for letter in LETTERS)), HERE),
    ListBlock(False, items("dash"), HERE),
    paragraph("The end.", Note(text("A note."))),
)  # fmt: skip
ANNEXES = Section("annexes", (
    Heading(1, text("Sources"), HERE), paragraph("Words."), ListBlock(True, items("A", "B"), HERE, "sources"),
    Heading(1, text("Evidence"), HERE), Heading(2, text("Part"), HERE), table("again", "", "evidence", rows=40),
), annex=True)  # fmt: skip


def report(official: Official = GIVEN, *sections: Section, code: str = "vi") -> Document:
    return replace(document(code=code), sections=sections or (Section("text", TEXT), ANNEXES), official=official)


@cache
def parts(official: Official = GIVEN, code: str = "vi") -> dict[str, bytes]:
    return write(report(official, code=code), MEDIA, brand(), LANGUAGES[code])


def style(id_: str) -> dict[str, str | float]:
    """How a style looks: what of size, weight, slant, capitals and alignment the decree speaks of."""
    element = find(body(parts(), "word/styles.xml"), f"//w:style[@w:styleId='{id_}']")[0]
    normal = find(body(parts(), "word/styles.xml"), "//w:style[@w:styleId='Normal']")[0]
    return {
        "size": float(value(element, "number(w:rPr/w:sz/@w:val)")) / 2,
        "weight": " ".join(mark for mark in ("b", "i") if find(element, f"w:rPr/w:{mark}")),
        "case": "UPPER" if find(element, "w:rPr/w:caps") else "as written",
        "align": value(element, "string(w:pPr/w:jc/@w:val)") or value(normal, "string(w:pPr/w:jc/@w:val)"),
    }


def lines(id_: str, official: Official = GIVEN, code: str = "vi") -> list[str]:
    """The paragraphs of a style, each blank as an underscore."""
    found = []
    for each in find(body(parts(official, code)), f"//w:p[w:pPr/w:pStyle/@w:val='{id_}']"):
        found.append(words(each))
        for blank in find(each, "w:sdt[w:sdtPr/w:showingPlcHdr]"):
            found[-1] = found[-1].replace(words(blank), "_", 1)
    return found


def rule_after(id_: str) -> float:
    """The length in points of the rule under the last paragraph of a style: what its indents leave of the line."""
    root = body(parts())
    rule = find(root, f"//w:p[w:pPr/w:pStyle/@w:val='{id_}'][last()]/following-sibling::w:p[1][w:pPr/w:pBdr]")[0]
    page = find(rule, "following::w:sectPr[1]")[0]
    cell = find(rule, "ancestor::w:tc/w:tcPr/w:tcW/@w:w")
    column = value(page, "w:pgSz/@w:w - w:pgMar/@w:left - w:pgMar/@w:right")
    width = float(str(cell[0]) if cell else column)
    return (width - float(value(rule, "sum(w:pPr/w:ind/@*)"))) / 20


# The page


def test_paper_and_margins() -> None:
    section = find(body(parts()), "//w:sectPr")[0]
    assert find(section, "w:pgSz/@w:w | w:pgSz/@w:h") == ["11906", "16838"]
    margins = {side: float(value(section, f"number(w:pgMar/@w:{side})")) / MILLIMETRE
               for side in ("top", "bottom", "left", "right")}  # fmt: skip
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    for side, (least, most) in allowed.items():
        assert least - 0.05 <= margins[side] <= most + 0.05, side


def test_everything_is_times_new_roman_and_black() -> None:
    styles = body(parts(), "word/styles.xml")
    assert set(find(styles, "//w:rFonts/@w:*")) == {"Times New Roman"}
    assert set(find(styles, "//w:color/@w:val")) <= {"000000", "auto"}
    assert set(find(body(parts(), "word/numbering.xml"), "//w:rFonts/@w:*")) == {"Times New Roman"}
    assert not find(body(parts()), "//w:rFonts | //w:color | //w:sz")


def test_pages_are_numbered_above_the_text_and_the_first_ones_are_not() -> None:
    header = body(parts(), "word/header1.xml")
    assert [str(f).strip() for f in find(header, "//w:instrText/text()")] == ["PAGE"]
    assert 13 <= float(style("Header")["size"]) <= 14
    assert style("Header")["align"] == "center"
    for section in find(body(parts()), "//w:sectPr"):
        assert find(section, "w:titlePg")
        assert find(section, "w:headerReference/@w:type") == ["default"]
        assert not find(section, "w:footerReference")


# The table of elements: style, words as they stand in the file, what the decree allows


@pytest.mark.parametrize(
    ("id_", "printed", "sizes", "weight", "case", "align"),
    [
        ("Nation", ["Cộng hòa xã hội chủ nghĩa Việt Nam"], (12, 13), "b", "UPPER", "center"),
        ("Motto", ["Độc lập - Tự do - Hạnh phúc"], (13, 14), "b", "as written", "center"),
        ("SuperiorAgency", ["Bộ Khoa học và Công nghệ"], (12, 13), "", "UPPER", "center"),
        ("Agency", ["Cục Chuyển đổi số quốc gia"], (12, 13), "b", "UPPER", "center"),
        ("DocumentNumber", ["Số: _/BC-CĐSQG"], (13, 13), "", "as written", "center"),
        ("PlaceAndDate", ["Hà Nội, ngày _ tháng _ năm _"], (13, 14), "i", "as written", "center"),
        ("Title", ["Báo cáo"], (13, 14), "b", "UPPER", "center"),
        ("Subtitle", ["Kết quả chuyển đổi số"], (13, 14), "b", "as written", "center"),
        ("AddressedMany", ["Kính gửi:"], (13, 14), "", "as written", "left"),
        ("Addressee", ["Thủ tướng Chính phủ;", "Văn phòng Chính phủ."], (13, 14), "", "as written", "left"),
        ("Heading1", ["First part", "Second part"], (13, 14), "b", "UPPER", "left"),
        ("Heading2", ["A section", "Its sister", "Again", "Part"], (13, 14), "b", "as written", "left"),
        ("Heading3", [*(f"Point {letter}" for letter in "abcdefghijk"), "Anew"], (13, 14), "", "as written", "left"),
        ("RecipientsHeading", ["Nơi nhận:"], (12, 12), "b i", "as written", "left"),
        ("Recipients", ["Như trên;", "Các sở;", "Cổng thông tin;", "Lưu: VT, TH."], (11, 11), "", "as written", "left"),
        ("SignerOffice", ["KT. Cục trưởng", "Phó Cục trưởng"], (13, 14), "b", "UPPER", "center"),
        ("SignerName", ["_"], (13, 14), "b", "as written", "center"),
        ("Mark", ["Draft", "Lưu hành nội bộ"], (13, 14), "b", "UPPER", "center"),
        ("Annex", ["Sources", "Evidence"], (14, 14), "b", "as written", "center"),
        (
            "AnnexNote",
            ["(Kèm theo Báo cáo số _/BC-CĐSQG ngày _ tháng _ năm _ của Cục Chuyển đổi số quốc gia)"] * 2,
            (13, 14), "i", "as written", "center",
        ),
    ],
)  # fmt: skip
def test_an_element_of_the_decrees_table(
    id_: str, printed: list[str], sizes: tuple[int, int], weight: str, case: str, align: str
) -> None:
    looks = style(id_)
    assert lines(id_) == printed
    assert sizes[0] <= float(looks["size"]) <= sizes[1]
    assert (looks["weight"], looks["case"], looks["align"]) == (weight, case, align)


def test_agency_and_state_stand_side_by_side_and_number_and_day_on_one_line() -> None:
    head = find(body(parts()), "//w:tbl[1]")[0]
    ids = [[find(cell, "w:p/w:pPr/w:pStyle/@w:val") for cell in find(row, "w:tc")] for row in find(head, "w:tr")]
    assert ids == [
        [["SuperiorAgency", "Agency", "ShortRule"], ["Nation", "Motto", "ShortRule"]],
        [["DocumentNumber", "Mark"], ["PlaceAndDate", "Mark"]],
    ]
    assert find(head, "w:tblPr/w:tblStyle/@w:val") == ["OfficialLayout"]
    assert not find(head, ".//w:tblHeader")


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    styles = brand().word.official.styles
    # Times Bold at 13 points, by its own table of widths
    assert text_length("Độc lập - Tự do - Hạnh phúc", styles["motto"]).pt == pytest.approx(158.6, abs=1)
    assert rule_after("Motto") == pytest.approx(text_length("Độc lập - Tự do - Hạnh phúc", styles["motto"]).pt, abs=0.1)


@pytest.mark.parametrize(
    ("id_", "role", "printed"),
    [
        ("Agency", "agency", "Cục Chuyển đổi số quốc gia"),
        ("Subtitle", "subtitle", "Kết quả chuyển đổi số"),
        ("AnnexNote", "annex-title", "Evidence"),
    ],
)
def test_a_short_rule_is_a_third_to_a_half_of_the_text(id_: str, role: str, printed: str) -> None:
    share = rule_after(id_) / text_length(printed, brand().word.official.styles[role]).pt
    assert 1 / 3 <= share <= 1 / 2


def test_marks_stand_in_frames() -> None:
    marks = find(body(parts()), "//w:p[w:pPr/w:pStyle/@w:val='Mark']/w:r/w:rPr/w:rStyle/@w:val")
    assert marks == ["FramedMark", "FramedMark"]
    assert find(body(parts(), "word/styles.xml"), "//w:style[@w:styleId='FramedMark']//w:bdr/@w:val") == ["single"]


def test_one_addressee_stands_on_the_line_and_none_has_no_line() -> None:
    one = replace(GIVEN, addressees=(text("Thủ tướng Chính phủ"),))
    assert lines("Addressed", one) == ["Kính gửi: Thủ tướng Chính phủ"]
    none = replace(GIVEN, addressees=())
    assert lines("Addressed", none) == lines("AddressedMany", none) == []
    assert lines("Recipients", none)[0] == "Các sở;"


def test_the_hyphens_of_addressees_stand_under_the_colon() -> None:
    root, numbering = body(parts()), body(parts(), "word/numbering.xml")
    number = find(root, "//w:p[w:pPr/w:pStyle/@w:val='Addressee'][1]//w:numId/@w:val")[0]
    kind = find(numbering, f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
    level = find(numbering, f"//w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']")[0]
    assert find(level, "w:lvlText/@w:val") == ["-"]
    mark = float(value(level, "w:pPr/w:ind/@w:left - w:pPr/w:ind/@w:hanging")) / 20
    before = brand().word.official.styles["addressed-many"]
    assert mark == pytest.approx(before.indent + text_length("Kính gửi", before).pt, abs=0.1)


def test_the_text_is_justified_with_a_first_line_further_in() -> None:
    normal = find(body(parts(), "word/styles.xml"), "//w:style[@w:styleId='Normal']")[0]
    assert style("Normal")["align"] == "both"
    assert 13 <= float(style("Normal")["size"]) <= 14
    assert float(value(normal, "number(w:pPr/w:ind/@w:firstLine)")) / MILLIMETRE in (
        pytest.approx(10, abs=0.1), pytest.approx(12.7, abs=0.1),
    )  # fmt: skip
    assert float(value(normal, "number(w:pPr/w:spacing/@w:after)")) >= 120
    line = float(value(normal, "number(w:pPr/w:spacing/@w:line)")) / 20
    assert 1 <= line / (float(style("Normal")["size"]) * 1.15) <= 1.5


def test_the_text_ends_with_the_mark_of_the_end_before_its_notes() -> None:
    ends = [line for line in lines("Normal") if line.endswith("./.")]
    assert ends == ["The end./."]
    last = find(body(parts()), "//w:p[contains(., 'The end')]")[0]
    assert find(last, "w:r[last()]/w:footnoteReference")
    assert find(last, "w:pPr/w:keepNext")


@pytest.mark.parametrize(
    ("block", "printed"),
    [
        (ListBlock(False, items("one;", "two."), HERE), ("ListBullet", "two./.")),
        (table(), ("Normal", "./.")),
        (paragraph("As it is"), ("Normal", "As it is./.")),
    ],
)
def test_the_mark_of_the_end_follows_whatever_stands_last(block: ListBlock, printed: tuple[str, str]) -> None:
    made = report(GIVEN, Section("text", (paragraph("First."), block)))
    root = body(write(made, MEDIA, brand(), LANGUAGES["vi"]))
    ended = find(root, "//w:p[contains(., './.')]")[0]
    assert (value(ended, "string(w:pPr/w:pStyle/@w:val)"), words(ended)) == printed


def test_recipients_and_signature_stand_side_by_side_and_stay_whole() -> None:
    closing = find(body(parts()), "//w:tbl[.//w:pStyle[@w:val='SignerName']]")[0]
    cells = [set(find(cell, "w:p/w:pPr/w:pStyle/@w:val")) for cell in find(closing, "w:tr/w:tc")]
    assert cells == [{"RecipientsHeading", "Recipients"}, {"SignerOffice", "SignerName"}]
    assert find(closing, "w:tr/w:trPr/w:cantSplit")


def test_annexes_begin_pages_of_their_own_and_count_them_anew() -> None:
    sections = find(body(parts()), "//w:sectPr")
    assert [find(s, "w:pgNumType/@w:start") for s in sections] == [[], ["1"], ["1"]]
    assert [find(s, "w:pgSz/@w:orient") for s in sections] == [[], [], []]
    assert not find(body(parts()), "//w:sectPr/w:type[@w:val='continuous']")


def test_tables_have_rules_all_round_and_heads_in_the_middle() -> None:
    borders = find(body(parts(), "word/styles.xml"), "//w:style[@w:styleId='ReportTable']/w:tblPr/w:tblBorders/*")
    sides = {"top", "left", "bottom", "right", "insideH", "insideV"}
    assert {border.tag.removeprefix(W) for border in borders} == sides
    assert style("TableHead")["align"] == "center"


# What is not given


def test_nothing_is_invented() -> None:
    assert lines("DocumentNumber", UNKNOWN) == ["Số: _/_-_"]
    assert lines("PlaceAndDate", UNKNOWN) == ["_, ngày _ tháng _ năm _"]
    for id_ in ("SuperiorAgency", "Agency", "Title", "SignerOffice", "SignerName"):
        assert lines(id_, UNKNOWN) == ["_"], id_
    assert lines("Addressed", UNKNOWN) == ["Kính gửi: _"]
    assert lines("Recipients", UNKNOWN) == ["Như trên;", "_;", "Lưu: VT, _."]


def test_a_blank_is_a_control_that_says_what_it_is_for_and_holds_no_run_of_spaces() -> None:
    root = body(parts(UNKNOWN))
    blanks = find(root, "//w:sdt[w:sdtPr/w:showingPlcHdr]")
    assert len(blanks) > 12
    for blank in blanks:
        alias = value(blank, "string(w:sdtPr/w:alias/@w:val)")
        assert words(blank) in (f"[{alias}]", "." * brand().word.official.dots)
        assert find(blank, "w:sdtContent/w:r/w:rPr/w:rStyle/@w:val") == ["Blank"]
    assert "Số văn bản" in find(root, "//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtPr/w:alias/@w:val")
    assert "__" not in words(root)
    ids = find(root, "//w:sdt/w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids))


def test_an_agency_without_a_superior_one_stands_alone() -> None:
    ministry = replace(GIVEN, superior=())
    assert lines("SuperiorAgency", ministry) == []


def test_every_report_is_marked_as_a_draft() -> None:
    made = replace(report(), meta=replace(document().meta, status=""))
    root = body(write(made, MEDIA, brand(), LANGUAGES["vi"]))
    assert words(find(root, "//w:p[w:pPr/w:pStyle/@w:val='Mark']")[0]) == "Dự thảo"


def test_the_english_variant_borrows_the_layout() -> None:
    english = replace(
        GIVEN, kind=text("Report"), place=text("Ha Noi"), agency=text("Ministry"), addressees=(text("Prime Minister"),)
    )
    assert lines("Nation", english, "en") == ["Socialist Republic of Viet Nam"]
    assert lines("Motto", english, "en") == ["Independence - Freedom - Happiness"]
    assert lines("DocumentNumber", english, "en") == ["No. _/BC-CĐSQG"]
    assert lines("PlaceAndDate", english, "en") == ["Ha Noi, _"]
    assert lines("Addressed", english, "en") == ["To: Prime Minister"]


# Plain blocks


def test_boxes_cards_columns_and_portraits_become_paragraphs_and_lists() -> None:
    root = body(parts())
    assert lines("RunInHeading") == ["A case"]
    plain = ["Opening.", "Một số số liệu chính:", "Told.", "left", "right"]
    assert [line for line in lines("Normal") if line in plain] == plain
    assert lines("ListBullet") == [
        "Share: 39,51% (June);", "Share: 39,51% (June).",
        "Name (Place): Did it (7);", "Name (Place): Did it (7).", "dash",
    ]  # fmt: skip
    assert len(find(root, "//w:r[starts-with(w:rPr/w:rStyle/@w:val, 'fact_')]")) >= 4


def test_captions_are_kept() -> None:
    assert lines("Caption") == ["Hình\u00a01. A fifth of the way", "Bảng\u00a01. Localities lag"]


# Numbering


def test_headings_are_one_native_list_that_their_styles_name() -> None:
    styles, numbering = body(parts(), "word/styles.xml"), body(parts(), "word/numbering.xml")
    for level, (format_, mark) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))):
        id_ = f"Heading{level + 1}"
        assert find(styles, f"//w:style[@w:styleId='{id_}']/w:pPr/w:numPr/w:numId/@w:val") == ["1"]
        kind = find(numbering, "//w:num[@w:numId='1']/w:abstractNumId/@w:val")[0]
        found = find(numbering, f"//w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='{level}']")[0]
        assert find(found, "w:numFmt/@w:val | w:lvlText/@w:val | w:pStyle/@w:val") == [format_, id_, mark]


def test_a_brand_without_numbers_of_headings_has_annexes_all_the_same() -> None:
    looks = brand().word.official.model_copy(update={"headings": []})
    word = brand().word.model_copy(update={"official": looks})
    written = write(report(), MEDIA, brand().model_copy(update={"word": word}), LANGUAGES["vi"])
    assert find(body(written), "//w:p[w:pPr/w:pStyle/@w:val='Annex']")
    assert not find(body(written), "//w:p[w:pPr/w:pStyle/@w:val='Heading2']/w:pPr/w:numPr")


def test_no_number_is_typed_into_the_text() -> None:
    for id_ in ("Heading1", "Heading2", "Heading3", "ListNumber", "ListBullet", "Addressee", "Recipients", "Annex"):
        assert not [line for line in lines(id_) if re.match(r"([IVX]+\.|\d+\.|\w\)|-|Phụ lục)", line)], id_


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((paragraph("B."),), 'the annex "loose" does not begin with a heading'),
        ((), 'the annex "loose" does not begin with a heading'),
        ((Heading(2, text("B"), HERE), paragraph("C.")), 'the annex "loose" does not begin with a heading'),
        ((Heading(1, text("B"), HERE),), "nothing is under this heading of an annex"),
        (
            (Heading(1, text("B"), HERE), Heading(2, text("C"), HERE), Heading(1, text("D"), HERE), paragraph("E.")),
            "nothing is under this heading of an annex",
        ),
    ],
)
def test_an_annex_that_has_no_title_or_nothing_else_is_a_fault(blocks: Blocks, message: str) -> None:
    made = report(GIVEN, Section("text", (paragraph("A."),)), Section("loose", blocks, annex=True, place=HERE))
    with pytest.raises(Problems) as raised:
        write(made, MEDIA, brand(), LANGUAGES["vi"])
    assert [(each.message, each.place) for each in raised.value.diagnostics] == [(message, HERE)]


NUMBERED = (
    *(Heading(1, text(f"Part {name}"), HERE, f"part-{name}") for name in ("one", "two", "three", "four")),
    Heading(2, text("Section"), HERE, "section"),
    Heading(2, text("Its sister"), HERE, "sister"),
    *(Heading(3, text(f"Point {letter}"), HERE, f"point-{letter}") for letter in LETTERS[:6]),
    Heading(1, text("Part five"), HERE, "part-five"),
    Heading(2, text("Anew"), HERE, "anew"),
    paragraph("Words."),
)
IN_ANNEXES = (
    Heading(1, text("Sources"), HERE, "sources"),
    paragraph("Words."),
    Heading(1, text("Evidence"), HERE, "evidence"),
    Heading(2, text("In an annex"), HERE, "in-annex"),
    paragraph("Words."),
)
NUMBERS = {
    "part-one": "I", "part-four": "IV", "section": "1", "sister": "2", "point-d": "d)", "point-đ": "đ)",
    "point-e": "e)", "part-five": "V", "anew": "1", "sources": "Phụ lục I", "evidence": "Phụ lục II", "in-annex": "1",
}  # fmt: skip


def referring(ids: tuple[str, ...], annexes: Blocks = IN_ANNEXES) -> dict[str, bytes]:
    """A document whose first paragraphs refer to these ids, one each."""
    said = (paragraph(f"See {id_}: ", Reference(id_), text(" there.")[0]) for id_ in ids)
    sections = Section("text", (*said, *NUMBERED)), Section("annexes", annexes, annex=True)
    return write(report(GIVEN, *sections), MEDIA, brand(), LANGUAGES["vi"])


def test_a_reference_to_a_heading_is_its_number() -> None:
    root = body(referring(tuple(NUMBERS)))
    said = find(root, "//w:p[starts-with(., 'See ')]")
    assert [words(each) for each in said] == [f"See {id_}: {number} there." for id_, number in NUMBERS.items()]
    for each in said:
        _, bookmark, *switches = str(find(each, ".//w:instrText/text()")[0]).split()
        assert switches == ["\\n", "\\h"]
        assert len(find(root, f"//w:p[.//w:bookmarkStart/@w:name='{bookmark}']")) == 1


def test_a_reference_to_what_has_no_number_is_its_words() -> None:
    root = body(referring(("sources",), IN_ANNEXES[:2]))
    assert words(find(root, "//w:p[starts-with(., 'See ')]")[0]) == "See sources: Sources there."
    made = document(paragraph("See ", Reference("part-one")), *NUMBERED)
    said = find(body(write(made, {}, brand(), LANGUAGES["en"])), "//w:p[starts-with(., 'See ')]")[0]
    assert words(said) == "See Part one"
    assert str(find(said, ".//w:instrText/text()")[0]).split()[2:] == ["\\h"]


def test_a_reference_to_a_heading_in_a_box_without_numbers_is_refused_with_its_place() -> None:
    place = Place("a.md.j2", 7)
    box = Box("sidebar", (Heading(3, text("A case"), HERE, "case"), paragraph("Words.")), HERE)
    with pytest.raises(Problems) as raised:
        write(
            report(GIVEN, Section("text", (box, paragraph("See ", Reference("case", place))))),
            {},
            brand(),
            LANGUAGES["vi"],
        )
    assert [diagnostic.place for diagnostic in raised.value.diagnostics] == [place]


def test_numbers_that_are_referred_to_are_no_figures_without_a_fact(tmp_path: Path) -> None:
    file, made = tmp_path / "briefing.vi.docx", referring(("section", "in-annex"))
    for field, untraced in ((b" REF ", []), (b" QUOTE ", ["1", "1"])):
        file.write_bytes(zipped(made | {"word/document.xml": made["word/document.xml"].replace(b" REF ", field)}))
        found = audit([file], ROOT).figures
        assert [figure.figure for figure in found if figure.state == "untraced"] == untraced


def test_contents_are_refused() -> None:
    listings = [Listing(what, HERE) for what in ("contents", "tables")]
    with pytest.raises(Problems) as raised:
        write(report(GIVEN, Section("text", (paragraph("A."), *listings))), MEDIA, brand(), LANGUAGES["vi"])
    assert [diagnostic.message for diagnostic in raised.value.diagnostics] == [
        "the administrative form has no table of contents",
        "the administrative form has no list of tables",
    ]


# As LibreOffice prints it


@pytest.fixture(scope="module")
def printed(
    tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str], convert: Convert
) -> Callable[[Official], list[str]]:
    """The pages as LibreOffice prints them, line by line, and where the file and its PDF are."""
    folder = tmp_path_factory.mktemp("official")

    @cache
    def pages(official: Official) -> list[str]:
        file = folder / f"{abs(hash(official))}.docx"
        file.write_bytes(zipped(parts(official)))
        convert("pdf", folder, file)
        pdf = str(file.with_suffix(".pdf"))
        fonts = subprocess.run([program("pdffonts"), pdf], capture_output=True, text=True, check=True).stdout
        names = {line.split()[0].split("+")[-1] for line in fonts.splitlines()[2:]}
        assert {name for name in names if not name.startswith("LiberationSerif")} == set()
        result = subprocess.run([program("pdftotext"), "-layout", pdf, "-"], capture_output=True, text=True, check=True)
        return result.stdout.split("\f")[:-1]

    return pages


def test_references_to_headings_have_the_numbers_that_are_printed(
    tmp_path: Path, program: Callable[[str], str], convert: Convert
) -> None:
    file = tmp_path / "references.docx"
    file.write_bytes(zipped(referring(tuple(NUMBERS))))
    convert("pdf", tmp_path, file)
    command = [program("pdftotext"), str(file.with_suffix(".pdf")), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert all(f"See {id_}: {number} there." in text for id_, number in NUMBERS.items())
    headings = ("II. PART TWO", "2. Its sister", "d) Point d", "đ) Point đ", "e) Point e", "V. PART FIVE", "1. Anew")
    assert all(heading in text for heading in (*headings, "Phụ lục II", "1. In an annex"))


def test_headings_are_numbered_roman_arabic_and_with_the_decrees_letters(
    printed: Callable[[Official], list[str]],
) -> None:
    text = "\n".join(printed(GIVEN))
    found = [
        match.group(1)
        for match in re.finditer(
            r"^ *((?:[IVX]+|\d)\. (?:FIRST PART|SECOND PART|A section|Its sister|Again|Part)|\w\) (?:Point|Anew))",
            text,
            re.M,
        )
    ]
    marks = [entry.split(" ")[0] for entry in found]
    letters = [f"{letter})" for letter in LETTERS[:11]]
    assert marks == ["I.", "1.", *letters, "2.", "a)", "II.", "1.", "1."]


def test_points_of_a_list_are_counted_with_the_decrees_letters(printed: Callable[[Official], list[str]]) -> None:
    text = "\n".join(printed(GIVEN))
    assert re.findall(r"^ *(\w)\) item (\w)$", text, re.M) == [(letter, letter) for letter in LETTERS]


def test_pages_bear_their_numbers_from_the_second_on(printed: Callable[[Official], list[str]]) -> None:
    def number(page: str) -> str:
        first = next(line for line in page.splitlines() if line.strip()).strip()
        return first if first.isdigit() else ""

    pages = printed(GIVEN)
    begins = [i for i, page in enumerate(pages) if "Phụ lục" in page.splitlines()[0]]
    assert len(begins) == 2
    for start, end in zip([0, *begins], [*begins, len(pages)], strict=True):
        assert [number(page) for page in pages[start:end]] == ["", *(str(n) for n in range(2, end - start + 1))]
    assert begins[0] > 1
    assert len(pages) - begins[1] > 1


def test_annexes_are_numbered_in_roman_figures_above_their_titles(printed: Callable[[Official], list[str]]) -> None:
    text = "\n".join(printed(GIVEN))
    assert re.findall(r"(Phụ lục.*)\n+ *([A-Z]+)", text) == [("Phụ lục I", "SOURCES"), ("Phụ lục II", "EVIDENCE")]


def test_the_title_of_an_annex_is_in_capitals_and_its_number_is_not() -> None:
    titles = find(body(parts()), "//w:p[w:pPr/w:pStyle/@w:val='Annex']/w:r[w:t]/w:rPr/w:rStyle/@w:val")
    assert set(titles) == {"AnnexTitle"}
    looks = style("AnnexTitle")
    assert (looks["case"], looks["weight"]) == ("UPPER", "b")
    assert 13 <= float(looks["size"]) <= 14


def test_a_single_annex_bears_no_number(tmp_path: Path) -> None:
    single = Section("annexes", ANNEXES.blocks[:3], annex=True)
    made = write(report(GIVEN, Section("text", TEXT), single), MEDIA, brand(), LANGUAGES["vi"])
    labels = [label for label in find(body(made, "word/numbering.xml"), "//w:lvlText/@w:val") if "Phụ" in str(label)]
    assert set(labels) == {"Phụ lục"}


def test_capitals_and_blanks_are_printed(printed: Callable[[Official], list[str]]) -> None:
    first = printed(GIVEN)[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "CỤC CHUYỂN ĐỔI SỐ QUỐC" in first
    assert re.search(r"Số: \.{6}/BC-CĐSQG +Hà Nội, ngày \.{6} tháng \.{6} năm \.{6}", first)
    assert "BÁO CÁO" in first
    assert "___" not in first


# Validators


@pytest.mark.parametrize("official", [GIVEN, UNKNOWN], ids=["given", "unknown"])
def test_the_validators_find_nothing(official: Official, tmp_path: Path) -> None:
    file = tmp_path / "official.docx"
    file.write_bytes(zipped(parts(official)))
    assert [str(error) for error in validator().validate(str(file)).errors] == []
    assert [str(finding) for finding in ooxml_integrity.check(str(file))] == []


def test_the_built_in_leaders_report_is_in_this_form(journey: Path) -> None:

    build(journey, reports=["briefing"], audiences=["leaders"])
    for code in ("vi", "en"):
        file = journey / f"out/leaders/briefing.{code}.docx"
        assert validator().validate(str(file)).is_valid
        with zipfile.ZipFile(file) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        assert words(find(root, "//w:p[w:pPr/w:pStyle/@w:val='Motto']")[0]) == LANGUAGES[code].words.official.motto
        assert [find(s, "w:pgSz/@w:orient") for s in find(root, "//w:sectPr")] == [[], [], []]
        blanks, aliases = LANGUAGES[code].words.official.blanks, find(root, "//w:alias/@w:val")
        assert {blanks["signer_office"], blanks["signer_name"], blanks["recipient"]} <= set(aliases)
        with zipfile.ZipFile(file) as archive:  # lines are justified in Vietnamese and ragged in English
            styles = etree.fromstring(archive.read("word/styles.xml"))
        assert ("both" in find(styles, "//w:jc/@w:val")) == (code == "vi")


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path) -> None:
    endnotes = write(replace(report(), notes="endnotes"), MEDIA, brand(), LANGUAGES["vi"])
    for name, made in {"given": parts(), "unknown": parts(UNKNOWN), "endnotes": endnotes}.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(zipped(made))
        validate_by_sdk(file)


# Lying pages, endnotes and source marks, in the house form


def test_a_wide_table_lies_with_its_heading_and_the_text_goes_on_upright() -> None:
    blocks = (
        paragraph("Before."), Heading(1, text("Annex"), HERE), paragraph("About it."),
        WIDE, Heading(1, text("After"), HERE), paragraph("Upright."),
    )  # fmt: skip
    made = write(document(*blocks), {}, brand(), LANGUAGES["en"])
    root = body(made)
    sections = find(root, "//w:sectPr")
    assert [find(s, "w:pgSz/@w:orient") for s in sections] == [[], ["landscape"], []]
    assert find(sections[1], "w:pgSz/@w:w | w:pgSz/@w:h") == ["16838", "11906"]
    lying = find(root, "//w:p[w:pPr/w:sectPr][1]/following-sibling::w:p[1]")[0]
    assert words(lying) == "Annex"
    relations = {r.get("Id"): r.get("Target") for r in body(made, "word/_rels/document.xml.rels")}
    footers = [relations[str(find(s, "w:footerReference/@r:id")[0])] for s in sections]
    assert footers == ["footer1.xml", "footer2.xml", "footer1.xml"]
    stops = [float(value(body(made, "word/styles.xml"), f"number(//w:style[@w:styleId='{id_}']//w:tab/@w:pos)"))
             for id_ in ("Footer", "FooterWide")]  # fmt: skip
    columns = [brand().word.page.across * MILLIMETRE, brand().word.landscape.across * MILLIMETRE]
    assert stops == pytest.approx(columns, abs=1)


WIDE = replace(
    table("wide", rows=3),
    heads=(tuple(text(f"Nghiên cứu {letter}") for letter in "abcdefghijklmno"),),
    rows=(tuple(text("phát triển") for _ in range(15)),) * 3,
    alignments=("left",) * 15,
)


@pytest.mark.parametrize(
    ("blocks", "turned"),
    [
        ((Heading(1, text("A"), HERE), WIDE, paragraph("B")), [(""), "A", "B"]),
        ((Heading(1, text("A"), HERE), paragraph("B"), WIDE), ["AB", ""]),
        (
            (paragraph("A"), WIDE, paragraph("B"), Heading(2, text("C"), HERE), paragraph("D"), WIDE),
            ["A", "", "B", "CD"],
        ),
        ((paragraph("A"), Box("sidebar", (WIDE,), HERE), WIDE, paragraph("B")), ["A", "", "B"]),
    ],
)
def test_a_table_too_wide_for_a_page_lies_and_the_front_page_stays_upright(
    blocks: tuple[Block, ...], turned: list[str]
) -> None:
    root = body(write(document(*blocks), {}, brand(), LANGUAGES["vi"]))
    orientations = [find(s, "w:pgSz/@w:orient") for s in find(root, "//w:sectPr")]
    assert orientations == [[], ["landscape"]] * (len(turned) // 2) + [[]] * (len(turned) % 2)
    pages = [""]
    for element in find(root, "/w:document/w:body/w:p"):
        pages[-1] += words(element) if len(words(element)) == 1 else ""
        pages += [""] if find(element, "w:pPr/w:sectPr") else []
    assert pages == turned


def test_a_table_has_room_for_its_longest_words_or_is_refused() -> None:
    assert fits(write(document(WIDE), {}, brand(), LANGUAGES["vi"]), "Nghiên")
    wider = replace(WIDE, heads=((*WIDE.heads[0], *WIDE.heads[0][:3]),), alignments=("left",) * 18,
                    rows=tuple((*row, *row[:3]) for row in WIDE.rows))  # fmt: skip
    with pytest.raises(Problems, match=r"this table is 32 mm too wide, even on a landscape page(?s:.*)\.evidence"):
        write(document(wider), {}, brand(), LANGUAGES["vi"])
    assert fits(write(document(replace(wider, style="evidence")), {}, brand(), LANGUAGES["vi"]), "Nghiên", 7.5)
    addressed = replace(WIDE, rows=((text("https://example.org/" + "a" * 90), *WIDE.rows[0][1:]),))
    assert fits(write(document(addressed), {}, brand(), LANGUAGES["vi"]), "Nghiên")


def fits(made: dict[str, bytes], word: str, size: float = 9.5) -> bool:
    """Whether each column of the last table has room for the word."""
    widths = find(body(made), "//w:tbl[last()]/w:tblGrid/w:gridCol/@w:w")
    least = METRICS.width(word, size, bold=True) + brand().word.table.gap
    return min(int(str(width)) for width in widths) >= 20 * least


def test_a_document_without_a_wide_table_has_one_section() -> None:
    root = body(write(document(paragraph("A."), table()), {}, brand(), LANGUAGES["en"]))
    assert len(find(root, "//w:sectPr")) == 1


def test_notes_are_endnotes_where_the_audience_wants_them() -> None:
    made = write(replace(document(paragraph("A.", Note(text("B.")))), notes="endnotes"), {}, brand(), LANGUAGES["en"])
    assert "word/footnotes.xml" not in made
    assert find(body(made), "//w:endnoteReference/@w:id") == ["1"]
    assert not find(body(made), "//w:footnoteReference")
    notes = body(made, "word/endnotes.xml")
    assert find(notes, "//w:endnote/@w:id") == ["-1", "0", "1"]
    assert words(find(notes, "//w:endnote[@w:id='1']")[0]) == " B."
    assert find(notes, "//w:endnote[@w:id='1']//w:pStyle/@w:val") == ["EndnoteText"]
    settings = body(made, "word/settings.xml")
    assert find(settings, "//w:endnotePr/w:endnote/@w:id") == ["-1", "0"]
    assert find(settings, "//w:endnotePr/w:numFmt/@w:val") == ["decimal"]
    assert "endnotes+xml" in made["[Content_Types].xml"].decode()


def test_a_reference_to_a_source_is_the_number_of_its_item() -> None:
    source = Marked("Agency, “Title”.", Trace("source", "agency-2025", "full"))
    listed = ListBlock(True, ((paragraph("Other."),), (paragraph(source),)), HERE, "sources")
    root = body(
        write(
            document(paragraph("Said ", Reference(source_target("agency-2025"))), listed), {}, brand(), LANGUAGES["en"]
        )
    )
    said = find(root, "//w:p[contains(., 'Said')]")[0]
    assert words(said) == "Said [2]"
    bookmark = str(find(said, ".//w:instrText/text()")[0]).split()[1]
    assert str(find(said, ".//w:instrText/text()")[0]).split() == ["REF", bookmark, "\\r", "\\h"]
    assert words(find(root, f"//w:p[w:bookmarkStart/@w:name='{bookmark}']")[0]) == "Agency, “Title”."


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(read_facts(Path(__file__).parent.parent / "seeds"), LANGUAGES["en"])


def _cited_fact(wording: Wording) -> tuple[str, str]:
    """A fact with one source, and the source."""
    return next((id_, wording.sources_of(id_)[0]) for id_ in wording.facts.facts if len(wording.sources_of(id_)) == 1)


def test_source_marks_stand_before_the_full_stop(wording: Wording) -> None:
    fact, source = _cited_fact(wording)
    listed = ListBlock(True, ((paragraph(Marked("S", Trace("source", source, "full"))),),), HERE, "sources")
    claim = paragraph(Marked("7", Trace("fact", fact)), " teams. More.")
    findings = Findings()
    made = numbered(document(claim, listed), wording, findings)
    assert not findings.found
    first = next(iter(made.blocks))
    assert isinstance(first, Paragraph)
    mark = Cite((), text("\u00a0", Reference(source_target(source))))
    assert first.text[1:] == text(" teams", mark, ".", " More.")


def test_a_cited_source_that_is_not_listed_is_a_fault(wording: Wording) -> None:
    fact, source = _cited_fact(wording)
    findings = Findings()
    numbered(document(paragraph(Marked("7", Trace("fact", fact)))), wording, findings)
    (diagnostic,) = findings.found
    assert f'"{source}" is cited here and is not in the list of sources' in diagnostic.message
    assert "sources()" in (diagnostic.hint or "")


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_as_wide_as_those_of_times(bold: bool) -> None:
    """By the metrics that Adobe publishes, which matplotlib has."""
    (program,) = (find_spec("matplotlib") or pytest.fail("matplotlib is missing")).submodule_search_locations or ()
    file = Path(program) / "mpl-data/fonts/pdfcorefonts" / f"Times-{'Bold' if bold else 'Roman'}.afm"
    rows = re.findall(r"^C (\d+) ; WX (\d+)", file.read_text(encoding="latin-1"), re.MULTILINE)
    widths = {chr(int(code)): int(width) for code, width in rows}
    ours = {letter: form._WIDTHS[bold][letter] for letter in form._LETTERS + " ,.-()/"}
    assert ours == {letter: widths[letter] for letter in ours}

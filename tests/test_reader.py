"""Markdown → blocks: each mark of the dialect, and what is refused."""

from __future__ import annotations

import pytest

from reports.diagnostics import Diagnostic, Findings, Place
from reports.document.model import (
    Blocks,
    Box,
    Break,
    Cards,
    Columns,
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    Listing,
    Marked,
    Paragraph,
    Profiles,
    Quote,
    Reference,
    SpeakerNotes,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)
from reports.document.reader import Markdown, read
from reports.document.reader.markdown import key_of
from reports.languages import LANGUAGES

FIGURE = Marked("39,51%", Trace("fact", "share.now", "full", "39.51"))
ALT = Marked("Biểu đồ: 39,51%", Trace("alt", "lending"))


def _read(text: str, language: str = "vi") -> tuple[Blocks, list[Diagnostic]]:
    findings = Findings()
    lines = text.split("\n")
    places = tuple(Place("a.md.j2", number) for number in range(1, len(lines) + 1))
    markdown = Markdown(text, places, {key_of(FIGURE): FIGURE, key_of(ALT): ALT}, {"a.md.j2": tuple(lines)})
    return read("a", markdown, LANGUAGES[language], ("vi", "en"), findings).blocks, findings.found


def _blocks(text: str, language: str = "vi") -> Blocks:
    blocks, faults = _read(text, language)
    assert not faults, faults
    return blocks


def test_a_figure_keeps_its_fact_and_value() -> None:
    (block,) = _blocks('Đạt [39,51%]{.fact ref="share.now"} rồi.')
    assert isinstance(block, Paragraph)
    assert block.text == (Text("Đạt "), FIGURE, Text(" rồi."))


def test_a_heading_has_its_id_and_attributes() -> None:
    block, _ = _blocks('## Tiêu đề {#muc layout="timeline"}\n\nChữ.')
    assert block == Heading(2, (Text("Tiêu đề"),), Place("a.md.j2", 1), "muc", (("layout", "timeline"),))


def test_inline_marks() -> None:
    (block,) = _blocks('**đậm** *nghiêng* [chữ](https://example.org) dòng\\\nmới []{.ref target="fig-lending"}')
    assert isinstance(block, Paragraph)
    kinds = [type(inline) for inline in block.text if not isinstance(inline, Text)]
    assert kinds == [Strong, Emphasis, Link, Break, Reference]


def test_a_list_holds_blocks() -> None:
    (block,) = _blocks("- một\n- hai\n  - ba")
    assert isinstance(block, ListBlock)
    assert [type(inner) for inner in block.items[1]] == [Paragraph, ListBlock]


def test_a_table_block_has_caption_alignment_and_source() -> None:
    (block,) = _blocks(
        '::: table {#tbl-a .wide widths="0.7 0.3"}\n\nTên bảng\n\n| a | b |\n|---|--:|\n'
        '| x | [39,51%]{.fact ref="share.now"} |\n\nNguồn: báo.\n\n:::'
    )
    assert isinstance(block, Table)
    assert (block.id, block.style, block.widths) == ("tbl-a", "wide", (0.7, 0.3))
    assert block.alignments == ("left", "right")
    assert (plain(block.caption), plain(block.source)) == ("Tên bảng", "Nguồn: báo.")
    assert block.rows[0][1] == (FIGURE,)


def test_a_figure_block_has_caption_source_and_alternative() -> None:
    (block,) = _blocks(
        '::: figure {#fig-lending chart="lending"}\n\nTên hình\n\nNguồn.\n\n[Biểu đồ: 39,51%]{.alt ref="lending"}\n\n:::'
    )
    assert isinstance(block, Figure)
    assert (block.image, block.id, block.alt) == ("lending", "fig-lending", "Biểu đồ: 39,51%")


def test_fences_nest_like_brackets_whatever_their_colons() -> None:
    (block,) = _blocks("::: summary\n\n::: cards\n\n::: card\n\nA\n\nB\n\n:::\n\n:::\n\nHết.\n\n:::")
    assert isinstance(block, Box)
    assert [type(inner) for inner in block.blocks] == [Cards, Paragraph]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("::: profiles\n::: profile\nA\n\nB\n\nC\n:::\n:::", Profiles),
        ("::: quote\nLời nói.\n\nNgười nói\n:::", Quote),
        ("::: columns\n::: column\nA\n:::\n::: column\nB\n:::\n:::", Columns),
        ("::: columns\nA\n\nB\n:::", Columns),
        ("::: notes\nNói.\n:::", SpeakerNotes),
        ("::: sidebar\nA\n:::", Box),
        ("::: difference\nA\n:::", Box),
        ('::: contents {of="figures"}\n:::', Listing),
        ("::: sources\n1. A\n2. B\n:::", ListBlock),
    ],
)
def test_each_fence_becomes_its_block(text: str, kind: type) -> None:
    (block,) = _blocks(text)
    assert isinstance(block, kind)


@pytest.mark.parametrize("address", ["https://a.vn/_x/y_", "https://a.vn/*x*", "https://a.vn/a~~b"])
def test_an_address_in_brackets_holds_signs_and_no_marks(address: str) -> None:
    (block,) = _blocks(f"Xem <{address}>.")
    assert isinstance(block, Paragraph)
    link = block.text[1]
    assert isinstance(link, Link)
    assert (link.children, link.target) == ((Text(address),), address)


def test_a_figure_in_an_address_is_told_with_what_can_be_done_there() -> None:
    _, faults = _read("Xem <https://a.vn/2025>.")
    assert [(fault.message, fault.hint) for fault in faults] == [
        (
            'the figure "https://a.vn/2025" is typed into the text',
            "put the address after words: [words](https://…)",
        )
    ]


def test_what_only_one_language_needs() -> None:
    text = "A.\n\n::: only-en\nB.\n:::"
    assert len(_blocks(text, "en")) == 2
    assert len(_blocks(text, "vi")) == 1


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("Chữ.\n\nNăm 2025 đạt.", 'the figure "2025" is typed', 3, 5),
        ("Có **42** cuốn.", 'the figure "42" is typed', 1, 6),
        ("| a |\n|---|\n| 7 |", 'the figure "7" is typed', 3, 3),
        ('[41%]{.fact ref="share.now"}', "no function wrote this mark", 1, 2),
        ('[39,51%]{.fact ref="other"}', "no function wrote this mark", 1, 2),
        ("[chữ]{.mark}", 'the mark "mark" is unknown', 1, None),
        ("::: foo\nA\n:::", 'the block "::: foo" is unknown', 1, 5),
        ("A\n\n::: summary\nB", "is not closed", 3, 5),
        ("A {.x} b", '"{" in "{.x}" has no meaning here', 1, 3),
        ("![x](a.png)", "a picture is not allowed here", 1, 1),
        ("[x](javascript:y)", "", 1, None),
        ("Một ½ và ⅝.", 'the figure "½" is typed', 1, 5),
        ("Mục ٣.", 'the figure "٣." is typed', 1, 5),
        ("::: figure\n#Tên\n\nNguồn\n\nThay\n:::", '"#" in "#Tên" has no meaning here', 2, 1),
        ("::: table\nTên\n\n| a |\n|---|\n| b |\n\n#Nguồn\n:::", '"#" in "#Nguồn" has no meaning here', 8, 1),
        ("::: cards\n::: card\nA\n\n| a | b |\n:::\n:::", '"|" has no meaning here', 5, 1),
        ("::: profiles\n::: profile\n##A\n\nB\n\nC\n:::\n:::", '"##" in "##A" has no meaning here', 3, 1),
        ("```\ncode\n```", "has no meaning in a document", 1, None),
        ("---", "has no meaning in a document", 1, None),
        ("::: cards\nA\n:::", 'only "::: card" is allowed here', 2, None),
        ("::: columns\n:::", 'the block "::: columns" is empty', 1, None),
        ('::: contents {of="people"}\n:::', '"people" cannot be listed', 1, None),
    ],
)
def test_what_is_refused_and_where(text: str, message: str, line: int, column: int | None) -> None:
    _, faults = _read(text)
    if not message:  # markdown-it reads an unsafe link as text, so that no link comes out of it
        assert not any(isinstance(inline, Link) for block in _read(text)[0] for inline in getattr(block, "text", ()))
        return
    fitting = [fault for fault in faults if message in fault.message]
    assert fitting, faults
    place = fitting[0].place
    assert place is not None
    assert place.line == line
    if column:
        assert place.column == column


def test_a_line_may_break_in_a_cell() -> None:
    (table,) = _blocks("| a[]{.br}b | c |\n|---|---|\n| d | e |")
    assert isinstance(table, Table)
    assert table.heads[0][0] == (Text("a"), Break(), Text("b"))

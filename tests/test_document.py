"""The generic walk and map over blocks and inlines."""

from __future__ import annotations

from msgspec.structs import replace

from reports.diagnostics import Place
from reports.document import children_of, facts_in, inlines_in, mapped, texts_of, walk
from reports.document.model import (
    Block,
    Box,
    Card,
    Cards,
    Cite,
    Columns,
    Inlines,
    Marked,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)

HERE = Place("a.md.j2", 1)


def words(text: str) -> Inlines:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text), HERE)


TABLE = Table(
    heads=((words("header"),),),
    rows=((words("row"),),),
    alignments=("left",),
    place=HERE,
    caption=words("caption"),
    source=words("source"),
)
CARDS = Cards((Card(words("figure"), words("label"), words("note")),), HERE)
QUOTE = Quote((paragraph("quoted"),), words("speaker"), HERE)
BLOCKS: tuple[Block, ...] = (TABLE, Columns(((CARDS,), (Box("summary", (QUOTE,), HERE),)), HERE))


def test_texts_come_in_reading_order() -> None:
    assert [plain(text) for text in texts_of(TABLE)] == ["caption", "header", "row", "source"]
    expected = "caption header row source figure label note quoted speaker"
    assert " ".join(inline.text for inline in inlines_in(BLOCKS) if isinstance(inline, Text)) == expected


def test_a_block_comes_before_the_blocks_in_it() -> None:
    assert [type(block).__name__ for block in walk(BLOCKS)] == [
        "Table",
        "Columns",
        "Cards",
        "Box",
        "Quote",
        "Paragraph",
    ]
    assert children_of(QUOTE) == (paragraph("quoted"),)


def test_facts_are_those_printed_and_those_cited() -> None:
    figure = Marked("39,5%", Trace("fact", "online"))
    assert list(facts_in((Strong((figure,)), Cite(("staff", "units"))))) == ["online", "staff", "units"]


def test_a_map_changes_every_text_or_only_the_blocks_inside() -> None:
    def upper(text: Inlines) -> Inlines:
        return tuple(Text(plain((inline,)).upper()) for inline in text)

    changed = [mapped(block, upper) for block in BLOCKS]
    assert plain(tuple(inlines_in(changed))) == plain(tuple(inlines_in(BLOCKS))).upper()
    assert mapped(QUOTE, block=lambda child: paragraph("other")) == replace(QUOTE, blocks=(paragraph("other"),))

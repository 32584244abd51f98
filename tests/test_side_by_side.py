"""Two languages side by side: how documents are joined, and what the Word file makes of them."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from conftest import ROOT, validate_by_sdk, validator
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from test_word import PNG
from word_files import NAMESPACES, find, words, write

from reports.brand import Brand, read_brand
from reports.brand.word_reference.roles import SIDE_TABLES
from reports.charts.model import Media
from reports.diagnostics import Place, Problems
from reports.document import inlines_in, texts_of, walk
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Card,
    Cards,
    Columns,
    Document,
    Figure,
    Heading,
    Inlines,
    LanguageSpan,
    ListBlock,
    Marked,
    Meta,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Section,
    Sides,
    Table,
    Text,
    Trace,
    by_language,
    plain,
    source_target,
)
from reports.languages import LANGUAGES
from reports.pipeline.build import build
from reports.pipeline.side_by_side import paired

DAY = date(2025, 1, 1)


def brand() -> Brand:
    return read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml")


class Page:
    """Writes blocks in one language, each at a place of its own."""

    def __init__(self, code: str) -> None:
        self.code, self.line = code, 0

    def place(self) -> Place:
        self.line += 1
        return Place(f"briefing/{self.code}/all.md.j2", self.line)

    def words(self, *texts: str) -> Inlines:
        return (Text(" ".join((self.code, *texts))),)

    def paragraph(self, *inlines: Text | Marked | Note) -> Paragraph:
        return Paragraph((*self.words("says"), *inlines), self.place())

    def cites(self, source: str) -> Note:
        return Note((Marked(f"{self.code} {source}", Trace("source", source)),))


def join(vi: Blocks, en: Blocks, own: tuple[Place, ...] = ()) -> Blocks:
    documents = [
        Document("briefing", code, Meta((Text(code),), (), DAY, (Text(code),)), (Section("all", blocks, own),))
        for code, blocks in (("vi", vi), ("en", en))
    ]
    joined = paired("vi-en", documents)
    assert joined.language == "vi-en"
    assert [code for code, _ in joined.translations] == ["en"]
    return joined.sections[0].blocks


VI, EN = Page("vi"), Page("en")


def both(make: str, *arguments: object) -> Blocks:
    return join((getattr(VI, make)(*arguments),), (getattr(EN, make)(*arguments),))


def sides(block: Block) -> tuple[tuple[Blocks, ...], ...]:
    assert isinstance(block, Sides)
    return block.rows


def test_prose_stands_in_two_columns_one_row_a_block_and_in_its_language() -> None:
    (block,) = join((VI.paragraph(), VI.paragraph()), (EN.paragraph(), EN.paragraph()))
    rows = sides(block)
    assert len(rows) == 2
    for (left,), (right,) in rows:
        assert left.text == (Text("vi says"),)
        assert right.text == (LanguageSpan((Text("en says"),), "en"),)


def test_each_item_of_a_list_stands_beside_its_translation_and_the_numbers_count_on() -> None:
    def listed(page: Page) -> ListBlock:
        return ListBlock(True, tuple((page.paragraph(),) for _ in range(3)), page.place())

    (block,) = join((listed(VI),), (listed(EN),))
    rows = sides(block)
    assert len(rows) == 3
    lists = [[side[0] for side in row] for row in rows]
    assert {len(one.items) for row in lists for one in row} == {1}
    assert len({row[0].series for row in lists}) == 1
    assert lists[0][0].series != lists[0][1].series


def test_headings_stand_at_full_width_with_both_labels() -> None:
    heading, text = join(
        (Heading(1, VI.words("title"), VI.place(), "one"), VI.paragraph()),
        (Heading(1, EN.words("title"), EN.place(), "one"), EN.paragraph()),
    )
    assert isinstance(heading, Heading)
    assert [(code, plain(label)) for code, label in by_language(heading.text)] == [("", "vi title"), ("en", "en title")]
    assert len(sides(text)) == 1


def test_tables_say_what_reads_alike_once_and_the_rest_in_both_languages() -> None:
    def table(page: Page, figure: str) -> Table:
        header = (page.words("what"), page.words("share"))
        rows = ((page.words("row"), (Text(figure),)), (page.words("row"), (Text("80%"),)))
        return Table(
            heads=(header,),
            rows=rows,
            alignments=("left", "right"),
            place=page.place(),
            id="t",
            style=page.words("caption"),
        )

    (block,) = join((table(VI, "39,5%"),), (table(EN, "39.5%"),))
    assert isinstance(block, Table)
    assert [plain(text) for _, text in by_language(block.heads[0][0])] == ["vi what", "en what"]
    assert [plain(text) for _, text in by_language(block.rows[0][1])] == ["39,5%", "39.5%"]
    assert block.rows[1][1] == (Text("80%"),)


def test_a_chart_is_drawn_in_each_language_under_one_number() -> None:
    def figure(page: Page) -> Figure:
        return Figure("share", page.place(), "fig", page.words("message"), page.words("source"), f"{page.code} alt")

    (block,) = join((figure(VI),), (figure(EN),))
    assert isinstance(block, Figure)
    assert (block.image, block.alt) == ("share", "vi alt")
    assert [(picture.name, picture.language, picture.alt) for picture in block.translations] == [
        ("share.en", "en", "en alt")
    ]


def test_a_card_shows_its_figure_once_and_repeats_it_where_the_other_language_writes_it_otherwise() -> None:
    def cards(page: Page, *figures: str) -> Cards:
        return Cards(tuple(Card((Text(f),), page.words("label"), page.words("note")) for f in figures), page.place())

    (block,) = join((cards(VI, "39,5%", "80%"),), (cards(EN, "39.5%", "80%"),))
    assert isinstance(block, Cards)
    assert [plain(card.figure) for card in block.cards] == ["39,5%", "80%"]
    assert [plain(dict(by_language(card.label))["en"]) for card in block.cards] == ["39.5% en label", "en label"]


def test_both_columns_share_a_note_that_cites_the_same() -> None:
    (block,) = join((VI.paragraph(VI.cites("a")),), (EN.paragraph(EN.cites("a")),))
    inlines = [i for inner in walk((block,)) for t in texts_of(inner) for i in inlines_in(t)]
    note, again = (i for i in inlines if isinstance(i, Note))
    assert note == again
    assert note.label
    assert plain(note.children) == "vi a / en a"


def test_a_note_of_one_language_alone_stays_its_own() -> None:
    (block,) = join((VI.paragraph(VI.cites("a")),), (EN.paragraph(EN.cites("b")),))
    inlines = [i for inner in walk((block,)) for t in texts_of(inner) for i in inlines_in(t)]
    notes = [i for i in inlines if isinstance(i, Note)]
    assert [(plain(note.children), note.label) for note in notes] == [("vi a", ""), ("en b", "")]


def test_a_shared_note_is_numbered_where_it_stands_first_whichever_column_that_is() -> None:
    def listed(page: Page, cited_at: int) -> ListBlock:
        items = [(page.paragraph(*([page.cites("a")] if i == cited_at else [])),) for i in range(2)]
        return ListBlock(False, tuple(items), page.place())

    blocks = join((listed(VI, 1),), (listed(EN, 0),))
    document = Document("b", "vi-en", Meta((Text("t"),), (), DAY, (Text("x"),)), (Section("all", blocks),))
    root = etree.fromstring(write(document, {}, brand(), LANGUAGES["vi"])["word/document.xml"])
    rows = find(root, "//w:tr")
    assert [len(find(row, ".//w:footnoteReference")) for row in rows] == [1, 0]
    assert [len(find(row, ".//w:instrText[contains(., 'NOTEREF')]")) for row in rows] == [0, 1]


def test_what_only_one_language_needs_stands_in_its_own_column() -> None:
    explained = EN.paragraph()
    (block,) = join((VI.paragraph(),), (explained, EN.paragraph()), (explained.place,))
    alone, together = sides(block)
    assert alone[0] == ()
    assert plain(alone[1][0].text) == "en says"
    assert all(together)


def test_a_box_holds_its_columns() -> None:
    def box(page: Page) -> Box:
        return Box("sidebar", (Heading(3, page.words("title"), page.place()), page.paragraph()), page.place())

    (block,) = join((box(VI),), (box(EN),))
    assert isinstance(block, Box)
    (inside,) = block.blocks
    assert [[type(b) for b in side] for row in sides(inside) for side in row] == [[Heading]] * 2 + [[Paragraph]] * 2


# In the file


def tree(path: Path, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(part))


class Aside(Struct, frozen=True):
    """A kind of block that the code does not know."""

    blocks: Blocks
    place: Place


def test_blocks_inside_a_new_kind_of_block_are_kept_in_every_language() -> None:
    def aside(page: Page, count: int) -> Block:
        return Aside(tuple(page.paragraph() for _ in range(count)), page.place())  # type: ignore[return-value]

    joined = join((aside(VI, 1),), (aside(EN, 2),))
    texts = [text for block in walk(joined) for text in texts_of(block)]
    assert texts == [(Text("vi says"),), *[(LanguageSpan((Text("en says"),), "en"),)] * 2]


def test_each_column_speaks_its_language(side_by_side: Path) -> None:
    names = " or ".join(f"w:tblPr/w:tblStyle/@w:val='{name}'" for name in SIDE_TABLES.values())
    tables = find(tree(side_by_side), f"//w:tbl[{names}]")
    assert len(tables) > 30
    for table in tables:
        for row in find(table, "w:tr"):
            cells = find(row, "w:tc")
            assert len(cells) == 2
            for cell, tag in zip(cells, ("vi-VN", "en-GB"), strict=True):
                assert set(find(cell, ".//w:r[w:t]/w:rPr/w:lang/@w:val")) <= {tag}
                assert words(cell)


def nested(page: Page) -> Blocks:
    """A list, an item of which has a table, key figures, a profile, a chart, a quotation, a box and columns."""

    def said() -> Blocks:
        return (page.paragraph(),)

    table = Table(
        heads=((page.words("group"), page.words("share")),),
        rows=((page.words("all"), page.words("few")),),
        alignments=("left", "right"),
        place=page.place(),
        caption=page.words("table"),
        source=page.words("source"),
    )
    cards = Cards((Card(page.words(), page.words("label"), ()),) * 3, page.place())
    profiles = Profiles((Profile(page.words("name"), (), page.words("deed"), ()),), page.place())
    figure = Figure("share", page.place(), f"fig-{page.code}", page.words("caption"), page.words("origin"), "Bars")
    others = (
        Quote(said(), page.words("who"), page.place()),
        Box("sidebar", said(), page.place()),
        Columns((said(), said()), page.place()),
    )
    return (ListBlock(False, ((*said(), table, cards, profiles, figure, *others),), page.place()),)  # fmt: skip


def extents(element: etree._Element) -> Iterator[int]:
    """Where each table and picture in an element ends, in twips from its left edge."""
    for table in find(element, ".//w:tbl"):
        yield int(sum(float(str(each)) for each in find(table, "w:tblGrid/w:gridCol/@w:w | w:tblPr/w:tblInd/@w:w")))
    for picture in find(element, ".//wp:extent"):
        indent = find(picture, "ancestor::w:p[1]/w:pPr/w:ind/@w:left")
        yield int(str(picture.get("cx"))) // 635 + int(str(indent[0]))


def test_what_is_in_an_item_is_as_wide_as_the_item() -> None:
    meta = Meta((Text("T"),), (), DAY, ())
    media = {name: Media(name, PNG, b"<svg/>", 158, 60) for name in ("share", "share.en")}
    documents = [Document("briefing", page.code, meta, (Section("all", nested(page)),)) for page in (VI, EN)]
    column = round(brand().word.page.column / 25.4 * 1440)
    root = etree.fromstring(write(documents[0], media, brand(), LANGUAGES["vi"])["word/document.xml"])
    assert find(root, "//w:tblInd/@w:w") == ["280"] * 4
    assert list(extents(root)) == [pytest.approx(column, abs=3)] * 5
    indents = [str(each) for each in find(root, "//w:p[not(w:pPr/w:numPr)][contains(., 'vi')]/w:pPr/w:ind/@w:left")]
    assert indents == ["280"] * 4 + [str(280 + 20 * 20)] * 2 + [str(280 + 230)]  # the quotation and the box
    sides = etree.fromstring(
        write(paired("vi-en", documents), media, brand().for_sides(), LANGUAGES["vi"])["word/document.xml"]
    )
    vi, en = find(sides, "//w:body/w:tbl[last()]/w:tr/w:tc")
    gap = 20 * brand().word.table.gap
    for cell in (vi, en):
        width = float(str(find(cell, "w:tcPr/w:tcW/@w:w")[0]))
        assert list(extents(cell)) == [pytest.approx(width - gap, abs=3)] * 4
    assert find(vi, ".//wp:docPr/@descr") == find(en, ".//wp:docPr/@descr") == ["Bars"]
    assert find(vi, ".//a:blip/@r:embed") != find(en, ".//a:blip/@r:embed")


def test_a_chart_of_one_language_alone_keeps_its_caption_and_source() -> None:
    figure = Figure("share", EN.place(), "fig-own", EN.words("caption"), EN.words("origin"), "Bars", EN.words("note"))
    blocks = join((VI.paragraph(),), (EN.paragraph(), figure), (figure.place,))
    document = Document("briefing", "vi-en", Meta((Text("T"),), (), DAY, ()), (Section("all", blocks),),
                        translations=(("en", Meta((Text("T"),), (), DAY, ())),))  # fmt: skip
    media = {"share.en": Media("share.en", PNG, b"<svg/>", 158, 60)}
    root = etree.fromstring(write(document, media, brand().for_sides(), LANGUAGES["vi"])["word/document.xml"])
    assert all(f"en {part}" in words(root) for part in ("caption", "origin", "note"))


def written(*documents: Document) -> etree._Element:
    media = {name: Media(name, PNG, b"<svg/>", 158, 60) for name in ("share", "share.en")}
    parts = write(paired("vi-en", documents), media, brand().for_sides(), LANGUAGES["vi"])
    return etree.fromstring(parts["word/document.xml"])


def test_what_is_in_an_item_has_the_same_number_in_both_languages() -> None:
    def document(page: Page) -> Document:
        (one,), (two,) = nested(page), nested(page)
        assert isinstance(one, ListBlock)
        assert isinstance(two, ListBlock)
        twice = replace(one, items=((*one.items[0], *two.items[0]),))
        blocks = (twice, *nested(page), Paragraph((Reference(f"fig-{page.code}"),), page.place()))
        return Document("briefing", page.code, Meta((Text("T"),), (), DAY, ()), (Section("all", blocks),))

    root = written(document(VI), document(EN))
    captions = [words(caption) for caption in find(root, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")]
    assert [caption.partition(".")[0] for caption in captions] == [
        *("Bảng\xa01", "Hình\xa01", "Bảng\xa02", "Hình\xa02"),
        *("Table\xa01", "Figure\xa01", "Table\xa02", "Figure\xa02"),
        *("Bảng\xa03", "Hình\xa03", "Table\xa03", "Figure\xa03"),
    ]
    fields = [str(field).split() for field in find(root, "//w:instrText[contains(., ' SEQ ')]/text()")]
    again = [["\\r", number] for number in "1122"]
    assert [field[2:-2] for field in fields] == [[], [], [], [], *again, [], [], ["\\c"], ["\\c"]]
    titles = find(root, "//w:tblCaption/@w:val")
    assert titles[1:3] == ["Bảng\xa02. vi table", "Table\xa01. en table"]
    bookmarks = [str(name) for name in find(root, "//w:bookmarkStart/@w:name")]
    assert len({name.lower() for name in bookmarks}) == len(bookmarks)
    referred = find(root, "//w:p[.//w:instrText[contains(., ' REF ')]]")
    assert [words(each) for each in referred] == ["Hình\xa01", "Figure\xa01"]
    assert {str(each).split()[1] for each in find(root, "//w:instrText[contains(., ' REF ')]/text()")} <= {*bookmarks}


def test_sources_in_two_columns_have_the_numbers_by_which_they_are_cited() -> None:
    def document(page: Page) -> Document:
        items = [(Paragraph((Marked(name, Trace("source", name)),), page.place()),) for name in "ab"]
        said = Paragraph((Reference(source_target("b")),), page.place())
        blocks = (said, ListBlock(True, tuple(items), page.place(), "sources"))
        return Document("briefing", page.code, Meta((Text("T"),), (), DAY, ()), (Section("all", blocks),))

    root = written(document(VI), document(EN))
    assert [words(each) for each in find(root, "//w:p[.//w:instrText[contains(., ' REF ')]]")] == ["[2]", "[2]"]
    names = [str(name) for name in find(root, "//w:bookmarkStart/@w:name")]
    assert sorted(name for name in names if "_source_" in name) == ["_source_1", "_source_2"]


def test_each_language_refers_to_its_own_words_of_a_heading() -> None:
    def document(page: Page) -> Document:
        box = Box("summary", (Heading(2, page.words("box"), page.place(), "box"), page.paragraph()), page.place())
        said = Paragraph((Reference("one"), Text(", "), Reference("box")), page.place())
        blocks = (Heading(1, page.words("title"), page.place(), "one"), box, said)
        return Document("briefing", page.code, Meta((Text("T"),), (), DAY, ()), (Section("all", blocks),))

    root = written(document(VI), document(EN))
    said = find(root, "//w:p[.//w:instrText[contains(., ' REF ')]]")
    assert [words(each) for each in said] == ["vi title, vi box", "en title, en box"]
    for field in find(root, "//w:instrText[contains(., ' REF ')]/text()"):
        name = str(field).split()[1]
        runs = f"//w:r[preceding-sibling::w:bookmarkStart[1][@w:name='{name}']][following-sibling::w:bookmarkEnd]"
        result = "vi" if not name.endswith("_en") else "en"
        assert "".join(map(words, find(root, runs))).startswith(result)


def test_columns_are_as_wide_as_their_page_together(side_by_side: Path) -> None:
    widths = {
        sum(int(str(width)) for width in find(table, "w:tblGrid/w:gridCol/@w:w"))
        for name in SIDE_TABLES.values()
        for table in find(tree(side_by_side), f"//w:tbl[w:tblPr/w:tblStyle/@w:val='{name}']")
    }
    assert sorted(widths) == [pytest.approx(brand().for_sides().word.page.column / 25.4 * 1440, abs=2)]


def test_long_rows_may_break_across_pages_and_short_ones_stay(side_by_side: Path) -> None:
    rows = find(tree(side_by_side), f"//w:tbl[w:tblPr/w:tblStyle/@w:val='{SIDE_TABLES['']}']/w:tr")
    breaking = [len(words(row)) for row in rows if not find(row, "w:trPr/w:cantSplit")]
    kept = [len(words(row)) for row in rows if find(row, "w:trPr/w:cantSplit")]
    assert breaking
    assert max(kept) < max(breaking)
    assert min(breaking) > 300


def test_both_languages_refer_to_a_figure_by_their_own_label(side_by_side: Path) -> None:
    root = tree(side_by_side)
    fields = [str(field).split()[1] for field in find(root, "//w:instrText[contains(., ' REF ')]/text()")]
    bookmarks = {str(b.get(f"{{{NAMESPACES['w']}}}name")) for b in find(root, "//w:bookmarkStart")}
    assert set(fields) <= bookmarks
    assert any(field.endswith("_en") for field in fields)
    captions = [words(p) for p in find(root, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")]
    for number in (1, 2):  # in one caption, or in two where a figure is drawn for each language
        (first,) = (at for at, caption in enumerate(captions) if caption.startswith(f"Hình\xa0{number}."))
        assert any(f"Figure\xa0{number}." in caption for caption in captions[first : first + 2])


def test_a_shared_note_is_written_once_and_named_again_by_a_field(side_by_side: Path) -> None:
    root = tree(side_by_side)
    again = [str(field).split()[1] for field in find(root, "//w:instrText[contains(., 'NOTEREF')]/text()")]
    marked = find(root, "//w:bookmarkStart[starts-with(@w:name, '_note_')]/@w:name")
    assert set(again) == set(marked)
    assert len(again) > 30
    notes = find(tree(side_by_side, "word/footnotes.xml"), "//w:footnote[not(@w:type)]")
    assert len(notes) == len(find(root, "//w:footnoteReference")) < 1.2 * len(again)
    assert set(find(notes[0], ".//w:lang/@w:val")) == {"vi-VN", "en-GB"}


def test_lists_in_two_columns_count_each_for_itself(side_by_side: Path) -> None:
    root, numbering = tree(side_by_side), tree(side_by_side, "word/numbering.xml")
    sources = find(root, "//w:p[w:pPr/w:pStyle/@w:val='Sources']")
    numbers = [str(find(p, "string(w:pPr/w:numPr/w:numId/@w:val)")) for p in sources]
    assert len(set(numbers)) == 2
    kinds = {str(find(numbering, f"string(//w:num[@w:numId='{n}']/w:abstractNumId/@w:val)")) for n in numbers}
    assert len(kinds) == 2


def test_the_file_says_its_title_in_both_languages_and_carries_every_figure(side_by_side: Path, built: Path) -> None:
    title = find(tree(side_by_side, "docProps/core.xml"), "string(dc:title)")
    assert " / " in str(title)
    facts = {}
    for path in (side_by_side, built / "general/briefing.vi.docx", built / "general/briefing.en.docx"):
        trace = tree(path, "customXml/item1.xml")
        facts[path.name] = {e.get("ref") for e in find(trace, "trace:mark[@kind='fact']")}
    assert len(set(map(frozenset, facts.values()))) == 1
    languages = find(tree(side_by_side, "customXml/item1.xml"), "trace:mark[@kind='fact']/@language")
    assert set(languages) == {"en"}


def test_every_figure_of_the_file_can_be_traced(side_by_side: Path, built: Path) -> None:
    from reports import audit

    found = audit(side_by_side, workspace=built.parent)
    assert found.figures
    assert not found.faults
    assert {figure.state for figure in found.figures} == {"traced"}


def test_the_validators_find_nothing(side_by_side: Path) -> None:
    errors = validator().validate(str(side_by_side)).errors
    assert [str(error) for error in errors] == []
    assert [str(finding) for finding in ooxml_integrity.check(str(side_by_side))] == []


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(side_by_side: Path) -> None:
    validate_by_sdk(side_by_side)


def test_pandoc_reads_both_languages_with_headings_notes_and_pictures(
    side_by_side: Path, program: Callable[[str], str]
) -> None:
    command = [program("pandoc"), "-f", "docx", "-t", "json", str(side_by_side)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert text.count('"t":"Header"') >= 10
    assert text.count('"t":"Note"') >= 40
    assert text.count('"t":"Image"') >= 4


def test_the_file_stays_small(side_by_side: Path) -> None:
    assert side_by_side.stat().st_size < 1_000_000


# What is asked for


def test_a_deck_cannot_stand_side_by_side_and_is_left_out_unless_it_is_named(small: Path) -> None:
    assert build(small, languages=["vi-en"]).written == ("general/briefing.vi-en.docx",)
    with pytest.raises(Problems, match='"deck" cannot be built in "vi-en"') as raised:
        build(small, reports=["deck"], languages=["vi-en"])
    assert "reports with languages side by side: briefing" in str(raised.value)


def test_a_form_that_holds_one_language_is_refused(small: Path) -> None:
    audience = small / "templates/audiences/general/audience.yaml"
    audience.write_text(audience.read_text(encoding="utf-8") + "\nform: official\n", encoding="utf-8")
    with pytest.raises(Problems, match='the form "official" has room for one language only'):
        build(small, reports=["briefing"], languages=["vi-en"])


def test_an_unknown_variant_is_named_with_those_that_are_known(small: Path) -> None:
    with pytest.raises(Problems, match='no language is called "en-vi"') as raised:
        build(small, languages=["en-vi"])
    assert "vi-en" in str(raised.value)


def test_the_built_in_charts_are_drawn_once_with_the_labels_of_both_languages(side_by_side: Path) -> None:
    placed = docx.Document(str(side_by_side)).inline_shapes
    names = [shape._inline.docPr.get("name") for shape in placed]
    assert len(names) == len(set(names)) > 3

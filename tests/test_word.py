"""The Word writer: one sample document with every kind of block, in each language, looked at part by part."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import ooxml_integrity
import pytest
from conftest import validator
from docx import Document as open_docx
from docx.shared import Pt
from lxml import etree
from msgspec.structs import replace
from word_files import METRICS, NAMESPACES, find, words, write

from reports.brand import Brand, read_brand
from reports.brand.measure import Metrics
from reports.brand.model import BrandFile, BrandFiles
from reports.brand.word_reference.model import ListLevel, Lists
from reports.brand.word_reference.reference import word_reference
from reports.charts.model import Media
from reports.diagnostics import Place, Problems
from reports.document import marked_in
from reports.document.marks import fact_style
from reports.document.model import (
    ADDRESS,
    Block,
    Box,
    Break,
    Card,
    Cards,
    Cite,
    Columns,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Landscape,
    LanguageSpan,
    Link,
    ListBlock,
    Listing,
    Marked,
    Meta,
    Note,
    Official,
    PageBreak,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Script,
    Section,
    SpeakerNotes,
    Strong,
    Table,
    Text,
    Trace,
)
from reports.files.sanitiser import order
from reports.languages import LANGUAGES
from reports.word import check, inlines, outline
from reports.word import write as write_word
from reports.word.heading_numbers import Marks
from reports.word.outline import bookmark_name
from reports.word.widths import card_widths, column_widths

BRAND_FILE = Path(__file__).parent.parent / "templates/brand/brand.yaml"
HERE = Place("briefing/en/sample.md.j2", 1, 1)
CODES = ("vi", "en")
LONG_ID = "a-fact-with-a-name-so-long-that-no-content-control-can-hold-it.national"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360f8cf500f0003860180d4f4b7a30000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
MEDIA = {"share": Media("share", PNG, SVG, 158, 60)}


def text(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline, style: str = "") -> Paragraph:
    return Paragraph(text(*parts), HERE, style)


def figure(printed: str, ref: str = "online.national", form: str = "full", value: str | None = "39.51") -> Marked:
    return Marked(printed, Trace("fact", ref, form, value))


def items(*texts: str) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple((paragraph(each),) for each in texts)


def table(id_: str = "gap", caption: str = "Localities lag", style: str = "", rows: int = 2) -> Table:
    row = (text("Localities"), text(figure("15.4", form="number")))
    header, columns = (text("Group"), text("Share (%)")), ("left", "right")
    captioned = text(caption) if caption else ()
    return Table(
        heads=(header,),
        rows=(row,) * rows,
        alignments=columns,
        place=HERE,
        id=id_,
        style=style,
        caption=captioned,
        source=text("Source: A"),
    )


CARDS = Cards(
    (Card(text(figure("39.51%", form="short")), text("of dossiers"), text("June")),) * 5,
    HERE,
)
BLOCKS: tuple[Block, ...] = (
    Box("summary", (
        Heading(1, text("Summary"), HERE, "summary"),
        paragraph("It is ", Strong(text(figure("39.51%"))),
                  Note(text("A note with ", figure("40%", form="short"), ".")), "."),
        ListBlock(False, items("one", "two"), HERE),
        CARDS,
    ), HERE),
    Listing("contents", HERE),
    Listing("figures", HERE),
    Listing("tables", HERE),
    Heading(1, text("Results & more"), HERE, "results"),
    paragraph("A lead", style="lead"),
    paragraph("See ", Reference("fig-share"), Break(), " and ", Reference("gap"), Cite(("online.national",)), Note(text(
        "Second, ", Link(text("with a link"), "https://example.org/a?b=1&c=2")
    ))),
    Figure("share", HERE, "fig-share", text("A fifth of the way"), text("Source: B"), "Bars: 39.51%."),
    table(),
    CARDS,
    table("again", "", "evidence", rows=20),
    Heading(2, text("Where sources differ"), HERE),
    Box("difference", (Heading(3, text("Sources differ"), HERE), paragraph("One says ", figure("40%", LONG_ID))), HERE),
    Box("sidebar", (paragraph("A word."), ListBlock(False, items("x", "y"), HERE)), HERE),
    ListBlock(True, ((paragraph("first"), ListBlock(True, items("a", "b"), HERE)), (paragraph("second"),)), HERE),
    ListBlock(True, items("anew"), HERE),
    Quote((paragraph("“Said so.”"),), text("Someone"), HERE),
    Profiles((Profile(text("Name"), text("Place"), text("Did it"), text(figure("7", "team"))),) * 2, HERE),
    Columns((
        (Heading(3, text("Left"), HERE), paragraph("l")),
        (Heading(3, text("Right"), HERE), paragraph("r")),
    ), HERE),
    Heading(3, text("Third ", Emphasis(text("level"))), HERE),
    paragraph(Link(text("back"), "#results"), " to ", Marked("NDTP", Trace("term", "programme", "short")), " in ",
              Marked("June 2025", Trace("period", "2025-06")), ", ", Marked("24/7", Trace("plain", "24/7"))),
    ListBlock(True, items("Agency (2025), “Title”."), HERE, "sources"),
    CARDS,
)  # fmt: skip


@cache
def brand() -> Brand:
    return read_brand(BRAND_FILE, "templates/brand/brand.yaml")


def document(*blocks: Block, code: str = "en") -> Document:
    meta = Meta(
        text("Digital transformation"), text("Five years on"), date(2025, 10, 21), text("Leaders"), text("Draft"), (),
        "Short title", ("digital", "state"),
    )  # fmt: skip
    return Document("briefing", code, meta, (Section("all", blocks or BLOCKS),))


@cache
def parts(code: str) -> dict[str, bytes]:
    return write(document(code=code), MEDIA, brand(), LANGUAGES[code])


def body(written: dict[str, bytes], part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(written[part])


def value(element: etree._Element, path: str) -> str | float:
    found = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, str | float)
    return found


def zipped(written: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(written, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), written[name])
    return buffer.getvalue()


@pytest.fixture(params=CODES)
def written(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return parts(request.param)


# Structure


def test_the_address_of_a_source_is_a_link() -> None:
    address = "https://example.org/a?b=1&c=2"
    source = [Marked("Agency, “Title”, ", Trace("source", "a", "full")), Marked(address, Trace("source", "a", ADDRESS)),
              Marked(".", Trace("source", "a", "full"))]  # fmt: skip
    listed = ListBlock(True, ((paragraph(*source),),), HERE, "sources")
    made = write(document(paragraph("Said", Note(tuple(source))), listed), {}, brand(), LANGUAGES["en"])
    for part in ("document", "footnotes"):
        (link,) = find(body(made, f"word/{part}.xml"), "//w:hyperlink")
        assert words(link) == address
        targets = {r.get("Id"): r.get("Target") for r in body(made, f"word/_rels/{part}.xml.rels")}
        assert targets[str(find(link, "string(@r:id)"))] == address


def test_bold_words_are_bold_by_one_means_alone() -> None:
    said = document(paragraph(Strong(text("bold")), Emphasis(text("slanted"))))
    ours = body(write(said, {}, brand(), LANGUAGES["en"]))
    assert not find(ours, "//w:rStyle[../../w:t = 'bold' or ../../w:t = 'slanted']")
    assert find(ours, "//w:r[w:rPr/w:b and not(w:rPr/w:rStyle)]/w:t/text()") == ["bold"]
    assert find(ours, "//w:r[w:rPr/w:i]/w:t/text()") == ["slanted"]
    reference, looks = (
        word_reference(brand(), "house"),
        brand().word.model_copy(update={"mapped": {"strong": "Theirs"}}),
    )
    mapped = replace(reference, brand=reference.brand.model_copy(update={"word": looks}))
    opened = write_word(said, {}, mapped, LANGUAGES["en"], METRICS)
    theirs = etree.fromstring(etree.tostring(opened.element))
    assert find(theirs, "//w:r[w:t = 'bold']/w:rPr/w:rStyle")
    assert not find(theirs, "//w:r[w:t = 'bold']/w:rPr/w:b")


def test_a_page_break_lets_what_follows_begin_a_page() -> None:
    made = body(
        write(
            document(paragraph("a"), PageBreak(HERE), paragraph("b"), PageBreak(HERE), replace(table(), caption=())),
            {}, brand(), LANGUAGES["en"],
        )
    )  # fmt: skip
    (first, second) = find(made, "//w:p[w:pPr/w:pageBreakBefore]")
    assert words(first) == "b"
    assert second.getnext().tag.endswith("}tbl")


@pytest.mark.parametrize(
    "blocks", [(paragraph("a"), PageBreak(HERE)), (PageBreak(HERE), PageBreak(HERE), paragraph("a"))]
)
def test_a_page_break_before_nothing_is_refused(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(Problems, match="nothing comes after this page break"):
        write(document(*blocks), {}, brand(), LANGUAGES["en"])


def test_a_page_break_at_the_end_of_the_text_is_refused_before_an_annex_too() -> None:
    annex = Section("b", (Heading(1, text("T"), HERE), paragraph("a")), annex=True)
    said = document(paragraph("x"), PageBreak(HERE))
    with pytest.raises(Problems, match="nothing comes after this page break"):
        write(replace(said, sections=(*said.sections, annex)), {}, brand(), LANGUAGES["vi"])


def test_landscape_pages_have_what_their_author_put_there_and_a_chart_as_wide_as_they_are() -> None:
    share = replace(next(block for block in document().blocks if isinstance(block, Figure)), id="")
    turned = Landscape((paragraph("b"), PageBreak(HERE), share), HERE)
    media = {"share": MEDIA["share"], "share@landscape": replace(MEDIA["share"], width=250)}
    blocks = (paragraph("a"), PageBreak(HERE), turned, PageBreak(HERE), share, paragraph("c"))
    made = body(write(document(*blocks), media, brand(), LANGUAGES["en"]))
    assert [find(s, "w:pgSz/@w:orient") for s in find(made, "//w:sectPr")] == [[], ["landscape"], []]
    assert next(words(p) for p in find(made, "//w:p[w:pPr/w:sectPr]")) == "a"
    wide, upright = (int(str(each)) / 36000 for each in find(made, "//wp:extent/@cx"))
    assert (wide, upright) == pytest.approx((250, 143), abs=0.1)
    assert len(find(made, "//w:pageBreakBefore")) == 1  # a new section is a new page


def test_an_annex_has_landscape_pages_of_its_own() -> None:
    annex = Section("b", (Heading(1, text("T"), HERE), paragraph("a"), Landscape((paragraph("b"),), HERE)), annex=True)
    said = replace(document(paragraph("x")), official=Official(text("y")))
    made = body(write(replace(said, sections=(*said.sections, annex)), {}, brand(), LANGUAGES["vi"]))
    sections = find(made, "//w:sectPr")
    assert [find(s, "w:pgSz/@w:orient") for s in sections] == [[], [], ["landscape"]]
    assert [bool(find(s, "w:pgNumType")) for s in sections] == [False, True, False]
    assert [bool(find(s, "w:titlePg")) for s in sections] == [True, True, False]


def test_headings_of_the_house_form_are_numbered_if_the_report_asks_for_it() -> None:
    said = document(
        Heading(1, text("A"), HERE), Heading(2, text("B"), HERE, "b"), Heading(2, text("C"), HERE), Heading(1, text("D"), HERE),
        paragraph(Reference("b")),
    )  # fmt: skip
    numbered = brand().with_numbered_headings()
    made = write(said, {}, numbered, LANGUAGES["en"])
    texts = find(body(made, "word/numbering.xml"), "//w:lvl[w:pStyle]/w:lvlText/@w:val")
    assert texts == ["%1.", "%1.%2.", "%1.%2.%3."]
    assert "1.1" in words(find(body(made), "//w:body/w:p")[-1])
    marks = Marks.of(word_reference(numbered, "house"), LANGUAGES["en"].words, official=False)
    found = [entry.heading_number for entry in outline(said, LANGUAGES["en"].words, marks).entries]
    assert found == ["1.", "1.1.", "1.2.", "2."]


def test_an_imported_file_alone_decides_whether_headings_have_numbers() -> None:
    files = BrandFiles(word=BrandFile(file="own.docx", sha256="0" * 64))
    imported, metrics = brand().model_copy(update={"files": files}), Metrics(1, {}, {})
    said = replace(document(paragraph("a"), PageBreak(HERE)), number_headings=True)
    with pytest.raises(Problems) as raised:
        check(said, imported, metrics)
    own, last = raised.value.diagnostics
    assert own.message == "the brand's own Word file numbers the headings, or does not"
    assert "nothing comes after this page break" in last.message
    check(document(paragraph("a")), imported, metrics)


def test_a_superscript_and_a_subscript_are_properties_of_their_runs() -> None:
    scripts = Script(text("2"), "superscript"), Script(text("3"), "subscript")
    made = body(write(document(paragraph("m", *scripts)), {}, brand(), LANGUAGES["en"]))
    found = [str(find(made, f"string(//w:r[w:t = '{n}']/w:rPr/w:vertAlign/@w:val)")) for n in "23"]
    assert found == ["superscript", "subscript"]


def test_a_section_does_not_end_in_a_field_because_its_footer_would_lose_the_pages() -> None:
    made = body(
        write(document(table(), Listing("tables", HERE), Landscape((table("e"),), HERE)), {}, brand(), LANGUAGES["en"])
    )
    ends = find(made, "//w:p[w:pPr/w:sectPr]")
    assert ends
    assert not [end for end in ends if find(end, ".//w:fldChar[@w:fldCharType='end']")]


def test_a_section_ends_with_its_last_paragraph_whatever_that_says() -> None:
    said = document(paragraph('It says "end".'), Landscape((table("e"),), HERE))
    (end,) = find(body(write(said, {}, brand(), LANGUAGES["en"])), "//w:p[w:pPr/w:sectPr]")
    assert words(end) == 'It says "end".'


def test_headings_have_their_styles_and_the_styles_their_outline_levels(written: dict[str, bytes]) -> None:
    styles = body(written, "word/styles.xml")
    for id_, level in (("Heading1", "0"), ("Heading2", "1"), ("Heading3", "2"), ("SummaryHeading", "0")):
        assert find(styles, f"//w:style[@w:styleId='{id_}']/w:pPr/w:outlineLvl/@w:val") == [level]
        assert find(styles, f"//w:style[@w:styleId='{id_}']/w:pPr/w:keepNext")
    headings = find(body(written), "//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]")
    assert [words(heading) for heading in headings] == [
        "Results & more", "Where sources differ", "Left", "Right", "Third level",
    ]  # fmt: skip


def test_each_style_in_use_is_defined(written: dict[str, bytes]) -> None:
    defined = set(find(body(written, "word/styles.xml"), "//w:style/@w:styleId"))
    for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        used = find(body(written, part), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
        assert set(used) <= defined


def test_contents_link_to_headings_and_invent_no_page_numbers(written: dict[str, bytes]) -> None:
    contents = find(body(written), "//w:sdt[.//w:docPartGallery]")[0]
    links = find(contents, ".//w:hyperlink")
    assert [words(link) for link in links] == ["Summary", "Results & more"]
    bookmarks = set(find(body(written), "//w:bookmarkStart/@w:name"))
    assert {link.get(f"{{{NAMESPACES['w']}}}anchor") for link in links} <= bookmarks
    assert not find(contents, ".//w:instrText[contains(., 'PAGEREF')]")


def test_contents_print_the_page_numbers_that_are_given() -> None:
    pages = {entry.bookmark: 7 for entry in outline(document(), LANGUAGES["en"].words).entries}
    paged = body(write(document(), MEDIA, brand(), LANGUAGES["en"], pages=pages))
    entries = find(paged, "//w:p[w:pPr/w:pStyle/@w:val='TOC1']")
    assert [words(entry) for entry in entries] == ["Summary7", "Results & more7"]


@pytest.mark.parametrize(("code", "labels"), [("vi", ("Hình", "Bảng")), ("en", ("Figure", "Table"))])
def test_captions_are_numbered_by_fields_and_referred_to_by_fields(code: str, labels: tuple[str, str]) -> None:
    root = body(parts(code))
    captions = [words(caption) for caption in find(root, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")]
    assert captions == [f"{labels[0]}\u00a01. A fifth of the way", f"{labels[1]}\u00a01. Localities lag"]
    fields = [field.strip() for field in find(root, "//w:instrText/text()")]  # type: ignore[attr-defined]
    assert [field for field in fields if field.startswith("SEQ")] == ["SEQ Figure \\* ARABIC", "SEQ Table \\* ARABIC"]
    references = [f"REF {bookmark_name('fig-share')} \\h", "REF gap \\h"]
    assert [field for field in fields if field.startswith("REF")] == references
    assert f"See {labels[0]}\u00a01" in words(root)


def test_fields_and_bookmarks_are_paired(written: dict[str, bytes]) -> None:
    for part in ("word/document.xml", "word/footer1.xml"):
        kinds = Counter(find(body(written, part), "//w:fldChar/@w:fldCharType"))
        assert kinds["begin"] == kinds["separate"] == kinds["end"] > 0
    starts = find(body(written), "//w:bookmarkStart/@w:id")
    assert sorted(starts) == sorted(find(body(written), "//w:bookmarkEnd/@w:id"))
    names = [str(name).lower() for name in find(body(written), "//w:bookmarkStart/@w:name")]
    assert len(names) == len(set(names))


def test_notes_are_native_and_numbered_in_order(written: dict[str, bytes]) -> None:
    notes = body(written, "word/footnotes.xml")
    assert find(notes, "//w:footnote/@w:id") == ["-1", "0", "1", "2"]
    assert find(body(written), "//w:footnoteReference/@w:id") == ["1", "2"]
    assert find(body(written, "word/settings.xml"), "//w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    assert not find(notes, "//w:footnote[@w:type]//w:footnoteRef")
    assert words(find(notes, "//w:footnote[@w:id='1']")[0]) == " A note with 40%."


def test_lists_are_native_start_anew_and_have_levels(written: dict[str, bytes]) -> None:
    root = body(written)
    numbered = find(root, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']")
    places = [(value(p, "string(.//w:numId/@w:val)"), value(p, "string(.//w:ilvl/@w:val)")) for p in numbered]
    first, anew = places[0][0], places[-1][0]
    assert places == [(first, "0"), (first, "1"), (first, "1"), (first, "0"), (anew, "0")]
    assert first != anew
    numbering = body(written, "word/numbering.xml")
    assert set(find(root, "//w:numId/@w:val")) <= set(find(numbering, "//w:num/@w:numId"))
    assert find(numbering, f"//w:num[@w:numId='{anew}']//w:startOverride/@w:val") == ["1"]
    assert "[%1]" in find(numbering, "//w:lvlText/@w:val")


@pytest.mark.parametrize("official", [None, Official(text("S"))])
def test_a_quotation_stays_on_the_page_of_its_speaker(official: Official | None) -> None:
    quote = Quote(
        (paragraph("“One."), paragraph("Two.”"), ListBlock(False, items("three"), HERE)), text("Someone"), HERE
    )
    made = write(replace(document(quote, paragraph("After.")), official=official), {}, brand(), LANGUAGES["en"])
    kept = find(
        body(made), "//w:p[following-sibling::w:p[contains(., 'Someone')]][contains('“One.Two.”three', .)][.//w:t]"
    )
    assert [bool(find(p, "w:pPr/w:keepNext")) for p in kept] == [True] * 3
    assert not find(body(made), "//w:p[contains(., 'Someone')]/w:pPr/w:keepNext")
    for id_ in ("Quote", "Attribution"):
        assert find(body(made, "word/styles.xml"), f"//w:style[@w:styleId='{id_}']/w:pPr/w:keepLines"), id_


# Tables and pictures


def test_data_tables_have_a_header_row_that_repeats_and_alternative_texts(written: dict[str, bytes]) -> None:
    for element in find(body(written), "//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']"):
        assert value(element, "count(w:tr[1]/w:trPr/w:tblHeader)") == 1
        assert not find(element, "w:tr[position() > 1]/w:trPr/w:tblHeader")
        assert find(element, "w:tblPr/w:tblDescription/@w:val")[0] in ("Group và Share (%)", "Group and Share (%)")
    for element in find(body(written), "//w:tbl"):
        headed = value(element, "count(w:tr[1]/w:trPr/w:tblHeader)")
        assert value(element, "number(w:tblPr/w:tblLook/@w:firstRow)") == headed


def test_figures_in_tables_stand_at_the_right(written: dict[str, bytes]) -> None:
    cells = find(
        body(written),
        "//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']//w:tc[.//w:rStyle[starts-with(@w:val, 'fact_')]]/w:p/w:pPr",
    )
    assert cells
    assert all(value(cell, "string(w:jc/@w:val)") == "right" for cell in cells)


def test_caption_table_and_source_stay_together(written: dict[str, bytes]) -> None:
    element = find(body(written), "//w:tbl[w:tblPr/w:tblCaption]")[0]
    styles = body(written, "word/styles.xml")
    kept = set(find(styles, "//w:style[w:pPr/w:keepNext]/@w:styleId"))
    for properties in find(element, ".//w:p/w:pPr"):
        assert find(properties, "w:keepNext") or find(properties, "w:pStyle/@w:val")[0] in kept


def test_grids_fit_the_cells_and_the_page(written: dict[str, bytes]) -> None:
    word = brand().word
    for element in find(body(written), "//w:tbl"):
        section = find(element, "following::w:sectPr[1]")[0]
        page = word.landscape if find(section, "w:pgSz/@w:orient") else word.page
        column = page.across / 25.4 * 1440
        widths = [int(str(width)) for width in find(element, "w:tblGrid/w:gridCol/@w:w")]
        assert sum(widths) == pytest.approx(column, abs=len(widths))
        for row in find(element, "w:tr"):
            free = value(row, "sum(w:trPr/w:gridAfter/@w:val)")
            assert len(find(row, "w:tc")) + free == len(widths)
        assert not find(element, ".//w:gridSpan | .//w:vMerge | .//w:tbl")


def test_tables_are_followed_by_a_paragraph_and_nothing_else_is_empty(written: dict[str, bytes]) -> None:
    root = body(written)
    assert not find(
        root, "//w:tbl[not(following-sibling::*[1][self::w:p or self::w:sdt[w:sdtContent/*[1][self::w:p]]])]"
    )
    assert not find(root, "//w:tc[not(w:p)]")
    empty = find(root, "//w:p[not(.//w:t | .//w:drawing)]")
    assert {value(p, "string(w:pPr/w:pStyle/@w:val)") for p in empty} <= {"TableEnd", "CoverRule"}
    assert not find(root, "//w:p[.//w:t][normalize-space(translate(., '\u00a0', ' ')) = '']")
    assert not find(root, "//w:tab[ancestor::w:r]")


def test_a_picture_has_an_alternative_text_and_both_formats(written: dict[str, bytes]) -> None:
    picture = find(body(written), "//w:drawing[.//pic:pic]")[0]
    assert find(picture, ".//wp:docPr/@descr") == ["Bars: 39.51%."]
    targets = relationships(written, "word/document.xml")
    png, svg = find(picture, ".//a:blip/@r:embed")[0], find(picture, ".//asvg:svgBlip/@r:embed")[0]
    assert (written[targets[str(png)]], written[targets[str(svg)]]) == (PNG, SVG)


def test_a_long_text_alternative_is_whole_at_its_chart_and_not_in_the_text() -> None:
    sentences = [f"In place {letter} a share of many dossiers was handled online." for letter in "ABCDEFG"]
    long = Figure("share", HERE, "fig-long", text("A"), text("Source: B."), " ".join(sentences), text("Note."))
    made = write(document(long), MEDIA, brand(), LANGUAGES["en"])
    assert find(body(made), "//wp:docPr/@descr") == [" ".join(sentences)]
    (line,) = find(body(made), "//w:p[w:pPr/w:pStyle/@w:val='SourceLine']")
    assert words(line) == "Source: B. Note."
    assert find(body(made, "customXml/item1.xml"), "//trace:mark[@kind='alt']/@printed") == [" ".join(sentences)]


def test_drawings_have_unique_ids_and_rules_are_none(written: dict[str, bytes]) -> None:
    ids = find(body(written), "//wp:docPr/@id")
    assert len(ids) == len(set(ids)) == 1


# Figures that can be traced


def test_each_figure_is_a_run_with_the_hidden_style_of_its_fact(written: dict[str, bytes]) -> None:
    runs = [
        run
        for part in ("word/document.xml", "word/footnotes.xml")
        for run in find(body(written, part), "//w:r[starts-with(w:rPr/w:rStyle/@w:val, 'fact_')]")
    ]
    facts = [mark for mark in marked_in(BLOCKS) if mark.trace.kind == "fact"]
    assert sorted(str(value(run, "string(w:t)")) for run in runs) == sorted(mark.text for mark in facts)
    assert not find(body(written), "//w:sdt[not(.//w:docPartGallery)]")
    used = {str(value(run, "string(w:rPr/w:rStyle/@w:val)")) for run in runs}
    styles = find(body(written, "word/styles.xml"), "w:style[starts-with(@w:styleId, 'fact_')]")
    assert {
        (str(value(style, "string(@w:styleId)")), str(value(style, "string(w:name/@w:val)"))) for style in styles
    } == {fact_style(mark.trace) for mark in facts}
    assert {str(value(style, "string(@w:styleId)")) for style in styles} == used
    assert all(find(style, "w:semiHidden") and not find(style, "w:rPr") for style in styles)


def test_a_bold_figure_is_bold_by_itself(written: dict[str, bytes]) -> None:
    assert find(body(written), "//w:r[starts-with(w:rPr/w:rStyle/@w:val, 'fact_')]/w:rPr[w:b and w:bCs]")


@pytest.mark.parametrize(
    ("around", "said"),
    [
        (lambda mark: Link((mark,), "https://example.org/"), ["rStyle", "color", "lang"]),
        (lambda mark: Emphasis((Strong((mark,)),)), ["rStyle", "b", "bCs", "i", "iCs", "lang"]),
        (lambda mark: LanguageSpan((mark,), "vi", translation=True), ["rStyle", "b", "bCs", "color", "lang"]),
    ],
)
def test_a_figure_says_what_the_style_around_it_gives(around: Callable[[Marked], Inline], said: list[str]) -> None:
    root = body(write(document(paragraph(around(figure("39.51%")))), MEDIA, brand(), LANGUAGES["en"]))
    properties = find(root, "//w:r[starts-with(w:rPr/w:rStyle/@w:val, 'fact_')]/w:rPr/*")
    assert [etree.QName(each).localname for each in properties] == said


def test_the_trace_lists_every_mark_in_reading_order(written: dict[str, bytes]) -> None:
    trace = body(written, "customXml/item1.xml")
    assert etree.QName(trace).namespace == "urn:songngu:trace:1"
    kinds = [str(kind) for kind in find(trace, "*/@kind")]
    assert kinds[0] == "date"
    assert [kind for kind in kinds if kind not in ("fact", "date")] == ["alt", "term", "period", "plain"]
    facts = [(e.get("ref"), e.get("form"), e.get("printed"), e.get("value")) for e in find(trace, "trace:mark[@id]")]
    assert facts[:2] == [
        ("online.national", "full", "39.51%", "39.51"),
        ("online.national", "short", "40%", "39.51"),
    ]
    assert (LONG_ID, "full", "40%", "39.51") in facts
    assert {e.get("id") for e in find(trace, "trace:mark")} - {None} == {
        fact_style(mark.trace).id for mark in marked_in(BLOCKS) if mark.trace.kind == "fact"
    }


# The file as a whole


@pytest.mark.parametrize("code", CODES)
def test_every_run_has_the_language(code: str) -> None:
    for part in ("word/document.xml", "word/footer1.xml", "word/footnotes.xml"):
        runs = find(body(parts(code), part), "//w:r[w:t]")
        assert runs
        assert {value(run, "string(w:rPr/w:lang/@w:val)") for run in runs} == {LANGUAGES[code].tag}
    styles = body(parts(code), "word/styles.xml")
    assert find(styles, "//w:docDefaults//w:lang/@w:val") == [LANGUAGES[code].tag]


def test_the_file_says_what_it_is_and_invents_no_author(written: dict[str, bytes]) -> None:
    core = body(written, "docProps/core.xml")
    assert find(core, "dc:title/text()") == ["Digital transformation"]
    assert find(core, "dcterms:created/text()") == ["2025-10-21T00:00:00Z"]
    assert not find(core, "dc:creator")


def test_word_opens_it_without_questions_and_without_compatibility_mode(written: dict[str, bytes]) -> None:
    settings = body(written, "word/settings.xml")
    assert find(settings, "//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]
    assert not find(settings, "//w:updateFields")


def test_the_page_is_a4_with_the_brands_margins(written: dict[str, bytes]) -> None:
    section = find(body(written), "//w:sectPr")[0]
    assert find(section, "w:pgSz/@w:w | w:pgSz/@w:h") == ["11906", "16838"]
    page = brand().word.page
    assert value(section, "string(w:pgMar/@w:left)") == str(round(page.left / 25.4 * 1440))
    assert 140 <= page.column <= page.across <= 144  # text, figures and tables end at the same edges


def test_the_footer_has_title_status_and_page_fields(written: dict[str, bytes]) -> None:
    footer = body(written, "word/footer1.xml")
    assert words(footer) == "Short title · Draft1 / 1"
    assert [str(f).strip() for f in find(footer, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]


def relationships(written: dict[str, bytes], part: str) -> dict[str, str]:
    """The parts that a part is related to, by the ids of the relationships; what lies outside the file is left away."""
    folder, name = posixpath.split(part)
    root = etree.fromstring(written[f"{folder}/_rels/{name}.rels"])
    return {
        element.get("Id", ""): posixpath.normpath(posixpath.join(folder, element.get("Target", "")))
        for element in root
        if element.get("TargetMode") != "External"
    }


def test_all_relationships_lead_somewhere(written: dict[str, bytes]) -> None:
    for name in written:
        if name.endswith(".rels") and name != "_rels/.rels":
            part = name.replace("_rels/", "").removesuffix(".rels")
            assert set(relationships(written, part).values()) <= set(written)
            root = etree.fromstring(written[part])
            used = set(find(root, "//@r:id | //@r:embed"))
            assert used <= set(etree.fromstring(written[name]).xpath("*/@Id"))


def test_the_prefixes_to_be_ignored_are_declared(written: dict[str, bytes]) -> None:
    for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        root = body(written, part)
        assert set(root.get(f"{{{NAMESPACES['mc']}}}Ignorable", "").split()) <= set(root.nsmap)


@pytest.mark.parametrize("code", CODES)
def test_the_same_document_gives_the_same_bytes(code: str) -> None:
    again = write(document(code=code), dict(MEDIA), brand().model_copy(deep=True), LANGUAGES[code])
    assert zipped(again) == zipped(parts(code))


def test_python_docx_opens_it(written: dict[str, bytes]) -> None:
    opened = open_docx(io.BytesIO(zipped(written)))
    assert opened.core_properties.title == "Digital transformation"
    assert [p.text for p in opened.paragraphs if p.style and p.style.name == "Title"] == ["Digital transformation"]


def test_the_validators_find_nothing(written: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "sample.docx"
    file.write_bytes(zipped(written))
    assert [str(error) for error in validator().validate(str(file)).errors] == []
    assert [str(finding) for finding in ooxml_integrity.check(str(file))] == []


# Complaints


@pytest.mark.parametrize(
    ("block", "message", "hint"),
    [
        (paragraph(Reference("gop")), 'no heading, figure or table has the id "gop"', 'did you mean "gap"?'),
        (table("t", style="evidense"), 'no table looks like "evidense"', 'did you mean "evidence"?'),
        (
            Box("sidebar", (SpeakerNotes((paragraph("Say it"),), HERE),), HERE),
            "a Word document has no speaker notes",
            'take it out; a file that decks share needs {% if report != "briefing" %} around it',
        ),
    ],
)
def test_what_cannot_be_written_is_said(block: Block, message: str, hint: str) -> None:
    with pytest.raises(Problems) as raised:
        write(document(table(), block), MEDIA, brand(), LANGUAGES["en"])
    (diagnostic,) = raised.value.diagnostics
    assert (diagnostic.message, diagnostic.hint) == (message, hint)


def test_bookmarks_have_names_that_word_allows() -> None:
    names = [bookmark_name(id_) for id_ in ("plain", "with-hyphen", "with_hyphen", "1st", "x" * 90, "đất đai")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)


def test_contents_have_the_levels_of_the_brand() -> None:
    said = document(Listing("contents", HERE), Heading(1, text("One"), HERE), Heading(2, text("Two"), HERE))
    for levels, entries in ((1, ["One"]), (2, ["One", "Two"])):
        contents = brand().word.contents.model_copy(update={"levels": levels})
        looks = brand().model_copy(update={"word": brand().word.model_copy(update={"contents": contents})})
        made = body(write(said, {}, looks, LANGUAGES["en"]))
        assert [words(link) for link in find(made, "//w:sdt[.//w:docPartGallery]//w:hyperlink")] == entries
        assert find(made, f"//w:instrText[contains(., '\"1-{levels}\"')]")


def test_text_in_columns_is_a_section_of_its_own_that_goes_on_with_the_page() -> None:
    said = document(Heading(1, text("Terms"), HERE), Columns(((paragraph("a"), paragraph("b")),), HERE), paragraph("c"))
    first, flowing, last = find(body(write(said, {}, brand(), LANGUAGES["en"])), "//w:sectPr")
    assert [value(each, "string(w:cols/@w:num)") for each in (first, flowing, last)] == ["", "2", ""]
    assert [value(each, "string(w:type/@w:val)") for each in (first, flowing, last)] == ["", "continuous", "continuous"]


def test_no_heading_is_near_the_foot_of_a_page() -> None:
    said = document(Heading(1, text("A"), HERE), paragraph("b"), paragraph("c"))
    heading, after, other = find(body(write(said, {}, brand(), LANGUAGES["en"])), "//w:p")[-3:]
    assert [bool(find(each, "w:pPr/w:keepLines")) for each in (heading, after, other)] == [False, True, False]


def test_no_line_ends_inside_the_number_of_a_document() -> None:
    said = "57-NQ/TW, 71/NQ-CP, 30/2020/NĐ-CP, well-known, 2020-2025"
    (run,) = find(body(write(document(paragraph(said)), {}, brand(), LANGUAGES["en"])), "//w:r[w:noBreakHyphen]")
    assert len(find(run, "w:noBreakHyphen")) == 3
    assert words(run) == said


# Widths of columns


def cells(*rows: tuple[str, ...], widths: tuple[float, ...] = ()) -> Table:
    inlines = tuple(tuple(text(cell) for cell in row) for row in rows)
    return Table(heads=inlines[:1], rows=inlines[1:], alignments=("left",) * len(rows[0]), place=HERE, widths=widths)


def test_the_authors_shares_hold() -> None:
    widths = column_widths(cells(("a", "b"), ("c", "d"), widths=(1, 3)), Pt(400), Pt(10), Pt(12), METRICS)
    assert widths == [Pt(100), Pt(300)]


def test_a_column_of_figures_has_room_for_programs_that_round_widths_in_another_way() -> None:
    figure = "2,110 visitors"
    table = replace(cells(("Place", "Count"), ("North", figure)), alignments=("left", "right"))
    widths = column_widths(table, Pt(700), Pt(10), Pt(12), METRICS)
    assert widths[1] >= METRICS.width(figure, 1) * Pt(10) * 1.02 + Pt(12) - 1


def test_a_word_that_would_not_fit_takes_room_from_the_others() -> None:
    widths = column_widths(
        cells(("a", "b"), ("tháng\u00a06/2025", "d"), widths=(1, 9)), Pt(400), Pt(10), Pt(12), METRICS
    )
    assert widths[0] > Pt(70)
    assert sum(widths) == pytest.approx(Pt(400), abs=2)


def test_short_columns_get_their_wish_and_long_ones_share_the_rest() -> None:
    short, long, longer = column_widths(
        cells(("Figure", "What", "Source"), ("39.51%", "w " * 60, "s " * 90)), Pt(400), Pt(8), Pt(12), METRICS
    )
    assert short < Pt(60)
    assert (long, longer) == pytest.approx(((Pt(400) - short) / 2,) * 2, rel=0.01)


def test_a_long_key_figure_gets_a_wider_column() -> None:
    even = card_widths([[text("1%")], [text("2%")]], Pt(400), Pt(20), Pt(20), METRICS)
    uneven = card_widths([[text("1%")], [text("nearly 743,000 million")]], Pt(400), Pt(20), Pt(20), METRICS)
    assert even == [Pt(200), Pt(200)]
    assert uneven[1] > Pt(200)
    assert sum(uneven) == pytest.approx(Pt(400), abs=2)
    needed = METRICS.width("nearly 743,000 million", 1, bold=True) * Pt(20) + Pt(20)
    assert uneven[1] > needed * 1.01  # programs round widths differently


def test_key_figures_that_have_no_room_side_by_side_stand_in_two_rows() -> None:
    def columns(figure: str) -> int:
        cards = Cards((Card(text(figure), text("of dossiers"), text("June")),) * 4, HERE)
        table = find(body(write(document(cards), {}, brand(), LANGUAGES["en"])), "//w:tbl")[0]
        return len(find(table, "w:tblGrid/w:gridCol"))

    assert [columns("39.51%"), columns("743,000 million")] == [4, 2]


def test_titles_and_headings_have_the_font_of_headings() -> None:
    fonts = brand().fonts.model_copy(update={"heading": "Georgia"})
    written = write(document(), MEDIA, brand().model_copy(update={"fonts": fonts}), LANGUAGES["en"])
    styles = body(written, "word/styles.xml")
    named = set(find(styles, "//w:style[w:rPr/w:rFonts/@w:ascii='Georgia']/@w:styleId"))
    assert {"Title", "Heading1", "SummaryHeading", "TOCHeading"} <= named
    assert not {"Normal", "TableText", "Caption"} & named
    assert find(body(written, "word/theme/theme1.xml"), "//a:majorFont/a:latin/@typeface") == ["Georgia"]


def _headings_counted(levels: Sequence[ListLevel], headings: Sequence[int]) -> list[str]:
    """The numbers of headings of these levels where an imported reference counts them in one list."""
    roles = {f"heading-{number}": ("7", number - 1) for number in range(1, len(levels) + 1)}
    blocks = tuple(Heading(level, text("A heading"), HERE) for level in headings)
    lists = Lists(headings=roles, levels={"7": tuple(levels)})
    return [entry.heading_number for entry in outline(document(*blocks), LANGUAGES["en"].words, Marks(lists)).entries]


ROMAN = {
    1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI", 7: "VII", 8: "VIII", 9: "IX", 10: "X", 14: "XIV", 19: "XIX",
    20: "XX", 40: "XL", 44: "XLIV", 49: "XLIX", 50: "L", 60: "LX", 90: "XC", 99: "XCIX", 100: "C", 150: "CL",
    399: "CCCXCIX", 400: "CD", 444: "CDXLIV", 500: "D", 666: "DCLXVI", 780: "DCCLXXX",
}  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "numbers"),
    [
        ("upperRoman", ROMAN),
        ("lowerRoman", {number: roman.lower() for number, roman in ROMAN.items()}),
        ("upperLetter", {1: "A", 2: "B", 26: "Z", 27: "AA", 28: "BB", 52: "ZZ", 53: "AAA"}),
        ("lowerLetter", {1: "a", 14: "n", 26: "z", 27: "aa", 780: "z" * 30, 781: "z" * 30}),
        ("decimalZero", {0: "00", 1: "01", 9: "09", 10: "10", 100: "100"}),
        ("decimal", {0: "0", 1: "1", 100: "100"}),
    ],
)
def test_headings_of_a_reference_are_counted_in_its_format(format_: str, numbers: dict[int, str]) -> None:
    for number, written in numbers.items():
        assert _headings_counted([ListLevel(format_, number, "(%1)")], [1]) == [f"({written})"]


@pytest.mark.parametrize(
    ("levels", "headings", "numbers"),
    [
        ("%1. | %1.%2 | %1.%2.%3", [1, 2, 2, 3, 3, 2, 3, 1, 2, 3],
         "1. 1.1 1.2 1.2.1 1.2.2 1.3 1.3.1 2. 2.1 2.1.1"),
        ("%1. | %1.%2 | %1.%2.%3", [1, 3, 1, 3, 3], "1. 1.1.1 2. 2.1.1 2.1.2"),
        ("%1. | %2)", [2, 2, 1, 2], "1) 2) 1. 1)"),
    ],
)  # fmt: skip
def test_a_heading_begins_the_count_of_the_levels_under_it_anew(levels: str, headings: list[int], numbers: str) -> None:
    assert _headings_counted([ListLevel(text=text) for text in levels.split(" | ")], headings) == numbers.split()


def test_a_level_may_count_on_in_arabic_numbers_and_from_another_number() -> None:
    levels = [ListLevel("upperRoman", 3, "%1."), ListLevel("decimal", 5, "%1.%2"), ListLevel(text="%1.%2", legal=True)]
    assert _headings_counted(levels, [1, 2, 3, 2]) == ["III.", "III.5", "3.5", "III.6"]
    assert _headings_counted(levels[:1], [1, 2, 1]) == ["III.", "", "IV."]


def test_properties_of_runs_have_the_order_of_the_schema() -> None:
    begin, end = ["rStyle"], ["lang", "eastAsianLayout", "specVanish", "oMath"]
    assert [*begin, *inlines._ORDER, *end] == [name.removeprefix("w:") for name in order._RUN.split()]

"""Small documents for tests/details/documents.vi.txt: each ends in a written text, or in all that is refused about it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from test_official import ANNEXES, GIVEN, UNKNOWN
from test_word import (
    CARDS,
    HERE,
    MEDIA,
    brand,
    document,
    figure,
    items,
    paragraph,
    table,
    text,
)
from word_files import METRICS, write

from reports.brand import Brand
from reports.brand.word_reference.reference import word_reference
from reports.diagnostics import Place, Problems
from reports.document.model import (
    ADDRESS,
    Blocks,
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
    Inlines,
    Landscape,
    LanguageSpan,
    Link,
    ListBlock,
    Listing,
    Marked,
    Note,
    Official,
    PageBreak,
    Profile,
    Profiles,
    Quote,
    Reference,
    Script,
    Section,
    Sides,
    SpeakerNotes,
    Strong,
    Table,
    Text,
    Trace,
    TranslatedImage,
)
from reports.languages import LANGUAGES
from reports.word import check, outline
from reports.word.heading_numbers import Marks

SENTENCE = "Mỗi xã công bố kết quả hằng tháng để người dân theo dõi và góp ý về từng thủ tục hành chính"
SHARE = Figure("share", HERE, "fig-share", text("Một phần năm"), text("Nguồn: B"), "Bars: 39.51%.", text("Mở."))
PHOTO = Figure("picture:mai", HERE, "", text("Chị Mai"), text("Ảnh: Lan."), "Chị Mai", styles=("unnumbered",))
LONG_ALT = ". ".join([SENTENCE] * 4)
PICTURES = {
    **MEDIA,
    "share@landscape": replace(MEDIA["share"], width=250),
    "picture:mai": replace(MEDIA["share"], svg=b"", width=80, height=120),
    "share.en": replace(MEDIA["share"], width=200),
}


def heading(level: int, said: str, id_: str = "") -> Heading:
    return Heading(level, text(said), HERE, id_)


def listed(*blocks: Blocks, ordered: bool = True, start: int = 1, style: str = "", series: str = "") -> ListBlock:
    return ListBlock(ordered, blocks, HERE, style, series, start)


def wide(columns: int = 6, style: str = "evidence", word: str = "Chuyển-đổi-số-quốc-gia") -> Table:
    cells = tuple(text(word.replace("-", "\u2011")) for _ in range(columns))
    return Table(
        heads=(cells,), rows=(cells,), alignments=("left",) * columns, place=HERE, style=style, caption=text("Rộng")
    )


def both(said: str, other: str) -> Inlines:
    return (Text(said), Break(), LanguageSpan(text(other), "en", translation=True))


CASES: dict[str, Blocks] = {
    "page breaks": (PageBreak(HERE), paragraph("a"), PageBreak(HERE), listed(*items("b")), PageBreak(HERE), table(), PageBreak(HERE), Quote((paragraph("c"),), (), HERE)),
    "page breaks before nothing": (paragraph("a"), PageBreak(HERE), PageBreak(Place("x.md", 2)), paragraph("b"), PageBreak(Place("x.md", 3))),
    "landscape pages": (paragraph("a"), PageBreak(HERE), Landscape((PageBreak(HERE), paragraph("b"), SHARE, PageBreak(HERE)), HERE), PageBreak(HERE), paragraph("c")),
    "only landscape pages": (Landscape((heading(1, "A"), paragraph("b")), HERE),),
    "a wide table with its heading and a paragraph": (paragraph("a"), heading(1, "A"), heading(2, "B"), paragraph("lead"), wide(), paragraph("b")),
    "a wide table right after two paragraphs": (heading(1, "A"), paragraph("a"), paragraph("b"), wide(), wide(), SHARE),
    "a wide table that begins the document": (heading(1, "A"), paragraph("lead"), wide(), paragraph("b")),
    "a wide table first": (wide(), paragraph("b")),
    "a wide table in a box": (paragraph("a"), Box("sidebar", (wide(),), HERE)),
    "tables too wide for any page": (wide(9, ""), wide(15), wide(12, "small")),
    "speaker notes and an unknown table": (paragraph("a", style="lead"), SpeakerNotes((paragraph("b"),), Place("x.md", 4)), table(style="evidens")),
    "tables": (
        table(rows=20), replace(table("b", ""), source=()), replace(table("c"), widths=(1, 3), alignments=("center", "right")),
        Table(heads=((text(SENTENCE), text("a")),), rows=((text(SENTENCE * 3), text(SENTENCE)), (text("b"), text(SENTENCE * 2))), alignments=("left", "right"), place=HERE),
        Table(heads=((text("Số"), text("b"), text("c")),), rows=((text("1"), text(SENTENCE * 3), text("d")),), alignments=("right", "left", "right"), place=HERE),
        Table(heads=((text("Số"), text("b")),), rows=((text("1"), text("2")),), alignments=("right", "right"), place=HERE), wide(4, ""),
    ),
    "lists in lists": (
        paragraph("Gồm:"), listed((paragraph("một"), paragraph("tiếp"), listed(*items("a", "b")), listed(*items("x"), ordered=False)), (paragraph("hai"),), start=5),
        listed(*items("ba"), ordered=False), listed((paragraph("bốn"), listed((paragraph("c"), listed((paragraph("d"), listed(*items("e"))))))), ordered=False),
    ),
    "what is in items": (
        listed((paragraph("một"), table(), SHARE, CARDS), (paragraph("hai"), Quote((paragraph("a"),), text("b"), HERE), Columns(((paragraph("l"),), (paragraph("r"),)), HERE), heading(2, "H"))),
    ),
    "lists of one series": (listed(*items("a", "b"), series="s"), paragraph("x"), listed(*items("c"), series="s", start=3), listed(*items("d"), start=3)),
    "a long list": (listed(*items(*(f"mục {n}" for n in range(1, 28)))), Box("summary", (listed(*items("a", "b"), start=4),), HERE)),
    "sources": (paragraph(Reference("source-vna"), " và ", Cite(("x",), text("[2]"))), listed(*items("Nguồn một", "Nguồn hai"), style="sources", series="n"), listed(*items("Nguồn ba"), style="sources", series="n")),
    "boxes": (
        Box("sidebar", (CARDS, heading(3, "H"), listed(*items("a"), ordered=False), table()), HERE), Box("difference", (paragraph("a"), Quote((paragraph("b"), listed(*items("c"))), text("d"), HERE)), HERE),
        Box("proposal", (SHARE, Columns(((paragraph("l"),), (paragraph("r"),)), HERE)), HERE), Box("summary", (heading(1, "A"), heading(2, "B"), heading(3, "C"), CARDS, CARDS), HERE),
    ),
    "quotations": (Quote((paragraph("a"), heading(2, "H"), listed(*items("b"), ordered=False)), (), HERE), Quote((listed(*items("c")),), text("Ai đó"), HERE)),
    "columns": (
        Columns(((heading(2, "L"), paragraph("l")), (paragraph("r"), listed(*items("x")))), HERE), Columns(((paragraph("l"),), (paragraph("m"),), (paragraph("r"),)), HERE),
        Columns(((table(),), (paragraph("r"),)), HERE), Columns(((Quote((paragraph("q"),), text("s"), HERE),), (listed((paragraph("a"), SHARE)),)), HERE),
    ),
    "one to nine cards": tuple(Cards((Card(text(figure("39,51%")), text("hồ sơ"), ()),) * count, HERE) for count in range(1, 10)),
    "cards with long figures": (
        Cards(tuple(Card(text(said), text("a"), text("b")) for said in ("1", "khoảng 39,51 triệu hồ sơ", "2", "3")), HERE),
        Cards((Card(text("khoảng 39,51 triệu đồng một hồ sơ trực tuyến"), text("a"), ()), Card(text("khoảng 39,51 triệu đồng một hồ sơ trực tuyến"), text("a"), ())), HERE),
        Cards((Card((), (), ()),), HERE),
    ),
    "profiles": (
        Profiles((Profile(text("A"), text("B"), text(SENTENCE), ()), Profile(text("C"), (), (), (), (PHOTO,))), HERE),
        Profiles((Profile(text("A"), text("B"), text("c"), text(figure("khoảng 39,51 triệu đồng"))), Profile(text("Người-có-tên-dài-không-có-khoảng-trống"), (), text("d"), ())), HERE),
    ),
    "notes": (
        paragraph("a", Note(text("Một."), "l"), "b", Note(text("Một."), "l"), Note((*text("Hai "), Strong(text("x")), figure("7"))), Note(text("Ba."), own=True)),
        heading(2, "H"), table("n", "Có ghi chú"), listed((paragraph("c", Note(text("Bốn."), "m")),), (paragraph("d", Note(text("Bốn."), "m")),)),
    ),
    "inlines": (
        paragraph(
            Script(text("2"), "superscript"), Script(text("3"), "subscript"), Strong((Emphasis(text("cả hai")), Text(" đậm"))), Link(text("đi"), "https://d.vn?a&b"), Link(text("h"), "#h"),
            LanguageSpan(text("English"), "en"), Marked("https://e.vn", Trace("source", "vna", ADDRESS)), Marked("x", Trace("plain", "x")), figure("39,51%", "x" * 80), figure("39,51%"), Break(), Text(""),
            Link((Marked("7", Trace("fact", "f", "number", "7")),), "https://d.vn?a&b"), Marked("Huế", Trace("place", "hue", "short")), Marked("ngày", Trace("date", "2025-10-21", "long")),
        ),
        heading(2, "H", "h"), paragraph(Reference("h"), Reference("fig-share"), Reference("gap")), SHARE, table(),
    ),
    "no such target": (paragraph("a", Reference("gapp")), table()),
    "a link to nowhere": (paragraph("a", Link(text("b"), "#fig-shar", Place("x.md", 8))), SHARE),
    "pictures": (
        replace(SHARE, alt=LONG_ALT), PHOTO, replace(PHOTO, styles=("unnumbered", "full")), replace(SHARE, id="b", styles=("full",), caption=text("Rộng.")),
        replace(PHOTO, caption=(), source=(), note=text("x")), replace(PHOTO, styles=(), id="pic-mai"), Box("sidebar", (replace(SHARE, id="c", styles=("full",)),), HERE),
        listed((paragraph("a"), replace(SHARE, id="d", styles=("full",)))), replace(PHOTO, caption=text("Hỏi?"), source=()), replace(PHOTO, caption=(), source=()), paragraph("hết"), Landscape((replace(SHARE, id="e", styles=("full",)),), HERE),
    ),
    "lists of figures that are empty": (Listing("figures", HERE), Listing("contents", HERE), Listing("tables", HERE), paragraph("a")),
    "contents": (
        Listing("contents", HERE), Listing("tables", HERE), heading(1, "A & B", "results"), heading(2, "C", "1-2"), heading(3, "D", "Results"), heading(4, "E", "x" * 50), heading(1, "F", "có dấu"),
        Box("summary", (heading(1, "G"),), HERE), Box("sidebar", (heading(3, "H"),), HERE), table(), table("gap", "Hai"), paragraph(Reference("có dấu"), Reference("Results")),
    ),
    "a long table of contents": (Listing("contents", HERE), *(heading(1 + n % 2, f"Mục {n}") for n in range(14))),
}  # fmt: skip
OFFICIAL: dict[str, tuple[Official, Blocks]] = {
    "no superior agency, no addressees, no recipients": (replace(GIVEN, superior=(), addressees=(), recipients=(), circulation=()), (paragraph("Hết."),)),
    "one addressee": (replace(GIVEN, addressees=GIVEN.addressees and GIVEN.addressees[:1], signer=()), (listed(*items("a.", "b;")),)),
    "a blank addressee": (UNKNOWN, (table(),)),
    "a long agency": (replace(GIVEN, agency=text(SENTENCE), subject=text(SENTENCE * 2)), (Landscape((paragraph("Hết", Note(text("x"))),), HERE),)),
    "a text that ends in a note": (GIVEN, (heading(1, "A"), paragraph("Hết; ", Note(text("x")), Note(text("y"))))),
    "a text that ends in a figure": (GIVEN, (paragraph("a"), SHARE)),
    "a text that ends in a word in bold": (GIVEN, (paragraph("a. ", Strong(text("b."))),)),
    "a text that ends in a nested list": (GIVEN, (listed((paragraph("a"), listed(*items("b."), ordered=False))), Box("sidebar", (heading(3, "Việc:"), paragraph("c"), heading(3, "D:"), heading(3, "E"), listed((paragraph("g."), SHARE))), HERE))),
    "a text that ends in sources": (GIVEN, (listed(*items("a."), style="sources"),)),
    "all kinds": (
        GIVEN,
        (
            paragraph("a", style="lead"), CARDS, Profiles((Profile(text("A"), (), text("b;"), ()), Profile(text("C"), text("D"), (), text("7"), (SHARE,))), HERE),
            Quote((paragraph("q", style="lead"),), text("s"), HERE), Columns(((paragraph("l", style="lead"),), (table(),)), HERE), Box("summary", (heading(1, "A"), heading(2, "B"), paragraph("c")), HERE),
            Box("difference", (heading(3, "Khác:"), listed(*items("x"))), HERE), listed((paragraph("a"), Box("sidebar", (paragraph("y"),), HERE)), *items(*"bcdefgh")), Landscape((CARDS,), HERE), PageBreak(HERE), heading(1, "Z"), *(heading(3, f"n{n}") for n in range(9)),
        ),
    ),
    "contents": (GIVEN, (Listing("contents", HERE), Listing("figures", HERE), paragraph("a"))),
}  # fmt: skip


def _sides() -> Blocks:
    """Two languages side by side."""
    one, two = (Heading(level, (LanguageSpan(text(said), "en"),), HERE) for level, said in ((1, "One"), (2, "Two")))
    rows = (
        ((heading(1, "Một", "one"),), (one,)), ((paragraph("a:"),), (paragraph("b:"),)), ((listed(*items("x", "y")),), (listed(*items("z", "w")),)),
        ((paragraph(*[SENTENCE] * 9),), ()), ((Quote((paragraph("q"),), text("s"), HERE),), (two, paragraph("c"))),
    )  # fmt: skip
    translated = replace(SHARE, caption=both("Một", "One"), source=both("Nguồn", "Source"), note=both("Mở", "Open"))
    both_images = replace(translated, translations=(TranslatedImage("share", "en", "A fifth"),), id="two")
    return (
        Heading(1, both("Đầu", "First"), HERE, "first"), Sides(rows, HERE), Box("summary", (Sides(rows[:2], HERE),), HERE), Box("sidebar", (Sides(rows[1:3], HERE),), HERE), translated, both_images,
        replace(table("t"), caption=both("Bảng", "Table"), source=both("N", "S")), replace(table("u"), caption=(LanguageSpan(text("Only"), "en"),)),
        paragraph("a", Break(), LanguageSpan(text("b"), "en", translation=True)), listed((paragraph("a", Break(), LanguageSpan(text("b"), "en", translation=True)),)), Listing("contents", HERE), Listing("figures", HERE), paragraph(Reference("one"), Reference("two")),
        replace(PHOTO, caption=both("Chị", "Ms"), source=both("Ảnh", "Photo")),
    )  # fmt: skip


def documents() -> dict[str, tuple[Document, Brand]]:
    """Each document with the brand that it is written with."""
    ours = brand()
    plain, many = document(paragraph("a", Note(text("b"))), code="vi"), document(*CASES["contents"], code="vi")
    empty = replace(plain, sections=())
    said = {"no text": (empty, ours), "official: no text": (replace(empty, official=GIVEN), ours)}
    said |= {name: (document(*blocks, code="vi"), ours) for name, blocks in CASES.items()}
    for name, (official, blocks) in OFFICIAL.items():
        text_ = replace(document(*blocks, code="vi"), official=official)
        said[f"official: {name}"] = (replace(text_, meta=replace(text_.meta, version="2.1", status=())), ours)
    annex = Section(
        "b", (heading(1, "Phụ"), heading(2, "Mục"), paragraph("a"), Landscape((paragraph("b"),), HERE)), annex=True
    )
    untitled = Section("c", (), annex=True, place=Place("x.md", 1))
    wrong = Section("d", (paragraph("a"), heading(1, "A"), heading(1, "B")), annex=True, place=Place("x.md", 2))
    official = replace(plain, official=GIVEN)
    stated = replace(plain.meta, agency=text("Sở"), status=text("Dự thảo"), version="2.1", short_title="Ngắn")
    unsaid = replace(plain.meta, subtitle=(), audience=(), status=(), keywords=())
    other = replace(plain.meta, title=text("English"), subtitle=text("Two"), audience=text("All"))
    logo = ours.model_copy(update={"word": ours.word.model_copy(update={"free_above": 12.0})})
    return said | {
        "endnotes": (replace(plain, notes="endnotes"), ours),
        "an agency, a status, a version": (replace(plain, meta=stated), logo),
        "nothing but a title": (replace(plain, meta=unsaid), ours),
        "annexes in the house form": (replace(plain, sections=(*plain.sections, annex)), ours),
        "one annex": (replace(official, sections=(*plain.sections, annex)), ours),
        "two annexes": (replace(official, sections=(*plain.sections, annex, replace(ANNEXES, blocks=ANNEXES.blocks[:3]))), ours),
        "annexes without a title or without text": (replace(official, sections=(*plain.sections, untitled, wrong)), ours),
        "a page break at the end of an annex": (replace(official, sections=(*plain.sections, replace(annex, blocks=(*annex.blocks, PageBreak(Place("x.md", 5)))))), ours),
        "numbered headings": (replace(many, number_headings=True), ours.with_numbered_headings()),
        "two languages": (replace(document(*_sides(), code="vi"), language="vi-en", translations=(("en", other),)), ours),
    }  # fmt: skip


def written() -> Iterator[tuple[str, dict[str, bytes] | list[str]]]:
    """The parts of each document, or what is refused about it."""
    for name, (said, looks) in documents().items():
        pages = {"results": 3, "_contents_1": 4} if name in ("contents", "numbered headings") else None
        try:
            check(said, looks, METRICS)
            yield name, write(said, PICTURES, looks, LANGUAGES["vi"], pages=pages)
        except Problems as problems:
            yield name, [f"{each.place}: {each.message} ({each.hint})" for each in problems.diagnostics]


def outlines() -> Iterator[str]:
    """The outline of each document that has one."""
    for name, (said, looks) in documents().items():
        form = "official" if said.official else "house"
        marks = Marks.of(word_reference(looks, form), LANGUAGES["vi"].words, official=bool(said.official))
        found = outline(said, LANGUAGES["vi"].words, marks)
        if found.entries:
            yield f"== {name}: {found.starts(said)}"
        for each in found.entries:
            names = "; ".join(f"{name.language}|{name.text}|{name.reference}|{name.bookmark}" for name in each.names)
            yield f"{each.listing} {each.level} {each.number} {each.heading_number} {each.switches}: {names}"

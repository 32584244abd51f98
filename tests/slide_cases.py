"""Small decks for tests/details/decks.vi.txt: each ends in whole slides, or in all that is refused about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from conftest import sources_by_fact
from msgspec.structs import replace
from test_slide_text import DEEP, REFUSED, dashes, numbers, spoken
from test_slides import (
    LONG,
    PLACE,
    REFUSED_SLIDES,
    SENTENCE,
    SHARED_OUT,
    SOURCES,
    _ranks,
    _with,
    cards,
    chart,
    document,
    figure_of,
    items,
    profiles,
    table,
    text,
    title,
    words,
)

from reports.brand import Brand
from reports.brand.measure import Metrics
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
    Evidence,
    Figure,
    Heading,
    LanguageSpan,
    Link,
    Listing,
    Marked,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Script,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)
from reports.facts.signs import Gauge
from reports.languages import LANGUAGES
from reports.powerpoint.slides.deck import slides
from reports.powerpoint.slides.model import Bar, Deck, Fill, Line, PictureFill, TableFill, TextFill

LETTERS = f"{SENTENCE}. {SENTENCE}. {SENTENCE}. {SENTENCE}."
PHOTO = Figure("picture:mai", PLACE, "pic-mai", words("Chị Mai"), words("Ảnh: Chị Lan."), "Chị Mai mở lớp")
MAP = replace(PHOTO, image="picture:map", styles=("whole",), note=words("Số liệu tháng 6."), alt=LETTERS)
SHARE, TEAMS = figure_of("share", "39,51%"), figure_of("teams", "93.500")
SOURCED = items("Nguồn một", "Nguồn hai", ordered=True, style="sources")
PORTRAIT = Profile(words("Lò Thị Mai"), words("Điện Biên"), words("Mở lớp"), (SHARE,), (PHOTO,))
EVIDENCE = (
    Evidence("share", "39,51%", "tỷ lệ", "6/2025", "cả nước", "TTXVN", "39,51% hồ sơ"),
    Evidence("share", "", "hàng chục", "", "", "", ""),
    Evidence("target", "80%", "mục tiêu", "2025", "", "TTXVN", ""),
)
SIZES = {"picture:mai": (90.0, 20.0), "picture:map": (20.0, 90.0), "picture:tall": (20.0, 90.0)}
WRITTEN: Blocks = (
    title("Ảnh rộng"), PHOTO, title("Ảnh cao"), replace(PHOTO, image="picture:tall"), title("Bản đồ"), MAP,
    title("Dấu"), text("a", Note(words("Hai."), own=True)),
    Paragraph((
        Script(words("2"), "superscript"), Script(words("3"), "subscript"), LanguageSpan(words("English"), "en"), Text(""),
        Strong((Emphasis(words("cả hai")),)), Link((Strong(words("đậm")),), "https://d.vn/?a&b"),
        Marked("https://e.vn", Trace("source", "vna", ADDRESS)), Cite(("share",)),
    ), PLACE),
    title("Hai bảng"), Columns(((table(1),), (replace(table(1), alignments=("center", "left")),)), PLACE),
)  # fmt: skip
"""Slides that are written, beside those of test_powerpoint."""
GAUGES = {
    "open": Gauge(0.39, None, is_open=True), "aimed": Gauge(0.5, 0.8, is_open=False), "full": Gauge(1.0, 0.25, is_open=False), "none": Gauge(0.0, 0.02, is_open=True),
}  # fmt: skip


def gauge_of(trace: Trace) -> Gauge:
    return GAUGES[trace.ref]


def barred(count: int, label: str = "hồ sơ", styles: tuple[str, ...] = ()) -> Cards:
    """So many key figures with bars."""
    names = [*GAUGES, *GAUGES][:count]
    made = (
        Card(
            (SHARE,),
            words(label),
            words("2025"),
            words(f"mục tiêu {n}0%") if GAUGES[name].line else (),
            Trace("fact", name, "bar"),
        )
        for n, name in enumerate(names, 1)
    )
    return Cards(tuple(made), PLACE, styles)


CASES: dict[str, Blocks] = {
    "bars": tuple(block for count in range(1, 7) for block in (title(f"Có {count} thanh"), barred(count), title(f"Có {count} thanh bên chữ"), barred(count), text("b"))),
    "bars of other looks": (title("A"), barred(3, styles=("emphasis",)), title("B"), barred(4, styles=("equal",)), title("C"), barred(4, SENTENCE), title("D"), barred(2, f"{SENTENCE} {SENTENCE}"), text("d"), title("E"), replace(barred(1), cards=tuple(replace(card, figure=words("khoảng 39,51 triệu hồ sơ trực tuyến")) for card in barred(4).cards))),
    **{f"shared out: {layouts}": (title("Số"), *blocks) for blocks, layouts in SHARED_OUT},
    **{f"{count} {kind}": (title("Một câu"), *made(count)) for kind, made in LONG.items() for count in (2, 9)},
    **{f"refused: {message}": tuple(blocks) for blocks, message, _ in REFUSED_SLIDES},
    **{f"{what} in a box": (title("A"), Box("summary", (text("a"), block), PLACE)) for block, what, _ in REFUSED},
    "an agenda": (
        title("Vào đề", 1), title("Nội dung"), Listing("contents", PLACE), title("B"), text("b"),
        title("Việc", 1), spoken(text("Nói ", Note(words("Ba."), own=True))),
    ),
    "a list of figures": (title("Vào đề", 1), title("B"), Listing("figures", PLACE), text("b"), Listing("contents", PLACE)),
    "no agenda without sections": (title("Nội dung"), Listing("contents", PLACE)),
    "a title with a figure, and evidence": (
        Heading(1, (Text("Đạt "), SHARE), PLACE), title("A"), text(SHARE), chart(), spoken(text("Nói ", TEAMS)),
    ),
    "no titles": (title(" "), text("a"), title("a"), text("a"), title("A"), text("b")),
    "a section with content": (title("Phần", 1), items("a", "b"), spoken(text("a")), title("B"), spoken(text("b"))),
    "nowhere to lead to": (
        title("A"), text("a", Link(words("b"), "#b", Place("x.md", 3, 4)), Reference("c"), Link(words("d"), "https://d.vn")),
        items("a"), text(Strong((Reference("e", Place("x.md", 5, 6)),))),
    ),
    "notes in titles": (
        Heading(1, (Note(words("x")),), PLACE), Heading(2, (Text("A"), Strong((Note(words("x")),))), PLACE),
        Heading(3, (Text("B"), Note(words("x"), own=True)), PLACE), text("a"),
    ),
    "notes": (
        title("A"), text("a", Note(words("Hai."), own=True)), text("b", Note(words("Bốn."), "b")),
        dashes((text("c", Note(words("Bốn."), "b")), spoken(text("Nói", Note(words("Ba."), own=True))))),
        title("B"), text("d", Note((Text("Năm "), SHARE), own=True)), text("x", Cite(("teams", "share"))),
    ),
    "only speaker notes in a column": (title("A"), Columns(((text("a"),), (spoken(text("b")),)), PLACE)),
    "only speaker notes in an item": (title("A"), numbers("a", (spoken(text("b")),), "c")),
    "only speaker notes in a box": (title("A"), Box("sidebar", (spoken(text("a")),), PLACE)),
    "speaker notes beside words": (
        title("A"), Columns(((text("a"), spoken(text("x"))), (text("b"),)), PLACE), title("B"), numbers((text("a"), spoken(text("y"))), "c"),
        title("C"), Box("sidebar", (spoken(text("z")), text("a")), PLACE), title("D"), Quote((text("a"), spoken(text("w"))), (), PLACE),
    ),
    "lists": (
        title("A"), numbers((text("một"), dashes((text("gạch"), numbers("a", "b")), "gạch")), "hai", start=4), text("x:"),
        dashes((text("a"), text("b"), Heading(3, words("c"), PLACE)), (Quote((text("d"),), words("e"), PLACE),)),
        title("B"), numbers("một"), numbers("hai", start=2), numbers("bảy", start=7), text("x"), numbers("một"),
    ),
    "lists that run on": (title("A"), numbers("một", "hai"), numbers("một"), DEEP, dashes((numbers("a"),)), spoken(DEEP)),
    "lists that begin alike": (title("A"), numbers("ba", start=3), dashes("x"), numbers("ba", start=3), numbers("ba", start=3)),
    "a colon before the end of a page": (title("Việc"), items(*[SENTENCE] * 4), text("Hai điều nữa:"), items(SENTENCE, SENTENCE)),
    "a subheading before the end of a page": (title("Việc"), *[text(SENTENCE)] * 5, title("Mục", 3), text(SENTENCE), text("a")),
    "subheadings": (title("A"), title("B", 3), text("b"), title("C", 3), items("c"), title("D", 4), title("E", 3), text("e")),
    "columns": (title("A"), Columns(((title("Trái", 3), *[text(SENTENCE)] * 3), (table(9),)), PLACE)),
    "three columns": (title("A"), Columns(((text("a"),), (chart(),), (text(SHARE), text("c"))), PLACE)),
    "four columns": (title("A"), Columns(((text("a"),),) * 4, PLACE)),
    "three columns where two were asked for": (title("A", layout="two-columns"), Columns(((text("a"),),) * 3, PLACE)),
    "a chart beside text": (title("A"), Columns(((chart(),), (items("b"),)), PLACE)),
    "a photo beside text": (title("A"), Columns(((text("a"), text("b")), (PHOTO,)), PLACE)),
    "a chart beside two texts": (title("A"), Columns(((chart(),), (text("a"),), (text("b"),)), PLACE)),
    "two charts": (title("A"), Columns(((chart(),), (replace(chart(), image="more"),)), PLACE)),
    "a photo": (title("A"), PHOTO, title("B"), PHOTO, text("b"), title("C"), MAP, title("D"), MAP, text("d")),
    "a chart at three sizes": (title("A"), chart(), title("B"), chart(), text("b"), title("C"), Columns(((text("a"), text("b")), (chart(),), (chart(),)), PLACE)),
    "a chart in a box": (title("A"), Box("summary", (text("a"), chart(), text("b")), PLACE)),
    "a table in a box": (title("A"), Box("summary", (table(2),), PLACE)),
    "a second chart": (title("A"), chart(), text("b"), replace(chart(), place=Place("x.md", 9, 9))),
    "text beside a table": (title("A"), table(2), text("a"), title("B", layout="table"), table(1), text("a")),
    "a chosen layout": (title("A", layout="timeline"), chart(), title("B", layout="message-text-chart"), chart(), text("b")),
    "a layout that is wrong": (
        title("B", layout="message-chart"), chart(), text("b"), title("C", layout="two-columns"), text("c"),
        title("D", layout="section"), text("d"), title("E", layout="nowhere"), text("e"), title("F", layout="message-chart"), cards(2),
    ),
    "a chart in a layout for text beside it": (title("A", layout="message-text-chart"), chart()),
    "cards": (
        title("A"), Cards((Card((SHARE,), words("hồ sơ"), ()), Card((TEAMS,), words("đội"), words("2025"))), PLACE), text("Vì sao"),
        *[text(SENTENCE)] * 4, title("C"), cards(6), title("D", layout="cards-4"), cards(3), title("E", layout="cards-4-text"), cards(2), text("x"),

    ),
    "cards in a layout without text": (title("F", layout="cards-3"), cards(3), text(SENTENCE)),
    "cards and a table": (title("B"), cards(3), table(1)),
    "more cards than the chosen layout holds": (title("E", layout="cards-2"), cards(3)),
    "one profile": (title("A"), profiles(1)),
    "no cards": (title("F"), Cards((), PLACE)),
    "cards that are too long": (title("A"), Cards((Card((SHARE,), words(SENTENCE), ()), Card((SHARE,), words(LETTERS), ())), PLACE)),
    "profiles": (
        title("B"), Profiles((PORTRAIT,) * 2, PLACE), title("C"), Profiles((PORTRAIT, *profiles(4).profiles), PLACE),
    ),
    "text beside profiles": (title("D"), profiles(2), text("d")),
    "profiles that are too long": (title("E"), Profiles((replace(PORTRAIT, text=words(LETTERS), picture=()),) * 4, PLACE)),
    "profiles with pictures that are too long": (title("E"), Profiles((replace(PORTRAIT, text=words(LETTERS)),) * 4, PLACE)),
    "a quotation": (
        title("A"), Quote((text("Hai việc:"), numbers("nộp", "chờ", start=2)), words("Chị Lan"), PLACE),
        title("B"), Quote((text("Xong."),), (), PLACE),
    ),
    "quotations in text": (title("A"), text("x:"), dashes((text("a"), Quote((text("b"),), (), PLACE)), (text("c"), Quote((spoken(text("d")),), (), PLACE)), (text("e"), Quote((text("f"),), words("g"), PLACE)))),
    "a quotation that is too long": (title("C"), Quote((text(LETTERS), text(LETTERS)), (), PLACE), title("D"), Quote((text("x"),), (), PLACE), text("y")),
    "tables": (
        title("A"), _ranks(), title("B"), _ranks((0.1, 0.2, 0.5, 0.2)), title("D"), replace(table(5), caption=words("Tên bảng"), source=words("Nguồn: Y; X.")),
        title("E"), replace(table(20), rows=(*table(3).rows, ((Strong(words(LETTERS)),), words("x")), *table(9).rows)),
    ),
    "tables with long texts": (
        title("A"), Table(heads=(tuple(map(words, "abcd")),), rows=tuple(tuple(map(words, row)) for row in ((SENTENCE, "Huế", LETTERS, "x y z"), ("Một", SENTENCE, "hai", f"{SENTENCE}."))), alignments=("left", "center", "right", "left"), place=PLACE),
        title("B"), Table(heads=((words("Số"), words("a")),), rows=((words("1"), words(LETTERS)), (words("2"), words(LETTERS * 2))), alignments=("right", "left"), place=PLACE, widths=(1, 3)),
        title("C"), Table(heads=((words("a"), words("b"), words("c")),), rows=((words(LETTERS), words(SENTENCE), words(LETTERS)),) * 3, alignments=("left",) * 3, place=PLACE),
    ),
    "no rows": (title("C"), table(0)),
    "tables that do not fit": (
        title("A"), Table(heads=(tuple(words(f"Cột {n}") for n in range(9)),), rows=(), alignments=("left",) * 9, place=PLACE),
        title("B"), Table(heads=((words("x"), words("y")),), rows=((words("a"), words(" ".join([LETTERS] * 9))), (words("b"), words("c"))), alignments=("left", "right"), place=PLACE),
        title("C"), Table(heads=((words("dài" * 60),),), rows=((words("a"),),), alignments=("left",), place=PLACE),
    ),
    "sources": (title("A"), SOURCED, title("B"), SOURCED, text("Cách tra ", SHARE), *[text(SENTENCE)] * 9),
    "sources beside a table": (title("C"), SOURCED, table(1)),
    "inlines": (
        title("Chữ"),
        Paragraph((
            Strong((Text("đậm "), SHARE)), Break(), Emphasis(words("nghiêng")), Script(words("2"), "superscript"),
            LanguageSpan(words("English"), "en"), Cite(("share",)), Cite(("teams",), words("[2]")),
            Marked("TTXVN, 2025", Trace("source", "vna", "short")), Text("; khác."),
        ), PLACE),
    ),
    "source lines": (
        title("A"), replace(chart(source="Nguồn: X; TTXVN, 27/7/2025 ; Y."), note=(Text("Chú thích "), Cite(("teams",)))),
        text(SHARE, TEAMS),
        title("B"), replace(chart(), source=(Strong(words("Sở; Bộ")), Text(" tính;  khác. ")), note=words(".")),
        title("C"), replace(table(1), source=(Text("Nguồn:"), Strong(words("Sở"))), caption=words("c")),
    ),
    "speaker notes": (
        title("A"), text("x"),
        spoken(
            replace(table(2), caption=words("Tên bảng"), source=words("Nguồn bảng")), replace(chart(), note=words("Ghi chú")),
            Cards((Card((SHARE,), (), words("2025")), Card((), (), ())), PLACE), Cards((), PLACE), Profiles((PORTRAIT,), PLACE), Columns(((text("trái"),), (text("phải"),)), PLACE),
            Quote((text("Lời nói."),), words("Chị Lan"), PLACE), Box("sidebar", (Heading(3, words("Đề mục"), PLACE), spoken(text("trong"))), PLACE),
            numbers("một", (text("hai"), dashes("gạch", "gạch")), start=3), replace(table(1), heads=((words("h"), ()),), rows=((words("a"), words("b")),)),
        ),
    ),
    "words at the ends of lines": (
        title("Địa phương là nơi khoảng cách lớn nhất, vì dữ liệu chưa dùng lại được"), text(f"{SENTENCE} hành chính công"),
        text(Strong(words(f"{SENTENCE} hành chính công"))), text(Strong(words(SENTENCE)), Emphasis(words(" hành chính")), Text(" công.")),
        title(f"{SENTENCE}, rồi đến các"), items(*[SENTENCE] * 9),
    ),
    "words that are too long": (title(f"{SENTENCE} {SENTENCE} a"), text("a"), title("B"), text("dài" * 60, "a"), text("rộng" * 50)),
}  # fmt: skip
WRITTEN = (*WRITTEN, title("Bốn thanh"), barred(4), title("Thanh bên chữ"), barred(4), text("b"))
ONLY_TITLES = {"title": (0.6, 2.0, 9.05, 1.9)}


def _brands(brand: Brand) -> dict[str, tuple[Brand, Document]]:
    """Brands that lack what ours has, each with a document that feels it."""
    at = {key: layout.boxes for key, layout in brand.slides.layouts.items()}
    cover = {"title": at["title"]["title"], "subtitle": (0.6, 4.3, 9.05, 2.0)}
    bare = _with(brand, title={"boxes": cover, "without": ["source", "date"]}, section={"boxes": ONLY_TITLES})
    known = {
        key: layout
        for key, layout in brand.slides.layouts.items()
        if key not in ("photo", "photo-text", "three-columns")
    }
    imported = brand.model_copy(update={"slides": brand.slides.model_copy(update={"layouts": known})})
    low = {f"key-{n}-text": {"boxes": {box: (*size[:3], 0.5 if box != "body" else size[3]) for box, size in at[f"key-{n}-text"].items()}} for n in (1, 2, 3, 4)}  # fmt: skip
    thin = {key: {"boxes": {**at[key], "body": (0.6, 1.75, 1.0, 4.0)}} for key in ("message-text-chart", "message-text-wide-chart")}  # fmt: skip
    blocks = title("Phần", 1), title("A"), PHOTO, title("B"), PHOTO, text("b")
    told = document(*blocks)
    stated = replace(told, meta=replace(told.meta, agency=words("Sở"), status=words("Dự thảo"), version="2.1", short_title="Ngắn"))  # fmt: skip
    return {
        "a title slide with two boxes": (bare, replace(stated, sections=document(title("Phần", 1), title("A"), text("a")).sections)),
        "an agency, a status and a version": (brand, replace(stated, sections=document(title("Phần", 1)).sections)),
        "a version alone": (brand, replace(told, meta=replace(told.meta, version="2.1", subtitle=()), sections=())),
        "no layouts for photos": (imported, told),
        "cards without room beside text": (_with(brand, **low), document(title("A"), cards(3), text("b"))),
        "little room beside a chart": (_with(brand, **thin), document(title("A"), chart(), text(SENTENCE), text("b"))),
        "a long short title": (brand, replace(told, meta=replace(told.meta, short_title=SENTENCE * 3, short_title_place=Place("r.yaml", 9, 3)))),
        "long titles": (brand, replace(told, meta=replace(told.meta, title=words(LETTERS), subtitle=words(LETTERS * 2), place=Place("r.yaml", 2, 3)))),
    }  # fmt: skip


def decks(brand: Brand, metrics: Metrics) -> Iterator[str]:
    """What becomes of each small deck, line by line."""
    placed = {
        name: (replace(each, place=Place("deck/vi/progress.md.j2", n)) for n, each in enumerate(blocks, 1))
        for name, blocks in CASES.items()
    }
    cases = {name: (brand, document(*blocks, evidence=EVIDENCE)) for name, blocks in placed.items()} | _brands(brand)
    charts = {"gap": ("share", "target"), "more": ("teams",)}
    for name, (looks, whole) in cases.items():
        yield f"== {name}"
        sources = sources_by_fact(SOURCES)
        try:
            deck = slides(
                whole, looks, metrics, LANGUAGES["vi"], sources_of=sources, chart_facts=charts, gauge_of=gauge_of
            )
        except Problems as problems:
            yield from (f"{each.place}: {each.message} ({each.hint})" for each in problems.diagnostics)
        else:
            yield from _told(deck, cover=looks is not brand or whole.meta != document().meta)


def _told(deck: Deck, *, cover: bool) -> Iterator[str]:
    """Each slide after the title slide: a line for each box and for its notes."""
    for number, slide in enumerate(deck.slides):
        if number or cover:
            yield f"{number} {slide.layout}{f' ({slide.section})' if slide.section != deck.meta.running_title else ''}"
            for box, fill in slide.fills.items():
                if box not in ("footer", "date") or not number:
                    yield f"  {box}: {_fill(fill)}"
            if slide.notes:
                yield f"  notes: {_joined(map(_line, slide.notes))}"


def _fill(fill: Fill) -> str:
    match fill:
        case TextFill():
            sizes = f" in {'/'.join(f'{style.size:g}' for style in fill.styles)}" if fill.styles else ""
            narrower = f" narrower by {fill.narrower.pt:.1f}" if fill.narrower is not None else ""
            return f"{_joined(map(_line, fill.lines))}{sizes}{narrower}{_bar(fill.bar) if fill.bar else ''}"
        case PictureFill():
            return f"{fill.name} of {fill.image}{' filled' * fill.filled}: {_short(fill.alt)} ({len(fill.alt)})"
        case TableFill():
            widths, heights = (", ".join(f"{length.pt:.1f}" for length in each) for each in (fill.widths, fill.heights))
            cells = _joined(" | ".join(_short(plain(cell)) for cell in row) for row in fill.table.all_rows)
            return f"{fill.alt}: {widths} x {heights}; {' '.join(fill.table.alignments)}: {cells}"


def _bar(bar: Bar) -> str:
    """The bar of a key figure, and the places of it and its words in points."""
    places = (bar.at.box, *((bar.at.words,) if bar.at.words else ())) if bar.at else ()
    shown = "; ".join(" ".join(f"{length / 12700:.1f}" for length in place) for place in places)
    size = f" of {bar.at.size:g}" if bar.at else ""
    return (
        f" – bar {bar.gauge.share} {bar.colour}{' beside' * bar.beside}: {plain(bar.alt)}: {shown or 'nowhere'}{size}"
    )


def _line(line: Line) -> str:
    """The level, depth and number of a line, and its words."""
    mark = f"{'>' * line.depth}{'' if line.marked else '-'}{'' if line.start is None else f'{line.start}.'}"
    return f"[{line.level}{mark}] {_short(plain(line.text))}"


def _short(said: str) -> str:
    said = said.replace("\u00a0", "~")
    return said if len(said) < 90 else f"{said[:20]} … {said[-14:]}"


def _joined(texts: Iterable[str]) -> str:
    """What is repeated is written once, with its count."""
    parts = ((text, len(list(same))) for text, same in groupby(texts))
    return " / ".join(text if count == 1 else f"{text} (× {count})" for text, count in parts)

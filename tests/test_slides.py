"""Document → deck: which layout a slide gets, where it is continued, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import sources_by_fact
from msgspec.structs import replace
from pptx.util import Emu, Pt

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics
from reports.brand.measure import Metrics
from reports.brand.slides import PHOTO
from reports.diagnostics import Findings, Place, Problems
from reports.document.model import (
    Block,
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
    Inline,
    Inlines,
    LanguageSpan,
    ListBlock,
    Listing,
    Marked,
    Meta,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Section,
    SpeakerNotes,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)
from reports.languages import LANGUAGES
from reports.powerpoint.slides.deck import chart_sizes, slides
from reports.powerpoint.slides.model import Deck, Line, Slide, TableFill, TextFill
from reports.powerpoint.slides.tables import table_fills
from reports.powerpoint.slides.text_frame import (
    TextFrame,
    any_of,
    continued,
    text_frame,
    with_whole_names,
    without_runt,
    wrapped,
)

ROOT = Path(__file__).parent.parent
PLACE = Place("deck/vi/progress.md.j2", 7, 1)
GRID = [0.6 + column * 1.02775 for column in range(12)]
Make = Callable[..., Deck]
Faults = Callable[..., list[tuple[str, str]]]
SENTENCE = "Mỗi xã công bố kết quả hằng tháng để người dân theo dõi và góp ý về từng thủ tục hành chính"


@pytest.fixture(scope="session")
def brand() -> Brand:
    return read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml")


@pytest.fixture(scope="session")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> Metrics:
    return load_metrics(tmp_path_factory.mktemp("cache"))


def words(text: str) -> Inlines:
    return (Text(text),)


def figure_of(fact: str, text: str) -> Marked:
    return Marked(text, Trace("fact", fact))


def title(text: str, level: int = 2, **attributes: str) -> Heading:
    return Heading(level, words(text), PLACE, attributes=tuple(attributes.items()))


def text(*inlines: str | Marked | Note | Cite | Strong) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), PLACE)


def items(*texts: str, ordered: bool = False, style: str = "") -> ListBlock:
    return ListBlock(ordered, tuple((text(each),) for each in texts), PLACE, style)


def chart(name: str = "gap", source: str = "TTXVN, 27/7/2025") -> Figure:
    return Figure(name, PLACE, "fig-1", words("Thông điệp"), words(source), "Biểu đồ: một nửa mục tiêu")


def cards(count: int) -> Cards:
    return Cards(
        tuple(Card((figure_of("share", "39,51%"),), words("hồ sơ"), words("2025")) for _ in range(count)), PLACE
    )


def profiles(count: int) -> Profiles:
    one = Profile(words("Lò Thị Mai"), words("Điện Biên"), words("Mở lớp buổi tối"), ())
    return Profiles((one,) * count, PLACE)


def table(rows: int) -> Table:
    row = (words("Hồ sơ trực tuyến"), (figure_of("share", "39,51%"),))
    return Table(
        heads=((words("Chỉ tiêu"), words("Kết quả")),), rows=(row,) * rows, alignments=("left", "right"), place=PLACE
    )


def document(*blocks: Block, evidence: tuple[Evidence, ...] = (), language: str = "vi") -> Document:
    meta = Meta(
        words("Hành trình chuyển đổi số"), words("Kết quả và việc cần làm"), date(2025, 10, 31), words("Lãnh đạo")
    )
    return Document("deck", language, meta, (Section("s", blocks),), evidence)


SOURCES = {
    "share": (Marked("TTXVN, 27/7/2025", Trace("source", "vna", "short")),),
    "teams": (Marked("VietNamNet, 10/2024", Trace("source", "net", "short")),),
}


@pytest.fixture(scope="session")
def make(brand: Brand, metrics: Metrics) -> Make:
    def made(*blocks: Block, **about: object) -> Deck:
        whole = document(*blocks, **about)
        charts = {"gap": ("share", "target")}
        return slides(
            whole, brand, metrics, LANGUAGES[whole.language], sources_of=sources_by_fact(SOURCES), chart_facts=charts
        )

    return made


@pytest.fixture
def faults(make: Make) -> Faults:
    """The messages and hints that making these blocks raises."""

    def found(*blocks: Block) -> list[tuple[str, str]]:
        with pytest.raises(Problems) as raised:
            make(*blocks)
        assert all(fault.place == PLACE for fault in raised.value.diagnostics)
        return [(fault.message, fault.hint or "") for fault in raised.value.diagnostics]

    return found


def _lines(slide: Slide, box: str) -> list[str]:
    fill = slide.fills.get(box)
    assert isinstance(fill, TextFill)
    return [plain(line.text) for line in fill.lines]


def evidence_of(slide: Slide) -> list[str]:
    """The facts whose figure is in the evidence in a slide's notes."""
    marks = [each.trace for line in slide.notes for each in line.text if isinstance(each, Marked)]
    return [mark.ref for mark in marks if (mark.kind, mark.form) == ("evidence", "value")]


def _words(slide: Slide, box: str) -> str:
    return "\n".join(_lines(slide, box))


@pytest.mark.parametrize(
    ("blocks", "layout"),
    [
        ([chart()], "message-chart"),
        ([text("Vì sao"), chart()], "message-text-wide-chart"),
        ([text(" ".join([SENTENCE] * 3)), chart()], "message-text-chart"),
        ([chart(), items("a")], "message-text-wide-chart"),
        ([cards(2)], "key-2"),
        ([cards(3)], "key-3"),
        ([cards(4), text("Vậy nên")], "key-4-text"),
        ([table(2)], "table"),
        ([profiles(6)], "profiles-6"),
        ([Quote((text("Xong rồi."),), words("Một người dân"), PLACE)], "position"),
        (
            [Quote((text(Marked("“Xong rồi.”", Trace("quotation", "share"))),), words("Một người dân"), PLACE)],
            "quotation",
        ),
        ([Columns(((text("a"),), (text("b"),)), PLACE)], "two-columns"),
        ([Columns(((text("a"),), (chart(),)), PLACE)], "message-text-wide-chart"),
        ([Columns(((text("a"),), (table(2),)), PLACE)], "two-columns"),
        ([Columns(((text("a"),), (table(2),), (chart(),)), PLACE)], "three-columns"),
        ([text("Chỉ có chữ")], "statement"),
        ([text(" ".join([SENTENCE] * 4))], "message-text"),
        ([items("Nguồn một", ordered=True, style="sources")], "sources"),
        ([items("Nguồn một", ordered=True, style="sources"), text("Cách tra")], "sources-text"),
    ],
)
def test_the_blocks_choose_the_layout(make: Make, blocks: list[Block], layout: str) -> None:
    assert make(title("Một câu"), *blocks).slides[1].layout == layout


def test_an_author_may_choose_the_layout(make: Make) -> None:
    assert make(title("Năm mốc", layout="timeline"), chart()).slides[1].layout == "timeline"


def test_the_first_slide_is_the_title_slide(make: Make) -> None:
    cover = make(title("Một câu"), text("a")).slides[0]
    assert (cover.layout, _words(cover, "title")) == ("title", "Hành trình chuyển đổi số")
    assert _lines(cover, "date")[0].startswith("Ngày\u00a031")


def test_sections_are_numbered_and_named(make: Make) -> None:
    deck = make(title("Vào đề", 1), title("A"), text("a"), title("Việc cần làm", 1), title("B"), text("b"))
    assert [slide.section for slide in deck.slides[1:]] == ["Vào đề", "Vào đề", "Việc cần làm", "Việc cần làm"]
    assert [_lines(s, "section-number") for s in deck.slides if s.layout == "section"] == [["1"], ["2"]]


def test_a_long_text_goes_on_evenly_on_a_second_slide(make: Make) -> None:
    first, second = make(title("Việc cần làm"), items(*[SENTENCE] * 6)).slides[1:]
    assert (len(_lines(first, "body")), len(_lines(second, "body"))) == (3, 3)
    assert _words(second, "title") == "Việc cần làm\u00a0(tiếp)"


def test_numbers_go_on_where_the_first_slide_stopped(make: Make) -> None:
    second = make(title("Việc cần làm"), items(*[SENTENCE] * 6, ordered=True)).slides[2]
    assert second.fills.get("body").lines[0].start == 4


def test_a_third_slide_is_numbered_so_that_titles_differ(make: Make) -> None:
    titles = [_words(slide, "title") for slide in make(title("Việc"), items(*[SENTENCE] * 12)).slides]
    assert titles[-1] == "Việc\u00a0(tiếp\u00a03)"
    assert len(set(titles)) == len(titles)


def _numbered(number: int) -> str:
    return f"Việc {number}: {SENTENCE}"


def _shown(deck: Deck) -> str:
    """What the slides after the title slide show besides titles and frame, in order."""
    texts: list[str] = []
    for slide in deck.slides[1:]:
        for box, fill in slide.fills.items():
            if isinstance(fill, TableFill):
                texts += [
                    plain(cell.text if isinstance(cell, Line) else cell) for row in fill.table.rows for cell in row
                ]
            elif isinstance(fill, TextFill) and box not in ("title", "source", "footer", "date"):
                texts += [plain(line.text) for line in fill.lines]
    return "\n".join(texts)


LONG: dict[str, Callable[[int], Sequence[Block]]] = {
    "paragraphs": lambda count: [text(_numbered(i)) for i in range(count)],
    "items": lambda count: [items(*map(_numbered, range(count)))],
    "steps": lambda count: [items(*map(_numbered, range(count)), ordered=True)],
    "beside a chart": lambda count: [items(*map(_numbered, range(count))), chart()],
    "left column": lambda count: [Columns((tuple(text(_numbered(i)) for i in range(count)), (text("b"),)), PLACE)],
    "right column": lambda count: [Columns(((text("a"),), tuple(text(_numbered(i)) for i in range(count))), PLACE)],
    "cards": lambda count: [Cards(tuple(Card(words(f"{i}%"), words(f"Việc {i}:"), ()) for i in range(count)), PLACE)],
    "profiles": lambda count: [Profiles(tuple(Profile(words(f"Việc {i}:"), words("Huế"), words("Mở lớp"), ()) for i in range(count)), PLACE)],
    "rows": lambda count: [Table(heads=((words("Chỉ tiêu"),),), rows=tuple((words(f"Việc {i}:"),) for i in range(count)), alignments=("left",), place=PLACE)],
    "sources": lambda count: [items(*map(_numbered, range(count)), ordered=True, style="sources")],
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("count", [2, 9])
def test_slides_that_are_continued_show_everything_once_and_in_order(make: Make, kind: str, count: int) -> None:
    deck = make(title("Một câu"), *LONG[kind](count))
    assert re.findall(r"Việc.(\d+):", _shown(deck)) == [str(i) for i in range(count)]
    pages = [_words(slide, "title").replace("\u00a0", " ") for slide in deck.slides[1:]]
    assert (
        pages == ["Một câu", "Một câu (tiếp)", *(f"Một câu (tiếp {n})" for n in range(3, len(pages) + 1))][: len(pages)]
    )


def test_a_line_that_ends_in_a_colon_stays_with_what_follows(make: Make) -> None:
    pages = make(title("Việc"), items(*[SENTENCE] * 4), text("Hai điều nữa:"), items(SENTENCE, SENTENCE)).slides[1:]
    assert all(_lines(page, "body")[-1] != "Hai điều nữa:" for page in pages)


def test_text_beside_a_chart_goes_on_without_the_chart(make: Make) -> None:
    first, second = make(title("Khoảng cách"), items(*[SENTENCE] * 5), chart()).slides[1:]
    assert (first.layout, second.layout) == ("message-text-chart", "message-text")


def test_a_table_goes_on_with_its_header(make: Make) -> None:
    first, second = (slide.fills.get("table") for slide in make(title("Kết quả"), table(13)).slides[1:])
    assert isinstance(first, TableFill)
    assert isinstance(second, TableFill)
    assert (len(first.table.rows), len(second.table.rows)) == (7, 6)
    assert first.table.heads == second.table.heads
    assert Emu(sum(first.widths)).inches == pytest.approx(12.133)


RANKS = (
    ("Locality", "Rank", "Ranking", "Edition"),
    ("Da Nang", "First, 4 years running", "In digital transformation, index not named", "Years not stated"),
    ("Ha Noi", "Top 10, first time", "Digital Transformation Index (DTI) of the Ministry of Information", "Not stated"),
    ("Hue", "Top 5", "In digital transformation, index not named", "Several years, not named"),
    ("Quang Ninh", "Top 10", "DTI 2024", "2024"),
)


def _ranks(widths: tuple[float, ...] = ()) -> Table:
    header, *rows = (tuple(words(cell) for cell in row) for row in RANKS)
    return Table(heads=(header,), rows=tuple(rows), alignments=("left",) * 4, place=PLACE, widths=widths)


def test_columns_give_room_to_the_one_with_the_longest_texts(brand: Brand, metrics: Metrics) -> None:
    frame = replace(text_frame(brand, "table", "table"), width=Pt(648), height=Pt(330))
    findings = Findings()
    (page,) = table_fills(_ranks(), frame, brand, metrics.times(1.17), "", findings)
    assert Emu(max(page.heights)).pt <= 4 * frame.styles[0].line + 2 * brand.slides.table.down
    assert sum(page.widths) == pytest.approx(frame.width, abs=2)
    findings.check()


def test_a_column_is_never_narrower_than_its_words(brand: Brand, metrics: Metrics) -> None:
    frame = replace(text_frame(brand, "table", "table"), width=Pt(470), height=Pt(400))
    findings = Findings()
    page, *_ = table_fills(_ranks((0.1, 0.2, 0.5, 0.2)), frame, brand, metrics, "", findings)
    assert (
        page.widths[0].pt > metrics.width("Locality", frame.styles[0].size, bold=True) + 2 * brand.slides.table.across
    )
    assert sum(page.widths) == pytest.approx(frame.width, abs=2)
    findings.check()


def test_words_that_are_together_wider_than_the_slide_are_refused(faults: Faults) -> None:
    long = "Nghiên-cứu-khoa-học-và-chuyển-giao-công-nghệ-thông-tin-và-truyền-thông-quốc-gia"
    wide = Table(
        heads=((words(long), words(long)),), rows=((words("1"), words("2")),), alignments=("left", "left"), place=PLACE
    )
    ((message, hint),) = faults(title("Bảng"), wide)
    assert re.match(r"the words of the table are \d+ pt wider than the box", message)
    assert hint == "use shorter words, or leave out a column"


SHARED_OUT = [
    ([cards(2)], "key-2"),
    ([cards(4)], "key-4"),
    ([cards(5)], "key-3 key-2"),
    ([cards(8)], "key-4 key-4"),
    ([cards(9)], "key-3 key-3 key-3"),
    ([cards(2), text("b")], "key-2-text"),
    ([cards(5), text("b")], "key-3-text key-2"),
    ([cards(9), text("b")], "key-3-text key-3 key-3"),
    ([profiles(2)], "profiles-2"),
    ([profiles(6)], "profiles-6"),
    ([profiles(7)], "profiles-4 profiles-3"),
    ([profiles(9)], "profiles-5 profiles-4"),
    ([chart(), *[text(SENTENCE)] * 9], "message-text-chart message-text message-text"),
    ([table(13)], "table table"),
    ([items(*[SENTENCE] * 9, ordered=True, style="sources"), text("x")], "sources-text sources"),
    ([Columns(((text(SENTENCE),) * 12, (text("b"),)), PLACE)], "two-columns two-columns two-columns two-columns"),
]


@pytest.mark.parametrize(("blocks", "layouts"), SHARED_OUT)
def test_what_needs_several_slides_is_shared_out_evenly(make: Make, blocks: list[Block], layouts: str) -> None:
    assert " ".join(slide.layout for slide in make(title("Số"), *blocks).slides[1:]) == layouts


def test_the_lines_of_a_title_are_about_equal_and_its_text_is_as_it_was(
    make: Make, brand: Brand, metrics: Metrics
) -> None:
    long = "Địa phương là nơi khoảng cách lớn nhất vì dữ liệu của cơ quan khác chưa dùng"
    fill = make(title(long), text("a")).slides[1].fills["title"]
    assert isinstance(fill, TextFill)
    assert plain(fill.lines[0].text) == long
    frame = text_frame(brand, "message-text", "title")
    assert len(wrapped(fill.lines[0], frame, metrics).lines[1].split()) <= 3
    first, second = wrapped(fill.lines[0], frame.without(fill.narrower), metrics).lines
    assert 0.8 <= len(first) / len(second) <= 1.25


def test_a_title_breaks_after_a_clause(make: Make, brand: Brand, metrics: Metrics) -> None:
    long = "Nghị quyết và khung kiến trúc đã ban hành; đề nghị xây dựng luật và nghị định đã được trình"
    fill = make(title(long), text("a")).slides[1].fills["title"]
    assert isinstance(fill, TextFill)
    frame = text_frame(brand, "message-text", "title").without(fill.narrower)
    assert wrapped(fill.lines[0], frame, metrics).lines[0].endswith("ban hành;")


@pytest.mark.parametrize("long", ["Một dòng", "Một dòng; và một mệnh đề nữa"])
def test_a_title_of_one_line_is_left_alone(make: Make, long: str) -> None:
    fill = make(title(long), text("a")).slides[1].fills["title"]
    assert fill == TextFill((Line((Text(long),)),))


def _narrow(brand: Brand, metrics: Metrics, words_: str) -> TextFrame:
    """The frame of a card's label, as wide as these words."""
    frame = text_frame(brand, "cards-4", "card-1")
    style = frame.style(Line((), 1))
    return replace(frame, width=Pt(metrics.width(words_, style.size) / 0.99))


def test_words_are_not_bound_where_they_are_wider_than_the_line(brand: Brand, metrics: Metrics) -> None:
    line = Line(words("Adults with a digital or electronic signature"), 1)
    narrow = _narrow(brand, metrics, "electronic signatur")
    assert without_runt(line, narrow, metrics, any_of(())) == line


def test_words_are_not_bound_where_another_would_stand_alone(brand: Brand, metrics: Metrics) -> None:
    line = Line(words("Dossiers handled fully online nationwide"), 1)
    assert without_runt(line, _narrow(brand, metrics, "online nationwide x"), metrics, any_of(())) == line


def test_no_word_stands_alone_where_a_font_proves_narrower_than_measured(brand: Brand, metrics: Metrics) -> None:
    line = Line(words("Địa phương: ai làm gì, làm ở đâu"), 1)
    narrow = _narrow(brand, metrics, "Địa phương: ai làm gì, làm")  # the font gets "ở" into the line as well
    assert without_runt(line, narrow, metrics, any_of(())) == line
    assert plain(without_runt(line, narrow, metrics, any_of(()), estimated=True).text).endswith("ở\u00a0đâu")


NOTHING_NAMED = any_of(())
BOUND = [
    ("the last words", [Text("Dossiers handled fully online ok")], "Dossiers handled fully online~ok"),
    ("in italics", [Text("Dossiers handled "), Emphasis(words("fully online ok"))], "Dossiers handled fully online~ok"),
    ("a bold word", [Text("Dossiers handled fully online "), Strong(words("ok"))], "Dossiers handled fully online~ok"),
    (
        "another language",
        [Text("Dossiers handled "), LanguageSpan(words("fully online ok"), "en")],
        "Dossiers handled fully online~ok",
    ),
    (
        "a figure",
        [Text("Dossiers handled online: "), Marked("39%", Trace("fact", "x", "full"))],
        "Dossiers handled online:~39%",
    ),
    (
        "after a break",
        [Text("Dossiers handled fully online"), Break(), Text("ok")],
        "Dossiers handled fully online ok",
    ),
    ("an address", [Text("Look at this site: https://a.example")], "Look at this site: https://a.example"),
    ("after an address", [Text("Look at this: https://a.example ok")], "Look at this: https://a.example ok"),
    ("three words", [Text("Dossiers handled ok")], "Dossiers handled ok"),
]


@pytest.mark.parametrize(("text_", "bound"), [case[1:] for case in BOUND], ids=[case[0] for case in BOUND])
def test_the_last_word_is_bound_to_the_one_before_it(
    brand: Brand, metrics: Metrics, text_: list[Inline], bound: str
) -> None:
    """But to no address, and not over a break."""
    line = Line(tuple(text_), 1)
    shown = plain(line.text).partition("\n")[0].removesuffix(" ok").removesuffix(" 39%")
    made = without_runt(line, _narrow(brand, metrics, shown), metrics, NOTHING_NAMED)
    assert plain(made.text).replace("\u00a0", "~") == bound


def test_a_name_is_not_divided_to_join_its_last_word(brand: Brand, metrics: Metrics) -> None:
    line, narrow = Line(words("The city of Ha Noi now"), 1), _narrow(brand, metrics, "The city of Ha Noi")
    assert plain(without_runt(line, narrow, metrics, NOTHING_NAMED).text) == "The city of Ha Noi\u00a0now"
    assert plain(without_runt(line, narrow, metrics, any_of(["Ha Noi"])).text) == "The city of Ha\u00a0Noi\u00a0now"


def test_the_words_of_a_name_stay_on_one_line_of_a_title(brand: Brand, metrics: Metrics) -> None:
    names = any_of(["chuyển đổi số", "Hà Nội", "số"])
    line = Line((Text("Năm nay, mọi địa phương "), Strong(words("chuyển đổi số")), Text(". Số ở Hà Nội")), 1)
    wide = _narrow(brand, metrics, "Năm nay, mọi địa phương chuyển đổi")
    bound = plain(with_whole_names(line, wide, metrics, names).text).replace("\u00a0", "~")
    assert bound == "Năm nay, mọi địa phương chuyển~đổi~số. Số ở Hà~Nội"
    narrow = _narrow(brand, metrics, "chuyển đổi")  # the name is wider than the line
    assert "chuyển\u00a0đổi\u00a0số" not in plain(with_whole_names(line, narrow, metrics, names).text)


def test_a_continued_title_is_not_bound_where_that_is_wider_than_the_line(brand: Brand, metrics: Metrics) -> None:
    frame = text_frame(brand, "table", "title")
    style = frame.style(Line(()))
    at = replace(frame, width=Pt(metrics.width("Responsibilities", style.size, bold=style.bold) / 0.99))
    assert plain(continued(words("Our Responsibilities"), 2, "(cont.)", at, metrics)).endswith("ties (cont.)")
    assert plain(continued(words("Our Responsibilities"), 3, "(cont.)", at, metrics)).endswith("ties (cont.\u00a03)")
    assert plain(continued(words("Our Responsibilities"), 2, "(cont.)", frame, metrics)).endswith("ties\u00a0(cont.)")


def test_the_source_line_names_each_source_once_in_order(make: Make) -> None:
    slide = make(
        title("Số"), text(figure_of("teams", "93.500"), Cite(("share",))), chart(source="Nguồn: X; TTXVN, 27/7/2025.")
    ).slides[1]
    assert _words(slide, "source") == "Nguồn: X; TTXVN, 27/7/2025; VietNamNet, 10/2024"


def test_the_evidence_is_that_of_the_facts_on_the_slide(make: Make) -> None:
    evidence = tuple(
        Evidence(fact, "39,51%", "tỷ lệ", "2025", "cả nước", "TTXVN", "39,51%") for fact in ("share", "target", "other")
    )
    deck = make(title("Biểu đồ"), chart(), title("Chữ"), text(figure_of("share", "39,51%")), evidence=evidence)
    assert [evidence_of(slide) for slide in deck.slides] == [[], ["share", "target"], ["share"]]


def test_notes_are_on_the_first_slide_and_footnotes_under_the_words_that_they_explain(make: Make) -> None:
    spoken = SpeakerNotes((text("Xin nói chậm."),), PLACE)
    noted = text("Chữ", Note(words("Tính từ hai số.")))
    first, second = make(title("Việc"), noted, items(*[SENTENCE] * 6), spoken).slides[1:]
    assert [plain(line.text) for line in first.notes] == ["Xin nói chậm."]
    assert [plain(line.text) for line in first.fills["source"].lines] == ["1 Tính từ hai số"]  # type: ignore[union-attr]
    assert "source" not in second.fills
    assert second.notes == ()


def test_fills_follow_the_reading_order(make: Make) -> None:
    slide = make(title("Khoảng cách"), chart(), text("Vì sao")).slides[1]
    assert list(slide.fills) == ["title", "body", "picture", "source", "footer", "date"]


def test_charts_are_as_large_as_their_boxes(make: Make, brand: Brand) -> None:
    deck = make(title("Khoảng cách"), chart())
    _, _, width, height = brand.slides.boxes("message-chart")["picture"]
    assert chart_sizes(deck, brand) == {"gap": (pytest.approx(width * 25.4), pytest.approx(height * 25.4))}


REFUSED_SLIDES: list[tuple[list[Block], str, str]] = [
    ([title("A", layout="mesage-text"), text("a")], 'no layout is called "mesage-text"', 'mean "message-text"?'),
    ([title("A", layout="table"), chart()], 'the layout "table" has no box for "picture"', "choose another layout"),
    ([title("A"), chart(), table(1)], "a slide can show only one chart", 'begin a slide with "## …"'),
    ([title("A"), table(1), text("a")], "there is no room for text beside this", "move the text to ::: notes"),
    ([title("A"), text("a"), title("A"), text("b")], "another slide has the same title", "the first is at"),
    ([title("A")], "this slide has a title and nothing else", "add content that supports the title"),
    ([title("A", 1), text("a")], "a section slide holds only", 'begin a slide with "## …"'),
    ([text("a")], "this comes before the first slide", 'begin a slide with "## …"'),
    ([title(" ".join([SENTENCE] * 4)), text("a")], "too long for the box", "fewer words"),
    ([title("A"), text(" ".join([SENTENCE] * 16))], "too long for the box", "fewer words"),
    ([title("A"), text("dài" * 60)], "is wider than the box", "shorter word"),
    ([title("A"), Listing("contents", PLACE), text("a")], "slides have no lists of figures or tables", "take it out"),
    ([title("A"), Paragraph((Reference("fig-1"),), PLACE)], '"fig-1" cannot be referred to', "say it in words"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "message", "hint"), REFUSED_SLIDES)
def test_what_cannot_be_shown_is_refused_with_its_place(
    faults: Faults, blocks: list[Block], message: str, hint: str
) -> None:
    assert any(message in found and hint in hinted for found, hinted in faults(*blocks)), faults(*blocks)


def test_a_chart_at_two_sizes_has_two_pictures(make: Make, brand: Brand) -> None:
    deck = make(title("A"), chart(), title("B"), chart(), text("b"), title("C"), chart())
    sizes = chart_sizes(deck, brand)
    assert list(sizes) == ["gap", "gap@2"]
    assert sizes["gap"] != sizes["gap@2"]


def test_every_box_stands_on_the_grid_or_reaches_the_edge(brand: Brand) -> None:
    for key in brand.slides.layouts:
        for name, (left, _, width, _) in brand.slides.boxes(key).items():
            if name == PHOTO:
                assert left + width == pytest.approx(brand.slides.size[0])
                continue
            assert not left or min(abs(left - start) for start in GRID) < 0.002, (key, name)
            assert min(abs(left + width + 0.2 - start) for start in (*GRID[1:], GRID[-1] + 1.02775)) < 0.004, (
                key,
                name,
            )


def test_no_two_boxes_of_a_layout_overlap_but_on_a_photograph(brand: Brand) -> None:
    for key in brand.slides.layouts:
        boxes = list(brand.slides.boxes(key).items())
        boxes = boxes[1:] if boxes[0][0] == PHOTO else boxes  # behind the title, which has a ground of its own
        for i, (one, (left, top, width, height)) in enumerate(boxes):
            for other, (x, y, wide, high) in boxes[i + 1 :]:
                apart = left + width <= x or x + wide <= left or top + height <= y + 1e-9 or y + high <= top + 1e-9
                assert apart, (key, one, other)


def test_every_placeholder_of_a_layout_has_its_own_index(brand: Brand) -> None:
    for key in brand.slides.layouts:
        indices = [brand.slides.placeholder(key, box)[1] for box in brand.slides.boxes(key)]
        assert len(set(indices)) == len(indices)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("levels: [title]", "levels: [titel]", 'no style is called "titel"'),
        ("body: [0.6, 1.75, 10.078, 4.6]", "body: [0.6, 1.75, 13.078, 4.6]", "reaches over the edge of the slide"),
        ("placeholders: {body: text}", "placeholders: {body: txt}", 'no placeholder is called "txt"'),
        ("body:     {size: 18", "body:     {size: 15", "15 pt is smaller than the least size of 16 pt"),
    ],
)
def test_a_brand_that_does_not_hold_together_is_refused(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    yaml = (ROOT / "templates/brand/brand.yaml").read_text(encoding="utf-8")
    before, found, after = yaml.rpartition(right)
    assert found
    path = tmp_path / "brand.yaml"
    path.write_text(before + wrong + after, encoding="utf-8")
    with pytest.raises(Problems, match=message) as raised:
        read_brand(path, "brand.yaml")
    assert raised.value.diagnostics[0].place.line == before.count("\n") + 1


# Layouts of other makers


def _with(brand: Brand, **layouts: dict[str, object]) -> Brand:
    """The brand with other boxes for some of its layouts."""
    changed = {key: brand.slides.layouts[key].model_copy(update=layout) for key, layout in layouts.items()}
    slides_ = brand.slides.model_copy(update={"layouts": {**brand.slides.layouts, **changed}})
    return brand.model_copy(update={"slides": slides_})


def _deck(brand: Brand, metrics: Metrics, *blocks: Block) -> Deck:
    return slides(document(*blocks), brand, metrics, LANGUAGES["vi"], sources_of=sources_by_fact(SOURCES))


def test_as_many_profiles_stand_on_a_slide_as_fit(brand: Brand, metrics: Metrics) -> None:
    low = {
        f"profiles_{n}": {
            "boxes": {box: (*at[:3], 0.9) for box, at in brand.slides.layouts[f"profiles-{n}"].boxes.items()}
        }
        for n in (4, 5, 6)
    }
    narrow = _with(brand, **{key.replace("_", "-"): layout for key, layout in low.items()})
    deck = _deck(narrow, metrics, title("Các tấm gương"), profiles(6))
    assert [slide.layout for slide in deck.slides[1:]] == ["profiles-3", "profiles-3"]
    deck = _deck(narrow, metrics, title("Các tấm gương"), profiles(4))
    assert [slide.layout for slide in deck.slides[1:]] == ["profiles-2", "profiles-2"]


def test_a_card_that_fits_nowhere_stops_the_build(brand: Brand, metrics: Metrics) -> None:
    low = {
        f"key-{n}": {"boxes": {box: (*at[:3], 0.5) for box, at in brand.slides.layouts[f"key-{n}"].boxes.items()}}
        for n in (1, 2, 3, 4)
    }
    with pytest.raises(Problems, match=r"too long for the box .Key figure \(key-1\)"):
        _deck(_with(brand, **low), metrics, title("Ba con số"), cards(3))


def test_text_has_a_slide_of_its_own_where_cards_leave_it_no_room(brand: Brand, metrics: Metrics) -> None:
    low = {
        f"key-{n}-text": {
            "boxes": {
                box: (*at[:3], 0.5 if box != "body" else at[3])
                for box, at in brand.slides.layouts[f"key-{n}-text"].boxes.items()
            }
        }
        for n in (1, 2, 3, 4)
    }
    deck = _deck(_with(brand, **low), metrics, title("Ba con số"), cards(3), text("Vì sao như vậy"))
    assert [slide.layout for slide in deck.slides[1:]] == ["key-3", "statement"]


def test_what_the_title_slide_has_no_box_for_stands_in_the_subtitle(brand: Brand, metrics: Metrics) -> None:
    boxes = {box: at for box, at in brand.slides.layouts["title"].boxes.items() if box in ("title", "subtitle")}
    bare = _with(brand, title={"boxes": {**boxes, "subtitle": (0.6, 4.3, 9.05, 2.0)}, "without": ["source", "date"]})
    cover = _deck(bare, metrics, title("Một trang"), text("Chữ")).slides[0]
    lines = cover.fills.get("subtitle")
    assert isinstance(lines, TextFill)
    texts = [plain(line.text).replace("\u00a0", " ") for line in lines.lines]
    assert texts == ["Kết quả và việc cần làm", "Ngày 31 tháng 10 năm 2025"]
    none = _with(brand, title={"boxes": {"title": boxes["title"]}, "without": ["source", "date"]})
    assert list(_deck(none, metrics, title("Một trang"), text("Chữ")).slides[0].fills) == [
        "title",
        "footer",
    ]


def test_a_section_without_a_box_for_its_number_shows_its_title(brand: Brand, metrics: Metrics) -> None:
    boxes = {"title": brand.slides.layouts["section"].boxes["title"]}
    section = _deck(_with(brand, section={"boxes": boxes}), metrics, title("Phần", 1)).slides[1]
    assert list(section.fills) == ["title"]


# ---- Slides that begin sections


def test_the_messages_of_a_section_that_do_not_fit_are_cut_with_a_sign(make: Make) -> None:
    places = [replace(PLACE, line=10 * n) for n in range(1, 31)]
    slides = [block for at in places for block in (replace(title(f"{SENTENCE} {at.line}"), place=at), text("a"))]
    few, many = (make(title("Phần", 1), *slides[: 2 * n]).slides[1] for n in (3, 30))
    assert len(_lines(few, "messages")) == 3
    fill = many.fills["messages"]
    assert isinstance(fill, TextFill)
    *shown, last = fill.lines
    assert 4 < len(shown) < 30
    assert (plain(last.text), last.level, {line.level for line in shown}) == ("…", 3, {3})


def test_the_notes_of_a_section_name_the_sources_of_its_messages(make: Make) -> None:
    message = Heading(2, (figure_of("share", "39,51%"),), replace(PLACE, line=9))
    section = make(title("Phần", 1), message, text("a")).slides[1]
    assert "Nguồn: TTXVN, 27/7/2025" in [plain(line.text) for line in section.notes]


def test_no_web_address_breaks_because_its_text_has_grown(make: Make, brand: Brand, metrics: Metrics) -> None:
    address = "https://example.org/" + "a" * 80
    deck = make(title("Nguồn"), items(f"Nguồn một: {address}", ordered=True, style="sources"))
    fill = deck.slides[1].fills["sources"]
    assert isinstance(fill, TextFill)
    frame = text_frame(brand, "sources", "sources").with_styles(fill.styles)
    assert any(address in line for line in wrapped(fill.lines[0], frame, metrics).lines)

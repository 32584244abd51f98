"""Text on slides and in speaker notes: lists in lists with their numbers, quotations, and what is refused inside text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import sources_by_fact
from msgspec.structs import replace
from pptx import Presentation
from test_slides import (
    PLACE,
    SENTENCE,
    Faults,
    Make,
    brand,
    cards,
    chart,
    document,
    evidence_of,
    faults,
    figure_of,
    items,
    make,
    metrics,
    profiles,
    table,
    text,
    title,
    words,
)

from reports.brand import Brand, SlideText
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.brand.slides import ITEM, STEP, SUBHEAD, text_style
from reports.diagnostics import Place, Problems
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Break,
    Card,
    Cards,
    Cite,
    Columns,
    Evidence,
    Heading,
    Inlines,
    LanguageSpan,
    ListBlock,
    Marked,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    SpeakerNotes,
    Strong,
    Text,
    Trace,
    plain,
)
from reports.files.package import saved
from reports.languages import LANGUAGES
from reports.powerpoint.presentation import write
from reports.powerpoint.slides.deck import slides
from reports.powerpoint.slides.model import Deck, Line, PictureFill, Slide, TextFill
from reports.powerpoint.slides.sources import source_line

__all__ = ["brand", "faults", "make", "metrics"]


def dashes(*items_: str | Blocks) -> ListBlock:
    return ListBlock(False, tuple((text(each),) if isinstance(each, str) else each for each in items_), PLACE)


def numbers(*items_: str | Blocks, start: int = 1) -> ListBlock:
    return replace(dashes(*items_), ordered=True, start=start)


def spoken(*blocks: Block) -> SpeakerNotes:
    return SpeakerNotes(blocks, PLACE)


def _lines(slide: Slide, box: str = "body") -> tuple[Line, ...]:
    fill = slide.fills[box]
    assert isinstance(fill, TextFill)
    return fill.lines


def _texts(lines: tuple[Line, ...]) -> list[str]:
    return [plain(line.text) for line in lines]


def _shown(deck: Deck, brand: Brand) -> list[list[str]]:
    """The paragraphs of each slide's first box of text and of its notes, as PowerPoint shows them: levels, marks, words."""
    language = LANGUAGES[deck.language]
    file = io.BytesIO(saved(write(deck, {}, deck_reference(brand, language), language)))
    found = []
    for slide in list(Presentation(file).slides)[1:]:
        layouts = {p.placeholder_format.idx: p._element for p in slide.slide_layout.placeholders}
        body = next(p for p in slide.placeholders if p.placeholder_format.idx not in (0, 10, 11, 12, 20))
        shown = list(_paragraphs(body, layouts[body.placeholder_format.idx]))
        notes = slide.notes_slide if slide.has_notes_slide else None
        if notes:
            master = notes.part.notes_master.placeholders
            shown += _paragraphs(notes.notes_placeholder, next(p._element for p in master if "Notes" in p.name))
        found.append(shown)
    return found


def _paragraphs(shape: Any, layout: Any) -> Iterator[str]:
    """Each paragraph with its mark. A list counts its paragraphs of one level that say the same start (ECMA-376 says
    little; this is what PowerPoint does): it counts on over deeper ones, and begins anew after any other."""
    counts: dict[int, tuple[str, int]] = {}
    for paragraph in shape.text_frame.paragraphs:
        path = "*[self::a:buChar or self::a:buAutoNum or self::a:buNone]"
        level = paragraph.level
        marks = paragraph._p.xpath(f"a:pPr/{path}") or layout.xpath(f".//a:lvl{level + 1}pPr/{path}")
        counts = {each: count for each, count in counts.items() if each <= level}
        sign = ""
        if marks and marks[0].tag.endswith("buAutoNum"):
            start = marks[0].get("startAt", "1")
            former, last = counts.get(level, ("", 0))
            counts[level] = start, last + 1 if former == start else int(start)
            sign = f"{counts[level][1]}. "
        else:
            counts.pop(level, None)
            sign = f"{marks[0].get('char')} " if marks and marks[0].get("char") else ""
        yield f"{'  ' * (level - 1)}{sign}{paragraph.text}"


# Lists


def test_lists_keep_four_levels(make: Make, brand: Brand) -> None:
    nested = dashes((text("một"), dashes((text("hai"), dashes((text("ba"), dashes("bốn")), "lại ba")))), "lại một")
    assert _shown(make(title("A"), nested), brand) == [
        ["• một", "  – hai", "    • ba", "      – bốn", "    • lại ba", "• lại một"]
    ]


def test_numbers_are_kept_in_lists_of_any_kind(make: Make, brand: Brand) -> None:
    steps = numbers((text("một"), dashes((text("gạch"), numbers("a", "b")))), "hai", (text("ba"), numbers("c", "d")))
    points = dashes((text("gạch"), numbers("ba", "bốn", start=3)), "gạch")
    first, second = _shown(make(title("A"), steps, title("B"), text("Chữ"), points), brand)
    assert first == ["1. một", "  – gạch", "    1. a", "    2. b", "2. hai", "3. ba", "  1. c", "  2. d"]
    assert second == ["Chữ", "• gạch", "  3. ba", "  4. bốn", "• gạch"]


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ((numbers((text("một"), text("tiếp")), "hai", "ba"),), ["1. một", "tiếp", "2. hai", "3. ba"]),
        ((numbers("một"), text("xen"), numbers("hai", "ba", start=2)), ["1. một", "xen", "2. hai", "3. ba"]),
        ((numbers("chín", start=9), numbers("mười", start=10)), ["9. chín", "10. mười"]),
        ((numbers("ba", start=3), numbers("bảy", "tám", start=7)), ["3. ba", "7. bảy", "8. tám"]),
        ((dashes("gạch"), numbers("một"), dashes("gạch")), ["• gạch", "1. một", "• gạch"]),
        ((dashes((text("a"), text("b"), text("c"))),), ["• a", "b", "c"]),
    ],
)
def test_a_list_counts_on_over_what_interrupts_it(
    make: Make, brand: Brand, blocks: tuple[Block, ...], shown: list[str]
) -> None:
    (found,) = _shown(make(title("A"), *blocks), brand)
    assert [each.strip() for each in found] == shown


def test_numbers_go_on_after_those_of_the_slide_before(make: Make, brand: Brand) -> None:
    steps = numbers(*[(text(f"{SENTENCE} {n}"), dashes("con")) for n in "abcdefghi"])
    pages = _shown(make(title("Việc cần làm"), steps), brand)
    marks = [each.split()[0] for page in pages for each in page if SENTENCE in each]
    assert len(pages) == 3
    assert marks == [f"{number}." for number in range(1, 10)]


def test_a_second_list_right_after_one_that_began_with_the_same_number_is_refused(faults: Faults) -> None:
    ((message, hint),) = faults(title("A"), numbers("một", "hai"), numbers("một"))
    assert message == "this list begins with 1 right after another list: a slide would count on"
    assert hint == "write a line between them"


def test_lists_in_speaker_notes_keep_levels_and_numbers(make: Make, brand: Brand) -> None:
    nested = numbers("một", (text("hai"), dashes((text("gạch"), numbers((text("số"), dashes("sâu")))))), "ba")
    (shown,) = _shown(make(title("A"), text("x"), spoken(text("Nói:"), nested)), brand)
    assert [each.strip() for each in shown] == ["x", "Nói:", "1. một", "2. hai", "– gạch", "1. số", "– sâu", "3. ba"]


def test_a_line_of_a_list_is_indented_more_at_each_depth(brand: Brand) -> None:
    for name in ("body", "text", "column", "quote", "notes"):
        styles = tuple(brand.slides.text[level] for level in brand.slides.placeholders[name].levels)
        for level in (ITEM, STEP):
            indents = [text_style(styles, level, depth).indent for depth in range(1, 5)]
            assert indents == sorted(set(indents)), name
            on = [text_style(styles, level, depth, marked=False) for depth in range(1, 5)]
            assert [(style.indent, style.hang, style.mark) for style in on] == [(indent, 0, "") for indent in indents]


def test_an_imported_placeholder_states_what_its_levels_lack() -> None:
    """As an import writes the styles of a placeholder whose first two levels have bullets."""
    about = {"size": 18.0, "line": 22.0}
    own = [
        {"level": 1, "direct": True},
        {"level": 1, "mark": "•", "indent": 20.0},
        {"level": 2, "mark": "•", "indent": 45.0, "hang": 18.0},
        {"level": 1, "mark": "1.", "indent": 29.0, "direct": True},
        {"level": 1, "bold": True, "direct": True},
    ]
    styles = tuple(SlideText.model_validate({**about, **each}) for each in own)
    made = [text_style(styles, ITEM, depth) for depth in range(1, 5)]
    assert [(each.level, each.direct, each.indent) for each in made] == [
        (1, False, 20),
        (2, False, 45),
        (2, True, 70),
        (2, True, 95),
    ]
    assert [text_style(styles, STEP, depth).level for depth in range(1, 5)] == [1, 2, 2, 2]
    assert text_style(styles, STEP, 1).indent == 29
    assert text_style(styles, SUBHEAD) == styles[4]


# Quotations, headings and boxes in text


def test_a_quotation_in_text_has_its_speaker(make: Make) -> None:
    said = Quote((text("Tôi nộp lúc tối."), text("Sáng có kết quả.")), words("Một người dân"), PLACE)
    for blocks in ((Box("sidebar", (said,), PLACE),), (dashes((text("a"), said)),)):
        assert _texts(_lines(make(title("A"), *blocks).slides[1]))[-3:] == [
            "Tôi nộp lúc tối.",
            "Sáng có kết quả.",
            "– Một người dân",
        ]
    columns = make(title("A"), Columns(((said,), (text("b"),)), PLACE)).slides[1]
    assert columns.layout == "two-columns"
    assert _texts(_lines(columns, "body-1"))[-1] == "– Một người dân"


def test_a_list_in_a_quotation_keeps_its_numbers(make: Make, brand: Brand) -> None:
    said = Quote((text("Hai việc:"), numbers("nộp", (text("chờ"), dashes("một đêm")))), words("Chị Lan"), PLACE)
    (shown,) = _shown(make(title("A"), said), brand)
    assert [each.strip() for each in shown] == ["Hai việc:", "1. nộp", "2. chờ", "– một đêm", "Chị Lan"]


def test_words_of_another_language_are_written(make: Make, brand: Brand) -> None:
    span = Paragraph((Text("a "), LanguageSpan(words("b"), "en")), PLACE)
    assert _shown(make(title("A"), span), brand) == [["a b"]]


# What text cannot show


REFUSED: list[tuple[Block, str, str]] = [
    (table(1), "a table", 'begin a slide with "## …" before it'),
    (
        chart(),
        "a chart or picture",
        "put it directly on the slide, or alone into a column: text is placed beside it",
    ),
    (cards(2), "key figures", "put them directly on the slide: text is placed below them"),
    (profiles(2), "profiles", 'begin a slide with "## …" before it'),
    (Columns(((text("a"),), (text("b"),)), PLACE), "columns", 'begin a slide with "## …" before it'),
]
HELD_BY_A_BOX = ("a chart or picture", "key figures")


@pytest.mark.parametrize(
    ("place", "block", "what", "hint"),
    [
        (place, *refused)
        for refused in REFUSED
        for place in ("box", "item", "quote", "column")
        if place != "box" or refused[1] not in HELD_BY_A_BOX
    ],
)
def test_what_cannot_be_inside_text_is_refused(faults: Faults, place: str, block: Block, what: str, hint: str) -> None:
    blocks: Blocks = (text("a"), block)
    inside: dict[str, Block] = {
        "box": Box("summary", blocks, PLACE),
        "item": dashes(blocks),
        "quote": Quote(blocks, (), PLACE),
        "column": Columns((blocks, (text("b"),)), PLACE),
    }
    ((message, told),) = faults(title("A"), inside[place])
    assert message == f"{what} cannot be inside other text on a slide"
    assert hint in told


DEEP = dashes((text("1"), dashes((text("2"), dashes((text("3"), dashes((text("4"), dashes("5")))))))))


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        (
            (Columns(((text("a"),), (text("b"),), (text("c"),), (text("d"),)), PLACE),),
            "a slide has room for 3 columns; here are 4",
        ),
        ((Columns(((text("a"), text("b")),), PLACE),), "text flows through columns in Word only"),
        ((Columns(((text("a"),), (spoken(text("b")),)), PLACE),), "a column has only speaker notes"),
        ((Box("sidebar", (spoken(text("a")),), PLACE),), "this slide has a title and nothing else"),
        ((numbers("a", (spoken(text("b")),), "c"),), "an item of this list has only speaker notes"),
        ((table(0),), "this slide has a title and nothing else"),
        ((DEEP,), "lists on slides have at most 4 levels; this is one more"),
        ((text("a"), spoken(DEEP)), "lists on slides have at most 4 levels; this is one more"),
        ((dashes((numbers("a"),)),), "this item of a list begins with another list"),
    ],
)
def test_what_would_vanish_is_refused(faults: Faults, blocks: tuple[Block, ...], message: str) -> None:
    assert message in [found for found, _ in faults(title("A"), *blocks)]
    assert all(hint for _, hint in faults(title("A"), *blocks))


def test_a_chart_alone_in_a_column_is_placed_beside_the_text(make: Make) -> None:
    slide = make(title("A"), Columns(((chart(),), (items("b"),)), PLACE)).slides[1]
    assert (slide.layout, _texts(_lines(slide))) == ("message-text-wide-chart", ["b"])


# Speaker notes


def test_notes_belong_to_their_slide_wherever_they_are(make: Make) -> None:
    said = spoken(text("Nói ", figure_of("share", "39,51%")))
    deck = make(
        *(title("A"), Columns(((text("a"), said), (text("b"),)), PLACE)),
        *(title("B"), dashes((text("a"), said)), said),
        *(title("C"), Quote((text("a"), said), (), PLACE)),
    )
    assert [_texts(slide.notes) for slide in deck.slides[1:]] == [["Nói 39,51%"], ["Nói 39,51%"] * 2, ["Nói 39,51%"]]
    assert not any("source" in slide.fills for slide in deck.slides)


def test_speaker_notes_say_everything_in_words(make: Make, brand: Brand) -> None:
    portrait = Profile(words("Lò Thị Mai"), words("Điện Biên"), words("Mở lớp"), (figure_of("share", "39,51%"),))
    card = Card((figure_of("share", "39,51%"),), words("hồ sơ"), ())
    said = (
        replace(table(2), caption=words("Tên bảng"), source=words("Nguồn bảng")),
        replace(chart(source="Nguồn hình"), note=words("Ghi chú")),
        Cards((card,), PLACE),
        Profiles((portrait,), PLACE),
        Columns(((text("trái"),), (text("phải"),)), PLACE),
        Quote((text("Lời nói."),), words("Chị Lan"), PLACE),
        Box("sidebar", (Heading(3, words("Đề mục"), PLACE), spoken(text("trong"))), PLACE),
    )
    (shown,) = _shown(make(title("A"), text("x"), spoken(*said)), brand)
    assert shown[1:] == [
        *("Tên bảng", *["Chỉ tiêu: Hồ sơ trực tuyến; Kết quả: 39,51%"] * 2, "Nguồn bảng"),
        *("Thông điệp", "Biểu đồ: một nửa mục tiêu", "Nguồn hình", "Ghi chú"),
        *("39,51% – hồ sơ", "Lò Thị Mai – Điện Biên – Mở lớp – 39,51%"),
        *("trái", "phải", "Lời nói.", "– Chị Lan", "Đề mục", "trong"),
    ]


def test_figures_in_notes_keep_their_traces_and_have_evidence(make: Make) -> None:
    evidence = tuple(Evidence(fact, "1", "a", "2025", "b", "c", "d") for fact in ("share", "target"))
    slide = make(title("A"), text("x"), spoken(table(1), chart()), evidence=evidence).slides[1]
    marked = [each.trace for line in slide.notes for each in line.text if isinstance(each, Marked)]
    assert marked[:2] == [Trace("fact", "share"), Trace("alt", "gap")]
    assert evidence_of(slide) == ["share", "target"]


@pytest.mark.parametrize(("name", "notes"), [("A", ["Thông điệp"]), ("THÔNG điệp", [])])
def test_a_caption_is_in_the_notes_unless_the_title_says_it(make: Make, name: str, notes: list[str]) -> None:
    first, second = make(title(name), replace(table(13), caption=words("Thông điệp"))).slides[1:]
    assert (_texts(first.notes), second.notes) == (notes, ())
    assert _texts(make(title(name), chart()).slides[1].notes) == notes


def test_evidence_of_a_section_is_in_its_notes(make: Make) -> None:
    evidence = (Evidence("share", "39,51%", "tỷ lệ", "2025", "cả nước", "TTXVN", "39,51%"),)
    heading = Heading(1, (Text("Đạt "), figure_of("share", "39,51%")), PLACE)
    slides_ = make(heading, title("A"), text("a"), evidence=evidence).slides
    assert evidence_of(slides_[1]) == ["share"]


def test_notes_of_the_author_are_under_a_slide_and_those_of_speaker_notes_in_them(make: Make) -> None:
    once, twice = Note(words("Hai."), own=True), Note(words("Bốn."), "b", own=True)
    said = spoken(text("Nói", Note(words("Ba."), own=True)))
    slide = make(Heading(2, words("A"), PLACE), text("a", once), text("b", twice), text("c", twice), said).slides[1]
    assert _texts(slide.notes) == ["Nói", "1 Ba."]
    body = [
        plain(inline.children) for line in slide.fills["body"].lines for inline in line.text if isinstance(inline, Note)
    ]  # type: ignore[union-attr]
    assert body == ["1", "2", "2"]
    assert _texts(slide.fills["source"].lines) == ["1 Hai. 2 Bốn"]  # type: ignore[union-attr]


def test_the_title_of_a_slide_has_no_note(make: Make) -> None:
    heading = Heading(2, (Text("A"), Note(words("Một."), own=True)), PLACE)
    with pytest.raises(Problems, match="the title of a slide has no notes"):
        make(heading, text("a"))


# The source line


def _named(*blocks: Block, **sources: Inlines) -> str:
    return plain(source_line((), blocks, sources_by_fact(sources), LANGUAGES["vi"].words))


def test_the_source_line_keeps_every_word_that_the_author_wrote() -> None:
    mark = Marked("TTXVN, 27/7/2025", Trace("source", "vna", "short"))
    written = (Text("Nguồn: "), mark, Text("; "), Strong(words("Sở")), Text(" tính ; khác."))
    shown = replace(chart(), source=written, note=(Text("Chú thích"), Break(), Text("tiếp.")))
    line = source_line((), (shown, shown), sources_by_fact({"share": (mark,)}), LANGUAGES["vi"].words)
    assert plain(line) == "Nguồn: TTXVN, 27/7/2025; Sở tính; khác. Chú thích tiếp"
    assert mark in line
    assert Break() in line


def test_the_source_line_names_what_is_shown() -> None:
    source = (Marked("X", Trace("source", "x")),)
    cited = replace(chart(source="Nguồn: Y"), note=(Text("a"), Cite(("x",))), caption=(Cite(("z",)),))
    assert _named(cited, x=source, z=words("Z")) == "Nguồn: Y; X. a"
    captioned = replace(table(1), caption=(figure_of("z", "1"),))
    assert _named(captioned, share=source, z=words("Z")) == "Nguồn: X"


def test_sources_are_in_the_notes_where_the_layout_has_no_box_for_them(make: Make) -> None:
    blocks = (items("Một nguồn", ordered=True, style="sources"), text(figure_of("share", "39,51%")))
    assert _texts(make(title("Nguồn"), *blocks).slides[1].notes) == ["Nguồn: TTXVN, 27/7/2025"]


def test_each_column_has_the_sources_of_its_own_slide(make: Make) -> None:
    long = [SENTENCE] * 8
    column = dashes(*long, (text(figure_of("share", "39,51%")),))
    *before, last = make(title("A"), Columns(((column,), (text("b"),)), PLACE)).slides[1:]
    assert before
    assert not any("source" in slide.fills for slide in before)
    assert "source" in last.fills


# The foot of each slide


def test_a_short_title_that_is_too_long_for_the_foot_is_refused(brand: Brand, metrics: Metrics) -> None:
    whole = document(title("A"), text("a"))
    place = Place("deck/report.yaml", 9, 3)
    meta = replace(whole.meta, short_title=" ".join(["chuyển đổi số"] * 12), short_title_place=place)
    with pytest.raises(Problems) as raised:
        slides(replace(whole, meta=meta), brand, metrics, LANGUAGES["vi"], sources_of=sources_by_fact({}))
    (fault,) = raised.value.diagnostics
    assert (fault.place, fault.hint) == (place, "write a shorter short_title")
    assert 'too long for the box "Footer' in fault.message


def test_a_long_text_alternative_goes_on_in_the_notes(make: Make) -> None:
    alt = f"{SENTENCE}. {SENTENCE}. {SENTENCE}. {SENTENCE}."
    slide = make(title("Thông điệp"), replace(chart(), alt=alt)).slides[1]
    picture = slide.fills["picture"]
    assert isinstance(picture, PictureFill)
    ((word, rest),) = (line.text for line in slide.notes)
    assert len(picture.alt) <= 250
    assert f"{picture.alt} {plain((rest,))}" == alt
    assert (word, rest) == (Text("Hình: "), Marked(plain((rest,)), Trace("alt", "gap")))

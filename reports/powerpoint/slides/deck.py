"""Document + brand + metrics + language → deck: the title slide, then each draft's pages in the frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.diagnostics import Findings, Place
from reports.document import facts_in, inlines_in
from reports.document.model import (
    Block,
    Document,
    Evidence,
    Figure,
    Inline,
    Inlines,
    Marked,
    Meta,
    Note,
    Text,
    Trace,
    plain,
)
from reports.languages import Language
from reports.powerpoint.slides.flow import units_of
from reports.powerpoint.slides.model import Deck, Fill, Line, PictureFill, Slide, TextFill
from reports.powerpoint.slides.outline import SlideDraft, outline
from reports.powerpoint.slides.parts import SlideSetting
from reports.powerpoint.slides.placement import PlacedPage, place
from reports.powerpoint.slides.room import POINTS, must_fit
from reports.powerpoint.slides.sources import source_line
from reports.powerpoint.slides.titles import continued, settled

COVER, SECTION = "title", "section"
MILLIMETRES = 25.4
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind the figures: each fact's short source and evidence, and the facts of each chart."""

    sources: Mapping[str, Inlines]
    charts: Mapping[str, Sequence[str]]
    evidence: Mapping[str, Sequence[Evidence]]


def slides(
    document: Document,
    brand: Brand,
    metrics: Metrics,
    language: Language,
    *,
    sources_of: Mapping[str, Inlines],
    chart_facts: Mapping[str, Sequence[str]] | None = None,
) -> Deck:
    """The deck of a document. Raises Problems: texts that fit nowhere, unknown layouts, titles used twice.

    `sources_of` gives a fact's sources, marked ("TTXVN, 27/7/2025"), `chart_facts` the facts that a chart draws.
    """
    findings = Findings()
    setting = SlideSetting(brand, metrics, language, findings)
    evidence: dict[str, list[Evidence]] = {}
    for entry in document.evidence:
        evidence.setdefault(entry.fact, []).append(entry)
    backing = Backing(sources_of, chart_facts or {}, evidence)
    meta = document.meta
    made = [_cover(document, setting, backing)]
    for draft in outline(document.blocks, meta.short_title or plain(meta.title), findings):
        made += _section(draft, setting) if draft.begins_section else _pages(draft, setting, backing)
    deck = Deck(document.report, document.language, meta, tuple(_framed(made, document, setting)))
    _check_charts(deck, brand, findings)
    findings.check()
    return deck


def chart_sizes(deck: Deck, brand: Brand) -> dict[str, tuple[float, float]]:
    """The width and height in millimetres at which each chart will stand."""
    return {chart: size for chart, size, _ in _charts(deck, brand)}


def _charts(deck: Deck, brand: Brand) -> Iterator[tuple[str, tuple[float, float], Place | None]]:
    for slide in deck.slides:
        for box, fill in slide.fills:
            if isinstance(fill, PictureFill):
                _, _, width, height = brand.slides.boxes(slide.layout)[box]
                insets = brand.slides.insets(brand.slides.placeholder(slide.layout, box)[0])
                left, top, right, bottom = (inset / POINTS * MILLIMETRES for inset in insets)
                size = (width * MILLIMETRES - left - right, height * MILLIMETRES - top - bottom)
                yield fill.chart, size, slide.place


def _check_charts(deck: Deck, brand: Brand, findings: Findings) -> None:
    sizes: dict[str, tuple[float, float]] = {}
    for chart, size, at in _charts(deck, brand):
        if sizes.setdefault(chart, size) != size:
            findings.error(
                f'the chart "{chart}" stands on two slides at different sizes',
                at,
                hint="give both slides the same layout, or make a second chart",
            )


def _cover(document: Document, setting: SlideSetting, backing: Backing) -> Slide:
    """The title slide, from what the report says of itself."""
    meta = document.meta
    fills: dict[str, Fill] = {"title": _title(meta.title, COVER, setting, meta.place)}
    for box, lines in _opening(document, setting).items():
        must_fit(lines, setting.room(COVER, box), setting.metrics, setting.findings, meta.place)
        fills[box] = TextFill(lines)
    evidence = _evidence((*meta.title, *meta.subtitle), (), backing)
    return Slide(COVER, tuple(fills.items()), meta.short_title or plain(meta.title), evidence=evidence)


def _opening(document: Document, setting: SlideSetting) -> dict[str, tuple[Line, ...]]:
    """What the title slide says beside the title; what its layout has no box for stands in the subtitle's."""
    meta, boxes = document.meta, setting.brand.slides.boxes(COVER)
    texts: dict[str, list[Inlines]] = {
        "subtitle": [meta.subtitle] if meta.subtitle else [],
        "details": [text for text in (meta.agency, _state(meta, setting)) if plain(text)],
        "date": [(_dated(document, setting, "long"),)],
    }
    if "date" in boxes:
        texts["date"] = []  # it is written with the frame
    for box in ("details", "date"):
        if box not in boxes:
            texts["subtitle"] += texts.pop(box)
    return {box: tuple(Line(line) for line in lines) for box, lines in texts.items() if lines and box in boxes}


def _state(meta: Meta, setting: SlideSetting) -> Inlines:
    """The status and the version of the report."""
    version = meta.named_version(setting.words.version)
    return (*meta.status, Text(BETWEEN), *version) if meta.status and version else meta.status or version


def _section(draft: SlideDraft, setting: SlideSetting) -> list[Slide]:
    number = Marked(str(draft.section), Trace("plain", str(draft.section), "section"))
    fills: dict[str, Fill] = {
        "title": _title(draft.title, SECTION, setting, draft.place),
    }
    if "section-number" in setting.brand.slides.boxes(SECTION):
        fills["section-number"] = TextFill((Line((number,)),))
    return [Slide(SECTION, tuple(fills.items()), draft.section_name, _notes(draft, ()), (), draft.place)]


def _pages(draft: SlideDraft, setting: SlideSetting, backing: Backing) -> list[Slide]:
    """The slides of a draft; what is to be said stands in the notes of the first."""
    slides: list[Slide] = []
    for number, page in enumerate(place(draft, setting), 1):
        first = number == 1
        room = setting.room(page.layout, "title")
        title = draft.title
        if not first:
            title = continued(title, number, setting.words.continued, room, setting.metrics)
        fills = {"title": _title(title, page.layout, setting, draft.place), **page.fills}
        source = source_line(draft.title, tuple(page.blocks), backing.sources, setting.words)
        if source and "source" in setting.brand.slides.boxes(page.layout):
            fills["source"] = TextFill((Line(source),))
            room = setting.room(page.layout, "source")
            must_fit((Line(source),), room, setting.metrics, setting.findings, draft.place)
        spoken = draft.notes if first else ()
        evidence = _evidence((*draft.title, *page.blocks, *spoken), page.blocks, backing)
        notes = _notes(draft, _footnotes(page)) if first else _footnotes(page)
        slides.append(Slide(page.layout, tuple(fills.items()), draft.section_name, notes, evidence, draft.place))
    return slides


def _title(title: Inlines, layout: str, setting: SlideSetting, at: Place | None) -> TextFill:
    room = setting.room(layout, "title")
    line = Line(title)
    must_fit((line,), room, setting.metrics, setting.findings, at)
    return TextFill((line,))


def _notes(draft: SlideDraft, footnotes: Iterable[Line]) -> tuple[Line, ...]:
    spoken = (unit for notes in draft.notes for unit in units_of(notes.blocks))
    return (*(Line(line.text) for unit in spoken for line in unit.lines), *footnotes)


def _footnotes(page: PlacedPage) -> tuple[Line, ...]:
    """Footnotes have no place on a slide: they are told in its notes."""
    return tuple(Line(inline.children) for inline in inlines_in(page.blocks) if isinstance(inline, Note))


def _evidence(content: Iterable[Block | Inline], blocks: Iterable[Block], backing: Backing) -> tuple[Evidence, ...]:
    """The evidence of the facts that the content and the blocks' charts show, in order of use."""
    figures = [block.chart for block in blocks if isinstance(block, Figure)]
    charts = [fact for chart in figures for fact in backing.charts.get(chart, ())]
    facts = dict.fromkeys((*facts_in(content), *charts))
    return tuple(entry for fact in facts for entry in backing.evidence.get(fact, ()))


def _framed(slides: Iterable[Slide], document: Document, setting: SlideSetting) -> Iterator[Slide]:
    """The slides with footer and date, their fills in the reading order of the layout."""
    meta = document.meta
    footer = TextFill((Line((Text(meta.short_title or plain(meta.title)),)),))
    for slide in slides:
        dated = _dated(document, setting, "long" if slide.layout == COVER else "short")
        fills: dict[str, Fill] = {**dict(slide.fills), "footer": footer, "date": TextFill((Line((dated,)),))}
        boxes = setting.brand.slides.boxes(slide.layout)
        ordered = tuple((box, _settled(fills[box], slide.layout, box, setting)) for box in boxes if box in fills)
        yield replace(slide, fills=ordered)


def _dated(document: Document, setting: SlideSetting, form: Literal["long", "short"]) -> Marked:
    """The date of the report."""
    day, language = document.meta.date, setting.language
    return Marked(language.capital(language.date(day, form)), Trace("date", day.isoformat()))


def _settled(fill: Fill, layout: str, box: str, setting: SlideSetting) -> Fill:
    if not isinstance(fill, TextFill):
        return fill
    room = setting.room(layout, box)
    estimated = setting.brand.fonts.measure != 1
    return TextFill(tuple(settled(line, room, setting.metrics, estimated=estimated) for line in fill.lines))

"""A document in a language and a brand → its deck: the title slide, then the slides of each authored one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.diagnostics import Findings, Place
from reports.document import facts_in, model, walk
from reports.document.alternatives import divided
from reports.languages import Language
from reports.languages.model import Words
from reports.powerpoint.slides.agenda import MESSAGES, SECTION, with_agenda
from reports.powerpoint.slides.authored_slides import ADD_CONTENT, NOTHING_ELSE, AuthoredSlide, outline
from reports.powerpoint.slides.balance import balanced
from reports.powerpoint.slides.footnotes import footnotes_of, with_footnotes
from reports.powerpoint.slides.key_figures import card_fill, with_bars
from reports.powerpoint.slides.layouts import filled_slides
from reports.powerpoint.slides.model import COVER, Deck, Fill, Line, PictureFill, Slide, TextFill
from reports.powerpoint.slides.notes import evidence_lines, spoken_lines
from reports.powerpoint.slides.setting import GaugeOf, SlideSetting, no_gauge
from reports.powerpoint.slides.sizes import filled_out
from reports.powerpoint.slides.sources import SourcesOf, source_line
from reports.powerpoint.slides.text_frame import any_of, continued, must_fit, text_frame, with_whole_names, without_runt

DRAWN = "drawn"
"""The box of the fact on the title slide."""
BETWEEN = " · "
_CAUTION = 1.1
"""How much wider text that grows may be set where the widths of its font are estimated."""
_SMALL_PRINT = 2
"""The level of lines in the notes that are not said."""


def slides(
    document: model.Document,
    brand: Brand,
    metrics: Metrics,
    language: Language,
    *,
    sources_of: SourcesOf,
    chart_facts: Mapping[str, Sequence[str]] | None = None,
    gauge_of: GaugeOf = no_gauge,
    names: Iterable[str] = (),
) -> Deck:
    """The deck of a document. Raises Problems: texts that fit nowhere, unknown layouts, titles used twice.

    `sources_of` gives the sources of a figure, marked ("TTXVN, 27/7/2025"), `chart_facts` the facts that a chart draws,
    `gauge_of` the bar of a key figure. The words of each of the `names` stay on one line of a title.
    """
    findings = Findings()
    evidence: dict[str, list[model.Evidence]] = {}
    for entry in document.evidence:
        evidence.setdefault(entry.fact, []).append(entry)
    cautious = metrics if brand.fonts.measure == 1 else metrics.times(_CAUTION)
    drawn, found = chart_facts or {}, any_of(names)
    setting = SlideSetting(brand, metrics, language, sources_of, drawn, evidence, gauge_of, findings, found, cautious)
    meta = document.meta
    made, sections = [_cover(document, setting)], {}
    for authored in outline(tuple(document.blocks), meta.running_title, findings):
        if authored.begins_section:
            sections[len(made)] = authored
        made += [_section(authored, setting)] if authored.begins_section else _slides(authored, setting)
    made = with_agenda(made, setting)
    for number, authored in sections.items():
        made[number] = _with_section_notes(made[number], authored, setting)
    framed = tuple(_named(_framed(made, document, setting), brand))
    findings.check()
    return Deck(document.report, document.language, meta, framed, document.audience)


def chart_sizes(deck: Deck, brand: Brand) -> dict[str, tuple[float, float]]:
    """The width and height in millimetres of each chart at each of its sizes, by name: what is before "@" in it is the
    chart."""
    return {fill.name: size for fill, size in placed_images(deck, brand) if not fill.is_picture}


def placed_images(deck: Deck, brand: Brand) -> Iterator[tuple[PictureFill, tuple[float, float]]]:
    """Each chart and picture on slides, with the width and height of its box in millimetres."""
    for slide in deck.slides:
        for box, fill in slide.fills.items():
            if isinstance(fill, PictureFill):
                yield fill, _size(slide, box, brand)


def _size(slide: Slide, box: str, brand: Brand) -> tuple[float, float]:
    frame = text_frame(brand, slide.layout, box)
    return round(frame.width.mm, 4), round(frame.height.mm, 4)


def _named(slides: Iterable[Slide], brand: Brand) -> Iterator[Slide]:
    """The slides with a name for each image: a chart has one for each of its sizes."""
    names: dict[str, dict[tuple[float, float], str]] = {}
    for slide in slides:
        fills = dict(slide.fills)
        for box, fill in slide.fills.items():
            if isinstance(fill, PictureFill):
                known = names.setdefault(fill.image, {})
                size = (0, 0) if fill.is_picture else _size(slide, box, brand)
                name = known.setdefault(size, f"{fill.image}@{len(known) + 1}" if known else fill.image)
                fills[box] = replace(fill, name=name)
        yield replace(slide, fills=fills)


def _cover(document: model.Document, setting: SlideSetting) -> Slide:
    """The title slide, from the report's metadata."""
    meta = document.meta
    fills: dict[str, Fill] = {"title": _fill(meta.title, COVER, "title", setting, meta.place)}
    for box, lines in _opening(document, setting).items():
        fills[box] = _text(_sharing(lines, box, setting), COVER, box, setting, meta.place)
    shown: list[model.Block] = []
    if document.drawn and DRAWN in setting.brand.slides.boxes(COVER):
        shown.append(model.Cards((document.drawn,), meta.place or Place(document.report)))
        fills[DRAWN] = _drawn(document.drawn, setting, meta.place)
        if source := source_line((), tuple(shown), setting.sources, setting.language.words):
            fills["source"] = _fill(source, COVER, "source", setting, meta.place)
    notes = tuple(_evidence((*meta.title, *meta.subtitle), tuple(shown), setting))
    return Slide(COVER, fills, meta.running_title, notes)


def _drawn(card: model.Card, setting: SlideSetting, at: Place | None) -> TextFill:
    """The fact that is drawn on the title slide, which must fit."""
    fill = card_fill(card, COVER, DRAWN, setting)
    frame = setting.frame(COVER, DRAWN)
    return replace(fill, styles=must_fit(fill.lines, frame, setting.metrics, setting.findings, at))


def _opening(document: model.Document, setting: SlideSetting) -> dict[str, tuple[Line, ...]]:
    """The lines of the title slide beside the title; lines without a box of their own are in the subtitle's box."""
    meta, boxes = document.meta, setting.brand.slides.boxes(COVER)
    blank = model.Text(f"[{setting.language.words.agency}]")
    agency = meta.agency or ((blank,) if "details" in boxes else ())
    texts: dict[str, list[model.Inlines]] = {
        "audience": [meta.audience] if "audience" in boxes else [],
        "subtitle": [meta.subtitle] if meta.subtitle else [],
        "details": [text for text in (agency, _state(meta, setting)) if model.plain(text)],
        "date": [] if "date" in boxes else [(_dated(document, setting, "long"),)],  # else `_framed` writes it
    }
    for box in ("details", "date"):
        if box not in boxes:
            texts["subtitle"] += texts.pop(box)
    return {box: tuple(map(Line, lines)) for box, lines in texts.items() if lines and box in boxes}


def _sharing(lines: tuple[Line, ...], box: str, setting: SlideSetting) -> tuple[Line, ...]:
    """The lines of a box of the title slide; if there is no room for them, the later ones share one."""
    if len(lines) < 3 or setting.fits({box: TextFill(lines)}, COVER, -1):
        return lines
    return lines[0], Line(model.joined([line.text for line in lines[1:]], BETWEEN))


def _state(meta: model.Meta, setting: SlideSetting) -> model.Inlines:
    """The status and the version of the report."""
    version = meta.named_version(setting.language.words.version)
    return (*meta.status, model.Text(BETWEEN), *version) if meta.status and version else meta.status or version


def _section(authored: AuthoredSlide, setting: SlideSetting) -> Slide:
    number = model.Marked(str(authored.section), model.Trace("plain", str(authored.section), "section"))
    fills: dict[str, Fill] = {"title": _fill(authored.title, SECTION, "title", setting, authored.place)}
    if "section-number" in setting.brand.slides.boxes(SECTION):
        fills["section-number"] = TextFill((Line((number,)),))
    return Slide(SECTION, fills, authored.section_name, (), authored.place)


def _with_section_notes(slide: Slide, authored: AuthoredSlide, setting: SlideSetting) -> Slide:
    """The slide that begins a section with its notes: what is said, then the sources and evidence of what it shows."""
    fills = (fill for box in ("title", MESSAGES) if isinstance(fill := slide.fills.get(box), TextFill))
    text, spoken = tuple(chain(*(line.text for fill in fills for line in fill.lines))), _spoken(authored)
    notes = spoken_lines(spoken, setting.brand.slides, setting.findings)
    if source := source_line(text, (), setting.sources, setting.language.words):
        notes.append(Line(source))
    return replace(slide, notes=(*notes, *_evidence(text, spoken, setting)))


def _spoken(authored: AuthoredSlide) -> model.Blocks:
    """The speaker notes of a slide, then the footnotes in them."""
    blocks, footnotes = with_footnotes(authored.notes)
    return (*blocks, *footnotes.values())


def _slides(authored: AuthoredSlide, setting: SlideSetting) -> list[Slide]:
    """The slides made from one authored slide; its speaker notes are on the first of them."""
    slides: list[Slide] = []
    authored.blocks, footnotes = with_footnotes(authored.blocks)
    spoken = _spoken(authored)
    contents = filled_out(filled_slides(authored, setting), setting)
    if not contents and not setting.findings.has_errors:
        setting.findings.error(NOTHING_ELSE, authored.place, hint=ADD_CONTENT)
    for number, filled in enumerate(contents, 1):
        layout, title, notes = filled.layout, authored.title, spoken
        under = footnotes_of(filled.blocks, footnotes)
        if number > 1:
            frame = setting.frame(layout, "title")
            title, notes = continued(title, number, setting.language.words.continued, frame, setting.metrics), ()
        fills = {"title": _fill(title, layout, "title", setting, authored.place), **filled.fills}
        lines = spoken_lines(notes, setting.brand.slides, setting.findings)
        lines += _undisplayed(filled.blocks, authored.title, setting.language.words, goes_on=number > 1)
        source = source_line(authored.title, filled.blocks, setting.sources, setting.language.words, under)
        if source and "source" in setting.brand.slides.boxes(layout):
            fills["source"] = _fill(source, layout, "source", setting, authored.place)
        elif source:
            lines.append(Line(source))
        lines += _described(filled.blocks, setting.language.words)
        lines += _evidence(authored.title, (*filled.blocks, *under, *notes), setting)
        slides.append(Slide(layout, fills, authored.section_name, tuple(lines), authored.place))
    return slides


def _undisplayed(blocks: model.Blocks, title: model.Inlines, words: Words, *, goes_on: bool) -> Iterator[Line]:
    """What has no box on slides: captions of charts and tables, unless the title says the same; and the credit of a
    picture, so that handouts name it. A table that `goes_on` had its caption on the slide before."""
    shown = ("", model.plain(title).casefold())
    for block in walk(blocks):
        if isinstance(block, model.Table) and goes_on:
            continue
        if isinstance(block, model.Figure | model.Table) and model.plain(block.caption).casefold() not in shown:
            yield Line(block.caption)
        if isinstance(block, model.Figure) and block.picture:
            yield Line(block.source)


def _described(blocks: model.Blocks, words: Words) -> Iterator[Line]:
    """What is left of long text alternatives, in the small print of the notes, since it is not said."""
    for block in walk(blocks):
        if isinstance(block, model.Figure) and (rest := divided(block.alt)[1]):
            text = (model.Text(f"{words.figure}: "), model.Marked(rest, model.Trace("alt", block.image)))
            yield Line(text, level=_SMALL_PRINT)


def _fill(text: model.Inlines, layout: str, box: str, setting: SlideSetting, at: Place | None) -> TextFill:
    """The fill of a box with one line, which must fit."""
    return _text((Line(text),), layout, box, setting, at)


def _text(lines: tuple[Line, ...], layout: str, box: str, setting: SlideSetting, at: Place | None) -> TextFill:
    """The fill of a box with lines, which must fit, if need be in smaller type."""
    return TextFill(lines, must_fit(lines, setting.frame(layout, box), setting.metrics, setting.findings, at))


def _evidence(text: model.Inlines, blocks: model.Blocks, setting: SlideSetting) -> Iterator[Line]:
    """The evidence of the facts in the text, in the blocks and in their charts, in order of use, as lines of notes."""
    charts = [block.image for block in walk(blocks) if isinstance(block, model.Figure)]
    drawn = [fact for chart in charts for fact in setting.charts.get(chart, ())]
    facts = dict.fromkeys((*facts_in((*text, *blocks)), *drawn))
    found = (entry for fact in facts for entry in setting.evidence.get(fact, ()))
    return evidence_lines(found, setting.language.words)


def _framed(slides: Sequence[Slide], document: model.Document, setting: SlideSetting) -> Iterator[Slide]:
    """The slides with footer and date, their fills in the reading order of the layout."""
    meta = document.meta
    lines = (Line((model.Text(meta.running_title),)),)
    looks, findings = setting.brand.slides, Findings()
    footers: dict[str, Fill] = {}
    for layout in dict.fromkeys(slide.layout for slide in slides):
        if "footer" in looks.boxes(layout) and not findings.has_errors:
            frame, at = setting.frame(layout, "footer"), meta.short_title_place or meta.place
            footers[layout] = TextFill(
                lines, must_fit(lines, frame, setting.metrics, findings, at, "write a shorter short_title")
            )
    setting.findings.extend(findings)
    for slide in slides:
        dated = _dated(document, setting, "long" if slide.layout == COVER else "short")
        shared = {"footer": footers[slide.layout]} if slide.layout in footers else {}
        fills: dict[str, Fill] = {**slide.fills, **shared, "date": TextFill((Line((dated,)),))}
        boxes = looks.boxes(slide.layout)
        ordered = {box: _broken_well(fills[box], slide.layout, box, setting) for box in boxes if box in fills}
        yield with_bars(replace(slide, fills=ordered), setting)


def _dated(document: model.Document, setting: SlideSetting, form: Literal["long", "short"]) -> model.Marked:
    """The date of the report."""
    day, language = document.meta.date, setting.language
    return model.Marked(language.capital(language.date(day, form)), model.Trace("date", day.isoformat()))


def _broken_well(fill: Fill, layout: str, box: str, setting: SlideSetting) -> Fill:
    """The fill; a text without words that stand alone on its last line; a title with lines of about equal length and
    without names in two parts."""
    if not isinstance(fill, TextFill):
        return fill
    frame, metrics = setting.frame(layout, box).with_styles(fill.styles), setting.metrics
    if box == "title":
        lines = tuple(with_whole_names(line, frame, metrics, setting.names) for line in fill.lines)
        line, narrower = balanced(lines[0], frame, metrics)
        fill, frame = replace(fill, lines=(line, *lines[1:]), narrower=narrower), frame.without(narrower)
    estimated = setting.brand.fonts.measure != 1
    lines = tuple(without_runt(line, frame, metrics, setting.names, estimated=estimated) for line in fill.lines)
    return replace(fill, lines=lines)

"""The title of a slide with a chart: its words have the colours that they have in the chart's own title."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reports.brand import Brand, SlideText
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.charts.title_words import with_marks
from reports.document import marked_in, model, walk
from reports.languages import Language
from reports.powerpoint.slides.model import Deck, PictureFill, Slide, TextFill
from reports.powerpoint.slides.text_frame import text_frame

_LARGE, _LARGE_BOLD, _LARGE_CONTRAST = 18.0, 14.0, 3.0
"""Points from which type is large, also if it is bold, and the contrast that it needs (WCAG 2.2, 1.4.3)."""


def with_chart_words(document: model.Document, language: Language) -> model.Document:
    """The document of a deck, in whose headings the coloured words of the charts below them are marked."""

    def changed(section: model.Section) -> model.Section:
        marks: list[model.Marked] = []
        blocks: list[model.Block] = []
        for block in reversed(section.blocks):
            if isinstance(block, model.Heading):
                block, marks = replace(block, text=with_marks(block.text, marks, language)), []
            else:
                captions = (each.caption for each in walk((block,)) if isinstance(each, model.Figure))
                found = (mark for caption in captions for mark in marked_in(caption))
                marks += (mark for mark in found if mark.trace.kind == "chart")
            blocks.append(block)
        return replace(section, blocks=tuple(reversed(blocks)))

    return replace(document, sections=tuple(map(changed, document.sections)))


def titled_charts(deck: Deck, brand: Brand) -> dict[str, frozenset[str]]:
    """The charts of a deck with the facts whose words are coloured in the title of each slide that has the chart. Words
    on a dark ground have no colours."""
    found: dict[str, frozenset[str]] = {}
    for slide in deck.slides:
        for fill in slide.fills.values():
            if isinstance(fill, PictureFill):
                words = [] if _style(slide, brand).colour == "on_dark" else _words(slide)
                facts = frozenset(fact for chart, fact in words if chart == fill.image)
                found[fill.image] = facts & found.get(fill.image, facts)
    return found


def least_contrast(deck: Deck, brand: Brand) -> float:
    """The contrast that coloured words need in the titles of a deck: less if they are large in all of these."""
    styles = [_style(slide, brand) for slide in deck.slides if any(_words(slide))]
    large = all(style.size >= (_LARGE_BOLD if style.bold else _LARGE) for style in styles)
    return _LARGE_CONTRAST if large else LEAST_CONTRAST_TEXT


def _style(slide: Slide, brand: Brand) -> SlideText:
    return text_frame(brand, slide.layout, "title").styles[0]


def _words(slide: Slide) -> Iterator[tuple[str, str]]:
    """The chart and the fact of each coloured word in a slide's title."""
    title = slide.fills.get("title")
    for line in title.lines if isinstance(title, TextFill) else ():
        yield from ((mark.trace.ref, mark.trace.form) for mark in marked_in(line.text) if mark.trace.kind == "chart")

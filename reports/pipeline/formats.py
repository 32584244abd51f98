"""The table of formats: how a composed document becomes a file, and at which sizes its charts stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reports.brand import Brand, ChartType, Form
from reports.brand.measure import FontFiles
from reports.charts import Specs, chart_data
from reports.charts.jobs import DrawJob
from reports.diagnostics import Diagnostic
from reports.document import walk
from reports.document.model import Figure, Listing, Picture
from reports.pipeline.budgets import BudgetUse, uses_of_deck, uses_of_document
from reports.pipeline.compose import Composed

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from reports.charts import Media


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document made ready for its format: the millimetres of each chart (no height: as needed), and how to write it.

    `translations` are the charts, by name, that are drawn in another language than the document's first. `bookmarks`
    are the places whose pages the format can print: they are handed to `write` where they are known. `uses` is what
    each section takes of the report's budget; `starts` is the place at which a section begins, by its id.
    """

    sizes: Mapping[str, tuple[float, float | None]]
    type: ChartType
    write: Callable[[Mapping[str, Media], Mapping[str, int]], WordDocument | Presentation]
    translations: Mapping[str, Picture] = field(default_factory=dict)
    bookmarks: tuple[str, ...] = ()
    uses: tuple[BudgetUse, ...] = ()
    starts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, how documents become them, whether languages can stand side by side in them,
    and how they are printed (`office.EXPORTS`), by the ending of the PDF.

    `faults` tells what brand.yaml names of an organisation's own template and the template has not.
    """

    suffix: str
    side_by_side: bool
    prints: Mapping[str, str]
    prepare: Callable[[Composed, Brand, Specs, Path], Prepared]
    faults: Callable[[Brand], Iterable[Diagnostic]]


def _word(composed: Composed, brand: Brand, specs: Specs, cache: Path) -> Prepared:
    from reports.brand.word_reference import word_reference
    from reports.word import outline, write

    document, language = composed.document, composed.wording.language
    looks = brand.for_sides() if document.translations else brand
    form: Form = "official" if document.official else "house"
    width = looks.in_form(form).word.page.column
    blocks = tuple(walk(document.blocks))
    listings = set() if document.official else {block.what for block in blocks if isinstance(block, Listing)}
    figures = [block for block in blocks if isinstance(block, Figure)]
    translations = {picture.name: picture for figure in figures for picture in figure.translations}
    charts = {figure.chart: figure.chart for figure in figures if figure.chart}
    charts |= {name: picture.chart for name, picture in translations.items()}
    numbered = outline(document, language.words)
    return Prepared(
        {name: (width, specs.charts[chart].height.get("word")) for name, chart in charts.items()},
        looks.charts.word,
        lambda media, pages: write(document, media, word_reference(looks, form, cache), language, pages),
        translations,
        numbered.bookmarks(listings),
        uses_of_document(document),
        numbered.starts(document),
    )


def _word_faults(brand: Brand) -> Iterable[Diagnostic]:
    if brand.files.word is None:
        return ()
    from reports.brand.word_reference.adoption import unknown_styles
    from reports.brand.word_reference.letterhead import letterhead_of

    letterhead = letterhead_of(brand)
    return unknown_styles(letterhead.styles, brand) if letterhead and letterhead.styles else ()


def _powerpoint_faults(brand: Brand) -> Iterable[Diagnostic]:
    if brand.files.powerpoint is None:
        return ()
    from reports.brand.powerpoint_reference import layout_faults

    return layout_faults(brand)


def _powerpoint(composed: Composed, brand: Brand, specs: Specs, cache: Path) -> Prepared:
    from reports.brand.measure import load_metrics
    from reports.brand.powerpoint_reference import deck_reference
    from reports.charts import facts_of
    from reports.powerpoint.presentation import write
    from reports.powerpoint.slides.deck import chart_sizes, slides

    brand, wording = brand.for_slides(), composed.wording
    language = wording.language
    names = {id_: tuple(map(wording.source, wording.sources_of(id_))) for id_ in composed.used}
    deck = slides(
        composed.document,
        brand,
        load_metrics(cache, brand.fonts.measured_with).times(brand.fonts.measure),
        language,
        sources_of=names,
        chart_facts={id_: facts_of(spec) for id_, spec in specs.charts.items()},
    )
    return Prepared(
        chart_sizes(deck, brand),
        brand.charts.slides,
        lambda media, pages: write(deck, media, deck_reference(brand, language, cache), language),
        uses=uses_of_deck(deck, composed.document),
    )


FORMATS: Mapping[str, Format] = {
    "word": Format(".docx", True, {".pdf": "document"}, _word, _word_faults),
    "powerpoint": Format(".pptx", False, {".pdf": "slides", ".notes.pdf": "notes"}, _powerpoint, _powerpoint_faults),
}


def draw_jobs(prepared: Prepared, composed: Composed, specs: Specs, fonts: FontFiles) -> dict[str, DrawJob]:
    """The charts that a prepared document needs, by the names under which it is handed their pictures."""
    jobs: dict[str, DrawJob] = {}
    for name, (width, height) in prepared.sizes.items():
        picture = prepared.translations.get(name)
        chart = picture.chart if picture else name
        wording = composed.translations[picture.language] if picture else composed.wording
        data, place = chart_data(specs.charts[chart], wording), specs.places[chart]
        jobs[name] = DrawJob(chart, data, wording.language.code, width, height, prepared.type, fonts, place)
    return jobs

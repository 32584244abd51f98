"""The table of formats: how a composed document becomes a file, and at which sizes its charts are drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from reports.brand import Brand, ChartType, Form, Medium
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.brand.model import Charts
from reports.charts.data import chart_data, native_form, places_of
from reports.charts.editable import NotNative
from reports.charts.frame import looks_of
from reports.charts.jobs import DrawJob, lay_out_all
from reports.charts.specs import Specs
from reports.charts.title_words import tints
from reports.diagnostics import Diagnostic, Findings, Problems
from reports.document import walk
from reports.document.marks import looks_key
from reports.document.model import PICTURE, Block, Document, Figure, Landscape, Listing, Trace
from reports.facts.pictures import PictureSpecs
from reports.facts.provenance import sources_behind
from reports.facts.signs import gauge
from reports.facts.wording import Wording
from reports.pipeline.budgets import BudgetUse, uses_of_deck, uses_of_document
from reports.pipeline.compose import Composed
from reports.pipeline.joint_charts import JOINT, joint_data, with_joint_charts
from reports.pipeline.pictures import PictureJob, Room, picture_job, ready

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from reports.charts.model import Visual
    from reports.powerpoint.slides.model import Deck

_MOST_WORDS = 4
"""How many words of a name stay on one line of a slide's title."""
_TALLEST = 120.0
"""The height in millimetres of the highest picture in a text."""
_Placed = tuple[str, str, Wording, Room]
"""A picture at one place: its name in the file, its image, the wording of its language, and its room."""


class Prepared(Struct, frozen=True):
    """A document prepared for its format.

    `charts` are to be drawn, `pictures` are in the cache, by the names under which `write` takes both. `write` also
    takes the page of each of the `bookmarks`, where it is known. `uses` is what each section takes of the report's
    budget; `starts` is the bookmark at the start of each section, by the section's id. `warnings` say why charts that
    were to be native are drawn. `deck` are the slides, for PowerPoint.
    """

    charts: Mapping[str, DrawJob]
    pictures: Mapping[str, PictureJob]
    write: Callable[[Mapping[str, Visual], Mapping[str, int]], WordDocument | Presentation]
    uses: tuple[BudgetUse, ...]
    bookmarks: tuple[str, ...] = ()
    starts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()
    deck: Deck | None = None


class Format(Struct, frozen=True):
    """A format of files.

    `side_by_side`: whether a file can have several languages. `prints`: the kinds of PDF (`office.EXPORTS`) by the
    ending of the PDF. `faults` gives the names in brand.yaml that are not in the organisation's file.
    """

    suffix: str
    side_by_side: bool
    prints: Mapping[str, str]
    prepare: Callable[[Composed, Brand, Specs, PictureSpecs, Path], Prepared]
    faults: Callable[[Brand], Iterable[Diagnostic]]


def completed(composed: Composed, brand: Brand, specs: Specs, cache: Path) -> Composed:
    """The document with each chart drawn once for all its languages, where their labels fit into it."""

    def fits(figure: Figure) -> bool:
        job = _chart_job(figure, "", False, composed, brand.for_sides(), specs, Findings())
        try:
            lay_out_all([job], brand, cache)
        except Problems:
            return False
        return job.native is None

    return replace(composed, document=with_joint_charts(composed.document, fits))


def with_titles(composed: Composed) -> Composed:
    """The document of a deck, with the coloured words of charts in the titles of its slides."""
    from reports.powerpoint.slides.chart_titles import with_chart_words

    return replace(composed, document=with_chart_words(composed.document, composed.wording.language))


def _chart_job(
    figure: Figure, code: str, landscape: bool, composed: Composed, looks: Brand, specs: Specs, found: Findings
) -> DrawJob:
    """The job to draw a figure's chart in a language of the document, "" for its first, or in all."""
    wording = composed.translations[code] if code else composed.wording
    page = looks.word.landscape if landscape else looks.word.page
    size = page.across, specs.charts[figure.image].height.get("word"), looks.charts.word
    medium: Medium = "official" if composed.document.official else "house"
    job = _job(figure.image, wording, size, looks.charts, specs, found, medium)
    if JOINT not in figure.styles:
        return job
    wordings = (composed.wording, *composed.translations.values())
    return dataclasses.replace(
        job, data=joint_data([chart_data(specs.charts[figure.image], each) for each in wordings])
    )


def _word(composed: Composed, brand: Brand, specs: Specs, pictures: PictureSpecs, cache: Path) -> Prepared:
    from reports.brand.font_files import load_metrics
    from reports.brand.word_reference.reference import word_reference
    from reports.word import check, outline, write
    from reports.word.figures import LANDSCAPE

    document, language = composed.document, composed.wording.language
    looks = brand.for_sides() if document.translations else brand
    form: Form = "official" if document.official else "house"
    if document.number_headings:
        looks = looks.with_numbered_headings()
    if not language.justified:
        looks = looks.ragged()
    in_form = looks.in_form(form)
    metrics = load_metrics(cache, in_form.font)
    check(document, in_form, metrics)
    charts: dict[str, DrawJob] = {}
    found = Findings()
    placed: list[_Placed] = []
    listings: set[str] = set()
    for block, landscape in _on_pages(document):
        if isinstance(block, Listing):
            listings.add(block.what)
        elif isinstance(block, Figure):
            page, ending = (in_form.word.landscape, LANDSCAPE) if landscape else (in_form.word.page, "")
            across = page.widened if "full" in block.styles else page.across
            for each in block.images:
                wording = composed.translations[each.language] if each.language else composed.wording
                if each.image.startswith(PICTURE):
                    placed.append((each.name, each.image, wording, Room(across, _TALLEST)))
                else:
                    job = _chart_job(block, each.language, landscape, composed, in_form, specs, found)
                    charts[each.name + ending] = job
    jobs = _picture_jobs(placed, pictures, cache)
    charts, colours = _in_titles(charts, specs, in_form, LEAST_CONTRAST_TEXT, found)
    numbered = outline(document, language.words)
    return Prepared(
        charts,
        jobs,
        lambda media, pages: write(
            document, media, word_reference(looks, form, cache), language, metrics, pages, colours
        ),
        uses_of_document(document),
        numbered.bookmarks(listings),
        numbered.starts(document),
        tuple(found),
    )


def _on_pages(document: Document) -> Iterator[tuple[Block, bool]]:
    """Each block, with whether its author put it on a landscape page."""
    for block in document.blocks:
        landscape = isinstance(block, Landscape)
        yield from ((inner, landscape) for inner in walk((block,)))


def _picture_jobs(placed: Iterable[_Placed], pictures: PictureSpecs, cache: Path) -> dict[str, PictureJob]:
    """The pictures by name, made ready for the largest of their places. Raises Problems with all faults of all."""
    jobs: dict[str, PictureJob] = {}
    findings = Findings()
    for name, image, wording, room in placed:
        try:
            job = picture_job(image.removeprefix(PICTURE), wording.language.code, pictures, room)
            if name not in jobs or job.width > jobs[name].width:
                jobs[name] = job
        except Problems as problems:
            findings.extend(problems.diagnostics)
    findings.check()
    ready(jobs, cache)
    return jobs


def _word_faults(brand: Brand) -> Iterable[Diagnostic]:
    if brand.files.word is None:
        return ()
    from reports.brand.word_reference.imported import imported_document
    from reports.brand.word_reference.merged_styles import unknown_styles

    imported = imported_document(brand)
    return unknown_styles(imported.styles, brand) if imported else ()


def _powerpoint(composed: Composed, brand: Brand, specs: Specs, pictures: PictureSpecs, cache: Path) -> Prepared:
    from reports.brand.font_files import load_metrics
    from reports.brand.powerpoint_reference.reference import deck_reference
    from reports.brand.theme import theme_slots
    from reports.charts.data import facts_of
    from reports.charts.native_labels import solid
    from reports.powerpoint.presentation import write
    from reports.powerpoint.slides.chart_titles import least_contrast, titled_charts
    from reports.powerpoint.slides.deck import chart_sizes, placed_images, slides

    brand, wording, found = brand.for_slides(), composed.wording, Findings()
    deck = slides(
        composed.document,
        brand,
        load_metrics(cache, brand.font).times(brand.fonts.measure),
        wording.language,
        sources_of=lambda inline: tuple(map(wording.source, sources_behind(inline, wording))),
        chart_facts={id_: facts_of(spec) for id_, spec in specs.charts.items()},
        gauge_of=lambda trace: gauge(trace.ref, trace.form.partition(":")[2] or None, wording),
        names=wording.names(_MOST_WORDS),
    )
    placed = (
        (fill.image, fill.image, wording, Room(*size, fill.filled))
        for fill, size in placed_images(deck, brand)
        if fill.is_picture
    )
    jobs = _picture_jobs(placed, pictures, cache)
    charts = {
        name: _job(name.partition("@")[0], wording, (*size, brand.charts.slides), brand.charts, specs, found, "slides")
        for name, size in chart_sizes(deck, brand).items()
    }
    charts, colours = _in_titles(charts, specs, brand, least_contrast(deck, brand), found, titled_charts(deck, brand))
    fills = {key: str(solid(colour, theme_slots(brand.in_medium("slides")))) for key, colour in colours.items()}

    def written(media: Mapping[str, Visual], pages: Mapping[str, int]) -> Presentation:
        reference = deck_reference(brand, wording.language, cache)
        reference = replace(reference, signs={**reference.signs, **fills})
        return write(deck, media, reference, wording.language)

    return Prepared(
        charts,
        jobs,
        written,
        uses_of_deck(deck, composed.document),
        warnings=tuple(found),
        deck=deck,
    )


def _powerpoint_faults(brand: Brand) -> Iterable[Diagnostic]:
    if brand.files.powerpoint is None:
        return ()
    from reports.brand.powerpoint_reference.making import layout_faults

    return layout_faults(brand)


def _job(
    chart: str,
    wording: Wording,
    size: tuple[float, float | None, ChartType],
    charts: Charts,
    specs: Specs,
    found: Findings,
    medium: Medium,
) -> DrawJob:
    """The job to draw a chart, or to write it as a native one; `found` gets the reason if this is not possible."""
    spec, code = specs.charts[chart], wording.language.code
    data, native = chart_data(spec, wording), None
    try:
        native = native_form(spec, data, wanted=charts.native)
    except NotNative as error:
        place = specs.place(chart, "native") if spec.native else specs.place(chart)
        found.warning(f'the chart "{chart}" is drawn, not native: {error}', place, hint=error.hint)
    return DrawJob(chart, data, code, *size, places_of(specs, chart, data, code), native, medium)


def _in_titles(
    jobs: Mapping[str, DrawJob],
    specs: Specs,
    brand: Brand,
    least: float,
    found: Findings,
    titled: Mapping[str, frozenset[str]] | None = None,
) -> tuple[dict[str, DrawJob], dict[str, str]]:
    """The jobs of charts, which name their series unless coloured words of their titles do, and the colours of these
    words by the key of their looks.

    `least` is the contrast that the words need, `titled` are the facts whose words stand with each chart, by default
    all; `found` gets what is to be told about the colours.
    """
    made, colours, told = dict(jobs), dict[str, str](), set[tuple[str, str]]()
    for name, job in jobs.items():
        spec = specs.charts[job.chart]
        if not spec.coloured:
            continue
        tinted = tints(spec, job.data, looks_of(brand.in_medium(job.medium), job.sizes), least)
        colours |= {looks_key(Trace("chart", job.chart, fact)): colour for fact, colour in tinted.colours.items()}
        for number, each in enumerate(spec.coloured):
            if each.fact in tinted.told and (job.chart, each.fact) not in told:
                told.add((job.chart, each.fact))
                message, hint = tinted.told[each.fact]
                place = specs.place(job.chart, "coloured", number)
                found.warning(f'words in the title of "{job.chart}": {message}', place, hint=hint)
        facts = {each.fact for each in spec.coloured}
        if not tinted.suffice or not facts <= (facts if titled is None else titled.get(job.chart, frozenset())):
            native = job.native and replace(job.native, titled=())
            made[name] = dataclasses.replace(job, data=replace(job.data, titled=()), native=native)
    return made, colours


FORMATS: Mapping[str, Format] = {
    "word": Format(".docx", True, {".pdf": "document"}, _word, _word_faults),
    "powerpoint": Format(".pptx", False, {".pdf": "slides", ".notes.pdf": "notes"}, _powerpoint, _powerpoint_faults),
}

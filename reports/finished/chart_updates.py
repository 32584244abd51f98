"""The charts placed in a finished file → those that say something else today, drawn or written anew.

A picture is drawn at the size that it has in the file; a native chart keeps the looks that people gave it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from lxml import etree
from msgspec import Struct

from reports.brand import Brand, ChartType, read_brand
from reports.charts.data import chart_data, native_form
from reports.charts.editable import NativeChart, chart_marks
from reports.charts.frame import MILLIMETRE
from reports.charts.jobs import DrawJob, draw, lay_out_all
from reports.charts.model import ChartData, EmbeddedChart, Media
from reports.charts.picture_marks import PictureMark, digest_of, drawn_size, mark_of_picture
from reports.charts.specs import Spec
from reports.charts.texts import alt_text
from reports.diagnostics import HintedError, Problems
from reports.document.alternatives import divided
from reports.document.model import MadeFor, Marked
from reports.files.archive import Package
from reports.finished.chart_merge import merge
from reports.finished.current import CurrentTexts
from reports.finished.marks import Mark
from reports.finished.model import FigureState
from reports.finished.native_charts import chart_texts, sheet_of
from reports.finished.placed_charts import PlacedChart, placed_charts
from reports.finished.text import alike, folded
from reports.pipeline.joint_charts import joint_data
from reports.workspace import Workspace

_GROWN = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
"""How much larger than in the file a chart is drawn if its words do not fit; it is then shown smaller."""
_NEARLY = 0.02
"""How much two heights may differ that are the same."""
_ANEW = "place the chart anew"


class CannotUpdate(HintedError):
    """Why a chart is left as it is, in words that follow its name, and a hint."""


class ChartSetting(Struct, frozen=True):
    """What the charts of a file are drawn with; `heights` is whether those of the specs are valid in it."""

    current: CurrentTexts
    brand: Brand
    sizes: ChartType
    cache: Path
    heights: bool


class ChartUpdate(Struct, frozen=True):
    """A placed chart that says something else today: its new parts, or what must be done by hand, and how.

    `marks` are the texts that are written into a native chart today.
    """

    placed: PlacedChart
    chart: str
    parts: Mapping[str, bytes] = {}
    marks: tuple[Marked, ...] = ()
    problem: str = ""
    hint: str = ""


class _Choice(Struct, frozen=True):
    """What a chart shows, and its text alternative, in one wording, or in one for each language of the file."""

    language: str
    alternative: str
    data: ChartData


def chart_setting(workspace: Workspace, made_for: MadeFor, kind: str, current: CurrentTexts) -> ChartSetting:
    """The setting for a file of a kind: "word" or "powerpoint". Raises Problems if the brand cannot be read."""
    brand = read_brand(workspace.templates / "brand" / "brand.yaml", "templates/brand/brand.yaml")
    audience = workspace.audiences.get(made_for.audience)
    if kind == "powerpoint":
        brand = (brand.for_audience(audience.accent, audience.density) if audience else brand).for_slides()
        return ChartSetting(current, brand, brand.charts.slides, workspace.cache, False)
    brand = brand.for_sides() if "-" in made_for.language else brand
    brand = brand.in_form(audience.form) if audience else brand
    return ChartSetting(current, brand, brand.charts.word, workspace.cache, True)


def chart_updates(
    package: Package, setting: ChartSetting, states: Mapping[str, Collection[FigureState]], marks: Iterable[Mark]
) -> Iterator[ChartUpdate]:
    """The charts that say something else today, each part once.

    `states` are those of the figures in native charts, by the charts' parts; `marks` are those of the file.
    """
    printed: dict[str, set[str]] = {}
    for each in marks:
        if each.kind == "chart":
            printed.setdefault(each.ref, set()).add(each.printed)
    parts: dict[str, PlacedChart] = {}  # some share a picture, which is drawn for the largest
    for placed in placed_charts(package):
        known = parts.setdefault(placed.part, placed)
        if (placed.size or ()) > (known.size or ()):
            parts[placed.part] = placed
    pictures: list[tuple[DrawJob, PlacedChart]] = []
    for placed in parts.values():
        png = b"" if placed.is_native else package.bytes_of(placed.part)
        mark = mark_of_picture(png)
        if chart := mark.chart if mark else _chart_of(placed, setting.current):
            try:
                if not placed.is_native:
                    pictures += ((job, placed) for job in _picture(placed, chart, png, mark, setting))
                elif "stale" in (own := states.get(placed.part, ())):
                    yield _native(placed, chart, package, setting, printed.get(chart, set()), own)
            except HintedError as problem:
                yield ChartUpdate(placed, chart, problem=str(problem), hint=problem.hint)
            except Problems as problems:
                yield ChartUpdate(placed, chart, problem=problems.diagnostics[0].message, hint=_ANEW)
    drawn = draw([job for job, _ in pictures], setting.brand, setting.cache)
    for job, placed in pictures:
        made = drawn[job]
        if isinstance(made, Media) and made.raster != package.bytes_of(placed.part):
            vector = {placed.vector: made.svg} if placed.vector else {}
            yield ChartUpdate(placed, job.chart, {placed.part: made.raster, **vector})


def _chart_of(placed: PlacedChart, current: CurrentTexts) -> str:
    """The id of a chart, by its name or its text alternative; "" for other pictures."""
    charts = current.specs.charts if current.specs else {}
    found = current.alternative(placed.alternative, "") if placed.alternative else None
    return placed.named(charts) or (found.ref if found and found.ref in charts else "")


def _picture(
    placed: PlacedChart, chart: str, png: bytes, mark: PictureMark | None, setting: ChartSetting
) -> Iterator[DrawJob]:
    """The job to draw a chart, unless it says the same today. Without a mark, as in older files, its text alternative
    says what it shows."""
    spec, choices = _today(chart, setting)
    if mark:
        choices = [each for each in choices if each.language == mark.language] or choices
        is_same = mark.digest in {digest_of(each.data) for each in choices}
    else:
        is_same = any(placed.alternative in (each.alternative, *divided(each.alternative)) for each in choices)
    size = drawn_size(png)
    if not is_same and size is None:
        raise CannotUpdate("another picture has been put in its place", _ANEW)
    if not is_same and size:
        yield _job(chart, _nearest(choices, placed), placed.size or size, spec, setting)


def _native(
    placed: PlacedChart,
    chart: str,
    package: Package,
    setting: ChartSetting,
    printed: Collection[str],
    states: Collection[FigureState],
) -> ChartUpdate:
    root, sheet, books = (
        package.xml(placed.part),
        sheet_of(package, placed.part),
        package.related(placed.part, "package"),
    )
    book = next(books, "")
    if root is None or placed.size is None or not book or chart_texts(package, placed.part) is None:
        raise CannotUpdate("the program that saved it kept no workbook with its facts", _ANEW)
    if not {"changed", "untraced"}.isdisjoint(states):
        raise CannotUpdate("its values or words were edited by hand", f"put today's values into it, or {_ANEW}")
    spec, choices = _today(chart, setting)
    choice = _nearest(choices, placed)
    now = native_form(spec, choice.data, wanted=True)
    if now is None:
        raise CannotUpdate("charts of its kind are pictures today", _ANEW)
    job = _job(chart, choice, placed.size, spec, setting, now)

    def made(shown: NativeChart) -> EmbeddedChart:
        own = dataclasses.replace(job, native=shown)
        drawn = draw([own], setting.brand, setting.cache)[own]
        if not isinstance(drawn, EmbeddedChart):
            raise CannotUpdate("it is a picture today", _ANEW)
        return drawn

    written = merge(root, sheet, now, printed, made)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ChartUpdate(placed, chart, {placed.part: xml, book: written.workbook}, chart_marks(chart, now))


def _today(chart: str, setting: ChartSetting) -> tuple[Spec, list[_Choice]]:
    """The spec of a chart, and what it shows in each wording. Raises CannotUpdate if there is no such chart today."""
    spec = setting.current.specs.charts.get(chart) if setting.current.specs else None
    if spec is None:
        raise CannotUpdate("templates/charts.yaml has no chart of this name", "take it out of the file")
    by_language: dict[str, list[_Choice]] = {}
    for wording in setting.current.wordings:
        try:
            choice = _Choice(wording.language.code, folded(alt_text(spec, wording)), chart_data(spec, wording))
        except (KeyError, ValueError):
            continue
        by_language.setdefault(choice.language, []).append(choice)
    found = [choice for choices in by_language.values() for choice in choices]
    if len(by_language) > 1:
        for each in product(*by_language.values()):
            alternative = " / ".join(choice.alternative for choice in each)
            found.append(_Choice(each[0].language, alternative, joint_data([choice.data for choice in each])))
    if not found:
        raise CannotUpdate("its facts cannot be written today", "run songngu check")
    return spec, found


def _nearest(choices: Sequence[_Choice], placed: PlacedChart) -> _Choice:
    """The choice whose text alternative is most like that in the file."""
    return max(choices, key=lambda each: alike(each.alternative, placed.alternative))


def _job(
    chart: str,
    choice: _Choice,
    size: tuple[float, float],
    spec: Spec,
    setting: ChartSetting,
    native: NativeChart | None = None,
) -> DrawJob:
    """The job to draw a chart in a size of the file or, if its words do not fit, larger. Raises Problems if no size of
    this shape has room for them."""
    (width, height), problems = size, list[Problems]()
    jobs = [
        DrawJob(chart, choice.data, choice.language, width * by, height * by, setting.sizes, native=native)
        for by in _GROWN
    ]
    if setting.heights and native is None:  # as it was drawn, if nobody changed its size
        jobs.insert(0, dataclasses.replace(jobs[0], height=spec.height.get("word")))
    for job in jobs:
        try:
            drawn = lay_out_all([job], setting.brand, setting.cache)[job].height / MILLIMETRE
        except Problems as found:
            problems.append(found)
            continue
        if job.height or abs(drawn / height - 1) <= _NEARLY:
            return job
    raise problems[0]

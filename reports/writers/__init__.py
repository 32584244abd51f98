"""The table of formats: how a composed document becomes the parts of a file, and at which sizes its charts stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.brand import Brand, ChartType
from reports.compose import Composed
from reports.document import Figure, walk_blocks

if TYPE_CHECKING:
    from reports.charts import Media, Specs

Parts = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready for its format: the millimetres of each chart (no height: as needed), how to write it."""

    sizes: Mapping[str, tuple[float, float | None]]
    type: ChartType
    write: Callable[[Mapping[str, Media]], Parts]


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    prepare: Callable[[Composed, Brand, Specs, Path], Prepared]


def _word(composed: Composed, brand: Brand, specs: Specs, cache: Path) -> Prepared:
    from reports.writers.word import write

    document, language = composed.document, composed.wording.language
    width = brand.in_form("official" if document.official else "house").word.page.column
    sizes = {
        block.chart: (width, specs.charts[block.chart].height_in("word", width))
        for block in walk_blocks(tuple(document.blocks))
        if isinstance(block, Figure)
    }
    return Prepared(sizes, brand.charts.word, lambda media: write(document, media, brand, language))


def _powerpoint(composed: Composed, brand: Brand, specs: Specs, cache: Path) -> Prepared:
    from reports.charts import facts_of
    from reports.fit import load_metrics
    from reports.slides import chart_sizes, slides
    from reports.writers.powerpoint import write

    wording = composed.wording
    names = {id_: tuple(map(wording.source, wording.sources_of(id_))) for id_ in composed.used}
    deck = slides(
        composed.document,
        brand,
        load_metrics(cache, brand.fonts.measured_with),
        wording.language,
        sources_of=names,
        chart_facts={id_: facts_of(spec) for id_, spec in specs.charts.items()},
    )
    return Prepared(
        chart_sizes(deck, brand), brand.charts.slides, lambda media: write(deck, media, brand, wording.language)
    )


FORMATS: Mapping[str, Format] = {"word": Format(".docx", _word), "powerpoint": Format(".pptx", _powerpoint)}

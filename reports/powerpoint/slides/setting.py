"""The setting in which all slides of a deck are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.diagnostics import Findings
from reports.document.model import Evidence, Trace
from reports.facts.signs import Gauge
from reports.languages import Language
from reports.powerpoint.slides.model import Fill, TextFill
from reports.powerpoint.slides.sources import SourcesOf
from reports.powerpoint.slides.text_frame import TextFrame, fits, text_frame

GaugeOf = Callable[[Trace], Gauge]
"""The bar that the trace of a key figure's bar stands for."""


def no_gauge(trace: Trace) -> Gauge:
    """For documents whose key figures have no bars."""
    raise LookupError(trace.ref)


class SlideSetting(Struct, frozen=True):
    """What all slides of a deck are made with: `sources` of a figure, `evidence` by fact, the facts of each of the
    `charts`, the `gauge` of a bar by its trace, `findings` to collect errors, and what finds the `names` whose words
    stay together. Text that grows is measured `cautious`ly where its font is not known."""

    brand: Brand
    metrics: Metrics
    language: Language
    sources: SourcesOf
    charts: Mapping[str, Sequence[str]]
    evidence: Mapping[str, Sequence[Evidence]]
    gauge: GaugeOf
    findings: Findings
    names: re.Pattern[str]
    cautious: Metrics
    _frames: dict[tuple[str, str], TextFrame] = field(default_factory=dict)

    def frame(self, layout: str, box: str) -> TextFrame:
        if (layout, box) not in self._frames:
            self._frames[layout, box] = text_frame(self.brand, layout, box)
        return self._frames[layout, box]

    @property
    def measures(self) -> tuple[Metrics, Findings]:
        """What texts are measured with, and what collects those that are too long."""
        return self.metrics, self.findings

    def fits(self, fills: Mapping[str, Fill], layout: str, share: float = 0) -> bool:
        """Whether each text has a box in the layout and fits it, or would in smaller type (-1 is the smallest)."""
        boxes = self.brand.slides.boxes(layout)
        return all(
            box in boxes
            and isinstance(fill, TextFill)
            and fits(fill.lines, self.frame(layout, box).sized(share), self.metrics)
            for box, fill in fills.items()
        )

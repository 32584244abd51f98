"""The table of kinds: how the data of a chart becomes a drawing. A new kind is one function and its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.charts import ChartData
from reports.drawing.bars import bars
from reports.drawing.frame import Frame
from reports.drawing.line import line
from reports.drawing.marks import Drawing
from reports.drawing.progress import progress
from reports.drawing.share import share
from reports.drawing.timeline import timeline

KINDS: Mapping[str, Callable[[ChartData, Frame], Drawing]] = {
    "bars": bars,
    "progress": progress,
    "timeline": timeline,
    "share": share,
    "line": line,
}

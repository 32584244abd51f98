"""The table of kinds: how the data of a chart becomes a drawing. A new kind is one function and its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.charts import ChartData
from reports.charts.frame import Frame
from reports.charts.kinds.bars import bars
from reports.charts.kinds.line import line
from reports.charts.kinds.progress import progress
from reports.charts.kinds.share import share
from reports.charts.kinds.timeline import timeline
from reports.charts.marks import Drawing

KINDS: Mapping[str, Callable[[ChartData, Frame], Drawing]] = {
    "bars": bars,
    "progress": progress,
    "timeline": timeline,
    "share": share,
    "line": line,
}

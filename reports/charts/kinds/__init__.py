"""The kinds of charts. To add a kind, add a file to this folder and its name to this list."""

from __future__ import annotations

from collections.abc import Mapping

from reports.charts.kind import ChartKind
from reports.charts.kinds.area import AREA
from reports.charts.kinds.bars import BARS
from reports.charts.kinds.columns import COLUMNS, COLUMNS_LINE
from reports.charts.kinds.distance import DISTANCE
from reports.charts.kinds.gantt import GANTT
from reports.charts.kinds.line import LINE
from reports.charts.kinds.multiples import MULTIPLES
from reports.charts.kinds.pairs import DUMBBELL, SLOPE
from reports.charts.kinds.progress import PROGRESS
from reports.charts.kinds.scorecard import SCORECARD
from reports.charts.kinds.share import SHARE
from reports.charts.kinds.stacked import STACKED
from reports.charts.kinds.strip import STRIP
from reports.charts.kinds.tile_map import TILE_MAP
from reports.charts.kinds.timeline import TIMELINE
from reports.charts.kinds.waterfall import WATERFALL

_KINDS = (
    BARS,
    COLUMNS,
    *STACKED,
    COLUMNS_LINE,
    DISTANCE,
    DUMBBELL,
    SLOPE,
    PROGRESS,
    TIMELINE,
    GANTT,
    SHARE,
    LINE,
    AREA,
    WATERFALL,
    SCORECARD,
    STRIP,
    MULTIPLES,
    TILE_MAP,
)

KINDS: Mapping[str, ChartKind] = {kind.name: kind for kind in _KINDS}

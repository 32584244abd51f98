"""The text alternative of a chart → the state of each figure in it, held against the chart's facts."""

from __future__ import annotations

from collections.abc import Sequence

from reports.auditing.judging import Judge
from reports.auditing.marks import Known, Mark
from reports.auditing.model import Token
from reports.auditing.tracing import Tracer

_LEAST_ALIKE = 0.5


def trace_alternative(tokens: Sequence[Token], tracer: Tracer, former: Known, name: str = "") -> list[Token]:
    """Hold a text alternative against that of its chart, as it would be written today; the tokens left over.

    `former` are the marks of the facts as the file printed them. A picture's `name` ends with the chart's id, where
    the writer put it there; other charts are known by their words.
    """
    mark = _mark(tokens[0].passage.text, tracer.judge, name.rpartition(": ")[2])
    return tracer.in_order(tokens, [mark], former) if mark else list(tokens)


def _mark(text: str, judge: Judge, chart: str) -> Mark | None:
    """The chart's text alternative of today, in the wording closest to the text; None if it is of no chart."""
    charts = judge.specs.charts if judge.specs else ()
    known = [chart] if chart in charts else charts
    marks = [Mark("alt", id_, "full", alt) for id_ in known for alt in judge.alts(id_)]
    best = max(marks, key=lambda mark: _alike(text, mark.printed), default=None)
    return best if best and (chart in charts or _alike(text, best.printed) >= _LEAST_ALIKE) else None


def _alike(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(len(words | others), 1)

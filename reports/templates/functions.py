"""The functions that templates call: `fact`, `facts`, `figures`, `chart`, `table`, `term`, `cite`, `evidence` …

Each writes Markdown in which every figure, term and date is marked as what it is. What cannot be written is gathered
as a fault with its place, so that one run shows all of them. `writing` is what they share; `naming`, `citing`,
`telling` and `tables` hold them, each building on the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reports.templates.tables import Tables
from reports.templates.writing import State


@dataclass(frozen=True, slots=True)
class Functions(Tables):
    """All functions of the templates."""

    def table_of_functions(self) -> dict[str, Callable[..., Any]]:
        """The names under which templates call them."""
        return {
            "fact": self.fact, "facts": self.facts, "figures": self.figures, "chart": self.chart, "table": self.table,
            "timeline": self.timeline, "term": self.term, "place": self.place, "person": self.person,
            "office": self.office, "date": self.date, "period": self.period, "plain": self.plain, "cite": self.cite,
            "ref": self.ref, "sources": self.sources, "source_line": self.source_line,
            "glossary": self.glossary, "evidence": self.evidence, "contents": self.contents,
        }  # fmt: skip


__all__ = ["Functions", "State"]

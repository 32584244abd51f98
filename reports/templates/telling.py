"""Functions of templates that write figures: `fact` and `facts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reports.diagnostics import nearest
from reports.document import Inlines
from reports.languages import QuantityForm
from reports.templates.citing import Citing
from reports.templates.fact_text import FactText, NoFact
from reports.templates.markers import without_marks
from reports.wording import Wording, capitalised

MOST_DECIMALS = 6
FIGURE_COLUMNS: Mapping[str, QuantityForm] = {"value": "full", "number": "number", "short": "short"}
"""The sides of a fact that are figures, and the form in which each is written."""


@dataclass(frozen=True, slots=True)
class Telling(Citing):
    """Single facts, and the facts that fit what is asked for."""

    def fact(
        self, id: str, form: str = "full", *, start: bool = False, rounded: int | None = None
    ) -> FactText | Markup:
        """The fact's figure, in the form full, number or short; `start` at the start of a sentence."""
        id_ = without_marks(str(id))
        fact = self._told(id_)
        if fact is None:
            return NoFact("")
        if not self._is_form(form) or not self._is_rounding(rounded):
            return Markup("")
        if fact.value is None and fact.qualifier != "dozens":
            return FactText.of(fact, self, "")

        def make(wording: Wording) -> Inlines:
            figure: Inlines = (wording.fact(id_, form, places=rounded),)  # type: ignore[arg-type]
            return capitalised(figure, wording.language) if start else figure

        return FactText.of(fact, self, self.write(make, id_))

    def _is_form(self, form: str) -> bool:
        return self._is_one_of(form, tuple(FIGURE_COLUMNS.values()), "figure")

    def _is_rounding(self, rounded: int | None) -> bool:
        if rounded is None or 0 <= rounded <= MOST_DECIMALS:
            return True
        self.fault(f"{rounded} is no number of decimals", f"write rounded=0 to rounded={MOST_DECIMALS}", "rounded")
        return False

    def facts(
        self,
        *ids: str,
        topic: str | None = None,
        kind: str | None = None,
        place: str | None = None,
        status: str | None = None,
        measure: str | None = None,
        importance: int = 0,
        used: bool | None = None,
        differ: bool | None = None,
        derived: bool | None = None,
    ) -> list[FactText]:
        """The facts of these ids, or those offered to this audience that fit all that is asked for."""
        if ids:
            told = [self._told(id_) for id_ in ids]
            return [FactText.of(fact, self, "") for fact in told if fact]
        self.state.work.spend(len(self.wording.facts.facts))
        wanted = {"topic": topic, "kind": kind, "place": place, "status": status, "measure": measure}
        for name, value in wanted.items():
            there = {str(getattr(fact, name)) for fact in self.wording.facts.facts.values()}
            if value is not None and value not in there:
                hint = nearest(value, there, otherwise=f"known: {', '.join(sorted(there - {'None'}))}")
                self.fault(f'no fact has the {name} "{value}"', hint, value)
        return [
            FactText.of(fact, self, "")
            for fact in self.selection.offered()
            if all(value is None or getattr(fact, name) == value for name, value in wanted.items())
            and fact.importance >= importance
            and (used is None or (fact.id in self.state.used) == used)
            and (differ is None or (fact.resolution is not None) == differ)
            and (derived is None or (fact.derive is not None) == derived)
        ]

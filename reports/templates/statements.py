"""Functions of templates that write figures, cite sources, and list what the text has used so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reports.diagnostics import nearest
from reports.languages import QuantityForm
from reports.templates.fact_text import FactText, NoFact
from reports.templates.markers import without_marks
from reports.templates.names import Naming

MOST_DECIMALS = 6
FIGURE_COLUMNS: Mapping[str, QuantityForm] = {"value": "full", "number": "number", "short": "short"}
"""The sides of a fact that are figures, and the form in which each is written."""


@dataclass(frozen=True, slots=True)
class Telling(Naming):
    """Facts, notes, cross-references, and the lists of sources and terms."""

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
        if not fact.has_figure:
            return FactText.of(fact, self.write)
        figure = self.write(
            lambda w: (w.fact(id_, form, places=rounded),),  # type: ignore[arg-type]
            id_,
            start=start,
        )
        return FactText.of(fact, self.write, figure)

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
            return [FactText.of(fact, self.write) for id_ in ids if (fact := self._told(id_))]
        self.state.work.spend(len(self.wording.facts.facts))
        wanted = {"topic": topic, "kind": kind, "place": place, "status": status, "measure": measure}
        for name, value in wanted.items():
            there = {str(getattr(fact, name)) for fact in self.wording.facts.facts.values()}
            if value is not None and value not in there:
                hint = nearest(value, sorted(there - {"None"}))
                self.fault(f'no fact has the {name} "{value}"', hint, value)
        return [
            FactText.of(fact, self.write)
            for fact in self.selection.offered()
            if all(value is None or getattr(fact, name) == value for name, value in wanted.items())
            and fact.importance >= importance
            and (used is None or (fact.id in self.state.used) == used)
            and (differ is None or (fact.resolution is not None) == differ)
            and (derived is None or (fact.derive is not None) == derived)
        ]

    def cite(self, *ids: str) -> Markup:
        """A note with the sources of facts of which no figure is written here."""
        self._needs(ids, "cite")
        told = [fact.id for id_ in ids if (fact := self._told(id_))]
        self.state.used.update(dict.fromkeys(told))
        return Markup(f'[]{{.cite ref="{" ".join(told)}"}}') if told else Markup("")

    def ref(self, target: str) -> Markup:
        """A cross-reference to a figure ("fig-ID") or table ("tbl-ID")."""
        return Markup(f'[]{{.ref target="{target}"}}' if self._is_id(target) else "")

    def source_line(self, *ids: str) -> Markup:
        """The line under a table or chart of one's own that names the sources of these facts."""
        self._needs(ids, "source_line")
        if not ids or not all(self._told(id_) for id_ in ids):
            return Markup("")
        return self.write(lambda w: w.source_line(source for id_ in ids for source in w.sources_of(id_)), ids[0])

    def sources(self) -> Markup:
        """The list of the sources of all facts used so far, numbered."""
        self.state.work.spend(len(self.state.used))
        names = {source for id_ in self.state.used for source in self.wording.sources_of(id_)}
        items = [
            Markup("1. ") + self.write(lambda w, n=name: w.source_full(n), name)  # type: ignore[misc]
            for name in self.wording.facts.sources
            if name in names
        ]
        return Markup("\n\n::: sources\n\n") + Markup("\n").join(items) + Markup("\n\n:::\n\n")

    def glossary(self) -> Markup:
        """The terms named so far that the glossary defines, in order of their first use: name in full, definition."""
        self.state.work.spend(len(self.state.issued))
        terms = self.wording.facts.glossary.terms
        named = dict.fromkeys(mark.trace.ref for mark in self.state.issued.values() if mark.trace.kind == "term")
        items = []
        for id_ in named:
            if terms[id_].definition is not None:
                name = self.write(lambda w, i=id_: (w.term(i, "full"),), id_, start=True)  # type: ignore[misc]
                said = self.write(lambda w, i=id_: (w.term(i, "definition"),), id_)  # type: ignore[misc]
                items.append(Markup("- **") + name + Markup(":** ") + said)
        return Markup("\n\n") + Markup("\n").join(items) + Markup("\n\n")

    def contents(self, of: str = "contents") -> Markup:
        """The place of the table of contents, or of the lists of figures or tables."""
        return Markup(f'\n\n::: contents {{of="{of}"}}\n:::\n\n' if self._is_id(of) else "")

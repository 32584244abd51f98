"""Functions of templates that write within a sentence: figures, names, dates, periods, citations, references."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from markupsafe import Markup

from reports.diagnostics import nearest
from reports.document.model import Marked, Trace
from reports.facts.wording import NameForm, TermForm
from reports.languages import DateForm, QuantityForm
from reports.languages.periods import parse_period
from reports.templates.arguments import Id
from reports.templates.fact_text import FactText, NoFact, known
from reports.templates.places import without_marks
from reports.templates.writer import Writer

MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class InlineFunctions(Writer):
    """Functions for running text. `start` begins the words with a capital, as at the start of a sentence."""

    def fact(
        self, id: str, form: QuantityForm = "full", *, start: bool = False, rounded: int | None = None
    ) -> FactText | Markup:
        """The fact's figure."""
        id_ = without_marks(str(id))
        fact = self._allowed(id_)
        if fact is None:
            return NoFact("")
        if rounded is not None and not 0 <= rounded <= MOST_DECIMALS:
            hint = f"write rounded=0 to rounded={MOST_DECIMALS}"
            self.fault(f"{rounded} is no number of decimals", hint, "rounded")
            return Markup("")
        if not fact.has_figure:
            return FactText.of(fact, self.write)
        figure = self.write(lambda w: (w.fact(id_, form, places=rounded),), id_, start=start)
        return FactText.of(fact, self.write, figure)

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
        """The facts with these ids, or those offered to this audience that meet all conditions."""
        if ids:
            return [FactText.of(fact, self.write) for id_ in ids if (fact := self._allowed(id_))]
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

    def term(self, id: str, form: NameForm | None = None, *, start: bool = False) -> Markup:
        """A term: in full where the document names it first, in short after; or in the given form."""
        if not self._known(id, self.wording.facts.glossary.terms, "term"):
            return Markup("")
        form = form or ("short" if id in self.state.named else "full")
        if form == "full":
            self.state.named.add(id)
        return self._term(id, form, start=start)

    def _term(self, id_: str, form: TermForm, *, start: bool = False) -> Markup:
        return self.write(lambda w: (w.term(id_, form),), id_, start=start)

    def place(self, id: str, form: NameForm = "short", *, start: bool = False) -> Markup:
        if not self._known(id, self.wording.facts.glossary.places, "place"):
            return Markup("")
        return self.write(lambda w: (w.place(id, form),), id, start=start)

    def person(self, id: str) -> Markup:
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (w.person(id),), id)

    def office(self, id: str, *, start: bool = False) -> Markup:
        """The person's office at the time, as the source states it."""
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (known(w.office(id), "office"),), id, start=start)

    def date(self, day: str, form: DateForm = "long", *, start: bool = False) -> Markup:
        try:
            read = Date.fromisoformat(day)
        except ValueError:
            self.fault(f'"{day}" is no date', 'write date("2025-10-21")', day)
            return Markup("")
        return self.write(lambda w: (w.date(read, form),), day, start=start)

    def period(self, written: str, form: DateForm = "long", *, start: bool = False) -> Markup:
        try:
            read = parse_period(written)
        except ValueError as error:
            self.fault(str(error), 'write period("2020/2025")', written)
            return Markup("")
        return self.write(lambda w: (w.period(read, form),), written, start=start)

    def plain(self, text: str) -> Markup:
        """A name that looks like a figure: plain("24/7")."""
        if not text.strip():
            self.fault("there is nothing to write here", 'write plain("24/7")', "plain(")
            return Markup("")
        return self.write(lambda w: (Marked(text, Trace("plain", text)),), text)

    def cite(self, *ids: str) -> Markup:
        """A note with the sources of facts whose figures are not written here."""
        self._needs(ids, "cite")
        cited = [fact.id for id_ in ids if (fact := self._allowed(id_))]
        self.state.used.update(dict.fromkeys(cited))
        return Markup(f'[]{{.cite ref="{" ".join(cited)}"}}') if cited else Markup("")

    def ref(self, target: Id) -> Markup:
        """A cross-reference to a figure ("fig-ID") or table ("tbl-ID")."""
        return Markup(f'[]{{.ref target="{target}"}}')

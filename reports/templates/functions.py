"""The functions that templates call: `fact`, `facts`, `figures`, `chart`, `table`, `term`, `cite`, `evidence` …

Each writes Markdown in which every figure, term and date is marked as what it is. What cannot be written is gathered
as a fault with its place, so that one run shows all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

from markupsafe import Markup

from reports.charts import Specs, alt_text, caption, facts_of, note_text
from reports.diagnostics import Findings, nearest
from reports.document import Inlines, Marked, Text, Trace
from reports.facts import Fact
from reports.languages import QuantityForm
from reports.periods import parse_period
from reports.reader.markdown import MarkKey, key_of
from reports.selection import Selection
from reports.templates.fact_text import FactText, NoFact, known
from reports.templates.markers import without_marks
from reports.templates.markup import fenced, inline_markup, pipe_table, span
from reports.templates.position import here
from reports.wording import Unwritable, Wording, capitalised

EVIDENCE_WIDTHS = "0.25 0.14 0.1 0.1 0.17 0.24"
RIGHT_COLUMNS = ("value", "number")
FIGURE_COLUMNS: Mapping[str, QuantityForm] = {"value": "full", "number": "number", "short": "short"}


@dataclass(slots=True)
class State:
    """What one document has written so far: marks issued, facts used in order, names given in full, charts."""

    issued: dict[MarkKey, Marked] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    charts: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Functions:
    """The functions of the templates over one selection of facts, in one language, for one document."""

    wording: Wording
    selection: Selection
    specs: Specs
    state: State
    findings: Findings

    def table_of_functions(self) -> dict[str, Callable[..., Any]]:
        """The names under which templates call them."""
        return {
            "fact": self.fact, "facts": self.facts, "figures": self.figures, "chart": self.chart, "table": self.table,
            "timeline": self.timeline, "term": self.term, "place": self.place, "person": self.person,
            "office": self.office, "date": self.date, "period": self.period, "plain": self.plain, "cite": self.cite,
            "ref": self.ref, "sources": self.sources,
            "glossary": self.glossary, "evidence": self.evidence, "contents": self.contents,
        }  # fmt: skip

    # ---- writing with faults gathered

    def fault(self, message: str, hint: str | None, needle: str) -> None:
        place, source = here(needle)
        self.findings.error(message, place, hint=hint, source=source)

    def write(self, make: Callable[[Wording], Inlines], needle: str) -> Markup:
        """The inlines that `make` gives, as Markdown; a fault, and nothing, where they cannot be written."""
        try:
            inlines = make(self.wording)
        except Unwritable as error:
            self.fault(str(error), error.hint, needle)
            return Markup("")
        self._remember(inlines)
        return inline_markup(inlines)

    def _remember(self, inlines: Inlines) -> None:
        for inline in inlines:
            if isinstance(inline, Marked):
                self.state.issued[key_of(inline)] = inline
                if inline.trace.kind == "fact":
                    self.state.used.setdefault(inline.trace.ref)

    def _known(self, id_: str, known: Mapping[str, Any], what: str) -> bool:
        if id_ in known:
            return True
        self.fault(f'no {what} is called "{id_}"', nearest(id_, known), id_)
        return False

    def _told(self, id_: str) -> Fact | None:
        if id_ in self.selection.withheld:
            self.fault(
                f'"{id_}" may not be told here: {self.selection.withheld[id_]}',
                "take it out, or clear the audience for it (release: internal)", id_,
            )  # fmt: skip
            return None
        return self.selection.facts[id_] if self._known(id_, self.wording.facts.facts, "fact") else None

    # ---- facts

    def fact(
        self, id: str, form: str = "full", *, start: bool = False, rounded: int | None = None
    ) -> FactText | Markup:
        """The fact's figure, in the form full, number or short; `start` at the start of a sentence."""
        id_ = without_marks(str(id))
        fact = self._told(id_)
        if fact is None:
            return NoFact("")
        if form not in ("full", "number", "short"):
            hint = nearest(form, FIGURE_COLUMNS.values(), otherwise="known: full, number, short")
            self.fault(f'a figure has no form "{form}"', hint, form)
            return Markup("")
        if fact.value is None and fact.qualifier != "dozens":
            return FactText.of(fact, self, "")

        def make(wording: Wording) -> Inlines:
            figure: Inlines = (wording.fact(id_, form, places=rounded),)  # type: ignore[arg-type]
            return capitalised(figure, wording.language) if start else figure

        return FactText.of(fact, self, self.write(make, id_))

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

    def figures(self, *ids: str) -> Markup:
        """Cards of key figures: the figure, what it measures, period and place."""
        cards = []
        for id_ in ids:
            fact = self._told(id_)
            if fact:
                note = self.write(lambda w, f=fact: self._note(w, f), id_)  # type: ignore[misc]
                figure = self.write(lambda w, i=id_: (w.fact(i, "short"),), id_)  # type: ignore[misc]
                label = self.write(lambda w, i=id_: capitalised(w.label(i), w.language), id_)  # type: ignore[misc]
                cards.append(fenced("card", [figure, label, note]))
        return fenced("cards", cards) if cards else Markup("")

    def _note(self, wording: Wording, fact: Fact) -> Inlines:
        parts: list[Marked] = []
        if fact.place:
            parts.append(wording.place(fact.place))
        if fact.period:
            parts.append(wording.period(fact.period, "short"))
        note: list[Marked | Text] = []
        for part in parts:
            note += [Text(", "), part] if note else [part]
        return tuple(note)

    # ---- charts and tables

    def chart(self, id: str) -> Markup:
        """A chart with its caption, source line and text alternative."""
        if not self._known(id, self.specs.charts, "chart"):
            return Markup("")
        spec = self.specs.charts[id]
        told = [self._told(fact) for fact in facts_of(spec)]
        if not all(told):
            return Markup("")
        self.state.charts.setdefault(id)
        for fact in facts_of(spec):
            self.state.used.setdefault(fact)
        title = self.write(lambda w: caption(spec, w), id)
        alt = self.write(lambda w: (Marked(alt_text(spec, w), Trace("alt", id)),), id)
        note = self.write(lambda w: note_text(spec, w), id)
        source = self.source_line(facts_of(spec))
        return fenced("figure", [title, source, alt, *([note] if note else [])], f'#fig-{id} chart="{id}"')

    def table(
        self,
        facts: Iterable[FactText | str],
        columns: Mapping[str, str],
        *,
        caption: str,
        id: str,
        widths: str = "",
        style: str = "",
    ) -> Markup:
        """A table of facts. `columns` gives, in order, which sides of a fact it shows (label, value, number, short,
        period, place, status, statement, who, source) and the words at their heads."""
        rows_of = [
            item if isinstance(item, FactText) else FactText.of(f, self, "")
            for item in facts
            if (f := self._fact_of(item))
        ]
        if not rows_of:
            self.fault("the table has no facts", "name facts, or ask for those that exist", id)
            return Markup("")
        known = ("label", "value", "number", "short", "period", "place", "status", "statement", "who", "source")
        for name in columns:
            if name not in known:
                self.fault(
                    f'a table has no column "{name}"', nearest(name, known) or f"known: {', '.join(known)}", name
                )
                return Markup("")
        decimals = self.wording.equal_decimals(row.id for row in rows_of)
        rows = [[self._cell(row, name, decimals) for name in columns] for row in rows_of]
        header = [self.write(lambda w, t=text: w.sentence(t), text) for text in columns.values()]  # type: ignore[misc]
        grid = pipe_table(header, rows, [name in RIGHT_COLUMNS for name in columns])
        title = self.write(lambda w: w.sentence(caption), caption)
        parts = [title, grid]
        if "source" not in columns:
            parts.append(self.source_line(tuple(row.id for row in rows_of)))
        attributes = f"#tbl-{id}" + (f" .{style}" if style else "") + (f' widths="{widths}"' if widths else "")
        return fenced("table", parts, attributes)

    def _fact_of(self, item: FactText | str) -> Fact | None:
        return self._told(item.id if isinstance(item, FactText) else str(item))

    def _cell(self, row: FactText, column: str, decimals: Mapping[str, int]) -> Markup:
        fact = row.row
        if column == "status":
            return self.write(lambda w: (Text(w.language.capital(w.language.words.statuses[fact.status])),), row.id)
        if column == "source":
            return self._source_names((row.id,))
        if (column in FIGURE_COLUMNS and fact.value is None and fact.qualifier != "dozens") or (
            column in ("period", "place", "who") and getattr(fact, column) is None
        ):
            return Markup("–")
        if column == "who" and fact.who:
            who = fact.who
            return self.write(lambda w: capitalised((w.name(who),), w.language), row.id)
        if column == "period" and fact.period:
            period = fact.period
            return self.write(lambda w: (w.period(period, "short"),), row.id)
        if form := FIGURE_COLUMNS.get(column):
            return self.write(lambda w: (w.fact(row.id, form, decimals=decimals.get(row.id, 0)),), row.id)
        cell: Markup = getattr(row, column)
        return cell

    def timeline(self, facts: Iterable[FactText | str], columns: Sequence[str], *, caption: str, id: str) -> Markup:
        """A table of dated facts in the order of time: when, what."""
        dated = [fact for item in facts if (fact := self._fact_of(item)) and fact.period]
        dated.sort(key=lambda fact: (fact.period.first, fact.period.last) if fact.period else (Date.min, Date.min))
        rows = [FactText.of(fact, self, "") for fact in dated]
        heads = dict(zip(("period", "statement"), columns, strict=True))
        return self.table(rows, heads, caption=caption, id=id, widths="0.2 0.8")

    # ---- names, dates, plain figures

    def term(self, id: str, form: str | None = None) -> Markup:
        """A term: in full where the document names it first, in short after; or as `form` says."""
        if not self._known(id, self.wording.facts.glossary.terms, "term"):
            return Markup("")
        wanted = form or ("short" if id in self.state.named else "full")
        if wanted == "full":
            self.state.named.add(id)
        if wanted not in ("full", "short"):
            self.fault(f'a name has no form "{form}"', "known: full, short", str(form))
        return self.write(lambda w: (w.term(id, wanted),), id)  # type: ignore[arg-type]

    def place(self, id: str, form: str = "short") -> Markup:
        if not self._known(id, self.wording.facts.glossary.places, "place"):
            return Markup("")
        return self.write(lambda w: (w.place(id, form),), id)  # type: ignore[arg-type]

    def person(self, id: str) -> Markup:
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (w.person(id),), id)

    def office(self, id: str) -> Markup:
        """The person's office at the time, as the source states it."""
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (known(w.office(id), "office"),), id)

    def name(self, id_: str) -> Markup:
        """A person's or a body's name, whichever has this id."""
        return self.person(id_) if id_ in self.wording.facts.glossary.people else self.term(id_, "short")

    def date(self, day: str | Date, form: str = "long") -> Markup:
        try:
            known = day if isinstance(day, Date) else Date.fromisoformat(day)
        except ValueError:
            self.fault(f'"{day}" is no date', 'write date("2025-10-21")', str(day))
            return Markup("")
        return self.write(lambda w: (w.date(known, form),), str(day))  # type: ignore[arg-type]

    def period(self, written: str, form: str = "long") -> Markup:
        try:
            known = parse_period(written)
        except ValueError as error:
            self.fault(str(error), 'write period("2020/2025")', written)
            return Markup("")
        return self.write(lambda w: (w.period(known, form),), written)  # type: ignore[arg-type]

    def plain(self, text: str) -> Markup:
        """What looks like a figure and is a name: plain("24/7")."""
        return self.write(lambda w: (Marked(str(text), Trace("plain", str(text))),), str(text))

    # ---- sources

    def cite(self, *ids: str) -> Markup:
        """A note with the sources of facts of which no figure is written here."""
        told = [fact.id for id_ in ids if (fact := self._told(id_))]
        for id_ in told:
            self.state.used.setdefault(id_)
        return Markup(f'[]{{.cite ref="{" ".join(told)}"}}') if told else Markup("")

    def ref(self, target: str) -> Markup:
        """A cross-reference to a figure ("fig-ID") or table ("tbl-ID")."""
        return Markup(f'[]{{.ref target="{target}"}}')

    def source_line(self, ids: Sequence[str]) -> Markup:
        return Markup(f"{self.wording.language.words.source}: ") + self._source_names(ids) + Markup(".")

    def _source_names(self, ids: Sequence[str]) -> Markup:
        names = dict.fromkeys(source for id_ in ids for source in self.wording.sources_of(id_))
        marks = [self.wording.source(name) for name in names]
        self.state.issued.update((key_of(mark), mark) for mark in marks)
        return Markup("; ").join(span(mark) for mark in marks)

    def sources(self) -> Markup:
        """The list of the sources of all facts used so far, numbered."""
        names = {source for id_ in self.state.used for source in self.wording.sources_of(id_)}
        items = [
            Markup("1. ") + self.write(lambda w, n=name: w.source_full(n), name)  # type: ignore[misc]
            for name in self.wording.facts.sources
            if name in names
        ]
        return Markup("\n\n::: sources\n\n") + Markup("\n").join(items) + Markup("\n\n:::\n\n")

    def glossary(self) -> Markup:
        """The terms named so far that the glossary defines, in order of their first use: name in full, definition."""
        terms = self.wording.facts.glossary.terms
        named = dict.fromkeys(mark.trace.ref for mark in self.state.issued.values() if mark.trace.kind == "term")
        items = []
        for id_ in named:
            if terms[id_].definition is not None:
                name = self.write(lambda w, i=id_: capitalised((w.term(i, "full"),), w.language), id_)  # type: ignore[misc]
                said = self.write(lambda w, i=id_: (w.term(i, "definition"),), id_)  # type: ignore[misc]
                items.append(Markup("- **") + name + Markup(":** ") + said)
        return Markup("\n\n") + Markup("\n").join(items) + Markup("\n\n")

    def evidence(self, *, caption: str, id: str = "evidence") -> Markup:
        """The table of every figure used so far: what, figure, period, place, source, as printed."""
        rows = []
        heads_of = ("label", "period", "place", "source", "printed")
        for id_ in self.state.used:
            row = self.wording.evidence(id_)
            if not row.value:
                continue  # a statement without a figure has its note where it stands
            value = self.write(lambda w, i=id_: (w.fact(i),), id_)  # type: ignore[misc]
            label, *rest = [self._evidence(id_, name, getattr(row, name)) for name in heads_of]
            rows.append([label, value, *rest])
        heads = [inline_markup((Text(text),)) for text in self.wording.language.words.evidence_columns]
        title = self.write(lambda w: w.sentence(caption), caption)
        grid = pipe_table([heads[1], heads[0], *heads[2:]], rows, [False] * len(heads))
        return fenced("table", [title, grid], f'#tbl-{id} .evidence widths="{EVIDENCE_WIDTHS}"')

    def _evidence(self, id_: str, column: str, text: str) -> Markup:
        if not text:
            return Markup("–")
        mark = Marked(text, Trace("evidence", id_, column))
        self.state.issued[key_of(mark)] = mark
        return span(mark)

    def contents(self, of: str = "contents") -> Markup:
        """The place of the table of contents, or of the lists of figures or tables."""
        return Markup(f'\n\n::: contents {{of="{of}"}}\n:::\n\n')

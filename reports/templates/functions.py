"""All functions that templates call, and those of them that lay facts out: cards, charts, tables, timelines, evidence.

Each writes Markdown in which every figure, term and date is marked as what it is. What cannot be written is gathered
as a fault with its place, so that one run shows all of them. `state` is what they share; `names` and `statements`
hold the others, each building on the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from markupsafe import Markup

from reports.charts import alt_text, caption, facts_of, note_text
from reports.diagnostics import nearest
from reports.document.model import Inlines, Marked, Text, Trace, joined
from reports.facts import Fact
from reports.facts.wording import Wording
from reports.templates.fact_text import CELLS, FactText
from reports.templates.markup import fenced, inline_markup, pipe_table
from reports.templates.statements import FIGURE_COLUMNS, Telling
from reports.templates.work import CALL

EVIDENCE_WIDTHS = "0.25 0.14 0.1 0.1 0.17 0.24"
TIMELINE = ("period", "statement")
COLUMNS = ("label", "value", "number", "short", "period", "place", "status", "statement", "who", "source")
RIGHT_COLUMNS = ("value", "number")
NOTHING = Markup("–")


@dataclass(frozen=True, slots=True)
class Functions(Telling):
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

    def figures(self, *ids: str, form: str = "short") -> Markup:
        """Cards of key figures: the figure, what it measures, period and place.

        `form` is that of the figures: short, with signs for qualifiers; number or full, in words.
        """
        self._needs(ids, "figures")
        if not self._is_form(form):
            return Markup("")
        cards = [self._card(fact, form) for id_ in ids if (fact := self._told(id_))]
        return fenced("cards", cards) if cards else Markup("")

    def _card(self, fact: Fact, form: str) -> Markup:

        def note(wording: Wording) -> Inlines:
            place = (wording.place(fact.place),) if fact.place else ()
            period = (wording.period(fact.period, "short"),) if fact.period else ()
            return joined(((part,) for part in (*place, *period)), ", ")

        written = self.write(note, fact.id)
        figure = self.write(lambda w: (w.fact(fact.id, form),), fact.id)  # type: ignore[arg-type]
        label = self.write(lambda w: w.label(fact.id), fact.id, start=True)
        return fenced("card", [figure, label, written])

    def chart(self, id: str) -> Markup:
        """A chart with its caption, source line and text alternative."""
        if not self._known(id, self.specs.charts, "chart"):
            return Markup("")
        spec = self.specs.charts[id]
        facts = facts_of(spec)
        told = [self._told(fact) for fact in facts]
        if not all(told):
            return Markup("")
        self.state.used.update(dict.fromkeys(facts))
        title = self.write(lambda w: caption(spec, w), id)
        alt = self.write(lambda w: (Marked(alt_text(spec, w), Trace("alt", id)),), id)
        note = self.write(lambda w: note_text(spec, w), id)
        source = self.source_line(*facts)
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
        """A table of facts. `columns` gives, in order, which sides of a fact it shows (see `COLUMNS`) and the words
        at their heads."""
        rows_of = self._facts_of(facts)
        if not self._is_id(id) or (style and not self._is_id(style)):
            return Markup("")
        if not rows_of:
            self.fault("the table has no facts", "name facts, or ask for those that exist", id)
            return Markup("")
        if unknown := next((name for name in columns if name not in COLUMNS), None):
            hint = nearest(unknown, COLUMNS)
            self.fault(f'a table has no column "{unknown}"', hint, unknown)
            return Markup("")
        decimals = self.wording.equal_decimals(fact.id for fact in rows_of)
        rows = [[self._cell(fact, name, decimals) for name in columns] for fact in rows_of]
        header = [self.write(lambda w, t=text: w.sentence(t), text) for text in columns.values()]  # type: ignore[misc]
        grid = pipe_table(header, rows, [name in RIGHT_COLUMNS for name in columns])
        parts = [self.write(lambda w: w.sentence(caption), caption), grid]
        if "source" not in columns:
            parts.append(self.source_line(*(fact.id for fact in rows_of)))
        attributes = f"#tbl-{id}" + (f" .{style}" if style else "") + (f' widths="{widths}"' if widths else "")
        return fenced("table", parts, attributes)

    def _facts_of(self, items: Iterable[FactText | str]) -> list[Fact]:
        ids = [item.id if isinstance(item, FactText) else item for item in items]
        return [fact for id_ in ids if (fact := self._told(id_))]

    def _cell(self, fact: Fact, column: str, decimals: Mapping[str, int]) -> Markup:
        if column in FIGURE_COLUMNS:
            there = fact.has_figure
        else:
            there = column not in ("period", "place", "who") or getattr(fact, column) is not None
        if not there:
            return NOTHING
        if form := FIGURE_COLUMNS.get(column):
            return self.write(lambda w: (w.fact(fact.id, form, decimals=decimals.get(fact.id, 0)),), fact.id)
        return self.write(lambda w: CELLS[column](w, fact), fact.id)

    def timeline(self, facts: Iterable[FactText | str], columns: Sequence[str], *, caption: str, id: str) -> Markup:
        """A table of dated facts in the order of time: when, what."""
        if len(columns) != len(TIMELINE):
            self.fault(f"a timeline has two columns; here are heads for {len(columns)}", 'write ["When", "What"]', "[")
            return Markup("")
        told = self._facts_of(facts)
        for fact in told:
            if not fact.period:
                self.fault(f'"{fact.id}" has no period', "take it out of the timeline, or give it one", fact.id)
        dated = [fact for fact in told if fact.period]
        dated.sort(key=lambda fact: (fact.period.first, fact.period.last) if fact.period else (Date.min, Date.min))
        rows = [FactText.of(fact, self.write) for fact in dated]
        heads = dict(zip(TIMELINE, columns, strict=True))
        return self.table(rows, heads, caption=caption, id=id, widths="0.2 0.8")

    def evidence(self, *, caption: str, id: str = "evidence") -> Markup:
        """The table of every figure used so far: what, figure, period, place, source, as printed."""
        self.state.work.spend(CALL * len(self.state.used))
        if not self._is_id(id):
            return Markup("")
        rows = []
        for id_ in self.state.used:
            row = self.wording.evidence(id_)
            if not row.value:
                continue  # a statement without a figure has its note where it stands
            value = self.write(lambda w, i=id_: (w.fact(i),), id_)  # type: ignore[misc]
            names = ("label", "period", "place", "source", "printed")
            label, *rest = [self._evidence(id_, name, getattr(row, name)) for name in names]
            rows.append([label, value, *rest])
        heads = [inline_markup((Text(text),)) for text in self.wording.language.words.evidence_columns]
        title = self.write(lambda w: w.sentence(caption), caption)
        grid = pipe_table([heads[1], heads[0], *heads[2:]], rows, [False] * len(heads))
        return fenced("table", [title, grid], f'#tbl-{id} .evidence widths="{EVIDENCE_WIDTHS}"')

    def _evidence(self, id_: str, column: str, text: str) -> Markup:
        return self.write(lambda _: (Marked(text, Trace("evidence", id_, column)),), id_) if text else NOTHING

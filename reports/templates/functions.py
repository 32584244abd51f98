"""All functions that templates call, and those of them that lay facts out: cards, charts, tables, timelines, evidence.

Each writes Markdown in which every figure, term and date is marked as what it is. What cannot be written is gathered
as a fault with its place, so that one run shows all of them. `writing` is what they share; `naming`, `citing` and
`telling` hold the others, each building on the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from markupsafe import Markup

from reports.charts import alt_text, caption, facts_of, note_text
from reports.diagnostics import nearest
from reports.document import Inlines, Marked, Text, Trace
from reports.facts import Fact
from reports.reader.markdown import key_of
from reports.templates.fact_text import FactText
from reports.templates.markup import fenced, inline_markup, pipe_table, span
from reports.templates.telling import FIGURE_COLUMNS, Telling
from reports.templates.work import CALL
from reports.wording import Wording, capitalised

EVIDENCE_WIDTHS = "0.25 0.14 0.1 0.1 0.17 0.24"
TIMELINE = ("period", "statement")
RIGHT_COLUMNS = ("value", "number")


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
        cards = []
        self._needs(ids, "figures")
        if not self._is_form(form):
            return Markup("")
        for id_ in ids:
            fact = self._told(id_)
            if fact:
                note = self.write(lambda w, f=fact: self._note(w, f), id_)  # type: ignore[misc]
                figure = self.write(lambda w, i=id_: (w.fact(i, form),), id_)  # type: ignore[misc]
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
        source = self.source_line(*facts_of(spec))
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
        if not self._is_id(id) or (style and not self._is_id(style)):
            return Markup("")
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
            parts.append(self.source_line(*(row.id for row in rows_of)))
        attributes = f"#tbl-{id}" + (f" .{style}" if style else "") + (f' widths="{widths}"' if widths else "")
        return fenced("table", parts, attributes)

    def _fact_of(self, item: FactText | str) -> Fact | None:
        return self._told(item.id if isinstance(item, FactText) else str(item))

    def _cell(self, row: FactText, column: str, decimals: Mapping[str, int]) -> Markup:
        fact = row.fact
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
        cell: Markup = row.side(column)
        return cell

    def timeline(self, facts: Iterable[FactText | str], columns: Sequence[str], *, caption: str, id: str) -> Markup:
        """A table of dated facts in the order of time: when, what."""
        if len(columns) != len(TIMELINE):
            self.fault(f"a timeline has two columns; here are heads for {len(columns)}", 'write ["When", "What"]', "[")
            return Markup("")
        told = [fact for item in facts if (fact := self._fact_of(item))]
        for fact in told:
            if not fact.period:
                self.fault(f'"{fact.id}" has no period', "take it out of the timeline, or give it one", fact.id)
        dated = [fact for fact in told if fact.period]
        dated.sort(key=lambda fact: (fact.period.first, fact.period.last) if fact.period else (Date.min, Date.min))
        rows = [FactText.of(fact, self, "") for fact in dated]
        heads = dict(zip(TIMELINE, columns, strict=True))
        return self.table(rows, heads, caption=caption, id=id, widths="0.2 0.8")

    def evidence(self, *, caption: str, id: str = "evidence") -> Markup:
        """The table of every figure used so far: what, figure, period, place, source, as printed."""
        self.state.work.spend(CALL * len(self.state.used))
        if not self._is_id(id):
            return Markup("")
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

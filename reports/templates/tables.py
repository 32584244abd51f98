"""Functions of templates for tables: those of facts, with their groups and totals, and the bars and dots in cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from markupsafe import Markup

from reports.diagnostics import nearest
from reports.document.model import BAR, UPRIGHT, State
from reports.facts import Fact
from reports.facts.signs import bar, dot
from reports.facts.wording import ColumnForm
from reports.languages import QuantityForm
from reports.templates.arguments import BlockId, TableFacts
from reports.templates.fact_text import CELLS, FactText
from reports.templates.inline import InlineFunctions
from reports.templates.markup import fenced, pipe_table

TIMELINE = ("period", "statement")
COLUMNS = ("label", "value", "number", "short", "period", "place", "status", "statement", "who", "source", BAR)
FIGURE_COLUMNS: Mapping[str, QuantityForm] = {"value": "full", "number": "number", "short": "short"}
"""The columns that print figures, and the form of each."""
RIGHT_COLUMNS = ("value", "number")
NOTHING = Markup("–")
NO_COLUMN = ColumnForm()
JOINED, BOLD = Markup("<"), Markup("**{}**")


class TableFunctions(InlineFunctions, frozen=True):
    """Functions for tables."""

    def bar(self, id: str, *, of: str | None = None) -> Markup:
        """A bar and the figure of a share; `of` is the fact with its whole or its target, which is printed too."""
        facts = [self._allowed(each) for each in (id, *([of] if of else ()))]
        return self.write(lambda w: bar(id, of, w), id) if all(facts) else Markup("")

    def dot(self, state: State) -> Markup:
        """The sign and the words of a state of work."""
        return self.write(lambda w: dot(state, w), state)

    def table(
        self,
        facts: TableFacts,
        columns: Mapping[str, str],
        *,
        caption: str,
        id: BlockId,
        widths: str = "",
        style: BlockId | None = None,
        totals: Iterable[FactText | str] = (),
        upright: bool = False,
    ) -> Markup:
        """A table of facts. `columns` gives, in order, the columns (see `COLUMNS`) and the words of their heads. The
        rows of the facts `totals`, which are in the table too, are set off as totals. An `upright` one is on no
        landscape page."""
        groups = facts if isinstance(facts, Mapping) else {"": facts}
        facts_of = {name: self._facts_of(group) for name, group in groups.items()}
        rows_of = list(chain.from_iterable(facts_of.values()))
        summed = [fact.id for fact in self._facts_of(totals)]
        if not rows_of:
            self.fault("the table has no facts", "name facts, or ask for those that exist", id)
            return Markup("")
        if missing := next((id_ for id_ in summed if id_ not in {fact.id for fact in rows_of}), None):
            self.fault(f'the total "{missing}" is no row of the table', "name it among the facts too", missing)
            return Markup("")
        if unknown := next((name for name in columns if name not in COLUMNS), None):
            self.fault(f'a table has no column "{unknown}"', nearest(unknown, COLUMNS), unknown)
            return Markup("")
        if len(columns) < 2 and isinstance(facts, Mapping):
            self.fault("a table with groups has two columns or more", "add a column, or leave the groups out", id)
            return Markup("")
        written_as, rows = self.wording.column(fact.id for fact in rows_of), list[list[Markup]]()
        for name, group in facts_of.items():
            rows += [[self._sentence(name), *[JOINED] * (len(columns) - 1)]] if name else []
            for fact in group:
                cells = [self._cell(fact, column, written_as) for column in columns]
                rows.append([BOLD.format(cell) for cell in cells] if fact.id in summed else cells)
        header = [self._sentence(text) for text in columns.values()]
        grid = pipe_table(header, rows, [name in RIGHT_COLUMNS for name in columns])
        parts = [self._sentence(caption), grid]
        if "source" not in columns:
            parts.append(self.source_line(*(fact.id for fact in rows_of)))
        attributes = f"#tbl-{id}" + (f" .{style}" if style else "") + (f' widths="{widths}"' if widths else "")
        attributes += f' page="{UPRIGHT}"' if upright else ""
        return fenced("table", parts, attributes)

    def _facts_of(self, items: Iterable[FactText | str]) -> list[Fact]:
        ids = [item.id if isinstance(item, FactText) else item for item in items]
        return [fact for id_ in ids if (fact := self._allowed(id_))]

    def _cell(self, fact: Fact, column: str, written_as: Mapping[str, ColumnForm]) -> Markup:
        form = FIGURE_COLUMNS.get(column)
        optional = column in ("period", "place", "who")
        if not fact.has_figure if form or column == BAR else optional and getattr(fact, column) is None:
            return NOTHING
        if column == BAR:
            return self.bar(fact.id)
        if form:
            return self._figure(fact.id, form, written_as.get(fact.id, NO_COLUMN))
        return self.write(lambda w: CELLS[column](w, fact), fact.id)

    def timeline(self, facts: Iterable[FactText | str], columns: Sequence[str], *, caption: str, id: BlockId) -> Markup:
        """A table of dated facts in the order of time: when, what."""
        if len(columns) != len(TIMELINE):
            self.fault(f"a timeline has two columns; here are heads for {len(columns)}", 'write ["When", "What"]', "[")
            return Markup("")
        dated = []
        for fact in self._facts_of(facts):
            if fact.period:
                dated.append((fact.period.first, fact.period.last, fact))
            else:
                self.fault(f'"{fact.id}" has no period', "take it out of the timeline, or give it one", fact.id)
        rows = [FactText.of(fact, self.write) for *_, fact in sorted(dated, key=lambda each: each[:2])]
        return self.table(rows, dict(zip(TIMELINE, columns, strict=True)), caption=caption, id=id, widths="0.2 0.8")

    def source_line(self, *ids: str) -> Markup:
        """The line under a table or chart that names the sources of these facts."""
        self._needs(ids, "source_line")
        if not ids or not all(self._allowed(id_) for id_ in ids):
            return Markup("")
        return self.write(lambda w: w.source_line(source for id_ in ids for source in w.borne_out_by(id_)), ids[0])

    def _figure(self, id_: str, form: QuantityForm = "full", column: ColumnForm = NO_COLUMN) -> Markup:
        return self.write(lambda w: (w.fact(id_, form, least_decimals=column.decimals, power=column.power),), id_)

    def _sentence(self, text: str) -> Markup:
        return self.write(lambda w: w.sentence(text), text)

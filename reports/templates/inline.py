"""Functions of templates that write within a sentence (figures, names, dates, periods, citations, references); and what
all functions share: they write marked words, and collect faults for what cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import Struct, field

from reports.charts.specs import Specs
from reports.diagnostics import Findings, nearest
from reports.document import marked_in
from reports.document.model import Inlines, Marked, Trace
from reports.facts import Fact, having_it, with_period
from reports.facts.name_wording import NameForm, TermForm, Unwritable
from reports.facts.pictures import PictureEntry
from reports.facts.provenance import UNSTATED, quoted, sources_behind
from reports.facts.wording import Wording, capitalised
from reports.languages import DateForm, QuantityForm
from reports.languages.periods import FORMS, parse_period
from reports.templates.arguments import BlockId
from reports.templates.fact_text import FactText, NoFact, PeriodText, TermText, known
from reports.templates.faults import clipped
from reports.templates.loader import here, without_marks
from reports.templates.markup import inline_markup
from reports.templates.progress import DocumentProgress
from reports.templates.work import CALL, FAULT
from reports.workspace.files import Contact
from reports.workspace.selection import Selection

MOST_DECIMALS = 6
_WHEN = 'write fact("ID").period, term("ID").date, report.date or report.period'
_LISTED = {
    "fact": "facts",
    "term": "terms",
    "place": "terms",
    "person": "terms",
    "chart": "charts",
    "picture": "pictures",
}
"""What a function can name, and the argument of `songngu list` that lists it."""


class InlineFunctions(Struct, frozen=True):
    """Functions for running text, for one document, in one language, over one selection of facts.

    `start` begins the words with a capital, as at the start of a sentence.
    """

    wording: Wording
    selection: Selection
    specs: Specs
    progress: DocumentProgress
    findings: Findings
    pictures: Mapping[str, PictureEntry] = field(default_factory=dict)
    asked: Contact | None = None
    on_slides: bool = False

    def fault(self, message: str, hint: str | None, needle: str) -> None:
        """Report an error at `needle` in the line of the template that runs now."""
        self.progress.work.spend(FAULT)
        place, source = here(needle)
        self.findings.error(clipped(message), place, hint=hint, source=source)

    def write(self, make: Callable[[Wording], Inlines], needle: str, *, start: bool = False) -> Markup:
        """The inlines that `make` gives, as Markdown; an empty text, and a fault, if they cannot be written."""
        self.progress.work.spend(CALL)
        try:
            inlines = make(self.wording)
        except Unwritable as error:
            self.fault(str(error), error.hint, needle)
            return Markup("")
        if start:
            inlines = capitalised(inlines, self.wording.language)
        marks = list(marked_in(inlines))
        facts = [mark.trace.ref for mark in marks if mark.trace.kind in ("fact", "quotation")]
        if not all(self._allowed(id_) for id_ in facts):  # a caption may name one that is withheld
            return Markup("")
        self.progress.issue(marks)
        others = (mark for mark in marks if mark.trace.kind != "fact")
        self.progress.rest_on(source for mark in others for source in sources_behind(mark, self.wording))
        return inline_markup(inlines)

    def _known(self, id_: str, known: Mapping[str, Any], what: str) -> bool:
        if id_ not in known:
            none = "docs/pictures.md says how to describe one" if what == "picture" else ""
            hint = nearest(id_, known, otherwise=f'"songngu list {_LISTED[what]}" lists them' if known else none)
            self.fault(f'no {what} is called "{id_}"', hint, id_)
        return id_ in known

    def _allowed(self, id_: str) -> Fact | None:
        """The fact, if it exists and this audience may read it; else report a fault and return None."""
        if id_ in self.selection.withheld:
            message = f'"{id_}" may not be used here: {self.selection.withheld[id_]}'
            self.fault(message, "take it out, or clear the audience for it (release: internal)", id_)
            return None
        return self.selection.facts[id_] if self._known(id_, self.wording.facts.facts, "fact") else None

    def _needs(self, ids: Collection[str], function: str) -> None:
        if not ids:
            self.fault(f"{function}() names no fact", f'write {function}("ID")', f"{function}(")

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
        figure = self.write(lambda w: (w.fact(id_, form, most_decimals=rounded),), id_, start=start)
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
        self.progress.work.spend(len(self.wording.facts.facts))
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
            and (used is None or (fact.id in self.progress.so_far().used) == used)
            and (differ is None or (fact.resolution is not None) == differ)
            and (derived is None or (fact.derive is not None) == derived)
        ]

    def term(self, id: str, form: NameForm | None = None, *, start: bool = False) -> Markup:
        """A term: in full where the document names it first, in short after; or in the given form."""
        if not self._known(id, self.wording.facts.glossary.terms, "term"):
            return Markup("")
        form = form or ("short" if id in self.progress.named else "full")
        is_first = form == "full" and id not in self.progress.named
        if is_first:
            self.progress.name(id)

        def date() -> PeriodText:
            if is_first:
                self.progress.take_back(id)
            return PeriodText.of(f"term:{id}", "period", self.write)

        return TermText.of(self._term(id, form, start=start), date)

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
        if self.wording.facts.glossary.people[id].office is None:
            self.fault(f'"{id}" has no office', "write person() alone, or give office: in seeds/glossary.yaml", id)
            return Markup("")
        return self.write(lambda w: (known(w.office(id), "office"),), id, start=start)

    def period(self, written: str, form: DateForm = "long", *, start: bool = False) -> Markup:
        """Nothing: a date belongs to a fact, a term or the report. The hint names those that have it."""
        try:
            wanted = parse_period(str(written))
        except ValueError as error:
            self.fault(str(error), _WHEN, str(written))
            return Markup("")
        facts, terms = self.selection.facts, self.wording.facts.glossary.terms
        having = [
            f'fact("{id_}").{part}' if id_ in facts else f'term("{id_}").date'
            for id_, part in with_period(wanted, facts, terms)
            if id_ in facts or part == "period"
        ]
        self.fault(f'the date "{written}" is typed into the text', having_it(having), str(written))
        return Markup("")

    def periods(self, *periods: PeriodText, start: bool = False) -> Markup:
        """Several times as a list that says what they share once: March and April 2025."""
        self._needs(periods, "periods")
        times = [(time.origin, time.form) for time in periods if isinstance(time, PeriodText)]
        return self.write(lambda w: w.periods(times), "periods(", start=start)

    def date(self, written: str, form: DateForm = "long", *, start: bool = False) -> Markup:
        return self.period(written, form, start=start)

    def proposed(self, written: str) -> Markup:
        """A date or period that the document itself proposes, in a block ::: proposal."""
        try:
            parse_period(written)
        except ValueError as error:
            self.fault(str(error), f"write {FORMS}", written)
            return Markup("")
        return self.write(lambda w: (w.proposed(written),), written)

    def plain(self, text: str) -> Markup:
        """A name that looks like a figure: plain("24/7")."""
        if not text.strip():
            self.fault("there is nothing to write here", 'write plain("24/7")', "plain(")
            return Markup("")
        return self.write(lambda w: (Marked(text, Trace("plain", text)),), text)

    def quote(self, id: str) -> Markup:
        """The quotation of a fact: its words in quotation marks, or their translation."""
        id_ = without_marks(str(id))
        return self.write(lambda w: quoted(id_, w), id_) if self._allowed(id_) else Markup("")

    def sources_statement(self) -> Markup:
        """What the whole document rests on; it is written when all of its sources are known (`stated`)."""
        return self.write(lambda _: (UNSTATED,), "sources_statement")

    def sources_of(self, progress: DocumentProgress) -> list[str]:
        """The ids of the sources of all that is written so far, in the order of the facts file."""
        progress.work.spend(len(progress.used) + len(progress.sources))
        used = {source for id_ in progress.used for source in self.wording.sources_of(id_)} | set(progress.sources)
        return [id_ for id_ in self.wording.facts.sources if id_ in used]

    def cite(self, *ids: str) -> Markup:
        """A note with the sources of facts whose figures are not written here."""
        self._needs(ids, "cite")
        cited = [fact.id for id_ in ids if (fact := self._allowed(id_))]
        self.progress.use(cited)
        return Markup(f'[]{{.cite ref="{" ".join(cited)}"}}') if cited else Markup("")

    def unsourced(self) -> Markup:
        """Nothing; the dates and names of its sentence, which says what is not known or what to do, are not cited."""
        return Markup("[]{.cite}")

    def ref(self, target: BlockId) -> Markup:
        """A cross-reference to a figure ("fig-ID"), a table ("tbl-ID"), or a heading by its id."""
        return Markup(f'[]{{.ref target="{target}"}}')

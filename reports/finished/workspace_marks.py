"""A workspace → the marks that its documents may have: titles and dates, names, and what its templates write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import chain, product
from typing import Literal

from msgspec import Struct

from reports.diagnostics import Findings, Problems
from reports.document.model import plain
from reports.facts.name_wording import NameForm, TermForm, Unwritable
from reports.facts.wording import ACCOUNT, Wording
from reports.finished.current import CurrentTexts
from reports.finished.mark_texts import EVIDENCE, FORMS, source_texts
from reports.finished.marks import Known, Mark, mark_of, marks_in
from reports.finished.text import folded
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import read_knowledge
from reports.workspace import ReportFile, Workspace

_NAMES: tuple[NameForm, ...] = ("full", "short")
_TERMS: tuple[TermForm, ...] = (*_NAMES, "definition")
_DATES: tuple[Literal["long", "short"], ...] = ("long", "short")


class WorkspaceMarks(Struct, eq=False, dict=True):
    """The marks that the workspace writes today; documents are composed only when `marks` is called."""

    current: CurrentTexts
    workspace: Workspace

    @cached_property
    def fronts(self) -> Known:
        """The titles and dates on front pages and in footers."""
        return Known.of(self.front_marks())

    def marks(self) -> Iterator[Mark]:
        """The marks of front pages, all names, and the marks in the templates."""
        return chain(self.front_marks(), self._names(), self.composed)

    def front_marks(self) -> Iterator[Mark]:
        for wording in self.current.wordings:
            for report, (audience, about) in product(self.workspace.reports, self.workspace.audiences.items()):
                yield from _front(self.workspace.report(report, audience), about.name, wording)

    @cached_property
    def titles(self) -> list[str]:
        """The titles of today, which headers and footers repeat."""
        found: list[str] = []
        names = product(self.current.wordings, self.workspace.reports, self.workspace.audiences)
        for wording, report, audience in names:
            about, code = self.workspace.report(report, audience), wording.language.code
            for texts in filter(None, (about.title, about.subtitle, about.short_title)):
                with suppress(Unwritable, KeyError):
                    found.append(folded(plain(wording.expand(texts[code], report=about.times))))
        return found

    def _names(self) -> Iterator[Mark]:
        """The names of the glossary and the sources."""
        for wording in self.current.wordings:
            glossary = wording.facts.glossary
            yield from (mark_of(wording.term(id_, form)) for form in _TERMS for id_ in glossary.terms)
            yield from (mark_of(wording.place(id_, form)) for form in _NAMES for id_ in glossary.places)
            for person in glossary.people:
                yield from (mark_of(marked) for marked in (wording.person(person), wording.office(person)) if marked)
            for id_ in wording.facts.sources:
                yield from (Mark("source", id_, "full", folded(text)) for text in source_texts(wording, id_))
                yield from marks_in(wording.source_full(id_))

    def evidence(self) -> Iterator[Mark]:
        """The parts of the line of evidence for each fact."""
        for wording in self.current.wordings:
            for fact in wording.facts.facts:
                evidence = wording.evidence(fact)
                parts = ((part, getattr(evidence, part)) for part in EVIDENCE)
                yield from (Mark("evidence", fact, part, folded(text)) for part, text in parts if text)

    def figures(self) -> Iterator[Mark]:
        """The figures of all facts, also with a capital."""
        for fact in self.current.wording.facts.facts.values():
            for form in (*FORMS, "among", *(f"{ACCOUNT}:{account.source}" for account in fact.accounts)):
                for text in self.current.texts(Mark("fact", fact.id, form, "")):
                    yield Mark("fact", fact.id, form, text)
                    yield Mark("fact", fact.id, form, self.current.wording.language.capital(text))

    @cached_property
    def composed(self) -> tuple[Mark, ...]:
        """The marks, except those of facts, that the templates of all reports and audiences write."""
        return tuple(self._composed())

    def _composed(self) -> Iterator[Mark]:
        codes = {wording.language.code for wording in self.current.wordings}
        try:
            knowledge = read_knowledge(self.workspace)
            for report, audience in product(self.workspace.reports, self.workspace.audiences):
                for code, composed in compose(knowledge, report, audience, Findings()).items():
                    found = marks_in(composed.document.blocks) if code in codes else ()
                    yield from (mark for mark in found if mark.kind != "fact")
        except Problems:  # the workspace can no longer be built: its names are still known
            return


def _front(report: ReportFile, audience: Mapping[str, str], wording: Wording) -> Iterator[Mark]:
    code = wording.language.code
    for texts in (report.title, report.subtitle, report.short_title, report.status, report.agency, audience):
        try:
            yield from marks_in(wording.expand(texts[code], report=report.times)) if texts else ()
        except (Unwritable, KeyError):  # a text that can no longer be written explains no figure
            continue
    if report.version:  # the number alone may be any figure
        yield Mark("plain", report.version, "", f"{wording.language.words.version} {report.version}")
    for form in _DATES:
        mark = mark_of(wording.date(report.date, form))
        yield from (mark, Mark(mark.kind, mark.ref, form, folded(wording.language.capital(mark.printed))))

"""A workspace → marks that may stand in any of its documents: names, titles, dates, and those of its templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reports.auditing.judging import Judge, source_texts
from reports.auditing.marks import Mark, mark_of, marks_in
from reports.auditing.text import folded
from reports.compose import Knowledge, compose
from reports.diagnostics import Findings
from reports.document import marks
from reports.wording import NameForm, Unwritable, Wording
from reports.workspace import ReportFile, Workspace

_NAMES: tuple[NameForm, ...] = ("full", "short")
_DATES: tuple[Literal["long", "short"], ...] = ("long", "short")


def names(judge: Judge, workspace: Workspace) -> Iterator[Mark]:
    """The names of the glossary and the sources, and what the reports' front pages and footers say."""
    for wording in judge.wordings:
        glossary = wording.facts.glossary
        for form in _NAMES:
            yield from (mark_of(wording.term(id_, form)) for id_ in glossary.terms)
            yield from (mark_of(wording.place(id_, form)) for id_ in glossary.places)
        for person in glossary.people:
            yield from (mark_of(marked) for marked in (wording.person(person), wording.office(person)) if marked)
        for id_ in wording.facts.sources:
            yield from (Mark("source", id_, "full", folded(text)) for text in source_texts(wording, id_) if text)
            yield from marks_in(wording.source_full(id_))
        for report in workspace.reports.values():
            yield from _front(report, wording)


def _front(report: ReportFile, wording: Wording) -> Iterator[Mark]:
    code = wording.language.code
    for texts in (report.title, report.subtitle, report.short_title):
        try:
            yield from marks_in(wording.expand(texts[code]))
        except Unwritable:
            continue
    for form in _DATES:
        mark = mark_of(wording.date(report.date, form))
        yield from (mark, Mark(mark.kind, mark.ref, form, folded(wording.language.capital(mark.printed))))


def of_templates(judge: Judge, knowledge: Knowledge) -> Iterator[Mark]:
    """The marks, except those of facts, that the templates of all reports and audiences write today."""
    codes = {wording.language.code for wording in judge.wordings}
    for report in knowledge.workspace.reports:
        for audience in knowledge.workspace.audiences:
            for code, composed in compose(knowledge, report, audience, Findings()).items():
                if code in codes:
                    found = marks(tuple(composed.document.blocks))
                    yield from (mark_of(marked) for marked in found if marked.trace.kind != "fact")

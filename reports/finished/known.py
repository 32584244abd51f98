"""A workspace → marks that its documents may hold: titles and dates, names, and what its templates write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from reports.diagnostics import Findings, Problems
from reports.document.model import Heading, Section, plain
from reports.facts.wording import NameForm, TermForm, Unwritable, Wording
from reports.finished.judge import Judge, source_texts
from reports.finished.marks import Known, Mark, mark_of, marks_in
from reports.finished.text import folded
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.workspace import ReportFile, Workspace

_NAMES: tuple[NameForm, ...] = ("full", "short")
_TERMS: tuple[TermForm, ...] = (*_NAMES, "definition")
_DATES: tuple[Literal["long", "short"], ...] = ("long", "short")

_LAST_TITLE = 2
"""The last level of headings that begin a slide."""


def _names(judge: Judge) -> Iterator[Mark]:
    """The names of the glossary and the sources."""
    for wording in judge.wordings:
        glossary = wording.facts.glossary
        for form in _TERMS:
            yield from (mark_of(wording.term(id_, form)) for id_ in glossary.terms)
        for form in _NAMES:
            yield from (mark_of(wording.place(id_, form)) for id_ in glossary.places)
        for person in glossary.people:
            yield from (mark_of(marked) for marked in (wording.person(person), wording.office(person)) if marked)
        for id_ in wording.facts.sources:
            yield from (Mark("source", id_, "full", folded(text)) for text in source_texts(wording, id_) if text)
            yield from marks_in(wording.source_full(id_))


def _fronts(judge: Judge, workspace: Workspace) -> Iterator[Mark]:
    """What the reports' front pages and footers say: titles and dates."""
    for wording in judge.wordings:
        for report in workspace.reports:
            for audience in workspace.audiences:
                name = workspace.audiences[audience].name
                yield from _front(workspace.report(report, audience), name, wording)


def _front(report: ReportFile, audience: Mapping[str, str], wording: Wording) -> Iterator[Mark]:
    code = wording.language.code
    for texts in (report.title, report.subtitle, report.short_title, report.status, report.agency, audience):
        try:
            yield from marks_in(wording.expand(texts[code])) if texts else ()
        except (Unwritable, KeyError):  # what can no longer be written explains no figure
            continue
    for form in _DATES:
        mark = mark_of(wording.date(report.date, form))
        yield from (mark, Mark(mark.kind, mark.ref, form, folded(wording.language.capital(mark.printed))))


def _of_templates(judge: Judge, knowledge: Knowledge) -> dict[str, list[Mark]]:
    """The marks, except those of facts, that the templates of all reports and audiences write today, by the heading
    under which they stand."""
    codes = {wording.language.code for wording in judge.wordings}
    found: dict[str, list[Mark]] = {}
    for report, audience in product(knowledge.workspace.reports, knowledge.workspace.audiences):
        for code, composed in compose(knowledge, report, audience, Findings()).items():
            for section in composed.document.sections if code in codes else ():
                for heading, mark in _under_headings(section):
                    found.setdefault(heading, []).append(mark)
    return found


def _under_headings(section: Section) -> Iterator[tuple[str, Mark]]:
    heading = ""
    for outer in section.blocks:
        if isinstance(outer, Heading) and outer.level <= _LAST_TITLE:
            heading = folded(plain(outer.text)).strip()
        yield from ((heading, mark) for mark in marks_in((outer,)) if mark.kind != "fact")


@dataclass(slots=True)
class Written:
    """What the workspace writes today; composed when it is first asked for."""

    judge: Judge
    workspace: Workspace
    fronts: Known
    composed: dict[str, list[Mark]] | None = None

    @classmethod
    def of(cls, judge: Judge, workspace: Workspace) -> Written:
        return cls(judge, workspace, Known.of(_fronts(judge, workspace)))

    def under(self, title: str) -> list[Mark]:
        """The marks that the templates write under a heading, or on the slide that continues it."""
        for heading, marks in self._composed().items():
            if heading and title.startswith(heading):
                return marks
        return []

    def anywhere(self) -> list[Mark]:
        """The marks of all templates, and the names that they might use."""
        return [*_names(self.judge), *(mark for marks in self._composed().values() for mark in marks)]

    def _composed(self) -> dict[str, list[Mark]]:
        if self.composed is None:
            try:
                self.composed = _of_templates(self.judge, read_knowledge(self.workspace))
            except Problems:  # the workspace can no longer be built: its names are still known
                self.composed = {}
        return self.composed

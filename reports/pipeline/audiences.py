"""An audience → what it resolves to: where each section stands, which facts are in and out and why, how full it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.diagnostics import Diagnostic, Findings, Problems, nearest
from reports.pipeline.budgets import BudgetUse, Subject
from reports.pipeline.compose import Knowledge, compose
from reports.pipeline.formats import FORMATS
from reports.templates import extends
from reports.workspace import Workspace
from reports.workspace.new_audience import settings
from reports.workspace.selection import Selection, select

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """Tables of what an audience resolves to, and what is wrong with it.

    `settings` says what is in force and who says so; `sections` where each stands, in order; `budgets` how full they
    are; `facts` which are told, in which reports, and why others are not.
    """

    settings: tuple[Row, ...]
    sections: tuple[Row, ...]
    budgets: tuple[Row, ...]
    facts: tuple[Row, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def told(self) -> str:
        """How many of the facts are told, and how many are not."""
        told = sum(bool(row["in"]) for row in self.facts)
        return f"{told} of {len(self.facts)} are told, {len(self.facts) - told} are not"


def show_audience(name: str, knowledge: Knowledge) -> Shown:
    """What the audience `name` resolves to. Raises Problems if there is none of that name."""
    workspace = knowledge.workspace
    if name not in workspace.audiences:
        hint = nearest(name, workspace.audiences)
        raise Problems([Diagnostic(f'no audience is called "{name}"', hint=hint)])
    findings = Findings()
    used: dict[str, list[str]] = {}
    budgets: list[Row] = []
    for report, file in workspace.reports.items():
        for code, composed in compose(knowledge, report, name, findings).items():
            for fact in composed.used:
                if report not in used.setdefault(fact, []):
                    used[fact].append(report)
            try:
                prepared = FORMATS[file.format].prepare(composed, knowledge.brand, knowledge.specs, workspace.cache)
            except Problems as problems:
                findings.extend(problems.diagnostics)
                continue
            budgets += _budget_rows(Subject(workspace, report, name, code), prepared.uses)
    return Shown(
        tuple(_setting_rows(name, workspace)),
        tuple(_section_rows(name, workspace)),
        tuple(budgets),
        tuple(_fact_rows(name, knowledge, used)),
        tuple(findings),
    )


def _setting_rows(name: str, workspace: Workspace) -> Iterator[Row]:
    for setting, value in settings(workspace.audiences[name]).items():
        said = next((each for each in workspace.lineages[name] if (setting,) in workspace.files[each].places), None)
        yield {"setting": setting, "value": value, "said by": said or "(default)"}


def _section_rows(name: str, workspace: Workspace) -> Iterator[Row]:
    """A row for each section; one for each language where they do not stand with the same audience."""
    codes = ",".join(workspace.languages)
    for report in workspace.reports:
        file = workspace.report(report, name)
        for section in file.sections:
            found = {code: workspace.section(report, name, code, section) for code in workspace.languages}
            alike = len({each.audience for each in found.values()}) == 1
            for code, each in list(found.items())[: 1 if alike else None]:
                whose = {name: "own", None: "everybody's"}.get(each.audience, f'inherited from "{each.audience}"')
                base = extends(each.path)
                yield {
                    "report": report,
                    "section": section + (" (annex)" if section in file.annexes else ""),
                    "whose": whose + (f", extends {base}" if base else ""),
                    "file": each.shown.replace(f"/{code}/", f"/{{{codes}}}/") if alike else each.shown,
                }


def _fact_rows(name: str, knowledge: Knowledge, used: Mapping[str, list[str]]) -> Iterator[Row]:
    workspace, audience = knowledge.workspace, knowledge.workspace.audiences[name]
    days = [workspace.report(report, name).date for report in workspace.reports]
    selection = select(knowledge.facts, audience, max(days))
    for id_, fact in knowledge.facts.facts.items():
        reports = used.get(id_, [])
        yield {
            "fact": id_,
            "importance": fact.importance,
            "in": ", ".join(reports),
            "why": _why(id_, fact.importance, audience.least_importance, selection, bool(reports)),
        }


def _why(id_: str, importance: int, least: int, selection: Selection, told: bool) -> str:
    if id_ in selection.withheld:
        return selection.withheld[id_]
    if id_ in selection.minor:
        return f"{'named by a text, though' if told else 'left out of lists:'} {importance} is below importance {least}"
    return "" if told else "no text of this audience asks for it"


def _budget_rows(subject: Subject, uses: tuple[BudgetUse, ...]) -> Iterator[Row]:
    budget, slides = subject.budget, [words for use in uses for words, _ in use.slides]
    measured: list[tuple[str, Any, int | None]] = [
        ("words", budget.words, sum(use.words for use in uses)),
        ("slides", budget.slides, len(slides)),
        ("words on the fullest slide", budget.slide_words, max(slides, default=0)),
        ("pages", budget.pages, None),
        *((f"words of {use.section}", budget.sections.get(use.section), use.words) for use in uses),
    ]
    for what, count, found in measured:
        limit = subject.limit(count)
        if limit:
            yield {
                "report": subject.report,
                "language": subject.language,
                "of": what,
                "used": found if found is not None else "counted with --paginate",
                "budget": limit,
                "full": f"{found / limit:.0%}" if found is not None else "",
            }

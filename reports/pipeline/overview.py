"""An audience → tables of what it resolves to: settings, sections, budgets, and facts with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from reports.diagnostics import Diagnostic, Findings
from reports.pipeline.knowledge import Knowledge
from reports.pipeline.plan import plan
from reports.pipeline.preparation import Variant, prepare
from reports.templates import extends
from reports.workspace import AudienceFile, Workspace
from reports.workspace.selection import select

OverviewRow = dict[str, Any]


class AudienceOverview(Struct, frozen=True):
    """Tables of what an audience resolves to, and the faults of its documents.

    `settings`: values, and which audience sets each; `sections`: the file of each; `budgets`: how much of each is
    used; `facts`: the reports that use each, or why none does.
    """

    settings: tuple[OverviewRow, ...]
    sections: tuple[OverviewRow, ...]
    budgets: tuple[OverviewRow, ...]
    facts: tuple[OverviewRow, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def summary(self) -> str:
        """How many of the facts are used, and how many are not."""
        used = sum(bool(row["in"]) for row in self.facts)
        return f"{used} of {len(self.facts)} are used, {len(self.facts) - used} are not"


def audience_overview(name: str, knowledge: Knowledge) -> AudienceOverview:
    """What the audience `name` resolves to. Raises Problems if there is no such audience."""
    workspace = knowledge.workspace
    findings = Findings()
    variants = prepare(knowledge, plan(workspace, audiences=(name,)), findings)
    return AudienceOverview(
        tuple(_setting_rows(name, workspace)),
        tuple(_section_rows(name, workspace)),
        tuple(row for variant in variants for row in _budget_rows(variant)),
        tuple(_fact_rows(name, knowledge, variants)),
        tuple(findings),
    )


def _setting_rows(name: str, workspace: Workspace) -> Iterator[OverviewRow]:
    for setting in AudienceFile.settings():
        value = getattr(workspace.audiences[name], setting)
        owners = (each for each in workspace.lineages[name] if (setting,) in workspace.files[each].places)
        yield {"setting": setting, "value": value, "set by": next(owners, "(default)")}


def _section_rows(name: str, workspace: Workspace) -> Iterator[OverviewRow]:
    """A row for each section; one for each language if the files of the languages belong to different audiences."""
    codes = ",".join(workspace.languages)
    for report in workspace.reports:
        file = workspace.report(report, name)
        for section in file.sections:
            found = {code: workspace.section(report, name, code, section) for code in workspace.languages}
            alike = len({each.audience for each in found.values()}) == 1
            for code, each in list(found.items())[: 1 if alike else None]:
                owner = {name: "own", None: "everybody's"}.get(each.audience, f'inherited from "{each.audience}"')
                base = extends(each.path)
                yield {
                    "report": report,
                    "section": section + (" (annex)" if section in file.annexes else ""),
                    "whose": owner + (f", extends {base}" if base else ""),
                    "file": each.shown.replace(f"/{code}/", f"/{{{codes}}}/") if alike else each.shown,
                }


def _budget_rows(variant: Variant) -> Iterator[OverviewRow]:
    subject, uses = variant.subject, variant.prepared.uses
    budget, slides = subject.budget, [words for use in uses for words, _ in use.slides]
    measured: list[tuple[str, Any, int | None]] = [
        ("words", budget.words, sum(use.words for use in uses)),
        ("slides", budget.slides, len(slides)),
        ("words on the fullest slide", budget.slide_words, max(slides, default=0)),
        ("pages", budget.pages, None),
        *((f"words of {use.section}", budget.sections.get(use.section), use.words) for use in uses),
    ]
    for what, count, used in measured:
        if limit := subject.limit(count):
            yield {
                "report": subject.target.report,
                "language": subject.target.language,
                "of": what,
                "used": "counted with --paginate" if used is None else used,
                "budget": limit,
                "full": "" if used is None else f"{used / limit:.0%}",
            }


def _fact_rows(name: str, knowledge: Knowledge, variants: Sequence[Variant]) -> Iterator[OverviewRow]:
    workspace, least = knowledge.workspace, knowledge.workspace.audiences[name].least_importance
    used: dict[str, dict[str, None]] = {}
    for variant in variants:
        for id_ in variant.composed.used:
            used.setdefault(id_, {})[variant.subject.target.report] = None
    latest = max(workspace.report(report, name).date for report in workspace.reports)
    selection = select(knowledge.facts, workspace.audiences[name], latest)
    for id_, fact in knowledge.facts.facts.items():
        why = "" if id_ in used else "no text of this audience asks for it"
        if id_ in selection.minor:
            below = f"{fact.importance} is below importance {least}"
            why = f"named by a text, though {below}" if id_ in used else f"left out of lists: {below}"
        why = selection.withheld.get(id_, why)
        yield {"fact": id_, "importance": fact.importance, "in": ", ".join(used.get(id_, ())), "why": why}

"""A workspace → all of its faults: facts, glossary, brand, charts, templates, and whether the languages agree."""

from __future__ import annotations

from pathlib import Path

from reports.brand.measure import FontFiles
from reports.charts.jobs import lay_out_all
from reports.diagnostics import Diagnostic, Findings, Problems, ordered
from reports.pipeline.budgets import Subject, check_budget
from reports.pipeline.checks.names import check_names
from reports.pipeline.checks.sources import check_sources
from reports.pipeline.compose import Composed, Knowledge, compose, read_knowledge
from reports.pipeline.formats import FORMATS, draw_jobs
from reports.workspace import check_strays, read_workspace

_NO_FONTS = FontFiles(Path(), Path())  # charts are laid out here, not painted


def check(root: Path, *, sources: Path | None = None) -> list[Diagnostic]:
    """All faults of the workspace `root`; with `sources`, each account is held against its document's line."""
    findings = Findings()
    try:
        workspace = read_workspace(root)
        knowledge = read_knowledge(workspace)
    except Problems as problems:
        return list(problems.diagnostics)
    check_strays(workspace, findings)
    if sources is not None:
        check_sources(knowledge.facts.file, sources, "seeds/facts.yaml", knowledge.facts.places, findings)
    for format_ in dict.fromkeys(report.format for report in workspace.reports.values()):
        findings.extend(FORMATS[format_].faults(knowledge.brand))
    for audience in workspace.audiences:
        for report in workspace.reports:
            for composed in compose(knowledge, report, audience, findings).values():
                check_names(composed.document, knowledge.facts.glossary, findings)
                _check_room(
                    composed, Subject(workspace, report, audience, composed.document.language), knowledge, findings
                )
    return ordered(findings)


def _check_room(composed: Composed, subject: Subject, knowledge: Knowledge, findings: Findings) -> None:
    """Texts and charts must fit into their places and budgets: what a build would find while it prepares and draws."""
    workspace, specs = knowledge.workspace, knowledge.specs
    try:
        prepared = FORMATS[workspace.reports[subject.report].format].prepare(
            composed, knowledge.brand, specs, workspace.cache
        )
        check_budget(subject, prepared.uses, findings)
        jobs = draw_jobs(prepared, composed, specs, _NO_FONTS)
        lay_out_all(jobs.values(), knowledge.brand, workspace.cache)
    except Problems as problems:
        findings.extend(problems.diagnostics)

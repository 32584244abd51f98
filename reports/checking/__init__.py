"""A workspace → all of its faults: facts, glossary, brand, charts, templates, and whether the languages agree."""

from __future__ import annotations

from pathlib import Path

from reports.checking.names import check_names
from reports.checking.sources import check_sources
from reports.compose import compose, read_knowledge
from reports.diagnostics import Diagnostic, Findings, Problems, ordered
from reports.workspace import read_workspace


def check(root: Path, *, sources: Path | None = None) -> list[Diagnostic]:
    """All faults of the workspace `root`; with `sources`, each account is held against its document's line."""
    findings = Findings()
    try:
        workspace = read_workspace(root)
        knowledge = read_knowledge(workspace)
    except Problems as problems:
        return list(problems.diagnostics)
    if sources is not None:
        check_sources(knowledge.facts.file, sources, "seeds/facts.yaml", knowledge.facts.places, findings)
    for audience in workspace.audiences:
        for report in workspace.reports:
            for composed in compose(knowledge, report, audience, findings).values():
                check_names(composed.document, knowledge.facts.glossary, findings)
    return ordered(findings)

"""The check of a workspace: all of its faults, without drawing or writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reports.brand import Brand
from reports.charts.jobs import lay_out_all
from reports.diagnostics import Diagnostic, Findings, Problems, ordered
from reports.pipeline.formats import FORMATS
from reports.pipeline.kept_results import results
from reports.pipeline.knowledge import read_knowledge
from reports.pipeline.pictures import check_pictures
from reports.pipeline.plan import plan
from reports.pipeline.sources import check_sources, compared
from reports.pipeline.workers import Workers
from reports.workspace import Workspace, check_strays, read_workspace


def check(
    root: Path, *, sources: Path | None = None, jobs: int = 1, note: Callable[[str], None] | None = None
) -> list[Diagnostic]:
    """All faults of the workspace `root`; with `sources`, a folder, each account is compared with its document.

    `jobs` is the number of processes that prepare documents. If all documents are at hand and agree, `note` gets what
    was compared with them and what was not.
    """
    try:
        workspace = read_workspace(root)
        knowledge = read_knowledge(workspace)
    except Problems as problems:
        return list(problems.diagnostics)
    findings = Findings()
    check_strays(workspace, findings)
    if sources is not None:
        before = len(findings.found)
        check_sources(knowledge.facts.file, sources, "seeds/facts.yaml", knowledge.facts.places, findings)
        if note and len(findings.found) == before:
            note(compared(knowledge.facts.file))
    if note:
        for blanks in _blanks(workspace, knowledge.brand):
            note(blanks)
    for format_ in dict.fromkeys(report.format for report in workspace.reports.values()):
        findings.extend(FORMATS[format_].faults(knowledge.brand))
    with Workers(jobs) as workers:
        known = results(knowledge, plan(workspace, all_audiences=True), findings, workers)
    shown = {picture for entry in known.entries.values() for picture in entry["pictures"]}
    if findings.has_errors:  # a document that has one may show more
        shown.update(knowledge.pictures.entries)
    check_pictures(knowledge.pictures, shown, workspace.languages, workspace.cache, findings)
    charts = dict.fromkeys(job for document in known.documents for job in document.charts)
    try:
        lay_out_all(charts, knowledge.brand, workspace.cache)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    else:
        known.store()
    return ordered(findings)


def _blanks(workspace: Workspace, brand: Brand) -> Iterator[str]:
    """What the contacts leave blank, for each audience that has such fields of its own and for the brand."""
    contacts = [(brand.contact, brand.place("contact"))]
    contacts += [(each.contact, workspace.place(name, "contact")) for name, each in workspace.audiences.items()]
    said = {place: contact.blanks for contact, place in contacts if contact and contact.blanks}
    yield from (f"{place}: left blank in the contact: {', '.join(blanks)}" for place, blanks in said.items())

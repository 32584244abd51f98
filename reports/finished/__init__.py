"""A finished .docx or .pptx, also one edited by hand → its figures: traced, changed, stale, untraced or lost.

`files.archive` reads the file within bounds; `word` and `powerpoint` find its text, `marks` the list of its marks;
`traces` compares the one with the other, with `tracer`; `current` gives what would be written today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from reports.charts.series import with_cells
from reports.charts.specs import ChartsFile, Specs
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.facts import Facts, read_facts
from reports.facts.pictures import read_pictures
from reports.facts.wording import Wording
from reports.files.archive import open_package
from reports.files.yaml import check_model, read_yaml
from reports.finished.current import CurrentTexts
from reports.finished.marks import language_of, mark_list
from reports.finished.model import STATES, FoundFigure, rows, summary
from reports.finished.tracer import Tracer
from reports.finished.traces import trace_deck, trace_document
from reports.finished.workspace_marks import WorkspaceMarks
from reports.languages import LANGUAGES
from reports.workspace import Workspace, read_workspace
from reports.workspace.audiences import wording_for

__all__ = ["STATES", "Audit", "FoundFigure", "audit", "rows", "summary"]


class Audit(Struct, frozen=True):
    """The figures of all files, in reading order, and the complaints about files that could not be audited."""

    figures: tuple[FoundFigure, ...]
    faults: tuple[Diagnostic, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every file was read and every figure in it is traced."""
        return not self.faults and all(figure.state == "traced" for figure in self.figures)

    def by_file(self) -> list[tuple[str, tuple[FoundFigure, ...]]]:
        """The figures of each file."""
        return [(file, tuple(found)) for file, found in groupby(self.figures, key=lambda figure: figure.file)]


def audit(files: Sequence[Path], root: Path) -> Audit:
    """Audit finished files against the workspace `root`. Raises Problems if the workspace itself cannot be read."""
    workspace = read_workspace(root)
    facts = read_facts(workspace.seeds, languages=workspace.languages)
    figures: list[FoundFigure] = []
    faults: list[Diagnostic] = []

    @cache
    def today(tag: str) -> WorkspaceMarks:
        """The marks that the workspace writes today in the languages of a file."""
        return WorkspaceMarks(_current(tag, workspace, facts), workspace)

    for file in files:
        try:
            found = _audit(file, today)
        except Problems as problems:
            faults += problems.diagnostics
            continue
        except RecursionError:
            faults.append(Diagnostic("the file is nested too deeply to be read", Place(str(file))))
            continue
        figures += found
        if not found:
            hint = "it is empty, or its text is in pictures"
            faults.append(Diagnostic("no figure was found in this file", Place(str(file)), hint))
    return Audit(tuple(figures), tuple(faults))


def _audit(file: Path, today: Callable[[str], WorkspaceMarks]) -> list[FoundFigure]:
    package = open_package(file)
    listed = mark_list(package)
    ours = today(listed.made_for.language or language_of(package))
    tracer = Tracer(str(file), ours.current)
    trace = trace_document if package.kind == "word" else trace_deck
    return trace(package, listed, tracer, ours)


def _current(tag: str, workspace: Workspace, facts: Facts) -> CurrentTexts:
    """Today's texts in the languages of a file (`vi-VN`, or `vi-en` for two): unrounded, and for each audience."""
    codes = [code for code in tag.lower().split("-") if code in LANGUAGES] or list(LANGUAGES)[:1]
    wordings: list[Wording] = []
    for code in codes:
        own = (wording_for(audience, facts, code) for audience in workspace.audiences.values())
        for wording in (Wording(facts, LANGUAGES[code]), *own):
            wordings += [] if wording in wordings else [wording]
    try:
        pictures = read_pictures(workspace.seeds, facts).entries
    except Problems:
        pictures = {}  # their figures are then known by their words alone
    return CurrentTexts(tuple(wordings), _specs(workspace, facts), pictures)


def _specs(workspace: Workspace, facts: Facts) -> Specs | None:
    """The specs of the charts, not checked against the facts, so that one wrong spec leaves the other charts."""
    findings, context = Findings(), {"languages": workspace.languages}
    yaml = read_yaml(workspace.templates / "charts.yaml", "templates/charts.yaml", findings)
    yaml = with_cells(yaml, facts, findings) if yaml else None
    file = check_model(ChartsFile, yaml, findings, context) if yaml else None
    return Specs(file.charts) if file else None

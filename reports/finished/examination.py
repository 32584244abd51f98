"""A finished file compared with a workspace: what `audit` tells of it, and `refresh` starts from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from reports.charts.series import with_cells
from reports.charts.specs import ChartsFile, Specs
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.facts import Facts, read_facts
from reports.facts.pictures import read_pictures
from reports.facts.wording import Wording
from reports.files.archive import Package, open_package
from reports.files.yaml import check_model, read_yaml
from reports.finished.current import CurrentTexts
from reports.finished.marks import MarkList, language_of, mark_list
from reports.finished.model import FoundFigure
from reports.finished.tracer import Tracer
from reports.finished.traces import trace_deck, trace_document
from reports.finished.workspace_marks import WorkspaceMarks
from reports.languages import LANGUAGES
from reports.workspace import Workspace, read_workspace
from reports.workspace.audiences import wording_for

_OTHER_WORKSPACE = "name the workspace from which it was built with --workspace"


class Examination(Struct, frozen=True):
    """A file, the marks that it lists, what was found of each of its figures, and what the workspace writes today."""

    file: Path
    package: Package
    listed: MarkList
    tracer: Tracer
    ours: WorkspaceMarks
    figures: Sequence[FoundFigure]


class Examiner(Struct):
    """Compares files with a workspace, whose texts are kept by the languages and audience of the files."""

    workspace: Workspace
    facts: Facts
    today: dict[tuple[str, str], WorkspaceMarks] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Examiner:
        """An examiner with the workspace `root`. Raises Problems if this cannot be read."""
        workspace = read_workspace(root)
        return cls(workspace, read_facts(workspace.seeds, languages=workspace.languages))

    def examine(self, file: Path) -> Examination:
        """The file compared with the workspace. Raises Problems if it cannot be read."""
        try:
            package = open_package(file)
            listed = mark_list(package)
            facts = {mark.ref for mark in (*listed.marks, *listed.kept) if mark.kind == "fact"}
            if facts and facts.isdisjoint(self.facts.facts):
                package.fault("the workspace has none of the facts in this file", _OTHER_WORKSPACE)
            ours = self._today(listed.made_for.language or language_of(package), listed.made_for.audience)
            tracer = Tracer(str(file), ours.current)
            trace = trace_document if package.kind == "word" else trace_deck
            return Examination(file, package, listed, tracer, ours, trace(package, listed, tracer, ours))
        except RecursionError:
            raise Problems([Diagnostic("the file is nested too deeply to be read", Place(str(file)))]) from None

    def _today(self, tag: str, audience: str) -> WorkspaceMarks:
        """The marks that the workspace writes today in the languages of a file for an audience."""
        if (tag, audience) not in self.today:
            current = _current(tag, audience, self.workspace, self.facts)
            self.today[tag, audience] = WorkspaceMarks(current, self.workspace)
        return self.today[tag, audience]


def _current(tag: str, made_for: str, workspace: Workspace, facts: Facts) -> CurrentTexts:
    """Today's texts in the languages of a file (`vi-VN`, or `vi-en` for two): for its audience, unrounded, and for all
    others."""
    codes = [code for code in tag.lower().split("-") if code in LANGUAGES] or list(LANGUAGES)[:1]
    wordings: list[Wording] = []
    for code in codes:
        own = {name: wording_for(audience, facts, code) for name, audience in workspace.audiences.items()}
        first = [own[made_for]] if made_for in own else []
        for wording in (*first, Wording(facts, LANGUAGES[code]), *own.values()):
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

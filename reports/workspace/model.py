"""A workspace as it was read: its reports, and its audiences with all that they take over from others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from reports.diagnostics import Place
from reports.files.yaml import YamlFile
from reports.workspace.files import AudienceFile, AudienceReport, ReportFile

DEFAULT_AUDIENCE = "general"


class SectionFile(Struct, frozen=True):
    """A file with the text of a section, its path in the workspace, and its audience (None: for every audience)."""

    path: Path
    shown: str
    audience: str | None


class Workspace(Struct, frozen=True):
    """A workspace: its folder, its reports, its audiences with what they take over, and the files of both.

    `lineages` are the names of each audience and of those that it takes over from, nearest first. `cache` is the folder
    for what can be made again.
    """

    root: Path
    reports: Mapping[str, ReportFile]
    audiences: Mapping[str, AudienceFile]
    lineages: Mapping[str, tuple[str, ...]]
    files: Mapping[str, YamlFile]
    report_files: Mapping[str, YamlFile]
    languages: tuple[str, ...]
    cache: Path

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    def own(self, report: str, audience: str) -> AudienceReport:
        """The settings of an audience for a report."""
        return self.audiences[audience].reports.get(report) or AudienceReport.model_construct()

    def report(self, report: str, audience: str) -> ReportFile:
        """A report for an audience: with the sections, annexes, titles, date, status and version that it has there."""
        own, sections = self.own(report, audience), self.sections(report, audience)
        shared = ReportFile.model_fields.keys() & AudienceReport.model_fields.keys()
        changed = {name: value for name in shared if (value := getattr(own, name)) is not None}
        annexes = changed.get("annexes", self.reports[report].annexes)
        changed |= {"sections": sections, "annexes": [annex for annex in annexes if annex in sections]}
        return self.reports[report].model_copy(update=changed)

    def sections(self, report: str, audience: str) -> list[str]:
        """The sections of a report for an audience, in order."""
        own = self.own(report, audience)
        base = own.sections if own.sections is not None else self.reports[report].sections
        return [section for section in base if section not in own.remove]

    def section_files(self, report: str, audience: str, language: str, section: str) -> list[SectionFile]:
        """The files that a section can have: the audience's, those of audiences that it takes over from, the report's.

        The first that exists is used.
        """
        path = f"{report}/{language}/{section}.md.j2"
        owners = [(f"templates/audiences/{name}/{path}", name) for name in self.lineages[audience]]
        return [SectionFile(self.root / shown, shown, name) for shown, name in (*owners, (f"templates/{path}", None))]

    def section(self, report: str, audience: str, language: str, section: str) -> SectionFile:
        """The file of a section: the audience's own or inherited one if it exists, else the report's."""
        *own, base = self.section_files(report, audience, language, section)
        return next((file for file in own if file.path.is_file()), base)

    def _setter(self, audience: str, *location: str | int) -> YamlFile | None:
        """The first file with a value at `location`: the audience's own, else the nearest that it inherits from."""
        files = (self.files[name] for name in self.lineages[audience])
        return next((file for file in files if location in file.places), None)

    def place(self, audience: str, *location: str | int) -> Place:
        """The place of a setting of an audience, in its own file or in the file that it is inherited from."""
        return (self._setter(audience, *location) or self.files[audience]).place(location)

    def key_place(self, audience: str, *location: str | int) -> Place:
        """The place of the name of a setting."""
        return (self._setter(audience, *location) or self.files[audience]).key_place(location)

    def place_in_report(self, audience: str, report: str, *location: str | int) -> Place:
        """The place of a setting of a report for an audience, in an audience's file or in report.yaml."""
        at = ("reports", report, *location)
        file = self._setter(audience, *at)
        return file.place(at) if file else self.report_files[report].place(location)

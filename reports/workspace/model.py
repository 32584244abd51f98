"""A workspace as it was read: its reports, its audiences with what they take over, where sections and sayings stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.diagnostics import Place
from reports.files.yaml import YamlFile
from reports.workspace.files import AudienceFile, AudienceReport, ReportFile

DEFAULT_AUDIENCE = "general"


@dataclass(frozen=True, slots=True)
class SectionFile:
    """Where a section's text stands: the file, its path as the user knows it, and whose it is (None: everybody's)."""

    path: Path
    shown: str
    audience: str | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: where it stands, its reports, its audiences with what they take over, and the files of both."""

    root: Path
    reports: Mapping[str, ReportFile]
    audiences: Mapping[str, AudienceFile]
    lineages: Mapping[str, tuple[str, ...]]
    files: Mapping[str, YamlFile]
    report_files: Mapping[str, YamlFile]
    languages: tuple[str, ...]

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def cache(self) -> Path:
        return self.root / "out" / ".cache"

    def own(self, report: str, audience: str) -> AudienceReport:
        """What an audience says of a report."""
        return self.audiences[audience].reports.get(report) or AudienceReport()

    def report(self, report: str, audience: str) -> ReportFile:
        """A report as an audience gets it: with the title, date, status and version that it has there."""
        own = self.own(report, audience)
        shared = ReportFile.model_fields.keys() & AudienceReport.model_fields.keys()
        told = {name: value for name in shared if (value := getattr(own, name)) is not None}
        return self.reports[report].model_copy(update=told | {"sections": self.sections(report, audience)})

    def sections(self, report: str, audience: str) -> list[str]:
        """The sections of a report for an audience, in order."""
        own = self.own(report, audience)
        base = own.sections if own.sections is not None else self.reports[report].sections
        return [section for section in base if section not in own.remove]

    def section(self, report: str, audience: str, language: str, section: str) -> SectionFile:
        """Where a section stands: with the audience, with one that it takes over from, or with everybody's."""
        base = f"{report}/{language}/{section}.md.j2"
        for name in self.lineages[audience]:
            path = self.templates / "audiences" / name / base
            if path.is_file():
                return SectionFile(path, f"templates/audiences/{name}/{base}", name)
        return SectionFile(self.templates / base, f"templates/{base}", None)

    def _says(self, audience: str, *location: str | int) -> YamlFile | None:
        """The file of the audience, or else of one that it takes over from, that says something."""
        files = (self.files[name] for name in self.lineages[audience])
        return next((file for file in files if location in file.places), None)

    def place(self, audience: str, *location: str | int) -> Place:
        """Where an audience, or else one that it takes over from, says something."""
        return (self._says(audience, *location) or self.files[audience]).place(location)

    def key_place(self, audience: str, *location: str | int) -> Place:
        """The same of the name of what is said."""
        return (self._says(audience, *location) or self.files[audience]).key_place(location)

    def place_in_report(self, audience: str, report: str, *location: str | int) -> Place:
        """Where an audience, one that it takes over from, or else the report itself says something of the report."""
        at = ("reports", report, *location)
        file = self._says(audience, *at)
        return file.place(at) if file else self.report_files[report].place(location)

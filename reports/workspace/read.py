"""The files of a workspace → `Workspace`: its reports, its audiences with what they take over, where sections stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from reports.diagnostics import Findings, Place, Problems, nearest
from reports.languages import ALWAYS, LANGUAGES
from reports.workspace.audiences import check_lineages, inherited, lineage
from reports.workspace.files import AudienceFile, AudienceReport, ReportFile
from reports.yaml_reader import YamlFile, check_model, read_yaml

M = TypeVar("M", bound=BaseModel)

DEFAULT_AUDIENCE = "general"
_NO_REPORT = ("audiences", "brand")


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section's text stands: the file, its path as the user knows it, and whose it is (None: everybody's)."""

    path: Path
    shown: str
    audience: str | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: where it stands, its reports, its audiences with what they take over, and their files as written."""

    root: Path
    reports: Mapping[str, ReportFile]
    audiences: Mapping[str, AudienceFile]
    lineages: Mapping[str, tuple[str, ...]]
    files: Mapping[str, YamlFile]
    languages: tuple[str, ...] = ALWAYS

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
        told = {
            name: getattr(own, name) for name in ReportFile.model_fields.keys() & AudienceReport.model_fields.keys()
        }
        told = {name: value for name, value in told.items() if value is not None}
        return self.reports[report].model_copy(update=told | {"sections": self.sections(report, audience)})

    def sections(self, report: str, audience: str) -> list[str]:
        """The sections of a report for an audience, in order."""
        own = self.own(report, audience)
        base = own.sections if own.sections is not None else self.reports[report].sections
        return [section for section in base if section not in own.remove]

    def section(self, report: str, audience: str, language: str, section: str) -> Section:
        """Where a section stands: with the audience, with one that it takes over from, or with everybody's."""
        base = f"{report}/{language}/{section}.md.j2"
        for name in self.lineages[audience]:
            path = self.templates / "audiences" / name / base
            if path.is_file():
                return Section(path, f"templates/audiences/{name}/{base}", name)
        return Section(self.templates / base, f"templates/{base}", None)

    def place(self, audience: str, *location: str | int) -> Place:
        """Where an audience, or else one that it takes over from, says something."""
        for name in self.lineages[audience]:
            if location in self.files[name].places:
                return self.files[name].place(location)
        return self.files[audience].place(location)


def read_workspace(root: Path) -> Workspace:
    """The workspace in the folder `root`. Raises Problems with all that is wrong with its reports and audiences."""
    findings = Findings()
    templates = root / "templates"
    if not templates.is_dir() or not (root / "seeds").is_dir():
        raise Problems(_no_workspace(root))
    languages = languages_of(templates)
    reports: dict[str, ReportFile] = {}
    for folder in sorted(p for p in templates.iterdir() if p.is_dir() and p.name not in _NO_REPORT):
        report = _read(ReportFile, folder / "report.yaml", root, languages, findings)
        if report is not None:
            reports[folder.name] = report
    written: dict[str, AudienceFile] = {}
    files: dict[str, YamlFile] = {}
    for path in sorted(templates.glob("audiences/*/audience.yaml")):
        file = read_yaml(path, path.relative_to(root).as_posix(), findings)
        audience = check_model(AudienceFile, file, findings, {"languages": languages}) if file else None
        if file is not None and audience is not None:
            written[path.parent.name], files[path.parent.name] = audience, file
    if not findings.has_errors:
        check_lineages(written, files, findings)
    findings.check()
    workspace = Workspace(
        root,
        MappingProxyType(reports),
        MappingProxyType({name: inherited(name, written) for name in written}),
        MappingProxyType({name: lineage(name, written) for name in written}),
        MappingProxyType(files),
        languages,
    )
    _check_sections(workspace, findings)
    findings.check()
    return workspace


def languages_of(templates: Path) -> tuple[str, ...]:
    """The languages of a workspace by its templates: those of every workspace, and others that have a folder."""
    return tuple(code for code in LANGUAGES if code in ALWAYS or any(templates.glob(f"*/{code}/*.md.j2")))


def _no_workspace(root: Path) -> Findings:
    findings = Findings()
    findings.error(
        "this folder is no workspace: it has no seeds/ and templates/", Place(str(root)),
        hint="go to one, name one with --workspace, or make one with: songngu init DIR",
    )  # fmt: skip
    return findings


def _read(model: type[M], path: Path, root: Path, languages: tuple[str, ...], findings: Findings) -> M | None:
    file = read_yaml(path, path.relative_to(root).as_posix(), findings)
    return check_model(model, file, findings, {"languages": languages}) if file else None


def _check_sections(workspace: Workspace, findings: Findings) -> None:
    """Each section must have its file in each language, and each audience name known reports and sections."""
    for name in workspace.audiences:
        _check_names(name, workspace, findings)
    for report, file in workspace.reports.items():
        for section in file.annexes:
            if section not in file.sections:
                findings.error(
                    f'the annex "{section}" is no section of "{report}"',
                    Place(f"templates/{report}/report.yaml"), hint=nearest(section, file.sections),
                )  # fmt: skip
        for audience in workspace.audiences:
            for language in workspace.languages:
                for section in workspace.sections(report, audience):
                    found = workspace.section(report, audience, language, section)
                    if not found.path.is_file():
                        findings.error(
                            f'the section "{section}" has no text for the language "{language}"', Place(found.shown),
                            hint="write it, or take the section out of report.yaml or audience.yaml",
                        )  # fmt: skip


def _check_names(name: str, workspace: Workspace, findings: Findings) -> None:
    """The reports that an audience changes, and the sections that it takes away, sets behind or limits, must exist."""
    for report, own in workspace.audiences[name].reports.items():
        if report not in workspace.reports:
            place = workspace.place(name, "reports", report)
            findings.error(f'no report is called "{report}"', place, hint=nearest(report, workspace.reports))
            continue
        known = own.sections if own.sections is not None else workspace.reports[report].sections
        lists = (("remove", own.remove), ("annexes", own.annexes or ()))
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("reports", report, key, i), section) for key, listed in lists for i, section in enumerate(listed)
        ]
        named += [(("reports", report, "budget", "sections", section), section) for section in own.budget.sections]
        for location, section in named:
            if section not in known:
                hint = nearest(section, known, otherwise=f"known: {', '.join(known)}")
                findings.error(f'"{report}" has no section "{section}"', workspace.place(name, *location), hint=hint)

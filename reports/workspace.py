"""A folder with seeds/, templates/ and out/ → its reports and audiences, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field

from reports.diagnostics import Findings, Place, Problems, nearest
from reports.facts.models import Day, Id, Model, Texts
from reports.languages import LANGUAGES
from reports.yaml_reader import check_model, read_yaml

M = TypeVar("M", bound=BaseModel)

DEFAULT_AUDIENCE = "general"
_NO_REPORT = ("audiences", "brand")


class OfficialFile(Model):
    """What the administrative form prints around a text; what is left away stays blank in the document.

    `kind_symbol` and `agency_symbol` stand behind the number (BC, BKHCN). `superior` stays away where only `agency`
    is given. `addressees: []` says that there are none; `signer` is the signer's authority and office, line by line.
    """

    kind: Texts | None = None
    kind_symbol: str | None = None
    subject: Texts | None = None
    agency: Texts | None = None
    agency_symbol: str | None = None
    superior: Texts | None = None
    place: Texts | None = None
    addressees: list[Texts] | None = None
    signer: list[Texts] | None = None
    recipients: list[Texts] | None = None
    drafting_unit: Texts | None = None
    circulation: Texts | None = None


class ReportFile(Model):
    """report.yaml: what a kind of document is: its format, title, date and sections in order."""

    format: Literal["word", "powerpoint"]
    title: Texts
    subtitle: Texts
    short_title: Texts
    date: Day
    status: Texts | None = None
    agency: Texts | None = None
    keywords: dict[str, list[str]] = {}
    sections: list[Id] = Field(min_length=1)
    annexes: list[Id] = []
    official: OfficialFile = OfficialFile()


class Sections(Model):
    """How an audience changes a report's sections: another order, some left away, others as annexes."""

    sections: list[Id] | None = None
    annexes: list[Id] | None = None
    remove: list[Id] = []


class AudienceFile(Model):
    """audience.yaml: for whom a document is, and what follows from that."""

    name: Texts
    description: Texts
    reports: dict[Id, Sections] = {}
    least_importance: Annotated[int, Field(ge=1, le=3)] = 1
    release: Literal["public", "internal"] = "public"
    rounding: Annotated[int | None, Field(ge=0, le=6)] = None
    citations: Literal["footnotes", "endnotes", "list"] = "footnotes"
    form: Literal["house", "official"] = "house"
    official: OfficialFile = OfficialFile()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: where it stands, its reports and its audiences, with the path of each file as the user knows it."""

    root: Path
    reports: Mapping[str, ReportFile]
    audiences: Mapping[str, AudienceFile]

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def cache(self) -> Path:
        return self.root / "out" / ".cache"

    def sections(self, report: str, audience: str) -> list[str]:
        """The sections of a report for an audience, in order."""
        own = self.audiences[audience].reports.get(report) or Sections()
        base = own.sections if own.sections is not None else self.reports[report].sections
        return [section for section in base if section not in own.remove]

    def annexes(self, report: str, audience: str) -> list[str]:
        """The sections that stand behind the text as annexes."""
        own = self.audiences[audience].reports.get(report) or Sections()
        return own.annexes if own.annexes is not None else self.reports[report].annexes

    def section_file(self, report: str, audience: str, language: str, section: str) -> tuple[Path, str]:
        """The file of a section and its path as the user knows it: the audience's own, or else the base one."""
        for name in section_names(report, audience, language, section):
            path = self.templates / name
            if path.is_file():
                return path, f"templates/{name}"
        return path, f"templates/{name}"


def section_names(report: str, audience: str, language: str, section: str) -> tuple[str, str]:
    """The names that a section's file may have below templates/: the audience's own, then the base one."""
    base = f"{report}/{language}/{section}.md.j2"
    return f"audiences/{audience}/{base}", base


def read_workspace(root: Path) -> Workspace:
    """The workspace in the folder `root`. Raises Problems with all that is wrong with its reports and audiences."""
    findings = Findings()
    templates = root / "templates"
    if not templates.is_dir() or not (root / "seeds").is_dir():
        raise Problems(_no_workspace(root))
    reports: dict[str, ReportFile] = {}
    for folder in sorted(p for p in templates.iterdir() if p.is_dir() and p.name not in _NO_REPORT):
        report = _read(ReportFile, folder / "report.yaml", root, findings)
        if report is not None:
            reports[folder.name] = report
    audiences: dict[str, AudienceFile] = {}
    for path in sorted(templates.glob("audiences/*/audience.yaml")):
        audience = _read(AudienceFile, path, root, findings)
        if audience is not None:
            audiences[path.parent.name] = audience
    workspace = Workspace(root, MappingProxyType(reports), MappingProxyType(audiences))
    if not findings.has_errors:
        _check_sections(workspace, findings)
    findings.check()
    return workspace


def _no_workspace(root: Path) -> Findings:
    findings = Findings()
    findings.error(
        "this folder is no workspace: it has no seeds/ and templates/", Place(str(root)),
        hint="go to one, name one with --workspace, or make one with: songngu init DIR",
    )  # fmt: skip
    return findings


def _read(model: type[M], path: Path, root: Path, findings: Findings) -> M | None:
    file = read_yaml(path, path.relative_to(root).as_posix(), findings)
    return check_model(model, file, findings) if file else None


def _check_sections(workspace: Workspace, findings: Findings) -> None:
    """Each section must have its file in each language, and each audience name known reports and sections."""
    for name, audience in workspace.audiences.items():
        shown = Place(f"templates/audiences/{name}/audience.yaml")
        for report, own in audience.reports.items():
            if report not in workspace.reports:
                findings.error(f'no report is called "{report}"', shown, hint=nearest(report, workspace.reports))
                continue
            known = workspace.reports[report].sections
            for section in [*own.remove, *(own.annexes or ())]:
                if section not in known:
                    findings.error(f'"{report}" has no section "{section}"', shown, hint=nearest(section, known))
    for report, file in workspace.reports.items():
        for section in file.annexes:
            if section not in file.sections:
                findings.error(
                    f'the annex "{section}" is no section of "{report}"',
                    Place(f"templates/{report}/report.yaml"), hint=nearest(section, file.sections),
                )  # fmt: skip
        for audience_name in workspace.audiences:
            for language in LANGUAGES:
                for section in workspace.sections(report, audience_name):
                    path, shown_path = workspace.section_file(report, audience_name, language, section)
                    if not path.is_file():
                        findings.error(
                            f'the section "{section}" has no text for the language "{language}"',
                            Place(shown_path),
                            hint="write it, or take the section out of report.yaml or audience.yaml",
                        )

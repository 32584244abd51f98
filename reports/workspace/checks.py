"""A workspace's reports and audiences against each other and their files: what does not fit, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from reports.diagnostics import Findings, Place, nearest
from reports.files.yaml import Location, YamlFile
from reports.workspace.files import MEASURES, AudienceFile, AudienceReport, ReportFile
from reports.workspace.model import Workspace

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_MOST_LETTERS = 60
NAMES = f"use lower-case letters, digits and hyphens, {_MOST_LETTERS} at most"


def is_name(name: str) -> bool:
    """Whether an audience or a report may be called so: the name is a folder's, an id, and a part of file names."""
    return bool(_NAME.match(name)) and len(name) <= _MOST_LETTERS


def check_workspace(workspace: Workspace, written: Mapping[str, AudienceFile], findings: Findings) -> None:
    """Each section must have its file in each language; all names must be known; `written` is what audiences say
    themselves."""
    for report, file in workspace.reports.items():
        _check_report(report, file, workspace.report_files[report], findings)
    for name, audience in written.items():
        for report, own in audience.reports.items():
            if report in workspace.reports:
                _check_own(report, own, workspace.files[name], workspace.reports[report], findings)
    for name in workspace.audiences:
        _check_names(name, workspace, findings)
        for report in workspace.reports:
            if not workspace.sections(report, name):
                place = workspace.place(name, "reports", report, "remove")
                findings.error(f'no section of "{report}" is left for "{name}"', place, hint="leave one at least")
            for language in workspace.languages:
                _check_files(report, name, language, workspace, findings)


def _check_report(report: str, file: ReportFile, yaml: YamlFile, findings: Findings) -> None:
    _check_once(file.sections, ("sections",), yaml, findings)
    _check_once(file.annexes, ("annexes",), yaml, findings)
    for index, section in enumerate(file.annexes):
        if section not in file.sections:
            hint = nearest(section, file.sections)
            message = f'the annex "{section}" is no section of "{report}"'
            findings.error(message, yaml.place(("annexes", index)), hint=hint)


def _check_own(report: str, own: AudienceReport, yaml: YamlFile, file: ReportFile, findings: Findings) -> None:
    """What an audience's own file says of a report."""
    at: Location = ("reports", report)
    for key in ("sections", "annexes", "remove"):
        _check_once(getattr(own, key) or (), (*at, key), yaml, findings)
    for index, section in enumerate(own.remove):
        if own.sections is not None and section in own.sections:
            message = f'"{section}" is named in sections and taken away in remove'
            findings.error(message, yaml.place((*at, "remove", index)), hint="take it out of one of the two")
    for measure in own.budget.model_fields_set:
        if measure not in MEASURES[file.format]:
            message = f'"{report}" is a {file.format} report, which has no budget of {measure}'
            hint = f"what it can have: {', '.join(MEASURES[file.format])}"
            findings.error(message, yaml.key_place((*at, "budget", measure)), hint=hint)


def _check_once(names: Sequence[str], at: Location, yaml: YamlFile, findings: Findings) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            message = f'"{name}" stands here a second time'
            findings.error(message, yaml.place((*at, index)), hint="name each section once")


def _check_names(name: str, workspace: Workspace, findings: Findings) -> None:
    """The reports that an audience changes, and the sections that it takes away, sets behind or limits, must exist."""
    for report, own in workspace.audiences[name].reports.items():
        if report not in workspace.reports:
            hint = nearest(report, workspace.reports)
            findings.error(f'no report is called "{report}"', workspace.key_place(name, "reports", report), hint=hint)
            continue
        known = own.sections if own.sections is not None else workspace.reports[report].sections
        for location, section in _named(own):
            if section not in known:
                hint = nearest(section, known)
                place = workspace.key_place(name, "reports", report, *location)
                findings.error(f'"{report}" has no section "{section}"', place, hint=hint)


def _named(own: AudienceReport) -> Iterator[tuple[Location, str]]:
    for key in ("remove", "annexes"):
        yield from (((key, index), section) for index, section in enumerate(getattr(own, key) or ()))
    yield from ((("budget", "sections", section), section) for section in own.budget.sections)


def _check_files(report: str, audience: str, language: str, workspace: Workspace, findings: Findings) -> None:
    known = workspace.sections(report, audience)
    for section in known:
        found = workspace.section(report, audience, language, section)
        if not found.path.is_file():
            hint = _like(found.path, known) or "write it, or take the section out of report.yaml or audience.yaml"
            message = f'the section "{section}" has no text for the language "{language}"'
            findings.error(message, Place(found.shown), hint=hint)


def _like(path: Path, known: Sequence[str]) -> str | None:
    """A hint with the file that is probably meant by one which is not there: with a name like it, which is no
    section's, or of the same name without the folder of its language."""
    beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    section = path.name.partition(".")[0]
    stems = {name.partition(".")[0]: name for name in beside if name.partition(".")[0] not in known}
    stems |= {name: name for name in beside if name.startswith(f"{section}.")}
    near = get_close_matches(section, stems, n=1) or get_close_matches(path.name, stems, n=1)
    if near:
        return f'there is a file "{stems[near[0]]}": is it this one, misspelt?'
    above = [other for other in sorted(path.parent.parent.glob(f"{section}.*")) if other.is_file()]
    if not above:
        return None
    return f'there is a file "{above[0].name}" one folder up: move it to {path.parent.name}/{path.name}'

"""Checks of a workspace: names and files that reports and audiences refer to, and files that nothing reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache, partial
from itertools import product

from reports.diagnostics import Findings, Place, nearest
from reports.files.yaml import Location
from reports.workspace.files import MEASURES, AudienceReport, is_name
from reports.workspace.model import Workspace

_FIXED = (
    "seeds/facts.yaml",
    "seeds/glossary.yaml",
    "seeds/pictures.yaml",
    "templates/charts.yaml",
    "templates/maps.yaml",
    "templates/brand/brand.yaml",
)
_ENDINGS = (".j2", ".md", ".yaml", ".yml")
_LIKE = 0.8
"""How similar a path must be to be suggested for another, by `difflib`."""
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def check_workspace(workspace: Workspace, findings: Findings) -> None:
    """Report unknown reports and sections, budgets that a format does not have, and missing texts of sections."""
    unread = cache(partial(_unread, workspace))
    for report, file in workspace.reports.items():
        for index, section in enumerate(file.annexes):
            if section not in file.sections:
                place = workspace.report_files[report].place(("annexes", index))
                _report_section(report, section, file.sections, place, findings)
    for name, audience in workspace.audiences.items():
        for report, own in audience.reports.items():
            if report in workspace.reports:
                _check_own(name, report, own, workspace, findings)
            else:
                place, hint = workspace.key_place(name, "reports", report), nearest(report, workspace.reports)
                findings.error(f'no report is called "{report}"', place, hint=hint)
        for report in workspace.reports:
            if not workspace.sections(report, name):
                place = workspace.place(name, "reports", report, "remove")
                findings.error(f'no section of "{report}" is left for "{name}"', place, hint="leave one at least")
        _check_texts(name, workspace, unread, findings)


def _check_own(name: str, report: str, own: AudienceReport, workspace: Workspace, findings: Findings) -> None:
    """Check the settings of an audience for a report."""
    at: Location = ("reports", report)
    known = list(dict.fromkeys((*workspace.reports[report].sections, *(own.sections or ()))))
    for location, section in _named(own):
        if section not in known:
            _report_section(report, section, known, workspace.key_place(name, *at, *location), findings)
    written = workspace.files[name].places
    both = set(own.sections or ()) if (*at, "sections") in written and (*at, "remove") in written else set[str]()
    for index, section in enumerate(own.remove):
        if section in both:
            place = workspace.place(name, *at, "remove", index)
            findings.error(f'"{section}" is in sections and in remove', place, hint="take it out of one of the two")
    format_ = workspace.reports[report].format
    if own.cover and format_ != "powerpoint":
        place = workspace.key_place(name, *at, "cover")
        findings.error(
            f'"{report}" is a {format_} report, and only decks have a title slide', place, hint="take it out"
        )
    for measure in own.budget.model_fields_set:
        if measure not in MEASURES[format_]:
            message = f'"{report}" is a {format_} report, which has no budget of {measure}'
            hint = f"its budgets can be: {', '.join(MEASURES[format_])}"
            findings.error(message, workspace.key_place(name, *at, "budget", measure), hint=hint)


def _report_section(report: str, section: str, known: list[str], place: Place, findings: Findings) -> None:
    findings.error(f'"{report}" has no section "{section}"', place, hint=nearest(section, known))


def _named(own: AudienceReport) -> Iterator[tuple[Location, str]]:
    """The sections that an audience removes, makes annexes or limits, each with its place in the settings."""
    for key in ("remove", "annexes"):
        yield from (((key, index), section) for index, section in enumerate(getattr(own, key) or ()))
    yield from ((("budget", "sections", section), section) for section in own.budget.sections)


def _check_texts(name: str, workspace: Workspace, unread: Callable[[], list[str]], findings: Findings) -> None:
    """Report missing texts of sections; `unread` lists the files that nothing reads."""
    for report, language in product(workspace.reports, workspace.languages):
        for section in workspace.sections(report, name):
            found = workspace.section(report, name, language, section)
            if not found.path.is_file():
                hint = "write it, or take the section out of report.yaml or audience.yaml"
                if close := get_close_matches(found.shown, unread(), n=1, cutoff=_LIKE):
                    hint = f'is it in "{close[0]}"? then move it here'
                message = f'the section "{section}" has no text for the language "{language}"'
                findings.error(message, Place(found.shown), hint=hint)


def check_strays(workspace: Workspace, findings: Findings) -> None:
    """Warn of texts and settings in seeds/ and templates/ that nothing reads, so that a misspelt name is seen."""
    unread = _unread(workspace)
    paths = [path for path in workspace.templates.rglob("*.j2") if path.is_file()] if unread else []
    templates = [_COMMENT.sub("", path.read_text("utf-8-sig", errors="replace")) for path in paths]
    for shown in unread:
        name = shown.rpartition("/")[2]
        if not any(name in text for text in templates):  # another template includes it
            is_text = shown.endswith((".j2", ".md"))
            hint = "delete it" + (", or name the section in report.yaml or audience.yaml" if is_text else "")
            if close := get_close_matches(shown, _read(workspace), n=1, cutoff=_LIKE):
                hint = f'did you mean "{close[0]}"? else {hint}'
            findings.warning("nothing reads this file", Place(shown), hint=hint)


def _read(workspace: Workspace) -> list[str]:
    """The files that a build may read, as paths in the workspace."""
    folders = (path.name for path in (workspace.templates / "audiences").iterdir() if path.is_dir())
    found = dict.fromkeys(_FIXED)
    found |= dict.fromkeys(f"templates/{report}/report.yaml" for report in workspace.reports)
    found |= dict.fromkeys(f"templates/audiences/{name}/audience.yaml" for name in folders)
    for report, audience, language in product(workspace.reports, workspace.audiences, workspace.languages):
        for section in workspace.sections(report, audience):
            files = workspace.section_files(report, audience, language, section)
            found |= dict.fromkeys(file.shown for file in files)
    return list(found)


def _unread(workspace: Workspace) -> list[str]:
    """The texts and settings in the folders of a workspace that no build reads."""
    read = set(_read(workspace))
    paths = sorted(path for folder in (workspace.seeds, workspace.templates) for path in folder.rglob("*"))
    found = []
    for path in paths:
        shown = path.relative_to(workspace.root)
        hidden = any(part.startswith(".") for part in shown.parts)
        is_note = path.suffix == ".md" and not is_name(path.stem)  # such as README.md
        if path.suffix in _ENDINGS and not hidden and not is_note and shown.as_posix() not in read and path.is_file():
            found.append(shown.as_posix())
    return found

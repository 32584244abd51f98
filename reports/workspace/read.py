"""Read a workspace: the files of its reports and audiences → `Workspace`, checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.files.manifest import files_of, stamps
from reports.files.reads import digest_of
from reports.files.values import KeptValue
from reports.files.yaml import YamlFile, check_model, read_yaml
from reports.languages import ALWAYS, LANGUAGES
from reports.workspace.audiences import check_lineages, inherited, lineage
from reports.workspace.checks import check_workspace
from reports.workspace.files import NAMES, AudienceFile, ReportFile, is_name
from reports.workspace.model import Workspace

M = TypeVar("M", bound=BaseModel)

_NO_REPORT = ("audiences", "brand")
_READ = ("report.yaml", "audience.yaml")


def read_workspace(root: Path, *, anew: bool = False) -> Workspace:
    """The workspace in the folder `root`. Raises Problems with all faults of its reports and audiences.

    Unless it is to be read `anew`, what an earlier run read is used again while no file was added or taken away and
    the files of reports and audiences are the same.
    """
    languages, cache = languages_of(root), root / "out" / ".cache"
    files, folders = files_of(str(root)), [*_folders(root / "templates"), *_folders(root / "templates" / "audiences")]
    hashes = [digest for _, _, digest in stamps(path for path in files if path.endswith(_READ)).values()]
    kept = KeptValue(cache / "knowledge" / "workspace", digest_of((root, files, folders, hashes)))
    found = None if anew else kept.read()
    if not isinstance(found, Workspace):
        found = _read(root, languages, cache)
        if not anew and os.path.isdir(cache):  # only a build makes it, and it may be closed to us
            kept.keep(found)
    return found


def _read(root: Path, languages: tuple[str, ...], cache: Path) -> Workspace:
    findings = Findings()
    templates = root / "templates"
    folders = [path for path in _folders(templates) if path.name not in _NO_REPORT]
    reports, report_files = _read_all(ReportFile, folders, _READ[0], root, languages, findings)
    folders = [path for path in _folders(templates / "audiences") if (path / _READ[1]).exists()]
    written, files = _read_all(AudienceFile, folders, _READ[1], root, languages, findings)
    for what, known, path in (("report", reports, "REPORT/report"), ("audience", written, "audiences/NAME/audience")):
        if not known and not findings.has_errors:
            findings.error(f"there is no {what}", Place("templates"), hint=f"write templates/{path}.yaml")
    if not findings.has_errors:
        check_lineages(written, files, findings)
    findings.check()
    workspace = Workspace(
        root,
        reports,
        {name: inherited(name, written) for name in written},
        {name: lineage(name, written) for name in written},
        files,
        report_files,
        languages,
        cache,
    )
    check_workspace(workspace, findings)
    findings.check()
    return workspace


def languages_of(root: Path) -> tuple[str, ...]:
    """The languages of a workspace: those that every workspace has, and others for which it has templates.

    Raises Problems if the folder `root` is no workspace.
    """
    templates = root / "templates"
    if not templates.is_dir() or not (root / "seeds").is_dir():
        message = "this folder is no workspace: it has no seeds/ and templates/"
        hint = "go to one, name one with --workspace, or make one with: songngu init DIR"
        raise Problems([Diagnostic(message, Place(str(root)), hint)])
    return tuple(code for code in LANGUAGES if code in ALWAYS or any(templates.glob(f"*/{code}/*.md.j2")))


def _folders(parent: Path) -> list[Path]:
    """The visible folders in a folder, if it exists. OSError if it may not be read, where a pattern finds nothing."""
    found = parent.iterdir() if parent.exists() else ()
    return sorted(path for path in found if path.is_dir() and not path.name.startswith("."))


def _read_all(
    model: type[M], folders: list[Path], name: str, root: Path, languages: tuple[str, ...], findings: Findings
) -> tuple[dict[str, M], dict[str, YamlFile]]:
    """The models of the files called `name` in the folders, and the files themselves, by the names of the folders."""
    read: dict[str, M] = {}
    files: dict[str, YamlFile] = {}
    for folder in folders:
        shown = (folder / name).relative_to(root).as_posix()
        if not is_name(folder.name):
            findings.error(f'"{folder.name}" cannot be the name of a folder here', Place(shown), hint=NAMES)
        file = read_yaml(folder / name, shown, findings)
        value = check_model(model, file, findings, {"languages": languages}) if file else None
        if file is not None and value is not None:
            read[folder.name], files[folder.name] = value, file
    return read, files

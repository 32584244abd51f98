"""A name and the audience to begin from → a new audience.yaml in which all that it may say is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.diagnostics import Diagnostic, Place, Problems, nearest
from reports.files.disk import write_whole
from reports.workspace import NAMES, AudienceFile, Workspace, is_name

_EXPLAINED = (
    ("least_importance", "lists of facts hold what is at least so important: 1 detail, 2 useful, 3 headline"),
    ("release", "public, or internal: facts marked as internal may be told too"),
    ("rounding", "so many decimals at most; null prints figures as they are known"),
    ("citations", "footnotes, endnotes, or list: numbers of the list of sources"),
    ("form", "house, or official: Word in the form of Decree 30/2020/NĐ-CP"),
)
"""The settings that are one word or number, and what each does."""


def make_audience(name: str, origin: str, workspace: Workspace) -> Path:
    """Write templates/audiences/NAME/audience.yaml, which takes over from `origin`; returns its path.

    Raises Problems if the name is none, if there is such an audience, or if there is none to begin from.
    """
    path = workspace.templates / "audiences" / name / "audience.yaml"
    fault = _fault(name, origin, path, workspace)
    if fault:
        raise Problems([fault])
    write_whole(path, ("\n".join(_lines(name, origin, workspace)) + "\n").encode())
    return path


def _fault(name: str, origin: str, path: Path, workspace: Workspace) -> Diagnostic | None:
    if not is_name(name):
        return Diagnostic(f'"{name}" is no name for an audience', hint=NAMES)
    if origin not in workspace.audiences:
        return Diagnostic(f'no audience is called "{origin}"', hint=nearest(origin, workspace.audiences))
    if path.exists():
        shown = path.relative_to(workspace.root).as_posix()
        return Diagnostic(f'there is an audience "{name}" already', Place(shown), "choose another name, or change this")
    return None


def _lines(name: str, origin: str, workspace: Workspace) -> Iterator[str]:
    other = workspace.audiences[origin]
    yield "# yaml-language-server: $schema=../../../out/.schema/audience.json"
    yield f'# What is not said here is as for "{origin}", its texts included. To say something differently, put a file'
    yield "# of the same path below this folder, such as:"
    for report in workspace.reports:
        section = workspace.sections(report, origin)[0]
        yield f"#   templates/audiences/{name}/{report}/{workspace.languages[0]}/{section}.md.j2"
    yield "# It takes the section's place, or extends it and replaces one block: see docs/templates.md."
    yield ""
    called = dict.fromkeys(workspace.languages, name.replace("-", " ").capitalize())
    yield f"name: {_flow(called)}   # printed on the front page"
    yield f"description: {_flow(other.description)}"
    yield f"from: {origin}"
    yield ""
    yield "# Take the # away to change something; the values are those in force now."
    for setting, explained in _EXPLAINED:
        yield f"# {setting}: {_flow(getattr(other, setting))}   # {explained}"
    yield f"# phrases: {_flow({code: {} for code in workspace.languages})}   # such as {{source: Taken from}}"
    yield "# reports:"
    for report in workspace.reports:
        yield from (f"#   {line}" for line in _report(report, origin, workspace))


def _report(report: str, origin: str, workspace: Workspace) -> Iterator[str]:
    own = workspace.own(report, origin)
    file = workspace.report(report, origin)
    budget = own.budget.model_dump(exclude_none=True, exclude_defaults=True)
    measures = {"word": "{words: 3000, pages: 8}", "powerpoint": "{slides: 12, slide_words: 45}"}
    yield f"{report}:"
    yield f"  sections: {_flow(file.sections)}   # in this order"
    yield "  remove: []   # sections to leave away, where `sections` is not said"
    yield f"  annexes: {_flow(file.annexes)}   # sections that stand behind the text"
    yield f"  title: {_flow(file.title)}"
    yield f"  budget: {_flow(budget) if budget else measures[file.format]}   # how long it may be"


def _flow(value: Any) -> str:
    """A value as YAML writes it on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if re.fullmatch(r"[A-Za-z0-9-]+", value) and value not in ("null", "true", "false"):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def settings(audience: AudienceFile) -> dict[str, Any]:
    """The settings of an audience that are one word or number."""
    return {setting: getattr(audience, setting) for setting, _ in _EXPLAINED}

"""A new audience.yaml, in which every setting is explained in a comment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from reports.diagnostics import Diagnostic, Place, Problems, nearest
from reports.files.disk import remove_leftovers, write_whole
from reports.workspace import NAMES, AudienceFile, Workspace, is_name


def make_audience(name: str, origin: str, workspace: Workspace) -> Path:
    """Write templates/audiences/NAME/audience.yaml, which takes over from `origin`, and return its path.

    Raises Problems if the name cannot be used, if the audience exists already, or if `origin` does not exist.
    """
    path = workspace.templates / "audiences" / name / "audience.yaml"
    if not is_name(name):
        raise Problems([Diagnostic(f'"{name}" cannot be the name of an audience', hint=NAMES)])
    if origin not in workspace.audiences:
        hint = nearest(origin, workspace.audiences)
        raise Problems([Diagnostic(f'no audience is called "{origin}"', hint=hint)])
    if path.exists():
        place, hint = Place(path.relative_to(workspace.root).as_posix()), "choose another name, or change this"
        raise Problems([Diagnostic(f'there is an audience "{name}" already', place, hint)])
    remove_leftovers([path.parent])
    write_whole(path, ("\n".join(_lines(name, origin, workspace)) + "\n").encode())
    return path


def _lines(name: str, origin: str, workspace: Workspace) -> Iterator[str]:
    other = workspace.audiences[origin]
    yield "# yaml-language-server: $schema=../../../out/.schema/audience.json"
    yield f'# Settings that are not given here, and texts, are inherited from "{origin}". To change the text of a'
    yield "# section, write a file with the same path in this folder, such as:"
    for report in workspace.reports:
        section = workspace.sections(report, origin)[0]
        yield f"#   templates/audiences/{name}/{report}/{workspace.languages[0]}/{section}.md.j2"
    yield "# It replaces the section, or extends it and replaces one block: see docs/templates.md."
    yield ""
    called = dict.fromkeys(workspace.languages, name.replace("-", " ").capitalize())
    yield f"name: {_flow(called)}   # printed on the front page"
    yield f"description: {_flow(other.description)}"
    yield f"from: {origin}"
    yield ""
    yield "# Delete a # to change a setting; the values are those in force now."
    for setting, explained in AudienceFile.settings().items():
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
    yield "  remove: []   # sections to leave out, if `sections` is not given"
    yield f"  annexes: {_flow(file.annexes)}   # sections that follow the text"
    yield f"  title: {_flow(file.title)}"
    yield f"  budget: {_flow(budget) if budget else measures[file.format]}   # how long it may be"


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf)
    return text.removesuffix("\n").removesuffix("\n...")

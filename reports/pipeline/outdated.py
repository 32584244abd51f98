"""Warnings of files in the output folder that no build renews any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.diagnostics import Diagnostic, Place
from reports.pipeline.outputs import Destination, Outputs, main_name
from reports.pipeline.record import RecordEntries
from reports.workspace import Workspace

_DELETE = "delete what nobody needs"


def outdated(
    outputs: Outputs,
    entries: RecordEntries,
    places: Mapping[str, Destination],
    contents: Mapping[str, bytes],
    workspace: Workspace,
) -> Iterator[Diagnostic]:
    """A warning for each file of an earlier build that is out of date: PDFs of files that are written again, files
    beside edited ones that are edited no more, and those whose audience or report no longer exists.

    They are not removed."""
    gone: dict[str, list[str]] = {}
    in_place = {name for name, place in places.items() if place.name == name}
    beside = {name: own for name in outputs.entries if (own := main_name(name)) != name and own in in_place}
    changed = {name for name, content in contents.items() if not outputs.is_as_recorded(name, content)}
    for name, entry in outputs.entries.items():
        if entry.get("printed_from") in changed and name not in entries:
            yield Diagnostic("this PDF is older than its file", Place(name), "build with --pdf", "warning")
        if not (outputs.folder / name).is_file():
            continue
        audience, _, file = name.partition("/")
        report = file.partition(".")[0]
        if audience not in workspace.audiences:
            gone.setdefault(f'the audience "{audience}"', []).append(name)
        elif report not in workspace.reports:
            gone.setdefault(f'the report "{report}"', []).append(name)
        elif name in beside:
            message = f"{Path(beside[name]).name} is built in its own place again, and this file is not renewed"
            yield Diagnostic(message, Place(str(outputs.folder / name)), _DELETE, "warning")
    for what, names in gone.items():
        message = f"{what} no longer exists; these files were built from it: {', '.join(names)}"
        yield Diagnostic(message, Place(str(outputs.folder / names[0])), _DELETE, "warning")

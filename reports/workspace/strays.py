"""A workspace's folders → files and folders that nothing reads, each with the name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from reports.diagnostics import Findings, Place, nearest
from reports.reading import Unreadable, bytes_of
from reports.workspace.model import Workspace

_ENDING = ".md.j2"
_MOST_BYTES = 1_000_000


def check_strays(workspace: Workspace, findings: Findings) -> None:
    """Warn of audiences without audience.yaml and of sections that no report names: a misspelt name is not silent."""
    for path in _visible(workspace.templates / "audiences"):
        fault = _fault_of(path, workspace)
        if fault:
            findings.warning(fault[0], _place(path, workspace), hint=fault[1])
        for folder in _visible(path) if path.name in workspace.audiences else ():
            if folder.is_dir() and folder.name not in workspace.reports:
                hint = nearest(folder.name, workspace.reports, otherwise=f"known: {', '.join(workspace.reports)}")
                findings.warning(f'no report is called "{folder.name}"', _place(folder, workspace), hint=hint)
    texts: list[str] = []
    for path, known in _unnamed(workspace):
        texts = texts or [_read(each) for each in sorted(workspace.templates.rglob("*.j2"))]
        if not any(path.name in text for text in texts):
            near = nearest(path.name.removesuffix(_ENDING), known, otherwise="name it in sections, or take it away")
            findings.warning("no report names this section", _place(path, workspace), hint=near)


def _fault_of(path: Path, workspace: Workspace) -> tuple[str, str] | None:
    """What is wrong with something that stands among the audiences."""
    if not path.is_dir():
        return "nothing reads this file", f"an audience is a folder: templates/audiences/{path.stem}/audience.yaml"
    if path.name in workspace.audiences:
        return None
    named = get_close_matches("audience.yaml", [each.name for each in _visible(path)], n=1)
    hint = f'rename "{named[0]}"' if named else "write one, or take the folder away"
    return "this audience has no audience.yaml, so nobody gets it", hint


def _place(path: Path, workspace: Workspace) -> Place:
    return Place(path.relative_to(workspace.root).as_posix())


def _unnamed(workspace: Workspace) -> Iterator[tuple[Path, list[str]]]:
    """The files of sections that no audience gets from there, with the names of sections that it might get."""
    for report, file in workspace.reports.items():
        known = {name: workspace.sections(report, name) for name in workspace.audiences}
        everybody = list(dict.fromkeys((*file.sections, *(each for own in known.values() for each in own))))
        yield from _others(workspace.templates / report, everybody)
        for name in workspace.audiences:
            takers = [other for other, lineage in workspace.lineages.items() if name in lineage]
            got = list(dict.fromkeys(each for taker in takers for each in known[taker]))
            yield from _others(workspace.templates / "audiences" / name / report, got)


def _others(folder: Path, known: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """The files of sections in the folder's languages that are none of the known ones."""
    for language in (path for path in _visible(folder) if path.is_dir()):
        for path in _visible(language):
            if path.suffix in (".j2", ".md") and path.name not in [f"{section}{_ENDING}" for section in known]:
                yield path, known


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def _read(path: Path) -> str:
    try:
        return bytes_of(path, _MOST_BYTES).decode("utf-8-sig")
    except (Unreadable, UnicodeDecodeError):
        return ""

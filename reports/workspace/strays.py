"""A workspace's folders → files and folders that nothing reads, each with the name that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from reports.diagnostics import Findings, Place, nearest
from reports.files.bounded import Unreadable, bytes_of
from reports.workspace.checks import is_name
from reports.workspace.model import Workspace

_ENDING = ".md.j2"
_MOST_BYTES = 1_000_000
_TEXTS = (".j2", ".md")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_UNREAD = "nothing reads this file"


def check_strays(workspace: Workspace, findings: Findings) -> None:
    """Warn of audiences without audience.yaml, of sections that no report names, and of files under a name that is
    not looked for: a misspelt name is not silent."""
    for path in _visible(workspace.templates / "audiences"):
        fault = _fault_of(path, workspace)
        if fault:
            findings.warning(fault[0], _place(path, workspace), hint=fault[1])
        for folder in _visible(path) if path.name in workspace.audiences else ():
            if folder.is_dir() and folder.name not in workspace.reports:
                hint = nearest(folder.name, workspace.reports)
                findings.warning(f'no report is called "{folder.name}"', _place(folder, workspace), hint=hint)
    for path, hint in _unread_yaml(workspace):
        findings.warning(_UNREAD, _place(path, workspace), hint=hint)
    texts: list[str] = []
    for path, message, hint in (*_unnamed(workspace), *_misplaced(workspace)):
        texts = texts or [_COMMENT.sub("", _read(each)) for each in sorted(workspace.templates.rglob("*.j2"))]
        whole = re.compile(rf"(?<![\w-]){re.escape(path.name)}(?![\w.])")
        if not any(whole.search(text) for text in texts):
            findings.warning(message, _place(path, workspace), hint=hint)


def _fault_of(path: Path, workspace: Workspace) -> tuple[str, str] | None:
    """What is wrong with something that stands among the audiences."""
    if not path.is_dir():
        return _UNREAD, f"an audience is a folder: templates/audiences/{path.stem}/audience.yaml"
    if path.name in workspace.audiences:
        return None
    named = get_close_matches("audience.yaml", [each.name for each in _visible(path)], n=1)
    hint = f'rename "{named[0]}"' if named else "write one, or take the folder away"
    return "this audience has no audience.yaml, so nobody gets it", hint


def _place(path: Path, workspace: Workspace) -> Place:
    return Place(path.relative_to(workspace.root).as_posix())


def _unread_yaml(workspace: Workspace) -> Iterator[tuple[Path, str]]:
    """Files of settings beside the one that is read in their folder: facts.yml, Report.yaml."""
    folders = {workspace.seeds: ("facts.yaml", "glossary.yaml"), workspace.templates: ("charts.yaml",)}
    folders |= {workspace.templates / report: ("report.yaml",) for report in workspace.reports}
    folders |= {workspace.templates / "audiences" / name: ("audience.yaml",) for name in workspace.audiences}
    folders |= {workspace.templates / "brand": ("brand.yaml",)}
    for folder, read in folders.items():
        for path in _visible(folder):
            if path.suffix in (".yaml", ".yml") and path.name not in read and path.is_file():
                meant = get_close_matches(path.name, read, n=1) or read
                if (folder / meant[0]).exists():  # else that one is missing, which is told
                    yield path, f"what is read here is {' and '.join(read)}: write it there, or take the file away"


def _misplaced(workspace: Workspace) -> Iterator[tuple[Path, str, str]]:
    """Texts that stand above the folders of languages, in which alone sections are looked for."""
    folders = [(workspace.templates / report, report) for report in workspace.reports]
    for name in workspace.audiences:
        own = workspace.templates / "audiences" / name
        folders += [(own, "REPORT"), *((own / report, report) for report in workspace.reports)]
    for folder, report in folders:
        for path in _visible(folder):
            section = path.name.partition(".")[0]
            if path.suffix in _TEXTS and path.is_file() and is_name(section):
                base = folder if folder.name == report else folder / report
                there = _place(base / workspace.languages[0] / f"{section}{_ENDING}", workspace)
                yield path, _UNREAD, f"the text of a section stands in the folder of its language: {there}"


def _unnamed(workspace: Workspace) -> Iterator[tuple[Path, str, str]]:
    """The files of sections that no audience gets from there."""
    for report, file in workspace.reports.items():
        known = {name: workspace.sections(report, name) for name in workspace.audiences}
        everybody = list(dict.fromkeys((*file.sections, *(each for own in known.values() for each in own))))
        yield from _others(workspace.templates / report, everybody)
        for name in workspace.audiences:
            takers = [other for other, lineage in workspace.lineages.items() if name in lineage]
            got = list(dict.fromkeys(each for taker in takers for each in known[taker]))
            whose = " and ".join(f'"{taker}"' for taker in takers)
            left = [each for each in everybody if each not in got]
            yield from _others(workspace.templates / "audiences" / name / report, got, left, whose)


def _others(
    folder: Path, known: list[str], left: Sequence[str] = (), whose: str = ""
) -> Iterator[tuple[Path, str, str]]:
    """The files in the folder's languages that are no texts of the known sections; `whose` audiences have `left` out
    some that others get."""
    for language in (path for path in _visible(folder) if path.is_dir()):
        for path in _visible(language):
            section = path.name.partition(".")[0]
            if path.suffix not in _TEXTS or path.name in [f"{each}{_ENDING}" for each in known]:
                continue
            if section in known:
                yield path, _UNREAD, f"the text of a section ends in {_ENDING}: {section}{_ENDING}"
            elif section in left:
                yield path, f"this section is left out for {whose}", "name it in sections, or take the file away"
            else:
                near = nearest(section, known, otherwise="name it in sections, or take it away")
                yield path, "no report names this section", near


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def _read(path: Path) -> str:
    try:
        return bytes_of(path, _MOST_BYTES).decode("utf-8-sig")
    except (Unreadable, UnicodeDecodeError):
        return ""

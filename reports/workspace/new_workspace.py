"""A new workspace that builds at once: a small empty one, or a copy of an example."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from reports.diagnostics import Findings, Place
from reports.files.disk import TEMPORARY
from reports.files.manifest import INPUT_FOLDERS

EXAMPLES = ("journey", "indicators")
"""The workspaces that come with the program; the first one is the project's own, with the built-in brand."""

_PACKAGE = Path(__file__).parent.parent
_EMPTY = _PACKAGE / "examples/empty"
_BRAND = "templates/brand"
_OUT = {
    "README.md": "`songngu build` writes its files here. Git keeps nothing in this folder but this file.\n",
    ".gitignore": "# Git keeps nothing in this folder but its README.\n*\n!.gitignore\n!README.md\n",
}


def make_workspace(folder: Path, example: str | None = None) -> list[Path]:
    """Make a workspace in `folder`: a copy of an example, or an empty one; return its files.

    Other files in the folder stay as they are. Raises Problems if there is a workspace already; OSError, with nothing
    changed, if it cannot be written.
    """
    findings = Findings()
    for name in INPUT_FOLDERS:
        if (folder / name).exists():
            hint = "name a new folder, or remove it first"
            findings.error("there is a workspace here already", Place(str(folder / name)), hint=hint)
    findings.check()
    files = {path: content for path, content in _files(example) if not (folder / path).exists()}
    if (folder / "sources").exists():  # people's own documents
        files = {path: content for path, content in files.items() if path.parts[0] != "sources"}
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        _place(files, folder)
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise
    return [folder / path for path in files]


def _place(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write the files in a folder of their own, then move them; all of them, or none if one cannot be written."""
    for left in folder.glob(f"{TEMPORARY}*"):
        shutil.rmtree(left, ignore_errors=True)
    ready = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
    moved: list[Path] = []
    try:
        for path, content in files.items():
            (ready / path).parent.mkdir(parents=True, exist_ok=True)
            (ready / path).write_bytes(content)
        tops = {path: Path(path.parts[0]) for path in files}
        for path in dict.fromkeys(path if (folder / top).exists() else top for path, top in tops.items()):
            os.rename(ready / path, folder / path)
            moved.append(path)
    except BaseException:
        for path in moved:
            os.rename(folder / path, ready / path)
        raise
    finally:
        shutil.rmtree(ready, ignore_errors=True)


def _files(example: str | None) -> Iterator[tuple[Path, bytes]]:
    """The files of a new workspace, by their paths in it."""
    chosen = example_folder(example) if example else _EMPTY
    parts = [(chosen, name) for name in (*INPUT_FOLDERS, "sources")]
    if not (chosen / _BRAND).exists():
        parts.append((example_folder(EXAMPLES[0]), _BRAND))
    for origin, name in parts:
        for path in sorted((origin / name).rglob("*")):
            relative = path.relative_to(origin)
            if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in relative.parts):
                yield relative, path.read_bytes()
    for name, text in _OUT.items():
        yield Path("out", name), text.encode()


def example_folder(name: str) -> Path:
    """The folder of an example: in the installed package, or the project's root in a checkout."""
    installed = _PACKAGE / "examples" / name
    return installed if installed.is_dir() else _PACKAGE.parent

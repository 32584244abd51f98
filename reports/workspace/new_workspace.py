"""A new workspace that builds at once: a small empty one, or a copy of an example."""

from __future__ import annotations

import shutil
from pathlib import Path

from reports.diagnostics import Findings, Place
from reports.files.manifest import INPUT_FOLDERS

EXAMPLES = ("journey",)
"""The workspaces that come with the program."""

_PACKAGE = Path(__file__).parent.parent
_EMPTY = _PACKAGE / "examples/empty"
_README = "`songngu build` writes its files here. Git keeps nothing in this folder but this file.\n"


def make_workspace(folder: Path, example: str | None = None) -> list[Path]:
    """Make a workspace in `folder`: a copy of an example, or an empty one with the built-in brand; return its files.

    Raises Problems if there is a workspace already; OSError if it cannot be written.
    """
    findings = Findings()
    for name in INPUT_FOLDERS:
        if (folder / name).exists():
            hint = "name a new folder, or remove it first"
            findings.error("there is a workspace here already", Place(str(folder / name)), hint=hint)
    findings.check()
    files = example_folder(example or EXAMPLES[0])
    if example:
        _copy(files, folder, INPUT_FOLDERS)
    else:
        _copy(_EMPTY, folder, INPUT_FOLDERS)
        _copy(files, folder, ("templates/brand",))
        if not (folder / "sources").exists():  # people's own documents stay as they are
            _copy(_EMPTY, folder, ("sources",))
    (folder / "out").mkdir(parents=True, exist_ok=True)
    (folder / "out" / "README.md").write_text(_README, encoding="utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def example_folder(name: str) -> Path:
    """The folder of an example: in the installed package, or the project's root in a checkout."""
    installed = _PACKAGE / "examples" / name
    return installed if installed.is_dir() else _PACKAGE.parent


def _copy(origin: Path, folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        shutil.copytree(origin / name, folder / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))

"""An organisation's own .docx or .pptx → the workspace's brand: its file beside brand.yaml, its looks in it.

`powerpoint` and `word` learn what a template holds, `theme` takes its colours and fonts for the charts, `brand_file`
writes what was learnt into brand.yaml, where it can be changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.brand import Brand, parse_brand
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.importing import powerpoint, word
from reports.importing.brand_file import merged
from reports.importing.model import Learnt, Whole
from reports.opening import Package, open_package
from reports.package import write_whole
from reports.starting import EXAMPLES, origin
from reports.yaml_reader import parse_yaml

__all__ = ["SHOWN", "Imported", "import_template"]

ENDINGS: Mapping[str, tuple[str, ...]] = {"powerpoint": (".pptx", ".potx"), "word": (".docx", ".dotx")}
SHOWN = "templates/brand/brand.yaml"
_LEARN: Mapping[str, Callable[[Package, Brand, Mapping[str, Any]], Learnt]] = {
    "powerpoint": powerpoint.learn,
    "word": word.learn,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The files that were written, and what there is to say: what was taken, what is used instead of the rest."""

    changed: tuple[Path, ...]
    told: tuple[str, ...]


def import_template(file: Path, root: Path) -> Imported:
    """Take an organisation's template into the workspace `root`. Raises Problems, with nothing changed, if it is none
    or the brand that would come of it does not pass."""
    path = root / SHOWN
    raw, content = _read(path, SHOWN), _read(file, str(file))
    package = open_package(file)
    _check_name(file, package)
    brand = parse_brand(raw, SHOWN, path.parent)
    old = parse_yaml(raw, SHOWN, Findings())
    assert old is not None  # it was parsed a line above
    try:
        learnt = _LEARN[package.kind](package, _design(brand, package.kind), old.value)
    except RecursionError:
        package.fault("the file is nested too deeply to be read")
    name = file.name.lstrip(".")
    entry = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    changes = {**learnt.changes, "files": {package.kind: Whole(entry)}}
    text = merged(raw.decode("utf-8-sig"), changes, first=("files",)).encode()
    parse_brand(text, SHOWN, path.parent)
    copy = path.with_name(name)
    try:
        write_whole(copy, content)
        write_whole(path, text)
    except OSError as error:
        fault = Diagnostic(f"the brand cannot be written: {error.strerror}", Place(str(path.parent)))
        raise Problems([fault]) from None
    return Imported((copy, path), (*learnt.told, *_left(brand, package.kind, name)))


def _check_name(file: Path, package: Package) -> None:
    """Complain of a file that is of another kind than its name says."""
    endings = ENDINGS[package.kind]
    if file.suffix.lower() not in endings:
        what = {"word": "a Word document", "powerpoint": "a PowerPoint presentation"}[package.kind]
        package.fault(f'this is {what}, but its name ends in "{file.suffix}"', f"give it the ending {endings[0]}")


def _design(brand: Brand, kind: str) -> Brand:
    """What gives a template what it lacks: the workspace's brand, or the built-in one where that was imported too."""
    if getattr(brand.files, kind) is None:
        return brand
    path = origin(EXAMPLES[0]) / SHOWN
    return parse_brand(path.read_bytes(), SHOWN, path.parent)


def _read(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problems([Diagnostic(f"the file cannot be read: {error.strerror}", Place(shown))]) from None


def _left(brand: Brand, kind: str, name: str) -> tuple[str, ...]:
    """What to say of a template that was imported before."""
    former = getattr(brand.files, kind)
    if former is None or former.file == name:
        return ()
    return (f"{former.file} is no longer used; it still stands beside brand.yaml",)

"""An organisation's own .docx or .pptx → the workspace's brand: its file beside brand.yaml, its looks in it.

`powerpoint` and `word` learn what a template holds, `theme` takes its colours and fonts for the charts, `brand_file`
writes what was learnt into brand.yaml, where it can be changed.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reports.brand import Brand, BrandFile, parse_brand
from reports.brand.imports import powerpoint, word
from reports.brand.imports.brand_file import Whole, merged
from reports.brand.imports.theme import Learnt
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.files.archive import Package, open_package, read_file
from reports.files.disk import write_all
from reports.files.foreign import clean_package
from reports.files.yaml import parse_yaml
from reports.workspace.new_workspace import EXAMPLES, example_folder

__all__ = ["SHOWN", "Imported", "import_template"]

ENDINGS: Mapping[str, tuple[str, ...]] = {"powerpoint": (".pptx", ".potx"), "word": (".docx", ".dotx")}
SHOWN = "templates/brand/brand.yaml"
_TOLD = 3
"""So many complaints are shown of a brand that does not pass: more are mostly the same again."""
_LEARN: Mapping[str, Callable[[bytes, str, Brand, Mapping[str, Any]], Learnt]] = {
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
    name = _name(file)
    raw = read_file(path, SHOWN)
    brand = parse_brand(raw, SHOWN, path.parent)
    old = parse_yaml(raw, SHOWN, Findings())
    assert old is not None  # it was parsed a line above
    package = open_package(file)
    _check_kind(name, package)
    found = clean_package(package)
    learnt = _LEARN[package.kind](found.content, str(file), _design(brand, package.kind), old.value)
    entry = {"file": name, "sha256": hashlib.sha256(package.content).hexdigest()}
    changes = {**learnt.changes, "files": {package.kind: Whole(entry)}}
    text = merged(raw, SHOWN, changes, first=("files",))
    try:
        parse_brand(text, SHOWN, path.parent)
    except Problems as problems:
        raise Problems(_of_template(problems, text, package)) from None
    files = {path.with_name(name): package.content, path: text}
    kept = _write(files)
    return Imported(tuple(files), (*found.told, *learnt.told, *_left(brand, package.kind, name), *kept))


def _name(file: Path) -> str:
    """What the template is called beside brand.yaml. Raises Problems for names that no template should have."""
    name = unicodedata.normalize("NFC", file.name.lstrip("."))
    endings = [ending for known in ENDINGS.values() for ending in known]
    ending = Path(name).suffix
    if ending.lower() not in endings:
        message = f'its name ends in "{ending}": no template is called so' if ending else "its name has no ending"
        raise Problems([Diagnostic(message, Place(str(file)), f"save it with one of the endings {', '.join(endings)}")])
    try:
        BrandFile(file=name, sha256="0" * 64)
    except ValidationError:
        name = ""
    if not name.isprintable() or not name:
        hint = "give it a name of letters, figures, spaces and dashes"
        raise Problems([Diagnostic("its name cannot stand in brand.yaml", Place(str(file)), hint)])
    return name


def _check_kind(name: str, package: Package) -> None:
    """Complain of a file that is of another kind than its name says."""
    endings = ENDINGS[package.kind]
    ending = Path(name).suffix
    if ending.lower() not in endings:
        what = {"word": "a Word document", "powerpoint": "a PowerPoint presentation"}[package.kind]
        package.fault(f'this is {what}, but its name ends in "{ending}"', f"give it the ending {endings[0]}")


def _design(brand: Brand, kind: str) -> Brand:
    """What gives a template what it lacks: the workspace's brand, or the built-in one where that was imported too."""
    if getattr(brand.files, kind) is None:
        return brand
    path = example_folder(EXAMPLES[0]) / SHOWN
    return parse_brand(path.read_bytes(), SHOWN, path.parent)


def _of_template(problems: Problems, text: bytes, package: Package) -> Iterator[Diagnostic]:
    """Complaints of a brand.yaml that is not written → the same, of the template that it would come of."""
    lines = text.decode("utf-8-sig").split("\n")
    count = len(problems.diagnostics)
    for fault in problems.diagnostics[:_TOLD]:
        number = fault.place.line if fault.place else None
        of = f" (one of {count} complaints)" if count > 1 else ""
        yield Diagnostic(
            f"the brand that would come of it does not pass: {fault.message}{of}",
            Place(package.path),
            "change this in the template, or choose another one",
            source=lines[number - 1].rstrip() if number else None,
        )


def _write(files: Mapping[Path, bytes]) -> Iterator[str]:
    """Write the files and, beside those that become others, what they were; say which these are."""
    former = {path: _former(path, content) for path, content in files.items()}
    kept = {_beside(path, content): content for path, content in former.items() if content is not None}
    try:
        write_all({**kept, **files})
    except OSError as error:
        place = Place(str(next(iter(files)).parent))
        hint = "make room, and see to it that you may write there; nothing was changed"
        raise Problems([Diagnostic(f"the brand cannot be written: {error.strerror}", place, hint)]) from None
    return (f"{path.stem} as it was is kept as {path.name}; to go back, give it its name again" for path in kept)


def _former(path: Path, content: bytes) -> bytes | None:
    """What a file holds that is to hold something else; None if that is the same, or there is no such file."""
    if not path.exists():
        return None
    before = read_file(path, str(path))
    return None if before == content else before


def _beside(path: Path, content: bytes) -> Path:
    """Where what a file was is kept: nothing else that is kept there gives way."""
    names = (path.with_name(f"{path.name}.before{number}") for number in chain(("",), map("-{}".format, count(2))))
    return next(each for each in names if not each.exists() or _holds(each, content))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and read_file(path, str(path)) == content


def _left(brand: Brand, kind: str, name: str) -> tuple[str, ...]:
    """What to say of a template that was imported before."""
    former = getattr(brand.files, kind)
    if former is None or former.file == name:
        return ()
    return (f"{former.file} is no longer used; it still stands beside brand.yaml",)

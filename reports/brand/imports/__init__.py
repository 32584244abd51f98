"""Import an organisation's .docx or .pptx: its file goes beside brand.yaml, and its looks into brand.yaml.

`powerpoint` and `word` read what a file holds, `theme` its colours and fonts for charts too, and `brand_file` writes
the changes into brand.yaml, where people may change them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from reports.brand import Brand, BrandFile, parse_brand
from reports.brand.imports import powerpoint, word
from reports.brand.imports.brand_file import Proposal, Whole, merged
from reports.brand.imports.other_formats import refuse_other_formats
from reports.diagnostics import Diagnostic, Place, Problems
from reports.files.archive import Package, open_package, read_file
from reports.files.disk import remove_leftovers, write_all
from reports.workspace.new_workspace import EXAMPLES, example_folder

__all__ = ["SHOWN", "ImportPoint", "Imported", "Proposed", "import_reference", "proposed", "write"]

SHOWN = "templates/brand/brand.yaml"
_ENDINGS = {"powerpoint": (".pptx", ".potx"), "word": (".docx", ".dotx")}
_NAMES = {"powerpoint": "a PowerPoint presentation", "word": "a Word document"}
_PROPOSALS: Mapping[str, Callable[[Package, Brand, Brand, int | None], Proposal]] = {
    "powerpoint": powerpoint.proposal,
    "word": word.proposal,
}
_MOST_SHOWN = 3
"""Complaints that are shown of a brand that does not pass: most of the others are alike."""


class ImportPoint(Struct, frozen=True, order=True):
    """Something about an imported file that people should look at: its weight (0 is the heaviest), what it is, and what
    to do about it."""

    weight: int
    sentence: str
    cure: str = ""


class Proposed(Struct, frozen=True):
    """An import that is not written yet: the kind of document that it is for, the new brand.yaml, the file that goes
    beside it under this name, and what is said about it."""

    kind: str
    text: bytes
    name: str
    content: bytes
    points: tuple[ImportPoint, ...]
    notes: tuple[str, ...]

    def changed(self, changes: Mapping[str, Any]) -> Proposed:
        """The same with these changes to brand.yaml, nested as its fields."""
        return replace(self, text=merged(self.text, SHOWN, changes))

    @property
    def files(self) -> dict[str, bytes]:
        """What is written, by its name in the folder of brand.yaml."""
        return {self.name: self.content, Path(SHOWN).name: self.text}


class Imported(Struct, frozen=True):
    """The files that were written; points to look at, the heaviest first, and notes on what was taken and what is used
    instead of the rest; after a trial also the colours that documents have, by what they are for."""

    changed: tuple[Path, ...]
    points: tuple[ImportPoint, ...]
    notes: tuple[str, ...]
    colours: Mapping[str, str] = {}


def import_reference(file: Path, root: Path, master: int | None = None) -> Imported:
    """Import an organisation's file into the workspace `root`, without a trial; of a presentation, the slide master of
    this number.

    Raises Problems, with nothing changed, if the file cannot be read or the brand made of it does not pass.
    """
    return write(proposed(file, root, master), root)


def proposed(file: Path, root: Path, master: int | None = None) -> Proposed:
    """The import of an organisation's file into the workspace `root`; of a presentation, the slide master of this
    number. Raises Problems if the file cannot be read or the brand made of it does not pass."""
    refuse_other_formats(file)
    path = root / SHOWN
    raw = read_file(path, SHOWN)
    brand = parse_brand(raw, SHOWN, path.parent)
    package = open_package(file)
    name = _name(file, package)
    proposal = _PROPOSALS[package.kind](package, brand, _design(brand, package.kind, path), master)
    entry: dict[str, str | int] = {"file": name, "sha256": hashlib.sha256(package.content).hexdigest()}
    entry |= {"master": proposal.master} if proposal.master > 1 else {}
    text = merged(raw, SHOWN, {**proposal.changes, "files": {package.kind: Whole(entry)}})
    try:
        parse_brand(text, SHOWN, path.parent)
    except Problems as problems:
        raise Problems(_of_file(problems, text, package)) from None
    notes = [*proposal.notes]
    former = getattr(brand.files, package.kind)
    if former and former.file != name:
        notes.append(f"{former.file} is no longer used; it is still beside brand.yaml")
    return Proposed(package.kind, text, name, package.content, (), tuple(notes))


def write(import_: Proposed, root: Path) -> Imported:
    """Write an import; the former content of each file is kept beside it."""
    files = {(root / SHOWN).with_name(name): content for name, content in import_.files.items()}
    kept = _write(files)
    return Imported(tuple(files), tuple(sorted(import_.points)), (*import_.notes, *kept))


def _name(file: Path, package: Package) -> str:
    """The name of the file beside brand.yaml. Raises Problems if it has a wrong ending or cannot be in brand.yaml."""
    name = unicodedata.normalize("NFC", file.name.lstrip("."))
    endings = _ENDINGS[package.kind]
    if Path(name).suffix.lower() not in endings:
        package.fault(
            f"this is {_NAMES[package.kind]}, but its name does not end in {' or '.join(endings)}", "rename the file"
        )
    try:
        BrandFile(file=name, sha256="0" * 64)
    except ValidationError:
        name = ""
    if not name.isprintable() or not name:
        package.fault("its name cannot be in brand.yaml", "give it a name of letters, figures, spaces and dashes")
    return name


def _design(brand: Brand, kind: str, path: Path) -> Brand:
    """The brand that gives what a file lacks: the workspace's, as it was before a file of this kind was imported, or
    the built-in one if that is not kept."""
    if getattr(brand.files, kind) is None:
        return brand
    kept = sorted(path.parent.glob(f"{path.name}.before*"), key=lambda each: (len(each.name), each.name), reverse=True)
    for former in kept:
        with suppress(Problems):
            found = parse_brand(read_file(former, SHOWN), SHOWN, path.parent)
            if getattr(found.files, kind) is None:
                return found
    example = example_folder(EXAMPLES[0]) / SHOWN
    return parse_brand(example.read_bytes(), SHOWN, example.parent)


def _of_file(problems: Problems, text: bytes, package: Package) -> Iterator[Diagnostic]:
    """The complaints about the brand.yaml that would be written, as complaints about the imported file."""
    lines = text.decode("utf-8-sig").split("\n")
    for fault in problems.diagnostics[:_MOST_SHOWN]:
        line = fault.place.line if fault.place else None
        yield Diagnostic(
            f"the brand made from this file has a fault: {fault.message}",
            Place(package.path),
            "change this in the file, or choose another one",
            source=lines[line - 1].rstrip() if line else None,
        )


def _write(files: Mapping[Path, bytes]) -> Iterator[str]:
    """Write the files; keep the former content of each changed file beside it. Return notes on these."""
    kept: dict[Path, bytes] = {}
    for path, content in files.items():
        if path.exists() and (former := read_file(path, str(path))) != content:
            kept[_path_for_former(path, former)] = former
    remove_leftovers({path.parent for path in files})
    try:
        write_all({**kept, **files})
    except OSError as error:
        place = Place(str(next(iter(files)).parent))
        hint = "make room, and see to it that you may write there; nothing was changed"
        raise Problems([Diagnostic(f"the brand cannot be written: {error.strerror}", place, hint)]) from None
    return (f"{path.stem} as it was is kept as {path.name}; to go back, give it its name again" for path in kept)


def _path_for_former(path: Path, content: bytes) -> Path:
    """The path for the former content of a file; never that of another former content."""
    names = (path.with_name(f"{path.name}.before{number}") for number in chain(("",), map("-{}".format, count(2))))
    return next(each for each in names if not each.exists() or (each.is_file() and each.read_bytes() == content))

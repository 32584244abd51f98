"""The files of a build → their places in the output folder, where nothing that people changed is ever overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from reports.diagnostics import Diagnostic, Place
from reports.files import manifest
from reports.files.disk import move, remove, staged
from reports.files.package import is_package, is_saved_package
from reports.files.refusals import refused
from reports.pipeline.pdf import is_pdf, is_unedited
from reports.pipeline.record import RecordEntries, library_versions

_NEW = re.compile(r"\.new(?:-\d+)?(?=\.\w+\Z)")

OutputState = Literal["absent", "ours", "edited", "damaged"]


class Destination(Struct, frozen=True):
    """Where a file of a build goes.

    `name` is the file's own, or another one if people have edited what has that; `is_kept`: it is there already, from
    the same inputs. What is in its place is first given the name `aside`. `note` says what was found.
    """

    name: str
    is_kept: bool = False
    aside: str | None = None
    note: Diagnostic | None = None


class Outputs(Struct, frozen=True, dict=True):
    """The output folder of the workspace `root` as a build finds it.

    `entries` are the files of its manifest. `anew`: files that are up to date are written too; `force`: edited files
    get another name, and are not kept in place.
    """

    folder: Path
    root: Path
    entries: Mapping[str, Mapping[str, Any]]
    anew: bool = False
    force: bool = False

    def destinations(self, entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Destination]:
        """Where the files with these entries go, by name."""
        return {name: self._destination(name, entry["made_of"]) for name, entry in entries.items()}

    def _destination(self, name: str, made_of: str) -> Destination:
        found = self.found(name)
        if found == "damaged":
            return self._moved(name, "damaged", "is damaged and does not open")
        if found == "edited" and self.force:
            return self._moved(name, "edited", "was edited since it was built")
        if found != "edited":
            return self._own(name, made_of)
        other = next(each for each in _numbered(name, "new", "") if self.found(each) in ("absent", "ours"))
        return self._own(other, made_of, self._kept(name, other))

    def settled(self, place: Destination, name: str, content: bytes | None) -> Destination:
        """The destination, now that the content is known, if it is new: a file that is like it is no edited one."""
        is_same = place.note and content is not None and self.digest(name) == _digest(content)
        return Destination(name) if is_same else place

    def is_edited_meanwhile(self, name: str, digest: str | None) -> bool:
        """Whether people have edited a file that is about to be replaced by one with this hash; None: not theirs."""
        return digest is not None and self.found(name) == "edited" and self.digest(name) != digest

    def is_as_recorded(self, name: str, content: bytes) -> bool:
        """Whether the manifest has a file of this name and content."""
        return bool(self.entries.get(name, {}).get("sha256") == _digest(content))

    def digest(self, name: str) -> str:
        """The hash of a file; empty if it cannot be read."""
        try:
            return manifest.sha256_of(self.folder / name)
        except OSError:
            return ""

    def found(self, name: str) -> OutputState:
        """What is in the place of a file: nothing, a file as a build left it, an edited one, or a damaged one."""
        path = self.folder / name
        if not path.is_file():
            return "absent"
        try:
            if manifest.sha256_of(path) in self._written or (name not in self.entries and _is_as_built(path)):
                return "ours"
            return "edited" if _opens(path) else "damaged"
        except OSError:
            return "edited"  # who may not read a file cannot know what is in it

    @cached_property
    def _written(self) -> set[str]:
        """The hashes of all files that builds have written here, also one that was cut off."""
        return {entry[key] for entry in self.entries.values() for key in ("sha256", manifest.NEXT) if key in entry}

    def _own(self, name: str, made_of: str, note: Diagnostic | None = None) -> Destination:
        """A destination that is free, or has a file of a build."""
        entry = self.entries.get(name, {})
        is_same = entry.get("made_of") == made_of and entry.get("sha256") == self.digest(name)
        return Destination(name, is_same and not self.anew, None, note)

    def _moved(self, name: str, word: str, what: str) -> Destination:
        aside = self._free(name, word)
        message = f"this file {what}: it is now called {Path(aside).name}, and a new one has its name"
        return Destination(name, aside=aside, note=Diagnostic(message, self._place(name), severity="warning"))

    def _free(self, name: str, word: str) -> str:
        return next(each for each in _numbered(name, word, "-1") if not os.path.lexists(self.folder / each))

    def _kept(self, name: str, other: str) -> Diagnostic:
        message = f"this file was edited since it was built: it is kept, and the new one is {Path(other).name}"
        where = [] if self.root == Path() else ["--workspace", str(self.root)]
        audit = shlex.join(["songngu", "audit", str(self.folder / name), *where])
        hint = f"{audit} lists its figures; with --force it is called {Path(self._free(name, 'edited')).name} instead"
        return Diagnostic(message, self._place(name), hint, "warning")

    def _place(self, name: str) -> Place:
        return Place(str(self.folder / name))


def _numbered(name: str, word: str, first: str) -> Iterator[str]:
    """Names beside that of a file: briefing.vi.new.docx, briefing.vi.new-2.docx; `first` ends the first of them."""
    stem, _, suffix = name.rpartition(".")
    yield f"{stem}.{word}{first}.{suffix}"
    yield from (f"{stem}.{word}-{number}.{suffix}" for number in count(2))


def main_name(name: str) -> str:
    """The name of the file for which one called "new" was written beside it; other names as they are."""
    return _NEW.sub("", name)


def _is_as_built(path: Path) -> bool:
    """Whether a file that no manifest knows is as a build leaves it, in a form that other programs do not write."""
    return is_unedited(path.read_bytes()) if path.suffix == ".pdf" else is_saved_package(path)


def _opens(path: Path) -> bool:
    return is_pdf(path) if path.suffix == ".pdf" else is_package(path)


def put(
    outputs: Outputs,
    places: Mapping[str, Destination],
    contents: Mapping[str, bytes],
    texts: Mapping[str, bytes],
    entries: RecordEntries,
    written: list[str],
) -> dict[str, Diagnostic]:
    """Write files to their places, and the rendered texts that changed; return the faults of what cannot be replaced.

    Everything is written under other names; then the hashes are recorded; then the files are moved to their places,
    and their names added to `written`; then the manifest is written. A build that is killed between two of these steps
    leaves files that are whole, and the next one knows them as its own. OSError leaves all files unchanged.
    """
    folder, libraries = outputs.folder, library_versions()
    entries = {places[name].name: entry for name, entry in entries.items()}
    new = {places[name]: content for name, content in contents.items()}
    new |= {Destination(name): text for name, text in texts.items() if outputs.digest(name) != _digest(text)}
    digests = {place.name: _digest(content) for place, content in new.items() if place.name in entries}
    ready = staged({folder / place.name: content for place, content in new.items()})
    try:
        announced = {name: {**outputs.entries.get(name, {}), manifest.NEXT: digest} for name, digest in digests.items()}
        manifest.write_manifest(str(folder), {**outputs.entries, **announced}, libraries)
        failed = _in_place(outputs, new, ready, digests, written)
    finally:
        remove(ready.values())
    done = {name: {"sha256": digests[name], **entries[name]} for name in digests if name not in failed}
    left = {name: entry for name, entry in outputs.entries.items() if name in entries}
    clean = {name: {key: value for key, value in entry.items() if key != manifest.NEXT} for name, entry in left.items()}
    try:
        manifest.write_manifest(str(folder), {**outputs.entries, **clean, **done}, libraries)
    except OSError as error:
        failed |= _fault(error, folder, manifest.MANIFEST)
    return failed


def _in_place(
    outputs: Outputs,
    places: Iterable[Destination],
    ready: Mapping[Path, Path],
    digests: Mapping[str, str],
    written: list[str],
) -> dict[str, Diagnostic]:
    """Move files to their places, by which `ready` has them; the faults of those whose place cannot be had."""
    failed: dict[str, Diagnostic] = {}
    for place in places:
        path = outputs.folder / place.name
        if place.aside is None and outputs.is_edited_meanwhile(place.name, digests.get(place.name)):
            failed[place.name] = Diagnostic(
                "this file was edited while it was built: it is kept", Place(str(path)), "build again"
            )
            continue
        try:
            _replace(path, ready[path], outputs.folder / place.aside if place.aside else None)
        except OSError as error:
            failed |= _fault(error, outputs.folder, place.name)
        else:
            written.append(place.name)
    return failed


def _fault(error: OSError, folder: Path, name: str) -> dict[str, Diagnostic]:
    """The fault of a file that cannot be replaced, by its name. Raises the error if it is none of the system's."""
    fault = refused(error, folder / name, "this file cannot be replaced")
    if fault is None:
        raise error
    return {name: fault}


def _replace(path: Path, new: Path, aside: Path | None) -> None:
    """Give what is at `path` the name `aside`, if there is one, and put the new file there; or leave both names."""
    try:
        if aside is not None:
            os.rename(path, aside)
        move(new, path)
    except BaseException:
        if aside is not None and not os.path.lexists(path):
            os.rename(aside, path)
        raise


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

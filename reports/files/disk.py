"""Write files whole or not at all. Nothing that takes long to load is imported here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from math import inf
from pathlib import Path

TEMPORARY = ".songngu-"
"""How the names of files begin that are not yet moved to their places."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside `path` and move it there. OSError leaves the former file unchanged."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Move files to their paths, in order, once all are written beside them. OSError leaves all unchanged."""
    ready = staged(files)
    former: dict[Path, bytes | None] = {}
    try:
        for path, written in ready.items():
            former[path] = path.read_bytes() if path.is_file() else None
            move(written, path)
    except BaseException:
        for path, before in former.items():
            if ready[path].exists():  # not moved
                continue
            if before is None:
                remove([path])
            else:
                move(_beside(path, before), path)
        remove(ready.values())
        raise


def staged(files: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Write each file beside its path, under a hidden name; the paths of these. OSError leaves none of them."""
    ready: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, content in files.items():
            made += takewhile(lambda folder: not folder.exists(), path.parents)
            path.parent.mkdir(parents=True, exist_ok=True)
            ready[path] = _beside(path, content)
    except BaseException:
        remove(ready.values())
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return ready


def move(written: Path, path: Path) -> None:
    """Move a file to its path; an OSError has this path."""
    try:
        os.replace(written, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def remove(paths: Iterable[Path]) -> None:
    """Remove files that may be gone already."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def remove_leftovers(folders: Iterable[Path], before: float = inf) -> None:
    """Remove what an earlier process that was killed has left in the folders; only what was written `before` a time, in
    seconds, where a process may be at work now."""
    for folder in folders:
        with suppress(OSError):
            remove([each for each in folder.glob(f"{TEMPORARY}*") if each.stat().st_mtime < before])


def _beside(path: Path, content: bytes) -> Path:
    """Write the content to a new file in the folder of `path`; an OSError has this path.

    The name cannot be guessed, and no file or link that has it is opened. The mode is by the umask, as for any file.
    """
    written = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        with open(written, "xb") as file:
            file.write(content)
    except BaseException as error:
        remove([written])
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    return written

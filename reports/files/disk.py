"""Read regular files with a bound on their size, and write files whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import HintedError

_SHOWN = 40  # letters of a file's name in that of the temporary file
_OTHER_ENDINGS = (".yml", ".YAML", ".YML", ".yaml.txt")


class Unreadable(HintedError):
    """A file cannot be read; the message continues a sentence about it: "is a folder"."""


class Missing(Unreadable):
    """There is no file."""


def bytes_of(path: Path, most: int) -> bytes:
    """The bytes of the file at `path`; a pipe or a device is never opened.

    Raises Missing if there is none, Unreadable if it cannot be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("is a folder", "put a file in its place")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("is no regular file", "put a file in its place")
        content = b""
        if status.st_size <= most:
            with path.open("rb") as file:
                content = file.read(most + 1)
    except FileNotFoundError:
        raise Missing("cannot be read: there is no such file", _hint_on_missing(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a path that no system can have
        why = getattr(error, "strerror", None) or error
        raise Unreadable(f"cannot be read: {why}", "look whether you may read it") from None
    if max(status.st_size, len(content)) > most:
        raise Unreadable(f"has more than {most:,} bytes", "move what does not belong here to another file")
    return content


def _hint_on_missing(path: Path) -> str:
    """A hint to write the file, or to rename one with another ending."""
    others = (path.with_suffix(ending).name for ending in _OTHER_ENDINGS)
    other = next((name for name in others if path.with_name(name).is_file()), None)
    return f'rename "{other}": it ends in {path.suffix} here' if other else "write it, or put it back"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside `path` and move it there. OSError leaves the former file unchanged."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Move files to their paths, in order, once all are written beside them. OSError leaves all unchanged."""
    ready: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            ready[path] = _beside(path, content)
        for path, written in ready.items():
            before = path.read_bytes() if path.exists() else None
            os.replace(written, path)
            former[path] = before
    except BaseException:
        for written in ready.values():
            written.unlink(missing_ok=True)
        for path, before in former.items():
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise


def _beside(path: Path, content: bytes) -> Path:
    """Write the content to a temporary file in the folder of `path`, which is made if needed."""
    import tempfile  # takes long to load, and nothing is written where nothing has changed

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHOWN]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)

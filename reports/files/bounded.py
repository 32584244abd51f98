"""Read regular files with a bound on their size."""

from __future__ import annotations

import stat
from pathlib import Path

from reports.diagnostics import HintedError

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

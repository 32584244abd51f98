"""What the operating system refuses → diagnostics with the path and a way out."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import Diagnostic, Place, Problems

_NOT_ALLOWED = (
    "close it in Word, PowerPoint and other programs, and look whether you may write it"
    if os.name == "nt"
    else "look whether you may read and write it, and the folder that it is in"
)
_IN_THE_WAY = "move what has this name away, or rename it"
_ROOM = "make room on the disk and run the command again"
_DISK = "look whether the disk is connected and sound, and run the command again"

HINTS: Mapping[int, str] = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "choose a folder on a disk that can be written",
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit on the size of files (ulimit -f)",
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTEMPTY: _IN_THE_WAY,
    errno.ENOTDIR: "move away the file that has the name of a folder here, or rename it",
    errno.ENAMETOOLONG: "choose shorter names for the file and its folders",
    errno.ELOOP: "links lead in a circle: put a folder or a file in the place of the link",
    errno.EBUSY: "close it in other programs",
    errno.ETXTBSY: "close it in other programs",
    errno.EMFILE: "close other programs, or raise the limit on open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.ENOMEM: "close other programs",
    errno.EIO: _DISK,
    errno.ENXIO: _DISK,
    errno.ENODEV: _DISK,
    getattr(errno, "ESTALE", errno.EIO): _DISK,
}
"""What to do, by the number of a refusal; any other error is a fault of the program."""


def refused(error: OSError, path: str | Path | None = None, what: str = "") -> Diagnostic | None:
    """The refusal as a diagnostic, for `path` or the error's own; None if it is none of those in `HINTS`.

    `what` begins the message: "this file cannot be replaced".
    """
    hint = HINTS.get(error.errno or 0)
    if error.errno == errno.ENOENT and error.filename is None:  # by tempfile
        hint = "make room in the folder for temporary files, or name another one with TMPDIR"
    if hint is None:
        return None
    place = path or error.filename
    message = f"{what}: {error.strerror}" if what else str(error.strerror)
    return Diagnostic(message, Place(str(place)) if place else None, hint)


def make_folder(folder: Path) -> None:
    """Make the folder if it is missing. Raises Problems if nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        problem = None if os.access(folder, os.W_OK | os.X_OK) else "nothing can be written there"
        other = "make this one writable"
    except OSError as error:
        problem, other = error.strerror or str(error), HINTS.get(error.errno or 0, "make it yourself")
    if problem:
        message = f"the folder for the files cannot be used: {problem}"
        raise Problems([Diagnostic(message, Place(str(folder)), f"name another folder with --out, or {other}")])


def is_writable(folder: Path) -> bool:
    """Whether files can be written into the folder, which is made if it is missing."""
    try:
        make_folder(folder)
    except Problems:
        return False
    return True

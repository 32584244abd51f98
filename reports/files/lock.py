"""A lock on a folder, which the system takes back when a process ends in whatever way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EAGAIN, EDEADLK, EWOULDBLOCK
from pathlib import Path

_BUSY = (EACCES, EAGAIN, EDEADLK, EWOULDBLOCK)
_PAUSE = 0.1  # seconds


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other processes out of the folder that lock it too; calls `waiting` once if one of them is in it.

    A file system that knows no locks is used without.
    """
    handle = _handle(folder)
    try:
        if handle is not None and _is_busy(handle):
            waiting()
            while _is_busy(handle):
                time.sleep(_PAUSE)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def is_locked(folder: Path) -> bool:
    """Whether another process has locked the folder."""
    handle = _handle(folder)
    if handle is None:
        return True
    try:
        return _is_busy(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _handle(folder: Path) -> int | None:
        path = folder / ".cache" / "lock"  # folders cannot be opened here
        try:
            path.parent.mkdir(exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT)
        except OSError:
            return None

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _handle(folder: Path) -> int | None:
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:
            return None

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_busy(handle: int) -> bool:
    """Take the lock if it is free or the file system has none; whether another process has it."""
    try:
        _lock(handle)
    except OSError as error:
        return error.errno in _BUSY
    return False

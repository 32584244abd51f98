"""Folders for the time of a task, which are removed at its end, or later if the process was killed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from reports.files.lock import is_locked, locked

_PREFIX = "songngu-task-"
_SETTLED = 3600  # seconds after which every folder in use is locked


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder that only this process uses. Those that killed processes have left are removed."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _SETTLED and not is_locked(left):
                shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name, locked(Path(name), lambda: None):
        yield Path(name)

"""Other programs that this one runs. They and the processes that they start end when they are no longer waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from reports.files.interruption import held


class Children:
    """A context in which programs run, also in threads; leaving it by an exception ends those that still run."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._ended = False

    def __enter__(self) -> Children:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended = True
        for process in list(self._running):
            _end(process)

    def run(
        self,
        command: Sequence[str],
        *,
        content: bytes = b"",
        environment: Mapping[str, str],
        folder: str | Path | None = None,
        seconds: float | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program with `content` as its input. Raises TimeoutExpired after some seconds."""
        pipe = subprocess.PIPE
        process = None
        try:
            with held():  # none is started without being known
                process = subprocess.Popen(
                    command,
                    stdin=pipe,
                    stdout=pipe,
                    stderr=pipe,
                    env=dict(environment),
                    cwd=folder,
                    start_new_session=True,  # a group of its own, which can be ended as a whole
                )
                self._running.append(process)
            if self._ended:
                _end(process)
            output, errors = process.communicate(content, seconds)
        except BaseException:
            if process is not None:
                _end(process)
                process.communicate()  # until the last of the group is gone
            raise
        finally:
            if process is not None:
                self._running.remove(process)
        return subprocess.CompletedProcess(command, process.returncode, output, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)

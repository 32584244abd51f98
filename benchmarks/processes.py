"""Commands as whole processes → their wall time, CPU time and peak memory, as the operating system counts them; or what
they measure themselves."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Run:
    """Wall and CPU time in seconds, children included, and the memory of the largest process in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run the command in the root of the repository. Raises RuntimeError with what it printed if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        assert child.stdout
        printed = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {child.returncode}\n{printed.decode(errors='replace')}")
    memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


def songngu(root: Path, *arguments: str) -> list[str]:
    """The command line of songngu for a workspace."""
    return [sys.executable, "-m", "reports", *arguments, "--workspace", str(root)]


def result_of(module: str, *arguments: str) -> Any:
    """What a module, run as a process of its own, prints as JSON."""
    line = [sys.executable, "-m", module, *arguments]
    return json.loads(subprocess.run(line, cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True).stdout)


def median(runs: Iterable[Run]) -> Run:
    """The median of each figure."""
    runs = list(runs)
    return Run(*(statistics.median(getattr(each, name) for each in runs) for name in Run.__slots__))


def ratio(runs: Sequence[Run], others: Sequence[Run], figure: Callable[[Run], float]) -> float:
    """The median of the ratios of runs that were made in turn."""
    return statistics.median(figure(one) / figure(other) for one, other in zip(runs, others, strict=True))

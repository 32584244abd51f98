"""Where the time of a build goes, room by room, in new processes and in one that has already built.

    python -m benchmarks.stages [--rounds 5] [--write docs/architecture.md]

A timer of CPU time interrupts the build every two milliseconds. The time since the last interruption counts for the
room whose function is at work, alone or through a library that it called. Only charts are drawn in
another process.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from benchmarks.processes import ROOT, result_of
from benchmarks.tables import put, table
from benchmarks.workspaces import Workspace, copies

INTERVAL = 0.002
IMPORTS, DRAWING = "(imports)", "(drawing)"
PACKAGE = str(ROOT / "reports")

ROOMS = {
    IMPORTS: "a floor: Python's and the libraries' modules; only those are loaded that are used",
    "facts": "YAML and pydantic; not when seeds/ is as it was",
    "templates": "Jinja; only for sections that changed",
    "document": "Markdown; only for sections that changed",
    "workspace": "settings of reports and audiences",
    "languages": "numbers and dates in words",
    "brand": "references and measuring of text",
    "charts": "what charts show, their keys and kept pictures",
    DRAWING: "a floor for a chart that changed: matplotlib in a process of its own",
    "word": "the text of a Word file as XML",
    "powerpoint": "slides, measured and written as XML",
    "pipeline": "citations, agreement, comparison of document and file",
    "files": "zip, hashes, manifest",
}
"""What the time of each room is spent on."""


def sampled(work: Callable[[], object]) -> Counter[str]:
    """Seconds of CPU time of `work` by room."""
    seconds: Counter[str] = Counter()
    last, before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal last
        room = "other"
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib"):
                room = IMPORTS
                break
            if room == "other" and name.startswith(PACKAGE):
                room = Path(name).relative_to(PACKAGE).parts[0].removesuffix(".py")
            frame = frame.f_back
        now = time.process_time()
        seconds[room] += now - last
        last = now

    signal.signal(signal.SIGPROF, note)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds[DRAWING] += children.ru_utime + children.ru_stime - before.ru_utime - before.ru_stime
    return seconds


def command(arguments: list[str]) -> None:
    """Run songngu's command line in this process."""
    from reports.__main__ import main as songngu

    sys.argv = ["songngu", *arguments]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            songngu()
        except SystemExit as end:
            if end.code:
                raise


def live(root: Path, rounds: int) -> Counter[str]:
    """A changed sentence again and again in this process."""
    import reports

    workspace, total = Workspace(root), Counter[str]()
    reports.build(root)
    for number in range(rounds):
        workspace.change_sentence(1000 + number)
        total += sampled(lambda: reports.build(root))
    return total


def measured(workspace: Workspace, rounds: int) -> dict[str, Counter[str]]:
    """The mean seconds by room of each work."""
    where = ("--jobs", "1", "--workspace", str(workspace.root))
    works: dict[str, Counter[str]] = {}

    def add(name: str, *arguments: str) -> None:
        found = Counter[str](result_of("benchmarks.stages", "--sample", *arguments))
        works[name] = works.get(name, Counter()) + found

    for number in range(rounds + 1):
        if number == 1:
            works.clear()  # the first round wrote Python's bytecode
        workspace.reset()
        add("first build", "build", *where)
        add("charts ready", "build", "--force", *where)
        workspace.change_sentence(number)
        add("one sentence", "build", *where)
    add("one sentence, live process", "live", str(workspace.root), str(rounds))
    return {name: Counter({room: each / rounds for room, each in found.items()}) for name, found in works.items()}


def stages_table(works: dict[str, Counter[str]]) -> str:
    rooms = [*ROOMS, *sorted({room for found in works.values() for room in found} - set(ROOMS))]
    rows = [[room, *(f"{1000 * found[room]:.0f}" for found in works.values()), ROOMS.get(room, "")] for room in rooms]
    total = ["all", *(f"{1000 * sum(found.values()):.0f}" for found in works.values()), ""]
    return table(["CPU ms in", *works, "for"], [*rows, total])


def main() -> None:
    if sys.argv[1:2] == ["--sample"]:
        work, *rest = sys.argv[2:]
        found = live(Path(rest[0]), int(rest[1])) if work == "live" else sampled(lambda: command([work, *rest]))
        print(json.dumps(found))
        return
    options = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", type=Path, help="a Markdown file to put the table into")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stages = stages_table(measured(copies(Path(folder))["benchmark"], given.rounds))
    print(stages)
    if given.write:
        put({"stages": stages}, given.write)


if __name__ == "__main__":
    main()

"""Run everything in turn, round by round, and print medians and ratios.

    python -m benchmarks [--rounds 5] [--warm 20] [--write docs/benchmarks.md]

`--write` puts the tables into a file, between its marks.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.processes import Run, median, ratio, result_of, run
from benchmarks.tables import put, table
from benchmarks.works import AGAIN, FIRST, OTHERS, PLAIN, PYTHON, WORKS, Work
from benchmarks.workspaces import Workspace, copies

WARM_BUDGETS = {"briefing": "2", "deck": "1.5"}


def one_round(number: int, folder: Path, workspaces: Mapping[str, Workspace]) -> Iterator[tuple[str, Run]]:
    """Everything once, with its name; what is compared runs close together."""
    plain = folder / "plain"
    for old in plain.glob("*.png"):
        old.unlink()
    yield FIRST, run(PLAIN.command(plain))
    for position, work in enumerate(WORKS):
        for name, workspace in workspaces.items():
            work.prepare(workspace, number + 1)
            yield f"{name}: {work.name}", run(work.command(workspace))
        if position < len(OTHERS) and OTHERS[position].is_here():
            yield AGAIN, run(PLAIN.command(plain))
            yield OTHERS[position].name, run(OTHERS[position].command(plain))
        yield PYTHON, run([sys.executable, "-c", "pass"])


def measure(rounds: int, folder: Path, workspaces: Mapping[str, Workspace]) -> dict[str, list[Run]]:
    """The runs of each thing; what runs several times in a round counts once, with the median. A first round, in which
    Python's bytecode is written, does not count."""
    runs: dict[str, list[Run]] = defaultdict(list)
    for number in range(rounds + 1):
        of_round: dict[str, list[Run]] = defaultdict(list)
        for name, each in one_round(number, folder, workspaces):
            of_round[name].append(each)
        print(f"round {number} of {rounds}", file=sys.stderr)
        if number:
            for name, several in of_round.items():
                runs[name].append(median(several))
    return runs


def figures(each: Run) -> list[str]:
    return [f"{each.wall:.2f}", f"{each.cpu:.2f}", f"{each.memory:.0f}"]


def works_table(runs: Mapping[str, Sequence[Run]]) -> str:
    def row(work: Work) -> list[str]:
        ours, unit, built_in = runs[f"benchmark: {work.name}"], runs[work.unit], runs[f"built-in: {work.name}"]
        ratios = [
            f"{ratio(ours, unit, lambda r: r.wall):.2f}",
            f"**{ratio(ours, unit, lambda r: r.cpu):.2f}**",
            work.budget,
            f"{ratio(ours, unit, lambda r: r.memory):.2f}",
            f"{ratio(built_in, unit, lambda r: r.cpu):.2f}",
        ]
        return [work.name, *figures(median(ours)), *ratios]

    units = [[name, *figures(median(runs[name])), "", "", "", "", ""] for name in (FIRST, AGAIN, PYTHON)]
    ratios = ["wall, ratio", "CPU, ratio", "budget", "memory, ratio", "built-in workspace: CPU, ratio"]
    return table(["work", "wall, s", "CPU, s", "memory, MiB", *ratios], [*units, *map(row, WORKS)])


def others_table(runs: Mapping[str, Sequence[Run]]) -> str:
    rows = [[PLAIN.name, PLAIN.writes, *figures(median(runs[AGAIN])), "1"]]
    for peer in OTHERS:
        if found := runs.get(peer.name):
            cpu = ratio(found, runs[AGAIN], lambda r: r.cpu)
            rows.append([peer.name, peer.writes, *figures(median(found)), f"{cpu:.2f}"])
        else:
            rows.append([peer.name, peer.writes, "not installed", "", "", ""])
    return table(["program", "writes", "wall, s", "CPU, s", "memory, MiB", "CPU, ratio"], rows)


def warm_table(folder: Path, workspace: Workspace, count: int) -> str:
    def rates(of: str, where: Path) -> dict[str, float]:
        seconds: dict[str, float] = result_of("benchmarks.warm", of, str(where), str(count))
        return {name: 1000 * each for name, each in seconds.items()}

    theirs, ours = rates("plain", folder / "plain"), rates("ours", workspace.root)
    again = rates("plain", folder / "plain")
    rows = []
    for name, library in (("briefing", "python-docx"), ("deck", "python-pptx")):
        library_time = (theirs[name] + again[name]) / 2
        rate = f"**{library_time / ours[name]:.2f}**"
        rows.append(
            [
                f"one more {name}, against {library}",
                f"{library_time:.0f}",
                f"{ours[name]:.0f}",
                rate,
                WARM_BUDGETS[name],
            ]
        )
    rows.append(["a changed sentence is in its file (wall time)", "", f"{ours['sentence']:.0f}", "", "100 ms"])
    return table(["in a warm process", "plain, ms", "songngu, ms", "rate", "budget"], rows)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5, help="rounds that count")
    options.add_argument("--warm", type=int, default=20, help="documents in a warm process")
    options.add_argument("--write", type=Path, help="a Markdown file to put the tables into")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plain").mkdir()
        workspaces = copies(folder)
        runs = measure(given.rounds, folder, workspaces)
        tables = {"works": works_table(runs), "others": others_table(runs)}
        print("\n\n".join(tables.values()), flush=True)
        tables["warm"] = warm_table(folder, workspaces["benchmark"], given.warm)
        print(f"\n{tables['warm']}")
    if given.write:
        put(tables, given.write)


if __name__ == "__main__":
    main()

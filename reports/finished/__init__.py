"""A finished .docx or .pptx, also one edited by hand → its figures: traced, changed, stale, untraced or lost.

`files.archive` reads the file within bounds; `word` and `powerpoint` find its text, `marks` the list of its marks;
`traces` compares the one with the other, with `tracer`; `current` gives what would be written today. `refresh` writes
that into the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from reports.diagnostics import Diagnostic, Place, Problems
from reports.finished.examination import Examiner
from reports.finished.model import STATES, FoundFigure, rows, summary

__all__ = ["STATES", "Audit", "FoundFigure", "audit", "rows", "summary"]


class Audit(Struct, frozen=True):
    """The figures of all files, in reading order, and the complaints about files that could not be audited."""

    figures: tuple[FoundFigure, ...]
    faults: tuple[Diagnostic, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every file was read and every figure in it is traced."""
        return not self.faults and all(figure.state == "traced" for figure in self.figures)

    def by_file(self) -> list[tuple[str, tuple[FoundFigure, ...]]]:
        """The figures of each file."""
        return [(file, tuple(found)) for file, found in groupby(self.figures, key=lambda figure: figure.file)]


def audit(files: Sequence[Path], root: Path) -> Audit:
    """Audit finished files against the workspace `root`. Raises Problems if the workspace itself cannot be read."""
    examiner = Examiner.of(root)
    figures: list[FoundFigure] = []
    faults: list[Diagnostic] = []
    for file in files:
        try:
            found = examiner.examine(file).figures
        except Problems as problems:
            faults += problems.diagnostics
            continue
        figures += found
        if not found:
            hint = "it is empty, or its text is in pictures"
            faults.append(Diagnostic("no figure was found in this file", Place(str(file)), hint))
    return Audit(tuple(figures), tuple(faults))

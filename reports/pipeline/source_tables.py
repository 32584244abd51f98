"""Facts and the source documents that are tables → where they differ, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from reports.diagnostics import Findings, Place
from reports.facts import Account, LeftOut, Quotation
from reports.files.tables import At, Sheet, SheetCell, Sheets, area_of, areas, at_of, place_in, reference, sheet_named

FIGURE = re.compile(r"\d[\d.,/:%]*\d|\d")
"""One printed figure: digits with their separators."""
_MOST_NAMED = 3
_WHOLE = "A1:XFD1048576"
"""The range of a whole sheet."""


class TableDocument(Struct, frozen=True):
    """A table, called `source` in the facts file and `shown` in complaints; `normal` makes texts comparable.

    `covered` collects what accounts and left-out entries say of each cell; None: all that it shows. `showing` has, by
    sheet, the cells that show a text.
    """

    source: str
    shown: str
    sheets: Sheets
    normal: Callable[[str], str]
    findings: Findings
    covered: dict[tuple[str, At], list[str | None]] = field(default_factory=dict)
    showing: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def check(self, named: Account | Quotation, text: str, fact: str, place: Place | None) -> None:
        """Report a cell that is not there, or does not print the text of an account or a quotation."""
        name = self._sheet(named.sheet, f' ("{fact}")', place)
        if name is None or named.cell is None:
            return
        sheet = self.sheets[name]
        at, where = at_of(named.cell), f'cell {named.cell} of "{self.source}"'
        cell = sheet.cells.get(at)
        if (into := sheet.merged.get(at)) is not None:
            fault = f"is merged into {reference(into)}", f"write cell: {reference(into)}"
        elif sheet.hides(at):
            fault = "is hidden", "name a cell that readers see, or show it in the file"
        elif cell is not None and cell.fault:
            fault = cell.fault
        elif cell is not None and self._prints(cell, text):
            self.covered.setdefault((name, at), []).append(text if cell.is_text else None)
            return
        else:
            shows = f'it shows "{cell.shown}"' if cell else "it is empty"
            others = self._showing(name).get(self.normal(text), [])[:_MOST_NAMED]
            cure = f"{', '.join(others)} shows it" if others else "copy what the cell shows"
            fault = f'does not print "{text}"', f"{shows}; {cure}"
        self.findings.error(f'{where} {fault[0]} ("{fact}")', place, hint=fault[1])

    def leave_out(self, left: LeftOut, place: Place) -> None:
        """Note the cells that are left out."""
        name = left.sheet if left.sheet in self.sheets else self._sheet(left.sheet, "", place)  # also a hidden one
        if name is None:
            return
        cells, ((top, first), (bottom, last)) = self.sheets[name].cells, area_of(left.cells or _WHOLE)
        named = ((row, column) for row in range(top, bottom + 1) for column in range(first, last + 1))
        is_small = (bottom - top + 1) * (last - first + 1) < len(cells)
        for at in named if is_small else cells:
            if at in cells and top <= at[0] <= bottom and first <= at[1] <= last:
                self.covered.setdefault((name, at), []).extend(left.printed or [None])

    def check_figures(self) -> None:
        """Report ranges with figures that no account and no left-out entry names."""
        for name, sheet in self.sheets.items():
            sheet_field = f"sheet: {name}, " if len(self.sheets) > 1 else ""
            for fault, cells in self._uncovered(name, sheet).items():
                for area in areas(cells):
                    at = area_of(area)[0]
                    is_one = area == reference(at)
                    hint = f"list it under left_out: {{source: {self.source}, {sheet_field}cells: {area}, why: …}}"
                    if fault:
                        message = f"{'the cell' if is_one else f'each cell of {area}'} {fault[0]}"
                        hint = f"{fault[1]}; or {hint}"
                    else:
                        what = f'the figure "{sheet.cells[at].shown}" is' if is_one else f"the figures of {area} are"
                        message = f"{what} neither in a fact nor left out"
                        hint = f"add an account, or {hint}"
                    self.findings.error(message, place_in(self.shown, name, at), hint=hint)

    def _uncovered(self, name: str, sheet: Sheet) -> dict[tuple[str, str] | None, list[At]]:
        """The cells that show more figures than are covered, by what is wrong with them."""
        found: dict[tuple[str, str] | None, list[At]] = {}
        for at, cell in sheet.cells.items():
            texts = self.covered.get((name, at), [])
            if None not in texts and (cell.fault or not self._all_in(cell.shown, texts)):
                found.setdefault(cell.fault, []).append(at)
        return found

    def _all_in(self, shown: str, texts: Iterable[str | None]) -> bool:
        line = self.normal(shown)
        known = [re.escape(self.normal(text)) for text in texts if text]
        spans = [found.span(1) for text in known for found in re.finditer(f"(?=({text}))", line)]
        return all(any(a <= f.start() and f.end() <= b for a, b in spans) for f in FIGURE.finditer(line))

    def _sheet(self, name: str | None, who: str, place: Place | None) -> str | None:
        """The name of a sheet that readers see; None, with a finding, if there is none."""
        found, complaint = sheet_named(self.sheets, name)
        if complaint is None:
            return found
        self.findings.error(f'"{self.source}" {complaint[0]}{who}', place, hint=complaint[1])
        return None

    def _showing(self, name: str) -> dict[str, list[str]]:
        if name not in self.showing:
            self.showing[name] = {}
            for at, cell in self.sheets[name].cells.items():
                for way in {cell.shown, *cell.also}:
                    self.showing[name].setdefault(self.normal(way), []).append(reference(at))
        return self.showing[name]

    def _prints(self, cell: SheetCell, text: str) -> bool:
        """Whether a cell shows a text, with no more digits beside it."""
        pattern = re.compile(rf"(?<![\d.,]){re.escape(self.normal(text))}(?![.,]?\d)")
        return any(pattern.search(self.normal(way)) for way in (cell.shown, *cell.also))

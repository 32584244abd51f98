"""Columns of tables whose figures no longer have equal decimals, as a new build would write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.files.namespaces import full
from reports.finished.current import CurrentTexts
from reports.finished.edits import Edit
from reports.finished.marks import Expected
from reports.finished.model import Token
from reports.finished.text import FIGURE, folded

_CELLS = full("w:tc"), full("a:tc")


def uneven(entries: Mapping[Token, Expected], edits: Sequence[Edit], current: CurrentTexts) -> Iterator[Token]:
    """The figures that edits write with other decimals than the rest of their column, where all had the same before.

    Only exact figures of one unit are compared, since others are not filled up with zeros.
    """
    written = {(id(edit.passage), edit.start): folded(edit.text) for edit in edits}
    facts = current.wording.facts.facts
    columns: dict[tuple[Any, int, str | None], list[tuple[Token, Expected, str | None]]] = {}
    for token, entry in entries.items():
        fact = facts.get(entry.mark.ref) if entry.mark.kind == "fact" else None
        if fact and fact.qualifier == "exactly" and (column := _column(token)):
            start = token.start if token.span else token.start - entry.start
            text = written.get((id(token.passage), start))
            columns.setdefault((*column, fact.unit), []).append((token, entry, text))
    sign = current.wording.language.quantities.digits.decimal
    for found in columns.values():
        before = {_decimals(entry.mark.printed, sign) for _, entry, _ in found}
        now = {_decimals(text or entry.mark.printed, sign) for _, entry, text in found}
        if len(before) == 1 < len(now):
            yield from (token for token, _, text in found if text)


def _column(token: Token) -> tuple[Any, int] | None:
    """The table that a figure is in, and the number of its cell in the row."""
    letters = token.passage.letters[:1]
    cell = next((cell for each in letters for cell in each.element.iterancestors(*_CELLS)), None)
    row = cell.getparent() if cell is not None else None
    if cell is None or row is None:
        return None
    return row.getparent(), sum(1 for _ in cell.itersiblings(*_CELLS, preceding=True))


def _decimals(text: str, sign: str) -> int:
    figure = FIGURE.search(text)
    return len(figure[0].partition(sign)[2]) if figure else 0

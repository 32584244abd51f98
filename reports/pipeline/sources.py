"""Facts and their source documents → where they differ: hashes, printed figures, figures without an account."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import Findings, Place
from reports.facts import Account, FactsFile
from reports.files.bounded import Missing, Unreadable, bytes_of

FIGURE = re.compile(r"\d[\d.,/:%]*\d|\d")
"""One printed figure: digits with their separators."""

MOST_BYTES = 20_000_000


def check_sources(file: FactsFile, folder: Path, shown: str, places: Mapping[str, Place], findings: Findings) -> None:
    """Compare each account with its document, and each figure of a document with the accounts."""
    lines: dict[str, list[str]] = {}
    for id_, source in file.sources.items():
        path = folder / source.file
        fault, raw = "", b""
        try:
            raw = bytes_of(path, MOST_BYTES)
        except Missing:
            fault, hint = f'the document of "{id_}" is missing', f"its name in {shown} is {source.file}"
        except Unreadable as error:
            fault, hint = f'the document of "{id_}" {error}', error.hint
        else:
            digest = hashlib.sha256(raw).hexdigest()
            hint = f"if it is the right one, compare each fact with it and write sha256: {digest}"
            if digest != source.sha256:
                fault = f'the document of "{id_}" is not the one that the facts were taken from'
        if fault:
            findings.error(fault, Place(str(path)), hint=hint)
        else:
            lines[id_] = raw.decode("utf-8", "replace").split("\n")
    accounted: dict[tuple[str, int], list[str]] = {}
    for fact in file.facts:
        for account in fact.accounts:
            if account.source in lines:
                _check_account(account, lines[account.source], fact.id, places.get(fact.id), findings)
                for line in account.lines:
                    accounted.setdefault((account.source, line), []).append(_normal(account.printed))
    for left in file.left_out:
        for line in left.lines:
            accounted.setdefault((left.source, line), []).extend(_normal(printed) for printed in left.printed)
    for id_, text in lines.items():
        _check_figures(id_, text, accounted, folder / file.sources[id_].file, findings)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _check_account(account: Account, lines: list[str], fact: str, place: Place | None, findings: Findings) -> None:
    printed = _normal(account.printed)
    for line in account.lines:
        if not 1 <= line <= len(lines):
            message = f'"{account.source}" has no line {line} ("{fact}")'
            findings.error(message, place, hint=f"it has {len(lines)} lines")
    found = [line for line in account.lines if 1 <= line <= len(lines) and printed in _normal(lines[line - 1])]
    if not found:
        where = [number for number, line in enumerate(lines, 1) if printed in _normal(line)]
        lines_with_it = f"it is on line {', '.join(map(str, where))}"
        numbers = ", ".join(map(str, account.lines))
        message = f'line {numbers} of "{account.source}" does not print "{account.printed}" ("{fact}")'
        findings.error(message, place, hint=lines_with_it if where else "copy the figure as the document prints it")


def _check_figures(
    source: str, lines: list[str], accounted: Mapping[tuple[str, int], list[str]], path: Path, findings: Findings
) -> None:
    """Report figures that no account and no left-out entry of their line contains."""
    for number, line in enumerate(lines, 1):
        text = _normal(line)
        tokens = (re.escape(token) for token in accounted.get((source, number), ()) if token)
        spans = [found.span(1) for token in tokens for found in re.finditer(f"(?=({token}))", text)]
        for figure in FIGURE.finditer(text):
            if not any(start <= figure.start() and figure.end() <= end for start, end in spans):
                findings.error(
                    f'the figure "{figure.group()}" is neither in a fact nor left out',
                    Place(str(path), number, figure.start() + 1),
                    hint=f"add an account, or list it under left_out of {source}",
                )

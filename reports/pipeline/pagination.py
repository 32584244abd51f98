"""Documents that print page numbers → the same with the pages that LibreOffice gives them, until they stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.diagnostics import Diagnostic, Findings, Problems
from reports.pipeline.office import INSTALL, Office, Print, print_all
from reports.pipeline.pdf import pages_of

MOST_ROUNDS = 3
_FIRST_GUESS = 10  # as wide as most page numbers will be


@dataclass(frozen=True, slots=True)
class Paged:
    """A document to be paginated: its name, what writes it with the pages of its places, the places, its
    day and its language tag."""

    name: str
    write: Callable[[Mapping[str, int]], bytes]
    places: tuple[str, ...]
    export: str
    day: date
    tag: str


def paginated(documents: Sequence[Paged], office: Office, cache: Path, findings: Findings) -> dict[str, bytes]:
    """The bytes of each document, by name, with page numbers. One whose pages will not stay gets a warning."""
    pages = {document.name: dict.fromkeys(document.places, _FIRST_GUESS) for document in documents}
    contents: dict[str, bytes] = {}
    waiting = list(documents)
    for _ in range(MOST_ROUNDS):
        written = {document.name: document.write(pages[document.name]) for document in waiting}
        contents |= written
        prints = [Print(d.name, written[d.name], d.export, d.day, d.tag) for d in waiting]
        moved = []
        for document, pdf in zip(waiting, print_all(prints, office, cache), strict=True):
            found = pages_of(pdf, document.places)
            _check(document, found)
            if found != pages[document.name]:
                moved.append(document)
            pages[document.name] = found
        waiting = moved
        if not waiting:
            break
    for document in waiting:
        findings.warning(f"the page numbers of {document.name} do not settle", hint="update its contents in Word")
    return contents


def _check(document: Paged, found: Mapping[str, int]) -> None:
    lost = [place for place in document.places if place not in found]
    if lost:
        message = f"LibreOffice does not tell on which pages of {document.name} these stand: {', '.join(lost)}"
        raise Problems([Diagnostic(message, hint=INSTALL)])

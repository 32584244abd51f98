"""Page numbers and page budgets, by the pages on which LibreOffice prints things."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reports.diagnostics import Diagnostic, Findings, Problems
from reports.pipeline.budgets import check_pages
from reports.pipeline.office import INSTALL, Office, Print, print_all
from reports.pipeline.pdf import pages_before, pages_of
from reports.pipeline.preparation import Variant

MOST_ROUNDS = 3
_FIRST_GUESS = 10  # as wide as most page numbers will be


class Paged(Struct, frozen=True):
    """A document with page numbers: its name, its bookmarks, and the function that writes it with their pages."""

    name: str
    write: Callable[[Mapping[str, int]], Print]
    bookmarks: tuple[str, ...]


def paginated(documents: Sequence[Paged], office: Office, cache: Path, findings: Findings) -> dict[str, bytes]:
    """The bytes of each document, by name, with page numbers.

    A document is written again until its page numbers stay the same, `MOST_ROUNDS` times at most; then it gets a
    warning. Raises Problems if LibreOffice gives no page for a bookmark.
    """
    pages = {document.name: dict.fromkeys(document.bookmarks, _FIRST_GUESS) for document in documents}
    contents: dict[str, bytes] = {}
    waiting = list(documents)
    for _ in range(MOST_ROUNDS):
        prints = [document.write(pages[document.name]) for document in waiting]
        contents |= {each.name: each.content for each in prints}
        pdfs = print_all(prints, office, cache)
        found = {document.name: _pages(document, pdf) for document, pdf in zip(waiting, pdfs, strict=True)}
        waiting = [document for document in waiting if found[document.name] != pages[document.name]]
        pages |= found
    for document in waiting:
        findings.warning(f"the page numbers of {document.name} keep changing", hint="update its contents in Word")
    return contents


def _pages(document: Paged, pdf: bytes) -> dict[str, int]:
    found = pages_of(pdf, document.bookmarks)
    if lost := [bookmark for bookmark in document.bookmarks if bookmark not in found]:
        message = f"LibreOffice gives no page numbers in {document.name} for: {', '.join(lost)}"
        raise Problems([Diagnostic(message, hint=INSTALL)])
    return found


def check_page_budgets(
    variants: Sequence[Variant], files: Mapping[str, bytes], office: Office, cache: Path, findings: Findings
) -> None:
    """Report documents with more pages than their budget; the pages of annexes do not count."""
    limited = [each for each in variants if each.subject.limit(each.subject.budget.pages)]
    pdfs = print_all([each.print(files[each.name]) for each in limited], office, cache)
    for variant, pdf in zip(limited, pdfs, strict=True):
        sections, starts = variant.composed.document.sections, variant.prepared.starts
        annexes = [starts[section.id] for section in sections if section.annex and section.id in starts]
        pages = pages_before(pdf, annexes)  # each annex begins on a new page
        check_pages(variant.subject, pages, variant.prepared.uses, findings)

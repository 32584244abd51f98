"""The sections that an earlier build read, used again where all that they were made of is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reports.diagnostics import Diagnostic
from reports.document.model import Section
from reports.files.reads import Ledger, Reads, digest_of
from reports.files.values import KeptValue
from reports.templates import DocumentProgress, SectionProgress

_TERMS = "terms"
"""The table of the ledger whose keys are the ids of terms."""


class KeptSection(Struct, frozen=True):
    """A section as it was read, with the rendered text and the warnings.

    `reads` is what it was made of. Its text also depends on which of its terms were `named` in full before it; and, if
    it looks back, on all that was written `before` it.
    """

    section: Section
    markdown: str
    warnings: tuple[Diagnostic, ...]
    progress: SectionProgress
    reads: Reads
    named: frozenset[str]
    before: str | None


class KeptSections:
    """The sections of one document in `file`; `settings` is a hash of what all of them depend on."""

    def __init__(self, file: Path, settings: str, ledger: Ledger) -> None:
        self._place, self._ledger = KeptValue(file, settings), ledger
        found = self._place.read()
        self._former: Mapping[str, KeptSection] = found if isinstance(found, dict) else {}
        self._found: dict[str, KeptSection] = {}

    def find(self, name: str, progress: DocumentProgress) -> KeptSection | None:
        """The section, if it would be made just so again; then its progress is added to that of the document."""
        kept = self._former.get(name)
        if kept is None or not self._ledger.are_same(kept.reads):
            return None
        if kept.named != _named(kept.reads, progress.named):
            return None
        if kept.before is not None and kept.before != digest_of(progress.first(progress.counts())):
            return None
        self._ledger.note_all(kept.reads)
        progress.add(kept.progress)
        self._found[name] = kept
        return kept

    def add(
        self,
        name: str,
        section: Section,
        markdown: str,
        warnings: Iterable[Diagnostic],
        progress: DocumentProgress,
        read: Iterable[tuple[str, str]],
    ) -> None:
        """Keep a section that was read just now; `read` is what it was made of."""
        own, reads = progress.section, self._ledger.reads(read)
        named = _named(reads, progress.named - own.named)
        before = digest_of(progress.first(own.before)) if own.looks_back else None
        slim = replace(own, issued={})
        self._found[name] = KeptSection(section, markdown, tuple(warnings), slim, reads, named, before)

    def store(self) -> None:
        """Keep the sections that the document has now."""
        if self._found != self._former:
            self._place.keep(self._found)


def _named(reads: Reads, named: set[str]) -> frozenset[str]:
    """The terms that the section asked for and that were named before."""
    return frozenset(term for term in reads.get(_TERMS, ()) if term in named)

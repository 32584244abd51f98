"""What a document has written so far, as its sections are rendered one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec import Struct, field

from reports.document.model import Marked
from reports.document.reader.markdown import MarkKey, key_of
from reports.templates.work import WorkCount

_PRINTED = re.compile(r'\{\.(?:(?P<value>fact|quotation) ref="|period ref="fact:)(?P<fact>[^"/]+)')
"""The mark of a figure, quotation or date of a fact in Markdown."""


class _Progress(Struct):
    """What is written: facts used, and those whose value is printed, terms, and sources of what is no figure, in order;
    terms that were named in full for the first time; whether there is a statement of what the document rests on."""

    used: dict[str, None] = field(default_factory=dict)
    printed: dict[str, None] = field(default_factory=dict)
    terms: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    has_statement: bool = False


class SectionProgress(_Progress):
    """What one section has written.

    `issued` are its marks. `before` counts what the document had before it; `looks_back`: the section asked for that.
    """

    issued: dict[MarkKey, Marked] = field(default_factory=dict)
    before: tuple[int, ...] = ()
    looks_back: bool = False


class DocumentProgress(_Progress):
    """What one document has written so far.

    `work` counts what its template does. `section` is the part of the section that is written now.
    """

    work: WorkCount = field(default_factory=WorkCount)
    section: SectionProgress = field(default_factory=SectionProgress)

    def begin(self, issued: Mapping[MarkKey, Marked]) -> None:
        """Begin a section, which may also write the marks that were `issued` for the whole document."""
        self.section = SectionProgress(issued=dict(issued), before=self.counts())

    def counts(self) -> tuple[int, ...]:
        """How much is written of each kind."""
        return len(self.used), len(self.printed), len(self.terms), len(self.sources), int(self.has_statement)

    def first(self, counts: tuple[int, ...]) -> list[object]:
        """What had been written when `counts` were these."""
        orders: tuple[Iterable[object], ...] = (self.used, self.printed, self.terms, self.sources, ["statement"])
        return [list(islice(each, count)) for each, count in zip(orders, counts, strict=True)]

    def add(self, section: SectionProgress) -> None:
        """Add what a section has written that was written before."""
        self.used |= section.used
        self.printed |= section.printed
        self.terms |= section.terms
        self.sources |= section.sources
        self.named |= section.named
        self.has_statement |= section.has_statement

    def so_far(self) -> DocumentProgress:
        """The same progress, for a section whose text depends on all that was written before."""
        self.section.looks_back = True
        return self

    def use(self, facts: Iterable[str], *, printed: bool = False) -> None:
        """Count these facts as used, and their values as `printed`."""
        for id_ in facts:
            self.used[id_] = self.section.used[id_] = None
            if printed:
                self.printed[id_] = self.section.printed[id_] = None

    def print(self, markdown: str) -> None:
        """Count as used the facts of which the Markdown prints something."""
        for mark in _PRINTED.finditer(markdown):
            self.use([mark["fact"]], printed=bool(mark["value"]))

    def issue(self, marks: Iterable[Marked]) -> None:
        for mark in marks:
            self.section.issued[key_of(mark)] = mark
            if mark.trace.kind == "term":
                self.terms[mark.trace.ref] = self.section.terms[mark.trace.ref] = None
            elif mark.trace.kind == "statement":
                self.has_statement = self.section.has_statement = True

    def rest_on(self, sources: Iterable[str]) -> None:
        for id_ in sources:
            self.sources[id_] = self.section.sources[id_] = None

    def name(self, term: str) -> None:
        self.named.add(term)
        self.section.named.add(term)

    def take_back(self, term: str) -> None:
        """The term that this section named first has not been named yet."""
        self.named.discard(term)
        self.section.named.discard(term)

"""Functions of templates that cite sources, and list what the text has used so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.reader.markdown import key_of
from reports.templates.markup import span
from reports.templates.naming import Naming
from reports.wording import capitalised


@dataclass(frozen=True, slots=True)
class Citing(Naming):
    """Notes, cross-references, and the lists of sources and terms."""

    def cite(self, *ids: str) -> Markup:
        """A note with the sources of facts of which no figure is written here."""
        self._needs(ids, "cite")
        told = [fact.id for id_ in ids if (fact := self._told(id_))]
        for id_ in told:
            self.state.used.setdefault(id_)
        return Markup(f'[]{{.cite ref="{" ".join(told)}"}}') if told else Markup("")

    def ref(self, target: str) -> Markup:
        """A cross-reference to a figure ("fig-ID") or table ("tbl-ID")."""
        if not self._is_id(target):
            return Markup("")
        return Markup(f'[]{{.ref target="{target}"}}')

    def source_line(self, *ids: str) -> Markup:
        """The line under a table or chart of one's own that names the sources of these facts."""
        self._needs(ids, "source_line")
        if not all(self._told(id_) for id_ in ids):
            return Markup("")
        return Markup(f"{self.wording.language.words.source}: ") + self._source_names(ids) + Markup(".")

    def _source_names(self, ids: Sequence[str]) -> Markup:
        names = dict.fromkeys(source for id_ in ids for source in self.wording.sources_of(id_))
        marks = [self.wording.source(name) for name in names]
        self.state.issued.update((key_of(mark), mark) for mark in marks)
        return Markup("; ").join(span(mark) for mark in marks)

    def sources(self) -> Markup:
        """The list of the sources of all facts used so far, numbered."""
        self.state.work.spend(len(self.state.used))
        names = {source for id_ in self.state.used for source in self.wording.sources_of(id_)}
        items = [
            Markup("1. ") + self.write(lambda w, n=name: w.source_full(n), name)  # type: ignore[misc]
            for name in self.wording.facts.sources
            if name in names
        ]
        return Markup("\n\n::: sources\n\n") + Markup("\n").join(items) + Markup("\n\n:::\n\n")

    def glossary(self) -> Markup:
        """The terms named so far that the glossary defines, in order of their first use: name in full, definition."""
        self.state.work.spend(len(self.state.issued))
        terms = self.wording.facts.glossary.terms
        named = dict.fromkeys(mark.trace.ref for mark in self.state.issued.values() if mark.trace.kind == "term")
        items = []
        for id_ in named:
            if terms[id_].definition is not None:
                name = self.write(lambda w, i=id_: capitalised((w.term(i, "full"),), w.language), id_)  # type: ignore[misc]
                said = self.write(lambda w, i=id_: (w.term(i, "definition"),), id_)  # type: ignore[misc]
                items.append(Markup("- **") + name + Markup(":** ") + said)
        return Markup("\n\n") + Markup("\n").join(items) + Markup("\n\n")

    def contents(self, of: str = "contents") -> Markup:
        """The place of the table of contents, or of the lists of figures or tables."""
        if not self._is_id(of):
            return Markup("")
        return Markup(f'\n\n::: contents {{of="{of}"}}\n:::\n\n')

"""Sources → marked words in one language; and the sources of each fact."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document.model import ADDRESS, Inlines, Link, Marked, Text, Trace, joined
from reports.facts import OfficialSource, Source
from reports.facts.conversion import are_same
from reports.facts.name_wording import NameWording


class SourceWording(NameWording, frozen=True):
    """Writes sources in `language`: in short, in lines of sources, and in full as in a list of sources."""

    def source_short(self, id_: str) -> str:
        """A source in short, as in a source line: publisher, or type and number of an official text, and date."""
        source = self.facts.sources[id_]
        if isinstance(source, Source):
            name = source.short[self.language.code]
        else:
            name = self._numbered(source)
            if source.is_dated_by_number:
                return name
        return f"{name}, {self.language.period(source.published, 'short')}"

    def _numbered(self, source: OfficialSource) -> str:
        """The type and number of an official text."""
        words = self.language.words.sources
        return words.number.format(type=words.types[source.type], number=words.own(source.number))

    def source(self, id_: str) -> Marked | Link:
        """A source in short, marked; a link if it has an address."""
        return self.linked(id_, Marked(self.source_short(id_), Trace("source", id_, "short")))

    def linked(self, id_: str, named: Marked) -> Marked | Link:
        """The name of a source as a link to its address, if it has one."""
        address = self.facts.sources[id_].address
        return Link((named,), address) if address else named

    def sources_named(self, ids: Iterable[str]) -> Inlines:
        """Sources in short, each once."""
        return joined(((self.source(id_),) for id_ in dict.fromkeys(ids)), "; ")

    def source_line(self, ids: Iterable[str]) -> Inlines:
        """The line that names the sources of a table or chart; empty without sources."""
        named = self.sources_named(ids)
        return (Text(f"{self.language.words.source}: "), *named, Text(".")) if named else ()

    def source_full(self, id_: str, *, brief: bool = False) -> Inlines:
        """A source as in a list of sources: publisher, title, date, and unless `brief` the basis of the date and the
        address. An official text has its number before the date, unless that says no more than the number, and its
        title after it."""
        source = self.facts.sources[id_]
        words, full = self.language.words.sources, Trace("source", id_, "full")
        if isinstance(source, OfficialSource):
            before, after = words.date.split("{date}")
            body, form = self.term(source.body).text, "period"
            head = f"{self.language.capital(body)}, {self._numbered(source)}"
            basis = f" {source.title[self.language.code]}"
            if not source.is_dated_by_number:
                head, basis = f"{head}{before}", f"{after}{basis}"
        else:
            head, form = self._published(source, brief=brief), "period.short"
            dated_by = source.published_basis if not brief else None
            basis = f" ({dated_by[self.language.code]})" if dated_by else ""
        address: Inlines = ()
        if source.address and not brief:
            address = Marked(f"{basis}, ", full), Marked(source.address, Trace("source", id_, ADDRESS))
        is_dated = isinstance(source, Source) or not source.is_dated_by_number
        date = (self.period(f"source:{id_}", form),) if is_dated else ()
        return Marked(head, full), *date, *(address or (Marked(f"{basis}.", full),))  # no stop after an address

    def _published(self, source: Source, *, brief: bool) -> str:
        """The publisher and title of a document, with a comma at the end."""
        code, words = self.language.code, self.language.words
        kind = self.language.capital(words.sources.kinds[source.kind].one)
        publisher = source.publisher[code] if source.publisher else words.sources.no_publisher.format(kind=kind)
        named_by = f" ({source.publisher_basis[code]})" if source.publisher_basis and not brief else ""
        return f"{publisher}{named_by}, {self.language.quoted(source.title[code])}, "

    def sources_of(self, id_: str) -> tuple[str, ...]:
        """The ids of a fact's sources; for a derived fact, those of the facts in its formula."""
        fact = self.facts.facts[id_]
        if fact.derive:
            found = [source for ref in fact.derive.facts for source in self.sources_of(ref)]
        else:
            found = [account.source for account in fact.accounts]
        return tuple(dict.fromkeys(found))

    def borne_out_by(self, id_: str) -> tuple[str, ...]:
        """The ids of the sources that print the fact's own value; of all its sources if none prints it.

        Those of a derived fact are those of the facts in its formula.
        """
        fact = self.facts.facts[id_]
        if fact.derive:
            return tuple(dict.fromkeys(source for ref in fact.derive.facts for source in self.borne_out_by(ref)))
        units = self.facts.glossary.units
        own = fact.value, fact.unit
        agreeing = [each.source for each in fact.accounts if are_same((each.value, each.unit or fact.unit), own, units)]
        return tuple(dict.fromkeys(agreeing)) or self.sources_of(id_)

"""Facts, terms, places and sources → marked words in one language.

Templates, charts and the evidence all write figures with `Wording`, so that a fact reads alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Literal, TypeVar

from reports.diagnostics import HintedError, nearest
from reports.document.model import ADDRESS, Evidence, Inlines, Link, Marked, Text, Trace, joined, plain
from reports.facts import (
    WHEN,
    Account,
    Fact,
    Facts,
    OfficialSource,
    Source,
    TextPlaceholder,
    origin_of,
    period_form,
    pieces,
)
from reports.facts.conversion import measured
from reports.languages import DateForm, Language, Qualifier, QuantityForm, Value
from reports.languages.periods import PARTS, Period, Shortened, parse_period

Known = TypeVar("Known")
NO_REPORT: Mapping[str, str] = {}
"""The date and period of a text that belongs to no report."""
NameForm = Literal["full", "short"]
TermForm = Literal["full", "short", "definition"]


class Unwritable(HintedError, ValueError):
    """Something cannot be written."""


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """The power of ten that the figures of a column have as a word (0: none), and the decimals of the exact ones."""

    power: int | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes the facts in `language`; `most_decimals` rounds figures to so many decimals (None: none is rounded)."""

    facts: Facts
    language: Language
    most_decimals: int | None = None

    def fact(
        self,
        id_: str,
        form: QuantityForm = "full",
        *,
        most_decimals: int | None = None,
        least_decimals: int = 0,
        power: int | None = None,
    ) -> Marked:
        """The fact's figure: qualifier, number, unit, and in the full form the noun for what is counted.

        It has at most `most_decimals` decimals and, if it is exact, at least `least_decimals`; with `power`, the word
        for this power of ten.
        """
        fact = self.facts.facts[id_]
        if not fact.has_figure:
            raise Unwritable(
                f'the {fact.kind} "{id_}" has no value to write', f'write fact("{id_}").statement or .label'
            )
        text = self.amount(fact, fact.value, fact.qualifier, form, most_decimals, least_decimals, power)
        value = None if fact.value is None else f"{fact.value:f}"
        return Marked(text, Trace("fact", id_, form, value))

    def amount(
        self,
        fact: Fact,
        value: Value | None,
        qualifier: Qualifier,
        form: QuantityForm,
        most_decimals: int | None = None,
        least_decimals: int = 0,
        power: int | None = None,
        unit: str | None = None,
    ) -> str:
        """A value for the fact, perhaps not its own and in another `unit`, as the language writes it.

        ValueError if it cannot be written.
        """
        unit = unit or fact.unit or "number"
        return self.language.quantity(
            value,
            unit,
            qualifier,
            noun=self.facts.noun(unit, self.language.code),
            form=form,
            most_decimals=self._most(unit) if most_decimals is None else most_decimals,
            least_decimals=least_decimals,
            power=power,
        )

    def common_power(self, ids: Iterable[str]) -> int | None:
        """The power of ten that the figures of one axis have as a word (0: none); None if their units differ."""
        groups = self._by_unit(ids)
        return self._power(*next(iter(groups.items()))) if len(groups) == 1 else None

    def column(self, ids: Iterable[str]) -> dict[str, ColumnForm]:
        """How figures of one column are written: those of one unit with one scale, if one suits, and equal decimals."""
        found: dict[str, ColumnForm] = {}
        for unit, facts in self._by_unit(ids).items():
            power, noun = self._power(unit, facts) or None, self.facts.noun(unit, self.language.code)
            alike: dict[int, dict[str, int]] = {}
            for fact, value in facts:
                scale, decimals = self.language.decimals(
                    value, unit, fact.qualifier, noun=noun, most_decimals=self._most(unit), power=power
                )
                alike.setdefault(scale, {})[fact.id] = decimals
            for group in alike.values():
                found |= dict.fromkeys(group, ColumnForm(power, max(group.values())))
        return found

    def _by_unit(self, ids: Iterable[str]) -> dict[str, list[tuple[Fact, Value]]]:
        """The facts that have a value, by their units."""
        groups: dict[str, list[tuple[Fact, Value]]] = {}
        for fact in (self.facts.facts[id_] for id_ in ids):
            if fact.value is not None:
                groups.setdefault(fact.unit or "number", []).append((fact, fact.value))
        return groups

    def _power(self, unit: str, facts: Sequence[tuple[Fact, Value]]) -> int:
        noun = self.facts.noun(unit, self.language.code)
        values = [value for _, value in facts]
        return self.language.common_power(values, unit, noun=noun, most_decimals=self._most(unit))

    def _most(self, unit: str) -> int | None:
        """The most decimals of figures in a unit: those of the audience or, if fewer, of the unit itself."""
        known = [each for each in (self.most_decimals, self.facts.decimals(unit)) if each is not None]
        return min(known, default=None)

    def label(self, id_: str) -> Inlines:
        """The fact's label, as a table row has it."""
        fact = self.facts.facts[id_]
        return self.expand(fact.label[self.language.code], fact)

    def statement(self, id_: str) -> Inlines:
        """The fact in one full sentence."""
        fact = self.facts.facts[id_]
        return self.sentence(fact.statement[self.language.code], fact)

    def resolution(self, id_: str) -> Inlines:
        """The sentence on how sources differ; empty if they do not."""
        fact = self.facts.facts[id_]
        text = fact.resolution.text(self.language.code) if fact.resolution else None
        return self.sentence(text, fact) if text else ()

    def expand(self, text: str, fact: Fact | None = None, report: Mapping[str, str] = NO_REPORT) -> Inlines:
        """A text of the seeds or specs with its placeholders replaced.

        `fact` is the fact whose text it is; `report` has the date and period of the report whose text it is.
        """
        return tuple(
            self._placeholder(p, fact, report) if isinstance(p, TextPlaceholder) else Text(p) for p in pieces(text)
        )

    def sentence(self, text: str, fact: Fact | None = None, report: Mapping[str, str] = NO_REPORT) -> Inlines:
        """The same with a capital at the start: a title, a caption."""
        return capitalised(self.expand(text, fact, report), self.language)

    def _placeholder(self, placeholder: TextPlaceholder, fact: Fact | None, report: Mapping[str, str]) -> Marked:
        name, ref = placeholder.name, placeholder.ref
        what, known = self.facts.named.get(name, ("", {}))
        if ref and what and ref not in known:
            raise Unwritable(f'no {what} is called "{ref}"', nearest(ref, known, otherwise="look it up in seeds/"))
        match name:
            case "term":
                return self.term(ref, "short")
            case "person":
                return self.person(ref)
            case "fact":
                return self.fact(ref)
            case "plain":
                return Marked(ref, Trace("plain", ref))
            case "account" if fact is not None:
                return self.account(fact, ref)
            case "place":
                return self.place(ref or _known(fact.place if fact else None, "place"), "short")
            case _ if name in WHEN:
                own = f"fact:{fact.id}" if fact else None
                origin = origin_of(ref, self.facts.named, fact) if ref else own
                if ref and origin is None:
                    raise Unwritable(f'no fact, term or source is called "{ref}"', nearest(ref, self.facts.facts))
                return self.period(_known(origin, name), period_form(name))
            case "report" if ref in report:
                return self.period(report[ref])
            case "value" if fact is not None:
                return self.fact(fact.id)
            case "among" if fact is not None and fact.among is not None:
                return Marked(
                    self.language.number(Decimal(fact.among)), Trace("fact", fact.id, "among", str(fact.among))
                )
        raise Unwritable(f'"{{{name}}}" cannot be written here')

    def account(self, fact: Fact, source: str) -> Marked:
        """The figure that one source prints for the fact, in this language."""
        account = next((a for a in fact.accounts if a.source == source), None)
        if account is None:
            raise Unwritable(f'"{fact.id}" has no account of "{source}"')
        text = self.amount(fact, account.value, account.qualifier, "full", unit=account.unit)
        value = None if account.value is None else f"{account.value:f}"
        return Marked(text, Trace("fact", fact.id, f"account:{source}", value))

    def term(self, id_: str, form: TermForm = "full") -> Marked:
        """A term's name, or its definition without the full stop; the name in full if it has no other."""
        text = self.facts.glossary.terms[id_].texts(form)[self.language.code]
        return Marked(text.removesuffix(".") if form == "definition" else text, Trace("term", id_, form))

    def place(self, id_: str, form: NameForm = "short") -> Marked:
        place = self.facts.glossary.places[id_]
        names = place.short if form == "short" and place.short else place.name
        return Marked(names[self.language.code], Trace("place", id_, form))

    def person(self, id_: str) -> Marked:
        return Marked(self.facts.glossary.people[id_].name[self.language.code], Trace("person", id_))

    def name(self, id_: str) -> Marked:
        """The name of the person with this id, or else the short name of the term with this id."""
        return self.person(id_) if id_ in self.facts.glossary.people else self.term(id_, "short")

    def office(self, id_: str) -> Marked | None:
        """The person's office at the time, None if no source gives it."""
        office = self.facts.glossary.people[id_].office
        return Marked(office[self.language.code], Trace("person", id_, "office")) if office else None

    def period_of(self, origin: str) -> Period:
        """The period of "fact:ID", "fact:ID/NAME", "term:ID" (when it began) or "source:ID"; or `origin` itself.

        Raises Unwritable if there is none.
        """
        kind, _, ref = origin.partition(":")
        id_, _, name = ref.partition("/")
        match kind:
            case "fact" if name:
                return _known(self.facts.facts[id_].periods.get(name), f'period "{name}"', id_)
            case "fact":
                return _known(self.facts.facts[id_].period, "period", id_)
            case "term":
                if (began := self.facts.glossary.terms[id_].began) is None:
                    raise Unwritable(f'"{id_}" has no period of validity', "give it valid: in seeds/glossary.yaml")
                return began
            case "source":
                return self.facts.sources[id_].published
            case _:
                return parse_period(origin)

    def period(self, origin: str, form: str = "period") -> Marked:
        """The period of `origin` (see `period_of`), or a part of it, as the language writes it.

        `form` is "period", then perhaps parts of `PARTS`, then perhaps "ends" (both ends of a range), "short", and
        "yearless" or "alone" (before another one of the same year, or month), with dots between: "period.year.short".
        Raises Unwritable if there is no such part.
        """
        path = form.split(".")
        length: DateForm = "short" if "short" in path else "long"
        if "ends" in path:
            start, end = (self._part(origin, f"{form}.{end}") for end in ("start", "end"))
            text = self.language.join(
                [self.language.period(start, length, start.before(end)), self.language.period(end, length)]
            )
        else:
            shortened: Shortened = "yearless" if "yearless" in path else "alone" if "alone" in path else ""
            text = self.language.period(self._part(origin, form), length, shortened)
        return Marked(text, Trace("period", origin, form))

    def periods(self, times: Sequence[tuple[str, str]]) -> Inlines:
        """Several periods, each by origin and form, as a list in words: March and April 2025."""
        found: list[Inlines] = []
        for (origin, form), after in zip_longest(times, times[1:]):
            shortened = self._part(origin, form).before(self._part(*after)) if after else ""
            found.append((self.period(origin, f"{form}.{shortened}" if shortened else form),))
        joints = [(), *((Text(joint),) for joint in self.language.joints(len(found)))]
        return tuple(chain.from_iterable(chain(*zip(joints, found, strict=True))))

    def _part(self, origin: str, form: str) -> Period:
        period = self.period_of(origin)
        for part in form.split("."):
            if part in PARTS:
                try:
                    period = period.part(part)
                except ValueError as error:
                    raise Unwritable(f'"{origin}": {error}', f"parts: {', '.join(PARTS)}") from None
        return period

    def proposed(self, written: str) -> Marked:
        """A date or period that the document itself proposes."""
        return Marked(self.language.period(parse_period(written)), Trace("proposed", written))

    def status(self, status: str) -> str:
        """The name of a fact's status, with a capital."""
        return self.language.capital(self.language.words.statuses[status])

    def date(self, day: date, form: DateForm = "long") -> Marked:
        return Marked(self.language.date(day, form), Trace("date", day.isoformat(), form))

    def source_short(self, id_: str) -> str:
        """A source in short, as in a source line: publisher, or type and number of an official text, and date."""
        source = self.facts.sources[id_]
        name = source.short[self.language.code] if isinstance(source, Source) else self._numbered(source)
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
        address. An official text has its number before the date and its title after it."""
        source = self.facts.sources[id_]
        words, full = self.language.words.sources, Trace("source", id_, "full")
        if isinstance(source, OfficialSource):
            before, after = words.date.split("{date}")
            body, form = self.term(source.body).text, "period"
            head = f"{self.language.capital(body)}, {self._numbered(source)}{before}"
            basis = f"{after} {source.title[self.language.code]}" + ("" if brief else f" ({words.not_compared})")
        else:
            head, form = self._published(source, brief=brief), "period.short"
            dated_by = source.published_basis if not brief else None
            basis = f" ({dated_by[self.language.code]})" if dated_by else ""
        address: Inlines = ()
        if source.address and not brief:
            address = Marked(f"{basis}, ", full), Marked(source.address, Trace("source", id_, ADDRESS))
        end = Marked("." if address else f"{basis}.", full)
        return Marked(head, full), self.period(f"source:{id_}", form), *address, end

    def _published(self, source: Source, *, brief: bool) -> str:
        """The publisher and title of a document, with a comma at the end."""
        code, words = self.language.code, self.language.words
        kind = self.language.capital(words.sources.kinds[source.kind].one)
        publisher = source.publisher[code] if source.publisher else words.sources.no_publisher.format(kind=kind)
        named_by = f" ({source.publisher_basis[code]})" if source.publisher_basis and not brief else ""
        return f"{publisher}{named_by}, {words.quotes[0]}{source.title[code]}{words.quotes[1]}, "

    def sources_of(self, id_: str) -> tuple[str, ...]:
        """The ids of a fact's sources; for a derived fact, those of the facts in its formula."""
        fact = self.facts.facts[id_]
        if fact.derive:
            refs = [ref for ref in fact.derive.names.values() if isinstance(ref, str)]
            found = [source for ref in refs for source in self.sources_of(ref)]
        else:
            found = [account.source for account in fact.accounts]
        return tuple(dict.fromkeys(found))

    def borne_out_by(self, id_: str) -> tuple[str, ...]:
        """The ids of the sources that print the fact's own value; of all its sources if none prints it.

        Those of a derived fact are those of the facts in its formula.
        """
        fact = self.facts.facts[id_]
        if fact.derive:
            refs = (ref for ref in fact.derive.names.values() if isinstance(ref, str))
            return tuple(dict.fromkeys(source for ref in refs for source in self.borne_out_by(ref)))
        units, unit = self.facts.glossary.units, fact.unit or "number"
        agreeing = [
            account.source
            for account in fact.accounts
            if account.value == fact.value
            or (
                account.unit
                and account.value is not None
                and fact.value is not None
                and measured(account.value, account.unit, units) == measured(fact.value, unit, units)
            )
        ]
        return tuple(dict.fromkeys(agreeing)) or self.sources_of(id_)

    def evidence(self, id_: str) -> Evidence:
        """The evidence for a fact, in words, for the annex and the notes."""
        fact = self.facts.facts[id_]
        return Evidence(
            fact=id_,
            value=self.fact(id_).text if fact.has_figure else "",
            label=self.language.capital(plain(self.label(id_))),
            period=self.language.period(fact.period, "short") if fact.period else "",
            place=self.place(fact.place).text if fact.place else "",
            source="; ".join(map(self.source_short, self.sources_of(id_))),
            printed="; ".join(self._printed(account) for account in fact.accounts) or self.status("derived"),
        )

    def _printed(self, account: Account) -> str:
        words = self.language.words
        where = f"{words.line if len(account.lines) == 1 else words.lines} {', '.join(map(str, account.lines))}"
        if not account.lines:
            where = words.sources.not_compared
        return f"{words.quotes[0]}{account.printed}{words.quotes[1]} ({where})"


def _known(value: Known | None, name: str, id_: str = "") -> Known:
    if value is None:
        where = f'"{id_}" has no {name}' if id_ else f"{{{name}}} is written where no {name} is known"
        raise Unwritable(where)
    return value


def capitalised(inlines: Inlines, language: Language) -> Inlines:
    """The inlines with a capital at the start."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text | Marked):
        return (replace(first, text=language.capital(first.text)), *inlines[1:])
    return inlines

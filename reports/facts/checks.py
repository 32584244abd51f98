"""Facts compared with each other, the glossary and the rules of curation: what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from reports.diagnostics import nearest
from reports.facts.conversion import faults_of_scales, measured
from reports.facts.fields import FactsFault
from reports.facts.glossary import GlossaryFile
from reports.facts.models import COUNTED, Account, Fact, FactsFile, Source
from reports.facts.source_checks import faults_in_quotation, faults_in_sources, wrong_name, wrong_place
from reports.facts.texts import Referents, TextPlaceholder, named_by, pieces, wrong_in, wrong_texts
from reports.files.yaml import Location, YamlFile
from reports.languages import LANGUAGES, UNITS, Language, Qualifier, Range, Value
from reports.languages.numbers import ends_of
from reports.languages.quantities import RANGED

_UNIT = "write its noun under units: in seeds/glossary.yaml, or use percent, vnd, usd, number …"
_NUMBER = re.compile(r"(?:(?<![\w%])[-−])?(?:\d[\d.,]*\d|\d)")
_SCALES = (0, 3, 6, 9, 12)


def faults_in_facts(
    file: FactsFile, glossary: GlossaryFile, languages: tuple[str, ...], yaml: YamlFile
) -> Iterator[FactsFault]:
    """What is wrong with the facts: unknown names, values, texts, accounts that differ."""
    check = _FactCheck(file, glossary, languages, named_by(glossary, {f.id: f for f in file.facts}, file.sources))
    yield from faults_in_sources(file, glossary)
    units: dict[str, Fact] = {}
    seen: dict[str, int] = {}
    for index, fact in enumerate(file.facts):
        at: Location = ("facts", index)
        if seen.setdefault(fact.id, index) != index:
            hint = f"the first is on line {yaml.place(('facts', seen[fact.id], 'id')).line}"
            yield (*at, "id"), f'a second fact is called "{fact.id}"', hint
        yield from check.faults(fact, at)
        first = units.setdefault(fact.measure, fact) if fact.measure and fact.unit else fact
        if first.unit != fact.unit:
            message = f'the measure "{fact.measure}" has the unit {fact.unit} here'
            yield (*at, "unit"), message, f'"{first.id}" has {first.unit}'
    for index, left in enumerate(file.left_out):
        yield from check.source(left.source, ("left_out", index, "source"))
        if source := file.sources.get(left.source):
            yield from wrong_place(left, "entry", source, ("left_out", index))


def faults_in_glossary(glossary: GlossaryFile, languages: tuple[str, ...]) -> Iterator[FactsFault]:
    """What is wrong with the glossary: units that are known already, lack a noun or cannot be converted, and unknown
    parents of places."""
    for unit, known in glossary.units.items():
        at: Location = ("units", unit)
        symbols = known.symbol if isinstance(known.symbol, dict) else dict.fromkeys(languages, "")
        if unit in UNITS:
            yield at, f'"{unit}" is a unit that every language knows', None
        for code in known.nouns.keys() - LANGUAGES.keys():
            fields = [*LANGUAGES, *type(known).model_fields]
            yield (*at, code), f'"{code}" is no language and no field', nearest(code, fields)
        for code in languages:
            if code not in known.nouns:
                yield at, f'the noun for the language "{code}" is missing', f"write {code}: …"
            if code not in symbols:
                yield (*at, "symbol"), f'the symbol for the language "{code}" is missing', f"write {code}: …"
    yield from faults_of_scales(glossary.units)
    for id_, place in glossary.places.items():
        if place.parent and place.parent not in glossary.places:
            at = ("places", id_, "parent")
            yield at, f'no place is called "{place.parent}"', nearest(place.parent, glossary.places, otherwise="")


class _FactCheck(Struct, frozen=True, dict=True):
    """Finds what is wrong with one fact after the other; `named` is what placeholders may name."""

    file: FactsFile
    glossary: GlossaryFile
    languages: tuple[str, ...]
    named: Referents

    @cached_property
    def known(self) -> Mapping[str, tuple[str, Collection[str], str]]:
        """The names that each field may use, and a hint where to add a missing one."""
        file, glossary = self.file, self.glossary
        people = {*glossary.people, *glossary.terms}
        return {
            "topic": ("topic", file.topics, "topics are listed under topics: in this file"),
            "place": ("place", glossary.places, "write it under places: in seeds/glossary.yaml"),
            "of": ("term", glossary.terms, "write it under terms: in seeds/glossary.yaml"),
            "unit": ("unit", {*UNITS, *glossary.units}, _UNIT),
            "who": ("person or term", people, "write it under people: or terms: in seeds/glossary.yaml"),
        }

    def faults(self, fact: Fact, at: Location) -> Iterator[FactsFault]:
        for field, (what, known, where) in self.known.items():
            name = getattr(fact, field)
            if name is not None and name not in known:
                yield (*at, field), f'no {what} is called "{name}"', nearest(name, known, otherwise=where)
        yield from self._value(fact, at)
        yield from self._texts(fact, at)
        yield from faults_in_quotation(fact, self.file, self.languages, at)
        if fact.derive is None:
            yield from self._accounts(fact, at)

    def source(self, source: str, at: Location) -> Iterator[FactsFault]:
        if source not in self.file.sources:
            yield at, f'no source is called "{source}"', nearest(source, self.file.sources, otherwise="")

    def _value(self, fact: Fact, at: Location) -> Iterator[FactsFault]:
        if fact.kind in COUNTED and fact.unit is None:
            yield at, f'the {fact.kind} "{fact.id}" has no unit', _UNIT
        if fact.kind in COUNTED and not fact.has_figure and fact.derive is None:
            yield at, f'the {fact.kind} "{fact.id}" has no value', None
        yield from _wrong_range(fact.value, fact.qualifier, at)
        if fact.unit == "rank" and isinstance(fact.value, Range):
            yield (*at, "value"), f'"{fact.id}" is a rank, and a rank is no range', "write one place"
        if fact.derive and (fact.accounts or fact.value is not None):
            yield (*at, "derive"), "a derived fact has neither accounts nor a value of its own", None
        if (fact.derive is None) != (fact.status != "derived"):
            yield (*at, "status"), "status derived and a formula go together", "write derive: {formula: …}"

    def _texts(self, fact: Fact, at: Location) -> Iterator[FactsFault]:
        for field, texts in (("label", fact.label), ("statement", fact.statement)):
            for code, message, hint in wrong_texts(texts, self.named, fact):
                yield (*at, field, code), message, hint
        for code, text in fact.statement.items():
            here: Location = (*at, "statement", code)
            placeholders = [piece for piece in pieces(text) if isinstance(piece, TextPlaceholder)]
            for placeholder in placeholders:
                if placeholder.name == "term":
                    yield from wrong_name(placeholder.ref, self.glossary, fact.period, here)
            if fact.kind in COUNTED and "value" not in (placeholder.name for placeholder in placeholders):
                yield here, "the statement does not write the value", "write {value} where it belongs"
        if fact.resolution:
            for code in self.languages:
                resolved = fact.resolution.text(code)
                if not resolved:
                    yield (*at, "resolution"), f'the text for the language "{code}" is missing', f"write {code}: …"
                for message, hint in wrong_in(code, resolved or "", self.named, fact, resolution=True):
                    yield (*at, "resolution", code), message, hint

    def _accounts(self, fact: Fact, at: Location) -> Iterator[FactsFault]:
        if not fact.accounts:
            hint = "say which source prints it: accounts: [{source: …, lines: […], printed: …}]"
            yield at, f'"{fact.id}" has no account', hint
            return
        wrong_units: list[FactsFault] = []
        for index, account in enumerate(fact.accounts):
            here = (*at, "accounts", index)
            yield from self.source(account.source, (*here, "source"))
            yield from _wrong_range(account.value, account.qualifier, here)
            source = self.file.sources.get(account.source)
            if source:
                yield from wrong_place(account, "account", source, here)
            language = LANGUAGES.get(source.language) if isinstance(source, Source) else None
            wrong_units += self._unit(account, fact, here)
            if language and account.value is not None and not _prints(account.printed, account.value, language):
                message = f'"{account.printed}" does not print {account.value}'
                yield (*here, "printed"), message, "the value of an account is what its source prints, in base units"
        yield from wrong_units
        if fact.resolution is None and not wrong_units:
            yield from self._disagreement(fact, at)

    def _unit(self, account: Account, fact: Fact, at: Location) -> Iterator[FactsFault]:
        """An account may be in another unit that is a multiple of the fact's, or of which this is one."""
        unit, units = account.unit, self.glossary.units
        if unit is None:
            return
        if unit not in {*UNITS, *units}:
            yield (*at, "unit"), f'no unit is called "{unit}"', nearest(unit, [*UNITS, *units], otherwise=_UNIT)
        elif measured(Decimal(1), unit, units)[0] != measured(Decimal(1), fact.unit, units)[0]:
            hint = "say in seeds/glossary.yaml how many of one the other is: scale: 1000, of: UNIT"
            yield (*at, "unit"), f'{unit} cannot be converted into {fact.unit}, the unit of "{fact.id}"', hint

    def _disagreement(self, fact: Fact, at: Location) -> Iterator[FactsFault]:
        first = fact.accounts[0]
        for index, account in enumerate(fact.accounts):
            if self._claim(account, fact) != self._claim(first, fact):
                message = f'"{account.source}" and "{first.source}" differ on "{fact.id}"'
                hint = "add resolution: {vi: …, en: …, reason: …} and the fact's own value and qualifier"
                yield (*at, "accounts", index), message, hint
        own = Account.model_construct(
            value=fact.value, qualifier=fact.qualifier, period=first.period, place=first.place
        )
        if fact.kind in COUNTED and self._claim(own, fact) != self._claim(first, fact):
            message = f'the value of "{fact.id}" is not that of its account'
            unit = f" {first.unit}" if first.unit else ""
            yield (*at, "value"), message, f"the account has {first.qualifier} {first.value}{unit}"

    def _claim(self, account: Account, fact: Fact) -> tuple[object, ...]:
        amount = measured(account.value, account.unit or fact.unit, self.glossary.units)
        return (amount, account.qualifier, str(account.period or ""), account.place)


def _wrong_range(value: Value | None, qualifier: Qualifier, at: Location) -> Iterator[FactsFault]:
    if isinstance(value, Range) and qualifier not in RANGED:
        hint = f"write {' or '.join(RANGED)}, or the one end of which it is true"
        yield (*at, "qualifier"), f'a range cannot have the qualifier "{qualifier}"', hint


def _prints(printed: str, value: Value, language: Language) -> bool:
    """Whether the token prints the value, or both ends of a range; the words around may give the scale. A token without
    digits has the value in words and is not checked."""
    tokens = _NUMBER.findall(printed)
    found: set[Decimal] = set()
    for token in (printed, *tokens):
        for read in (lambda text: language.read_quantity(text)[0], language.read_number):
            with suppress(ValueError):
                found |= {*ends_of(number)} if (number := read(token)) is not None else set()
    return not tokens or {*ends_of(value)} <= {number * 10**power for number in found for power in _SCALES}

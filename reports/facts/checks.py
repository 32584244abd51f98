"""Facts against each other, the glossary and the rules of curation: what is wrong with each, with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.diagnostics import Findings, nearest
from reports.facts.models import COUNTED, Account, Fact, FactsFile, GlossaryFile, Texts
from reports.facts.texts import Named, TextPlaceholder, lacking, named_by, names, pieces, wrong_in
from reports.files.yaml import Location, YamlFile
from reports.languages import LANGUAGES, UNITS, Language

NAMED_IN_TIME = ("institution", "organisation")
"""Kinds of terms whose names belong to a time; a law or a programme may be spoken of at any time."""

_UNIT = "write its noun under units: in seeds/glossary.yaml, or use percent, vnd, usd, number …"
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def check_facts(
    file: FactsFile, glossary: GlossaryFile, yaml: YamlFile, languages: tuple[str, ...], findings: Findings
) -> None:
    """Gather what is wrong with the facts: unknown names, values, texts, accounts that differ."""
    known: dict[str, tuple[str, Collection[str], str]] = {
        "topic": ("topic", file.topics, "known topics stand under topics: in this file"),
        "place": ("place", glossary.places, "write it under places: in seeds/glossary.yaml"),
        "of": ("term", glossary.terms, "write it under terms: in seeds/glossary.yaml"),
        "unit": ("unit", {*UNITS, *glossary.units}, _UNIT),
        "who": (
            "person or term",
            {*glossary.people, *glossary.terms},
            "write it under people: or terms: in seeds/glossary.yaml",
        ),
    }
    named = named_by(glossary, {fact.id: fact for fact in file.facts}, file.sources)
    checker = _FactChecker(file, glossary, yaml, languages, findings, known, named)
    units: dict[str, Fact] = {}
    seen: dict[str, int] = {}
    for index, fact in enumerate(file.facts):
        if seen.setdefault(fact.id, index) != index:
            line = yaml.place(("facts", seen[fact.id], "id")).line
            hint = f"the first stands on line {line}"
            checker.error(("facts", index, "id"), f'a second fact is called "{fact.id}"', hint)
        checker.check(fact, ("facts", index))
        first = units.setdefault(fact.measure, fact) if fact.measure and fact.unit else fact
        if first.unit != fact.unit:
            message = f'the measure "{fact.measure}" has the unit {fact.unit} here'
            checker.error(("facts", index, "unit"), message, f'"{first.id}" has {first.unit}')
    for index, left in enumerate(file.left_out):
        checker.source(left.source, ("left_out", index, "source"))


@dataclass(frozen=True, slots=True)
class _FactChecker:
    """Gathers what is wrong with each fact; `known` is what each field may name, and where that is to be written."""

    file: FactsFile
    glossary: GlossaryFile
    yaml: YamlFile
    languages: tuple[str, ...]
    findings: Findings
    known: Mapping[str, tuple[str, Collection[str], str]]
    named: Named

    def error(self, location: Location, message: str, hint: str | None = None) -> None:
        self.findings.error(message, self.yaml.place(location), hint=hint)

    def check(self, fact: Fact, at: Location) -> None:
        for field, (what, known, where) in self.known.items():
            name = getattr(fact, field)
            if name is not None and name not in known:
                self.error((*at, field), f'no {what} is called "{name}"', nearest(name, known, otherwise=where))
        self._value(fact, at)
        self._texts(fact, at)
        if fact.derive is None:
            self._accounts(fact, at)

    def source(self, source: str, at: Location) -> None:
        if source not in self.file.sources:
            self.error(at, f'no source is called "{source}"', nearest(source, self.file.sources, otherwise=""))

    def _value(self, fact: Fact, at: Location) -> None:
        if fact.kind in COUNTED:
            if fact.unit is None:
                self.error(at, f'the {fact.kind} "{fact.id}" has no unit', _UNIT)
            if fact.value is None and fact.derive is None and fact.qualifier != "dozens":
                self.error(at, f'the {fact.kind} "{fact.id}" has no value')
        if fact.derive and (fact.accounts or fact.value is not None):
            self.error((*at, "derive"), "a derived fact has neither accounts nor a value of its own")
        if (fact.derive is None) != (fact.status != "derived"):
            self.error((*at, "status"), "status derived and a formula go together", "write derive: {formula: …}")

    def _texts(self, fact: Fact, at: Location) -> None:
        for field in ("label", "statement"):
            texts: Texts = getattr(fact, field)
            for code, text in texts.items():
                self._text(text, fact, (*at, field, code))
            for code, message, hint in lacking(texts):
                self.error((*at, field, code), message, hint)
        for code, text in fact.statement.items():
            self._valid(text, fact, (*at, "statement", code))
            if fact.kind in COUNTED and "value" not in names(text):
                hint = "write {value} where it belongs"
                self.error((*at, "statement", code), "the statement does not write the value", hint)
        if fact.resolution:
            for code in self.languages:
                if resolved := fact.resolution.text(code):
                    self._text(resolved, fact, (*at, "resolution", code), resolution=True)
                else:
                    message = f'the text for the language "{code}" is missing'
                    self.error((*at, "resolution"), message, f"write {code}: …")

    def _valid(self, text: str, fact: Fact, at: Location) -> None:
        """An institution must have its name at the time of which the fact speaks."""
        for ref in (piece.ref for piece in pieces(text) if isinstance(piece, TextPlaceholder) and piece.name == "term"):
            term = self.glossary.terms.get(ref)
            if term is None or term.valid is None or fact.period is None or term.kind not in NAMED_IN_TIME:
                continue
            if fact.period.last < term.valid.first or term.valid.last < fact.period.first:
                hint = f"the name is valid {term.valid}; name the body of that time"
                self.error(at, f'"{ref}" had no such name in {fact.period}', hint)

    def _text(self, text: str, fact: Fact, at: Location, *, resolution: bool = False) -> None:
        for message, hint in wrong_in(text, self.named, fact, resolution=resolution):
            self.error(at, message, hint)

    def _accounts(self, fact: Fact, at: Location) -> None:
        if not fact.accounts:
            hint = "say which source prints it: accounts: [{source: …, lines: […], printed: …}]"
            self.error(at, f'"{fact.id}" has no account', hint)
            return
        for index, account in enumerate(fact.accounts):
            here = (*at, "accounts", index)
            self.source(account.source, (*here, "source"))
            if account.source in self.file.sources and account.value is not None:
                language = LANGUAGES.get(self.file.sources[account.source].language)
                if language and not _prints(account.printed, account.value, language):
                    message = f'"{account.printed}" does not print {account.value}'
                    hint = "the value of an account is what its source prints, in base units"
                    self.error((*here, "printed"), message, hint)
        if fact.resolution is None:
            self._agreement(fact, at)

    def _agreement(self, fact: Fact, at: Location) -> None:
        first = fact.accounts[0]
        for index, account in enumerate(fact.accounts[1:], 1):
            if _claim(account) != _claim(first):
                message = f'"{account.source}" and "{first.source}" differ on "{fact.id}"'
                hint = "add resolution: {vi: …, en: …, reason: …} and the fact's own value and qualifier"
                self.error((*at, "accounts", index), message, hint)
        if fact.kind in COUNTED and (fact.value, fact.qualifier) != _claim(first)[:2]:
            message = f'the value of "{fact.id}" is not that of its account'
            self.error((*at, "value"), message, f"the account says {first.qualifier} {first.value}")


def _claim(account: Account) -> tuple[Decimal | None, str, str, str | None]:
    return (account.value, account.qualifier, str(account.period or ""), account.place)


def _prints(printed: str, value: Decimal, language: Language) -> bool:
    """Whether the token prints the value; a token without digits spells it in words and is believed."""
    tokens = _NUMBER.findall(printed)
    if not tokens:
        return True
    for token in (printed, *tokens):
        for read in (lambda text: language.read_quantity(text)[0], language.read_number):
            try:
                number = read(token)
            except ValueError:
                continue
            if number is not None and any(number * 10**power == value for power in (0, 3, 6, 9, 12)):
                return True
    return False

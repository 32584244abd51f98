"""Facts against each other, the glossary and the rules of curation: what is wrong with each, with its place."""

from __future__ import annotations

import re
from decimal import Decimal

from reports.diagnostics import Findings, nearest
from reports.facts.models import COUNTED, Account, Fact, FactsFile, GlossaryFile, Texts
from reports.facts.texts import Placeholder, lacking, named_by, names, pieces, wrong_in
from reports.languages import LANGUAGES, UNITS, Language
from reports.yaml_reader import Location, YamlFile

NAMED_IN_TIME = ("institution", "organisation")
"""Kinds of terms whose names belong to a time; a law or a programme may be spoken of at any time."""

_WHERE = {
    "topic": "known topics stand under topics: in this file",
    "place": "write it under places: in seeds/glossary.yaml",
    "of": "write it under terms: in seeds/glossary.yaml",
    "unit": "write its noun under units: in seeds/glossary.yaml, or use percent, vnd, usd, number …",
    "who": "write it under people: or terms: in seeds/glossary.yaml",
}
"""Where what a field names is to be written, as a hint where nothing known is like it."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def check_facts(
    file: FactsFile, glossary: GlossaryFile, yaml: YamlFile, languages: tuple[str, ...], findings: Findings
) -> None:
    """Gather what is wrong with the facts: unknown names, values, texts, accounts that differ."""
    _Checker(file, glossary, yaml, languages, findings).run()


class _Checker:
    """Goes through the facts once and gathers what is wrong with each."""

    def __init__(
        self, file: FactsFile, glossary: GlossaryFile, yaml: YamlFile, languages: tuple[str, ...], findings: Findings
    ) -> None:
        self.file, self.glossary, self.yaml, self.findings = file, glossary, yaml, findings
        self.languages = languages
        self.units = {*UNITS, *glossary.units}
        self.known: dict[str, tuple[str, set[str]]] = {
            "topic": ("topic", set(file.topics)),
            "place": ("place", set(glossary.places)),
            "of": ("term", set(glossary.terms)),
            "unit": ("unit", self.units),
            "who": ("person or term", {*glossary.people, *glossary.terms}),
        }
        self.named = named_by(glossary, {fact.id: fact for fact in file.facts}, file.sources)

    def error(self, location: Location, message: str, hint: str | None = None) -> None:
        self.findings.error(message, self.yaml.place(location), hint=hint)

    def run(self) -> None:
        seen: dict[str, int] = {}
        unit_of: dict[str, Fact] = {}
        for index, fact in enumerate(self.file.facts):
            at: Location = ("facts", index)
            if fact.id in seen:
                first = self.yaml.place(("facts", seen[fact.id], "id"))
                self.error(
                    (*at, "id"), f'a second fact is called "{fact.id}"', f"the first stands on line {first.line}"
                )
            seen.setdefault(fact.id, index)
            self._references(fact, at)
            self._value(fact, at)
            self._texts(fact, at)
            if fact.derive is None:
                self._accounts(fact, at)
            if fact.measure and fact.unit:
                first_fact = unit_of.setdefault(fact.measure, fact)
                if first_fact.unit != fact.unit:
                    self.error(
                        (*at, "unit"),
                        f'the measure "{fact.measure}" has the unit {fact.unit} here',
                        f'"{first_fact.id}" has {first_fact.unit}',
                    )
        for index, left in enumerate(self.file.left_out):
            self._source(left.source, ("left_out", index, "source"))

    def _source(self, source: str, at: Location) -> None:
        if source not in self.file.sources:
            self.error(at, f'no source is called "{source}"', nearest(source, self.file.sources))

    def _references(self, fact: Fact, at: Location) -> None:
        for field, (what, known) in self.known.items():
            name = getattr(fact, field)
            if name is not None and name not in known:
                hint = nearest(name, known, otherwise=_WHERE.get(field))
                self.error((*at, field), f'no {what} is called "{name}"', hint)

    def _value(self, fact: Fact, at: Location) -> None:
        if fact.kind in COUNTED:
            if fact.unit is None:
                self.error(
                    at, f'the {fact.kind} "{fact.id}" has no unit', f"one of {', '.join(UNITS)} or of the glossary"
                )
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
                if field == "statement":
                    self._valid(text, fact, (*at, field, code))
                if field == "statement" and fact.kind in COUNTED and "value" not in names(text):
                    self.error(
                        (*at, field, code), "the statement does not write the value", "write {value} where it belongs"
                    )
            for code, message, hint in lacking(texts):
                self.error((*at, field, code), message, hint)
        if fact.resolution:
            for code in self.languages:
                resolved = fact.resolution.text(code)
                if not resolved:
                    self.error(
                        (*at, "resolution"), f'the text for the language "{code}" is missing', f"write {code}: …"
                    )
                else:
                    self._text(resolved, fact, (*at, "resolution", code), resolution=True)

    def _valid(self, text: str, fact: Fact, at: Location) -> None:
        """An institution must have its name at the time of which the fact speaks."""
        named = [p.ref for p in pieces(text) if isinstance(p, Placeholder) and p.name == "term"]
        for ref in named:
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
            self.error(
                at,
                f'"{fact.id}" has no account',
                "say which source prints it: accounts: [{source: …, lines: […], printed: …}]",
            )
            return
        for index, account in enumerate(fact.accounts):
            here = (*at, "accounts", index)
            self._source(account.source, (*here, "source"))
            if account.source in self.file.sources and account.value is not None:
                language = LANGUAGES.get(self.file.sources[account.source].language)
                if language and not _prints(account.printed, account.value, language):
                    self.error(
                        (*here, "printed"),
                        f'"{account.printed}" does not print {account.value}',
                        "the value of an account is what its source prints, in base units",
                    )
        if fact.resolution is None:
            self._agreement(fact, at)

    def _agreement(self, fact: Fact, at: Location) -> None:
        first = fact.accounts[0]
        for index, account in enumerate(fact.accounts[1:], 1):
            if _claim(account) != _claim(first):
                self.error(
                    (*at, "accounts", index),
                    f'"{account.source}" and "{first.source}" differ on "{fact.id}"',
                    "add resolution: {vi: …, en: …, reason: …} and the fact's own value and qualifier",
                )
        if fact.kind in COUNTED and (fact.value, fact.qualifier) != _claim(first)[:2]:
            self.error(
                (*at, "value"),
                f'the value of "{fact.id}" is not that of its account',
                f"the account says {first.qualifier} {first.value}",
            )


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

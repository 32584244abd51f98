"""Facts and texts that name them → marked words in one language; names and sources too, by the classes below it.

Templates, charts and the evidence all write figures with `Wording`, so that a fact reads alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from reports.diagnostics import nearest
from reports.document.model import Evidence, Inlines, Marked, Text, Trace, plain
from reports.facts import WHEN, Account, Fact, TextPlaceholder, origin_of, period_form, pieces
from reports.facts.name_wording import Unwritable, required
from reports.facts.source_wording import SourceWording
from reports.languages import NO_BREAK_SPACE, Language, Qualifier, QuantityForm, Value

ACCOUNT = "account"
"""The start of the form of a figure as one source prints it: `account:SOURCE`."""
NO_REPORT: Mapping[str, str] = {}
"""The date and period of a text that belongs to no report."""


class ColumnForm(Struct, frozen=True):
    """The power of ten that the figures of a column have as a word (0: none), and the decimals of the exact ones."""

    power: int | None = None
    decimals: int = 0


class Wording(SourceWording, frozen=True):
    """Writes the facts in `language`; `most_decimals` rounds figures to so many decimals (None: none is rounded)."""

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

    def column(self, ids: Iterable[str], power: int | None = None) -> dict[str, ColumnForm]:
        """How figures of one column are written: those of one unit with one scale, `power` or one that suits all, if
        there is such a one, and equal decimals."""
        found: dict[str, ColumnForm] = {}
        for unit, facts in self._by_unit(ids).items():
            scaled = self._power(unit, facts) or None if power is None else power
            noun = self.facts.noun(unit, self.language.code)
            alike: dict[int, dict[str, int]] = {}
            for fact, value in facts:
                scale, decimals = self.language.decimals(
                    value, unit, fact.qualifier, noun=noun, most_decimals=self._most(unit), power=scaled
                )
                alike.setdefault(scale, {})[fact.id] = decimals
            for group in alike.values():
                found |= dict.fromkeys(group, ColumnForm(scaled, max(group.values())))
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
                return self.place(ref or _given(fact.place if fact else None, name), "short")
            case _ if name in WHEN:
                own = f"fact:{fact.id}" if fact else None
                origin = origin_of(ref, self.facts.named, fact) if ref else own
                if ref and origin is None:
                    raise Unwritable(f'no fact, term or source is called "{ref}"', nearest(ref, self.facts.facts))
                return self.period(_given(origin, name), period_form(name))
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
        return Marked(text, Trace("fact", fact.id, f"{ACCOUNT}:{source}", value))

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
            printed=self._as_printed(fact) or self.status("derived"),
            compared=all(bool(account.lines or account.cell) for account in fact.accounts),
        )

    def _as_printed(self, fact: Fact) -> str:
        """The words of each source of a fact; with several sources, after whose they are."""
        several = len({account.source for account in fact.accounts}) > 1
        names = (f"{self.source_short(account.source)}: " if several else "" for account in fact.accounts)
        return "; ".join(map(str.__add__, names, map(self.printed, fact.accounts)))

    def printed(self, account: Account) -> str:
        """The words of a source, quoted, with the lines or the cell where they are."""
        words, lines = self.language.words, account.lines
        printed = self.language.quoted(account.printed)
        if account.cell:
            sheet = f", {words.sheet} {self.language.quoted(account.sheet)}" if account.sheet else ""
            return f"{printed} ({words.cell}{NO_BREAK_SPACE}{account.cell}{sheet})"
        if not lines:
            return printed
        numbers = ", ".join(map(str, lines))
        return f"{printed} ({words.line if len(lines) == 1 else words.lines}{NO_BREAK_SPACE}{numbers})"


def _given(value: str | None, name: str) -> str:
    return required(value, f"{{{name}}} is written where no {name} is known")


def capitalised(inlines: Inlines, language: Language) -> Inlines:
    """The inlines with a capital at the start."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text | Marked):
        return (replace(first, text=language.capital(first.text)), *inlines[1:])
    return inlines

"""The value of `fact(id)` in a template: the text of the figure, and the fact's other sides by their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from markupsafe import Markup

from reports.document.model import Inlines, Text
from reports.facts import WHEN, Fact, period_form
from reports.facts.name_wording import Unwritable, required
from reports.facts.wording import Wording, capitalised
from reports.languages.periods import PARTS

Result = TypeVar("Result")
FactSide = Callable[[Wording, Fact], Inlines]
Write = Callable[[Callable[[Wording], Inlines], str], Markup]


class FactText(Markup):
    """The figure of a fact as text; templates reach its other data and texts with a dot (`.label`)."""

    fact: Fact
    _write: Write

    @classmethod
    def of(cls, fact: Fact, write: Write, text: str = "") -> FactText:
        made = cls(text)
        made.fact, made._write = fact, write
        return made

    @property
    def id(self) -> str:
        return self.fact.id

    @property
    def sides(self) -> Collection[str]:
        return SIDES

    def side(self, name: str) -> Any:
        if name in DATA:
            return getattr(self.fact, name)
        if name == "published":
            account = known(next(iter(self.fact.accounts), None), "source of its own")
            return PeriodText.of(f"source:{account.source}", "period", self._write)
        if name == "periods":
            return {key: PeriodText.of(f"fact:{self.id}/{key}", "period", self._write) for key in self.fact.periods}
        if name in WHEN:
            return PeriodText.of(f"fact:{self.id}", period_form(name), self._write)
        text = self._write(lambda wording: WRITTEN[name](wording, self.fact), self.id)
        return ValueText.of(self.fact, text) if name == "value" else text


class ValueText(Markup):
    """The figure of a fact as text; conditions compare its value with a number, or with that of a fact of one unit."""

    fact: Fact

    @classmethod
    def of(cls, fact: Fact, text: str) -> ValueText:
        made = cls(text)
        made.fact = fact
        return made

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) if type(other) is str else self._value() == self._other(other)

    def __ne__(self, other: object) -> bool:  # a text has one of its own, which compares letters
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return self._value() < self._other(other)

    def __le__(self, other: Any) -> bool:
        return self._value() <= self._other(other)

    def __gt__(self, other: Any) -> bool:
        return self._value() > self._other(other)

    def __ge__(self, other: Any) -> bool:
        return self._value() >= self._other(other)

    __hash__ = Markup.__hash__

    def _value(self) -> Decimal:
        if not isinstance(self.fact.value, Decimal):
            what = "no value" if self.fact.value is None else "a range, and no single value,"
            raise Unwritable(f'"{self.fact.id}" has {what} to compare', "take it out of the condition")
        return self.fact.value

    def _other(self, other: object) -> Decimal:
        if isinstance(other, ValueText):
            if other.fact.unit != self.fact.unit:
                units = f"{self.fact.unit} and {other.fact.unit}"
                raise Unwritable(
                    f'"{self.fact.id}" and "{other.fact.id}" have two units: {units}', "compare like with like"
                )
            return other._value()
        if isinstance(other, int | float) and not isinstance(other, bool):
            return Decimal(repr(other))
        raise Unwritable(f'"{self.fact.id}" is compared with something else than a number', "write .value > 0")


class NoFact(Markup):
    """The value of `fact(id)` for an unknown fact, which is reported once. All its attributes are empty texts too."""

    @property
    def sides(self) -> Collection[str]:
        return (*SIDES, *PeriodText.sides)

    def side(self, name: str) -> NoFact:
        return NoFact("")


class PeriodText(Markup):
    """When something was, as text; templates reach its parts, and the form for tables, with a dot (`.year`, `.short`).

    `origin` and `form` are those of `Wording.period`.
    """

    origin: str
    form: str
    _write: Write
    sides: Collection[str] = (*PARTS, "ends", "short")

    @classmethod
    def of(cls, origin: str, form: str, write: Write) -> PeriodText:
        made = cls(write(lambda wording: (wording.period(origin, form),), origin.partition(":")[2] or origin))
        made.origin, made.form, made._write = origin, form, write
        return made

    def side(self, name: str) -> PeriodText:
        return PeriodText.of(self.origin, f"{self.form}.{name}", self._write)


class TermText(Markup):
    """The name of a term; `.date` is when it began. A term of which only the date is written has not been named yet."""

    sides: Collection[str] = ("date",)
    date: Callable[[], PeriodText]

    @classmethod
    def of(cls, text: str, date: Callable[[], PeriodText]) -> TermText:
        made = cls(text)
        made.date = date
        return made

    def side(self, name: str) -> PeriodText:
        return self.date()


def known(value: Result | None, name: str) -> Result:
    """The value. Raises Unwritable if there is none."""
    return required(value, f"the fact has no {name}")


DATA = ("id", "kind", "status", "topic", "importance")
WRITTEN: Mapping[str, FactSide] = {
    "value": lambda w, fact: (w.fact(fact.id),),
    "number": lambda w, fact: (w.fact(fact.id, "number"),),
    "short": lambda w, fact: (w.fact(fact.id, "short"),),
    "label": lambda w, fact: capitalised(w.label(fact.id), w.language),
    "statement": lambda w, fact: w.statement(fact.id),
    "resolution": lambda w, fact: w.resolution(fact.id),
    "place": lambda w, fact: (w.place(known(fact.place, "place")),),
    "who": lambda w, fact: (w.name(known(fact.who, "who")),),
    "source": lambda w, fact: w.source_line(w.borne_out_by(fact.id)),
}
SIDES = (*DATA, *WHEN, "periods", "published", *WRITTEN)
"""The sides of a fact: data for conditions, and text to write."""
CELLS: Mapping[str, FactSide] = {
    **WRITTEN,
    "status": lambda w, fact: (Text(w.status(fact.status)),),
    "period": lambda w, fact: (w.period(f"fact:{fact.id}", "period.short"),),
    "who": lambda w, fact: capitalised((w.name(known(fact.who, "who")),), w.language),
    "source": lambda w, fact: w.sources_named(w.borne_out_by(fact.id)),
}
"""The sides as the cells of a table print them."""

WITH_SIDES = (FactText, NoFact, PeriodText, TermText)
"""Values that templates reach into with a dot."""

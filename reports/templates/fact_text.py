"""What `fact(id)` gives a template: text that writes the figure, with attributes that write the fact's other sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from reports.facts import Fact
from reports.wording import Unwritable, capitalised

if TYPE_CHECKING:
    from reports.templates.citing import Citing

Result = TypeVar("Result")


class FactText(Markup):
    """What `fact(id)` gives: writes the figure; its attributes write the fact's other sides."""

    id: str
    _functions: Citing
    _fact: Fact

    @classmethod
    def of(cls, fact: Fact, functions: Citing, text: str) -> FactText:
        made = cls(text)
        made.id, made._fact, made._functions = fact.id, fact, functions
        return made

    @property
    def kind(self) -> str:
        return self._fact.kind

    @property
    def status(self) -> str:
        return self._fact.status

    @property
    def topic(self) -> str:
        return self._fact.topic

    @property
    def importance(self) -> int:
        return self._fact.importance

    @property
    def value(self) -> Markup:
        return self._functions.write(lambda w: (w.fact(self.id),), self.id)

    @property
    def number(self) -> Markup:
        return self._functions.write(lambda w: (w.fact(self.id, "number"),), self.id)

    @property
    def short(self) -> Markup:
        return self._functions.write(lambda w: (w.fact(self.id, "short"),), self.id)

    @property
    def label(self) -> Markup:
        return self._functions.write(lambda w: capitalised(w.label(self.id), w.language), self.id)

    @property
    def statement(self) -> Markup:
        return self._functions.write(lambda w: w.statement(self.id), self.id)

    @property
    def resolution(self) -> Markup:
        return self._functions.write(lambda w: w.resolution(self.id), self.id)

    @property
    def period(self) -> Markup:
        return self._functions.write(lambda w: (w.period(known(self._fact.period, "period")),), self.id)

    @property
    def place(self) -> Markup:
        return self._functions.write(lambda w: (w.place(known(self._fact.place, "place")),), self.id)

    @property
    def who(self) -> Markup:
        return self._functions.name(known(self._fact.who, "who"))

    @property
    def source(self) -> Markup:
        return self._functions.source_line(self.id)

    @property
    def row(self) -> Fact:
        """The fact itself, for the functions that lay out facts."""
        return self._fact


class NoFact(Markup):
    """What `fact(id)` gives where there is none, which is complained of once: nothing, whichever side is asked for."""

    def __getattr__(self, name: str) -> Markup:
        if name not in SIDES:
            raise AttributeError(name)
        return Markup("")


SIDES = ("id", *(name for name, value in vars(FactText).items() if isinstance(value, property) and name != "row"))
"""What a template may ask of a fact."""


def known(value: Result | None, name: str) -> Result:
    if value is None:
        raise Unwritable(f"the fact has no {name}")
    return value

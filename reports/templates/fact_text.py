"""What `fact(id)` gives a template: text that writes the figure, and the fact's other sides by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup

from reports.facts import Fact
from reports.wording import Unwritable, capitalised

if TYPE_CHECKING:
    from reports.templates.citing import Citing

Result = TypeVar("Result")


class FactText(Markup):
    """What `fact(id)` gives: writes the figure; its sides are what a template may ask of the fact with a dot."""

    fact: Fact
    _functions: Citing

    @classmethod
    def of(cls, fact: Fact, functions: Citing, text: str) -> FactText:
        made = cls(text)
        made.fact, made._functions = fact, functions
        return made

    @property
    def id(self) -> str:
        return self.fact.id

    def side(self, name: str) -> Any:
        return SIDES[name](self._functions, self.fact)


class NoFact(Markup):
    """What `fact(id)` gives where there is none, which is complained of once: nothing, whichever side is asked for."""

    def side(self, name: str) -> Markup:
        return Markup("")


SIDES: Mapping[str, Callable[[Citing, Fact], Any]] = {
    "id": lambda f, fact: fact.id,
    "kind": lambda f, fact: fact.kind,
    "status": lambda f, fact: fact.status,
    "topic": lambda f, fact: fact.topic,
    "importance": lambda f, fact: fact.importance,
    "value": lambda f, fact: f.write(lambda w: (w.fact(fact.id),), fact.id),
    "number": lambda f, fact: f.write(lambda w: (w.fact(fact.id, "number"),), fact.id),
    "short": lambda f, fact: f.write(lambda w: (w.fact(fact.id, "short"),), fact.id),
    "label": lambda f, fact: f.write(lambda w: capitalised(w.label(fact.id), w.language), fact.id),
    "statement": lambda f, fact: f.write(lambda w: w.statement(fact.id), fact.id),
    "resolution": lambda f, fact: f.write(lambda w: w.resolution(fact.id), fact.id),
    "period": lambda f, fact: f.write(lambda w: (w.period(known(fact.period, "period")),), fact.id),
    "place": lambda f, fact: f.write(lambda w: (w.place(known(fact.place, "place")),), fact.id),
    "who": lambda f, fact: f.name(known(fact.who, "who")),
    "source": lambda f, fact: f.source_line(fact.id),
}
"""What a template may ask of a fact."""


def known(value: Result | None, name: str) -> Result:
    if value is None:
        raise Unwritable(f"the fact has no {name}")
    return value

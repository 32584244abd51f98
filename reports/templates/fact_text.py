"""The value of `fact(id)` in a template: the text of the figure, and the fact's other sides by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from markupsafe import Markup

from reports.document.model import Inlines, Text
from reports.facts import Fact
from reports.facts.wording import Unwritable, Wording, capitalised

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

    def side(self, name: str) -> Any:
        if name in DATA:
            return getattr(self.fact, name)
        return self._write(lambda wording: WRITTEN[name](wording, self.fact), self.id)


class NoFact(Markup):
    """The value of `fact(id)` for an unknown fact, which is reported once. All its attributes are empty texts too."""

    def side(self, name: str) -> Markup:
        return Markup("")


def known(value: Result | None, name: str) -> Result:
    """The value. Raises Unwritable if there is none."""
    if value is None:
        raise Unwritable(f"the fact has no {name}")
    return value


DATA = ("id", "kind", "status", "topic", "importance")
WRITTEN: Mapping[str, FactSide] = {
    "value": lambda w, fact: (w.fact(fact.id),),
    "number": lambda w, fact: (w.fact(fact.id, "number"),),
    "short": lambda w, fact: (w.fact(fact.id, "short"),),
    "label": lambda w, fact: capitalised(w.label(fact.id), w.language),
    "statement": lambda w, fact: w.statement(fact.id),
    "resolution": lambda w, fact: w.resolution(fact.id),
    "period": lambda w, fact: (w.period(known(fact.period, "period")),),
    "place": lambda w, fact: (w.place(known(fact.place, "place")),),
    "who": lambda w, fact: (w.name(known(fact.who, "who")),),
    "source": lambda w, fact: w.source_line(w.sources_of(fact.id)),
}
SIDES = (*DATA, *WRITTEN)
"""The sides of a fact: data for conditions, and text to write."""
CELLS: Mapping[str, FactSide] = {
    **WRITTEN,
    "status": lambda w, fact: (Text(w.status(fact.status)),),
    "period": lambda w, fact: (w.period(known(fact.period, "period"), "short"),),
    "who": lambda w, fact: capitalised((w.name(known(fact.who, "who")),), w.language),
    "source": lambda w, fact: w.sources_named(w.sources_of(fact.id)),
}
"""The sides as the cells of a table print them."""

"""The format of glossary.yaml, as pydantic models; the JSON Schema is made from them."""

import re
from typing import Literal

from pydantic import ConfigDict, Field

from reports.facts.fields import Code, FactsModel, Id, NonEmpty, Texts, UnitScale, When
from reports.languages import Noun
from reports.languages.periods import Period

_DIGIT = re.compile(r"\d")


class NounText(FactsModel):
    """A noun by plural category."""

    one: NonEmpty
    other: NonEmpty


class GlossaryUnit(FactsModel):
    """What is counted: its noun in each language; or, with a symbol, a unit of measurement and its name.

    One of them is `scale` units of the kind `of`; figures have at most so many `decimals`.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, NonEmpty | NounText] = Field(init=False)
    symbol: NonEmpty | dict[Code, NonEmpty] | None = None
    scale: UnitScale | None = None
    of: Id | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)

    @property
    def nouns(self) -> dict[str, str | NounText]:
        """The noun or name by language."""
        return self.__pydantic_extra__

    def noun(self, language: str) -> Noun:
        """The noun in a language, with the symbol if there is one."""
        noun, symbol = self.nouns[language], self.symbol or ""
        symbol = symbol if isinstance(symbol, str) else symbol.get(language, "")
        return Noun(noun, noun, symbol) if isinstance(noun, str) else Noun(noun.one, noun.other, symbol)


class Term(FactsModel):
    """A name or concept in full and in short, with its period of validity and a definition.

    `source` is what its numbers and dates rest on.
    """

    kind: Literal["law", "institution", "programme", "concept", "event", "platform", "organisation"]
    name: Texts
    short: Texts | None = None
    valid: When | None = None
    definition: Texts | None = None
    variants: dict[Code, list[NonEmpty]] = {}
    source: Id | None = None

    @property
    def began(self) -> Period | None:
        """When it began to be valid."""
        return self.valid and (self.valid.start or self.valid)

    def texts(self, form: str) -> dict[str, str]:
        """The definition, or the name in short or in full; in full if it has no other."""
        return {"short": self.short, "definition": self.definition}.get(form) or self.name

    def has_number(self, form: str) -> bool:
        """Whether a text has, in any language, a number or a date that needs a source. A digit in the name of a
        concept or an organisation is part of the name: 5G, 247 Express."""
        is_name = form != "definition" or self.definition is None
        if is_name and self.kind in ("concept", "organisation"):
            return False
        return any(map(_DIGIT.search, self.texts(form).values()))


class GlossaryPlace(FactsModel):
    name: Texts
    short: Texts | None = None
    level: NonEmpty
    parent: Id | None = None


class Person(FactsModel):
    """A person with the office held at the time `at`, as the source gives it."""

    name: Texts
    office: Texts | None = None
    at: When | None = None


class GlossaryFile(FactsModel):
    """glossary.yaml: the nouns for what is counted, terms, places, people."""

    units: dict[Id, GlossaryUnit] = {}
    terms: dict[Id, Term] = {}
    places: dict[Id, GlossaryPlace] = {}
    people: dict[Id, Person] = {}

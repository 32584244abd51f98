"""The formats of facts.yaml and glossary.yaml, as pydantic models; the JSON Schemas are made from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from reports.facts.guesses import guessed_day, guessed_period
from reports.files.addresses import wrong_address
from reports.files.yaml import HOW, both_ways, looks_printed, number_hint, thousands
from reports.languages import ALWAYS, LANGUAGES, DocumentKind, Noun, OfficialType, Qualifier, Range
from reports.languages.numbers import MINUS
from reports.languages.periods import FORMS, Period, parse_period

FactKind = Literal["measure", "rank", "event", "honour", "position", "document"]
Status = Literal["reported", "target", "plan", "proposal", "pilot", "expected", "derived"]
COUNTED: tuple[FactKind, ...] = ("measure", "rank")
"""The kinds whose statement must write a value."""

MOST_LETTERS = 100
"""Letters of an id: the names of Word's styles hold the ids of a fact and a source, and have 253 letters at most."""
_ID = re.compile(rf"(?=.{{1,{MOST_LETTERS}}}\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*\Z")
_CELL = re.compile(rf"(?=.{{1,{MOST_LETTERS}}}\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*(?:@[a-z0-9._-]+)*\Z")
"""The id of a fact; that of a cell of a series has its place and its period."""
_MOST_DIGITS, _MOST_DECIMALS = 18, 9
"""The most digits and decimals of a value: more are a typing error, and calculations would round them."""
_BOUNDS = f"write up to {_MOST_DIGITS} digits and {_MOST_DECIMALS} decimals"
_DAYS = "YYYY-MM-DD, such as 2025-10-21"
_DIGIT = re.compile(r"\d")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PRINTED_RANGE = re.compile(r"([-−]?[\d.,]*\d)\s?%?\s?[-–]\s?([-−]?[\d.,]*\d)\s?%?\Z")


def fault(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("songngu", "{message}", {"message": message, "hint": hint})


def _identifier(value: str, pattern: re.Pattern[str] = _ID) -> str:
    if not pattern.match(value):
        raise fault(f'"{value}" is no id', f"use lower-case letters, digits, hyphens and dots, {MOST_LETTERS} at most")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        value = value.replace(MINUS, "-")
        if looks_printed(value):
            raise fault(f'"{value}" is a number as a text prints it', number_hint(value))
        quoted = number_hint(value) != HOW
        raise fault(f'"{value}" is a text here' if quoted else f'"{value}" is no number', number_hint(value))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise fault("a number is expected here", HOW)
    if isinstance(value, Decimal) and thousands(str(value)):
        raise fault(
            f'"{value}" has a dot before three zeros, which reads as thousands in Vietnamese', both_ways(str(value))
        )
    number = Decimal(value)
    if number.adjusted() >= _MOST_DIGITS or int(number.as_tuple().exponent) < -_MOST_DECIMALS:
        raise fault(f'"{value}" is out of bounds', _BOUNDS)
    return number


def _scale(value: Any) -> Any:
    number = _number(value)
    if number <= 0:
        raise fault(f"{number} is no scale", "write how many of the other unit one of this unit is, such as 1000")
    return number


def _value(value: Any) -> Any:
    """A number, or the two ends of a range."""
    if isinstance(value, str) and (ends := _PRINTED_RANGE.match(value)):
        raise fault(f'"{value}" is a range as a text prints it', f"write [{ends[1]}, {ends[2]}], the lower end first")
    if not isinstance(value, list):
        return _number(value)
    ends_ = [_number(each) for each in value]
    if len(ends_) != 2 or not ends_[0] < ends_[1]:
        raise fault("a range is a lower and a higher value", "write both, such as [10, 15]")
    return Range(*ends_)


def _period(value: Any) -> Any:
    try:
        return value if isinstance(value, Period) else parse_period(str(value))
    except ValueError as error:
        guess = guessed_period(str(value))
        raise fault(f'"{value}" is no period' if guess else str(error), f"write {guess or FORMS}") from None


def _texts(value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    for code in (info.context or {}).get("languages", ALWAYS):
        if not value.get(code, "").strip():
            raise fault(f'the text for the language "{code}" is missing', f"write {code}: …")
    for code in value:
        if code not in LANGUAGES:
            raise fault(f'"{code}" is no language', f"known: {', '.join(LANGUAGES)}")
    return value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise fault("the text is empty", "write it, or take the whole line away")
    return value


def _code(value: str) -> str:
    if value not in LANGUAGES:
        raise fault(f'no language is called "{value}"', f"known: {', '.join(LANGUAGES)}")
    return value


def _day(value: Any) -> Any:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (ValueError, TypeError):
        raise fault(f'"{value}" is no date', f"write {guessed_day(str(value)) or _DAYS}") from None


def _address(value: str) -> str:
    if wrong := wrong_address(value):
        raise fault(*wrong)
    return value


def _sha256(value: str) -> str:
    if not _SHA256.match(value):
        hint = "64 digits 0-9 a-f; write 64 zeros, and songngu check --sources FOLDER prints the right ones"
        raise fault(f'"{value}" is no SHA-256', hint)
    return value


_as_text: Callable[[Any], str] = str
_A_NUMBER = {"type": "number"}
_period_schema = WithJsonSchema({"type": ["string", "integer"], "description": FORMS})

Id = Annotated[str, AfterValidator(_identifier)]
FactId = Annotated[str, AfterValidator(lambda value: _identifier(value, _CELL))]
NonEmpty = Annotated[str, AfterValidator(_not_empty), Field(json_schema_extra={"minLength": 1})]
"""A text that is not empty."""
Code = Annotated[str, AfterValidator(_code)]
"""The code of a language."""
FactValue = Annotated[
    Decimal | Range,
    BeforeValidator(_value),
    WithJsonSchema({"anyOf": [_A_NUMBER, {"type": "array", "items": _A_NUMBER, "minItems": 2, "maxItems": 2}]}),
]
"""A number, or a range as [lower, higher]."""
UnitScale = Annotated[Decimal, BeforeValidator(_scale), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
When = Annotated[Period, BeforeValidator(_period), PlainSerializer(_as_text), _period_schema]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Sha256 = Annotated[str, AfterValidator(_sha256), Field(json_schema_extra={"pattern": "^[0-9a-f]{64}$"})]
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"minLength": 1})]
Texts = Annotated[dict[str, str], AfterValidator(_texts)]


class FactsModel(BaseModel):
    """A strict model: a number in quotes is a text, and 3.000 is no whole number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


class Source(FactsModel):
    """A source document, and the file (by its SHA-256) whose lines the facts give.

    Without a publisher, lists of sources say that none is shown. The bases say how editors inferred what the document
    does not show.
    """

    kind: DocumentKind = "document"
    file: NonEmpty
    sha256: Sha256
    title: Texts
    publisher: Texts | None = None
    publisher_basis: Texts | None = None
    short: Texts
    published: When
    published_basis: Texts | None = None
    language: NonEmpty
    address: Address | None = None


class OfficialSource(FactsModel):
    """An official text, on which numbers and dates of the glossary rest. It has no file and is compared with nothing.

    `body` is the term of the institution that issued it; `title` follows its date: "on breakthroughs in …".
    """

    kind: Literal["official"]
    type: OfficialType
    number: NonEmpty
    date: When
    body: Id
    title: Texts
    address: Address | None = None

    @property
    def published(self) -> Period:
        """Its date, under the name that the date of a document has."""
        return self.date


def _kind_of_source(value: Any) -> str:
    """Which model a source is read with; a wrong kind without a file is read as an official text."""
    if isinstance(value, OfficialSource):
        return "official"
    fields = value if isinstance(value, dict) else {}
    kind = fields.get("kind", "document")
    is_misspelt = kind not in get_args(DocumentKind) and "file" not in fields
    return "official" if kind == "official" or is_misspelt else "document"


AnySource = Annotated[
    Annotated[Source, Tag("document")] | Annotated[OfficialSource, Tag("official")], Discriminator(_kind_of_source)
]


class Account(FactsModel):
    """What one source prints: the lines, the words as printed, and their value; `unit` if it is not the fact's.

    An official text has no lines.
    """

    source: Id
    lines: list[int] = Field(default=[], min_length=1)
    printed: NonEmpty
    value: FactValue | None = None
    unit: Id | None = None
    qualifier: Qualifier = "exactly"
    period: When | None = None
    place: Id | None = None


class Quotation(FactsModel):
    """Words of a source, letter by letter, with their lines, and a translation for each other language."""

    text: NonEmpty
    source: Id
    lines: list[int] = Field(min_length=1)
    translation: dict[Code, NonEmpty] = {}


class Resolution(BaseModel):
    """How a difference between accounts is worded, per language, and the editor's reason."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True, defer_build=True)
    reason: NonEmpty

    def text(self, language: str) -> str | None:
        """The sentence in a language, None if it is missing."""
        return (self.model_extra or {}).get(language)


class Derive(BaseModel):
    """How a value follows from other facts: a formula over names, each name bound to a fact's id."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True, defer_build=True)
    formula: NonEmpty
    reason: NonEmpty | None = None
    places: int | None = Field(default=None, ge=0, le=6)

    @property
    def names(self) -> dict[str, Any]:
        """The formula's names and the ids of their facts."""
        return dict(self.model_extra or {})


class _Stated(FactsModel):
    """What a fact has in common with a series of facts.

    `period_basis` says how editors inferred a period that no source prints; it is documentation, and nothing prints it.
    """

    topic: Id
    kind: FactKind
    status: Status = "reported"
    label: Texts
    statement: Texts
    unit: Id | None = None
    qualifier: Qualifier = "exactly"
    of: Id | None = None
    measure: Id | None = None
    period: When | None = None
    period_basis: Texts | None = None
    place: Id | None = None
    who: Id | None = None
    importance: int = Field(default=2, ge=1, le=3)
    release: Literal["public", "internal"] = "public"
    embargo: Day | None = None


class SeriesCell(FactsModel):
    """One value of a series with the place and period that the series leaves open.

    `printed` is what the source prints; without it, the value as the language of the source writes it.
    """

    place: NonEmpty | None = None
    period: When | None = None
    value: FactValue
    qualifier: Qualifier | None = None
    source: Id | None = None
    lines: list[int] | None = Field(default=None, min_length=1)
    printed: NonEmpty | None = None


class CellFile(FactsModel):
    """A .csv file in the folder of the facts file, and its column for each field of a cell; `decimal` is its sign."""

    file: NonEmpty
    place: NonEmpty | None = None
    period: NonEmpty | None = None
    value: NonEmpty
    qualifier: NonEmpty | None = None
    source: NonEmpty | None = None
    lines: NonEmpty | None = None
    printed: NonEmpty | None = None
    decimal: Literal[".", ","] = "."


class Series(_Stated):
    """Many values of one measure by place and period: each cell is a fact, ID@PLACE@PERIOD.

    `source` and `lines` are those of cells that name none. `gaps` says why some places lack a value of some periods.
    """

    id: Id
    structure: Literal["series"]
    source: Id | None = None
    lines: list[int] | None = Field(default=None, min_length=1)
    cells: list[SeriesCell] | CellFile
    gaps: NonEmpty | None = None


class _OrSeries:
    """The schema of a fact, or of a series, which is read as several facts."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        return {"anyOf": [handler(schema), handler(Series.__pydantic_core_schema__)]}


class Fact(_Stated):
    """One checkable statement with all that makes it traceable and comparable.

    `periods` are further ones that the source prints with the fact, by name, such as the year that a meeting reviewed.
    """

    id: FactId
    value: FactValue | None = None
    among: int | None = Field(default=None, ge=1)
    periods: dict[Id, When] = {}
    accounts: list[Account] = []
    resolution: Resolution | None = None
    quotation: Quotation | None = None
    derive: Derive | None = None

    @property
    def has_figure(self) -> bool:
        """Whether the fact has a figure to print; an event or a position has none."""
        return self.value is not None or self.qualifier == "dozens"


class LeftOut(FactsModel):
    """Figures or statements of a source that are deliberately not taken as facts, and why."""

    source: Id
    lines: list[int] = Field(min_length=1)
    printed: list[NonEmpty] = []
    why: NonEmpty


class FactsFile(FactsModel):
    """facts.yaml: topics, sources, facts, and what was left out."""

    topics: dict[Id, Texts] = Field(min_length=1)
    sources: dict[Id, AnySource] = Field(min_length=1)
    facts: list[Annotated[Fact, _OrSeries()]] = Field(min_length=1)
    left_out: list[LeftOut] = []


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

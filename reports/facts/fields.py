"""The kinds of fields in facts.yaml, glossary.yaml and the files beside them: ids, numbers, dates, texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from reports.facts.guesses import guessed_day, guessed_period
from reports.files.addresses import wrong_address
from reports.files.tables import area_of, at_of
from reports.files.yaml import HOW, Location, both_ways, looks_printed, number_hint, thousands
from reports.languages import ALWAYS, LANGUAGES, Range
from reports.languages.numbers import MINUS
from reports.languages.periods import FORMS, Period, parse_period

FactsFault = tuple[Location, str, str | None]
"""Something wrong in a file: where, what, and a hint."""
MOST_LETTERS = 100
"""Letters of an id: the names of Word's styles hold the ids of a fact and a source, and have 253 letters at most."""
_ID = re.compile(rf"(?=.{{1,{MOST_LETTERS}}}\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*\Z")
_CELL = re.compile(rf"(?=.{{1,{MOST_LETTERS}}}\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*(?:@[a-z0-9._-]+)*\Z")
"""The id of a fact; that of a cell of a series has its place and its period."""
_MOST_DIGITS, _MOST_DECIMALS = 18, 9
"""The most digits and decimals of a value: more are a typing error, and calculations would round them."""
_BOUNDS = f"write up to {_MOST_DIGITS} digits and {_MOST_DECIMALS} decimals"
_DAYS = "YYYY-MM-DD, such as 2025-10-21"
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PRINTED_RANGE = re.compile(r"([-−]?[\d.,]*\d)\s?%?\s?[-–]\s?([-−]?[\d.,]*\d)\s?%?\Z")


def fault(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("songngu", "{message}", {"message": message, "hint": hint})


class OrAs:
    """In the schema, an entry may also be one of another model, which is read as several."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        other = self.model.__pydantic_core_schema__
        reference = core_schema.definition_reference_schema(other["ref"])
        return {"anyOf": [handler(schema), handler(core_schema.definitions_schema(reference, [other]))]}


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


def _cell(value: str) -> str:
    try:
        at_of(value)
    except ValueError as error:
        raise fault(str(error), "write the letter of its column and the number of its row: B7") from None
    return value


def _area(value: str) -> str:
    try:
        area_of(value)
    except ValueError as error:
        raise fault(str(error), "write the first and the last cell of a range: A1:F3") from None
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
CellName = Annotated[str, AfterValidator(_cell), Field(json_schema_extra={"pattern": "^[A-Z]{1,3}[1-9][0-9]*$"})]
Area = Annotated[
    str, AfterValidator(_area), Field(json_schema_extra={"pattern": "^[A-Z]{1,3}[1-9][0-9]*(:[A-Z]{1,3}[1-9][0-9]*)?$"})
]
"""A range of cells: A1:F3."""
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"minLength": 1})]
Texts = Annotated[dict[str, str], AfterValidator(_texts)]


class FactsModel(BaseModel):
    """A strict model: a number in quotes is a text, and 3.000 is no whole number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

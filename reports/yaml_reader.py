"""YAML 1.2 text → plain values with the place of each, checked against a pydantic model; all faults at once.

The rules are those of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/, chapter 10.3): `no` is a word, a date
is a text. Numbers become `int` or `Decimal`, never binary floats. Size, depth, aliases and the number of values
are bounded, so that a file from a stranger can do no harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reports.diagnostics import Findings, Place, nearest

MOST_BYTES = 8_000_000
MOST_DEPTH = 40
MOST_ALIASES = 100
MOST_VALUES = 500_000

_TOO_DEEP = f"nested more than {MOST_DEPTH} levels deep"
_DEPTH_OF_PARSER = "maximum nesting depth"
"""The parser looks ahead and has a bound of its own: what goes over that goes over ours."""

Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A read file: its value, the line and column of each value in it, and its path as the user knows it."""

    value: Any
    places: dict[Location, tuple[int, int]]
    path: str

    def place(self, location: Location) -> Place:
        """Where the value at `location` stands, or the nearest value around it that has a place."""
        while location and location not in self.places:
            location = location[:-1]
        line, column = self.places.get(location, (1, 1))
        return Place(self.path, line, column)


def read_yaml(path: Path, shown: str, findings: Findings) -> YamlFile | None:
    """The file at `path`, called `shown` in complaints; None, with a finding, if it cannot be read."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            findings.error(
                f"the file has {size:,} bytes; at most {MOST_BYTES:,} are read", Place(shown),
                hint="split off what does not belong here",
            )  # fmt: skip
            return None
        raw = path.read_bytes()
    except FileNotFoundError:
        findings.error("there is no such file", Place(shown))
        return None
    except OSError as error:
        findings.error(f"the file cannot be read: {error.strerror}", Place(shown))
        return None
    return parse_yaml(raw, shown, findings)


_SHAPE = "look at this line and those before it: quotes and braces in pairs, fields of one thing equally indented"
_COMMA = "if this belongs to the text before it, put that in quotes: in braces a comma ends a text"  # {vi: sách, báo}


def parse_yaml(raw: bytes, shown: str, findings: Findings) -> YamlFile | None:
    """The value of YAML bytes; None, with a finding, if they are no YAML or break a bound."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.error("the file is not UTF-8", Place(shown, line), hint="save it as UTF-8")
        return None
    before = len(findings.found)
    _check_characters(text, shown, findings)
    if len(findings.found) > before:
        return None
    composer = _Composer(shown, findings)
    try:
        value = composer.compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        problem = error.problem or error.context or ""
        deep = _TOO_DEEP if _DEPTH_OF_PARSER in problem else f"this is no YAML: {problem}"
        findings.error(deep, place, hint=None if deep is _TOO_DEEP else _SHAPE)
        return None
    except yaml.YAMLError as error:
        findings.error(f"this is no YAML: {error}", Place(shown))
        return None
    except _TooMuch as error:
        findings.error(str(error), error.place, hint=error.hint)
        return None
    return YamlFile(value, composer.places, shown)


def _check_characters(text: str, shown: str, findings: Findings) -> None:
    illegal = _ILLEGAL.search(text)
    if illegal:
        findings.error(
            f"the character U+{ord(illegal.group()):04X} may not stand in a document",
            _place_at(text, illegal.start(), shown), hint="delete it",
        )  # fmt: skip
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                composed = unicodedata.normalize("NFC", line)
                column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), 0)
                findings.error(
                    "a letter is written in parts (the text is not in Unicode form NFC)",
                    Place(shown, number, column + 1),
                    hint="type the letter again, or have your editor normalise the file to NFC",
                )


def _place_at(text: str, index: int, shown: str) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    return Place(shown, text.count("\n", 0, index) + 1, index - line_start + 1)


class _TooMuch(Exception):
    def __init__(self, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint


class _Composer:
    """Builds values from the parser's events, so that depth and number are bounded before anything is built."""

    def __init__(self, shown: str, findings: Findings) -> None:
        self.shown = shown
        self.findings = findings
        self.places: dict[Location, tuple[int, int]] = {}
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.values = 0

    def compose(self, text: str) -> Any:
        loader = _Loader(text)
        try:
            self.events = loader
            loader.get_event()  # stream start
            if loader.check_event(yaml.StreamEndEvent):
                return None
            loader.get_event()  # document start
            value, _ = self._node((), 0)
            loader.get_event()  # document end
            if not loader.check_event(yaml.StreamEndEvent):
                event = loader.get_event()
                self.findings.error(
                    "a second document begins here", self._place(event), hint="keep one document per file"
                )
            return value
        finally:
            loader.dispose()

    def _place(self, event: Any) -> Place:
        return Place(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, location: Location, depth: int) -> tuple[Any, int]:
        event = self.events.get_event()
        self._count(event, 1)
        self.places[location] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if depth > MOST_DEPTH:
            raise _TooMuch(_TOO_DEEP, self._place(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        count = 1
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not self.events.check_event(yaml.SequenceEndEvent):
                item, size = self._node((*location, len(value)), depth + 1)
                value.append(item)
                count += size
            self.events.get_event()
        else:
            value, count = self._mapping(location, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, count)
        return value, count

    def _mapping(self, location: Location, depth: int) -> tuple[dict[str, Any], int]:
        value: dict[str, Any] = {}
        count = 1
        while not self.events.check_event(yaml.MappingEndEvent):
            event = self.events.get_event()
            if not isinstance(event, yaml.ScalarEvent):
                raise _TooMuch("a key must be a plain word", self._place(event))
            key = event.value
            if key in value:
                first = self.places[(*location, key)]
                self.findings.error(
                    f'the key "{key}" stands here a second time', self._place(event),
                    hint=f"it stands first on line {first[0]}",
                )  # fmt: skip
            item, size = self._node((*location, key), depth + 1)
            value.setdefault(key, item)
            count += size
        self.events.get_event()
        return value, count

    def _alias(self, event: Any) -> tuple[Any, int]:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise _TooMuch(f"more than {MOST_ALIASES} aliases", self._place(event), "write the values out")
        if event.anchor not in self.anchors:
            raise _TooMuch(f'no value is anchored as "{event.anchor}" before this', self._place(event))
        value, count = self.anchors[event.anchor]
        self._count(event, count)
        return value, count

    def _count(self, event: Any, more: int) -> None:
        self.values += more
        if self.values > MOST_VALUES:
            raise _TooMuch(f"more than {MOST_VALUES:,} values, aliases counted in full", self._place(event))


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0] or event.style:
        return text
    if _NULL.match(text):
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text) and len(text) <= 40:
        return int(text)
    if _FLOAT.match(text) and len(text) <= 40:
        return Decimal(text)
    return text


def check_model(
    model: type[Model], file: YamlFile, findings: Findings, context: Mapping[str, Any] | None = None
) -> Model | None:
    """The file's value as `model`; None, with a finding for each fault, if it does not fit.

    `context` is what the model's validators ask for, such as the languages of the workspace.
    """
    try:
        return model.model_validate(file.value, context=context)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _report(model, file, details, findings)
        return None


def _report(model: type[BaseModel], file: YamlFile, details: ErrorDetails, findings: Findings) -> None:
    location: Location = tuple(details["loc"])
    while location and location not in file.places and details["type"] != "missing":
        location = location[:-1]  # pydantic appends the names of union members
    place = file.place(location)
    context = details.get("ctx") or {}
    name = str(location[-1]) if location else ""
    kind = details["type"]
    message, hint = details["msg"], context.get("hint")
    if kind == "missing":
        message = f'the field "{details["loc"][-1]}" is missing'
    elif kind == "extra_forbidden":
        known = _fields_at(model, location[:-1])
        message = f'there is no field "{name}" here'
        listed = f"known fields: {', '.join(sorted(known))}" if known else None
        hint = nearest(name, known, otherwise=_COMMA if details["input"] is None else listed)
    elif kind == "literal_error":
        message = f'"{details["input"]}" is not allowed here'
        hint = f"write one of {context.get('expected')}"
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        message = "fields are expected here (name: value)"
    elif kind in ("list_type", "tuple_type"):
        message = "a list is expected here"
        hint = "write [a, b] or one line with a dash for each"
    elif kind == "string_type":
        message = "a text is expected here"
        hint = _COMMA if details["input"] is None else "write it in quotes"
    elif kind == "value_error":
        message = message.removeprefix("Value error, ")
    findings.error(message, place, hint=str(hint) if hint else None)


def _fields_at(annotation: Any, location: Location) -> list[str]:
    """The names of the fields that the model has at `location`."""
    for step in location:
        annotation = _inside(annotation, step)
    models = [part for part in _members(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    return [field.alias or name for part in models for name, field in part.model_fields.items()]


def _inside(annotation: Any, step: str | int) -> Any:
    for part in _members(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            for name, field in part.model_fields.items():
                if step in (name, field.alias):
                    return field.annotation
        elif get_origin(part) in (dict, list, tuple):
            return get_args(part)[-1 if get_origin(part) is dict else 0]
    return None


def _members(annotation: Any) -> tuple[Any, ...]:
    """The annotation itself, or what a union or an annotated type holds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(member for part in get_args(annotation) for member in _members(part))
    return (annotation,)

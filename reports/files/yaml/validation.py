"""Check a read file against a pydantic model: the model, or a complaint for each value that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from reports.diagnostics import Findings, Place, nearest
from reports.files.yaml.composer import Location, YamlFile
from reports.files.yaml.numbers import number_hint

Model = TypeVar("Model", bound=BaseModel)
Complaint = tuple[str, str | None]
"""A message and a hint."""

_CUT = "in braces a comma ends a value: put a text with a comma in quotes, and write decimals with a point"
_NOTHING = "write it, in quotes if it begins with # or is a text with a comma in braces; or take the field away"
_MOST_SHOWN = 60
_EXPECTED: Mapping[str, str] = {
    "int_type": "a whole number", "float_type": "a number", "bool_type": "true or false", "string_type": "a text",
    "list_type": "a list", "tuple_type": "a list", "dict_type": "fields", "model_type": "fields",
    "model_attributes_type": "fields",
}  # fmt: skip
"""Pydantic's names for values of another kind than what is expected → the kind in plain words."""


def check_model(
    model: type[Model], file: YamlFile, findings: Findings, context: Mapping[str, Any] | None = None
) -> Model | None:
    """The file's value as `model`; None, with a finding for each value that is wrong, if it does not fit.

    `context` is passed to the model's validators: the languages of the workspace.
    """
    try:
        return model.model_validate(file.value, context=context)
    except ValidationError as error:
        languages = tuple((context or {}).get("languages", ()))
        for location, faults in _by_value(error.errors(include_url=False), file):
            _report(model, file, location, faults, languages, findings)
    return None


def _by_value(errors: Iterable[ErrorDetails], file: YamlFile) -> Iterator[tuple[Location, list[ErrorDetails]]]:
    """The errors by value of the file; members of unions in pydantic's locations are skipped.

    If a part of a value is wrong, or the value breaks a rule of one kind, errors about the other kinds are dropped.
    """
    found: dict[Location, list[ErrorDetails]] = {}
    for details in errors:
        location: Location = ()
        for step in details["loc"]:
            if (*location, step) in file.places:
                location = (*location, step)
        found.setdefault(location, []).append(details)
    around = {location[:end] for location in found for end in range(len(location))}
    for location, faults in found.items():
        rules = [details for details in faults if details["type"] not in _EXPECTED]
        if rules or location not in around:
            yield location, rules or faults


def _report(
    model: type[BaseModel],
    file: YamlFile,
    location: Location,
    faults: Sequence[ErrorDetails],
    languages: Sequence[str],
    findings: Findings,
) -> None:
    """Note what is wrong with one value: broken rules, or a value of an unexpected kind."""
    if faults[0]["type"] in _EXPECTED:
        message, hint = _other_kind(model, location, faults, languages)
        findings.error(message, file.place(location), hint=hint)
        return
    complaints: dict[tuple[Place, Complaint], None] = {}
    for details in faults:
        is_key = details["type"] == "extra_forbidden" or details["loc"][-1:] == ("[key]",)
        place = file.key_place(location) if is_key else file.place(location)
        complaints[place, _broken_rule(model, location, details)] = None
        for key, (message, hint) in (details.get("ctx") or {}).get("inside", {}).items():
            findings.error(message, file.key_place((*location, key)), hint=hint)
    for place, (message, hint) in complaints:
        if message:
            findings.error(message, place, hint=hint)


def raise_inside(faults: Mapping[str, Complaint], message: str = "", hint: str | None = None) -> None:
    """Raise, in a validator, a fault for each of these keys of a value, and one for the whole value;
    do nothing if there are none."""
    if faults or message:
        raise PydanticCustomError("inside", "{message}", {"message": message, "hint": hint, "inside": dict(faults)})


def _broken_rule(model: type[BaseModel], location: Location, details: ErrorDetails) -> Complaint:
    """The complaint of a rule of the model: in the words of our own validators, else of pydantic."""
    given, context = details["input"], details.get("ctx") or {}
    if "hint" in context:
        return details["msg"], context["hint"]
    if details["type"] == "extra_forbidden":
        return _unknown(model, location, given)
    if details["type"] == "missing":
        field = details["loc"][-1]
        if isinstance(field, int):
            return "the list is too short", "write all of its entries"
        return f'the field "{field}" is missing', f"write {field}: …"
    if given is None:
        message = "nothing is written here"
    else:
        text = str(given)[:_MOST_SHOWN]
        message = "this is not allowed here" if isinstance(given, list | dict) else f'"{text}" is not allowed here'
    return message, re.sub(r"\A\w+ should", "it should", details["msg"]).partition(" after validation")[0]


def _unknown(model: type[BaseModel], location: Location, given: Any) -> Complaint:
    name, known = str(location[-1]) if location else "", _fields(_annotation_at(model, location[:-1]))
    message, (before, colon, after) = f'there is no field "{name}" here', name.partition(":")
    if name != name.strip():
        return message, f'there is a no-break space beside it: write "{name.strip()}" with blanks around it'
    if colon and before in known:
        return message, f'missing space after the colon: write "{before}: {after}"'
    if known.pop(name, None):  # a field of another member of the union
        return message, _known(known)
    return message, nearest(name, known, otherwise=_CUT if given is None else _known(known))


def _known(fields: Iterable[str]) -> str:
    return f"known fields: {', '.join(sorted(fields))}"


def _other_kind(
    model: type[BaseModel], location: Location, faults: Sequence[ErrorDetails], languages: Sequence[str]
) -> Complaint:
    """The complaint of a value that is of another kind than expected."""
    expected = list(dict.fromkeys(_EXPECTED[details["type"]] for details in faults))
    message = f"{' or '.join(expected)} {'are' if expected[-1] == 'fields' else 'is'} expected here"
    given = faults[0]["input"]
    if given is None:
        return message, _NOTHING
    if expected[0] in ("a whole number", "a number"):
        text = str(given) if isinstance(given, str | Decimal) else ""
        return message, number_hint(text, whole=expected[0] == "a whole number")
    hints = {
        "true or false": "write true or false, without quotes",
        "a text": "write it in quotes",
        "a list": "write [a, b], or one line with a dash for each",
    }
    return message, hints.get(expected[0]) or _written_at(model, location, languages)


def _written_at(model: type[BaseModel], location: Location, languages: Sequence[str]) -> str:
    """How to write the fields that the model has at `location`."""
    annotation = _annotation_at(model, location)
    if known := _fields(annotation):
        return _known(known)
    each = ", ".join(f"{code}: …" for code in languages) if dict[str, str] in _members(annotation) else ""
    return f"write {{{each}}}" if each else "write name: value"


def _annotation_at(annotation: Any, location: Location) -> Any:
    """The type of the value at `location` in a value of a type; None if it can have none."""
    for step in location:
        containers = [part for part in _members(annotation) if get_origin(part) in (dict, list, tuple)]
        inside = get_args(containers[0])[-1 if get_origin(containers[0]) is dict else 0] if containers else None
        annotation = _fields(annotation).get(str(step), inside)
    return annotation


def _fields(annotation: Any) -> dict[str, Any]:
    """The fields of a model, or of the models in a union, with their types."""
    models = [part for part in _members(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    return {field.alias or name: field.annotation for part in models for name, field in part.model_fields.items()}


def _members(annotation: Any) -> tuple[Any, ...]:
    """The members of a union or an annotated type; else the type itself."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(member for part in get_args(annotation) for member in _members(part))
    return (annotation,)

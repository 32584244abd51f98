"""A read file + a pydantic model → the model, or one complaint for each value that does not fit, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from reports.diagnostics import Findings, nearest
from reports.files.yaml.composer import Location, YamlFile
from reports.files.yaml.numbers import number_hint, whole_hint

Model = TypeVar("Model", bound=BaseModel)
Told = tuple[str, str | None]
"""What is wrong, and what to do."""

_COMMA = "if this belongs to the text before it, put that in quotes: in braces a comma ends a text"  # {vi: sách, báo}
_CUT = "put it in quotes: in braces a comma ends a text"
_COMMENT = "put it in quotes: # begins a comment"
_NOTHING = "write it, or take the whole line away"
_MOST_SHOWN = 60
_LISTED = re.compile(r"\d+(?:,\d+)+\Z")

_EXPECTED: Mapping[str, str] = {
    "int_type": "a whole number", "float_type": "a number", "bool_type": "true or false", "string_type": "a text",
    "list_type": "a list", "tuple_type": "a list", "dict_type": "fields", "model_type": "fields",
    "model_attributes_type": "fields",
}  # fmt: skip
"""What pydantic expects, by its name for the error, in our words."""


def check_model(
    model: type[Model], file: YamlFile, findings: Findings, context: Mapping[str, Any] | None = None
) -> Model | None:
    """The file's value as `model`; None, with a finding for each value that is wrong, if it does not fit.

    `context` is what the model's validators ask for, such as the languages of the workspace.
    """
    told: set[Location] = set()
    found = None
    try:
        found = model.model_validate(file.value, context=context)
    except ValidationError as error:
        for location, faults in _by_value(error.errors(include_url=False), file):
            told.add(location)
            for kinds, details in _told_once(faults):
                _report(model, file, location, kinds, details, tuple((context or {}).get("languages", ())), findings)
    for location in file.cut.keys() - told:
        findings.error(f'the comma in "{file.cut[location]}" ends it here', file.place(location), hint=_CUT)
    return None if file.cut else found


def _by_value(errors: Iterable[ErrorDetails], file: YamlFile) -> Iterator[tuple[Location, list[ErrorDetails]]]:
    """The errors of each value in the file; pydantic names the members of unions on the way, which stand nowhere.

    A value of which a part is wrong is of the right kind: that another kind was thinkable is not worth a word.
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
        if location in around:
            faults = [details for details in faults if details["type"] not in _EXPECTED]
        yield location, faults


def _told_once(faults: Sequence[ErrorDetails]) -> Iterator[tuple[list[str], ErrorDetails]]:
    """The errors of one value, each with its kinds; what could have been of several kinds is one error of them all."""
    others = [details for details in faults if details["type"] not in _EXPECTED]
    short = [details for details in others if details["type"] == "missing" and isinstance(details["loc"][-1], int)]
    for details in others:
        if details not in short[:-1]:
            yield [details["type"]], details
    if faults and not others:
        yield [details["type"] for details in faults], faults[0]


def _report(
    model: type[BaseModel],
    file: YamlFile,
    location: Location,
    kinds: Sequence[str],
    details: ErrorDetails,
    languages: Sequence[str],
    findings: Findings,
) -> None:
    place, kind, given = file.place(location), kinds[0], details["input"]
    if kind == "extra_forbidden":
        place, told = file.key_place(location), _unknown(model, location, given)
    elif kind in _EXPECTED:
        told = _other_kind(kinds, given, _written_at(model, location, languages))
        if given is None and file.behind(location).startswith("#"):
            told = (told[0], _COMMENT)
    else:
        if details["loc"] and details["loc"][-1] == "[key]":
            place = file.key_place(location)
        told = _TOLD[kind](details) if kind in _TOLD else (details["msg"], (details.get("ctx") or {}).get("hint"))
        for key, (message, hint) in (details.get("ctx") or {}).get("inside", {}).items():
            findings.error(message, file.key_place((*location, key)), hint=hint)
    if told[0]:
        findings.error(told[0], place, hint=told[1] or None)


def raise_inside(faults: Mapping[str, Told], message: str = "", hint: str | None = None) -> None:
    """Raise, in a validator, what is wrong with some keys of a value, each to be told where it stands, and with all
    of it; nothing if nothing is wrong."""
    if faults or message:
        raise PydanticCustomError("inside", "{message}", {"message": message, "hint": hint, "inside": dict(faults)})


def _unknown(model: type[BaseModel], location: Location, given: Any) -> Told:
    name, known = str(location[-1]) if location else "", _fields_at(model, location[:-1])
    message, (before, colon, behind) = f'there is no field "{name}" here', name.partition(":")
    if name != name.strip():
        return message, f'a no-break space stands beside it: write "{name.strip()}" with blanks around it'
    if colon and before in known:
        return message, f'a blank is missing behind the colon: write "{before}: {behind}"'
    listed = f"known fields: {', '.join(sorted(known))}" if known else None
    return message, nearest(name, known, otherwise=_COMMA if given is None else listed)


def _other_kind(kinds: Sequence[str], given: Any, fields: str) -> Told:
    """A value is of another kind than what is expected."""
    expected = list(dict.fromkeys(_EXPECTED[kind] for kind in kinds))
    if expected == ["fields"]:
        message = "fields are expected here (name: value)"
    else:
        message = f"{' or '.join(expected)} {'are' if expected[-1] == 'fields' else 'is'} expected here"
    if given is None:
        return message, _COMMA if "a text" in expected else _NOTHING
    return message, _how(expected[0], given, fields)


def _how(expected: str, given: Any, fields: str) -> str | None:
    if expected in ("a whole number", "a number"):
        hint = whole_hint if expected == "a whole number" else number_hint
        return hint(str(given)) if isinstance(given, str | Decimal) else hint("")
    listed = given.replace(",", ", ") if isinstance(given, str) and _LISTED.match(given) else "a, b"
    return {
        "true or false": "write true or false, without quotes",
        "a text": "write it in quotes",
        "a list": f"write [{listed}] or one line with a dash for each",
    }.get(expected, fields)


def _missing(details: ErrorDetails) -> Told:
    field = details["loc"][-1]
    if isinstance(field, int):
        return f"the list is too short: {field + 1} entries are expected", "write all of them"
    return f'the field "{field}" is missing', f"write {field}: …"


def _literal(details: ErrorDetails) -> Told:
    nothing = details["input"] is None
    return "nothing is written here" if nothing else _not_allowed(details), f"write one of {_context(details)}"


def _bound(hint: str, much: str) -> Callable[[ErrorDetails], Told]:
    return lambda details: (f"{details['input']} is too {much} here", hint.format(f"{_context(details):g}"))


def _context(details: ErrorDetails) -> Any:
    """What pydantic says first of a rule that a value breaks: the bound, the pattern, what is expected."""
    return next(iter((details.get("ctx") or {}).values()), "")


def _not_allowed(details: ErrorDetails) -> str:
    return f"{_shown(details['input'])} is not allowed here"


def _shown(value: Any) -> str:
    text = str(value)
    return f'"{text[:_MOST_SHOWN]}…"' if len(text) > _MOST_SHOWN else f'"{text}"'


_TOLD: Mapping[str, Callable[[ErrorDetails], Told]] = {
    "missing": _missing,
    "literal_error": _literal,
    "greater_than": _bound("write more than {}", "little"),
    "greater_than_equal": _bound("write at least {}", "little"),
    "less_than": _bound("write less than {}", "much"),
    "less_than_equal": _bound("write at most {}", "much"),
    "finite_number": lambda details: (f"{_shown(details['input'])} is too large a number", "write a smaller one"),
    "too_short": lambda details: ("nothing stands here", "name one at least, or take the field away"),
    "too_long": lambda details: (f"more than {details['ctx']['max_length']} stand here", "take some away"),
    "string_too_short": lambda details: ("the text is empty", _NOTHING),
    "string_pattern_mismatch": lambda details: (
        _not_allowed(details),
        f"write what is like {_context(details).strip('^$')}",
    ),
    "value_error": lambda details: (details["msg"].removeprefix("Value error, "), None),
}
"""What each error of pydantic's is called here, and what to do; our own bring both with them."""


def _written_at(model: type[BaseModel], location: Location, languages: Sequence[str]) -> str:
    """How the fields are written that the model has at `location`."""
    if known := _fields_at(model, location):
        return f"known fields: {', '.join(sorted(known))}"
    in_languages = dict[str, str] in _members(_annotation_at(model, location))
    each = ", ".join(f"{code}: …" for code in languages) if in_languages else ""
    return f"write {{{each}}}" if each else "write name: value"


def _annotation_at(annotation: Any, location: Location) -> Any:
    for step in location:
        annotation = _inside(annotation, step)
    return annotation


def _fields_at(model: type[BaseModel], location: Location) -> list[str]:
    """The names of the fields that the model has at `location`."""
    annotation = _annotation_at(model, location)
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

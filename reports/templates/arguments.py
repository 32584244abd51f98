"""The arguments of a call in a template, checked against the annotations of the function that is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from inspect import Parameter, Signature, ismethod, signature
from types import NoneType
from typing import Any, Literal, NewType, get_args, get_origin

from jinja2 import Undefined
from markupsafe import Markup
from msgspec import Struct

from reports.diagnostics import nearest
from reports.templates.fact_text import FactText, NoFact, PeriodText
from reports.templates.faults import Refused, named

BlockId = NewType("BlockId", str)
"""An id that is written into Markdown."""
TableFacts = Iterable[FactText | str] | Mapping[str, Iterable[FactText | str]]
"""The facts of a table, or those of each group of its rows by the name of the group."""

Compared = Mapping[BlockId, str]
"""Facts by the ids of those that are compared with them."""


class ArgumentKind(Struct, frozen=True):
    """The values that a parameter accepts: a test, a description, an example; `choices` if only these texts fit."""

    fits: Callable[[Any], bool]
    words: str
    example: str
    choices: tuple[str, ...] = ()


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_heads(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and _is_texts([*value, *value.values()])


def _is_table_facts(value: Any) -> bool:
    if isinstance(value, Mapping):
        return _is_texts([*value]) and all(map(_is_texts, value.values()))
    return _is_texts(value)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\w[\w.-]*", value) is not None


KINDS: Mapping[Any, ArgumentKind] = {
    str: ArgumentKind(lambda value: isinstance(value, str), "a text in quotes", '"…"'),
    BlockId: ArgumentKind(_is_id, "an id of letters, digits, dots and hyphens", '"…"'),
    bool: ArgumentKind(lambda value: isinstance(value, bool), "true or false", "true"),
    PeriodText: ArgumentKind(lambda value: isinstance(value, PeriodText | NoFact), "a time", 'fact("ID").month'),
    int: ArgumentKind(_is_integer, "a whole number", "1"),
    Iterable[FactText | str]: ArgumentKind(_is_texts, "a list of facts or of their ids", 'facts(topic="…")'),
    TableFacts: ArgumentKind(
        _is_table_facts, "a list of facts or of their ids, or such a list for each group", 'facts(topic="…")'
    ),
    Compared: ArgumentKind(_is_heads, "facts, each with the one that it is compared with", '{"ID": "ID"}'),
    Sequence[str]: ArgumentKind(_is_texts, "a list of texts", '["…", "…"]'),
    Mapping[str, str]: ArgumentKind(
        _is_heads, "columns, each with the words of its head", '{"label": "…", "value": "…"}'
    ),
}
"""The kinds by the annotations of the functions; a Literal gives its texts."""


def kind_of(parameter: Parameter) -> ArgumentKind:
    """What a parameter takes, other than None."""
    annotation = parameter.annotation
    if NoneType in (either := get_args(annotation)):
        (annotation,) = (each for each in either if each is not NoneType)
    if get_origin(annotation) is not Literal:
        return KINDS[annotation]
    choices = get_args(annotation)
    return ArgumentKind(lambda value: value in choices, "a text in quotes", f'"{choices[0]}"', choices)


def is_own(called: Any) -> bool:
    """Whether this is one of the functions that templates are given."""
    return ismethod(called) and called.__func__.__module__.startswith("reports.")


@lru_cache(maxsize=64)
def takes(function: Any) -> Signature:
    """The signature of a function of the templates, without `self`."""
    _, *parameters = signature(function, eval_str=True).parameters.values()
    return Signature(parameters)


def check_call(called: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Check the arguments of a call. Raises Refused if they do not fit."""
    for value in (*args, *kwargs.values(), called):
        if isinstance(value, Undefined):
            str(value)  # raises an error that lists the known names
    if is_own(called):
        name, wanted = called.__name__, takes(called.__func__)
        for key, value in _bound(name, wanted, args, kwargs).items():
            parameter = wanted.parameters[key]
            for each in value if parameter.kind is Parameter.VAR_POSITIONAL else (value,):
                _check_value(name, parameter, each, by_name=key in kwargs)
    elif not callable(called):
        raise Refused(f"{named(called)} cannot be called", "take the brackets after it away", "(")


def _check_value(name: str, parameter: Parameter, value: Any, *, by_name: bool) -> None:
    """Raise Refused for a value that is not of its parameter's kind."""
    kind, key = kind_of(parameter), parameter.name
    if kind.fits(value) or (value is None and parameter.default is None):
        return
    needle = f"{key}=" if by_name else f"{name}("
    if kind.choices and isinstance(value, str):
        raise Refused(f'{name}() has no {key} "{value}"', nearest(value, kind.choices), value or needle)
    shown = f'"{value}"' if isinstance(value, str) and not isinstance(value, Markup) else named(value)
    if parameter.kind is Parameter.VAR_POSITIONAL:
        raise Refused(f"{name}() takes {kind.words}; this is {shown}", f"write {name}({kind.example})", needle)
    raise Refused(f'"{key}" of {name}() is {kind.words}; this is {shown}', f"write {key}={kind.example}", needle)


def _bound(name: str, wanted: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values by parameter. Raises Refused for a missing, unknown or superfluous one."""
    try:
        return wanted.bind(*args, **kwargs).arguments
    except TypeError as error:
        known = [each.name for each in wanted.parameters.values() if each.kind is not each.VAR_POSITIONAL]
        for key in kwargs:
            if key not in known:
                like = nearest(key, known, otherwise=f"it takes {', '.join(known) or 'nothing by name'}")
                raise Refused(f'{name}() takes no "{key}"', like, key) from None
        hint = f"by name it takes {', '.join(f'{each}=…' for each in known) or 'nothing'}; see docs/templates.md"
        raise Refused(f"{name}(): {error}", hint, f"{name}(") from None

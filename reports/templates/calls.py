"""A call in a template + the signature of what is called → whether they fit; what does not is told in its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from inspect import Parameter, Signature, ismethod, signature
from typing import Any

from jinja2 import Undefined

from reports.diagnostics import nearest
from reports.templates.faults import Refused, named


@dataclass(frozen=True, slots=True)
class Kind:
    """What a parameter takes: whether a value fits, what it is called, and how it may look."""

    fits: Callable[[Any], bool]
    words: str
    example: str


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_heads(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and _is_texts([*value, *value.values()])


KINDS: Mapping[str, Kind] = {
    "str": Kind(lambda value: isinstance(value, str), "a text in quotes", '"…"'),
    "bool": Kind(lambda value: isinstance(value, bool), "true or false", "true"),
    "int": Kind(_is_whole, "a whole number", "1"),
    "Iterable[FactText | str]": Kind(_is_texts, "a list of facts or of their ids", 'facts(topic="…")'),
    "Sequence[str]": Kind(_is_texts, "a list of texts", '["…", "…"]'),
    "Mapping[str, str]": Kind(_is_heads, "columns, each with the words at its head", '{"label": "…", "value": "…"}'),
}
"""The kinds by the annotations of the functions of the templates."""


def kind_of(parameter: Parameter) -> Kind:
    return KINDS[str(parameter.annotation).removesuffix(" | None")]


def is_own(called: Any) -> bool:
    """Whether this is one of the functions that templates are given."""
    return ismethod(called) and called.__func__.__module__.startswith("reports.")


@lru_cache(maxsize=64)
def takes(function: Any) -> Signature:
    """What a function of the templates takes, without `self`."""
    _, *parameters = signature(function).parameters.values()
    return Signature(parameters)


def check_call(called: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Complain of a call that does not fit. Raises Refused."""
    for value in (*args, *kwargs.values(), called):
        if isinstance(value, Undefined):
            str(value)  # fails, with what there is instead
    if is_own(called):
        name, wanted = called.__name__, takes(called.__func__)
        for key, value in _bound(name, wanted, args, kwargs).items():
            _check_value(name, wanted.parameters[key], value, by_name=key in kwargs)
    elif not callable(called):
        raise Refused(f"{named(called)} cannot be called", "take the brackets behind it away", "(")


def _check_value(name: str, parameter: Parameter, value: Any, *, by_name: bool) -> None:
    """Complain of a value that is not of its parameter's kind."""
    kind, key = kind_of(parameter), parameter.name
    if parameter.kind is Parameter.VAR_POSITIONAL:
        for each in value:
            if not kind.fits(each):
                message = f"{name}() takes {kind.words}; this is {named(each)}"
                raise Refused(message, f"write {name}({kind.example})", f"{name}(")
    elif not kind.fits(value) and not (value is None and parameter.default is None):
        message = f'"{key}" of {name}() is {kind.words}; this is {named(value)}'
        raise Refused(message, f"write {key}={kind.example}", f"{key}=" if by_name else f"{name}(")


def _bound(name: str, wanted: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values by parameter. Raises Refused, with the first thing that keeps them from fitting."""
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

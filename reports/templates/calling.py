"""A call in a template + the signature of what is called → whether they fit; what does not is told in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from inspect import Parameter, Signature, ismethod, signature
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import Macro

from reports.diagnostics import counted, nearest
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


def _takes(macro: Macro) -> Signature:
    """What a macro takes; a value that is not given is complained of where the macro uses it."""
    parameters = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None) for name in macro.arguments]
    if macro.catch_varargs:
        parameters.append(Parameter("varargs", Parameter.VAR_POSITIONAL))
    if macro.caller and "caller" not in macro.arguments:
        parameters.append(Parameter("caller", Parameter.KEYWORD_ONLY, default=None))
    if macro.catch_kwargs:
        parameters.append(Parameter("kwargs", Parameter.VAR_KEYWORD))
    return Signature(parameters)


def check_call(called: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Complain of a call that does not fit. Raises Refused."""
    for value in (*args, *kwargs.values(), called):
        if isinstance(value, Undefined):
            str(value)  # fails, with what there is instead
    if isinstance(called, Macro):
        _bound(f"the macro {called.name}", _takes(called), args, kwargs)
    elif is_own(called):
        name, wanted = called.__name__, takes(called.__func__)
        for parameter, value in _given(wanted, _bound(name, wanted, args, kwargs)):
            kind, key = kind_of(parameter), parameter.name
            if kind.fits(value) or (value is None and parameter.default is None):
                continue
            if parameter.kind is Parameter.VAR_POSITIONAL:
                hint = f"write {name}({kind.example})"
                raise Refused(f"{name}() takes {kind.words}; this is {named(value)}", hint, f"{name}(")
            message = f'"{key}" of {name}() is {kind.words}; this is {named(value)}'
            raise Refused(message, f"write {key}={kind.example}", f"{key}=" if key in kwargs else f"{name}(")
    elif not callable(called):
        raise Refused(f"{named(called)} cannot be called", "take the brackets behind it away", "(")


def _given(wanted: Signature, arguments: Mapping[str, Any]) -> Iterator[tuple[Parameter, Any]]:
    """Each value that a call gives, with its parameter."""
    for name, value in arguments.items():
        parameter = wanted.parameters[name]
        for each in value if parameter.kind is Parameter.VAR_POSITIONAL else (value,):
            yield parameter, each


def _bound(name: str, wanted: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values by parameter. Raises Refused, with the first thing that keeps them from fitting."""
    try:
        return wanted.bind(*args, **kwargs).arguments
    except TypeError:
        pass
    named_ = [each for each in wanted.parameters.values() if each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)]
    known = [each.name for each in named_]
    placed = [each.name for each in named_ if each.kind is not each.KEYWORD_ONLY]
    for key in kwargs:
        if key in placed[: len(args)]:
            hint = "once by its place, once by its name: take one away"
            raise Refused(f'{name}() is given "{key}" twice', hint, key)
        if key not in known:
            what = "no text between {% call %} and {% endcall %}" if key == "caller" else f'no "{key}"'
            like = nearest(key, known, otherwise=f"it takes {', '.join(known) or 'nothing by name'}")
            raise Refused(f"{name}() takes {what}", like, key)
    needle = f"{name.split()[-1]}("
    if len(args) > len(placed):
        most = f"at most {counted(len(placed), 'value')} without a name" if placed else "no value without a name"
        names = ", ".join(f"{each}=…" for each in known)
        raise Refused(f"{name}() takes {most}; here are {len(args)}", f"by name it takes {names or 'none'}", needle)
    needed = [each for each in named_ if each.default is each.empty]
    missing = [f'"{each.name}"' for each in needed if each.name not in (*placed[: len(args)], *kwargs)]
    usage = ", ".join(f"{each.name}={kind_of(each).example}" for each in needed)
    raise Refused(f"{name}() needs {' and '.join(missing)}", f"write {name}({usage}); see docs/templates.md", needle)

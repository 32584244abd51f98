"""A call in a template + the signature of what is called → whether they fit; what does not is told in its words."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import Macro

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


_TEXT = Kind(lambda value: isinstance(value, str), "a text in quotes", '"…"')
_FLAG = Kind(lambda value: isinstance(value, bool), "true or false", "true")
_WHOLE = Kind(_is_whole, "a whole number", "1")
_FACTS = Kind(_is_texts, "a list of facts or of their ids", 'facts(topic="…")')
_TEXTS = Kind(_is_texts, "a list of texts", '["…", "…"]')
_HEADS = Kind(
    lambda value: isinstance(value, Mapping) and bool(value) and _is_texts([*value, *value.values()]),
    "columns, each with the words at its head",
    '{"label": "…", "value": "…"}',
)
KINDS: Mapping[str, Kind] = {
    "str": _TEXT,
    "bool": _FLAG,
    "int": _WHOLE,
    "Iterable[FactText | str]": _FACTS,
    "Sequence[str]": _TEXTS,
    "Mapping[str, str]": _HEADS,
}
"""The kinds by the annotations of the functions of the templates."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a function takes: parameters in order, how many of them may go without a name, which must be given.

    `more` is what further values without a name must be.
    """

    name: str
    kinds: Mapping[str, tuple[Kind, bool]]
    placed: Sequence[str]
    needed: Sequence[str]
    more: Kind | None = None

    @property
    def usage(self) -> str:
        shown = [f"{name}={kind.example}" for name, (kind, _) in self.kinds.items() if name in self.needed]
        return f"write {self.name}({', '.join(shown) or '…'})"


@lru_cache(maxsize=64)
def takes(function: Any) -> Takes:
    """What a function takes, by its signature."""
    kinds: dict[str, tuple[Kind, bool]] = {}
    placed: list[str] = []
    needed: list[str] = []
    more: Kind | None = None
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        written = str(parameter.annotation).removesuffix(" | None")
        kind = KINDS[written]
        if parameter.kind is parameter.VAR_POSITIONAL:
            more = kind
            continue
        kinds[name] = kind, parameter.default is None
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            placed.append(name)
        if parameter.default is parameter.empty:
            needed.append(name)
    return Takes(function.__name__, kinds, tuple(placed), tuple(needed), more)


def check_call(called: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Complain of a call that does not fit. Raises Refused."""
    for value in (*args, *kwargs.values()):
        if isinstance(value, Undefined):
            str(value)  # fails, with what there is instead
    if isinstance(called, Undefined):
        str(called)
    if isinstance(called, Macro):
        _check_macro(called, args, kwargs)
    elif inspect.ismethod(called) and called.__func__.__module__.startswith("reports."):
        _check_function(takes(called.__func__), args, kwargs)
    elif not callable(called):
        raise Refused(f"{named(called)} cannot be called", "take the brackets behind it away", "(")


def _check_function(function: Takes, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    name = function.name
    if len(args) > len(function.placed) and function.more is None:
        count = len(function.placed)
        takes_ = f"at most {count} values without a name" if count else "no value without a name"
        names = ", ".join(f"{each}=…" for each in function.kinds)
        raise Refused(
            f"{name}() takes {takes_}; here are {len(args)}", f"by name it takes {names or 'none'}", f"{name}("
        )
    given = dict(zip(function.placed, args, strict=False))
    for key in kwargs:
        if key not in function.kinds:
            known = ", ".join(function.kinds) or "nothing by name"
            raise Refused(
                f'{name}() takes no "{key}"', nearest(key, function.kinds, otherwise=f"it takes {known}"), key
            )
        if key in given:
            raise Refused(f'{name}() is given "{key}" twice', "once by its place, once by its name: take one away", key)
    for value in args[len(function.placed) :]:
        if function.more is not None and not function.more.fits(value):
            raise Refused(
                f"{name}() takes {function.more.words}; this is {named(value)}",
                f"write {name}({function.more.example})", f"{name}(",
            )  # fmt: skip
    missing = [f'"{each}"' for each in function.needed if each not in given and each not in kwargs]
    if missing:
        raise Refused(f"{name}() needs {' and '.join(missing)}", f"{function.usage}; see docs/templates.md", f"{name}(")
    for key, value in (*given.items(), *kwargs.items()):
        kind, optional = function.kinds[key]
        if not kind.fits(value) and not (optional and value is None):
            raise Refused(
                f'"{key}" of {name}() is {kind.words}; this is {named(value)}',
                f"write {key}={kind.example}", f"{key}=" if key in kwargs else f"{name}(",
            )  # fmt: skip


def _check_macro(macro: Macro, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    known = list(macro.arguments)
    takes_ = f"it takes {', '.join(known) or 'nothing'}"
    if len(args) > len(known) and not macro.catch_varargs:
        raise Refused(f"the macro {macro.name}() is given {len(args)} values", takes_, f"{macro.name}(")
    for key in kwargs:
        if key in known[: len(args)]:
            raise Refused(f'the macro {macro.name}() is given "{key}" twice', takes_, key)
        if key not in known and not macro.catch_kwargs and not (key == "caller" and macro.caller):
            what = "no text between {% call %} and {% endcall %}" if key == "caller" else f'no "{key}"'
            raise Refused(f"the macro {macro.name}() takes {what}", nearest(key, known, otherwise=takes_), key)

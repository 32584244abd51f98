"""The filters that templates may use, and Jinja's tests, each guarded: its work is counted, its input is checked.

The filters are Jinja's own. None of them makes a long text out of a short one, or changes what a function wrote: the
marks of figures and terms are in it.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, KeysView, Mapping, ValuesView
from functools import wraps
from math import prod
from types import GeneratorType
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import make_attrgetter
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup

from reports.diagnostics import nearest
from reports.templates.faults import Refused, attempted, is_of_program, named
from reports.templates.markup import text_of
from reports.templates.work import WorkCount

_TEXT = ("capitalize", "lower", "trim", "upper")
_LISTS = ("first", "groupby", "join", "last", "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse",
          "select", "selectattr", "sort", "unique")  # fmt: skip


_FILTERS = ("default", *_LISTS, *_TEXT)


def no_such(what: str, name: str) -> tuple[str, str | None]:
    """The message and hint for an unknown filter or test."""
    known = [each for each in (_FILTERS if what == "filter" else JINJA_TESTS) if each.isidentifier()]
    return f'there is no {what} "{name}"', nearest(name, known)


def joined(parts: Iterable[Any], separator: str = "") -> str:
    """Join texts; if one of them was written by a function, escape the others."""
    texts = [text_of(part) for part in parts]
    between: str = separator
    if any(isinstance(text, Markup) for text in texts):
        texts = [text if isinstance(text, Markup) else text_of(text, escaped=True) for text in texts]
        return Markup(text_of(between, escaped=True)).join(texts)
    return between.join(texts)


@pass_context
def _join(context: Any, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    return joined(items if attribute is None else map(make_attrgetter(context.environment, attribute), items), d)


def filters(work: WorkCount) -> dict[str, Any]:
    """The filters by name."""
    known: dict[str, Any] = JINJA_FILTERS | {"join": _join}
    return {name: _guarded(name, known[name], work, is_filter=True) for name in _FILTERS}


def tests(work: WorkCount) -> dict[str, Any]:
    """The tests by name: all of Jinja's."""
    known: dict[str, Any] = dict(JINJA_TESTS)
    return {name: _guarded(name, test, work, is_filter=False) for name, test in known.items()}


def is_list(value: Any) -> bool:
    """Whether a loop can go over a value; not over the letters of a text."""
    return isinstance(value, list | tuple | Mapping | KeysView | ValuesView | ItemsView)


def _check_input(name: str, value: Any) -> None:
    if isinstance(value, Undefined) and name != "default":
        str(value)  # raises an error that lists the known names
    if name in _TEXT and (isinstance(value, Markup) or not isinstance(value, str)):
        hint = "start=true writes a capital" if isinstance(value, Markup) else "give it a text"
        raise Refused(f'the filter "{name}" cannot change {named(value)}', hint, name)
    if name in _LISTS and not is_list(value):
        hint = "give it facts(…) or a list"
        raise Refused(f'the filter "{name}" works on a list; this is {named(value)}', hint, name)


def _guarded(name: str, function: Callable[..., Any], work: WorkCount, *, is_filter: bool) -> Callable[..., Any]:
    passed = getattr(function, "jinja_pass_arg", None)

    @pass_context
    @wraps(function)
    def call(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        sides = [value, *args, *kwargs.values()]
        work.weigh(sides)
        if is_filter:
            _check_input(name, value)
        if is_filter and name != "default":  # work grows with the items times the letters in the brackets
            work.spend(prod(len(side) for side in sides if hasattr(side, "__len__")) >> 3)
        if passed:
            all_ = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
            args = (value, *args)
            value = all_[passed.name]
        try:
            made = attempted(function, value, *args, **kwargs)
            return work.weigh(attempted(list, made) if isinstance(made, GeneratorType) else made)
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
            if is_of_program(error):
                raise
            hint = "check the value before it and in its brackets"
            raise Refused(f'"{name}" cannot work with what it is given here', hint, name) from None

    return call

"""Errors in a template, as exceptions with a message, a hint and the text to find in the line; unknown names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext
from jinja2.utils import missing
from markupsafe import Markup

from reports.templates.fact_text import WITH_SIDES


class Refused(TemplateRuntimeError):
    """Raised while a template is rendered, for something that is not allowed or not possible."""

    def __init__(self, message: str, hint: str | None = None, needle: str = "") -> None:
        super().__init__(message)
        self.hint, self.needle = hint, needle


class Misread(TemplateSyntaxError):
    """Raised while a template is parsed, for something that is not allowed on the line."""

    def __init__(
        self, message: str, lineno: int, hint: str | None = None, needle: str = "", column: int | None = None
    ) -> None:
        super().__init__(message, lineno)
        self.hint, self.needle, self.column = hint, needle, column


class UnknownName(UndefinedError):
    """A template uses an unknown name. `known` are the names that it can use there; None: all of them."""

    def __init__(self, message: str, name: str, known: Sequence[str] | None) -> None:
        super().__init__(message)
        self.name, self.known = name, known


PAIRS = ("items", "keys", "values", "get")
"""The methods of a mapping that a template may call."""


class Unknown(StrictUndefined):
    """The value of an unknown name: any use of it raises UnknownName."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            raise UnknownName(self._undefined_hint, name, ())
        if owner is missing:
            raise UnknownName(f'nothing is called "{name}" here', name, None)
        if isinstance(owner, list | tuple | str) and not isinstance(self._undefined_name, str):
            raise UnknownName(f"there is no item {name} here; there are {len(owner)}, counted from [0]", name, ())
        raise UnknownName(f'this has no "{name}"', name, _attributes_of(owner))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __neg__ = __pos__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


def _attributes_of(value: Any) -> tuple[str, ...]:
    """The names that a template may ask a value for with a dot."""
    match value:
        case _ if isinstance(value, WITH_SIDES):
            return tuple(value.sides)
        case Mapping():
            return (*map(str, value), *PAIRS)
        case LoopContext() | TemplateModule():
            return tuple(name for name in dir(value) if not name.startswith("_"))
        case _:
            return ()


FOLDER = "templates/"
"""The start of the paths of templates, in messages and in tracebacks; those of modules are absolute."""

_PACKAGE = str(Path(__file__).parent.parent)
_LONGEST = 300
_MOST_CALLS = 100
"""More nested calls of our own functions than a template can cause."""
_NAMES: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (lambda value: value is None or isinstance(value, Undefined), "nothing"),
    (lambda value: isinstance(value, bool), "true or false"),
    (lambda value: isinstance(value, Markup), "a text that a function wrote"),
    (lambda value: isinstance(value, str), "a text"),
    (lambda value: isinstance(value, int | float), "a number"),
    (lambda value: isinstance(value, list | tuple), "a list"),
    (lambda value: isinstance(value, Mapping), "a list of pairs in braces"),
    (callable, "a function"),
)


def attempted(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a filter or test of Jinja, or a macro: its errors count as the template's."""
    return function(*args, **kwargs)


def as_raised(error: Exception) -> Exception:
    """The original exception: Python turns a StopIteration that leaves a generator into a RuntimeError."""
    cause = error.__cause__
    return cause if isinstance(error, RuntimeError) and isinstance(cause, StopIteration) else error


def is_of_program(error: Exception) -> bool:
    """Whether an exception was raised in our own code, not in a template or in a call that is attempted for one.

    The last frames decide: one of ours is enough, but an endless recursion must be one of our functions.
    """
    ours = 0
    for frame, _ in walk_tb(error.__traceback__):
        code = frame.f_code
        if code is attempted.__code__ or code.co_filename.startswith(FOLDER):
            ours = 0
        elif code.co_filename.startswith(_PACKAGE):
            ours += 1
    return ours > (_MOST_CALLS if isinstance(error, RecursionError) else 0)


def named(value: Any) -> str:
    """The kind of a value, in an author's words."""
    return next((name for fits, name in _NAMES if fits(value)), "something else")


def clipped(message: str) -> str:
    """A message or hint shortened to be readable: it may quote a long text of a template."""
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"

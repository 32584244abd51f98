"""What may not be done in a template, as exceptions that carry a message, a hint and what to look for in the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, Undefined
from markupsafe import Markup


class Refused(TemplateRuntimeError):
    """Raised while a template is rendered: what stands there cannot be done."""

    def __init__(self, message: str, hint: str | None = None, needle: str = "") -> None:
        super().__init__(message)
        self.hint, self.needle = hint, needle


class Misread(TemplateSyntaxError):
    """Raised while a template is read: what stands on the line is not allowed, wherever it would lead."""

    def __init__(
        self, message: str, lineno: int, hint: str | None = None, needle: str = "", column: int | None = None
    ) -> None:
        super().__init__(message, lineno)
        self.hint, self.needle, self.column = hint, needle, column


FOLDER = "templates/"
"""The paths of templates begin so, in complaints and in tracebacks; those of modules are absolute."""

_PACKAGE = str(Path(__file__).parent.parent)
_LONGEST = 300
_MOST_CALLS = 100
"""So many calls of ours in each other are no template's doing."""
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
    """Call what is not ours (a filter or test of Jinja, a macro) for a template, which then answers for its errors."""
    return function(*args, **kwargs)


def as_raised(error: Exception) -> Exception:
    """The exception as it arose: Python makes a RuntimeError of a StopIteration that leaves a template."""
    cause = error.__cause__
    return cause if isinstance(error, RuntimeError) and isinstance(cause, StopIteration) else error


def is_of_program(error: Exception) -> bool:
    """Whether an exception arose in our own code, not in a template or in what is attempted for one.

    The last frames decide: one of ours is enough, but a recursion without end must be one of our functions.
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
    """What a value is, as an author calls it."""
    return next((name for fits, name in _NAMES if fits(value)), "something else")


def clipped(message: str) -> str:
    """A message or hint of a length that can be read: what it quotes may be as long as a template."""
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"

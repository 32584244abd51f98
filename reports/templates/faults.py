"""What may not be done in a template, as exceptions that carry a message, a hint and what to look for in the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


_LONGEST = 300
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


def named(value: Any) -> str:
    """What a value is, as an author calls it."""
    return next((name for fits, name in _NAMES if fits(value)), "something else")


def clipped(message: str) -> str:
    """A message or hint of a length that can be read: what it quotes may be as long as a template."""
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"

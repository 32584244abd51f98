"""Errors as Jinja and Python word them → complaints that say what to do, with the place where the fault began."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateSyntaxError

from reports.diagnostics import Diagnostic, Place, nearest
from reports.templates.environment import FILTERS

TAGS = ("if", "elif", "else", "for", "block", "extends", "include", "import", "from", "set", "macro", "call", "filter",
        "with", "raw")  # fmt: skip
"""Jinja's own tags."""
_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_QUOTED = re.compile(r"'([^']*)'")
_EXTRA = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"(\w+)\(\) missing \d+ required [\w-]+ arguments?: (.+)")


def of_syntax_error(error: TemplateSyntaxError, shown: str) -> Diagnostic:
    """What is wrong with a template's Jinja, where it begins."""
    lines = (error.source or "").split("\n")
    message, row, hint = str(error.message), error.lineno, "see the block that it stands in"
    named = _QUOTED.findall(message)
    if "Encountered unknown tag" in message:
        name = named[0]
        message, hint = f'there is no tag "{name}"', nearest(name, TAGS) or f"known: {', '.join(TAGS)}"
    elif "No filter named" in message or "No test named" in message:
        name = named[0]
        message, hint = f'there is no filter "{name}"', nearest(name, FILTERS) or f"known: {', '.join(FILTERS)}"
    elif "Unexpected end of template" in message and (tag := _innermost(lines)):
        row, name = tag
        message, hint = f'the block "{{% {name} %}}" is not closed', f"end it with {{% end{name} %}}"
    elif message.startswith("unexpected char"):
        message, hint = "this cannot be read as Jinja", "look for a quotation mark or a brace that is not closed"
    source = lines[row - 1] if 0 < row <= len(lines) else None
    needle = next((name for name in _QUOTED.findall(str(error.message)) if source and name in source), "")
    if "is not closed" in message and source:
        needle = "{%"
    column = source.index(needle) + 1 if source and needle and needle in source else None
    return Diagnostic(message, Place(shown, row, column), hint, source=source)


def of_type_error(error: TypeError, functions: Mapping[str, Any]) -> tuple[str, str | None, str]:
    """What is wrong with the call of a function: message, hint, and what to look for in the line."""
    text = str(error)
    if found := _EXTRA.search(text):
        function, name = found.groups()
        known = _parameters(functions.get(function))
        return f'{function}() takes no "{name}"', nearest(name, known, otherwise=f"it takes {', '.join(known)}"), name
    if found := _MISSING.search(text):
        function, names = found.groups()
        return f"{function}() needs {names.replace(chr(39), chr(34))}", "see docs/templates.md", f"{function}("
    return f"the template cannot be rendered: {text}", None, ""


def _parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"] if callable(function) else []


def _innermost(lines: list[str]) -> tuple[int, str] | None:
    """The line and name of the last tag that is opened and not closed."""
    opened: list[tuple[int, str]] = []
    for row, line in enumerate(lines, 1):
        for tag in _TAG.findall(line):
            if opened and tag == f"end{opened[-1][1]}":
                opened.pop()
            elif tag in ("if", "for", "block", "macro", "call", "filter", "with") or tag == "raw":
                opened.append((row, tag))
    return opened[-1] if opened else None

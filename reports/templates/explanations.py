"""Errors of Jinja and Python → messages and hints for authors, with the place where the error begins."""

from __future__ import annotations

import re
from collections.abc import Collection

from jinja2 import TemplateNotFound, TemplateSyntaxError

from reports.diagnostics import Diagnostic, Place, nearest
from reports.document.reader.markdown import column_of
from reports.facts.name_wording import Unwritable
from reports.templates.faults import Misread, Refused, UnknownName
from reports.templates.filters import no_such
from reports.templates.loader import BASE

TAGS = ("if", "elif", "else", "for", "block", "extends", "include", "import", "from", "set", "macro", "call", "filter",
        "with", "raw")  # fmt: skip
"""Jinja's own tags."""
_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_QUOTED = re.compile(r"'([^']*)'")
_NO_SUCH = re.compile(r"No (filter|test) named '?(\w+)")
_CLOSING = {"{{": "}}", "{%": "%}"}
_OPENING = re.compile(r"\{\{|\{%")
_LOOK_BACK = 12
"""The number of lines that are searched before the one where Jinja stopped."""
_CURLY = "“”‘’„«»"
_PAIRS = "look for a quotation mark or a brace that is not closed"
_LIKE = "compare it with the examples in docs/templates.md"

Explanation = tuple[str, str | None, str]
"""A message, a hint, and the text to find in the line."""


def of_syntax_error(error: TemplateSyntaxError, shown: str, lines: Collection[str]) -> Diagnostic:
    """The diagnostic of a syntax error, at the place where the error begins."""
    rows, row = list(lines), error.lineno
    column = None
    if isinstance(error, Misread):
        message, hint, needle, column = str(error.message), error.hint, error.needle, error.column
    elif "Unexpected end of template" in str(error.message) and (tag := _innermost(rows)):
        row, name = tag
        message, hint, needle = f'the block "{{% {name} %}}" is not closed', f"end it with {{% end{name} %}}", "{%"
    else:
        message, hint, needle = _misread(str(error.message))
    if not isinstance(error, Misread) and (opened := _left_open(rows, min(row, len(rows)))):
        row, sign = opened
        message, hint, needle = f'this "{sign}" is not closed', f"end it with {_CLOSING[sign]}", sign
    source = rows[row - 1] if 0 < row <= len(rows) else None
    return Diagnostic(message, Place(shown, row, column or column_of(source, needle)), hint, source=source)


def _misread(message: str) -> Explanation:
    named = _QUOTED.findall(message)
    if message.startswith("unexpected char") and any(mark in message for mark in _CURLY):
        mark = next(mark for mark in _CURLY if mark in message)
        return f"{mark} is no quotation mark of a template", "write straight ones: \"…\" or '…'", mark
    if "Encountered unknown tag" in message:
        return _tag(named[0], message)
    if "Missing end of comment" in message:
        return "this comment is not closed", "end it with ##}", "{##"
    hint = _PAIRS if message.startswith("unexpected char") else _LIKE
    return f"this cannot be read as Jinja: {message}", hint, next(iter(named), "")


def _tag(name: str, message: str) -> Explanation:
    wanted = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if wanted:
        return f'"{{% {name} %}}" is here in place of "{{% end{wanted[1]} %}}"', "blocks end in turn", name
    if name.startswith("end") or name in ("else", "elif"):
        return f'"{{% {name} %}}" has no beginning', "take it away, or write what it belongs to before it", name
    return f'there is no tag "{name}"', nearest(name, TAGS), name


def of_error(error: Exception, variables: Collection[str], templates: Collection[str]) -> Explanation:
    """The explanation of an error that was raised while a template was rendered."""
    if isinstance(error, Refused):
        return str(error.message), error.hint, error.needle
    if isinstance(error, Unwritable):
        return str(error), error.hint, ""
    if isinstance(error, TemplateNotFound):
        hint = "names are paths below templates/; base: names the file that this one replaces"
        name = str(error.name)
        base = BASE if name.startswith(BASE) else ""
        path = name.removeprefix(BASE).strip().removeprefix("templates/")
        like = nearest(f"{base}{path}", [f"{base}{template}" for template in templates], otherwise=hint)
        return f'there is no template "{name}"', like, name
    if isinstance(error, UnknownName):
        known = list(variables) if error.known is None else error.known
        some = f"known: {', '.join(error.known)}" if error.known else "docs/templates.md lists all names"
        return str(error.message), nearest(error.name, known, otherwise=some), error.name
    if isinstance(error, RecursionError):
        return (
            "this calls itself without end, or too much is nested here",
            "let it end: {% if … %}; files must not extend or include each other",
            "",
        )
    if isinstance(error, MemoryError):
        return "this takes more memory than is available", "split the section, and write shorter texts and lists", ""
    if match := _NO_SUCH.match(str(error)):
        return *no_such(match[1], match[2]), match[2]
    return f"this cannot be carried out: {error}", _LIKE, ""


def _left_open(lines: list[str], last: int) -> tuple[int, str] | None:
    """The last line up to `last` with an opening sign that is not closed before the next one, and the sign."""
    for row in range(last, max(0, last - _LOOK_BACK), -1):
        for opening in reversed(list(_OPENING.finditer(lines[row - 1]))):
            rest = "\n".join([lines[row - 1][opening.end() :], *lines[row:]])
            end, following = rest.find(_CLOSING[opening[0]]), _OPENING.search(rest)
            if end < 0 or (following and following.start() < end):
                return row, opening[0]
    return None


def _innermost(lines: list[str]) -> tuple[int, str] | None:
    """The line and name of the last tag that is opened and not closed."""
    opened: list[tuple[int, str]] = []
    for row, line in enumerate(lines, 1):
        for tag in _TAG.findall(line):
            if opened and tag == f"end{opened[-1][1]}":
                opened.pop()
            elif tag in ("if", "for", "block", "macro", "call", "filter", "with", "raw"):
                opened.append((row, tag))
    return opened[-1] if opened else None

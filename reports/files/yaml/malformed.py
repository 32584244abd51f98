"""Explain why a text is no YAML: rules for tabs, blanks, quotes, colons and commas, else the parser's own words."""

from __future__ import annotations

import re

import yaml

from reports.diagnostics import Diagnostic, Place

_SHAPE = "look at this line and those before it: quotes and braces in pairs, fields of one thing equally indented"
_QUOTES = "put the text in quotes"
_TAB = re.compile(r"[ -]*(?P<what>[\t\u00a0\u202f])")
_NO_SPACE = re.compile(r" *(?:(?P<dash>-)(?=[^\s-])|(?:- +)*[\w-]+:(?=[^\s:/]))")
_NO_FIELDS = re.compile("expected (?:':'|key|'-' indicator)|mapping values are not allowed|<block end>")
_NO_COMMA = re.compile("expected '?,")
_BREAK = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
_BEGAN = (
    (r"scanning (?:a directive|an alias|an anchor|a tag|a block scalar)|cannot start any token",
     "this character cannot begin a text without quotes", _QUOTES),
    (r"scanning a quoted scalar", "the quote that opens here is not closed", "write the same quote after the text"),
    (r"scanning a simple key", "a colon is missing here", 'write "name: value"'),
)  # fmt: skip
"""The parser's description of a text that it cannot read to its end → message and hint, at the text's beginning."""


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them."""
    return _BREAK.split(text)


def malformed(text: str, error: yaml.MarkedYAMLError, path: str) -> Diagnostic:
    """The complaint about an error that the parser raised, in the file called `path`."""
    lines, problem = lines_of(text), f"this is no YAML: {error.problem or error.context}"
    stop, start = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if stop is None or start is None:
        return Diagnostic(problem, Place(path), _SHAPE)
    described = f"{error.context}: {problem}"
    last = min(stop.line, len(lines) - 1)  # the parser counts one line more at the end
    for number in range(max(0, min(last - 1, start.line)), last + 1):
        if found := _in_line(lines[number], described):
            column, message, hint = found
            return Diagnostic(message, Place(path, number + 1, column), hint)
    began = next(((message, hint) for pattern, message, hint in _BEGAN if re.search(pattern, described)), None)
    if _NO_COMMA.search(described) and start.line < stop.line:
        began = (
            "the brace that opens here is not closed",
            "close it, put commas between its parts, and a text with # in quotes",
        )
    if began:
        return Diagnostic(began[0], Place(path, start.line + 1, start.column + 1), began[1])
    column = stop.column if stop.line == last else len(lines[last])
    message, hint = _where_it_stopped(described, lines[last][:column], lines[last][column:]) or (problem, _SHAPE)
    return Diagnostic(message, Place(path, last + 1, column + 1), hint)


def _in_line(line: str, described: str) -> tuple[int, str, str] | None:
    """The column of a tab, or of a missing space after a dash or a colon, with message and hint."""
    if line.strip() and (match := _TAB.match(line)):
        what = "a tab" if match["what"] == "\t" else "a no-break space"
        return match.end(), f"the line is indented with {what}", "indent with spaces"
    if _NO_FIELDS.search(described) and (match := _NO_SPACE.match(line)):
        return match.end(), f"missing space after the {'dash' if match['dash'] else 'colon'}", "write one"
    return None


def _where_it_stopped(described: str, before: str, after: str) -> tuple[str, str] | None:
    """Message and hint, from the text of the line before and after the place where the parser stopped."""
    if "parsing a quoted scalar" in described:
        return "there is a backslash in double quotes", r"write two of them (\\), or use single quotes"
    if before.rstrip().endswith(("'", '"')):
        hint = "put the whole text in one pair of quotes, or write a comma before this; is an earlier quote left open?"
        return "there is text after the closing quote", hint
    if after.startswith(":") and re.search(r":\s", before):
        return "a text without quotes contains a colon and a space", _QUOTES
    return ("missing comma before this", f"write one, or {_QUOTES}") if _NO_COMMA.search(described) else None

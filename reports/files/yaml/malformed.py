"""Text that is no YAML + where and why the parser stopped → place, message and hint: five rules, else its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_SHAPE = "look at this line and those before it: quotes and braces in pairs, fields of one thing equally indented"
_QUOTES = "put the text in quotes"
_ONE_PAIR = "put the whole text in one pair of quotes, or write a comma before this; is an earlier quote left open?"
_CLOSE = "close it, put commas between its parts, and quotes around a text with #"
_TAB = re.compile(r"[ -]*(?P<what>[\t\u00a0\u202f])")
_NO_SPACE = re.compile(r" *(?:(?P<dash>-)(?=[^\s-])|(?:- +)*[\w-]+:(?=[^\s:/]))")
_NO_FIELDS = re.compile("expected (?:':'|key|'-' indicator)|mapping values are not allowed|<block end>")
_SIGN = re.compile("scanning (?:a directive|an alias|an anchor|a tag|a block scalar)|cannot start any token")
_NO_COMMA = re.compile("expected '?,")
_BREAK = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
Told = tuple[str, str]
"""What is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class ParseFault:
    """What is wrong, at a line and a column counted from 1, and the cure."""

    line: int
    column: int
    message: str
    hint: str


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them."""
    return _BREAK.split(text)


def malformed(text: str, error: yaml.MarkedYAMLError) -> ParseFault:
    """Explain an error of the parser's."""
    lines, problem = lines_of(text), f"this is no YAML: {error.problem or error.context}"
    mark, start = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if mark is None or start is None:
        return ParseFault(1, 1, problem, _SHAPE)
    last = min(mark.line, len(lines) - 1)  # the parser counts one line more at the end
    column = mark.column if mark.line == last else len(lines[last])
    said = f"{error.context}: {problem}"
    for number in range(max(0, min(last - 1, start.line)), last + 1):
        if found := _in_line(lines[number], said):
            return ParseFault(number + 1, *found)
    if told := _at_start(said, start.line < mark.line):
        return ParseFault(start.line + 1, start.column + 1, *told)
    told = _here(said, lines[last][:column], lines[last][column:]) or (problem, _SHAPE)
    return ParseFault(last + 1, column + 1, *told)


def _in_line(line: str, said: str) -> tuple[int, str, str] | None:
    """A tab, or no space after a dash or a colon, with its column."""
    if line.strip() and (match := _TAB.match(line)):
        what = "a tab" if match["what"] == "\t" else "a no-break space"
        return match.end(), f"{what} stands here", "indent with spaces"
    if _NO_FIELDS.search(said) and (match := _NO_SPACE.match(line)):
        return match.end(), f"missing space after the {'dash' if match['dash'] else 'colon'}", "write one"
    return None


def _at_start(said: str, is_above: bool) -> Told | None:
    """What is wrong where the text begins that the parser was reading, which may be a line above."""
    if _SIGN.search(said):
        return "this character cannot begin a text without quotes", _QUOTES
    if "scanning a quoted scalar" in said:
        return "the quote that opens here is not closed", "write the same quote after the text"
    if _NO_COMMA.search(said) and is_above:
        return "the brace that opens here is not closed", _CLOSE
    return ("a colon is missing here", 'write "name: value"') if "scanning a simple key" in said else None


def _here(said: str, before: str, behind: str) -> Told | None:
    """What is wrong where the parser stopped, between what stands before it and behind it on the line."""
    if "parsing a quoted scalar" in said:
        return "a backslash stands in double quotes", r"write two of them (\\), or use single quotes"
    if before.rstrip().endswith(("'", '"')):
        return "something stands after the closing quote", _ONE_PAIR
    if behind.startswith(":") and re.search(r":\s", before):
        return "a colon and a space stand inside a text without quotes", _QUOTES
    return ("missing comma before this", f"write one, or {_QUOTES}") if _NO_COMMA.search(said) else None

"""A text that is no YAML + where the parser stopped → what is wrong with it, where, and the cure, in plain words."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import yaml

_SHAPE = "look at this line and those before it: quotes and braces in pairs, fields of one thing equally indented"
_QUOTES = "put the text in quotes"
_TAB = re.compile(r" *(?:- *)*\t")
_NO_BREAK = re.compile(r" *(?:- *)*[\u00a0\u202f]")
_DASH = re.compile(r" *-(?=[^\s-])")
_COLON = re.compile(r" *(?:- +)*(?P<name>[\w-]+):(?=[^\s:/])")
_SIGNED = tuple(
    f"while scanning {what}" for what in ("a directive", "an alias", "an anchor", "a tag", "a block scalar")
)
_NO_COMMA, _NO_COLON, _NO_KEY = "did not find expected ','", "could not find expected ':'", "did not find expected key"
_NO_DASH, _INNER, _NOWHERE = "expected '-' indicator", "mapping values are not allowed", "not allowed in this context"
_BREAK = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
_CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at a line and a column counted from 1, and the cure."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser stopped and why; `start` is where what it was reading begins, `before` the last tokens."""

    lines: Sequence[str]
    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int]
    before: Sequence[Any]

    @property
    def sign(self) -> str:
        return self.sign_at(self.line, self.column)

    @property
    def last(self) -> Any:
        return self.before[-1] if self.before else None

    @property
    def is_behind(self) -> bool:
        """Whether the last token ends on the line where the parser stopped."""
        return self.last is not None and bool(self.last.end_mark.line == self.line)

    @property
    def text(self) -> Any:
        """The last token, if it is a text."""
        return self.last if isinstance(self.last, yaml.ScalarToken) else None

    @property
    def indent(self) -> int:
        line = self.lines[self.line]
        return len(line) - len(line.lstrip())

    def sign_at(self, line: int, column: int) -> str:
        return self.lines[line][column : column + 1]

    def suspects(self) -> Iterator[tuple[int, str]]:
        """The line where the parser stopped and those from which on it was on the wrong way, the first one first."""
        begun = [self.line - 1, self.text.start_mark.line] if self.text else [self.line - 1]
        if self.problem.startswith(_NO_COLON):
            begun.append(self.start[0])
        first = max(0, min(begun))
        return ((number, self.lines[number]) for number in range(first, self.line + 1))


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them."""
    return _BREAK.split(text)


def malformed(text: str, error: yaml.MarkedYAMLError, loader: type) -> Fault:
    """What is wrong with a text at which the parser stopped with an error."""
    lines = [*lines_of(text), ""]  # the parser counts one more where the last does not end
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault(1, 1, f"this is no YAML: {error.problem}", _SHAPE)
    start = error.context_mark or mark
    stop = _Stop(
        lines, error.problem or "", error.context or "", min(mark.line, len(lines) - 1), mark.column,
        (start.line, start.column), _tokens(text, mark.index, loader),
    )  # fmt: skip
    unknown = Fault(stop.line + 1, stop.column + 1, f"this is no YAML: {stop.problem or stop.context}", _SHAPE)
    found = next((fault for rule in _RULES if (fault := rule(stop))), unknown)
    return replace(found, line=min(found.line, len(lines) - 1))


def _tokens(text: str, end: int, loader: type) -> list[Any]:
    """The last tokens that begin before a place."""
    last: deque[Any] = deque(maxlen=3)
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, loader):
            if token.start_mark.index >= end:
                break
            if not isinstance(token, yaml.BlockEndToken):
                last.append(token)
    return list(last)


def _indented(stop: _Stop) -> Fault | None:
    """Indents by what is no blank."""
    for pattern, what in ((_TAB, "a tab"), (_NO_BREAK, "a no-break space")):
        for number, line in stop.suspects():
            if line.strip() and (match := pattern.match(line)):
                return Fault(number + 1, match.end(), f"{what} stands here", "indent with blanks")
    return None


def _signed(stop: _Stop) -> Fault | None:
    """A text that begins with a sign of YAML's."""
    if stop.context in _SIGNED:
        line, column = stop.start
    elif "cannot start any token" in stop.problem or (_NOWHERE in stop.problem and stop.sign in "-?"):
        line, column = stop.line, stop.column
    else:
        return None
    sign = stop.sign_at(line, column)
    return Fault(line + 1, column + 1, f'"{sign}" cannot begin a text without quotes', _QUOTES) if sign else None


def _quoted(stop: _Stop) -> Fault | None:
    """Quotes that are not closed, and what stands in them."""
    line, column = stop.start
    if stop.context == "while scanning a quoted scalar":
        sign = stop.sign_at(line, column)
        return Fault(line + 1, column + 1, "the quote that opens here is not closed", f"write {sign} behind the text")
    if stop.context == "while parsing a quoted scalar":  # an escape
        hint = r"write two of them (\\), or put the text in single quotes"
        return Fault(stop.line + 1, stop.column, "a backslash stands in double quotes", hint)
    return None


def _behind_quote(stop: _Stop) -> Fault | None:
    text = stop.text
    if text is None or not text.style or not stop.is_behind:
        return None
    opens = text.start_mark
    if opens.line < stop.line:
        message = f"the quote that opens here is closed on line {stop.line + 1} only"
        return Fault(opens.line + 1, opens.column + 1, message, f"write {text.style} behind the text")
    within = r"\" for a quote" if text.style == '"' else "'' for an apostrophe"
    comma = "write a comma between them, or " if stop.problem.startswith(_NO_COMMA) else ""
    hint = f"{comma}put all of the text in quotes, with {within} within it"
    return Fault(stop.line + 1, stop.column + 1, "something stands behind the closing quote", hint)


def _behind_brace(stop: _Stop) -> Fault | None:
    if not isinstance(stop.last, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) or not stop.is_behind:
        return None
    if stop.sign and stop.sign in "}]":
        return Fault(stop.line + 1, stop.column + 1, f'"{stop.sign}" closes nothing', "take it away")
    hint = "put the whole text in quotes, its braces too"
    return Fault(stop.line + 1, stop.column + 1, "something stands behind the closing brace", hint)


def _blank(stop: _Stop) -> Fault | None:
    """No blank behind a dash or a colon."""
    if not stop.problem.startswith((_NO_COLON, _INNER, _NO_KEY)) and _NO_DASH not in stop.problem:
        return None
    for number, line in stop.suspects():
        if match := _DASH.match(line):
            said = f'write "- {line[match.end() :].strip()[:40]}"'
            return Fault(number + 1, match.end(), "a blank is missing behind the dash", said)
        if (match := _COLON.match(line)) and not stop.problem.startswith(_NO_KEY):
            said = f'write "{match["name"]}: {line[match.end() :].strip()[:40]}"'
            return Fault(number + 1, match.end(), "a blank is missing behind the colon", said)
    return None


def _colon_inside(stop: _Stop) -> Fault | None:
    text = stop.text
    if text is None or stop.sign != ":" or text.start_mark.line != stop.line:
        return None
    begun = [token.start_mark.line for token in stop.before if isinstance(token, yaml.ValueToken)]
    if stop.line not in begun:
        return None
    comma = ", or a comma is missing before it" if stop.problem.startswith(_NO_COMMA) else ""
    message = "a colon and a blank stand inside a text without quotes"
    return Fault(stop.line + 1, stop.column + 1, message, f"{_QUOTES}{comma}")


def _braces(stop: _Stop) -> Fault | None:
    """Braces that are not closed; a # that hides their end; a comma that is missing."""
    if not stop.problem.startswith(_NO_COMMA):
        return None
    if stop.last is not None:
        end = stop.last.end_mark
        rest = stop.lines[end.line][end.column :] if end.line < len(stop.lines) else ""
        if re.match(r"\s+#", rest):
            column = end.column + rest.index("#") + 1
            message = "# begins a comment here, which hides the rest of the line"
            return Fault(end.line + 1, column, message, f"{_QUOTES}, or close the brace before it")
    line, column = stop.start
    if line == stop.line:
        hint = f"write one, or {_QUOTES}"
        return Fault(stop.line + 1, stop.column + 1, "a comma is missing before this", hint)
    sign = stop.sign_at(line, column)
    hint = f"write {_CLOSING.get(sign, '}')} behind its last part; between its parts stand commas"
    return Fault(line + 1, column + 1, f'the "{sign}" that opens here is not closed', hint)


def _value(stop: _Stop) -> Fault | None:
    """Nothing where a value is expected in braces."""
    if "expected node content" not in stop.problem:
        return None
    if not stop.sign:
        return Fault(stop.line + 1, stop.column + 1, "the file ends inside braces", "close them")
    message = f'"{stop.sign}" stands where a value is expected'
    return Fault(stop.line + 1, stop.column + 1, message, f"write the value before it, or {_QUOTES}")


def _lines(stop: _Stop) -> Fault | None:
    """Lines that stand too far in or out, or say no field."""
    if stop.problem.startswith(_NO_COLON):
        line, column = stop.start
        return Fault(line + 1, column + 1, "a colon is missing here", 'write "name: value", or a long text in quotes')
    equally = "indent fields of one thing equally"
    if stop.problem.startswith(_INNER) and stop.text and stop.text.start_mark.line < stop.line:
        message = f"this line stands further in than line {stop.text.start_mark.line + 1}, which is a text"
        return Fault(stop.line + 1, stop.indent + 1, message, equally)
    if (stop.problem.startswith(_NO_KEY) or _NO_DASH in stop.problem) and stop.column == stop.indent:
        return Fault(stop.line + 1, stop.indent + 1, "this line is indented like none before it", equally)
    return None


_RULES: tuple[Callable[[_Stop], Fault | None], ...] = (
    _indented, _signed, _quoted, _behind_quote, _behind_brace, _blank, _colon_inside, _braces, _value, _lines,
)  # fmt: skip
"""The first that knows what is wrong tells it."""

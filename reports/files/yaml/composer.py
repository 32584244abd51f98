"""YAML 1.2 text → plain values with the place of each and of its key; size, depth and characters are bounded.

The rules are those of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/, chapter 10.3): `no` is a word, a date
is a text. Numbers become `int` or `Decimal`, never binary floats. Size, depth, aliases and the number of values
are bounded, so that a file from a stranger can do no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from reports.diagnostics import Findings, Place
from reports.files.bounded import Missing, Unreadable, bytes_of
from reports.files.characters import wrong_characters
from reports.files.yaml.malformed import lines_of, malformed

MOST_BYTES = 8_000_000
MOST_DEPTH = 40
MOST_ALIASES = 100
MOST_VALUES = 500_000

_TOO_DEEP = f"nested more than {MOST_DEPTH} levels deep"
_DEPTH_OF_PARSER = "maximum nesting depth"
"""The parser looks ahead and has a bound of its own: what goes over that goes over ours."""

Location = tuple[str | int, ...]

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")

_CUT = re.compile(r":\s*([-+]?[0-9][0-9.]*(?:,[0-9][0-9.]*)+)(?=\s*(?:[,}]|$))")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A read file: its value, the line and column of each value and of each key, its path as the user knows it."""

    value: Any
    places: dict[Location, tuple[int, int]]
    path: str
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    cut: dict[Location, str] = field(default_factory=dict)
    """Numbers that a comma cuts in braces: {size: 16,5} is a size of 16 and a 5 for YAML, but what was meant here."""

    def place(self, location: Location) -> Place:
        """Where the value at `location` stands, or the nearest value around it that has a place."""
        while location and location not in self.places:
            location = location[:-1]
        line, column = self.places.get(location, (1, 1))
        return Place(self.path, line, column)

    def key_place(self, location: Location) -> Place:
        """Where the name of the value at `location` stands; in a list, the value itself."""
        return Place(self.path, *self.keys[location]) if location in self.keys else self.place(location)

    def behind(self, location: Location) -> str:
        """The rest of the line from the beginning of the value at `location`."""
        line, column = self.places.get(location, (0, 1))
        lines = lines_of(self.text)
        return lines[line - 1][column - 1 :].strip() if 0 < line <= len(lines) else ""


def read_yaml(path: Path, shown: str, findings: Findings) -> YamlFile | None:
    """The file at `path`, called `shown` in complaints; None, with a finding, if it cannot be read."""
    try:
        raw = bytes_of(path, MOST_BYTES)
    except Missing as error:
        findings.error("there is no such file", Place(shown), hint=error.hint)
    except Unreadable as error:
        findings.error(f"the file {error}", Place(shown), hint=error.hint)
    else:
        return parse_yaml(raw, shown, findings)
    return None


def parse_yaml(raw: bytes, shown: str, findings: Findings) -> YamlFile | None:
    """The value of YAML bytes; None, with a finding, if they are no YAML or break a bound."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.error("the file is not UTF-8", Place(shown, line), hint="save it as UTF-8")
        return None
    before = len(findings.found)
    for fault in wrong_characters(text):
        findings.error(fault.message, _place_at(text, fault.index, shown), hint=fault.hint)
    if len(findings.found) > before:
        return None
    composer = _Composer(text, shown, findings)
    try:
        value = composer.compose(text)
    except yaml.MarkedYAMLError as error:
        if _DEPTH_OF_PARSER in (error.problem or ""):
            mark = error.problem_mark
            findings.error(_TOO_DEEP, Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown))
            return None
        found = malformed(text, error)
        findings.error(found.message, Place(shown, found.line, found.column), hint=found.hint)
        return None
    except yaml.YAMLError as error:
        findings.error(f"this is no YAML: {error}", Place(shown))
        return None
    except _TooMuch as error:
        findings.error(str(error), error.place, hint=error.hint)
        return None
    return YamlFile(value, composer.places, shown, composer.keys, text, composer.cut)


def _place_at(text: str, index: int, shown: str) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    return Place(shown, text.count("\n", 0, index) + 1, index - line_start + 1)


class _TooMuch(Exception):
    def __init__(self, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint


class _Composer:
    """Builds values from the parser's events, so that depth and number are bounded before anything is built."""

    def __init__(self, text: str, shown: str, findings: Findings) -> None:
        self.shown = shown
        self.findings = findings
        self.places: dict[Location, tuple[int, int]] = {}
        self.keys: dict[Location, tuple[int, int]] = {}
        self.cut: dict[Location, str] = {}
        self.lines = lines_of(text)
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.values = 0

    def compose(self, text: str) -> Any:
        loader = _Loader(text)
        try:
            self.events = loader
            loader.get_event()  # stream start
            if loader.check_event(yaml.StreamEndEvent):
                return None
            loader.get_event()  # document start
            value, _ = self._node((), 0)
            loader.get_event()  # document end
            if not loader.check_event(yaml.StreamEndEvent):
                event = loader.get_event()
                self.findings.error(
                    "a second document begins here", self._place(event), hint="keep one document per file"
                )
            return value
        finally:
            loader.dispose()

    def _place(self, event: Any) -> Place:
        return Place(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, location: Location, depth: int) -> tuple[Any, int]:
        event = self.events.get_event()
        self._count(event, 1)
        self.places[location] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if depth > MOST_DEPTH:
            raise _TooMuch(_TOO_DEEP, self._place(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        count = 1
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            self._check_escaped(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not self.events.check_event(yaml.SequenceEndEvent):
                item, size = self._node((*location, len(value)), depth + 1)
                value.append(item)
                count += size
            self.events.get_event()
        else:
            value, count = self._mapping(location, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, count)
        return value, count

    def _mapping(self, location: Location, depth: int) -> tuple[dict[str, Any], int]:
        value: dict[str, Any] = {}
        last, count = "", 1
        while not self.events.check_event(yaml.MappingEndEvent):
            event = self.events.get_event()
            if not isinstance(event, yaml.ScalarEvent):
                raise _TooMuch(
                    "a key must be a plain word", self._place(event), "put the text in quotes: it begins with a brace"
                )
            key = event.value
            self._check_escaped(event)
            if value and (number := self._rest(event)):
                value[last] = self.cut[(*location, last)] = number
                self.events.get_event()
                continue
            last = key
            if key in value:
                first = self.keys[(*location, key)]
                self.findings.error(
                    f'the key "{key}" stands here a second time',
                    self._place(event),
                    hint=f"it stands first on line {first[0]}",
                )
            at = self._place(event)
            self.keys.setdefault((*location, key), (at.line or 1, at.column or 1))
            item, size = self._node((*location, key), depth + 1)
            value.setdefault(key, item)
            count += size
        self.events.get_event()
        return value, count

    def _rest(self, event: Any) -> str:
        """The whole number of which a key without a value is the rest behind a comma: {size: 16,5}; else ""."""
        following = self.events.peek_event()
        if not isinstance(following, yaml.ScalarEvent) or following.style or following.value:
            return ""
        numbers = _CUT.finditer(self.lines[event.start_mark.line])
        return next((each[1] for each in numbers if each.start(1) < event.start_mark.column < each.end(1)), "")

    def _check_escaped(self, event: Any) -> None:
        """What is written as an escape ("\\v") is held to the same rules as what is typed."""
        if event.style == '"':
            for wrong in wrong_characters(event.value):
                self.findings.error(wrong.message, self._place(event), hint=f"{wrong.hint}; it is written as an escape")

    def _alias(self, event: Any) -> tuple[Any, int]:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise _TooMuch(f"more than {MOST_ALIASES} aliases", self._place(event), "write the values out")
        if event.anchor not in self.anchors:
            raise _TooMuch(
                f'no value is anchored as "{event.anchor}" before this',
                self._place(event),
                "put it in quotes if it is a text that begins with *",
            )
        value, count = self.anchors[event.anchor]
        self._count(event, count)
        return value, count

    def _count(self, event: Any, more: int) -> None:
        self.values += more
        if self.values > MOST_VALUES:
            raise _TooMuch(f"more than {MOST_VALUES:,} values, aliases counted in full", self._place(event))


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0] or event.style:
        return text
    if _NULL.match(text):
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text) and len(text) <= 40:
        return int(text)
    if _FLOAT.match(text) and len(text) <= 40:
        return Decimal(text)
    return text

"""YAML 1.2 text → plain values with the place of each and of its key.

The rules are those of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/, chapter 10.3): `no` is a word, a date
is a text. Numbers become `int` or `Decimal`, never binary floats. Size, depth, aliases and the number of values
are bounded, so that a file from a stranger can do no harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import yaml
from msgspec import Struct, field

from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.files.bounded import Missing, Unreadable, bytes_of
from reports.files.characters import IN_PARTS, IN_PARTS_HINT, decomposed, position, wrong_characters
from reports.files.yaml.malformed import malformed
from reports.files.yaml.texts import cut_at, entities, printed

MOST_BYTES = 8_000_000
MOST_DEPTH = 40
MOST_ALIASES = 100
MOST_VALUES = 500_000

_TOO_DEEP = f"nested more than {MOST_DEPTH} levels deep"
_DEPTH_OF_PARSER = "maximum nesting depth"
"""The parser looks ahead and has a larger bound of its own."""

Location = tuple[str | int, ...]
Position = tuple[int, int]
"""A line and a column, counted from 1."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = ("null", "Null", "NULL", "~", "")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_LONGEST_NUMBER = 40


class YamlFile(Struct, frozen=True):
    """A read file: its value, the position of each value and of each key, and its path as the user knows it."""

    value: Any
    places: dict[Location, Position]
    path: str
    keys: dict[Location, Position] = field(default_factory=dict)
    elsewhere: Mapping[Location, Place] = field(default_factory=dict)
    """The places of values that come from other files."""

    def place(self, location: Location) -> Place:
        """The place of the value at `location`, or of the nearest value around it."""
        while location and location not in self.places:
            location = location[:-1]
        if location in self.elsewhere:
            return self.elsewhere[location]
        return Place(self.path, *self.places.get(location, (1, 1)))

    def key_place(self, location: Location) -> Place:
        """The place of the key of the value at `location`; in a list, of the value itself."""
        return Place(self.path, *self.keys[location]) if location in self.keys else self.place(location)

    def divided(self, lists: Mapping[Location, Sequence[Any]]) -> dict[Location, list[YamlFile]]:
        """The entries of these lists of the file, which are equally deep in it, with the positions in each entry."""
        parts = {at: [YamlFile(entry, {}, self.path) for entry in entries] for at, entries in lists.items()}
        depth = len(next(iter(lists), ()))
        for positions, name in ((self.places, "places"), (self.keys, "keys")):
            for at, where in positions.items():
                if len(at) > depth and at[:depth] in parts:
                    getattr(parts[at[:depth]][int(at[depth])], name)[at[depth + 1 :]] = where
        return parts

    def joined(self, value: Any, lists: Mapping[Location, Sequence[YamlFile]]) -> YamlFile:
        """The file with another value, in which lists have these entries."""
        depth = len(next(iter(lists), ()))

        def others(positions: Mapping[Location, Position]) -> dict[Location, Position]:
            return {at: each for at, each in positions.items() if len(at) <= depth or at[:depth] not in lists}

        places, keys, elsewhere = others(self.places), others(self.keys), dict(self.elsewhere)
        for start, parts in lists.items():
            for index, part in enumerate(parts):
                places |= {(*start, index, *at): where for at, where in part.places.items()}
                keys |= {(*start, index, *at): where for at, where in part.keys.items()}
                elsewhere |= {(*start, index, *at): place for at, place in part.elsewhere.items()}
        return YamlFile(value, places, self.path, keys, elsewhere)


def read_yaml(path: Path, shown: str, findings: Findings) -> YamlFile | None:
    """The file at `path`, called `shown` in complaints; None, with a finding, if it cannot be read."""
    try:
        raw = bytes_of(path, MOST_BYTES)
    except Unreadable as error:
        message = "there is no such file" if isinstance(error, Missing) else f"the file {error}"
        findings.error(message, Place(shown), hint=error.hint)
        return None
    return parse_yaml(raw, shown, findings)


def parse_yaml(raw: bytes, shown: str, findings: Findings) -> YamlFile | None:
    """The value of YAML bytes; None, with a finding, if they are no YAML or exceed a bound."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.error("the file is not UTF-8", Place(shown, line), hint="save it as UTF-8")
        return None
    if wrong := list(wrong_characters(text)):
        for each in wrong:
            findings.error(each.message, Place(shown, *position(text, each.index)), hint=each.hint)
        return None
    if (parts := decomposed(text)) is not None:
        findings.warning(IN_PARTS, Place(shown, *position(text, parts)), hint=IN_PARTS_HINT)
        text = unicodedata.normalize("NFC", text)
    composer = _Composer(_Loader(text), text, shown, findings)
    try:
        return YamlFile(composer.document(), composer.places, shown, composer.keys)
    except Problems as error:
        findings.extend(error.diagnostics)
    except yaml.MarkedYAMLError as error:
        fault = malformed(text, error, shown)
        is_deep = _DEPTH_OF_PARSER in fault.message
        findings.extend([Diagnostic(_TOO_DEEP, fault.place) if is_deep else fault])
    except yaml.YAMLError as error:
        findings.error(f"this is no YAML: {error}", Place(shown))
    finally:
        composer.loader.dispose()
    return None


class _Composer:
    """Builds values from the parser's events, so that depth and number are bounded before anything is built."""

    def __init__(self, loader: Any, text: str, shown: str, findings: Findings) -> None:
        self.loader = loader
        self.lines = text.splitlines()  # other line separators are refused before
        self.shown = shown
        self.findings = findings
        self.places: dict[Location, Position] = {}
        self.keys: dict[Location, Position] = {}
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.values = 0

    def document(self) -> Any:
        """The value of the file's one document; None if it has none."""
        self.loader.get_event()  # stream start
        if self.loader.check_event(yaml.StreamEndEvent):
            return None
        self.loader.get_event()  # document start
        value, _ = self._node((), 0)
        self.loader.get_event()  # document end
        if not self.loader.check_event(yaml.StreamEndEvent):
            place = self._place(self.loader.get_event())
            self.findings.error("a second document begins here", place, hint="keep one document per file")
        return value

    def _place(self, event: Any) -> Place:
        return Place(self.shown, *_position(event))

    def _fault(self, event: Any, message: str, hint: str | None = None) -> NoReturn:
        raise Problems([Diagnostic(message, self._place(event), hint)])

    def _node(self, location: Location, depth: int) -> tuple[Any, int]:
        """The next value, and of how many values it consists."""
        event = self.loader.get_event()
        self._count(event, 1)
        self.places[location] = _position(event)
        if depth > MOST_DEPTH:
            self._fault(event, _TOO_DEEP)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        count = 1
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            self._check_escaped(event)
            if isinstance(value, str):
                value = self._text(event, value, location)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not self.loader.check_event(yaml.SequenceEndEvent):
                item, size = self._node((*location, len(value)), depth + 1)
                value.append(item)
                count += size
            self.loader.get_event()
        else:
            value, count = self._mapping(location, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, count)
        return value, count

    def _mapping(self, location: Location, depth: int) -> tuple[dict[str, Any], int]:
        value: dict[str, Any] = {}
        count = 1
        while not self.loader.check_event(yaml.MappingEndEvent):
            event = self.loader.get_event()
            if not isinstance(event, yaml.ScalarEvent):
                self._fault(event, "a key must be a plain word", "put the text in quotes: it begins with a brace")
            key = event.value
            self._check_escaped(event)
            if key in value:
                hint = f"it is first used on line {self.keys[(*location, key)][0]}"
                self.findings.error(f'the key "{key}" is used here a second time', self._place(event), hint=hint)
            self.keys.setdefault((*location, key), _position(event))
            item, size = self._node((*location, key), depth + 1)
            value.setdefault(key, item)
            count += size
        self.loader.get_event()
        return value, count

    def _text(self, event: Any, value: str, location: Location) -> str:
        """The text as documents print it; what would print it otherwise is reported."""
        for entity, hint in entities(value):
            self.findings.error(f'"{entity}" is written as for HTML', self._place(event), hint=hint)
        end = None if event.style else event.end_mark
        column = cut_at(self.lines[end.line], end.column, location) if end else None
        if end and column is not None:
            place = Place(self.shown, end.line + 1, column)
            hint = "put the text in quotes; write a comment on a line of its own"
            self.findings.error("this text ends here: a # after a space begins a comment", place, hint=hint)
        return printed(value)

    def _check_escaped(self, event: Any) -> None:
        """Check characters written as escapes ("\\v") by the same rules as typed ones."""
        if event.style == '"':
            for wrong in wrong_characters(event.value):
                self.findings.error(wrong.message, self._place(event), hint=f"{wrong.hint}; it is written as an escape")

    def _alias(self, event: Any) -> tuple[Any, int]:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self._fault(event, f"more than {MOST_ALIASES} aliases", "write the values out")
        if event.anchor not in self.anchors:
            hint = "put it in quotes if it is a text that begins with *"
            self._fault(event, f'no value is anchored as "{event.anchor}" before this', hint)
        value, count = self.anchors[event.anchor]
        self._count(event, count)
        return value, count

    def _count(self, event: Any, more: int) -> None:
        self.values += more
        if self.values > MOST_VALUES:
            self._fault(event, f"more than {MOST_VALUES:,} values, aliases counted in full")


def _position(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: Any) -> Any:
    """The value of a scalar by the core schema."""
    text: str = event.value
    if not event.implicit[0] or event.style:
        return text
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if len(text) <= _LONGEST_NUMBER and _INT.match(text):
        return int(text)
    return Decimal(text) if len(text) <= _LONGEST_NUMBER and _FLOAT.match(text) else text

"""Change fields of brand.yaml; the rest of the file stays as it is written."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from msgspec import Struct, field
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

from reports.diagnostics import Diagnostic, Place, Problems

_WIDEST = 4096  # lines are not broken: a box stays on its line
_EARLY = "files"  # the field that follows the first one
_COMMENT = re.compile(r"(?<!\S)#.*")
_COMMA = re.compile(r"\s*,\s*")
_ALIAS = re.compile(r"\s*\*[^\s,\]}]+")


class Whole(Struct, frozen=True):
    """A value that replaces the former one, instead of being merged into it."""

    value: Any


class Proposal(Struct, frozen=True):
    """Changes to brand.yaml, nested as its fields, and notes on what was taken and what is used instead of the rest.

    `master` is the number of the slide master that is used.
    """

    changes: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    master: int = 1


class Gone(Struct, frozen=True):
    """In place of a value: the field is removed."""


def merged(raw: bytes, shown: str, changes: Mapping[str, Any]) -> bytes:
    """The YAML bytes with the changes merged in; a new field `files` follows the file's first field.

    Comments stay at their fields, and those within a replaced value move above it; line ends stay as they are.
    Raises Problems for a file, called `shown`, that cannot be changed so."""
    text = raw.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    editing = _Editing(text.replace("\r\n", "\n"))
    try:
        editing.merge(*_read(editing.text), changes)
    except YAMLError as error:
        raise Problems([_complaint(error, shown)]) from None
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + editing.done().replace("\n", end).encode()


def _read(text: str) -> tuple[Any, Any]:
    """The node of a YAML text, with the places of what is written, and its value."""
    node = YAML().compose(text)
    return node, YAML(typ="safe", pure=True).constructor.construct_document(deepcopy(node))  # which may change it


def _complaint(error: YAMLError, shown: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    problem = getattr(error, "problem", None) or "it is written in an unusual way"
    hint = "write the line as the others are written, with spaces and no tabs"
    return Diagnostic(f"the file cannot be changed without rewriting the rest of it: {problem}", place, hint)


class _Editing(Struct, frozen=True):
    """A text and its edits: start, stop and the new text between them."""

    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def done(self) -> str:
        """The text with all edits made."""
        pieces, at = [], 0
        for start, stop, new in sorted(self.edits, key=lambda edit: edit[0]):
            pieces += [self.text[at:start], new]
            at = stop
        return "".join([*pieces, self.text[at:]])

    def merge(self, node: Any, old: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
        """Note the changes to a mapping, whose former value is `old`."""
        fields = {key.value: (key, value) for key, value in node.value}
        for name, change in changes.items():
            if name not in fields:
                if not isinstance(change, Gone):
                    self._add(node, name, change)
                continue
            key, value = fields[name]
            if isinstance(change, Gone):
                self._remove(key, value, flow=node.flow_style)
                continue
            new, former = change.value if isinstance(change, Whole) else change, old[name]
            if isinstance(new, Mapping) and isinstance(former, Mapping) and (new is change or _grown(value, new)):
                each = new if new is change else {field: Whole(inner) for field, inner in new.items()}
                self.merge(value, former, each)
            elif former != new:
                self._replace(key, value, new, flow=node.flow_style)

    def _add(self, node: Any, name: str, new: Any) -> None:
        _, last = node.value[0 if name == _EARLY else -1]
        written = _dumped({name: new}, node.value[0][0].start_mark.column, flow=node.flow_style)
        end = self._end(last)
        if node.flow_style:
            self.edits.append((end, end, f", {written}"))
        else:
            line_end = self.text.find("\n", end)
            line_end = len(self.text) if line_end < 0 else line_end
            indent = " " * node.value[0][0].start_mark.column
            self.edits.append((line_end, line_end, f"\n{indent}{written}"))

    def _remove(self, key: Any, value: Any, *, flow: bool) -> None:
        start, stop = key.start_mark.index, self._end(value)
        if flow:
            comma = _COMMA.match(self.text, stop)
            stop = comma.end() if comma else stop
        else:
            start, stop = self.text.rfind("\n", 0, start), self.text.find("\n", stop)
        self.edits.append((max(start, 0), len(self.text) if stop < 0 else stop, ""))

    def _replace(self, key: Any, value: Any, new: Any, *, flow: bool) -> None:
        start = self.text.index(":", key.end_mark.index) + 1
        alias = _ALIAS.match(self.text, start) if value.start_mark.index < start else None
        stop = alias.end() if alias else max(start, self._end(value))
        column = key.start_mark.column
        self.edits.append((start, stop, _dumped({"_": new}, column, flow=flow)[2:]))
        if comments := _COMMENT.findall(self.text[start:stop]):
            line = self.text.rfind("\n", 0, key.start_mark.index) + 1
            self.edits.append((line, line, "".join(f"{' ' * column}{comment}\n" for comment in comments)))

    def _end(self, node: Any) -> int:
        """The index after a value's last letter; the parser's own mark is at the next field."""
        while not isinstance(node, ScalarNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return len(self.text[: node.end_mark.index].rstrip())


def _grown(node: Any, new: Mapping[str, Any]) -> bool:
    """Whether a new mapping has the fields of the old one in the same order, and perhaps more after them."""
    old = [key.value for key, _ in node.value]
    return bool(old) and not node.flow_style and list(new)[: len(old)] == old


def _dumped(mapping: Mapping[str, Any], column: int, *, flow: bool) -> str:
    """A mapping of one field as YAML for a column; the lines after the first are indented."""
    yaml, buffer = YAML(), io.StringIO()
    yaml.width = _WIDEST
    yaml.dump(CommentedMap((name, _written(value, flow=flow)) for name, value in mapping.items()), buffer)
    return buffer.getvalue().rstrip("\n").replace("\n", "\n" + " " * column)


def _written(value: Any, *, flow: bool) -> Any:
    """The value for ruamel.yaml to dump: on one line if it holds no further mapping."""
    if isinstance(value, Whole):
        return _written(value.value, flow=flow)
    if isinstance(value, Mapping):
        mapping = CommentedMap((name, _written(each, flow=flow)) for name, each in value.items())
        if flow or not any(isinstance(each, Mapping) for each in value.values()):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        sequence = CommentedSeq(_written(each, flow=flow) for each in value)
        if flow or not any(isinstance(each, Mapping) for each in value):
            sequence.fa.set_flow_style()
        return sequence
    return int(value) if isinstance(value, float) and value.is_integer() else value

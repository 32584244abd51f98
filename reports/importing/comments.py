"""YAML text → the same without its comments and blank lines; changed text → with them again, each at its field."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

Path = tuple[str | int, ...]
_BESIDE = re.compile(r"(?<!\s)\s+#.*$")


@dataclass(frozen=True, slots=True)
class Comments:
    """The lines above each field, with blank ones; what stands beside fields, with the space before it; the lines
    behind the last field."""

    above: Mapping[Path, list[str]]
    beside: list[tuple[Path, str]]
    last: list[str]


@dataclass(slots=True)
class _Places:
    """Where fields stand in a text: the line of each, the first one on each line, where the last value on a line ends;
    `inside` are the lines of texts of several lines but for the first, `open` those at whose end a text goes on."""

    line_of: dict[Path, int] = field(default_factory=dict)
    first_on: dict[int, Path] = field(default_factory=dict)
    end_on: dict[int, int] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)


def bare(text: str) -> tuple[str, Comments]:
    """The text without comments and blank lines between its fields, and these. Raises YAMLError."""
    places = _places(text)
    above: dict[Path, list[str]] = {}
    beside: list[tuple[Path, str]] = []
    kept: list[str] = []
    waiting: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number not in places.inside and (not line.strip() or line.lstrip().startswith("#")):
            waiting.append(line)
            continue
        path = places.first_on.get(number)
        found = None
        if path is not None:
            if waiting:
                above[path] = [*above.get(path, ()), *waiting]
                waiting = []
            found = _BESIDE.search(line, places.end_on.get(number, 0)) if number not in places.open else None
        if path is not None and found:
            beside.append((path, found.group()))
        kept.append(line[: found.start()] if found else line)
    return "\n".join(kept) + "\n", Comments(above, beside, waiting)


def restored(text: str, comments: Comments) -> str:
    """The changed text with the comments. Those of a field that is gone stand above what it was in, as do those of
    fields that have come to stand on one line."""
    lines = text.removesuffix("\n").split("\n")
    places = _places(text)
    blocks: list[list[str]] = [[] for _ in lines]
    for path, block in comments.above.items():
        blocks[_line(path, places)] += block
    ends = [""] * len(lines)
    for path, comment in comments.beside:
        number = _line(path, places)
        if path in places.line_of and not ends[number] and number not in places.open:
            ends[number] = comment
        else:
            blocks[number].append(lines[number][: len(lines[number]) - len(lines[number].lstrip())] + comment.lstrip())
    lines = [line + end for line, end in zip(lines, ends, strict=True)]
    whole = [line for block, own in zip(blocks, lines, strict=True) for line in (*block, own)]
    return "\n".join([*whole, *comments.last])


def _line(path: Path, places: _Places) -> int:
    """The line of a field, or of what it was in."""
    while path and path not in places.line_of:
        path = path[:-1]
    return places.line_of.get(path, 0)


def _places(text: str) -> _Places:
    places = _Places()
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    seen: set[int] = set()

    def at(mark: Any) -> tuple[int, int]:
        number = bisect_right(starts, mark.index) - 1
        return number, mark.index - starts[number]

    def note(node: Any, path: Path) -> None:
        """Note where a value ends and its fields begin; an anchored one stands where it is first."""
        if id(node) in seen:
            return
        seen.add(id(node))
        (first, _), (last, column) = at(node.start_mark), at(node.end_mark)
        if isinstance(node, ScalarNode):
            places.inside.update(range(first + 1, last + 1 if column else last))
            if node.style not in ("|", ">"):
                places.open.update(range(first, last))
        if isinstance(node, ScalarNode) or node.flow_style:
            places.end_on[last] = max(column, places.end_on.get(last, 0))
        for name, key, value in _fields(node):
            number, _ = at(key.start_mark)
            places.line_of[*path, name] = number
            places.first_on.setdefault(number, (*path, name))
            note(key, path)
            note(value, (*path, name))
        if column and (isinstance(node, ScalarNode) or node.flow_style):
            places.first_on.setdefault(last, path)

    root = YAML().compose(text)
    if root is not None:
        note(root, ())
    return places


def _fields(node: Any) -> Iterator[tuple[str | int, Any, Any]]:
    """The fields of a mapping or a list: their names, and the nodes at which they begin and that they hold."""
    if isinstance(node, MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        yield from ((number, value, value) for number, value in enumerate(node.value))

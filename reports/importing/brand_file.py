"""brand.yaml + changes → the same file with the changes in it; comments and the order of its fields stay."""

from __future__ import annotations

import io
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from reports.importing.model import Whole

_WIDEST = 4096  # lines are not broken: a box stays on its line


def merged(text: str, changes: Mapping[str, Any], *, first: tuple[str, ...] = ()) -> str:
    """The YAML text with the changes merged in; new fields named in `first` stand behind the file's first field."""
    yaml = YAML()
    yaml.width = _WIDEST
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    document = yaml.load(text)
    for name in first:
        if name in changes and name not in document:
            document.insert(1, name, CommentedMap())
    _merge(document, changes)
    buffer = io.StringIO()
    yaml.dump(document, buffer)
    return _as_it_was(text, buffer.getvalue())


def _as_it_was(before: str, after: str) -> str:
    """The lines after, but where only spaces differ the lines before: values that stood in columns still do."""
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, list(map(_plain, old)), list(map(_plain, new)), autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        new[other : other + size] = old[start : start + size]
    return "\n".join(new) + "\n"


def _plain(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * indent + " ".join(line.split())


def _merge(target: CommentedMap, changes: Mapping[str, Any]) -> None:
    for name, change in changes.items():
        value = change.value if isinstance(change, Whole) else change
        old = target.get(name)
        if isinstance(change, Mapping) and isinstance(old, CommentedMap):
            _merge(old, change)
        elif old != value:
            target[name] = _written(value)


def _written(value: Any) -> Any:
    """The value as ruamel writes it: what holds no further mapping stands on one line."""
    if isinstance(value, Whole):
        return _written(value.value)
    if isinstance(value, Mapping):
        mapping = CommentedMap((name, _written(each)) for name, each in value.items())
        if not any(isinstance(each, Mapping) for each in value.values()):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        sequence = CommentedSeq(_written(each) for each in value)
        if not any(isinstance(each, Mapping) for each in value):
            sequence.fa.set_flow_style()
        return sequence
    return int(value) if isinstance(value, float) and value.is_integer() else value

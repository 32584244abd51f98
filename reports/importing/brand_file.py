"""brand.yaml + changes → the same file with the changes in it; comments and the order of its fields stay."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from reports.diagnostics import Diagnostic, Place, Problems
from reports.importing.comments import bare, restored
from reports.importing.model import Whole

_WIDEST = 4096  # lines are not broken: a box stays on its line


def merged(raw: bytes, shown: str, changes: Mapping[str, Any], *, first: tuple[str, ...] = ()) -> bytes:
    """The YAML bytes with the changes merged in; new fields named in `first` stand behind the file's first field.

    Comments stay at their fields, line ends as they are. Raises Problems for a file, called `shown`, of which that
    cannot be said."""
    text = raw.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    try:
        plain, comments = bare(text.replace("\r\n", "\n"))
        new = restored(_as_it_was(plain, _changed(plain, changes, first)), comments)
    except YAMLError as error:
        raise Problems([_complaint(error, shown)]) from None
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + new.replace("\n", end).encode()


def _complaint(error: YAMLError, shown: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    problem = getattr(error, "problem", None) or "it is written in an unusual way"
    hint = "write the line as the others are written, with spaces and no tabs"
    return Diagnostic(f"the file cannot be changed and stay as it is: {problem}", place, hint)


def _changed(text: str, changes: Mapping[str, Any], first: tuple[str, ...]) -> str:
    """The text as ruamel writes it, with the changes."""
    yaml = YAML()
    yaml.width = _WIDEST
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    yaml.explicit_start, yaml.explicit_end = (mark in text.split("\n") for mark in ("---", "..."))
    document = yaml.load(text)
    for name in first:
        if name in changes and name not in document:
            document.insert(1, name, CommentedMap())
    _merge(document, changes)
    buffer = io.StringIO()
    yaml.dump(document, buffer)
    return buffer.getvalue()


def _as_it_was(before: str, after: str) -> str:
    """The lines after, but where only spaces differ the lines before: values that stood in columns still do."""
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(None, list(map(_plain, old)), list(map(_plain, new)), autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        new[other : other + size] = old[start : start + size]
    return "\n".join(new)


def _plain(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + re.sub(" +", " ", line.strip(" "))


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

"""The names that a message gives away: commands, options, fields, functions, blocks, files; and those that nothing has.

What exists is asked of the program itself: its commands, its schemas, its templates' functions, its examples.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import click
from jinja2.parser import _statement_keywords

from reports.brand.imports import _ENDINGS
from reports.charts.specs import ChartsFile
from reports.cli.commands import cli
from reports.cli.schemas import SCHEMAS, schema_of
from reports.document.reader import blocks
from reports.document.reader.blocks import FENCES
from reports.facts.texts import NAMING, OF_A_FACT
from reports.languages import LANGUAGES
from reports.templates.fact_text import SIDES
from reports.templates.filters import _FILTERS
from reports.templates.functions import _NAMES

ROOT = Path(__file__).parent.parent
ANY = "\0"
"""A part of a message that is put in when the program runs."""


_FORMAT = re.compile(r"\{\w+\.\w+\}")
"""What `str.format` puts in."""


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines: strings with a space that are no docstrings and no program code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else ANY for part in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | described:
            text = node.value
        else:
            continue
        if " " in text and not text.startswith("<") and not _FORMAT.search(text) and not _is_code(text):
            yield node.lineno, text


def _is_code(text: str) -> bool:
    try:
        return "(" in text and bool(ast.parse(text))
    except (SyntaxError, ValueError):
        return False


def unknown_names(text: str) -> list[str]:
    """The names in a message that nothing has."""
    return [name for pattern, exists in _KINDS for name in _found(pattern, text) if not exists(name)]


def named_in(text: str) -> list[str]:
    """All names in a message."""
    return [name for pattern, _ in _KINDS for name in _found(pattern, text)]


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield next(group for group in (*match.groups(), match[0]) if group is not None)


def _is_command(words: str) -> bool:
    """Whether "brand import again --x" begins with a command and names only options that it has."""
    command: click.Command = cli
    options = {option for each in cli.params for option in each.opts}
    for word in words.split():
        if word.startswith("--"):
            if word not in options:
                return False
        elif isinstance(command, click.Group):
            if word not in command.commands:
                return word == "…" and command is cli
            command = command.commands[word]
            options |= {option for each in command.params for option in each.opts}
    return command is not cli or "--" in words


@cache
def _options() -> frozenset[str]:
    def walk(command: click.Command) -> Iterator[str]:
        yield from (option for each in command.params for option in each.opts)
        for inner in command.commands.values() if isinstance(command, click.Group) else ():
            yield from walk(inner)

    return frozenset(walk(cli))


@cache
def _fields() -> Mapping[str, set[Any]]:
    """The fields of all files that people edit, with the words that each takes; languages are keys, too."""
    found: dict[str, set[Any]] = {code: set() for code in LANGUAGES}

    def walk(schema: Any, definitions: Any) -> None:
        if isinstance(schema, dict):
            for name, field in schema.get("properties", {}).items():
                words = found.setdefault(name, set())
                words |= set(_words(field, definitions))
            for value in schema.values():
                walk(value, definitions)
        elif isinstance(schema, list):
            for value in schema:
                walk(value, definitions)

    for name in SCHEMAS:
        schema = schema_of(name)
        walk(schema, schema.get("$defs", {}))
    return found


def _words(field: Any, definitions: Any) -> Iterator[Any]:
    if isinstance(field, dict):
        yield from field.get("enum", [])
        if "const" in field:
            yield field["const"]
        if field.get("type") == "boolean":
            yield from ("true", "false")
        for key in ("anyOf", "oneOf", "allOf"):
            for each in field.get(key, []):
                yield from _words(each, definitions)
        if "$ref" in field:
            yield from _words(definitions[field["$ref"].rpartition("/")[2]], definitions)


def _is_field(written: str) -> bool:
    """Whether `release` is a field, and `release: internal` a field that takes the word."""
    name, _, value = written.partition(": ")
    words = _fields().get(name)
    return words is not None and (not value or not words or value in words)


@cache
def _files() -> frozenset[str]:
    """The files of the repository and its examples, by each of the ends of their paths."""
    paths = [
        path.relative_to(ROOT).parts
        for folder in ("docs", "templates", "seeds", "reports/examples", "tests/library")
        for path in (ROOT / "README.md", *(ROOT / folder).rglob("*"))
    ]
    return frozenset("/".join(parts[at:]) for parts in paths for at in range(len(parts)))


def _is_file(path: str) -> bool:
    if ANY in path or path.startswith((".", "*")):
        return True  # an ending, or a part of a path
    return path in _files() or (path.endswith(".j2") and bool(re.fullmatch(r"[a-z]+/(vi|en)/[a-z-]+\.md\.j2", path)))


_PARTS = re.findall(r'_parts\(fence, "([a-z]+)"\)', Path(blocks.__file__).read_text(encoding="utf-8"))
"""The blocks that are allowed only in one other."""
_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"songngu ((?:[a-z]+|--[a-z-]+|…)(?: (?:[a-z]+|--[a-z-]+))*)"), _is_command),
    (re.compile(r"(?<![\w|-])--[a-z][a-z-]*"), lambda name: name in _options()),
    # A field: after a word that asks for it, before a mapping or a list, with the word that it takes, or in backquotes.
    (re.compile(r"\b(?:write|add|under|give|have|or|with) ([a-z_0-9]+)(?=: (?:in\b|\[|…|\0|\{ ?[a-z_]+: ))"), _is_field),
    (re.compile(r"[({\[ ]([a-z_0-9]+)(?=: (?:\[\{|\{[a-z_]+: |\[…|…))"), _is_field),
    (re.compile(r"(?:have |with |\((?!default))([a-z_]+: [a-z-]+)(?=[) ]|$)"), _is_field),
    (re.compile(r"(?<!in )`([a-z_]+(?:: [a-z]+)?)`"), _is_field),
    (re.compile(r"give (?:it|the chart) more ([a-z]+)"), lambda name: name in ChartsFile.model_json_schema()["$defs"]["Spec"]["properties"]),
    (re.compile(r"\b((?:slides|word)\.[a-z_]+)\b(?!\()"), lambda path: all(map(_is_field, path.split(".")))),
    (re.compile(r"\b([a-z_]+)\((?=[\"…)])"), lambda name: name in _NAMES or name in _FILTERS),
    (re.compile(r"\{\{ ([a-z_]+)"), lambda name: name in _NAMES or name in ("audience", "language", "report", "br")),
    (re.compile(r"\{% ([a-z]+)\b(?!\0)"), lambda name: name.removeprefix("end") in _statement_keywords),
    (re.compile(r"(?:write|or|,) \.([a-z_]+)\b"), lambda name: name in SIDES or f".{name}" in chain(*_ENDINGS.values())),
    (re.compile(r"(?<!… ):::+ ([a-z][a-z-]*)\b"), lambda name: name in (*FENCES, *_PARTS, "name") or name.startswith("only")),
    (re.compile(r"(?<!\")\{([a-z]+)(?::(?! )[^{}]*)?\}"), lambda name: name in (*NAMING, *OF_A_FACT)),
    (re.compile(r"(?<![\w.])[\w*/.\0-]+\.(?:yaml|yml|md|j2)\b"), _is_file),
)  # fmt: skip

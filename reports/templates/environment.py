"""The Jinja2 environment: sandboxed, bounded, strict about names, and Markdown-escaping.

Templates are input from others (OWASP: server-side template injection): they see only the functions given to them,
the filters listed here, and files below templates/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from reports.templates.markers import CLOSING, OPENING, mark_lines

MOST_CHARACTERS = 2_000_000
MOST_STEPS = 200_000
MOST_FILE_BYTES = 1_000_000
BASE = "base:"
COMMENT = ("{##", "##}")
"""Jinja's own "{#" begins an attribute in the dialect: {#id .class}."""

FILTERS = (
    "batch", "capitalize", "default", "d", "first", "groupby", "join", "last", "length", "count", "list", "lower",
    "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "select", "selectattr", "slice", "sort",
    "string", "title", "trim", "unique", "upper",
)  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
_LINE_START = re.compile(r"^(\s*)([-+:=>])")


def escape_markdown(text: str) -> Markup:
    """Text as Markdown that reads as just that text."""
    return Markup(_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)))


class UnknownName(UndefinedError):
    """A template uses what there is not. `known` are the names that there are where it looks."""

    def __init__(self, message: str, name: str, known: Sequence[str]) -> None:
        super().__init__(message)
        self.name, self.known = name, known


class Unknown(StrictUndefined):
    """What a template gets for a name that there is not: any use of it fails, and says what there is."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is missing or self._undefined_hint:
            raise UnknownName(self._undefined_hint or f'nothing is called "{name}" here', name, ())
        known = list(owner) if isinstance(owner, Mapping) else [n for n in vars(type(owner)) if not n.startswith("_")]
        raise UnknownName(f'this has no "{name}"', name, [str(each) for each in known])

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


def finalize(value: Any) -> Any:
    """What `{{ … }}` writes: Markup as it is, other text escaped for Markdown; nothing blank or meaningless."""
    if isinstance(value, Undefined):
        str(value)  # fails, with what there is instead
    if isinstance(value, Markup):
        return value
    if value is None:
        raise SecurityError("this has no value to write")
    if isinstance(value, str):
        return escape_markdown(value)
    if isinstance(value, bool | int | float):
        raise SecurityError(f"the number {value} is written by the template, not by a fact")
    raise SecurityError(f"a {type(value).__name__} cannot be written into a text")


class FolderLoader(BaseLoader):
    """Finds `briefing/vi/summary.md.j2`: with the audience, with those that it takes over from, then everybody's.

    `base:` names the file that the one which says so takes the place of. Such a name is looked up from the next
    level on, as in `base:1:briefing/vi/summary.md.j2`.
    """

    def __init__(self, templates: Path, lineage: Sequence[str]) -> None:
        self.templates = templates
        self.folders = (*(f"audiences/{audience}/" for audience in lineage), "")
        self.levels: dict[str, int] = {}
        self.names: list[str] = []
        self.sources: dict[str, tuple[str, ...]] = {}

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        level, name = self._level(template)
        parts = name.split("/")
        if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\\" in name:
            raise TemplateNotFound(template)
        for number, folder in enumerate(self.folders[level:], level):
            path = (self.templates / folder / name).resolve()
            if path.is_relative_to(self.templates.resolve()) and path.is_file():
                self.levels[template] = number
                return self._read(path), f"templates/{folder}{name}", lambda: True
        raise TemplateNotFound(f"{BASE}{name}" if template.startswith(BASE) else name)

    def all_names(self) -> list[str]:
        """The names of everybody's templates."""
        return sorted(path.relative_to(self.templates).as_posix() for path in self.templates.glob("*/*/*.j2"))

    def below(self, template: str, parent: str) -> str:
        """The name by which `parent` is to load what it calls `template`."""
        if not template.startswith(BASE):
            return template
        return f"{BASE}{self.levels.get(parent, -1) + 1}:{template.removeprefix(BASE)}"

    @staticmethod
    def _level(template: str) -> tuple[int, str]:
        if not template.startswith(BASE):
            return 0, template
        level, colon, name = template.removeprefix(BASE).partition(":")
        return (int(level), name) if colon and level.isdigit() else (0, f"{level}{colon}{name}")

    @staticmethod
    def _read(path: Path) -> str:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise SecurityError(f"the template has more than {MOST_FILE_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
        if OPENING in text or CLOSING in text:
            raise SecurityError("the template holds a character of Unicode's private use area")
        return text


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox with line marks and bounds; steps of loops and characters are counted over one rendering."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self, templates: Path, lineage: Sequence[str]) -> None:
        self.folder = FolderLoader(templates, lineage)
        super().__init__(
            loader=self.folder,
            autoescape=True,
            finalize=finalize,
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string=COMMENT[0],
            comment_end_string=COMMENT[1],
            auto_reload=False,
        )
        self.filters = {name: self.filters[name] for name in FILTERS} | {"_counted": self._counted}
        self.globals = {}
        self.steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        shown = filename or name or "template"
        if shown not in self.folder.sources:
            self.folder.names.append(shown)
            self.folder.sources[shown] = tuple(source.split("\n"))
        tree = super()._parse(source, name, filename)
        mark_lines(tree, self.folder.names.index(shown))
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
        return tree

    def join_path(self, template: str, parent: str) -> str:
        return self.folder.below(template, parent)

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise SecurityError(f"the loops of the templates take more than {MOST_STEPS:,} steps")
            yield item

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No private names, and none of the text methods that make long texts out of short ones."""
        if isinstance(obj, str) and attr in ("ljust", "rjust", "center", "zfill", "format", "format_map", "expandtabs"):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if any(isinstance(side, str | list | tuple) for side in (left, right)) or operator == "**":
            raise SecurityError(f'"{operator}" works with small numbers only')
        return super().call_binop(context, operator, left, right)

    def rendered(self, name: str, variables: Mapping[str, Any]) -> str:
        """The text of a template, with line marks, bounded in length."""
        written: list[str] = []
        length = 0
        for piece in self.get_template(name).generate(variables):
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise SecurityError(f"the template writes more than {MOST_CHARACTERS:,} characters")
            written.append(piece)
        return "".join(written)

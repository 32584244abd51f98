"""A value of a template → the names that a template may ask it for with a dot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext

from reports.templates.fact_text import SIDES, FactText, NoFact

_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle")
_GROUP = ("grouper", "list")
_PAIRS = ("items", "keys", "values", "get")


def attributes_of(value: Any) -> tuple[str, ...]:
    """The names; none of those that Python gives a value."""
    match value:
        case FactText() | NoFact():
            return SIDES
        case Mapping():
            return (*map(str, value), *_PAIRS)
        case LoopContext():
            return _LOOP
        case TemplateModule():
            return tuple(name for name in vars(value) if not name.startswith("_"))
        case tuple() if hasattr(value, "grouper"):
            return _GROUP
        case _:
            return ()


def has(value: Any, name: str) -> bool:
    """Whether a template may have this attribute; the entries of pairs are none, and are found by their names."""
    return name in (_PAIRS if isinstance(value, Mapping) else attributes_of(value))

"""What a template gets for a name that there is not: any use of it fails, and says what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from jinja2 import StrictUndefined, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext
from jinja2.utils import missing

from reports.templates.fact_text import SIDES, FactText, NoFact

PAIRS = ("items", "keys", "values", "get")
"""What a template may call on pairs in braces."""


class UnknownName(UndefinedError):
    """A template uses what there is not. `known` are the names that there are where it looks; None: all of them."""

    def __init__(self, message: str, name: str, known: Sequence[str] | None) -> None:
        super().__init__(message)
        self.name, self.known = name, known


class Unknown(StrictUndefined):
    """What a template gets for a name that there is not."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            raise UnknownName(self._undefined_hint, name, ())
        if owner is missing:
            raise UnknownName(f'nothing is called "{name}" here', name, None)
        if isinstance(owner, list | tuple | str) and not isinstance(self._undefined_name, str):
            raise UnknownName(f"there is no item {name} here; there are {len(owner)}, counted from [0]", name, ())
        raise UnknownName(f'this has no "{name}"', name, _attributes_of(owner))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __neg__ = __pos__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


def _attributes_of(value: Any) -> tuple[str, ...]:
    """The names that a template may ask a value for with a dot."""
    match value:
        case FactText() | NoFact():
            return tuple(SIDES)
        case Mapping():
            return (*map(str, value), *PAIRS)
        case LoopContext() | TemplateModule():
            return tuple(name for name in dir(value) if not name.startswith("_"))
        case _:
            return ()

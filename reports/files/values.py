"""Values of the program, kept in a cache until what they were made of changes.

They are pickled, and a pickle can call anything when it is read. So nothing is allowed but the records and models
of the program and a few plain types: a planted file makes values at most (see "Restricting Globals" in the
documentation of `pickle`).
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from reports.files.kept import keep, made_by, read_kept

_PLAIN = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("markupsafe", "Markup"),
    ("pathlib", "PosixPath"),
    ("docx.shared", "Length"),
    ("pptx.util", "Emu"),
}
_REBUILD = "msgspec._utils", "rebuild"
"""Calls a class with the values of its fields by name. It is given no class but those that are found here."""


class KeptValue(Struct, frozen=True):
    """A value in a file; `made_of` is a hash of all that it was made of, besides the program and its libraries."""

    file: Path
    made_of: str

    def read(self) -> Any:
        """The value; None if it is not there, was made of something else, or is damaged."""
        kept = read_kept([self.file])
        return unpacked(kept[0][len(self._head) :]) if kept and kept[0].startswith(self._head) else None

    def keep(self, value: object) -> None:
        keep({self.file: self._head + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)})

    @property
    def _head(self) -> bytes:
        return f"{made_by()} {self.made_of}\n".encode()


def unpacked(content: bytes) -> Any:
    """The value of these bytes; None if they are none of the program."""
    with suppress(Exception):  # whatever a damaged pickle raises: the value is made again
        return _Unpickler(BytesIO(content)).load()
    return None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return super().find_class(module, name) if (module, name) == _REBUILD else _allowed(module, name)


@cache
def _allowed(module: str, name: str) -> type:
    if (module, name) in _PLAIN or module.startswith("reports."):
        found = getattr(import_module(module), name)
        if isinstance(found, type) and ((module, name) in _PLAIN or issubclass(found, Struct) or _is_model(found)):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of the program")


def _is_model(found: type) -> bool:
    return any(base.__module__.startswith("pydantic") for base in found.__mro__)

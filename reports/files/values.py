"""Values of the program ↔ bytes for its caches.

The bytes are a pickle, which could call anything when it is read. Reading allows nothing but the program's own
dataclasses and models and a few plain types, so that a planted file makes values at most (see "Restricting Globals"
in the documentation of `pickle`).
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any

_PLAIN = {("decimal", "Decimal"), ("datetime", "date"), ("markupsafe", "Markup")}


def packed(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Any:
    """The value; None if the bytes are no such value."""
    with suppress(Exception):  # whatever a damaged pickle raises: the value is made again
        return _Unpickler(BytesIO(content)).load()
    return None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _allowed(module, name)


@cache
def _allowed(module: str, name: str) -> type:
    if (module, name) in _PLAIN or module.startswith("reports."):
        found = getattr(import_module(module), name)
        if isinstance(found, type) and ((module, name) in _PLAIN or is_dataclass(found) or _is_model(found)):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of the program")


def _is_model(found: type) -> bool:
    return any(base.__module__.startswith("pydantic") for base in found.__mro__)

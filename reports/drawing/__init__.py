"""Chart data + brand + language → PNG and SVG, kept by the hash of all that went into them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.drawing.jobs import DrawJob, draw, lay_out_all

__all__ = ["DrawJob", "draw", "lay_out_all"]


def __getattr__(name: str) -> Any:
    """What the package offers, loaded when it is asked for: the processes that paint need nothing of it."""
    if name in __all__:
        return getattr(import_module("reports.drawing.jobs"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

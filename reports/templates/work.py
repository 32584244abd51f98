"""Limits on the work of a template: turns of loops, calls, and the size of texts and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from reports.templates.faults import Refused

MOST_STEPS = 1_000_000
"""A step is eight letters of a text or one item of a list. The steps of other work:"""
TURN = 10
"""A turn of a loop."""
CALL = 50
"""A call, and a text that a function writes."""
FAULT = 1000
"""An error: finding the nearest name takes long, and nobody reads thousands."""

MOST_CHARACTERS = 2_000_000
"""The longest text that the template of a section may write."""


class WorkCount(Struct):
    """Counts the steps of one section's template and all that it includes, and stops it at the limit."""

    done: int = 0

    def spend(self, steps: int) -> None:
        self.done += steps
        if self.done > MOST_STEPS:
            raise Refused(
                f"the template does too much: more than {MOST_STEPS:,} steps",
                "a loop has too many turns, or a text or list grows too long",
            )

    def weigh(self, value: Any) -> Any:
        """Count the letters and items of a value as steps, and return it."""
        waiting = [value]
        while waiting:
            inner = waiting.pop()
            if isinstance(inner, str):
                self.spend(len(inner) // 8)
            elif isinstance(inner, list | tuple | Mapping):
                self.spend(1 + len(inner))
                waiting += (*inner, *inner.values()) if isinstance(inner, Mapping) else inner
        return value

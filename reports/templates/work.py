"""How much a template may do: the turns of its loops, its calls, and the size of what it puts together and writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.templates.faults import Refused

MOST_STEPS = 1_000_000
"""A step is eight letters of a text or one item of a list; these are the steps of other things:"""
TURN = 10
"""A turn of a loop."""
CALL = 50
"""A call, and a text that a function writes."""
FAULT = 1000
"""A complaint: finding the nearest name takes long, and nobody reads thousands."""

MOST_CHARACTERS = 2_000_000
"""The longest text that the template of a section may write."""


@dataclass(slots=True)
class WorkCount:
    """Counts the steps of one section's template, with all that it takes in, and stops it at the bound."""

    done: int = 0

    def spend(self, steps: int) -> None:
        self.done += steps
        if self.done > MOST_STEPS:
            raise Refused(
                f"the template does too much: more than {MOST_STEPS:,} steps",
                "a loop goes round too often, or a text or list is made longer and longer",
            )

    def weigh(self, value: Any) -> Any:
        """Return the value itself, its letters and items counted as steps, so that nothing huge is worked with."""
        waiting = [value]
        while waiting:
            inner = waiting.pop()
            if isinstance(inner, str):
                self.spend(len(inner) // 8)
            elif isinstance(inner, list | tuple | Mapping):
                self.spend(1 + len(inner))
                waiting += (*inner, *inner.values()) if isinstance(inner, Mapping) else inner
        return value

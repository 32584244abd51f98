"""How much a template may do: the steps it takes, the size of what it puts together, and of what it writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.templates.faults import Refused

MOST_STEPS = 1_000_000
"""A step is one part of a template each time it is come to, eight letters of a text, or one item of a list."""

MOST_CHARACTERS = 2_000_000
"""The longest text that the template of a section may write."""

CALL = 50
"""The steps of a call and of a text that a function writes, beside those of its letters."""

FAULT = 1000
"""The steps of a complaint: finding the nearest name takes long, and nobody reads thousands."""

_LETTERS = 3  # as a power of two


@dataclass(slots=True)
class Work:
    """Counts the steps of one section's template, with all that it takes in, and stops it at the bound."""

    done: int = 0

    def begin(self) -> None:
        """Begin with another section."""
        self.done = 0

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
                self.spend(len(inner) >> _LETTERS)
            elif isinstance(inner, list | tuple | Mapping):
                self.spend(1 + len(inner))
                waiting += (*inner, *inner.values()) if isinstance(inner, Mapping) else inner
        return value

"""How much a template may do: steps, calls, and the size of all that they put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.templates.faults import Refused

MOST_WORK = 3_000_000
"""So many pieces of work: one is a thing said in a template each time it is come to, or eight letters put together."""

CALL = 20
"""What a call of a function counts, beside what it is given and what it gives."""

FAULT = 1000
"""What a complaint counts: to find the nearest name takes long, and nobody reads thousands."""

_LETTERS = 3  # as a power of two


@dataclass(slots=True)
class Work:
    """Counts the work of one section's template, with all that it takes in, and stops it where it is too much."""

    done: int = 0

    def begin(self) -> None:
        """Begin with another template."""
        self.done = 0

    def spend(self, pieces: int) -> None:
        self.done += pieces
        if self.done > MOST_WORK:
            raise Refused(
                f"the template does too much: more than {MOST_WORK:,} pieces of work",
                "a loop goes round too often, or a text or list is made longer and longer",
            )

    def weigh(self, value: Any) -> Any:
        """The value itself; counted by its letters and items, so that nothing can be done with a huge one."""
        if isinstance(value, str):
            self.spend(len(value) >> _LETTERS)
        elif isinstance(value, list | tuple | Mapping):
            waiting = [value]
            while waiting:
                inner = waiting.pop()
                self.spend(1 + len(inner))
                for item in (*inner, *inner.values()) if isinstance(inner, Mapping) else inner:
                    if isinstance(item, str):
                        self.spend(len(item) >> _LETTERS)
                    elif isinstance(item, list | tuple | Mapping):
                        waiting.append(item)
        return value

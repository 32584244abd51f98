"""Progress on a terminal, by rich; it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Shows each step that it is told of, with a spinner, until the work is done."""
    with Console(stderr=True).status("starting") as status:
        yield lambda step: status.update(step)

"""Interruptions by a signal: an exception that says what was written by then. Nothing that takes long to load here."""

from __future__ import annotations

import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType
    from typing import NoReturn

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """A signal ended the work; `done` says what was written."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.done = "no file was changed"


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise Interrupted when a signal asks the process to end. A second signal does not disturb the tidying up.

    Signals that the process was started to ignore, as by nohup, stay ignored.
    """
    known = [number for name in _SIGNALS if (number := getattr(signal, name, None)) is not None]
    handlers = {number: signal.getsignal(number) for number in known}
    former = {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        for each in former:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    try:
        for number in former:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def reporting(written: Sequence[object]) -> Iterator[None]:
    """Let an interruption say that these files were written; more may be added to the sequence meanwhile."""
    try:
        yield
    except Interrupted as stop:
        if written:
            stop.done = f"written until then: {', '.join(map(str, written))}"
        raise

"""Interruptions by a signal: an exception that says what was written by then. Nothing that takes long to load here."""

from __future__ import annotations

import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """A signal ended the work; `done` says what was written."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.done = "no file was changed"


_holders: list[object] = []
_waiting: list[int] = []


@contextmanager
def held() -> Iterator[None]:
    """Let a signal wait until something short is done that would be lost half-way; also in threads."""
    holder = object()
    _holders.append(holder)
    try:
        yield
    finally:
        _holders.remove(holder)
        if _waiting and not _holders:
            signal.raise_signal(_waiting.pop())


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise Interrupted when a signal asks the process to end. A second signal does not disturb the tidying up.

    Signals that the process was started to ignore, as by nohup, stay ignored.
    """
    known = [number for name in _SIGNALS if (number := getattr(signal, name, None)) is not None]
    handlers = {number: signal.getsignal(number) for number in known}
    former = {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}

    def stop(number: int, frame: FrameType | None) -> None:
        if _holders:
            _waiting.append(number)
            return
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

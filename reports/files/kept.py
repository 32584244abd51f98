"""Files of the cache, each with the hash of its content: one that is damaged counts as missing."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from reports.files.bounded import Unreadable, bytes_of
from reports.files.disk import write_whole

_MOST_BYTES = 500_000_000


def kept(path: Path) -> bytes | None:
    """The content that `keep` stored at `path`; None if it is missing, damaged or cannot be read."""
    try:
        digest, _, content = bytes_of(path, _MOST_BYTES).partition(b"\n")
    except Unreadable:
        return None
    return content if digest == _digest(content) else None


def keep(path: Path, content: bytes) -> None:
    """Store content with its hash in the first line. A cache that is full or read-only is done without."""
    with suppress(OSError):
        write_whole(path, _digest(content) + b"\n" + content)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()

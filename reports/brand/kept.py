"""Files that are made of a brand and an organisation's own file, kept in a cache folder so that each is made once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from reports.files.disk import write_all

K = TypeVar("K")


def kept(path: Path | None, known: TypeAdapter[K], make: Callable[[], tuple[bytes, K]]) -> tuple[bytes, K]:
    """The file at `path` and what is known of it, which is kept in a JSON file beside it, after a line with the hash
    of both; what is missing or damaged is made, and kept for the next time. Without a path nothing is kept."""
    if path is None:
        return make()
    beside = path.with_suffix(".json")
    with suppress(OSError, ValidationError):
        content = path.read_bytes()
        digest, _, said = beside.read_bytes().partition(b"\n")
        if digest == _digest(content, said):
            return content, known.validate_json(said)
    content, value = make()
    said = known.dump_json(value)
    with suppress(OSError):  # where nothing can be kept it is made anew
        write_all({path: content, beside: _digest(content, said) + b"\n" + said})
    return content, value


def _digest(content: bytes, said: bytes) -> bytes:
    return b'"%b"' % sha256(content + said).hexdigest().encode()


def name_of(library: str, made_of: str) -> str:
    """The name, in a cache folder, of a file that is made of this with a library by the modules as they are now."""
    return f"references/{sha256(f'{_edition(library)} {made_of}'.encode()).hexdigest()}"


@cache
def _edition(library: str) -> str:
    """What makes such files: the versions of libraries, and a hash of the modules that have a part in it."""
    digest, here = sha256(), Path(__file__).parent
    for path in (*sorted(here.rglob("*.py")), *sorted((here.parent / "files").rglob("*.py"))):
        digest.update(path.read_bytes())
    return f"{version(library)} {version('lxml')} {digest.hexdigest()}"

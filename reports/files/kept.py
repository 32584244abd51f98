"""Files that were made from others and are kept in a cache: used again only if they are as they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from reports.files import manifest
from reports.files.disk import write_all


def read_kept(paths: Sequence[Path]) -> tuple[bytes, ...] | None:
    """The contents of files that were kept together; None if one is missing, damaged or another one's."""
    with suppress(OSError):
        if all(path.is_file() for path in (*paths, _beside(paths))):  # reading a pipe would wait
            contents = tuple(path.read_bytes() for path in paths)
            if _beside(paths).read_bytes() == _digest(paths, contents):
                return contents
    return None


def keep(files: Mapping[Path, bytes]) -> None:
    """Keep files together, with the hash of their names and contents beside the first.

    A folder that cannot be written costs time only.
    """
    paths = tuple(files)
    with suppress(OSError):
        write_all({**files, _beside(paths): _digest(paths, tuple(files.values()))})


@cache
def program_digest() -> str:
    """The hash of the program's own files."""
    digest = hashlib.sha256()
    for path in manifest.program_files():
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


@cache
def made_by() -> str:
    """The hash of the program, of Python and of the libraries: what is kept is of use only to the same ones."""
    return hashlib.sha256(f"{program_digest()} {manifest.program()}".encode()).hexdigest()


def _beside(paths: Sequence[Path]) -> Path:
    return paths[0].with_suffix(".sha256")


def _digest(paths: Sequence[Path], contents: Sequence[bytes]) -> bytes:
    digest = hashlib.sha256()
    for path, content in zip(paths, contents, strict=True):
        digest.update(b"%b %d\n%b" % (path.name.encode(), len(content), content))
    return digest.hexdigest().encode()

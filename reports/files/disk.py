"""Write files whole or not at all. Nothing that takes long to load is imported here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_SHOWN = 40  # letters of a file's name in that of the temporary file


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside `path` and move it there. OSError leaves the former file unchanged."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Move files to their paths, in order, once all are written beside them. OSError leaves all unchanged."""
    ready: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            ready[path] = _beside(path, content)
        for path, written in ready.items():
            before = path.read_bytes() if path.exists() else None
            os.replace(written, path)
            former[path] = before
    except BaseException:
        for written in ready.values():
            written.unlink(missing_ok=True)
        for path, before in former.items():
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise


def _beside(path: Path, content: bytes) -> Path:
    """Write the content to a temporary file in the folder of `path`, which is made if needed."""
    import tempfile  # takes long to load, and nothing is written where nothing has changed

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHOWN]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)

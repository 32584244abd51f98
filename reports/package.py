"""Parts → a byte-identical Office file, written whole or not at all; so are files that belong together."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import Diagnostic, Place, Problems

_FIRST = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the least that zip can say: a file says nothing of when it was made
_SHOWN = 40  # letters of a name that the file beside it bears
_STORED = (".png", ".jpg", ".jpeg", ".gif")  # compressed already


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The package of these parts: content types first, the rest in the order of their names (ECMA-376 part 2)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def make_folder(folder: Path) -> None:
    """Make the folder, if it is not there. Raises Problems if it cannot be, or if nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        problem = None if os.access(folder, os.W_OK | os.X_OK) else "nothing can be written there"
    except OSError as error:
        problem = error.strerror or str(error)
    if problem:
        message = f"the folder for the files cannot be used: {problem}"
        raise Problems([Diagnostic(message, Place(str(folder)), "name another with --out, or make room for this one")])


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` by writing beside it and moving. OSError leaves the former file as it was."""
    written = _beside(path, content)
    try:
        os.replace(written, path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put files at their paths, in order, once all of them are written beside. OSError leaves all as they were."""
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
    """A file with the content beside `path`, in folders that are made for it."""
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

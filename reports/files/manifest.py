"""Records of the last build, which show that nothing has changed before anything else is imported.

`out/manifest.json` is for people and other programs: each file's hash, its inputs, the facts that it uses. While a
build replaces a file, `next` is the hash of the new one, so that a build that is cut off does not take its own file for
one that people have changed.
`out/.cache/inputs.json` is for the next build: size, time and hash of each input and output, by command line.
Nothing that takes long to load is imported here, not even pathlib and typing.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from time import time_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    Stamp = list[Any]
    """Size, modification time in nanoseconds (0 if the file had not settled when the stamp was taken), SHA-256."""

STAMPS = ".cache/inputs.json"
MANIFEST = "manifest.json"
NEXT = "next"
INPUT_FOLDERS = ("seeds", "templates")
_MOST_COMMANDS = 50
_MOST_BYTES = 100_000_000
_SETTLED = 2_000_000_000
"""Nanoseconds after which another change gives a file another time, on any file system."""


def inputs_of(root: str) -> list[str]:
    """The files that a build may read: those of the workspace, and the program itself."""
    return [*files_of(root), *files_of_program()]


def files_of_program() -> list[str]:
    """The program's own files: its code, and what it reads beside it."""
    return list(_files(os.path.dirname(os.path.dirname(__file__))))


def files_of(root: str) -> list[str]:
    """All files in seeds/ and templates/ of a workspace."""
    return [path for name in INPUT_FOLDERS for path in _files(os.path.join(root, name))]


def _files(folder: str) -> Iterator[str]:
    """The files in a folder and in those below it, also behind links; hidden ones and compiled ones do not count."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # the room that reads it complains of it
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if not entry.is_dir():
            yield entry.path
        elif not entry.is_symlink() or _leads_on(entry.path):
            yield from _files(entry.path)


def _leads_on(link: str) -> bool:
    """Whether a link to a folder may be followed: not if that is above it."""
    above = os.path.realpath(link) + os.sep
    return not (os.path.realpath(os.path.dirname(link)) + os.sep).startswith(above)


def program() -> str:
    """The version of Python, and the installed libraries with their versions."""
    return f"{sys.version} {sorted(_libraries())}"


def _libraries() -> list[str]:
    """The names of the folders that describe installed libraries, such as "lxml-5.0.dist-info"."""
    standard = os.path.dirname(os.path.dirname(json.__file__)) + "/site-packages"
    folders = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))] or [standard]
    found = [name for path in folders if os.path.isdir(path) for name in os.listdir(path)]
    return [name for name in found if name.endswith((".dist-info", ".egg-info"))]


def installed() -> dict[str, str]:
    """The version of each installed library, by its name in lower case with hyphens.

    importlib.metadata gives the same, and takes longer to load than a chart to draw.
    """
    named = [name.rpartition(".")[0].split("-") for name in reversed(_libraries())]
    return {name.lower().replace("_", "-"): version for name, version, *_ in (each for each in named if each[1:])}


def unchanged(root: str, out: str, command: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """What this command built last, if its files and all their inputs are unchanged, and what it said about files that
    were edited; else None.

    Files that were only touched get new stamps, so that they need no hash the next time.
    """
    commands = _commands(out)
    try:
        last = commands[_key(root, command)]
        inputs, outputs = last["inputs"], last["outputs"]
        if last["program"] != program() or sorted(inputs) != sorted(inputs_of(root)) or not outputs:
            return None
        is_renewed = False
        for known in (inputs, outputs, last["edited"], last["tools"]):
            now = {path: _renewed(path, stamp) for path, stamp in known.items()}
            if None in now.values():
                return None
            is_renewed = is_renewed or now != known
            known.update(now)
        found = list(outputs), list(map(str, last["notes"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # no build yet, or its record is damaged: build
    if is_renewed:
        _store(out, commands)
    return found


def _commands(out: str) -> dict[str, Any]:
    """The records of the last builds by command; empty if there are none or they are damaged."""
    return _read(os.path.join(out, STAMPS), "commands")


def _store(out: str, commands: Mapping[str, Any]) -> None:
    """Store the records; where nothing can be written, files are hashed or built each time."""
    with suppress(OSError):
        _write(os.path.join(out, STAMPS), json.dumps({"commands": commands}).encode())


def _write(path: str, content: bytes) -> None:
    from pathlib import Path

    from reports.files.disk import write_whole

    write_whole(Path(path), content)


def _read(path: str, name: str) -> dict[str, Any]:
    """The object of this name in a JSON file; empty if it or the file is missing, damaged or no regular file."""
    try:
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES:
            with open(path, "rb") as file:
                found = json.loads(file.read())[name]
            return found if isinstance(found, dict) else {}
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        pass
    return {}


def _key(root: str, command: Sequence[str]) -> str:
    return "\0".join((os.path.abspath(root), *command))


def _renewed(path: str, stamp: Stamp) -> Stamp | None:
    """The stamp of a file now, if the file is unchanged since an earlier stamp; else None.

    The same size and time are enough if the stamp has a time; otherwise the hash decides.
    """
    size, time, digest = stamp
    status = os.stat(path)
    if status.st_size != size:
        return None
    if time and status.st_mtime_ns == time:
        return stamp
    return [size, _settled_time(status), digest] if sha256_of(path) == digest else None


def _settled_time(status: os.stat_result) -> int:
    return status.st_mtime_ns if status.st_mtime_ns < time_ns() - _SETTLED else 0


def sha256_of(path: str | Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    import hashlib  # takes longer to load than everything else here, and is rarely needed

    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """The stamp of each file now; an empty one for what cannot be read as a file."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode):
            return [status.st_size, _settled_time(status), sha256_of(path)]
    except OSError:
        pass  # a link to nothing, or no permission: the room that reads the file complains of it
    return [-1, 0, ""]


def remember(
    root: str,
    out: str,
    command: Sequence[str],
    inputs: Mapping[str, Stamp],
    outputs: Mapping[str, str],
    *,
    edited: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
    tools: Iterable[str] = (),
) -> None:
    """Record a build; `inputs` are the stamps taken before it read anything.

    `outputs` are the hashes of its files, `edited` those of files that people have changed, by their paths. If one of
    them has another content by now, as after another build, nothing is recorded. `tools` are files that change with
    the version of other programs that it used.
    """
    digests = {**outputs, **(edited or {})}
    known = stamps(digests)
    if any(known[path][2] != digest for path, digest in digests.items()):
        return
    record = {
        "program": program(),
        "inputs": dict(inputs),
        "outputs": {path: known[path] for path in outputs},
        "edited": {path: known[path] for path in edited or {}},
        "notes": list(notes),
        "tools": stamps(tools),
    }
    commands = _commands(out)
    key = _key(root, command)
    commands.pop(key, None)
    _store(out, dict(list({**commands, key: record}.items())[-_MOST_COMMANDS:]))


def read_manifest(out: str) -> dict[str, Any]:
    """The files of out/manifest.json by name; empty if it is missing or cannot be read."""
    files = _read(os.path.join(out, MANIFEST), "files")
    return {name: entry for name, entry in files.items() if isinstance(entry, dict)}


def write_manifest(out: str, files: Mapping[str, Any], libraries: Mapping[str, str]) -> None:
    """Write out/manifest.json, sorted by name, if it is not the same already."""
    content = {"libraries": dict(sorted(libraries.items())), "files": {name: files[name] for name in sorted(files)}}
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    path = os.path.join(out, MANIFEST)
    if os.path.isfile(path):  # opening a pipe would wait
        with open(path, "rb") as file:
            if file.read() == data:
                return
    _write(path, data)

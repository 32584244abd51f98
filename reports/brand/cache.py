"""References stored in a cache folder and in memory, so that each is made once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from reports.files.disk import write_all

Facts = TypeVar("Facts")
_LIBRARIES = ("python-docx", "python-pptx", "lxml")


@dataclass(frozen=True, slots=True)
class Recipe(Generic[Facts]):
    """How to make a file and the facts about it that writers need; recipes are equal if `made_of` is equal.

    Without a folder nothing is stored on disk.
    """

    made_of: str
    folder: Path | None = field(compare=False)
    facts: TypeAdapter[Facts] = field(compare=False)
    make: Callable[[], tuple[bytes, Facts]] = field(compare=False)


@lru_cache(maxsize=16)
def made(recipe: Recipe[Any]) -> tuple[bytes, Any]:
    """The file and its facts: from memory, from the cache folder, or made now and stored there.

    The facts are in a JSON file beside it, after a line with the hash of both; a missing or damaged pair is made again.
    """
    if recipe.folder is None:
        return recipe.make()
    name = sha256(f"{_edition()} {recipe.made_of}".encode()).hexdigest()
    path = recipe.folder / "references" / name
    beside = path.with_suffix(".json")
    with suppress(OSError, ValidationError):
        content = path.read_bytes()
        digest, _, facts = beside.read_bytes().partition(b"\n")
        if digest == _digest(content, facts):
            return content, recipe.facts.validate_json(facts)
    content, value = recipe.make()
    facts = recipe.facts.dump_json(value)
    with suppress(OSError):  # a folder that cannot be written costs time only
        write_all({path: content, beside: _digest(content, facts) + b"\n" + facts})
    return content, value


def _digest(content: bytes, facts: bytes) -> bytes:
    return b'"%b"' % sha256(content + facts).hexdigest().encode()


@cache
def _edition() -> str:
    """The versions of the libraries and a hash of the modules and XML files that make references."""
    digest, here = sha256(), Path(__file__).parent
    for folder, pattern in ((here, "*.py"), (here, "*.xml"), (here.parent / "files", "*.py")):
        for path in sorted(folder.rglob(pattern)):
            digest.update(path.read_bytes())
    return f"{[*map(version, _LIBRARIES)]} {digest.hexdigest()}"

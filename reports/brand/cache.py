"""References stored in a cache folder and in memory, so that each is made once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from reports.files.kept import keep, made_by, read_kept

Facts = TypeVar("Facts")


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

    The facts are in a JSON file beside it; a missing or damaged pair is made again.
    """
    if recipe.folder is None:
        return recipe.make()
    name = sha256(f"{made_by()} {recipe.made_of}".encode()).hexdigest()
    path = recipe.folder / "references" / name
    beside = path.with_suffix(".json")
    with suppress(ValidationError):
        if kept := read_kept((path, beside)):
            return kept[0], recipe.facts.validate_json(kept[1])
    content, value = recipe.make()
    keep({path: content, beside: recipe.facts.dump_json(value)})
    return content, value

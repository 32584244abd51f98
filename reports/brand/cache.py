"""References stored in a cache folder and in memory, so that each is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from reports.brand.brand import Brand
from reports.files.values import KeptValue

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Recipe(Generic[Made]):
    """How to make a file and the facts about it that writers need; recipes are equal if `made_of` is equal.

    Without a folder nothing is stored on disk.
    """

    made_of: str
    folder: Path | None = field(compare=False)
    make: Callable[[], Made] = field(compare=False)


@lru_cache(maxsize=16)
def made(recipe: Recipe[Any]) -> Any:
    """What the recipe makes: from memory, from the cache folder, or made now and stored there."""
    if recipe.folder is None:
        return recipe.make()
    name = sha256(recipe.made_of.encode()).hexdigest()
    kept = KeptValue(recipe.folder / "references" / name, name)
    value = kept.read()
    if value is None:
        value = recipe.make()
        kept.keep(value)
    return value


def seen(brand: Brand, fields: tuple[str, ...]) -> str:
    """These fields of a brand, as a text that tells brands apart."""
    return repr([getattr(brand, name) for name in fields])

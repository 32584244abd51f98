"""References of Word documents, each made once and kept in a cache folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from reports.brand.kept import kept, name_of
from reports.brand.whole import Brand
from reports.brand.word import Form
from reports.brand.word_reference.making import made, worn
from reports.brand.word_reference.model import Lists, Pages, Styles, WordReference

_LOOKS = {"name", "files", "fonts", "colours", "roles", "series", "word"}
"""What of a brand a reference is made from."""
_KNOWN = TypeAdapter(tuple[Styles, Lists, Pages])


@dataclass(frozen=True, slots=True)
class _Key:
    """What a reference depends on: looks and form; the brand itself is compared by its looks."""

    looks: str
    form: Form
    brand: Brand = field(compare=False)
    folder: Path | None = field(compare=False)


def word_reference(brand: Brand, form: Form, folder: Path | None = None) -> WordReference:
    """The reference of a brand for a form; `folder` is where it is kept, if it is.

    Raises Problems: the organisation's file cannot be read, or has not the styles that brand.yaml names.
    """
    return _found(_Key(brand.model_dump_json(include=_LOOKS), form, brand, folder))


@lru_cache(maxsize=8)
def _found(key: _Key) -> WordReference:
    path = key.folder / name_of("python-docx", f"{key.form} {key.looks}") if key.folder else None
    content, known = kept(path, _KNOWN, lambda: _made(key))
    return WordReference(worn(key.brand, key.form), content, *known)


def _made(key: _Key) -> tuple[bytes, tuple[Styles, Lists, Pages]]:
    reference = made(key.brand, key.form)
    return reference.content, (reference.styles, reference.lists, reference.pages)

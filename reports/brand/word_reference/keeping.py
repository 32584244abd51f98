"""References kept in a cache folder by the hash of all that went into them, so that each is made once."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from reports.brand.whole import Brand
from reports.brand.word import Form
from reports.brand.word_reference.making import made, worn
from reports.brand.word_reference.model import Lists, Pages, Styles, WordReference
from reports.disk import write_whole

_LOOKS = {"name", "files", "fonts", "colours", "roles", "series", "word"}
"""What of a brand a reference is made from."""
_KNOWN = TypeAdapter(tuple[Styles, Lists, Pages])
"""What stands beside a kept file, after a line with the hash of both."""


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
    if key.folder is None:
        return made(key.brand, key.form)
    name = hashlib.sha256(f"{_edition()} {key.form} {key.looks}".encode()).hexdigest()
    path = key.folder / "references" / name
    reference = _kept(path, key)
    if reference is None:
        reference = made(key.brand, key.form)
        with suppress(OSError):  # where nothing can be kept it is made anew
            _keep(path, reference)
    return reference


@cache
def _edition() -> str:
    """What makes references: the libraries' versions, and a hash of the program's own part."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(folder.glob("*.py")), *sorted((folder.parent.parent / "foreign").glob("*.py"))):
        digest.update(path.read_bytes())
    return f"{version('python-docx')} {version('lxml')} {digest.hexdigest()}"


def _kept(path: Path, key: _Key) -> WordReference | None:
    """The reference that is kept; None if it is missing or damaged."""
    try:
        content = path.read_bytes()
        digest, _, known = path.with_suffix(".json").read_bytes().partition(b"\n")
        if digest != _digest(content, known):
            return None
        return WordReference(worn(key.brand, key.form), content, *_KNOWN.validate_json(known))
    except (OSError, ValidationError):
        return None


def _keep(path: Path, reference: WordReference) -> None:
    known = _KNOWN.dump_json((reference.styles, reference.lists, reference.pages))
    write_whole(path, reference.content)
    write_whole(path.with_suffix(".json"), _digest(reference.content, known) + b"\n" + known)


def _digest(content: bytes, known: bytes) -> bytes:
    return b'"%b"' % hashlib.sha256(content + known).hexdigest().encode()

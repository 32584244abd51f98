"""A picture in a file by others → its kind as its bytes show it, and the bytes to be kept; or nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.foreign.svg import still_svg
from reports.opening import Package
from reports.pixels import kind_of

PICTURES: Mapping[str, str] = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
}
"""Endings of pictures → their content types."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be kept: its part, the ending that says its kind, its bytes."""

    part: str
    ending: str
    content: bytes


@dataclass(slots=True)
class Pictures:
    """The pictures of a package, each read and judged once."""

    package: Package
    known: dict[str, Picture | None] = field(default_factory=dict)

    def of(self, part: str) -> dict[str, Picture]:
        """The pictures that a part leads to and that may be kept, by the ids of the relationships."""
        found = {
            id_: self._picture(relation.target)
            for id_, relation in self.package.relations(part).items()
            if relation.kind == "image"
        }
        return {id_: picture for id_, picture in found.items() if picture}

    def _picture(self, part: str) -> Picture | None:
        if part not in self.known:
            self.known[part] = self._read(part)
        return self.known[part]

    def _read(self, part: str) -> Picture | None:
        ending = posixpath.splitext(part)[1].lower().lstrip(".")
        if ending not in PICTURES or part not in self.package.names:
            return None
        content = self.package.bytes_of(part)
        if ending == "svg":
            still = still_svg(content)
            return Picture(part, ending, still) if still else None
        shown = kind_of(content)
        same = shown and PICTURES[shown] == PICTURES[ending]
        return Picture(part, ending if same else shown, content) if shown else None

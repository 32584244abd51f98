"""Parts of a letterhead → what of them goes into the new file: the parts pruned, with their pictures and fonts."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.brand.word_reference.xml import Element, name
from reports.foreign.names import Names
from reports.foreign.pictures import Picture, Pictures
from reports.foreign.prune import pointers, prune
from reports.opening import Package

FONT = "odttf"
"""The ending of a font that stands in the file itself."""


@dataclass(slots=True)
class Carrying:
    """Where reading has come to: the parts that are kept so far, and the new names of pictures and fonts."""

    package: Package
    pictures: Pictures
    tag: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    related: dict[str, dict[str, str]] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    drawings: int = 0
    told: list[str] = field(default_factory=list)

    def part(self, kind: str) -> str:
        """The name of the part of a kind that the document is related to."""
        return next((part for part in self.package.related(self.package.main, kind) if part in self.package.names), "")

    def root(self, part: str, tag: str) -> Element | None:
        """A copy of a part's root, which must be of this name."""
        return copy.deepcopy(self.package.root(part, name(tag)))

    def pruned(self, kind: str, tag: str, names: Names, new: str) -> Element | None:
        """The root of the part of a kind without what may not stay; `new` is the part that it becomes."""
        source = self.part(kind)
        root = self.root(source, tag)
        if root is not None:
            kept = self._fonts(source) if kind == "fontTable" else self.sound(source)
            prune(root, names, kept)
            self.relate(new, root, kept)
        return root

    def sound(self, part: str) -> dict[str, Picture]:
        """The pictures that a part leads to and that may be kept, by the ids of the relationships."""
        return self.pictures.of(part)

    def _fonts(self, part: str) -> dict[str, Picture]:
        return {
            id_: Picture(relation.target, FONT, self.package.bytes_of(relation.target))
            for id_, relation in self.package.relations(part).items()
            if relation.kind == "font"
            and posixpath.splitext(relation.target)[1].lower() == f".{FONT}"
            and relation.target in self.package.names
        }

    def relate(self, part: str, root: Element, kept: Mapping[str, Picture]) -> None:
        """Put the pictures and fonts that a part of the new file names among the parts, and its relationships."""
        named = {id_: self._carry(kept[id_]) for id_ in sorted({id_ for _, _, id_ in pointers(root)})}
        if named:
            self.related[part] = named

    def _carry(self, picture: Picture) -> str:
        """The name under which a picture or font stands in the new file."""
        if picture.part not in self.carried:
            folder = "fonts" if picture.ending == FONT else "media"
            self.carried[picture.part] = f"word/{folder}/letterhead{len(self.carried) + 1}.{picture.ending}"
            self.parts[self.carried[picture.part]] = picture.content
        return self.carried[picture.part]

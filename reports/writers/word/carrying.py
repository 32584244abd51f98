"""Parts of a letterhead → what of them goes into the new file: pictures, fonts, the relationships that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.opening import Package
from reports.writers.word.relations import FONT, PICTURES, relations_part
from reports.writers.word.xml import Element, name


@dataclass(slots=True)
class Carrying:
    """Where reading has come to: the parts that are kept so far, and the new names of pictures and fonts."""

    package: Package
    tag: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    drawings: int = 0

    def part(self, kind: str) -> str:
        """The name of the part of a kind that the document is related to."""
        return next((part for part in self.package.related(self.package.main, kind) if part in self.package.names), "")

    def root(self, kind: str) -> Element | None:
        return self.package.xml(self.part(kind))

    def carry(self, part: str, kind: str = "image") -> dict[str, str]:
        """The pictures (or fonts) that a part is related to, by the ids of the relationships, put among the parts."""
        kept: dict[str, str] = {}
        for id_, relation in sorted(self.package.relations(part).items()):
            ending = posixpath.splitext(relation.target)[1].lower().lstrip(".")
            allowed = (FONT,) if kind == "font" else PICTURES
            if relation.kind != kind or ending not in allowed or relation.target not in self.package.names:
                continue
            if relation.target not in self.carried:
                content = self.package.bytes_of(relation.target)
                if ending == "svg" and not _is_still(self.package.xml(relation.target)):
                    continue
                folder = "fonts" if kind == "font" else "media"
                self.carried[relation.target] = f"{folder}/letterhead{len(self.carried) + 1}.{ending}"
                self.parts[f"word/{self.carried[relation.target]}"] = content
            kept[id_] = self.carried[relation.target]
        return kept

    def relate(self, part: str, kept: Mapping[str, str], kind: str = "image") -> None:
        """The relationships of a part of the new file."""
        if kept:
            folder, _, last = part.rpartition("/")
            up = "../" if folder.count("/") else ""
            relations = ((id_, kind, up + target, False) for id_, target in kept.items())
            self.parts[f"{folder}/_rels/{last}.rels"] = relations_part(relations)


def named_in(root: Element) -> set[str]:
    """The ids of the relationships that a part names."""
    space = name("r:id").removesuffix("id")
    return {str(id_) for element in root.iter() for key, id_ in element.attrib.items() if str(key).startswith(space)}


def _is_still(picture: Element | None) -> bool:
    """Whether an SVG runs nothing and fetches nothing."""
    for element in picture.iter() if picture is not None else ():
        if str(element.tag).rpartition("}")[2] in ("script", "foreignObject"):
            return False
        for key, value in element.attrib.items():
            local = str(key).rpartition("}")[2]
            if local.startswith("on") or (local == "href" and not str(value).startswith(("#", "data:image/"))):
                return False
    return picture is not None

"""Relationships of a part that gather while it is written, and the parts to which they lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

_KINDS = {
    "header": RELATIONSHIP_TYPE.HEADER,
    "footer": RELATIONSHIP_TYPE.FOOTER,
    "image": RELATIONSHIP_TYPE.IMAGE,
    "hyperlink": RELATIONSHIP_TYPE.HYPERLINK,
}


@dataclass(slots=True)
class Relations:
    """The relationships of one part, numbered after the `taken` ones in the order in which they are asked for."""

    taken: int = 0
    ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship to `target`; the same target has the same id."""
        return self.ids.setdefault((kind, target, external), f"rId{self.taken + len(self.ids) + 1}")

    def relate(self, source: Part, contents: Mapping[str, Part]) -> None:
        """Give the part these relationships, which lead out of the file or to one of the parts by name."""
        for (kind, target, external), id_ in self.ids.items():
            source.rels.add_relationship(_KINDS[kind], target if external else contents[target], id_, external)

"""Lists → the numbering part: one multilevel definition for each kind of list, one instance for each list."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from reports.brand import Brand, ListMark
from reports.writers.word.xml import Element, add, add_value, root, serialise, twips

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Definition:
    """A kind of list ("bullets", "numbers", "sources"), how far its first level stands in, in points, and whether
    its marks run in, so that all lines have one left edge. A `series` has a definition of its own: two lists whose
    items take turns would count on from each other."""

    kind: str
    indent: float = 0
    run_in: bool = False
    series: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document. A list of bullets shares its instance; a numbered one starts anew in its own."""

    definitions: dict[Definition, int] = field(default_factory=dict)
    instances: list[tuple[int, int | None]] = field(default_factory=list)
    shared: dict[Definition, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)

    def instance(self, definition: Definition, level: int, series: str = "") -> str:
        """The numId for a list that begins at `level`; lists of one `series` share theirs."""
        if not series:
            return self._new(definition, level)
        if series not in self.series:
            self.series[series] = self._new(replace(definition, series=series), level)
        return self.series[series]

    def _new(self, definition: Definition, level: int) -> str:
        number = self.definitions.setdefault(definition, len(self.definitions))
        if definition.kind != "bullets":
            self.instances.append((number, level))
        elif definition in self.shared:
            return self.shared[definition]
        else:
            self.instances.append((number, None))
            self.shared[definition] = str(len(self.instances))
        return str(len(self.instances))

    def part(self, brand: Brand) -> bytes:
        """word/numbering.xml."""
        element = root("w:numbering", ("w",))
        for definition, number in self.definitions.items():
            _define(element, definition, number, brand)
        for position, (number, restart) in enumerate(self.instances, start=1):
            instance = add(element, "w:num", {"w:numId": str(position)})
            add_value(instance, "w:abstractNumId", str(number))
            if restart is not None:
                override = add(instance, "w:lvlOverride", {"w:ilvl": str(restart)})
                add_value(override, "w:startOverride", "1")
        return serialise(element)


def _define(part: Element, definition: Definition, number: int, brand: Brand) -> None:
    lists = brand.word.lists
    marks = {"bullets": lists.bullets, "numbers": lists.numbers, "sources": [lists.sources]}[definition.kind]
    width = lists.sources_indent if definition.kind == "sources" else lists.indent
    element = add(part, "w:abstractNum", {"w:abstractNumId": str(number)})
    add_value(element, "w:nsid", hashlib.sha256(repr(definition).encode()).hexdigest()[:8].upper())
    add_value(element, "w:multiLevelType", "multilevel")
    for level in range(_LEVELS):
        _level(element, level, marks[level % len(marks)], definition, width, brand)


def _level(part: Element, level: int, mark: ListMark, definition: Definition, width: float, brand: Brand) -> None:
    element = add(part, "w:lvl", {"w:ilvl": str(level)})
    add_value(element, "w:start", "1")
    add_value(element, "w:numFmt", mark.format)
    if definition.run_in:
        add_value(element, "w:suff", "space")
    add_value(element, "w:lvlText", mark.text.replace("{}", f"%{level + 1}"))
    add_value(element, "w:lvlJc", "left")
    hanging = 0 if definition.run_in else width
    left = definition.indent + hanging * (level + 1)
    add(add(element, "w:pPr"), "w:ind", {"w:left": twips(left), "w:hanging": twips(hanging)})
    fonts = {f"w:{script}": brand.fonts.body for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    add(add(element, "w:rPr"), "w:rFonts", fonts)

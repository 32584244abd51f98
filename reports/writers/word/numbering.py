"""Lists and headings → the numbering part: one multilevel definition for each kind, one instance for each list.

Word counts a, b, c as in English only. A language whose letters are others (a, b, c, d, đ, e, g) gets its list in
pieces: where the letters go on as in English they are one instance, and each break begins another instance of the
same definition, with the number at which Word must go on, or with the letter itself where Word has none. So every
mark is still a native one, and Word and LibreOffice show the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reports.brand import Brand, ListMark
from reports.brand.word_reference.lists import LEVELS
from reports.brand.word_reference.model import KeptList, Lists
from reports.brand.word_reference.roles import HEADING_NUMBERS, HEADINGS, STYLES
from reports.brand.word_reference.xml import Element, add, add_value, name, twips

_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Definition:
    """A kind of list ("bullets", "numbers", "sources", "headings", "annexes"), how far its first level stands in, in
    points, and whether its marks run in, so that all lines have one left edge. `label` stands before its numbers. A
    `series` has a definition of its own: two lists whose items take turns would count on from each other. A `kept` one
    is the letterhead's own."""

    kind: str
    indent: float = 0
    run_in: bool = False
    label: str = ""
    series: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Instance:
    """A list: its definition, the level where it begins anew, with which number, or with which letter of its own; or
    the definition of the letterhead."""

    definition: int
    level: int | None = None
    start: int = 1
    letter: str = ""
    kept: KeptList | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document. A list of bullets shares its instance; a numbered one starts anew in its own.

    `letters` are those with which the language counts.
    """

    brand: Brand
    letters: str
    lists: Lists
    definitions: dict[Definition, int] = field(default_factory=dict)
    instances: list[_Instance] = field(default_factory=list)
    shared: dict[Definition, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.brand.word.headings:
            number = self._new(_Instance(self._definition(Definition("headings", run_in=True))))
            assert number == HEADING_NUMBERS

    @property
    def kept(self) -> Mapping[str, KeptList]:
        """The lists of the reference that serve for kinds of lists."""
        return self.lists.kept

    def instance(self, definition: Definition, level: int, series: str = "", start: int = 1) -> str:
        """The numId for a list that begins at `level` and counts from `start`; lists of one `series` share theirs."""
        if series:
            if series not in self.series:
                self.series[series] = self.instance(replace(definition, series=series), level, start=start)
            return self.series[series]
        kept = self.kept[definition.kind] if definition.kept else None
        if kept and level < len(kept.levels):
            return self._kept_instance(definition, kept, level, start)
        definition = replace(definition, kept=False)
        number = self._definition(definition)
        if self._mark(definition, level).format != "bullet":
            return self._new(_Instance(number, level, start))
        if definition not in self.shared:
            self.shared[definition] = self._new(_Instance(number))
        return self.shared[definition]

    def _kept_instance(self, definition: Definition, kept: KeptList, level: int, start: int) -> str:
        if definition.kind != "bullets":
            return self._new(_Instance(-1, level, start, kept=kept))
        if definition not in self.shared:
            self.shared[definition] = self._new(_Instance(-1, kept=kept))
        return self.shared[definition]

    def kept_in(self, number: str) -> KeptList | None:
        """The letterhead's definition that a list counts with, if it does."""
        return self.instances[int(number) - 1 - self.lists.instances].kept

    def at(self, current: str, level: int, position: int) -> str:
        """The numId of the item at `position` of a list, where the item before it has `current`."""
        if self.kept_in(current):
            return current
        definition = list(self.definitions)[self.instances[int(current) - 1 - self.lists.instances].definition]
        if position == 0 or self._mark(definition, level).format != "letters":
            return current
        letter, before = self.letters[position % len(self.letters)], self.letters[position % len(self.letters) - 1]
        if letter not in _LATIN:
            return self._new(_Instance(self.definitions[definition], level, letter=letter))
        if before in _LATIN and _LATIN.index(before) + 1 == _LATIN.index(letter):
            return current
        return self._new(_Instance(self.definitions[definition], level, start=_LATIN.index(letter) + 1))

    def _definition(self, definition: Definition) -> int:
        return self.definitions.setdefault(definition, len(self.definitions))

    def _new(self, instance: _Instance) -> str:
        self.instances.append(instance)
        return str(len(self.instances) + self.lists.instances)

    def _marks(self, definition: Definition) -> list[ListMark]:
        lists = self.brand.word.lists
        match definition.kind:
            case "bullets":
                return lists.bullets
            case "numbers":
                return lists.numbers
            case "headings":
                return self.brand.word.headings
            case "annexes":
                return [self.brand.word.official.annex]
            case "annex":
                return [ListMark(format="bullet", text=" ")]
            case _:
                return [lists.sources]

    def _mark(self, definition: Definition, level: int) -> ListMark:
        marks = self._marks(definition)
        return marks[level % len(marks)]

    def define(self, element: Element) -> None:
        """Put the definitions and lists into a numbering part, after those that it has."""
        lists, last = element.findall(name("w:num")), element.findall(name("w:numIdMacAtCleanup"))
        for each in (*lists, *last):
            element.remove(each)
        for definition, number in self.definitions.items():
            self._define(element, definition, number)
        element.extend(lists)
        known = list(self.definitions)
        for position, instance in enumerate(self.instances, start=self.lists.instances + 1):
            list_ = add(element, "w:num", {"w:numId": str(position)})
            own = str(instance.definition + self.lists.definitions)
            add_value(list_, "w:abstractNumId", instance.kept.id if instance.kept else own)
            if instance.level is None:
                continue
            override = add(list_, "w:lvlOverride", {"w:ilvl": str(instance.level)})
            if instance.letter:
                self._level(override, instance.level, known[instance.definition], instance.letter)
            else:
                add_value(override, "w:startOverride", str(instance.start))
        element.extend(last)

    def _define(self, part: Element, definition: Definition, number: int) -> None:
        element = add(part, "w:abstractNum", {"w:abstractNumId": str(number + self.lists.definitions)})
        add_value(element, "w:nsid", hashlib.sha256(repr(definition).encode()).hexdigest()[:8].upper())
        add_value(element, "w:multiLevelType", "multilevel")
        for level in range(LEVELS):
            self._level(element, level, definition)

    def _level(self, part: Element, level: int, definition: Definition, letter: str = "") -> None:
        """One level; with a `letter` it shows that letter and counts nothing."""
        mark, lists = self._mark(definition, level), self.brand.word.lists
        element = add(part, "w:lvl", {"w:ilvl": str(level)})
        add_value(element, "w:start", "1")
        counts = not letter and definition.kind != "annex"
        formats = {"letters": "lowerLetter"}
        add_value(element, "w:numFmt", formats.get(mark.format, mark.format) if counts else "none")
        style = _style_of(definition, level)
        if style and not letter:
            add_value(element, "w:pStyle", style)
        if definition.run_in:
            add_value(element, "w:suff", "nothing" if definition.label else "space")
        text = mark.text.replace("{}", letter or f"%{level + 1}")
        add_value(element, "w:lvlText", (definition.label + text).rstrip())
        add_value(element, "w:lvlJc", "left")
        hanging = lists.sources_indent if definition.kind == "sources" else lists.indent
        if definition.run_in:
            first = 0 if definition.label else lists.first
            indents = {"w:left": twips(definition.indent), "w:firstLine": twips(first)}
        else:
            indents = {"w:left": twips(definition.indent + hanging * (level + 1)), "w:hanging": twips(hanging)}
        add(add(element, "w:pPr"), "w:ind", indents)
        add(
            add(element, "w:rPr"),
            "w:rFonts",
            {f"w:{s}": self.brand.fonts.body for s in ("ascii", "hAnsi", "eastAsia", "cs")},
        )


def _style_of(definition: Definition, level: int) -> str:
    """The style whose paragraphs a level numbers by itself, if there is one."""
    if definition.kind == "headings" and level < len(HEADINGS):
        return STYLES[HEADINGS[level]].id
    return ""

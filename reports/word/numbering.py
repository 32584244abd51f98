"""Lists and headings → the numbering part: one multilevel definition for each kind, one instance for each list.

Word counts a, b, c as in English only. A language whose letters are others (a, b, c, d, đ, e, g) gets its list in
pieces: where the letters go on as in English they are one instance, and each break begins another instance of the
same definition, with the number at which Word must go on, or with the letter itself where Word has none. So every
mark is still a native one, and Word and LibreOffice show the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from reports.brand import Brand, ListMark
from reports.brand.word_reference.lists import LEVELS
from reports.brand.word_reference.model import KeptList, Lists
from reports.brand.word_reference.roles import HEADING_NUMBERS, HEADINGS, STYLES
from reports.brand.word_reference.styles import SCRIPTS
from reports.brand.word_reference.xml import Element, add, add_value, name, twips

_NO_MARK = ListMark(format="bullet", text=" ")
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

    definition: Definition
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
            number = self._new(_Instance(Definition("headings", run_in=True)))
            assert number == HEADING_NUMBERS

    def instance(self, definition: Definition, level: int, series: str = "", start: int = 1) -> str:
        """The numId for a list that begins at `level` and counts from `start`; lists of one `series` share theirs."""
        if series:
            if series not in self.series:
                self.series[series] = self.instance(replace(definition, series=series), level, start=start)
            return self.series[series]
        kept = self.lists.kept[definition.kind] if definition.kept else None
        if kept and level >= len(kept.levels):
            kept = None
        definition = replace(definition, kept=bool(kept))
        new = _Instance(definition, kept=kept)
        counts = definition.kind != "bullets" if kept else self._mark(definition, level).format != "bullet"
        if counts:
            return self._new(replace(new, level=level, start=start))
        if definition not in self.shared:
            self.shared[definition] = self._new(new)
        return self.shared[definition]

    def kept_in(self, number: str) -> KeptList | None:
        """The letterhead's definition that a list counts with, if it does."""
        return self._instance(number).kept

    def at(self, current: str, level: int, position: int) -> str:
        """The numId of the item at `position` of a list, where the item before it has `current`."""
        list_ = self._instance(current)
        if list_.kept or position == 0 or self._mark(list_.definition, level).format != "letters":
            return current
        letter, before = self.letters[position % len(self.letters)], self.letters[position % len(self.letters) - 1]
        if letter not in _LATIN:
            return self._new(_Instance(list_.definition, level, letter=letter))
        if before in _LATIN and _LATIN.index(before) + 1 == _LATIN.index(letter):
            return current
        return self._new(_Instance(list_.definition, level, start=_LATIN.index(letter) + 1))

    def _instance(self, number: str) -> _Instance:
        return self.instances[int(number) - 1 - self.lists.instances]

    def _new(self, instance: _Instance) -> str:
        if not instance.kept:
            self.definitions.setdefault(instance.definition, len(self.definitions))
        self.instances.append(instance)
        return str(len(self.instances) + self.lists.instances)

    def _mark(self, definition: Definition, level: int) -> ListMark:
        word = self.brand.word
        marks = {
            "bullets": word.lists.bullets,
            "numbers": word.lists.numbers,
            "headings": word.headings,
            "annexes": [word.official.annex],
            "annex": [_NO_MARK],
            "sources": [word.lists.sources],
        }[definition.kind]
        return marks[level % len(marks)]

    def define(self, element: Element) -> None:
        """Put the definitions and lists into a numbering part, after those that it has."""
        lists, last = element.findall(name("w:num")), element.findall(name("w:numIdMacAtCleanup"))
        for each in (*lists, *last):
            element.remove(each)
        for definition in self.definitions:
            self._define(element, definition)
        element.extend(lists)
        for position, instance in enumerate(self.instances, start=self.lists.instances + 1):
            list_ = add(element, "w:num", {"w:numId": str(position)})
            definition_id = instance.kept.id if instance.kept else self._id(instance.definition)
            add_value(list_, "w:abstractNumId", definition_id)
            if instance.level is None:
                continue
            override = add(list_, "w:lvlOverride", {"w:ilvl": str(instance.level)})
            if instance.letter:
                self._level(override, instance.level, instance.definition, instance.letter)
            else:
                add_value(override, "w:startOverride", str(instance.start))
        element.extend(last)

    def _id(self, definition: Definition) -> str:
        return str(self.definitions[definition] + self.lists.definitions)

    def _define(self, part: Element, definition: Definition) -> None:
        element = add(part, "w:abstractNum", {"w:abstractNumId": self._id(definition)})
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
        shown = "lowerLetter" if mark.format == "letters" else mark.format
        add_value(element, "w:numFmt", shown if counts else "none")
        if definition.kind == "headings" and level < len(HEADINGS) and not letter:
            add_value(element, "w:pStyle", STYLES[HEADINGS[level]].id)
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
        add(add(element, "w:rPr"), "w:rFonts", {f"w:{script}": self.brand.fonts.body for script in SCRIPTS})


@dataclass(slots=True)
class HeadingNumbers:
    """The headings so far: how many of each level stand under the last one above, and the list that they belong to."""

    numbering: Numbering
    counts: list[int] = field(default_factory=lambda: [0] * len(HEADINGS))
    base: str = HEADING_NUMBERS
    current: str = HEADING_NUMBERS

    def restart(self, level: int) -> None:
        """Count from one again, from `level` on, as in an annex."""
        self.base = self.current = self.numbering.instance(Definition("headings", run_in=True), level)
        self.counts = [0] * len(HEADINGS)

    def next(self, level: int) -> tuple[str, int] | None:
        """The numId and level that the next heading of `level` must name itself."""
        position = self.counts[level]
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * len(self.counts[level + 1 :])
        self.current = self.numbering.at(self.base if position == 0 else self.current, level, position)
        return None if self.current == HEADING_NUMBERS else (self.current, level)

"""The lists of a document → the numbering part: a multilevel definition for each kind, an instance for each list.

Word counts a, b, c as in English only. A language with other letters (a, b, c, d, đ, e, g) has its list in pieces: each
break begins another instance of the same definition, with the number at which Word must go on, or with the letter
itself if Word has none. Every mark is a native one, and Word and LibreOffice show the same.
"""

from __future__ import annotations

import hashlib
from string import ascii_lowercase

from docx.shared import Length, Pt
from msgspec import Struct, field
from msgspec.structs import replace

from reports.brand import Brand, ListMark
from reports.brand.word_reference.lists import LEVELS
from reports.brand.word_reference.model import KeptList, Lists
from reports.brand.word_reference.roles import HEADING_NUMBERS, HEADINGS, STYLES
from reports.brand.word_reference.styles import SCRIPTS
from reports.brand.word_reference.xml import Element, add, add_value, name
from reports.word.widths import ZERO

_NO_MARK = ListMark.model_construct(format="bullet", text=" ")


class ListDefinition(Struct, frozen=True):
    """A kind of list ("bullets", "numbers", "sources", "headings", "annexes"), the indent of its first level, and
    whether its marks run in, so that all lines have one left edge. `label` comes before its numbers.

    A `series` has a definition of its own, because Word would count two lists of one definition on from each other. A
    `kept` list is one of an imported reference.
    """

    kind: str
    indent: Length = ZERO
    run_in: bool = False
    label: str = ""
    series: str = ""
    kept: bool = False


class _Instance(Struct, frozen=True):
    """A list: its definition; the level where it begins anew, with which number, or with which letter that Word lacks;
    or the list of an imported reference that it continues."""

    definition: ListDefinition
    level: int | None = None
    start: int = 1
    letter: str = ""
    kept: KeptList | None = None


class DocumentLists(Struct):
    """The lists of a document. Lists of bullets share their instance; a numbered list begins anew in its own.

    `letters` are those with which the language counts, `reference` are the lists of the reference. `headings` is the
    numId of numbered headings; empty if they have no numbers.
    """

    brand: Brand
    letters: str
    reference: Lists
    definitions: dict[ListDefinition, int] = field(default_factory=dict)
    instances: list[_Instance] = field(default_factory=list)
    shared: dict[ListDefinition, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    headings: str = ""

    def __post_init__(self) -> None:
        numbered = bool(self.brand.word.headings)
        self.headings = self._new(_Instance(ListDefinition("headings", run_in=True))) if numbered else ""

    def instance(self, definition: ListDefinition, level: int, series: str = "", start: int = 1) -> str:
        """The numId of a list that begins at `level` and counts from `start`; lists of one `series` share theirs."""
        if series:
            if series not in self.series:
                self.series[series] = self.instance(replace(definition, series=series), level, start=start)
            return self.series[series]
        kept = self.reference.kept[definition.kind] if definition.kept else None
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
        """The list of the imported reference that a list continues, if it does."""
        return self._instance(number).kept

    def edge(self, definition: ListDefinition, level: int) -> Length:
        """The distance from the column's edge to the text of an item."""
        return Length(definition.indent + self._step(definition) * (0 if definition.run_in else level + 1))

    def _step(self, definition: ListDefinition) -> Length:
        lists = self.brand.word.lists
        return Pt(lists.sources_indent if definition.kind == "sources" else lists.indent)

    def at(self, current: str, level: int, position: int) -> str:
        """The numId of the item at `position` of a list, if the item before it has `current`."""
        list_ = self._instance(current)
        if list_.kept or position == 0 or self._mark(list_.definition, level).format != "letters":
            return current
        letter, before = self.letters[position % len(self.letters)], self.letters[position % len(self.letters) - 1]
        if letter not in ascii_lowercase:
            return self._new(_Instance(list_.definition, level, letter=letter))
        if before in ascii_lowercase and ascii_lowercase.index(before) + 1 == ascii_lowercase.index(letter):
            return current
        return self._new(_Instance(list_.definition, level, start=ascii_lowercase.index(letter) + 1))

    def _instance(self, number: str) -> _Instance:
        return self.instances[int(number) - 1 - self.reference.instances]

    def _new(self, instance: _Instance) -> str:
        if not instance.kept:
            self.definitions.setdefault(instance.definition, len(self.definitions))
        self.instances.append(instance)
        return str(len(self.instances) + self.reference.instances)

    def _mark(self, definition: ListDefinition, level: int) -> ListMark:
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
        """Add the definitions and lists to a numbering part, after those that it has."""
        lists, last = element.findall(name("w:num")), element.findall(name("w:numIdMacAtCleanup"))
        for each in (*lists, *last):
            element.remove(each)
        for definition in self.definitions:
            self._define(element, definition)
        element.extend(lists)
        for position, instance in enumerate(self.instances, start=self.reference.instances + 1):
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

    def _id(self, definition: ListDefinition) -> str:
        return str(self.definitions[definition] + self.reference.definitions)

    def _define(self, part: Element, definition: ListDefinition) -> None:
        element = add(part, "w:abstractNum", {"w:abstractNumId": self._id(definition)})
        add_value(element, "w:nsid", hashlib.sha256(repr(definition).encode()).hexdigest()[:8].upper())
        add_value(element, "w:multiLevelType", "multilevel")
        for level in range(LEVELS):
            self._level(element, level, definition)

    def _level(self, part: Element, level: int, definition: ListDefinition, letter: str = "") -> None:
        """One level; with a `letter` it shows that letter and counts nothing."""
        mark = self._mark(definition, level)
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
        if definition.run_in:
            first = {"w:firstLine": str(Pt(0 if definition.label else self.brand.word.lists.first).twips)}
        else:
            first = {"w:hanging": str(self._step(definition).twips)}
        indents = {"w:left": str(self.edge(definition, level).twips), **first}
        add(add(element, "w:pPr"), "w:ind", indents)
        add(add(element, "w:rPr"), "w:rFonts", {f"w:{script}": self.brand.fonts.body for script in SCRIPTS})


class HeadingNumbers(Struct):
    """The headings so far: the count of each level under the last heading above it, and the list that they belong to.

    `base` is the numId of numbered headings; empty if they have no numbers.
    """

    lists: DocumentLists
    base: str
    current: str = ""
    counts: list[int] = field(default_factory=lambda: [0] * len(HEADINGS))

    def restart(self, level: int) -> None:
        """Count from one again, from `level` on, as in an annex."""
        if self.base:
            self.base = self.lists.instance(ListDefinition("headings", run_in=True), level)
            self.counts = [0] * len(HEADINGS)

    def next(self, level: int) -> tuple[str, int] | None:
        """The numId and level that the next heading of `level` must name itself; None if its style names them."""
        position = self.counts[level]
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * len(self.counts[level + 1 :])
        self.current = self.lists.at(self.current if position else self.base, level, position)
        return None if self.current == HEADING_NUMBERS else (self.current, level)

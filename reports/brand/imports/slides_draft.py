"""The `slides:` part of brand.yaml while it is made of an imported file; equal entries are written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from pydantic import BaseModel

from reports.brand import BoxInches, SlideLooks
from reports.brand.imports.brand_file import Gone, Whole
from reports.brand.imports.fitting import half, unit_of, written
from reports.brand.imports.found import FoundHolder, FoundSlides

Entry = dict[str, Any]
Named = dict[str, tuple[BoxInches, str]]
"""Boxes of a layout by name, each with the name of its placeholder."""


class SlidesDraft(Struct):
    """Styles of text, placeholders and layouts for brand.yaml, and notes for whoever imports the file.

    `found` is what the file gives, `design` the brand's slides, which give what the file lacks; `measure` is the width
    of the fonts in proportion to Arial's; `inks` are the colours of text on light and on dark grounds by role; `frame`
    names the boxes that all layouts share.
    """

    found: FoundSlides
    design: SlideLooks
    measure: float
    inks: Mapping[str, str] = field(default_factory=dict)
    text: dict[str, Entry] = field(default_factory=dict)
    placeholders: dict[str, Entry] = field(default_factory=dict)
    layouts: dict[str, Entry] = field(default_factory=dict)
    noted: dict[str, list[str]] = field(default_factory=dict)
    frame: tuple[str, ...] = ()

    @property
    def unit(self) -> float:
        """The slide's height relative to the design's, to scale type: slides of any size fill the same screen."""
        return unit_of(self.found.size, self.design)

    @property
    def least(self) -> float:
        """The least size of text in points."""
        return half(self.design.least.body * min(self.unit, 1))

    def known(self, *layouts: str) -> list[str]:
        """Those of the layouts that the brand has."""
        return [layout for layout in layouts if layout in self.design.layouts]

    def note(self, sentence: str, *layouts: str) -> None:
        """Add a note on some of the file's layouts, or on all."""
        known = self.noted.setdefault(sentence, [])
        known += [layout for layout in layouts if layout not in known]

    def notes(self) -> list[str]:
        """The notes, each with the names of the layouts that it is on."""
        named = {sentence: ", ".join(f'"{layout}"' for layout in layouts) for sentence, layouts in self.noted.items()}
        return [f"{sentence}: {names}" if names else sentence for sentence, names in named.items()]

    def style(self, name: str, style: Entry) -> str:
        """Add a style of text; return its name."""
        return _added(self.text, name, style)

    def styles(self, name: str, styles: Sequence[Entry]) -> list[str]:
        """Add the styles of a placeholder's levels; their names."""
        kinds = ("", "-item", "-subitem", "-step", "-subhead")
        return [self.style(f"{name}{kind}", style) for kind, style in zip(kinds, styles, strict=False)]

    def holder(self, name: str, holder: FoundHolder, levels: Sequence[str], *, shown: str) -> str:
        """Add a placeholder of the file; return its name."""
        entry: Entry = {"type": holder.type, "index": holder.index, "name": shown, "levels": list(levels)}
        if holder.anchor != "top":
            entry["anchor"] = holder.anchor
        entry["insets"] = list(holder.insets)
        if holder.type == "ftr" and name in self.design.placeholders:
            entry["prompt"] = dict(self.design.placeholders[name].prompt)
        return self.placeholder(name, entry)

    def placeholder(self, name: str, entry: Entry) -> str:
        """Add a placeholder; its name."""
        return _added(self.placeholders, name, entry)

    def layout(self, key: str, fields: Mapping[str, Any], named: Named, without: Sequence[str]) -> None:
        """Add a layout. `without` are the boxes of the frame that it lacks."""
        placeholders = {box: placeholder for box, (_, placeholder) in named.items() if placeholder != box}
        entry: Entry = {"name": self.design.layouts[key].name, **fields}
        entry |= {"placeholders": placeholders} if placeholders else {}
        entry |= {"without": list(without)} if without else {}
        self.layouts[key] = {**entry, "boxes": {name: written(box) for name, (box, _) in named.items()}}

    def changes(self, former: SlideLooks | None) -> dict[str, Any]:
        """The changes to brand.yaml, where each entry replaces the one of its name.

        `former` are the slides of the file that was imported before: what only that file changed is reset to what
        the design has, what it added is removed, and what the brand lacks is added.
        """
        parts = {"text": self.text, "placeholders": self.placeholders, "layouts": self.layouts}
        for part in ("text", "placeholders") if former else ():
            old: Mapping[str, BaseModel] = getattr(former, part)
            for name, own in getattr(self.design, part).items():
                if name not in parts[part] and old.get(name) != own:
                    parts[part][name] = own.model_dump(exclude_defaults=True)
        changes: dict[str, dict[str, Any]] = {
            part: {name: Whole(entry) for name, entry in entries.items()} for part, entries in parts.items()
        }
        for part in parts if former else ():
            changes[part] |= {
                name: Gone()
                for name in getattr(former, part)
                if name not in changes[part] and name not in getattr(self.design, part)
            }
        return changes


def _added(entries: dict[str, Entry], name: str, entry: Entry) -> str:
    """The name of an equal entry, or a free one like `name`, under which the entry is added."""
    if entries.get(name, entry) == entry:
        entries[name] = entry
        return name
    same = next((other for other, known in entries.items() if known == entry and other.startswith(name)), None)
    if same:
        return same
    letters = (f"{name}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    free = next((each for each in letters if each not in entries), f"{name}-{len(entries)}x")
    entries[free] = entry
    return free

"""The entries of brand.yaml as they grow: styles of text, placeholders, layouts; the same entry stands there once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from reports.brand import Box, SlideLooks
from reports.brand.imports.brand_file import Whole
from reports.brand.imports.layouts import FoundHolder
from reports.brand.imports.room import written

Entry = dict[str, Any]


@dataclass(slots=True)
class BrandDraft:
    """What will stand in brand.yaml's `slides:`. `design` are the slides that the template takes the place of,
    `frame` the boxes that all layouts share."""

    design: SlideLooks
    text: dict[str, Entry] = field(default_factory=dict)
    placeholders: dict[str, Entry] = field(default_factory=dict)
    layouts: dict[str, Entry] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    frame: tuple[str, ...] = ()

    def tell(self, sentence: str, *layouts: str) -> None:
        """Note what is to be said, and of which layouts."""
        known = self.told.setdefault(sentence, [])
        known += [layout for layout in layouts if layout not in known]

    def sentences(self) -> list[str]:
        """All that is to be said, with the names of the layouts that it is said of."""
        named = {sentence: ", ".join(f'"{layout}"' for layout in layouts) for sentence, layouts in self.told.items()}
        return [f"{sentence}: {names}" if names else sentence for sentence, names in named.items()]

    def style(self, name: str, style: Entry) -> str:
        """Note a style; the name under which it, or one just like it, stands."""
        return _noted(self.text, name, style)

    def styles(self, name: str, styles: Sequence[Entry]) -> list[str]:
        """Note the styles of a placeholder's levels."""
        kinds = ("", "-item", "-subitem", "-step", "-subhead")
        return [self.style(f"{name}{kind}", style) for kind, style in zip(kinds, styles, strict=False)]

    def holder(self, name: str, holder: FoundHolder, levels: Sequence[str], *, shown: str) -> str:
        """Note a placeholder of the template; the name under which it stands."""
        entry: Entry = {"type": holder.type, "index": holder.index, "name": shown, "levels": list(levels)}
        if holder.anchor != "top":
            entry["anchor"] = holder.anchor
        entry["insets"] = list(holder.insets)
        if holder.type == "ftr" and name in self.design.placeholders:
            entry["prompt"] = dict(self.design.placeholders[name].prompt)
        return self.placeholder(name, entry)

    def placeholder(self, name: str, entry: Entry) -> str:
        """Note a placeholder; the name under which it, or one just like it, stands."""
        return _noted(self.placeholders, name, entry)

    def layout(
        self,
        key: str,
        fields: Mapping[str, Any],
        boxes: Mapping[str, Box],
        placeholders: Mapping[str, str],
        without: Sequence[str],
    ) -> None:
        """Note a layout: `placeholders` only where a box is not named after its own."""
        design = self.design.layouts[key]
        entry: Entry = {"name": design.name, **fields}
        named = {box: name for box, name in placeholders.items() if box != name}
        entry |= {"placeholders": named} if named else {}
        entry |= {"without": list(without)} if without else {}
        self.layouts[key] = {**entry, "boxes": {name: written(box) for name, box in boxes.items()}}

    def changes(self, former: Mapping[str, Any] | None) -> dict[str, Any]:
        """The changes to brand.yaml; each entry takes the place of the former one of its name.

        `former` is the `slides:` that another template left behind: what it changed and this one does not is set back.
        """
        parts = {"text": self.text, "placeholders": self.placeholders, "layouts": self.layouts}
        for part in ("text", "placeholders"):
            known: Mapping[str, BaseModel] = getattr(self.design, part)
            old = former[part] if former else {}
            for name in (name for name in known if name in old and name not in parts[part]):
                if type(known[name]).model_validate(old[name]) != known[name]:
                    parts[part][name] = known[name].model_dump(exclude_defaults=True)
        return {part: {name: Whole(entry) for name, entry in entries.items()} for part, entries in parts.items()}


def _noted(entries: dict[str, Entry], name: str, entry: Entry) -> str:
    """The name of an entry just like this one, or a free name like `name`, under which it is noted now."""
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

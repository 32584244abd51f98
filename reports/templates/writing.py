"""What all functions of templates share: they write marked words, and gather as faults what cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from reports.charts import Specs
from reports.diagnostics import Findings, nearest
from reports.document import Inlines, Marked
from reports.facts import Fact
from reports.reader.markdown import MarkKey, key_of
from reports.selection import Selection
from reports.templates.markup import inline_markup
from reports.templates.position import here
from reports.wording import Unwritable, Wording


@dataclass(slots=True)
class State:
    """What one document has written so far: marks issued, facts used in order, names given in full, charts."""

    issued: dict[MarkKey, Marked] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    charts: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes for one document, in one language, over one selection of facts."""

    wording: Wording
    selection: Selection
    specs: Specs
    state: State
    findings: Findings

    def fault(self, message: str, hint: str | None, needle: str) -> None:
        place, source = here(needle)
        self.findings.error(message, place, hint=hint, source=source)

    def write(self, make: Callable[[Wording], Inlines], needle: str) -> Markup:
        """The inlines that `make` gives, as Markdown; a fault, and nothing, where they cannot be written."""
        try:
            inlines = make(self.wording)
        except Unwritable as error:
            self.fault(str(error), error.hint, needle)
            return Markup("")
        self._remember(inlines)
        return inline_markup(inlines)

    def _remember(self, inlines: Inlines) -> None:
        for inline in inlines:
            if isinstance(inline, Marked):
                self.state.issued[key_of(inline)] = inline
                if inline.trace.kind == "fact":
                    self.state.used.setdefault(inline.trace.ref)

    def _known(self, id_: str, known: Mapping[str, Any], what: str) -> bool:
        if id_ in known:
            return True
        self.fault(f'no {what} is called "{id_}"', nearest(id_, known), id_)
        return False

    def _told(self, id_: str) -> Fact | None:
        if id_ in self.selection.withheld:
            self.fault(
                f'"{id_}" may not be told here: {self.selection.withheld[id_]}',
                "take it out, or clear the audience for it (release: internal)", id_,
            )  # fmt: skip
            return None
        return self.selection.facts[id_] if self._known(id_, self.wording.facts.facts, "fact") else None

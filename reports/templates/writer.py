"""What all functions of templates share: they write marked words, and collect faults for what cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from reports.charts import Specs
from reports.diagnostics import Findings, nearest
from reports.document.model import Inlines, Marked
from reports.document.reader.markdown import MarkKey, key_of
from reports.facts import Fact
from reports.facts.wording import Unwritable, Wording, capitalised
from reports.templates.faults import clipped
from reports.templates.markup import inline_markup
from reports.templates.places import here
from reports.templates.work import CALL, FAULT, WorkCount
from reports.workspace.selection import Selection

_LISTED = {"fact": "facts", "term": "terms", "place": "terms", "person": "terms", "chart": "charts"}
"""What a function can name, and the argument of `songngu list` that lists it."""


@dataclass(slots=True)
class State:
    """What one document has written so far: marks issued, facts used in order, names given in full.

    `work` counts what its template does.
    """

    issued: dict[MarkKey, Marked] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    work: WorkCount = field(default_factory=WorkCount)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one document, in one language, over one selection of facts."""

    wording: Wording
    selection: Selection
    specs: Specs
    state: State
    findings: Findings

    def fault(self, message: str, hint: str | None, needle: str) -> None:
        """Report an error at `needle` in the line of the template that runs now."""
        self.state.work.spend(FAULT)
        place, source = here(needle)
        self.findings.error(clipped(message), place, hint=hint, source=source)

    def write(self, make: Callable[[Wording], Inlines], needle: str, *, start: bool = False) -> Markup:
        """The inlines that `make` gives, as Markdown; a fault, and nothing, where they cannot be written.

        `start` gives them a capital, at the start of a sentence.
        """
        self.state.work.spend(CALL)
        try:
            inlines = make(self.wording)
        except Unwritable as error:
            self.fault(str(error), error.hint, needle)
            return Markup("")
        if start:
            inlines = capitalised(inlines, self.wording.language)
        marks = [inline for inline in inlines if isinstance(inline, Marked)]
        facts = [mark.trace.ref for mark in marks if mark.trace.kind == "fact"]
        if not all(self._allowed(id_) for id_ in facts):  # a caption may name one that is withheld
            return Markup("")
        self.state.issued.update((key_of(mark), mark) for mark in marks)
        self.state.used.update(dict.fromkeys(facts))
        return inline_markup(inlines)

    def _known(self, id_: str, known: Mapping[str, Any], what: str) -> bool:
        if id_ not in known:
            hint = nearest(id_, known, otherwise=f'"songngu list {_LISTED[what]}" lists them' if known else "")
            self.fault(f'no {what} is called "{id_}"', hint, id_)
        return id_ in known

    def _allowed(self, id_: str) -> Fact | None:
        """The fact, if there is one that this audience may read; else a fault."""
        if id_ in self.selection.withheld:
            message = f'"{id_}" may not be shown here: {self.selection.withheld[id_]}'
            self.fault(message, "take it out, or clear the audience for it (release: internal)", id_)
            return None
        return self.selection.facts[id_] if self._known(id_, self.wording.facts.facts, "fact") else None

    def _needs(self, ids: Collection[str], function: str) -> None:
        if not ids:
            self.fault(f"{function}() names no fact", f'write {function}("ID")', f"{function}(")

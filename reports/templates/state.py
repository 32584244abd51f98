"""What all functions of templates share: they write marked words, and gather as faults what cannot be written."""

from __future__ import annotations

import re
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
from reports.templates.position import here
from reports.templates.work import CALL, FAULT, WorkCount
from reports.workspace.selection import Selection

ID = re.compile(r"\w[\w.-]*")
LISTED = {"fact": "facts", "term": "terms", "place": "terms", "person": "terms", "chart": "charts"}
"""What a function may name, and the list in which it stands."""


@dataclass(slots=True)
class State:
    """What one document has written so far: marks issued, facts used in order, names given in full.

    `work` counts what its template does just now.
    """

    issued: dict[MarkKey, Marked] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    work: WorkCount = field(default_factory=WorkCount)


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes for one document, in one language, over one selection of facts."""

    wording: Wording
    selection: Selection
    specs: Specs
    state: State
    findings: Findings

    def fault(self, message: str, hint: str | None, needle: str) -> None:
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
        if not all(self._told(id_) for id_ in facts):  # one that is named in a caption may not be for this audience
            return Markup("")
        self.state.issued.update((key_of(mark), mark) for mark in marks)
        self.state.used.update(dict.fromkeys(facts))
        return inline_markup(inlines)

    def _known(self, id_: str, known: Mapping[str, Any], what: str) -> bool:
        if id_ in known:
            return True
        hint = nearest(id_, known, otherwise=f'"songngu list {LISTED[what]}" lists them' if known else "")
        self.fault(f'no {what} is called "{id_}"', hint, id_)
        return False

    def _is_one_of(self, form: str, forms: Collection[str], what: str) -> bool:
        if form in forms:
            return True
        self.fault(f'a {what} has no form "{form}"', nearest(form, forms), form)
        return False

    def _is_id(self, id_: str) -> bool:
        if ID.fullmatch(id_):
            return True
        self.fault(f'"{id_}" is no id', "an id has letters, digits, dots and hyphens", id_ or "id=")
        return False

    def _needs(self, ids: Collection[str], function: str) -> None:
        if not ids:
            self.fault(f"{function}() names no fact", f'write {function}("ID")', f"{function}(")

    def _told(self, id_: str) -> Fact | None:
        if id_ in self.selection.withheld:
            self.fault(
                f'"{id_}" may not be told here: {self.selection.withheld[id_]}',
                "take it out, or clear the audience for it (release: internal)",
                id_,
            )
            return None
        return self.selection.facts[id_] if self._known(id_, self.wording.facts.facts, "fact") else None

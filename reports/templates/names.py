"""Functions of templates that write names, dates, periods and plain figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from markupsafe import Markup

from reports.document.model import Marked, Trace
from reports.languages.periods import parse_period
from reports.templates.fact_text import known
from reports.templates.state import Writing

NAMES = ("full", "short")
TIMES = ("long", "short")
"""The forms of names, and of dates and periods."""


@dataclass(frozen=True, slots=True)
class Naming(Writing):
    """Names from the glossary, dates and periods; with `start`, as at the start of a sentence."""

    def term(self, id: str, form: str | None = None, *, start: bool = False) -> Markup:
        """A term: in full where the document names it first, in short after; or as `form` says."""
        there = self._known(id, self.wording.facts.glossary.terms, "term")
        if not there or not self._is_one_of(form or NAMES[0], NAMES, "name"):
            return Markup("")
        wanted = form or ("short" if id in self.state.named else "full")
        if wanted == "full":
            self.state.named.add(id)
        return self.write(lambda w: (w.term(id, wanted),), id, start=start)  # type: ignore[arg-type]

    def place(self, id: str, form: str = "short", *, start: bool = False) -> Markup:
        there = self._known(id, self.wording.facts.glossary.places, "place")
        if not there or not self._is_one_of(form, NAMES, "name"):
            return Markup("")
        return self.write(lambda w: (w.place(id, form),), id, start=start)  # type: ignore[arg-type]

    def person(self, id: str) -> Markup:
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (w.person(id),), id)

    def office(self, id: str, *, start: bool = False) -> Markup:
        """The person's office at the time, as the source states it."""
        if not self._known(id, self.wording.facts.glossary.people, "person"):
            return Markup("")
        return self.write(lambda w: (known(w.office(id), "office"),), id, start=start)

    def date(self, day: str, form: str = "long", *, start: bool = False) -> Markup:
        try:
            read = Date.fromisoformat(day)
        except ValueError:
            self.fault(f'"{day}" is no date', 'write date("2025-10-21")', day)
            return Markup("")
        if not self._is_one_of(form, TIMES, "date"):
            return Markup("")
        return self.write(lambda w: (w.date(read, form),), day, start=start)  # type: ignore[arg-type]

    def period(self, written: str, form: str = "long", *, start: bool = False) -> Markup:
        try:
            read = parse_period(written)
        except ValueError as error:
            self.fault(str(error), 'write period("2020/2025")', written)
            return Markup("")
        if not self._is_one_of(form, TIMES, "period"):
            return Markup("")
        return self.write(lambda w: (w.period(read, form),), written, start=start)  # type: ignore[arg-type]

    def plain(self, text: str) -> Markup:
        """What looks like a figure and is a name: plain("24/7")."""
        if not text.strip():
            self.fault("there is nothing to write here", 'write plain("24/7")', "plain(")
            return Markup("")
        return self.write(lambda w: (Marked(text, Trace("plain", text)),), text)

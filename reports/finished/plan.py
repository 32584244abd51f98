"""What was found of the figures of a file → the edits that bring it up to date, and what is left to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from reports.document.alternatives import divided
from reports.finished.changes import Change, ChangeState
from reports.finished.current import CurrentTexts
from reports.finished.drawings import ALT
from reports.finished.edits import Edit
from reports.finished.examination import Examination
from reports.finished.marks import Expected, Mark
from reports.finished.model import FoundFigure, Passage, Token
from reports.finished.text import FIGURE, same

_ENDED = tuple(".!?…:")


class Plan(Struct):
    """The edits of a file's texts, and what is to be told.

    `renewed` are the marks that are printed with another text today: for each place where such a mark is, in reading
    order, the text that is there now, or None if it stays as it was.
    """

    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    renewed: dict[Mark, list[str | None]] = field(default_factory=dict)

    def renew(self, mark: Mark, text: str | None) -> None:
        self.renewed.setdefault(mark, []).append(text)


def plan(examined: Examination) -> Plan:
    """The edits for the texts of a file. Words in charts are drawn, and are no texts here."""
    is_deck = examined.package.kind == "powerpoint"
    planner = _Planner(str(examined.file), examined.ours.current, examined.tracer.entries, is_deck)
    for token, found in examined.tracer.found.items():
        entry = examined.tracer.entries.get(token)
        if entry and token.passage.letters:
            planner.token(token, entry, found)
    for found in examined.figures:
        if found.state == "lost":
            planner.tell("deleted", found)
    return planner.plan


class _Planner(Struct):
    """`divides`: the rest of a long text alternative is in the notes. `done` are the places of marks that were planned,
    by passage and start."""

    file: str
    current: CurrentTexts
    entries: Mapping[Token, Expected]
    divides: bool
    plan: Plan = field(default_factory=Plan)
    done: set[tuple[int, int]] = field(default_factory=set)

    def tell(self, state: ChangeState, found: FoundFigure, **more: Any) -> None:
        shared = {name: getattr(found, name) for name in ("figure", "printed", "now", "kind", "ref", "form")}
        shared |= {"place": found.place, "sentence": found.sentence} | more
        self.plan.changes.append(Change(self.file, state=state, **shared))

    def token(self, token: Token, entry: Expected, found: FoundFigure) -> None:
        """Plan what is to be done with a figure that a mark explains."""
        mark, (still, now) = entry.mark, self.current.todays_text(entry.mark)
        if found.state == "changed":
            typed = now is not None and token.span is not None and same(token.text, now)
            self.plan.renew(mark, now if typed else None)
            if not typed:
                self.tell("overtyped", found)
        elif now is None:
            if found.state == "stale":
                self.tell("unknown", found)
        elif not still:
            self._renewed(token, entry, found, now)

    def _renewed(self, token: Token, entry: Expected, found: FoundFigure, now: str) -> None:
        """Plan a mark that says something else today: all of it where it is as printed, or else only its figure."""
        mark, passage = entry.mark, token.passage
        if self.divides and passage.part == ALT:
            now, _ = divided(now)
        start = token.start if token.span else token.start - entry.start
        key = (id(passage), start)
        end = token.end if token.span else start + len(mark.printed)
        if key in self.done:
            return
        if token.span or (start >= 0 and passage.text[start:end].casefold() == mark.printed.casefold()):
            self.done.add(key)
            self._edit(passage, start, end, mark, now, found)
        elif found.state == "stale":
            figures, former = FIGURE.findall(now), FIGURE.findall(mark.printed)
            if len(figures) == len(former):
                self._edit(passage, token.start, token.end, mark, figures[entry.index], found)
            else:
                self.plan.renew(mark, None)
                self.tell("edited", found, why="the words around it were edited")

    def _edit(self, passage: Passage, start: int, end: int, mark: Mark, now: str, found: FoundFigure) -> None:
        former, text = passage.text[start:end], self.current.written(now)
        capital = self.current.wording.language.capital
        if former[:1].isupper() and capital(text) != text and _begins(passage.text[:start]):
            text = capital(text)
        self.plan.edits.append(Edit(passage, start, end, text))
        self.plan.renew(mark, text)
        self.tell("refreshed", found, figure=former, now=text)


def _begins(before: str) -> bool:
    """Whether a sentence begins after a text."""
    return not before.strip() or before.rstrip('"”»’) ').endswith(_ENDED)


def by_passage(edits: list[Edit]) -> Iterator[Edit]:
    """The edits, those of a passage from its end to its start, so that each leaves the places of the next ones."""
    return iter(sorted(edits, key=lambda edit: (id(edit.passage), -edit.start)))

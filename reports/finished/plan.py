"""What was found of the figures of a file → the edits that bring it up to date, and what is left to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from msgspec import Struct, field

from reports.document.alternatives import divided
from reports.finished.changes import Change, ChangeState
from reports.finished.columns import uneven
from reports.finished.current import CurrentTexts
from reports.finished.doubts import doubts
from reports.finished.drawings import ALT
from reports.finished.edits import Edit, narrowed, ranks
from reports.finished.examination import Examination
from reports.finished.marks import LONG_KINDS, Expected, Mark
from reports.finished.model import FoundFigure, Passage, Token
from reports.finished.names import NamePlace, changed_names, places
from reports.finished.repeats import repeated
from reports.finished.text import FIGURE, same, sentence

MARGINS = ("header", "footer")
_ENDED = tuple(".!?…:")


class Renewal(Struct, eq=False):
    """A place of a mark that says something else today: the text that is there `now`, or those of its `figures` that
    are; neither if it stays as it was. `last` is the number of the last figure that was seen there."""

    mark: Mark
    passage: Passage | None = None
    now: str | None = None
    figures: dict[int, str] = field(default_factory=dict)
    last: int = -1

    @property
    def text(self) -> str | None:
        """What the mark is listed with from now on; None if it stays as it was."""
        numbers = count()
        return self.now or (
            FIGURE.sub(lambda figure: self.figures.get(next(numbers), figure[0]), self.mark.printed)
            if self.figures
            else None
        )


class Plan(Struct):
    """The edits of a file's texts, and what is to be told; `renewed` are the places of marks that were looked at, those
    of a mark in reading order."""

    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    renewed: list[Renewal] = field(default_factory=list)
    typed: list[Edit] = field(default_factory=list)
    """What would undo that people have typed a text of today."""


def plan(examined: Examination) -> Plan:
    """The edits for the texts of a file. Words in charts are drawn, and are no texts here."""
    tracer = examined.tracer
    beside: dict[int, list[tuple[Token, Expected]]] = {}
    for token, entry in tracer.entries.items():
        beside.setdefault(id(token.passage), []).append((token, entry))
    planner = _Planner(str(examined.file), examined.ours.current, beside, examined.package.kind == "powerpoint")
    for token, found in tracer.found.items():
        if token in tracer.entries and token.passage.letters:
            planner.token(token, tracer.entries[token], found)
    for found in examined.figures:
        if found.state == "lost":
            planner.tell("deleted", found)
    planner.names(examined)
    planner.plan.edits = list(_apart(planner.plan.edits))
    for token in uneven(tracer.entries, planner.plan.edits, planner.current):
        planner.tell("doubtful", tracer.found[token], why="the others of its column have more or fewer decimals")
    planner.plan.edits += list(repeated(planner.plan.edits, tracer.passages, examined.package))
    return planner.plan


class _Planner(Struct):
    """`beside` are the figures of each passage, `done` the places of marks that were planned, by passage and start.
    `divides`: the rest of a long text alternative is in the notes."""

    file: str
    current: CurrentTexts
    beside: Mapping[int, Sequence[tuple[Token, Expected]]]
    divides: bool
    plan: Plan = field(default_factory=Plan)
    done: set[tuple[int, int]] = field(default_factory=set)
    begun: dict[tuple[int, Mark], Renewal] = field(default_factory=dict)

    def tell(self, state: ChangeState, found: FoundFigure, **more: Any) -> None:
        shared = {name: getattr(found, name) for name in ("figure", "printed", "now", "kind", "ref", "form")}
        shared |= {"place": found.place, "sentence": found.sentence} | more
        self.plan.changes.append(Change(self.file, state=state, **shared))

    def token(self, token: Token, entry: Expected, found: FoundFigure) -> None:
        """Plan what is to be done with a figure that a mark explains."""
        mark, (still, now) = entry.mark, self.current.todays_text(entry.mark)
        if found.state == "changed":
            typed = now is not None and token.span is not None and same(token.text, now)
            self._renewal(mark, token.passage, entry.index).now = now if typed else None
            if typed:
                self.plan.typed.append(Edit(token.passage, token.start, token.end, mark.printed))
            else:
                self.tell("overtyped", found)
        elif now is None:
            if found.state == "stale":
                self.tell("unknown", found)
        elif not still:
            self._renewed(token, entry, found, now)

    def _renewed(self, token: Token, entry: Expected, found: FoundFigure, now: str) -> None:
        """Plan a mark that says something else today: all of it where it is as printed, or else only its figure."""
        mark, passage = entry.mark, token.passage
        renewal = self._renewal(mark, passage, entry.index)
        if self.divides and passage.part == ALT:
            now, _ = divided(now)
        start = token.start if token.span else token.start - entry.start
        key = (id(passage), start)
        end = token.end if token.span else start + len(mark.printed)
        if key in self.done:
            return
        within = start - max(now.find(mark.printed), 0)
        if within < start and passage.text[max(within, 0) :].startswith(now):  # somebody has typed its qualifier
            self.done.add(key)
            renewal.now = now
            self.plan.typed.append(Edit(passage, within, within + len(now), mark.printed))
        elif token.span or (start >= 0 and passage.text[start:end].casefold() == mark.printed.casefold()):
            self.done.add(key)
            renewal.now = self._edit(passage, start, end, mark, now, found)
        elif found.state == "stale":
            figures, former = FIGURE.findall(now), FIGURE.findall(mark.printed)
            if len(figures) == len(former):
                self._edit(passage, token.start, token.end, mark, figures[entry.index], found)
                renewal.figures[entry.index] = figures[entry.index]
            else:
                self.tell("edited", found, why="the words around it were edited")

    def _renewal(self, mark: Mark, passage: Passage, index: int = 0) -> Renewal:
        """That of a place of a mark, whose figures are told in their order."""
        known = self.begun.get((id(passage), mark))
        if known is None or index <= known.last:
            known = self.begun[id(passage), mark] = Renewal(mark, passage)
            is_repeated = passage.part in MARGINS or (mark.kind == "fact" and passage.part == ALT)
            self.plan.renewed += [] if is_repeated else [known]  # what others repeat is listed once
        known.last = index
        return known

    def names(self, examined: Examination) -> None:
        """Plan the names that changed; where one is that no mark explains, it is told."""
        changed = changed_names(examined)
        listed, others = places(changed, examined) if changed else ([], [])
        for mark, place in listed:
            now = changed[mark]
            if place:
                seen = self._seen(place._replace(mark=mark), now)
                edited = self._edit(place.passage, place.start, place.end, mark, now, seen)
                self._renewal(mark, place.passage).now = edited
            else:
                self.plan.renewed.append(Renewal(mark))
                said = (mark.kind, mark.ref, mark.form, mark.printed, now)
                self.tell("deleted", FoundFigure(self.file, "", "", mark.printed, "lost", *said))
        inside = {id(passage) for _, passages in examined.tracer.lists for passage in passages}
        told: set[tuple[str, str]] = set()  # each once of those that are on every slide
        for place in others:
            seen = self._seen(place, now := changed[place.mark])
            text = place.passage.text[: place.start] + now + place.passage.text[place.end :]
            titles = (title for title in examined.ours.titles if now in title and title in text)
            if id(place.passage) not in inside and any(titles):
                self._edit(place.passage, place.start, place.end, place.mark, now, seen)
            elif (place.mark.printed, place.passage.text) not in told:
                told.add((place.mark.printed, place.passage.text))
                self.tell("doubtful", seen, why="the name changed, and nothing marks it here")

    def _seen(self, place: NamePlace, now: str) -> FoundFigure:
        mark, passage = place.mark, place.passage
        words = sentence(passage.text, place.start, place.end)
        said = (mark.kind, mark.ref, mark.form, mark.printed, now)
        return FoundFigure(self.file, passage.place, words, mark.printed, "stale", *said)

    def _edit(self, passage: Passage, start: int, end: int, mark: Mark, now: str, found: FoundFigure) -> str:
        """Plan a text of today and tell it; the text as it will be."""
        former, text = passage.text[start:end], self.current.written(now)
        capital = self.current.wording.language.capital
        if former[:1].isupper() and capital(text) != text and _begins(passage.text[:start]):
            text = capital(text)
        edit = Edit(passage, start, end, text)
        self.plan.edits.append(narrowed(edit) if mark.kind in LONG_KINDS else edit)
        self.tell("refreshed", found, figure=former, now=text)
        if mark.kind == "fact":
            why = "; ".join(doubts(edit, mark, self.beside.get(id(passage), ()), self.current))
            if why:
                self.tell("doubtful", found, figure=former, now=text, why=why)
        return text


def _begins(before: str) -> bool:
    """Whether a sentence begins after a text."""
    return not before.strip() or before.rstrip('"”»’) ').endswith(_ENDED)


def _apart(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits without those that lie in another one, such as that of a name in a longer text that changed, too."""
    last, order = None, ranks(edits)
    for edit in sorted(edits, key=lambda edit: (order[id(edit.passage)], edit.start, -edit.end)):
        if last is None or last.passage is not edit.passage or edit.start >= last.end:
            yield edit
            last = edit

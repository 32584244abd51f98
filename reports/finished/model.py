"""Passages of text with their place, the figures in them, and what an audit finds of each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from lxml import etree
from msgspec import Struct, field

from reports.diagnostics import counted
from reports.document.prose import SCRIPT_DIGITS
from reports.finished.text import FIGURE, sentence

FigureState = Literal["traced", "changed", "stale", "untraced", "lost"]
STATES: tuple[FigureState, ...] = ("traced", "changed", "stale", "untraced", "lost")


class FoundFigure(Struct, frozen=True):
    """One figure of a finished file and its state.

    `figure` is the text as it is, `printed` what the program once wrote there, `now` what it would write today.
    `value` and `was` are `figure` and `printed` read as quantities, if they are any. A lost figure is missing `times`
    times in the file; `figure` is then its printed text.
    """

    file: str
    place: str
    sentence: str
    figure: str
    state: FigureState
    kind: str = ""
    ref: str = ""
    form: str = ""
    printed: str | None = None
    now: str | None = None
    value: str | None = None
    was: str | None = None
    times: int = 1

    @property
    def what(self) -> str:
        """The state in words."""
        name = f"{self.kind} {self.ref}".strip()
        today = f'{name} now says "{self.now}"' if self.now is not None else f"{name} is no longer known"
        if self.state == "stale":
            return f'printed "{self.printed or self.figure}"; {today}'
        if self.state == "changed":
            values = f" (read as {self.was or '?'} and {self.value or '?'})" if self.kind == "fact" else ""
            was = f'was "{self.printed}"' if self.printed is not None else today
            return f'{was}, is now "{self.figure}"{values}: {name}'
        if self.state == "lost":
            return f"was written but is missing, {counted(self.times, 'time')}: {name}"
        return self.sentence if self.state == "untraced" else name


class MarkedSpan(Struct, frozen=True):
    """A part of a passage with the mark of a fact: the name of its character style or content control."""

    start: int
    end: int
    name: str


class TextSource(NamedTuple):
    """The element, or the attribute of one, whose text a passage has from `start` on."""

    start: int
    element: etree._Element
    attribute: str = ""


class Passage(Struct):
    """A paragraph as it is seen on the page.

    `hidden` are parts that the program counts (page numbers, caption numbers); `inner` are the passages anchored at a
    position: notes, text boxes, alternative texts. `listed`: an entry in a table of contents. `letters` say where in
    the file the text is, in order; attributes that repeat a text all begin where it begins. `drawn` is the part of the
    native chart that shows it.
    """

    place: str
    text: str = ""
    part: str = ""
    hidden: list[tuple[int, int]] = field(default_factory=list)
    spans: list[MarkedSpan] = field(default_factory=list)
    inner: list[tuple[int, list[Passage]]] = field(default_factory=list)
    listed: bool = False
    letters: list[TextSource] = field(default_factory=list)
    drawn: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, element: etree._Element, *, hidden: bool = False, script: str = "") -> None:
        """Add the text of an element to the passage's, which is kept in `pieces` until `close`.

        Digits of a `script` after a word, as in m² and CO₂, are the signs of these: they do not go on a figure.
        """
        if script in SCRIPT_DIGITS and self.pieces and self.pieces[-1][-1:].strip():
            text = text.translate(SCRIPT_DIGITS[script])
        self.pieces.append(text)
        self.letters.append(TextSource(self.length, element))
        if hidden:
            self.hidden.append((self.length, self.length + len(text)))
        self.length += len(text)

    def close(self) -> None:
        """Join the pieces to the text."""
        self.text = "".join(self.pieces)
        self.pieces.clear()

    def mark(self, start: int, end: int, name: str) -> None:
        """Note a span with a mark; adjacent runs of one mark, which programs have split, are one span."""
        last = self.spans[-1] if self.spans else None
        if last and last.name == name and last.end == start:
            start = self.spans.pop().start
        self.spans.append(MarkedSpan(start, end, name))


class Token(Struct, frozen=True, eq=False):
    """A figure in a passage, or the whole text of a marked span."""

    passage: Passage
    start: int
    end: int
    span: MarkedSpan | None = None

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The sentence around it."""
        return sentence(self.passage.text, self.start, self.end)


def tokens(passages: Iterable[Passage]) -> Iterator[Token]:
    """The figures and marked spans of the passages and of all that is anchored in them, in reading order."""
    for passage in passages:
        marked = [Token(passage, span.start, span.end, span) for span in passage.spans]
        found: list[tuple[int, Token | list[Passage]]] = [(t.start, t) for t in (*marked, *_loose(passage))]
        found += passage.inner
        for _, item in sorted(found, key=lambda pair: pair[0]):
            if isinstance(item, Token):
                yield item
            else:
                yield from tokens(item)


def all_passages(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages and all that are anchored in them."""
    for passage in passages:
        yield passage
        for _, inner in passage.inner:
            yield from all_passages(inner)


def _loose(passage: Passage) -> Iterator[Token]:
    """The figures outside marked and hidden parts."""
    text = passage.text
    covered = sorted([*passage.hidden, *((span.start, span.end) for span in passage.spans)])
    pieces: list[str] = []
    end = 0
    for start, stop in covered:
        pieces += [text[end:start], " " * (stop - max(start, end))]
        end = max(end, stop)
    for match in FIGURE.finditer("".join([*pieces, text[end:]])):
        yield Token(passage, match.start(), match.end())


def rows(figures: Iterable[FoundFigure]) -> list[dict[str, Any]]:
    """A row for each figure that is not traced."""
    return [
        {"place": figure.place, "figure": figure.figure, "state": figure.state, "what": figure.what}
        for figure in figures
        if figure.state != "traced"
    ]


def summary(figures: Iterable[FoundFigure]) -> str:
    """ "12 figures: 9 traced (4 fact, 5 date), 1 changed, 2 untraced, 3 lost"; those lost are none of the 12."""
    figures = tuple(figures)
    states = Counter[str]()
    for figure in figures:
        states[figure.state] += figure.times
    kinds = Counter(figure.kind for figure in figures if figure.state == "traced")
    summed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    parts = [
        f"{states[state]} {state}" + (f" ({summed})" if state == "traced" else "") for state in STATES if states[state]
    ]
    present = sum(figure.state != "lost" for figure in figures)
    return f"{counted(present, 'figure')}: {', '.join(parts)}"

"""The slides of a .pptx and what the workspace knows → the state of each of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.finished.drawn import ALT
from reports.finished.evidence import EvidenceEntry, Labels, entries, marks_of
from reports.finished.known import Written
from reports.finished.marks import Expected, Known, Mark, expected
from reports.finished.model import FoundFigure, Token, tokens
from reports.finished.powerpoint import FoundSheet, Shape
from reports.finished.tracer import Tracer

SAME_ON_ALL = ("dt", "ftr")
"""Placeholders that writers do not tag: date and footer."""
_LONG = 3


def trace_deck(sheets: Sequence[FoundSheet], tracer: Tracer, written: Written) -> list[FoundFigure]:
    """Every figure of the deck, slide by slide: by the tags, or by the notes where a program has dropped the tags."""
    labels = tuple(Labels.of(wording) for wording in tracer.judge.wordings)
    slides = _Slides(tracer, written)
    tagged = any(sheet.tagged for sheet in sheets)
    order: list[Token] = []
    for sheet in sheets:
        evidence = [entry for known in labels for shape in sheet.notes for entry in entries(shape.passages, known)]
        pages = [
            _Page(shape, list(tokens(shape.passages)), list(tokens(shape.drawn)))
            for shape in (*sheet.shapes, *sheet.notes)
        ]
        order += [token for page in pages for token in (*page.written, *page.drawn)]
        if sheet.tagged or (tagged and not evidence):
            slides.by_tags(pages)
        else:
            slides.by_notes(sheet.title, pages, evidence)
    return [tracer.found[token] for token in order if token in tracer.found]


@dataclass(frozen=True, slots=True)
class _Page:
    """A shape of a slide or of its notes, and the figures in its text and in what is drawn."""

    shape: Shape
    written: list[Token]
    drawn: list[Token]


@dataclass(slots=True)
class _Slides:
    """Traces one slide after the other; `section` is the last number of a section that was met."""

    tracer: Tracer
    written: Written
    section: int = 0

    def by_tags(self, pages: Sequence[_Page]) -> None:
        """Each shape against the marks in its own tags."""
        every = Known.of(mark for page in pages for mark in page.shape.marks)
        for page in pages:
            marks = page.shape.marks
            if page.shape.type in SAME_ON_ALL:
                left = self.tracer.anywhere(page.written, self.written.fronts)
            else:
                left = self.tracer.in_order(page.written, [mark for mark in marks if mark.kind != "alt"])
            alts = [mark for mark in marks if mark.kind == "alt"]
            if alts:
                left += self.tracer.in_order(page.drawn, alts)
            else:
                left += self.tracer.anywhere(self._alternatives(page, every), every)
            self.tracer.untraced(left)

    def by_notes(self, title: str, pages: Sequence[_Page], evidence: Sequence[EvidenceEntry]) -> None:
        """Lines of evidence against their facts, then all the rest of the slide against the facts of the evidence and
        what the templates write under the slide's title; if they know no such title, against all that they write."""
        lines = {id(entry.passage): list(marks_of(entry, self.tracer.judge)) for entry in evidence}
        written = [token for page in pages for token in page.written]
        for passage, figures in groupby(written, key=lambda token: token.passage):
            own = lines.get(id(passage))
            if own is not None:
                self._line(list(figures), own)
        marks = [mark for own in lines.values() for mark in own]
        own = self.written.under(title)
        figures_and_sources = [mark for mark in marks if mark.kind in ("fact", "source")]
        known = Known.of([*figures_and_sources, *own] if own else [*marks, *self.written.anywhere()])
        left: list[Token] = []
        same_on_all: list[Token] = []
        for page in pages:
            here = same_on_all if page.shape.type in SAME_ON_ALL else left
            here += [token for token in page.written if id(token.passage) not in lines]
            left += self._alternatives(page, known)
        shown = {token.text for token in left}
        left = self.tracer.anywhere(left, known if evidence or own else self.written.fronts)
        left = [token for token in left if evidence or not self._numbers_section(token)]
        self.tracer.untraced(self._edited(left, marks, shown))
        self.tracer.untraced(self.tracer.anywhere(same_on_all, self.written.fronts))

    def _line(self, figures: Sequence[Token], marks: Sequence[Mark]) -> None:
        """A line of evidence: of the words around its figures those may differ that are not the fact's own."""
        left = self.tracer.anywhere(figures, Known.of(marks))
        value = next((mark for mark in marks if mark.kind == "fact"), None)
        if value and not self.tracer.judge.now(value)[0]:
            # With the fact, its period or what its source prints may have changed.
            for token in left:
                self.tracer.fitting(token, Expected(value, 0, token.text))
            return
        left = list(self._edited(left, marks, ()))
        self.tracer.untraced(self.tracer.in_order(left, [mark for mark in marks if mark.kind == "evidence"]))

    def _alternatives(self, page: _Page, former: Known) -> list[Token]:
        """The figures of a picture that are not those of a chart."""
        left: list[Token] = []
        for passage, figures in groupby(page.drawn, key=lambda token: token.passage):
            if passage.part == ALT:
                left += self.tracer.alternative(list(figures), former, page.shape.name)
            else:
                left += figures
        return left

    def _numbers_section(self, token: Token) -> bool:
        """Whether the figure is all that its shape says and counts the sections on, and tell so."""
        if token.passage.text.strip() != str(self.section + 1):
            return False
        self.section += 1
        (entry,) = expected([Mark("plain", token.text, "section", token.text)])
        self.tracer.fitting(token, entry)
        return True

    def _edited(self, left: Iterable[Token], marks: Iterable[Mark], shown: Iterable[str]) -> Iterator[Token]:
        """Tell which figures stand in the place of a fact's; the rest is left."""
        facts = list(dict.fromkeys(expected(mark for mark in marks if mark.kind == "fact")))
        for token in left:
            fitting = [entry for entry in facts if entry.surrounds(token) and _may_be(entry, token, shown)]
            if fitting:
                self.tracer.changed(token, min(fitting, key=lambda entry: _distance(entry.figure, token.text)))
            else:
                yield token


def _may_be(entry: Expected, token: Token, shown: Iterable[str]) -> bool:
    """Whether the token may be the fact's figure, edited: the figure is gone from the slide, or differs in one digit.

    Where no words stand beside it, any other figure would do; so it must be a long one that differs in one digit.
    """
    distance = _distance(entry.figure, token.text)
    if not (entry.before + entry.after).strip():
        return distance == 1 and len(entry.figure) == len(token.text) >= _LONG
    return entry.figure not in shown or distance <= 1


def _distance(one: str, other: str) -> int:
    """How many letters differ in place, and in length."""
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))

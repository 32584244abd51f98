"""The slides of a .pptx and what the workspace knows → the state of each of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reports.finished.marks import Known, Mark, MarkList
from reports.finished.model import FoundFigure, Token
from reports.finished.powerpoint import Shape
from reports.finished.tracer import Tracer
from reports.finished.workspace_marks import WorkspaceMarks

SAME_ON_ALL = ("dt", "ftr")
"""Placeholders that the writer does not tag: date and footer."""


def trace_deck(shapes: Sequence[Shape], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Every figure of the deck, slide by slide: by the tags, or by the list of marks if a program has dropped these."""
    tags = [mark for shape in shapes for mark in shape.marks]
    lost: list[FoundFigure] = []
    if tags:
        _by_tags(shapes, Known.of(tags), tracer, ours)
    else:
        lost = _by_list(shapes, listed, tracer, ours)
    order = (token for shape in shapes for token in (*shape.written, *shape.drawn))
    return [*(tracer.found[token] for token in order if token in tracer.found), *lost]


def _by_tags(shapes: Iterable[Shape], known: Known, tracer: Tracer, ours: WorkspaceMarks) -> None:
    """Trace each shape to its own tags; a picture without a tag belongs to the chart whose words it has."""
    for shape in shapes:
        alts = [mark for mark in shape.marks if mark.kind == "alt"]
        if shape.type in SAME_ON_ALL:
            left = tracer.anywhere(shape.written, ours.fronts)
        else:
            left = tracer.in_order(shape.written, [mark for mark in shape.marks if mark.kind != "alt"])
        if alts:
            left += tracer.in_order(shape.drawn, alts)
        else:  # a table, for one, is described by its slide's title
            left += tracer.anywhere(tracer.drawings(shape.drawn, known, shape.name), known)
        tracer.untraced(left)


def _by_list(shapes: Sequence[Shape], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Trace the whole deck to the list of marks and to what the templates write today; the figures that are lost.

    Without the list, any figure of today may be anywhere in a deck whose notes have evidence.
    """
    kept = {replace(mark, name=""): count for mark, count in listed.kept.items()}  # slides have no styles
    passages = [passage for shape in shapes for passage in shape.passages]
    headings = {wording.language.words.evidence for wording in tracer.current.wordings}
    known = ours.fronts
    if kept or any(passage.text.strip() in headings for passage in passages):
        known = Known.of((*ours.marks(), *ours.evidence(), *(() if kept else ours.figures())))
    left = tracer.in_any_order([token for shape in shapes for token in shape.written], kept, known)
    lost = tracer.lost((), "\n".join(passage.text for passage in passages))
    facts = Known.of(kept)
    for shape in shapes:
        left += tracer.drawings(shape.drawn, facts, shape.name)
    tracer.untraced(_unnumbered(left, tracer) if known is not ours.fronts else left)
    return lost


def _unnumbered(left: Iterable[Token], tracer: Tracer) -> Iterator[Token]:
    """The tokens without those that count the sections: each is the whole text of its shape."""
    number = 1
    for token in left:
        if token.passage.text.strip() == str(number):
            tracer.anywhere([token], Known.of([Mark("plain", token.text, "section", token.text)]))
            number += 1
        else:
            yield token

"""The slides of a .pptx and what the workspace knows → the state of each of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.finished.mark_list import MarkList
from reports.finished.marks import Known, Mark
from reports.finished.model import FoundFigure, Token, tokens
from reports.finished.powerpoint import Shape
from reports.finished.tracer import Tracer
from reports.finished.workspace_marks import WorkspaceMarks

SAME_ON_ALL = ("dt", "ftr")
"""Placeholders that the writer does not tag: date and footer."""


@dataclass(frozen=True, slots=True)
class _ShapeFigures:
    """The figures in the text of a shape and in what is drawn in it."""

    shape: Shape
    written: list[Token]
    drawings: list[Token]


def trace_deck(shapes: Iterable[Shape], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Every figure of the deck, slide by slide: by the tags, or by the list of marks if a program has dropped these."""
    found = [_ShapeFigures(shape, list(tokens(shape.passages)), list(tokens(shape.drawings))) for shape in shapes]
    tags = [mark for each in found for mark in each.shape.marks]
    lost: list[FoundFigure] = []
    if tags:
        _by_tags(found, Known.of(tags), tracer, ours)
    else:
        lost = _by_list(found, listed, tracer, ours)
    order = (token for each in found for token in (*each.written, *each.drawings))
    return [*(tracer.found[token] for token in order if token in tracer.found), *lost]


def _by_tags(found: Iterable[_ShapeFigures], known: Known, tracer: Tracer, ours: WorkspaceMarks) -> None:
    """Trace each shape to its own tags; a picture without a tag belongs to the chart whose words it has."""
    for each in found:
        shape = each.shape
        alts = [mark for mark in shape.marks if mark.kind == "alt"]
        if shape.type in SAME_ON_ALL:
            left = tracer.anywhere(each.written, ours.fronts)
        else:
            left = tracer.in_order(each.written, [mark for mark in shape.marks if mark.kind != "alt"])
        if alts:
            left += tracer.in_order(each.drawings, alts)
        else:  # a table, for one, is described by its slide's title
            left += tracer.anywhere(tracer.drawings(each.drawings, known, shape.name), known)
        tracer.untraced(left)


def _by_list(
    found: Sequence[_ShapeFigures], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks
) -> list[FoundFigure]:
    """Trace the whole deck to the list of marks and to what the templates write today; the figures that are lost.

    Without the list, any figure of today may be anywhere in a deck whose notes have evidence.
    """
    kept = {replace(mark, name=""): count for mark, count in listed.kept.items()}  # slides have no styles
    passages = [passage for each in found for passage in each.shape.passages]
    headings = {wording.language.words.evidence for wording in tracer.current.wordings}
    known = ours.fronts
    if kept or any(passage.text.strip() in headings for passage in passages):
        known = Known.of((*ours.marks(), *ours.evidence(), *(() if kept else ours.figures())))
    left = tracer.in_any_order([token for each in found for token in each.written], kept, known)
    lost = tracer.lost((), "\n".join(passage.text for passage in passages))
    facts = Known.of(kept)
    for each in found:
        left += tracer.drawings(each.drawings, facts, each.shape.name)
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

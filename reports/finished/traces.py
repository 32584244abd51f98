"""A finished document or deck and what the workspace knows → the state of each of its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from reports.document.marks import fact_style
from reports.document.model import Trace
from reports.files.archive import Package
from reports.finished.drawings import ALT
from reports.finished.former import former_texts
from reports.finished.marks import Known, Mark, MarkList
from reports.finished.model import FoundFigure, Passage, Token, all_passages, tokens
from reports.finished.powerpoint import Shape, shapes_of
from reports.finished.text import GOES_ON, HEADING_NUMBER
from reports.finished.tracer import Tracer
from reports.finished.word import body_of, margins_of
from reports.finished.workspace_marks import WorkspaceMarks

_PAGE = re.compile(r"\s+\d+\s*\Z")
_COUNTED = re.compile(rf"\A{HEADING_NUMBER}")
_MOST_TEXTS = 40
"""So many texts of one mark are compared with the words that have its style."""
_GOES_ON = re.compile(rf"{GOES_ON.pattern}|[.,/:]\d")
"""The same, or a sign that a figure may have in it."""
_LETTERHEAD = "letterhead"
"""The kind of marks for lines of an organisation's own headers and footers."""
_IN_TITLES = ("period", "date", "term")
"""Marks of titles, which headers and footers repeat."""
SAME_ON_ALL = ("dt", "ftr")
"""Placeholders that the writer does not tag: date and footer."""


def trace_document(package: Package, listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Every figure of the document, in reading order; the lost ones are last.

    The body is compared with the list of marks. Entries of contents repeat headings and are passed over if they do;
    headers and footers repeat titles and dates. Without a list, what the templates write today may be anywhere.
    """
    body = body_of(package)
    _part_from_typed(body, (*listed.marks, *listed.kept))
    letterhead = [mark for mark in listed.marks if mark.kind == _LETTERHEAD]
    marks = [mark for mark in listed.marks if mark.kind != _LETTERHEAD]
    listed_alts = any(mark.kind == "alt" for mark in marks)
    around = margins_of(package)
    inside, margins = list(tokens(body)), list(tokens(around))
    within = list(all_passages(body))
    tracer.passages = [*within, *all_passages(around)]
    tracer.lists = [(listed.marks, within)]
    ordered, entries, alts = list[Token](), list[Token](), list[Token]()
    for token in inside:
        is_alt = token.passage.part == ALT and not listed_alts
        (entries if token.passage.listed else alts if is_alt else ordered).append(token)
    if marks:
        known = Known.of(marks)
        left = tracer.in_order(ordered, marks)
    else:
        tracer.former = former_texts(tracer.current, listed.kept)
        drawn = tracer.current.charts() if listed.kept else ()
        known = Known.of((*ours.marks(), *tracer.current.alternatives(tracer.current.images), *drawn))
        left = tracer.edited(tracer.in_any_order(ordered, listed.kept, known), listed.kept)
    texts = {passage.text.strip() for passage in within if not passage.listed}
    lost = tracer.lost(inside, "\n".join(passage.text for passage in within))
    left += tracer.drawings(alts, Known.of(mark for mark in (*marks, *listed.kept) if mark.kind == "fact"))
    left += tracer.anywhere((token for token in entries if not _repeats(token.passage.text, texts)), known)
    former = (mark for mark in marks if mark.kind in _IN_TITLES)
    left += tracer.anywhere(tracer.anywhere(margins, ours.fronts), Known.of((*letterhead, *former)))
    tracer.untraced(left)
    return [*tracer.in_reading_order((*inside, *margins)), *lost]


def _part_from_typed(passages: Iterable[Passage], marks: Iterable[Mark]) -> None:
    """Shorten marked spans to the printed text: Word gives the figure's style to words typed after it."""
    printed: dict[str, dict[str, None]] = {}
    for mark in marks:
        texts = printed.setdefault(mark.name, {})
        if mark.name and len(texts) < _MOST_TEXTS:
            texts[mark.printed] = None
    for passage in all_passages(passages):
        for at, span in enumerate(passage.spans):
            text = passage.text[span.start : span.end]
            begun = max(filter(text.startswith, printed.get(span.name, ())), key=len, default="")
            if begun and not _GOES_ON.match(text, len(begun)):
                passage.spans[at] = replace(span, end=span.start + len(begun))


def _repeats(text: str, texts: Collection[str]) -> bool:
    """Whether a contents entry is a text of the document; with several languages, whether each of its lines is."""
    entries = {text.strip(), _PAGE.sub("", text).strip()}
    entries |= {"\n".join(_COUNTED.sub("", line) for line in entry.split("\n")) for entry in entries}
    return any(entry in texts or all(line.strip() in texts for line in entry.split("\n")) for entry in entries)


def trace_deck(package: Package, listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Every figure of the deck, slide by slide: by the tags, or by the list of marks if a program has dropped these."""
    shapes = shapes_of(package)
    tracer.passages = [passage for shape in shapes for passage in (*shape.passages, *shape.drawings)]
    tracer.lists = [(shape.marks, (*shape.passages, *shape.drawings)) for shape in shapes if shape.marks]
    has_tags = any(shape.marks for shape in shapes if not shape.in_notes)
    lost = (_by_tags if has_tags else _by_list)(shapes, listed, tracer, ours)
    order = (token for shape in shapes for token in (*shape.written, *shape.drawn))
    return [*tracer.in_reading_order(order), *lost]


def _by_tags(shapes: Sequence[Shape], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Trace each shape to its own tags, then to what is missing elsewhere; return the lost figures.

    A picture without a tag belongs to the chart whose words it has. A slide that lost its tags and kept the evidence
    in its notes is traced like a deck without tags.
    """
    tags = [mark for shape in shapes for mark in shape.marks]
    written = (mark.as_fact for shape in shapes if not _is_drawn(shape) for mark in shape.marks)
    facts = _kept(listed) or Counter(mark for mark in written if mark.kind == "fact")
    left: list[Token] = []
    for shape in shapes:
        if shape.type in SAME_ON_ALL:
            left += tracer.anywhere(shape.written, ours.fronts)
        else:
            left += tracer.in_order(shape.written, () if _is_drawn(shape) else shape.marks)
    waiting = set(tracer.elsewhere(left, facts))
    left = []
    for shape in shapes:
        own = [token for token in shape.written if token in waiting]
        left += tracer.edited(own, (mark.as_fact for mark in shape.marks)) if own else ()
    lost = tracer.lost((), "")
    bare = _bare_slides(shapes, _headings(tracer))
    alone = {token for shape in shapes if shape.slide in bare for token in shape.written}
    if inside := [token for token in left if token in alone]:
        known = Known.of((*ours.marks(), *ours.evidence()))
        left = [*(token for token in left if token not in alone), *tracer.anywhere(inside, known)]
    known = Known.of(tags)
    for shape in shapes:
        if _is_drawn(shape):  # notes have the rest of long ones in their text
            left += tracer.in_order(shape.drawn, [_named(mark) for mark in shape.marks])
        else:  # a table, for one, is described by its slide's title
            left += tracer.anywhere(tracer.drawings(shape.drawn, known, shape.name), known)
    tracer.untraced(left)
    return lost


def _is_drawn(shape: Shape) -> bool:
    """Whether the marks of a shape are those of a picture or chart."""
    return not shape.in_notes and any(mark.kind == "alt" for mark in shape.marks)


def _named(mark: Mark) -> Mark:
    """A mark in a chart with the name that the texts of the chart have for its fact."""
    named = mark.kind == "fact"
    return replace(mark, name=fact_style(Trace("fact", mark.ref, mark.form)).name) if named else mark


def _kept(listed: MarkList) -> Counter[Mark]:
    """The marks in the deck's properties, and how often each was printed; slides have no styles."""
    return Counter({replace(mark, name=""): count for mark, count in listed.kept.items()})


def _headings(tracer: Tracer) -> set[str]:
    """What the evidence in notes begins with."""
    return {wording.language.words.evidence for wording in tracer.current.wordings}


def _bare_slides(shapes: Sequence[Shape], headings: Collection[str]) -> set[int]:
    """The slides without any tag whose notes have evidence."""
    evident = {shape.slide for shape in shapes for each in shape.passages if each.text.strip() in headings}
    return evident - {shape.slide for shape in shapes if shape.marks and not shape.in_notes}


def _by_list(shapes: Sequence[Shape], listed: MarkList, tracer: Tracer, ours: WorkspaceMarks) -> list[FoundFigure]:
    """Trace the whole deck to the list of marks and to what the templates write today; return the lost figures.

    Without the list, if the deck's notes have evidence, each of today's figures may be anywhere in the deck.
    """
    kept, headings = _kept(listed), _headings(tracer)
    passages = [passage for shape in shapes for passage in shape.passages]
    tracer.former = former_texts(tracer.current, kept)
    texts = list(filter(None, (tracer.former, tracer.current)))
    before = WorkspaceMarks(tracer.former, ours.workspace).evidence() if tracer.former else ()
    is_ours = bool(kept) or any(passage.text.strip() in headings for passage in passages)
    figures = _counted(shapes, tracer) if kept else ours.figures()
    marks = (*ours.marks(), *ours.evidence(), *before, *figures) if is_ours else ours.front_marks()
    quoted, known = (Known.of(mark for mark in marks if _is_quoted(mark) is it) for it in (True, False))
    drawn = (mark for each in texts for mark in each.charts()) if kept else ()
    facts = Known.of((*kept, *drawn))
    written = [token for shape in shapes for token in shape.written]
    described = dict.fromkeys(_described(written, tracer) if kept else ())
    evident = dict.fromkeys(token for shape in shapes for token in _evident(shape, headings))
    left = [*tracer.drawings(described, facts), *tracer.anywhere(evident, quoted)]
    left += [token for token in written if token not in described and token not in evident]
    left = tracer.anywhere(tracer.in_any_order(left, kept, known), quoted)
    missing = tracer.missing
    left = tracer.drawings(left, facts)
    left = list(_unnumbered(left, tracer)) if is_ours else left
    tracer.missing = missing
    left = _edited(left, shapes, kept, tracer)
    lost = tracer.lost((), "\n".join(passage.text for passage in passages))
    for shape in shapes:
        left += tracer.anywhere(tracer.drawings(shape.drawn, facts, shape.name), facts)
    tracer.untraced(left)
    return lost


def _edited(left: Sequence[Token], shapes: Sequence[Shape], kept: Iterable[Mark], tracer: Tracer) -> list[Token]:
    """Trace edited figures to the facts that the evidence of their slide names, or else to others; return the rest."""
    slides = {token: shape.slide for shape in shapes for token in shape.written}
    named = {(slides.get(token), figure.ref) for token, figure in tracer.found.items() if figure.kind == "evidence"}
    rest = [token for token in left if token not in slides]
    for slide, own in groupby((token for token in left if token in slides), key=slides.__getitem__):
        rest += tracer.edited(list(own), [mark for mark in kept if (slide, mark.ref) in named])
    return tracer.edited(rest, kept)


def _is_quoted(mark: Mark) -> bool:
    """Whether a mark is of a line of evidence, other than its figure, which the properties count."""
    return mark.kind == "evidence" and mark.form != "value"


def _evident(shape: Shape, headings: Collection[str]) -> Iterator[Token]:
    """The tokens in the lines of evidence in notes."""
    texts = [passage.text.strip() for passage in shape.passages] if shape.in_notes else []
    starts = [at for at, text in enumerate(texts) if text in headings]
    lines = {id(passage) for passage in shape.passages[starts[-1] :]} if starts else ()
    return (token for token in shape.written if id(token.passage) in lines)


def _described(written: Iterable[Token], tracer: Tracer) -> Iterator[Token]:
    """The tokens in text alternatives of charts and pictures that are printed in notes, with a heading or without."""
    texts = filter(None, (tracer.former, tracer.current))
    alternatives = {mark.printed for each in texts for mark in each.alternatives(each.images) if mark.printed}
    headings = {wording.language.words.figure for wording in tracer.current.wordings}
    for token in written:
        heading, _, rest = token.passage.text.partition(": ")
        if heading in headings or not alternatives.isdisjoint((token.passage.text, rest)):
            yield token


def _counted(shapes: Sequence[Shape], tracer: Tracer) -> Iterator[Mark]:
    """The numbers in the titles of continued slides, such as "(cont. 3)"."""
    for wording in tracer.current.wordings:
        opening, closing = wording.language.words.continued[:-1], wording.language.words.continued[-1:]
        for number in range(3, 1 + max((shape.slide for shape in shapes), default=0)):
            yield Mark("plain", str(number), "page", f"{opening} {number}{closing}")


def _unnumbered(left: Iterable[Token], tracer: Tracer) -> Iterator[Token]:
    """The tokens except section numbers; a section number is the whole text of its shape."""
    number, traced = 1, {token.passage.text.strip() for token in tracer.found}
    for token in left:
        shown = token.passage.text.strip()
        while shown != str(number) and str(number) in traced:  # it was taken for the same figure of a fact
            number += 1
        if shown == str(number):
            tracer.anywhere([token], Known.of([Mark("plain", token.text, "section", token.text)]))
            number += 1
        else:
            yield token

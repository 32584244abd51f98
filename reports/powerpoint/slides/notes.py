"""Speaker notes of a slide → lines: what the author wrote, in words, and the evidence for the figures of the slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reports.brand import SlideLooks
from reports.diagnostics import Findings
from reports.document import model
from reports.document.model import Evidence, Inlines, Marked, Text, Trace, joined
from reports.document.tables import described
from reports.languages.model import Words
from reports.powerpoint.slides.bodies import numbered
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.paragraphs import TEXT, Flow, KeptLines, LineWriter, lines_inside

BETWEEN = " – "


def spoken_lines(blocks: Iterable[model.Block], looks: SlideLooks, findings: Findings) -> list[Line]:
    """The lines of blocks in speaker notes; tables, charts, cards and profiles are written in words."""
    styles = looks.styles_of(looks.placeholders["notes"])
    return list(numbered(Flow(SPOKEN, findings).lines(blocks), styles, findings))


def _kept(texts: Iterable[Inlines], block: model.Block, flow: Flow) -> Iterator[KeptLines]:
    """A group of a line for each text that is not empty."""
    lines = tuple(flow.line(text) for text in texts if text)
    if lines:
        yield KeptLines(lines, block.place)


def _table(block: model.Table, flow: Flow) -> Iterator[KeptLines]:
    """A line for each row: "head: cell; head: cell"; two heads over a cell are "head, head"."""
    rows = (
        joined(
            [joined([part for part in (joined(heads, ", "), text) if part], ": ") for heads, text in row],
            "; ",
        )
        for row in described(block)
    )
    return _kept((block.caption, *rows, block.source), block, flow)


def _chart(block: model.Figure, flow: Flow) -> Iterator[KeptLines]:
    described = (Marked(block.alt, Trace("alt", block.image)),)
    return _kept((block.caption, described, block.source, block.note), block, flow)


def _cards(block: model.Cards, flow: Flow) -> Iterator[KeptLines]:
    texts = [(card.figure, card.label, card.note, card.aim) for card in block.cards]
    return _kept((joined(filter(None, each), BETWEEN) for each in texts), block, flow)


def _profiles(block: model.Profiles, flow: Flow) -> Iterator[KeptLines]:
    for each in block.profiles:
        text = joined(filter(None, (each.name, each.where, each.text, each.figure, each.label)), BETWEEN)
        yield from (*_kept([text], block, flow), *flow.lines(each.picture))


SPOKEN: Mapping[type[model.Block], LineWriter] = {
    **TEXT,
    model.Table: _table,
    model.Figure: _chart,
    model.Cards: _cards,
    model.Profiles: _profiles,
    model.Columns: lines_inside,
    model.SpeakerNotes: lines_inside,
}
"""For each kind of block, its lines in speaker notes."""


def evidence_lines(evidence: Iterable[Evidence], words: Words) -> Iterator[Line]:
    """The evidence in the notes: a heading, then a line for each figure; a last one if some give no line."""
    compared = True
    for i, entry in enumerate(evidence):
        compared &= entry.compared
        if not i:
            yield Line((Text(words.evidence),), level=1)
        parts = (
            (BETWEEN if entry.value else "", "label", entry.label),
            (", ", "period", entry.period),
            (", ", "place", entry.place),
            (f". {words.source}: ", "source", entry.source),
            (": ", "printed", entry.printed),
        )
        text: list[Text | Marked] = [Marked(entry.value, Trace("evidence", entry.fact, "value"))]
        for before, form, part in parts:
            if part:
                text += [Text(before), Marked(part, Trace("evidence", entry.fact, form))]
        yield Line((*(piece for piece in text if piece.text), Text(".")), level=2)
    if not compared:
        yield Line((Text(words.sources.not_compared_lines),), level=2)

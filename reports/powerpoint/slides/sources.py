"""The content of a slide → its source line, and the evidence in its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from reports.document import facts_in, texts_of, walk
from reports.document.model import Blocks, Evidence, Figure, Inline, Inlines, Marked, Table, Text, Trace, plain
from reports.languages.model import Words
from reports.powerpoint.slides.model import Line


def source_line(title: Inlines, blocks: Blocks, sources_of: Mapping[str, Inlines], words: Words) -> Inlines:
    """ "Nguồn: …; …": the sources of what a slide shows, each once, in order of use, then the notes of its charts."""
    lines: list[Inlines] = [sources_of.get(fact, ()) for fact in facts_in(title)]
    notes: list[Inlines] = []
    for block in walk(blocks):
        match block:
            case Figure():
                lines.append(block.source)
                notes += [block.note] if block.note else []
                continue
            case Table():
                lines.append(block.source)
                if any(map(_source_marks, texts_of(block))):
                    continue
        lines += [sources_of.get(fact, ()) for fact in facts_in(chain(*texts_of(block)))]
    sources: dict[str, Inlines] = {}
    for each in lines:
        sources |= _single_sources(each, words)
    line: list[Inline] = []
    for source in sources.values():
        line += [Text("; " if line else f"{words.source}: "), *source]
    for note in notes:
        *before, last = note
        line += [Text(". " if line else ""), *before]
        line.append(Text(last.text.removesuffix(".")) if isinstance(last, Text) else last)
    return tuple(line)


def _source_marks(text: Inlines) -> list[Marked]:
    """The sources that a text names itself."""
    return [inline for inline in text if isinstance(inline, Marked) and inline.trace.kind == "source"]


def _single_sources(line: Inlines, words: Words) -> dict[str, Inlines]:
    """The sources in a line by their text: those that are marked, else the parts between semicolons."""
    marks = _source_marks(line)
    if marks:
        return {mark.text: (mark,) for mark in marks}
    text = plain(line).strip().removeprefix(f"{words.source}:").removesuffix(".")
    return {part: (Text(part),) for part in map(str.strip, text.split(";")) if part}


def evidence_lines(evidence: Iterable[Evidence], words: Words) -> Iterator[Line]:
    """The evidence in the notes: a heading, then a line for each figure."""
    for i, entry in enumerate(evidence):
        if not i:
            yield Line((Text(words.evidence),), level=1)
        parts = (
            (" – " if entry.value else "", "label", entry.label),
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

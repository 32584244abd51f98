"""What stands on a slide → the facts behind it, its source line, and the evidence in its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reports.document import (  # fmt: skip
    Block,
    Cite,
    Evidence,
    Figure,
    Inlines,
    Marked,
    Table,
    Text,
    Trace,
    plain,
    texts_of,
    walk_blocks,
    walk_inlines,
)
from reports.languages.model import Words
from reports.slides.model import Line


def facts_in(texts: Iterable[Inlines]) -> Iterator[str]:
    """The ids of the facts that the texts write or cite, in reading order."""
    for text in texts:
        for inline in walk_inlines(text):
            if isinstance(inline, Marked) and inline.trace.kind == "fact":
                yield inline.trace.ref
            elif isinstance(inline, Cite):
                yield from inline.facts


def texts_in(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """Each text in the blocks, those inside others included."""
    for block in walk_blocks(tuple(blocks)):
        yield from texts_of(block)


def source_line(blocks: Iterable[Block], sources_of: Mapping[str, str], words: Words) -> Inlines:
    """ "Nguồn: …; …": the sources of what the blocks show, each once, in order of use; empty if there are none."""
    sources: list[str] = []
    for block in walk_blocks(tuple(blocks)):
        if isinstance(block, Figure | Table):
            sources += _listed(plain(block.source), words.source)
        facts = () if isinstance(block, Figure) else facts_in(texts_of(block))
        for fact in facts:
            sources += _listed(sources_of.get(fact, ""), words.source)
    line: list[Text | Marked] = []
    for source in dict.fromkeys(sources):
        line.append(Text("; " if line else f"{words.source}: "))
        line.append(Marked(source, Trace("source", source, "short")))
    return tuple(line)


def _listed(text: str, label: str) -> list[str]:
    """The single sources of a line that may begin with its label."""
    text = text.strip().removesuffix(".")
    if text.casefold().startswith(f"{label}:".casefold()):
        text = text[len(label) + 1 :]
    return [source.strip() for source in text.split(";") if source.strip()]


def evidence_lines(evidence: Iterable[Evidence], words: Words) -> Iterator[Line]:
    """The evidence as it stands in the notes: a heading, then a line for each figure."""
    for i, entry in enumerate(evidence):
        if not i:
            yield Line((Text(words.evidence),), level=1)
        parts = (
            (" – " if entry.value else "", "label", entry.label, ""),
            (", ", "period", entry.period, ""),
            (", ", "place", entry.place, ""),
            (f". {words.source}: ", "source", entry.source, ""),
            (": ", "printed", entry.printed, ""),
        )
        text: list[Text | Marked] = [Marked(entry.value, Trace("evidence", entry.fact, "value"))]
        for before, form, part, after in parts:
            if part:
                text += [Text(before), Marked(part, Trace("evidence", entry.fact, form)), Text(after)]
        yield Line((*(piece for piece in text if piece.text), Text(".")), level=2)

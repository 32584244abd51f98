"""The table of evidence of a document → the same with its figures by part of the text, and its sources by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from reports.document import mapped, marked_in, walk
from reports.document.model import (
    Block,
    Cite,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Marked,
    Merge,
    Note,
    Reference,
    Strong,
    Table,
)

EVIDENCE = "evidence"
"""The style of the table, and the kind of trace of its cells."""


def grouped(document: Document, chart_facts: Mapping[str, Sequence[str]]) -> Document:
    """The document with the rows of its tables of evidence under the headings of the parts that first print their
    figures. `chart_facts` are the facts that each chart shows."""
    parts: dict[str, Heading] = {}
    heading: Heading | None = None
    for block in walk(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            heading = block
        elif heading and not _is_evidence(block):
            for fact in _printed(block, chart_facts):
                parts.setdefault(fact, heading)
    return mapped(document, block=lambda block: _grouped(block, parts))


def _is_evidence(block: Block) -> bool:
    return isinstance(block, Table) and block.style == EVIDENCE


def _printed(block: Block, chart_facts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The facts that a block prints."""
    if isinstance(block, Figure):
        yield from chart_facts.get(block.image, ())
    yield from (mark.trace.ref for mark in marked_in((block,)) if mark.trace.kind == "fact")


def _grouped(block: Block, parts: Mapping[str, Heading]) -> Block:
    if not isinstance(block, Table) or block.style != EVIDENCE:
        return mapped(block, block=lambda child: _grouped(child, parts))
    groups: dict[int, tuple[Heading | None, list[tuple[Inlines, ...]]]] = {}
    for row in block.rows:
        facts = (mark.trace.ref for cell in row for mark in marked_in(cell) if mark.trace.kind == "fact")
        heading = next((parts[fact] for fact in facts if fact in parts), None)
        groups.setdefault(id(heading), (heading, []))[1].append(row)
    order = {id(heading): number for number, heading in enumerate((None, *parts.values()))}
    if len(groups) < 2 or block.groups or block.merges:
        return block
    rows: list[tuple[Inlines, ...]] = []
    named: list[int] = []
    across = len(block.alignments)
    for heading, inside in sorted(groups.values(), key=lambda group: order[id(group[0])]):
        if heading:
            named.append(len(rows))
            rows.append(((Strong(_bare(heading.text)),), *[()] * (across - 1)))
        rows += inside
    merges = tuple(Merge(len(block.heads) + row, 0, 1, across) for row in named)
    return replace(block, rows=tuple(rows), groups=tuple(named), merges=merges)


def _bare(text: Inlines) -> Inlines:
    """A text without its citations and notes."""
    return tuple(mapped(each, _bare) for each in text if not isinstance(each, Cite | Note | Reference))


def numbered_sources(block: Block, make: Callable[[Marked], Inlines]) -> Block:
    """A table of evidence with what `make` gives in place of the names of sources; any other block as it is."""

    def changed(text: Inlines) -> Inlines:
        return tuple(new for inline in text for new in exchanged(inline))

    def exchanged(inline: Inline) -> Inlines:
        if isinstance(inline, Marked) and (inline.trace.kind, inline.trace.form) == (EVIDENCE, "source"):
            return make(inline) or (inline,)
        return (mapped(inline, changed),)

    return mapped(block, changed) if _is_evidence(block) else block

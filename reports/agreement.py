"""The same report in several languages → where they do not say the same: headings, blocks, facts, terms, charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reports.diagnostics import Findings
from reports.document import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    ListBlock,
    Section,
    SpeakerNotes,
    Table,
    block_children,
    marks,
)

TRACED = {"fact": "tells the fact", "term": "names the term"}
"""Kinds of marks that must be alike. A date or a place may be written in one language and pointed at in the other."""


def compare(documents: Mapping[str, Document], findings: Findings) -> None:
    """Complain of each section in which a language differs from the first."""
    first, *others = documents.values()
    for other in others:
        for mine, theirs in zip(first.sections, other.sections, strict=True):
            _compare_blocks(_shared(mine), _shared(theirs), first.language, other.language, findings)


def _shared(section: Section) -> Blocks:
    """The blocks that every language must have."""
    return tuple(block for block in section.blocks if block.place not in section.own)


def _compare_blocks(mine: Blocks, theirs: Blocks, one: str, other: str, findings: Findings) -> None:
    for block, twin in zip(mine, theirs, strict=False):
        if _shape(block) != _shape(twin):
            findings.error(
                f'here "{other}" has {_named(twin)}, where "{one}" has {_named(block)}', twin.place,
                hint=f'"{one}" stands at {block.place}; what only one language needs goes into ::: only-{other}',
            )  # fmt: skip
            return  # all after it would be out of step
        missing = _traced(block) - _traced(twin)
        surplus = _traced(twin) - _traced(block)
        for count, language in ((missing, one), (surplus, other)):
            for kind, ref in sorted(count):
                findings.error(
                    f'only "{language}" {TRACED[kind]} "{ref}" in this {_named(block)}', twin.place,
                    hint=f'"{one}" stands at {block.place}',
                )  # fmt: skip
        if not isinstance(block, SpeakerNotes):
            _compare_blocks(block_children(block), block_children(twin), one, other, findings)
    if len(mine) != len(theirs):
        longer, language, lacking = (mine, one, other) if len(mine) > len(theirs) else (theirs, other, one)
        extra = longer[min(len(mine), len(theirs))]
        findings.error(
            f'only "{language}" has this {_named(extra)}', extra.place,
            hint=f"write it for the other language too, or put it into ::: only-{language} (not in {lacking})",
        )  # fmt: skip


def _shape(block: Block) -> tuple[object, ...]:
    match block:
        case Heading():
            return ("heading", block.level, block.id)
        case ListBlock():
            return ("list", block.ordered, len(block.items))
        case Table():
            return ("table", block.id, len(block.header), len(block.rows))
        case Figure():
            return ("figure", block.chart)
        case _:
            return (type(block).__name__,)


def _named(block: Block) -> str:
    return " ".join(str(part) for part in _shape(block) if part != "").lower()


def _traced(block: Block) -> Counter[tuple[str, str]]:
    """The facts and terms of a block, each once however often it is named."""
    return Counter({(mark.trace.kind, mark.trace.ref) for mark in marks((block,)) if mark.trace.kind in TRACED})

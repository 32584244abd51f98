"""The same report in several languages → where they differ: headings, blocks, facts, terms, charts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from reports.diagnostics import Findings, counted
from reports.document import children_of, inlines_in, marked_in, texts_of
from reports.document.model import (
    STATES,
    Block,
    Blocks,
    Cards,
    Document,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Note,
    PageBreak,
    Profiles,
    Section,
    SpeakerNotes,
    Table,
    Text,
)

TRACED = ("fact", "term", "quotation")
"""Kinds of marks that must be the same in all languages. Dates and places may be written in one of them only."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_TEXT = 5
"""The fewest words that must differ between languages; fewer may be names."""


def compare(documents: Mapping[str, Document], findings: Findings) -> None:
    """Report each section in which a language differs from the first."""
    first, *others = documents.values()
    for other in others:
        for mine, theirs in zip(first.sections, other.sections, strict=True):
            _compare_blocks(_shared(mine), _shared(theirs), first.language, other.language, findings)


def _shared(section: Section) -> Blocks:
    """The blocks that every language must have."""
    return tuple(block for block in section.blocks if block.place not in section.own)


def _compare_blocks(mine: Blocks, theirs: Blocks, one: str, other: str, findings: Findings) -> None:
    pairs, surplus = _paired(mine, theirs)
    for block, twin in pairs:
        if _shape(block) != _shape(twin):
            findings.error(
                f'"{other}" has a {_named(twin)} here, "{one}" has a {_named(block)}',
                twin.place,
                hint=f'that of "{one}" is at {block.place}; what only one language needs goes into ::: only-{other}',
            )
            return  # the blocks that follow do not correspond
        _compare_cells(block, twin, one, other, findings)
        _compare_traced(block, twin, one, other, findings)
        _compare_notes(block, twin, one, other, findings)
        _compare_words(block, twin, one, other, findings)
        if not isinstance(block, SpeakerNotes):
            _compare_blocks(children_of(block), children_of(twin), one, other, findings)
    for extra in surplus:
        language, lacking = (one, other) if any(extra is block for block in mine) else (other, one)
        hint = f'write it for "{lacking}" too, or put it into ::: only-{language}'
        findings.error(f'only "{language}" has this {_named(extra)}', extra.place, hint=hint)


def _paired(mine: Blocks, theirs: Blocks) -> tuple[list[tuple[Block, Block]], list[Block]]:
    """Pairs of blocks that correspond, and the blocks without a twin if one language has more."""
    if len(mine) == len(theirs):
        return list(zip(mine, theirs, strict=True)), []
    one, other = ([(_shape(block), _traced(block)) for block in blocks] for blocks in (mine, theirs))
    pairs: list[tuple[Block, Block]] = []
    surplus: list[Block] = []
    for _, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = mine[start:end], theirs[begin:stop]
        both = min(len(left), len(right))
        pairs += zip(left[:both], right[:both], strict=True)
        surplus += (*left[both:], *right[both:])
    return pairs, surplus


def _compare_cells(block: Block, twin: Block, one: str, other: str, findings: Findings) -> None:
    """Report tables with other joined cells, or other totals."""
    if isinstance(block, Table) and isinstance(twin, Table):
        for what, mine, theirs in (
            ("joins other cells", block.merges, twin.merges),
            ("has other rows in bold", block.totals, twin.totals),
        ):
            if mine != theirs:
                message = f'"{other}" {what} in this table than "{one}"'
                findings.error(message, twin.place, hint=f'that of "{one}" is at {block.place}')


def _compare_traced(block: Block, twin: Block, one: str, other: str, findings: Findings) -> None:
    mine, theirs = _traced(block), _traced(twin)
    for surplus, language in ((mine - theirs, one), (theirs - mine, other)):
        for kind, ref in sorted(surplus):
            message = f'only "{language}" has the {kind} "{ref}" in this {_named(block)}'
            findings.error(message, twin.place, hint=f'that of "{one}" is at {block.place}')


def _compare_notes(block: Block, twin: Block, one: str, other: str, findings: Findings) -> None:
    """Report blocks with different numbers of notes of the author's own in their own texts."""
    mine, theirs = map(_notes, (block, twin))
    if mine != theirs:
        message = f'"{one}" has {counted(mine, "note")} in this {_named(block)}, "{other}" has {theirs}'
        findings.error(message, twin.place, hint=f'that of "{one}" is at {block.place}')


def _notes(block: Block) -> int:
    """The number of notes of the author's own in the texts of a block itself."""
    inlines = inlines_in(inline for text in texts_of(block) for inline in text)
    return sum(isinstance(inline, Note) and inline.own for inline in inlines)


def _compare_words(block: Block, twin: Block, one: str, other: str, findings: Findings) -> None:
    """Warn of a text with the same words in both languages, which is probably not translated yet."""
    for mine, theirs in zip(texts_of(block), texts_of(twin), strict=False):
        words = _typed(mine)
        if words == _typed(theirs) and len(_WORD.findall(words)) >= _WORDS_OF_A_TEXT:
            message = f'"{one}" and "{other}" have the same words in this {_named(block)}'
            hint = f'one of them is not translated; that of "{one}" is at {block.place}'
            findings.warning(message, twin.place, hint=hint)


def _shape(block: Block) -> tuple[str, str]:
    """What must be the same in every language."""
    return _named(block), block.id if isinstance(block, Heading | Table) else ""


def _named(block: Block) -> str:
    match block:
        case Heading():
            return f"heading of level {block.level}"
        case ListBlock():
            start = f" from {block.start}" if block.ordered and block.start != 1 else ""
            return f"{'numbered list' if block.ordered else 'list'} of {counted(len(block.items), 'item')}{start}"
        case Table():
            heads = f"{counted(len(block.heads), 'head row')}, " if len(block.heads) > 1 else ""
            columns, rows = counted(len(block.alignments), "column"), counted(len(block.rows), "row")
            return f"table of {heads}{columns} and {rows}"
        case Figure():
            return f'picture "{block.picture}"' if block.picture else f'chart "{block.image}"'
        case PageBreak():
            return "page break"
        case Cards(cards=parts) | Profiles(profiles=parts):
            return f"group of {counted(len(parts), type(block).__name__.lower().removesuffix('s'))}"
        case SpeakerNotes():
            return "note to the speaker"
        case _:
            return type(block).__name__.lower()


def _typed(text: Inlines) -> str:
    """The words of a text that its author has typed."""
    return " ".join(" ".join(inline.text for inline in inlines_in(text) if isinstance(inline, Text)).split())


def _traced(block: Block) -> frozenset[tuple[str, str]]:
    """The facts, quotations and terms of a block, and the states of its signs."""
    traces = [mark.trace for mark in marked_in((block,))]
    states = (("state", trace.form) for trace in traces if trace.kind == "plain" and trace.form in STATES)
    return frozenset((trace.kind, trace.ref) for trace in traces if trace.kind in TRACED).union(states)

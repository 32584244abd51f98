"""Lists → paragraphs with native numbering, nested lists as deeper levels."""

from __future__ import annotations

from collections.abc import Callable

from reports.brand.word_reference.lists import KINDS
from reports.brand.word_reference.styles import box_indent
from reports.diagnostics import Diagnostic, Problems
from reports.document import Blocks, ListBlock, Paragraph
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import bookmarked, runs
from reports.writers.word.names import Frame
from reports.writers.word.numbering import Definition
from reports.writers.word.paragraphs import Flow, add_paragraph

WriteBlocks = Callable[[Flow, Blocks, Draft, Frame], None]
_STYLES = ("", "sources")


def write_list(
    flow: Flow, block: ListBlock, draft: Draft, frame: Frame, write: WriteBlocks, level: int = 0, number: str = ""
) -> None:
    """The list's items. `number` is the numId of the list around it, shared where both are of one kind."""
    if block.style not in _STYLES:
        raise Problems([Diagnostic(f'no list looks like "{block.style}"', block.place, 'known: "sources"')])
    definition, role = _kind(block, draft, frame)
    number = number or draft.numbering.instance(definition, level, block.series, block.start)
    for position, item in enumerate(block.items, block.start - 1):
        number = draft.numbering.at(number, level, position)
        _item(flow, item, block, draft, frame, write, (number, level), (definition, role))


def _item(
    flow: Flow,
    item: Blocks,
    block: ListBlock,
    draft: Draft,
    frame: Frame,
    write: WriteBlocks,
    place: tuple[str, int],
    kind: tuple[Definition, str],
) -> None:
    number, level = place
    definition, role = kind
    for position, child in enumerate(item):
        match child:
            case Paragraph():
                mark = place if position == 0 else None
                kept = draft.numbering.kept_in(number)
                indent = kept.levels[level] if kept else definition.indent + _step(definition, draft) * (level + 1)
                entry = draft.outline.find(child)
                content = runs(child.text, draft)
                content = bookmarked(content, entry.bookmark, draft) if entry else content
                paragraph = add_paragraph(flow, role, draft, content, number=mark, indent=0 if mark else indent)
                if mark and kept and level == 0 and kept.indents:
                    paragraph.indents = kept.indents
            case ListBlock():
                alike = child.ordered == block.ordered and child.style == block.style
                kept = draft.numbering.kept_in(number)
                reaches = kept is None or level + 1 < len(kept.levels)
                write_list(flow, child, draft, frame, write, level + 1, number if alike and reaches else "")
            case _:
                write(flow, (child,), draft, frame)


def _kind(block: ListBlock, draft: Draft, frame: Frame) -> tuple[Definition, str]:
    indent = box_indent(draft.brand.word.boxes[frame.box]) if frame.box else 0
    if block.style == "sources":
        return Definition("sources", indent), "sources"
    kind, role = ("numbers", frame.numbers) if block.ordered else ("bullets", frame.bullets)
    return Definition(kind, indent, frame.run_in, kept=role == KINDS[kind] and kind in draft.numbering.kept), role


def _step(definition: Definition, draft: Draft) -> float:
    lists = draft.brand.word.lists
    if definition.run_in:
        return 0
    return lists.sources_indent if definition.kind == "sources" else lists.indent

"""Block Markdown → blocks of the document model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import Place, nearest
from reports.document import (
    Block,
    Blocks,
    Box,
    Card,
    Cards,
    Columns,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Listing,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    SpeakerNotes,
    Text,
    facts_in,
    plain,
    texts_of,
    walk_blocks,
)
from reports.reader.dialect import attributes_of
from reports.reader.markdown import Fault, column_of
from reports.reader.tables import table_block, table_of
from reports.reader.texts import Context, paragraph_text, text_of

_LABEL = 3
"""The level of the heading that a labelled box begins with."""
LISTINGS = ("contents", "figures", "tables")


def blocks_of(nodes: Iterable[SyntaxTreeNode], context: Context) -> Blocks:
    """The blocks of the nodes, in order."""
    return tuple(block for node in nodes for block in _block(node, context))


def _block(node: SyntaxTreeNode, context: Context) -> Iterable[Block]:
    fault = context.fault(node)
    match node.type:
        case "heading":
            attributes = {key: str(value) for key, value in node.attrs.items()}
            _check_attributes(attributes, HEADING_ATTRIBUTES, "a heading", fault)
            id_ = attributes.pop("id", "")
            yield Heading(int(node.tag[1]), text_of(node, context), fault.start, id_, tuple(sorted(attributes.items())))
        case "paragraph":
            yield Paragraph(paragraph_text(node, context), fault.start)
        case "bullet_list" | "ordered_list":
            items = tuple(blocks_of(item.children, context) for item in node.children)
            start = int(node.attrs.get("start", 1))
            yield ListBlock(node.type == "ordered_list", items, fault.start, start=start)
        case "blockquote":
            yield Quote(blocks_of(node.children, context), (), fault.start)
        case "table":
            yield table_of(node, context)
        case "fenced":
            yield from _fenced(node, context, fault)
        case _:
            message, hint = UNREADABLE.get(node.type, (f'"{node.type}"', "write a paragraph, list or table"))
            fault.say(f"{message} has no meaning in a document", hint)


def _fenced(node: SyntaxTreeNode, context: Context, fault: Fault) -> Iterable[Block]:
    opening: Any = node.nester_tokens.opening if node.nester_tokens else None
    name = opening.info
    written = opening.meta["attributes"]
    if not opening.meta["closed"]:
        fault.say(f'the block "::: {name}" is not closed', "end it with a line of :::", name)
    attributes = attributes_of(written) if written else {}
    if attributes is None:
        fault.say(f'the attributes "{written}" cannot be read', 'write {#id .class key="value"}', written)
        attributes = {}
    only = name.removeprefix("only-")
    if name != only and only in context.languages:
        return _own(node, context) if only == context.language.code else ()
    function = FENCES.get(name)
    if function is None:
        known = [*FENCES, *(f"only-{code}" for code in context.languages)]
        hint = nearest(name, known, otherwise=f"known: {', '.join(known)}")
        fault.say(f'no writer knows the block "::: {name}"', hint, name)
        return ()
    _check_attributes(attributes, ATTRIBUTES.get(name, ()), f'"::: {name}"', fault)
    return function(node, attributes, context, fault)


def _check_attributes(attributes: Iterable[str], known: Collection[str], what: str, fault: Fault) -> None:
    for name in attributes:
        if name not in known:
            hint = nearest(name, known, otherwise=f"known: {', '.join(known)}" if known else "take it away")
            fault.say(f'{what} has no attribute "{name}"', hint, name)


def _own(node: SyntaxTreeNode, context: Context) -> Blocks:
    """What only this language needs; it is left away when languages are compared."""
    blocks = blocks_of(node.children, context)
    context.own.update(dict.fromkeys(block.place for block in blocks))
    return blocks


def _parts(node: SyntaxTreeNode, name: str, context: Context, fault: Fault) -> list[SyntaxTreeNode]:
    """The fenced blocks `name` directly inside a node; anything else there is a fault."""
    parts = []
    for child in node.children:
        opening: Any = child.nester_tokens.opening if child.nester_tokens else None
        if child.type == "fenced" and opening.info == name:
            parts.append(child)
        else:
            context.fault(child).say(f'only "::: {name}" can stand here', f"write ::: {name} … ::: around it")
    if not parts:
        fault.say(f'there is no "::: {name}" inside', f"write ::: {name} … :::")
    return parts


def _paragraphs(node: SyntaxTreeNode, context: Context, least: int, most: int, what: str) -> list[Inlines]:
    """The texts of the paragraphs inside a node, filled up with empty ones to `most`."""
    texts = []
    for child in node.children:
        if child.type == "paragraph":
            texts.append(paragraph_text(child, context))
        else:
            context.fault(child).say("only paragraphs can stand here", f"write, a paragraph each: {what}")
    if not least <= len(texts) <= most:
        context.fault(node).say(
            f"there should be {least} to {most} paragraphs here, not {len(texts)}", f"write, a paragraph each: {what}"
        )
    return (texts + [()] * most)[:most]


def _figure(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    what = "caption, source, text alternative, note"
    caption, source, alt, note = _paragraphs(node, context, 3, 4, what)
    chart, id_ = str(attributes.get("chart", "")), str(attributes.get("id", ""))
    yield Figure(chart, fault.start, id_, caption, source, plain(alt), note)


def _cards(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    cards = [
        Card(*_paragraphs(part, context, 2, 3, "figure, label, note")) for part in _parts(node, "card", context, fault)
    ]
    yield Cards(tuple(cards), fault.start)


def _profiles(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    profiles = [
        Profile(*_paragraphs(part, context, 3, 4, "name, place, what was done, figure"))
        for part in _parts(node, "profile", context, fault)
    ]
    yield Profiles(tuple(profiles), fault.start)


def _quote(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    blocks = blocks_of(node.children, context)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(blocks) < 2 or len(paragraphs) < len(blocks):
        fault.say("a quotation needs its words and who said them", "write two paragraphs: the words, the person")
        return
    yield Quote(blocks[:-1], paragraphs[-1].text, fault.start)


def _columns(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    columns = [blocks_of(part.children, context) for part in _parts(node, "column", context, fault)]
    yield Columns(tuple(columns), fault.start)


def _box(name: str) -> Callable[..., Iterable[Block]]:
    def box(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
        blocks = blocks_of(node.children, context)
        _check_nested(name, blocks, context)
        yield Box(name, blocks, fault.start)

    return box


def _check_nested(name: str, blocks: Blocks, context: Context) -> None:
    for block in walk_blocks(blocks):
        if isinstance(block, Box) and block.name == name:
            source = context.markdown.source_line(block.place)
            place = Place(block.place.path, block.place.line, column_of(source, ":::"))
            hint = "end the one before this begins"
            context.findings.error(f'a "::: {name}" stands in another', place, hint=hint, source=source)


def _proposal(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    """A proposal of whoever drafts the text: marked as such, and resting on facts that it names."""
    blocks = blocks_of(node.children, context)
    _check_nested("proposal", blocks, context)
    if not any(facts_in(text for block in walk_blocks(blocks) for text in texts_of(block))):
        fault.say(
            "this proposal rests on no fact", 'write the figures it follows from, or {{ cite("ID") }}', "proposal"
        )
    place = fault.start
    label = Heading(_LABEL, (Text(f"{context.language.words.proposal.removesuffix(':')}:"),), place)
    yield Box("proposal", (label, *blocks), place)


def _notes(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    yield SpeakerNotes(blocks_of(node.children, context), fault.start)


def _sources(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    for block in blocks_of(node.children, context):
        if isinstance(block, ListBlock):
            yield ListBlock(block.ordered, block.items, block.place, "sources")
        else:
            fault.say("only a list can stand here", "write {{ sources() }}")


def _listing(node: SyntaxTreeNode, attributes: dict[str, Any], context: Context, fault: Fault) -> Iterable[Block]:
    what = str(attributes.get("of", LISTINGS[0]))
    if what not in LISTINGS:
        fault.say(f'"{what}" cannot be listed', f"known: {', '.join(LISTINGS)}", what)
        return
    yield Listing(what, fault.start)


UNREADABLE: Mapping[str, tuple[str, str]] = {
    "hr": ('a line across the page ("---")', "leave it away: headings part a text"),
    "code_block": ("a text behind four blanks", "begin the line at its margin"),
    "fence": ("a block of code (```)", "write a paragraph, list or table"),
    "html_block": ("HTML", "write Markdown: **bold**, *italic*, - a list; write \\< for the sign itself"),
}
"""What Markdown knows and documents do not."""
HEADING_ATTRIBUTES = ("id", "layout")
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "figure": ("id", "chart"),
    "table": ("id", "class", "widths"),
    "contents": ("of",),
}
"""What may stand in braces behind a heading, and behind the name of a fenced block."""
FENCES: dict[str, Callable[[SyntaxTreeNode, dict[str, Any], Context, Fault], Iterable[Block]]] = {
    "figure": _figure,
    "table": table_block,
    "cards": _cards,
    "profiles": _profiles,
    "quote": _quote,
    "columns": _columns,
    "summary": _box("summary"),
    "sidebar": _box("sidebar"),
    "difference": _box("difference"),
    "proposal": _proposal,
    "notes": _notes,
    "sources": _sources,
    "contents": _listing,
}
"""The fenced blocks and what each becomes."""

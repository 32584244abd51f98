"""Markdown blocks → blocks of the document model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import nearest
from reports.document import facts_in, inlines_in
from reports.document.model import (
    BAR,
    CARD_STYLES,
    FIGURE_STYLES,
    PICTURE,
    Block,
    Blocks,
    Box,
    Break,
    Card,
    Cards,
    Cite,
    Columns,
    Figure,
    Heading,
    Inlines,
    Landscape,
    Link,
    ListBlock,
    Listing,
    Marked,
    Note,
    PageBreak,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    SpeakerNotes,
    Text,
    Trace,
    plain,
)
from reports.document.reader import notes
from reports.document.reader.dialect import attributes_of
from reports.document.reader.markdown import Fault
from reports.document.reader.shape import check_attributes, check_heading, check_headings, check_numbers
from reports.document.reader.tables import table_block, table_of
from reports.document.reader.texts import Context, Fence, paragraph_text

_NEW_PAGE = "\\newpage"
_MOST_ON_CARD = 3
"""The texts of a key figure beside what it is compared with."""
_LABEL = 3
"""The level of the heading that a labelled box begins with."""
LISTINGS = ("contents", "figures", "tables")


def blocks_of(nodes: Iterable[SyntaxTreeNode], context: Context) -> Blocks:
    """The blocks of the nodes, in order."""
    blocks = tuple(block for node in nodes for block in _block(node, context))
    check_headings(blocks, context.findings)
    return blocks


def _block(node: SyntaxTreeNode, context: Context) -> Iterable[Block]:
    fault = context.fault(node)
    match node.type:
        case "heading":
            attributes = {key: str(value) for key, value in node.attrs.items()}
            check_attributes(attributes, HEADING_ATTRIBUTES, "a heading", fault)
            check_heading(node, fault)
            id_ = attributes.pop("id", "")
            text = paragraph_text(node, context)
            yield Heading(int(node.tag[1]), text, fault.start, id_, tuple(sorted(attributes.items())))
        case "paragraph" if node.children[0].content.strip() == _NEW_PAGE:
            if not _is_on_page(node):
                fault.report(f'"{_NEW_PAGE}" is inside another block', "write it between blocks", _NEW_PAGE)
            yield PageBreak(fault.start)
        case "paragraph":
            yield Paragraph(paragraph_text(node, context), fault.start)
        case "bullet_list" | "ordered_list":
            items = tuple(_filled(item, context, "this item of a list") for item in node.children)
            start = int(node.attrs.get("start", 1))
            check_numbers(node, start, fault)
            yield ListBlock(node.type == "ordered_list", items, fault.start, start=start)
        case "blockquote":
            yield Quote(_filled(node, context, "this quotation"), (), fault.start)
        case "table":
            yield table_of(node, context)
        case notes.DEFINITION:
            pass  # it is at the words that refer to it
        case "fenced":
            yield from _fenced(node, context, fault)
        case _:
            message, hint = UNREADABLE.get(node.type, (f'"{node.type}"', "write a paragraph, list or table"))
            fault.report(f"{message} has no meaning in a document", hint)


def _is_on_page(node: SyntaxTreeNode, inside: tuple[str, ...] = ("landscape",)) -> bool:
    """Whether a node is in no other block, but for blocks `inside` and those of one language."""
    around = node.parent
    while around and not around.is_root:
        if around.type != "fenced" or not (around.info in inside or around.info.startswith("only-")):
            return False
        around = around.parent
    return True


def _fenced(node: SyntaxTreeNode, context: Context, fault: Fault) -> Iterable[Block]:
    name, written = node.info, node.meta["attributes"]
    if not node.meta["closed"]:
        hint = "end it with a line of :::; each ends the block that was opened last"
        fault.report(f'the block "::: {name}" is not closed', hint, name)
    attributes = attributes_of(written) if written else {}
    if attributes is None:
        fault.report(f'the attributes "{written}" cannot be read', 'write {#id .class key="value"}', written)
        attributes = {}
    only = name.removeprefix("only-")
    if name != only and only in context.languages:
        check_attributes(attributes, (), f'"::: {name}"', fault)
        return _own(node, context) if only == context.language.code else ()
    if name not in FENCES:
        known = [*FENCES, *(f"only-{code}" for code in context.languages)]
        fault.report(f'the block "::: {name}" is unknown', nearest(name, known), name)
        return ()
    check_attributes(attributes, ATTRIBUTES.get(name, ()), f'"::: {name}"', fault)
    return FENCES[name](Fence(node, name, attributes, context, fault))


def _filled(node: SyntaxTreeNode, context: Context, what: str) -> Blocks:
    """The blocks inside a node, of which there must be some."""
    before = len(context.findings.found)
    blocks = blocks_of(node.children, context)
    if not blocks and len(context.findings.found) == before:
        context.fault(node).report(f"{what} is empty", "write something into it, or take it out", node.info)
    return blocks


def _own(node: SyntaxTreeNode, context: Context) -> Blocks:
    """Blocks that only this language needs; they are left out when languages are compared."""
    blocks = _filled(node, context, f'the block "::: {node.info}"')
    context.own.update(dict.fromkeys(block.place for block in blocks))
    return blocks


def _parts(fence: Fence, name: str) -> list[SyntaxTreeNode]:
    """The fenced blocks `name` directly inside another; anything else there is a fault."""
    parts = []
    for child in fence.node.children:
        if child.type == "fenced" and child.info == name:
            parts.append(child)
        else:
            fault = fence.context.fault(child)
            fault.report(f'only "::: {name}" is allowed here', f"write ::: {name} … ::: around it")
    if not parts:
        fence.fault.report(f'there is no "::: {name}" inside', f"write ::: {name} … :::")
    return parts


def _paragraphs(
    node: SyntaxTreeNode, context: Context, least: int, most: int, what: str, *, begin: int = 0
) -> list[Inlines]:
    """The texts of the paragraphs inside a node, from the child `begin` on, filled up with empty ones to `most`."""
    texts, hint = [], f"write, a paragraph each: {what}"
    for child in node.children[begin:]:
        if child.type == "paragraph":
            texts.append(paragraph_text(child, context))
        else:
            context.fault(child).report("only paragraphs are allowed here", hint)
    if not least <= len(texts) <= most:
        context.fault(node).report(f"there should be {least} to {most} paragraphs here, not {len(texts)}", hint)
    return (texts + [()] * most)[:most]


def _inside(fence: Fence) -> Blocks:
    return _filled(fence.node, fence.context, f'the block "::: {fence.name}"')


def _figure(fence: Fence) -> Iterable[Block]:
    what = "caption, source, text alternative, note"
    caption, source, alt, note = _paragraphs(fence.node, fence.context, 3, 4, what)
    if any(isinstance(inline, Break | Cite | Link | Note | Reference) for inline in inlines_in(alt)):
        hint = "write plain words; put the rest into the caption or the source line"
        message = "a text alternative has no line breaks, links, notes, citations or references"
        fence.fault.report(message, hint, fence.name)
    chart, picture, id_ = (fence.attributes.get(name, "") for name in ("chart", "picture", "id"))
    if not chart and not picture:
        hint = 'write {{ chart("ID") }} or {{ picture("ID") }}'
        fence.fault.report('"::: figure" shows no chart and no picture', hint, "figure")
    styles = _styles(fence, FIGURE_STYLES, "a figure has")
    image = chart or PICTURE + picture
    yield Figure(image, fence.fault.start, id_, caption, source, plain(alt), note, styles=styles)


def _cards(fence: Fence) -> Iterable[Block]:
    cards = tuple(_card(part, fence.context) for part in _parts(fence, "card"))
    yield Cards(cards, fence.fault.start, _styles(fence, CARD_STYLES, "key figures have"))


def _card(node: SyntaxTreeNode, context: Context) -> Card:
    """A key figure. A paragraph that begins with a bar says what it is compared with, and is the last one."""
    texts = [text for text in _paragraphs(node, context, 2, 4, "figure, label, note, bar") if text]
    aim: Inlines = ()
    bar: Trace | None = None
    if texts and isinstance(mark := texts[-1][0], Marked) and mark.trace.form.partition(":")[0] == BAR:
        bar, aim = mark.trace, texts.pop()[1:]
    elif len(texts) > _MOST_ON_CARD:
        hint = 'write {{ figures("ID", of={"ID": "ID"}) }}'
        context.fault(node).report("the last of these paragraphs has no bar", hint)
    figure, label, note = (texts + [()] * _MOST_ON_CARD)[:_MOST_ON_CARD]
    return Card(figure, label, note, aim, bar)


def _styles(fence: Fence, known: Sequence[str], what: str) -> tuple[str, ...]:
    """The styles among the attributes of a block."""
    styles = tuple(fence.attributes.get("class", "").split())
    for style in styles:
        if style not in known:
            fence.fault.report(f'{what} no style "{style}"', nearest(style, known), style)
    return styles


def _profiles(fence: Fence) -> Iterable[Block]:
    what = "name, place, what was done, figure, what the figure measures"
    profiles = []
    for part in _parts(fence, "profile"):
        pictured = [child for child in part.children[:1] if child.info == "figure"]
        picture, begin = tuple(_block(pictured[0], fence.context)) if pictured else (), len(pictured)
        name, where, text, figure, label = _paragraphs(part, fence.context, 3, 5, what, begin=begin)
        profiles.append(Profile(name, where, text, figure, picture, label))
    yield Profiles(tuple(profiles), fence.fault.start)


def _quote(fence: Fence) -> Iterable[Block]:
    blocks = _inside(fence)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(blocks) < 2 or len(paragraphs) < len(blocks):
        fence.fault.report("a quotation needs its words and the person", "write two paragraphs: the words, the person")
        return
    yield Quote(blocks[:-1], paragraphs[-1].text, fence.fault.start)


def _columns(fence: Fence) -> Iterable[Block]:
    """Columns side by side; without "::: column" inside, text that flows through two of them."""
    if not any(child.type == "fenced" and child.info == "column" for child in fence.node.children):
        yield Columns((_inside(fence),), fence.fault.start)
        return
    columns = tuple(_filled(part, fence.context, "this column") for part in _parts(fence, "column"))
    yield Columns(columns, fence.fault.start)


def _box(fence: Fence) -> Iterable[Block]:
    yield Box(fence.name, _inside(fence), fence.fault.start)


def _landscape(fence: Fence) -> Iterable[Block]:
    if not _is_on_page(fence.node, inside=()):
        fence.fault.report('"::: landscape" is inside another block', "end that block before it", fence.name)
    yield Landscape(_inside(fence), fence.fault.start)


def _proposal(fence: Fence) -> Iterable[Block]:
    """A proposal of the drafting unit: it has a heading that says so, and names the facts that it is based on."""
    blocks = _inside(fence)
    if not any(facts_in(blocks)):
        hint = 'write the figures that it follows from, or {{ cite("ID") }}'
        fence.fault.report("this proposal is based on no fact", hint, fence.name)
    word = Text(f"{fence.context.language.words.proposal.removesuffix(':')}:")
    yield Box(fence.name, (Heading(_LABEL, (word,), fence.fault.start), *blocks), fence.fault.start)


def _notes(fence: Fence) -> Iterable[Block]:
    yield SpeakerNotes(_inside(fence), fence.fault.start)


def _sources(fence: Fence) -> Iterable[Block]:
    for block in _inside(fence):
        if isinstance(block, ListBlock):
            yield ListBlock(block.ordered, block.items, block.place, "sources")
        else:
            fence.fault.report("only a list is allowed here", "write {{ sources() }}")


def _listing(fence: Fence) -> Iterable[Block]:
    what = fence.attributes.get("of", LISTINGS[0])
    if what not in LISTINGS:
        fence.fault.report(f'"{what}" cannot be listed', f"known: {', '.join(LISTINGS)}", what)
        return
    if fence.node.children:
        fence.fault.report(f'"::: {fence.name}" has no text of its own', "write the text below its :::", fence.name)
    yield Listing(what, fence.fault.start)


UNREADABLE: Mapping[str, tuple[str, str]] = {
    "hr": ('a line across the page ("---")', "take it out: headings divide a text"),
    "code_block": ("an indented code block", "begin the line at its margin"),
    "fence": ("a block of code (```)", "write a paragraph, list or table"),
    "html_block": ("HTML", "write Markdown: **bold**, *italic*, - a list; write \\< for the sign itself"),
}
"""Blocks of Markdown that a document does not have."""
HEADING_ATTRIBUTES = ("id", "layout")
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "figure": ("id", "class", "chart", "picture"),
    "cards": ("class",),
    "table": ("id", "class", "widths", "page"),
    "contents": ("of",),
}
"""The attributes in braces after a heading, and after the name of a fenced block."""
FENCES: Mapping[str, Callable[[Fence], Iterable[Block]]] = {
    "figure": _figure,
    "table": table_block,
    "cards": _cards,
    "profiles": _profiles,
    "quote": _quote,
    "columns": _columns,
    "landscape": _landscape,
    "summary": _box,
    "sidebar": _box,
    "difference": _box,
    "proposal": _proposal,
    "notes": _notes,
    "sources": _sources,
    "contents": _listing,
}
"""The fenced blocks and what each becomes."""

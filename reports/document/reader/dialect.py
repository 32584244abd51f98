"""The Markdown dialect: CommonMark, pipe tables, attributes, bracketed spans, notes, super- and subscripts, and fenced
blocks `::: name {…}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import ModuleType

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

_OPENING = re.compile(r":{3,}[ \t]*([^\s:{}]+)[ \t]*(\{.*\})?[ \t]*\Z")
_CLOSING = re.compile(r":{3,}[ \t]*\Z")
_TRAILING = re.compile(r"[ \t]+(\{[^{}]*\})[ \t]*\Z")

MOST_HEADS = 4
"""The head rows of a table: for each line that may be one, so many lines are looked at."""
MOST_NESTED = 20
"""The depth of nested lists, boxes and other blocks, and of marks in a text. A section with more is a fault and is not
read."""
MOST_LETTERS = 20_000
MOST_OPENINGS = 200
"""The letters and opening brackets of one paragraph: the time to read it grows with their square."""


def parser() -> MarkdownIt:
    """A parser for the dialect. Raw HTML is recognised to be reported as a fault.

    Escaped signs stay apart from other text, so that marks left over in the text can be found. There are no
    definitions of links, which would vanish from the text.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED})
    markdown.enable("table").disable(["text_join", "reference"])
    markdown.helpers = ModuleType(helpers.__name__)
    vars(markdown.helpers).update(vars(helpers), parseLinkLabel=_label_end)
    attrs_plugin(markdown, spans=True)
    footnote_plugin(markdown, inline=False, move_to_end=False, always_match_refs=True)
    markdown.use(sub_plugin).use(superscript_plugin)
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    markdown.block.ruler.before("fence", "songngu_fence", _fenced_block, {"alt": ["paragraph", "list", "table"]})
    markdown.core.ruler.after("block", "songngu_heading", _heading_attributes)
    markdown.core.ruler.before("inline", "songngu_bounds", _bounded)
    return markdown


def too_deep(tokens: Iterable[Token]) -> Token | None:
    """The first block that is nested too deeply, or in whose text marks are nested too deeply."""
    for token in tokens:
        if token.nesting == 1 and token.level >= MOST_NESTED - 2:
            return token
        depth = 0
        for inner in token.children or ():
            depth += inner.nesting
            if depth > MOST_NESTED:
                return token
    return None


def attributes_of(text: str) -> dict[str, str] | None:
    """The attributes in `{#id .class key="value"}`; None if they cannot be read."""
    try:
        end, attributes = parse(text)
    except ParseError:
        return None
    return attributes if not text[end + 1 :].strip() else None


def _label_end(state: StateInline, start: int, _: bool = False) -> int:
    """The end of the words of a link, in which there may be marks that functions wrote, also in brackets."""
    return helpers.parseLinkLabel(state, start)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _fenced_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name {attributes}` … `:::`; fences nest as brackets do, with any number of colons."""
    if state.is_code_block(start):
        return False
    match = _OPENING.match(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    depth, line = 1, start
    while depth and line + 1 < end:
        line += 1
        text = _line(state, line)
        depth += 1 if _OPENING.match(text) else -1 if _CLOSING.match(text) else 0
    token = state.push("fenced_open", "div", 1)
    token.info = match.group(1)
    token.meta = {"closed": depth == 0, "attributes": match.group(2)}
    token.map = [start, line + 1]
    last = line if depth == 0 else line + 1
    parent, before = state.parentType, state.lineMax
    state.parentType = "fenced"
    state.lineMax = last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, before
    state.push("fenced_close", "div", -1)
    state.line = line + 1
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table; all rows above the delimiter row are its head."""
    last = start
    while not table(state, last, end, True):
        is_row = state.sCount[last] >= state.blkIndent and _line(state, last).startswith("|")
        if not is_row or last + 2 >= end or last + 1 == start + MOST_HEADS:
            return False
        last += 1
    if silent:
        return True
    at = len(state.tokens)
    table(state, last, end, False)
    opened, head = state.tokens[at : at + 2]
    opened.map, head.map = [start, state.line], [start, last + 1]
    row = state.tokens[at + 2 : next(i for i in range(at, len(state.tokens)) if state.tokens[i].type == "tr_close") + 1]
    state.tokens[at + 2 : at + 2] = [token for line in range(start, last) for token in _head_row(state, line, row)]
    return True


def _head_row(state: StateBlock, line: int, row: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a head row in this line, with as many cells as those of the last head row."""
    cells = iter(escapedSplit(_line(state, line).strip().removeprefix("|")))
    for token in row:
        own = token.copy(map=[line, line + 1] if token.map else None, attrs=dict(token.attrs))
        yield own.copy(content=next(cells, "").strip(), children=[]) if token.type == "inline" else own


def _bounded(state: StateCore) -> None:
    """Mark a text that is too long, which is a fault, and empty it."""
    for token in state.tokens:
        if token.type == "inline" and (
            len(token.content) > MOST_LETTERS or sum(map(token.content.count, "[<")) > MOST_OPENINGS
        ):
            token.content, token.meta = "", {"too_long": True}


def _heading_attributes(state: StateCore) -> None:
    """`## Title {#id layout="table"}`: attributes at a heading's end belong to the heading."""
    tokens = state.tokens
    for opening, inline in pairwise(tokens):
        match = _TRAILING.search(inline.content) if opening.type == "heading_open" else None
        attributes = attributes_of(match.group(1)) if match else None
        if match and attributes:
            opening.attrs.update(attributes)
            inline.content = inline.content[: match.start()]

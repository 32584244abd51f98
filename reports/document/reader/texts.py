"""A paragraph, heading or cell of Markdown → its inlines; a figure without a fact is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import Findings, Place, nearest
from reports.document.model import Break, Cite, Emphasis, Inline, Inlines, Link, Reference, Strong, Text, TraceKind
from reports.document.reader.dialect import MOST_LETTERS, MOST_OPENINGS
from reports.document.reader.markdown import Fault, Markdown
from reports.files.characters import DIGIT, wrong_characters
from reports.languages import Language

MARKS: tuple[str, ...] = get_args(TraceKind)
"""Classes of spans for the kinds of marks; only the functions of the templates write them."""

_WORD = re.compile(r"\S+")
_LEFT_OVER = re.compile(r"\*+|`+|~~|\]\(|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
"""Marks without their other half, which would be printed."""
UNREADABLE: Mapping[str, tuple[str, str]] = {
    "code_inline": ("a text in `backquotes`", "write plain words"),
    "html_inline": ("HTML", "write **bold** or *italic*; write \\< for the sign itself"),
}
_HOW = 'write it with fact("ID"), fact("ID").date, term("ID") or, for a name, plain("24/7")'
_HOW_IN_ADDRESSES = "put the address after words: [words](https://…)"
_SAFE_TARGET = re.compile(r"(?:https?://|mailto:|#)")
MISTAKEN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"#{1,6}(?=[^\s#])"), '"{}" needs a space after it to begin a heading', 'write "# Heading"'),
    (
        re.compile(r":{3,}"),
        '"{}" neither begins nor ends a block here',
        'write "::: name" or ":::" on a line of its own',
    ),
    (re.compile(r"\|.*\|\s*\Z"), "this row is in no table", "under the head of a table write |---|---|"),
)
"""Beginnings of lines that are probably not meant as paragraphs."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the block functions share: the Markdown, its language, and the findings."""

    markdown: Markdown
    language: Language
    languages: tuple[str, ...]
    findings: Findings
    own: dict[Place, None] = field(default_factory=dict)

    def fault(self, node: SyntaxTreeNode) -> Fault:
        first, last = node.map or (0, 1)
        return Fault(self.markdown, self.findings, first, last)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block `::: name {attributes}`."""

    node: SyntaxTreeNode
    name: str
    attributes: Mapping[str, str]
    context: Context
    fault: Fault


def text_of(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a heading, a cell or a paragraph."""
    inline = node.children[0]
    fault = context.fault(inline if inline.map else node)
    if inline.meta.get("too_long"):
        most = f"{MOST_LETTERS:,} letters and {MOST_OPENINGS} marks"
        fault.report("this text is too long for one paragraph", f"divide it: at most {most} are allowed")
    return _inlines(inline.children, fault)


def paragraph_text(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a paragraph; a line that is probably meant as another block is a fault."""
    fault = context.fault(node)
    for line in node.children[0].content.split("\n"):
        for pattern, message, hint in MISTAKEN:
            match = pattern.match(line)
            if match:
                fault.report(message.format(match.group()), hint, match.group())
    return text_of(node, context)


def _inlines(nodes: Iterable[SyntaxTreeNode], fault: Fault, *, as_written: bool = False) -> Inlines:
    """The inlines of an inline token's children; `fault` reports what is not allowed there.

    A text `as_written`, such as the address in `<https://…>`, has no marks of Markdown.
    """
    found: list[Inline] = []
    for node in nodes:
        inline = _inline(node, fault, as_written)
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + inline.text)
        elif inline is not None:
            found.append(inline)
    for inline in found:
        if isinstance(inline, Text):
            _check_text(inline.text, fault, _HOW_IN_ADDRESSES if as_written else _HOW)
    return tuple(found)


def _inline(node: SyntaxTreeNode, fault: Fault, as_written: bool) -> Inline | None:
    match node.type:
        case "text" | "text_special":
            if node.type == "text" and not as_written:
                _check_marks(node.content, fault)
            return Text(node.content)
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return Break()
        case "strong":
            return Strong(_inlines(node.children, fault))
        case "em":
            return Emphasis(_inlines(node.children, fault))
        case "link":
            target = str(node.attrs.get("href", ""))
            if not _SAFE_TARGET.match(target):
                fault.report(f'the link "{target}" is no address to open', "write https://… or #id", target)
            for name in node.attrs:
                if name != "href":
                    fault.report(f'a link has no "{name}"', "write [words](#id) or [words](https://…)", target)
            words = _inlines(node.children, fault, as_written=node.markup == "autolink")
            return Link(words, target, fault.place(target))
        case "span":
            return _span(node, fault)
        case "image":
            fault.report("a picture is not allowed here", 'write {{ chart("ID") }} for a chart', "![")
        case _:
            message, hint = UNREADABLE.get(node.type, (f'"{node.type}"', "write plain words"))
            fault.report(f"{message} has no meaning in a document", hint, node.content)
    return None


def _span(node: SyntaxTreeNode, fault: Fault) -> Inline | None:
    attributes = {key: str(value) for key, value in node.attrs.items()}
    name, ref = attributes.pop("class", ""), attributes.get("ref", "")
    if name == "cite":
        return Cite(tuple(ref.split()))
    if name == "ref":
        target = attributes.get("target", "")
        return Reference(target, fault.place(target))
    if name not in MARKS:
        known = (*MARKS, "cite", "ref")
        hint = nearest(name, known)
        fault.report(f'the mark "{name}" is unknown', hint, f".{name}")
        return None
    text = "".join(child.content for child in node.children if child.type in ("text", "text_special"))
    marked = fault.markdown.issued.get((name, ref, attributes.get("form", "full"), text))
    if marked is None:
        message = f'the text "{text}" is marked as {name} "{ref}", but no function wrote this mark'
        fault.report(message, f'write {{{{ {name}("{ref}") }}}}', text)
    return marked


def _check_marks(text: str, fault: Fault) -> None:
    for mark in _LEFT_OVER.findall(text):
        fault.report(f'"{mark}" is left over in the text', f"write its other half, or \\{mark[0]} for the sign", mark)


def _check_text(text: str, fault: Fault, how: str) -> None:
    for word in _WORD.findall(text) if DIGIT.search(text) else ():
        if DIGIT.search(word):
            fault.report(f'the figure "{word}" is typed into the text', how, word)
    for wrong in wrong_characters(text):
        fault.report(wrong.message, wrong.hint, text[wrong.index])
    if "{" in text or "}" in text:
        hint = "comments are written {## … ##}" if "{#" in text else 'attributes are written {.name key="value"}'
        fault.report("a brace is left over in the text", hint, "{" if "{" in text else "}")

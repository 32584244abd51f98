"""A paragraph, heading or cell of Markdown → its inlines; figures that no fact stands behind are found here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import Findings, Place, nearest
from reports.document.model import Break, Cite, Emphasis, Inline, Inlines, Link, Reference, Strong, Text
from reports.document.reader.dialect import MOST_LETTERS, MOST_OPENINGS
from reports.document.reader.markdown import Fault, Markdown
from reports.files.characters import DIGIT, wrong_characters
from reports.languages import Language

MARKS = ("fact", "term", "place", "person", "date", "period", "plain", "source", "evidence", "alt")
"""Classes of spans that say what a run of text stands for; only the functions of the templates write them."""

_WORD = re.compile(r"\S+")
_LEFT_OVER = re.compile(r"\*+|`+|~~|\]\(|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
"""Marks that found no other half and would be printed."""
UNREADABLE: Mapping[str, tuple[str, str]] = {
    "code_inline": ("a text in `backquotes`", "write plain words"),
    "html_inline": ("HTML", "write **bold** or *italic*; write \\< for the sign itself"),
}
_HOW = 'write it with fact("ID"), date("2025-10-21"), period("2025"), term("ID") or, for a name, plain("24/7")'
_HOW_IN_ADDRESSES = "let the address stand behind words: [words](https://…)"
_SAFE_TARGET = re.compile(r"(?:https?://|mailto:|#)")
MISTAKEN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"#{1,6}(?=[^\s#])"), '"{}" begins no heading without a blank behind it', 'write "# Heading"'),
    (
        re.compile(r":{3,}"),
        '"{}" neither begins nor ends a block here',
        'write "::: name" or ":::" on a line of its own',
    ),
    (re.compile(r"\|.*\|\s*\Z"), "this row stands in no table", "under the head of a table write |---|---|"),
)
"""How a line of a paragraph begins that was meant to be something else."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the block functions share: the Markdown, its language, where faults go, and the marks issued."""

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
    """A fenced block `::: name {attributes}`, and where what is wrong in it goes."""

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
        fault.say("this text is too long for one paragraph", f"divide it: at most {most} are read")
    return _inlines(inline.children, fault)


def paragraph_text(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a paragraph, wherever it stands; a line that was meant to be something else is a fault."""
    fault = context.fault(node)
    for line in node.children[0].content.split("\n"):
        for pattern, message, hint in MISTAKEN:
            match = pattern.match(line)
            if match:
                fault.say(message.format(match.group()), hint, match.group())
    return text_of(node, context)


def _inlines(nodes: Iterable[SyntaxTreeNode], fault: Fault, *, as_written: bool = False) -> Inlines:
    """The inlines of an inline token's children; `fault` is told of what may not stand there.

    In a text `as_written`, such as the address in `<https://…>`, Markdown has no marks: none can be left over.
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
                fault.say(f'the link "{target}" leads nowhere that a reader can go', "write https://… or #id", target)
            for name in node.attrs:
                if name != "href":
                    fault.say(f'a link has no "{name}"', "write [words](#id) or [words](https://…)", target)
            words = _inlines(node.children, fault, as_written=node.markup == "autolink")
            return Link(words, target, fault.place(target))
        case "span":
            return _span(node, fault)
        case "image":
            fault.say("a picture cannot stand here", 'write {{ chart("ID") }} for a chart', "![")
        case _:
            message, hint = UNREADABLE.get(node.type, (f'"{node.type}"', "write plain words"))
            fault.say(f"{message} has no meaning in a document", hint, node.content)
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
        fault.say(f'no writer knows the mark "{name}"', hint, f".{name}")
        return None
    text = "".join(child.content for child in node.children if child.type in ("text", "text_special"))
    marked = fault.markdown.issued.get((name, ref, attributes.get("form", "full"), text))
    if marked is None:
        message = f'the text "{text}" is marked as {name} "{ref}", but no function wrote it so'
        fault.say(message, f'write {{{{ {name}("{ref}") }}}}', text)
    return marked


def _check_marks(text: str, fault: Fault) -> None:
    for mark in _LEFT_OVER.findall(text):
        fault.say(f'"{mark}" is left over in the text', f"write its other half, or \\{mark[0]} for the sign", mark)


def _check_text(text: str, fault: Fault, how: str) -> None:
    for word in _WORD.findall(text) if DIGIT.search(text) else ():
        if DIGIT.search(word):
            fault.say(f'the figure "{word}" is typed into the text', how, word)
    for wrong in wrong_characters(text):
        fault.say(wrong.message, wrong.hint, text[wrong.index])
    if "{" in text or "}" in text:
        hint = "comments are written {## … ##}" if "{#" in text else 'attributes are written {.name key="value"}'
        fault.say("a brace is left over in the text", hint, "{" if "{" in text else "}")

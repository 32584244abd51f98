"""A paragraph, heading or cell of Markdown → its inlines; a figure without a fact is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct, field

from reports.diagnostics import Findings, Place, nearest
from reports.document.model import (
    Break,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Reference,
    Script,
    ScriptPosition,
    Strong,
    Text,
    TraceKind,
    plain,
)
from reports.document.prose import OTHER, SCRIPT_DIGITS, typed_figures, unread_signs
from reports.document.reader.dialect import MOST_LETTERS, MOST_OPENINGS
from reports.document.reader.markdown import Fault, Markdown
from reports.files.addresses import wrong_address
from reports.files.characters import wrong_characters
from reports.languages import Language

MARKS: tuple[str, ...] = get_args(TraceKind)
"""Classes of spans for the kinds of marks; only the functions of the templates write them."""

SCRIPTS: Mapping[str, ScriptPosition] = {"sup": "superscript", "sub": "subscript"}
UNREADABLE: Mapping[str, tuple[str, str]] = {
    "code_inline": ("a text in `backquotes`", "write plain words"),
    "html_inline": ("HTML", "write **bold** or *italic*; write \\< for the sign itself"),
}
_HOW = 'write it with fact("ID"), fact("ID").date, term("ID") or, for a name, plain("24/7")'
_HOW_IN_HEADINGS = 'take the number out: it is written where headings are numbered; for a name write plain("24/7")'
_HOW_IN_ADDRESSES = "put the address after words: [words](https://…)"
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?\s")
_SPACES = re.compile(r"\t[ \t]*| [ \t]+")
_BULLET = re.compile(r"(?:^|\s)([•●▪◦‣·])\s|^([–−‐‑■□►▶➢➤✓✔☐☑])\s+\S")
_LETTERED = re.compile(r"(?:\(?(?:[^\W\d_]|[ivxIVX]{1,4})[.)]|[—―])\s")
"""Numbers of headings and items of lists, as Word types them."""


class Context(Struct, frozen=True):
    """What the block functions share: the Markdown, its language, and the findings."""

    markdown: Markdown
    language: Language
    languages: tuple[str, ...]
    findings: Findings
    own: dict[Place, None] = field(default_factory=dict)

    def fault(self, node: SyntaxTreeNode) -> Fault:
        first, last = node.map or (0, 1)
        return Fault(self.markdown, self.findings, first, last)


class Fence(Struct, frozen=True):
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
        return ()
    typed = "".join(_typed(inline.children))
    for unread in unread_signs(typed.replace("|", OTHER) if node.type in ("th", "td") else typed):
        hint = f"{unread.cure}; \\{unread.sign[0]} prints the sign itself"
        fault.below(unread.line).report(unread.message, hint, unread.word)
    for words, number in context.language.counts_in(typed.replace("\n", " ")):
        hint = f'write fact("ID", "words"), or plain("{number}") if no fact has it'
        fault.report(f'the number in "{words}" is typed as a word', hint, words)
    if node.type == "paragraph":
        _check_lists(typed.split("\n"), fault)
    is_numbered = node.type == "heading" and _NUMBERED.match(typed)
    return _inlines(inline.children, fault, _HOW_IN_HEADINGS if is_numbered else _HOW)


def paragraph_text(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a heading or paragraph, which must have words."""
    before = len(context.findings.found)
    text = text_of(node, context)
    is_empty = not plain(text).strip() and not any(isinstance(inline, Cite | Reference) for inline in text)
    if is_empty and len(context.findings.found) == before:
        context.fault(node).report(f"this {node.type} has no words", "write some, or take it out")
    return text


def _typed(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    """The words that the author typed, line by line, with `OTHER` for marks of functions and for escaped signs."""
    for node in nodes:
        if node.type == "text" or (node.type == "text_special" and node.content == node.markup):  # "\n" is no escape
            yield node.content
        elif node.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif node.type in (*SCRIPTS, "strong", "em", "link") and node.markup != "autolink":
            yield from _typed(node.children)
        else:
            yield OTHER


def _check_lists(lines: Sequence[str], fault: Fault) -> None:
    """Report lines that are items of a list for Word, and run into one paragraph here."""
    for number, line in enumerate(lines):
        if found := _BULLET.search(line):
            sign = found[1] or found[2]
            hint = f'write "- " before each item, on a line of its own; &#x{ord(sign):x}; prints the sign itself'
            fault.below(number).report(f'"{sign}" makes no list here', hint, sign)
    if sum(bool(_LETTERED.match(line)) for line in lines) > 1 and _LETTERED.match(lines[0]):
        hint = 'write "1. " before each, on a line of its own, or leave a blank line between them'
        fault.report("these items run into one line", hint, lines[0].split()[0])


def _inlines(nodes: Iterable[SyntaxTreeNode], fault: Fault, how: str) -> Inlines:
    """The inlines of an inline token's children; `fault` reports what is not allowed there.

    `how` is the hint for a typed figure.
    """
    found: list[Inline] = []
    for node in nodes:
        if node.type in SCRIPTS:
            found.append(_script(node, found[-1] if found else None, fault, how))
            continue
        inline = _inline(node, fault, how)
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + inline.text)
        elif inline is not None:
            found.append(inline)
    for index, inline in enumerate(found):
        if isinstance(inline, Text):
            _check_text(inline.text, fault, how)
            found[index] = Text(_SPACES.sub(" ", unicodedata.normalize("NFC", inline.text)))
    return tuple(found)


def _script(node: SyntaxTreeNode, last: Inline | None, fault: Fault, how: str) -> Script:
    """A superscript or subscript. A digit in it passes where the sign of that digit would: in m², CO₂."""
    (words,), position = node.children, SCRIPTS[node.type]
    signs = (last.text[-1:] if isinstance(last, Text) else "") + words.content.translate(SCRIPT_DIGITS[position])
    _check_text(signs, fault, how, shown=f"{node.markup}{words.content}{node.markup}")
    return Script((Text(words.content),), position)


def _inline(node: SyntaxTreeNode, fault: Fault, how: str) -> Inline | None:
    match node.type:
        case "text" | "text_special":
            return Text(node.content)
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return Break()
        case "strong":
            return Strong(_inlines(node.children, fault, how))
        case "em":
            return Emphasis(_inlines(node.children, fault, how))
        case "link":
            return _link(node, fault, how)
        case "span":
            return _span(node, fault)
        case "footnote_ref":
            label = node.meta["label"]
            note = fault.markdown.notes.get(label)
            if note is None:
                hint = f'write "[^{label}]: …" on a line of its own, in this file; a note has no notes in it'
                fault.report(f'the note "[^{label}]" has no text', hint, f"[^{label}]")
            return note
        case "image":
            fault.report("a picture is not allowed here", 'write {{ chart("ID") }} for a chart', "![")
        case _:
            message, hint = UNREADABLE.get(node.type, (f'"{node.type}"', "write plain words"))
            fault.report(f"{message} has no meaning in a document", hint, node.content)
    return None


def _link(node: SyntaxTreeNode, fault: Fault, how: str) -> Link:
    target = str(node.attrs.get("href", ""))
    wrong = None if target.startswith("#") else wrong_address(target)
    if wrong:
        message, hint = wrong
        fault.report(f"the link {message}", f"{hint} or #id" if hint.endswith("://…") else hint, target)
    for name in node.attrs:
        if name != "href":
            fault.report(f'a link has no "{name}"', "write [words](#id) or [words](https://…)", target)
    words = _inlines(node.children, fault, _HOW_IN_ADDRESSES if node.markup == "autolink" else how)
    if not plain(words).strip():
        fault.report("this link has no words", "write [words](https://…)", f"({target}")
    if any(inner.type == "link" for inner in node.walk(include_self=False)):
        fault.report("there is a link in the words of this link", "write one after the other", f"({target}")
    return Link(words, target, fault.place(target))


def _span(node: SyntaxTreeNode, fault: Fault) -> Inline | None:
    attributes = {key: str(value) for key, value in node.attrs.items()}
    name, ref = attributes.pop("class", ""), attributes.get("ref", "")
    if name == "cite":
        return Cite(tuple(ref.split()))
    if name == "br":
        return Break()
    if name == "ref":
        target = attributes.get("target", "")
        return Reference(target, fault.place(target))
    if name not in MARKS:
        known = (*MARKS, "br", "cite", "ref")
        hint = nearest(name, known)
        fault.report(f'the mark "{name}" is unknown', hint, f".{name}")
        return None
    text = "".join(child.content for child in node.children if child.type in ("text", "text_special"))
    marked = fault.markdown.issued.get((name, ref, attributes.get("form", "full"), text))
    if marked is None:
        message = f'the text "{text}" is marked as {name} "{ref}", but no function wrote this mark'
        fault.report(message, f'write {{{{ {name}("{ref}") }}}}', text)
    return marked


def _check_text(text: str, fault: Fault, how: str, shown: str = "") -> None:
    """Report figures and invisible characters; `shown` is the figure as it is typed."""
    for word in typed_figures(text):
        fault.report(f'the figure "{shown or word}" is typed into the text', how, shown or word)
    for wrong in wrong_characters(text):
        fault.report(wrong.message, wrong.hint, text[wrong.index])

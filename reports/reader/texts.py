"""A paragraph, heading or cell of Markdown → its inlines; what every block needs for that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from reports.diagnostics import Findings, Place
from reports.document import Inlines
from reports.languages import Language
from reports.reader.dialect import MOST_LETTERS, MOST_OPENINGS
from reports.reader.inlines import inlines_of
from reports.reader.markdown import Fault, Markdown

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


def text_of(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a heading, a cell or a paragraph."""
    inline = node.children[0]
    fault = context.fault(inline if inline.map else node)
    if inline.meta.get("too_long"):
        most = f"{MOST_LETTERS:,} letters and {MOST_OPENINGS} marks"
        fault.say("this text is too long for one paragraph", f"divide it: at most {most} are read")
    return inlines_of(inline.children, fault)


def paragraph_text(node: SyntaxTreeNode, context: Context) -> Inlines:
    """The text of a paragraph, wherever it stands; a line that was meant to be something else is a fault."""
    fault = context.fault(node)
    for line in node.children[0].content.split("\n"):
        for pattern, message, hint in MISTAKEN:
            match = pattern.match(line)
            if match:
                fault.say(message.format(match.group()), hint, match.group())
    return text_of(node, context)

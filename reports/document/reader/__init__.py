"""Markdown → document: the blocks of one rendered section.

How a figure goes through Markdown and stays traceable is explained in `templates.markup`.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from reports.diagnostics import Findings
from reports.document.model import Section
from reports.document.reader.blocks import blocks_of
from reports.document.reader.dialect import MOST_NESTED, parser, too_deep
from reports.document.reader.markdown import Fault, Markdown
from reports.document.reader.notes import notes_of
from reports.document.reader.texts import Context
from reports.languages import Language


def read(id_: str, markdown: Markdown, language: Language, languages: Iterable[str], findings: Findings) -> Section:
    """The rendered section `id_`; errors go to `findings`, with their places in the template.

    `languages` are the codes for which `::: only-CODE` blocks are known; those of other languages are left out.
    """
    context = Context(markdown, language, tuple(languages), findings)
    tokens = _PARSER.parse(markdown.text)
    deep = too_deep(tokens)
    if deep is not None:
        first, last = deep.map or (0, 1)
        hint = f"at most {MOST_NESTED - 2} blocks in each other; end each with a line of :::"
        Fault(markdown, findings, first, last).report("too many blocks or marks are nested here", hint)
        return Section(id_, ())
    before = len(findings.found)
    root = SyntaxTreeNode(tokens)
    if notes := notes_of(root, context):
        context = replace(context, markdown=replace(markdown, notes=notes))
    blocks = blocks_of(root.children, context)
    if not blocks and len(findings.found) == before:
        _report_empty(markdown, findings)
    return Section(id_, blocks, tuple(context.own), place=markdown.place(0))


def _report_empty(markdown: Markdown, findings: Findings) -> None:
    """Report a section without a block: an empty file, or one that writes nothing for this audience."""
    place = markdown.place(0)
    hint = "write its text, or take it out of the sections of the report or of this audience"
    if any(line.strip() for line in markdown.sources.get(place.path, ())):
        findings.warning("this section writes nothing here", place, hint=hint)
    else:
        findings.error("this section is empty", place, hint=hint)


_PARSER = parser()

__all__ = ["Markdown", "read"]

"""Values of a template, inlines and blocks → Markdown of the dialect that reads back as the same.

Every figure can be traced, because it goes through Markdown as a marked span. A function of templates writes the text
of a fact as `[39,51%]{.fact ref="online-dossiers.national"}` (`span`) and enters the mark, with the fact's exact value,
in the list of issued marks (`SectionProgress.issued`). The reader of Markdown looks each span up in this list by its
kind, id, form and text (`key_of`): it puts the issued mark into the document, and reports a span that no function
issued, as it reports a digit outside of spans. So an author can neither type a figure nor change one. The writers give
each mark a style or content control with its origin, from which `finished` traces the figure in the file back to its
fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from reports.document.model import Inline, Inlines, Link, Marked, Text
from reports.templates.fact_text import FactText
from reports.templates.faults import Refused, named

BREAK = Markup("[]{.br}")
"""A line break, also in a cell of a table."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~^$&@])")
_LINE_START = re.compile(r"^(\s*)([-+:=>])")


def escape_markdown(text: str) -> Markup:
    """Text as Markdown that reads back as the same text."""
    return Markup(_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)))


def finalize(value: Any) -> Any:
    """The output of `{{ … }}`: Markup unchanged, other text escaped for Markdown. Raises Refused for other values."""
    if isinstance(value, Undefined):
        str(value)  # raises an error that lists the known names, unless Jinja has no name for it
        raise Refused('this has no value if the condition of its "if" is false', 'write … if … else "…"', " if ")
    if isinstance(value, FactText) and not value:
        raise Refused(
            f'nothing is written for "{value.id}" here', "write one of its sides: .value, .statement, .label", value.id
        )
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return escape_markdown(value)
    if value is None:
        raise Refused("this has no value to write", "take it out, or write it in an {% if %}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Refused(f"the number {value} is written by the template, not by a fact", 'write {{ fact("ID") }}')
    raise Refused(f"{named(value)} cannot be written into a text", _HINTS.get(named(value), "write a part of it"))


_HINTS = {
    "a function": "call it, with brackets after its name",
    "a list": "go over it: {% for item in … %}",
    "true or false": "ask for it: {% if … %}",
}


def text_of(value: Any, *, escaped: bool = False) -> str:
    """A value as a part of a longer text; also a number, which may become part of an id."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and not isinstance(value, FactText) and not escaped:
        return value
    made: str = finalize(value)
    return made


def inline_markup(inlines: Inlines) -> Markup:
    return Markup("").join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    """A text, or a mark like `[39,51%]{.fact ref="online-dossiers.national"}`."""
    match inline:
        case Marked(trace=trace):
            form = f' form="{trace.form}"' if trace.form != "full" else ""
            ref = trace.ref.replace("\\", "").replace('"', "")
            return Markup(f'[{escape_markdown(inline.text)}]{{.{trace.kind} ref="{ref}"{form}}}')
        case Text():
            return escape_markdown(inline.text)
        case Link():
            return Markup(f"[{inline_markup(inline.children)}](<{inline.target}>)")
        case _:
            raise TypeError(f"{type(inline).__name__} is not written by functions")


def fenced(name: str, paragraphs: Iterable[Markup], attributes: str = "") -> Markup:
    """A fenced block with these paragraphs."""
    body = Markup("\n\n").join(paragraphs)
    head = f"::: {name} {{{attributes}}}" if attributes else f"::: {name}"
    return Markup(f"\n\n{head}\n\n{body}\n\n:::\n\n")


def pipe_table(header: Sequence[Markup], rows: Iterable[Sequence[Markup]], right: Sequence[bool]) -> Markup:
    """A pipe table; columns marked in `right` are set right-aligned."""
    lines = [_row(header), "|" + "|".join("--:" if side else "---" for side in right) + "|"]
    lines += [_row(row) for row in rows]
    return Markup("\n".join(lines))


def _row(cells: Sequence[Markup]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"

"""Inlines and blocks → the dialect's Markdown, as the functions of the templates write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from reports.document import Inline, Inlines, Marked, Text
from reports.templates.escaping import escape_markdown

JOIN = Markup("")


def span(mark: Marked) -> Markup:
    """`[39,51%]{.fact ref="online-dossiers.national"}`."""
    trace = mark.trace
    form = f' form="{trace.form}"' if trace.form != "full" else ""
    return Markup(f'[{escape_markdown(mark.text)}]{{.{trace.kind} ref="{_quoted(trace.ref)}"{form}}}')


def _quoted(value: str) -> str:
    return value.replace("\\", "").replace('"', "")


def inline_markup(inlines: Inlines) -> Markup:
    return JOIN.join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    match inline:
        case Marked():
            return span(inline)
        case Text():
            return escape_markdown(inline.text)
        case _:
            raise TypeError(f"{type(inline).__name__} is not written by functions")


def fenced(name: str, paragraphs: Iterable[Markup], attributes: str = "") -> Markup:
    """A fenced block with a paragraph each; ends as blocks do, on a line of its own."""
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

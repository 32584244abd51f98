"""A fact → where it is used: in other facts, in charts, in the texts of all documents, and in finished files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.data import facts_of
from reports.diagnostics import Diagnostic, Findings, nearest
from reports.document.model import Block, Cite, Document, Figure, Heading, Inline, Marked, Note, Text, plain
from reports.document.tree import inlines_in, texts_of, walk
from reports.finished import audit
from reports.finished.text import sentence
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.pipeline.plan import plan
from reports.pipeline.preparation import by_report
from reports.workspace import read_workspace

_WITHOUT_REFERENCE = " ()"
"""What is left of a cross-reference in brackets, which has its number only in the finished file."""
UseKind = Literal["derived", "chart", "text", "cited", "file"]


class Use(Struct, frozen=True):
    """One use of a fact.

    `where` is the derived fact, the document ("general/briefing.vi.docx") or the finished file; `under` the heading,
    the title of the slide or the place in the file; `words` the sentence, the chart or the formula; `template` the
    line that writes it. `fact` is the derived fact through which it is used, or the fact itself.
    """

    fact: str
    kind: UseKind
    where: str
    under: str = ""
    words: str = ""
    template: str = ""
    state: str = ""


class Usage(Struct, frozen=True):
    """The uses of facts, and what is wrong with the documents and files that were searched."""

    uses: tuple[Use, ...]
    faults: tuple[Diagnostic, ...] = ()


def usage(ids: Sequence[str], root: Path, files: Sequence[Path] = ()) -> Usage:
    """Where facts, and those that are derived from them, are used. Raises Problems if a fact is not known."""
    knowledge, findings = read_knowledge(read_workspace(root)), Findings()
    known = knowledge.facts.facts
    for id_ in ids:
        if id_ not in known:
            findings.error(f'no fact is called "{id_}"', hint=nearest(id_, known))
    findings.check()
    wanted = dict.fromkeys(ids)
    uses = list(_derived(wanted, knowledge))
    uses += _in_documents(wanted, knowledge, findings)
    if files:
        found = audit(files, root)
        uses += (
            Use(figure.ref, "file", figure.file, figure.place, figure.sentence, "", figure.state)
            for figure in found.figures
            if figure.kind == "fact" and figure.ref in wanted
        )
        findings.extend(found.faults)
    return Usage(tuple(uses), tuple(findings))


def _derived(wanted: dict[str, None], knowledge: Knowledge) -> Iterator[Use]:
    """The facts derived from those that are wanted; they are wanted, too."""
    waiting = list(wanted)
    while waiting:
        source = waiting.pop(0)
        for fact in knowledge.facts.facts.values():
            if fact.derive and source in fact.derive.facts:
                place = knowledge.facts.place_of(fact.id)
                yield Use(source, "derived", fact.id, "", fact.derive.formula, str(place or ""))
                if fact.id not in wanted:
                    wanted[fact.id] = None
                    waiting.append(fact.id)


def _in_documents(wanted: Iterable[str], knowledge: Knowledge, findings: Findings) -> Iterator[Use]:
    for targets in by_report(plan(knowledge.workspace, all_audiences=True)):
        composed = compose(knowledge, targets[0].report, targets[0].audience, findings)
        for target in targets:
            if made := composed.get(target.language):
                yield from (replace(use, where=target.name) for use in _in_document(made.document, wanted, knowledge))


def _in_document(document: Document, wanted: Iterable[str], knowledge: Knowledge) -> Iterator[Use]:
    charts = knowledge.specs.charts
    for section in document.sections:
        heading = ""
        for block in walk(section.blocks):
            if isinstance(block, Heading):
                heading = plain(block.text)
            place = str(block.place)
            if isinstance(block, Figure) and block.image in charts:
                shown = facts_of(charts[block.image])
                yield from (Use(fact, "chart", "", heading, block.image, place) for fact in wanted if fact in shown)
            for fact, kind, words in _in_block(block, wanted):
                yield Use(fact, kind, "", heading, words.replace(_WITHOUT_REFERENCE, ""), place)


def _in_block(block: Block, wanted: Iterable[str]) -> Iterator[tuple[str, UseKind, str]]:
    """The facts in the texts of a block and in their notes, each once in a sentence, with the sentence."""
    for text in texts_of(block):
        notes = [inline.children for inline in inlines_in(text) if isinstance(inline, Note)]
        noted = {id(inline) for inline in inlines_in(chain(*notes))}
        yield from _in_text(plain(text), (each for each in inlines_in(text) if id(each) not in noted), wanted)
        for note in notes:
            yield from _in_text(plain(note), inlines_in(note), wanted)


def _in_text(whole: str, inlines: Iterable[Inline], wanted: Iterable[str]) -> Iterator[tuple[str, UseKind, str]]:
    at = 0
    found: dict[tuple[str, UseKind, str], None] = {}
    for inline in inlines:
        start = at
        if isinstance(inline, Text | Marked) and (begins := whole.find(inline.text, at)) >= 0:
            start, at = begins, begins + len(inline.text)
        if isinstance(inline, Marked) and inline.trace.ref in wanted and inline.trace.kind in ("fact", "quotation"):
            found[inline.trace.ref, "text", sentence(whole, start, at)] = None
        elif isinstance(inline, Cite):
            shown = sentence(whole, max(at - 1, 0), max(at - 1, 0))
            found.update(dict.fromkeys((fact, "cited", shown) for fact in inline.facts if fact in wanted))
    printed = {fact for fact, kind, _ in found if kind == "text"}
    yield from (use for use in found if use[1] == "text" or use[0] not in printed)


def lines(uses: Iterable[Use], width: int) -> Iterator[str]:
    """The uses as lines of about `width` letters, by document; names of files are not broken."""
    at = ""
    for use in uses:
        where = "" if use.kind == "derived" else use.where
        if where != at:
            yield where
            at = where
        derived = f"→ {use.where}" if use.kind == "derived" else ""
        kind = "" if use.kind in ("text", "file", "derived") else use.kind
        parts = (f"{use.fact} {derived}".strip(), kind, use.state, use.under, use.template)
        yield f"  {' · '.join(filter(None, parts))}"
        yield from textwrap.wrap(use.words, max(width, 40), initial_indent=" " * 6, subsequent_indent=" " * 6)

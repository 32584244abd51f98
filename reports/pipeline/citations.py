"""A document → the same with its sources cited, in notes or by their numbers in the list of sources.

One note or mark per source and block, after the last figure that it supports there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reports.diagnostics import Findings, Place
from reports.document import facts_in, inlines_in, mapped, marked_in, source_of, walk
from reports.document.model import (
    Block,
    Box,
    Cite,
    Columns,
    Document,
    Inline,
    Inlines,
    ListBlock,
    Marked,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Table,
    Text,
    Trace,
    joined,
    plain,
    source_target,
)
from reports.facts.wording import Wording
from reports.languages import NO_BREAK_SPACE

ACCOUNT = "account"
"""The form of a figure as one source prints it begins so: `account:SOURCE`."""

Cited = Callable[[Sequence[str], Place], Inlines]
"""Sources, and the place of the block → what stands behind the clause that they support."""

_CLAUSE_END = re.compile(r"[.,;:!?]+[”’)\]]*|[)”]+[.,;:]*")
_SENTENCE_PART = re.compile(r"[^,.;:!?]+")
_LEAST_WORDS = 3
"""What stands between a comma and the next mark and has fewer words is a member of a list, no clause."""
_ENDED = re.compile(r"[.,;:!?][”’)\]]*\Z")
_STOP = re.compile(r"[.,;:!?]+\Z")


def cited(document: Document, wording: Wording) -> Document:
    """The document with a note behind the last figure that each source supports in a paragraph, list or box.

    Charts and cards name their sources themselves, and so do tables: in their cells, or in a line under them. A source
    is named in full the first time, in short after that.
    """
    named: set[str] = set()
    return _with(document, wording, lambda sources, place: (Note(_note(sources, wording, named)),))


def numbered(document: Document, wording: Wording, findings: Findings) -> Document:
    """The same with references to the list of sources ("[2]") in place of notes. A source that is not listed is a
    fault."""
    lists = [block for block in walk(document.blocks) if isinstance(block, ListBlock)]
    listed = [source_of(item) for block in lists if block.style == "sources" for item in block.items]
    unlisted: dict[str, Place] = {}

    def references(sources: Sequence[str], place: Place) -> Inlines:
        for source in sources:
            if source not in listed:
                unlisted.setdefault(source, place)
        known = sorted((source for source in sources if source in listed), key=listed.index)
        found = joined(((Reference(source_target(source)),) for source in known), ", ")
        return (Text(NO_BREAK_SPACE), *found) if found else ()

    made = _with(document, wording, references, apart=True)
    for source, place in unlisted.items():
        findings.error(
            f'the source "{source}" is cited here and is not in the list of sources',
            place,
            hint="write {{ sources() }} in the last section, or let the audience have citations: footnotes",
        )
    return made


def _with(document: Document, wording: Wording, make: Cited, *, apart: bool = False) -> Document:
    """The document with citations, one for each source in a block; in each of its texts if they are `apart`."""

    def cite(block: Block) -> Block:
        block = _named(block, wording)
        texts: list[Inlines] = []

        def collected(text: Inlines) -> Inlines:
            texts.append(text)
            return text

        _block(block, collected)
        groups = [[text] for text in texts] if apart else [texts]
        written = iter([text for group in groups for text in _cited(group, wording, make, block.place)])
        return _block(block, lambda _: next(written))

    sections = tuple(
        replace(section, blocks=tuple(cite(block) for block in section.blocks)) for section in document.sections
    )
    return replace(document, sections=sections)


def _cited(texts: Sequence[Inlines], wording: Wording, make: Cited, place: Place) -> Iterator[Inlines]:
    """The texts, with each source cited after what it supports last in any of them."""
    last = {
        source: (line, position)
        for line, text in enumerate(texts)
        for position, inline in enumerate(text)
        for source in _sources_of(inline, wording)
    }
    for line, text in enumerate(texts):
        ends = [[source for source, end in last.items() if end == (line, position)] for position in range(len(text))]
        yield _with_citations(text, ends, make, place)


def _with_citations(text: Inlines, sources: Sequence[list[str]], make: Cited, block: Place) -> Inlines:
    """The text with a note for the sources of each inline, at the end of the clause: a mark behind a bare figure
    would read as one more digit."""
    found: list[Inline] = []
    due: list[str] = []

    def settle() -> None:
        if due:
            _append(found, make(due, block))
            due.clear()

    for inline, new in zip(text, sources, strict=True):
        if isinstance(inline, Cite):
            due += [source for source in new if source not in due]
            if found and _ENDED.search(plain(tuple(found[-1:]))):
                settle()
            continue
        end = _clause_end(inline.text) if due and isinstance(inline, Text) else None
        if end and isinstance(inline, Text):
            found.append(Text(inline.text[:end]))
            settle()
            inline = Text(inline.text[end:])
        if not isinstance(inline, Text) or inline.text:
            found.append(inline)
        due += [source for source in new if source not in due]
    settle()
    return tuple(found)


def _clause_end(text: str) -> int | None:
    """Where the first clause of a text ends. Commas between the members of a list end none."""
    listed = False
    for mark in _CLAUSE_END.finditer(text):
        following = _SENTENCE_PART.match(text, mark.end())
        short = following is None or len(following.group().split()) < _LEAST_WORDS
        listed = listed or short or text[following.end() if following else 0 :].startswith(",")
        if not (listed and mark.group().startswith(",")):
            return mark.end()
    return None


def _append(found: list[Inline], citation: Inlines) -> None:
    """Put the citation behind what was found; a mark in the line stands before a full stop, a note after it. Two that
    meet are one: the numbers of two notes would read as one number."""
    last = found[-1] if found else None
    if isinstance(last, Note) and citation and isinstance(citation[0], Note):
        found[-1] = _joined(last, citation[0])
        return
    if isinstance(last, Reference) and citation and citation[0] == Text(NO_BREAK_SPACE):
        citation = (Text(", "), *citation[1:])
    stop = _STOP.search(last.text) if isinstance(last, Text) else None
    if stop and isinstance(last, Text) and not any(isinstance(inline, Note) for inline in citation):
        found[-1:] = [Text(last.text[: stop.start()]), *citation, Text(stop.group())]
    else:
        found.extend(citation)


def _sources_of(inline: Inline, wording: Wording) -> Iterator[str]:
    """The sources of what the inline tells; the figure of one account has that account's source alone."""
    for inner in inlines_in((inline,)):
        if isinstance(inner, Cite):
            for fact in inner.facts:
                yield from wording.borne_out_by(fact)
        elif isinstance(inner, Marked) and inner.trace.kind == "fact":
            form, _, source = inner.trace.form.partition(":")
            yield from (source,) if form == ACCOUNT else wording.borne_out_by(inner.trace.ref)


def _note(sources: Sequence[str], wording: Wording, named: set[str]) -> Inlines:
    return (*joined((_named_once(source, wording, named) for source in sources), "; "), Text("."))


def _named_once(source: str, wording: Wording, named: set[str]) -> Inlines:
    """The source in full the first time, without the stop at its end, and in short after that."""
    if source in named:
        return (wording.source(source),)
    named.add(source)
    *full, last = wording.source_full(source, brief=True)
    tail = plain((last,)).removesuffix(".")
    return (*full, Marked(tail, Trace("source", source, "full"))) if tail else tuple(full)


def _joined(note: Note, other: Note) -> Note:
    """Two notes of sources as one."""
    return Note((*note.children[:-1], Text("; "), *other.children))


def _block(block: Block, paragraph: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph() | ListBlock(style="") | Quote() | Box() | Columns():
            return mapped(block, paragraph, lambda child: _block(child, paragraph))
        case Profiles():
            return replace(block, profiles=tuple(_profile(profile, paragraph) for profile in block.profiles))
        case _:
            return block


def _profile(profile: Profile, paragraph: Callable[[Inlines], Inlines]) -> Profile:
    """The figure stands bare: its note goes behind the words beside it."""
    facts = tuple(facts_in(profile.figure))
    figure = tuple(inline for inline in profile.figure if not isinstance(inline, Cite))
    return replace(profile, text=paragraph((*profile.text, *((Cite(facts),) if facts else ()))), figure=figure)


def _named(block: Block, wording: Wording) -> Block:
    """The block, with a source line under each table in it that names none."""
    match block:
        case Table(source=()):
            return replace(block, source=_source_line(block, wording))
        case Box():
            return mapped(block, block=lambda child: _named(child, wording))
        case _:
            return block


def _source_line(table: Table, wording: Wording) -> Inlines:
    """The sources of what a table tells; nothing where its cells name them."""
    if any(mark.trace.kind in ("source", "evidence") for mark in marked_in((table,))):
        return ()
    return wording.source_line(source for inline in inlines_in((table,)) for source in _sources_of(inline, wording))

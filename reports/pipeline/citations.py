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
    Cards,
    Cite,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Marked,
    Note,
    Profile,
    Profiles,
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
"""The start of the form of a figure as one source prints it: `account:SOURCE`."""

Citation = Callable[[Sequence[str], Place], Inlines]
"""Sources and the place of the block → what is printed after the clause that they support."""

_CLAUSE_END = re.compile(r"[.,;:!?]+[”’)\]]*|[)”]+[.,;:]*")
_SENTENCE_PART = re.compile(r"[^,.;:!?]+")
_LEAST_WORDS = 3
"""The fewest words of a clause; fewer between a comma and the next mark are a member of a list."""
_ENDED = re.compile(r"[.,;:!?][”’)\]]*\Z")
_STOP = re.compile(r"[.,;:!?]+\Z")


def cited(document: Document, wording: Wording) -> Document:
    """The document with a note after the last figure that each source supports in a block, such as a list or box.

    Charts, cards and tables name their sources themselves; a table without a source line gets one. A source is
    named in full the first time, in short after that.
    """
    named: set[str] = set()

    def note(sources: Sequence[str], place: Place) -> Inlines:
        return (Note((*joined((_named_once(source, wording, named) for source in sources), "; "), Text("."))),)

    return _with_citations(document, wording, note)


def numbered(document: Document, wording: Wording, findings: Findings) -> Document:
    """The same with references to the list of sources ("[2]") in place of notes, in each text of a block.

    Sources that are not in the list are reported.
    """
    lists = [block for block in walk(document.blocks) if isinstance(block, ListBlock)]
    listed = [source_of(item) for block in lists if block.style == "sources" for item in block.items]
    unlisted: dict[str, Place] = {}

    def references(sources: Sequence[str], place: Place) -> Inlines:
        for source in sources:
            if source not in listed:
                unlisted.setdefault(source, place)
        known = sorted((source for source in sources if source in listed), key=listed.index)
        found = joined(((Reference(source_target(source)),) for source in known), ", ")
        return (Cite((), (Text(NO_BREAK_SPACE), *found)),) if found else ()

    made = _with_citations(document, wording, references, each_text=True)
    hint = "write {{ sources() }} in the last section, or let the audience have citations: footnotes"
    for source, place in unlisted.items():
        findings.error(f'the source "{source}" is cited here and is not in the list of sources', place, hint=hint)
    return made


def _with_citations(document: Document, wording: Wording, make: Citation, *, each_text: bool = False) -> Document:
    """The document with citations, one for each source in a block, or in each text of a block."""

    def changed(block: Block) -> Block:
        block = _with_source_lines(block, wording)
        texts: list[tuple[Inlines, bool]] = []

        def collected(text: Inlines, claims: bool) -> Inlines:
            texts.append((text, claims))
            return text

        _mapped(block, collected)
        groups = [[text] for text in texts] if each_text else [texts]
        written = iter([text for group in groups for text in _cited(group, wording, make, block.place)])
        return _mapped(block, lambda *_: next(written))

    sections = (replace(section, blocks=tuple(map(changed, section.blocks))) for section in document.sections)
    return replace(document, sections=tuple(sections))


def _cited(texts: Sequence[tuple[Inlines, bool]], wording: Wording, make: Citation, place: Place) -> Iterator[Inlines]:
    """The texts, with each source cited once: after the last figure in them that it supports.

    A text that makes no `claims` of its own has the citations that its template asks for.
    """
    last: dict[tuple[str, int], tuple[int, int]] = {}
    for line, (text, claims) in enumerate(texts):
        for position, inline in enumerate(text):
            for source in _sources_of(inline, wording, figures=claims):
                last[source, -1 if claims else line] = line, position
    ends: dict[tuple[int, int], list[str]] = {}
    for (source, _), end in last.items():
        ends.setdefault(end, []).append(source)
    for line, (text, _) in enumerate(texts):
        yield _with_marks(text, [ends.get((line, position), []) for position in range(len(text))], make, place)


def _with_marks(text: Inlines, sources: Sequence[list[str]], make: Citation, place: Place) -> Inlines:
    """The text with a citation of the sources of each inline, at the end of the clause: a note right after a figure
    would read as one more digit."""
    found: list[Inline] = []
    due: dict[str, None] = {}

    def settle() -> None:
        if due:
            _append(found, make(list(due), place))
            due.clear()

    for inline, new in zip(text, sources, strict=True):
        if isinstance(inline, Cite):
            due |= dict.fromkeys(new)
            if found and _ENDED.search(plain(tuple(found[-1:]))):
                settle()
            continue
        if due and isinstance(inline, Text) and (end := _clause_end(inline.text)):
            found.append(Text(inline.text[:end]))
            settle()
            inline = Text(inline.text[end:])
        found += [] if inline == Text("") else [_uncited(inline)]
        due |= dict.fromkeys(new)
    settle()
    return tuple(found)


def _uncited(inline: Inline) -> Inline:
    """The inline without the citations inside it, which come after its clause."""
    return mapped(inline, lambda text: tuple(_uncited(each) for each in text if not isinstance(each, Cite)))


def _clause_end(text: str) -> int | None:
    """The end of the first clause of a text; a comma between the members of a list does not end a clause."""
    listed = False
    for mark in _CLAUSE_END.finditer(text):
        following = _SENTENCE_PART.match(text, mark.end())
        short = following is None or len(following.group().split()) < _LEAST_WORDS
        listed = listed or short or text[following.end() if following else 0 :].startswith(",")
        if not (listed and mark.group().startswith(",")):
            return mark.end()
    return None


def _append(found: list[Inline], citation: Inlines) -> None:
    """Add a citation to a text: a note after a full stop, other marks before it.

    Two notes that meet become one, since their numbers would read as one number.
    """
    last = found[-1] if found else None
    match citation:
        case (Note() as note,):
            if isinstance(last, Note):
                note = Note((*last.children[:-1], Text("; "), *note.children))
                found.pop()
            found.append(note)
        case (Cite(children=children),):
            stop = _STOP.search(last.text) if isinstance(last, Text) else None
            if isinstance(last, Cite):
                found[-1] = Cite((), (*last.children, Text(", "), *children[1:]))
            elif isinstance(last, Text) and stop:
                found[-1:] = [Text(last.text[: stop.start()]), *citation, Text(stop.group())]
            else:
                found += citation


def _sources_of(inline: Inline, wording: Wording, *, figures: bool = True) -> Iterator[str]:
    """The sources that an inline cites, and those of its `figures`; the figure of one account has that account's
    source alone."""
    for inner in inlines_in((inline,)):
        if isinstance(inner, Cite):
            for fact in inner.facts:
                yield from wording.borne_out_by(fact)
        elif figures and isinstance(inner, Marked) and inner.trace.kind == "fact":
            form, _, source = inner.trace.form.partition(":")
            yield from (source,) if form == ACCOUNT else wording.borne_out_by(inner.trace.ref)


def _named_once(source: str, wording: Wording, named: set[str]) -> Inlines:
    """The source: in full the first time (without the full stop at its end), in short later."""
    if source in named:
        return (wording.source(source),)
    named.add(source)
    *full, last = wording.source_full(source, brief=True)
    tail = plain((last,)).removesuffix(".")
    return (*full, Marked(tail, Trace("source", source, "full"))) if tail else tuple(full)


def _mapped(block: Block, change: Callable[[Inlines, bool], Inlines]) -> Block:
    """The block with changed texts, each with whether it makes claims that need a source: blocks that name their
    sources themselves make none."""
    match block:
        case Table() | Figure() | Cards() | Heading() | ListBlock(style="sources"):
            return mapped(block, lambda text: change(text, False))
        case Profiles():
            return replace(block, profiles=tuple(_profile(profile, change) for profile in block.profiles))
        case _:
            return mapped(block, lambda text: change(text, True), lambda child: _mapped(child, change))


def _profile(profile: Profile, change: Callable[[Inlines, bool], Inlines]) -> Profile:
    """The profile with the citation of its figure after the text beside it."""
    facts = tuple(facts_in(profile.figure))
    figure = tuple(_uncited(inline) for inline in profile.figure if not isinstance(inline, Cite))
    name, where = change(profile.name, False), change(profile.where, False)
    return Profile(name, where, change((*profile.text, *((Cite(facts),) if facts else ())), True), figure)


def _with_source_lines(block: Block, wording: Wording) -> Block:
    """The block, with a line of sources added under each table that names no source."""
    match block:
        case Table(source=()):
            if any(mark.trace.kind in ("source", "evidence") for mark in marked_in((block,))):
                return block
            sources = (source for inline in inlines_in((block,)) for source in _sources_of(inline, wording))
            return replace(block, source=wording.source_line(sources))
        case _:
            return mapped(block, block=lambda child: _with_source_lines(child, wording))

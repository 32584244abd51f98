"""A document → the same with its sources cited, in notes or by their numbers in the list of sources.

A citation is at the end of the sentence that it supports; sentences that follow each other with the same sources share
one, at the end of the last. The name of a law is cited where the text first has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise, zip_longest

from msgspec.structs import replace

from reports.diagnostics import Findings, Place
from reports.document import facts_in, inlines_in, mapped, marked_in, source_of, walk
from reports.document.model import (
    Block,
    Break,
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
    Script,
    Table,
    Text,
    Trace,
    joined,
    plain,
    source_target,
)
from reports.facts.provenance import sources_behind
from reports.facts.wording import Wording
from reports.languages import NO_BREAK_SPACE
from reports.pipeline.evidence_table import numbered_sources

_CLAIMS = ("fact", "quotation")
"""Marks that always state something from a source."""
Citation = Callable[[Sequence[str], Place], Inlines]
"""Sources and the place of the block → what is printed after the sentence that they support."""

_SENTENCE_END = re.compile(r"[.!?…;]+[”’)\]]*(?=\s|\Z)")
"""The end of a sentence, or of a part of it between semicolons."""
_ENDED = re.compile(r"[.!?…;][”’)\]]*\Z")
_STOP = re.compile(r"[.,;:!?]+\Z")


def cited(document: Document, wording: Wording) -> Document:
    """The document with a note at the end of the sentences that a source supports.

    Charts, cards and tables name their sources themselves; a table without a source line gets one. A source is
    named in full the first time, in short after that.
    """
    named: set[str] = set()

    def note(sources: Sequence[str], place: Place) -> Inlines:
        return (Note((*joined((_named_once(source, wording, named) for source in sources), "; "), Text("."))),)

    return _with_citations(document, wording, note)


def numbered(document: Document, wording: Wording, findings: Findings) -> Document:
    """The same with references to the list of sources ("[2]") in place of notes.

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

    def in_evidence(block: Block) -> Block:
        block = mapped(block, block=in_evidence)
        return numbered_sources(block, lambda mark: _without_space(references(cited_by(mark), block.place)))

    def cited_by(mark: Marked) -> tuple[str, ...]:
        return sources_behind(Cite((mark.trace.ref,)), wording)

    made = mapped(_with_citations(document, wording, references), block=in_evidence)
    hint = "write {{ sources() }} in the last section, or let the audience have citations: footnotes"
    for source, place in unlisted.items():
        findings.error(f'the source "{source}" is cited here and is not in the list of sources', place, hint=hint)
    return made


def _without_space(citation: Inlines) -> Inlines:
    """A citation by number without the space before it."""
    match citation:
        case (Cite(children=(_, *found)),):
            return tuple(found)
        case _:
            return ()


def _with_citations(document: Document, wording: Wording, make: Citation) -> Document:
    """The document with a citation at the end of the sentences that it supports."""

    cited: set[str] = set()

    def changed(block: Block) -> Block:
        block = _with_source_lines(block, wording)
        return _mapped(block, lambda text, claims: _cited(text, wording, cited, make, block.place, claims=claims))

    return mapped(document, block=changed)


def _cited(text: Inlines, wording: Wording, cited: set[str], make: Citation, place: Place, *, claims: bool) -> Inlines:
    """The text with the sources of each sentence at its end; sentences with the same sources share one citation.

    A text that makes no `claims` of its own has the citations that its template asks for. Notes that its author wrote
    have those of their own words. `cited` are the terms whose names have a citation before the text.
    """
    has_notes = any(isinstance(inline, Note) for inline in inlines_in(text))
    sentences = list(_sentences(text))
    sources = [
        tuple(dict.fromkeys(_supporting(sentence, wording, cited, claims=claims)))
        for sentence in (map(_without_notes, sentences) if has_notes else sentences)
    ]
    found: list[Inline] = []
    for sentence, named, following in zip_longest(sentences, sources, sources[1:], fillvalue=()):
        if has_notes:
            sentence = tuple(_noted(inline, wording, make, place) for inline in sentence)
        found += _uncited(sentence)
        if named and set(named) != set(following):
            _append(found, make(named, place))
    return tuple(found)


def _supporting(sentence: Inlines, wording: Wording, cited: set[str], *, claims: bool) -> Iterator[str]:
    """The sources of a sentence: of its citations and, if it makes `claims`, of its figures, dates and names; of a name
    that was cited before, no more, and of a sentence with an empty citation, only those of figures and quotations."""
    inlines = list(inlines_in(sentence))
    states_nothing = any(isinstance(inline, Cite) and not inline.facts for inline in inlines)
    for inline in inlines:
        if isinstance(inline, Marked):
            trace = inline.trace
            is_name = trace.kind == "term" and trace.form != "definition"
            if not claims or (states_nothing and trace.kind not in _CLAIMS) or (is_name and trace.ref in cited):
                continue
            if is_name:
                cited.add(trace.ref)
        yield from sources_behind(inline, wording)


def _noted(inline: Inline, wording: Wording, make: Citation, place: Place) -> Inline:
    """The inline; if it is a note that its author wrote, with its sources at its end."""
    if not isinstance(inline, Note):
        return mapped(inline, lambda text: tuple(_noted(each, wording, make, place) for each in text))
    sources = dict.fromkeys(source for each in inline.children for source in _sources_of(each, wording))
    found = [*_uncited(inline.children)]
    match make(tuple(sources), place) if sources else ():
        case (Note(children=named),):
            found += [Text(f" {wording.language.words.source}: "), *named]
        case (Cite(),) as citation:
            _append(found, citation)
    return replace(inline, children=tuple(found))


def _sentences(text: Inlines) -> Iterator[Inlines]:
    """The inlines of each sentence. A citation that its template writes after a full stop belongs before it."""
    sentence: list[Inline] = []
    ended = False
    for inline in text:
        parts = _split(inline.text) if isinstance(inline, Text) else [inline]
        for part in parts:
            if ended and not isinstance(part, Cite | Note | Break):
                yield tuple(sentence)
                sentence, ended = [], False
            sentence.append(part)
            ended = ended or _ends(part)
    yield tuple(sentence)


def _ends(part: Inline) -> bool:
    """Whether a sentence ends with a typed text or a quotation; a head in bold ends nothing."""
    is_said = isinstance(part, Text) or (isinstance(part, Marked) and part.trace.kind == "quotation")
    return is_said and bool(_ENDED.search(plain((part,))))


def _split(text: str) -> list[Inline]:
    """The text in pieces that each end with a sentence, but for the last."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [Text(text[start:end]) for start, end in pairwise(ends) if start < end]


def _without_notes(text: Inlines) -> Inlines:
    return tuple(mapped(inline, _without_notes) for inline in text if not isinstance(inline, Note))


def _uncited(text: Inlines) -> Inlines:
    """The text without the citations in it, which come after its sentence."""
    kept = (inline for inline in text if not isinstance(inline, Cite))
    return tuple(inline if isinstance(inline, Note) else mapped(inline, _uncited) for inline in kept)


def _append(found: list[Inline], citation: Inlines) -> None:
    """Add a citation to a text: a note after a full stop, other marks before it.

    Two notes that meet become one, since their numbers would read as one number; after a note of the author's own
    there is a comma.
    """
    last = found[-1] if found else None
    match citation:
        case (Note() as note,):
            if isinstance(last, Note) and last.own:
                found.append(Script((Text(","),), "superscript"))
            elif isinstance(last, Note):
                note = Note((*last.children[:-1], Text("; "), *note.children))
                found.pop()
            found.append(note)
        case (Cite(),) if isinstance(last, Note):
            found.pop()
            _append(found, citation)
            found.append(last)
        case (Cite(children=children),):
            stop = _STOP.search(last.text) if isinstance(last, Text) else None
            if isinstance(last, Cite):
                found[-1] = Cite((), (*last.children, Text(", "), *children[1:]))
            elif isinstance(last, Text) and stop:
                found[-1:] = [Text(last.text[: stop.start()]), *citation, Text(stop.group())]
            else:
                found += citation


def _sources_of(inline: Inline, wording: Wording) -> Iterator[str]:
    """The sources that an inline cites, and those of its figures, dates and quotations."""
    return chain.from_iterable(sources_behind(inner, wording) for inner in inlines_in((inline,)))


def _named_once(source: str, wording: Wording, named: set[str]) -> Inlines:
    """The source: in full the first time (without the full stop at its end), in short later."""
    if source in named:
        return (wording.source(source),)
    named.add(source)
    first, *full, last = wording.source_full(source, brief=True)
    named_first = wording.linked(source, first) if isinstance(first, Marked) else first
    tail = plain((last,)).removesuffix(".")
    return (named_first, *full, *((Marked(tail, Trace("source", source, "full")),) if tail else ()))


def _mapped(block: Block, change: Callable[[Inlines, bool], Inlines]) -> Block:
    """The block with changed texts, each with whether it makes claims that need a source: blocks that name their
    sources themselves make none."""
    match block:
        case Table() | Figure() | Cards() | Heading() | ListBlock(style="sources"):
            return mapped(block, lambda text: change(text, False))
        case Profiles():
            pictured = mapped(block, block=lambda child: _mapped(child, change))
            return replace(pictured, profiles=tuple(_profile(profile, change) for profile in pictured.profiles))
        case _:
            return mapped(block, lambda text: change(text, True), lambda child: _mapped(child, change))


def _profile(profile: Profile, change: Callable[[Inlines, bool], Inlines]) -> Profile:
    """The profile with the citation of its figure and label after the text beside them."""
    facts = tuple(dict.fromkeys(facts_in((*profile.figure, *profile.label))))
    name, where = change(profile.name, False), change(profile.where, False)
    text = change((*profile.text, *((Cite(facts),) if facts else ())), True)
    figure, label = _uncited(profile.figure), _uncited(profile.label)
    return replace(profile, name=name, where=where, text=text, figure=figure, label=label)


def _with_more(line: Inlines, more: Inlines) -> Inlines:
    """A line of sources with those of another after its own."""
    if not line or not more:
        return line or more
    *rest, last = line
    stopped = (*rest, Text(last.text.rstrip().removesuffix("."))) if isinstance(last, Text) else line
    return (*stopped, Text("; "), *more[1:])


def _with_source_lines(block: Block, wording: Wording) -> Block:
    """The block, with a line of sources under each table; a line that its template writes gets those that it lacks."""
    match block:
        case Table():
            cells = replace(block, source=())
            if any(mark.trace.kind in ("source", "evidence") for mark in marked_in((cells,))):
                return block
            named = {mark.trace.ref for mark in marked_in(block.source)}
            sources = (source for inline in inlines_in((block,)) for source in _sources_of(inline, wording))
            missing = wording.source_line(source for source in sources if source not in named)
            return replace(block, source=_with_more(block.source, missing))
        case _:
            return mapped(block, block=lambda child: _with_source_lines(child, wording))

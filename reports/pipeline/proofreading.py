"""A document → the slips in it: doubled words, names in another spelling, broken references."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise

from reports.diagnostics import Findings, Place, nearest
from reports.document import children_of, inlines_in, marked_in, texts_of, walk
from reports.document.model import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    Inlines,
    Link,
    Marked,
    Reference,
    Table,
    Text,
    plain,
)
from reports.facts import GlossaryFile
from reports.facts.pictures import PictureEntry

_LAST = re.compile(r"(\w+)(\s*)\Z")
_FIRST = re.compile(r"(\s*)(\w+)")
_QUOTED = re.compile("“[^”]*”")  # a quotation keeps the source's spelling


def proofread(
    document: Document,
    format_: str,
    glossary: GlossaryFile,
    charts: Collection[str],
    pictures: Mapping[str, PictureEntry],
    findings: Findings,
) -> None:
    """Report the slips in the texts of a document and of its front page; `charts` are those of charts.yaml."""
    meta = document.meta
    for text in (meta.title, meta.subtitle, meta.status, meta.audience, meta.agency):
        _check_words(text, meta.place, findings)
    for block in walk(document.blocks):
        for text in texts_of(block):
            _check_words(text, block.place, findings)
        if isinstance(block, Heading) and format_ == "word" and "layout" in dict(block.attributes):
            findings.error('"layout" is for slides; a document has none', block.place, hint="remove it")
        if isinstance(block, Figure):
            _check_image(block, document.language, charts, pictures, findings)
    _check_proposed(document.blocks, findings)
    _check_references(document, findings)
    _check_names(document, glossary, findings)


def _check_image(
    block: Figure, language: str, charts: Collection[str], pictures: Mapping[str, PictureEntry], findings: Findings
) -> None:
    """A figure has a chart or picture that there is, and names who made the picture, and by what right it is used."""
    what, name, known = ("picture", block.picture, pictures) if block.picture else ("chart", block.image, charts)
    if name and name not in known:
        findings.error(f'no {what} is called "{name}"', block.place, hint=nearest(name, known))
    elif block.picture:
        shown, entry = plain(block.source), pictures[name]
        for field, text in (("credit", entry.credit[language]), ("licence", entry.licence[language])):
            if text not in shown:
                hint = f'write {{{{ picture("{name}") }}}}, which names it'
                findings.error(f'the {field} of "{name}" is not named: {text}', block.place, hint=hint)


def _check_proposed(blocks: Iterable[Block], findings: Findings) -> None:
    """A date that the document proposes is written in a proposal, where readers take it for one."""
    for block in blocks:
        if isinstance(block, Box) and block.name == "proposal":
            continue
        for text in texts_of(block):
            for mark in marked_in(text):
                if mark.trace.kind == "proposed":
                    message = f'"{mark.text}" is only proposed, and this is no proposal'
                    findings.error(message, block.place, hint='move it into ::: proposal, or write fact("ID").date')
        _check_proposed(children_of(block), findings)


def _check_words(text: Inlines, place: Place | None, findings: Findings) -> None:
    for word, mark in _doubled(text):
        message = f'the word "{word}" is written twice: typed, and in "{mark.text}"'
        findings.error(message, place, hint=f'the {mark.trace.kind} writes "{word}" itself: remove the other')


def _doubled(text: Inlines) -> Iterator[tuple[str, Marked]]:
    """The words that are typed beside a mark which writes them too: "năm" before "năm 2025"."""
    leaves = [inline for inline in inlines_in(text) if isinstance(inline, Text | Marked)]
    for one, two in pairwise(leaves):
        mark = one if isinstance(one, Marked) else two
        if not isinstance(mark, Marked) or isinstance(one, Marked) is isinstance(two, Marked):
            continue
        last, first = _LAST.search(one.text), _FIRST.match(two.text)
        if last and first and (last[2] or first[1]) and last[1].isalpha() and last[1].casefold() == first[2].casefold():
            yield last[1], mark


def _check_references(document: Document, findings: Findings) -> None:
    """Each heading, figure and table needs an id of its own, and each cross-reference and link a target."""
    targets: dict[str, Heading | Figure | Table] = {}
    for block in walk(document.blocks):
        if isinstance(block, Heading | Figure | Table) and block.id:
            first = targets.setdefault(block.id, block)
            is_again = isinstance(first, Figure) and isinstance(block, Figure) and first.image == block.image
            if first is not block and not is_again:  # a reference to an image leads to its first place
                hint = f"the first is at {first.place}"
                findings.error(f'a second block is called "{block.id}"', block.place, hint=hint)
    for inline in inlines_in(document.blocks):
        if isinstance(inline, Reference):
            _check_target(inline.target, targets, inline.place, findings)
        elif isinstance(inline, Link) and inline.target.startswith("#"):
            _check_target(inline.target[1:], targets, inline.place, findings)


def _check_target(id_: str, known: Collection[str], place: Place | None, findings: Findings) -> None:
    if id_ not in known:
        findings.error(f'no heading, figure or table is called "{id_}"', place, hint=nearest(id_, known))


def _check_names(document: Document, glossary: GlossaryFile, findings: Findings) -> None:
    """Warn of names in a spelling that the glossary lists as a variant of its own."""
    known = {variant: (id_, name) for variant, id_, name in _variants(glossary, document.language)}
    if not known:
        return
    pattern = _any_of(tuple(known))
    for block in walk(document.blocks):
        inlines = inlines_in(chain(*texts_of(block)))
        typed = (_QUOTED.sub("", inline.text) for inline in inlines if isinstance(inline, Text))
        for match in chain.from_iterable(map(pattern.finditer, typed)):
            id_, name = known[match.group()]
            message = f'"{match.group()}" is written "{name}" in the glossary'
            findings.warning(message, block.place, hint=f'write {{{{ term("{id_}") }}}}')


def _variants(glossary: GlossaryFile, language: str) -> Iterator[tuple[str, str, str]]:
    """Other spellings with the term's id and its name in the language."""
    for id_, term in glossary.terms.items():
        name = (term.short or term.name)[language]
        for variant in term.variants.get(language, ()):
            if variant not in (name, term.name[language]):
                yield variant, id_, name


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

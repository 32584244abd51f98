"""Texts + the glossary → institutions, laws and places that are written another way than the glossary writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from reports.diagnostics import Findings
from reports.document import inlines_in, texts_of, walk
from reports.document.model import Document, Text
from reports.facts import GlossaryFile

_QUOTED = re.compile("“[^”]*”")  # what a source is quoted as saying keeps its words


def check_names(document: Document, glossary: GlossaryFile, findings: Findings) -> None:
    """Warn of each name in the document's own words that the glossary lists as another spelling of one of its own."""
    known = tuple(_variants(glossary, document.language))
    if not known:
        return
    pattern = _pattern(tuple(variant for variant, _, _ in known))
    right = {variant: (id_, name) for variant, id_, name in known}
    for block in walk(document.blocks):
        inlines = inlines_in(chain(*texts_of(block)))
        typed = (inline.text for inline in inlines if isinstance(inline, Text))
        for match in chain.from_iterable(pattern.finditer(_QUOTED.sub("", text)) for text in typed):
            id_, name = right[match.group()]
            message = f'"{match.group()}" is written "{name}" in the glossary'
            findings.warning(message, block.place, hint=f'write {{{{ term("{id_}") }}}}')


def _variants(glossary: GlossaryFile, language: str) -> Iterator[tuple[str, str, str]]:
    """Other spellings with the term's id and its right name in the language."""
    for id_, term in glossary.terms.items():
        name = (term.short or term.name)[language]
        for variant in term.variants.get(language, ()):
            if variant not in (name, term.name[language]):
                yield variant, id_, name


@lru_cache(maxsize=8)
def _pattern(variants: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(variants, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

"""What becomes of each kind of block and each kind of inline in each writer; docs/architecture.md prints the table.

Each kind is read from Markdown with a word of its own in every text, then written by the real writers. The word is
looked for in the file: it is `written` or `lost`; `error` means that the reader or the writer refuses the
block. What differs from the cell's first word in a place or in a field stands in brackets behind it.
"""

from __future__ import annotations

import itertools
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from conftest import ROOT, sources_by_fact
from lxml import etree
from msgspec.structs import replace
from test_word import MEDIA

from reports import word as word_writer
from reports.brand import read_brand
from reports.brand.font_files import load_metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.brand.word_reference.reference import word_reference
from reports.diagnostics import Findings, Place, Problems
from reports.document.model import (
    Block,
    Card,
    Document,
    Figure,
    Inline,
    Marked,
    Meta,
    Official,
    Profile,
    Section,
    Text,
    Trace,
)
from reports.document.reader import Markdown, read
from reports.document.reader.markdown import key_of
from reports.document.tree import facts_in, inlines_in, walk
from reports.facts import read_facts
from reports.facts.signs import Gauge
from reports.facts.wording import Wording
from reports.files.package import contents_of
from reports.languages import LANGUAGES
from reports.pipeline.citations import cited
from reports.pipeline.losses import check_complete
from reports.pipeline.side_by_side import paired
from reports.pipeline.stretches import STRETCHES
from reports.powerpoint.presentation import write as write_deck
from reports.powerpoint.slides.deck import chart_sizes, slides

WRITTEN, LOST, ERROR, ABSENT = "written", "lost", "error", "–"
DOCS = ROOT / "docs/architecture.md"

TABLE = """\
| kind | Word, house form | Word, official form | Word, side by side | slides | speaker notes |
|---|---|---|---|---|---|
| `Heading` text | written | written | written | written | written |
| `Paragraph` text | written | written | written | written | written |
| `ListBlock` items | written | written | written | written | written |
| `Table` caption, heads, rows, source | written | written | written | written; error: box, quote, item, column | written |
| `Figure` caption, source, alt, note | written | written | written | written; error: quote, item, column | written |
| `Cards` figure, label, note, aim | written | written | written | written; error: quote, item, column | written |
| `Profiles` picture, name, where, text, figure, label | written | written | written | written; error: box, quote, item, column | written |
| `Quote` blocks, attribution | written | written | written | written | written |
| `Box` blocks | written | written | written | written | written |
| `Columns` columns | written | written | written | written; error: box, quote, item, column | written |
| `Landscape` blocks | written; error: box, quote, item, column | written; error: box, quote, item, column | written; error: box, quote, item, column | error | error |
| `PageBreak` | written; error: box, quote, item, column | written; error: box, quote, item, column | written; error: box, quote, item, column | error | error |
| `Listing` | written | error | written | error | error |
| `SpeakerNotes` blocks | error | error | error | written | written |
| `Sides` | – | – | written | – | – |
| `Text` | written | written | written | written | written |
| `Marked` | written | written | written | written | written |
| `Strong` | written | written | written | written | written |
| `Emphasis` | written | written | written | written | written |
| `Script` | written | written | written | written | written |
| `Link` | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written |
| `Reference` | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | error | error |
| `Cite` | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written |
| `Note` | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written |
| `Break` | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written; error: `Figure` alt | written |
| `LanguageSpan` | – | – | written | – | – |
"""

BLOCKS = {
    "Heading": "### {text}",
    "Paragraph": "{text}",
    "ListBlock": "- {items}",
    "Table": "::: table {#ID}\n\n{caption}\n\n| {heads} |\n|---|\n| {rows} |\n\n{source}\n\n:::",
    "Figure": '::: figure {#ID chart="ID"}\n\n{caption}\n\n{source}\n\n{alt}\n\n{note}\n\n:::',
    "Cards": '::: cards\n\n::: card\n\n{figure}\n\n{label}\n\n{note}\n\n[■]{.fact ref="x" form="bar"}{aim}\n\n:::\n\n::: card\n\na\n\nb\n\n:::\n\n:::',
    "Profiles": '::: profiles\n\n::: profile\n\n::: figure {#ID chart="ID"}\n\n{picture}\n\nb\n\nc\n\n:::\n\n'
    "{name}\n\n{where}\n\n{text}\n\n{figure}\n\n{label}\n\n:::\n\n"
    "::: profile\n\na\n\nb\n\nc\n\n:::\n\n:::",
    "Quote": "::: quote\n\n{blocks}\n\n{attribution}\n\n:::",
    "Box": "::: sidebar\n\n{blocks}\n\n:::",
    "Columns": "::: columns\n\n::: column\n\n{columns}\n\n:::\n\n::: column\n\nb\n\n:::\n\n:::",
    "Landscape": "::: landscape\n\n{blocks}\n\n:::",
    "PageBreak": "{before}\n\n\\newpage\n\n{after}",
    "Listing": '{before}\n\n::: contents {of="tables"}\n\n:::\n\n{after}',
    "SpeakerNotes": "c\n\n::: notes\n\n{blocks}\n\n:::",
}
"""How each kind of block is written in a template; a name in braces is a text of it, ID what no other block is called."""

INLINES = {
    "Text": "{text}",
    "Marked": '[{text}]{.plain ref="x"}',
    "Strong": "**{children}**",
    "Emphasis": "*{children}*",
    "Script": "a^{children}^",
    "Link": "[{children}](https://example.org)",
    "Reference": '{before}[]{.ref target="anchor"}{after}',
    "Cite": '{text}[]{.cite ref="{source}"}',
    "Note": "a[^n]",
    "Break": "{before}\\\n{after}",
}
"""How each kind of inline is written in a text."""

PLACES = {
    "text": "BLOCK",
    "box": "::: difference\n\na\n\nBLOCK\n\n:::",
    "quote": "> a\n>\n> BLOCK",
    "item": "- a\n\n  BLOCK",
    "column": "::: columns\n\n::: column\n\na\n\nBLOCK\n\n:::\n\n::: column\n\nb\n\n:::\n\n:::",
}
"""Where a block stands; in all of these but "text" a paragraph stands before it."""
IN_NOTES = "c\n\n::: notes\n\na\n\nBLOCK\n\n:::"
IN_ONE_LINE = ("Heading.text", "Table.heads", "Table.rows")
MADE_BLOCKS = {"Sides": "Paragraph.text"}
MADE_INLINES = {"LanguageSpan": "Text"}
"""Kinds that no template writes, and what becomes one of them on its way to a writer."""
IN_TEXT, IN_PARAGRAPH = "text", "Paragraph.text"

BAR_MARK = Marked("■", Trace("fact", "x", "bar", "1"))
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"zq[a-z]{5}")
CODES = ("vi", "en")
FORMS = {"Word, house form": None, "Word, official form": Official((Text("x"),))}
SIDE_BY_SIDE, SLIDES, SPEAKER_NOTES = "Word, side by side", "slides", "speaker notes"
WRITERS = (*FORMS, SIDE_BY_SIDE, SLIDES, SPEAKER_NOTES)


@dataclass(frozen=True)
class Sample:
    """A kind in a place. The words of `texts` end in the code of a language, so that each language has its own."""

    kind: str
    where: str
    markdown: str
    texts: Mapping[str, str]

    def sought(self, code: str) -> Iterator[tuple[tuple[str, str], str]]:
        """What is to be found in a text, each with its name; what has no words of its own stands between two."""
        ends = [self.texts[name] + code for name in self.texts if name in ("before", "after")]
        if ends:
            yield (self.kind, self.where), f"{ends[0]}.*?{ends[1]}"
            return
        for name, word in self.texts.items():
            if name == "other":
                continue
            yield (f"{self.kind}.{name}" if self.kind in BLOCKS else self.kind, self.where), word + code

    @property
    def key(self) -> str:
        return f"{self.kind} in {self.where}"

    def section(self, code: str, findings: Findings) -> Section:
        """What the reader makes of it."""
        text = f"## Title of {self.key}\n\n{self.markdown}\n".replace("ID", _letters(self.key))
        text = _SLOT.sub(lambda slot: self.texts[slot[1]] + code, text)
        marks = {key_of(mark): mark for word in self.texts.values() for mark in [_mark(word + code)]}
        marks[key_of(BAR_MARK)] = BAR_MARK
        lines = text.count("\n") + 1
        return read(self.key, Markdown(text, (Place(self.key, 1),) * lines, marks), LANGUAGES[code], (), findings)


def _mark(word: str) -> Marked:
    return Marked(word, Trace("plain", "x"))


def _letters(text: str) -> str:
    return "-".join(re.findall("[a-z]+", text.lower()))


_new_words = map("".join, itertools.product(("zq",), *["abcdefghijklmnoprstuvwxyz"] * 3))


def _sample(kind: str, where: str, markdown: str) -> Sample:
    if "[^n]" in markdown:
        markdown += "\n\n[^n]: {children}"
    return Sample(kind, where, markdown, {name: next(_new_words) for name in _SLOT.findall(markdown)})


def _placed(block: str, place: str) -> str:
    """The lines of a block in a place, each behind what stands before it there."""
    (line,) = (line for line in place.split("\n") if "BLOCK" in line)
    before = line.removesuffix("BLOCK")
    lines = block.split("\n")
    rest = [(before.replace("-", " ") + each).rstrip() for each in lines[1:]]
    return place.replace(line, "\n".join((before + lines[0], *rest)))


BLOCK_SAMPLES = [
    _sample(kind, place, _placed(block, frame)) for kind, block in BLOCKS.items() for place, frame in PLACES.items()
]
HOSTS = {
    f"{kind}.{name}": (block, name)
    for kind, block in BLOCKS.items()
    for name in _SLOT.findall(block)
    if kind not in ("Box", "Columns", "Landscape", "PageBreak", "Listing", "SpeakerNotes")
}
"""The texts in which inlines stand; other blocks hold these."""
INLINE_SAMPLES = [
    _sample(kind, host, _SLOT.sub("{other}", block.replace(f"{{{name}}}", "HERE")).replace("HERE", inline))
    for kind, inline in INLINES.items()
    for host, (block, name) in HOSTS.items()
    if "\n" not in inline or host not in IN_ONE_LINE
]
NOTES_SAMPLES = [
    *(_sample(kind, "notes", _placed(block, IN_NOTES)) for kind, block in BLOCKS.items()),
    *(_sample(kind, "notes", _placed(inline, IN_NOTES)) for kind, inline in INLINES.items()),
]

ANCHOR = Sample(
    "Table", "the text of a reference", "| y |\n|---|\n| y |".join(("::: table {#anchor}\n\ny\n\n", "\n\n:::")), {}
)

Outcomes = dict[tuple[str, str], str]
"""What became of each text, by its kind with its name and where it stands."""


class Written(Protocol):
    """What is written in a template, and called by its key in complaints."""

    @property
    def key(self) -> str: ...

    def section(self, code: str, findings: Findings) -> Section: ...


class Bench:
    """The writers, and the kinds that reached each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.brand = read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml")
        self.metrics = load_metrics(folder)
        self.reached: dict[str, set[str]] = {writer: set() for writer in WRITERS}
        (folder / "facts.yaml").write_text(_facts(), encoding="utf-8")
        (folder / "glossary.yaml").write_text("terms: {}\n", encoding="utf-8")
        facts = read_facts(folder)
        self.wordings = {code: Wording(facts, LANGUAGES[code]) for code in CODES}

    def outcomes(self, writer: str, samples: Iterable[Sample]) -> Outcomes:
        """What the writer makes of the samples. Those that it refuses are taken out until it writes the rest."""
        left, refused = list(samples), list[Sample]()
        codes = CODES if writer == SIDE_BY_SIDE else CODES[:1]
        while True:
            try:
                text = self._written(writer, left, codes)
                break
            except Problems as problems:
                keys = {found.place.path for found in problems.diagnostics if found.place and found.severity == "error"}
                if not keys & {sample.key for sample in left}:
                    raise
                refused += [sample for sample in left if sample.key in keys]
                left = [sample for sample in left if sample.key not in keys]
        found = {about: ERROR for sample in refused for about, _ in sample.sought("")}
        for sample in left:
            for about, pattern in (pair for code in codes for pair in sample.sought(code)):
                there = any(_between(match[0]) for match in re.finditer(pattern, text, re.DOTALL))
                found[about] = WRITTEN if there and found.get(about) != LOST else LOST
        return found

    def _written(self, writer: str, samples: Iterable[Sample], codes: Iterable[str]) -> str:
        """The text of a file with these samples. Raises Problems."""
        parts = self.parts(writer, samples, codes)
        names = r"word/(document|footnotes)\.xml|ppt/(slides|notesSlides)/\w+\.xml"
        return "".join(_text(parts[name]) for name in parts if re.fullmatch(names, name))

    def parts(self, writer: str, samples: Iterable[Written], codes: Iterable[str]) -> dict[str, bytes]:
        """The parts of a file with these samples, which lacks nothing of them. Raises Problems."""
        findings = Findings()
        documents = [_document(code, [sample.section(code, findings) for sample in samples]) for code in codes]
        findings.check()
        if writer in (SLIDES, SPEAKER_NOTES):
            return self._deck(writer, documents[0])
        anchor = [ANCHOR.section(code, findings) for code in codes]
        documents = [
            cited(replace(each, sections=(first, *each.sections)), self.wordings[each.language])
            for each, first in zip(documents, anchor, strict=True)
        ]
        document = paired("vi-en", documents) if len(documents) > 1 else documents[0]
        document = replace(document, official=FORMS.get(writer))
        self._count(writer, document)
        figures = [block for block in walk(document.blocks) if isinstance(block, Figure)]
        names = [name for figure in figures for name in (figure.image, *(each.name for each in figure.translations))]
        media = {name: replace(MEDIA["share"], name=name) for name in names}
        reference = word_reference(self.brand, "official" if document.official else "house")
        opened = word_writer.write(document, media, reference, LANGUAGES["vi"], self.metrics)
        check_complete(STRETCHES[".docx"](document, opened, parts := contents_of(opened)), writer, media)
        return parts

    def _deck(self, writer: str, document: Document) -> dict[str, bytes]:
        brand, language, wording = self.brand.for_slides(), LANGUAGES["vi"], self.wordings["vi"]
        self._count(writer, document)
        document = replace(document, evidence=tuple(map(wording.evidence, dict.fromkeys(facts_in(document.blocks)))))
        sources = {id_: (wording.source(id_),) for id_ in wording.facts.facts}
        deck = slides(
            document,
            brand,
            self.metrics,
            language,
            sources_of=sources_by_fact(sources),
            gauge_of=lambda _: Gauge(0.1, None, is_open=False),
        )
        sizes = chart_sizes(deck, brand)
        media = {
            name: replace(MEDIA["share"], name=name, width=size[0], height=size[1]) for name, size in sizes.items()
        }
        opened = write_deck(deck, media, deck_reference(brand, language, self.folder), language)
        check_complete(STRETCHES[".pptx"](document, opened, parts := contents_of(opened)), writer, media)
        return parts

    def _count(self, writer: str, document: Document) -> None:
        blocks = tuple(document.blocks)
        self.reached[writer] |= {type(block).__name__ for block in walk(blocks)}
        self.reached[writer] |= {type(inline).__name__ for inline in inlines_in(blocks)}


def _between(text: str) -> str:
    """What stands between two words; the word itself where it is one."""
    return (_WORD.sub("", text) if text.count("zq") > 1 else text).strip(" ")


def _document(code: str, sections: Iterable[Section]) -> Document:
    meta = Meta((Text("x"),), (), date(2025, 1, 1), ())
    return Document("all", code, meta, tuple(sections))


def _facts() -> str:
    """A fact for each citation, whose source has the word of the citation for its names."""
    samples = [sample for sample in (*INLINE_SAMPLES, *NOTES_SAMPLES) if sample.kind == "Cite"]
    words = [word + code for sample in samples for word in sample.texts.values() for code in CODES]
    said = "{{vi: {0}, en: {0}}}"
    source = f"  {{0}}: {{{{file: x, sha256: '{'0' * 64}', title: {said}, publisher: {said}, short: {said}, published: 2025, language: vi}}}}\n"
    fact = f"- {{{{id: {{0}}, topic: x, kind: event, label: {said}, statement: {said}, period: 2025, accounts: [{{{{source: {{0}}, lines: [1], printed: x}}}}]}}}}\n"
    return "".join(
        (
            "topics: {x: {vi: x, en: x}}\nsources:\n",
            *(source.format(word) for word in words),
            "facts:\n",
            *(fact.format(word) for word in words),
        )
    )


def _text(part: bytes) -> str:
    """The words and line breaks of a part, and the text alternatives in it."""
    found = []
    for element in etree.fromstring(part).iter():
        name = etree.QName(element).localname
        found.append(
            "\n"
            if name in ("br", "pageBreakBefore")
            else element.text or ""
            if name == "t"
            else element.get("descr", "")
        )
    return "".join(found).casefold()


def _rows(kinds: Iterable[str], found: Mapping[str, Outcomes], first: str) -> Iterator[str]:
    """A row for each kind and the texts of it that fare alike: what becomes of them in the place `first`, and after
    it the places where it is otherwise."""
    order = list(kinds)
    rows: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for about in dict.fromkeys(about for outcomes in found.values() for about, _ in outcomes):
        kind, _, name = about.partition(".")
        if kind in order:
            cells = tuple(_cell(about, found[writer], first) for writer in WRITERS)
            rows.setdefault((kind, cells), []).append(name)
    for (kind, cells), names in sorted(rows.items(), key=lambda row: order.index(row[0][0])):
        texts = " " + ", ".join(names) if all(names) else ""
        yield f"| `{kind}`{texts} | {' | '.join(cells)} |"


def _cell(about: str, outcomes: Outcomes, first: str) -> str:
    places = {where: outcome for (each, where), outcome in outcomes.items() if each == about}
    usual = places.pop(first, None) or places.pop("notes")
    others: dict[str, dict[str, list[str]]] = {}
    for where, outcome in places.items():
        if outcome != usual:
            kind, _, name = where.partition(".")
            others.setdefault(outcome, {}).setdefault(f"`{kind}`" if name else kind, []).append(name)
    listed = {
        outcome: [f"{kind} {', '.join(names)}".strip() for kind, names in at.items()] for outcome, at in others.items()
    }
    return "; ".join((usual, *(f"{outcome}: {', '.join(each)}" for outcome, each in listed.items())))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def found(bench: Bench) -> dict[str, Outcomes]:
    """What each writer makes of each text; what no template writes fares as that of which it is made."""
    samples = [*BLOCK_SAMPLES, *INLINE_SAMPLES]
    found = {
        writer: bench.outcomes(writer, NOTES_SAMPLES if writer == SPEAKER_NOTES else samples) for writer in WRITERS
    }
    for made, place in ((MADE_BLOCKS, IN_TEXT), (MADE_INLINES, IN_PARAGRAPH)):
        for (kind, origin), (writer, outcomes) in itertools.product(made.items(), found.items()):
            outcomes[kind, place] = outcomes[origin, place] if kind in bench.reached[writer] else ABSENT
    return found


def _table(found: Mapping[str, Outcomes]) -> str:
    blocks = _rows([*BLOCKS, *MADE_BLOCKS], found, IN_TEXT)
    inlines = _rows([*INLINES, *MADE_INLINES], found, IN_PARAGRAPH)
    head = f"| kind | {' | '.join(WRITERS)} |"
    return "\n".join((head, f"|{'---|' * (len(WRITERS) + 1)}", *blocks, *inlines, ""))


def test_the_table_says_what_becomes_of_each_kind(found: dict[str, Outcomes]) -> None:
    assert _table(found) == TABLE
    assert LOST not in TABLE


def test_every_kind_is_in_the_table(bench: Bench, found: dict[str, Outcomes]) -> None:
    kinds = {kind.__name__ for union in (Block, Inline) for kind in typing.get_args(union)}
    assert {*BLOCKS, *INLINES, *MADE_BLOCKS, *MADE_INLINES} == kinds
    assert set().union(*bench.reached.values()) == kinds


def test_every_text_of_a_kind_is_tried() -> None:
    parts = {"Cards": Card, "Profiles": Profile}
    kinds = {kind.__name__: kind for kind in typing.get_args(Block)}
    for kind, markdown in BLOCKS.items():
        texts = {
            name
            for name, type_ in parts.get(kind, kinds[kind]).__annotations__.items()
            if re.search("Inlines|Blocks", type_)
        }
        assert texts <= set(_SLOT.findall(markdown)), kind


def test_the_docs_print_the_table() -> None:
    assert f"<!-- writers -->\n{TABLE}<!-- /writers -->\n" in DOCS.read_text(encoding="utf-8")

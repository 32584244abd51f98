"""All blocks inside all blocks, with all inlines, in every form: each word, mark, cell and picture is in the file."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_block_writers import CODES, SIDE_BY_SIDE, WRITERS, Bench

from reports.diagnostics import Findings, Place, Problems
from reports.document.model import Marked, Section, Trace
from reports.document.reader import Markdown, read
from reports.document.reader.markdown import key_of
from reports.files.package import zipped
from reports.languages import LANGUAGES

*IN_WORD, SLIDES, SPEAKER_NOTES = WRITERS
Lines = list[str]
Words = tuple[str, ...]
Draw = Callable[[st.SearchStrategy[Any]], Any]
_SLOT = re.compile(r"\{(zq[a-z]{4})\}")
_WORD = re.compile(r"zq[a-z]{6}")
_NESTED = 3
IN_ONE_LINE = ("text", "marked", "fact", "strong", "emphasis", "script", "link", "cite")


@dataclass
class Draft:
    """A section or slide of a template, and what its file must have: the words of each text and cell in order, marks,
    and charts; each of these in all languages or only in one. Words end in the code of a language; in the template a
    word without one is in braces."""

    key: str
    draw: Draw
    facts: Sequence[str]
    markdown: Lines = field(default_factory=list)
    texts: list[tuple[str, Words]] = field(default_factory=list)
    cells: list[tuple[str, Words]] = field(default_factory=list)
    marks: list[tuple[str, str, Trace]] = field(default_factory=list)
    charts: list[tuple[str, str]] = field(default_factory=list)
    only: str = ""
    count: int = 0
    footnotes: Lines = field(default_factory=list)

    def section(self, code: str, findings: Findings) -> Section:
        text = _SLOT.sub(lambda slot: slot[1] + code, "\n".join((*self.markdown, *self.footnotes)))
        marks = [Marked(word + code, trace) for _, word, trace in self.marks]
        places = (Place(self.key, 1),) * (text.count("\n") + 1)
        return read(
            self.key, Markdown(text, places, {key_of(each): each for each in marks}), LANGUAGES[code], CODES, findings
        )

    def chosen(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def some(self, most: int, least: int = 1) -> range:
        return range(self.draw(st.integers(least, most)))

    def word(self) -> str:
        self.count += 1
        places = (int(self.key[-1]), self.count // 676, self.count // 26 % 26, self.count % 26)
        return "zq" + "".join(chr(ord("a") + place) for place in places)

    # Texts

    def text(self, kinds: Iterable[str] = (*IN_ONE_LINE, "note", "breaking", "ref"), cell: bool = False) -> str:
        pieces, words = [], []
        for kind in self.draw(st.lists(st.sampled_from(tuple(kinds)), min_size=1, max_size=3)):
            words.append(self.word())
            pieces.append(self.inline(kind, words[-1]))
        self.texts.append((self.only, tuple(words)))
        if cell:
            self.cells.append(self.texts[-1])
        return " ".join(pieces) + self.chosen("", "", ".")

    def inline(self, kind: str, word: str) -> str:
        shown = f"{{{word}}}"
        match kind:
            case "marked" | "fact":
                trace = Trace("plain", "x") if kind == "marked" else Trace("fact", self.chosen(*self.facts))
                self.marks.append((self.only, word, trace))
                return f'[{shown}]{{.{trace.kind} ref="{trace.ref}"}}'
            case "strong" | "emphasis":
                sign = "**" if kind == "strong" else "*"
                return f"{sign}{shown}{sign}"
            case "script":
                sign = self.chosen("^", "~")
                return f"a{sign}{shown}{sign}"
            case "link":
                return f"[{shown}](https://example.org)"
            case "breaking":
                return f"{shown}\\\n{self.inline(self.chosen('text', 'strong'), word)}"
            case "note":
                kind = self.chosen("text", "marked", "fact", "strong", "cite")
                note = self.word()
                self.texts.append((self.only, (note,)))
                self.footnotes += ["", f"[^{note}]: {self.inline(kind, note)}"]
                return f"{shown}[^{note}]"
            case "ref":
                return f'{shown} []{{.ref target="anchor"}}'
            case "cite":
                return f'{shown}[]{{.cite ref="{self.chosen(*self.facts)}"}}'
        return shown

    # Blocks

    def blocks(self, kinds: Sequence[str], depth: int, most: int = 2) -> Lines:
        lines: Lines = []
        for _ in self.some(most):
            kind = self.chosen(*(kinds if depth < _NESTED else LEAVES))
            lines += ["", *getattr(self, kind)(depth + 1)]
        return lines[1:]

    def paragraph(self, depth: int) -> Lines:
        return self.text().split("\n")

    def heading(self, depth: int) -> Lines:
        return [f"### {self.text(IN_ONE_LINE)}", "", *self.paragraph(depth)]

    def listing(self, depth: int) -> Lines:
        sign, lines = self.chosen("- ", "1. "), Lines()
        for _ in self.some(3):
            inside = self.paragraph(depth)
            if self.chosen(False, True):
                inside += ["", *self.blocks(KINDS, depth, 1)]
            lines += [
                ("" if number else sign).ljust(len(sign)) + line if line else "" for number, line in enumerate(inside)
            ]
        return lines

    def quoted(self, depth: int) -> Lines:
        return [f"> {line}".rstrip() for line in self.blocks(KINDS, depth)]

    def fence(self, name: str, *parts: Lines) -> Lines:
        inside = [line for part in parts for line in ("", *part)]
        return [f"::: {name}", *inside, "", ":::"]

    def quote(self, depth: int) -> Lines:
        return self.fence("quote", self.paragraph(depth), self.paragraph(depth))

    def box(self, depth: int) -> Lines:
        return self.fence(self.chosen("sidebar", "summary", "difference"), self.blocks(KINDS, depth))

    def columns(self, depth: int) -> Lines:
        return self.fence("columns", *(self.fence("column", self.blocks(KINDS, depth)) for _ in range(2)))

    def cards(self, depth: int) -> Lines:
        cards = ([self.paragraph(depth) for _ in self.some(3, 2)] for _ in self.some(5))
        return self.fence("cards", *(self.fence("card", *card) for card in cards))

    def profiles(self, depth: int) -> Lines:
        profiles = ([self.paragraph(depth) for _ in self.some(4, 3)] for _ in self.some(3))
        return self.fence("profiles", *(self.fence("profile", *each) for each in profiles))

    def table(self, depth: int) -> Lines:
        columns = self.some(3)
        rows = [[self.text((*IN_ONE_LINE, "note"), cell=True) for _ in columns] for _ in self.some(4, 2)]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|---" * len(columns) + "|")
        if self.chosen(False, True):
            return lines
        return self.fence(f"table {{#{self.word()}}}", self.paragraph(depth), lines, self.paragraph(depth))

    def figure(self, depth: int) -> Lines:
        name = self.word()
        self.charts.append((self.only, name))
        texts = [self.paragraph(depth), self.paragraph(depth), [self.text(("text",))]]
        return self.fence(
            f'figure {{#{name} chart="{name}"}}', *texts, *([self.paragraph(depth)] if self.chosen(0, 1) else [])
        )

    def notes(self, depth: int) -> Lines:
        return self.fence("notes", self.blocks(KINDS, depth))

    def landscape(self, depth: int) -> Lines:
        return self.fence("landscape", self.blocks(KINDS, depth))

    def page(self, depth: int) -> Lines:
        return ["\\newpage", "", *self.paragraph(depth)]

    def alone(self, depth: int) -> Lines:
        """Blocks of one language alone."""
        outside, self.only = self.only, self.only or self.chosen(*CODES)
        lines = self.fence(f"only-{self.only}", self.blocks(KINDS, depth))
        self.only = outside
        return lines


LEAVES = ("paragraph", "listing", "table", "figure", "cards", "profiles", "quote")
KINDS = (*LEAVES, "heading", "quoted", "box", "columns", "alone")


@st.composite
def drafts(draw: Draw, facts: Sequence[str], inside: str = "", slides: bool = False) -> list[Draft]:
    """Sections, or `slides`; with `inside`, slides with this block on each."""
    made = []
    for number in range(4):
        draft = Draft(f"draft {number}", draw, facts)
        draft.markdown = [f"## {draft.text(IN_ONE_LINE)}", ""]
        if inside == "notes":
            draft.markdown += [*draft.paragraph(0), ""]
        top = (inside,) if inside else KINDS if slides else (*KINDS, "landscape", "page")
        draft.markdown += draft.blocks(top, 0, 1 if inside else 2)
        made.append(draft)
    return made


class Found(NamedTuple):
    """What a reader finds in a file: the words of each line and cell, the marked words, and the pictures."""

    lines: list[list[str]]
    cells: list[list[str]]
    marks: set[tuple[str, str]]
    pictures: int


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _in_word(parts: dict[str, bytes]) -> Found:
    opened = docx.Document(io.BytesIO(zipped(parts)))
    body = opened.element.body
    notes = parse_xml(parts["word/footnotes.xml"])
    texts = [Paragraph(each, opened).text for each in body.iter(qn("w:p"))]
    texts += ["".join(each.itertext()) for each in notes.iter(qn("w:p"))]
    pictures = [shape._inline for shape in opened.inline_shapes]
    texts += [each.docPr.get("descr") for each in pictures]
    for each in pictures:
        assert opened.part.related_parts[each.graphic.graphicData.pic.blipFill.blip.embed].blob
    cells = [cell.text for each in body.iter(qn("w:tbl")) for row in Table(each, opened).rows for cell in row.cells]
    listed = etree.fromstring(parts["customXml/item1.xml"])
    marks = {(each.get("printed"), f"{each.get('kind')}:{each.get('ref')}") for each in listed}
    styled = {
        (run.text, run.style.name)
        for each in (*body.iter(qn("w:p")), *notes.iter(qn("w:p")))
        for run in Paragraph(each, opened).runs
    }
    marks = {
        mark
        for mark in marks
        if not mark[1].startswith("fact") or (mark[0], f"{mark[1].replace(':', ' ')} full") in styled
    }
    return Found(list(map(_words, texts)), list(map(_words, cells)), marks, len(pictures))


def _in_deck(parts: dict[str, bytes]) -> Found:
    opened = pptx.Presentation(io.BytesIO(zipped(parts)))
    texts, cells, pictures = [], [], 0
    for slide in opened.slides:
        for shape in slide.shapes:
            texts.append(shape._element.xpath(".//p:cNvPr")[0].get("descr", ""))
            if shape.has_text_frame:
                texts += [each.text for each in shape.text_frame.paragraphs]
            if shape.has_table:
                cells += [cell.text for cell in shape.table.iter_cells()]
            if hasattr(shape, "image"):
                pictures += bool(shape.image.blob)
        if slide.has_notes_slide:
            texts += [each.text for each in slide.notes_slide.notes_text_frame.paragraphs]
    tags = (etree.fromstring(part) for name, part in parts.items() if name.startswith("ppt/tags/"))
    listed = [json.loads(tag.get("val")) for each in tags for tag in each]
    marks = {(text, trace.partition("#")[0]) for _, trace, text in listed}
    return Found([*map(_words, texts), *map(_words, cells)], list(map(_words, cells)), marks, pictures)


def _has(lines: Iterable[list[str]], words: Words) -> bool:
    """Whether a line has the words, in order."""
    return any(_in_order(words, line) for line in lines)


def _in_order(words: Words, line: Iterable[str]) -> bool:
    rest = iter(line)
    return all(word in rest for word in words)


def _check(writer: str, drafted: list[Draft], bench: Bench, accepted: Counter[str]) -> None:
    """Write what the writer does not refuse, and look for everything in the file."""
    codes = CODES if writer == SIDE_BY_SIDE else CODES[:1]
    left = drafted
    refused = {""}
    while refused:
        try:
            parts, refused = bench.parts(writer, left, codes), set()
        except Problems as problems:
            errors = [each for each in problems.diagnostics if each.severity == "error"]
            refused = {each.place.path for each in errors if each.place}
            if not refused & {draft.key for draft in left}:
                raise
            left = [draft for draft in left if draft.key not in refused]
    accepted[writer] += len(left)
    found = _in_word(parts) if writer in IN_WORD else _in_deck(parts)
    for draft, code in ((draft, code) for draft in left for code in codes):

        def said(listed: Iterable[tuple[str, Words]], code: str = code) -> list[Words]:
            return [tuple(word + code for word in words) for only, words in listed if only in ("", code)]

        lost = [words for words in said(draft.texts) if not _has(found.lines, words)]
        if writer != SPEAKER_NOTES:
            lost += [words for words in said(draft.cells) if not _has(found.cells, words)]
        marks = {(word + code, f"{trace.kind}:{trace.ref}") for only, word, trace in draft.marks if only in ("", code)}
        assert (lost, marks - found.marks) == ([], set()), "\n".join(draft.markdown)
    charts = [only for draft in left for only, _ in draft.charts for code in codes if only in ("", code)]
    assert writer == SPEAKER_NOTES or found.pictures >= len(charts)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("nesting"))


@pytest.mark.parametrize("writer", IN_WORD)
def test_a_document_of_word_has_everything(writer: str, bench: Bench) -> None:
    _try(writer, bench, "", 8)


@pytest.mark.parametrize(
    ("writer", "inside"),
    [(SLIDES, ""), *((SLIDES, kind) for kind in ("table", "columns", "listing")), (SPEAKER_NOTES, "notes")],
)
def test_a_deck_has_everything(writer: str, inside: str, bench: Bench) -> None:
    _try(writer, bench, inside, 4)


def _try(writer: str, bench: Bench, inside: str, examples: int) -> None:
    accepted: Counter[str] = Counter()
    facts = list(bench.wordings["vi"].facts.facts)[:6]

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drafts(facts, inside, writer in (SLIDES, SPEAKER_NOTES)))
    def tried(drafted: list[Draft]) -> None:
        _check(writer, drafted, bench, accepted)

    tried()
    assert accepted[writer] >= examples / 2

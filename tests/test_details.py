"""What writers and charts write besides words (styles, sizes, places), how each fact is worded, what files may hold.

tests/details holds it for a reviewer, one line for each paragraph, row, cell, shape or mark, so that a change of a
number or a property in a writer shows as one changed line. `pytest tests/test_details.py --accept` renews the files;
read their difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from pathlib import Path
from typing import Any

import chart_cases
import citation_cases
import drawing_cases
import fact_cases
import finished_cases
import language_cases
import native_cases
import pytest
import slide_cases
import test_official
import test_powerpoint
import test_slides
import test_word
import word_cases
import workspace_cases
from conftest import LIBRARY, sources_by_fact
from lxml import etree
from msgspec.structs import fields, replace
from test_slides import brand, metrics
from word_files import parts_of
from word_files import write as write_word

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.charts.letters import with_fallback
from reports.cli.schemas import SCHEMAS, schema_of
from reports.document.model import STATES, Document, Evidence, Heading, Inline, Link, Marked, Text, plain
from reports.facts import read_facts
from reports.facts.name_wording import Unwritable
from reports.facts.signs import bar, comparison, dot, gauge, is_share, place_and_period
from reports.facts.wording import Wording
from reports.files.package import saved
from reports.languages import LANGUAGES
from reports.pipeline.side_by_side import paired
from reports.powerpoint.presentation import write as write_slides
from reports.powerpoint.slides.deck import chart_sizes, slides
from reports.powerpoint.slides.model import Deck, TextFill

__all__ = ["brand", "metrics"]

DETAILS = Path(__file__).parent / "details"
OWN_LINE = ("p", "tbl", "tr", "tc", "sectPr", "sp", "pic", "graphicFrame", "footnote", "endnote", "abstractNum", "num", "tag", "sldId", "section", "mark", "property")  # fmt: skip
"""Elements that begin a line."""
WORD_PARTS = r"word/(document|footnotes|endnotes|numbering|footer\d*|header\d*)\.xml|docProps/(core|custom)\.xml|customXml/item\d+\.xml"
CASE_PARTS = r"word/(document|footnotes|endnotes|numbering|footer\d*|header\d*)\.xml"
SLIDE_PARTS = (
    r"ppt/(slides/slide|notesSlides/notesSlide|tags/tag)\d+\.xml|ppt/presentation\.xml|docProps/(core|app)\.xml"
)
_TEXT = 24
"""Letters of a text or value that are shown."""


def _xml(element: etree._Element, depth: int = 0) -> str:
    """An element as `name[attribute=value …]` and what is in it; what is repeated is written once, with its count."""
    name = etree.QName(element).localname
    attributes = " ".join(f"{etree.QName(key).localname}={value[:_TEXT]}" for key, value in element.attrib.items())
    most = None if name == "instrText" else _TEXT
    text = f' "{element.text[:most]}"' if element.text and element.text.strip() else ""
    inner = [_xml(child, depth + (name in OWN_LINE)) for child in element if isinstance(child.tag, str)]
    parts = [(part, len(list(same))) for part, same in groupby(inner)]
    repeated = (part if count == 1 else f"{part}{_begin(part)}(× {count})" for part, count in parts)
    begin = "\n" + "  " * depth if name in OWN_LINE else " "
    return f"{begin}{name}{attributes and f'[{attributes}]'}{text}{''.join(repeated)}"


def _begin(part: str) -> str:
    """The line break and indent with which a part begins."""
    return part[: len(part) - len(part.lstrip())]


def _parts(parts: dict[str, bytes], names: str, language: str) -> str:
    """The parts with these names; the language is left out where it is that of the document."""
    found = {name: _xml(etree.fromstring(parts[name])).strip() for name in sorted(parts) if re.fullmatch(names, name)}
    usual = f" rPr lang[val={language}] ", f" lang[val={language}]", f"[lang={language}]"
    for said in usual:
        found = {name: text.replace(said, " " if said.endswith(" ") else "") for name, text in found.items()}
    return "\n\n".join(f"== {name}\n{text}" for name, text in found.items())


def _word(document: Document) -> str:
    language, share = LANGUAGES[document.language[:2]], test_word.MEDIA["share"]
    media = {"share": share, "share.en": replace(share, name="share.en")}
    return _parts(write_word(document, media, test_word.brand(), language), WORD_PARTS, language.tag)


def _documents() -> Iterator[str]:
    """Small documents, each part once, and their outlines; what every document begins with only in the first two."""
    seen, front = set[str](), set[str]()
    for number, (name, written) in enumerate(word_cases.written()):
        yield f"== {name}"
        if isinstance(written, list):
            yield from written
            continue
        parts = {part: _part(written, part) for part in sorted(written) if re.fullmatch(CASE_PARTS, part)}
        shown = {part: said.splitlines() for part, said in parts.items() if said and said not in seen}
        for part, lines in shown.items():
            yield f"-- {part}"
            yield from (line for line in lines if line not in front)
        seen |= set(parts.values())
        if number < 2:
            front |= {line for line in parts["word/document.xml"].splitlines() if len(line) > 2 * _TEXT}
    yield from ("== outlines", *word_cases.outlines())


def _part(written: dict[str, bytes], name: str) -> str:
    """A part without its settings of language; of the numbering, the lists."""
    tree = etree.fromstring(written[name])
    if name.endswith("numbering.xml"):
        return "".join(_xml(each) for each in tree if etree.QName(each).localname == "num").strip()
    return _xml(tree).replace(" lang[val=vi-VN]", "").strip()


def _translated(document: Document) -> Document:
    """The document with other headings."""
    blocks = [
        tuple(
            replace(each, text=(Text("EN "), *each.text)) if isinstance(each, Heading) else each
            for each in section.blocks
        )
        for section in document.sections
    ]
    sections = tuple(replace(section, blocks=own) for section, own in zip(document.sections, blocks, strict=True))
    return replace(document, sections=sections)


def _deck(brand: Brand, metrics: Metrics, cache: Path) -> str:
    blocks = (*test_powerpoint.BLOCKS, *slide_cases.WRITTEN)
    document = test_powerpoint.document(*blocks, evidence=test_powerpoint.EVIDENCE)
    document = replace(document, meta=replace(document.meta, agency=(Text("Sở Nội vụ"),)))
    deck = slides(
        document,
        brand,
        metrics,
        LANGUAGES["vi"],
        sources_of=sources_by_fact(test_slides.SOURCES),
        gauge_of=slide_cases.gauge_of,
    )
    sizes = chart_sizes(deck, brand) | slide_cases.SIZES
    media = {name: test_powerpoint._picture(name, size) for name, size in sizes.items()}
    media["picture:mai"] = replace(media["picture:mai"], svg=b"")
    language = LANGUAGES["vi"]
    presentation = write_slides(deck, media, deck_reference(brand, language, cache), language)
    parts = _parts(parts_of(saved(presentation)), SLIDE_PARTS, language.tag)
    return "\n".join(("== marks", *_marks(deck), "", parts))


def _marks(deck: Deck) -> Iterator[str]:
    """The lines on slides and in notes that have marks."""
    for number, slide in enumerate(deck.slides, 1):
        boxes = {box: fill.lines for box, fill in slide.fills.items() if isinstance(fill, TextFill)}
        for box, lines in {**boxes, "notes": slide.notes}.items():
            told = [_words(line.text) for line in lines if any(isinstance(each, Marked) for each in line.text)]
            if told:
                yield f"{number} {box}: {' / '.join(told)}"


def _words(inlines: Iterable[Inline]) -> str:
    """Marked texts with their traces."""
    return "".join(
        f"[{each.text}|{each.trace.kind} {each.trace.ref} {each.trace.form} {each.trace.value or ''}]"
        if isinstance(each, Marked)
        else f"<{each.target}>{_words(each.children)}"
        if isinstance(each, Link)
        else plain((each,))
        for each in inlines
    ).replace("\u00a0", "~")


def _wording(code: str) -> Iterator[str]:
    """All that can be written of the library's facts, exact and rounded to whole numbers."""
    facts = read_facts(LIBRARY / "seeds")
    exact = Wording(facts, LANGUAGES[code])
    rounded = replace(exact, most_decimals=0)
    for id_, fact in facts.facts.items():
        yield f"== {id_}"
        if fact.has_figure:
            yield from (
                _words((exact.fact(id_, form), rounded.fact(id_, form))) for form in ("full", "short", "number")
            )
            yield _words((exact.fact(id_, least_decimals=2), exact.fact(id_, most_decimals=1)))
        yield from (_words(text) for text in (exact.label(id_), exact.statement(id_), exact.resolution(id_)) if text)
        yield " / ".join(str(getattr(exact.evidence(id_), each.name)) for each in fields(Evidence)).replace(
            "\u00a0", "~"
        )
        yield f"from {exact.sources_of(id_)}, borne out by {exact.borne_out_by(id_)}"
    yield "== sources"
    for id_ in facts.sources:
        yield _words((exact.source(id_), *exact.source_full(id_), *exact.source_full(id_, brief=True)))
    yield _words(exact.source_line([*facts.sources, *facts.sources]))
    yield "== glossary"
    for id_ in facts.glossary.terms:
        yield _words(exact.term(id_, form) for form in ("full", "short", "definition"))
    for id_ in facts.glossary.places:
        yield _words(exact.place(id_, form) for form in ("full", "short"))
    for id_ in facts.glossary.people:
        yield _words(filter(None, (exact.name(id_), exact.office(id_))))
    yield "== bars, in their whole and compared"
    for id_, fact in facts.facts.items():
        for of in (None, *(each.id for each in facts.facts.values() if each.has_figure and each.unit == fact.unit)):
            if fact.has_figure:
                yield f"{id_} {of or ''}: {_barred(id_, of, exact)}"
        yield f"{id_}: {_words(place_and_period(fact, exact))}; {'a share' * is_share(fact)}"
    yield "; ".join(_words(dot(state, exact)) for state in STATES)
    yield "== columns"
    yield str({id_: (form.power, form.decimals) for id_, form in exact.column(facts.facts).items()})
    yield str({id_: (form.power, form.decimals) for id_, form in rounded.column(facts.facts).items()})


def _barred(id_: str, of: str | None, wording: Wording) -> str:
    """A bar as text, the words of its comparison, and its gauge; or why it cannot be drawn."""
    try:
        return f"{_words(bar(id_, of, wording))}; {_words(comparison(id_, of, wording))}; {gauge(id_, of, wording)}"
    except Unwritable as fault:
        return f"{fault} ({fault.hint})"


def _schemas() -> Iterator[str]:
    """Each field of each file in YAML: what its schema demands, without its explanation."""
    for name in SCHEMAS:
        schema = schema_of(name)
        for model, told in (("", schema), *sorted(schema.get("$defs", {}).items())):
            yield f"== {name} {model}".rstrip()
            for field, demands in told.get("properties", {"": told}).items():
                needed = " (required)" * (field in told.get("required", ()))
                yield f"{field}{needed}: {_demanded(demands)}"
            if "properties" in told:
                yield f"others: {told.get('additionalProperties')}"


def _demanded(schema: Any) -> str:
    """A schema in one line."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key not in ("description", "title")}
        return ", ".join(f"{key} {_demanded(value)}" for key, value in kept.items()).replace("#/$defs/", "")
    return f"[{'; '.join(map(_demanded, schema))}]" if isinstance(schema, list) else str(schema)


@pytest.fixture(scope="module")
def details(
    brand: Brand, metrics: Metrics, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> dict[str, Callable[[], str]]:
    """What each file of tests/details is made of."""
    return {
        "word.vi.txt": lambda: _word(test_word.document(code="vi")),
        "word.vi-en.txt": lambda: _word(
            paired("vi-en", [test_word.document(code="vi"), _translated(test_word.document(code="en"))])
        ),
        "official.vi.txt": lambda: _word(test_official.report()),
        "official-blank.vi.txt": lambda: _word(test_official.report(test_official.UNKNOWN)),
        "documents.vi.txt": lambda: "\n".join(_documents()),
        "slides.vi.txt": lambda: _deck(brand, metrics, tmp_path_factory.mktemp("cache")),
        "decks.vi.txt": lambda: "\n".join(slide_cases.decks(brand, metrics)),
        "wording.vi.txt": lambda: "\n".join(_wording("vi")),
        "wording.en.txt": lambda: "\n".join(_wording("en")),
        "audit.txt": lambda: "\n".join(
            finished_cases.audited(request.getfixturevalue("library_built"), tmp_path_factory.mktemp("audit"))
        ),
        "merged.txt": lambda: "\n".join(finished_cases.merged(brand, metrics)),
        "refresh.txt": lambda: "\n".join(
            finished_cases.refreshed(request.getfixturevalue("library_built"), tmp_path_factory.mktemp("refresh"))
        ),
        "usage.txt": lambda: "\n".join(finished_cases.used(request.getfixturevalue("library_built"))),
        "charts.txt": lambda: "\n".join(drawing_cases.drawings(brand, metrics)),
        "kinds.txt": lambda: "\n".join(drawing_cases.kinds(brand, metrics)),
        "native.txt": lambda: "\n".join(native_cases.natives(brand, with_fallback(metrics, ()))),
        "painted.txt": lambda: "\n".join(drawing_cases.painted(brand, metrics, tmp_path_factory.mktemp("painted"))),
        "specs.txt": lambda: "\n".join(chart_cases.specs(tmp_path_factory.mktemp("charts"))).replace("\u00a0", "~"),
        "facts.txt": lambda: "\n".join(
            (*fact_cases.faults(tmp_path_factory.mktemp("facts")), "== readings", *fact_cases.readings())
        ),
        "language.vi.txt": lambda: "\n".join(language_cases.written("vi")).replace("\u00a0", "~"),
        "language.en.txt": lambda: "\n".join(language_cases.written("en")).replace("\u00a0", "~"),
        "workspaces.txt": lambda: "\n".join(workspace_cases.workspaces(tmp_path_factory.mktemp("workspace"))),
        "citations.txt": lambda: "\n".join(citation_cases.citations()),
        "agreement.txt": lambda: "\n".join(workspace_cases.agreements()),
        "schemas.txt": lambda: "\n".join(_schemas()),
    }


NAMES = ("word.vi.txt", "word.vi-en.txt", "official.vi.txt", "official-blank.vi.txt", "documents.vi.txt", "slides.vi.txt", "decks.vi.txt", "charts.txt", "kinds.txt", "native.txt", "painted.txt", "specs.txt", "facts.txt", "workspaces.txt", "agreement.txt", "citations.txt", "language.vi.txt", "language.en.txt", "wording.vi.txt", "wording.en.txt", "audit.txt", "merged.txt", "refresh.txt", "usage.txt", "schemas.txt")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_as_a_reviewer_has_accepted_it(
    name: str, details: dict[str, Callable[[], str]], request: pytest.FixtureRequest
) -> None:
    accepted, found = DETAILS / name, details[name]().rstrip("\n") + "\n"
    if request.config.getoption("--accept"):
        DETAILS.mkdir(exist_ok=True)
        accepted.write_text(found, encoding="utf-8")
    lines = accepted.read_text(encoding="utf-8").splitlines() if accepted.is_file() else []
    shown = "\n".join(unified_diff(lines, found.splitlines(), f"tests/details/{name}", "as written now", lineterm=""))
    if shown:
        pytest.fail(f"{shown}\n\nIf this is meant: pytest tests/test_details.py --accept", pytrace=False)


def test_each_file_of_details_is_compared() -> None:
    assert sorted(path.name for path in DETAILS.iterdir()) == sorted(NAMES)

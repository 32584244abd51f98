"""The twenty documents of the built-in workspace: five audiences, two reports, two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from conftest import ROOT, validate_by_sdk, validator
from ooxml_integrity import check as check_docx
from ooxml_integrity.pptx_checks import check_pptx
from outline import outline

from reports import audit
from reports.brand.font_files import load_metrics
from reports.brand.measure import Metrics
from reports.charts.data import facts_of
from reports.diagnostics import Findings
from reports.document import children_of, inlines_in, marked_in, texts_of
from reports.document.model import (
    Block,
    Cards,
    Cite,
    Figure,
    Heading,
    Inline,
    Inlines,
    Marked,
    Note,
    Profiles,
    Reference,
    Table,
    Trace,
    plain,
)
from reports.facts.provenance import sources_behind
from reports.facts.signs import Gauge, gauge
from reports.facts.wording import Wording
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import read_knowledge
from reports.powerpoint.slides.deck import slides
from reports.powerpoint.slides.model import Deck, PictureFill, Slide, TableFill, TextFill
from reports.workspace import read_workspace

AUDIENCES = ("general", "leaders", "localities", "partners", "public")
FILES = tuple(f"{report}.{language}{ending}" for (report, ending), language in product(
    (("briefing", ".docx"), ("deck", ".pptx")), ("vi", "en")))  # fmt: skip
TWENTY = [f"{audience}/{name}" for audience in AUDIENCES for name in FILES]
KEPT = re.compile(
    r"(?:Normal|List\w+|Summary\w*|Sidebar|Proposal\w*|Lead|title|text|column|profile|quotation|notes): (?!.* – |.*(?:Source|Nguồn|Lấy từ): )(.+)"
)
MOST_ALIKE = 0.2
"""How much of its sentences one audience's document may share with another's."""


@cache
def _outline(path: Path) -> str:
    return outline(path)


def _sentences(path: Path) -> set[str]:
    """The sentences of a text, or of what is shown and said with slides: no captions, tables, sources and evidence."""
    found = (match.group(1) for line in _outline(path).split("\n") if (match := KEPT.match(line.strip())))
    pieces = (piece.strip() for text in found for piece in re.split(r"(?<=[.;:?])\s", re.sub(r"\[[\d, ]+\]", "", text)))
    return {piece for piece in pieces if piece.count(" ") >= 4}


def test_they_are_all_there(all_built: Path) -> None:
    made = [p.relative_to(all_built).as_posix() for p in all_built.glob("*/*") if p.suffix in (".docx", ".pptx")]
    assert sorted(made) == sorted(TWENTY)


@pytest.mark.parametrize("name", TWENTY)
def test_the_validators_find_nothing(all_built: Path, name: str) -> None:
    path = all_built / name
    result = validator().validate(str(path))
    assert result.is_valid, [str(error) for error in result.errors]
    found = check_docx(str(path)) if path.suffix == ".docx" else check_pptx(str(path))
    assert [str(finding) for finding in found] == []
    assert path.stat().st_size < (1_000_000 if path.suffix == ".docx" else 2_000_000)


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(all_built: Path) -> None:
    validate_by_sdk(*(all_built / name for name in TWENTY))


def test_every_figure_of_every_document_is_traced(all_built: Path) -> None:
    result = audit(*(all_built / name for name in TWENTY), workspace=ROOT)
    assert result.clean
    counts = {file: len(figures) for file, figures in result.by_file()}
    assert len(counts) == 20
    assert min(counts.values()) > 100


@pytest.mark.parametrize("name", FILES)
def test_each_is_written_for_its_reader_and_not_cut_from_another(all_built: Path, name: str) -> None:
    texts = {audience: _sentences(all_built / audience / name) for audience in AUDIENCES}
    assert min(map(len, texts.values())) > 15
    for one, other in combinations(AUDIENCES, 2):
        shared = len(texts[one] & texts[other]) / min(len(texts[one]), len(texts[other]))
        assert shared < MOST_ALIKE, (one, other, sorted(texts[one] & texts[other])[:5])


def test_each_audience_has_its_own_settings_and_budgets() -> None:
    workspace = read_workspace(ROOT)
    assert sorted(workspace.audiences) == sorted(AUDIENCES)
    for audience in AUDIENCES:
        for report in workspace.reports:
            budget = workspace.own(report, audience).budget
            assert budget.words or budget.sections, (audience, report)
            assert budget.pages or budget.slides, (audience, report)
    orders = {(*workspace.sections("briefing", audience),) for audience in AUDIENCES}
    assert len(orders) == len(AUDIENCES)
    assert workspace.audiences["leaders"].form == "official"
    assert {audience.citations for audience in workspace.audiences.values()} == {"list"}
    assert workspace.audiences["public"].rounding == 0


@pytest.mark.parametrize(("language", "label"), [("vi", "đề xuất:"), ("en", "Proposed by the drafting unit:")])
def test_what_leaders_decide_is_marked_as_the_drafting_units(all_built: Path, language: str, label: str) -> None:
    for name in (f"briefing.{language}.docx", f"deck.{language}.pptx"):
        assert _outline(all_built / "leaders" / name).count(label) >= (4 if name.endswith("docx") else 2)


# ---- Every figure is followed by a mark of its own source


def _unsupported(texts: Iterable[Inlines], wording: Wording) -> Iterator[str]:
    """The figures whose next mark in the text names none of the sources that print them."""
    for text in texts:
        waiting: list[Marked] = []
        for inline in text:
            waiting += [
                each for each in inlines_in((inline,)) if isinstance(each, Marked) and each.trace.kind == "fact"
            ]
            if isinstance(inline, Cite | Note):
                named = {each.target.removeprefix("source-") for each in inline.children if isinstance(each, Reference)}
                named |= {each.trace.ref for each in inline.children if isinstance(each, Marked)}
                yield from (mark.text for mark in waiting if not named & set(wording.borne_out_by(mark.trace.ref)))
                waiting = []
        yield from (mark.text for mark in waiting)


def _prose(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        if not isinstance(block, Table | Figure | Cards | Profiles | Heading):
            yield from texts_of(block)
            yield from _prose(children_of(block))


@pytest.fixture(scope="module")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> Metrics:
    return load_metrics(tmp_path_factory.mktemp("cache"))


def _decks(audience: str, metrics: Metrics) -> Iterator[tuple[Deck, Wording, Mapping[str, tuple[str, ...]]]]:
    """The decks of an audience, each with its wording and the facts of each chart."""
    knowledge = read_knowledge(read_workspace(ROOT))
    charts = {id_: facts_of(spec) for id_, spec in knowledge.specs.charts.items()}
    brand = knowledge.brand.for_slides()
    for made in compose(knowledge, "deck", audience, Findings()).values():
        wording = made.wording

        def sources_of(inline: Inline, wording: Wording = wording) -> Inlines:
            return tuple(map(wording.source, sources_behind(inline, wording)))

        def gauge_of(trace: Trace, wording: Wording = wording) -> Gauge:
            return gauge(trace.ref, trace.form.partition(":")[2] or None, wording)

        yield (
            slides(
                made.document,
                brand,
                metrics,
                wording.language,
                sources_of=sources_of,
                chart_facts=charts,
                gauge_of=gauge_of,
            ),
            wording,
            charts,
        )


def _shown_on(slide: Slide) -> Iterator[Inlines]:
    for box, fill in slide.fills.items():
        if isinstance(fill, TextFill) and box != "source":
            yield from (line.text for line in fill.lines)
        elif isinstance(fill, TableFill):
            yield from (cell for row in fill.table.all_rows for cell in row)


def _named_in(texts: Iterable[Inlines]) -> set[str]:
    marks = (mark for text in texts for mark in marked_in(text))
    return {mark.trace.ref for mark in marks if mark.trace.kind == "source"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_slide_names_exactly_the_sources_of_its_figures(audience: str, metrics: Metrics) -> None:
    """In its source line or, where the layout has no place for one, in its notes; a table may name them in its cells."""
    for deck, wording, charts in _decks(audience, metrics):
        compared = 0
        for slide in deck.slides:
            texts, fill = list(_shown_on(slide)), slide.fills.get("source")
            line = fill.lines if isinstance(fill, TextFill) else slide.notes
            named, cells = _named_in(each.text for each in line), _named_in(texts)
            figures = {source for inline in inlines_in(chain(*texts)) for source in sources_behind(inline, wording)}
            drawn = (charts[each.image] for each in slide.fills.values() if isinstance(each, PictureFill))
            figures |= {source for fact in chain(*drawn) for source in wording.borne_out_by(fact)}
            assert named | cells == figures | cells, (deck.language, [plain(text) for text in texts][:1])
            compared += len(figures)
        assert compared > 8


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_next_mark_after_a_figure_names_its_source(audience: str) -> None:
    knowledge = read_knowledge(read_workspace(ROOT))
    composed = compose(knowledge, "briefing", audience, Findings())
    for made in composed.values():
        prose = list(_prose(made.document.blocks))
        assert sum(1 for text in prose for each in inlines_in(text) if isinstance(each, Cite)) > 10
        assert list(_unsupported(prose, made.wording)) == []

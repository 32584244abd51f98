"""What `refresh` writes into decks: untouched ones, and ones with moved, copied and ungrouped slides and shapes."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from conftest import Convert, Once, validate_by_sdk, validator
from marked_files import parts_of, zipped
from pptx.presentation import Presentation
from test_native_charts import _book, _charts, _labels, _native_library
from test_refresh import correct

import reports
from reports.charts.picture_marks import mark_of_picture
from reports.finished.refresh import Refreshed
from reports.pipeline.build import build

FORMER, NOW = "38,5%", "41,5%"
MEMBERS = ("38.5", "41.5"), (FORMER, NOW)
LOANS = ("38250", "39100"), ("38.250", "39.100")


@pytest.fixture(scope="module")
def decks(once: Once) -> Path:
    """The workspace of the library with native charts, its documents built before two facts were corrected."""

    def make(folder: Path) -> None:
        root = _native_library(folder / "library")
        build(root, audiences=["general"], languages=["vi"])
        for id_, swaps in (("members", MEMBERS), ("loans.2023", LOANS)):
            correct(root, id_, *swaps)

    return once("refreshed", make) / "library"


@pytest.fixture
def deck(decks: Path, tmp_path: Path) -> Path:
    """A copy of the deck, to be edited."""
    path = tmp_path / "slides.vi.pptx"
    path.write_bytes((decks / "out/general/slides.vi.pptx").read_bytes())
    return path


def edited(deck: Path, edit: Callable[[Presentation], None]) -> Path:
    presentation = pptx.Presentation(str(deck))
    edit(presentation)
    presentation.save(str(deck))
    return deck


def shapes(deck: Path) -> Iterator[Any]:
    """The shapes of all slides, those in groups too."""
    waiting = [shape for slide in pptx.Presentation(str(deck)).slides for shape in slide.shapes]
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting += getattr(shape, "shapes", ())


def said(deck: Path) -> str:
    """All words on slides and in notes, and the text alternatives."""
    words = [shape.text_frame.text for shape in shapes(deck) if shape.has_text_frame]
    words += [text for shape in shapes(deck) for text in shape._element.xpath("./*/p:cNvPr/@descr")]
    words += [slide.notes_slide.notes_text_frame.text for slide in pptx.Presentation(str(deck)).slides]
    return "\n".join(words).replace("\xa0", " ")


def bar(deck: Path, fact: str) -> list[float]:
    """How much of each bar of a fact is filled."""
    parts = [shape for shape in shapes(deck) if shape.name.startswith("Part ") and shape.name.endswith(f": {fact}")]
    return [filled.width / outline.width for outline, filled in zip(parts[::2], parts[1::2], strict=True)]


def _has_bar(slide: Any, fact: str) -> bool:
    return any(about.get("name", "").endswith(f": {fact}") for about in slide._element.iter("{*}cNvPr"))


def left(result: Refreshed) -> list[tuple[str, str]]:
    """The state and the name of what is left to people, but for sentences with words such as "more"."""
    return [(each.state, each.ref) for each in result.changes if each.state not in ("refreshed", "doubtful")]


def test_a_deck_says_today_s_figures_everywhere(decks: Path, deck: Path) -> None:
    before = said(deck)
    result = reports.refresh(deck, workspace=decks)
    assert not left(result)
    assert FORMER in before
    assert FORMER not in said(deck)
    assert said(deck).count(NOW) == before.count(FORMER)
    assert bar(deck, "members") == pytest.approx([0.415], abs=0.001)
    found = reports.audit(deck, workspace=decks)
    assert found.remarks == ()
    assert found.clean, [
        (figure.place, figure.state, figure.what) for figure in found.figures if figure.state != "traced"
    ]
    written = deck.read_bytes()
    assert reports.refresh(deck, workspace=decks).changes == ()
    assert deck.read_bytes() == written


def test_charts_are_as_if_the_deck_were_built_today(decks: Path, deck: Path, tmp_path: Path) -> None:
    reports.refresh(deck, workspace=decks)
    build(decks, audiences=["general"], languages=["vi"], out=tmp_path / "today")
    today = tmp_path / "today/general/slides.vi.pptx"
    for name, shape in _charts(today).items():
        ours = _charts(deck)[name]
        assert _labels(ours.chart) == _labels(shape.chart)
        assert [list(each.values) for each in ours.chart.series] == [list(each.values) for each in shape.chart.series]
        ours, theirs = (_book(file, name).read("xl/worksheets/sheet1.xml") for file in (deck, today))
        assert ours == theirs
    marks = [
        {mark_of_picture(shape.image.blob) for shape in shapes(file) if shape.shape_type == 13}
        for file in (deck, today)
    ]
    assert marks[0] == marks[1]
    assert said(deck) == said(today)


def test_a_refreshed_deck_is_valid(decks: Path, deck: Path) -> None:
    reports.refresh(deck, workspace=decks)
    assert [str(each) for each in validator().validate(deck).errors] == []


@pytest.mark.office
def test_a_refreshed_deck_is_valid_for_the_sdk(decks: Path, deck: Path) -> None:
    reports.refresh(deck, workspace=decks)
    validate_by_sdk(deck)


def _moved(presentation: Presentation) -> None:
    listed = presentation.slides._sldIdLst
    listed.append(listed[1])


def _copied(presentation: Presentation) -> None:
    """The shapes of a slide copied to another one, as people copy; its tags and pictures are the same parts."""
    source, target = presentation.slides[1], presentation.slides[12]
    ids = {
        old.rId: target.part.relate_to(old.target_part, old.reltype)
        for old in source.part.rels.values()
        if old.reltype.endswith(("/tags", "/image"))
    }
    for shape in list(target.shapes):
        target.shapes._spTree.remove(shape._element)
    for shape in source.shapes:
        element = copy.deepcopy(shape._element)
        for number, about in enumerate(element.iter("{*}cNvPr")):
            about.set("id", str(9000 + 10 * shape.shape_id + number))
        for each in element.iter():
            for key, value in each.attrib.items():
                if key.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"):
                    each.set(key, ids[value])
        target.shapes._spTree.append(element)


def _ungrouped(presentation: Presentation) -> None:
    """Every group taken apart, and its shapes made larger."""
    for slide in presentation.slides:
        for group in [shape for shape in slide.shapes if shape.shape_type == 6]:
            for shape in list(group.shapes):
                shape.width = shape.width * 2
                group._element.addprevious(shape._element)
            group._element.getparent().remove(group._element)


def _resized(presentation: Presentation) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.name.endswith((": loans-by-year", ": members-goal")):
                shape.width, shape.height = int(shape.width * 0.8), int(shape.height * 0.9)


def _formatted(presentation: Presentation) -> None:
    """The figures cut into runs, some of them bold."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in [each for each in paragraph.runs if FORMER in each.text]:
                    before, _, after = run.text.partition(FORMER)
                    rest = copy.deepcopy(run._r)
                    run._r.addnext(rest)
                    run.text, run.font.bold = before + FORMER[:2], True
                    paragraph.runs[[each._r for each in paragraph.runs].index(rest)].text = FORMER[2:] + after


@pytest.mark.parametrize("edit", [_moved, _copied, _ungrouped, _resized, _formatted])
def test_a_deck_that_people_edited_is_refreshed(edit: Any, decks: Path, deck: Path) -> None:
    edited(deck, edit)
    before = said(deck)
    result = reports.refresh(deck, workspace=decks)
    assert not [each for each in left(result) if each[0] != "deleted"]
    slides = [
        f"bar, slide {n}"
        for n, slide in enumerate(pptx.Presentation(str(deck)).slides, 1)
        if _has_bar(slide, "members")
    ]
    assert [each.place for each in result.changes if each.kind == "bar" and each.ref == "members"] == slides
    assert FORMER not in said(deck)
    assert said(deck).count(NOW) == before.count(FORMER)
    assert bar(deck, "members") == pytest.approx([0.415] * (2 if edit is _copied else 1), abs=0.002)
    assert [str(each) for each in validator().validate(deck).errors] == []
    written = deck.read_bytes()
    reports.refresh(deck, workspace=decks)
    assert deck.read_bytes() == written


def _without_tags(deck: Path) -> Path:
    parts = parts_of(deck)
    tagged = re.compile(rb"<p:custDataLst>.*?</p:custDataLst>")
    return zipped(deck, {name: tagged.sub(b"", each) if name.endswith(".xml") else each for name, each in parts.items()})


def _has_today_s_figures(deck: Path, root: Path, before: str) -> None:
    """A deck that only lists how often each figure of a fact was printed, as LibreOffice saves it."""
    result = reports.refresh(deck, workspace=root)
    assert {(each.state, each.kind) for each in result.changes if each.state != "doubtful"} <= {
        *(("refreshed", kind) for kind in ("fact", "evidence", "alt", "chart", "bar")),
        ("edited", "chart"),  # native charts, which have lost their workbooks there
    }
    assert FORMER not in said(deck)
    assert said(deck).count(NOW) == before.count(FORMER)
    found = [figure for figure in reports.audit(deck, workspace=root).figures if figure.state != "traced"]
    assert [(each.place, each.what) for each in found if each.place.startswith("slide")] == []
    assert {(each.state, each.place.partition(" ")[0]) for each in found} <= {("stale", "chart")}


def test_a_deck_without_its_tags_is_refreshed_with_its_quotations_and_text_alternatives(
    decks: Path, deck: Path
) -> None:
    _has_today_s_figures(_without_tags(deck), decks, said(deck))


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_is_refreshed(decks: Path, deck: Path, tmp_path: Path, convert: Convert) -> None:
    convert("pptx", tmp_path / "again", deck)
    _has_today_s_figures(tmp_path / "again" / deck.name, decks, said(deck))

"""What `refresh` writes into decks: untouched ones, and ones with moved, copied and ungrouped slides and shapes."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from conftest import Convert, Once, validate_by_sdk, validator
from marked_files import parts_of, zipped
from ooxml_integrity.finding import Finding, Severity
from ooxml_integrity.pptx_checks import check_pptx
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


def _serious(findings: Iterable[Finding]) -> list[str]:
    return [str(each) for each in findings if each.severity is Severity.ERROR]


def test_a_refreshed_deck_is_valid(decks: Path, deck: Path) -> None:
    reports.refresh(deck, workspace=decks)
    assert [str(each) for each in validator().validate(deck).errors] == []
    assert _serious(check_pptx(deck)) == []


@pytest.mark.office
@pytest.mark.parametrize("edits", ["none", "several"])
def test_a_refreshed_deck_is_valid_for_the_sdk(decks: Path, deck: Path, edits: str) -> None:
    for edit in (_formatted, _row_removed(2), _cells_merged, _ungrouped) if edits == "several" else ():
        edited(deck, edit)
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


def _table(presentation: Presentation) -> Any:
    """The small table with the loans of two years."""
    every = (shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table)
    return next(table for table in every if table.cell(1, 1).text.replace("\xa0", " ") == LOANS[1][0])


def _row_removed(at: int) -> Callable[[Presentation], None]:
    def edit(presentation: Presentation) -> None:
        row = _table(presentation).rows[at]._tr
        row.getparent().remove(row)

    return edit


def _cells_merged(presentation: Presentation) -> None:
    table = _table(presentation)
    table.cell(1, 0).merge(table.cell(1, 1))


def _slides_deleted(presentation: Presentation) -> None:
    """The slides with the figure as text, but for the table with its bar."""
    for slide, listed in list(zip(presentation.slides, presentation.slides._sldIdLst, strict=True)):
        words = "".join(slide._element.xpath(".//a:t/text()")).replace("\xa0", " ")
        if FORMER in words and not _has_bar(slide, "members"):
            for other in presentation.part._element.xpath(f"//*[local-name()='sldId'][@id='{listed.id}']"):
                other.getparent().remove(other)
            presentation.part.drop_rel(listed.rId)


def _overtyped(presentation: Presentation) -> None:
    """The first figure of the fact."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in [each for each in paragraph.runs if FORMER in each.text]:
                    run.text = run.text.replace(FORMER, "40%")
                    return


def test_an_overtyped_figure_is_still_told_with_what_was_printed(decks: Path, deck: Path) -> None:
    result = reports.refresh(edited(deck, _overtyped), workspace=decks)
    assert ("overtyped", "members") in left(result)
    (found,) = [each for each in reports.audit(deck, workspace=decks).figures if each.state == "changed"]
    assert (found.figure, found.printed, found.now) == ("40%", FORMER, NOW)


def test_a_figure_typed_beside_another_one_of_the_fact_is_told_and_the_other_one_corrected(
    decks: Path, deck: Path
) -> None:
    def twice(presentation: Presentation) -> None:
        every = (shape for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame)
        one = next(p for shape in every for p in shape.text_frame.paragraphs if FORMER in p.text)
        one._p.addnext(copy.deepcopy(one._p))
        _overtyped(presentation)

    before = said(edited(deck, twice))
    result = reports.refresh(deck, workspace=decks)
    assert not left(result), "the file lists one figure there, and one is there"
    assert (said(deck).count(NOW), FORMER in said(deck)) == (before.count(FORMER), False)
    (found,) = [each for each in reports.audit(deck, workspace=decks).figures if each.state != "traced"]
    assert (found.state, found.figure) == ("untraced", "40")


@pytest.mark.parametrize(
    "edit",
    [
        *(_moved, _copied, _ungrouped, _resized, _formatted, _cells_merged, _slides_deleted),
        pytest.param(_row_removed(1), id="its row removed"),
        pytest.param(_row_removed(2), id="another row removed"),
    ],
)
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
    assert _serious(check_pptx(deck)) == [] or edit is _copied, "to where a text has less room"
    audited = reports.audit(deck, workspace=decks)
    assert {figure.state for figure in audited.figures} <= {"traced", "lost"}
    told = {remark.state for remark in audited.remarks}
    assert told <= {"missing"} or edit is _copied, "a copy takes the place of other shapes"
    assert not told or edit not in (_moved, _ungrouped, _resized, _formatted), "where sentences were removed or joined"
    written = deck.read_bytes()
    reports.refresh(deck, workspace=decks)
    assert deck.read_bytes() == written


def _without_tags(deck: Path) -> Path:
    parts = parts_of(deck)
    tagged = re.compile(rb"<p:custDataLst>.*?</p:custDataLst>")
    return zipped(
        deck, {name: tagged.sub(b"", each) if name.endswith(".xml") else each for name, each in parts.items()}
    )


def _has_today_s_figures(deck: Path, root: Path) -> None:
    """A deck that only lists how often each figure of a fact was printed, as LibreOffice saves it."""
    before = said(deck)
    result = reports.refresh(deck, workspace=root)
    assert {(each.state, each.kind) for each in result.changes if each.state != "doubtful"} <= {
        *(("refreshed", kind) for kind in ("fact", "evidence", "alt", "chart", "bar")),
        ("edited", "chart"),  # native charts, which have lost their workbooks there
    }
    assert FORMER not in said(deck)
    assert said(deck).count(NOW) == before.count(FORMER)
    found = [figure for figure in reports.audit(deck, workspace=root).figures if figure.state != "traced"]
    assert {each.place.partition(",")[0] for each in found if each.state != "untraced"} <= {"chart"}


def test_a_deck_without_its_tags_is_refreshed_with_its_quotations_and_text_alternatives(
    decks: Path, deck: Path
) -> None:
    _has_today_s_figures(_without_tags(deck), decks)


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_is_refreshed(decks: Path, deck: Path, tmp_path: Path, convert: Convert) -> None:
    convert("pptx", tmp_path / "again", deck)
    _has_today_s_figures(tmp_path / "again" / deck.name, decks)


def test_names_on_slides_and_in_notes_follow_the_glossary(library: Path, library_built: Path, tmp_path: Path) -> None:
    """Names of places and bodies, in texts, footers, evidence and text alternatives."""
    deck = Path(shutil.copy(library_built / "general/slides.vi.pptx", tmp_path))
    glossary = library / "seeds/glossary.yaml"
    text = glossary.read_text("utf-8")
    for old, new in (
        ("thị xã Bến Mây, en: Ben May Town", "phường Bến Mây, en: Ben May Ward"),
        ("{vi: Bến Mây,", "{vi: Mây,"),
    ):
        assert old in text
        text = text.replace(old, new)
    glossary.write_text(text, "utf-8")
    result = reports.refresh(deck, workspace=library)
    assert {"place", "evidence", "alt"} <= {each.kind for each in result.changes}
    assert {each.state for each in result.changes} <= {"refreshed", "doubtful"}
    build(library, reports=["slides"], languages=["vi"], out=tmp_path / "today")
    assert said(deck) == said(tmp_path / "today/general/slides.vi.pptx")
    audited = reports.audit(deck, workspace=library)
    assert (audited.clean, audited.remarks) == (True, ())
    assert [each for each in reports.refresh(deck, workspace=library).changes if each.state != "doubtful"] == []


def test_a_figure_that_is_listed_with_several_blanks_is_counted_once(small: Path) -> None:
    build(small, reports=["deck"], languages=["vi"])
    deck = small / "out/general/deck.vi.pptx"
    facts = small / "seeds/facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("1250", "1430").replace("1.250", "1.430"), "utf-8")
    assert reports.refresh(deck, workspace=small).clean
    listed = parts_of(deck)["docProps/custom.xml"].decode()
    assert ("1.250" in listed, listed.count(" × ")) == (False, 1)
    assert reports.audit(deck, workspace=small).clean


def test_native_charts_in_a_document_keep_the_size_and_colours_that_people_gave_them(
    decks: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(decks / "out/general/report.vi.docx", tmp_path))
    parts = parts_of(file)
    charts = [name for name in parts if re.fullmatch(r"word/charts/chart\d+\.xml", name) and b">38.5<" in parts[name]]
    for name in charts:
        parts[name] = re.sub(rb'<a:schemeClr val="accent\d"', b'<a:schemeClr val="accent6"', parts[name])
    smaller = re.compile(rb'(<(?:wp:extent|a:ext) cx=")(\d+)(" cy=")(\d+)')
    body = smaller.sub(
        lambda each: each[1] + b"%d" % (int(each[2]) * 9 // 10) + each[3] + b"%d" % (int(each[4]) * 9 // 10),
        parts["word/document.xml"],
    )
    zipped(file, parts | {"word/document.xml": body})
    result = reports.refresh(file, workspace=decks, accept=True)
    assert {each.state for each in result.changes} <= {"refreshed", "doubtful"}
    after = parts_of(file)
    for name in charts:
        assert (b">38.5<" in after[name], b">41.5<" in after[name]) == (False, True)
        assert set(re.findall(rb'schemeClr val="(accent\d)"', after[name])) <= {b"accent6"}
    assert charts
    assert smaller.findall(after["word/document.xml"]) == smaller.findall(body)
    assert reports.audit(file, workspace=decks).clean
    assert [str(each) for each in validator().validate(file).errors] == []

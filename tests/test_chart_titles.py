"""Words of a chart's title in the colours of its series: where they stand, what the chart then leaves out, what is told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import Once, copy_library
from lxml import etree
from msgspec.structs import replace
from test_charts import _complaints, _read, library_facts
from test_drawing import _frame
from test_native_charts import _year

from reports.brand import Brand, contrast
from reports.charts.data import chart_data
from reports.charts.frame import looks_of
from reports.charts.jobs import lay_out
from reports.charts.kinds import KINDS
from reports.charts.letters import ChartMetrics
from reports.charts.marks import Label
from reports.charts.model import ChartData
from reports.charts.native import write_native
from reports.charts.texts import caption
from reports.charts.title_words import tints
from reports.document.model import Marked, Text, Trace
from reports.facts import Facts
from reports.facts.wording import Wording
from reports.files.namespaces import SPACES
from reports.finished import audit
from reports.languages import LANGUAGES
from reports.pipeline.build import build

C = {prefix: SPACES[prefix] for prefix in ("c", "a")}
EN = LANGUAGES["en"]
TITLE = "title: {vi: 'Miền Bắc mượn hơn {place:south}', en: 'the North borrows more than {place:south}'}"
LOANS = f"{TITLE}, subtitle: {{vi: Lượt mượn, en: Loans}}"
SERIES = "kind: columns, series_by: place, facts: [north, north-before, loans.south]"
BOTH = "coloured: [{fact: north, words: {vi: Bắc, en: North}}, {fact: loans.south, words: {vi: '{place:south}', en: '{place:south}'}}]"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return library_facts(tmp_path_factory.mktemp("facts"))


def test_words_and_names_are_marks_of_the_chart_where_the_title_has_them(facts: Facts, tmp_path: Path) -> None:
    spec = _read(f"{SERIES}, {BOTH}", facts, tmp_path, LOANS).charts["chart"]
    title = caption("loans", spec, Wording(facts, EN))
    north, south = Trace("chart", "loans", "north"), Trace("chart", "loans", "loans.south")
    assert title == (
        Text("The "), Marked("North", north), Text(" borrows more than "), Marked("South branch", south)
    )  # fmt: skip
    data = chart_data(spec, Wording(facts, EN))
    assert data.titled == ("South branch",)  # "North" is not all of its series' name


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        (f"{SERIES}, coloured: [{{fact: north, words: {{vi: Bắc, en: east}}}}]", 'the title (en) does not have these words: "east"'),
        (f"{SERIES}, coloured: [{{fact: north, words: {{vi: Bắc, en: nor}}}}]", 'the title (en) does not have these words: "nor"'),
        (f"{SERIES}, coloured: [{{fact: nort, words: {{vi: Bắc, en: North}}}}]", '"nort" is not in the chart'),
        ("kind: progress, facts: [north], target: goal, coloured: [{fact: north, words: {vi: Bắc, en: North}}]", "has no colours for words of its title"),
        ("kind: bars, facts: [north, south], coloured: [{fact: north, words: {vi: Bắc, en: North}}]", '"north" has the same colour as the rest of the chart'),
    ],
)  # fmt: skip
def test_words_that_cannot_be_coloured_are_an_error_on_their_line(
    spec: str, complaint: str, facts: Facts, tmp_path: Path
) -> None:
    told = _complaints(spec, facts, tmp_path, LOANS)
    assert complaint in told
    assert "charts.yaml:2:" in told


def test_words_that_stand_twice_in_the_title_are_refused(facts: Facts, tmp_path: Path) -> None:
    words = "title: {vi: Bắc hơn Bắc, en: North beats North}, subtitle: {vi: Lượt, en: Loans}"
    told = _complaints(f"{SERIES}, {BOTH.partition(', {fact: loans')[0]}]", facts, tmp_path, words)
    assert 'the title (vi) has the words 2 times: "Bắc"' in told


def series_table(kind: str) -> ChartData:
    """Two series in two years, or in two rows."""
    years = (_year(2023, 30.0, "Bắc"), _year(2024, 40.0, "Bắc"), _year(2023, 50.0, "Nam"), _year(2024, 70.0, "Nam"))
    if not KINDS[kind].dated:
        years = tuple(replace(each, label=each.when) for each in years)
    sums = tuple(_year(year, value) for year, value in ((2023, 80.0), (2024, 110.0))) if kind == "area" else ()
    axis = tuple((Decimal(value), str(value)) for value in (0, 50, 100)) if KINDS[kind].axis else ()
    return ChartData(kind, "Tỷ lệ bạn đọc, %", years, sums=sums, axis=axis)


BY_SERIES = [name for name, kind in KINDS.items() if kind.gridded and kind.fills and name != "slope"]


@pytest.mark.parametrize("kind", BY_SERIES)
def test_a_drawn_chart_does_not_repeat_what_the_title_names(kind: str, brand: Brand, metrics: ChartMetrics) -> None:
    def names(titled: tuple[str, ...]) -> set[str]:
        drawing = lay_out(replace(series_table(kind), titled=titled), _frame(brand, metrics))
        texts = [mark.text for mark in drawing.marks if isinstance(mark, Label)]
        return {name for name in ("Bắc", "Nam") if any(name in text for text in texts)}

    assert names(()) == {"Bắc", "Nam"}
    assert names(("Bắc",)) == {"Nam"}
    assert names(("Bắc", "Nam")) == set()


@pytest.mark.parametrize("kind", [name for name in BY_SERIES if KINDS[name].native])
def test_a_native_chart_does_not_repeat_it_either(kind: str, brand: Brand, metrics: ChartMetrics) -> None:
    def shown(titled: tuple[str, ...]) -> str:
        chart = replace(KINDS[kind].native(series_table(kind)), titled=titled)  # type: ignore[misc]
        xml, _ = write_native(chart, _frame(brand, metrics, height=80), brand, LANGUAGES["vi"])
        space = etree.fromstring(xml)
        left_out = space.xpath("//c:legendEntry[c:delete/@val='1']/c:idx/@val", namespaces=C)
        has_legend = bool(space.xpath("//c:legend", namespaces=C))
        names = space.xpath("//a:fld[@type='SERIESNAME']/a:t/text()", namespaces=C)
        legend = [name for number, name in enumerate(("Bắc", "Nam")) if has_legend and str(number) not in left_out]
        return " ".join([*names, *legend])

    assert shown(()) == "Bắc Nam"
    assert shown(("Bắc",)) == "Nam"
    assert shown(("Bắc", "Nam")) == ""


def test_colours_of_words_are_those_of_their_series_and_readable(facts: Facts, tmp_path: Path, brand: Brand) -> None:
    spec = _read(f"{SERIES}, {BOTH}", facts, tmp_path, LOANS).charts["chart"]
    looks = looks_of(brand, brand.charts.word)
    found = tints(spec, chart_data(spec, Wording(facts, EN)), looks, 4.5)
    assert found.colours == {"north": looks.series[0], "loans.south": looks.series[1]}
    assert found.suffice
    assert not found.told
    pale = replace(looks, series=("#12436D", "#F46A25"))
    dark = tints(spec, chart_data(spec, Wording(facts, EN)), pale, 4.5)
    assert contrast(dark.colours["loans.south"], looks.ground) >= 4.5
    assert dark.told["loans.south"][0].startswith("#F46A25 has a contrast of 3.0:1 and words need 4.5:1")
    large = tints(spec, chart_data(spec, Wording(facts, EN)), pale, 3.0)
    assert large.colours["loans.south"] == "#F46A25"
    alike = tints(spec, chart_data(spec, Wording(facts, EN)), replace(looks, series=("#12436D", "#801650")), 4.5)
    assert not alike.suffice  # equally dark: one has a pattern
    assert "has a pattern" in alike.told["loans.south"][0]


ACCENT = "A63D2F"  # of the library, whose chart emphasises the fact
COLOURED = """
    coloured: [{fact: loans.children, words: {vi: Thiếu nhi, en: Children}}]
"""


def _library(folder: Path) -> Path:
    root = copy_library(folder)
    path = root / "templates/charts.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  loans-by-reader:\n", f"  loans-by-reader:{COLOURED}"), "utf-8")
    return root


@pytest.fixture(scope="module")
def coloured(once: Once) -> Path:
    """The library with coloured words in the title of a chart, built; to be read only."""

    def make(folder: Path) -> None:
        build(_library(folder / "library"), audiences=["general"], languages=["vi", "en", "vi-en"])

    return once("coloured", make) / "library"


def _runs(file: Path) -> Mapping[str, Any]:
    """The colours of all runs of a file by their texts."""
    if file.suffix == ".docx":
        runs = docx.Document(str(file)).element.body.iter("{*}r")
        return {
            text: [each.get(next(iter(each.attrib))) for each in run.iter("{*}color")]
            for run in runs
            if (text := "".join(each.text or "" for each in run.iter("{*}t")))
        }
    slides = pptx.Presentation(str(file)).slides
    titles = [run for slide in slides if slide.shapes.title for run in slide.shapes.title._element.iter("{*}r")]
    return {run.findtext("{*}t"): [each.get("val") for each in run.iter("{*}schemeClr")] for run in titles}


def test_captions_and_titles_of_slides_have_the_colour(coloured: Path) -> None:
    out = coloured / "out/general"
    assert _runs(out / "report.vi.docx")["Thiếu nhi"] == [ACCENT]
    assert _runs(out / "slides.vi.pptx")["Thiếu nhi"]
    assert _runs(out / "slides.en.pptx")["Children"]
    assert _runs(out / "report.vi-en.docx")["Children"] == [ACCENT]


def test_files_with_coloured_words_are_clean_in_the_audit(coloured: Path) -> None:
    found = audit(sorted((coloured / "out/general").glob("*.*x")), coloured)
    assert found.clean


def test_a_slide_whose_title_lacks_the_words_has_them_in_its_chart(tmp_path: Path) -> None:
    root = _library(tmp_path / "library")
    charts, story = root / "templates/charts.yaml", root / "templates/slides/vi/story.md.j2"
    charts.write_text(
        charts.read_text("utf-8").replace("    coloured: [", "    native: true\n    coloured: ["), "utf-8"
    )

    def labels() -> set[str]:
        build(root, reports=["slides"], audiences=["general"], languages=["vi"])
        slides = pptx.Presentation(str(root / "out/general/slides.vi.pptx")).slides
        spaces = [shape.chart._chartSpace for slide in slides for shape in slide.shapes if shape.has_chart]
        return {text for space in spaces for text in space.xpath("//a:fld[@type='CATEGORYNAME']/a:t/text()")}

    assert "Thiếu nhi" not in labels()
    assert "Người lớn đang đi làm" in labels()
    story.write_text(story.read_text("utf-8").replace("## Thiếu nhi mượn", "## Ai mượn"), "utf-8")
    assert "Thiếu nhi" in labels()

"""Charts that people can edit in Word and PowerPoint: what is in them, what others make of them, what audit finds."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import Convert, Once, copy_library, songngu, validate_by_sdk, validator
from lxml import etree
from msgspec.structs import replace
from pptx.enum.chart import XL_CHART_TYPE
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics
from reports.charts.editable import NativeChart, NativePoint, NativeSeries, NotNative
from reports.charts.frame import MILLIMETRE, Frame, looks_of
from reports.charts.kinds import KINDS
from reports.charts.letters import with_fallback
from reports.charts.model import ChartData, ChartEntry
from reports.charts.native import write_native
from reports.charts.workbook import label_formula
from reports.finished import audit
from reports.languages import LANGUAGES
from reports.pipeline.build import build
from reports.pipeline.check import check
from reports.pipeline.losses import IncompleteFile
from reports.powerpoint import slide
from reports.word.state import WriterState

BARS = """
    facts:
      - {fact: members.lang-sen, label: {vi: "{place}", en: "{place}"}}
      - {fact: members, label: {vi: Toàn thị xã, en: Whole town}, emphasis: true}
    target: members.target
    native: true
"""
NATIVE = ("members-by-place", "members-goal", "loans-by-reader", "two-shares")
C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def _native_library(folder: Path) -> Path:
    """The library's workspace with native charts."""
    root = copy_library(folder)
    path = root / "templates/charts.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("  members-by-place:\n")
    chart, _, rest = rest.partition("\n\n")
    chart = chart[: chart.index("    facts:")].rstrip() + BARS
    text = f"{head}  members-by-place:\n{chart}\n{rest}"
    for name in NATIVE[1:]:
        text = text.replace(f"  {name}:\n", f"  {name}:\n    native: true\n")
    path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def native_built(once: Once) -> Path:
    """The out folder of the library with native charts, in all its forms; to be read only."""

    def make(folder: Path) -> None:
        root = _native_library(folder / "library")
        build(root, audiences=["general"], languages=["vi", "en", "vi-en"])

    return once("native", make) / "library/out/general"


def _charts(deck: Path) -> dict[str, Any]:
    presentation = pptx.Presentation(str(deck))
    shapes = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart]
    return {shape.name.rpartition(": ")[2]: shape for shape in shapes}


def _labels(chart: Any) -> list[str]:
    return [each.text for each in chart._chartSpace.iter("{*}dlblRangeCache") for each in each.iter("{*}v")]


def test_a_deck_has_charts_whose_data_can_be_read_back(native_built: Path) -> None:
    charts = _charts(native_built / "slides.vi.pptx")
    assert set(NATIVE) <= set(charts)
    chart = charts["members-by-place"].chart
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(chart.plots[0].categories) == ["Làng Sen", "Toàn thị xã"]
    assert [list(series.values) for series in chart.series] == [[52.0, 38.5]]
    assert _labels(chart) == [">\xa052%", "38,5%"]
    assert charts["loans-by-reader"].chart.chart_type == XL_CHART_TYPE.PIE
    assert _labels(_charts(native_built / "slides.en.pptx")["members-by-place"].chart) == [">\xa052%", "38.5%"]


def test_a_chart_stands_in_the_box_of_the_picture_and_is_described_like_it(native_built: Path) -> None:
    shape = _charts(native_built / "slides.vi.pptx")["members-by-place"]
    (about,) = shape._element.xpath(".//p:cNvPr")
    assert about.get("descr").startswith("Biểu đồ thanh ngang: Làng Sen đã vượt")
    assert not shape.is_placeholder  # one for pictures takes no chart
    boxes = [each for each in shape.part.slide.slide_layout.placeholders if each.placeholder_format.type == 18]
    assert any(box.left <= shape.left and shape.width <= box.width for box in boxes)


def test_the_target_is_a_line_across_the_bars(native_built: Path) -> None:
    axis = _charts(native_built / "slides.vi.pptx")["members-by-place"].chart.value_axis
    assert axis.major_unit == 45
    assert axis.maximum_scale < 2 * axis.major_unit  # there is no second line
    assert axis.minimum_scale == 0
    assert axis.tick_labels.number_format == '"Mục tiêu giai đoạn 2022\xa0-\xa02025: 45%";;'


def test_a_lower_bound_goes_on_beyond_its_bar(native_built: Path) -> None:
    space = _charts(native_built / "slides.vi.pptx")["members-by-place"].chart._chartSpace
    points = space.xpath(".//c:errBars//c:pt")
    assert [point.get("idx") for point in points] == ["0"]
    assert float(points[0][0].text) > 0


def test_a_document_has_the_same_charts_with_their_workbooks(native_built: Path) -> None:
    package = docx.Document(str(native_built / "report.vi.docx")).part.package
    charts = [part for part in package.iter_parts() if str(part.partname).startswith("/word/charts/")]
    assert len(charts) == len(NATIVE)
    for part in charts:
        assert part.content_type == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        (pointer,) = etree.fromstring(part.blob).xpath("c:externalData/@*", namespaces=C)
        book = part.rels[pointer].target_part
        assert book.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book.blob)).namelist()
    texts = b"".join(part.blob for part in charts).decode()
    assert ">\xa052%".replace(">", "&gt;") in texts
    assert 'lang="vi-VN"' in texts
    assert 'lang="en-US"' not in texts


def _book(deck: Path, chart: str) -> zipfile.ZipFile:
    part = _charts(deck)[chart].chart.part
    return zipfile.ZipFile(io.BytesIO(part.chart_workbook.xlsx_part.blob))


def test_the_workbook_names_the_facts_and_has_no_clock(native_built: Path) -> None:
    book = _book(native_built / "slides.vi.pptx", "members-by-place")
    strings = book.read("xl/sharedStrings.xml").decode()
    for text in ("songngu:fact", "members.lang-sen", "members.target"):
        assert f">{text}<" in strings
    assert ">1980-01-01T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml").decode()


def test_the_files_are_the_same_in_every_build(native_built: Path, tmp_path: Path, made_anew: None) -> None:
    root = _native_library(tmp_path / "again")
    build(root, audiences=["general"], languages=["vi"], no_cache=True)
    for name in ("slides.vi.pptx", "report.vi.docx"):
        assert (root / "out/general" / name).read_bytes() == (native_built / name).read_bytes()


@pytest.mark.parametrize("name", ["slides.vi.pptx", "slides.en.pptx", "report.vi.docx", "report.vi-en.docx"])
def test_the_files_are_valid(native_built: Path, name: str) -> None:
    found = validator().validate(native_built / name)
    assert [str(each) for each in found.errors] == []


@pytest.mark.office
def test_the_files_are_valid_for_the_sdk(native_built: Path) -> None:
    validate_by_sdk(*(native_built / name for name in ("slides.vi.pptx", "report.vi.docx", "report.vi-en.docx")))


def test_libreoffice_shows_the_same_labels(
    native_built: Path, tmp_path: Path, convert: Convert, program: Callable[[str], str]
) -> None:
    for name in ("slides.vi.pptx", "report.vi.docx"):
        convert("pdf", tmp_path, native_built / name)
        pdf = (tmp_path / name).with_suffix(".pdf")
        text = subprocess.run([program("pdftotext"), str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        for shown in ("> 52%", "38,5%", "Mục tiêu giai đoạn 2022 - 2025: 45%", "Làng Sen"):
            assert shown in text.replace("\xa0", " "), (name, shown)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_native_form_is_valid_and_shows_the_same_values_in_libreoffice(
    language: str, tmp_path: Path, convert: Convert, program: Callable[[str], str]
) -> None:
    root = tmp_path / "indicators"
    songngu("init", root, "--example", "indicators")
    for name, old, new in (
        ("templates/brand/brand.yaml", "  word: {label", "  native: true\n  word: {label"),
        ("templates/charts.yaml", "kind: progress", "kind: columns"),  # whose target is a series of its own
        ("templates/charts.yaml", "places: [th, sg, vn, bn, my, id, mm, kh, ph, la, tl], p", "places: [th, la], p"),
        ("templates/charts.yaml", "places: [th, sg, id, ph, la], p", "places: [la], p"),  # so that figures are apart
        ("seeds/facts.yaml", "status: expected", "status: reported"),  # projections are always drawn
    ):
        path = root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    build(root, audiences=["general"], languages=[language])
    deck, document = (root / f"out/general/{name}" for name in (f"deck.{language}.pptx", f"briefing.{language}.docx"))
    validate_by_sdk(deck, document)
    convert("pdf", tmp_path, deck, document)
    charts = {name: shape.chart._chartSpace for name, shape in _charts(deck).items()}
    assert {"ages", "paces", "gap", "crossing", "tables-done"} <= set(charts)  # area, slope, dumbbell, both, target
    package = docx.Document(str(document)).part.package
    parts = [part for part in package.iter_parts() if str(part.partname).startswith("/word/charts/")]
    in_word = [etree.fromstring(part.blob) for part in parts]
    for file, spaces in ((deck, list(charts.values())), (document, in_word)):
        pdf = tmp_path / f"{file.stem}.pdf"
        text = subprocess.run([program("pdftotext"), str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        for space in spaces:
            for shown in _figures(space):
                assert " ".join(shown.split()) in " ".join(text.split()), (file.name, shown)


def _figures(space: Any) -> Iterator[str]:
    """The figures that a chart shows beside its points, also that of its target."""
    for series in space.iter("{*}ser"):
        hidden = {
            label.find("{*}idx").get("val") for label in series.iter("{*}dLbl") if label.find("{*}delete") is not None
        }
        for cache in series.iter("{*}dlblRangeCache"):
            yield from (pt.findtext("{*}v") for pt in cache.iter("{*}pt") if pt.get("idx") not in hidden)


def _calculated(formula: str, cell: str, decimal: str, group: str) -> str:
    """What a formula gives where the system of its reader has these signs."""

    def fixed(value: Decimal, decimals: int, plain: bool) -> str:
        text = f"{round(value, decimals):.{decimals}f}" if plain else f"{round(value, decimals):,.{decimals}f}"
        return text.translate({ord("."): decimal, ord(","): group})

    functions = {
        "FIXED": fixed,
        "TRUNC": lambda value: Decimal(int(value)),
        "ROUND": lambda value, decimals: round(value, decimals),
        "ABS": abs,
        "CHOOSE": lambda condition, yes, no: yes if condition else no,
        "RIGHT": lambda text, count: text[-count:],
        "SUBSTITUTE": str.replace,
        "B2": Decimal(cell),
        "TRUE": True,
        "FALSE": False,
    }
    python = re.sub(r"1E(\d+)", r"10**\1", formula.lstrip("=").replace("IF(", "CHOOSE(")).replace("&", "+")
    return str(eval(python, functions))


@pytest.mark.parametrize(("decimal", "group"), [(".", ","), (",", "."), (",", "\xa0"), (",", "\u202f"), (".", "’")])
@pytest.mark.parametrize(
    ("figure", "value", "language"),
    [
        ("1.234,5 tỷ đồng", "1234500000000", "vi"),
        ("hơn 39,51%", "39.51", "vi"),
        ("−15,25%", "-15.25", "vi"),
        ("46,812 loans", "46812", "en"),
        ("1,234,567.05", "1234567.05", "en"),
        ("> 7", "7", "en"),
    ],
)
def test_a_label_calculates_to_its_figure_on_any_system(
    figure: str, value: str, language: str, decimal: str, group: str
) -> None:
    formula = label_formula(NativePoint(Decimal(value), figure), "B2", LANGUAGES[language])
    assert formula
    assert _calculated(formula, value, decimal, group) == figure


@pytest.fixture(scope="module")
def brand() -> Brand:
    path = Path(__file__).parent.parent / "templates/brand/brand.yaml"
    return read_brand(path, "brand.yaml")


def _written(native: Any, data: ChartData, brand: Brand, language: str = "vi") -> tuple[bytes, bytes]:
    chart = native(data)
    metrics = with_fallback(load_metrics(Path("/nowhere"), brand.fonts.measured_with), ())
    frame = Frame(160 * MILLIMETRE, 80 * MILLIMETRE, looks_of(brand, brand.charts.slides), metrics)
    return write_native(chart, frame, brand, LANGUAGES[language])


@pytest.mark.parametrize(
    ("figure", "value", "language", "formula"),
    [
        ("39.5%", "39.5", "en", '"."&RIGHT(FIXED(ABS(B2),1,TRUE),1)&"%"'),
        ("hơn 7 triệu", "7000000", "vi", '"hơn "&IF(B2<0,"−","")&'),
        ("about a third", "33", "en", None),
        ("40%", "39.4", "en", None),  # rounded otherwise than half up
    ],
)
def test_a_label_is_a_formula_where_it_is_the_value(
    figure: str, value: str, language: str, formula: str | None
) -> None:
    written = label_formula(NativePoint(Decimal(value), figure), "B2", LANGUAGES[language])
    assert written is None if formula is None else formula in (written or "")


def test_the_audit_of_untouched_files_is_clean(native_built: Path) -> None:
    files = [
        native_built / name for name in ("slides.vi.pptx", "slides.en.pptx", "report.vi.docx", "report.vi-en.docx")
    ]
    found = audit(files, native_built.parent.parent)
    assert found.clean
    forms = {figure.form for figure in found.figures if figure.place.startswith("chart, ")}
    assert {"short", "value", "full"} <= forms


def _edited(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy of a file with another text in the parts whose names match, also in those of a workbook."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith(".xlsx"):
                (target.parent / "book.xlsx").write_bytes(content)
                content = _edited(target.parent / "book.xlsx", target.parent / "new.xlsx", part, old, new).read_bytes()
            elif re.search(part, name):
                content = content.decode().replace(old, new).encode()
            after.writestr(name, content)
    return target


@pytest.mark.parametrize("name", ["slides.vi.pptx", "report.vi.docx"])
@pytest.mark.parametrize(
    ("part", "old", "new", "is_now"),
    [
        (r"charts/chart\d+\.xml", "<c:v>52.0</c:v>", "<c:v>62.0</c:v>", "62"),
        (r"charts/chart\d+\.xml", "<c:v>&gt;\xa052%</c:v>", "<c:v>&gt;\xa062%</c:v>", "> 62%"),
        (r"sheet1\.xml", "<v>52</v>", "<v>53</v>", "53"),
        (r"sheet1\.xml", "<v>&gt;\xa052%</v>", "<v>&gt;\xa053%</v>", "> 53%"),
        (r"charts/chart\d+\.xml", 'majorUnit val="45.0"', 'majorUnit val="40"', "40"),
    ],
)
def test_an_edited_value_or_label_is_found(
    native_built: Path, tmp_path: Path, name: str, part: str, old: str, new: str, is_now: str
) -> None:
    file = _edited(native_built / name, tmp_path / name, part, old, new)
    found = audit([file], native_built.parent.parent)
    assert {figure.figure for figure in found.figures if figure.state == "changed"} == {is_now}
    assert {figure.state for figure in found.figures} == {"traced", "changed"}


def test_a_fact_that_changes_makes_the_chart_stale(native_built: Path, tmp_path: Path) -> None:
    root = _native_library(tmp_path / "library")
    facts = root / "seeds/facts.yaml"
    text = facts.read_text(encoding="utf-8").replace("value: 52\n", "value: 54\n").replace("52%", "54%")
    facts.write_text(text.replace("value: 52,", "value: 54,"), encoding="utf-8")
    found = audit([native_built / "slides.vi.pptx"], root)
    stale = {figure.figure for figure in found.figures if figure.state == "stale" and figure.place.startswith("chart")}
    assert {"52", "> 52%"} <= stale


@pytest.mark.parametrize("report", ["report", "slides"])
def test_a_file_without_the_workbook_of_a_chart_is_not_written(
    report: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    native, part = WriterState.native, EmbeddedXlsxPart
    monkeypatch.setattr(WriterState, "native", lambda state, xml, book: native(state, xml, book[:-1]))
    monkeypatch.setattr(slide, "EmbeddedXlsxPart", lambda *about: part(*about[:-1], about[-1][:-1]))
    root = _native_library(tmp_path / "library")
    with pytest.raises(IncompleteFile, match="the picture of members-by-place"):
        build(root, reports=[report], audiences=["general"], languages=["vi"])


def test_what_cannot_be_native_is_drawn_and_the_check_says_why(library: Path) -> None:
    charts = library / "templates/charts.yaml"
    text = charts.read_text(encoding="utf-8")
    for name in ("members-by-place", "library-year"):
        text = text.replace(f"  {name}:\n", f"  {name}:\n    native: true\n")
    charts.write_text(text, encoding="utf-8")
    (told, _) = (str(each) for each in check(library) if "native" in each.message)
    assert "native charts cannot show what whole: says" in told
    assert "hint: take whole: out, or write native: false" in told
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("    whole: {fact: members,"))
    charts.write_text(text, encoding="utf-8")
    found = [str(each) for each in check(library) if "native" in each.message]
    lines = text.splitlines()
    at = [lines.index(f"  {name}:") + 2 for name in ("members-by-place", "library-year")]
    assert found[0].startswith(f'templates/charts.yaml:{at[0]}:13: warning: the chart "members-by-place" is drawn')
    assert '"members.dong-cat" is not exact (under)' in found[0]
    assert "hint: write native: false" in found[0]
    assert "a timeline has no native form" in found[1]
    assert f":{at[1]}:13:" in found[1]
    assert len(found) == 2  # each once, though several documents show them


def test_the_brand_decides_where_a_chart_does_not(library: Path) -> None:
    brand, charts = library / "templates/brand/brand.yaml", library / "templates/charts.yaml"
    looks = brand.read_text(encoding="utf-8")
    brand.write_text(looks.replace("  word: {label:", "  native: true\n  word: {label:", 1), encoding="utf-8")
    text = charts.read_text(encoding="utf-8")
    charts.write_text(text.replace("  two-shares:\n", "  two-shares:\n    native: false\n"), encoding="utf-8")
    build(library, reports=["slides"], audiences=["general"], languages=["en"])
    shown = set(_charts(library / "out/general/slides.en.pptx"))
    assert "members-goal" in shown
    assert not {"two-shares", "library-year"} & shown


def _year(
    year: int, value: float, series: str = "", qualifier: str = "exactly", status: str = "reported"
) -> ChartEntry:
    return ChartEntry(
        f"f{year}{series}",
        "Bạn đọc",
        f"{value}%",
        Decimal(str(value)),
        qualifier,  # type: ignore[arg-type]
        status,
        when=str(year),
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        precision="year",
        series=series,
    )


def _pairs(*series: tuple[str, float, float], **last: Any) -> list[ChartEntry]:
    """Two rows with a value in each series; the last one of all has these fields."""
    entries = [
        replace(_year(row, value, name), label=f"hàng {row}")
        for name, *values in series
        for row, value in enumerate(values, 1)
    ]
    return [*entries[:-1], replace(entries[-1], **last)]


TARGET = ChartEntry("goal", "Mục tiêu", "80%", Decimal(80), status="target")


def test_lines_are_true_to_time(brand: Brand) -> None:
    data = ChartData(
        "line", "Tỷ lệ, %", tuple(_year(year, value) for year, value in ((2019, 10), (2022, 40), (2023, 45)))
    )
    chart = KINDS["line"].native(replace(data, target=TARGET))  # type: ignore[misc]
    assert chart.categories == ("2019", "", "", "2022", "2023")
    xml, _ = _written(lambda _: chart, data, brand)
    space = etree.fromstring(xml)
    assert space.xpath("//c:dispBlanksAs/@val", namespaces=C) == ["span"]
    assert [len(each) for each in space.xpath("//c:val//c:numCache", namespaces=C)] == [5, 7]  # format, count, points
    assert space.xpath(
        "//c:ser[2]/c:spPr/a:ln/a:prstDash/@val",
        namespaces={**C, "a": "http://schemas.openxmlformats.org/drawingml/2006/main"},
    ) == ["dash"]


@pytest.mark.parametrize(
    ("kind", "entries", "target", "why"),
    [
        ("bars", [replace(_year(1, 15), near=Decimal(10))], None, "is a range"),
        ("bars", [_year(1, 15, qualifier="about")], None, "is not exact (about)"),
        ("bars", [_year(1, -15, qualifier="over")], None, "is a bound below zero"),
        ("bars", [_year(1, -15), _year(2, 3)], TARGET, "values below zero"),
        ("bars", [_year(1, 150)], TARGET, "more than 1.5 times its target"),
        ("share", [_year(1, 15, qualifier="over")], None, "is a lower bound"),
        ("line", [_year(1, 15), _year(2, 15, status="plan")], None, "is no result"),
        ("area", [_year(2001, 15), _year(2002, 15), _year(2004, 9)], None, "not equally far from each other"),
        ("area", [_year(2001, 15), _year(2002, 15, status="expected")], None, "is expected"),
        ("columns-line", _pairs(("Cột", 10, 20), ("Đường", 30, 40), status="plan"), None, "is no result"),
        ("dumbbell", [replace(each, label="x" * 30) for each in _pairs(("a", 1, 2), ("b", 3, 4))], None, "too long"),
        ("dumbbell", _pairs(("a", 1, 2), ("b", 3, 4), emphasis=True), None, "emphasises some of its rows"),
        ("dumbbell", _pairs(("a", 1, 2), ("b", 3, 4), status="target"), None, "is no result"),
        ("slope", _pairs(("Đầu", 10, 11), ("Cuối", 30, 80)), None, "would overlap"),
        ("slope", _pairs(("Đầu", 10, 50), ("Cuối", 30, 80), status="plan"), None, "is no result"),
        ("line", [_year(2001, 15), _year(2080, 15), _year(2090, 15)], None, "more than 60 steps"),
        ("line", [_year(2001, 15, "a"), _year(2002, 15, "a"), _year(2002, 16, "b")], None, "would overlap"),
        ("line", [_year(2001, 15), _year(2002, 15), replace(_year(2003, 9), precision="day")], None, "no equal steps"),
    ],
)
def test_what_a_native_chart_would_show_wrongly_is_refused(
    kind: str, entries: list[ChartEntry], target: ChartEntry | None, why: str
) -> None:
    with pytest.raises(NotNative, match=re.escape(why)) as refused:
        KINDS[kind].native(ChartData(kind, "Tỷ lệ, %", tuple(entries), target))  # type: ignore[misc]
    assert "native: false" in refused.value.hint


@pytest.mark.parametrize("form", ["bar", "column", "line", "area", "dots", "slope", "column and line"])
@pytest.mark.parametrize("grouping", ["clustered", "stacked", "percent"])
def test_every_form_of_a_native_chart_is_valid(form: str, grouping: str, brand: Brand, tmp_path: Path) -> None:
    if form not in ("bar", "column", "area") and grouping != "clustered":
        return
    form, _, line = form.partition(" and ")
    series = [NativeSeries(name, tuple(NativePoint(Decimal(v), f"{v}%", f"f{v}") for v in values))
              for name, values in (("Bắc", (10, 20, 30)), ("Nam", (40, 50, 70)))]  # fmt: skip
    rows = ("một", "hai", "ba")
    chart = NativeChart(form, "Tỷ lệ", rows, tuple(series), grouping, lines=bool(line))  # type: ignore[arg-type]
    xml, _ = _written(lambda _: chart, ChartData("bars", "", ()), brand)
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = ["x"]
    data.add_series("x", [1])
    part = slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 900000, 900000, data).chart.part
    part._element = pptx.oxml.parse_xml(xml)
    file = io.BytesIO()
    presentation.save(file)
    (tmp_path / "chart.pptx").write_bytes(file.getvalue())
    assert [each for each in validator().validate(tmp_path / "chart.pptx").errors if "/charts/" in str(each)] == []
    opened = pptx.Presentation(file)
    chart_read = next(shape for shape in opened.slides[0].shapes if shape.has_chart).chart
    assert [list(each.values) for plot in chart_read.plots for each in plot.series] == [[10, 20, 30], [40, 50, 70]]
    assert _labels(chart_read) == ["10%", "20%", "30%", "40%", "50%", "70%"]


@pytest.mark.parametrize("kind", ["area", "columns-line", "dumbbell", "slope"])
def test_kinds_of_several_series_give_what_they_show(kind: str, brand: Brand) -> None:
    entries = _pairs(("Đầu", 10, 50), ("Cuối", 30, 80))
    if kind == "area":
        entries = [_year(year, value, name) for name, *values in (("Đầu", 10, 50), ("Cuối", 30, 80))
                   for year, value in zip((2001, 2006), values, strict=True)]  # fmt: skip
    chart = KINDS[kind].native(ChartData(kind, "Tỷ lệ, %", tuple(entries)))  # type: ignore[misc]
    values = {each.name: [point.value for point in each.points if point] for each in chart.series}
    rows = {"hàng 1": [10, 30], "hàng 2": [50, 80]}
    assert values == (rows if kind == "slope" else {"Đầu": [10, 50], "Cuối": [30, 80]})
    assert {point.fact for point in chart.points} == {entry.fact for entry in entries}
    assert _written(lambda _: chart, ChartData(kind, "", ()), brand) == _written(
        lambda _: chart, ChartData(kind, "", ()), brand
    )


def test_a_line_on_columns_and_a_target_are_on_the_axes_of_the_columns(brand: Brand) -> None:
    entries = tuple(_pairs(("Cột", 10, 20), ("Đường", 30, 90)))
    chart = KINDS["columns-line"].native(ChartData("columns-line", "Tỷ lệ, %", entries, TARGET))  # type: ignore[misc]
    space = etree.fromstring(_written(lambda _: chart, ChartData("bars", "", ()), brand)[0])
    assert len(space.xpath("//c:barChart/c:ser", namespaces=C)) == 1
    assert len(space.xpath("//c:lineChart/c:ser", namespaces=C)) == 2
    axes = [space.xpath(f"//c:{each}/c:axId/@val", namespaces=C) for each in ("barChart", "lineChart")]
    assert axes[0] == axes[1]
    shown = [point.shown for point in chart.series[0].points]
    assert shown == [True, True]


def test_a_figure_that_a_line_would_cover_is_left_out() -> None:
    entries = tuple(_pairs(("Cột", 28, 20), ("Đường", 30, 90)))
    chart = KINDS["columns-line"].native(ChartData("columns-line", "Tỷ lệ, %", entries))  # type: ignore[misc]
    assert [[point.shown for point in each.points] for each in chart.series] == [[False, True], [False, True]]


def test_a_kind_without_a_native_form_says_why(library: Path) -> None:
    assert "scale of its own" in KINDS["target-distance"].why_drawn

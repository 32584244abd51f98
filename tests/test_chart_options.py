"""What any chart may say: each option does what it says, or is an error on its line."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_charts import WORDS, _read, library_facts
from test_drawing import CHARTS, POINTS, TARGET, _bar, _chart, _frame

from reports.brand import Brand
from reports.charts.data import chart_data, facts_of, native_form
from reports.charts.editable import NotNative
from reports.charts.extents import Extent, extent
from reports.charts.frame import CannotFit
from reports.charts.jobs import lay_out
from reports.charts.kinds import KINDS
from reports.charts.letters import ChartMetrics
from reports.charts.marks import Dot, Drawing, Label, Rectangle, Stroke
from reports.charts.model import ChartData, Remark, ShadedTime
from reports.charts.option_checks import check_colours
from reports.charts.specs import Specs
from reports.charts.texts import alt_text, note_text
from reports.diagnostics import Findings, Problems
from reports.document.model import plain
from reports.facts import Facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

REMARK = "Từ đây cửa mở cả buổi tối, nhiều người đến"
EN = LANGUAGES["en"]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return library_facts(tmp_path_factory.mktemp("facts"))


def _numbered(data: ChartData) -> ChartData:
    return replace(data, entries=tuple(replace(entry, fact=f"fact-{i}") for i, entry in enumerate(data.entries)))


def _arrows(drawing: Drawing) -> list[Stroke]:
    return [m for m in drawing.marks if isinstance(m, Stroke) and len(m.points) == 3 and not m.dashed]


LINES = _numbered(_chart("line", *POINTS))


@pytest.mark.parametrize("size", [(158, None), (308, 119)], ids=["Word", "slide"])
@pytest.mark.parametrize("name", ["bars", "line", "timeline", "progress"])
def test_an_annotation_leads_to_its_fact_and_covers_nothing(
    name: str, size: tuple[float, float | None], brand: Brand, metrics: ChartMetrics
) -> None:
    data = {
        "bars": _numbered(_chart("bars", _bar(60), _bar(10), _bar(45), target=TARGET)),
        "line": LINES,
        "timeline": _numbered(replace(CHARTS["twelve events"], entries=CHARTS["twelve events"].entries[:3])),
        "progress": _numbered(_chart("progress", _bar(30), _bar(70), target=TARGET)),
    }[name]
    fact = {"bars": "fact-1", "line": "fact-3", "timeline": "fact-1", "progress": "fact-0"}[name]
    drawing = lay_out(replace(data, remarks=(Remark(REMARK, fact),)), _frame(brand, metrics, *size))
    (head,) = _arrows(drawing)
    x, y = head.points[1]
    own = [extent(m, metrics) for m in drawing.marks if isinstance(m, Rectangle | Dot | Stroke) and m.fact == fact]
    figure = next(entry.figure or entry.label for entry in data.entries if entry.fact == fact)
    own += [extent(m, metrics) for m in drawing.marks if isinstance(m, Label) and m.text == figure]
    assert min(_distance(area, x, y) for area in own) < 8
    words = [m for m in drawing.marks if isinstance(m, Label) and m.text in REMARK]
    assert " ".join(label.text for label in words) == REMARK
    others = [m for m in drawing.marks if isinstance(m, Rectangle | Dot | Label) and m not in words]
    for word in words:
        ground = extent(word, metrics)
        assert [m for m in others if not getattr(m, "ground", False) and extent(m, metrics).meets(ground)] == []


def _distance(area: Extent, x: float, y: float) -> float:
    across = max(area.left - x, x - area.right, 0)
    return (across**2 + max(area.top - y, y - area.bottom, 0) ** 2) ** 0.5


def test_an_arrow_leads_to_its_own_figure_if_another_bar_has_the_same(brand: Brand, metrics: ChartMetrics) -> None:
    data = _numbered(_chart("bars", _bar(20, label="Bắc"), _bar(20, label="Nam"), _bar(60, label="Đông")))
    for row, fact in enumerate(("fact-0", "fact-1")):
        drawing = lay_out(replace(data, remarks=(Remark("mở lại", fact),)), _frame(brand, metrics))
        (head,) = _arrows(drawing)
        bars = sorted((m for m in drawing.marks if isinstance(m, Rectangle)), key=lambda box: box.y)
        middles = [bar.y + bar.height / 2 for bar in bars]
        assert min(range(3), key=lambda i: abs(middles[i] - head.points[1][1])) == row


@pytest.mark.parametrize("kind", ["bars", "columns", "progress", "line"])
@pytest.mark.parametrize("value", [15, 95])
def test_words_about_a_distance_lead_to_the_gap_between_a_result_and_its_target(
    kind: str, value: float, brand: Brand, metrics: ChartMetrics
) -> None:
    first, last = POINTS[:2] if kind == "line" else (_bar(40, label="Bắc"), _bar(40, label="Nam"))
    last = replace(last, value=Decimal(value), figure=f"{value}%")
    data = _numbered(_chart(kind, first, last, target=TARGET))
    frame = _frame(brand, metrics, 308, 119)
    drawing = lay_out(replace(data, remarks=(Remark("còn thiếu", "fact-1", TARGET.fact),)), frame)
    (line, *_) = (m for m in drawing.marks if isinstance(m, Stroke) and m.fact == TARGET.fact)
    own = next(extent(m, metrics) for m in drawing.marks if isinstance(m, Rectangle | Dot) and m.fact == "fact-1")
    x, y = line.points[0]
    if kind in ("columns", "line"):
        gap = replace(own, top=min(own.top, y), bottom=max(own.top, y))
    else:
        gap = replace(own, left=min(own.right, x), right=max(own.right, x))
    heads = [head.points[1] for head in _arrows(drawing)]
    assert len(heads) == (2 if (kind, value) == ("bars", 15) else 1)  # words in the gap lead to both of its ends
    assert all(_distance(gap, *head) < 8 for head in heads)


def test_several_annotations_do_not_meet_each_other(brand: Brand, metrics: ChartMetrics) -> None:
    remarks = tuple(Remark(f"{REMARK} {word}", f"fact-{i}") for i, word in ((1, "một"), (3, "hai"), (8, "ba")))
    drawing = lay_out(replace(LINES, remarks=remarks), _frame(brand, metrics, 308, 119))
    assert len(_arrows(drawing)) == 3
    labels = [extent(m, metrics) for m in drawing.marks if isinstance(m, Label) and m.text]
    assert not any(one.meets(two) for one, two in combinations(labels, 2))


def test_an_annotation_without_room_is_an_error_at_its_words(brand: Brand, metrics: ChartMetrics) -> None:
    data = _numbered(_chart("bars", *(_bar(90, label=str(i)) for i in range(12))))
    with pytest.raises(CannotFit, match="no room for the annotation") as fault:
        lay_out(replace(data, remarks=(Remark(f"{REMARK}. " * 3, "fact-3"),)), _frame(brand, metrics))
    assert fault.value.text.startswith(REMARK)
    unmarked = _chart("bars", _bar(0))
    with pytest.raises(CannotFit, match="no mark shows"):
        lay_out(replace(unmarked, remarks=(Remark("x", "fact"),)), _frame(brand, metrics))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.timed])
def test_a_shaded_period_is_behind_all_and_has_its_name(kind: str, brand: Brand, metrics: ChartMetrics) -> None:
    data = LINES if kind == "line" else replace(CHARTS["twelve events"], kind=kind)
    first, last = (data.entries[i].first for i in (1, 2))
    assert first
    assert last
    shade = ShadedTime("Sửa chữa", first, last)
    drawing = lay_out(replace(data, shades=(shade,)), _frame(brand, metrics, 308, 130))
    marks = list(drawing.marks)
    (ground,) = (m for m in marks if isinstance(m, Rectangle) and m.ground)
    (name,) = (m for m in marks if isinstance(m, Label) and m.text == "Sửa chữa")
    assert ground.fill == brand.colour("wash")
    assert name.y <= ground.y
    assert all(marks.index(m) > marks.index(ground) for m in marks if isinstance(m, Dot))
    edges = [
        m for m in marks if isinstance(m, Stroke) and {x for x, _ in m.points} <= {ground.x, ground.x + ground.width}
    ]
    assert {m.colour for m in edges} >= {brand.colour("rule")}


def test_a_shaded_period_beyond_the_axis_ends_there(brand: Brand, metrics: ChartMetrics) -> None:
    first = POINTS[0].first
    assert first
    shade = ShadedTime("Trước", first.replace(year=1900), first.replace(year=2015))
    drawing = lay_out(replace(LINES, shades=(shade,)), _frame(brand, metrics))
    (ground,) = (m for m in drawing.marks if isinstance(m, Rectangle) and m.ground)
    assert ground.x == 0
    assert ground.width < drawing.width / 2


@pytest.mark.parametrize(("whole", "aim"), [(39.5, 80), (60, 62), (62, 60), (80, 20), (1, 99), (50, 50)])
def test_the_whole_is_a_line_whose_label_meets_nothing(
    whole: float, aim: float, brand: Brand, metrics: ChartMetrics
) -> None:
    target = _bar(aim, label="Mục tiêu năm 2025", status="target")
    data = _chart("bars", _bar(51), _bar(15), target=target, whole=_bar(whole, label="Cả nước", fact="whole"))
    drawing = lay_out(data, _frame(brand, metrics))
    (line,) = (m for m in drawing.marks if isinstance(m, Stroke) and m.fact == "whole")
    assert not line.dashed
    (axis, *_) = (m for m in drawing.marks if isinstance(m, Rectangle))
    assert line.points[0][0] - axis.x == pytest.approx(axis.width * whole / 51)
    assert len([m for m in drawing.marks if isinstance(m, Rectangle)]) == 2  # no bar of its own


SPECS = {
    "kind: bars, facts: [north, south], annotations: [{fact: members, text: {vi: a, en: b}}]": '"members" is not in the chart',
    "kind: bars, facts: [north, south], annotations: [{fact: north, text: {vi: a 7, en: b}}]": 'the figure "7" is typed',
    "kind: bars, facts: [north, south], shade: [{period: north, label: {vi: a, en: b}}]": "no axis of time",
    "kind: line, facts: [north, north-before], shade: [{period: '2024', label: {vi: a, en: b}}]": 'the date "2024" is typed',
    "kind: line, facts: [north, north-before], shade: [{period: nothing, label: {vi: a, en: b}}]": 'is called "nothing"',
    "kind: line, facts: [north, north-before], shade: [{period: north, label: {vi: a, en: b}}, {period: south, label: {vi: c, en: d}}]": "overlap",
    "kind: line, facts: [north, north-before], shade: [{period: opened.south, label: {vi: a, en: b}}]": "not within the time",
    "kind: timeline, facts: [opening, extension], sort: value": "always in the order of time",
    "kind: timeline, facts: [opening, extension], decimals: 1": "no figures to round",
    "kind: progress, facts: [north], target: goal, whole: south": "no line for the whole",
    "kind: bars, facts: [north, south], whole: goal": "not the whole of results",
    "kind: bars, facts: [north, south], whole: nobody": 'no fact is called "nobody"',
    "kind: bars, facts: [north, south], decimals: -1": '"-1" is not allowed',
    "kind: bars, facts: [north, south], sort: size": '"size" is not allowed',
    "kind: bars, facts: [north, south], note: {vi: a 7, en: b}": 'the figure "7" is typed',
}  # fmt: skip


@pytest.mark.parametrize("spec", SPECS)
def test_an_option_that_cannot_be_honoured_is_an_error_on_its_line(spec: str, facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(Problems) as problems:
        _read(spec, facts, tmp_path)
    (found, *others) = problems.value.diagnostics
    assert SPECS[spec] in found.message
    assert others == []
    assert found.place
    assert found.place.column
    assert found.place.column > 100  # at the option, not at the chart


def _spec(text: str, facts: Facts, folder: Path) -> Specs:
    return _read(text, facts, folder, WORDS)


def test_orders_of_bars(facts: Facts, tmp_path: Path) -> None:
    wanted = {
        "value": ["members", "young", "adults"],
        "reverse": ["adults", "young", "members"],
        "given": ["young", "members", "adults"],
    }
    values = {id_: facts.facts[id_].value for id_ in wanted["given"]}
    for order, _ in wanted.items():
        text = f"kind: bars, facts: [young, members, adults], sort: {order}, compare_anyway: {{vi: a, en: b}}"
        data = chart_data(_spec(text, facts, tmp_path).charts["chart"], Wording(facts, EN))
        shown = [entry.fact for entry in data.entries]
        if order == "given":
            assert shown == wanted["given"]
        else:
            assert shown == sorted(values, key=lambda id_: values[id_], reverse=order == "value")  # type: ignore[arg-type, return-value]
    text = "kind: bars, facts: [loans.2024, loans.2022, loans.2023], sort: time"
    data = chart_data(_spec(text, facts, tmp_path).charts["chart"], Wording(facts, EN))
    assert [entry.fact for entry in data.entries] == ["loans.2022", "loans.2023", "loans.2024"]


def test_decimals_round_the_chart_but_no_more_than_its_audience(facts: Facts, tmp_path: Path) -> None:
    changed = facts.facts["members"].model_copy(update={"value": Decimal("48.26")})
    known = replace(facts, facts={**facts.facts, "members": changed})
    spec = _spec("kind: bars, facts: [members], decimals: 1", known, tmp_path).charts["chart"]
    figures = [chart_data(spec, Wording(known, EN, most_decimals=most)).entries[0].figure for most in (None, 0)]
    assert figures == ["48.3%", "48%"]
    assert "48.3%" in alt_text(spec, Wording(known, EN))


def test_a_note_is_printed_before_what_the_program_says(facts: Facts, tmp_path: Path) -> None:
    text = "kind: bars, facts: [north, south], note: {vi: số liệu sơ bộ, en: first figures}, compare_anyway: {vi: a, en: b.}"
    spec = _spec(text, facts, tmp_path).charts["chart"]
    note = plain(note_text(spec, Wording(facts, EN)))
    assert re.match(r"First figures\. .*: b\. Open end", note), note


def test_words_in_the_chart_are_in_its_alternative_and_sources(facts: Facts, tmp_path: Path) -> None:
    text = (
        "kind: line, facts: [north, north-before], annotations: [{fact: north, text: {vi: 'sau {fact:members}', en: 'after {fact:members}'}}],"
        " shade: [{period: north, label: {vi: Sửa chữa, en: Repairs}}]"
    )
    specs = _spec(text, facts, tmp_path)
    spec = specs.charts["chart"]
    told = alt_text(spec, Wording(facts, EN))
    assert "Repairs. After 48%." in told
    assert "members" in facts_of(spec)
    data = chart_data(spec, Wording(facts, EN))
    with pytest.raises(NotNative, match="annotations") as refused:
        native_form(spec, data, wanted=True)
    assert "take annotations: out" in refused.value.hint


def test_a_colour_that_the_brand_lacks_is_an_error(facts: Facts, brand: Brand, tmp_path: Path) -> None:
    specs = _spec("kind: bars, facts: [north, {fact: south, colour: tael}]", facts, tmp_path)
    found = Findings()
    check_colours(specs, brand.colours, found)
    (fault,) = found
    assert 'no colour of brand.yaml is called "tael"' in fault.message
    assert "teal" in fault.hint
    data = chart_data(specs.charts["chart"], Wording(facts, EN))
    assert [entry.colour for entry in data.entries] == ["", "tael"]


def test_the_total_of_places_is_no_bar_among_them(facts: Facts, tmp_path: Path) -> None:
    (one, two), whole = list(facts.glossary.places)[:2], "country"
    known_places = {**facts.glossary.places, whole: facts.glossary.places[one]}
    places = {
        id_: place.model_copy(update={"parent": None if id_ == whole else whole}) for id_, place in known_places.items()
    }
    glossary = facts.glossary.model_copy(update={"places": places})
    place_of = {"north": one, "south": two, "north-before": whole}
    moved = {
        id_: facts.facts[id_].model_copy(update={"place": place, "period": facts.facts["north"].period})
        for id_, place in place_of.items()
    }
    known = replace(facts, facts={**facts.facts, **moved}, glossary=glossary)
    with pytest.raises(Problems) as problems:
        _read("kind: bars, facts: [north, south, north-before]", known, tmp_path)
    assert [each.hint for each in problems.value.diagnostics] == ["show it as a line: whole: north-before"]
    spec = _spec("kind: bars, facts: [north, south], whole: north-before", known, tmp_path).charts["chart"]
    assert chart_data(spec, Wording(known, EN)).whole


def test_a_whole_is_a_line_across_columns_and_through_dots(brand: Brand, metrics: ChartMetrics) -> None:
    whole = _bar(40, label="Cả nước")
    for kind in ("columns", "strip"):
        data = replace(_chart(kind, *(_bar(value, label=f"Tỉnh {value}") for value in (20, 60, 80))), whole=whole)
        drawing = lay_out(data, _frame(brand, metrics))
        texts = [mark.text for mark in drawing.marks if isinstance(mark, Label)]
        assert any(text.startswith("Cả nước") for text in texts), kind
        assert not any(isinstance(mark, Rectangle | Dot) and mark.fact == "whole" for mark in drawing.marks)


COLUMNS = "kind: columns, facts: [loans.2022, loans.2023, loans.2024], shade: [{period: loans.2023, label: {vi: Sửa, en: Repairs}}]"


def test_periods_of_columns_are_shaded(facts: Facts, tmp_path: Path, brand: Brand, metrics: ChartMetrics) -> None:
    spec = _read(COLUMNS, facts, tmp_path).charts["chart"]
    drawing = lay_out(chart_data(spec, Wording(facts, EN)), _frame(brand, metrics))
    (ground,) = [mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.ground]
    columns = [mark for mark in drawing.marks if isinstance(mark, Rectangle) and not mark.ground]
    middles = [box.x + box.width / 2 for box in columns]
    assert [ground.x < middle < ground.x + ground.width for middle in middles] == [False, True, False]
    assert drawing.marks.index(ground) < min(drawing.marks.index(box) for box in columns)


@pytest.mark.parametrize("facts_of_columns", ["north, south", "loans.2022, {fact: loans.2023, label: {vi: a, en: b}}"])
def test_columns_that_are_no_periods_cannot_be_shaded(facts_of_columns: str, facts: Facts, tmp_path: Path) -> None:
    spec = COLUMNS.replace("loans.2022, loans.2023, loans.2024", facts_of_columns).replace(
        "period: loans.2023", "period: north"
    )
    with pytest.raises(Problems, match=r"are not periods in the order of time|not within the time"):
        _read(spec, facts, tmp_path)

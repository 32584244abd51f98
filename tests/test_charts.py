"""Chart specs against facts: what is refused on one axis, and what a chart says in words.

The subject is a town's libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.charts.data import chart_data, facts_of
from reports.charts.kinds import KINDS
from reports.charts.labels import _unsaid
from reports.charts.model import ChartData
from reports.charts.read import read_charts
from reports.charts.specs import Specs
from reports.charts.texts import alt_text, caption, note_text
from reports.diagnostics import Problems
from reports.document.model import Marked, Text, plain
from reports.facts import Facts, read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

GLOSSARY = """
units:
  loans: {vi: lượt mượn, en: {one: loan, other: loans}}
  dozens: {vi: tá, en: {one: dozen, other: dozens}, scale: 12, of: loans}
terms:
  readers: {kind: concept, name: {vi: bạn đọc, en: readers}}
  children: {kind: concept, name: {vi: trẻ em, en: children}}
places:
  north: {name: {vi: chi nhánh Bắc, en: North branch}, level: branch}
  south: {name: {vi: chi nhánh Nam, en: South branch}, level: branch}
"""

HEAD = f"""
topics: {{lending: {{vi: cho mượn, en: lending}}}}
sources:
  report:
    file: report.txt
    sha256: "{"0" * 64}"
    title: {{vi: Báo cáo, en: Report}}
    publisher: {{vi: Thư viện, en: Library}}
    short: {{vi: TV, en: Library}}
    published: 2025-01-15
    language: en
facts:
"""

FACTS = {
    "north": "value: 1200, unit: loans, measure: loans, period: 2024, place: north",
    "south": "value: 900, unit: loans, measure: loans, period: 2024, place: south, qualifier: over",
    "north-before": "value: 1000, unit: loans, measure: loans, period: 2023, place: north",
    "goal": "status: target, value: 2000, unit: loans, measure: loans, period: 2024",
    "members": "value: 48, unit: percent, of: readers, measure: membership, period: 2024",
    "guests": "value: 60, unit: percent, of: readers, measure: membership, period: 2024",
    "young": "value: 30, unit: percent, of: children, measure: membership, period: 2024",
    "growth": "value: [10,15], unit: percent, of: readers, measure: membership, period: 2024",
    "fall": "value: [-5,-3], unit: percent, of: readers, measure: membership, period: 2024",
    "unclear": "value: [-5,3], unit: percent, of: readers, measure: membership, period: 2024",
    "hoped": "status: target, value: [60,70], unit: percent, of: readers, measure: membership, period: 2024",
    "position": "kind: rank, value: 3, unit: rank, measure: standing, period: 2024",
    "opening": "kind: event, period: 2021-03-08",
    "extension": "kind: event, period: 2022/..",
    "rebuilding": "kind: event, status: plan, period: 2024-Q3",
    "undated": "kind: event",
    "loans.2022": "value: 900, unit: loans, measure: loans, period: 2022, place: north, label: loans",
    "loans.2023": "value: 1000, unit: loans, measure: loans, period: 2023, place: north, label: loans",
    "loans.2024": "value: 800, unit: loans, measure: loans, period: 2024, place: north, label: loans",
    "loans.south": "value: 700, unit: loans, measure: loans, period: 2024, place: south, label: loans",
    "loans.again": "value: 701, unit: loans, measure: loans, period: 2024, place: north, label: loans",
    "loans.anywhere": "value: 500, unit: loans, measure: loans, label: loans",
    "loans.dozens": "value: 75, unit: dozens, measure: dozens, period: 2024, place: north",
    "cost.2023": "value: 70960000000, unit: vnd, measure: cost, period: 2023, label: cost",
    "cost.2024": "value: 57917000000, unit: vnd, measure: cost, period: 2024, label: cost",
    "cost.goal": "status: target, value: 960000000, unit: vnd, measure: cost, period: 2024",
    "cost.total": "value: 5000, unit: loans, measure: loans, period: 2024",
    "adults": "value: 20, unit: percent, of: readers, measure: membership, period: 2023",
    "opened.north": "kind: event, period: 2021-03-08, place: north, label: a branch opens",
    "opened.south": "kind: event, period: 2021-03-08, place: south, label: a branch opens",
    "opened.again": "kind: event, period: 2021-03-08, place: south, label: a branch opens",
}


def _fact(id_: str, fields: str) -> str:
    has = dict(field.split(": ") for field in fields.split(", "))
    claim = "".join(f", {name}: {has[name]}" for name in ("value", "qualifier") if name in has)
    statement = "{vi: 'Có {value}.', en: 'There are {value}.'}" if "value" in has else "{vi: Có., en: Yes.}"
    kind = "" if "kind" in has else "kind: measure, "
    name = has.pop("label", id_)
    label = f"label: {{vi: '{name} (vi)', en: '{name} (en)'}}"
    fields = ", ".join(f"{key}: {value}" for key, value in has.items())
    printed = has.get("value", "yes").strip("[]").replace(",", " to ")
    accounts = f"accounts: [{{source: report, lines: [1], printed: '{printed}'{claim}}}]"
    return f"- {{id: {id_}, topic: lending, {kind}{label}, statement: {statement}, {fields}, {accounts}}}\n"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return library_facts(tmp_path_factory.mktemp("library"))


def library_facts(seeds: Path, facts: Mapping[str, str] = FACTS) -> Facts:
    (seeds / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (seeds / "facts.yaml").write_text(HEAD + "".join(_fact(*fact) for fact in facts.items()), "utf-8")
    return read_facts(seeds)


WORDS = "title: {vi: Bạn đọc mượn nhiều hơn, en: Readers borrow more}, subtitle: {vi: Lượt mượn, en: Loans}"


def _read(spec: str, facts: Facts, folder: Path, words: str = WORDS) -> Specs:
    path = folder / "charts.yaml"
    path.write_text(f"charts:\n  chart: {{{words}, {spec}}}\n", "utf-8")
    return read_charts(path, "charts.yaml", facts)


def _complaints(spec: str, facts: Facts, folder: Path, words: str = WORDS) -> str:
    with pytest.raises(Problems) as caught:
        _read(spec, facts, folder, words)
    return str(caught.value)


def _data(spec: str, facts: Facts, folder: Path, language: str = "en") -> ChartData:
    specs = _read(spec, facts, folder)
    return chart_data(specs.charts["chart"], Wording(facts, LANGUAGES[language]))


REFUSED = {
    "an unknown fact": ("kind: bars, facts: [nort]", 'no fact is called "nort"\nhint: did you mean "north"?'),
    "two units": ("kind: bars, facts: [north, members]", "two charts"),
    "two units of which one is a multiple": ("kind: bars, facts: [north, loans.dozens]", "give both facts one unit"),
    "two denominators": ("kind: bars, facts: [members, young]", 'denominator of "members" is readers'),
    "a period outside the target's": ("kind: bars, facts: [north-before], target: goal", "is not within that of"),
    "a rank as a length": ("kind: bars, facts: [position]", "a rank has no length"),
    "an event as a length": ("kind: bars, facts: [opening]", "has no value"),
    "a result as a target": ("kind: bars, facts: [north], target: south", "no target or plan"),
    "a target as a result": ("kind: progress, facts: [goal], target: goal", "never drawn like a result"),
    "a progress towards nothing": ("kind: progress, facts: [north]", "not percent"),
    "an undated event": ("kind: timeline, facts: [opening, undated]", '"undated" has no period'),
    "more than a whole": ("kind: share, facts: [members, guests]", "108 percent"),
    "a target where none is drawn": ("kind: share, facts: [members], target: goal", "has no target"),
    "a rest of what is no share": ("kind: bars, facts: [north], rest: {vi: Khác, en: Others}", "has no rest"),
    "a line through one point": ("kind: line, facts: [north]", "shows 2 to"),
    "a line through one year": ("kind: line, facts: [north, south]", "all facts are of one"),
    "a fact twice": ("kind: bars, facts: [north, north]", "shown twice"),
    "an unknown kind": ("kind: pie, facts: [north]", 'no kind of chart is called "pie"'),
    "a label in one language": ("kind: bars, facts: [{fact: north, label: {vi: Bắc}}]", 'language "en" is missing'),
    "parts of two periods": ("kind: share, facts: [members, adults]", "the parts are not of one period"),
    "undated work": ("kind: gantt, facts: [rebuilding, undated]", '"undated" has no period'),
    "a task that is done twice at one time": (
        "kind: gantt, facts: [opened.south, opened.again]",
        "same label and time",
    ),
    "a waterfall without a total": ("kind: waterfall, facts: [loans.2022, loans.2023]", "has no total"),
    "a total of what has none": ("kind: bars, facts: [north], total: loans.2022", "kinds with a total: waterfall"),
    "parts that do not add up": (
        "kind: waterfall, facts: [loans.2022, loans.2023], total: loans.south",
        "the parts add up to 1900, and the total is 700\nhint: leave out what is counted twice",
    ),
    "parts that leave something": (
        "kind: waterfall, facts: [loans.again, loans.anywhere], total: cost.total",
        "the parts add up to 1201, and the total is 5000\nhint: add what is missing, or name it: rest:",
    ),
    "a bound as a part": ("kind: waterfall, facts: [south, loans.2022], total: loans.2023", "bound cannot be added up"),
    "a target of a bar's own": (
        "kind: bars, facts: [{fact: north, target: goal}]",
        "kinds with one: target-distance, scorecard",
    ),
    "an unknown target of its own": ("kind: scorecard, facts: [{fact: north, target: gaol}]", 'did you mean "goal"?'),
    "a result as a target of its own": ("kind: scorecard, facts: [{fact: north, target: south}]", "no target or plan"),
    "a later value as an earlier one": (
        "kind: scorecard, facts: [{fact: north-before, before: north}]",
        'the period of "north" does not end before that of "north-before"',
    ),
    "another measure as an earlier value": (
        "kind: scorecard, facts: [{fact: members, before: north-before}]",
        "make two charts",
    ),
    "a typed figure": ("kind: bars, facts: [{fact: north, label: {vi: Bắc 7, en: North}}]", '"7" is typed'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(name: str, facts: Facts, tmp_path: Path) -> None:
    spec, complaint = REFUSED[name]
    said = _complaints(spec, facts, tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")


def test_what_cannot_be_compared_is_named_with_both_places(facts: Facts, tmp_path: Path) -> None:
    said = _complaints("kind: bars, facts: [members, young]", facts, tmp_path)
    assert f'"members" ({facts.place_of("members")}) and "young" ({facts.place_of("young")})' in said
    assert "compare_anyway" in said


def test_a_reason_lets_it_stand_and_is_told_under_the_chart(facts: Facts, tmp_path: Path) -> None:
    spec = "kind: bars, facts: [members, young], compare_anyway: {vi: các nhóm bạn đọc khác nhau, en: different groups of readers}"
    specs = _read(spec, facts, tmp_path)
    assert "different groups of readers." in plain(note_text(specs.charts["chart"], Wording(facts, LANGUAGES["en"])))


def test_no_reason_gives_two_units_one_axis(facts: Facts, tmp_path: Path) -> None:
    spec = "kind: bars, facts: [north, members], compare_anyway: {vi: vì sao, en: why}"
    assert "cannot share an axis" in _complaints(spec, facts, tmp_path)


def test_all_faults_are_told_at_once(facts: Facts, tmp_path: Path) -> None:
    words = "title: {vi: Có 7, en: Seven}, subtitle: {vi: '{value}', en: '{fact:nobody}'}"
    said = _complaints("kind: bars, facts: [position, nobody]", facts, tmp_path, words)
    assert '"7" is typed' in said
    assert "{value} is for the texts of a fact" in said
    assert said.count('no fact is called "nobody"') == 2
    assert "a rank has no length" in said


MEASURED = ("north", "south", "north-before", "loans.2022", "loans.2023", "loans.2024", "loans.south", "loans.again")


@pytest.mark.parametrize("kind", ["bars", "line"])
@pytest.mark.parametrize("index", range(len(MEASURED)))
@pytest.mark.parametrize("wrong", ["members", "nobody", "position", "opening"])
def test_one_wrong_fact_is_one_error_on_it(wrong: str, index: int, kind: str, facts: Facts, tmp_path: Path) -> None:
    shown = [*MEASURED[:index], wrong, *MEASURED[index:]]
    listed = "".join(f"    - {id_}\n" for id_ in shown)
    path = tmp_path / "charts.yaml"
    texts = WORDS.replace("}, subtitle", "}\n    subtitle").replace("title:", "    title:", 1)
    path.write_text(f"charts:\n  chart:\n    kind: {kind}\n{texts}\n    facts:\n{listed}", "utf-8")
    with pytest.raises(Problems) as caught:
        read_charts(path, "charts.yaml", facts)
    (fault,) = caught.value.diagnostics
    assert fault.place is not None
    assert path.read_text("utf-8").splitlines()[(fault.place.line or 0) - 1] == f"    - {wrong}"
    assert f'"{wrong}"' in fault.message


def test_two_wrong_facts_are_compared_with_one_that_is_right(facts: Facts, tmp_path: Path) -> None:
    said = _complaints("kind: bars, facts: [members, north, south, young, north-before]", facts, tmp_path)
    assert said.count("are not comparable") == 2
    assert said.count('"north" (') == 2


LABELS = {
    "periods": ("kind: bars, facts: [loans.2022, loans.2024, loans.2023]", ["2022", "2023", "2024"]),
    "periods by value": (
        "kind: bars, facts: [loans.2022, loans.2024, loans.2023], sort: value", ["2023", "2022", "2024"],
    ),
    "places": ("kind: bars, facts: [loans.2024, loans.south]", ["North branch", "South branch"]),
    "both": (
        "kind: bars, facts: [loans.2023, loans.2024, loans.south]",
        ["North branch, 2023", "North branch, 2024", "South branch, 2024"],
    ),
    "some without": (
        "kind: bars, facts: [loans.2024, loans.anywhere]", ["Loans (en), North branch, 2024", "Loans (en)"],
    ),
    "different names": (
        "kind: bars, facts: [north, loans.2023]", ["North (en), 2024", "Loans (en), 2023"],
    ),
    "own labels": (
        "kind: bars, facts: [{fact: loans.2024, label: {vi: Bắc, en: North}}, "
        "{fact: loans.south, label: {vi: Nam, en: South}}]", ["North", "South"],
    ),
    "own labels of two periods": (
        "kind: bars, facts: [{fact: loans.2024, label: {vi: Sau, en: after}}, "
        "{fact: loans.2023, label: {vi: 'năm {period}', en: 'in {period}'}}], sort: given", ["After, 2024", "In 2023"],
    ),
    "what a label says already": (
        "kind: bars, facts: [{fact: loans.2024, label: {vi: '{plain:2024} xong', en: 'done in {plain:2024}'}}, "
        "loans.2023], sort: given", ["Done in 2024", "Loans (en), 2023"],
    ),
    "progress": ("kind: progress, facts: [members, adults], compare_anyway: {vi: a, en: b}",
                 ["Members (en), 2024", "Adults (en), 2023"]),
    "parts": ("kind: share, facts: [young, adults], compare_anyway: {vi: a, en: b}",
              ["Young (en), 2024", "Adults (en), 2023"]),
    "events, one with a place": ("kind: timeline, facts: [opening, opened.north]",
                                 ["Opening (en)", "A branch opens (en)"]),
    "one day": ("kind: timeline, facts: [opened.north, opened.south]", ["North branch", "South branch"]),
}  # fmt: skip


@pytest.mark.parametrize("name", LABELS)
def test_labels_say_what_differs(name: str, facts: Facts, tmp_path: Path) -> None:
    spec, labels = LABELS[name]
    assert [entry.label for entry in _data(spec, facts, tmp_path).entries] == labels


@pytest.mark.parametrize(
    ("language", "rounding", "written"),
    [
        ("vi", None, ["70.960 triệu đồng", "57.917 triệu đồng", "960 triệu đồng"]),
        ("en", None, ["VND 70,960 million", "VND 57,917 million", "VND 960 million"]),
        ("en", 1, ["VND 70,960 million", "VND 57,917 million", "VND 960 million"]),
    ],
)
def test_all_figures_of_a_chart_have_one_scale(
    language: str, rounding: int | None, written: list[str], facts: Facts, tmp_path: Path
) -> None:
    """Also in the text alternative, and also that of the target."""
    spec = "kind: bars, facts: [cost.2023, cost.2024], target: cost.goal, compare_anyway: {vi: a, en: b}"
    wording = Wording(facts, LANGUAGES[language], rounding)
    chart = _read(spec, facts, tmp_path).charts["chart"]
    data = chart_data(chart, wording)
    assert data.target is not None
    entries = (*data.entries, data.target)
    assert [entry.figure.replace("\u00a0", " ") for entry in entries] == written
    assert all(f": {figure}." in alt_text(chart, wording).replace("\u00a0", " ") for figure in written)


def test_a_range_is_shown_from_its_nearer_to_its_farther_end_and_explained(facts: Facts, tmp_path: Path) -> None:
    spec = "kind: bars, facts: [growth, members, fall]"
    shown = {entry.fact: (entry.near, entry.value, entry.number) for entry in _data(spec, facts, tmp_path).entries}
    assert shown == {
        "members": (None, 48, "48%"),
        "growth": (10, 15, "10–15%"),
        "fall": (-3, -5, "−5\u00a0to\u00a0−3%"),
    }
    chart = _read(spec, facts, tmp_path).charts["chart"]
    assert plain(note_text(chart, Wording(facts, LANGUAGES["vi"]))) == "Phần kẻ sọc: nguồn nêu một khoảng."
    assert "10–15%. " in alt_text(chart, Wording(facts, LANGUAGES["en"]))


@pytest.mark.parametrize(
    ("spec", "complaint", "hint"),
    [
        ("kind: share, facts: [growth]", '"growth" is a range', "choose another kind than share"),
        ("kind: bars, facts: [unclear]", '"unclear" is a range from below zero to above it', "leave it out"),
        ("kind: bars, facts: [members], target: hoped", "the line of a target has one place", "among the facts"),
    ],
)
def test_a_range_that_cannot_be_drawn_is_refused(
    spec: str, complaint: str, hint: str, facts: Facts, tmp_path: Path
) -> None:
    said = _complaints(spec, facts, tmp_path)
    assert complaint in said
    assert hint in said


def test_a_target_of_another_period_says_its_own(facts: Facts, tmp_path: Path) -> None:
    spec = "kind: bars, facts: [north-before], target: goal, compare_anyway: {vi: a, en: b}"
    targets = [_data(text, facts, tmp_path).target for text in (spec, "kind: bars, facts: [north], target: goal")]
    assert [target and target.label for target in targets] == ["Target for 2024", "Target"]


ALIKE = {
    "bars": ("kind: bars, facts: [loans.2023, loans.2024, loans.again]",
             '"loans.2024" and "loans.again" have the same label, "2024" (vi)'),
    "own labels": ("kind: bars, facts: [{fact: loans.2024, label: {vi: Bắc, en: Branch}}, "
                   "{fact: loans.south, label: {vi: Nam, en: Branch}}]", 'have the same label, "Branch" (en)'),
    "progress": ("kind: progress, facts: [{fact: members, label: {vi: Thẻ, en: Card}}, "
                 "{fact: guests, label: {vi: Thẻ, en: Card}}]", 'have the same label, "Thẻ" (vi)'),
    "share": ("kind: share, facts: [{fact: members, label: {vi: Thẻ, en: Card}}, "
              "{fact: young, label: {vi: Thẻ, en: Card}}], compare_anyway: {vi: a, en: b}", 'have the same label'),
    "line": ("kind: line, facts: [loans.2023, loans.2024, loans.again]",
             '"loans.2024" and "loans.again" are two values of one line for one period, 2024'),
    "timeline": ("kind: timeline, facts: [opened.north, opened.south, opened.again]",
                 '"opened.south" and "opened.again" have the same label and time'),
}  # fmt: skip


@pytest.mark.parametrize("name", ALIKE)
def test_entries_that_cannot_be_told_apart_are_one_error(name: str, facts: Facts, tmp_path: Path) -> None:
    spec, complaint = ALIKE[name]
    said = _complaints(spec, facts, tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")
    assert said.count("error:") == 1


def test_bars_are_sorted_by_value_unless_the_order_is_given(facts: Facts, tmp_path: Path) -> None:
    sorted_, given = (
        [entry.fact for entry in _data(f"kind: bars, facts: [south, north], sort: {sort}", facts, tmp_path).entries]
        for sort in ("value", "given")
    )
    assert sorted_ == ["north", "south"]
    assert given == ["south", "north"]


def test_a_lower_bound_keeps_its_sign_and_is_explained(facts: Facts, tmp_path: Path) -> None:
    spec = "kind: bars, facts: [south]"
    entry = _data(spec, facts, tmp_path).entries[0]
    assert (entry.value, entry.qualifier, entry.figure.replace("\u00a0", " ")) == (Decimal(900), "over", "> 900")
    wording = Wording(facts, LANGUAGES["vi"])
    assert LANGUAGES["vi"].words.lower_bound in plain(note_text(_read(spec, facts, tmp_path).charts["chart"], wording))


def test_a_line_has_no_open_ends_to_explain(facts: Facts, tmp_path: Path) -> None:
    specs = _read("kind: line, facts: [south, north-before]", facts, tmp_path)
    assert note_text(specs.charts["chart"], Wording(facts, LANGUAGES["en"])) == ()


def test_a_chart_of_exact_figures_needs_no_note(facts: Facts, tmp_path: Path) -> None:
    specs = _read("kind: bars, facts: [north]", facts, tmp_path)
    assert note_text(specs.charts["chart"], Wording(facts, LANGUAGES["en"])) == ()


def test_a_timeline_keeps_the_precision_of_each_date(facts: Facts, tmp_path: Path) -> None:
    data = _data("kind: timeline, facts: [rebuilding, extension, opening]", facts, tmp_path)
    assert [(entry.fact, entry.precision, entry.last) for entry in data.entries] == [
        ("opening", "day", date(2021, 3, 8)),
        ("extension", "since", None),
        ("rebuilding", "quarter", date(2024, 9, 30)),
    ]
    assert [tick.text for tick in data.scales[-1]] == ["2021", "2022", "2023", "2024"]


def test_lines_are_told_apart_by_place(facts: Facts, tmp_path: Path) -> None:
    data = _data("kind: line, facts: [north, north-before, south], target: goal", facts, tmp_path)
    assert [(entry.series, entry.when) for entry in data.entries] == [
        ("North branch", "2023"), ("North branch", "2024"), ("South branch", "2024"),
    ]  # fmt: skip


def test_a_progress_without_a_target_ends_at_the_whole(facts: Facts, tmp_path: Path) -> None:
    target = _data("kind: progress, facts: [members]", facts, tmp_path, "vi").target
    assert target is not None
    assert (target.label, target.figure, target.value) == ("Kế hoạch", "100%", Decimal(100))


def test_the_caption_is_the_message_with_its_figures_marked(facts: Facts, tmp_path: Path) -> None:
    words = "title: {vi: 'có {fact:north}', en: 'we lend {fact:north}'}, subtitle: {vi: Lượt, en: Loans}"
    spec = _read("kind: bars, facts: [south]", facts, tmp_path, words).charts["chart"]
    message = caption("chart", spec, Wording(facts, LANGUAGES["en"]))
    assert plain(message).replace("\u00a0", " ") == "We lend 1,200 loans"
    assert [inline.trace.ref for inline in message if isinstance(inline, Marked)] == ["north"]
    assert facts_of(spec) == ("south", "north")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            "Bạn đọc mượn nhiều hơn. Lượt mượn. North (vi), chi nhánh Bắc: 1.200. South (vi), chi nhánh Nam: hơn 900. Mục tiêu: 2.000.",
        ),
        (
            "en",
            "Readers borrow more. Loans. North (en), North branch: 1,200. South (en), South branch: more than 900. Target: 2,000.",
        ),
    ],
)
def test_the_text_alternative_tells_every_figure(language: str, words: str, facts: Facts, tmp_path: Path) -> None:
    spec = _read("kind: bars, facts: [south, north], target: goal", facts, tmp_path).charts["chart"]
    told = alt_text(spec, Wording(facts, LANGUAGES[language])).replace("\u00a0", " ")
    assert told == f"{KINDS['bars'].names[language]}: {words}"


def test_the_text_alternative_of_a_timeline_tells_every_date(facts: Facts, tmp_path: Path) -> None:
    spec = _read("kind: timeline, facts: [opening, extension]", facts, tmp_path).charts["chart"]
    told = alt_text(spec, Wording(facts, LANGUAGES["en"])).replace("\u00a0", " ")
    assert told.endswith("8 Mar 2021: Opening (en). Since 2022: Extension (en).")


def test_a_height_is_for_word_only(facts: Facts, tmp_path: Path) -> None:
    spec = _read("kind: bars, facts: [north], height: {word: 60}", facts, tmp_path).charts["chart"]
    assert spec.height == {"word": 60}
    said = _complaints("kind: bars, facts: [north], height: {powerpoint: 60}", facts, tmp_path)
    assert "powerpoint" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Loans of the north branch", []),
        ("Loans of 3/2025", []),
        ("Loans of THE NORTH", []),
        ("Loans of Northern readers", ["North"]),
        ("Loans", ["North"]),
    ],
)
def test_a_text_is_added_unless_the_name_has_one_of_its_forms(name: str, said: list[str]) -> None:
    assert list(_unsaid(["North", "3/2025"], (Text(name),))) == said

"""Many values of one measure in one entry: each cell is a fact with its own place in a file, or an error there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reports.cli.schemas import schema_of
from reports.diagnostics import Problems
from reports.document.model import plain
from reports.facts import Facts, read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

GLOSSARY = """\
units:
  pupils: {vi: học sinh, en: {one: pupil, other: pupils}}
places:
  hue: {name: {vi: Thành phố Huế, en: Hue City}, short: {vi: Huế, en: Hue}, level: city}
  da-nang: {name: {vi: Đà Nẵng, en: Da Nang}, level: city}
"""
HEAD = f"""\
topics: {{reading: {{vi: Đọc, en: Reading}}}}
sources:
  report:
    file: report.txt
    sha256: "{"0" * 64}"
    title: {{vi: Báo cáo, en: Report}}
    publisher: {{vi: Sở, en: Department}}
    short: {{vi: Sở, en: Department}}
    published: 2025-01-15
    language: vi
facts:
- id: before
  topic: reading
  kind: event
  label: {{vi: mở cửa, en: opening}}
  statement: {{vi: Mở cửa., en: It opened.}}
  accounts: [{{source: report, lines: [1], printed: mở cửa}}]
- id: rate
  structure: series
  topic: reading
  kind: measure
  label: {{vi: tỷ lệ, en: rate}}
  statement: {{vi: "{{place}} đạt {{value}} {{period}}.", en: "{{place}} had {{value}} in {{period}}."}}
  unit: percent
  measure: rate
  source: report
  lines: [3]
"""
CELLS = """\
  cells:
  - {place: hue, period: 2023, value: 39.50}
  - {place: hue, period: 2024-Q3, value: 41, qualifier: over, printed: "hơn 41%", lines: [4]}
  - {place: da-nang, period: 2023, value: [10, 15], printed: "10 - 15%"}
  - {place: Đà Nẵng, period: 2024-Q3, value: -1.5}
"""
CSV = "Nơi;Năm;Tỷ lệ;Dòng\nHuế;2023;39,50;3\nHue City;2024;1.041,25;4\nĐà Nẵng;2023;50;5\nda-nang;2024;−1,5;6 7\n"
FROM_CSV = '  cells: {file: rate.csv, place: Nơi, period: Năm, value: Tỷ lệ, lines: Dòng, decimal: ","}\n'
RISE = """\
- id: rise
  topic: reading
  kind: measure
  status: derived
  label: {vi: mức tăng, en: rise}
  statement: {vi: "Tăng {value}.", en: "A rise of {value}."}
  unit: percentage-points
  derive: {formula: "now - then", now: rate@hue@2024, then: rate@hue@2023}
"""


def _facts(folder: Path, text: str, csv: str | bytes | None = None) -> Facts:
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (folder / "facts.yaml").write_text(HEAD + text, "utf-8")
    if csv is not None:
        (folder / "rate.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    return read_facts(folder)


def test_each_cell_is_a_fact_with_its_own_account(tmp_path: Path) -> None:
    facts = _facts(tmp_path, CELLS)
    assert {id_: f"{fact.qualifier} {fact.value} {fact.accounts[0].printed} {fact.accounts[0].lines}"
            for id_, fact in facts.facts.items() if fact.value is not None} == {
        "rate@hue@2023": "exactly 39.50 39,50 [3]",
        "rate@hue@2024-q3": "over 41 hơn 41% [4]",
        "rate@da-nang@2023": "exactly [10, 15] 10 - 15% [3]",
        "rate@da-nang@2024-q3": "exactly -1.5 -1,5 [3]",
    }  # fmt: skip
    assert str(facts.place_of("rate@hue@2024-q3")) == "seeds/facts.yaml:30:5"
    wording = Wording(facts, LANGUAGES["en"])
    assert plain(wording.statement("rate@hue@2024-q3")).replace("\u00a0", " ") == (
        "Hue had more than 41% in the third quarter of 2024."
    )
    assert plain(wording.statement("rate@da-nang@2024-q3")).startswith("Da Nang had −1.5% in")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_cells_of_a_file_are_read_in_any_common_form(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [f'"{cell}"' if "," in cell else cell for cell in CSV.replace("\n", ";\n;").split(";")]
    text = separator.join(rows).replace(f"{separator}\n{separator}", "\n").rstrip(separator)
    facts = _facts(tmp_path, FROM_CSV + RISE, text.encode(encoding))
    found = {id_: (str(fact.value), fact.accounts[0].lines) for id_, fact in facts.facts.items() if fact.accounts}
    assert found == {
        "before": ("None", [1]), "rate@hue@2023": ("39.50", [3]), "rate@hue@2024": ("1041.25", [4]),
        "rate@da-nang@2023": ("50", [5]), "rate@da-nang@2024": ("-1.5", [6, 7]),
    }  # fmt: skip
    assert str(facts.facts["rise"].value) == "1001.75"
    assert str(facts.place_of("rate@hue@2024")) == "seeds/rate.csv:3"


WRONG_CELLS = {
    "a gap": (("  - {place: da-nang, period: 2023, value: [10, 15], printed: \"10 - 15%\"}\n", ""),
              '29:3: error: "rate" has no value for da-nang in 2023', 'gaps: "…"'),
    "no place": (("{place: hue, period: 2023,", "{period: 2023,"), "29:5: error: this cell has no place", "write its place"),
    "twice": (("place: hue, period: 2024-Q3", "place: hue, period: 2023"), 'a second fact is called "rate@hue@2023"', "line 29"),
    "an unknown place": (("place: hue, period: 2023", "place: hú, period: 2023"), '29:13: error: no place is called "hú"', ""),
    "no period": (("period: 2023, value: 39.50", "period: 2023-13, value: 39.50"), '29:26: error: "2023-13" is no', "write 2025"),
    "an unknown field": (("value: 39.50", "valu: 39.50"), "29:", 'did you mean "value"?'),
    "a value as printed": (("value: 39.50", "value: 39,50"), "29:", "write decimals with a point"),
    "another value printed": (("value: 39.50", 'value: 39.50, printed: "93,50%"'), 'does not print 39.50', ""),
    "no source": (("  source: report\n", ""), "source", ""),
    "a long id": (("- id: rate\n", "- id: rate-of-reading-in-all-provinces\n"), "is too long for the id of a series", "shorten it"),
    "another structure": (("structure: series", "structure: serie"), '"serie" is not allowed here', "series"),
    "nothing that differs": ((CELLS, "  cells:\n  - {value: 3}\n"), "differ in no place and no period", "fact by fact"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_a_wrong_cell_is_one_error_at_its_place(tmp_path: Path, name: str) -> None:
    change, complaint, hint = WRONG_CELLS[name]
    assert change[0] in HEAD + CELLS
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (tmp_path / "facts.yaml").write_text((HEAD + CELLS).replace(*change), "utf-8")
    with pytest.raises(Problems) as caught:
        read_facts(tmp_path)
    said = str(caught.value)
    assert complaint in said
    assert hint in said


WRONG_FILES = {
    "no file": (None, FROM_CSV, "seeds/rate.csv: error: the file cannot be read: there is no such file", ""),
    "another encoding": (CSV.encode("cp1258", "replace"), FROM_CSV, "is in another encoding than UTF-8", "CSV UTF-8"),
    "decimal commas": (CSV.encode(), FROM_CSV.replace(', decimal: ","', ""),
                       'seeds/rate.csv:2: error: "39,50" has a comma', 'decimal: ","'),
    "a missing column": (CSV.replace("Tỷ lệ", "Ty le").encode(), FROM_CSV, 'rate.csv:1: error: the file has no column called "Tỷ lệ"', ""),
    "two columns": (CSV.replace("Dòng", "Năm").encode(), FROM_CSV.replace(", lines: Dòng", ""), 'two columns called "Năm"', ""),
    "a short row": (CSV.replace("50;5", "50").encode(), FROM_CSV, "rate.csv:4: error: this row has 3 values, and the head has 4", ""),
    "no value": (CSV.replace("50;5", ";5").encode(), FROM_CSV, "rate.csv:4: error: this row has no value", 'gaps: "…"'),
    "words": (CSV.replace("50;5", "nhiều;5").encode(), FROM_CSV, 'rate.csv:4: error: "nhiều" is no number', ""),
    "twice": (CSV.replace("Đà Nẵng;2023", "Huế;2023").encode(), FROM_CSV, 'rate.csv:4: error: a second fact is called "rate@hue@2023"', ""),
    "another folder": (CSV.encode(), FROM_CSV.replace("rate.csv", "../rate.csv"), "is no .csv or .xlsx file beside this one", "NAME.csv"),
    "an open quotation": (b'N\xc6\xa1i;"' + b"x" * 200_000, FROM_CSV, "is no table", "quotation marks"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_wrong_file_is_an_error_with_its_line(tmp_path: Path, name: str) -> None:
    content, cells, complaint, hint = WRONG_FILES[name]
    with pytest.raises(Problems) as caught:
        _facts(tmp_path, cells, content)
    assert complaint in str(caught.value)
    assert hint in str(caught.value)


def test_gaps_that_are_explained_pass(tmp_path: Path) -> None:
    facts = _facts(tmp_path, FROM_CSV + '  gaps: "the report leaves it out"\n', CSV.replace("50;5", ";5"))
    assert "rate@da-nang@2023" not in facts.facts
    assert "rate@da-nang@2024" in facts.facts


def test_series_are_not_blamed_for_a_wrong_glossary(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(GLOSSARY.replace("level: city}", "level: city, size: 3}", 1), "utf-8")
    (tmp_path / "facts.yaml").write_text(HEAD + CELLS, "utf-8")
    with pytest.raises(Problems) as caught:
        read_facts(tmp_path)
    assert [fault.message for fault in caught.value.diagnostics] == ['there is no field "size" here']


def test_the_schema_knows_facts_and_series() -> None:
    schema = schema_of("facts")
    Draft202012Validator.check_schema(schema)
    import yaml

    def wrong(text: str) -> list[str]:
        value = json.loads(json.dumps(yaml.safe_load(HEAD + text), default=str))
        return [error.message for error in Draft202012Validator(schema).iter_errors(value)]

    assert wrong(CELLS) == wrong(FROM_CSV) == []
    assert wrong(CELLS.replace("value: -1.5", "valu: -1.5"))
    assert wrong("  cells: []\n  colour: red\n")


def test_a_thousand_cells_are_read_in_line(tmp_path: Path) -> None:
    cells = "".join(f"  - {{period: {1000 + i}, place: hue, value: {i}}}\n" for i in range(1000))
    assert len(_facts(tmp_path, f"  cells:\n{cells}").facts) == 1001

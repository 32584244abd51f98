"""Whatever is wrong in a YAML file is told by `check` with its line and a hint: nothing ends in a traceback, nothing
is silent."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pydantic import BaseModel

from reports import audit, build
from reports.brand import read_brand
from reports.brand.imports.word_looks import page_of
from reports.brand.logo import logo_image
from reports.cli.schemas import SCHEMAS
from reports.diagnostics import Diagnostic, Findings, Problems
from reports.files.manifest import inputs_of, stamps
from reports.files.pictures import BadPicture
from reports.files.yaml import YamlFile, check_model, parse_yaml
from reports.files.yaml.malformed import lines_of
from reports.pipeline.check import check
from reports.workspace import read_workspace
from reports.workspace.new_audience import make_audience

REPORT = "templates/briefing/report.yaml"
DECK = "templates/deck/report.yaml"
OTHER = "templates/audiences/other/audience.yaml"
AUDIENCE = "templates/audiences/general/audience.yaml"
FACTS = "seeds/facts.yaml"
BRAND = "templates/brand/brand.yaml"
SECTION = "templates/briefing/vi/summary.md.j2"


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, f"nothing to replace in {path}"
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def add(root: Path, path: str, text: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def line_of(root: Path, path: str, words: str) -> int:
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def one(root: Path, message: str) -> Diagnostic:
    """The one complaint with these words; it must have a place and a hint."""
    found = check(root)
    fitting = [each for each in found if message in each.message]
    assert len(fitting) == 1, "\n".join(map(str, found)) or "nothing was told"
    assert fitting[0].place is not None
    return fitting[0]


def told(root: Path, path: str, words: str, message: str, hint: str) -> Diagnostic:
    """The complaint stands on the line of the file that holds `words`, and nothing else is told of that line."""
    found = one(root, message)
    assert found.place is not None
    assert (found.place.path, found.place.line) == (path, line_of(root, path, words)), str(found)
    assert hint in (found.hint or ""), str(found)
    return found


FIGURES = [
    ("a title", REPORT, "title: {vi: Báo cáo mới, en: A new report}", 'title: {vi: Báo cáo mới, en: "1,250 books"}', "1,250"),
    ("a subtitle", REPORT, "en: Write the subtitle here", "en: Results of 2024", "2024"),
    ("a short title", REPORT, "short_title: {vi: Báo cáo mới", "short_title: {vi: Báo cáo 2024", "2024"),
    ("a fraction", DECK, "en: Write the subtitle here", "en: Half a year is ½", "½"),
    ("an audience's name", AUDIENCE, "en: General readers}", "en: The 63 provinces}", "63"),
    ("an agency", REPORT, "date: 2025", 'agency: {vi: "Chi cục 4", en: "Branch 4"}\ndate: 2025', "4"),
    ("a status", REPORT, "date: 2025", 'status: {vi: "Bản 2", en: "Draft 2"}\ndate: 2025', "2"),
]  # fmt: skip


@pytest.mark.parametrize("case", FIGURES, ids=[case[0] for case in FIGURES])
def test_a_figure_typed_into_what_a_front_says_is_an_error(small: Path, case: tuple[str, ...]) -> None:
    _, path, old, new, figure = case
    change(small, path, old, new)
    found = [each for each in check(small) if f'the figure "{figure}" is typed' in each.message]
    assert found
    for each in found:
        assert each.place is not None
        assert (each.place.path, each.place.line) == (path, line_of(small, path, new.split("\n")[0]))
        assert "{fact:ID}, {period:ID} or, for a name, {plain:…}" in (each.hint or "")


OFFICIAL = """form: official
official:
  agency: {vi: "Chi cục WORD", en: "Branch WORD"}
  agency_symbol: CC4
  place: {vi: "Khu WORD", en: "Quarter WORD"}
  recipients: [{vi: "Phòng WORD", en: "Room WORD"}, {vi: Lưu, en: File}]
  signer: [{vi: "Trưởng WORD", en: "Head WORD"}]
  circulation: {vi: "Nhóm WORD", en: "Group WORD"}
"""


def test_figures_in_the_official_form_are_told_one_by_one(small: Path) -> None:
    add(small, AUDIENCE, OFFICIAL.replace("WORD", "47"))
    found = [each for each in check(small) if 'the figure "47" is typed' in each.message]
    lines = {each.place.line for each in found if each.place}
    first = line_of(small, AUDIENCE, "agency: ")
    assert len(found) == 10
    assert lines == {first, first + 2, first + 3, first + 4, first + 5}


def test_plain_figures_and_symbols_stand_on_the_front_and_are_traced(small: Path) -> None:
    add(small, AUDIENCE, OFFICIAL.replace("WORD", "{plain:47}"))
    change(
        small,
        AUDIENCE,
        "vi: Bạn đọc chung, en: General readers}",
        'vi: "Bạn đọc {plain:5G}", en: "Readers of {plain:5G}"}',
    )
    change(small, DECK, "date: 2025", 'agency: {vi: "Chi cục {plain:4}", en: "Branch {plain:4}"}\ndate: 2025')
    change(small, DECK, "date: 2025", 'status: {vi: "Bản {plain:2}", en: "Draft {plain:2}"}\ndate: 2025')
    change(small, REPORT, "date: 2025", 'status: {vi: "Bản {plain:2}", en: "Draft {plain:2}"}\ndate: 2025')
    assert check(small) == []
    built = build(small)
    for name in built.written:
        found = audit(small / "out" / name, workspace=small)
        assert found.clean, [figure for figure in found.figures if figure.state != "traced"]
    assert any(figure.ref == "CC4" for figure in audit(small / "out/general/briefing.vi.docx", workspace=small).figures)


def test_the_house_form_traces_the_same_marks(small: Path) -> None:
    change(
        small,
        AUDIENCE,
        "vi: Bạn đọc chung, en: General readers}",
        'vi: "Bạn đọc {plain:5G}", en: "Readers of {plain:5G}"}',
    )
    change(small, REPORT, "date: 2025", 'agency: {vi: "Cục {plain:4}", en: "Branch {plain:4}"}\ndate: 2025')
    change(small, REPORT, "date: 2025", 'status: {vi: "Bản {plain:2}", en: "Draft {plain:2}"}\ndate: 2025')
    build(small, reports=["briefing"])
    build(small, reports=["briefing"], languages=["vi-en"])
    for name in ("briefing.en.docx", "briefing.vi-en.docx"):
        found = audit(small / "out/general" / name, workspace=small)
        assert found.clean, [figure for figure in found.figures if figure.state != "traced"]


MARKS = [
    ("a fact", "{fact:nix}", 'no fact is called "nix"', ""),
    ("a term", "{term:nix}", 'no term is called "nix"', ""),
    ("a date", "{period:2024}", 'the date "2024" is typed', "{period:books-lent}"),
    ("a part of the report", "{report:periods}", 'no time of the report is called "periods"', "date"),
    ("a value of nothing", "{value}", "is for the texts of a fact", "{fact:ID}"),
    ("an account", "{account:library-report}", "in resolutions only", ""),
    ("a brace", "{", "a brace is left over", "{term:ID}"),
    ("another placeholder", "{figure:x}", "there is no placeholder", "known:"),
]


@pytest.mark.parametrize("case", MARKS, ids=[case[0] for case in MARKS])
def test_a_mark_that_cannot_be_written_is_told_where_it_stands(small: Path, case: tuple[str, ...]) -> None:
    _, mark, message, hint = case
    change(small, REPORT, "title: {vi: Báo cáo mới, en: A new report}", f'title: {{vi: Báo cáo, en: "On {mark}"}}')
    told(small, REPORT, mark, message, hint)


@pytest.mark.parametrize("field", ["title", "subtitle", "status"])
def test_what_one_language_tells_on_the_front_the_other_tells_too(small: Path, field: str) -> None:
    text = (small / REPORT).read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if not line.startswith(f"{field}:")]
    (small / REPORT).write_text("\n".join(kept), encoding="utf-8")
    add(small, REPORT, f'{field}: {{vi: "Cho mượn {{fact:books-lent}}", en: "Lending"}}')
    told(small, REPORT, 'vi: "Cho mượn', '"en" lacks {fact:books-lent}, which "vi" has', "write it in both")


def test_what_one_language_tells_in_a_chart_the_other_tells_too(small: Path) -> None:
    change(small, "templates/charts.yaml", 'en: "The library lent {fact:books-lent}"', "en: What the library lent")
    told(small, "templates/charts.yaml", "title:", '"en" lacks {fact:books-lent}', "write it in both")


def test_a_text_of_facts_is_held_to_the_same_rules_as_others(small: Path) -> None:
    for language in ("trong", "in"):
        change(small, FACTS, f"{language} {{period}}.", f"{language} {{period:2020}}.")
    found = [each for each in check(small) if 'the date "2020" is typed' in each.message]
    assert [each.place.path if each.place else "" for each in found] == [FACTS, FACTS]


def test_the_name_of_an_audience_is_written_with_its_marks(small: Path) -> None:
    change(
        small, AUDIENCE, "vi: Bạn đọc chung, en: General readers}",
        'vi: "Bạn đọc {plain:24/7}", en: "Readers {plain:24/7}"}',
    )  # fmt: skip
    for language in ("vi", "en"):
        add(small, f"templates/briefing/{language}/summary.md.j2", "{{ audience.name }}.")
    assert check(small) == []


def test_a_title_does_not_tell_what_its_readers_may_not_know(small: Path) -> None:
    change(small, FACTS, "importance: 3", "release: internal\n  importance: 3")
    change(small, REPORT, "title: {vi: Báo cáo mới, en: A new report}",
           'title: {vi: "{fact:books-lent}", en: "{fact:books-lent}"}')  # fmt: skip
    found = [each for each in check(small) if "may not be used here" in each.message]
    assert REPORT in [each.place.path for each in found if each.place]


PHRASES = [
    ("a figure", '"Source 2"', 'the figure "2" is typed'),
    ("a brace", '"Source {"', "a brace is left over"),
    ("a mark", '"{plain:2}"', "a phrase takes no placeholders"),
    ("nothing", '""', "the text is empty"),
]


@pytest.mark.parametrize("case", PHRASES, ids=[case[0] for case in PHRASES])
def test_a_phrase_is_told_in_audience_yaml(small: Path, case: tuple[str, ...]) -> None:
    _, phrase, message = case
    add(small, AUDIENCE, f"phrases: {{en: {{source: {phrase}}}}}")
    assert told(small, AUDIENCE, "phrases:", message, "").hint


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("en: A new report}", 'en: "A\\vnew report"}', "A\\vnew"),
        ("en: A new report}", 'en: "A new\\ue000 report"}', "\\ue000"),
    ],
)
def test_what_is_written_as_an_escape_is_held_to_the_rules(small: Path, old: str, new: str, words: str) -> None:
    change(small, REPORT, old, new)
    told(small, REPORT, words, "", "it is written as an escape")


VALUES = [
    ("a comma", FACTS, "value: 1250\n", "value: 1,250\n", '"1,250" is a number as a text prints it',
     "write 1250, or 1.25 if the comma marks decimals"),
    ("commas", FACTS, "value: 1250\n", "value: 1,250,000\n", "as a text prints it", "write 1250000"),
    ("points", FACTS, "value: 1250\n", "value: 1.250.000\n", "as a text prints it", "write 1250000"),
    ("spaces", FACTS, "value: 1250\n", "value: 1 250\n", "as a text prints it", "write 1250"),
    ("a decimal comma", FACTS, "value: 1250\n", "value: 39,5\n", "as a text prints it", "write 39.5"),
    ("a day first", REPORT, "date: 2025", "date: 31/01/2025 #", '"31/01/2025" is no date', "write 2025-01-31"),
    ("a day or a month first", REPORT, "date: 2025", "date: 5.6.2025 #", "is no date", "write 2025-06-05"),
    ("a month first", REPORT, "date: 2025", "date: 01/31/2025 #", "is no date", "write 2025-01-31"),
    ("digits left away", REPORT, "date: 2025", "date: 2025-1-5 #", "is no date", "write 2025-01-05"),
    ("a date in words", REPORT, "date: 2025", "date: ngày 5 tháng 6 năm 2025 #", "is no date", "write YYYY-MM-DD, such as 2025-10-21"),
    ("a month", REPORT, "date: 2025", "date: 2025-06 #", "is no date", "write YYYY-MM-DD, such as 2025-10-21"),
    ("a day that is none", REPORT, "date: 2025", "date: 2025-02-30 #", "is no date", "write YYYY-MM-DD"),
    ("years", FACTS, "period: 2024 ", "period: 2024-2025 # ", '"2024-2025" is no period', "write 2024/2025"),
    ("a quarter", FACTS, "period: 2024 ", "period: Q3 2025 # ", '"Q3 2025" is no period', "write 2025-Q3"),
    ("a quarter turned", FACTS, "period: 2024 ", "period: q3/2025 # ", "is no period", "write 2025-Q3"),
    ("a period in words", FACTS, "period: 2024 ", "period: quý III năm 2025 # ", "is no period", "write 2025-10-21, 2025-06"),
    ("a day as a period", FACTS, "period: 2024 ", "period: 31/01/2025 # ", '"31/01/2025" is no', "write 2025-01-31"),
    ("soon", FACTS, "period: 2024 ", "period: soon # ", '"soon" is no period', "write 2025-10-21, 2025-06"),
    ("a colour's name", BRAND, 'grey: "#5B6670"', "grey: grey", '"grey" is no colour', 'as "#RRGGBB", with six of'),
    ("a colour without its sign", BRAND, 'grey: "#5B6670"', "grey: 5b6670", "is no colour", 'as "#RRGGBB"'),
    ("a colour of three digits", BRAND, 'grey: "#5B6670"', 'grey: "#5B6"', "is no colour", 'as "#RRGGBB"'),
    ("no blank behind a colon in braces", BRAND, "word: {label: 9,", "word: {label:9,", 'no field "label:9"',
     'write "label: 9"'),
    ("a no-break space before a field", REPORT, "date: 2025", "\u00a0version: x\ndate: 2025", "there is no field",
     'write "version" with blanks'),
    ("a style misspelt", BRAND, "    heading-1:", "    heading1:", 'no style is called "heading1"',
     'did you mean "heading-1"?'),
    ("a role misspelt", BRAND, "  page: ", "  mapped: {heading1: Heading1}\n  page: ",
     'nothing in a document is called "heading1"', 'did you mean "heading-1"?'),
    ("a colour cut short", BRAND, 'grey: "#5B6670"', 'grey: "#5B667"', "is no colour", 'as "#RRGGBB"'),
    ("quotes", FACTS, "value: 1250\n", 'value: "1250"\n', '"1250" is a text here', "take the quotes away"),
    ("too much", FACTS, "value: 1250\n", "value: 1e300\n", "is out of bounds", "digits"),
    ("an empty account", FACTS, 'printed: "hơn 1.250 cuốn sách"', 'printed: ""', "the text is empty", "write it"),
    ("no importance", FACTS, "importance: 3", "importance: 4", '"4" is not allowed here', "less than or equal to 3"),
    ("a word of importance", FACTS, "importance: 3", "importance: high", "a whole number is expected", "in digits, such as 3"),
    ("a decimal comma in braces", BRAND, "word: {label: 9,", "word: {label: 9,5,", 'no field "5"', "decimals with a point"),
    ("a thousands comma in braces", FACTS, "value: 1250, q", "value: 1,250, q", 'no field "250"',
     "decimals with a point"),
    ("a list without brackets", FACTS, "lines: [1], printed: \"h", "lines: 1,2, printed: \"h", "a list is expected",
     "write [a, b]"),
    ("a printed comma", FACTS, 'printed: "hơn 1.250 cuốn sách"', "printed: 39,5", 'no field "5"',
     "put a text with a comma in quotes"),
    ("an unquoted colour", BRAND, 'grey: "#5B6670"', "grey: #5B6670", "a text is expected here", "in quotes if it begins with #"),
    ("a quoted size", BRAND, "word: {label: 9,", 'word: {label: "9",', "a number is expected", "take the quotes away"),
    ("wide margins", BRAND, "bottom: 21, left: 33.5", "bottom: 21, left: 240", "the margins leave", "margins smaller"),
    ("no type in charts", BRAND, "word: {label: 9,", "word: {label: 0,", '"0" is not allowed here', "greater than 0"),
    ("a font of another kind", BRAND, "measured_with: fontpkg-arimo", "measured_with: Arial",
     '"Arial" is no name of a font package', "fontpkg-arimo"),
    ("a font that is not there", BRAND, "measured_with: fontpkg-arimo", "measured_with: fontpkg-none",
     "is not installed", "fontpkg-arimo"),
    ("a keyword's language", REPORT, "date: 2025", "keywords: {xx: [a]}\ndate: 2025", 'no language is called "xx"', "vi"),
    ("one language for all", REPORT, "title: {vi: Báo cáo mới, en: A new report}", "title: Báo cáo mới #",
     "fields are expected here", "write {vi: …, en: …}"),
    ("one language for all in a list", AUDIENCE, "name:", "official: {signer: [Trưởng phòng]} #\nname:",
     "fields are expected here", "write {vi: …, en: …}"),
    ("one language for a label", FACTS, "label: {vi: sách cho mượn, en: books lent}", "label: sách cho mượn #",
     "fields are expected here", "write {vi: …, en: …}"),
    ("no section", REPORT, "sections: [summary]", "sections: []", "this is not allowed here", "at least 1 item"),
    ("a section twice", REPORT, "sections: [summary]", "sections: [summary, summary]", "a second time", "once"),
    ("an unknown annex", REPORT, "sections: [summary]", "annexes: [sumary]\nsections: [summary]", "has no section",
     'did you mean "summary"'),
]  # fmt: skip


@pytest.mark.parametrize("case", VALUES, ids=[case[0] for case in VALUES])
def test_a_value_is_told_once_with_what_to_write(small: Path, case: tuple[str, ...]) -> None:
    _, path, old, new, message, hint = case
    change(small, path, old, new)
    found = told(small, path, new.split("\n")[0], message, hint)
    assert [each for each in check(small) if each.place == found.place] == [found]


@pytest.mark.parametrize("side", ["pgSz w:h", "pgSz w:w", "pgMar w:top", "pgMar w:header"])
def test_a_letterhead_of_a_size_that_no_page_has_leaves_the_usual_pages(small: Path, side: str) -> None:
    usual = read_brand(small / BRAND, BRAND).word.page
    element = f'<w:{side}="99999999"/>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    section = etree.fromstring(f'<w:sectPr xmlns:w="{space}">{element}</w:sectPr>')
    assert page_of(section, usual) == usual


AUDIENCES = [
    (
        "points in a budget",
        "words: 3.000",
        "a whole number or fields are expected",
        "write 3000 if the point separates thousands, 3 if it marks decimals",
    ),
    ("quotes around a budget", 'words: "300"', "a whole number or fields are expected", "take the quotes away"),
    ("a word for a budget", "words: many", "a whole number or fields are expected here", ""),
    ("a budget of nothing", "words: 0", '"0" is not allowed here', "greater than or equal to 1"),
    ("a negative budget", "words: -5", '"-5" is not allowed here', "greater than or equal to 1"),
    ("a budget of an unknown language", "words: {xx: 5}", 'no language is called "xx"', "known: vi"),
    ("a budget of a language", "words: {vi: 0}", '"0" is not allowed here', "greater than or equal to 1"),
    ("slides of a text", "slides: 5", '"briefing" is a word report, which has no budget of slides', "words, pages"),
]


@pytest.mark.parametrize("case", AUDIENCES, ids=[case[0] for case in AUDIENCES])
def test_a_budget_is_told_once(small: Path, case: tuple[str, ...]) -> None:
    _, budget, message, hint = case
    add(small, AUDIENCE, f"reports:\n  briefing:\n    budget: {{{budget}}}")
    found = told(small, AUDIENCE, budget, message, hint)
    assert found.hint
    assert check(small) == [found]


def test_pages_are_no_budget_of_a_deck(small: Path) -> None:
    add(small, AUDIENCE, "reports:\n  deck:\n    budget:\n      pages: 5")
    told(small, AUDIENCE, "pages: 5", '"deck" is a powerpoint report, which has no budget of pages', "slides")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("rounding: 99999999999", "is not allowed here", "less than or equal to 6"),
        ("rounding: -1", "is not allowed here", "greater than or equal to 0"),
        ("rounding: 1,5", "a whole number is expected here", "write it without decimals: 1 or 2"),
        ("rounding: 1.5", "a whole number is expected here", "write it without decimals: 1 or 2"),
        ("reports: {briefing: {budget: {words: 1,250}}}", 'no field "250"', "in braces a comma ends a value"),
        ("reports: {briefing: {budget: {words: 1.250}}}", "a whole number or fields are expected", "write 1250"),
        ("rounding: yes", "a whole number is expected here", ""),
        ("least_importance: 2.5", "a whole number is expected here", "without decimals"),
        ("citations:", "nothing is written here", "'footnotes'"),
        ("release: secret", '"secret" is not allowed here', "'public'"),
        ("reports: {briefing: {sections: []}}", "this is not allowed here", "at least 1 item"),
        ("reports: {briefing: {remove: [summary]}}", 'no section of "briefing" is left', "leave one"),
        ("reports: {briefing: {sections: [summary], remove: [summary]}}", "is in sections and in remove", "one of the two"),
        ("reports: {briefing: {sections: [summary, summary]}}", "a second time", "once"),
    ],
)  # fmt: skip
def test_a_setting_of_an_audience_is_told_once(small: Path, text: str, message: str, hint: str) -> None:
    add(small, AUDIENCE, text)
    found = told(small, AUDIENCE, text, message, hint)
    assert found.hint


def test_a_misspelt_name_is_told_where_it_stands(small: Path) -> None:
    add(small, AUDIENCE, "reports:\n  brifing:\n    version: x\n  deck:\n    versoin: x")
    told(small, AUDIENCE, "versoin", 'there is no field "versoin" here', "version")
    change(small, AUDIENCE, "versoin", "version")
    told(small, AUDIENCE, "brifing:", 'no report is called "brifing"', "briefing")


def test_who_names_all_sections_is_not_bound_by_what_others_take_away(small: Path) -> None:
    for code in ("vi", "en"):
        text = small / f"templates/briefing/{code}/summary.md.j2"
        text.with_name("more.md.j2").write_text("{{ sources() }}\n", encoding="utf-8")
    change(small, REPORT, "sections: [summary]", "sections: [summary, more]")
    add(small, AUDIENCE, "reports: {briefing: {remove: [more]}}")
    other = small / "templates/audiences/other"
    other.mkdir()
    names = "name: {vi: Khác, en: Others}\ndescription: {vi: Khác, en: Others}\nfrom: general\n"
    (other / "audience.yaml").write_text(f"{names}reports: {{briefing: {{sections: [summary, more]}}}}\n", "utf-8")
    assert check(small) == []


def another(root: Path, text: str) -> None:
    """An audience that takes over from the general one."""
    path = root / OTHER
    path.parent.mkdir()
    names = "name: {vi: Khác, en: Others}\ndescription: {vi: Khác, en: Others}\nfrom: general\n"
    path.write_text(f"{names}{text}\n", "utf-8")


def with_section(root: Path, name: str) -> None:
    """The briefing has another section, and its texts."""
    for code in ("vi", "en"):
        (root / f"templates/briefing/{code}/{name}.md.j2").write_text("# A\n\n{{ sources() }}\n", encoding="utf-8")
    change(root, REPORT, "sections: [summary", f"sections: [summary, {name}")


def test_who_names_all_sections_takes_over_nothing_said_of_others(small: Path) -> None:
    with_section(small, "more")
    add(small, AUDIENCE, "reports: {briefing: {annexes: [more], budget: {sections: {more: 90, summary: 900}}}}")
    another(small, "reports: {briefing: {sections: [summary]}}")
    assert check(small) == []
    report = read_workspace(small).report("briefing", "other")
    assert (report.sections, report.annexes) == (["summary"], [])


STRAYS = [
    (
        "a section",
        "templates/briefing/vi/sumary.md.j2",
        "nothing reads this file",
        'mean "templates/briefing/vi/summary.md.j2"',
    ),
    ("another ending", "templates/briefing/vi/summary.j2", "nothing reads this file", "briefing/vi/summary.md.j2"),
    (
        "a text of an audience without its ending",
        "templates/audiences/general/briefing/vi/summary.md",
        "nothing reads this file",
        "templates/audiences/general/briefing/vi/summary.md.j2",
    ),
    (
        "a section above the languages",
        "templates/briefing/summary.md.j2",
        "nothing reads this file",
        "templates/briefing/vi/summary.md.j2",
    ),
    (
        "an audience's section above the languages",
        "templates/audiences/general/briefing/summary.md",
        "nothing reads this file",
        "templates/audiences/general/briefing/vi/summary.md.j2",
    ),
    (
        "an audience's section above the reports",
        "templates/audiences/general/summary.md.j2",
        "nothing reads this file",
        "/vi/summary.md.j2",
    ),
    ("facts", "seeds/facts.yml", "nothing reads this file", "seeds/facts.yaml"),
    ("charts", "templates/chart.yaml", "nothing reads this file", "charts.yaml"),
    ("a report's settings", "templates/briefing/report.yml", "nothing reads this file", "report.yaml"),
    ("an audience's settings", "templates/audiences/general/audience.yml", "nothing reads", "audience.yaml"),
    ("a brand", "templates/brand/brand.yml", "nothing reads this file", "brand.yaml"),
    ("an audience's section", "templates/audiences/general/briefing/vi/sumary.md.j2", "nothing reads", "summary"),
    ("an audience's report", "templates/audiences/general/brifing/vi/summary.md.j2", "nothing reads", "/briefing/vi/"),
    ("another ending of an audience", "templates/audiences/other/audience.yml", "nothing reads", "other/audience.yaml"),
    ("a file among audiences", "templates/audiences/other.yaml", "nothing reads this file", "delete it"),
    ("a text of an unknown language", "templates/briefing/xx/summary.md.j2", "nothing reads", "vi/summary.md.j2"),
]


@pytest.mark.parametrize("case", STRAYS, ids=[case[0] for case in STRAYS])
def test_what_nothing_reads_is_a_warning(small: Path, case: tuple[str, ...]) -> None:
    _, path, message, hint = case
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).write_text("x\n", encoding="utf-8")
    found = one(small, message)
    assert found.severity == "warning"
    assert hint in (found.hint or "")
    assert check(small) == [found]


def test_a_text_that_others_take_in_is_no_stray(small: Path) -> None:
    (small / "templates/briefing/vi/note.md.j2").write_text("x\n", encoding="utf-8")
    change(small, SECTION, "# Nguồn", '{% if false %}{% include "briefing/vi/note.md.j2" %}{% endif %}\n\n# Nguồn')
    assert check(small) == []


@pytest.mark.parametrize(
    ("moved", "hint"),
    [
        ("../summary.md.j2", 'is it in "templates/briefing/summary.md.j2"? then move it here'),
        ("summary.md", 'is it in "templates/briefing/vi/summary.md"? then move it here'),
    ],
)
def test_a_section_that_stands_elsewhere_is_told_with_its_file(small: Path, moved: str, hint: str) -> None:
    (small / SECTION).rename((small / SECTION).parent / moved)
    assert one(small, "has no text").hint == hint


def test_an_override_of_a_section_that_its_audience_leaves_out_is_a_warning(small: Path) -> None:
    with_section(small, "more")
    another(small, "reports: {briefing: {remove: [more]}}")
    own = small / "templates/audiences/other/briefing/vi/more.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("x\n", encoding="utf-8")
    assert "name the section in report.yaml or audience.yaml" in (one(small, "nothing reads this file").hint or "")


@pytest.mark.parametrize("path", [FACTS, REPORT, BRAND, "seeds/glossary.yaml", "templates/charts.yaml"])
def test_a_file_with_another_ending_is_told(small: Path, path: str) -> None:
    other = (small / path).with_suffix(".yml")
    (small / path).rename(other)
    found = one(small, "there is no such file")
    assert found.place is not None
    assert (found.place.path, found.hint) == (path, f'rename "{other.name}": it ends in .yaml here')


def test_a_misspelt_section_is_told_with_the_file_that_is_there(small: Path) -> None:
    (small / SECTION).rename((small / SECTION).with_name("sumary.md.j2"))
    assert 'is it in "templates/briefing/vi/sumary.md.j2"?' in (one(small, "has no text").hint or "")


@pytest.mark.parametrize("name", ["Leaders", "a_b", "x" * 61, "a b"])
def test_an_audience_has_a_name_that_can_be_written(small: Path, name: str) -> None:
    (small / "templates/audiences/general").rename(small / "templates/audiences" / name)
    found = one(small, "cannot be the name of a folder here")
    assert found.place is not None
    assert found.place.path == f"templates/audiences/{name}/audience.yaml"


def test_a_workspace_without_audience_or_report_says_so(small: Path) -> None:
    (small / AUDIENCE).unlink()
    assert one(small, "there is no audience").hint
    for path in (REPORT, DECK):
        for file in sorted((small / path).parent.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        (small / path).parent.rmdir()
    assert one(small, "there is no report").hint


def test_links_to_nothing_pipes_and_links_that_lead_back_do_no_harm(small: Path) -> None:
    (small / "templates/loop").symlink_to(small / "templates")
    (small / "seeds/lost.yaml").symlink_to(small / "nothing")
    os.mkfifo(small / "seeds/pipe")
    found = inputs_of(str(small))
    assert str(small / "seeds/facts.yaml") in found
    assert not any("loop" in path for path in found)
    assert stamps([str(small / "seeds/lost.yaml"), str(small / "seeds/pipe")]) == {
        str(small / "seeds/lost.yaml"): [-1, 0, ""],
        str(small / "seeds/pipe"): [-1, 0, ""],
    }


@pytest.mark.parametrize("kind", ["pipe", "lost link", "folder"])
@pytest.mark.parametrize("path", [FACTS, REPORT, AUDIENCE, BRAND])
def test_what_is_no_file_is_told(small: Path, path: str, kind: str) -> None:
    (small / path).unlink()
    if kind == "pipe":
        os.mkfifo(small / path)
    elif kind == "folder":
        (small / path).mkdir()
    else:
        (small / path).symlink_to(small / "nothing")
    if kind == "lost link" and path == AUDIENCE:
        assert one(small, "there is no audience").hint
        return
    message = {"pipe": "the file is no regular file", "folder": "the file is a folder"}.get(
        kind, "there is no such file"
    )
    found = one(small, message)
    assert found.place is not None
    assert found.place.path == path


@pytest.mark.parametrize("where", ["a file", "below a file", "/proc/songngu"])
def test_a_place_for_the_files_that_cannot_be_made_is_told(small: Path, where: str) -> None:
    (small / "taken").write_text("x", encoding="utf-8")
    out = {"a file": small / "taken", "below a file": small / "taken/out"}.get(where, Path(where))
    with pytest.raises(Problems) as caught:
        build(small, out=out)
    (found,) = caught.value.diagnostics
    assert "the folder for the files cannot be used" in found.message
    assert "--out" in (found.hint or "")


def test_check_needs_no_room_to_keep_anything(small: Path) -> None:
    shutil.rmtree(small / "out", ignore_errors=True)
    (small / "out").write_text("in the way", encoding="utf-8")
    assert check(small) == []


def test_a_renamed_default_audience_is_asked_for(small: Path) -> None:
    (small / "templates/audiences/general").rename(small / "templates/audiences/everybody")
    with pytest.raises(Problems) as caught:
        build(small)
    (found,) = caught.value.diagnostics
    assert found.message == 'no audience is called "general"'
    assert found.hint == "name the audience: --audience everybody, or --all-audiences"
    assert not [each for each in check(small) if each.severity == "error"]
    assert len(build(small, all_audiences=True).written) == 4


def test_what_was_built_for_an_audience_that_is_gone_is_told_and_stays(small: Path) -> None:
    build(small)
    (small / "templates/audiences/general").rename(small / "templates/audiences/everybody")
    for file in sorted((small / "templates/deck").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (small / "templates/deck").rmdir()
    built = build(small, audiences=["everybody"])
    (found,) = built.warnings
    assert 'the audience "general" no longer exists; these files were built from it: general/briefing' in found.message
    assert found.hint
    assert (small / "out/general/briefing.vi.docx").is_file()


@pytest.mark.parametrize("name", ["x" * 300, "A", "a.b", ""])
def test_a_new_audience_has_a_name_that_can_be_written(small: Path, name: str) -> None:
    with pytest.raises(Problems) as caught:
        make_audience(name, "general", read_workspace(small))
    assert "60 at most" in (caught.value.diagnostics[0].hint or "")


INSIDE = "a text without quotes contains a colon and a space"
AFTER = "there is text after the closing quote"
SIGN = "this character cannot begin a text without quotes"
SHAPE = "this is no YAML: "
MALFORMED = [
    ("a tab", "a:\n  b: 1\n\tc: 1\n", 3, 1, "the line is indented with a tab", "indent with spaces"),
    ("a tab after a dash", "a:\n-\tb: 1\n  c: 2\n", 2, 2, "the line is indented with a tab", "indent with spaces"),
    ("no-break spaces", "a:\n\u00a0\u00a0b: 1\n  c: 2\n", 2, 1, "the line is indented with a no-break space", "indent with spaces"),
    ("a colon in a text", "a: 1\ntitle: Báo cáo: mới\nb: 1\n", 2, 15, INSIDE, "put the text in quotes"),
    ("a colon in a list", "a:\n- x: y: z\n", 2, 7, INSIDE, "put the text in quotes"),
    ("a colon in braces", "a: {vi: B: C}\n", 1, 10, INSIDE, "put the text in quotes"),
    ("no colon", "a: 1\nb\nc: 2\n", 2, 1, "a colon is missing here", "name: value"),
    ("an open quote", "a: 1\nb: {vi: \"A, en: New}\nc: 1\n", 2, 9, "quote that opens here is not closed", "same quote"),
    ("an open quote before others", "title: \"A\nb: 1\nc: \"x\"\n", 3, 5, AFTER, "is an earlier quote left open"),
    ("text after quotes", "a: 1\nb: \"A\" is\n", 2, 8, AFTER, "the whole text in one pair of quotes"),
    ("quotes in quotes", 'a: "He said "yes" to us"\nb: 1\n', 1, 14, AFTER, "the whole text in one pair of quotes"),
    ("no comma after quotes", 'a: {vi: "A" en: "B"}\n', 1, 13, AFTER, "write a comma before this"),
    ("a backslash", 'a: "C:\\Users"\n', 1, 9, "there is a backslash in double quotes", "single quotes"),
    ("a per cent sign", "a:\n- b: %5\n", 2, 6, SIGN, "put the text in quotes"),
    ("stars", "a: **b**\n", 1, 4, SIGN, "put the text in quotes"),
    ("a larger-than sign", "a: > 5\n", 1, 4, SIGN, "put the text in quotes"),
    ("two braces", "vi: {{ fact }} books\n", 1, 6, "a key must be a plain word", "put the text in quotes"),
    ("two fields without a comma", "a: [b: 1 c: 2]\n", 1, 11, INSIDE, "put the text in quotes"),
    ("no comma after a list", "a: {b: [1] c: 2}\n", 1, 12, "missing comma before this", "write one"),
    ("an open brace", "a: {b: 1, c: 2\nb: 1\n", 1, 4, "the brace that opens here is not closed", "close it"),
    ("an open brace at the end", "a: [1", 1, 4, "the brace that opens here is not closed", "close it"),
    ("a # in braces", "a: {b: Sách # hai, c: New}\nb: 1\n", 1, 4, "the brace that opens here", "a text with #"),
    ("no space after a colon", "b: 1\ntitle:A\nc: 1\n", 2, 6, "missing space after the colon", "write one"),
    ("no space after a dash", "a:\n- b\n-c\n- d\n", 3, 1, "missing space after the dash", "write one"),
    ("a brace too many", "a: {b: 1}}\nb: 1\n", 1, 10, SHAPE, "braces in pairs"),
    ("an end too soon", "a: {\n", 2, 1, SHAPE, "braces in pairs"),
    ("further in", "a:\n  b: 1\n   c: 2\n", 3, 5, SHAPE, "equally indented"),
    ("between", "a:\n  b: 1\n c: 2\n", 3, 2, SHAPE, "equally indented"),
]  # fmt: skip


def picture(width: int = 120, height: int = 60, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(buffer, "png", **options)
    return buffer.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def made(width: int, height: int, pixels: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


PICTURES = [
    ("cut off", picture()[:-30], "is damaged or cut off"),
    ("without its end", picture()[:-12], "is damaged or cut off"),
    ("with a wrong bit", picture()[:60] + bytes([picture()[60] ^ 1]) + picture()[61:], "is damaged"),
    ("with pixels missing", made(100, 100, b"\0" * 50), "is damaged or cut off"),
    ("without pixels", made(100, 100, b""), "is damaged"),
    ("with pixels that are none", made(2, 2, b"\0" * 14).replace(b"x\x9c", b"y\x9c"), "is damaged"),
    ("a line", picture(2000, 4), "2,000 × 4 pixels; at most"),
    ("huge", made(60_000, 60_000, b"\0"), "60,000 × 60,000 pixels; at most"),
    ("another kind of file", b"GIF89a" + b"0" * 50, "is no PNG"),
    ("nothing", b"", "is no PNG"),
    ("only its signature", picture()[:8], "is damaged or cut off"),
]


@pytest.mark.parametrize("case", PICTURES, ids=[case[0] for case in PICTURES])
def test_a_picture_that_is_not_sound_is_told(case: tuple[str, bytes, str]) -> None:
    with pytest.raises(BadPicture, match=case[2]):
        logo_image(case[1])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_sound_picture_is_taken(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (37, 11)).save(buffer, "png")
    image = logo_image(buffer.getvalue())
    assert (image.width, image.height) == Image.open(io.BytesIO(image.content)).size == (37, 11)


LOGO = "logo: {file: logo.png, alt: {vi: Biểu trưng, en: Logo}, height: 14, box: [11.4, 0.45, 1.333, 0.6]}"


@pytest.fixture
def branded(small: Path) -> Path:
    """A workspace with a logo."""
    path = small / BRAND
    text = path.read_text(encoding="utf-8").replace("title:  [0.6, 0.45, 12.133", "title:  [0.6, 0.45, 10.6")
    path.write_text(f"{text}\n{LOGO}\n", encoding="utf-8")
    path.with_name("logo.png").write_bytes(picture())
    assert check(small) == []
    return small


LOGOS = [
    ("a damaged file", "file: logo.png", "file: cut.png", 'the logo "cut.png" is damaged or cut off', "as PNG"),
    ("a pipe", "file: logo.png", "file: pipe.png", 'the logo "pipe.png" is no regular file', "PNG"),
    ("a huge file", "file: logo.png", "file: huge.png", 'the logo "huge.png" has more than 2,000,000 bytes', "2 MB"),
    ("wider than the column", "file: logo.png", "file: wide.png", "the logo would be 168 mm wide", "mm high"),
    ("too high", "height: 14", "height: 140", '"140" is not allowed here', "less than or equal to 60"),
    ("no height", "height: 14", "height: 0", '"0" is not allowed here', "greater than 0"),
    ("no words", "en: Logo", 'en: " "', "the text is empty", "what the logo shows"),
    ("an unknown language", "en: Logo", "xx: Logo", 'no language is called "xx"', "vi"),
    ("a figure in words", "en: Logo", "en: 60 years", 'the figure "60" is typed', "without figures"),
    ("a fact in words", "en: Logo", 'en: "{fact:books-lent}"', "the alt text of a logo takes no placeholders", "words"),
    ("a short box", "box: [11.4, 0.45, 1.333, 0.6]", "box: [1, 2]", "the list is too short", "all of its entries"),
    (
        "a long box",
        "box: [11.4, 0.45, 1.333, 0.6]",
        "box: [1, 2, 3, 4, 5]",
        "this is not allowed here",
        "at most 4 items",
    ),
]


@pytest.mark.parametrize("case", LOGOS, ids=[case[0] for case in LOGOS])
def test_a_logo_that_cannot_stand_is_told_once(branded: Path, case: tuple[str, ...]) -> None:
    _, old, new, message, hint = case
    folder = (branded / BRAND).parent
    (folder / "cut.png").write_bytes(picture()[:-30])
    (folder / "huge.png").write_bytes(picture() + b"0" * (2_000_001 - len(picture())))
    (folder / "wide.png").write_bytes(picture(1200, 100))
    os.mkfifo(folder / "pipe.png")
    text = (branded / BRAND).read_text(encoding="utf-8")
    head, logo, tail = text.rpartition("\nlogo:")
    assert old in tail
    (branded / BRAND).write_text(head + logo + tail.replace(old, new, 1), encoding="utf-8")
    told(branded, BRAND, "alt: {vi: Biểu trưng", message, hint)
    assert len(check(branded)) == 1


ODD: tuple[Any, ...] = (
    "many", "", "300", Decimal("3.000"), 0, -5, Decimal("1e300"), True, None, [], [1, 2], {}, {"a": "b"}, {"vi": 1},
)  # fmt: skip
Spot = tuple[str | int, ...]


def spots(value: Any, at: Spot = ()) -> Iterator[Spot]:
    """The places of values; of many alike, in a list or a table of such as styles, those of the first."""
    yield at
    inner = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    alike = isinstance(value, list) or (len(inner) > 3 and all(isinstance(each, dict) for _, each in inner))
    for key, each in inner[: 1 if alike else None]:
        yield from spots(each, (*at, key))


def with_odd(value: Any, spot: Spot, odd: Any) -> Any:
    """The value with another one at the spot."""
    if not spot:
        return odd
    copy = value.copy()
    copy[spot[0]] = with_odd(copy[spot[0]], spot[1:], odd)
    return copy


def all_spots(value: Any, at: Spot = ()) -> Iterator[Spot]:
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from all_spots(each, (*at, key))


@pytest.mark.parametrize(
    ("schema", "path"),
    [("report", REPORT), ("audience", AUDIENCE), ("facts", FACTS), ("glossary", "seeds/glossary.yaml"),
     ("charts", "templates/charts.yaml"), ("brand", BRAND)],
)  # fmt: skip
def test_no_odd_value_is_told_in_the_words_of_a_library(small: Path, schema: str, path: str) -> None:
    """Every value of every file, in turn, is something else: one complaint for each place, none in pydantic's words."""
    add(small, AUDIENCE, "reports: {briefing: {budget: {words: {vi: 900, en: 700}, sections: {summary: 90}}}}")
    add(small, AUDIENCE, OFFICIAL.replace("WORD", "x") + "rounding: 1\nphrases: {en: {source: From}}")
    add(small, BRAND, LOGO)
    model: type[BaseModel] = SCHEMAS[schema]
    whole = parse_yaml((small / path).read_bytes(), path, Findings())
    assert whole is not None
    seen: set[tuple[str, str]] = set()
    for spot in list(spots(whole.value))[1:]:
        for odd in ODD:
            value = with_odd(whole.value, spot, odd)
            file = YamlFile(value, {each: (number, 1) for number, each in enumerate(all_spots(value), 1)}, path)
            findings = Findings()
            check_model(model, file, findings, {"languages": ("vi", "en")})
            places = [str(each.place) for each in findings if "is missing" not in each.message]
            assert len(set(places)) == len(places), [str(each) for each in findings]
            seen |= {(each.message, each.hint or "") for each in findings}
    for message, hint in seen:
        for words in ("Input should", "valid", "instance", "pydantic", "Decimal", "NoneType", "String"):
            assert f" {words} " not in f" {message} ", message
        assert hint or "missing" in message or "resolution" in message, message


def test_styles_that_are_missing_and_misspelt_are_all_told(small: Path) -> None:
    change(small, BRAND, "    heading-1:", "    heading1:")
    change(small, BRAND, "    heading-2:", "    heding-2:")
    change(small, BRAND, "    quote:", "    nothing-like-it:")
    found = [each for each in check(small) if "style" in each.message]
    assert [each.message for each in found] == [
        "no style is given for: quote", 'no style is called "heading1"', 'no style is called "heding-2"',
    ]  # fmt: skip
    assert all(each.hint for each in found)


@pytest.mark.parametrize(
    ("spot", "odd", "message"),
    [
        (("slides", "layouts", "title"), None, 'no layout is given for "title"'),
        (("slides", "frame", "boxes"), {}, "has no box"),
        (("slides", "layouts", "title", "placeholders", "date"), "nix", 'no placeholder is called "nix"'),
        (("slides", "inset"), 500, "leaves no room in"),
    ],
)
def test_slides_without_what_they_need_are_told(small: Path, spot: Spot, odd: Any, message: str) -> None:
    whole = parse_yaml((small / BRAND).read_bytes(), BRAND, Findings())
    assert whole is not None
    value = with_odd(whole.value, spot, odd)
    if odd is None:
        del value["slides"]["layouts"]["title"]
    (small / BRAND).write_text(json.dumps(value, default=float), encoding="utf-8")
    found = [each for each in check(small) if message in each.message]
    assert found
    assert all(each.place and each.place.path == BRAND and each.hint for each in found)


@pytest.mark.parametrize("case", MALFORMED, ids=[case[0] for case in MALFORMED])
def test_what_is_no_yaml_is_told_where_the_parser_stopped_with_a_hint(
    case: tuple[str, str, int, int, str, str],
) -> None:
    _, text, line, column, message, hint = case
    for written in (text, text.replace("\n", "\r\n")):
        findings = Findings()
        assert parse_yaml(written.encode(), "file", findings) is None
        (found,) = findings
        assert str(found.place) == f"file:{line}:{column}"
        assert message in found.message
        assert hint in (found.hint or "")


def test_no_cut_and_no_odd_sign_of_a_file_makes_the_reader_fail() -> None:
    """Whatever stands in a file: a place that is in it, and a hint."""
    text = "a:\n- b: {vi: \"Báo: cáo\", en: 'It''s'}  # x\n  c: [1, 2]\nd: |\n  e\n"
    signs = ("\t", "\u00a0", "\r", "\u0085", "\u2028", '"', "'", "{", "}", "]", ":", "#", "- ", "-", "%", "@", "*", "&",
             "!", "|", ">", "?", ",", "\n", "\n ", ": ", "\\")  # fmt: skip
    for index in range(len(text) + 1):
        for written in (text[:index], text[index:], *(text[:index] + sign + text[index:] for sign in signs)):
            findings = Findings()
            parse_yaml(written.encode(), "file", findings)
            for found in findings:
                assert found.place is not None
                assert (found.place.line or 1) <= len(lines_of(written))


def test_a_title_that_is_too_long_for_its_slide_is_told_where_it_stands(small: Path) -> None:
    change(
        small, DECK, "title: {vi: Báo cáo mới, en: A new report}", f"title: {{vi: Báo cáo, en: {'Long words ' * 60}}}"
    )
    told(small, DECK, "Long words", "too long for the box", "fewer words")


def test_every_number_of_a_brand_has_an_upper_bound(small: Path) -> None:
    """A thousand millions in the place of each number, in turn: one complaint, at the number, in our words."""
    path = small / BRAND
    whole = parse_yaml(path.read_bytes(), BRAND, Findings())
    assert whole is not None
    numbers = [spot for spot in all_spots(whole.value) if isinstance(at(whole.value, spot), int | float | Decimal)]
    numbers = [spot for spot in numbers if not isinstance(at(whole.value, spot), bool)]
    assert len(numbers) > 300
    for spot in numbers:
        odd = 99_999_999_999 if spot[-1] == "index" else 1_000_000_000
        file = YamlFile(with_odd(whole.value, spot, odd), dict.fromkeys(all_spots(whole.value), (1, 1)), BRAND)
        findings = Findings()
        check_model(SCHEMAS["brand"], file, findings)
        (fault,) = findings
        assert fault.message == f'"{odd}" is not allowed here', spot
        assert fault.hint
        assert fault.hint.startswith("it should be less than or equal to ")


@pytest.mark.parametrize(
    ("spot", "odd", "hint"),
    [
        (("slides", "size", 0), Decimal("0.5"), "it should be greater than or equal to 1"),
        (("slides", "size", 1), 57, "it should be less than or equal to 56"),
        (("slides", "placeholders", "title", "index"), 4_294_967_196, "it should be less than or equal to 4294967195"),
    ],
)
def test_sides_of_slides_and_numbers_of_placeholders_are_bounded(small: Path, spot: Spot, odd: Any, hint: str) -> None:
    whole = parse_yaml((small / BRAND).read_bytes(), BRAND, Findings())
    assert whole is not None
    value = with_odd(whole.value, spot, odd)
    (small / BRAND).write_text(json.dumps(value, default=float), encoding="utf-8")
    (fault,) = check(small)
    assert (fault.hint, fault.message) == (hint, f'"{odd}" is not allowed here')
    assert fault.place
    assert fault.place.path == BRAND


def at(value: Any, spot: Spot) -> Any:
    for step in spot:
        value = value[step]
    return value


def test_a_type_of_layout_that_powerpoint_does_not_have_is_refused_at_its_place(small: Path) -> None:
    brand = small / "templates/brand/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace("type: secHead", "type: sectionHeader", 1), encoding="utf-8")
    line = text[: text.index("type: secHead")].count("\n") + 1
    found = [fault for fault in check(small) if 'no layout of the type "sectionHeader"' in fault.message]
    assert [(fault.place.path, fault.place.line) for fault in found if fault.place] == [
        ("templates/brand/brand.yaml", line)
    ]
    assert "secHead" in (found[0].hint or "")

"""facts.yaml and glossary.yaml: what is understood, what is refused, with which words, where."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from reports.diagnostics import Problems
from reports.document.model import Marked, plain
from reports.facts import Facts, OfficialSource, difference, read_facts
from reports.facts.fields import FactsModel, FactValue, Sha256
from reports.facts.guesses import guessed_day, guessed_period
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

FACTS = """\
topics:
  reading: {vi: Đọc sách, en: Reading}
sources:
  report:
    file: report.txt
    sha256: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    title: {vi: Báo cáo, en: Report}
    publisher: {vi: Thư viện, en: Library}
    short: {vi: Thư viện, en: Library}
    published: 2025-01
    language: vi
  paper:
    file: paper.txt
    sha256: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    title: {vi: Báo, en: Paper}
    publisher: {vi: Tòa soạn, en: Newspaper}
    short: {vi: Báo, en: Paper}
    published: 2025-02-03
    language: en
facts:
- id: share.now
  topic: reading
  kind: measure
  label: {vi: bạn đọc, en: readers}
  statement: {vi: "Tỷ lệ là {value}.", en: "The share is {value}."}
  value: 39.51
  unit: percent
  of: readers
  measure: share
  period: 2025-06
  place: town
  accounts:
  - {source: report, lines: [3], printed: "39,51%", value: 39.51}
- id: share.target
  topic: reading
  kind: measure
  status: target
  label: {vi: mục tiêu, en: target}
  statement: {vi: "Mục tiêu là {value}.", en: "The target is {value}."}
  value: 80
  unit: percent
  of: readers
  measure: share
  period: 2025
  accounts:
  - {source: report, lines: [3], printed: "80%", value: 80}
- id: share.gap
  topic: reading
  kind: measure
  status: derived
  label: {vi: khoảng cách, en: gap}
  statement: {vi: "Còn thiếu {value}.", en: "{value} are missing."}
  unit: percentage-points
  derive: {formula: "target - now", target: share.target, now: share.now}
- id: opened
  topic: reading
  kind: event
  label: {vi: mở cửa, en: opening}
  statement: {vi: "Thư viện mở cửa {period}.", en: "The library opened on {period}."}
  period: 2024-03-01
  accounts:
  - {source: report, lines: [1], printed: "mở cửa"}
"""

GLOSSARY = """\
units:
  books: {vi: cuốn, en: {one: book, other: books}}
terms:
  readers: {kind: concept, name: {vi: bạn đọc, en: readers}}
  ministry: {kind: institution, name: {vi: Bộ mới, en: New Ministry}, valid: 2025-07-01/.., source: report}
places:
  town: {name: {vi: thị xã, en: the town}, level: town}
people:
  hoa: {name: {vi: Hoa, en: Hoa}, office: {vi: Giám đốc, en: Director}}
"""

Read = Callable[..., Facts]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the facts above with some text replaced."""

    def reading(*changes: tuple[str, str], glossary: str = GLOSSARY) -> Facts:
        text = FACTS
        for old, new in changes:
            assert old in text, f"nothing to replace: {old}"
            text = text.replace(old, new, 1)
        (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "glossary.yaml").write_text(glossary, encoding="utf-8")
        return read_facts(tmp_path)

    return reading


def test_values_are_exact_decimals(read: Read) -> None:
    assert read().facts["share.now"].value == Decimal("39.51")


def test_a_derived_value_is_computed_exactly(read: Read) -> None:
    assert read().facts["share.gap"].value == Decimal("40.49")


def test_a_date_without_quotes_is_a_day(read: Read) -> None:
    period = read().facts["opened"].period
    assert period is not None
    assert period.precision == "day"


def test_no_is_a_word(read: Read) -> None:
    assert read(("{vi: mở cửa, en: opening}", "{vi: no, en: yes}")).facts["opened"].label == {"vi": "no", "en": "yes"}


def test_a_target_is_comparable_with_a_result_within_its_period(read: Read) -> None:
    facts = read().facts
    assert difference(facts["share.now"], facts["share.target"]) is None


def test_a_target_is_not_comparable_with_a_result_of_another_year(read: Read) -> None:
    facts = read(("period: 2025-06", "period: 2024-06"), ("status: derived\n", "status: derived\n  period: 2025\n"),
                 ("now: share.now}", "now: share.now, reason: to see}")).facts  # fmt: skip
    assert "is not within" in (difference(facts["share.now"], facts["share.target"]) or "")


SHARE = "value: 39.51\n  unit"
ACCOUNT = '{source: report, lines: [3], printed: "39,51%", value: 39.51}'
SECOND = ACCOUNT + '\n  - {source: paper, lines: [9], printed: "41%", value: 41}'

FAULTS = [
    ("a Vietnamese decimal as a value", (SHARE, "value: 39,51\n  unit"), "39,51", "write 39.51", "value: 39,51"),
    ("Vietnamese thousands as a value", (SHARE, "value: 743.000\n  unit"), "743.000", "743000", "value: 743.000"),
    ("more Vietnamese thousands as a value", (SHARE, "value: 1.743.000\n  unit"), "1.743.000", "write 1743000", "value: 1.743.000"),
    ("a word as a value", (SHARE, "value: many\n  unit"), '"many" is no number', "write digits", "value: many"),
    ("a period that is none", ("period: 2025-06", "period: June 2025"), "is no period", "write 2025-10-21, 2025-06", "June 2025"),
    ("a day that is none", ("period: 2024-03-01", "period: 2024-02-31"), "is no date", "2025-10-21", "2024-02-31"),
    ("an unknown source", ("- {source: report, lines: [3]", "- {source: reprot, lines: [3]"), 'no source is called "reprot"',
     'did you mean "report"?', "reprot"),
    ("an unknown topic", ("topic: reading\n  kind: event", "topic: raeding\n  kind: event"), 'no topic is called "raeding"',
     'did you mean "reading"?', "raeding"),
    ("an unknown place", ("place: town", "place: twon"), 'no place is called "twon"', 'did you mean "town"?', "twon"),
    ("an unknown denominator", ("of: readers", "of: raeders"), 'no term is called "raeders"', "readers", "raeders"),
    ("an unknown unit", ("unit: percent\n", "unit: percents\n"), 'no unit is called "percents"', "percent", "percents"),
    ("another unit for a measure", ("value: 80\n  unit: percent", "value: 80\n  unit: number"), 'the measure "share" has the unit',
     '"share.now" has percent', "unit: number"),
    ("an unknown field", ("place: town", "palce: town"),
     'there is no field "palce"', 'did you mean "place"?', "palce"),
    ("a comma in a text without quotes", ("{vi: mở cửa, en: opening}", "{vi: mở, cửa, en: opening}"), "a text is expected here", "in quotes", "{vi: mở, cửa"),
    ("a comma in an account without quotes", ('printed: "39,51%"', "printed: 39,51%"), 'no field "51%"', "in quotes", "39,51%"),
    ("a hash that is none", ('sha256: "a', 'sha256: "x'), "is no SHA-256", "64 zeros", 'sha256: "x'),
    ("a missing field", ("  kind: event\n", ""), 'the field "kind" is missing', None, "- id: opened"),
    ("a missing language", ("{vi: mở cửa, en: opening}", "{vi: mở cửa}"), 'the language "en" is missing', "write en", "{vi: mở cửa}"),
    ("a second fact of the same id", ("- id: opened", "- id: share.now"), 'a second fact is called "share.now"', "line 21", "- id: share.now"),
    ("an id with capitals", ("- id: opened", "- id: Opened"), '"Opened" is no id', "lower-case", "- id: Opened"),
    ("a measure without its value in the statement", ('"Tỷ lệ là {value}."', '"Tỷ lệ cao."'), "does not write the value",
     "{value}", "Tỷ lệ cao"),
    ("a figure typed into a statement", ('"Mục tiêu là {value}."', '"Mục tiêu năm 2025 là {value}."'),
     'the figure "2025" is typed', "{value}", "Mục tiêu năm 2025"),
    ("an unknown placeholder", ("mở cửa {period}", "mở cửa {periode}"), 'no placeholder "{periode}"', "known", "periode"),
    ("an unknown term in a text", ("mở cửa {period}", "mở cửa {term:raeders}"), 'no term is called "raeders"', "readers", "term:raeders"),
    ("accounts that differ without a resolution", (ACCOUNT, SECOND), 'differ on "share.now"', "add resolution", "source: paper, lines"),
    ("a value unlike its account's", (SHARE, "value: 40\n  unit"), "is not that of its account", "exactly 39.51", "value: 40"),
    ("a token that prints something else", ('printed: "39,51%"', 'printed: "39,15%"'), "does not print 39.51", "base units", "39,15%"),
    ("no account", ("  accounts:\n  - " + ACCOUNT + "\n", ""), '"share.now" has no account', "accounts:", "- id: share.now"),
    ("a measure without a unit", ("  value: 39.51\n  unit: percent\n", "  value: 39.51\n"), "has no unit", "percent", "- id: share.now"),
    ("a derived fact over another denominator", ("of: readers", "of: null"), "are not comparable", "reason", "derive:"),
    ("a formula that divides by zero",
     ('formula: "target - now", target: share.target, now: share.now',
      'formula: "target / (now - now)", target: share.target, now: share.now, reason: test'), "divides by zero", None, "derive:"),
    ("a formula that is code", ('"target - now"', '"__import__(target)"'), "may only have names", None, "derive:"),
    ("a formula with an unbound name", ("now: share.now}", "nwo: share.now}"), 'the name "now" of the formula', None, "derive:"),
    ("a duplicate key", ("  kind: event\n", "  kind: event\n  kind: event\n"), 'the key "kind" is used here a second time',
     "line 57", "kind: event\n  kind: event"),
    ("a placeholder of one language only", ('vi: "Thư viện mở cửa {period}."', 'vi: "Thư viện mở cửa."'), '"vi" lacks {period}',
     "write it in both", "Thư viện mở cửa."),
    ("an institution before its time", ('{vi: "Tỷ lệ là {value}.", en: "The share is {value}."}',
     '{vi: "{term:ministry}: {value}.", en: "{term:ministry}: {value}."}'), '"ministry" had no such name in 2025-06',
     "2025-07-01/..", "{term:ministry}: {value}.\", en"),
    ("control characters", ("en: opening}", 'en: "open\x07ing"}'), "U+0007", "delete it", "\x07"),
]  # fmt: skip


OFFICIAL = """\
  official.decree:
    kind: official
    type: decree
    number: 12/NĐ-CP
    date: 2024-05-20
    body: council
    title: {vi: về thư viện, en: on libraries}
facts:
"""
LAW = """\
  council: {kind: institution, name: {vi: Hội đồng, en: Council}}
  decree: {kind: law, name: {vi: Nghị định 12/NĐ-CP, en: Decree 12/ND-CP}, source: official.decree}
places:
"""
QUOTATION = """\
  quotation:
    text: Sách là bạn.
    source: report
    lines: [2]
    translation: {en: Books are friends.}
- id: share.target
"""
OFFICIAL_FAULTS = [
    ("a number that rests on nothing", [("terms", ", source: official.decree", "")], 'the numbers of "decree" rest on no source',
     "kind: official"),
    ("a date that rests on nothing", [("terms", ", source: report", "")], 'the dates of "ministry" rest on no source',
     "write source: ID"),
    ("an unknown source of a term", [("terms", "source: official.decree", "source: official.degree")],
     'no source is called "official.degree"', 'did you mean "official.decree"?'),
    ("another number than that of the text", [("terms", "Decree 12/ND-CP", "Decree 21/ND-CP")],
     '"Decree 21/ND-CP" has another number than its source, 12/ND-CP', "as the official text has it"),
    ("an official text on which nothing rests", [("terms", "  decree: {kind: law, name: {vi: Nghị định 12/NĐ-CP, en: Decree 12/ND-CP}, source: official.decree}\n", "")],
     'nothing rests on the official text "official.decree"', "write source: official.decree"),
    ("an unknown body", [("facts", "body: council", "body: counsil")], 'no term is called "counsil"', "council"),
    ("a body of another time", [("facts", "body: council", "body: ministry")], '"ministry" had no such name in 2024-05-20',
     "2025-07-01/.."),
    ("an official text without a date", [("facts", "    date: 2024-05-20\n", "")], 'the field "date" is missing', "write date"),
    ("an official text with a file", [("facts", "    kind: official\n", "    kind: official\n    file: a.txt\n")],
     'there is no field "file" here', "known fields"),
    ("an unknown type", [("facts", "type: decree", "type: degree")], '"degree" is not allowed here', "'decree'"),
    ("an unknown kind", [("facts", "kind: official", "kind: oficial")], '"oficial" is not allowed here', "'official'"),
    ("an account of an official text with lines", [("facts", '- {source: report, lines: [1], printed: "mở cửa"}',
     '- {source: official.decree, lines: [1], printed: "mở cửa"}')], "which has no file and so no lines", "take lines out"),
    ("an account of a document without lines", [("facts", '{source: report, lines: [1], printed: "mở cửa"}',
     '{source: report, printed: "mở cửa"}')], 'the account of "report" names no lines', "write lines"),
    ("a quotation of an official text", [("facts", "source: report\n    lines: [2]", "source: official.decree\n    lines: [2]")],
     "cannot be compared", "as a document"),
    ("a quotation of an unknown source", [("facts", "source: report\n    lines: [2]", "source: repot\n    lines: [2]")],
     'no source is called "repot"', 'did you mean "report"?'),
    ("a quotation that is too long", [("facts", "Sách là bạn.", "bạn " * 31)], "the quotation has 31 words; 30 are allowed",
     "the words that matter"),
    ("a quotation without a translation", [("facts", "translation: {en: Books are friends.}", "translation: {}")],
     'into the language "en" is missing', "write translation: {en: …}"),
    ("a translation into the own language", [("facts", "{en: Books are friends.}", "{en: Books., vi: Sách.}")],
     'the quotation is in "vi" already', "take its translation out"),
    ("a translation with another figure", [("facts", "{en: Books are friends.}", '{en: "Books are 7 friends."}')],
     'the translation has the figure "7"', "as it has them"),
]  # fmt: skip


WITH_OFFICIAL = {
    "facts": FACTS.replace("facts:\n", OFFICIAL, 1).replace("- id: share.target\n", QUOTATION, 1),
    "terms": GLOSSARY.replace("places:\n", LAW, 1),
}


def _with_official(read: Read, *changes: tuple[str, str, str]) -> Facts:
    """The facts above with an official text, a term that rests on it and a quotation, and with `changes`: in the facts
    or in the terms."""
    texts = dict(WITH_OFFICIAL)
    for where, old, new in changes:
        assert old in texts[where], f"nothing to replace: {old}"
        texts[where] = texts[where].replace(old, new, 1)
    return read((FACTS, texts["facts"]), glossary=texts["terms"])


def test_a_term_rests_on_an_official_text_and_a_fact_has_a_quotation(read: Read) -> None:
    facts = _with_official(read)
    source, quotation = facts.sources["official.decree"], facts.facts["share.now"].quotation
    assert isinstance(source, OfficialSource)
    assert (source.number, source.published.written) == ("12/NĐ-CP", "2024-05-20")
    assert quotation is not None
    assert quotation.text == "Sách là bạn."


def test_a_digit_in_the_name_of_a_concept_needs_no_source(read: Read) -> None:
    named = ("terms", "name: {vi: bạn đọc, en: readers}", "name: {vi: mạng 5G, en: 5G}")
    assert _with_official(read, named).glossary.terms["readers"].source is None


@pytest.mark.parametrize(
    ("changes", "message", "hint"), [f[1:] for f in OFFICIAL_FAULTS], ids=[f[0] for f in OFFICIAL_FAULTS]
)
def test_a_fault_of_an_official_text_or_a_quotation_has_a_place_and_a_hint(
    read: Read, changes: list[tuple[str, str, str]], message: str, hint: str
) -> None:
    with pytest.raises(Problems) as caught:
        _with_official(read, *changes)
    fitting = [d for d in caught.value.diagnostics if message in d.message]
    assert fitting, f"{message!r} is not in:\n{caught.value}"
    assert hint in (fitting[0].hint or "")
    assert fitting[0].place is not None
    assert fitting[0].place.line is not None


def test_a_quotation_may_have_thirty_words(read: Read) -> None:
    assert _with_official(read, ("facts", "Sách là bạn.", "bạn " * 29 + "bạn."))


def _line_of(needle: str, path: Path) -> int:
    """The line on which the needle ends, where it stands last."""
    text = path.read_text(encoding="utf-8")
    return text.count("\n", 0, text.rindex(needle) + len(needle)) + 1


@pytest.mark.parametrize(("change", "message", "hint", "where"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_told_with_its_place_and_a_hint(
    read: Read, tmp_path: Path, change: tuple[str, str], message: str, hint: str | None, where: str
) -> None:
    with pytest.raises(Problems) as caught:
        read(change)
    fitting = [d for d in caught.value.diagnostics if message in d.message]
    assert fitting, f"{message!r} is not in:\n{caught.value}"
    place = fitting[0].place
    assert place is not None
    assert place.path.endswith("facts.yaml")
    assert place.line == _line_of(where, tmp_path / "facts.yaml")
    if where == "reprot":
        assert place.column == "  - {source: reprot".index(where) + 1
    assert place.column is not None or "NFC" in message or "U+" in message
    assert hint is None or hint in (fitting[0].hint or "")


@pytest.mark.parametrize(
    ("added", "message", "hint"),
    [
        ("{fact:opened}", '"opened" has no value to write', "name a fact that has one"),
        ("{fact:open}", 'no fact is called "open"', 'did you mean "opened"?'),
        ("{fact:share.target}", None, None),
        ("{account:report}", "accounts are written in resolutions only", "write {fact:ID}"),
        ("{report:period}", "only the texts of report.yaml and audience.yaml belong to a report", "write {period:ID}"),
        ("{person:hao}", 'no person is called "hao"', 'did you mean "hoa"?'),
        ("{place:town}", None, None),
        ("**cao**", "has no meaning here", "texts here have no marks: take it out"),
        ("9 cm", 'the figure "9" is typed', "{value}"),
    ],
)
def test_a_text_names_what_there_is(read: Read, added: str, message: str | None, hint: str | None) -> None:
    change = (
        'vi: "Tỷ lệ là {value}.", en: "The share is {value}."',
        f'vi: "{{value}} {added}.", en: "{{value}} {added}."',
    )
    if message is None:
        assert "share.now" in read(change).facts
        return
    with pytest.raises(Problems) as caught:
        read(change)
    found = [(each.message, each.hint or "", each.place and each.place.line) for each in caught.value.diagnostics]
    assert len(found) == 2  # one for each language
    assert all(message in told and (hint or "") in cure and line == 25 for told, cure, line in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  books:", "  percent:", '"percent" is a unit that every language knows'),
        ("{vi: cuốn, en: {one: book, other: books}}", "{vi: cuốn}", 'the noun for the language "en" is missing'),
        ("level: town}", "level: town, parent: nowhere}", 'no place is called "nowhere"'),
    ],
)
def test_what_is_wrong_in_the_glossary_is_told(read: Read, old: str, new: str, message: str) -> None:
    assert old in GLOSSARY
    with pytest.raises(Problems) as caught:
        read(glossary=GLOSSARY.replace(old, new))
    assert [message in each.message for each in caught.value.diagnostics] == [True]


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (("  status: derived\n", ""), ["status derived and a formula go together"]),
        (("  status: target\n", "  status: derived\n"), ["status derived and a formula go together", None]),
        (("now: share.now}", "now: share.now}\n  value: 40.49"), ["a derived fact has neither accounts nor a value of its own", None]),
        (("  value: 80\n", ""), ['the measure "share.target" has no value', None, None]),
        (("facts:\n", "left_out:\n- {source: reprot, lines: [2], why: a list}\nfacts:\n"), ['no source is called "reprot"']),
        (("facts:\n", "left_out:\n- {source: report, lines: [2], why: a list}\nfacts:\n"), []),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(read: Read, change: tuple[str, str], messages: list[str | None]) -> None:
    """None stands for what follows from it."""
    try:
        read(change)
    except Problems as problems:
        found = [each.message for each in problems.diagnostics]
    else:
        found = []
    assert [message for message in messages if message] == [each for each in found if each in messages], found
    assert bool(found) == bool(messages)


_DIGITS = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("of", "value", "is_one"),
    [
        (FactValue, 0, True),
        (FactValue, -7, True),
        (FactValue, 743000, True),
        (FactValue, 10**18 - 1, True),
        (FactValue, 10**18, False),
        (FactValue, -(10**18), False),
        (FactValue, Decimal("39.51"), True),
        (FactValue, Decimal("1.500000001"), True),
        (FactValue, Decimal("1.5000000001"), False),
        (FactValue, Decimal("1e17"), True),
        (FactValue, Decimal("1e18"), False),
        (FactValue, Decimal("743.000"), False),
        (FactValue, True, False),
        (FactValue, False, False),
        (FactValue, None, False),
        (FactValue, [], False),
        (FactValue, [10], False),
        (FactValue, [10, 12, 15], False),
        (FactValue, [10, 10], False),
        (FactValue, [15, 10], False),
        (FactValue, [10, "15"], False),
        (FactValue, "10-15", False),
        (FactValue, 39.51, False),  # is not exact
        (FactValue, "39.51", False),
        (Sha256, _DIGITS, True),
        (Sha256, _DIGITS[1:], False),
        (Sha256, _DIGITS + "0", False),
        (Sha256, _DIGITS + "\n", False),
        (Sha256, _DIGITS.upper(), False),
        (Sha256, "g" + _DIGITS[1:], False),
    ],
)
def test_a_number_is_exact_and_within_bounds_and_a_hash_has_64_digits(of: object, value: object, is_one: bool) -> None:
    try:
        assert TypeAdapter(of, config=FactsModel.model_config).validate_python(value) == value
        assert is_one
    except ValidationError:
        assert not is_one


GUESSES = [  # what people write, and the period that they mean
    ("21/10/2025", "2025-10-21"),
    ("21.10.2025", "2025-10-21"),
    ("2025/10/21", "2025-10-21"),
    ("1 - 2 - 2025", "2025-02-01"),  # the day comes first, as in Việt Nam
    ("10/21/2025", "2025-10-21"),  # unless that cannot be
    ("31/12/2025", "2025-12-31"),
    ("32/12/2025", None),
    ("21/10/999", None),
    ("1/2/25", None),
    ("2021-2025", "2021/2025"),
    ("2021 – 2025", "2021/2025"),
    ("Q3/2025", "2025-Q3"),
    ("2025 h1", "2025-H1"),
    ("2025q4", "2025-Q4"),
    ("2025-10", "2025-10"),
    ("October", None),
]


@pytest.mark.parametrize(("written", "meant"), GUESSES)
def test_a_period_in_another_form_is_guessed(written: str, meant: str | None) -> None:
    assert guessed_period(f" {written} ") == meant
    assert guessed_day(written) == (meant if meant and meant.count("-") == 2 else None)


FORMULAS = [  # with target 80 and now 39.51, both percent of readers
    ("target - now", {}, "40.49"),
    ("now - target", {}, "-40.49"),
    ("target + now", {}, "119.51"),
    ("target * now", {"reason": "x"}, "3160.8"),
    ("target / now", {"reason": "x"}, "2.024804"),
    ("target / now", {"reason": "x", "places": "0"}, "2"),
    ("now / target", {"reason": "x", "places": "3"}, "0.494"),
    ("now / target", {"reason": "x", "places": "2"}, "0.49"),
    ("(target - now) / (now / now) + now", {"reason": "x"}, "80"),
    ("target - now - now", {}, "0.98"),
    ("target / (now - now + target / target)", {"reason": "x"}, "80"),
    ("target * now", {}, "a product or ratio of facts needs a reason"),
    ("target - now / target", {}, "a product or ratio of facts needs a reason"),
    ("target", {}, "a product or ratio of facts needs a reason"),
    ("target ** now", {"reason": "x"}, "may only have names"),
    ("-target", {"reason": "x"}, "may only have names"),
    ("target - 1", {"reason": "x"}, "may only have names"),
    ("target -", {}, "is no formula"),
    ("target  " + " - now" * 32, {}, "-1184.32"),  # 200 characters
    ("target   " + " - now" * 32, {}, "is longer than 200 characters"),
]


@pytest.mark.parametrize(("formula", "settings", "expected"), FORMULAS)
def test_formulas_are_calculated_exactly_or_refused(
    read: Read, formula: str, settings: dict[str, str], expected: str
) -> None:
    derive = ", ".join((f'formula: "{formula}"', *(f"{name}: {value}" for name, value in settings.items())))
    try:
        value = read(('formula: "target - now"', derive)).facts["share.gap"].value
        found = f"{value:f}"
    except Problems as problems:
        found = str(problems)
    assert found == expected or expected in found.partition("hint:")[0]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ([("qualifier", "over")], '"share.now" is not exact (over)'),
        ([("measure", "other")], 'the measure of "share.target" is share, that of "share.now" other'),
        ([("of", "ministry")], 'the denominator of "share.target" is readers, that of "share.now" ministry'),
        ([("unit", "vnd"), ("measure", "x")], 'the measure of "share.target" is share, that of "share.now" x'),
        ([("period", "2026")], 'the period of "share.now" (2026) is not within that of "share.target" (2025)'),
    ],
)
def test_what_cannot_be_joined_is_named_with_its_difference(
    read: Read, changes: list[tuple[str, str]], complaint: str
) -> None:
    now = FACTS[FACTS.index("- id: share.now") : FACTS.index("- id: share.target")]
    changed = now
    for name, value in changes:
        line = next((line for line in changed.splitlines() if line.startswith(f"  {name}:")), "")
        changed = changed.replace(f"{line}\n", f"  {name}: {value}\n") if line else changed + f"  {name}: {value}\n"
    if ("qualifier", "over") in changes:
        changed = changed.replace("value: 39.51}", "value: 39.51, qualifier: over}")
    with pytest.raises(Problems) as caught:
        read((now, changed))
    assert complaint in str(caught.value)


def test_what_is_expected_is_compared_with_results_of_any_period(read: Read) -> None:
    facts = read(("status: target", "status: expected"), ("period: 2025\n", "period: 2050\n"))
    assert facts.facts["share.gap"].value == Decimal("40.49")


PRINTED = [  # what a Vietnamese source prints, and the values that this may mean
    ("39,51%", ["39.51"]),
    ("7,10%", ["7.1"]),
    ("743.000 lượt", ["743000"]),
    ("57,9 nghìn tỷ đồng", ["57900000000000"]),
    ("1,5 triệu", ["1500000"]),
    ("12 tỷ", ["12000000000"]),
    ("từ 10 đến 20", ["10", "20", "10000", "20000000"]),
    ("trên 90 điểm (tỷ lệ)", ["90", "90000"]),
    ("hàng chục", ["10", "12345"]),  # no digits: nobody can compare
]


@pytest.mark.parametrize(("printed", "values"), PRINTED)
def test_a_value_is_what_its_source_prints_and_not_ten_times_that(read: Read, printed: str, values: list[str]) -> None:
    def complaint(value: Decimal) -> str:
        account = f'{{source: report, lines: [3], printed: "{printed}", value: {value:f}}}'
        try:
            read((ACCOUNT, account), (SHARE, f"value: {value:f}\n  unit"))
        except Problems as problems:
            return str(problems)
        return ""

    for value in map(Decimal, values):
        assert complaint(value) == ""
        if any(character.isdigit() for character in printed):
            wrong = (value * 10, value / 10, value * 100, value / 100, value + 1, -value)
            assert [str(each) for each in wrong if "does not print" not in complaint(each)] == []


RANGE = ('printed: "39,51%", value: 39.51', 'printed: "PRINTED", value: VALUE'), ("value: 39.51\n", "value: VALUE\n")


def _ranged(printed: str, value: str) -> list[tuple[str, str]]:
    return [(old, new.replace("PRINTED", printed).replace("VALUE", value)) for old, new in RANGE]


@pytest.mark.parametrize(
    ("printed", "value", "gap", "vietnamese", "english"),
    [
        ("10 - 15%", "[10, 15]", "[65, 70]", "Còn thiếu 65 - 70 điểm phần trăm.", "65–70 percentage points are missing."),
        ("từ 10 đến 12,5%", "[10, 12.5]", "[67.5, 70]", "Còn thiếu 67,5 - 70 điểm phần trăm.",
         "67.5–70 percentage points are missing."),
        ("dao động 10-15% mỗi năm", "[10, 15]", "[65, 70]", "Còn thiếu 65 - 70 điểm phần trăm.",
         "65–70 percentage points are missing."),
    ],
)  # fmt: skip
def test_a_range_is_read_compared_with_its_source_and_subtracted(
    read: Read, printed: str, value: str, gap: str, vietnamese: str, english: str
) -> None:
    facts = read(*_ranged(printed, value))
    assert str(facts.facts["share.now"].value) == value
    assert str(facts.facts["share.gap"].value) == gap
    for code, sentence in (("vi", vietnamese), ("en", english)):
        assert plain(Wording(facts, LANGUAGES[code]).statement("share.gap")).replace("\u00a0", " ") == sentence
    assert f"{pickle.loads(pickle.dumps(facts)).facts['share.gap'].value}" == gap


@pytest.mark.parametrize(
    ("changes", "complaint", "hint"),
    [
        ([("value: 39.51\n", "value: 10-15%\n")], '"10-15%" is a range as a text prints it', "write [10, 15]"),
        ([("value: 39.51\n", "value: [15, 10]\n")], "a range is a lower and a higher value", "such as [10, 15]"),
        ([("value: 39.51\n", "value: −5,5\n")], "as a text prints it", "write -5.5"),
        (_ranged("10 - 15%", "[10, 16]"), 'does not print [10, 16]', "what its source prints"),
        ([*_ranged("10 - 15%", "[10, 15]"), ("unit: percent\n", "unit: percent\n  qualifier: over\n")],
         'a range cannot have the qualifier "over"', "write exactly or about"),
        ([*_ranged("10 - 15%", "[10, 15]"), ("value: [10, 15]}", "value: [10, 15], qualifier: over}")],
         'a range cannot have the qualifier "over"', "write exactly or about"),
        ([*_ranged("10 - 15%", "[10, 15]"), ("target - now", "target - now + now")],
         '"share.now" is a range, [10, 15]', "each once"),
        ([*_ranged("10 - 15%", "[10, 15]"), ('"target - now"', '"target / now", reason: test')],
         '"share.now" is a range, [10, 15]', "added and subtracted"),
        ([*_ranged("10 - 15", "[10, 15]"), ("unit: percent\n", "unit: rank\n")], "a rank is no range", "write one place"),
    ],
)  # fmt: skip
def test_a_range_that_cannot_be_is_refused(
    read: Read, changes: list[tuple[str, str]], complaint: str, hint: str
) -> None:
    with pytest.raises(Problems) as caught:
        read(*changes)
    found = [f"{each.message}\n{each.hint}" for each in caught.value.diagnostics]
    assert any(complaint in each and hint in each for each in found), found


GRID = GLOSSARY.replace(
    "  books:",
    """  w: {symbol: W, vi: oát, en: {one: watt, other: watts}}
  kw: {symbol: kW, vi: ki-lô-oát, en: kilowatt, scale: 1000, of: w}
  mw: {symbol: MW, vi: mê-ga-oát, en: megawatt, scale: 1000, of: kw}
  gw: {symbol: GW, vi: gi-ga-oát, en: gigawatt, scale: 1000, of: mw, decimals: 1}
  books:""",
)
IN_GW = (("value: 39.51\n  unit: percent", "value: 146.25\n  unit: gw"), ("of: readers", "of: null"),
         ('printed: "39,51%", value: 39.51', 'printed: "146.250 MW", value: 146250, unit: mw'),
         ("now: share.now}", "now: share.now, reason: to see}"), ("measure: share\n", "measure: power\n"))  # fmt: skip


def test_an_account_in_another_unit_is_compared_after_conversion(read: Read) -> None:
    facts = read(*IN_GW, glossary=GRID)
    for code, figure, printed in (("vi", "146,3 GW", "146.250 MW"), ("en", "146.3 GW", "146,250 MW")):
        wording = Wording(facts, LANGUAGES[code])
        assert wording.fact("share.now").text.replace("\u00a0", " ") == figure  # decimals: 1
        assert wording.fact("share.now", most_decimals=2).text.replace("\u00a0", " ") != figure
        assert wording.account(facts.facts["share.now"], "report").text.replace("\u00a0", " ") == printed
        assert wording.borne_out_by("share.now") == ("report",)


@pytest.mark.parametrize(
    ("change", "glossary", "complaint", "hint"),
    [
        (("value: 146250", "value: 146251"), "", 'does not print 146251', "what its source prints"),
        (("146.250 MW\", value: 146250", "146.251 MW\", value: 146251"), "", "is not that of its account",
         "the account has exactly 146251 mw"),
        (("unit: mw", "unit: percent"), "", "percent cannot be converted into gw", "scale: 1000, of: UNIT"),
        (("unit: mw", "unit: mww"), "", 'no unit is called "mww"', 'did you mean "mw"?'),
        (None, "symbol: W, scale: 1000, of: gw", "the conversion goes in a circle: w → gw → mw → kw → w", "has no scale"),
        (None, "symbol: W, scale: 1000", "scale and of go together", "of: UNIT"),
        (None, "symbol: W, scale: 1000, of: gww", 'no unit is called "gww"', 'did you mean "gw"?'),
        (None, "symbol: W, scale: 1000, of: rank", 'no unit is called "rank"', ""),
        (None, "symbol: W, scale: 0, of: gw", "0 is no scale", "such as 1000"),
        (None, "symbol: {vi: W}", 'the symbol for the language "en" is missing', "write en: …"),
        (None, "symbl: W", '"symbl" is no language and no field', 'did you mean "symbol"?'),
        (None, "symbol: W, decimals: 9", "is not allowed here", "less than or equal to 6"),
    ],
)  # fmt: skip
def test_units_that_cannot_be_compared_are_refused(
    read: Read, change: tuple[str, str] | None, glossary: str, complaint: str, hint: str
) -> None:
    changes = [(old, new.replace(*change) if change else new) for old, new in IN_GW]
    with pytest.raises(Problems) as caught:
        read(*changes, glossary=GRID.replace("symbol: W", glossary or "symbol: W"))
    found = [f"{each.place} {each.message}\n{each.hint}" for each in caught.value.diagnostics]
    assert any(complaint in each and hint in each for each in found), found


def test_an_equal_number_of_another_unit_does_not_bear_out_a_fact(read: Read) -> None:
    account = '  - {source: report, lines: [3], printed: "146.250 MW", value: 146250, unit: mw}'
    other = '  - {source: paper, lines: [1], printed: "146.25 MW", value: 146.25, unit: mw}'
    settled = "  resolution: {vi: Các nguồn khác nhau., en: The sources differ., reason: the report is official}"
    facts = read(*IN_GW, (account, f"{account}\n{other}\n{settled}"), glossary=GRID)
    wording = Wording(facts, LANGUAGES["en"])
    assert wording.borne_out_by("share.now") == ("report",)
    assert wording.sources_of("share.now") == ("report", "paper")


def test_a_circle_of_derived_facts_is_refused(read: Read) -> None:
    circle = """- id: share.other
  topic: reading
  kind: measure
  status: derived
  label: {vi: khác, en: other}
  statement: {vi: "{value}.", en: "{value}."}
  unit: percentage-points
  derive: {formula: "a", a: share.gap}
- id: opened"""
    with pytest.raises(Problems, match="go in a circle") as refused:
        read(("- id: opened", circle), ("now: share.now}", "now: share.other}"))
    (fault,) = refused.value.diagnostics
    first = fault.message.removeprefix("derived facts go in a circle: ").partition(" → ")[0]
    text = FACTS.replace("- id: opened", circle, 1)
    assert fault.place is not None
    above = [line for line in text.splitlines()[: fault.place.line] if line.startswith("- id: ")]
    assert above[-1] == f"- id: {first}"


def test_a_resolution_settles_a_difference(read: Read) -> None:
    resolved = (
        SECOND + "\n  resolution: {vi: Các nguồn khác nhau., en: The sources differ., reason: the report is official}"
    )
    assert read((ACCOUNT, resolved)).facts["share.now"].value == Decimal("39.51")


def test_all_faults_are_told_at_once(read: Read) -> None:
    with pytest.raises(Problems) as caught:
        read(
            ("place: town", "place: twon"),
            ("of: readers", "of: raeders"),
            ("- {source: report, lines: [1]", "- {source: x, lines: [1]"),
        )
    assert len([d for d in caught.value.diagnostics if "is called" in d.message]) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: " + b"[" * 1000, "nested more than"),
        (b"a: &a [x, x]\n" + b"".join(b"b%d: *a\n" % i for i in range(101)), "more than 100 aliases"),
        (b"x" * 9_000_000, "has more than 8,000,000 bytes"),
        ("a: ä".encode("latin-1"), "not UTF-8"),
        (b"a: [1", "that opens here is not closed"),
        (b"a: 1\n---\nb: 2\n", "a second document"),
        (b"a: *nowhere\n", "no value is anchored"),
    ],
)
def test_a_file_that_is_no_honest_yaml_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "facts.yaml").write_bytes(content)
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    with pytest.raises(Problems, match=message):
        read_facts(tmp_path)


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    (tmp_path / "facts.yaml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    with pytest.raises(Problems, match=r"aliases counted in full|more than 100 aliases"):
        read_facts(tmp_path)


@pytest.mark.parametrize(
    ("ref", "origin", "written"),
    [
        ("opened", "fact:opened", "1 March 2024"),
        ("share.now", "fact:share.now", "June 2025"),
        ("ministry", "term:ministry", "1 July 2025"),
        ("report", "source:report", "January 2025"),
    ],
)
def test_a_period_in_a_text_has_the_origin_that_it_names(read: Read, ref: str, origin: str, written: str) -> None:
    texts = 'vi: "Thư viện mở cửa {period}.", en: "The library opened on {period}."'
    facts = read((texts, f'vi: "Có {{period:{ref}}}.", en: "There was {{period:{ref}}}."'))
    (period,) = [each for each in Wording(facts, LANGUAGES["en"]).statement("opened") if isinstance(each, Marked)]
    assert (period.text.replace("\u00a0", " "), period.trace.kind, period.trace.ref) == (written, "period", origin)

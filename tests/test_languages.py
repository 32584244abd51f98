"""What each language writes, what it reads, and that the one undoes the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.kinds import KINDS
from reports.languages import ALWAYS, LANGUAGES, UNITS, DocumentKind, Language, Noun, OfficialType, Qualifier, Range
from reports.languages.model import QuantityForm
from reports.languages.numbers import Digits, parse_value
from reports.languages.periods import Period, parse_period
from reports.languages.quantities import RANGED

vi, en = LANGUAGES["vi"], LANGUAGES["en"]

RECORDS = {"vi": Noun("bản ghi", "bản ghi"), "en": Noun("record", "records")}
BOTH = pytest.mark.parametrize("speech", [vi, en], ids=["vi", "en"])


def plainly(text: str) -> str:
    """`text` with its no-break spaces as plain ones."""
    return text.replace("\u00a0", " ")


# Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        ("39.51", None, "39,51", "39.51"),
        ("743000", None, "743.000", "743,000"),
        ("1234567.89", None, "1.234.567,89", "1,234,567.89"),
        ("39.50", None, "39,5", "39.5"),
        ("39.5", 2, "39,50", "39.50"),
        ("18.25", 1, "18,3", "18.3"),
        ("2.5", 0, "3", "3"),
        ("-2.5", 0, "−3", "−3"),
        ("-0.004", 2, "0,00", "0.00"),
        ("-0", None, "0", "0"),
        ("1E+9", None, "1.000.000.000", "1,000,000,000"),
        ("123456789012345678901234567890.125", 2, "123.456.789.012.345.678.901.234.567.890,13",
         "123,456,789,012,345,678,901,234,567,890.13"),
    ],
)  # fmt: skip
def test_numbers_have_each_languages_separators(
    value: str, decimals: int | None, vietnamese: str, english: str
) -> None:
    assert vi.number(Decimal(value), decimals) == vietnamese
    assert en.number(Decimal(value), decimals) == english


@pytest.mark.parametrize(
    ("speech", "token", "value"),
    [
        (vi, "743.000", "743000"),
        (vi, "39,51", "39.51"),
        (vi, "0,7955", "0.7955"),
        (vi, "05", "5"),
        (vi, "-1.234.567,89", "-1234567.89"),
        (en, "2,238", "2238"),
        (en, "39.51", "39.51"),
        (en, "−7", "-7"),
    ],
)
def test_numbers_are_read_in_their_own_language(speech: Language, token: str, value: str) -> None:
    assert speech.read_number(token) == Decimal(value)


@pytest.mark.parametrize(
    ("speech", "token"),
    [
        (en, "1.234,5"),
        (vi, "1,234.5"),
        (vi, "1.5"),
        (vi, "0.795"),
        (vi, "1234.567"),
        (vi, "1.234.56"),
        (en, "1,5"),
        (en, "12,34,567"),
        (en, "1,234."),
        (en, "1e9"),
        (en, ""),
        (en, "٣"),
        (vi, "nhiều"),
    ],
)
def test_a_number_of_another_language_is_refused_not_guessed(speech: Language, token: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        speech.read_number(token)


# Quantities

QUANTITIES = [
    # value, unit, qualifier, counted, vi in full, en in full, vi short, en short
    ("39.51", "percent", "exactly", False, "39,51%", "39.51%", "39,51%", "39.51%"),
    ("51", "percent", "over", False, "hơn 51%", "more than 51%", "> 51%", "> 51%"),
    ("40.49", "percentage-points", "exactly", False,
     "40,49 điểm phần trăm", "40.49 percentage points", "40,49 điểm %", "40.49 points"),
    ("1", "percentage-points", "exactly", False,
     "1 điểm phần trăm", "1 percentage point", "1 điểm %", "1 point"),
    ("147000000000", "vnd", "exactly", False,
     "147 tỷ đồng", "VND 147 billion", "147 tỷ đồng", "VND 147 billion"),
    ("500000000", "vnd", "up-to", False,
     "tối đa 500 triệu đồng", "up to VND 500 million", "≤ 500 triệu đồng", "≤ VND 500 million"),
    ("31300000000", "vnd", "exactly", False,
     "31,3 tỷ đồng", "VND 31.3 billion", "31,3 tỷ đồng", "VND 31.3 billion"),
    ("25000000000000", "vnd", "exactly", False,
     "25.000 tỷ đồng", "VND 25 trillion", "25.000 tỷ đồng", "VND 25 trillion"),
    ("1000000000", "usd", "over", False,
     "hơn 1 tỷ USD", "more than USD 1 billion", "> 1 tỷ USD", "> USD 1 billion"),
    ("7", "times", "exactly", False, "7 lần", "7 times", "7 lần", "7 times"),
    ("1", "times", "exactly", False, "1 lần", "1 time", "1 lần", "1 time"),
    ("119", "hectare", "exactly", False, "119 ha", "119 ha", "119 ha", "119 ha"),
    ("1", "rank", "exactly", False, "thứ nhất", "first", "hạng 1", "1st"),
    ("71", "rank", "exactly", False, "thứ 71", "71st", "hạng 71", "71st"),
    ("10", "rank", "top", False, "tốp 10", "the top 10", "tốp 10", "top 10"),
    ("743000", "records", "over", True,
     "hơn 743.000 bản ghi", "more than 743,000 records", "> 743.000", "> 743,000"),
    ("5560", "records", "nearly", True,
     "gần 5.560 bản ghi", "nearly 5,560 records", "gần 5.560", "nearly 5,560"),
    ("1", "records", "exactly", True, "1 bản ghi", "1 record", "1", "1"),
    ("0", "records", "exactly", True, "0 bản ghi", "0 records", "0", "0"),
    ("1000000", "records", "at-least", True,
     "ít nhất 1 triệu bản ghi", "at least 1 million records", "≥ 1 triệu", "≥ 1 million"),
    ("630000000", "records", "about", True,
     "khoảng 630 triệu bản ghi", "about 630 million records", "≈ 630 triệu", "≈ 630 million"),
    ("1250000000000", "records", "under", True,
     "dưới 1,25 nghìn tỷ bản ghi", "under 1.25 trillion records", "< 1,25 nghìn tỷ", "< 1.25 trillion"),
    (None, "records", "dozens", True, "hàng chục bản ghi", "dozens of records", "hàng chục", "dozens"),
    ("2238", "number", "exactly", False, "2.238", "2,238", "2.238", "2,238"),
    ("1234567", "number", "exactly", False, "1.234.567", "1,234,567", "1.234.567", "1,234,567"),
    ("-1500000", "number", "exactly", False, "−1,5 triệu", "−1.5 million", "−1,5 triệu", "−1.5 million"),
    ("7.10", "percent", "exactly", False, "7,10%", "7.10%", "7,10%", "7.10%"),
    ("31.30e9", "vnd", "exactly", False,
     "31,30 tỷ đồng", "VND 31.30 billion", "31,30 tỷ đồng", "VND 31.30 billion"),
    ("7.10", "percent", "over", False, "hơn 7,10%", "more than 7.10%", "> 7,10%", "> 7.10%"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "counted", "vi_full", "en_full", "vi_short", "en_short"), QUANTITIES
)
def test_a_quantity_in_full_and_short(
    value: str | None,
    unit: str,
    qualifier: Qualifier,
    counted: bool,
    vi_full: str,
    en_full: str,
    vi_short: str,
    en_short: str,
) -> None:
    for speech, full, short in ((vi, vi_full, vi_short), (en, en_full, en_short)):
        number = Decimal(value) if value is not None else None
        noun = RECORDS[speech.code] if counted else None
        assert plainly(speech.quantity(number, unit, qualifier, noun=noun)) == full
        assert plainly(speech.quantity(number, unit, qualifier, noun=noun, form="short")) == short


def test_the_number_form_leaves_out_only_what_is_counted() -> None:
    assert plainly(vi.quantity(Decimal(743000), "records", "over", form="number")) == "hơn 743.000"
    assert plainly(en.quantity(Decimal(147000000000), "vnd", form="number")) == "VND 147 billion"
    assert plainly(en.quantity(Decimal(10), "rank", "top", form="number")) == "top 10"
    assert en.quantity(None, "videos", "dozens", form="number") == "dozens"


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese"),
    [
        ("1649000", 1, "1,6 triệu"),
        ("1650000", 1, "1,7 triệu"),
        ("1960000", 1, "2 triệu"),
        ("999999999", 1, "1 tỷ"),
        ("999999.6", 0, "1 triệu"),
        ("960000000", 0, "960 triệu"),
        ("743213", 1, "743.213"),
        ("-999999999", 1, "−1 tỷ"),
        ("7.10", 1, "7,1"),
        ("7.10", 3, "7,10"),
        ("7.00", 0, "7"),
        ("6.96", 1, "7"),
        ("0.00", 1, "0,0"),
    ],
)
def test_rounding_is_half_up_within_the_scale_and_adds_no_zeros(value: str, decimals: int, vietnamese: str) -> None:
    assert plainly(vi.quantity(Decimal(value), "number", most_decimals=decimals)) == vietnamese


@pytest.mark.parametrize(
    ("value", "qualifier", "least", "vietnamese"),
    [
        ("45", "exactly", 2, "45,00%"),
        ("39.51", "exactly", 2, "39,51%"),
        ("39.512", "exactly", 2, "39,512%"),
        ("45", "exactly", 0, "45%"),
        ("45", "over", 2, "hơn 45%"),
        ("45", "about", 1, "khoảng 45%"),
        ("0", "exactly", 1, "0,0%"),
    ],
)
def test_zeros_are_added_to_exact_figures_only(value: str, qualifier: Qualifier, least: int, vietnamese: str) -> None:
    assert plainly(vi.quantity(Decimal(value), "percent", qualifier, least_decimals=least)) == vietnamese


def test_a_rounded_one_is_singular() -> None:
    assert plainly(en.quantity(Decimal("1.04"), "records", noun=RECORDS["en"], most_decimals=1)) == "1 record"


@pytest.mark.parametrize(
    ("value", "qualifier", "english"),
    [
        ("1570000000", "over", "more than 1 billion"),
        ("1570000000", "at-least", "at least 1 billion"),
        ("64.2", "under", "under 65"),
        ("64.2", "up-to", "up to 65"),
        ("4.7", "nearly", "nearly 5"),
        ("4.2", "nearly", "nearly 5"),
        ("64.2", "about", "about 64"),
        ("64.5", "exactly", "65"),
        ("64", "exactly", "64"),
        ("0.4", "exactly", "under 1"),
        ("0.4", "about", "under 1"),
        ("0.4", "up-to", "up to 1"),
        ("0.04", "over", "more than 0.04"),
        ("0.46", "at-least", "at least 0.4"),
        ("-0.46", "exactly", "−0.5"),
        ("-0.04", "exactly", "−0.04"),
    ],
)
def test_a_rounded_bound_is_still_a_bound_and_what_is_rounded_away_is_no_zero(
    value: str, qualifier: Qualifier, english: str
) -> None:
    assert plainly(en.quantity(Decimal(value), "number", qualifier, most_decimals=0)) == english


def test_lines_break_neither_before_a_unit_nor_before_a_scale_word() -> None:
    assert vi.quantity(Decimal(147000000000), "vnd", "over") == "hơn 147\u00a0tỷ\u00a0đồng"
    assert vi.quantity(Decimal(51), "percent", "over") == "hơn\u00a051%"
    assert vi.quantity(Decimal(10), "rank", "top") == "tốp\u00a010"
    assert vi.date(date(2025, 7, 27)) == "ngày\u00a027\u00a0tháng\u00a07 năm\u00a02025"
    assert en.quantity(Decimal(1000000000), "usd", "over") == "more\u00a0than USD\u00a01\u00a0billion"
    noun = Noun("giao dịch", "giao dịch")
    assert vi.quantity(Decimal(630000000), "transactions", noun=noun) == "630\u00a0triệu giao dịch"
    assert vi.quantity(Decimal(630), "transactions", noun=noun) == "630\u00a0giao dịch"


def test_on_a_card_the_currency_may_stand_on_a_line_of_its_own() -> None:
    assert vi.quantity(Decimal(147000000000), "vnd", "over", form="short") == ">\u00a0147\u00a0tỷ đồng"
    assert en.quantity(Decimal(147000000000), "vnd", "over", form="short") == ">\u00a0VND 147\u00a0billion"


@BOTH
@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "counted", "complaint"),
    [
        (None, "percent", "about", False, "needs a value"),
        ("12", "number", "dozens", False, "takes no value"),
        (None, "percent", "dozens", False, "things that are counted"),
        ("5", "percent", "exactly", True, "takes no noun"),
        ("5", "records", "exactly", False, "needs a noun"),
        ("1.5", "rank", "exactly", False, "whole numbers"),
        ("0", "rank", "exactly", False, "begin at 1"),
    ],
)
def test_what_does_not_go_together_is_refused(
    speech: Language, value: str | None, unit: str, qualifier: Qualifier, counted: bool, complaint: str
) -> None:
    number = Decimal(value) if value is not None else None
    with pytest.raises(ValueError, match=complaint):
        speech.quantity(number, unit, qualifier, noun=RECORDS[speech.code] if counted else None)


@pytest.mark.parametrize(
    ("speech", "text", "value", "qualifier"),
    [
        (vi, "39,51%", "39.51", "exactly"),
        (vi, "hơn 51%", "51", "over"),
        (vi, ">51%", "51", "over"),
        (vi, "743.000", "743000", "exactly"),
        (vi, "hơn 743.000 bản ghi", "743000", "over"),
        (vi, "trên 2.000 đơn hàng", "2000", "over"),
        (vi, "Gần 200 sinh viên", "200", "nearly"),
        (vi, "khoảng 630 triệu giao dịch", "630000000", "about"),
        (vi, "630 triệu", "630000000", "exactly"),
        (vi, "147 tỷ đồng", "147000000000", "exactly"),
        (vi, "147 tỉ đồng", "147000000000", "exactly"),
        (vi, "31,3 tỷ đồng", "31300000000", "exactly"),
        (vi, "1,2 nghìn tỷ đồng", "1200000000000", "exactly"),
        (vi, "hơn 1 tỷ USD", "1000000000", "over"),
        (vi, "93.500", "93500", "exactly"),
        (vi, "119 ha", "119", "exactly"),
        (vi, "gấp 7 lần", "7", "exactly"),
        (vi, "gấp hơn 7 lần", "7", "over"),
        (vi, "lên tới 20 triệu", "20000000", "up-to"),
        (vi, "không quá 30%", "30", "up-to"),
        (vi, "80% trở lên", "80", "at-least"),
        (vi, "500 triệu đồng trở lên", "500000000", "at-least"),
        (vi, "top 5", "5", "top"),
        (vi, "tốp 10 địa phương", "10", "top"),
        (vi, "thứ hai", "2", "exactly"),
        (vi, "thứ 71", "71", "exactly"),
        (vi, "nhất", "1", "exactly"),
        (vi, "hạng nhất", "1", "exactly"),
        (vi, "Bốn tập thể", "4", "exactly"),
        (vi, "hàng chục video", None, "dozens"),
        (en, "2,238", "2238", "exactly"),
        (en, "nearly 5,560", "5560", "nearly"),
        (en, "nearly 100,000 people", "100000", "nearly"),
        (en, "more than 5,000 participants", "5000", "over"),
        (en, "USD 16 billion", "16000000000", "exactly"),
        (en, "about US$16 billion", "16000000000", "about"),
        (en, "500 million dong", "500000000", "exactly"),
        (en, "100%", "100", "exactly"),
        (en, "100 or more", "100", "at-least"),
        (en, "the Top 10", "10", "top"),
        (en, "first", "1", "exactly"),
        (en, "71st", "71", "exactly"),
        (en, "dozens of videos", None, "dozens"),
        (en, "95 5G stations", "95", "exactly"),
    ],
)
def test_quantities_are_read_as_sources_print_them(
    speech: Language, text: str, value: str | None, qualifier: Qualifier
) -> None:
    assert speech.read_quantity(text) == (Decimal(value) if value is not None else None, qualifier)


@pytest.mark.parametrize(
    ("speech", "text"),
    [
        (vi, "bản ghi"),
        (vi, ""),
        (vi, "1.5 tỷ"),
        (vi, "24/7"),
        (vi, "5G"),
        (vi, "tăng trưởng 5%"),
        (vi, "hàng chục nghìn người"),
        (vi, "mười hai lớp"),
        (vi, "thứ mười hai"),
        (vi, "ba mươi lớp"),
        (vi, "2 triệu rưỡi"),
        (vi, "3 trăm"),
        (en, "one in five"),
        (en, "one-third of pupils"),
        (en, "one hundred pupils"),
        (en, "3 hundred"),
        (en, "1.234,5 million"),
        (en, "30-day campaign"),
        (en, "2025-10-21"),
        (en, "15–10%"),
        (en, "more than 10–15%"),
        (en, "10 to more than 15%"),
        (vi, "21 - 25/10/2025"),
        (vi, "COVID-19"),
        (en, "21nd"),
        (en, "dozens of millions"),
        (en, "hundreds of videos"),
        (en, "21 October 2025"),
    ],
)
def test_what_is_not_surely_one_quantity_is_refused(speech: Language, text: str) -> None:
    with pytest.raises(ValueError, match=r"is no (quantity|number)"):
        speech.read_quantity(text)


@pytest.mark.parametrize(
    ("speech", "numbers", "parts"),
    [
        (vi, "một hai ba", "nửa, phần hai, phần ba, phần tư, phần năm, phần sáu, phần bảy, phần tám, phần chín, "
         "phần mười, rưỡi, chục, tá, mươi, mốt, lăm, trăm"),
        (en, "one two three", "half, quarter, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, dozen, "
         "halves, quarters, thirds, fifths, sixths, sevenths, eighths, ninths, tenths, hundred, hundreds, first, second"),
    ],
)  # fmt: skip
def test_a_part_or_a_multiple_is_not_read_as_the_whole_number_before_it(
    speech: Language, numbers: str, parts: str
) -> None:
    for text in (f"{number} {part}" for number in numbers.split() for part in parts.split(", ")):
        with pytest.raises(ValueError, match=r"is no (quantity|number)"):
            speech.read_quantity(text)


RANGES = [
    # ends, unit, qualifier, decimals, vi in full, en in full, vi in words, en in words
    ("10", "15", "percent", "exactly", None, "10 - 15%", "10–15%", "10 - 15%", "10–15%"),
    ("10", "12.5", "percent", "about", None, "khoảng 10 - 12,5%", "about 10–12.5%",
     "khoảng 10 - 12,5%", "about 10–12.5%"),
    ("7.10", "7.50", "percent", "exactly", None, "7,10 - 7,50%", "7.10–7.50%", "7,10 - 7,50%", "7.10–7.50%"),
    ("10.4", "15.2", "percent", "exactly", 0, "10 - 16%", "10–16%", "10 - 16%", "10–16%"),
    ("-5", "3", "percent", "exactly", None, "−5 đến 3%", "−5 to 3%", "−5 đến 3%", "−5 to 3%"),
    ("2", "3", "records", "exactly", None, "2 - 3 bản ghi", "2–3 records",
     "hai đến ba bản ghi", "two to three records"),
    ("0", "1", "records", "exactly", None, "0 - 1 bản ghi", "0–1 records", "0 - 1 bản ghi", "0–1 records"),
    ("900000000", "1200000000", "vnd", "exactly", None, "0,9 - 1,2 tỷ đồng", "VND 0.9–1.2 billion",
     "0,9 - 1,2 tỷ đồng", "VND 0.9–1.2 billion"),
    ("500000", "2000000000", "vnd", "exactly", None, "0,5 - 2.000 triệu đồng", "VND 0.5–2,000 million",
     "0,5 - 2.000 triệu đồng", "VND 0.5–2,000 million"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "unit", "qualifier", "decimals", "vi_full", "en_full", "vi_words", "en_words"), RANGES
)
def test_a_range_is_written_with_one_scale_and_one_unit(
    low: str, high: str, unit: str, qualifier: Qualifier, decimals: int | None,
    vi_full: str, en_full: str, vi_words: str, en_words: str,
) -> None:  # fmt: skip
    value = Range(Decimal(low), Decimal(high))
    for speech, full, words in ((vi, vi_full, vi_words), (en, en_full, en_words)):
        noun = RECORDS[speech.code] if unit == "records" else None
        for form, text in (("full", full), ("words", words)):
            written = speech.quantity(value, unit, qualifier, noun=noun, form=form, most_decimals=decimals)  # type: ignore[arg-type]
            assert plainly(written) == text
            if decimals is None:
                assert speech.read_quantity(written) == (value, qualifier)


GIGAWATT = {"vi": Noun("gi-ga-oát", "gi-ga-oát", "GW"), "en": Noun("gigawatt", "gigawatts", "GW")}


@pytest.mark.parametrize(
    ("value", "form", "vietnamese", "english"),
    [
        ("146.5", "full", "hơn 146,5~GW", "more~than 146.5~GW"),
        ("146.5", "number", "hơn 146,5~GW", "more~than 146.5~GW"),
        ("146.5", "short", ">~146,5~GW", ">~146.5~GW"),
        ("146.5", "words", "hơn 146,5~gi-ga-oát", "more~than 146.5~gigawatts"),
        ("1", "word", "hơn 1~gi-ga-oát", "more~than 1~gigawatt"),
        ("2500000", "short", ">~2,5~triệu~GW", ">~2.5~million~GW"),
    ],
)
def test_a_symbol_is_never_left_out_and_no_line_ends_before_it(
    value: str, form: QuantityForm, vietnamese: str, english: str
) -> None:
    for speech, text in ((vi, vietnamese), (en, english)):
        written = speech.quantity(Decimal(value), "gw", "over", noun=GIGAWATT[speech.code], form=form)
        assert written.replace("\u00a0", "~") == text
        assert speech.read_quantity(written) == (Decimal(value), "over")


def test_a_sign_such_as_per_mille_is_close_to_its_number() -> None:
    assert vi.quantity(Decimal(5), "promille", noun=Noun("phần nghìn", "phần nghìn", "‰")) == "5‰"
    assert en.quantity(Decimal(25), "celsius", noun=Noun("degree", "degrees", "°C")) == "25\u00a0°C"


@BOTH
@pytest.mark.parametrize("qualifier", ["over", "under", "at-least", "nearly", "up-to", "top"])
def test_a_range_is_no_bound(speech: Language, qualifier: Qualifier) -> None:
    with pytest.raises(ValueError, match="a range cannot have the qualifier"):
        speech.quantity(Range(Decimal(1), Decimal(2)), "percent", qualifier)
    with pytest.raises(ValueError, match="ranks are whole numbers"):
        speech.quantity(Range(Decimal(1), Decimal(2)), "rank")


@pytest.mark.parametrize(
    ("speech", "text", "low", "high", "qualifier"),
    [
        (vi, "10-15%", "10", "15", "exactly"),
        (vi, "10% - 15%", "10", "15", "exactly"),
        (vi, "từ 10 đến 15%", "10", "15", "exactly"),
        (vi, "khoảng từ 10 - 15 tỷ đồng", "10000000000", "15000000000", "about"),
        (vi, "từ khoảng 900 triệu đến 1,2 tỷ đồng", "900000000", "1200000000", "about"),
        (vi, "30 - 40 lớp", "30", "40", "exactly"),
        (vi, "hai đến ba nhóm", "2", "3", "exactly"),
        (en, "10-15 per cent", "10", "15", "exactly"),
        (en, "from 10 to 15%", "10", "15", "exactly"),
        (en, "about USD 1–1.5 billion", "1000000000", "1500000000", "about"),
        (en, "500,000 to 2 million people", "500000", "2000000", "exactly"),
        (en, "−5 to -3 points", "-5", "-3", "exactly"),
    ],
)
def test_ranges_are_read_as_sources_print_them(
    speech: Language, text: str, low: str, high: str, qualifier: Qualifier
) -> None:
    assert speech.read_quantity(text) == (Range(Decimal(low), Decimal(high)), qualifier)


FORMS: tuple[QuantityForm, ...] = ("full", "number", "short")
COUNTING: tuple[Qualifier, ...] = tuple(name for name in get_args(Qualifier) if name not in ("dozens", "top"))
decimals = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4),
    st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(-9999, 9999), st.integers(-4, 40)),
)
languages = st.sampled_from(list(LANGUAGES.values()))


@settings(max_examples=300, deadline=None)
@given(languages, decimals, st.integers(0, 4))
def test_every_number_reads_back(speech: Language, value: Decimal, decimals: int) -> None:
    assert speech.read_number(speech.number(value)) == value
    shown = speech.read_number(speech.number(value, decimals))
    assert abs(shown - value) * 2 <= Decimal(1).scaleb(-decimals)


@settings(max_examples=600, deadline=None)
@given(
    languages,
    decimals,
    st.sampled_from([unit for unit in UNITS if unit != "rank"] + ["records"]),
    st.sampled_from(COUNTING),
    st.sampled_from(FORMS),
)
def test_every_quantity_reads_back(
    speech: Language, value: Decimal, unit: str, qualifier: Qualifier, form: QuantityForm
) -> None:
    noun = RECORDS.get(speech.code, RECORDS["en"]) if unit == "records" else None
    written = speech.quantity(value, unit, qualifier, noun=noun, form=form)
    assert speech.read_quantity(written) == (value, qualifier)
    assert speech.read_quantity(plainly(written)) == (value, qualifier)


@settings(max_examples=400, deadline=None)
@given(
    languages,
    st.tuples(decimals, decimals).filter(lambda ends: ends[0] != ends[1]).map(lambda ends: Range(*sorted(ends))),
    st.sampled_from([unit for unit in UNITS if unit != "rank"] + ["records"]),
    st.sampled_from(RANGED),
    st.sampled_from((*FORMS, "words", "word")),
)
def test_every_range_reads_back(
    speech: Language, value: Range, unit: str, qualifier: Qualifier, form: QuantityForm
) -> None:
    noun = RECORDS.get(speech.code, RECORDS["en"]) if unit == "records" else None
    written = speech.quantity(value, unit, qualifier, noun=noun, form=form)
    assert speech.read_quantity(written) == (value, qualifier)
    assert speech.read_quantity(plainly(written).replace("−", "-").replace("–", "-")) == (value, qualifier)
    assert parse_value(f"{value:f}") == value


@settings(max_examples=300, deadline=None)
@given(languages, decimals, st.sampled_from(COUNTING), st.integers(0, 4))
def test_a_rounded_quantity_is_near_its_value_and_its_bound_is_true(
    speech: Language, value: Decimal, qualifier: Qualifier, most: int
) -> None:
    written = speech.quantity(value, "percent", qualifier, most_decimals=most)
    read, found = speech.read_quantity(written)
    assert isinstance(read, Decimal)
    assert abs(read - value) <= Decimal(1).scaleb(-most)
    assert (read == 0) == (value == 0)
    assert found == qualifier or (found == "under" and 0 < value < read)
    if found in ("over", "at-least"):
        assert read <= value
    if found in ("under", "up-to", "nearly"):
        assert read >= value


@settings(max_examples=200, deadline=None)
@given(languages, st.integers(1, 12000), st.sampled_from(("exactly", "top", "about")), st.sampled_from(FORMS))
def test_every_rank_reads_back(speech: Language, rank: int, qualifier: Qualifier, form: QuantityForm) -> None:
    written = speech.quantity(Decimal(rank), "rank", qualifier, form=form)
    assert speech.read_quantity(written) == (Decimal(rank), qualifier)
    assert speech.read_quantity(speech.quantity(Decimal(rank), "rank")) == (Decimal(rank), "exactly")


@BOTH
@pytest.mark.parametrize("form", FORMS)
def test_dozens_read_back(speech: Language, form: QuantityForm) -> None:
    written = speech.quantity(None, "records", "dozens", noun=RECORDS[speech.code], form=form)
    assert speech.read_quantity(written) == (None, "dozens")


ORDINALS = [
    ("thứ nhất", "first"), ("thứ hai", "second"), ("thứ ba", "third"), ("thứ tư", "fourth"), ("thứ năm", "fifth"),
    ("thứ sáu", "sixth"), ("thứ bảy", "seventh"), ("thứ tám", "eighth"), ("thứ chín", "ninth"), ("thứ mười", "tenth"),
    ("thứ 11", "11th"), ("thứ 12", "12th"), ("thứ 13", "13th"), ("thứ 14", "14th"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rank", "vietnamese", "english"),
    [
        *((rank, *words) for rank, words in enumerate(ORDINALS, 1)),
        (21, "thứ 21", "21st"),
        (22, "thứ 22", "22nd"),
        (23, "thứ 23", "23rd"),
        (71, "thứ 71", "71st"),
        (111, "thứ 111", "111th"),
        (113, "thứ 113", "113th"),
        (1001, "thứ 1.001", "1,001st"),
    ],
)
def test_ordinals(rank: int, vietnamese: str, english: str) -> None:
    assert tuple(plainly(speech.quantity(Decimal(rank), "rank")) for speech in (vi, en)) == (vietnamese, english)
    assert (vi.read_quantity(vietnamese)[0], en.read_quantity(english)[0]) == (rank, rank)


@pytest.mark.parametrize(
    ("speech", "words"),
    [
        (vi, "một hai ba bốn năm sáu bảy tám chín mười"),
        (en, "one two three four five six seven eight nine ten"),
    ],
)
def test_every_number_that_sources_write_as_a_word_is_read(speech: Language, words: str) -> None:
    assert [speech.read_quantity(word) for word in words.split()] == [(n, "exactly") for n in range(1, 11)]


@pytest.mark.parametrize(
    ("word", "power"),
    [
        ("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9), ("nghìn tỷ", 12),
        ("thousand", 3), ("thousands", 3), ("million", 6), ("millions", 6), ("billion", 9), ("billions", 9),
        ("trillion", 12), ("trillions", 12),
    ],
)  # fmt: skip
def test_every_scale_that_sources_write_is_read(word: str, power: int) -> None:
    speech = en if word.isascii() else vi
    assert speech.read_quantity(f"2 {word}") == (2 * 10**power, "exactly")


@pytest.mark.parametrize(
    ("speech", "qualifier", "before", "after"),
    [
        (vi, "about", "~, xấp xỉ, chừng, vào khoảng, ước khoảng, khoảng", ""),
        (vi, "over", "trên, vượt, hơn", ""),
        (vi, "under", "chưa đến, chưa tới, thấp hơn, dưới", ""),
        (vi, "at-least", "tối thiểu, không dưới, ít nhất", "trở lên"),
        (vi, "nearly", "gần như, gần", ""),
        (vi, "up-to", "lên tới, lên đến, không quá, nhiều nhất, tối đa", "trở xuống"),
        (vi, "top", "top, tốp", ""),
        (en, "about", "~, around, approximately, roughly, some, about", ""),
        (en, "over", "over, above, in excess of, more than", ""),
        (en, "under", "less than, fewer than, below, under", ""),
        (en, "at-least", "no fewer than, no less than, not less than, at least",
         "or more, or above, and over, and above"),
        (en, "nearly", "almost, close to, nearly", ""),
        (en, "up-to", "at most, no more than, not more than, up to", "or less, or fewer, and under"),
        (en, "top", "top, the top", ""),
    ],
)  # fmt: skip
def test_every_word_for_a_bound_is_read(speech: Language, qualifier: Qualifier, before: str, after: str) -> None:
    texts = [f"{word} 20" for word in before.split(", ")] + [f"20 {word}" for word in after.split(", ") if word]
    assert [(text, *speech.read_quantity(text)) for text in texts] == [(text, 20, qualifier) for text in texts]


# Days and periods


@pytest.mark.parametrize(
    ("day", "vi_long", "vi_short", "en_long", "en_short"),
    [
        (date(2025, 10, 21), "ngày 21 tháng 10 năm 2025", "21/10/2025", "21 October 2025", "21 Oct 2025"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "5/1/2020", "5 January 2020", "5 Jan 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019", "29/6/2019", "29 June 2019", "29 June 2019"),
        (date(2025, 2, 10), "ngày 10 tháng 02 năm 2025", "10/2/2025", "10 February 2025", "10 Feb 2025"),
    ],
)
def test_dates(day: date, vi_long: str, vi_short: str, en_long: str, en_short: str) -> None:
    assert (plainly(vi.date(day)), plainly(vi.date(day, "short"))) == (vi_long, vi_short)
    assert (plainly(en.date(day)), plainly(en.date(day, "short"))) == (en_long, en_short)


MONTHS = [
    # Vietnamese in a date, in English, and in short
    ("01", "January", "Jan"), ("02", "February", "Feb"), ("3", "March", "Mar"), ("4", "April", "Apr"),
    ("5", "May", "May"), ("6", "June", "June"), ("7", "July", "July"), ("8", "August", "Aug"),
    ("9", "September", "Sep"), ("10", "October", "Oct"), ("11", "November", "Nov"), ("12", "December", "Dec"),
]  # fmt: skip


@pytest.mark.parametrize(("month", "formal", "long", "short"), [(n, *names) for n, names in enumerate(MONTHS, 1)])
def test_every_month_has_its_name(month: int, formal: str, long: str, short: str) -> None:
    day, alone = date(2024, month, 9), parse_period(f"2024-{month:02}")
    assert plainly(vi.date(day)) == f"ngày 09 tháng {formal} năm 2024"
    assert plainly(vi.date(day, "short")) == f"9/{month}/2024"
    assert (plainly(en.date(day)), plainly(en.date(day, "short"))) == (f"9 {long} 2024", f"9 {short} 2024")
    assert (plainly(vi.period(alone)), plainly(vi.period(alone, "short"))) == (f"tháng {month}/2024", f"{month}/2024")
    assert (plainly(en.period(alone)), plainly(en.period(alone, "short"))) == (f"{long} 2024", f"{short} 2024")


@pytest.mark.parametrize(
    ("quarter", "roman", "word"), [(1, "I", "first"), (2, "II", "second"), (3, "III", "third"), (4, "IV", "fourth")]
)
def test_every_quarter_has_its_name(quarter: int, roman: str, word: str) -> None:
    period = parse_period(f"2024-Q{quarter}")
    assert {plainly(vi.period(period)), plainly(vi.period(period, "short"))} == {f"quý {roman}/2024"}
    assert plainly(en.period(period)) == f"the {word} quarter of 2024"
    assert plainly(en.period(period, "short")) == f"Q{quarter} 2024"


@pytest.mark.parametrize(
    ("written", "vi_long", "vi_short", "en_long", "en_short"),
    [
        ("2025-10-21", "ngày 21 tháng 10 năm 2025", "21/10/2025", "21 October 2025", "21 Oct 2025"),
        ("2025-06", "tháng 6/2025", "6/2025", "June 2025", "June 2025"),
        ("2025-10", "tháng 10/2025", "10/2025", "October 2025", "Oct 2025"),
        ("2025-Q3", "quý III/2025", "quý III/2025", "the third quarter of 2025", "Q3 2025"),
        ("2025-H1", "6 tháng đầu năm 2025", "6 tháng đầu năm 2025", "the first half of 2025", "first half of 2025"),
        ("2025-H2", "6 tháng cuối năm 2025", "6 tháng cuối năm 2025", "the second half of 2025", "second half of 2025"),
        ("2025", "năm 2025", "2025", "2025", "2025"),
        ("2021/2024", "giai đoạn 2021 - 2024", "2021 - 2024", "2021–2024", "2021–2024"),
        ("2022/..", "từ năm 2022", "từ 2022", "since 2022", "since 2022"),
        ("2025-06/..", "từ tháng 6/2025", "từ 6/2025", "since June 2025", "since June 2025"),
        ("2025-07-25/2025-09-07", "từ ngày 25 tháng 7 đến ngày 07 tháng 9 năm 2025", "25/7 - 7/9/2025",
         "from 25 July to 7 September 2025", "25 July – 7 Sep 2025"),
        ("2025-10-21/2025-10-25", "từ ngày 21 đến ngày 25 tháng 10 năm 2025", "21 - 25/10/2025",
         "from 21 to 25 October 2025", "21–25 Oct 2025"),
        ("2024-12-22/2025-01-03", "từ ngày 22 tháng 12 năm 2024 đến ngày 03 tháng 01 năm 2025",
         "22/12/2024 - 3/1/2025", "from 22 December 2024 to 3 January 2025", "22 Dec 2024 – 3 Jan 2025"),
        ("2025-03/2025-06", "từ tháng 3 đến tháng 6/2025", "3/2025 - 6/2025",
         "from March to June 2025", "Mar – June 2025"),
        ("2025-Q1/2025-Q3", "từ quý I đến quý III/2025", "quý I - quý III/2025",
         "from the first quarter to the third quarter of 2025", "Q1 – Q3 2025"),
        ("2021/2025-06", "từ năm 2021 đến tháng 6/2025", "2021 - 6/2025",
         "from 2021 to June 2025", "2021 – June 2025"),
    ],
)  # fmt: skip
def test_periods(written: str, vi_long: str, vi_short: str, en_long: str, en_short: str) -> None:
    period = parse_period(written)
    assert (plainly(vi.period(period)), plainly(vi.period(period, "short"))) == (vi_long, vi_short)
    assert (plainly(en.period(period)), plainly(en.period(period, "short"))) == (en_long, en_short)


def _spellings(day: date) -> list[str]:
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    whole = day.isoformat()
    return [whole, whole[:7], f"{day.year}-Q{quarter}", f"{day.year}-H{half}", whole[:4]]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A point, a range of any two precisions, or a period without an end."""
    start = draw(st.dates(date(1945, 9, 2), date(2099, 12, 31)))
    end = start + timedelta(draw(st.one_of(st.integers(1, 60), st.integers(60, 4000))))
    opening, closing = draw(st.sampled_from(_spellings(start))), draw(st.sampled_from(_spellings(end)))
    return parse_period(draw(st.sampled_from([opening, f"{opening}/..", f"{opening}/{closing}"])))


@settings(max_examples=300, deadline=None)
@given(languages, periods())
def test_every_period_is_written_in_both_forms(speech: Language, period: Period) -> None:
    for text in (speech.period(period), speech.period(period, "short")):
        assert not set("~{}") & set(text)
        assert str(period.first.year) in text


@BOTH
@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_no_number_is_never_written(speech: Language, value: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        speech.number(Decimal(value))


# Words and names


def test_lists_are_joined_without_a_serial_comma() -> None:
    assert vi.join(["A", "B", "C"]) == "A, B và C"
    assert en.join(["A", "B", "C"]) == "A, B and C"
    assert en.join(["A", "B"]) == "A and B"
    assert en.join(["A"]) == "A"
    assert en.join([]) == ""


def test_quotation_marks_in_quotation_marks_are_single() -> None:
    assert vi.quoted("“Bình dân học vụ số”") == "“‘Bình dân học vụ số’”"
    assert en.quoted("said “yes” twice") == "“said ‘yes’ twice”"


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("hơn 51%", "Hơn 51%"),
        ("đến nay", "Đến nay"),
        ("“ổn định”", "“Ổn định”"),
        ("119 ha", "119 ha"),
        ("> 51%", "> 51%"),
        ("", ""),
    ],
)
def test_the_first_letter_becomes_a_capital_unless_a_figure_comes_first(text: str, raised: str) -> None:
    assert vi.capital(text) == raised


@BOTH
def test_every_word_is_there_and_composed(speech: Language) -> None:
    words, official = speech.words, speech.words.official
    others = ("official", "chart_kinds", "sources")
    fields = [(words, name) for name in words.__struct_fields__ if name not in others]
    fields += [(official, name) for name in official.__struct_fields__]
    for holder, name in fields:
        found = getattr(holder, name)
        texts = found.values() if isinstance(found, Mapping) else [found] if isinstance(found, str) else found
        assert texts, name
        for text in texts:
            assert text == text.strip() != "", name
            assert unicodedata.is_normalized("NFC", text), name


@BOTH
def test_every_word_about_sources_is_there(speech: Language) -> None:
    sources = speech.words.sources
    assert set(sources.kinds) == set(get_args(DocumentKind))
    assert set(sources.types) == set(get_args(OfficialType))
    for name in sources.__struct_fields__:
        found = getattr(sources, name)
        assert found or name == "letters", name
        assert unicodedata.is_normalized("NFC", repr(found)), name


@BOTH
def test_every_chart_kind_and_status_has_a_name(speech: Language) -> None:
    assert all(speech.code in kind.names for kind in KINDS.values())
    assert set(speech.words.statuses) == {
        "reported", "target", "plan", "proposal", "pilot", "expected", "derived",
    }  # fmt: skip
    assert len(speech.words.evidence_columns) == 6


@BOTH
@pytest.mark.parametrize("unit", UNITS)
def test_every_language_knows_every_unit(speech: Language, unit: str) -> None:
    assert speech.quantity(Decimal(3), unit)


@pytest.mark.parametrize(
    ("token", "value"),
    [("1 234 567,5", "1234567.5"), ("\u22121\u00a0000", None), ("12 34", None), ("999", "999"), ("1 000", "1000")],
)
def test_groups_may_be_set_apart_by_spaces(token: str, value: str | None) -> None:
    digits = Digits(decimal=",", group="\u00a0")
    if value is None:
        with pytest.raises(ValueError, match="is no number"):
            digits.read(token)
        return
    assert digits.read(token) == Decimal(value)
    assert re.fullmatch(digits.figure, token)
    assert digits.write(Decimal(value)).replace("\u00a0", " ") == token


def test_languages_are_found_by_their_codes() -> None:
    assert {code: LANGUAGES[code].tag for code in ALWAYS} == {"vi": "vi-VN", "en": "en-GB"}
    assert LANGUAGES["vi"].name == "Tiếng Việt"

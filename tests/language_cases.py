"""What a language writes and reads, for tests/details/language.vi.txt and language.en.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby, product
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import fields

from reports.languages import LANGUAGES, UNITS, Language, Noun, Qualifier, Value
from reports.languages.model import QuantityForm
from reports.languages.numbers import parse_value
from reports.languages.periods import PARTS, parse_period

NOUNS = {
    "books": {"vi": Noun("cuốn sách", "cuốn sách"), "en": Noun("book", "books")},
    "gw": {"vi": Noun("gi-ga-oát", "gi-ga-oát", "GW"), "en": Noun("gigawatt", "gigawatts", "GW")},
    "celsius": {"vi": Noun("độ", "độ", "°"), "en": Noun("degree", "degrees", "°")},
    "number": {"vi": Noun("lượt", "lượt"), "en": Noun("visit", "visits")},
}
VALUES = (
    "0", "0.4", "0.0049", "0.005", "1", "1.04", "2", "9", "10", "11", "39.5", "7.10", "7.00", "-1", "-2.50", "999.5", "999999", "999999.6", "1000000", "1004999", "1250000",
    "1.005e6", "31.30e9", "999999999", "1e9", "147000000000", "999999999999", "1e12", "25e12", "123456789012345.678", "[2, 3]", "[10, 15.5]", "[-5, -3]", "[0, 1]", "[900000000, 1200000000]", "[0, 2000000]", "[0.2, 0.4]",
)  # fmt: skip
OF_UNITS = ("0.4", "1", "9", "11", "-2.50", "1250000", "147000000000", "25e12", "[2, 3]", "[900000000, 1200000000]")
TEXTS = {
    "vi": (
        "39,51%", "hơn 743.000 bản ghi", "gấp hơn 7 lần", "từ 10 đến 15%", "khoảng từ 10 - 15 tỷ đồng", "hai đến ba nhóm", "thứ hai", "hạng nhất", "thứ 71", "thứ mười hai", "tốp 10", "hàng chục video", "hàng chục nghìn",
        "2 triệu rưỡi", "ba phần tư", "80% trở lên", "hơn 80% trở lên", "5G", "5 G", "24/7", "10 - 5%", "10 - 10", "10 đến hơn 15", "1,2 nghìn tỷ đồng", "1 nghìn tỷ tỷ", "$5", "USD 5", "≈ 5", ">5", "một hai", "1-2-3", "10 tới 15 lượt",
        "", " ", "từ 5", "gấp", "nhất", "năm", "9 người 10 việc", "0 - 1", "500 triệu - 2 tỷ", "500 - 2 tỷ", "dưới 5 - 6", "một nửa", "không", "12.34", "1.000,5 triệu", "95 5G", "10-ngày", "10%-15%", "tối đa 5 điểm %", "1 điểm phần trăm",
    ),
    "en": (
        "39.51%", "more than 743,000 records", "the Top 10", "from 10 to 15%", "about USD 10–15 billion", "two to three groups", "second", "2nd", "2th", "11st", "111th", "dozens of videos", "dozens of thousands", "half", "2 and a half",
        "one third", "two thirds", "one-third", "80 or more", "over 80 or more", "5G", "24/7", "15–10", "10 to more than 15", "2 thousand million", "US$16 billion", "$ 5", "USD", "≈ 5", "<5", "one two", "5 percent", "no fewer than 5", "not",
        "21 October 2025", "30-day", "1,234.5", "1.234,5", "2,5", "1,000,000", "some 5", "~5", "the 5", "the first", "ten", "0–1", "500 thousand to 2 million", "-5 to -3", "−5–3", "$5-$6", "1-2", "from 5", "5 or less", "up to 5 points",
    ),
}  # fmt: skip
PERIODS = (
    "2025", "2025-06", "2025-12", "2025-02-03", "2025-10-21", "2025-Q1", "2025-Q4", "2025-H1", "2025-H2", "2024/2025", "2025-03/2025-06", "2024-03/2025-06", "2025-Q1/2025-Q3", "2024-Q4/2025-Q1", "2025-H1/2025-H2",
    "2025-10-21/2025-10-25", "2025-07-25/2025-09-07", "2024-12-22/2025-01-03", "2021/2025-06", "2025-06/2025-07-15", "2022/..", "2025-06/..", "2025-06-01/..", "2025-Q3/..", "0999",
)  # fmt: skip
NO_PERIODS = ("", "25", "2025-13", "2025-00", "2025-1", "2025-Q5", "2025-H3", "2025-02-29", "2024-02-29", "2025/2025", "2025/2024", "2025-06/2025-06", "2025-06/2025-05", "../2025", "2025/...", "2025-10-21\n", "2025-06/2025", "2024-12-31/2025-01-01", "2025-10-21/2025-10-21", "2025-10-20/2025-10-21")  # fmt: skip
COUNTED = {
    "vi": "hai trường, ba bên, năm trường, năm học, đầu năm tỉnh, mười hai xã, hai mươi mốt xã, hai mươi là, thứ hai tuần, tháng hai năm, phần hai bài, hàng chục người, vài trăm hộ, mấy nghìn tỷ, hai cột, chín điều, Bốn tỉnh, một năm bộ, ba năm quận, mỗi năm ngành, năm 2025, mười phần, bảy mẹ, hai người",
    "en": "two universities, two sides, twenty-one schools, twenty schools, two-thirds of, three-day event, dozens of, hundreds more, Five provinces, ten-year plan, two and, seven lines, eleven reasons, thousand people, ninety‑nine pupils, two different, sixty do, one school, fifty-ten x, four more",
}


def _reading(speech: Language, text: str) -> str:
    try:
        value, qualifier = speech.read_quantity(text)
    except ValueError:
        return "not read"
    return f"{qualifier} {value}"


def written(code: str) -> Iterator[str]:
    """The words of a language, then quantities, periods and what it reads."""
    speech = LANGUAGES[code]
    yield "== words and settings"
    yield from _leaves(speech)
    yield "== quantities of each unit: in full, as a number, short, in words, a word"
    for value, unit in product(map(parse_value, OF_UNITS), (*UNITS, *(each for each in NOUNS if each != "number"))):
        yield f"{value} {unit}: {_each(speech, value, unit, 'exactly', (None,), get_args(QuantityForm))}"
    yield "== with each qualifier: in full and short, exact and with at most none or one decimal"
    for value, qualifier in product((*map(parse_value, VALUES), None), get_args(Qualifier)):
        yield f"{qualifier} {value}: {_each(speech, value, 'number', qualifier, (None, 0, 1), ('full', 'short'))}"
    yield "== numbers: with the decimals that they need, and with two"
    numbers = [Decimal(value) for value in VALUES if not value.startswith("[")]
    yield "; ".join(f"{speech.number(value)} {speech.number(value, 2)}" for value in numbers)
    groups = (
        ["0.5e9", "2e9"],
        ["1e6", "2.5e9"],
        ["1e3", "2e6"],
        ["0", "5e6"],
        ["999999", "1e6"],
        ["-3e6", "2e9"],
        ["1234567", "2e6"],
        [],
    )
    for group in groups:
        values = list(map(Decimal, group))
        powers = [
            speech.common_power(values, unit, noun=None, most_decimals=most)
            for unit in ("vnd", "percent")
            for most in (None, 1)
        ]
        yield f"powers of {', '.join(group)}: {powers}"
    yield "== texts that are read"
    for text in TEXTS[code]:
        try:
            value, qualifier = speech.read_quantity(text)
            yield f"{text}: {qualifier} {value}"
        except ValueError as error:
            yield f"{text}: {error}"
    yield "== words that are read"
    tables = speech.quantities
    phrases = (
        *(f"{phrase} 5" for phrase in tables.also_qualifiers),
        *(f"5 {phrase}" for phrase in (*tables.after_qualifiers, *tables.also_scales)),
        *tables.number_words,
        *tables.unread,
    )
    yield "; ".join(f"{phrase}: {_reading(speech, phrase)}" for phrase in phrases)
    yield "== periods: long and short, before another one, and their parts"
    for each in PERIODS:
        period = parse_period(each)
        shortened = (
            [speech.period(period, form, short) for form in ("long", "short") for short in ("yearless", "alone")]
            if not period.start
            else []
        )  # type: ignore[arg-type]
        yield f"{each} {period.precision} {period.first} {period.last}: {'; '.join((speech.period(period), speech.period(period, 'short'), *shortened))}"
        yield f"  {', '.join(_part(each, part) for part in PARTS)}; {''.join(period.before(parse_period(other))[:1] or '-' for other in PERIODS)}"
    for each in NO_PERIODS:
        try:
            yield f"{each!r}: {parse_period(each).precision}"
        except ValueError as error:
            yield f"{each!r}: {error}"
    yield "== counts that are typed as words"
    yield "; ".join(
        f"{text} → {', '.join('/'.join(found) for found in speech.counts_in(text)) or '-'}"
        for text in COUNTED[code].split(", ")
    )
    for count in range(5):
        yield speech.join(["a", "b", "c", "d"][:count])


def _each(
    speech: Language, value: Value | None, unit: str, qualifier: Qualifier, decimals: tuple[int | None, ...], forms: tuple[QuantityForm, ...]
) -> str:  # fmt: skip
    """A quantity in each form; the first complaint if it cannot be written."""
    noun = NOUNS[unit][speech.code] if unit in NOUNS else None
    found = []
    for form, most in product(forms, decimals):
        try:
            found.append(
                speech.quantity(
                    value, unit, qualifier, noun=noun if unit != "number" else None, form=form, most_decimals=most
                )
            )
        except ValueError as error:
            return str(error)
    same = ((text, len(list(each))) for text, each in groupby(found))
    return "; ".join(text if count == 1 else f"{text} × {count}" for text, count in same)


def _part(period: str, name: Any) -> str:
    try:
        return f"{name} {parse_period(period).part(name)}"
    except ValueError as error:
        return str(error).removeprefix("the period ")


def _leaves(value: Any, name: str = "") -> Iterator[str]:
    """Each text in a table of words, after where it is."""
    if isinstance(value, Struct):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name), f"{name} {field.name}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, f"{name} {key}")
    elif not callable(value):
        yield f"{name.strip()}: {value}"

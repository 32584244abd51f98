"""Text in a font of known widths → lines, and the tables and fonts that the cache keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.brand.measure import Measured, Metrics, font_files, height, load_metrics, wrap

TEN = Metrics(10, {ord(letter): 10 for letter in "abcdefgh -:/"}, {ord(letter): 20 for letter in "abcdefgh -:/"})
"""A font in which each letter is as wide as its size, and twice as wide when bold."""


def _lines(text: str, letters: float, *, bold: bool = False) -> tuple[str, ...]:
    return wrap([(text, bold)], 1, letters + 0.1, TEN).lines


def test_a_line_takes_what_fits() -> None:
    assert _lines("aa bb cc", 5) == ("aa bb", "cc")


def test_bold_text_takes_more_room() -> None:
    assert _lines("aa bb cc", 5, bold=True) == ("aa", "bb", "cc")


def test_a_word_of_two_weights_stays_whole() -> None:
    assert wrap([("aa b", False), ("b", True), (" cc", False)], 1, 5.1, TEN).lines == ("aa", "bb", "cc")


def test_a_no_break_space_does_not_break() -> None:
    metrics = Metrics(10, {**TEN.regular, 0xA0: 10}, TEN.bold)
    assert wrap([("aa bb\u00a0cc", False)], 1, 6.1, metrics).lines == ("aa", "bb\u00a0cc")


def test_a_line_break_begins_a_line() -> None:
    assert _lines("aa\nbb", 9) == ("aa", "bb")


def test_a_word_wider_than_the_line_is_reported() -> None:
    wrapped = wrap([("aa bbbbbbbb cc", False)], 1, 5, TEN)
    assert wrapped.too_long == ("bbbbbbbb",)
    assert wrapped.lines == ("aa", "bbbbbbbb", "cc")


def test_an_address_may_be_parted() -> None:
    wrapped = wrap([("ab://cc-dd-ee", False)], 1, 8.1, TEN)
    assert wrapped.too_long == ()
    assert wrapped.lines == ("ab://cc-", "dd-ee")


def test_an_empty_text_is_one_empty_line() -> None:
    assert _lines("", 5) == ("",)


@given(st.text("abc  ", max_size=60), st.integers(5, 30))
def test_no_word_is_lost_and_no_line_is_too_wide(text: str, letters: int) -> None:
    wrapped = wrap([(text, False)], 1, letters + 0.2, TEN)
    assert " ".join(wrapped.lines).split() == text.split()
    assert all(len(line) <= letters or line in wrapped.too_long for line in wrapped.lines)


def test_height_counts_the_distances_between_paragraphs_only() -> None:
    paragraph = Measured(2, 24, before=3, after=8)
    assert height([paragraph]) == 48
    assert height([paragraph, paragraph]) == 48 + 8 + 3 + 48
    assert height([]) == 0


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_the_font_has_the_widths_of_arial(cache: Path) -> None:
    metrics = load_metrics(cache)
    assert metrics.units_per_em == 2048
    assert (metrics.regular[ord("b")], metrics.bold[ord("b")]) == (1139, 1251)  # 556 and 611 thousandths of an em


def test_the_font_holds_every_vietnamese_letter(cache: Path) -> None:
    metrics = load_metrics(cache)
    for letter in "ĂÂĐÊÔƠƯăâđêôơưẠạẢảẤấẦầẪẫẬậẶặẾếỀềỄễỆệỐốỒồỔổỖỗỘộỚớỜờỠỡỢợỨứỪừỮữỰựỲỳỴỵỶỷỸỹ₫–“”≥≈":
        assert ord(letter) in metrics.regular
        assert ord(letter) in metrics.bold


def test_what_is_kept_is_not_made_again(cache: Path) -> None:
    first = load_metrics(cache)
    files = font_files(cache)
    made = {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}
    assert load_metrics(cache) == first
    assert font_files(cache) == files
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()} == made
    assert files.regular.read_bytes() != files.bold.read_bytes()


def test_a_broken_table_is_made_again(tmp_path: Path) -> None:
    first = load_metrics(tmp_path)
    (table,) = tmp_path.rglob("advances.json")
    table.write_text("{", encoding="utf-8")
    assert load_metrics(tmp_path) == first


def test_a_font_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="fontpkg-nothing"):
        load_metrics(tmp_path, "fontpkg-nothing")

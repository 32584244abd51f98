"""Text in a font of known widths → lines, and the tables and fonts that the cache keeps."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from reports.brand import font_files
from reports.brand.font_files import load_metrics, static_fonts
from reports.brand.measure import Measured, Metrics, height, wrap

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


LETTERS = ("Việt Nam", "39,51%")


def test_a_font_for_some_texts_has_their_letters_as_the_whole_font_has_them(cache: Path) -> None:
    every = "".join(map(chr, load_metrics(cache).bold))
    for made, whole in zip(static_fonts(cache, LETTERS), static_fonts(cache, [every]), strict=True):
        some, all_ = (TTFont(io.BytesIO(font)) for font in (made, whole))
        assert some.getGlyphOrder() == all_.getGlyphOrder()
        assert some["hmtx"].metrics["A"] == all_["hmtx"].metrics["A"]
        for letter in set("".join(LETTERS)) - {" "}:
            one, other = (_outline(font, letter) for font in (some, all_))
            assert one == other != []


def _outline(font: TTFont, letter: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(pen)
    return pen.value


def test_letters_may_be_composed_or_decomposed(cache: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "ế")
    (_, composed), (_, other) = (static_fonts(cache, [text]) for text in ("ế", decomposed))
    assert composed == other
    assert _outline(TTFont(io.BytesIO(composed)), "ế") != []


def _twice(make: Callable[[], object], damage: Callable[[], object]) -> tuple[object, object]:
    load_metrics.cache_clear()
    before = make()
    damage()
    load_metrics.cache_clear()
    return before, make()


def test_what_is_kept_is_not_made_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> None:
        monkeypatch.setattr(font_files, "_measure", None)
        monkeypatch.setattr(font_files, "_static", None)

    before, after = _twice(lambda: (load_metrics(cache), static_fonts(cache, LETTERS)), no_more)
    assert before == after
    regular, bold = static_fonts(cache, LETTERS)
    assert regular != bold


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "truncated": lambda content: content[: len(content) // 2],
    "changed": lambda content: content[:-2] + b"00",
    "no table": lambda content: b"{",
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", ["advances.json", "regular-*.ttf", "bold-*.ttf", "regular-*.sha256"])
def test_a_damaged_font_is_made_again(name: str, damage: str, tmp_path: Path) -> None:
    whole: list[bytes] = []

    def spoil() -> None:
        (file,) = tmp_path.rglob(name)
        whole.append(file.read_bytes())
        file.write_bytes(DAMAGE[damage](whole[0]))

    before, after = _twice(lambda: (load_metrics(tmp_path), static_fonts(tmp_path, LETTERS)), spoil)
    assert before == after
    assert [file.read_bytes() for file in tmp_path.rglob(name)] == whole


def test_one_font_is_never_used_in_place_of_the_other(tmp_path: Path) -> None:
    def swap() -> None:
        (regular,), (bold,) = tmp_path.rglob("regular-*.ttf"), tmp_path.rglob("bold-*.ttf")
        one, two = regular.read_bytes(), bold.read_bytes()
        regular.write_bytes(two)
        bold.write_bytes(one)

    before, after = _twice(lambda: static_fonts(tmp_path, LETTERS), swap)
    assert before == after


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    load_metrics.cache_clear()
    assert load_metrics(tmp_path / "file") == load_metrics(tmp_path)
    assert static_fonts(tmp_path / "file", LETTERS) == static_fonts(tmp_path, LETTERS)


def test_a_font_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="fontpkg-nothing"):
        load_metrics(tmp_path, "fontpkg-nothing")

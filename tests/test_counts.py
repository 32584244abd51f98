"""Numbers in words: the program writes small counts, typed ones are refused, and innocent words are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.languages import LANGUAGES, Noun

EN_COUNTS = """Two provinces have it. Three of the cities agreed. Four universities took part. Five ministries reported.
Six wards are online. Seven articles say so. Eight hospitals joined. Nine schools joined. Ten provinces have it.
Eleven districts merged. Twelve documents were signed. Thirteen towns. Fourteen villages. Fifteen platforms.
Sixteen services. Seventeen plans. Eighteen laws. Nineteen decrees. Twenty provinces. Thirty staff. Forty teams.
Fifty people. Sixty courses. Seventy communes. Eighty banks. Ninety clinics. Twenty-five provinces. Hundreds of people.
Thousands of students. Dozens of villages."""
VI_COUNTS = """Hai tỉnh đã có. Ba thành phố đồng ý. Bốn trường tham gia. Năm tỉnh báo cáo. Sáu phường đã lên mạng.
Bảy bài báo nêu. Tám bệnh viện tham gia. Chín trường tham gia. Mười tỉnh đã có. Mười một huyện sáp nhập.
Mười hai văn bản. Mười lăm nền tảng. Hai mươi tỉnh đã có. Hai mươi lăm tỉnh. Ba mươi cán bộ. Bốn mươi đội.
Năm mươi người. Sáu mươi lớp. Bảy mươi xã. Tám mươi ngân hàng. Chín mươi phòng khám. Hàng chục xã. Hàng trăm người.
Hàng nghìn sinh viên. Hàng triệu hồ sơ. Hai nguồn. Ba dự án. Năm đề án. Năm cơ quan. Bốn bộ."""
EN_INNOCENT = """One of the reasons. First of all. One or the other. On the one hand. Both sides. Two sides of one matter.
Two things matter. In two ways. A two-tier model. A second look. Once or twice. The third point. Half a year. A quarter.
Double the share. A single window. The two bars below. The three columns. Two kinds of figures. A few provinces. Several
cities. Many people. Most of them. Each of these. None of them. The former and the latter. Someone often. Tenants. Weight.
Network. Often done. Attend. Height. Onerous. Two more. Listen. A dozing guard. Freight. Tension. Threefold."""
VI_INNOCENT = """Một số tỉnh. Năm ngoái. Năm nay. Trong năm tới. Cuối năm Bộ ban hành. Đầu năm tỉnh công bố. Hai bên. Cả hai mặt.
Hai chiều. Hai con số. Ba điều. Thứ hai. Thứ ba là. Lần thứ tư. Một là, hai là, ba là. Tháng Hai năm sau. Tháng Ba có.
Tỷ lệ. Phần trăm người. Ba mẹ. Chín muồi. Chín chắn. Nhiều tỉnh. Vài tỉnh. Mấy năm. Các bộ. Mỗi năm. Hằng năm tỉnh.
Một năm nguồn thu. Ngày thứ bảy. Năm hay kỳ. Năm nào. Năm trước. Nửa năm. Hai cột. Ba câu hỏi. Hai tỷ lệ. Bốn điểm. Ba cách. Hai phần."""


def found(text: str, code: str) -> list[str]:
    sentences = [each.strip() for each in text.replace("\n", " ").split(".") if each.strip()]
    return [each for each in sentences if LANGUAGES[code].typed_counts.search(each)]


@pytest.mark.parametrize(("text", "code"), [(EN_COUNTS, "en"), (VI_COUNTS, "vi")])
def test_counts_that_are_typed_as_words_are_found(text: str, code: str) -> None:
    sentences = [each.strip() for each in text.replace("\n", " ").split(".") if each.strip()]
    assert len(sentences) >= 30
    assert found(text, code) == sentences


@pytest.mark.parametrize(("text", "code"), [(EN_INNOCENT, "en"), (VI_INNOCENT, "vi")])
def test_innocent_words_are_left_alone(text: str, code: str) -> None:
    assert len([each for each in text.split(".") if each.strip()]) >= 40
    assert found(text, code) == []


@pytest.mark.parametrize(
    ("code", "value", "form", "text"),
    [
        ("en", 6, "words", "six\u00a0groups"), ("en", 10, "words", "10\u00a0groups"), ("en", 1, "words", "one\u00a0group"),
        ("en", 6, "word", "six"), ("vi", 2, "words", "hai\u00a0nhóm"), ("vi", 2, "full", "2\u00a0nhóm"),
    ],
)  # fmt: skip
def test_counts_under_ten_are_words_where_words_are_wanted(code: str, value: int, form: str, text: str) -> None:
    noun = Noun("group", "groups") if code == "en" else Noun("nhóm", "nhóm")
    assert LANGUAGES[code].quantity(Decimal(value), "groups", noun=noun, form=form) == text  # type: ignore[arg-type]

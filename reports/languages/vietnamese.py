"""Vietnamese: its words and tables. Dates in full follow the administrative format (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

import re

from reports.languages.language import Language
from reports.languages.model import Noun, OfficialType, OfficialWords, Qualifier, SourceWords, Words
from reports.languages.numbers import Digits
from reports.languages.periods import Calendar, PeriodForms
from reports.languages.quantities import COUNTED, SIGNS, Ordinals, Quantities, Scale, Unit


def _word(text: str) -> Noun:
    """A word that does not change with the number."""
    return Noun(text, text)


_TYPES: dict[OfficialType, str] = {
    "law": "Luật", "ordinance": "Pháp lệnh", "resolution": "Nghị quyết", "decree": "Nghị định",
    "decision": "Quyết định", "directive": "Chỉ thị", "circular": "Thông tư", "conclusion": "Kết luận",
    "regulation": "Quy định", "plan": "Kế hoạch",
}  # fmt: skip

WORDS = Words(
    figure="Hình",
    table="Bảng",
    contents="Mục lục",
    figures="Danh mục hình",
    tables="Danh mục bảng",
    source="Nguồn",
    sources=SourceWords(
        kinds={"article": _word("bài báo"), "report": _word("báo cáo"), "document": _word("tài liệu")},
        types=_TYPES,
        official=_word("văn bản chính thức"),
        number="{type} số {number}",
        date=" {date}",
        no_publisher="{kind} không ghi cơ quan xuất bản",
        translated="tạm dịch",
        rests_on="Thông tin, số liệu ở đây lấy từ {documents}{publishers}{published}.",
        published_in=", công bố {period}",
        published_from=", công bố từ {start} đến {end}",
        publishers=" của {names}",
        no_publishers=_word(" không ghi cơ quan xuất bản"),
        some_publishers=_word(" ({named} nguồn của {names}; {unnamed} nguồn không ghi cơ quan xuất bản)"),
        inferred=_word("Ngày công bố là suy ra, căn cứ ghi trong danh mục."),
        some_inferred=_word("Ngày công bố của {count} nguồn là suy ra, căn cứ ghi trong danh mục."),
        traced="Mỗi số liệu đều ghi rõ dòng trong nguồn{or_calculated}.",
        traced_in_tables="Mỗi số liệu đều ghi rõ dòng hoặc ô trong nguồn{or_calculated}.",
        or_calculated=", hoặc ghi là “{status}”",
        official_texts=_word(
            "Tên cơ quan, số hiệu và ngày tháng của văn bản ghi theo {texts}, chưa đối chiếu với bản gốc."
        ),
        not_compared=_word("Văn bản chính thức trong danh mục này chưa đối chiếu với bản gốc."),
        not_compared_lines="Chỗ không ghi số dòng: nguồn là văn bản chính thức, chưa đối chiếu với bản gốc.",
    ),
    continued="(tiếp)",
    evidence="Căn cứ số liệu",
    evidence_columns=("Số liệu", "Nội dung", "Thời gian", "Địa bàn", "Nguồn", "Nguyên văn"),
    draft="Dự thảo",
    version="Phiên bản",
    proposal="Đề xuất của đơn vị soạn thảo",
    line="dòng",
    lines="dòng",
    cell="ô",
    sheet="trang tính",
    statuses={
        "reported": "nguồn nêu",
        "target": "mục tiêu",
        "plan": "kế hoạch",
        "proposal": "đề xuất",
        "pilot": "thí điểm",
        "expected": "dự kiến",
        "derived": "tính từ số liệu nguồn nêu",
    },
    agency="Tên cơ quan",
    status_of_period="{status} {period}",
    out_of="Trên tổng số",
    states={
        "done": "Hoàn thành",
        "on-track": "Đúng tiến độ",
        "at-risk": "Có nguy cơ chậm",
        "late": "Chậm tiến độ",
        "not-started": "Chưa triển khai",
    },
    quotes=("“", "”"),
    audience="Đối tượng",
    contact={
        "contact": "Thông tin liên hệ",
        "name": "Họ và tên",
        "office": "Đơn vị",
        "telephone": "Điện thoại",
        "email": "Thư điện tử",
        "address": "Địa chỉ",
    },
    lower_bound="Đầu mở: nguồn chỉ nêu mức tối thiểu",
    upper_bound="Đầu mở: chỉ biết mức tối đa",
    ranged="Phần kẻ sọc: nguồn nêu một khoảng",
    total="tổng cộng",
    values_told="đầu, cuối, cao nhất và thấp nhất trong {count} giá trị",
    comparison_warning="Các số liệu này không hoàn toàn so sánh được với nhau",
    letters="abcdđeghiklmnopqrstuvxy",  # as the decree itself counts points: no ă, â, ê, ô, ơ, ư, and no f, j, w, z
    official=OfficialWords(
        nation="Cộng hòa xã hội chủ nghĩa Việt Nam",
        motto="Độc lập - Tự do - Hạnh phúc",
        number="Số: {number}/{kind_symbol}-{agency_symbol}",
        place_date="{place}, ngày {day} tháng {month} năm {year}",
        addressed="Kính gửi:",
        recipients="Nơi nhận:",
        as_above="Như trên",
        filed="Lưu: VT, {drafting_unit}",
        annex="Phụ lục",
        attached="(Kèm theo {kind} số {number}/{kind_symbol}-{agency_symbol} "
        "ngày {day} tháng {month} năm {year} của {agency})",
        key_figures="Một số số liệu chính:",
        end_of_text="./.",
        blanks={
            "number": "Số văn bản",
            "kind": "Tên loại văn bản",
            "kind_symbol": "Ký hiệu tên loại",
            "agency_symbol": "Ký hiệu cơ quan ban hành",
            "place": "Địa danh",
            "day": "Ngày",
            "month": "Tháng",
            "year": "Năm",
            "superior": "Cơ quan chủ quản",
            "agency": "Cơ quan ban hành",
            "addressee": "Nơi gửi",
            "recipient": "Nơi nhận",
            "drafting_unit": "Đơn vị soạn thảo",
            "signer_office": "Chức vụ của người ký",
            "signer_name": "Họ và tên người ký",
        },
    ),
)

_QUALIFIERS: dict[Qualifier, str] = {
    "exactly": "",
    "about": "khoảng",
    "over": "hơn",
    "under": "dưới",
    "at-least": "ít nhất",
    "nearly": "gần",
    "up-to": "tối đa",
    "top": "tốp",
    "dozens": "hàng chục",
}

QUANTITIES = Quantities(
    digits=Digits(decimal=",", group="."),
    scales=(Scale(12, "nghìn tỷ"), Scale(9, "tỷ"), Scale(6, "triệu")),
    units={
        "percent": Unit(after=_word("%"), spaced=False, greatest=0),
        "percentage-points": Unit(after=_word("điểm phần trăm"), short=_word("điểm %"), greatest=0),
        # Budgets are stated in tỷ, however large: "25.000 tỷ đồng".
        "vnd": Unit(after=_word("đồng"), greatest=9),
        "usd": Unit(after=_word("USD"), greatest=9),
        "times": Unit(after=_word("lần"), worded=True),
        "number": COUNTED,
        "rank": Unit(ordinal=True),
        "hectare": Unit(after=_word("ha")),
    },
    ordinals=Ordinals(
        words=(
            "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm",
            "thứ sáu", "thứ bảy", "thứ tám", "thứ chín", "thứ mười",
        ),
        numbered="thứ {number}",
        short="hạng {number}",
        suffix=lambda _: "",
    ),
    qualifiers={"full": _QUALIFIERS, "number": _QUALIFIERS, "short": _QUALIFIERS | SIGNS},
    also_qualifiers={
        "~": "about", "xấp xỉ": "about", "chừng": "about", "vào khoảng": "about", "ước khoảng": "about",
        "trên": "over", "vượt": "over", "chưa đến": "under", "chưa tới": "under", "thấp hơn": "under",
        "tối thiểu": "at-least", "không dưới": "at-least", "gần như": "nearly",
        "lên tới": "up-to", "lên đến": "up-to", "không quá": "up-to", "nhiều nhất": "up-to", "top": "top",
    },
    after_qualifiers={"trở lên": "at-least", "trở xuống": "up-to"},
    also_scales={"nghìn": 3, "ngàn": 3, "tỉ": 9},
    number_words={
        "nhất": 1, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5,
        "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    },
    unread=("mươi", "mốt", "lăm", "trăm", "chục", "tá", "rưỡi", "nửa", "phần ba", "phần tư", "phần năm", "phần mười"),
    currencies=("usd", "vnd"),
    joints=("~-~", "~đến~", "tới"),
    openers=("từ",),
    fillers=("gấp",),
)  # fmt: skip

CALENDAR = Calendar(
    names={
        # the decree asks for a zero before days 1 to 9 and months 1 and 2
        "formal_month": ("month", ("01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")),
        "roman": ("quarter", ("I", "II", "III", "IV")),
        "half_name": ("half", ("đầu", "cuối")),
    },
    long=PeriodForms(
        points={
            "day": "ngày~{day:02}~tháng~{formal_month} năm~{year}",
            "month": "tháng~{month}/{year}",
            "quarter": "quý~{roman}/{year}",
            "half": "6~tháng {half_name} năm~{year}",
            "year": "năm~{year}",
        },
        yearless={
            "day": "ngày~{day:02}~tháng~{formal_month}",
            "month": "tháng~{month}",
            "quarter": "quý~{roman}",
        },
        day_alone="ngày~{day:02}",
        years="giai đoạn {start}~-~{end}",
        days="từ {start} đến {end}",
        span="từ {start} đến {end}",
        since="từ {start}",
    ),
    short=PeriodForms(
        points={
            "day": "{day}/{month}/{year}",
            "month": "{month}/{year}",
            "quarter": "quý~{roman}/{year}",
            "half": "6~tháng {half_name} năm~{year}",
            "year": "{year}",
        },
        yearless={"day": "{day}/{month}", "quarter": "quý~{roman}"},
        day_alone="{day}",
        years="{start}~-~{end}",
        days="{start}~-~{end}",
        span="{start}~- {end}",
        since="từ~{start}",
    ),
)

_ONES = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín"
_COUNTS = (
    rf"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi(?: (?:{_ONES})(?! là\b))?|mười(?: (?:{_ONES}))?"
    "|hai|ba|bốn|sáu|bảy|tám|chín|(?:hàng|vài|mấy) (?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ)"
)
_COUNTING_NOTHING = (
    "bên|chiều|mặt|phía|điều|việc|thứ|cách|ý|câu|cột|số|con|tỷ|thanh|loại|điểm|phần|phụ|đoạn|mục|trang|hình|bảng|phút"
    "|là|và|hay|hoặc|thì|này|kia|đều|mẹ|muồi|chắn|vế|lần|thanh|trong|còn|được|ở|mức|kỳ|nội|chuyện|ví|của|thời|ngôn|tên"
)
_THINGS = (
    "tỉnh|thành phố|địa phương|xã|phường|huyện|quận|bộ|ngành|cơ quan|đơn vị|tổ|đội|nhóm|người|cán bộ|trường|nguồn"
    "|bài|tài liệu|đề xuất|đề án|dự án|nghị quyết|quyết định|văn bản|phiên|cấp|khối|lực lượng|tập thể|cá nhân"
    "|bệnh viện|bước|giai đoạn"
)
_TYPED_COUNTS = re.compile(
    rf"(?<!\w)(?<!thứ )(?<!tháng )(?<!phần )(?:({_COUNTS}) (?!(?:{_COUNTING_NOTHING})\b)[^\W\d_ª]+"
    rf"|(?<!cuối )(?<!đầu )(?<!giữa )(?<!hằng )(?<!mỗi )(?<!một )(?<!ba )(?<!bốn )(năm) (?:{_THINGS})\b)",
    re.IGNORECASE,
)
"""Counts of things in the world: "hai trường". "năm" is a count only before one of the things that are counted most;
what counts the parts of the document itself passes: "hai cột"."""

VIETNAMESE = Language(
    code="vi",
    tag="vi-VN",
    name="Tiếng Việt",
    words=WORDS,
    quantities=QUANTITIES,
    calendar=CALENDAR,
    last_joint="và",
    typed_counts=_TYPED_COUNTS,
    justified=True,
    comparisons=(
        "tăng", "giảm", "hơn", "kém", "vượt", "dưới", "gấp", "tụt", "dẫn đầu", "đứng đầu", "đuổi kịp",
        "cao nhất", "thấp nhất", "lớn nhất", "nhỏ nhất", "nhiều nhất", "ít nhất", "thiếu", "chưa đạt", "chưa đến",
    ),
)  # fmt: skip

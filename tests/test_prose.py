"""What a text may hold: prose passes as it is; every sign, block and figure that would be lost or printed is refused."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from test_reader import _blocks, _read

from reports.document.model import Heading, Link, Paragraph, Table, Text, plain
from reports.document.prose import typed_figures
from reports.facts.texts import faults

INNOCENT = {
    "vi": """\
Chính phủ số, kinh tế số, xã hội số: những trụ cột.
“Lấy người dân làm trung tâm”, Bộ trưởng nói.
Ông nói: "Không để ai bị bỏ lại phía sau".
Theo «Nhân Dân», chương trình bắt đầu sớm.
Nhà xuất bản ‘Trẻ’ in lại.
Hà Nội – Hải Phòng – Quảng Ninh
Việt Nam — điểm đến
— Nguyễn Văn A, Bộ trưởng
Trung ương - địa phương
Hội nghị (trực tuyến) đã họp...
Chưa có số liệu…
Bao nhiêu % hộ có điện?
Đơn vị: %
Đạt trên một nửa!
Và/hoặc
Xã/phường, quận/huyện
Số/ký hiệu
UBND tỉnh; HĐND tỉnh
R&D và Q&A
Tính bằng US$ hoặc €, £, ¥, ₫
A + B = C
Vốn > dư nợ, lãi < lỗ
a ≥ b, c ≤ d, e ≈ f, g ≠ h
A → B ← C ↔ D
khoảng × lần ÷ ± −
§ của luật, № của đơn
C# và C++ và .NET
Liên hệ: hoidap@dichvucong.gov.vn
Trang dichvucong.gov.vn
Tệp du_lieu.csv
Từ khóa #ChuyenDoiSo
Ngày ___ tháng ___ năm ______
[Bộ trưởng] nói […] và [...]
Điểm (cộng [trừ]) cho xã
Nhãn hiệu Sao™, Lúa® và ©
Nhiệt độ tính bằng °C, góc α, điện trở Ω
Phát thải CO₂ trên mỗi km²
Đất nước ta's, d'Alembert, ’Ndrangheta
Chúc mừng 😀 ✓ ☑
Dấu \\* \\_ \\# \\[ \\] \\~ \\^ \\| \\{ \\} \\< \\` \\$ \\@ \\\\
Ghi chú: xem mục sau; hết.
Tỷ lệ a:b
Dây chuyền A->B""",
    "en": """\
E-government, the digital economy: our pillars.
“People come first,” the minister said.
He said: "Nobody is left behind".
The «Nhân Dân» newspaper reports it.
The ‘Youth’ publishing house; the publishers' list
It's the ministry's plan, and don't forget ’em.
Ha Noi – Hai Phong – Quang Ninh
Viet Nam — a destination
A well-known, long-term plan
The meeting (online) went on...
No data yet…
What % of homes have power?
Unit: %
More than half!
And/or
Communes/wards
Yes; no; maybe?
R&D, Q&A, AT&T; Q&As
In US$ or €, £, ¥, ₫
A + B = C
Assets > loans, gains < losses
a ≥ b, c ≤ d, e ≈ f, g ≠ h
A → B ← C ↔ D
times × over ÷ ± −
§ of the law, № of the file
C# and C++ and .NET
Write to help@example.gov.vn
See example.gov.vn
The file open_data.csv
The tag #DigitalVietNam
Date ___ month ___ year ______
[The minister] said […] and [...]
Points (plus [minus]) for a commune
Star™, Rice® and ©
Degrees in °C, the angle α, ohms Ω
CO₂ emissions for each km²
naïve café, Zürich, façade, Łódź
Well done 😀 ✓ ☑
The signs \\* \\_ \\# \\[ \\] \\~ \\^ \\| \\{ \\} \\< \\` \\$ \\@ \\\\
Note: see below; the end.
The ratio a:b
The chain A->B""",
}


@pytest.mark.parametrize("language", INNOCENT)
def test_prose_passes_as_it_is(language: str) -> None:
    lines = INNOCENT[language].split("\n")
    assert len(lines) > 40
    for line in lines:
        printed = line.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
        for text in (
            line,
            f"Chữ {line}",
            f"- {line}",
            f"| {line.replace(chr(92) + '|', '')} | b |\n|---|---|\n| c | d |",
        ):
            assert _read(text, language)[1] == [], text
        assert plain(_blocks(line, language)[0].text) == printed  # type: ignore[union-attr]


def test_texts_of_yaml_may_hold_what_templates_may() -> None:
    for line in [line for text in INNOCENT.values() for line in text.split("\n") if "\\" not in line]:
        assert list(faults(line, "")) == [], line


SIGN = "has no meaning here"
REFUSED = [
    # signs of Markdown, pandoc, LaTeX and others, with what to write instead
    ("CO~ 2~", f'"~" in "CO~" {SIGN}', "a subscript is CO~x~", 1, 1),
    ("Bỏ ~~chữ~~ này", f'"~" in "~chữ~" {SIGN}', "struck-out words are not supported", 1, 5),
    ("Chừng ~ một nửa", f'"~" {SIGN}', "\\~ prints the sign itself", 1, 7),
    ("m^ 2^", f'"^" in "m^" {SIGN}', "a superscript is word^x^", 1, 1),
    ("x^2^", 'the figure "^2^" is typed', "plain(", 1, 2),
    ("t~10~ và 10^6^", 'the figure "^6^" is typed', "plain(", 1, 12),
    ("m^**a**^", f'"**" in "m**a**" {SIGN}', "write its other half", 1, 1),
    ("Chữ^[chú thích]", f'"^" in "Chữ^[chú" {SIGN}', "a note is [^name]", 1, 1),
    ("Chữ [^a].", 'the note "[^a]" has no text', 'write "[^a]: …"', 1, 5),
    ("Chữ [^a].\n\n[^a]: một[^b]\n\n[^b]: hai", 'the note "[^b]" has no text', "a note has no notes in it", 3, 10),
    ("Chữ [^a].\n\n[^a]: một\n\n[^a]: hai", 'a second note is called "[^a]"', "a name of its own", 5, 1),
    ("Chữ [^a].\n\n[^a]: một\n\n    hai", "a note is one paragraph", "on one line", 3, 1),
    ("Chữ [^a].\n\n[^a]: số 5", 'the figure "5" is typed', "plain(", 3, 10),
    ("[^a]: chúthích", 'nothing refers to the note "[^a]"', "after the words that it explains", 1, 1),
    ("$E = mc$", f'"$" in "$E" {SIGN}', "formulas are not supported", 1, 1),
    ("$$x$$", f'"$$" in "$$x$$" {SIGN}', "formulas are not supported", 1, 1),
    ("Là $\\alpha$.", f'"$" in "$\\alpha$." {SIGN}', "formulas are not supported", 1, 4),
    ("a \\newpage", f'"\\" in "\\newpage" {SIGN}', "\\newpage is alone on its line", 1, 3),
    ("- a\n\n  \\newpage", '"\\newpage" is inside another block', "write it between blocks", 3, 3),
    (
        "::: summary\n\n::: landscape\nChữ\n:::\n\n:::",
        '"::: landscape" is inside another block',
        "end that block",
        3,
        5,
    ),
    ("Chữ \\textbf{x}", f'"\\" in "\\textbf{{x}}" {SIGN}', "take it out", 1, 5),
    ("\\– một", f'"\\" in "\\–" {SIGN}', "\\\\ prints the sign itself", 1, 1),
    ("Chữ\n\\", f'"\\" {SIGN}', "take it out", 2, 1),
    ("- [ ] làm", f'"[" {SIGN}', "check boxes are not supported", 1, 3),
    ("- [x] làm", f'"[" in "[x]" {SIGN}', "check boxes are not supported", 1, 3),
    ("[TOC]", f'"[" in "[TOC]" {SIGN}', "a link is [words](https://…)", 1, 1),
    ("[[trang]]", f'"[[" in "[[trang]]" {SIGN}', "a link is [words](https://…)", 1, 1),
    ("Xem [chữ][ref] này", f'"]" in "[chữ][ref]" {SIGN}', "a link is [words](https://…)", 1, 5),
    ("Chữ\n\n[ref]: https://a.vn", f'"]" in "[ref]:" {SIGN}', "a link is [words](https://…)", 3, 1),
    ("Xem [chữ](y z)", f'"]" in "[chữ](y" {SIGN}', "a link is [words](https://…)", 1, 5),
    ("Chữ [@nguon]", f'"@" in "[@nguon]" {SIGN}', 'cited with {{ cite("ID") }}', 1, 5),
    ("@nguon nói", f'"@" in "@nguon" {SIGN}', "\\@ prints the sign itself", 1, 1),
    ("(@) Ví dụ", f'"@" in "(@)" {SIGN}', "cited with", 1, 1),
    ("Từ khóa\n: nghĩa", f'":" {SIGN}', 'a list of terms is "- **Term:** text"', 2, 1),
    ("Vui :smile: nhé", f'":" in ":smile:" {SIGN}', "\\: prints the sign itself", 1, 5),
    ("(:smile:)", f'":" in "(:smile:)" {SIGN}', "", 1, 1),
    ("::tên", f'"::" in "::tên" {SIGN}', '"::: name" on a line of its own', 1, 1),
    ("Chữ ::: chữ", f'":::" {SIGN}', '"::: name" on a line of its own', 1, 5),
    ("Xem https://a.vn/x.", f'":" in "https://a.vn/x." {SIGN}', "<https://…>", 1, 5),
    ("Là ==quan trọng==", f'"==" in "==quan" {SIGN}', "write **bold**", 1, 4),
    ("Là ++mới++", f'"++" in "++mới++" {SIGN}', "take it out", 1, 4),
    ("Chữ -- chữ", f'"--" {SIGN}', "a dash is –", 1, 5),
    ("-một\n-hai", f'"-" in "-một" {SIGN}', 'a space after its sign: "- item"', 1, 1),
    ("+một", f'"+" in "+một" {SIGN}', "take it out", 1, 1),
    ("Chữ [trong ngoặc", f'"[" in "[trong" {SIGN}', "a link is", 1, 5),
    ("Chữ trong] ngoặc", f'"]" in "trong]" {SIGN}', "a link is", 1, 5),
    ("Chữ --- chữ", f'"---" {SIGN}', "a dash is –", 1, 5),
    ("A && B", f'"&&" {SIGN}', "write the character itself", 1, 3),
    ("Chữ &nbps; chữ", f'"&" in "&nbps;" {SIGN}', "write the character itself", 1, 5),
    ("Chữ &#99999999; chữ", f'"&" in "&#99999999;" {SIGN}', "write the character itself", 1, 5),
    ("Chữ **đậm", f'"**" in "**đậm" {SIGN}', "write its other half", 1, 5),
    ("Chữ * chữ", f'"*" {SIGN}', "\\* prints the sign itself", 1, 5),
    ("***chữ**", f'"*" in "*chữ" {SIGN}', "write its other half", 1, 3),
    ("Chữ _nghiêng", f'"_" in "_nghiêng" {SIGN}', "write its other half", 1, 5),
    ("Chữ `mã", f'"`" in "`mã" {SIGN}', "write plain words", 1, 5),
    ("``chữ''", f'"``" in "``chữ\'\'" {SIGN}', "write plain words", 1, 1),
    ("Chữ {x}", f'"{{" in "{{x}}" {SIGN}', "attributes are written", 1, 5),
    ("Chữ }}", f'"}}}}" {SIGN}', "attributes are written", 1, 5),
    ("## Mục {#}\n\nChữ", f'"{{" in "{{#}}" {SIGN}', "attributes are written", 1, 8),
    ("Chữ <b", f'"<" in "<b" {SIGN}', "HTML", 1, 5),
    ("| một | hai |\n| ba | bốn |", f'"|" {SIGN}', "write |---|---|", 1, 1),
    ("| dòng thơ\n| dòng thơ", f'"|" {SIGN}', "write |---|---|", 1, 1),
    ("Một | hai", f'"|" {SIGN}', "\\| prints the sign itself", 1, 5),
    ("Một | hai\n---", f'"|" {SIGN}', "write |---|---|", 1, 5),
    # joined cells of tables
    ("| < | b |\n|---|---|\n| c | d |", 'there is no cell left of this "<"', "print the sign itself", 1, 3),
    ("| a | ^ |\n|---|---|\n| c | d |", 'there is no cell above this "^"', "print the sign itself", 1, 7),
    ("| a | b |\n|---|---|\n| c | ^ |", '"^" would join a cell of the head and one below', "cells of its own", 3, 7),
    ("| a | b |\n|---|---|\n| c | < d |", 'a cell with "<" has no text of its own', "< or ^ alone", 3, 7),
    ("| a | b |\n|---|---|\n| c | <^ |", 'a cell with "<^" has no text of its own', "< or ^ alone", 3, 7),
    ("| a | b |\n|---|---|\n| c | d |\n| ^ | < |", "make no rectangle", "right of this one or below", 3, 3),
    ("| a | b |\n|---|---|\n| c | < |\n| d | e |\n| ^ | ^ |", "each cell of this row is joined", "take the row", 5, 3),
    ("| a | b |\n|---|---|\n| c | < |\n| ^ | d |", "to the name of its group", "cells of its own", 4, 3),
    ("| a | < |\n|---|---|\n| c | < |", "each cell of this column is joined", "take the column out", 1, 7),
    ("| a | b |\n|---|---|\n| c | < |", "this group of rows has none", "below its name", 3, 1),
    ("| a | b | c |\n|---|---|---|\n| d | e | f |\n| ^ | < | g |", "make no rectangle", "into no other", 3, 3),
    ("| c |\n| a | b |\n|---|---|\n| d | e |", "this row has 1 cell, and the head has 2", "| < |", 1, 1),
    ("| a |\n" * 5 + "|---|\n| b |", f'"|" {SIGN}', "write |---|---|", 1, 1),
    ("| a | b |\n|---|---|\n| c | d |\n\n| e | f |", f'"|" {SIGN}', "write |---|---|", 5, 1),
    ("#Mục", f'"#" in "#Mục" {SIGN}', '"# Heading"', 1, 1),
    ("Chữ\n##Mục", f'"##" in "##Mục" {SIGN}', '"# Heading"', 2, 1),
    ("####### Mục", f'"#######" {SIGN}', '"# Heading"', 1, 1),
    ("Chữ # chữ", f'"#" {SIGN}', "\\# prints the sign itself", 1, 5),
    ("**Chữ $x đậm**", f'"$" in "$x" {SIGN}', "formulas", 1, 7),
    ("- a\n\n  > | b", f'"|" {SIGN}', "", 3, 5),
    # blocks that a document does not have
    ("Chữ\n---", 'this text would be a heading, because of the line of "-" below it', 'write "# Heading"', 1, 1),
    ("Chữ\n===", 'this text would be a heading, because of the line of "=" below it', 'write "# Heading"', 1, 1),
    ("#### Mục\n\nChữ", "headings have 3 levels", 'write "### Heading"', 1, 1),
    ("###### Mục\n\nChữ", "headings have 3 levels", "**bold**", 1, 1),
    ("##\n\nChữ", "this heading has no words", "write some", 1, 1),
    ("Chữ\n\n#\n\nChữ", "this heading has no words", "write some", 3, 1),
    ("&nbsp;", "this paragraph has no words", "take it out", 1, 1),
    ("[](https://e.org)", "this link has no words", "write [words](https://…)", 1, None),
    ("[ ](https://e.org)", "this link has no words", "write [words](https://…)", 1, None),
    (
        "[a [b](https://c.vn)](https://e.vn)",
        "there is a link in the words of this link",
        "one after the other",
        1,
        None,
    ),
    ("[chữ]()", 'the link "" is no address to open', "write https://… or #id", 1, None),
    ("![hình](a.png)", "a picture is not allowed here", "{{ chart(", 1, 1),
    ("<b>chữ</b>", "HTML has no meaning", "**bold**", 1, 1),
    ("***", "a line across the page", "take it out", 1, None),
    ("~~~\nmã\n~~~", "a block of code", "write a paragraph", 1, None),
    ("::: summary\n::: notes\nChữ\n:::", 'the block "::: summary" is not closed', "opened last", 1, 5),
    # what would be lost
    ("| a | b |\n|---|---|\n| c |", "this row has 1 cell, and the head has 2", "| | is empty", 3, 1),
    ("| a | b |\n|---|---|\n| c | d | e |", "this row has 3 cells, and the head has 2", "a cell for each column", 3, 1),
    ("| a | b |\n|---|---|\n| c | d |\nChữ", "this row has 1 cell, and the head has 2", "leave a blank line", 4, 1),
    ("a | b\n--|--\nc | d | e", "this row has 3 cells, and the head has 2", "a cell for each column", 3, 1),
    ("> | a | b |\n> |---|---|\n> | c |", "this row has 1 cell, and the head has 2", "a cell for each column", 3, 3),
    ("- a\n\n  | a | b |\n  |---|---|\n  | c \\| d |", "this row has 1 cell, and the head has 2", "a cell", 5, 3),
    ("| a | b |\n|---|---|", "this table has only its head", "write a row", 1, 1),
    ("1. a\n2. \n3. b", "this item of a list is empty", "take it out", 2, None),
    ("- a\n-\n- b", "this item of a list is empty", "take it out", 2, None),
    (">", "this quotation is empty", "take it out", 1, 1),
    ("Chữ\n\n::: sidebar\n:::", 'the block "::: sidebar" is empty', "take it out", 3, 5),
    ("::: notes\n\n:::", 'the block "::: notes" is empty', "take it out", 1, 5),
    ("::: columns\n::: column\n:::\n::: column\nA\n:::\n:::", "this column is empty", "take it out", 2, 5),
    (
        "::: figure\nTên\n\nNguồn\n\nThay\n:::",
        '"::: figure" shows no chart and no picture',
        'write {{ chart("ID") }} or',
        1,
        5,
    ),
    ("::: contents\nChữ\n:::", '"::: contents" has no text of its own', "below its :::", 1, 5),
    ('## Mục {layout=""}\n\nChữ', 'the attribute "layout" has no value', "take it away", 1, 9),
    # lists as Word types them
    ("a) một\nb) hai", "these items run into one line", "blank line", 1, 1),
    ("Đoạn.\n\na. một\nb. hai", "these items run into one line", "blank line", 3, 1),
    ("(i) một\n(ii) hai", "these items run into one line", "blank line", 1, 1),
    ("– một\n– hai", '"–" makes no list here', 'write "- "', 1, 1),
    ("Đoạn.\n\n− một", '"−" makes no list here', "&#x2212; prints the sign itself", 3, 1),
    ("— một\n— hai", "these items run into one line", "blank line", 1, 1),
    ("::: only-vi {.x}\nChữ\n:::", '"::: only-vi" has no attribute "class"', "take it away", 1, None),
    ("::: only-vi\n:::", 'the block "::: only-vi" is empty', "take it out", 1, 5),
    ("• một", '"•" makes no list here', 'write "- "', 1, 1),
    ("☑ một", '"☑" makes no list here', 'write "- "', 1, 1),
    ("1. a\n3. b", "the items are numbered 1, 3", "one after the other", 1, 1),
    ("2025. Năm bản lề", "this line would be item 2025 of a list", "begin the line with a word", 1, 1),
    # figures
    ("Bước ④ và", 'the figure "④" is typed', "plain(", 1, 6),
    ("Quý Ⅳ", 'the figure "Ⅳ" is typed', "plain(", 1, 5),
    ("Mục ٣.", 'the figure "٣." is typed', "plain(", 1, 5),
    ("Một ½ cái", 'the figure "½" is typed', "plain(", 1, 5),
    ("mười² lần", 'the figure "mười²" is typed', "plain(", 1, 1),
    ("# 1. Mở đầu\n\nChữ", 'the figure "1." is typed', "take the number out", 1, 3),
    ("# 1.2 Mở đầu\n\nChữ", 'the figure "1.2" is typed', "take the number out", 1, 3),
]


@pytest.mark.parametrize(("text", "message", "hint", "line", "column"), REFUSED)
def test_what_is_not_understood_is_refused(text: str, message: str, hint: str, line: int, column: int | None) -> None:
    faults = [fault for fault in _read(text)[1] if message in fault.message]
    assert faults, _read(text)[1]
    fault = faults[0]
    assert hint in (fault.hint or "")
    assert fault.place is not None
    assert fault.place.line == line
    assert column is None or fault.place.column == column
    assert fault.severity == "error"


def test_there_are_enough_refusals() -> None:
    assert len(REFUSED) > 80


@pytest.mark.parametrize("text", ["**đậm**", "CO~2~", "a {b", "# Mục", "$x$", "\\newpage", "Xem https://a.vn"])
def test_texts_of_yaml_have_no_marks(text: str) -> None:
    found = [hint for message, hint in faults(text, "") if "has no meaning here" in message or "a brace" in message]
    assert len(found) == 1
    assert "{" in found[0]


def test_a_mark_of_the_text_may_be_printed_from_yaml() -> None:
    assert list(faults("{plain:**}x{plain:~}", "")) == []


def test_every_numeral_of_unicode_is_a_figure() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if unicodedata.category(sign)[0] == "N":
            assert list(typed_figures(f"a {sign} b")) == [sign]
    assert not list(typed_figures("CO₂ H₂O km² m³ 一二三 Ⓐ"))


def test_the_words_of_a_link_may_be_written_by_functions() -> None:
    (block,) = _blocks('Theo [Nghị định [39,51%]{.fact ref="share.now"}](https://a.vn/a).')
    assert isinstance(block, Paragraph)
    link = block.text[1]
    assert isinstance(link, Link)
    assert (plain(link.children), link.target) == ("Nghị định 39,51%", "https://a.vn/a")


@pytest.mark.parametrize("text", ["1. a\n2. b", "1. a\n1. b\n1. c", "3) a\n4) b", "1. a\n\n   1. c\n   2. d\n\n2. b"])
def test_items_may_be_numbered_in_order_or_all_alike(text: str) -> None:
    assert _blocks(text)


def test_a_pipe_in_a_cell_is_escaped() -> None:
    (table,) = _blocks("| a |\n|---|\n| x \\| y |")
    assert isinstance(table, Table)
    assert table.rows == (((Text("x | y"),),),)


def test_spaces_and_tabs_between_words_are_one_space() -> None:
    assert plain(_blocks("Một  hai\tba \t bốn\u00a0 năm")[0].text) == "Một hai ba bốn\u00a0 năm"  # type: ignore[union-attr]


def test_the_sign_of_a_bullet_can_be_printed() -> None:
    assert plain(_blocks("&#x2013; Thưa ông")[0].text) == "– Thưa ông"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("# A", [1]), ("# A\n\n## B\n\nChữ", []), ("## A\n\n# B\n\nChữ", [1]), ("## A\n\n## B\n\nChữ\n\n## C", [1, 7])],
)
def test_a_heading_with_nothing_below_it_is_a_warning(text: str, lines: list[int]) -> None:
    blocks, faults = _read(text)
    assert any(isinstance(block, Heading) for block in blocks)
    assert [(fault.place.line, fault.severity) for fault in faults if fault.place] == [
        (line, "warning") for line in lines
    ]
    assert all(fault.message == "there is nothing below this heading" for fault in faults)


def test_a_section_without_a_block_is_reported() -> None:
    assert [(fault.message, fault.severity) for fault in _read("\n")[1]] == [("this section is empty", "error")]
    only = _read("::: only-en\nText.\n:::")[1]
    assert [(fault.message, fault.severity) for fault in only] == [("this section writes nothing here", "warning")]

"""The names of the styles that mark figures in Word, and the list of marks that is kept in the file's properties."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import pytest
from conftest import validate_by_sdk
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from reports.document.marks import fact_style, kept_properties, read_properties, trace_of_style, written_name
from reports.document.model import MadeFor, Marked, Trace
from reports.word.assembly import set_custom_properties


@pytest.mark.parametrize(
    ("trace", "name", "id_"),
    [
        (Trace("fact", "books.lent"), "fact books.lent full", "fact_books.lent_full"),
        (Trace("fact", "books", "account:town.2024"), "fact books account:town.2024", "fact_books_account_town.2024"),
    ],
)
def test_a_style_says_its_fact_and_form(trace: Trace, name: str, id_: str) -> None:
    style = fact_style(trace)
    assert (style.name, style.id) == (name, id_)
    assert trace_of_style(name) == trace


@pytest.mark.parametrize(
    "shown",
    [
        "fact a-b.c full", "Fact A-B.C Full", "fact_20_a-b.c_20_full", "fact a-b.c full (user)", "fact a-b.c full Char",
        "fact a-b.c full Char Char1", "fact a-b.c full_0", "fact a-b.c full1", "fact  a-b.c full ", "fact_20_a-b_2e_c_20_full",
    ],
)  # fmt: skip
def test_a_style_is_known_as_other_programs_spell_it(shown: str) -> None:
    assert written_name(shown) == "fact a-b.c full"


@pytest.mark.parametrize("shown", ["", "Strong", "fact", "fact a", "Factory floor", "fact, a full", "fact a full; b"])
def test_other_styles_mark_nothing(shown: str) -> None:
    assert written_name(shown) is None


def _marked(text: str, ref: str = "books.lent", form: str = "full") -> Marked:
    return Marked(text, Trace("fact", ref, form))


def test_the_properties_list_each_style_with_its_texts_and_how_often() -> None:
    marks = [_marked("39,51%"), _marked("39.51%"), _marked("39,51%"), _marked("hơn 7 | 8 cuốn", form="short")]
    other = Marked("tháng 6", Trace("period", "2025-06"))
    made_for = MadeFor("briefing", "general", "vi-en")
    properties = kept_properties(made_for, [*marks, other])
    assert properties == {
        "songngu": "briefing general vi-en",
        "fact books.lent full": "2 × 39,51% | 1 × 39.51%",
        "fact books.lent short": "1 × hơn 7 | 8 cuốn",
    }
    assert read_properties(properties.items()).made_for == made_for


def test_no_property_is_longer_than_word_keeps_and_all_are_read_again() -> None:
    marks = [_marked(f"{number}.{'x' * 60} sách") for number in range(20)]
    properties = kept_properties(MadeFor("briefing", "", "vi"), [*marks, _marked("y" * 300)])
    assert max(map(len, properties.values())) <= 255
    made_for, printed = read_properties([*properties.items(), ("ContentTypeId", "0x01")])
    assert made_for == MadeFor("briefing", "", "vi")
    assert printed == {"fact books.lent full": Counter(mark.text for mark in marks)}


@pytest.mark.office
def test_properties_are_a_part_of_the_file_and_take_the_place_of_others(tmp_path: Path) -> None:
    document = docx.Document()
    set_custom_properties(document.part.package, {"a": "1"})
    set_custom_properties(document.part.package, {"songngu": "briefing vi", "fact a full": "1 × R&D"})
    document.save(str(tmp_path / "a.docx"))
    root = docx.Document(str(tmp_path / "a.docx")).part.package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    found = {each.get("name"): each[0].text for each in etree.fromstring(root.blob)}
    assert found == {"songngu": "briefing vi", "fact a full": "1 × R&D"}
    validate_by_sdk(tmp_path / "a.docx")

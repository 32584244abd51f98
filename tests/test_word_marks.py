"""The names of the styles that mark figures in Word, and the list of marks that is kept in the file's properties."""

from __future__ import annotations

import pytest

from reports.document import Trace
from reports.word_marks import LONGEST, fact_style, trace_of_style, written_name

LONG = Trace("fact", "a" * 300)


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


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    styles = {fact_style(trace) for trace in (LONG, Trace("fact", LONG.ref + "b"), Trace("fact", LONG.ref, "short"))}
    assert len({style.name for style in styles}) == len({style.id for style in styles}) == 3
    assert all(
        len(style.name) == len(style.id) == LONGEST and written_name(style.name) == style.name for style in styles
    )
    assert trace_of_style(fact_style(LONG).name) is None


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

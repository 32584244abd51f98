"""Text alternatives of more than 250 letters are divided between sentences, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document.alternatives import MOST_LETTERS, divided

WORDS = st.text(st.sampled_from("ab12,.; "), max_size=900).map(lambda text: " ".join(text.split()))


@given(WORDS)
def test_nothing_is_lost_and_the_beginning_is_short(text: str) -> None:
    head, rest = divided(text)
    assert len(head) <= MOST_LETTERS
    assert f"{head.removesuffix('…')}{rest}".replace(" ", "") == text.replace(" ", "")
    assert (rest == "") == (len(text) <= MOST_LETTERS)


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("North: 1,200. South: 900.", "North: 1,200. South: 900.", ""),
        (f"{'a' * 100}. {'b' * 100}. {'c' * 100}. D.", f"{'a' * 100}. {'b' * 100}.", f"{'c' * 100}. D."),
        (f"{'a' * 249}. {'b' * 9}.", f"{'a' * 249}.", f"{'b' * 9}."),
        (f"{'word ' * 60}end.", f"{('word ' * 50).strip()}"[:249] + "…", None),
    ],
)
def test_it_is_cut_at_the_end_of_a_sentence(text: str, head: str, rest: str | None) -> None:
    found, left = divided(text)
    assert found == head
    assert rest is None or left == rest

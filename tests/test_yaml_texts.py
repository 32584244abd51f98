"""Texts of YAML files are read as the documents print them: on one line, in whole letters; what would be cut is refused."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from reports.diagnostics import Diagnostic, Findings
from reports.files.yaml import number_hint, parse_yaml


def _parsed(text: str) -> tuple[Any, list[Diagnostic]]:
    findings = Findings()
    file = parse_yaml(text.encode(), "a.yaml", findings)
    return file.value if file else None, findings.found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: >\n  một\n  hai\n\n  ba\n", "một hai ba"),
        ("a: |\n  một\n  hai\n", "một hai"),
        ("a: |+\n  một\n\n\n", "một"),
        ("a: một\n  hai\n", "một hai"),
        ('a: "một\\nhai\\tba"\n', "một hai ba"),
        ("a: Hà\u00a0Nội và\u202fHuế\n", "Hà Nội và Huế"),
        ('a: "Hà\\u00a0Nội"\n', "Hà Nội"),
        ('a: "No\\u0302\\u0323i"\n', "Nội"),
        ('a: " – "\n', " – "),
        ("a: R&D, Q&As; AT&T\n", "R&D, Q&As; AT&T"),
        ("a: C#, a#b\n", "C#, a#b"),
        ("a: 'số #một'\n", "số #một"),
        ("a: https://a.vn/#x  # an address\n", "https://a.vn/#x"),
        ("a: Times New Roman # a font\n", "Times New Roman"),
        ("a: {vi: x, en: y}  # names\n", {"vi": "x", "en": "y"}),
        ("a:\n  vi: sách  # what is counted\n", {"vi": "sách"}),
        ("a: percent    # of dossiers\n", "percent"),
        ("a:   # names\n  x\n", "x"),
        ("a: {b: x}   # names\n", {"b": "x"}),
        ("a: 'x' #y\n", "x"),
        ("a: 5 #y\n", 5),
    ],
)
def test_a_text_is_on_one_line_in_whole_letters(text: str, value: object) -> None:
    assert _parsed(text) == ({"a": value}, [])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n  vi: sách cho mượn #ở Huế\n", 2, 21),
        ("a:\n  vi: sách cho mượn # ở Huế\n", 2, 21),
        ("a:\n  en: lent #", 2, 12),
        ("vi: một\n  hai # ba\n", 2, 7),
        ("a: sách #ở Huế", 1, 9),
        ("- một\n- hai #ba\n", 2, 7),
    ],
)
def test_a_text_that_a_comment_cuts_is_refused(text: str, line: int, column: int) -> None:
    (found,) = _parsed(text)[1]
    assert found.message == "this text ends here: a # after a space begins a comment"
    assert found.hint == "put the text in quotes; write a comment on a line of its own"
    assert found.place is not None
    assert (found.severity, found.place.line, found.place.column) == ("error", line, column)


@pytest.mark.parametrize(
    ("entity", "hint"),
    [("&amp;", 'write "&" itself'), ("&#39;", 'write "\'" itself'), ("&nbsp;", "write a space"), ("&#x26;", '"&"')],
)
def test_an_entity_of_html_is_refused(entity: str, hint: str) -> None:
    for text in (f"a: R{entity}D\n", f"a:\n- 'R{entity}D'\n", f"a: >\n  R{entity}D\n"):
        (found,) = _parsed(text)[1]
        assert found.message == f'"{entity}" is written as for HTML'
        assert hint in (found.hint or "")
        assert found.place is not None


@pytest.mark.parametrize("mixed", [False, True])
def test_letters_in_parts_are_read_as_whole_ones_with_one_warning(mixed: bool) -> None:
    parts = unicodedata.normalize("NFD", "mượn sách ở Huế")
    value, (found,) = _parsed(f"a: {'mượn' if mixed else 'sach'}\nb: {parts}\nc: {parts}\n")
    assert value == {"a": "mượn" if mixed else "sach", "b": "mượn sách ở Huế", "c": "mượn sách ở Huế"}
    assert (found.severity, str(found.place)) == ("warning", "a.yaml:2:5")
    assert "NFC" in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.250", "write 1250 if the point separates thousands, 1.25 if it marks decimals"),
        ("743.000", "write 743000 if the point separates thousands, 743 if it marks decimals"),
        ("39.51", "take the quotes away"),
        ("0.125", "take the quotes away"),
        ("1.2505", "take the quotes away"),
    ],
)
def test_a_number_in_quotes_keeps_its_value_without_them(text: str, hint: str) -> None:
    assert number_hint(text) == hint

"""Figures as sources print them, from the facts file into both kinds of files and back: nothing of them is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import make_workspace
from marked_files import parts_of, zipped
from outline import outline

from reports import audit, build

FACTS = {
    "range": ("[10, 15]", "percent", "10 - 15%"),
    "zeros": ("7.10", "percent", "7,10%"),
    "fall": ("-2.5", "percent", "-2,5%"),
    "small": ("0.3", "percent", "0,3%"),
    "power": ("146.25", "gw", "146.250 MW"),
    "money.a": ("31.30e9", "vnd", "31,30 tỷ đồng"),
    "money.b": ("500000000", "vnd", "500 triệu đồng"),
    "money.c": ("[900000000, 1200000000]", "vnd", "900 triệu đến 1,2 tỷ đồng"),
}
PERIODS = {"money.a": "2024-03", "money.b": "2024-04", "money.c": "2024-03/2024-04"}
UNITS = """
  mw: {symbol: MW, vi: mê-ga-oát, en: {one: megawatt, other: megawatts}}
  gw: {symbol: GW, vi: gi-ga-oát, en: {one: gigawatt, other: gigawatts}, scale: 1000, of: mw, decimals: 1}
  books:"""
ACCOUNT = {"power": "value: 146250, unit: mw"}
SECTION = """
# More

A: {{ fact("range") }}. B: {{ fact("zeros") }}. C: {{ fact("fall") }}. D: {{ fact("small", rounded=0) }}.
G: {{ fact("power") }}, {{ fact("power", "number") }}, {{ fact("power", "words") }}.
E: {{ periods(fact("money.a").month, fact("money.b").month) }}. F: {{ fact("money.c").ends }}.

{{ figures("money.a", "money.b", "money.c") }}

{{ figures("power", "range", "fall") }}

{{ table(facts("money.a", "money.b", "money.c", "range", "zeros"), {"label": "A", "value": "B"}, caption="C", id="all") }}
"""
SLIDE = """
## Growth {{ fact("range") }} – {{ fact("fall") }}

{{ table(facts("money.a", "money.b", "fall"), {"label": "A", "value": "B"}, caption="C", id="some") }}
"""


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose documents print these facts."""
    folder = tmp_path_factory.mktemp("numbers") / "small"
    make_workspace(folder)
    glossary, facts = folder / "seeds/glossary.yaml", folder / "seeds/facts.yaml"
    glossary.write_text(glossary.read_text("utf-8").replace("\n  books:", UNITS), "utf-8")
    entries = "".join(
        f"- {{id: {id_}, topic: reading, kind: measure, measure: {unit}, period: {PERIODS.get(id_, '2024')}, "
        f"value: {value}, unit: {unit}, label: {{vi: {id_}, en: {id_}}}, statement: {{vi: 'Có {{value}}.', en: 'It is "
        f"{{value}}.'}}, accounts: [{{source: library-report, lines: [1], printed: '{printed}', {ACCOUNT.get(id_, f'value: {value}')}}}]}}\n"
        for id_, (value, unit, printed) in FACTS.items()
    )
    facts.write_text(facts.read_text("utf-8").replace("\nleft_out:", f"\n{entries}\nleft_out:"), "utf-8")
    for code in ("vi", "en"):
        for report, more in (("briefing", SECTION), ("deck", SLIDE)):
            section = folder / f"templates/{report}/{code}/summary.md.j2"
            text = section.read_text("utf-8")
            head, mark, rest = text.partition("{{ sources() }}")
            cut = head.rfind("# ") if mark else len(head)
            section.write_text(head[:cut] + more + "\n" + head[cut:] + mark + rest, "utf-8")
    build(folder)
    return folder


@pytest.mark.parametrize(
    ("code", "prose", "joint", "cards", "column"),
    [
        ("vi", "A: 10 - 15%. B: 7,10%. C: −2,5%. D: dưới 1%.", "E: tháng 3 và tháng 4/2024. F: tháng 3 và tháng 4/2024.",
         ["31,30 tỷ đồng", "0,5 tỷ đồng", "0,9 - 1,2 tỷ đồng"],
         ["31,30 tỷ đồng", "0,50 tỷ đồng", "0,9 - 1,2 tỷ đồng", "10 - 15%", "7,10%"]),
        ("en", "A: 10–15%. B: 7.10%. C: −2.5%. D: under 1%.", "E: March and April 2024. F: March and April 2024.",
         ["VND 31.30 billion", "VND 0.5 billion", "VND 0.9–1.2 billion"],
         ["VND 31.30 billion", "VND 0.50 billion", "VND 0.9–1.2 billion", "10–15%", "7.10%"]),
    ],
)  # fmt: skip
def test_documents_print_figures_as_their_sources_do(
    numbers: Path, code: str, prose: str, joint: str, cards: list[str], column: list[str]
) -> None:
    text = outline(numbers / f"out/general/briefing.{code}.docx").replace("\u00a0", " ")
    assert prose in text
    assert joint in text
    for figure in cards:
        assert f"| {figure} / " in text
    for figure in column:
        assert f" | {figure} |" in text


def test_every_figure_is_traced(numbers: Path) -> None:
    files = sorted((numbers / "out/general").glob("*.*x"))
    assert len(files) == 4
    assert audit(*files, workspace=numbers).clean


def _hyphens(part: bytes) -> bytes:
    return part.replace("−".encode(), b"-")


def _other(part: bytes) -> bytes:
    return part.replace("−2".encode(), "−3".encode())


@pytest.mark.parametrize(("edit", "states"), [(_hyphens, set()), (_other, {"changed"})])
@pytest.mark.parametrize(("name", "shown"), [("briefing.vi.docx", "word/document"), ("deck.en.pptx", "ppt/slides/s")])
def test_a_minus_that_was_typed_as_a_hyphen_is_still_read(
    numbers: Path, tmp_path: Path, name: str, shown: str, edit: Callable[[bytes], bytes], states: set[str]
) -> None:
    parts = parts_of(numbers / "out/general" / name)
    changed = {part: edit(content) if part.startswith(shown) else content for part, content in parts.items()}
    assert changed != parts
    result = audit(zipped(tmp_path / name, changed), workspace=numbers)
    assert {figure.state for figure in result.figures} - {"traced"} == states

"""Facts files with one thing changed, for tests/details/facts.txt: all that is said about each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import test_series
from test_facts import FACTS, FAULTS, FORMULAS, GLOSSARY, GUESSES, OFFICIAL_FAULTS, PRINTED, WITH_OFFICIAL

from reports.diagnostics import Problems
from reports.facts import Facts, read_facts
from reports.facts.checks import _prints
from reports.facts.guesses import guessed_day, guessed_period
from reports.languages import LANGUAGES

WRONG = ("", "7", "x", "[x]")
"""What each field is given in turn, the first two times that the file has one of its name."""
ALSO = {
    "period": ("2030", "2024-13", "2024/..", "2025-06-01/2025-06-30"),
    "value": ("-1", "[1, 80]", "true", "1e18", "0.5"),
    "lines": ("[0]", "[1, 1]", "[2, 1]", "[-1]", "[3.5]"),
    "source": ("paper", "share.now"), "qualifier": ("over",), "valid": ("2024", "../2025", "2030/.."), "status": ("plan", "reported"),
    "unit": ("rank", "number", "books", "vnd"), "kind": ("person", "rank", "statement", "date", "law"), "language": ("en", "vi"),
    "sha256": ("'0000000000000000000000000000000000000000000000000000000000000000'",), "published": ("2025-02-30", "21/10/2025", "2025/2026"),
    "number": ("12", "'12/2025/NĐ-CP'"), "of": ("town", "null"), "place": ("null",), "id": ("a..b", "Đọc", "'a b'", "a@b"), "level": ("nation",),
}  # fmt: skip
FIELD = re.compile(r"(?m)(?<=[ {])([a-z_0-9]+): (\{[^{}\n]*\}|\[[^\[\]\n]*\]|\"[^\"\n]*\"|[^ {\[\"\n][^,}\n]*)")
ADDED = [
    "  who: hoa\n", "  who: readers\n", "  who: hao\n", "  resolution: {vi: a, en: b, reason: c}\n", "  resolution: {vi: 'a 7', en: b, reason: c}\n",
    "  resolution: {vi: '{account:report}', en: '{account:paper}', reason: c}\n", "  resolution: {vi: a, reason: c}\n", "  quotation: {text: a, source: paper, lines: [1], translation: {vi: b}}\n",
    "  qualifier: over\n", "  qualifier: dozens\n", "  derive: {formula: a, a: opened}\n", "  left: 1\n",
]  # fmt: skip


WRITTEN = (
    "{value} {place}", "{value}, {among}", "{period} {value}", "{period.short}", "{month} {value}", "{year} {value}", "{start} {value}", "{end} {value}", "{ends} {value}", "{date} {value}", "{term:readers} {value}", "{term:reader} {value}", "{place:town} {value}", "{place:twn} {value}", "{person:hoa} {value}", "{person:hao} {value}",
    "{fact:share.target} {value}", "{fact:share.targt} {value}", "{fact:opened} {value}", "{fact:share.gap} {value}", "{plain:2G} {value}", "{plain:two} {value}", "{account:report} {value}", "{report:date} {value}", "{period:opened} {value}", "{date:opened} {value}", "{year:opened} {value}", "{month:opened} {value}",
    "{period:ministry} {value}", "{period:report} {value}", "{period:2024} {value}", "{year:2024} {value}", "{date:2024-03-01} {value}", "{period:2025-06} {value}", "{period:2025} {value}", "{period:1999} {value}", "{period:2025-02-30} {value}", "{ends:ministry} {value}", "{period:opened/x} {value}", "{period:share.now} {value}",
    "{values}", "{Value}", "{value", "value}", "{value} {", "}{value}", "{value} 7", "{value} 7 and 8", "{value} *a*", "{value} _a_", "{value} <b>", "{value} | x", "{value} two schools", "{value} hai trường", "{value} ²", "{value} Ⅳ", "no value", "{value} {value}", "{value}: {fact:share.target} {fact:share.target}",
)  # fmt: skip
"""Statements of a fact, in both languages, and beside one that has only the value."""
QUOTED = (
    ("a " * 30, "b"), ("a " * 31, "b"), ("a 7 8", "b 7"), ("a 7 8", "b 9 7 10"), ("a", "b 7"),
)  # fmt: skip
"""Quotations of a source in English, and their translations."""


def _of_texts() -> Iterator[tuple[str, str]]:
    """Facts with another statement or with a quotation, each after what it is."""
    own = 'statement: {vi: "Tỷ lệ là {value}.", en: "The share is {value}."}'
    for text in WRITTEN:
        yield text, FACTS.replace(own, f'statement: {{vi: "{text}", en: "{text}"}}')
        yield f"{text} beside the value", FACTS.replace(own, f'statement: {{vi: "{text}", en: "{{value}}"}}')
    for text, translated in QUOTED:
        quotation = (
            f"  quotation: {{text: '{text.strip()}', source: paper, lines: [1], translation: {{vi: '{translated}'}}}}\n"
        )
        yield (
            f"{len(text.split())} words: {text[:20]} / {translated}",
            FACTS.replace("- id: share.target", f"{quotation}- id: share.target"),
        )


def faults(folder: Path) -> Iterator[str]:
    """Facts with each change of the tests, then with each field changed, left out and added."""
    both = WITH_OFFICIAL["facts"], WITH_OFFICIAL["terms"]
    for name, change, *_ in FAULTS:
        yield f"== {name}"
        yield from _said(FACTS.replace(*change, 1), GLOSSARY, folder)
    for name, changes, *_ in OFFICIAL_FAULTS:
        texts = dict(WITH_OFFICIAL)
        for where, old, new in changes:
            texts[where] = texts[where].replace(old, new, 1)
        yield f"== {name}"
        yield from _said(texts["facts"], texts["terms"], folder)
    for formula, settings, _ in FORMULAS:
        derive = ", ".join((f'formula: "{formula}"', *(f"{name}: {value}" for name, value in settings.items())))
        yield f"== {derive}"
        yield from _said(FACTS.replace('formula: "target - now"', derive), GLOSSARY, folder)
    for name, (change, *_) in test_series.WRONG_CELLS.items():
        yield f"== cells: {name}"
        yield from _said((test_series.HEAD + test_series.CELLS).replace(*change), test_series.GLOSSARY, folder)
    for name, (csv, text, *_) in test_series.WRONG_FILES.items():
        yield f"== a file of cells: {name}"
        (folder / "rate.csv").unlink(missing_ok=True)
        if csv is not None:
            (folder / "rate.csv").write_bytes(csv)
        yield from _said(test_series.HEAD + text, test_series.GLOSSARY, folder)
    for added in ADDED:
        for at in ("- id: share.target", "- id: opened"):
            yield f"== {added.strip()} before {at}"
            yield from _said(both[0].replace(at, f"{added}{at}"), both[1], folder)
    yield "== statements and quotations"
    for name, text in _of_texts():
        yield f"{name}: {' / '.join(_said(text, GLOSSARY, folder))}"
    yield "== fields with other values, and without them"
    for index, text in enumerate(both):
        counted = Counter[str]()
        for found in FIELD.finditer(text):
            counted[found[1]] += 1
            for wrong in (*WRONG, *ALSO.get(found[1], ()), None) if counted[found[1]] < 3 else ():
                shown = f"{found[1]}: {wrong}" if wrong is not None else ""
                texts = [*both]
                texts[index] = f"{text[: found.start()]}{shown}{text[found.end() :]}"
                line = text.count("\n", 0, found.start()) + 1
                yield f"{line} {shown or f'no {found[1]}'}: {' / '.join(_said(*texts, folder))}"


def _said(facts: str, glossary: str, folder: Path) -> Iterator[str]:
    """What is said about the facts, or what is worth saying of them."""
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    try:
        read = read_facts(folder)
    except Problems as problems:
        for each in problems.diagnostics:
            place = str(each.place).removeprefix("seeds/")
            yield f"{place} {each.message}{f' ({each.hint})' if each.hint else ''}"
    else:
        yield from _values(read)


def _values(read: Facts) -> Iterator[str]:
    """The values of the facts, each that is as in the facts above left out."""
    usual = {"share.now": "39.51", "share.target": "80", "share.gap": "40.49", "opened": "None"}
    found = {id_: str(fact.value) for id_, fact in read.facts.items()}
    yield ", ".join(f"{id_} {value}" for id_, value in found.items() if usual.get(id_) != value) or "-"


def readings() -> Iterator[str]:
    """Periods that are guessed, and values that printed tokens may mean."""
    more = (
        "2025-10-21",
        "12.2025",
        "2025/2026",
        "1/1/2025",
        "31/1/2025",
        "30-2-2025",
        "2025 10 21",
        "999-1-1",
        "1000-1-1",
    )
    for written in (*(written for written, _ in GUESSES), *more):
        yield f"{written!r}: {guessed_period(written)}, {guessed_day(written)}"
    values = sorted({Decimal(value) * 10**power for _, each in PRINTED for value in each for power in (0, 3, 6)})
    for printed, _ in PRINTED:
        meant = [f"{value:f}" for value in values if _prints(printed, value, LANGUAGES["vi"])]
        with suppress(ValueError):
            meant.append(f"read as {LANGUAGES['vi'].read_quantity(printed)}")
        yield f"{printed!r}: {', '.join(meant) if len(meant) < 20 else 'anything'}"

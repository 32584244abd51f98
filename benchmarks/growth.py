"""How time and memory grow with the size of a workspace: builds and audits of n, 2n and 4n, and the exponents.

    python -m benchmarks.growth [KIND …] [--largest 10000]

An exponent is that of what grows, without the constant part: of (cost of 4n - cost of 2n) / (cost of 2n - cost of n).
"""

from __future__ import annotations

import argparse
import math
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.processes import ROOT, Run, run, songngu
from benchmarks.tables import table

SECTION, TABLE = 500, 5_000
"""What one section has at most, and a section with a table."""
LANGUAGES = ("vi", "en")
FACTS = 1_000
"""How many facts there are at most, unless facts are what grows; more paragraphs repeat them."""

FACT = """
- id: bus.{word}
  topic: all
  kind: measure
  label: {{vi: "xe của bến {word}", en: "buses of {word}"}}
  statement: {{vi: "Bến {word} có {{value}} trong {{period}}.", en: "In {{period}}, {word} had {{value}}."}}
  value: {value}
  unit: buses
  measure: bus.{word}
  period: 2025
  importance: 2
  accounts:
  - {{source: report, lines: [1], printed: "{value} xe", value: {value}}}
"""
SEEDS = """topics: {all: {vi: Tất cả, en: All}}
sources:
  report:
    file: report.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    title: {vi: Báo cáo xe buýt, en: Report on buses}
    publisher: {vi: Trung tâm xe buýt, en: Bus centre}
    short: {vi: Báo cáo, en: Report}
    published: 2026-01-20
    language: vi
facts:
"""
REPORT = """format: {format}
title: {{vi: Một thành phố tưởng tượng, en: An invented city}}
subtitle: {{vi: Phép đo, en: A measurement}}
short_title: {{vi: Phép đo, en: A measurement}}
date: 2026-03-01
sections: [{sections}]
"""
CHART = """
  {word}:
    kind: bars
    title: {{vi: "Xe của bến {word} sẽ đông hơn", en: "The buses of {word} grow"}}
    subtitle: {{vi: "Số xe, năm", en: "Number of buses"}}
    facts: [bus.{first}]
"""


def word(number: int) -> str:
    """A word for a number, as texts have no digits."""
    return "t" + "".join("bfghjknpqr"[int(digit)] for digit in str(number))


def paragraphs(number: int) -> str:
    fact = f'{{{{ fact("bus.{word(number % FACTS)}").statement }}}}'
    return f"The stop {word(number)} is near the pier. {fact} It is *quiet*.\n\n"


def rows(number: int) -> str:
    head = "\n| Stop | Buses |\n|---|---|\n" if number % TABLE == 0 else ""
    return f'{head}| {word(number)} | {{{{ fact("bus.{word(number % FACTS)}") }}}} |\n'


def facts(number: int) -> str:
    return f'- {{{{ fact("bus.{word(number)}").statement }}}}\n'


def slides(number: int) -> str:
    fact = f'{{{{ fact("bus.{word(number % FACTS)}") }}}}'
    return (
        f"## The stop {word(number)} is near the pier\n\n- {fact}\n- A roof\n\n::: notes\nThe stop has {fact}.\n:::\n\n"
    )


def charts(number: int) -> str:
    return f'The stop {word(number)} is near the pier.\n\n{{{{ chart("{word(number)}") }}}}\n\n'


KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "paragraphs": (paragraphs, 10_000),
    "rows": (rows, 10_000),
    "facts": (facts, 10_000),
    "slides": (slides, 1_000),
    "charts": (charts, 300),
}
"""What one of each kind is in a template, and the largest size that is measured."""


def make_workspace(root: Path, kind: str, count: int) -> None:
    """Write a workspace with so many of a kind, the same in both languages."""
    write, _ = KINDS[kind]
    templates = root / "templates"
    shutil.copytree(ROOT / "benchmarks" / "workspace" / "templates" / "audiences", templates / "audiences")
    shutil.copytree(ROOT / "benchmarks" / "workspace" / "templates" / "brand", templates / "brand")
    (root / "seeds").mkdir()
    known = range(count if kind == "facts" else min(count, FACTS))
    entries = "".join(FACT.format(word=word(number), value=100 + number % 800) for number in known)
    (root / "seeds" / "facts.yaml").write_text(SEEDS + entries, "utf-8")
    (root / "seeds" / "glossary.yaml").write_text("units: {buses: {vi: xe, en: {one: bus, other: buses}}}\n", "utf-8")
    drawn = range(count if kind == "charts" else 1)
    specs = "".join(CHART.format(word=word(number), first=word(number % min(count, 5))) for number in drawn)
    (templates / "charts.yaml").write_text(f"charts:\n{specs}", "utf-8")
    starts = range(0, count, TABLE if kind == "rows" else SECTION)
    texts = {
        f"part-{word(start)}": "".join(map(write, range(start, min(start + starts.step, count)))) for start in starts
    }
    report = templates / "report"
    report.mkdir()
    settings = REPORT.format(format="powerpoint" if kind == "slides" else "word", sections=", ".join(texts))
    (report / "report.yaml").write_text(settings, "utf-8")
    for language in LANGUAGES:
        (report / language).mkdir()
        for name, text in texts.items():
            (report / language / f"{name}.md.j2").write_text(text, "utf-8")


def measure(folder: Path, kind: str, count: int) -> dict[str, Run]:
    """The cost of a first build, of a check and of an audit."""
    root = folder / f"{kind}-{count}"
    make_workspace(root, kind, count)
    first = run(songngu(root, "build", "--language", "en"))
    (report,) = root.glob("out/general/report.en.*")
    return {
        "build": first,
        "check": run(songngu(root, "check")),
        "audit": run(songngu(root, "audit", str(report))),
    }


def exponent(costs: list[float]) -> float:
    """The exponent of what grows in three costs, each of twice the size."""
    first, second = costs[1] - costs[0], costs[2] - costs[1]
    return math.log2(second / first) if first > 0 and second > 0 else math.nan


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__.splitlines()[0])
    options.add_argument("kinds", nargs="*", help=", ".join(KINDS))
    options.add_argument("--largest", type=int, help="the largest number of each kind")
    given = options.parse_args()
    print(table(["what", "work", "CPU of n, 2n, 4n, s", "exponent", "memory, MiB", "exponent"], []))
    for kind in given.kinds or KINDS:
        largest = min(given.largest or 10**9, KINDS[kind][1])
        with tempfile.TemporaryDirectory() as name:
            sizes = [measure(Path(name), kind, largest // share) for share in (4, 2, 1)]
        for work in sizes[0]:
            cpu, memory = [each[work].cpu for each in sizes], [each[work].memory for each in sizes]
            shown = [", ".join(f"{cost:.{digits}f}" for cost in costs) for costs, digits in ((cpu, 1), (memory, 0))]
            figures = [shown[0], f"{exponent(cpu):.2f}", shown[1], f"{exponent(memory):.2f}"]
            print(f"| {largest:,} {kind} | {work} | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()

"""Workspaces with one thing changed, and languages that differ, for tests/details/workspaces.txt."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product
from pathlib import Path

from conftest import LIBRARY
from fact_cases import ALSO, FIELD, WRONG
from msgspec.structs import replace
from test_slides import cards, chart, figure_of, items, profiles, table, text, title, words

from reports.diagnostics import Findings, Place, Problems
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Columns,
    Document,
    Figure,
    Marked,
    Merge,
    Meta,
    Note,
    PageBreak,
    Section,
    SpeakerNotes,
    Trace,
)
from reports.facts import read_facts
from reports.pipeline.agreement import compare
from reports.pipeline.budgets import BudgetSubject, BudgetUse, check_budget, check_pages
from reports.pipeline.plan import Target, plan
from reports.workspace import AudienceReport, Budget, Workspace, read_workspace
from reports.workspace.checks import check_strays
from reports.workspace.selection import select

HERE = Place("vi.md", 1)
OWN = """\
name: {vi: Cơ quan, en: Offices}
description: {vi: Người làm việc., en: Those who work there.}
from: children
rounding: 1
release: internal
form: official
small_counts: words
phrases: {vi: {draft: Bản nháp}}
official: {kind: {vi: Báo cáo, en: Report}, kind_symbol: BC, addressees: [{vi: Sở, en: Department}]}
reports:
  report: {sections: [overview, lending, plans, annex], annexes: [annex], title: {vi: Tên, en: Name}, date: 2025-04-01, budget: {words: {vi: 500, en: 400}, pages: 9, sections: {lending: 100}}}
  slides: {version: "3", status: {vi: Nháp, en: Draft}, budget: {slides: 20, slide_words: 80}}
"""
FILES = ("report/report.yaml", "slides/report.yaml", "audiences/own/audience.yaml")
MORE = {
    "from": ("own", "general", "childrn"), "sections": ("[overview]", "[overview, overview]", "[lendng]"), "remove": ("[overview, lending, plans, annex]", "[nothing]"),
    "annexes": ("[lending]", "[anex]"), "rounding": ("0", "6", "9"), "format": ("powerpoint", "pdf"), "date": ("2025-02-30", "1/2/2025"), "form": ("house",), "release": ("public",), "budget": ("{slides: 3}", "{words: 0}", "{sections: {nothing: 4}}"),
    "reports": ("{repot: {}}",), "citations": ("list", "notes"), "least_importance": ("0", "4", "3"), "draft": ("'**a**'",),
}  # fmt: skip
STRAYS = ("templates/report/vi/lendin.md.j2", "templates/report/vi/README.md", "seeds/fact.yaml", "templates/audiences/own/report/vi/lending.md.j2", "templates/report/y.md", "templates/.hidden/z.md", "templates/audiences/nobody/a.yml", "templates/report/vi/notes.txt")  # fmt: skip
PLANS: list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]] = [
    ((), (), (), False), ((), (), (), True), (("report",), ("own",), ("vi",), False), ((), (), ("vi-en",), False), (("slides",), (), ("vi-en",), False), (("slides", "report"), (), ("en-vi", "en"), True), (("report",), ("own",), ("vi-en",), False),
    ((), ("own",), ("vi-en",), True), (("reprt",), ("onw",), ("fr", "vi"), False), ((), ("children", "own"), ("en",), False),
]  # fmt: skip


def workspaces(folder: Path) -> Iterator[str]:
    for name in ("seeds", "templates"):
        shutil.copytree(LIBRARY / name, folder / name)
    templates = folder / "templates"
    (templates / "audiences/own").mkdir()
    (templates / FILES[2]).write_text(OWN, "utf-8")
    workspace = read_workspace(folder)
    yield from _told(workspace)
    yield "== budgets"
    yield from budgets(workspace)
    for name in FILES:
        written = (templates / name).read_text("utf-8")
        yield f"== {name}: fields with other values, and without them"
        for found in FIELD.finditer(written):
            for wrong in (*WRONG, *MORE.get(found[1], ALSO.get(found[1], ())), None):
                shown = f"{found[1]}: {wrong}" if wrong is not None else ""
                (templates / name).write_text(f"{written[: found.start()]}{shown}{written[found.end() :]}", "utf-8")
                yield f"{shown or f'no {found[1]}'}: {' / '.join(_faults(folder))}"
        (templates / name).write_text(written, "utf-8")
    yield "== strays and missing texts"
    for name in STRAYS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    findings = Findings()
    check_strays(workspace, findings)
    yield from (f"{each.place}: {each.message} ({each.hint})" for each in findings.found)
    (templates / "report/vi/lending.md.j2").unlink()
    (templates / "slides/en/story.md.j2").unlink()
    yield from _faults(folder)
    yield "== which files are built"
    try:
        plan(replace(workspace, languages=("vi",)), languages=("en", "vi-en"))
    except Problems as problems:
        yield from (f"without English: {each.message} ({each.hint})" for each in problems.diagnostics)
    for reports, audiences, languages, everybody in PLANS:
        yield f"{reports} {audiences} {languages} {'all' if everybody else ''}"
        try:
            yield f"  {', '.join(each.name for each in plan(workspace, reports, audiences, languages, all_audiences=everybody))}"
        except Problems as problems:
            yield from (f"  {each.place}: {each.message} ({each.hint})" for each in problems.diagnostics)


BUDGETS = (
    Budget(words=100, slides=3, slide_words=40, pages=2, sections={"lending": 60}), Budget(words={"vi": 99, "en": 1000}, slide_words={"en": 39}), Budget(words=99, slides=2, pages=1, sections={"lending": {"vi": 59}}), Budget(),
)  # fmt: skip
USES = (
    BudgetUse("overview", 40, ((40, HERE),)),
    BudgetUse("lending", 60, ((20, HERE), (41, None))),
    BudgetUse("", 0, ((0, None),)),
)
"""100 words on 4 slides."""


def budgets(workspace: Workspace) -> Iterator[str]:
    """What is said of the same words, slides and pages with several budgets."""
    own = workspace.audiences["own"]
    sides = Target("own", "report", "vi-en", ".docx")
    for budget, target in product(BUDGETS, (*plan(workspace, ("report",), ("own",), ("vi", "en")), sides)):
        reports = {"report": AudienceReport(budget=budget)}
        audiences = {**workspace.audiences, "own": own.model_copy(update={"reports": reports})}
        subject = BudgetSubject(replace(workspace, audiences=audiences), target)
        findings = Findings()
        check_budget(subject, USES, findings)
        check_pages(subject, 2, USES, findings)
        told = " / ".join(f"{each.place} {each.message} ({each.hint})" for each in findings.found)
        yield f"{budget.model_dump(exclude_defaults=True)} {target.name}: {told or '-'}"


def _told(workspace: Workspace) -> Iterator[str]:
    """What each audience has, and where it is set."""
    facts = read_facts(workspace.seeds)
    yield f"== audiences of {', '.join(workspace.languages)}"
    for name, audience in workspace.audiences.items():
        yield f"{name} {workspace.lineages[name]}: {audience!r}"
        for day in (date(2025, 12, 31), date(2026, 1, 1)):
            chosen = select(facts, audience, day)
            yield f"  {day}: without {chosen.withheld}, minor {sorted(chosen.minor)}, {len(list(chosen.offered()))} in lists"
    for report, name in product(workspace.reports, workspace.audiences):
        shown = workspace.report(report, name)
        places = [
            workspace.place_in_report(name, report, field)
            for field in ("title", "date", "sections", "status", "version")
        ]
        yield f"{report} {name}: {shown!r}"
        yield f"  {'; '.join(map(str, places))}; {workspace.place(name, 'rounding')} {workspace.key_place(name, 'citations')}"


def _faults(folder: Path) -> Iterator[str]:
    try:
        read_workspace(folder)
    except Problems as problems:
        yield from (
            f"{str(each.place).removeprefix('templates/')} {each.message} ({each.hint})"
            for each in problems.diagnostics
        )
    else:
        yield "-"


SAID = words("Một hai ba bốn năm sáu bảy")
TERM = Marked("bạn đọc", Trace("term", "readers"))
DAY = Marked("2025", Trace("date", "2025-01-01"))
BLOCKS: dict[str, Block] = {
    "heading": title("A", 2), "other heading": replace(title("A", 2), id="a"), "lower heading": title("A", 3), "text": text("a"), "figure in text": text(figure_of("share", "1")), "two figures": text(figure_of("share", "1"), figure_of("teams", "2")),
    "term": text("a", TERM), "date": text("a", DAY), "same words": text(*SAID), "note": text("a", Note(words("x"), own=True)), "note of a source": text("a", Note(words("x"))), "list": items("a", "b"), "longer list": items("a", "b", "c"), "steps": items("a", "b", ordered=True),
    "steps from 3": replace(items("a", "b", ordered=True), start=3), "table": table(2), "longer table": table(3), "joined table": replace(table(2), merges=(Merge(1, 0, 2, 1),)), "table with a total": replace(table(2), totals=(1,)), "chart": chart(), "other chart": chart("more"),
    "picture": Figure("picture:mai", HERE, "pic-mai", (), (), "x"), "break": PageBreak(HERE), "cards": cards(2), "profiles": profiles(1), "notes": SpeakerNotes((text("x"),), HERE), "longer notes": SpeakerNotes((text("x"), text("y")), HERE), "box": Box("summary", (text("a"),), HERE),
    "box with a list": Box("summary", (text("a"), items("a")), HERE), "columns": Columns(((text("a"),), (text("b"),)), HERE),
}  # fmt: skip


def agreements() -> Iterator[str]:
    """What is said of each two blocks in two languages, and of blocks that one language lacks."""
    names = list(BLOCKS)
    pairs = [
        *zip(names, names, strict=True),
        *pairwise(names),
        *product((each for each in names if "table" in each), repeat=2),
    ]
    for one, other in dict.fromkeys(pairs):
        if found := _compared((BLOCKS[one],), (BLOCKS[other],)):
            yield f"{one} and {other}: {' / '.join(found)}"
    several = [BLOCKS[name] for name in ("heading", "text", "figure in text", "list", "same words", "chart")]
    for index in range(len(several)):
        fewer = (*several[:index], *several[index + 1 :])
        yield f"without {index}: {' / '.join(_compared(tuple(several), fewer))} | {' / '.join(_compared(fewer, tuple(several)))}"
    yield f"without two: {' / '.join(_compared(tuple(several), tuple(several[2:])))}"
    yield f"own: {' / '.join(_compared((text('x'), *several), tuple(several), own=1))}"


def _compared(mine: Blocks, theirs: Blocks, own: int = 0) -> list[str]:
    meta = Meta((), (), date(2025, 1, 1), ())
    sections = []
    for code, blocks in (("vi", mine), ("en", theirs)):
        placed = tuple(
            replace(block, place=Place(f"deck/{code}/progress.md.j2", n)) for n, block in enumerate(blocks, 1)
        )
        sections.append(Section("s", placed, tuple(block.place for block in placed[:own]) if code == "vi" else ()))
    findings = Findings()
    compare(
        {code: Document("r", code, meta, (section,)) for code, section in zip(("vi", "en"), sections, strict=True)},
        findings,
    )
    return [f"{each.severity} {each.place} {each.message} ({each.hint})" for each in findings.found]

"""The build compares a document with the parts of its file; here the writers are broken in one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import copy_library, songngu
from msgspec.structs import replace

from reports.charts.jobs import draw
from reports.diagnostics import Findings
from reports.document.model import Inlines, Table, Text
from reports.files.xml_text import EMPTY
from reports.pipeline.knowledge import read_knowledge
from reports.pipeline.losses import IncompleteFile
from reports.pipeline.plan import plan
from reports.pipeline.preparation import Variant, prepare
from reports.powerpoint import presentation, slide, tables
from reports.powerpoint.slides import deck, kinds, layouts
from reports.powerpoint.slides.model import TableFill, TextFill
from reports.word import blocks, data_tables, figures, house, inlines
from reports.word.official import form
from reports.workspace import read_workspace

pytestmark = pytest.mark.usefixtures("blank_charts")
TITLE, CONTINUED = "Thanh Hoa", "- Thanh Hoa\n- Lang Sen\n" * 9
"""A slide that is continued, with lines that are repeated."""
OFFICIALS = """name: {vi: Cán bộ, en: Officials}
description: {vi: Bản hành chính., en: The administrative form.}
form: official
official:
  kind: {vi: Báo cáo, en: Report}
  place: {vi: Bến Mây, en: Ben May}
  addressees: [{vi: Phòng Văn hóa, en: Office of Culture}, {vi: Ban Kinh tế, en: Board of Trade}]
  recipients: [{vi: Chi nhánh Làng Sen, en: Branch of Lang Sen}]
  signer: [{vi: Giám đốc thư viện, en: Director}]
reports: {report: {sections: [lending, readers, plans]}}
"""
Write = Callable[[str], bytes]


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory, blank_charts: None) -> Write:
    """A function that prepares and writes a file of the library's workspace, by its name."""
    folder = copy_library(tmp_path_factory.mktemp("losses"))
    for language in ("vi", "en"):
        with (folder / f"templates/slides/{language}/plans.md.j2").open("a", encoding="utf-8") as file:
            file.write(f"\n## {TITLE}\n\n" + CONTINUED)
    officials = folder / "templates/audiences/officials"
    officials.mkdir()
    (officials / "audience.yaml").write_text(OFFICIALS, encoding="utf-8")
    workspace = read_workspace(folder)
    knowledge = read_knowledge(workspace)

    @cache
    def whole(name: str) -> Variant:
        audience, _, file = name.rpartition("/")
        report, language, _ = file.split(".")
        findings = Findings()
        made = prepare(knowledge, plan(workspace, [report], [audience], [language]), findings)
        findings.check()
        (variant,) = made
        return variant

    def content(name: str) -> bytes:
        variant = whole(name)
        read = (knowledge.brand, knowledge.specs, knowledge.pictures)
        prepared = variant.format.prepare(variant.composed, *read, workspace.cache)
        drawn = draw(list(prepared.charts.values()), knowledge.brand, workspace.cache, jobs_at_once=1)
        pictures = {
            job: replace(each, raster=each.raster + f"{each.name} {job.width}".encode()) for job, each in drawn.items()
        }  # all differ
        return replace(variant, prepared=prepared).content(pictures)

    return content


Fault = tuple[str, ModuleType, str, Callable[..., Any]]
"""A file, the function of a writer that is broken, and the broken one, which takes the function and its arguments."""
REPORT, SIDES, SLIDES = "general/report.vi.docx", "general/report.vi-en.docx", "general/slides.vi.pptx"
OFFICIAL = "officials/report.vi.docx"


def _swapped(text: Inlines) -> Inlines:
    """The text with its first two runs of words in the other order."""
    return (text[1], text[0], *text[2:]) if len(text) > 2 and isinstance(text[1], Text) else text


def _first(write: Any, state: Any) -> Any:
    """Embed the first picture instead of the right one."""
    name = next(iter(state.media))
    return write(name, state.media[name], state)


def _without_last_cells(write: Callable[..., Any], table: Table, *rest: Any) -> Any:
    return write(replace(table, rows=tuple((*cells[:-1], ()) for cells in table.rows)), *rest)


def _without_last_cells_on_slides(write: Callable[..., Any], row: int, fill: TableFill, *rest: Any) -> Any:
    return _without_last_cells(lambda table: write(row, replace(fill, table=table), *rest), fill.table)


def _without_alternative(write: Callable[..., Any], page: Any, placeholder: Any, fill: Any) -> Any:
    return write(page, placeholder, replace(fill, alt=""))


def _with_another_picture(write: Callable[..., Any], page: Any, *rest: Any) -> Any:
    images = dict.fromkeys(page.setting.images, next(iter(page.setting.images.values())))
    return write(replace(page, setting=replace(page.setting, images=images)), *rest)


def _without_a_line(write: Callable[..., Any], *arguments: Any) -> Any:
    """A text that is continued lacks the line with which it goes on."""
    made = write(*arguments)
    return [made[0], made[1][1:], *made[2:]] if len(made) > 1 else made


def _without_a_slide(write: Callable[..., Any], made: Any, *rest: Any) -> Any:
    return write(replace(made, slides=(*made.slides[:4], *made.slides[5:])), *rest)


def _without_a_label(write: Callable[..., Any], *arguments: Any) -> Any:
    for content in write(*arguments):
        fills = {box: TextFill((fill.lines[0], *fill.lines[2:])) for box, fill in content.fills.items()}
        yield replace(content, fills=fills)


def _without(field: str, position: int, instead: object = ()) -> Callable[..., Any]:
    """A writer that gets the texts at this position of its arguments with another value of a field."""

    def broken(write: Callable[..., Any], *how: Any) -> Any:
        return write(*how[:position], replace(how[position], **{field: instead}), *how[position + 1 :])

    return broken


FAULTS: dict[str, Fault] = {
    "a paragraph of an item": (REPORT, blocks, "_item_content", lambda write, *_: EMPTY),
    "a cell": (REPORT, data_tables, "_rows", _without_last_cells),
    "a cell beside its translation": (SIDES, data_tables, "_rows", _without_last_cells),
    "a note": (REPORT, inlines, "_note", lambda write, note, *rest: write(replace(note, children=()), *rest)),
    "a text alternative": (REPORT, figures, "_picture", lambda write, *how: write(*how[:3], "", *how[4:])),
    "a picture": (REPORT, figures, "_write_picture", lambda write, *_, **how: None),
    "the right picture": (REPORT, figures, "_embed", lambda write, *how: _first(write, how[-1])),
    "the order of two runs": (REPORT, blocks, "runs", lambda write, text, *how: write(_swapped(text), *how)),
    "the style of a figure": (REPORT, inlines, "run", lambda write, *how: write(*how[:3])),
    "a mark": (REPORT, inlines, "_marked", lambda write, mark, state, pen: inlines.run(mark.text, state, pen)),
    "a line of a continued slide": (SLIDES, layouts, "slide_bodies", _without_a_line),
    "a cell on a slide": (SLIDES, tables, "_cells", _without_last_cells_on_slides),
    "a label of a card": (SLIDES, kinds, "_shared_out", _without_a_label),
    "speaker notes": (SLIDES, deck, "spoken_lines", lambda write, *how: write(*how)[:-1]),
    "a text alternative on a slide": (SLIDES, slide, "_picture", _without_alternative),
    "the right picture on a slide": (SLIDES, slide, "_picture", _with_another_picture),
    "a source line": (SLIDES, deck, "source_line", lambda write, *how: ()),
    "a mark on a slide": (SLIDES, slide, "tags", lambda write, found: write(list(found)[:-1])),
    "a subtitle": (REPORT, house, "_write_title_block", _without("subtitle", 2)),
    "the agency beside its translation": (SIDES, house, "_write_title_block", _without("agency", 2)),
    "the day": (REPORT, house, "_write_title_block", _without("date", 2, date(2025, 3, 2))),
    "an addressee": (OFFICIAL, form, "_addressees", _without("addressees", 1, ((Text("Phòng Văn hóa"),),))),
    "a recipient": (OFFICIAL, form, "_recipients", _without("recipients", 0)),
    "the signer": (OFFICIAL, form, "_signature", _without("signer", 0)),
    "the status on the title slide": (SLIDES, deck, "_state", lambda write, *_: ()),
    "a slide": (SLIDES, presentation, "write", _without_a_slide),
}


def test_whole_files_are_written(write: Write) -> None:
    for name in ("report.vi.docx", "report.en.docx", "report.vi-en.docx", "slides.vi.pptx", "slides.en.pptx"):
        assert write(f"general/{name}")
    assert write(OFFICIAL)


@pytest.mark.parametrize("lost", FAULTS)
def test_a_file_that_lost_something_is_not_written(lost: str, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    name, module, function, broken = FAULTS[lost]
    monkeypatch.setattr(module, function, partial(broken, getattr(module, function)))
    with pytest.raises(IncompleteFile, match=rf"{name} is not written: it would lack .*templates/.*:\d+"):
        write(name)


def test_a_build_that_would_lose_something_is_a_fault_of_the_program(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_item_content", lambda *_: EMPTY)
    ended = songngu("build", "--workspace", small)
    assert ended.returncode == 70
    assert "IncompleteFile: general/briefing.vi.docx is not written: it would lack" in ended.stderr
    assert "this is a fault of songngu, not of your files" in ended.stderr
    assert not list(small.glob("out/general/*"))

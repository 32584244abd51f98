"""Finished files of the library, edited and out of date, for tests/details/audit.txt, refresh.txt and usage.txt."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from conftest import LIBRARY
from drawing_cases import checksum
from marked_files import zipped
from msgspec.structs import replace
from native_cases import CHARTS
from test_refresh_charts import WORDS, chart_in_file, later, without_ids
from word_files import parts_of

from reports import refresh
from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.charts.editable import NativeChart, NotNative
from reports.charts.frame import Frame, looks_of
from reports.charts.letters import with_fallback
from reports.charts.model import EmbeddedChart
from reports.charts.native import write_native
from reports.facts import read_facts
from reports.finished import audit
from reports.finished.changes import Change
from reports.finished.chart_merge import merge
from reports.finished.model import FoundFigure, summary
from reports.finished.native_charts import found_in
from reports.finished.usage import usage
from reports.languages import LANGUAGES

FILES = ("report.vi.docx", "slides.en.pptx", "report.en.docx", "slides.vi.pptx")
SEEN = r"(word/(document|footnotes|footer\d+)|ppt/(slides/slide|notesSlides/notesSlide)\d+)\.xml"
"""The parts of a file whose texts are edited."""
PIECE = re.compile(
    r"<(?:w:t|a:t|c:v|w:delText|c:f|t)(?: [^>]*)?>([^<]*)<"
    r"|<((?:w:ins|w:del|wp:docPr|p:cNvPr|p:tag|w:rStyle|mark|fact|property) [^>]*)"
)
"""A text in a file, or an element that says what a text or a picture is."""


def _edited(parts: dict[str, bytes], seen: str, every: int) -> dict[str, bytes]:
    """The parts, with the last digit of every so many texts changed, and a sentence typed after every fourth of these."""
    count = 0

    def edit(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if count % every:
            return found[0]
        typed = " Thêm 77 nữa." if count % (4 * every) == 0 else ""
        return f"{found[1]}{found[2]}{(int(found[3]) + 1) % 10}{found[4]}{typed}"

    text = r"(<[wa]:t(?: [^>]*)?>)([^<]*)(\d)([^<\d]*)(?=</)"
    return {
        name: re.sub(text, edit, content.decode()).encode() if re.fullmatch(seen, name) else content
        for name, content in parts.items()
    }


def audited(built: Path, folder: Path) -> Iterator[str]:
    """What `audit` says of the library's files: as built, edited, and without the lists of marks or the styles."""
    for name in ("report.vi.docx", "slides.en.pptx"):
        parts = dict(parts_of((built / "general" / name).read_bytes()))
        bare = {part: content for part, content in parts.items() if not part.startswith(("customXml", "ppt/tags/"))}
        unlisted = {part: content for part, content in bare.items() if part != "docProps/custom.xml"}
        styles = {"word/styles.xml": re.sub(rb'"fact [^"]*"', b'"x"', parts.get("word/styles.xml", b""))}
        cases = {
            "as built": (parts, 1),
            "every 10th figure edited": (_edited(parts, SEEN, 10), 0),
            "without its list": (bare, 0),
            "without its list, every 15th figure edited": (_edited(bare, SEEN, 15), 0),
            "without any list, every 12th figure edited": (_edited(unlisted, SEEN, 12), 0),
            "without styles, every 17th figure edited": (
                _edited(parts | (styles if "docx" in name else {}), SEEN, 4),
                0,
            ),
        }
        for case, (changed, all_of_them) in cases.items():
            found = audit([zipped(folder / name, changed)], built.parent).figures
            yield f"== {name} {case}: {summary(found)}"
            if all_of_them:
                counts = Counter(f"{each.kind} {each.ref} {each.form} {each.value or ''}".strip() for each in found)
                yield "; ".join(f"{told} × {count}" for told, count in counts.items())
            yield from _untraced(found)
    for case, swaps in SINCE.items():
        workspace = _changed(folder / str(len(swaps)), swaps)
        for name in ("report.vi.docx", "slides.en.pptx"):
            found = audit([built / "general" / name], workspace).figures
            yield f"== {name} since {case}: {summary(found)}"
            yield from _untraced(found)


def _untraced(figures: Iterable[FoundFigure]) -> Iterator[str]:
    for each in figures:
        if each.state != "traced":
            told = f"{each.state} {each.figure!r} × {each.times}, {each.kind} {each.ref} {each.form}"
            yield f"{each.place}: {told}, {each.value} {each.was}: {each.printed} – {each.what[:70]}"


SINCE: dict[str, list[tuple[str, str, str]]] = {
    "facts, names, titles and charts have changed": [
        ("seeds/facts.yaml", "31400", "31500"), ("seeds/facts.yaml", "31.400", "31.500"), ("seeds/facts.yaml", "45.5", "46.5"), ("seeds/facts.yaml", "45,5%", "46,5%"),
        ("seeds/facts.yaml", "value: 46800", "value: 48900"), ("seeds/facts.yaml", "46.800", "48.900"), ("seeds/facts.yaml", "46,800", "48,900"), ("seeds/facts.yaml", "period: 2023", "period: 2021"),
        ("seeds/facts.yaml", "published: 2025-02\n", "published: 2025-03\n"), ("seeds/facts.yaml", "Báo cáo công tác năm 2024", "Báo cáo công tác năm 2023"), ("seeds/facts.yaml", "0.8", "0.75"), ("seeds/facts.yaml", "0,8 ha", "0,75 ha"),
        ("seeds/glossary.yaml", "2022 - 2025", "2022 - 2026"), ("seeds/glossary.yaml", "2022–2025", "2022–2026"), ("templates/report/report.yaml", "2025-03-01", "2025-03-02"),
        ("templates/report/report.yaml", 'version: "2.1"', 'version: "2.2"'), ("templates/charts.yaml", "{period:loans.2024}", "{period:loans.2023}"),
    ],
    "facts have gone, so that nothing can be built": [
        ("seeds/facts.yaml", "- id: loans.children", "- id: loans.pupils"), ("seeds/facts.yaml", "- id: members\n", "- id: holders\n"), ("seeds/facts.yaml", "now: members}", "now: holders}"),
    ],
}  # fmt: skip
"""What has changed in the library since its files were built: in which files, which text, and the new one."""


def _changed(folder: Path, swaps: list[tuple[str, str, str]]) -> Path:
    """A copy of the library in which each text is replaced wherever it is."""
    for name in ("seeds", "templates"):
        shutil.copytree(LIBRARY / name, folder / name)
    for name, old, new in swaps:
        text = (folder / name).read_text("utf-8")
        assert old in text, f"nothing to replace in {name}: {old}"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


def refreshed(built: Path, folder: Path) -> Iterator[str]:
    """What `refresh` does with files as built and edited, after what they say has changed, and which texts it writes."""
    for number, (case, swaps) in enumerate(SINCE.items()):
        workspace = _changed(folder / str(number), swaps)
        for name in FILES[: None if not number else 2]:
            before = dict(parts_of((built / "general" / name).read_bytes()))
            for how, every in (("as built", 0), ("edited", 7)):
                parts = _edited(before, SEEN, every) if every else before
                file = zipped(folder / f"{number} {every} {name}", parts)
                result = refresh(file, workspace=workspace, accept=bool(every), date="2026-07-01T08:00:00Z")
                yield f"== {name} {how}, since {case}"
                rewritten = _rewritten(parts, dict(parts_of(file.read_bytes())), lists=name in FILES[:2] and not every)
                for line in chain(map(_told, result.changes), rewritten):
                    yield line if len(line) <= _WHOLE else f"{line[:_WHOLE]}… {checksum([line])}"


_WHOLE = 110
"""The letters of a line that a reader needs; a longer one is held by its checksum."""


def _told(change: Change) -> str:
    told = f"{change.state} {change.kind} {change.ref} {change.form} {change.figure[:40]!r}: {change.what[:200]}"
    return f"{change.place}: {told} | {change.sentence[:40]} | {change.why} {change.template}"


def _rewritten(before: dict[str, bytes], after: dict[str, bytes], *, lists: bool) -> Iterator[str]:
    """The texts that differ in two states of a file, also in its lists of marks if these are wanted."""
    for name in sorted({*before, *after}):
        if not lists and name.startswith(("customXml", "docProps", "ppt/tags")):
            continue
        one, two = (PIECE.findall(parts.get(name, b"").decode("utf-8", "replace")) for parts in (before, after))
        steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if one != two else ()
        for kind, start, end, begin, stop in steps:
            if kind != "equal":
                old, new = ("".join(chain.from_iterable(each))[:200] for each in (one[start:end], two[begin:stop]))
                yield f"  {name}: {old} → {new}"


def used(built: Path) -> Iterator[str]:
    """Where each fact of the library is used, in templates and in two of its files."""
    files = [built / "general" / name for name in ("report.vi.docx", "slides.en.pptx")]
    ids = [*read_facts(built.parent / "seeds").facts]
    for each in usage(ids, built.parent, files).uses:
        where = each.where.removeprefix(f"{built}/")
        yield f"{each.fact} {each.kind} {where} {each.under[:40]}: {each.words[:80]} {each.template} {each.state}"


def merged(brand: Brand, metrics: Metrics) -> Iterator[str]:
    """What becomes of native charts in files when their facts have changed: as they were written, and edited."""
    frame = Frame(460, 260, looks_of(brand, brand.charts.slides), with_fallback(metrics, ()))

    def write(chart: NativeChart) -> EmbeddedChart:
        xml, workbook = write_native(chart, frame, brand, LANGUAGES["vi"])
        return EmbeddedChart("chart", xml, workbook, 0, 0)

    for name, chart in CHARTS.items():
        own = {
            "as written": chart,
            "own words": replace(chart, title="Của ta", categories=("số một", *chart.categories[1:])),
        }
        own["without its last series"] = replace(chart, series=chart.series[:1], lines=0)
        own["without its target"] = replace(chart, target=None, target_label="")
        for how, had in own.items():
            for edited in ("", "c:v", "a:t"):
                root, sheet = chart_in_file(write(had))
                for each in found_in(root, f"//{edited}")[1:2] if edited else ():
                    each.text = "9"
                try:
                    made = merge(root, sheet, later(chart), WORDS, write)
                except NotNative as fault:
                    yield f"{name}, {how}, {edited}: {fault} ({fault.hint})"
                    continue
                texts = " ".join(each.text or "" for each in found_in(root, "//c:v | //a:t"))
                sums = checksum([without_ids(root)]), checksum([made.marks])
                yield f"{name}, {how}, {edited}: {texts[:150]} {' '.join(sums)} {checksum([sorted(chart_in_file(made)[1].cells.items())])}"

"""The build: facts → templates → documents → charts → files; everything is gathered before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.charts.jobs import DrawJob, draw
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.files import manifest
from reports.files.disk import write_whole
from reports.files.package import make_folder
from reports.pipeline.knowledge import read_knowledge
from reports.pipeline.office import Office, Print, find_office, print_all
from reports.pipeline.pagination import Paged, check_page_budgets, paginated
from reports.pipeline.plan import plan
from reports.pipeline.preparation import Progress, Variant, prepare
from reports.pipeline.record import entries_of, outdated, print_entries, record
from reports.workspace import read_workspace

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from reports.charts import Media

_OPENED_BY = {"word": "word_document", "powerpoint": "presentation"}
"""The function of the public API that gives an open document of each format."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, files that were up to date, warnings, and files that could not be replaced.

    `tools` are files that change when another program that the build used gets a new version.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()
    tools: tuple[str, ...] = ()


def build(
    root: Path,
    *,
    reports: Sequence[str] = (),
    audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
    all_audiences: bool = False,
    out: Path | None = None,
    jobs: int = 1,
    paginate: bool = False,
    pdf: bool = False,
    force: bool = False,
    progress: Progress = lambda step: None,
) -> Built:
    """Build the documents of the workspace `root`; `reports.build` explains the parameters.

    Raises Problems, with nothing written, if anything is wrong.
    """
    progress("reading")
    workspace = read_workspace(root)
    out = out or root / "out"
    targets = plan(workspace, reports, audiences, languages, all_audiences=all_audiences)
    office = find_office() if paginate or pdf else None
    knowledge = read_knowledge(workspace)
    for folder in (out, workspace.cache):
        make_folder(folder)
    findings = Findings()
    variants = prepare(knowledge, targets, findings, progress)
    findings.check()

    known = manifest.read_manifest(str(out))
    entries = entries_of(variants, knowledge.brand, office)
    wanted = [v for v in variants if force or not manifest.is_kept(v.name, entries[v.name]["made_of"], known, str(out))]
    progress("drawing")
    charts = [job for variant in wanted for job in variant.prepared.charts.values()]
    pictures = draw(charts, knowledge.brand, workspace.cache, jobs_at_once=jobs)
    contents = _contents(wanted, pictures, office, workspace.cache, findings, progress)
    if office:
        files = {v.name: contents.get(v.name) or (out / v.name).read_bytes() for v in variants}
        check_page_budgets(variants, files, office, workspace.cache, findings)
        findings.check()
        if pdf:
            progress("PDF")
            prints = {name: each for v in variants for name, each in v.prints(files[v.name]).items()}
            entries |= print_entries(prints, office)
            new = {n: p for n, p in prints.items() if not manifest.is_kept(n, entries[n]["made_of"], known, str(out))}
            contents |= dict(zip(new, print_all(list(new.values()), office, workspace.cache), strict=True))
    findings.extend(outdated(known, entries, contents, out, workspace))

    failed = _write(out, contents)
    record(out, {name: content for name, content in contents.items() if name not in failed}, entries, known)
    _write_markdown(out, variants)
    return Built(
        written=tuple(name for name in contents if name not in failed),
        kept=tuple(name for name in entries if name not in contents),
        warnings=tuple(findings),
        failed=tuple(failed.values()),
        tools=(office.version_file,) if office else (),
    )


def open_document(
    root: Path, report: str, audience: str, language: str, format_: str, *, jobs: int = 1
) -> WordDocument | Presentation:
    """One report as `build` would write it, still open.

    Raises Problems if anything is wrong, or if the report has another format than `format_`.
    """
    workspace = read_workspace(root)
    targets = plan(workspace, (report,), (audience,), (language,))
    found = workspace.reports[report].format
    if found != format_:
        hint = f"open it with reports.{_OPENED_BY[found]}"
        raise Problems([Diagnostic(f'"{report}" is no {format_} report: its format is {found}', hint=hint)])
    knowledge = read_knowledge(workspace)
    make_folder(workspace.cache)
    findings = Findings()
    variants = prepare(knowledge, targets, findings)
    findings.check()
    (variant,) = variants
    charts = list(variant.prepared.charts.values())
    return variant.document(draw(charts, knowledge.brand, workspace.cache, jobs_at_once=jobs))


def _contents(
    wanted: Sequence[Variant],
    pictures: Mapping[DrawJob, Media],
    office: Office | None,
    cache: Path,
    findings: Findings,
    progress: Progress,
) -> dict[str, bytes]:
    """The bytes of each file, by name. With LibreOffice, tables of contents have page numbers."""
    paged: dict[str, bytes] = {}
    if office:
        progress("page numbers")
        documents = [_paged(variant, pictures) for variant in wanted if variant.prepared.bookmarks]
        paged = paginated(documents, office, cache, findings)
    contents: dict[str, bytes] = {}
    for variant in wanted:
        progress(variant.name)
        contents[variant.name] = paged.get(variant.name) or variant.content(pictures)
    return contents


def _paged(variant: Variant, pictures: Mapping[DrawJob, Media]) -> Paged:
    def write(pages: Mapping[str, int]) -> Print:
        return variant.print(variant.content(pictures, pages))

    return Paged(variant.name, write, variant.prepared.bookmarks)


def _write(out: Path, contents: Mapping[str, bytes]) -> dict[str, Diagnostic]:
    """Write the files; the faults of those that cannot be replaced, by name."""
    failed: dict[str, Diagnostic] = {}
    for name, content in contents.items():
        try:
            write_whole(out / name, content)
        except OSError as error:
            message = f"the file cannot be replaced: {error.strerror}"
            hint = "close it in Word or PowerPoint and build again"
            failed[name] = Diagnostic(message, Place(str(out / name)), hint)
    return failed


def _write_markdown(out: Path, variants: Iterable[Variant]) -> None:
    """Keep the rendered Markdown of each document, so that people can see what the templates gave."""
    for variant in variants:
        path = out / ".text" / f"{variant.name}.md"
        content = variant.composed.markdown.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)

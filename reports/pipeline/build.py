"""The story: facts → templates → documents → charts → files; everything is gathered before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.brand.measure import font_files
from reports.charts import Media
from reports.charts.jobs import DrawJob, draw
from reports.diagnostics import Diagnostic, Findings, Place, Problems
from reports.files import manifest
from reports.files.disk import write_whole
from reports.files.package import make_folder, saved
from reports.pipeline.budgets import Subject, check_budget, check_pages
from reports.pipeline.compose import Composed, Knowledge, compose, read_knowledge, variant
from reports.pipeline.formats import FORMATS, Format, Prepared, draw_jobs
from reports.pipeline.office import Office, Print, find_office, print_all
from reports.pipeline.pagination import Paged, paginated
from reports.pipeline.pdf import pages_before
from reports.pipeline.plan import Target, left_behind, plan
from reports.pipeline.prints import entries, print_new, stale
from reports.workspace import read_workspace

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

LIBRARIES = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "pydantic",
    "python-docx",
    "python-pptx",
    "fontpkg-arimo",
    "songngu",
)

OPENED_BY = {"word": "word_document", "powerpoint": "presentation"}
"""The function of the public API that gives an open document of each format."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, files that were up to date, warnings, and files that could not be replaced.

    `tools` are the files that tell which other programs had a part in it.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """A target on its way: what it was composed to, and how its format prepared it."""

    target: Target
    format: Format
    composed: Composed
    prepared: Prepared
    jobs: dict[str, DrawJob] = field(default_factory=dict)
    key: str = ""
    media: dict[str, Media] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.target.name

    @property
    def day(self) -> date:
        return self.composed.document.meta.date

    @property
    def tag(self) -> str:
        return self.composed.wording.language.tag

    def write(self, pages: Mapping[str, int]) -> bytes:
        return saved(self.prepared.write(self.media, pages))


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
    """Build the documents of the workspace `root`.

    Without names: all reports, the audience "general", every language. A file whose making has not changed is left
    as it is, unless `force`. `paginate` prints page numbers in contents; `pdf` does so too and writes PDFs beside the
    files. Raises Problems, with nothing written, if anything is wrong.
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
    work = list(_prepared(knowledge, targets, findings, progress))
    findings.check()
    known = manifest.read_manifest(str(out))
    libraries, program = _versions(), _program()
    fonts = font_files(workspace.cache)
    for item in work:
        item.jobs = draw_jobs(item.prepared, item.composed, knowledge.specs, fonts)
        item.key = _key(item, knowledge, program, libraries, office)
    wanted = [w for w in work if force or not manifest.is_kept(w.name, w.key, known, str(out))]
    progress("drawing")
    media = draw([job for w in wanted for job in w.jobs.values()], knowledge.brand, workspace.cache, jobs_at_once=jobs)
    for item in wanted:
        item.media = {name: media[job] for name, job in item.jobs.items()}
    contents = _contents(wanted, office, workspace.cache, findings, progress)
    if office:
        _check_pages(work, contents, out, office, knowledge, findings)
        findings.check()
    prints = dict(_prints(work, contents, out)) if pdf else {}
    made = {item.name: _entry(item) for item in work}
    if office:
        progress("PDF")
        made |= entries(prints, office)
        contents |= print_new(prints, known, out, office, workspace.cache)
    findings.extend(stale(contents, made, known))
    findings.extend(left_behind(known, out, workspace))
    failed = _write(out, contents)
    _record(
        out,
        {name: entry for name, entry in made.items() if name in contents and name not in failed},
        contents,
        known,
        libraries,
    )
    _write_texts(out, work)
    return Built(
        written=tuple(name for name in contents if name not in failed),
        kept=tuple(name for name in made if name not in contents),
        warnings=tuple(findings),
        failed=tuple(failed.values()),
        tools=(office.told_by,) if office else (),
    )


def open_document(
    root: Path, report: str, audience: str, language: str, format_: str, *, jobs: int = 1
) -> WordDocument | Presentation:
    """One report as `build` would write it, still open.

    Raises Problems if anything is wrong, or if the report has another format than `format_`.
    """
    workspace = read_workspace(root)
    (target,) = plan(workspace, (report,), (audience,), (language,))
    found = workspace.reports[report].format
    if found != format_:
        hint = f"open it with reports.{OPENED_BY[found]}"
        raise Problems([Diagnostic(f'"{report}" is no {format_} report: its format is {found}', hint=hint)])
    knowledge = read_knowledge(workspace)
    make_folder(workspace.cache)
    findings = Findings()
    work = list(_prepared(knowledge, [target], findings, lambda step: None))
    findings.check()
    (item,) = work
    charts = draw_jobs(item.prepared, item.composed, knowledge.specs, font_files(workspace.cache))
    media = draw(list(charts.values()), knowledge.brand, workspace.cache, jobs_at_once=jobs)
    return item.prepared.write({name: media[job] for name, job in charts.items()}, {})


def _contents(
    wanted: Sequence[_Work], office: Office | None, cache: Path, findings: Findings, progress: Progress
) -> dict[str, bytes]:
    """The bytes of each file; with LibreOffice at hand with their page numbers."""
    paged: dict[str, bytes] = {}
    if office:
        progress("page numbers")
        documents = [
            Paged(w.name, w.write, w.prepared.bookmarks, w.format.prints[".pdf"], w.day, w.tag)
            for w in wanted
            if w.prepared.bookmarks
        ]
        paged = paginated(documents, office, cache, findings)
    contents: dict[str, bytes] = {}
    for item in wanted:
        progress(item.name)
        contents[item.name] = paged.get(item.name) or item.write({})
    return contents


def _prints(work: Iterable[_Work], contents: Mapping[str, bytes], out: Path) -> Iterable[tuple[str, Print]]:
    """The PDFs of each file, by name: of what is about to be written, or of what stands there."""
    for item in work:
        content = contents.get(item.name) or (out / item.name).read_bytes()
        for ending, export in item.format.prints.items():
            name = item.name.removesuffix(item.target.suffix) + ending
            yield name, Print(item.name, content, export, item.day, item.tag)


def _prepared(
    knowledge: Knowledge, targets: Iterable[Target], findings: Findings, progress: Progress
) -> Iterable[_Work]:
    composed: dict[tuple[str, str], dict[str, Composed]] = {}
    for target in targets:
        pair = (target.audience, target.report)
        if pair not in composed:
            progress(f"{target.audience}/{target.report}")
            composed[pair] = compose(knowledge, target.report, target.audience, findings)
        made = variant(composed[pair], target.language)
        if made is None:
            continue
        format_ = FORMATS[knowledge.workspace.reports[target.report].format]
        try:
            prepared = format_.prepare(made, knowledge.brand, knowledge.specs, knowledge.workspace.cache)
        except Problems as problems:
            findings.extend(problems.diagnostics)
            continue
        check_budget(_subject(target, knowledge), prepared.uses, findings)
        yield _Work(target, format_, made, prepared)


def _subject(target: Target, knowledge: Knowledge) -> Subject:
    return Subject(knowledge.workspace, target.report, target.audience, target.language)


def _check_pages(
    work: Iterable[_Work],
    contents: Mapping[str, bytes],
    out: Path,
    office: Office,
    knowledge: Knowledge,
    findings: Findings,
) -> None:
    """Hold the pages of each document that has a budget of pages against it; those of its annexes do not count."""
    limited = [w for w in work if (subject := _subject(w.target, knowledge)).limit(subject.budget.pages)]
    prints = [
        Print(w.name, contents.get(w.name) or (out / w.name).read_bytes(), w.format.prints[".pdf"], w.day, w.tag)
        for w in limited
    ]
    for item, pdf in zip(limited, print_all(prints, office, knowledge.workspace.cache), strict=True):
        sections, starts = item.composed.document.sections, item.prepared.starts
        annexes = [starts[section.id] for section in sections if section.annex and section.id in starts]
        pages = pages_before(pdf, annexes)  # annexes begin pages of their own
        check_pages(_subject(item.target, knowledge), pages, item.prepared.uses, findings)


def _key(work: _Work, knowledge: Knowledge, program: str, libraries: dict[str, str], office: Office | None) -> str:
    """The hash of all that a file is made of: document, charts, brand, program, libraries, what counts its pages."""
    made = (work.composed.document, tuple(work.jobs.values()), knowledge.brand, program, sorted(libraries.items()))
    counted_by = office.edition if office and work.prepared.bookmarks else ""
    return hashlib.sha256(f"{made!r} {counted_by}".encode()).hexdigest()


def _program() -> str:
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(out: Path, contents: dict[str, bytes]) -> dict[str, Diagnostic]:
    failed: dict[str, Diagnostic] = {}
    for name, content in contents.items():
        try:
            write_whole(out / name, content)
        except OSError as error:
            failed[name] = Diagnostic(
                f"the file cannot be replaced: {error.strerror}",
                Place(str(out / name)),
                "close it in Word or PowerPoint and build again",
            )
    return failed


def _entry(item: _Work) -> dict[str, Any]:
    """What the manifest says of a file."""
    facts = item.composed.wording.facts.facts
    values = {id_: None if (v := facts[id_].value) is None else f"{v:f}" for id_ in item.composed.used}
    return {"made_of": item.key, "facts": values, "charts": sorted({job.chart for job in item.jobs.values()})}


def _record(
    out: Path,
    made: Mapping[str, Any],
    contents: Mapping[str, bytes],
    known: Mapping[str, Any],
    libraries: dict[str, str],
) -> None:
    """Put what was written into the manifest."""
    new = {name: {"sha256": hashlib.sha256(contents[name]).hexdigest()} | entry for name, entry in made.items()}
    manifest.write_manifest(str(out), {**known, **new}, libraries)


def _write_texts(out: Path, work: Iterable[_Work]) -> None:
    """Keep the rendered Markdown of each document, for whoever wants to see what the templates gave."""
    for item in work:
        path = out / ".text" / f"{item.target.name}.md"
        content = item.composed.markdown.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found

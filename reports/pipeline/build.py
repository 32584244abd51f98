"""The build: facts → templates → documents → charts → files; everything is gathered before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from reports.charts.jobs import DrawJob, draw
from reports.diagnostics import Diagnostic, Findings, Problems, ordered
from reports.files import manifest
from reports.files.disk import remove_leftovers
from reports.files.interruption import reporting
from reports.files.lock import locked
from reports.files.refusals import is_writable, make_folder
from reports.files.temporary import temporary_folder
from reports.pipeline.kept_results import KeptResult, Results, results
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.pipeline.office import Office, Print, find_office, print_all
from reports.pipeline.outdated import outdated
from reports.pipeline.outputs import Destination, Outputs, put
from reports.pipeline.pagination import Paged, check_page_budgets, paginated
from reports.pipeline.plan import Target, plan
from reports.pipeline.preparation import Variant, prepare
from reports.pipeline.record import RecordEntries, copy_entries, print_entries
from reports.pipeline.workers import Workers
from reports.workspace import read_workspace

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from reports.charts.model import Visual

_OPENED_BY = {"word": "word_document", "powerpoint": "presentation"}
"""The function of the public API that gives an open document of each format."""


Progress = Callable[[str], None]
"""What is told of each step, as it begins."""

WAITING = "another build is writing into this folder: waiting until it has ended"


class Built(Struct, frozen=True):
    """What a build did: files written, files that were up to date, warnings, and files that could not be replaced.

    `edited` are warnings of files that people have changed since they were built. `digests` are the hashes of all that
    the build wrote or found, by name. `tools` are files that change when another program that the build used gets a
    new version.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()
    edited: tuple[Diagnostic, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
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
    annotated: bool = False,
    force: bool = False,
    no_cache: bool = False,
    progress: Progress = lambda step: None,
) -> Built:
    """Build the documents of the workspace `root`; `reports.build` explains the parameters.

    Raises Problems, with nothing written, if anything is wrong.
    """
    progress("reading")
    workspace = read_workspace(root, anew=no_cache)
    out = out or root / "out"
    targets = plan(workspace, reports, audiences, languages, all_audiences=all_audiences)
    office = find_office() if paginate or pdf else None
    make_folder(out)
    caches = () if no_cache else (workspace.cache, out / ".cache")
    written: list[str] = []
    with (
        reporting(written),
        locked(out, lambda: progress(WAITING)),
        _cache(caches) as cache,
        Workers(jobs, office) as workers,
    ):
        knowledge = read_knowledge(replace(workspace, cache=cache))
        outputs = Outputs(out, root, manifest.read_manifest(str(out)), anew=force or no_cache, force=force)
        findings = Findings()
        progress("composing")
        known = results(
            knowledge, targets, findings, workers, lambda result: office is None and _is_in_place(outputs, result)
        )
        findings.check()

        remove_leftovers(_folders(outputs, known.entries, cache))
        new = _documents(known, workers, outputs, knowledge, findings, progress)
        if pdf and office:
            progress("PDF")
            new = _with_prints(new, outputs, office, cache)
        if annotated:
            new = _with_copies(new, targets, outputs, knowledge)
        places = {name: outputs.settled(place, name, new.contents.get(name)) for name, place in new.places.items()}
        findings.extend(outdated(outputs, new.entries, places, new.contents, workspace))
        texts = {document.text_name: document.text for document in known.documents}
        failed = put(outputs, places, new.contents, texts, new.entries, written)
        if office is None:
            known.store()
        return _built(outputs, places, findings, written, failed, office)


class _New(Struct, frozen=True):
    """The files of a build before they are written: documents with their bytes; entries, places and new contents of
    all files, by their names."""

    documents: Sequence[tuple[Variant, bytes]]
    entries: RecordEntries
    places: dict[str, Destination]
    contents: dict[str, bytes]


def _documents(
    known: Results,
    workers: Workers,
    outputs: Outputs,
    knowledge: Knowledge,
    findings: Findings,
    progress: Progress,
) -> _New:
    """The Word and PowerPoint files; those that are up to date are not written again. Raises Problems if one has too
    many pages."""
    office, cache = workers.office, knowledge.workspace.cache
    places = outputs.destinations(known.entries)
    wanted = {document.name: document for document in known.documents if not places[document.name].is_kept}
    progress("drawing")
    charts = [job for document in wanted.values() for job in document.charts]
    pictures = draw(charts, knowledge.brand, cache, jobs_at_once=workers.jobs)
    contents: dict[str, bytes] = {}
    if office:
        progress("page numbers")
        paged = [_paged(v, pictures) for v in workers.variants if v.name in wanted and v.prepared.bookmarks]
        contents = paginated(paged, office, cache, findings)
    progress("writing")
    contents |= workers.write(pictures, wanted.keys() - contents.keys())
    if office is None:
        return _New((), known.entries, places, contents)
    variants = workers.variants
    files = {v.name: contents.get(v.name) or (outputs.folder / places[v.name].name).read_bytes() for v in variants}
    check_page_budgets(variants, files, office, cache, findings)
    findings.check()
    return _New([(variant, files[variant.name]) for variant in variants], known.entries, places, contents)


def _is_in_place(outputs: Outputs, result: KeptResult) -> bool:
    """Whether the files of an earlier build are still where it put them."""
    places = outputs.destinations(result.entries)
    texts = result.texts.items()
    return all(place.is_kept for place in places.values()) and all(outputs.digest(name) == text for name, text in texts)


def _with_prints(new: _New, outputs: Outputs, office: Office, cache: Path) -> _New:
    """The files with their PDFs."""
    prints = {name: each for variant, file in new.documents for name, each in variant.prints(file).items()}
    entries = print_entries(prints, office)
    places = outputs.destinations(entries)
    wanted = {name: each for name, each in prints.items() if not places[name].is_kept}
    contents = dict(zip(wanted, print_all(list(wanted.values()), office, cache), strict=True))
    return _New(new.documents, new.entries | entries, new.places | places, new.contents | contents)


def _with_copies(new: _New, targets: Sequence[Target], outputs: Outputs, knowledge: Knowledge) -> _New:
    """The files with copies for reviewers."""
    from reports.pipeline.annotation import annotated_copies

    def file(name: str) -> bytes:
        return new.contents.get(name) or (outputs.folder / new.places[name].name).read_bytes()

    copies = annotated_copies(targets, file, knowledge)
    entries = copy_entries(copies)
    places = outputs.destinations(entries)
    contents = {name: copy for name, copy in copies.items() if not places[name].is_kept}
    return _New(new.documents, new.entries | entries, new.places | places, new.contents | contents)


def _built(
    outputs: Outputs,
    places: Mapping[str, Destination],
    findings: Findings,
    written: Sequence[str],
    failed: Mapping[str, Diagnostic],
    office: Office | None,
) -> Built:
    files = manifest.read_manifest(str(outputs.folder))
    ours = [place.name for place in places.values() if place.name not in failed]
    edited = {name: place for name, place in places.items() if place.name != name}
    moved = [place.note for name, place in places.items() if place.note and name not in edited and name not in failed]
    return Built(
        written=tuple(name for name in ours if name in written),
        kept=tuple(name for name in ours if name not in written),
        warnings=(*ordered(findings), *moved),
        failed=tuple(failed.values()),
        edited=tuple(place.note for place in edited.values() if place.note),
        digests={name: files.get(name, {}).get("sha256", "") for name in ours}
        | {name: outputs.digest(name) for name in edited},
        tools=(office.version_file,) if office else (),
    )


@contextmanager
def _cache(folders: Iterable[Path]) -> Iterator[Path]:
    """The first of the folders into which files can be written; otherwise a new one, which is removed at the end."""
    found = next(filter(is_writable, folders), None)
    if found is not None:
        yield found
        return
    with temporary_folder() as folder:
        yield folder


def _folders(outputs: Outputs, new: Iterable[str], cache: Path) -> Iterator[Path]:
    """The folders into which builds write."""
    out = outputs.folder
    names = {*outputs.entries, *new}
    yield from (out, out / ".schema", cache, *cache.glob("*"))
    yield from sorted({(out / above / name).parent for name in names for above in ("", ".text")})


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
    with _cache([workspace.cache]) as cache:
        knowledge = read_knowledge(replace(workspace, cache=cache))
        findings = Findings()
        variants = prepare(knowledge, targets, findings)
        findings.check()
        (variant,) = variants
        charts = list(variant.prepared.charts.values())
        return variant.document(draw(charts, knowledge.brand, cache, jobs_at_once=jobs))


def _paged(variant: Variant, pictures: Mapping[DrawJob, Visual]) -> Paged:
    def write(pages: Mapping[str, int]) -> Print:
        return variant.print(variant.content(pictures, pages))

    return Paged(variant.name, write, variant.prepared.bookmarks)

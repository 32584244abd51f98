"""The story: facts → templates → documents → charts → files; everything is gathered before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from reports import manifest
from reports.charts import chart_data
from reports.compose import Composed, Knowledge, compose, read_knowledge
from reports.diagnostics import Diagnostic, Findings, Place, Problems, nearest
from reports.drawing import DrawJob, draw
from reports.fit import font_files
from reports.languages import LANGUAGES
from reports.package import write_whole, zipped
from reports.workspace import DEFAULT_AUDIENCE, Workspace, read_workspace
from reports.writers import FORMATS, Prepared

LIBRARIES = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "pydantic",
    "fontpkg-arimo",
    "songngu",
)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One file to build."""

    audience: str
    report: str
    language: str
    suffix: str

    @property
    def name(self) -> str:
        return f"{self.audience}/{self.report}.{self.language}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, files that were up to date, warnings, and files that could not be replaced."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Work:
    """A target on its way: what it was composed to, and how its format prepared it."""

    target: Target
    composed: Composed
    prepared: Prepared
    jobs: dict[str, DrawJob] = field(default_factory=dict)
    key: str = ""


def build(
    root: Path,
    *,
    reports: Sequence[str] = (),
    audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
    out: Path | None = None,
    jobs: int = 1,
    force: bool = False,
    progress: Progress = lambda step: None,
) -> Built:
    """Build the documents of the workspace `root`.

    Without names: all reports, the audience "general", every language. A file whose making has not changed is left
    as it is, unless `force`. Raises Problems, with nothing written, if anything is wrong.
    """
    progress("reading")
    workspace = read_workspace(root)
    out = out or root / "out"
    targets = plan(workspace, reports, audiences, languages)
    knowledge = read_knowledge(workspace)
    findings = Findings()
    work = list(_prepared(knowledge, targets, findings, progress))
    findings.check()
    known = manifest.read_manifest(str(out))
    libraries = _versions()
    for item in work:
        item.jobs = dict(_draw_jobs(item, knowledge, workspace.cache))
        item.key = _key(item, knowledge, libraries)
    wanted = [w for w in work if force or not _is_kept(w, known, out)]
    progress("drawing")
    media = draw([job for w in wanted for job in w.jobs.values()], knowledge.brand, workspace.cache, jobs_at_once=jobs)
    contents: dict[str, bytes] = {}
    for item in wanted:
        progress(item.target.name)
        contents[item.target.name] = zipped(
            item.prepared.write({chart: media[job] for chart, job in item.jobs.items()})
        )
    failed = _write(out, contents)
    _record(out, work, contents, failed, known, libraries)
    _write_texts(out, work)
    return Built(
        written=tuple(name for name in contents if name not in failed),
        kept=tuple(w.target.name for w in work if w.target.name not in contents),
        warnings=tuple(findings),
        failed=tuple(failed.values()),
    )


def plan(
    workspace: Workspace, reports: Sequence[str], audiences: Sequence[str], languages: Sequence[str]
) -> list[Target]:
    """The files that are asked for. Raises Problems for names that nothing has."""
    findings = Findings()
    for what, asked, known in (
        ("report", reports, workspace.reports),
        ("audience", audiences or (DEFAULT_AUDIENCE,), workspace.audiences),
        ("language", languages, LANGUAGES),
    ):
        for name in asked:
            if name not in known:
                findings.error(
                    f'no {what} is called "{name}"', hint=nearest(name, known, otherwise=f"known: {', '.join(known)}")
                )
    findings.check()
    return [
        Target(audience, report, language, FORMATS[workspace.reports[report].format].suffix)
        for audience in audiences or (DEFAULT_AUDIENCE,)
        for report in reports or workspace.reports
        for language in languages or LANGUAGES
    ]


def _prepared(
    knowledge: Knowledge, targets: Iterable[Target], findings: Findings, progress: Progress
) -> Iterable[_Work]:
    composed: dict[tuple[str, str], dict[str, Composed]] = {}
    for target in targets:
        pair = (target.audience, target.report)
        if pair not in composed:
            progress(f"{target.audience}/{target.report}")
            composed[pair] = compose(knowledge, target.report, target.audience, findings)
        made = composed[pair].get(target.language)
        if made is None:
            continue
        format_ = FORMATS[knowledge.workspace.reports[target.report].format]
        try:
            prepared = format_.prepare(made, knowledge.brand, knowledge.specs, knowledge.workspace.cache)
        except Problems as problems:
            findings.extend(problems.diagnostics)
            continue
        yield _Work(target, made, prepared)


def _draw_jobs(work: _Work, knowledge: Knowledge, cache: Path) -> Iterable[tuple[str, DrawJob]]:
    fonts = font_files(cache)
    for chart, (width, height) in work.prepared.sizes.items():
        place = knowledge.specs.places[chart]
        data = chart_data(knowledge.specs.charts[chart], work.composed.wording)
        yield chart, DrawJob(chart, data, work.target.language, width, height, work.prepared.type, fonts, place)


def _key(work: _Work, knowledge: Knowledge, libraries: dict[str, str]) -> str:
    """The hash of all that a file is made of: document, charts, brand, program, libraries."""
    made = (work.composed.document, tuple(work.jobs.values()), knowledge.brand, _program(), sorted(libraries.items()))
    return hashlib.sha256(repr(made).encode()).hexdigest()


def _program() -> str:
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_kept(work: _Work, known: dict[str, Any], out: Path) -> bool:
    """Whether the file stands there as the last build left it, made of the same."""
    entry = known.get(work.target.name, {})
    path = out / work.target.name
    return bool(
        entry.get("made_of") == work.key and path.is_file() and manifest.sha256_of(str(path)) == entry.get("sha256")
    )


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


def _record(
    out: Path,
    work: Iterable[_Work],
    contents: dict[str, bytes],
    failed: dict[str, Diagnostic],
    known: dict[str, Any],
    libraries: dict[str, str],
) -> None:
    files = dict(known)
    for item in work:
        name = item.target.name
        if name not in contents or name in failed:
            continue
        facts = item.composed.wording.facts.facts
        values = {id_: None if (v := facts[id_].value) is None else f"{v:f}" for id_ in item.composed.used}
        files[name] = {
            "sha256": hashlib.sha256(contents[name]).hexdigest(),
            "made_of": item.key,
            "facts": values,
            "charts": sorted(item.jobs),
        }
    manifest.write_manifest(str(out), files, libraries)


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

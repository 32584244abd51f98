"""songngu: bilingual Word briefings and PowerPoint decks from one curated facts file.

`build`, `check` and `audit` are the commands of the same names as functions; `word_document` and `presentation` give a
report as an open document of python-docx or python-pptx. What they use is loaded when they are called.
"""

from __future__ import annotations

import sys

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    sys.path.pop(0)  # `python -m reports` would import modules from the working directory, which may be a workspace

TYPE_CHECKING = False  # what only types need is not loaded, typing itself included
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from docx.document import Document
    from pptx.presentation import Presentation

    from reports.diagnostics import Diagnostic
    from reports.finished import Audit
    from reports.finished.refresh import Refreshed
    from reports.pipeline.build import Built

__all__ = ["audit", "build", "check", "presentation", "refresh", "word_document"]
__version__ = "0.2.0"


def build(
    workspace: str | Path = ".",
    *,
    reports: Sequence[str] = (),
    audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
    all_audiences: bool = False,
    out: str | Path | None = None,
    jobs: int = 1,
    paginate: bool = False,
    pdf: bool = False,
    annotated: bool = False,
    force: bool = False,
    no_cache: bool = False,
) -> Built:
    """Build the documents of a workspace; without names all reports, for "general", in every language.

    `paginate` prints page numbers in contents; `pdf` does so too, and writes PDFs beside the files. Both need
    LibreOffice. `annotated` writes a copy of each file for reviewers, with the evidence for its figures as comments or
    in the notes. `jobs` processes draw charts. Files that did not change are written again only with `force`, or with
    `no_cache`, which uses no chart, reference or PDF that earlier builds kept. A file that people edited since it was
    built is kept, and the new one is written beside it; with `force` the edited one gets another name.
    Raises `reports.diagnostics.Problems`, with nothing written, if anything is wrong.
    """
    from reports.pipeline import build as story

    return story.build(
        _path(workspace),
        reports=reports,
        audiences=audiences,
        languages=languages,
        all_audiences=all_audiences,
        out=_path(out) if out is not None else None,
        jobs=jobs,
        paginate=paginate,
        pdf=pdf,
        annotated=annotated,
        force=force,
        no_cache=no_cache,
    )


def check(workspace: str | Path = ".", *, sources: str | Path | None = None) -> list[Diagnostic]:
    """All faults of a workspace; with `sources`, a folder, each account is compared with its document there."""
    from reports.pipeline.check import check as check_workspace

    return check_workspace(_path(workspace), sources=_path(sources) if sources is not None else None)


def audit(*files: str | Path, workspace: str | Path = ".") -> Audit:
    """The figures of finished files, each traced, changed, stale, untraced or lost, compared with a workspace.

    Raises `reports.diagnostics.Problems` if the workspace cannot be read; faults of files are in the result.
    """
    from reports import finished

    return finished.audit([_path(file) for file in files], _path(workspace))


def refresh(
    *files: str | Path,
    workspace: str | Path = ".",
    author: str = "songngu",
    date: str | None = None,
    accept: bool = False,
    dry_run: bool = False,
) -> Refreshed:
    """Put what changed in the facts of a workspace into finished files, also those that people have edited.

    In Word files the changes are tracked, as those of `author` and, if it is given, with the `date`
    (2026-07-01T08:00:00Z); with `accept` they are not. What is left to people is told in the result. A copy of each
    file that is written is kept beside it, with ".before-refresh" after its name; `dry_run` writes nothing.
    Raises `reports.diagnostics.Problems` if the workspace cannot be read; faults of files are in the result.
    """
    from reports.finished import refresh as story

    options = story.Options(author, date, accept=accept, dry_run=dry_run)
    return story.refresh([_path(file) for file in files], _path(workspace), options)


def word_document(
    report: str, *, audience: str = "general", language: str = "vi", workspace: str | Path = ".", jobs: int = 1
) -> Document:
    """One Word report as an open document of python-docx, to be added to and saved; `jobs` processes draw its charts.

    `audit` traces its figures like those of a file that `build` wrote. Raises `reports.diagnostics.Problems` if
    anything is wrong in the workspace, or if the report is not a Word report.
    """
    from reports.pipeline import build as story

    opened: Any = story.open_document(_path(workspace), report, audience, language, "word", jobs=jobs)
    document: Document = opened
    return document


def presentation(
    report: str, *, audience: str = "general", language: str = "vi", workspace: str | Path = ".", jobs: int = 1
) -> Presentation:
    """One PowerPoint report as an open presentation of python-pptx, to be added to and saved; see `word_document`."""
    from reports.pipeline import build as story

    opened: Any = story.open_document(_path(workspace), report, audience, language, "powerpoint", jobs=jobs)
    deck: Presentation = opened
    return deck


def _path(given: str | Path) -> Path:
    from pathlib import Path

    return Path(given)

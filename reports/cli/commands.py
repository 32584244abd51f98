"""The commands. Messages go to stderr, results to stdout.

Exit codes: 0, 1 for problems found, 2 for wrong usage, 70 for a fault of the program itself.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reports import __version__
from reports.cli.terminal import (
    end_internal,
    fail,
    print_diagnostics,
    print_json,
    print_next,
    print_refusal,
    print_swatches,
    print_table,
    print_verdict,
    print_written,
    progress,
    say,
)
from reports.diagnostics import Problems, counted, nearest, visible
from reports.files import manifest
from reports.files.interruption import reporting
from reports.files.refusals import refused
from reports.languages import LANGUAGE_CHOICES

if TYPE_CHECKING:
    from reports.pipeline.build import Built

Command = TypeVar("Command", bound=Callable[..., Any])

_workspace = click.option(
    "--workspace", type=click.Path(path_type=Path), default=Path(), help="The workspace to work on (default: here)."
)
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


_MOST_ROWS = 1000
"""The most figures of a file that `audit` shows in a table; each takes a millisecond."""


@contextmanager
def _visible_usage() -> Iterator[None]:
    """Errors of usage repeat what was typed: show it like every other text."""
    try:
        yield
    except click.UsageError as error:
        message = error.format_message()
        if visible(message) == message:
            raise
        raise click.UsageError(visible(message), error.ctx) from None


class _Command(click.Command):
    """A command; problems that it raises are printed, and unexpected exceptions end as internal errors."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problems as problems:
            fail(problems.diagnostics)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and (refusal := refused(error)):
                if error.filename is None:  # by stdout, perhaps after files were written
                    print_diagnostics([refusal])
                    sys.exit(1)
                fail([refusal])
            end_internal(error, ctx.command_path, debug=ctx.find_root().params["debug"])


class _Group(click.Group):
    command_class = _Command
    group_class = type

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        with _visible_usage():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with _visible_usage():
            return super().invoke(ctx)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of a fault of the program itself.")
@click.version_option(__version__)
def cli(debug: bool) -> None:
    """Bilingual Word briefings and PowerPoint decks from one curated facts file."""


@cli.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--audience", "audiences", multiple=True, metavar="NAME", help="For this audience (default: general).")
@click.option("--all-audiences", is_flag=True, help="For every audience of the workspace.")
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help=f"Only this one of {', '.join(LANGUAGE_CHOICES)}."
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files (default: out/ of the workspace).")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes to prepare documents and draw charts with (default: one for each core, 4 at most).",
)
@click.option("--paginate", is_flag=True, help="Print page numbers in contents; LibreOffice counts the pages.")
@click.option("--pdf", is_flag=True, help="Write tagged PDFs beside the files, by LibreOffice; paginates too.")
@click.option("--annotated", is_flag=True, help="Write copies for reviewers too, with the evidence for each figure.")
@click.option("--force", is_flag=True, help="Write all files; those that people edited get another name.")
@click.option("--no-cache", is_flag=True, help="Write all files, with nothing that earlier builds kept in out/.cache.")
@_workspace
def build(
    reports: tuple[str, ...],
    audiences: tuple[str, ...],
    all_audiences: bool,
    languages: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    paginate: bool,
    pdf: bool,
    annotated: bool,
    force: bool,
    no_cache: bool,
    workspace: Path,
) -> None:
    """Build documents: all reports for the general audience in every language, or those that are named."""
    from reports.pipeline.build import build as build_documents

    where = out or workspace / "out"
    given = [argument for argument in sys.argv[1:] if argument not in ("--force", "--no-cache", "--debug")]
    inputs = manifest.stamps(manifest.inputs_of(str(workspace))) if workspace.is_dir() else {}
    with progress() as step:
        built = build_documents(
            workspace,
            reports=reports,
            audiences=audiences,
            languages=languages,
            all_audiences=all_audiences,
            out=where,
            jobs=jobs or _cores(),
            paginate=paginate,
            pdf=pdf,
            annotated=annotated,
            force=force,
            no_cache=no_cache,
            progress=step,
        )
    with reporting(built.written):
        print_diagnostics((*built.warnings, *built.edited))
        print_written([where / name for name in built.written])
        print_diagnostics(built.failed)
        if not built.failed:
            _remember(workspace, where, given[1:], inputs, built)
        failed = f", {len(built.failed)} not" if built.failed else ""
        click.echo(f"{len(built.written)} written{failed}, {len(built.kept)} up to date", err=True)
    if built.failed:
        sys.exit(1)


def _cores() -> int:
    """The processes to use if nobody has said how many."""
    return min(4, os.cpu_count() or 1)


def _remember(workspace: Path, out: Path, command: list[str], inputs: Mapping[str, Any], built: Built) -> None:
    """Record a build, so that the same command sees at once whether there is anything to do."""
    ours = {*built.written, *built.kept}
    outputs, edited = ({str(out / n): d for n, d in built.digests.items() if (n in ours) is o} for o in (True, False))
    notes = list(map(str, built.edited))
    manifest.remember(str(workspace), str(out), command, inputs, outputs, edited=edited, notes=notes, tools=built.tools)


@cli.command()
@click.option("--sources", type=click.Path(path_type=Path), help="Folder with the source documents to compare with.")
@_workspace
def check(sources: Path | None, workspace: Path) -> None:
    """Check facts, glossary, templates, languages, charts, pictures and brand."""
    from reports.pipeline.check import check as check_workspace

    found = check_workspace(workspace, sources=sources, jobs=_cores(), note=say)
    if any(diagnostic.severity == "error" for diagnostic in found):
        fail(found)
    print_diagnostics(found)
    say(counted(len(found), "warning") if found else "no fault found", err=True)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_file)
@_json
@_workspace
def audit(files: tuple[Path, ...], as_json: bool, workspace: Path) -> None:
    """List each figure of finished files, also edited ones: traced, changed, stale, untraced or lost."""
    from msgspec import to_builtins

    from reports.finished import audit as audit_files
    from reports.finished import rows, summary

    result = audit_files(files, workspace)
    if as_json:
        print_json(to_builtins((*result.figures, *result.remarks)))
    else:
        for file, figures in result.by_file():
            say(f"{file}: {summary(figures)}")
            shown = rows(figures)
            shown += [remark.row for remark in result.remarks if remark.file == file]
            print_table(shown[:_MOST_ROWS])
            if len(shown) > _MOST_ROWS:
                say(f"and {len(shown) - _MOST_ROWS:,} more; --json lists all")
    print_diagnostics(result.faults)
    if not result.clean:
        sys.exit(1)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_file)
@click.option("--author", default="songngu", metavar="NAME", help="Who makes the tracked changes (default: songngu).")
@click.option("--date", metavar="TIME", type=click.DateTime(), help="When they were made (default: no date).")
@click.option("--accept", is_flag=True, help="Change Word files without tracking.")
@click.option("--dry-run", is_flag=True, help="List what would be changed, and change nothing.")
@_json
@_workspace
def refresh(
    files: tuple[Path, ...],
    author: str,
    date: datetime | None,
    accept: bool,
    dry_run: bool,
    as_json: bool,
    workspace: Path,
) -> None:
    """Put changed facts into finished files that people have edited; list what was done and what is left to people."""
    from msgspec import to_builtins

    from reports.finished.changes import rows, summary
    from reports.finished.refresh import Options
    from reports.finished.refresh import refresh as refresh_files

    when = date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else None
    result = refresh_files(files, workspace, Options(author, when, accept=accept, dry_run=dry_run))
    if as_json:
        print_json(to_builtins(result.changes))
    else:
        for file, changes in result.by_file().items():
            say(f"{file}: {summary(changes)}")
            print_table(rows(changes))
    print_diagnostics(result.faults)
    if not result.clean:
        sys.exit(1)


@cli.command("list")
@click.argument("what", type=click.Choice(["facts", "sources", "terms", "charts", "pictures", "audiences", "reports"]))
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--used", is_flag=True, help="Of facts: where those with the ids WORD are used, also in files WORD.")
@_json
@_workspace
def list_(what: str, words: tuple[str, ...], used: bool, as_json: bool, workspace: Path) -> None:
    """List what a workspace holds, or only the entries that contain each WORD (in an id, a text, a place)."""
    if used:
        _list_uses(what, words, as_json, workspace)
        return
    from reports.cli.entries import LISTINGS

    entries = LISTINGS[what](workspace)
    found = [entry for entry in entries if entry.matches(words)]
    if as_json:
        print_json([entry.row for entry in found])
    else:
        width = shutil.get_terminal_size().columns
        for line in (line for entry in found for line in entry.lines(width)):
            say(line)
    say(f"{len(found)} of {len(entries)} {what}", err=True)


def _list_uses(what: str, words: Sequence[str], as_json: bool, workspace: Path) -> None:
    """List where facts are used; words that end like a document are finished files."""
    from msgspec import to_builtins

    from reports.finished.usage import lines, usage

    files = [word for word in words if word.lower().endswith((".docx", ".pptx"))]
    ids = [word for word in words if word not in files]
    if what != "facts" or not ids:
        raise click.UsageError("--used needs the id of a fact: songngu list facts ID --used [FILE]...")
    for missing in (file for file in files if not Path(file).is_file()):
        raise click.UsageError(f'there is no file "{missing}"')
    found = usage(ids, workspace, [Path(file) for file in files])
    if as_json:
        print_json(to_builtins(found.uses))
    else:
        for line in lines(found.uses, shutil.get_terminal_size().columns):
            say(line)
        say(f"{counted(len(found.uses), 'use')} of {', '.join(ids)}", err=True)
    print_diagnostics(found.faults)
    if found.faults:
        sys.exit(1)


@cli.group()
def audience() -> None:
    """Make an audience, or show what one resolves to."""


@audience.command("new")
@click.argument("name")
@click.option("--from", "origin", required=True, metavar="OTHER", help="The audience to begin from.")
@_workspace
def new_audience(name: str, origin: str, workspace: Path) -> None:
    """Write a commented audience.yaml for a new audience."""
    from reports.workspace import read_workspace
    from reports.workspace.new_audience import make_audience

    print_written([make_audience(name, origin, read_workspace(workspace))])
    print_next("build", "--audience", name, workspace=workspace, first="edit it, then ")


@audience.command("show")
@click.argument("name")
@click.option("--facts", "with_facts", is_flag=True, help="Also each fact: the reports that use it, or why none does.")
@_json
@_workspace
def show_audience(name: str, with_facts: bool, as_json: bool, workspace: Path) -> None:
    """Show what an audience resolves to: sections and their files, budgets and how full they are, facts in and out."""
    from reports.pipeline.knowledge import read_knowledge
    from reports.pipeline.overview import audience_overview
    from reports.workspace import read_workspace

    shown = audience_overview(name, read_knowledge(read_workspace(workspace)))
    tables = {part: list(getattr(shown, part)) for part in ("settings", "sections", "budgets", "facts")}
    if as_json:
        print_json(tables)
    else:
        facts = tables.pop("facts")
        for part, rows in tables.items():
            say(f"{part}:" if rows else f"{part}: none")
            print_table(rows)
            say()
        say(f"facts: {shown.summary}{'' if with_facts else '; --facts lists them'}")
        print_table(facts if with_facts else [])
    print_diagnostics(shown.faults)
    if any(fault.severity == "error" for fault in shown.faults):
        sys.exit(1)


@cli.command()
@click.argument("what", required=False)
@_workspace
def schema(what: str | None, workspace: Path) -> None:
    """Print a JSON Schema, or write all of them where the files' first lines name them (out/.schema/)."""
    from reports.cli.schemas import SCHEMAS, schema_of

    if what is not None:
        if what not in SCHEMAS:
            raise click.UsageError(f'no schema is called "{what}"; known: {", ".join(SCHEMAS)}')
        print_json(schema_of(what))
        return
    from reports.files.disk import write_all

    folder = workspace / "out" / ".schema"
    texts = {folder / f"{name}.json": json.dumps(schema_of(name), ensure_ascii=False, indent=1) for name in SCHEMAS}
    write_all({path: f"{text}\n".encode() for path, text in texts.items()})
    print_written(list(texts))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--example", metavar="NAME", help="Start from an example: journey, indicators.")
def init(folder: Path, example: str | None) -> None:
    """Make a new workspace that builds at once."""
    from reports.workspace.new_workspace import EXAMPLES, make_workspace

    if example is not None and example not in EXAMPLES:
        raise click.UsageError(f'no example is called "{example}"; {nearest(example, EXAMPLES)}')
    try:
        made = make_workspace(folder, example)
    except OSError as error:
        fault = refused(error, folder, "the workspace cannot be made")
        if fault is None:
            raise
        fail([fault])
    print_written(made)
    print_next("build", workspace=folder)


@cli.group()
def brand() -> None:
    """The looks of documents."""


@brand.command("import")
@click.argument("file", type=_file)
@click.option("--master", type=click.IntRange(1), help="The number of the slide master to use, if there are several.")
@_workspace
@click.option("--anyway", is_flag=True, help="Import it also if reports do not fit it.")
@click.option("--verbose", is_flag=True, help="Say all that was taken and what is used instead of the rest.")
def import_(file: Path, master: int | None, workspace: Path, anyway: bool, verbose: bool) -> None:
    """Take over the looks of an organisation's file: its layouts, styles, colours and fonts, charts included.

    All reports are tried on it first.
    """
    from reports.pipeline.trial import import_tried

    try:
        with progress() as step:
            imported = import_tried(file, workspace, master=master, anyway=anyway, progress=step)
    except Problems as problems:
        print_refusal(problems.diagnostics, verbose=verbose)
    print_verdict(imported.points, imported.notes, verbose=verbose)
    print_swatches(imported.colours)
    print_written(imported.changed)
    print_next("build", workspace=workspace, first="review brand.yaml, then ")

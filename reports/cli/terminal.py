"""What commands print: results to stdout, and messages to stderr."""

from __future__ import annotations

import json
import shlex
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reports.cli.excerpts import with_lines
from reports.diagnostics import Diagnostic, counted, visible
from reports.files.interruption import reporting

if TYPE_CHECKING:
    from reports.brand.imports import ImportPoint

MOST_POINTS = 5
"""How many points of a report are shown without --verbose."""
_INTERNAL = 70
"""The exit code for a fault of the program (EX_SOFTWARE of sysexits.h)."""


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line to stdout or stderr, without characters that act on a terminal."""
    click.echo(visible(text), err=err)


def print_json(data: Any) -> None:
    """Print data as JSON to stdout."""
    lines = json.dumps(data, ensure_ascii=False, indent=1).split("\n")
    click.echo("\n".join(map(visible, lines)))


def end_internal(error: Exception, command: str, *, debug: bool) -> NoReturn:
    """Report a fault of the program and the step in which it happened, and end with exit code 70."""
    if debug:
        traceback.print_exception(error)
    step = ", ".join([command, *getattr(error, "__notes__", ())])
    message = " ".join(str(error).split())
    say(f"internal error ({step}): {type(error).__name__}{message and ': '}{message}", err=True)
    how = "with the lines above" if debug else 'with what "songngu --debug …" prints for the same command'
    say(f"hint: this is a fault of songngu, not of your files; report it {how}", err=True)
    sys.exit(_INTERNAL)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print each diagnostic to stderr, with the line of the workspace's file."""
    root = click.get_current_context().params.get("workspace") or Path()
    for diagnostic in with_lines(diagnostics, root):
        click.echo(str(diagnostic), err=True)


def fail(diagnostics: Iterable[Diagnostic], count: int | None = None) -> NoReturn:
    """Print the diagnostics, count the errors, unless there are more than these, and end with exit code 1."""
    found = list(diagnostics)
    print_diagnostics(found)
    errors = sum(diagnostic.severity == "error" for diagnostic in found) if count is None else count
    say(f"{counted(errors, 'error')}; no file was changed", err=True)
    sys.exit(1)


def print_refusal(faults: Sequence[Diagnostic], *, verbose: bool) -> NoReturn:
    """Print why a file cannot be used, in one line and then the faults, and end with exit code 1."""
    say(
        f"cannot be used, because {faults[0].message}" + (f" (and {len(faults) - 1} more)" if faults[1:] else ""),
        err=True,
    )
    fail(faults if verbose else faults[:MOST_POINTS], len(faults))


def print_verdict(points: Sequence[ImportPoint], notes: Sequence[str], *, verbose: bool) -> None:
    """Print whether an imported file is ready, and the points to look at, the heaviest first; if `verbose`, then the
    rest of the points and the notes."""
    shown = points if verbose else points[:MOST_POINTS]
    say(
        "ready" if not shown else "ready; look at this" if len(shown) == 1 else f"ready; look at these {len(shown)}",
        err=True,
    )
    for number, point in enumerate(shown, 1):
        say(f"{number}. {point.sentence}", err=True)
        if point.cure:
            say(f"   hint: {point.cure}", err=True)
    for sentence in notes if verbose else ():
        say(sentence, err=True)
    if rest := len(points) - len(shown) + (0 if verbose else len(notes)):
        say(f"{counted(rest, 'note')} more with --verbose", err=True)


def print_swatches(colours: Mapping[str, str]) -> None:
    """Print colours "#RRGGBB" by name; on a terminal each beside a patch of it."""
    for called, colour in colours.items():
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        patch = f"{click.style('    ', bg=(red, green, blue))} " if sys.stderr.isatty() else ""
        click.echo(f"{patch}{colour} {visible(called)}", err=True)


def print_written(paths: Sequence[Path]) -> None:
    """Print the paths of files that were written."""
    with reporting(paths):
        for path in paths:
            say(str(path))


def print_next(*command: str, workspace: Path, first: str = "") -> None:
    """Print the next command, quoted so that it can be copied into a shell."""
    where = [] if workspace == Path() else ["--workspace", str(workspace)]
    say(f"next: {first}{shlex.join(['songngu', *command, *where])}", err=True)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows each step on a terminal; if stderr is not a terminal, only that it waits for another."""
    from reports.pipeline.build import WAITING

    if not sys.stderr.isatty():
        yield lambda step: click.echo(step, err=True) if step == WAITING else None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield lambda step: status.update(visible(step))


def print_table(rows: list[dict[str, Any]]) -> None:
    """Print rows to stdout, each with the same names of columns; nothing without rows."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        table.add_column(name, overflow="fold", no_wrap=name == "fact")
    for row in rows:
        table.add_row(*("" if value is None else escape(visible(str(value))) for value in row.values()))
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table)

"""Put what changed in the facts into finished files that people have edited; nothing else in them is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from reports.diagnostics import Diagnostic, Place, Problems
from reports.document.model import MadeFor
from reports.files.disk import move, remove, remove_leftovers, staged
from reports.files.lock import locked
from reports.files.package import repacked
from reports.files.refusals import refused
from reports.finished.bars import refresh_bars
from reports.finished.changes import Change
from reports.finished.charts import refresh_charts
from reports.finished.edits import by_passage, rewrite
from reports.finished.examination import Examination, Examiner
from reports.finished.lists import renew_lists
from reports.finished.plan import Plan, plan
from reports.finished.revisions import Revisions
from reports.finished.sentences import renew_hashes
from reports.finished.tags import renew_tags
from reports.finished.text import alike
from reports.finished.usage import Use, usage
from reports.languages import LANGUAGE_CHOICES
from reports.workspace import DEFAULT_AUDIENCE

_LEAST_ALIKE = 0.4
BACKUP = ".before-refresh"
_LEFT_BEHIND = 600
"""Seconds after which a file that is not yet moved to its place is one of a process that was killed."""


class Options(Struct, frozen=True):
    """Who makes the tracked changes of Word, and when, if that is to be written; `accept` tracks none. `dry_run`
    changes no file."""

    author: str = "songngu"
    date: str | None = None
    accept: bool = False
    dry_run: bool = False


class Refreshed(Struct, frozen=True):
    """What was done with each file or is left to people, the files that were written, and complaints about others."""

    changes: tuple[Change, ...]
    read: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    def by_file(self) -> dict[str, list[Change]]:
        """The changes of each file that was read."""
        found: dict[str, list[Change]] = {file: [] for file in self.read}
        for change in self.changes:
            found[change.file].append(change)
        return found

    @property
    def clean(self) -> bool:
        """Whether every file was read and nothing is left to people."""
        return not self.faults and all(change.state == "refreshed" for change in self.changes)


def refresh(files: Sequence[Path], root: Path, options: Options) -> Refreshed:
    """Refresh files with the facts of the workspace `root`. Raises Problems if the workspace cannot be read."""
    examiner = Examiner.of(root)
    changes: list[Change] = []
    made_for: dict[str, MadeFor] = {}
    written: list[str] = []
    faults: list[Diagnostic] = []
    for file in files:
        try:
            examined = examiner.examine(file)
            found = plan(examined)
            parts = _changed_parts(examined, found, options)
            if parts and not options.dry_run:
                _write(file, examined.package.content, repacked(examined.package.content, parts))
                written.append(str(file))
        except Problems as problems:
            faults += problems.diagnostics
            continue
        except OSError as error:
            if (refusal := refused(error, file, "this file cannot be replaced")) is None:
                raise
            faults.append(refusal)
            continue
        changes += found.changes
        if found.edits:
            changes += _other_languages(file, examined.listed.made_for.language, files)
        made_for[str(file)] = examined.listed.made_for
    return Refreshed(tuple(_with_lines(changes, made_for, root)), tuple(made_for), tuple(written), tuple(faults))


def _changed_parts(examined: Examination, found: Plan, options: Options) -> dict[str, bytes]:
    """The parts of the file that change, with their new content."""
    package = examined.package
    roots = list(dict.fromkeys(e.passage.letters[0].element.getroottree().getroot() for e in found.edits))
    revisions = Revisions(options.author, options.date, options.accept)
    write = revisions.write if package.kind == "word" else rewrite
    for edit in by_passage(found.edits):
        write(edit)
    roots += renew_hashes(package, examined.tracer.passages, found.edits, found.typed)
    charts, lists = refresh_charts(examined, found)
    roots += (*lists, *renew_lists(package, found.renewed, examined.ours.current))
    roots += (*refresh_bars(examined, found), *renew_tags(package, found.renewed))
    return {name: _encoded(root) for name, root in package.trees.items() if root in roots} | charts


def _other_languages(file: Path, language: str, given: Sequence[Path]) -> Iterator[Change]:
    """The files beside a file that have the same name in other languages and are not refreshed with it."""
    begins, found, ends = file.name.rpartition(f".{language}.")
    others = [file.with_name(f"{begins}.{other}.{ends}") for other in LANGUAGE_CHOICES if found and other != language]
    for other in others:
        if other.is_file() and not any(each.resolve() == other.resolve() for each in given):
            yield Change(str(file), "", "language", other.name, why=f"{other.name} was not given along: refresh it too")


def _with_lines(changes: Sequence[Change], made_for: Mapping[str, MadeFor], root: Path) -> list[Change]:
    """The changes, doubtful sentences with the lines of templates that write them."""
    doubtful = dict.fromkeys(change.ref for change in changes if change.state == "doubtful" and change.kind == "fact")
    try:
        uses = usage(list(doubtful), root).uses if doubtful else ()
    except Problems:  # the workspace cannot be built now
        uses = ()
    lines = ((change, _line(change, made_for[change.file], uses)) for change in changes)
    return [replace(change, template=line) if line else change for change, line in lines]


def _line(change: Change, made_for: MadeFor, uses: Iterable[Use]) -> str:
    """The line that writes a doubtful sentence: the one that is most like it in the documents of the file's report."""
    if change.state != "doubtful":
        return ""
    begins = f"{made_for.audience or DEFAULT_AUDIENCE}/{made_for.report}.{made_for.language}."
    texts = [use for use in uses if use.fact == change.ref and use.kind == "text" and use.where.startswith(begins)]
    nearest = max(texts, key=lambda use: alike(use.words, change.sentence), default=None)
    return nearest.template if nearest and alike(nearest.words, change.sentence) > _LEAST_ALIKE else ""


def _encoded(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _write(file: Path, former: bytes, content: bytes) -> None:
    """Keep the former file beside it and put the new one in its place. Raises Problems, with the file as it was."""
    path = file.resolve()
    opened = [path.with_name(f"~${path.name[cut:]}") for cut in range(3)]  # Word leaves out two letters of long names
    if any(map(os.path.lexists, (*opened, path.with_name(f".~lock.{path.name}#")))):
        raise _problem(file, "this file is open in another program", "close it there and run the command again")
    if not os.access(path, os.W_OK):
        raise _problem(file, "this file is read-only", "allow writing to it, or refresh a copy of it")
    names = (path.with_name(f"{path.name}{BACKUP}{number}") for number in chain([""], map("-{}".format, count(2))))
    with locked(path.parent, lambda: None):
        backup = next(name for name in names if not os.path.lexists(name))
        ready = staged({backup: former, path: content})
        try:
            if path.read_bytes() != former:
                raise _problem(file, "this file was changed while it was read", "run the command again")
            remove_leftovers([path.parent], before=ready[path].stat().st_mtime - _LEFT_BEHIND)
            shutil.copystat(path, ready[backup])
            shutil.copymode(path, ready[path])
            for place in (backup, path):
                move(ready[place], place)
        finally:
            if ready[path].exists() and not ready[backup].exists():  # interrupted between the two
                remove([backup])
            remove(ready.values())


def _problem(file: Path, message: str, hint: str) -> Problems:
    return Problems([Diagnostic(message, Place(str(file)), hint)])

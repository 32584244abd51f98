"""Reports prepared and written by several processes at once, each with a share of them.

A worker is a copy of the process (`fork`), so it has all that the workspace knows without reading it again. Where
processes cannot be copied, as on Windows, or there is one report only, all happens in this process.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

from msgspec import Struct

from reports.charts.jobs import DrawJob
from reports.charts.model import Visual
from reports.diagnostics import Diagnostic, Findings
from reports.files.reads import ALL, Reads
from reports.pipeline.knowledge import LINES, Knowledge
from reports.pipeline.office import Office
from reports.pipeline.plan import Target
from reports.pipeline.preparation import Variant, prepare_report
from reports.pipeline.record import entries_of

Pictures = Mapping[DrawJob, Visual]
Work = Generator[Any, Any, None]
"""What a share does: it gives its prepared reports, is sent pictures and names, and gives files."""


class PreparedDocument(Struct, frozen=True):
    """A document that can be written: its name, its rendered text, its entry of the manifest, the charts to draw."""

    name: str
    text: bytes
    entry: Mapping[str, Any]
    charts: tuple[DrawJob, ...]

    @classmethod
    def of(cls, variant: Variant, entry: Mapping[str, Any]) -> PreparedDocument:
        charts = tuple(variant.prepared.charts.values())
        return cls(variant.name, variant.composed.markdown.encode(), entry, charts)

    @property
    def text_name(self) -> str:
        """The name of the file for the rendered text."""
        return f".text/{self.name}.md"


class PreparedReport(Struct, frozen=True):
    """A report for an audience: what is wrong with it, what it was made of, and its documents."""

    found: tuple[Diagnostic, ...]
    reads: Reads
    documents: tuple[PreparedDocument, ...]


class Workers:
    """A context in which up to `jobs` processes prepare reports and then write their documents."""

    def __init__(self, jobs: int = 1, office: Office | None = None) -> None:
        self.jobs, self.office = jobs, office
        self._shares: list[_Here | _Copy] = []
        self._charts: list[set[DrawJob]] = []
        self.variants: list[Variant] = []
        """The documents that were prepared in this process; with LibreOffice, all."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for share in self._shares:
            share.end()

    def prepare(self, knowledge: Knowledge, groups: Sequence[Sequence[Target]]) -> list[PreparedReport]:
        """The targets of each report and audience, prepared; in the order of the groups."""
        can_copy = hasattr(os, "fork") and self.office is None
        count = max(1, min(self.jobs, len(groups))) if can_copy else 1
        works = [self._work(knowledge, groups[first::count]) for first in range(count)]
        self._shares.append(_Here(works[0]))
        for work in works[1:]:
            self._shares.append(_Copy(work))
        answers: list[list[PreparedReport]] = [share.receive() for share in self._shares]
        self._charts = [
            {job for each in reports for made in each.documents for job in made.charts} for reports in answers
        ]
        return [answers[at % count][at // count] for at in range(len(groups))]

    def write(self, pictures: Pictures, names: Collection[str]) -> dict[str, bytes]:
        """The files of the documents with these names."""
        for share, charts in zip(self._shares, self._charts, strict=True):
            share.send(({job: pictures[job] for job in charts if job in pictures}, names))
        return {name: file for share in self._shares for name, file in share.receive().items()}

    def _work(self, knowledge: Knowledge, groups: Iterable[Sequence[Target]]) -> Work:
        variants: list[Variant] = []
        reports: list[PreparedReport] = []
        for group in groups:
            own = Findings()
            with knowledge.ledger.step() as read:
                made = prepare_report(knowledge, group, own)
            variants += made
            entries = entries_of(made, knowledge.brand, self.office)
            reads = knowledge.ledger.reads({*read, (LINES, ALL)} if own.found else read)
            documents = tuple(PreparedDocument.of(variant, entries[variant.name]) for variant in made)
            reports.append(PreparedReport(tuple(own), reads, documents))
        self.variants += variants
        pictures, names = yield reports
        yield {variant.name: variant.content(pictures) for variant in variants if variant.name in names}


class _Here:
    """A share of this process."""

    def __init__(self, work: Work) -> None:
        self._work, self._sent = work, None

    def send(self, value: Any) -> None:
        self._sent = value

    def receive(self) -> Any:
        return self._work.send(self._sent)

    def end(self) -> None:
        self._work.close()


class _Copy:
    """A share of a copy of this process."""

    def __init__(self, work: Work) -> None:
        (read_in, write_in), (read_out, write_out) = os.pipe(), os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(write_in)
            os.close(read_out)
            _answer(work, read_in, write_out)
        os.close(read_in)
        os.close(write_out)
        self._to, self._from = os.fdopen(write_in, "wb"), os.fdopen(read_out, "rb")

    def send(self, value: Any) -> None:
        pickle.dump(value, self._to)
        self._to.flush()

    def receive(self) -> Any:
        try:
            value, error, trace = pickle.load(self._from)
        except EOFError:
            raise RuntimeError("a process that prepares documents ended too early") from None
        if error is not None:
            raise error from _RaisedThere(trace)
        return value

    def end(self) -> None:
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


class _RaisedThere(Exception):
    """The traceback of an error in a copy, as text."""


def _answer(work: Work, reading: int, writing: int) -> None:
    """Do the work of a share in the copy, and end the copy."""
    with suppress(BaseException), open(reading, "rb") as given, open(writing, "wb") as answers:
        here = _Here(work)
        while True:
            try:
                answer = pickle.dumps((here.receive(), None, ""))
            except BaseException as error:
                answer = _raised(error)
            answers.write(answer)
            answers.flush()
            here.send(pickle.load(given))  # raises EOFError when nothing more is wanted
    os._exit(0)


def _raised(error: BaseException) -> bytes:
    trace = "".join(traceback.format_exception(error))
    try:
        return pickle.dumps((None, error, trace))
    except Exception:  # an error with something in it that cannot be sent
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}"), trace))

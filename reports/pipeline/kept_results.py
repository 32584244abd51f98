"""What an earlier run found out about the reports of an audience, used again where all that it read is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from reports.diagnostics import Diagnostic, Findings
from reports.files.reads import Reads, digest_of
from reports.files.values import KeptValue
from reports.pipeline.compose import noted_templates
from reports.pipeline.knowledge import Knowledge
from reports.pipeline.plan import Target
from reports.pipeline.preparation import by_report
from reports.pipeline.record import RecordEntries
from reports.pipeline.workers import PreparedDocument, PreparedReport, Workers


class KeptResult(Struct, frozen=True):
    """A report of an audience in the languages that were asked for, without an error.

    `entries` are those of the manifest, `texts` the hashes of the rendered texts, both by the names of the files.
    """

    reads: Reads
    warnings: tuple[Diagnostic, ...]
    entries: RecordEntries
    texts: Mapping[str, str]


class Results(Struct, frozen=True):
    """What is known of all targets: their `entries`, and the `reports` for which no earlier run was enough, with the
    places where they are to be kept."""

    entries: RecordEntries
    reports: Mapping[KeptValue, PreparedReport]

    @property
    def documents(self) -> list[PreparedDocument]:
        return [document for report in self.reports.values() for document in report.documents]

    def store(self) -> None:
        """Keep the reports without an error, once nothing else can be wrong with their documents."""
        for place, report in self.reports.items():
            if not Findings(list(report.found)).has_errors:
                texts = {each.text_name: sha256(each.text).hexdigest() for each in report.documents}
                place.keep(KeptResult(report.reads, report.found, _entries(report.documents), texts))


def results(
    knowledge: Knowledge,
    targets: Iterable[Target],
    findings: Findings,
    workers: Workers,
    is_usable: Callable[[KeptResult], bool] = lambda result: True,
) -> Results:
    """The results for the targets; `is_usable` says whether that of an earlier run is enough.

    What is wrong with the documents goes to `findings`, also the warnings of earlier runs.
    """
    entries: RecordEntries = {}
    anew: dict[KeptValue, Sequence[Target]] = {}
    for group in by_report(targets):
        place = _kept(knowledge, group)
        noted_templates(knowledge, group[0].audience)
        kept = place.read()
        if isinstance(kept, KeptResult) and knowledge.ledger.are_same(kept.reads) and is_usable(kept):
            findings.extend(kept.warnings)
            entries |= kept.entries
        else:
            anew[place] = group
    reports = dict(zip(anew, workers.prepare(knowledge, list(anew.values())), strict=True))
    for report in reports.values():
        findings.extend(report.found)
        entries |= _entries(report.documents)
    return Results(entries, reports)


def _entries(documents: Iterable[PreparedDocument]) -> RecordEntries:
    return {document.name: dict(document.entry) for document in documents}


def _kept(knowledge: Knowledge, targets: Sequence[Target]) -> KeptValue:
    """Where the result for targets of one report and audience is kept, by what it depends on as a whole."""
    workspace, first = knowledge.workspace, targets[0]
    own = workspace.report(first.report, first.audience), workspace.audiences[first.audience]
    name = ".".join((first.audience, first.report, *(target.language for target in targets), "result"))
    made_of = digest_of((own, workspace.lineages[first.audience], workspace.languages, targets))
    return KeptValue(workspace.cache / "results" / name, made_of)

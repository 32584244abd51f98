"""What an earlier run found out about the reports of an audience, used again where all that it read is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reports.diagnostics import Diagnostic, Findings
from reports.files.reads import ALL, Reads, digest_of
from reports.files.values import KeptValue
from reports.pipeline.compose import noted_templates
from reports.pipeline.knowledge import LINES, Knowledge
from reports.pipeline.plan import Target
from reports.pipeline.preparation import Progress, Variant, by_report, prepare_report
from reports.pipeline.record import RecordEntries


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A report of an audience in the languages that were asked for, without an error.

    `entries` are those of the manifest, `texts` the hashes of the rendered texts, both by the names of the files.
    """

    reads: Reads
    warnings: tuple[Diagnostic, ...]
    entries: RecordEntries
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """What is known of all targets: `entries` of those that an earlier run was enough for, `variants` of the others.

    `store` keeps what is known of the variants, given their entries, once nothing else can be wrong with them.
    """

    entries: RecordEntries
    variants: Sequence[Variant]
    store: Callable[[RecordEntries], None]


def results(
    knowledge: Knowledge,
    targets: Sequence[Target],
    findings: Findings,
    progress: Progress = lambda step: None,
    is_usable: Callable[[KeptResult], bool] = lambda result: True,
) -> Results:
    """The results for the targets; `is_usable` says whether that of an earlier run is enough.

    What is wrong with the documents goes to `findings`, also the warnings of earlier runs.
    """
    entries: RecordEntries = {}
    variants: list[Variant] = []
    new: list[tuple[KeptValue, Sequence[Variant], Sequence[Diagnostic], Iterable[tuple[str, str]]]] = []
    for group in by_report(targets):
        place = _kept(knowledge, group)
        noted_templates(knowledge, group[0].audience)
        kept = place.read()
        if isinstance(kept, KeptResult) and knowledge.ledger.are_same(kept.reads) and is_usable(kept):
            findings.extend(kept.warnings)
            entries |= kept.entries
            continue
        progress(f"{group[0].audience}/{group[0].report}")
        own = Findings()
        with knowledge.ledger.step() as read:
            made = prepare_report(knowledge, group, own)
        findings.extend(own)
        variants += made
        if not own.has_errors:
            new.append((place, made, tuple(own), read))

    def store(entries: RecordEntries) -> None:
        for place, made, warnings, read in new:
            texts = {variant.text_name: sha256(variant.text).hexdigest() for variant in made}
            reads = knowledge.ledger.reads({*read, (LINES, ALL)} if warnings else read)
            place.keep(
                KeptResult(reads, tuple(warnings), {variant.name: entries[variant.name] for variant in made}, texts)
            )

    return Results(entries, variants, store)


def _kept(knowledge: Knowledge, targets: Sequence[Target]) -> KeptValue:
    """Where the result for targets of one report and audience is kept, by what it depends on as a whole."""
    workspace, first = knowledge.workspace, targets[0]
    own = workspace.report(first.report, first.audience), workspace.audiences[first.audience]
    name = ".".join((first.audience, first.report, *(target.language for target in targets), "result"))
    made_of = digest_of((own, workspace.lineages[first.audience], workspace.languages, targets))
    return KeptValue(workspace.cache / "results" / name, made_of)

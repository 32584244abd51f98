"""Targets → their documents, each prepared for its format and within its budget; shared by build, check and show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reports.charts.jobs import DrawJob
from reports.diagnostics import Findings, Problems
from reports.files.package import contents_of, zipped
from reports.files.reads import ALL
from reports.pipeline.budgets import BudgetSubject, check_budget
from reports.pipeline.compose import Composed, compose, variant
from reports.pipeline.formats import FORMATS, Format, Prepared, completed, with_titles
from reports.pipeline.knowledge import BRAND, Knowledge
from reports.pipeline.office import Print
from reports.pipeline.pictures import note_changes, ready
from reports.pipeline.plan import Target

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from reports.charts.model import Visual


class Variant(Struct, frozen=True):
    """The document of one target, ready to be written."""

    subject: BudgetSubject
    format: Format
    composed: Composed
    prepared: Prepared

    @property
    def name(self) -> str:
        return self.subject.target.name

    def document(self, drawn: Mapping[DrawJob, Visual]) -> WordDocument | Presentation:
        """The file, open, without the pages of its bookmarks; `drawn` are its charts."""
        return self.prepared.write(self._images(drawn), {})

    def content(self, drawn: Mapping[DrawJob, Visual], pages: Mapping[str, int] | None = None) -> bytes:
        """The bytes of the file with these charts and the pages of its bookmarks. Raises IncompleteFile if something
        of the document is not in it."""
        from reports.pipeline.losses import check_complete
        from reports.pipeline.stretches import STRETCHES

        images = self._images(drawn)
        opened = self.prepared.write(images, pages or {})
        parts = contents_of(opened)
        stretches = STRETCHES[self.format.suffix](self.composed.document, opened, parts)
        check_complete(stretches, self.name, images)
        return zipped(parts)

    def _images(self, drawn: Mapping[DrawJob, Visual]) -> dict[str, Visual]:
        """The charts and pictures of the file by their names."""
        charts = {name: drawn[job] for name, job in self.prepared.charts.items()}
        return charts | ready(self.prepared.pictures, self.subject.workspace.cache)

    def print(self, content: bytes, ending: str = ".pdf") -> Print:
        """A PDF of the file with these bytes; `ending` is one of `format.prints`."""
        day, tag = self.composed.document.meta.date, self.composed.wording.language.tag
        return Print(self.name, content, self.format.prints[ending], day, tag)

    def prints(self, content: bytes) -> dict[str, Print]:
        """All PDFs of the file with these bytes, by their names."""
        stem = self.name.removesuffix(self.format.suffix)
        return {stem + ending: self.print(content, ending) for ending in self.format.prints}


def prepare(knowledge: Knowledge, targets: Iterable[Target], findings: Findings) -> list[Variant]:
    """The documents of the targets; one with faults is left out, and `findings` has the faults."""
    return [made for group in by_report(targets) for made in prepare_report(knowledge, group, findings)]


def by_report(targets: Iterable[Target]) -> Iterable[list[Target]]:
    """The targets of each report of each audience."""
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        groups.setdefault((target.audience, target.report), []).append(target)
    return groups.values()


def prepare_report(knowledge: Knowledge, targets: Sequence[Target], findings: Findings) -> list[Variant]:
    """The documents of targets that have the same report and audience."""
    workspace, (report, audience) = knowledge.workspace, (targets[0].report, targets[0].audience)
    format_ = FORMATS[workspace.reports[report].format]
    knowledge.ledger.note(BRAND, ALL)
    composed = compose(knowledge, report, audience, findings)
    settings, brand = workspace.audiences[audience], knowledge.brand
    if workspace.reports[report].format == "powerpoint":
        brand = brand.for_audience(settings.accent, settings.density)
    variants: list[Variant] = []
    for target in targets:
        made = variant(composed, target.language)
        if made is None:
            continue
        try:
            if made.translations:
                made = completed(made, knowledge.brand, knowledge.specs, workspace.cache)
            elif not format_.side_by_side:
                made = with_titles(made)
            prepared = format_.prepare(made, brand, knowledge.specs, knowledge.pictures, workspace.cache)
        except Problems as problems:
            findings.extend(problems.diagnostics)
            continue
        findings.extend(prepared.warnings)
        note_changes(prepared.pictures.values(), findings)
        subject = BudgetSubject(workspace, target)
        check_budget(subject, prepared.uses, findings)
        variants.append(Variant(subject, format_, made, prepared))
    return variants

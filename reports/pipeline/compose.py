"""Templates and knowledge → the documents of one report for one audience, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reports.diagnostics import Findings
from reports.document.model import Document, Evidence
from reports.document.reader import read
from reports.document.reader.markdown import key_of
from reports.facts.provenance import UNSTATED
from reports.facts.wording import Unwritable, Wording
from reports.languages import LANGUAGE_CHOICES
from reports.pipeline.agreement import compare
from reports.pipeline.citations import cited, numbered
from reports.pipeline.counts import stated, with_small_counts
from reports.pipeline.front import meta_of, official_of
from reports.pipeline.knowledge import Knowledge
from reports.pipeline.proofreading import proofread
from reports.pipeline.side_by_side import paired
from reports.pipeline.texts import check_withheld
from reports.templates import DocumentProgress, Functions, PeriodText, render
from reports.workspace.audiences import wording_for
from reports.workspace.selection import select


@dataclass(frozen=True, slots=True)
class Composed:
    """One document, the Markdown that it was read from, the facts that it uses, and the wording of its language.

    `translations` are the wordings of the further languages beside the first.
    """

    document: Document
    markdown: str
    used: tuple[str, ...]
    wording: Wording
    translations: Mapping[str, Wording] = field(default_factory=dict)


def compose(knowledge: Knowledge, report: str, audience: str, findings: Findings) -> dict[str, Composed]:
    """The documents of a report by language; empty if `findings` gets an error."""
    own = Findings()
    made = {code: _compose(knowledge, report, audience, code, own) for code in knowledge.workspace.languages}
    composed = {code: each for code, each in made.items() if each}
    if len(composed) == len(made) and not own.has_errors:
        compare({code: each.document for code, each in composed.items()}, own)
    findings.extend(own)
    return {} if own.has_errors else composed


def variant(composed: Mapping[str, Composed], name: str) -> Composed | None:
    """The document in one of `LANGUAGE_CHOICES`, also in several side by side; None if a language is missing."""
    codes = LANGUAGE_CHOICES[name]
    if any(code not in composed for code in codes):
        return None
    first, *others = (composed[code] for code in codes)
    if not others:
        return first
    return Composed(
        paired(name, [made.document for made in (first, *others)]),
        "\n".join(made.markdown for made in (first, *others)),
        tuple(dict.fromkeys(fact for made in (first, *others) for fact in made.used)),
        first.wording,
        {made.document.language: made.wording for made in others},
    )


def _compose(knowledge: Knowledge, report: str, audience: str, code: str, findings: Findings) -> Composed | None:
    workspace = knowledge.workspace
    file, settings = workspace.report(report, audience), workspace.audiences[audience]
    selection = select(knowledge.facts, settings, file.date)
    wording = wording_for(settings, knowledge.facts, code)
    progress = DocumentProgress()
    functions = Functions(wording, selection, knowledge.specs, progress, findings)
    name = functions.write(lambda w: w.expand(settings.name[code]), "audience.name")
    times = {time: PeriodText.of(written, "period", functions.write) for time, written in file.times.items()}
    variables = {"audience": {"id": audience, "name": name}, "language": code, "report": {"id": report, **times}}
    paths = {f"{report}/{code}/{section}.md.j2": section for section in file.sections}
    sections, texts = [], []
    for path, markdown in render(paths, workspace.templates, workspace.lineages[audience], functions, variables):
        section = read(paths[path], markdown, wording.language, workspace.languages, findings)
        sections.append(replace(section, annex=section.id in file.annexes))
        texts.append(f"<!-- {path} -->\n{markdown.text}")
    check_withheld(workspace, report, audience, code, selection.withheld, findings)
    try:
        meta = meta_of(file, settings, wording, lambda field: workspace.place_in_report(audience, report, field, code))
        official = official_of(file, settings, meta, wording) if file.format == "word" else None
    except Unwritable as error:
        place = workspace.place_in_report(audience, report, "title", code)
        findings.error(f"the front page cannot be written: {error}", place, hint=error.hint)
        return None
    if len(sections) < len(file.sections):
        return None
    evidence = _evidence(progress, wording, findings)
    document = Document(report, code, meta, tuple(sections), evidence, official=official)
    in_words = (settings.small_counts or wording.language.small_counts) == "words"
    if key_of(UNSTATED) in progress.issued:
        document = stated(document, functions.sources_used(), wording, "words" if in_words else "full", findings)
    if in_words:
        document = with_small_counts(document, wording)
    proofread(document, file.format, knowledge.facts.glossary, knowledge.specs.charts, findings)
    if file.format == "word":
        if settings.citations == "list":
            document = numbered(document, wording, findings)
        else:
            document = replace(cited(document, wording), notes=settings.citations)
    return Composed(document, "\n".join(texts), tuple(progress.used), wording)


def _evidence(progress: DocumentProgress, wording: Wording, findings: Findings) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for id_ in progress.used:
        try:
            found.append(wording.evidence(id_))
        except Unwritable as error:
            findings.error(f'the evidence of "{id_}" cannot be written: {error}', wording.facts.place_of(id_))
    return tuple(found)

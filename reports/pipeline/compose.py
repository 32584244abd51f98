"""Templates and knowledge → the documents of one report for one audience, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from reports.charts.data import facts_of
from reports.diagnostics import Findings
from reports.document import facts_in, walk
from reports.document.model import Document, Evidence, Section, Table
from reports.document.reader import read
from reports.facts.name_wording import Unwritable
from reports.facts.provenance import statement_form
from reports.facts.wording import Wording
from reports.files.reads import digest_of
from reports.languages import LANGUAGE_CHOICES
from reports.pipeline.agreement import compare
from reports.pipeline.citations import cited, numbered
from reports.pipeline.counts import stated, with_small_counts
from reports.pipeline.evidence_table import grouped
from reports.pipeline.front import drawn_of, meta_of, official_of
from reports.pipeline.kept_sections import KeptSections
from reports.pipeline.knowledge import FACTS, Knowledge
from reports.pipeline.proofreading import proofread
from reports.pipeline.side_by_side import paired
from reports.pipeline.texts import check_withheld
from reports.templates import DocumentProgress, FolderLoader, Functions, PeriodText, Templates
from reports.workspace import Workspace
from reports.workspace.audiences import contact_for, wording_for
from reports.workspace.selection import select


class Composed(Struct, frozen=True):
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
    workspace, ledger = knowledge.workspace, knowledge.ledger
    file, settings = workspace.report(report, audience), workspace.audiences[audience]
    with ledger.unnoted():  # of the facts that an audience may see, it depends on those that it reads
        selection = select(knowledge.facts, settings, file.date)
    selection = replace(selection, facts=ledger.table(FACTS, selection.facts))
    wording = wording_for(settings, knowledge.facts, code)
    progress = DocumentProgress()
    contact = contact_for(settings, knowledge.brand.contact)
    pictures, on_slides = knowledge.pictures.entries, file.format == "powerpoint"
    functions = Functions(wording, selection, knowledge.specs, progress, findings, pictures, contact, on_slides)
    read_sections = _sections(knowledge, report, audience, functions)
    sections = [replace(section, annex=section.id in file.annexes) for section, _ in read_sections.values()]
    texts = [f"<!-- {path} -->\n{text}" for path, (_, text) in read_sections.items()]
    check_withheld(workspace, report, audience, code, selection.withheld, findings)
    try:
        meta = meta_of(file, settings, wording, lambda field: workspace.place_in_report(audience, report, field, code))
        official = official_of(file, settings, meta, wording) if file.format == "word" else None
    except Unwritable as error:
        place = workspace.place_in_report(audience, report, "title", code)
        findings.error(f"the front page cannot be written: {error}", place, hint=error.hint)
        return None
    try:
        drawn = drawn_of(file.cover, wording)
    except Unwritable as error:
        place = workspace.place_in_report(audience, report, "cover")
        findings.error(f"the title slide cannot be drawn: {error}", place, hint=error.hint)
        return None
    if len(sections) < len(file.sections):
        return None
    used = tuple(dict.fromkeys((*progress.used, *(facts_in((*drawn.figure, *drawn.aim)) if drawn else ()))))
    evidence = _evidence(used, wording, findings)
    document = Document(
        report,
        code,
        meta,
        tuple(sections),
        evidence,
        official=official,
        number_headings=file.number_headings,
        drawn=drawn,
        audience=audience,
    )
    in_words = (settings.small_counts or wording.language.small_counts) == "words"
    if progress.has_statement:
        gives_lines = file.format != "word" or any(
            isinstance(block, Table) and block.style == "evidence" for block in walk(document.blocks)
        )
        form = statement_form(used, wording, in_words=in_words, gives_lines=gives_lines)
        document = stated(document, functions.sources_of(progress), wording, form, findings)
    if in_words:
        document = with_small_counts(document, wording)
    if file.format == "word":
        chart_facts = {id_: facts_of(spec) for id_, spec in knowledge.specs.charts.items()}
        document = grouped(document, chart_facts)
    proofread(document, file.format, knowledge.facts.glossary, knowledge.specs.charts, pictures, findings)
    if file.format == "word":
        if settings.citations == "list":
            document = numbered(document, wording, findings)
        else:
            document = replace(cited(document, wording), notes=settings.citations)
    return Composed(document, "\n".join(texts), used, wording)


def _sections(knowledge: Knowledge, report: str, audience: str, functions: Functions) -> dict[str, tuple[Section, str]]:
    """The sections that could be read, with their rendered texts, by the paths of their templates."""
    workspace, ledger, progress = knowledge.workspace, knowledge.ledger, functions.progress
    file, language = workspace.report(report, audience), functions.wording.language
    table, folder = noted_templates(knowledge, audience)
    with ledger.step() as read_by_all:
        variables = _variables(workspace, report, audience, functions)
    issued = progress.section.issued
    templates = Templates(folder, functions, variables, lambda name: ledger.note(table, name))
    made_of = digest_of((file, workspace.audiences[audience], workspace.languages, variables, functions.asked))
    kept = KeptSections(workspace.cache / "sections" / f"{audience}.{report}.{language.code}.read", made_of, ledger)
    found: dict[str, tuple[Section, str]] = {}
    for id_ in file.sections:
        path = f"{report}/{language.code}/{id_}.md.j2"
        if section := kept.find(path, progress):
            functions.findings.extend(section.warnings)
            found[path] = section.section, section.markdown
            continue
        progress.begin(issued)
        before = len(functions.findings.found)
        with ledger.step() as read_here:
            markdown = templates.render(path)
        if markdown is None:
            continue
        found[path] = read(id_, markdown, language, workspace.languages, functions.findings), markdown.text
        own = Findings(functions.findings.found[before:])
        if not own.has_errors:
            kept.add(path, *found[path], own, progress, read_here | read_by_all)
    kept.store()
    return found


def _variables(workspace: Workspace, report: str, audience: str, functions: Functions) -> dict[str, Any]:
    """What the templates of a document can write besides what functions give them."""
    code, times = functions.wording.language.code, workspace.report(report, audience).times
    name = workspace.audiences[audience].name[code]
    return {
        "audience": {"id": audience, "name": functions.write(lambda wording: wording.expand(name), "audience.name")},
        "language": code,
        "report": {"id": report}
        | {time: PeriodText.of(written, "period", functions.write) for time, written in times.items()},
    }


def noted_templates(knowledge: Knowledge, audience: str) -> tuple[str, FolderLoader]:
    """The loader of an audience's templates as they are now, and the name of the ledger's table for them."""
    folder = FolderLoader(knowledge.workspace.templates, knowledge.workspace.lineages[audience])
    table = f"templates {' '.join(folder.folders)}"
    knowledge.ledger.add(table, folder.identity)
    return table, folder


def _evidence(used: Iterable[str], wording: Wording, findings: Findings) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for id_ in used:
        try:
            found.append(wording.evidence(id_))
        except Unwritable as error:
            findings.error(f'the evidence of "{id_}" cannot be written: {error}', wording.facts.place_of(id_))
    return tuple(found)

"""A workspace's templates and what is known → the documents of one report for one audience, in every language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reports.brand import Brand, read_brand
from reports.brand.measure import PACKAGE, font_fault
from reports.charts import Specs, read_charts
from reports.diagnostics import Findings, Place, Problems, nearest, ordered
from reports.document import inlines_in, walk
from reports.document.model import (
    Document,
    Evidence,
    Figure,
    Heading,
    Link,
    Marked,
    Meta,
    Official,
    Reference,
    Section,
    Table,
    Trace,
    plain,
)
from reports.document.reader import read
from reports.facts import Facts, read_facts
from reports.facts.wording import Unwritable, Wording
from reports.languages import LANGUAGES, VARIANTS, Language
from reports.pipeline.agreement import compare
from reports.pipeline.citations import cited, numbered
from reports.pipeline.proof import proofread
from reports.pipeline.side_by_side import paired
from reports.pipeline.texts import check_texts, check_told
from reports.templates import Functions, Rendering, State, render
from reports.workspace import (
    AudienceFile,
    OfficialFile,
    ReportFile,
    Workspace,
    read_workspace,
)
from reports.workspace.selection import select


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a workspace knows, read and checked once."""

    workspace: Workspace
    facts: Facts
    brand: Brand
    specs: Specs


@dataclass(frozen=True, slots=True)
class Composed:
    """One document, the Markdown that it was read from, the facts that it uses, and what writes its words.

    `translations` write those of further languages that stand beside the first.
    """

    document: Document
    markdown: str
    used: tuple[str, ...]
    wording: Wording
    translations: Mapping[str, Wording] = field(default_factory=dict)


def read_knowledge(workspace: Workspace) -> Knowledge:
    """Facts, brand and charts of a workspace. Raises Problems with all that is wrong in any of them."""
    findings = Findings()
    brand_file, charts_file = "templates/brand/brand.yaml", "templates/charts.yaml"
    facts = _collect(findings, lambda: read_facts(workspace.seeds, languages=workspace.languages))
    brand = _collect(findings, lambda: read_brand(workspace.root / brand_file, brand_file))
    specs = facts and _collect(findings, lambda: read_charts(workspace.root / charts_file, charts_file, facts))
    if facts is not None and brand is not None:
        check_texts(workspace, facts, brand, findings)
    if brand is not None:
        _check_fonts(brand, findings)
    if facts is None or brand is None or specs is None or findings.has_errors:
        raise Problems(ordered(findings))
    return Knowledge(workspace, facts, brand, specs)


def _check_fonts(brand: Brand, findings: Findings) -> None:
    """The fonts that texts are measured with must be there."""
    fonts = {("fonts",): brand.fonts, ("slides", "fonts"): brand.slides.fonts}
    for at, named in fonts.items():
        fault = font_fault(named.measured_with) if named else None
        if fault:
            hint = f'write "{PACKAGE}", or install a package of the fontpkg family and name it'
            findings.error(fault, brand.place(*at, "measured_with"), hint=hint)


def _collect(findings: Findings, make: Any) -> Any:
    try:
        return make()
    except Problems as problems:
        findings.extend(problems.diagnostics)
        return None


def compose(knowledge: Knowledge, report: str, audience: str, findings: Findings) -> dict[str, Composed]:
    """The report's documents by language; empty if anything is wrong, which `findings` then tells."""
    before = len(findings.found)
    composed = {code: _compose(knowledge, report, audience, code, findings) for code in knowledge.workspace.languages}
    if len(findings.found) == before and all(composed.values()):
        compare({code: c.document for code, c in composed.items() if c}, findings)
    if any(d.severity == "error" for d in findings.found[before:]):
        return {}
    return {code: c for code, c in composed.items() if c}


def variant(composed: Mapping[str, Composed], name: str) -> Composed | None:
    """The document of a variant, which may be several languages side by side; None where a language is missing."""
    codes = VARIANTS[name]
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
    file, reader = workspace.report(report, audience), workspace.audiences[audience]
    language = _worded(LANGUAGES[code], reader)
    selection = select(knowledge.facts, reader, file.date)
    wording = Wording(knowledge.facts, language, reader.rounding)
    state = State()
    functions = Functions(wording, selection, knowledge.specs, state, findings)
    readers = functions.write(lambda w: w.expand(reader.name[code]), "audience.name")
    variables = {"audience": {"id": audience, "name": readers}, "language": code, "report": report}
    rendering = Rendering(workspace.templates, workspace.lineages[audience], functions, variables)
    names = {f"{report}/{code}/{section}.md.j2": section for section in file.sections}
    parts: list[Section] = []
    texts: list[str] = []
    for name, markdown in render(rendering, list(names)):
        part = read(names[name], markdown, language, workspace.languages, findings)
        parts.append(replace(part, annex=part.id in file.annexes))
        texts.append(f"<!-- {name} -->\n{markdown.text}")
    check_told(workspace, report, audience, code, selection.withheld, findings)
    place = workspace.place_in_report(audience, report, "title", code)
    meta = _meta(file, reader, place, wording, findings)
    if meta is None or len(parts) < len(file.sections):
        return None
    document = Document(report, code, meta, tuple(parts), _evidence(state, wording, findings))
    _check_references(document, findings)
    proofread(document, findings)
    if file.format == "word":
        _check_layouts(document, findings)
        official = _official(file, reader, meta, wording, findings)
        if reader.citations == "list":
            document = replace(numbered(document, wording, findings), official=official)
        else:
            document = replace(cited(document, wording), notes=reader.citations, official=official)
    return Composed(document, "\n".join(texts), tuple(state.used), wording)


def _official(
    file: ReportFile, reader: AudienceFile, meta: Meta, wording: Wording, findings: Findings
) -> Official | None:
    """What the administrative form prints, from the audience's file or else the report's; None in the house form."""
    if reader.form != "official":
        return None
    code = wording.language.code
    given = {name: getattr(reader.official, name) for name in OfficialFile.model_fields}
    given = {name: getattr(file.official, name) if value is None else value for name, value in given.items()}
    given["agency"] = given["agency"] or file.agency
    try:
        told: dict[str, Any] = {name: _in(code, value, wording) for name, value in given.items()}
    except Unwritable as error:
        findings.error(f"what stands around the text cannot be written: {error}", meta.place, hint=error.hint)
        return None
    if told["agency"] is not None and told["superior"] is None:
        told["superior"] = ()
    return Official(**told | {"subject": told["subject"] or meta.title, "circulation": told["circulation"] or ()})


def _in(code: str, value: Any, wording: Wording) -> Any:
    """A text in one language, or several; a symbol is the same in all of them, and a name with all of its digits."""
    match value:
        case dict():
            return wording.expand(value[code])
        case list():
            return tuple(_in(code, each, wording) for each in value)
        case str():
            return (Marked(value, Trace("plain", value)),)
        case _:
            return value


def _worded(language: Language, reader: AudienceFile) -> Language:
    """The language with the fixed phrases that the audience words in its own way."""
    phrases = reader.phrases.get(language.code)
    return language.phrased(phrases.model_dump(exclude_none=True)) if phrases else language


def _meta(file: ReportFile, reader: AudienceFile, place: Place, wording: Wording, findings: Findings) -> Meta | None:
    code = wording.language.code
    try:
        return Meta(
            title=wording.sentence(file.title[code]),
            subtitle=wording.sentence(file.subtitle[code]),
            date=file.date,
            audience=wording.expand(reader.name[code]),
            status=wording.expand(file.status[code]) if file.status else (),
            version=file.version,
            agency=wording.expand(file.agency[code]) if file.agency else (),
            short_title=plain(wording.sentence(file.short_title[code])),
            keywords=tuple(file.keywords.get(code, ())),
            place=place,
        )
    except Unwritable as error:
        findings.error(f"the front cannot be written: {error}", place, hint=error.hint)
        return None


def _evidence(state: State, wording: Wording, findings: Findings) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for id_ in state.used:
        try:
            found.append(wording.evidence(id_))
        except Unwritable as error:
            findings.error(f'the evidence of "{id_}" cannot be written: {error}', wording.facts.place_of(id_))
    return tuple(found)


def _check_references(document: Document, findings: Findings) -> None:
    """Each heading, figure and table has its own id, and each cross-reference and link leads to one."""
    numbered: dict[str, Place] = {}
    targets: dict[str, Place] = {}
    for block in walk(document.blocks):
        if isinstance(block, Heading | Figure | Table) and block.id:
            if block.id in targets:
                hint = f"the first stands at {targets[block.id]}"
                findings.error(f'a second block is called "{block.id}"', block.place, hint=hint)
            targets.setdefault(block.id, block.place)
            if not isinstance(block, Heading):
                numbered.setdefault(block.id, block.place)
    for inline in inlines_in(document.blocks):
        if isinstance(inline, Reference):
            _check_target("figure or table", inline.target, numbered, inline.place, findings)
        elif isinstance(inline, Link) and inline.target.startswith("#"):
            what, id_ = "heading, figure or table", inline.target[1:]
            _check_target(what, id_, targets, inline.place, findings)


def _check_layouts(document: Document, findings: Findings) -> None:
    for block in walk(document.blocks):
        if isinstance(block, Heading) and "layout" in dict(block.attributes):
            findings.error('"layout" is for slides; a document has none', block.place, hint="take it away")


def _check_target(what: str, id_: str, known: Collection[str], place: Place | None, findings: Findings) -> None:
    if id_ not in known:
        hint = nearest(id_, known)
        findings.error(f'no {what} is called "{id_}"', place, hint=hint)


__all__ = ["Composed", "Knowledge", "compose", "read_knowledge", "read_workspace", "variant"]

"""facts.yaml and glossary.yaml → `Facts`, checked, with the place of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from reports.diagnostics import Findings, Place, Problems
from reports.facts.checks import faults_in_facts, faults_in_glossary
from reports.facts.derivation import derived
from reports.facts.glossary import GlossaryFile
from reports.facts.models import AnySource, Fact, FactsFile
from reports.facts.series import with_cells
from reports.facts.source_checks import faults_in_terms
from reports.facts.texts import Referents, named_by
from reports.files.yaml import check_model, read_yaml
from reports.languages import ALWAYS, Noun


class Facts(Struct, frozen=True):
    """The facts of a workspace by id, derived values included, their sources, and the glossary."""

    facts: Mapping[str, Fact]
    sources: Mapping[str, AnySource]
    glossary: GlossaryFile
    places: Mapping[str, Place]
    file: FactsFile
    languages: tuple[str, ...] = ALWAYS

    @property
    def named(self) -> Referents:
        """What the placeholders of a text may name."""
        return named_by(self.glossary, self.facts, self.sources)

    def place_of(self, fact: str) -> Place:
        """The place of the fact in facts.yaml."""
        return self.places[fact]

    def noun(self, unit: str | None, language: str) -> Noun | None:
        """The noun for what a unit counts, or its symbol and name; None for units that every language knows."""
        known = self.glossary.units.get(unit or "")
        return known.noun(language) if known else None

    def decimals(self, unit: str | None) -> int | None:
        """The most decimals with which figures in a unit are shown; None: all."""
        known = self.glossary.units.get(unit or "")
        return known.decimals if known else None


def read_facts(seeds: Path, shown: str = "seeds", languages: tuple[str, ...] = ALWAYS) -> Facts:
    """The facts in the folder `seeds`, with texts in these languages. Raises Problems with all their faults."""
    findings = Findings()
    glossary_file = read_yaml(seeds / "glossary.yaml", f"{shown}/glossary.yaml", findings)
    facts_file = read_yaml(seeds / "facts.yaml", f"{shown}/facts.yaml", findings)
    context = {"languages": languages}
    glossary = check_model(GlossaryFile, glossary_file, findings, context) if glossary_file else None
    if facts_file:
        facts_file = with_cells(facts_file, seeds, glossary, findings, context)
    file = check_model(FactsFile, facts_file, findings, context) if facts_file else None
    if glossary is None or file is None or facts_file is None or glossary_file is None:
        raise Problems(findings)
    for location, message, hint in (*faults_in_glossary(glossary, languages), *faults_in_terms(file, glossary)):
        findings.error(message, glossary_file.place(location), hint=hint)
    for location, message, hint in faults_in_facts(file, glossary, languages, facts_file):
        findings.error(message, facts_file.place(location), hint=hint)
    findings.check()
    facts = derived(file, facts_file, findings)
    findings.check()
    return Facts(
        facts=facts,
        sources=file.sources,
        glossary=glossary,
        places={fact.id: facts_file.place(("facts", i, "id")) for i, fact in enumerate(file.facts)},
        file=file,
        languages=languages,
    )

"""facts.yaml and glossary.yaml → `Facts`: what is known, checked as a whole, with the place of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.diagnostics import Findings, Place, Problems, nearest
from reports.facts.checks import check_facts
from reports.facts.derivation import derived
from reports.facts.models import Fact, FactsFile, GlossaryFile, Source, Texts
from reports.facts.texts import Named, named_by
from reports.files.yaml import YamlFile, check_model, read_yaml
from reports.languages import ALWAYS, UNITS, Noun


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known: facts by id (derived values computed), their sources and topics, and the glossary."""

    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    topics: Mapping[str, Texts]
    glossary: GlossaryFile
    places: Mapping[str, Place]
    file: FactsFile
    languages: tuple[str, ...] = ALWAYS

    @property
    def named(self) -> Named:
        """What the marks of a text may name."""
        return named_by(self.glossary, self.facts, self.sources)

    def place_of(self, fact: str) -> Place:
        """Where the fact stands in facts.yaml."""
        return self.places[fact]

    def noun(self, unit: str | None, language: str) -> Noun | None:
        """The noun of what a unit counts, None for units that every language knows."""
        names_ = self.glossary.units.get(unit or "")
        if names_ is None:
            return None
        noun = names_[language]
        return Noun(noun, noun) if isinstance(noun, str) else Noun(noun.one, noun.other)


def read_facts(seeds: Path, shown: str = "seeds", languages: tuple[str, ...] = ALWAYS) -> Facts:
    """The facts in the folder `seeds`, told in these languages. Raises Problems with all that is wrong in them."""
    findings = Findings()
    glossary_file = read_yaml(seeds / "glossary.yaml", f"{shown}/glossary.yaml", findings)
    facts_file = read_yaml(seeds / "facts.yaml", f"{shown}/facts.yaml", findings)
    context = {"languages": languages}
    glossary = check_model(GlossaryFile, glossary_file, findings, context) if glossary_file else None
    file = check_model(FactsFile, facts_file, findings, context) if facts_file else None
    if glossary is None or file is None or facts_file is None or glossary_file is None:
        raise Problems(findings)
    _check_glossary(glossary, glossary_file, languages, findings)
    check_facts(file, glossary, facts_file, languages, findings)
    findings.check()
    facts = derived(file, facts_file, findings)
    findings.check()
    return Facts(
        facts=facts,
        sources=file.sources,
        topics=file.topics,
        glossary=glossary,
        places={fact.id: facts_file.place(("facts", i, "id")) for i, fact in enumerate(file.facts)},
        file=file,
        languages=languages,
    )


def _check_glossary(glossary: GlossaryFile, file: YamlFile, languages: tuple[str, ...], findings: Findings) -> None:
    for unit, texts in glossary.units.items():
        if unit in UNITS:
            findings.error(f'"{unit}" is a unit that every language knows', file.place(("units", unit)))
        for code in languages:
            if code not in texts:
                findings.error(
                    f'the noun for the language "{code}" is missing',
                    file.place(("units", unit)),
                    hint=f"write {code}: …",
                )
    for id_, place in glossary.places.items():
        if place.parent and place.parent not in glossary.places:
            findings.error(
                f'no place is called "{place.parent}"',
                file.place(("places", id_, "parent")),
                hint=nearest(place.parent, glossary.places),
            )

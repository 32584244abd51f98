"""Facts that follow from others → their exact values, refused where the terms are not comparable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from reports.diagnostics import Findings, nearest
from reports.facts.comparable import difference
from reports.facts.formula import compute, joins_by_sum, names_in
from reports.facts.models import Derive, Fact, FactsFile
from reports.files.yaml import Location, YamlFile


def derived(file: FactsFile, yaml: YamlFile, findings: Findings) -> dict[str, Fact]:
    """All facts by id, the values of derived ones computed in the order of their dependence."""
    facts = {fact.id: fact for fact in file.facts}
    places: dict[str, Location] = {fact.id: ("facts", i, "derive") for i, fact in enumerate(file.facts)}
    bound = {
        id_: dict(_bindings(fact.derive, facts, yaml, places[id_], findings))
        for id_, fact in facts.items()
        if fact.derive
    }
    try:
        order = list(TopologicalSorter({id_: bound.get(id_, {}).values() for id_ in facts}).static_order())
    except CycleError as error:
        chain = error.args[1][::-1]  # each rests on the next
        findings.error(f"derived facts go in a circle: {' → '.join(chain)}", yaml.place(places[chain[0]]))
        return {}
    for id_ in order:
        if findings.has_errors:
            break
        derive, terms = facts[id_].derive, {name: facts[ref] for name, ref in bound.get(id_, {}).items()}
        value = _compute(derive, terms, yaml, places[id_], findings) if derive else None
        if value is not None:
            facts[id_] = facts[id_].model_copy(update={"value": value})
    return facts


def _bindings(
    derive: Derive, facts: Mapping[str, Fact], yaml: YamlFile, at: Location, findings: Findings
) -> Iterator[tuple[str, str]]:
    try:
        used = names_in(derive.formula)
    except ValueError as error:
        findings.error(str(error), yaml.place((*at, "formula")))
        return
    for name in used:
        ref = derive.names.get(name)
        if isinstance(ref, str) and ref in facts:
            yield name, ref
        else:
            message = f'the name "{name}" of the formula is bound to no fact'
            findings.error(message, yaml.place(at), hint=nearest(str(ref), facts, otherwise=f"write {name}: ID"))


def _compute(
    derive: Derive, terms: Mapping[str, Fact], yaml: YamlFile, at: Location, findings: Findings
) -> Decimal | None:
    before = len(findings.found)
    members = list(terms.values())
    if not derive.reason:
        for other in members[1:]:
            apart = difference(members[0], other)
            if apart and joins_by_sum(derive.formula):
                message = f'"{members[0].id}" and "{other.id}" are not comparable: {apart}'
                findings.error(message, yaml.place(at), hint="give a reason if they may be joined all the same")
        if not joins_by_sum(derive.formula):
            findings.error("a product or ratio of facts needs a reason", yaml.place(at), hint="write reason: …")
        for member in members:
            if member.qualifier != "exactly":
                hint = "give a reason and a qualifier if the result holds all the same"
                findings.error(f'"{member.id}" is not exact ({member.qualifier})', yaml.place(at), hint=hint)
    missing = [member.id for member in members if member.value is None]
    if missing:
        findings.error(f'"{missing[0]}" has no value', yaml.place(at))
    if len(findings.found) > before:
        return None
    values = {name: member.value for name, member in terms.items() if member.value is not None}
    try:
        return compute(derive.formula, values, derive.places)
    except ZeroDivisionError:
        findings.error("the formula divides by zero", yaml.place((*at, "formula")))
        return None

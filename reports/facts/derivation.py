"""Facts that follow from others → their exact values, refused where the terms are not comparable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reports.diagnostics import Findings, nearest
from reports.facts.comparable import difference
from reports.facts.formula import compute, joins_by_sum, names_in
from reports.facts.models import Derive, Fact, FactsFile
from reports.yaml_reader import Location, YamlFile


def derived(file: FactsFile, yaml: YamlFile, findings: Findings) -> dict[str, Fact]:
    """All facts by id, the values of derived ones computed in the order of their dependence."""
    facts = {fact.id: fact for fact in file.facts}
    index = {fact.id: i for i, fact in enumerate(file.facts)}
    rules = {id_: fact.derive for id_, fact in facts.items() if fact.derive}
    done: dict[str, Fact] = {id_: fact for id_, fact in facts.items() if fact.derive is None}

    def settle(id_: str, waiting: tuple[str, ...]) -> Fact | None:
        if id_ in done:
            return done[id_]
        at: Location = ("facts", index[id_], "derive")
        if id_ in waiting:
            chain = " → ".join((*waiting[waiting.index(id_) :], id_))
            findings.error(f"derived facts go in a circle: {chain}", yaml.place(at))
            return None
        derive = rules[id_]
        terms: dict[str, Fact] = {}
        before = len(findings.found)
        for name, ref in _bindings(derive, facts, yaml, at, findings):
            term = settle(ref, (*waiting, id_))
            if term is None:
                return None
            terms[name] = term
        if len(findings.found) > before:
            return None
        value = _compute(derive, terms, yaml, at, findings)
        if value is None:
            return None
        done[id_] = facts[id_].model_copy(update={"value": value})
        return done[id_]

    for id_ in facts:
        if not findings.has_errors or id_ in done:
            settle(id_, ())
    return {id_: done[id_] for id_ in facts if id_ in done}


def _bindings(
    derive: Derive, facts: Mapping[str, Fact], yaml: YamlFile, at: Location, findings: Findings
) -> Iterator[tuple[str, str]]:
    bound = derive.names
    try:
        used = names_in(derive.formula)
    except ValueError as error:
        findings.error(str(error), yaml.place((*at, "formula")))
        return
    for name in used:
        ref = bound.get(name)
        if not isinstance(ref, str) or ref not in facts:
            message = f'the name "{name}" of the formula is bound to no fact'
            findings.error(message, yaml.place(at), hint=nearest(str(ref), facts) or f"write {name}: ID")
        else:
            yield name, ref


def _compute(
    derive: Derive, terms: Mapping[str, Fact], yaml: YamlFile, at: Location, findings: Findings
) -> Decimal | None:
    before = len(findings.found)
    members = list(terms.values())
    if not derive.reason:
        for other in members[1:]:
            apart = difference(members[0], other)
            if apart and joins_by_sum(derive.formula):
                findings.error(
                    f'"{members[0].id}" and "{other.id}" are not comparable: {apart}',
                    yaml.place(at),
                    hint="give a reason if they may be joined all the same",
                )
        if not joins_by_sum(derive.formula):
            findings.error("a product or ratio of facts needs a reason", yaml.place(at), hint="write reason: …")
        for member in members:
            if member.qualifier != "exactly":
                findings.error(
                    f'"{member.id}" is not exact ({member.qualifier})',
                    yaml.place(at),
                    hint="give a reason and a qualifier if the result holds all the same",
                )
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

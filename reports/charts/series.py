"""Series in charts.yaml → an item for each of their cells, which is then read like any other."""

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from reports.diagnostics import Findings, nearest
from reports.facts import Fact, Facts
from reports.facts.fields import FactsModel, Id, Texts, When
from reports.files.yaml import Location, Position, YamlFile, check_model
from reports.languages.periods import Period


class CellsOf(FactsModel):
    """The cells of a series of facts: of these places and periods, in this order; by default all, as the facts have
    them. `label` is the name of their series in the chart, and may have {place} and {period}."""

    series: Id
    places: list[Id] | None = Field(default=None, min_length=1)
    periods: list[When] | None = Field(default=None, min_length=1)
    label: Texts | None = None
    emphasis: bool = False
    colour: str | None = None


def with_cells(file: YamlFile, facts: Facts, findings: Findings) -> YamlFile | None:
    """The file of charts with an item for each cell in place of each series, without the charts in which a series is
    wrong; None if no other is left."""
    found = dict(_lists(file.value))
    if not found:
        return file
    cells: dict[str, list[Fact]] = {}
    for fact in facts.facts.values():
        cells.setdefault(fact.id.partition("@")[0], []).append(fact)
    context = {"languages": facts.languages}
    lists: dict[Location, list[YamlFile]] = {}
    charts = dict(file.value["charts"])
    for at, entries in file.divided(found).items():
        wrong = Findings()
        named = [entry.value["fact"] for entry in entries if isinstance(entry.value, dict) and "fact" in entry.value]
        lists[at] = [part for entry in entries for part in _items(entry, cells, named, wrong, context)]
        findings.extend(wrong)
        charts[at[1]] = {**charts[at[1]], "facts": [part.value for part in lists[at]]}
        if wrong.has_errors:
            del charts[at[1]]
    return file.joined({**file.value, "charts": charts}, lists) if charts else None


def _lists(value: Any) -> Iterator[tuple[Location, Sequence[Any]]]:
    """The facts of each chart that names a series."""
    charts = value.get("charts") if isinstance(value, dict) else None
    for id_, spec in charts.items() if isinstance(charts, dict) else ():
        entries = spec.get("facts") if isinstance(spec, dict) else None
        if isinstance(entries, list) and any(map(_is_series, entries)):
            yield ("charts", id_, "facts"), entries


def _is_series(entry: Any) -> bool:
    return isinstance(entry, dict) and "fact" not in entry and isinstance(entry.get("series"), str)


def _items(
    entry: YamlFile,
    cells: Mapping[str, Sequence[Fact]],
    named: Container[Any],
    findings: Findings,
    context: Mapping[str, Any],
) -> Iterator[YamlFile]:
    """An entry of the facts of a chart; of a series, an item for each cell that has no entry of its own."""
    if not _is_series(entry.value):
        yield entry
        return
    wanted = check_model(CellsOf, entry, findings, context)
    if wanted is None:
        return
    found = [fact for fact in cells.get(wanted.series, ()) if "@" in fact.id]
    if not found:
        series = [id_ for id_, facts in cells.items() if "@" in facts[0].id]
        message = f'no series of facts is called "{wanted.series}"'
        hint = nearest(wanted.series, series, otherwise="a fact that is no series is written {fact: ID}")
        findings.error(message, entry.place(("series",)), hint=hint)
        return
    for name, key in _KEYS.items():
        found = _chosen(found, entry, wanted, name, key, findings)
    at = entry.place(())
    label = {"series": entry.value["label"]} if wanted.label else {}
    words: dict[Location, Position] = {
        ("series", *location[1:]): position for location, position in entry.places.items() if location[:1] == ("label",)
    }
    for fact in (fact for fact in found if fact.id not in named):
        item = {"fact": fact.id, **label, "emphasis": wanted.emphasis, "colour": wanted.colour}
        yield YamlFile(item, {(): (at.line or 1, at.column or 1), **words}, entry.path)


def _chosen(
    cells: Sequence[Fact],
    entry: YamlFile,
    wanted: CellsOf,
    name: str,
    key: Callable[[Any], Hashable],
    findings: Findings,
) -> list[Fact]:
    """The cells of the places or periods that are wanted, in their order; all if none is named."""
    given = getattr(wanted, f"{name}s")
    if given is None:
        return list(cells)
    kept: dict[Hashable, list[Fact]] = {}
    for fact in cells:
        kept.setdefault(key(getattr(fact, name)), []).append(fact)
    chosen: dict[Hashable, list[Fact]] = {}
    for index, each in enumerate(given):
        where = entry.place((f"{name}s", index))
        if key(each) in chosen:
            findings.error(f'the {name} "{each}" is given twice', where, hint="take one out")
        elif key(each) not in kept:
            names = dict.fromkeys(str(getattr(fact, name)) for fact in cells)
            findings.error(f'"{wanted.series}" has no value for {each}', where, hint=nearest(str(each), names))
        chosen[key(each)] = kept.get(key(each), [])
    return [fact for facts in chosen.values() for fact in facts]


def _span(period: Period | None) -> Hashable:
    return (period.first, period.last, period.precision) if period else None


_KEYS: Mapping[str, Callable[[Any], Hashable]] = {"place": str, "period": _span}
"""The dimensions of a series, and by what two of their values are the same."""

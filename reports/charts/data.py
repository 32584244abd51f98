"""Spec + wording → what a chart shows (`ChartData`) in one language, and where its texts come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from reports.charts.comparisons import gap_ends
from reports.charts.editable import PICTURE, NativeChart, NotNative
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.labels import EntryLabels
from reports.charts.model import ChartData, ChartEntry, Remark, ShadedTime, Tile
from reports.charts.scale import round_values
from reports.charts.specs import Annotation, Item, Shade, Spec, Specs
from reports.charts.title_words import titled
from reports.diagnostics import Place
from reports.document.model import plain
from reports.facts import facts_in, origin_of
from reports.facts.wording import Wording
from reports.languages import Qualifier
from reports.languages.numbers import ends_of

_QUARTERS = tuple(Decimal(25 * each) for each in range(5))


def chart_data(spec: Spec, wording: Wording) -> ChartData:
    """What the chart shows in the wording's language. Raises Unwritable if a fact's figure cannot be written."""
    kind, code = KINDS[spec.kind], wording.language.code
    items = (*spec.facts, *((spec.total,) if spec.total else ()))
    names = EntryLabels(items, wording, kind.dated, is_gridded(spec), spec.series_by)
    shown = [id_ for item in spec.items for id_ in item.ids]
    figures = _rounded(wording, spec.decimals)
    power = figures.common_power(shown) if kind.valued else None
    columns = figures.column(shown, power) if kind.axis or kind.total else {}
    least = max((column.decimals for column in columns.values()), default=0)
    entries = []
    for item, (series, label) in zip(items, names.named(), strict=True):
        entry = _entry(item, label, figures, power, least, series=series, valued=kind.valued)
        entries.append(_compared(item, entry, names, figures, power))
    total = entries.pop() if spec.total else None
    entries.sort(key=_order(entries, spec))
    data = ChartData(
        kind=spec.kind,
        subtitle=plain(wording.expand(spec.subtitle[code])),
        entries=tuple(entries),
        target=_entry(spec.target, names.target(spec.target), figures, power) if spec.target else None,
        total=total,
        tiles=tuple(_tiles(spec, wording)),
        rest=plain(wording.expand(spec.rest[code])) if spec.rest else "",
        axis=tuple(_axis(kind, entries, spec, wording, power)),
        sums=tuple(_first_and_last(kind, entries, figures, power, least)),
        whole=_entry(spec.whole, names.whole(spec.whole), figures, power) if spec.whole else None,
        remarks=tuple(_remark(each, spec, wording) for each in spec.annotations),
        shades=tuple(_shaded(each, wording) for each in spec.shade),
    )
    data = replace(data, titled=titled(spec, data, wording))
    return kind.completed(data, wording)


def _axis(
    kind: ChartKind, entries: Sequence[ChartEntry], spec: Spec, wording: Wording, power: int | None
) -> Iterator[tuple[Decimal, str]]:
    """Round values of the axis, from zero, with their names."""
    if kind.axis == "share":
        for value in _QUARTERS:
            yield value, wording.language.quantity(value, "percent", form="short")
    elif kind.axis:
        aims = [wording.facts.facts[spec.target.fact].value] if spec.target else []
        values = [entry.value for entry in entries] + [end for aim in aims if aim for end in ends_of(aim)]
        if kind.axis == "sum":
            values = list(_sums(kind, entries).values())
        fact = wording.facts.facts[entries[0].fact]
        for value in round_values(min(values), max(values)):
            decimals = max(-int(value.normalize().as_tuple().exponent), 0) + (power or 0)
            yield value, wording.amount(fact, value, "exactly", "short", power=power, most_decimals=decimals)


def _first_and_last(
    kind: ChartKind, entries: Sequence[ChartEntry], wording: Wording, power: int | None, least: int
) -> Iterator[ChartEntry]:
    """The sums of several series in the first and the last period."""
    if not (kind.dated and kind.axis == "sum") or len({entry.series for entry in entries}) < 2:
        return
    sums, label = _sums(kind, entries), wording.language.words.total
    for end in (entries[0], entries[-1]):
        value, fact = sums[end.when], wording.facts.facts[end.fact]
        inexact = (entry.qualifier for entry in entries if entry.when == end.when and entry.qualifier != "exactly")
        qualifier: Qualifier = next(inexact, "exactly")
        figure = wording.amount(fact, value, qualifier, "short", power=power, least_decimals=least)
        number = wording.amount(fact, value, qualifier, "number", power=power)
        yield ChartEntry("", label, figure, value, qualifier, when=end.when, number=number)


def _rounded(wording: Wording, decimals: int | None) -> Wording:
    """The wording that rounds to so many decimals, or to fewer if its audience does."""
    known = [each for each in (decimals, wording.most_decimals) if each is not None]
    return replace(wording, most_decimals=min(known, default=None))


def _remark(each: Annotation, spec: Spec, wording: Wording) -> Remark:
    text = plain(wording.expand(each.text[wording.language.code]))
    return Remark(text, *(gap_ends(each.fact, spec, wording.facts) or (each.fact,)))


def _shaded(shade: Shade, wording: Wording) -> ShadedTime:
    period = wording.period_of(origin_of(shade.period, wording.facts.named, None) or "")
    return ShadedTime(plain(wording.expand(shade.label[wording.language.code])), period.first, period.last)


def is_gridded(spec: Spec) -> bool:
    """Whether the facts are rows of series: in some kinds only if the spec says so or names cells of series."""
    kind = KINDS[spec.kind]
    if not kind.gridded or kind.series_always:
        return kind.gridded
    return bool(spec.series_by) or any(item.series or "@" in item.fact for item in spec.facts)


def _order(entries: Sequence[ChartEntry], spec: Spec) -> Callable[[ChartEntry], Any]:
    """By what the entries are sorted: rows by their time or their sum, or not at all."""
    kind = KINDS[spec.kind]
    times_only = all(entry.label.casefold() == entry.when.casefold() for entry in entries)
    if kind.dated or spec.sort == "time" or ((kind.sorted or kind.gridded) and not spec.sort and times_only):
        return lambda entry: (entry.first or date.min, entry.last or date.max)
    has_series = any(entry.series for entry in entries)
    if (spec.sort or ("value" if kind.sorted and not has_series else "given")) == "given":
        return lambda entry: 0
    sign = 1 if spec.sort == "reverse" else -1
    if not has_series:
        return lambda entry: sign * entry.value
    sums = _sums(kind, entries)
    return lambda entry: sign * sums[kind.row(entry)]


def _sums(kind: ChartKind, entries: Sequence[ChartEntry]) -> dict[str, Decimal]:
    """The sum of each row."""
    sums: dict[str, Decimal] = {}
    for entry in entries:
        sums[kind.row(entry)] = sums.get(kind.row(entry), Decimal(0)) + entry.value
    return sums


def _entry(
    item: Item,
    label: str,
    wording: Wording,
    power: int | None,
    least: int = 0,
    *,
    series: str = "",
    valued: bool = True,
) -> ChartEntry:
    """An item in words; exact figures have at least so many decimals."""
    fact = wording.facts.facts[item.fact]
    period = fact.period
    ends = sorted(ends_of(fact.value) if valued and fact.value is not None else (Decimal(0),), key=abs)
    return ChartEntry(
        fact=fact.id,
        label=label,
        figure=wording.fact(fact.id, "short", power=power, least_decimals=least).text if valued else "",
        number=wording.fact(fact.id, "number", power=power).text if valued else "",
        value=ends[-1],
        near=ends[0] if len(ends) > 1 else None,
        qualifier=fact.qualifier,
        status=fact.status,
        emphasis=item.emphasis,
        when=wording.language.period(period, "short") if period else "",
        first=period.first if period else None,
        last=period.last if period and period.precision != "since" else None,
        unit=fact.unit or "",
        place=fact.place or "",
        of=fact.of or "",
        precision=period.precision if period else "day",
        series=series,
        colour=item.colour or "",
    )


def _compared(item: Item, entry: ChartEntry, names: EntryLabels, wording: Wording, power: int | None) -> ChartEntry:
    """The entry with its own target and its earlier value, if it has them."""
    aim, earlier = (Item(fact=id_) if id_ else None for id_ in (item.target, item.before))
    target = _entry(aim, names.target(aim), wording, power) if aim else None
    before = _entry(earlier, "", wording, power) if earlier else None
    return replace(entry, target=target, before=before) if target or before else entry


def _tiles(spec: Spec, wording: Wording) -> Iterator[Tile]:
    """The tiles of a map, named by the glossary or, of places that it does not have, by the map."""
    for id_, row, column in spec.tiles.places() if spec.tiles else ():
        if id_ in wording.facts.glossary.places:
            name = wording.place(id_).text
        else:
            names = spec.tiles.names[id_] if spec.tiles else {}
            name = names.get(wording.language.code) or names["en"]
        yield Tile(id_, name, row, column)


def native_form(spec: Spec, data: ChartData, *, wanted: bool) -> NativeChart | None:
    """The native form of the chart; None if it is to be drawn. `wanted` is the brand's own choice.

    Raises NotNative if the spec, or the brand for a kind with such a form, wants one that would not be truthful.
    """
    kind = KINDS[spec.kind]
    if not (wanted if spec.native is None else spec.native):
        return None
    if kind.native is None:
        if spec.native is None:
            return None
        kinds = ", ".join(kind.name for kind in KINDS.values() if kind.native)
        why = f": {kind.why_drawn}" if kind.why_drawn else ""
        raise NotNative(
            f"a {spec.kind} has no native form{why}", f"take native: true out; kinds that have one: {kinds}"
        )
    for option in ("whole", "annotations", "shade"):
        if getattr(spec, option):
            raise NotNative(f"native charts cannot show what {option}: says", f"take {option}: out, or {PICTURE}")
    return replace(kind.native(data), titled=data.titled)


def facts_of(spec: Spec) -> tuple[str, ...]:
    """The facts that a chart shows or that its words name, each once."""
    shown = [id_ for item in spec.items for id_ in item.ids]
    labels = [text for item in spec.items for text in (item.label, item.series)]
    texts = (spec.title, spec.subtitle, spec.rest, spec.compare_anyway, spec.note, *labels)
    texts = (*texts, *(each.text for each in spec.annotations), *(each.label for each in spec.shade))
    named = [fact for each in texts for text in (each or {}).values() for fact in facts_in(text)]
    return tuple(dict.fromkeys((*shown, *named)))


def places_of(specs: Specs, chart: str, data: ChartData, language: str) -> dict[str, Place | None]:
    """Where charts.yaml has the texts of a chart's picture; "" is the chart itself."""
    spec = specs.charts[chart]
    at = {item.fact: specs.place(chart, "facts", i, "label", language) for i, item in enumerate(spec.facts)}
    places = {data.subtitle: specs.place(chart, "subtitle", language)}
    for entry in data.entries:
        places |= dict.fromkeys(filter(None, (entry.label, entry.figure, entry.when, entry.series)), at[entry.fact])
    for name, line in (("target", data.target), ("total", data.total), ("whole", data.whole)):
        if line:
            places |= dict.fromkeys((line.label, line.figure), specs.place(chart, name))
    for i, remark in enumerate(data.remarks):
        places[remark.text] = specs.place(chart, "annotations", i, "text", language)
    for i, shade in enumerate(data.shades):
        places[shade.text] = specs.place(chart, "shade", i, "label", language)
    if data.rest:
        places[data.rest] = specs.place(chart, "rest", language)
    return {**places, "": specs.place(chart)}

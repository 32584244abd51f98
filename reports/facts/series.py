"""Series in a facts file → the fact of each of their cells, which is then read like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from reports.diagnostics import Findings, nearest
from reports.facts.cells import RawCell, read_cells
from reports.facts.glossary import GlossaryFile
from reports.facts.models import CellFile, Series
from reports.files.yaml import Location, YamlFile, check_model
from reports.languages import LANGUAGES
from reports.languages.numbers import MINUS

MOST_LETTERS = 30
"""Letters of the id of a series: those of its cells have a place and a period as well."""
_DIMENSIONS = ("place", "period")
_OF_SERIES = ("structure", "cells", "source", "lines", "sheet", "gaps")
_OF_ACCOUNTS = ("source", "lines", "sheet", "cell", "printed", "value", "qualifier")
_MOST_NAMED = 3
_FACTS: Location = ("facts",)
_IN_NO_ID = re.compile(r"[^a-z0-9._-]+")


def with_cells(
    file: YamlFile, folder: Path, glossary: GlossaryFile | None, findings: Findings, context: Mapping[str, Any]
) -> YamlFile | None:
    """The facts file with a fact for each cell in place of each series; `folder` has the files of cells.

    None if it has series whose places no glossary names.
    """
    entries = file.value.get("facts") if isinstance(file.value, dict) else None
    if not isinstance(entries, list) or not any(map(_is_series, entries)):
        return file
    if glossary is None:
        return None
    names, parts = _place_names(glossary), list[YamlFile]()
    for entry in file.divided({_FACTS: entries})[_FACTS]:
        if not _is_series(entry.value):
            parts.append(entry)
        elif series := check_model(Series, entry, findings, context):
            cells = [c for c in _cells(series, entry, folder, file, findings) if _has_known_place(c, names, findings)]
            _check(series, cells, entry, names, findings)
            parts += (_fact(series, entry, cell, _language(file, cell, series), names) for cell in cells)
    return file.joined({**file.value, "facts": [part.value for part in parts]}, {_FACTS: parts})


def _is_series(entry: Any) -> bool:
    return isinstance(entry, dict) and "structure" in entry


def _place_names(glossary: GlossaryFile) -> dict[str, str]:
    """The ids of places by their names in all languages, so that a table may have names, and by themselves."""
    return {
        name.casefold(): id_
        for id_, place in glossary.places.items()
        for name in (id_, *place.name.values(), *(place.short or {}).values())
    }


def _cells(series: Series, entry: YamlFile, folder: Path, file: YamlFile, findings: Findings) -> Iterator[RawCell]:
    if isinstance(series.cells, CellFile):
        source = _source(file, series.source)
        yield from read_cells(series, series.cells, folder, entry.place(("cells",)), source, findings)
        return
    for index, fields in enumerate(entry.value["cells"]):
        at: Location = ("cells", index)
        yield RawCell(fields, entry.place(at), {name: entry.place((*at, name)) for name in fields})


def _has_known_place(cell: RawCell, names: Mapping[str, str], findings: Findings) -> bool:
    place = cell.fields.get("place")
    if place is None or str(place).casefold() in names:
        return True
    hint = nearest(str(place), names, otherwise="write it under places: in seeds/glossary.yaml")
    findings.error(f'no place is called "{place}"', cell.places.get("place", cell.place), hint=hint)
    return False


def _check(
    series: Series, cells: Sequence[RawCell], entry: YamlFile, names: Mapping[str, str], findings: Findings
) -> None:
    """Report a long id, cells that lack what others have, and places without a value of some period."""
    if len(series.id) > MOST_LETTERS:
        message = f'"{series.id}" is too long for the id of a series, which has {MOST_LETTERS} letters at most'
        findings.error(
            message, entry.place(("id",)), hint="those of its cells have a place and a period too: shorten it"
        )
    given = [name for name in _DIMENSIONS if any(cell.fields.get(name) is not None for cell in cells)]
    for cell in cells:
        for name in given:
            if cell.fields.get(name) is None:
                findings.error(f"this cell has no {name}, and others have one", cell.place, hint=f"write its {name}")
    if not given and cells:
        findings.error("the cells differ in no place and no period", entry.place(("cells",)), hint="write fact by fact")
    known = {(_dimension(cell, "place", names), _dimension(cell, "period", names)) for cell in cells}
    places, periods = (dict.fromkeys(each) for each in zip(*sorted(known), strict=True)) if known else ((), ())
    missing = [f"{place} in {period}" for place in places for period in periods if (place, period) not in known]
    is_grid = len(given) == len(_DIMENSIONS) and len(known) == len(cells) and not findings.has_errors
    if missing and is_grid and series.gaps is None:
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        message = f'"{series.id}" has no value for {", ".join(missing[:_MOST_NAMED])}{more}'
        hint = 'add the cells, or say why there are none: gaps: "…"'
        findings.error(message, entry.place(("cells",)), hint=hint)


def _dimension(cell: RawCell, name: str, names: Mapping[str, str]) -> str:
    """The place or period of a cell as ids have it."""
    written = str(cell.fields.get(name, ""))
    found = names.get(written.casefold(), written) if name == "place" else written.replace("/", "_")
    return _IN_NO_ID.sub("-", found.lower())


def _source(file: YamlFile, id_: Any) -> Mapping[str, Any]:
    """The fields of a source; none if it has none."""
    with suppress(KeyError, TypeError):
        fields = file.value["sources"][id_]
        return fields if isinstance(fields, dict) else {}
    return {}


def _language(file: YamlFile, cell: RawCell, series: Series) -> str:
    """The language of the source of a cell."""
    return str(_source(file, cell.fields.get("source", series.source)).get("language"))


def _fact(series: Series, entry: YamlFile, cell: RawCell, language: str, names: Mapping[str, str]) -> YamlFile:
    """A cell as an entry of its own, with the places of what it has from the series and of its own."""
    own = {name: value for name, value in cell.fields.items() if value is not None}
    if "place" in own:
        own["place"] = names.get(str(own["place"]).casefold(), own["place"])
    id_ = "@".join([series.id, *(_dimension(cell, name, names) for name in _DIMENSIONS if name in own)])
    account = {"source": series.source, "lines": series.lines, "sheet": series.sheet, "qualifier": series.qualifier}
    account |= {"printed": _printed(own.get("value"), language)} | {k: own[k] for k in _OF_ACCOUNTS if k in own}
    shared = {name: value for name, value in entry.value.items() if name not in _OF_SERIES}
    fields = {name: own[name] for name in (*_DIMENSIONS, "value", "qualifier") if name in own}
    accounts = [{name: value for name, value in account.items() if value is not None}]
    elsewhere = dict.fromkeys(((), ("id",), ("accounts",), ("accounts", 0)), cell.place)
    elsewhere |= {at: place for name, place in cell.places.items() for at in ((name,), ("accounts", 0, name))}
    return replace(
        entry,
        value={**shared, "id": id_, **fields, "accounts": accounts},
        places={at: position for at, position in entry.places.items() if at[:1] != ("cells",)}
        | dict.fromkeys(elsewhere, (1, 1)),
        elsewhere=elsewhere,
    )


def _printed(value: Any, language: str) -> str | None:
    """The value as a source in this language prints it, with the decimals that it has; None if that cannot be said."""
    if language not in LANGUAGES or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return LANGUAGES[language].number(number, max(-int(number.as_tuple().exponent), 0)).replace(MINUS, "-")

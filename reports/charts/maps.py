"""Arrangements of places as tiles, in rows and columns: those of the program and those of a workspace's maps.yaml."""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from reports.diagnostics import Findings, nearest
from reports.facts import Fact
from reports.facts.fields import Code, FactsFault, FactsModel, Id, NonEmpty, When, fault
from reports.files.yaml import Location, check_model, read_yaml

MAPS = "maps.yaml"
"""The file of maps beside charts.yaml, and beside this module that of the program."""
EMPTY = "."
_MOST = 30  # rows, and tiles of a row


def _row(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


def _each_once(rows: list[list[str]]) -> list[list[str]]:
    known: set[str] = set()
    for id_ in (id_ for row in rows for id_ in row if id_ != EMPTY):
        if id_ in known:
            raise fault(f'"{id_}" has two tiles', "leave one out; an empty place is a dot")
        known.add(id_)
    return rows


TileRow = Annotated[list[NonEmpty], BeforeValidator(_row), WithJsonSchema({"type": "string"}), Field(max_length=_MOST)]


class Arrangement(FactsModel):
    """Where each place has its tile. A row of `tiles` is a text of places' ids; a dot is an empty place.

    `valid` is the time for which it holds; `names` are those of places that the glossary does not have.
    """

    valid: When
    names: dict[Id, dict[Code, NonEmpty]] = {}
    tiles: Annotated[list[TileRow], Field(min_length=1, max_length=_MOST), AfterValidator(_each_once)]

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Each place with its row and its column."""
        for row, ids in enumerate(self.tiles):
            yield from ((id_, row, column) for column, id_ in enumerate(ids) if id_ != EMPTY)


NO_MAPS: Mapping[str, Arrangement] = {}


class MapsFile(FactsModel):
    """maps.yaml: arrangements of places by id."""

    maps: dict[Id, Arrangement] = Field(min_length=1)


def read_maps(own: Path, shown: str, findings: Findings) -> Mapping[str, Arrangement]:
    """The maps of the program, and those of a workspace in the file `own`, if it is there."""
    found: dict[str, Arrangement] = {}
    for path, name in ((Path(__file__).with_name(MAPS), MAPS), (own, shown)):
        if path == own and not own.exists():
            continue
        yaml = read_yaml(path, name, findings)
        file = check_model(MapsFile, yaml, findings) if yaml else None
        found |= file.maps if file else {}
    return found


def map_spec_faults(
    chart_map: str | None,
    own: Arrangement | None,
    places: Container[str],
    maps: Mapping[str, Arrangement],
    kind: tuple[str, bool],
) -> Iterator[FactsFault]:
    """Faults of what a spec says of its map: the name of one, or an arrangement of its own; `kind` may have none."""
    name, has_map = kind
    at = "map" if chart_map else "tiles"
    if not has_map:
        if chart_map or own:
            yield (at,), f"a chart of the kind {name} has no map", "take it out, or write kind: tile-map"
    elif chart_map is None and own is None:
        yield (), f"a {name} needs a map", f"write map: and one of {', '.join(maps)}, or tiles: of its own"
    elif chart_map and chart_map not in maps:
        yield ("map",), f'no map is called "{chart_map}"', nearest(chart_map, maps)
    elif chart_map and own and own is not maps[chart_map]:
        yield ("tiles",), "the chart has two arrangements of places", "take map: or tiles: out"
    elif own:
        for id_ in (id_ for id_, _, _ in own.places() if id_ not in places and id_ not in own.names):
            hint = nearest(id_, own.names, otherwise="add it to the glossary, or to the names: of the map")
            yield (at,), f'the map has a tile for "{id_}", and no place is called so', hint


def map_faults(
    arrangement: Arrangement, shown: Sequence[tuple[Location, Fact]], others: Mapping[str, Arrangement], *, anyway: bool
) -> Iterator[FactsFault]:
    """Faults of facts that have no tile of their own, or are of a time for which the arrangement does not hold."""
    tiles = {id_ for id_, _, _ in arrangement.places()}
    known: dict[str, str] = {}
    for location, fact in shown:
        at, place = (*location, "fact"), fact.place
        if place is None:
            yield at, f'"{fact.id}" has no place', "leave it out"
        elif place not in tiles:
            having = [id_ for id_, other in others.items() if place in {each for each, _, _ in other.places()}]
            hint = f"it has one in {', '.join(having)}; one chart has one map" if having else nearest(place, tiles)
            yield at, f'"{fact.id}" is of {place}, which has no tile in the map', hint
        elif place in known:
            yield at, f'"{known[place]}" and "{fact.id}" are both of {place}', "leave one out"
        elif fact.period and not anyway and not _holds(arrangement, fact):
            message = f'the map holds for {arrangement.valid}, and "{fact.id}" is of {fact.period}'
            yield at, message, "take a map of that time, or say for the reader why this one fits: compare_anyway:"
        known.setdefault(place or "", fact.id)
    if not anyway and len({fact.period for _, fact in shown}) > 1:
        yield ("facts",), "the facts of a map are of different periods, which its tiles do not say", "make two charts"


def _holds(arrangement: Arrangement, fact: Fact) -> bool:
    """Whether the end of a fact's period, when its places are counted, is within the time of the arrangement."""
    period, valid = fact.period, arrangement.valid
    is_open = valid.precision == "since"
    return period is not None and valid.first <= period.last and (is_open or period.last <= valid.last)

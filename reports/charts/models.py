"""What may stand in charts.yaml, as pydantic models, and what each kind of chart asks of its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from reports.diagnostics import nearest
from reports.facts.models import FactsModel, Id, Texts

Format = Literal["word", "powerpoint"]

MOST_ITEMS = 12
MOST_POINTS = 60
MOST_PARTS = 3  # a whole cut into more parts can no longer be read (conventions, section D)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a kind of chart asks of its facts."""

    fewest: int = 1
    most: int = MOST_ITEMS
    valued: bool = True  # each fact has a value, which is given a length or a height
    dated: bool = False  # each fact has a period
    ended: bool = False  # … that has an end
    aims: bool = True  # targets and plans may stand among the facts
    negative: bool = False
    target: bool = False  # a target may stand beside the facts
    parts: bool = False  # the facts are shares of one whole
    sorted: bool = False  # by value, unless the spec says otherwise


DEMANDS: Mapping[str, Demand] = {
    "bars": Demand(negative=True, target=True, sorted=True),
    "progress": Demand(aims=False, target=True),
    "timeline": Demand(valued=False, dated=True),
    "share": Demand(most=MOST_PARTS, aims=False, parts=True),
    "line": Demand(fewest=2, most=MOST_POINTS, dated=True, ended=True, negative=True, target=True),
}
"""The kinds of charts. A new one is a row here, one in `drawing.kinds`, and a name in each language."""


def _kind(value: str) -> str:
    if value not in DEMANDS:
        hint = nearest(value, DEMANDS)
        raise PydanticCustomError("kind", 'no kind of chart is called "{value}"', {"value": value, "hint": hint})
    return value


Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(DEMANDS)})]


class Item(FactsModel):
    """A fact as a chart shows it. A label of its own replaces the fact's; emphasis draws the eye to it."""

    fact: Id
    label: Texts | None = None
    emphasis: bool = False


def _item(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


AnItem = Annotated[Item, BeforeValidator(_item, json_schema_input_type=Item | str)]
Height = Annotated[float, Field(gt=0, le=1000)]


class Spec(FactsModel):
    """A chart: which facts it shows and how, and what it says.

    `title` is the message, a short phrase with a verb; `subtitle` says measure, place, period and unit. `rest` names
    what a share leaves of the whole. `height` is in millimetres; without it the chart is as high as it needs to be,
    or as high as its place on a slide.
    """

    kind: Kind
    facts: list[AnItem] = Field(min_length=1)
    target: AnItem | None = None
    title: Texts
    subtitle: Texts
    rest: Texts | None = None
    sort: Literal["value", "given"] | None = None
    height: dict[Format, Height] = Field(default_factory=dict)
    compare_anyway: Texts | None = None


class ChartsFile(FactsModel):
    """charts.yaml: the charts by id."""

    charts: dict[Id, Spec] = Field(min_length=1)

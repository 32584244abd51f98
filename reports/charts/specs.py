"""The format of charts.yaml, as pydantic models, and its charts with their places."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from reports.charts.kinds import KINDS
from reports.charts.maps import Arrangement
from reports.charts.series import CellsOf
from reports.diagnostics import Place, nearest
from reports.facts.fields import FactId, FactsModel, Id, OrAs, Texts
from reports.files.yaml import YamlFile


def _kind(value: str) -> str:
    if value not in KINDS:
        hint = nearest(value, KINDS)
        raise PydanticCustomError("kind", 'no kind of chart is called "{value}"', {"value": value, "hint": hint})
    return value


KindName = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})]


class Item(FactsModel):
    """A fact as a chart shows it. `label` replaces the fact's own, `series` names the series that it belongs to;
    `target` is a target or plan of its own, `before` what it was earlier; `emphasis` gives it the accent colour among
    others that are pale, `colour` a colour of brand.yaml."""

    fact: FactId
    label: Texts | None = None
    series: Texts | None = None
    target: FactId | None = None
    before: FactId | None = None
    emphasis: bool = False
    colour: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The fact, then its target and its earlier value."""
        return tuple(filter(None, (self.fact, self.target, self.before)))


def _item(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


AnItem = Annotated[Item, BeforeValidator(_item, json_schema_input_type=Item | str)]
AnEntry = Annotated[Item, BeforeValidator(_item, json_schema_input_type=Item | str), OrAs(CellsOf)]


class Annotation(FactsModel):
    """Words in a chart with a thin arrow to what shows the fact: if it is the difference of a fact and the target or
    whole, to the gap between them."""

    fact: FactId
    text: Texts


class ColouredWords(FactsModel):
    """Words of a chart's title in the colour of what shows the fact. If they have the whole name of its series, the
    chart does not repeat it."""

    fact: FactId
    words: Texts


class Shade(FactsModel):
    """A shaded period of a chart: that of a fact or term. `label` names it in the chart."""

    period: str
    label: Texts


Order = Literal["value", "reverse", "time", "given"]
SeriesBy = Literal["place", "period", "fact"]
Height = Annotated[float, Field(gt=0, le=1000)]


class Spec(FactsModel):
    """A chart: its kind, its facts and its words.

    `series_by` says what makes the series of facts that name none. `title` is the message, a short phrase with a verb,
    and `coloured` are words of it; `subtitle` gives measure, place, period and unit. `rest` names what a share leaves
    of the whole. `height` is in millimetres; without it the chart is as high as it needs to be. On a slide it is always
    as high as its place. `native` makes it a chart that people can edit in Office; without it the brand decides.
    `whole` is the fact of which the others are parts: a line across the bars. `sort` is the order: by value, the
    largest or (`reverse`) the smallest first, by time, or as given. `decimals` rounds the figures to so many decimals
    at most. `note` is printed below the chart.
    """

    kind: KindName
    facts: list[AnEntry] = Field(min_length=1)
    target: AnItem | None = None
    total: AnItem | None = None
    whole: AnItem | None = None
    title: Texts
    coloured: list[ColouredWords] = Field(default_factory=list, max_length=6)
    subtitle: Texts
    rest: Texts | None = None
    map: Id | None = None
    tiles: Arrangement | None = None
    series_by: SeriesBy | None = None
    sort: Order | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)
    annotations: list[Annotation] = Field(default_factory=list, max_length=6)
    shade: list[Shade] = Field(default_factory=list, max_length=6)
    note: Texts | None = None
    height: dict[Literal["word"], Height] = Field(default_factory=dict)
    compare_anyway: Texts | None = None
    native: bool | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown: the facts, then the total, the target and the whole."""
        return (*self.facts, *filter(None, (self.total, self.target, self.whole)))


class ChartsFile(FactsModel):
    """charts.yaml: the charts by id."""

    charts: dict[Id, Spec] = Field(min_length=1)


class Specs(Struct, frozen=True):
    """The charts of a workspace by id, and the file that they come from."""

    charts: Mapping[str, Spec]
    yaml: YamlFile | None = None

    def place(self, chart: str, *at: str | int) -> Place | None:
        """The place of a chart in the file, or of what is at `at` in it."""
        return self.yaml.place(("charts", chart, *at)) if self.yaml else None

"""The gallery of charts: docs/gallery.md, docs/gallery.vi.md and their pictures, made from the example `indicators`.

    python -m docs.gallery

For each kind of chart it shows the first one of the example, what the kind is for, and the lines of charts.yaml that
make it. Each picture says in its metadata which drawing it shows, so that a test knows without painting whether it is
up to date.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from PIL import Image, PngImagePlugin

from reports.brand import read_brand
from reports.charts.data import chart_data
from reports.charts.jobs import DrawJob, draw, lay_out_all
from reports.charts.kinds import KINDS
from reports.charts.model import Media
from reports.charts.read import read_charts
from reports.charts.texts import alt_text, caption
from reports.document.model import plain
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.workspace.new_workspace import example_folder

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures" / "gallery"
PAGES = {"en": DOCS / "gallery.md", "vi": DOCS / "gallery.vi.md"}
DRAWING = "drawing"
"""The name in a picture's metadata of the hash of its drawing."""
_WIDTH, _PIXELS, _COLOURS = 150.0, 900, 48
_HEADS = {
    "en": """\
# Charts: a gallery

Every kind of chart, as the example `songngu init DIR --example indicators` shows it: what it is for, and what to write
in `templates/charts.yaml`. What the fields mean is in [Charts](charts.md). [Bản tiếng Việt](gallery.vi.md).

The figures are from United Nations, *World Population Prospects 2024*
([CC BY 3.0 IGO](https://creativecommons.org/licenses/by/3.0/igo/)), those of provinces from the open data package
[vietnamadminunits](https://github.com/tranngocminhhieu/vietnamadminunits); the work plan is invented.
`python -m docs.gallery` makes this page.
""",
    "vi": """\
# Các loại biểu đồ

Mọi loại biểu đồ, lấy từ ví dụ `songngu init DIR --example indicators`: dùng để làm gì, và viết gì trong
`templates/charts.yaml`. Ý nghĩa các trường có ở trang [Biểu đồ](charts.vi.md). [English](gallery.md).

Số liệu lấy từ *Triển vọng dân số thế giới 2024* của Liên hợp quốc
([CC BY 3.0 IGO](https://creativecommons.org/licenses/by/3.0/igo/)), số liệu cấp tỉnh lấy từ gói dữ liệu mở
[vietnamadminunits](https://github.com/tranngocminhhieu/vietnamadminunits); kế hoạch công tác là giả định.
Trang này do lệnh `python -m docs.gallery` tạo ra.
""",
}
PURPOSES = {
    "bars": (
        "So sánh một đại lượng giữa nhiều nơi, nhiều nhóm, hoặc với một mục tiêu.",
        "Compares one measure between places or groups, or with a target.",
    ),
    "columns": (
        "So sánh vài nơi hoặc vài nhóm qua một số ít mốc thời gian.",
        "Compares a few places or groups at a few points in time.",
    ),
    "stacked-bars": (
        "Cho thấy các phần cộng lại thành bao nhiêu, với nhãn dài.",
        "Shows what parts add up to, with room for long labels.",
    ),
    "stacked-columns": (
        "Cho thấy tổng số và các phần của nó thay đổi theo thời gian.",
        "Shows how a total and its parts change over time.",
    ),
    "percent-bars": (
        "So sánh cơ cấu của nhiều nơi hoặc nhiều nhóm: mỗi thanh là một trăm phần trăm.",
        "Compares the structure of places or groups: each bar is one hundred per cent.",
    ),
    "percent-columns": (
        "Cho thấy cơ cấu thay đổi theo thời gian: mỗi cột là một trăm phần trăm.",
        "Shows how a structure changes over time: each column is one hundred per cent.",
    ),
    "columns-line": (
        "Đặt hai chuỗi có cùng đơn vị cạnh nhau: một chuỗi là cột, một chuỗi là đường, chung một trục.",
        "Sets two series of one unit side by side, one as columns and one as a line, on the same axis.",
    ),
    "target-distance": (
        "Cho thấy nhiều chỉ tiêu, mỗi chỉ tiêu có mục tiêu riêng, còn thiếu hay đã vượt bao nhiêu.",
        "Shows how far several results are from targets of their own.",
    ),
    "dumbbell": (
        "Cho thấy khoảng cách giữa hai giá trị của từng nơi: trước và sau, nam và nữ, kết quả và mục tiêu.",
        "Shows the distance between two values of each place: before and after, men and women, result and target.",
    ),
    "slope": (
        "Cho thấy nơi nào tăng nhanh, nơi nào tăng chậm giữa hai mốc thời gian.",
        "Shows who rises fast and who slowly between two points in time.",
    ),
    "progress": (
        "Cho thấy đã đạt được bao nhiêu phần của một mục tiêu.",
        "Shows how much of a target has been reached.",
    ),
    "share": (
        "Cho thấy một tổng thể gồm những phần nào: một trăm ô vuông, mỗi ô là một phần trăm.",
        "Shows what a whole consists of: a hundred squares, each one per cent.",
    ),
    "line": (
        "Cho thấy một đại lượng thay đổi theo thời gian; dự báo và kế hoạch là nét đứt.",
        "Shows how a measure changes over time; projections and plans are dashed.",
    ),
    "area": (
        "Cho thấy các phần của một tổng thể thay đổi liên tục theo thời gian.",
        "Shows how the parts of a total change continuously over time.",
    ),
    "small-multiples": (
        "So sánh nhiều chuỗi mà không để các đường chồng lên nhau: mỗi chuỗi một ô, chung một thang đo.",
        "Compares many series without crossing lines: a small picture for each, all on one scale.",
    ),
    "waterfall": (
        "Cho thấy những phần tăng, phần giảm nào dẫn từ một con số đến một con số khác.",
        "Shows which gains and losses lead from one figure to another.",
    ),
    "strip": (
        "Cho thấy một nơi đứng ở đâu giữa mọi nơi khác.",
        "Shows where one place stands among all the others.",
    ),
    "tile-map": (
        "Cho thấy một đại lượng của mọi tỉnh, thành phố, mỗi tỉnh một ô bằng nhau.",
        "Shows a measure of every province, each as a square of the same size.",
    ),
    "scorecard": (
        "Tóm tắt nhiều chỉ tiêu khác đơn vị: con số, mục tiêu hoặc kỳ trước, và chiều thay đổi.",
        "Sums up indicators of different units: the figure, its target or earlier value, and which way it went.",
    ),
    "timeline": (
        "Cho thấy việc gì xảy ra khi nào; việc chưa đến có viền đứt.",
        "Shows what happens when; what is still to come has a dashed outline.",
    ),
    "gantt": (
        "Cho thấy các bước công việc theo thời gian: việc đã làm là thanh đặc, việc còn trong kế hoạch là viền đứt.",
        "Shows the steps of a work plan: what was done is filled, what is planned is outlined.",
    ),
}
"""What each kind is for, in Vietnamese and in English."""


class Shown(Struct, frozen=True):
    """A chart of the gallery in one language: its name, its message, its text alternative and its spec."""

    kind: str
    language: str
    title: str
    alt: str
    spec: str
    job: DrawJob

    @property
    def picture(self) -> Path:
        return PICTURES / f"{self.kind}.{self.language}.png"


def shown() -> list[Shown]:
    """The first chart of each kind in the example, in each language."""
    example, found = example_folder("indicators"), []
    text = (example / "templates/charts.yaml").read_text("utf-8")
    specs = read_charts(
        example / "templates/charts.yaml", "templates/charts.yaml", facts := read_facts(example / "seeds")
    )
    sizes = read_brand(example_folder("journey") / "templates/brand/brand.yaml", "brand.yaml").charts.word
    for kind in KINDS:
        chart = next(id_ for id_, spec in specs.charts.items() if spec.kind == kind)
        for code in PAGES:
            wording, spec = Wording(facts, LANGUAGES[code], most_decimals=1), specs.charts[chart]
            job = DrawJob(chart, chart_data(spec, wording), code, _WIDTH, spec.height.get("word"), sizes)
            title, alt = plain(caption(chart, spec, wording)), alt_text(spec, wording)
            found.append(Shown(kind, code, title, alt, _lines_of(chart, text), job))
    return found


def _lines_of(chart: str, text: str) -> str:
    """The lines of charts.yaml that describe a chart."""
    found = re.search(rf"^  {re.escape(chart)}:\n(?:    .*\n)+", text, re.MULTILINE)
    return f"charts:\n{found[0]}" if found else ""


def pages(charts: list[Shown]) -> dict[Path, str]:
    """The text of each page."""
    return {path: "\n".join([_HEADS[code], *_entries(charts, code)]) for code, path in PAGES.items()}


def _entries(charts: list[Shown], code: str) -> Iterator[str]:
    for chart in charts:
        if chart.language == code:
            name, purpose = KINDS[chart.kind].names[code], PURPOSES[chart.kind][code == "en"]
            yield f"## {name}: `{chart.kind}`\n\n{purpose}\n\n**{chart.title}**\n"
            yield f"![{chart.alt}](pictures/gallery/{chart.picture.name})\n\n```yaml\n{chart.spec}```\n"


def drawings(charts: list[Shown], cache: Path) -> dict[Path, str]:
    """The hash of the drawing that each picture shows."""
    brand = read_brand(example_folder("journey") / "templates/brand/brand.yaml", "brand.yaml")
    laid_out = lay_out_all([chart.job for chart in charts], brand, cache)
    return {chart.picture: sha256(repr(laid_out[chart.job]).encode()).hexdigest() for chart in charts}


def _write(charts: list[Shown], cache: Path) -> None:
    brand = read_brand(example_folder("journey") / "templates/brand/brand.yaml", "brand.yaml")
    made, hashes = draw([chart.job for chart in charts], brand, cache, jobs_at_once=2), drawings(charts, cache)
    PICTURES.mkdir(exist_ok=True)
    for old in {*PICTURES.glob("*.png")} - {*hashes}:
        old.unlink()
    for chart in charts:
        visual = made[chart.job]
        assert isinstance(visual, Media)
        image = Image.open(io.BytesIO(visual.raster)).convert("RGB")
        image = image.resize((_PIXELS, round(image.height * _PIXELS / image.width)), Image.Resampling.LANCZOS)
        text = PngImagePlugin.PngInfo()
        text.add_text(DRAWING, hashes[chart.picture])
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(chart.picture, optimize=True, pnginfo=text)
    for path, page in pages(charts).items():
        path.write_text(page, "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        _write(shown(), Path(folder))

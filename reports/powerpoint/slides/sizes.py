"""Texts of a slide → the same in the largest sizes that fit, their paragraphs spread over what room is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace
from pptx.util import Emu

from reports.brand import SlideText
from reports.brand.measure import Metrics, height
from reports.brand.powerpoint_reference.looks import points
from reports.brand.slides import SUBHEAD, grown
from reports.document.model import plain
from reports.powerpoint.slides.model import Line, SlideContent, TextFill
from reports.powerpoint.slides.setting import SlideSetting
from reports.powerpoint.slides.text_frame import FramedTexts, TextFrame, measure, smaller

COLUMN = "body-"
"""How the names of the boxes of columns begin."""
_STEPS = 5
"""In so many steps text grows from the size of its style to the largest."""
_FULL = 0.98
"""How much of a box is filled: programs round the heights of lines differently."""
_WIDEST, _WIDEST_IN_CARDS = 2.0, 1.2
"""The largest distance between paragraphs of a text, and between the lines of a card, relative to the pitch."""


def filled_out(contents: Sequence[SlideContent], setting: SlideSetting) -> list[SlideContent]:
    """The slides with their texts grown; columns, cards or profiles of a layout alike, on all of the slides. A text
    that has styles of its own keeps them."""
    alike: dict[tuple[str, str], list[tuple[int, str, TextFill]]] = {}
    for number, content in enumerate(contents):
        for box, fill in content.fills.items():
            if isinstance(fill, TextFill) and not fill.styles:
                purpose, _ = setting.brand.slides.purpose(content.layout, box)
                if box.startswith(COLUMN):  # in an organisation's file, columns may have placeholders of their own
                    purpose = COLUMN
                alike.setdefault((content.layout, purpose), []).append((number, box, fill))
    fills = [dict(content.fills) for content in contents]
    for (layout, _), group in alike.items():
        texts = [(fill.lines, _over_bar(fill, setting.frame(layout, box))) for _, box, fill in group]
        for (number, box, fill), styles in zip(group, grown_styles(texts, setting.cautious), strict=True):
            fills[number][box] = replace(fill, styles=styles)
    return [replace(content, fills=own) for content, own in zip(contents, fills, strict=True)]


def _over_bar(fill: TextFill, frame: TextFrame) -> TextFrame:
    """The frame without the room that the bar of a key figure takes."""
    room = fill.bar.room if fill.bar else 0
    return TextFrame(frame.name, frame.width, Emu(frame.height - room), frame.styles) if room else frame


def grown_styles(texts: FramedTexts, metrics: Metrics) -> Iterator[tuple[SlideText, ...]]:
    """For each text the styles of its levels at the largest sizes and then the largest distances at which all fit;
    none if they are those of the frame."""
    if share := smaller(texts, metrics):
        yield from (frame.sized(share).styles for _, frame in texts)
        return
    low, high = 0, _STEPS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fit_at(middle / _STEPS, texts, metrics) else (low, middle - 1)
    share = low / _STEPS
    distances = (each for text in texts if (each := _distance(*text, share, metrics)))
    distance = max(1.0, min(distances, default=1.0))
    for _, frame in texts:
        yield grown(frame.styles, share, distance) if share or distance > 1 else ()


def _inner(frame: TextFrame, share: float) -> TextFrame:
    """The room for a text in a frame at this share of its growth."""
    return frame.inner().sized(share)


def fit_at(share: float, texts: FramedTexts, metrics: Metrics) -> bool:
    """Whether the texts fit their frames at this share of their growth."""
    for lines, whole in texts:
        frame = _inner(whole, share)
        measured = [measure(line, frame, metrics) for line in lines]
        if share and any(_breaks_address(line, frame, metrics) for line in lines):
            return False
        if any(words for _, words in measured) or height([size for size, _ in measured]) > _FULL * frame.height:
            return False
    return True


def _breaks_address(line: Line, frame: TextFrame, metrics: Metrics) -> bool:
    """Whether a web address in a line is wider than the frame, so that it breaks."""
    style = frame.style(line)
    addresses = (word for word in plain(line.text).split() if "://" in word)
    room = frame.width - points(style.indent)
    return any(points(metrics.width(each, style.size, bold=style.bold)) > room for each in addresses)


def _distance(lines: Sequence[Line], whole: TextFrame, share: float, metrics: Metrics) -> float:
    """How many times as far apart the paragraphs of a text may be; 0 if it has no distances."""
    frame = _inner(whole, share)
    sizes = [measure(line, frame, metrics)[0] for line in lines]
    spread = zip(lines, pairwise(sizes), strict=False)
    pairs = [(max(a.line, b.line), a.after + b.before) for line, (a, b) in spread if line.level != SUBHEAD]
    gaps = [(line, gap) for line, gap in pairs if gap > 0]
    if not gaps:
        return 0
    widest = _WIDEST if len(frame.styles) > SUBHEAD else _WIDEST_IN_CARDS
    most = min(widest * line / gap for line, gap in gaps)
    return min(most, 1 + (_FULL * frame.height - height(sizes)) / sum(gap for _, gap in gaps))

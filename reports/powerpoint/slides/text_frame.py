"""The text frame of a box: its inner size and its styles; lines measured against it, and where they end.

The last two words of a text stay together, as do the words of a name in a title; the title of a continued slide says
so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace
from pptx.util import Emu, Length, Pt

from reports.brand import Brand, SlideText
from reports.brand.measure import NO_BREAK_SPACE, Measured, Metrics, Runs, Wrapped, height, wrap
from reports.brand.powerpoint_reference.looks import inches, points
from reports.brand.slides import grown, text_style
from reports.diagnostics import Findings, Place
from reports.document import mapped
from reports.document.model import (
    Break,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    LanguageSpan,
    Link,
    Marked,
    Note,
    Reference,
    Script,
    Strong,
    Text,
    Trace,
    plain,
)
from reports.powerpoint.slides.model import Line

SLACK = Pt(0.01)
_SPARE = Emu(2 * 91_440), Emu(2 * 45_720)
"""What is left free of the width and the height of a box where that is a choice: the insets that PowerPoint gives by
itself, which some programs take instead of those of the layout."""
_MEASURED = (1.0, 1.015)
"""Shares of a line's width that are tried: a renderer with kerning sets a little more into a line."""
_ESTIMATED = (*_MEASURED, 1.04, 1.07, 1.1)
"""The same where letters are estimated wider than they may be."""
_STEPS = 12
"""In so many steps text shrinks from the size of its style to the smallest."""
_LEAST_SPACES = 3  # a shorter text is a name or a figure: it breaks where it likes


class TextFrame(Struct, frozen=True):
    """The box of a layout without its insets, with the style of each level of text."""

    name: str
    width: Length
    height: Length
    styles: tuple[SlideText, ...]
    _known: dict[tuple[int, int, bool], SlideText] = field(default_factory=dict)

    def with_styles(self, styles: tuple[SlideText, ...]) -> TextFrame:
        """The frame with other styles of its levels, if there are any."""
        return TextFrame(self.name, self.width, self.height, styles) if styles else self

    def sized(self, share: float) -> TextFrame:
        """The frame with its text at this share of its growth, or below 0 of its way to the smallest sizes."""
        return self.with_styles(grown(self.styles, share)) if share else self

    def inner(self) -> TextFrame:
        """The room for a text that grows or goes on elsewhere."""
        width, height = (
            Emu(max(1, side - spare)) for side, spare in zip((self.width, self.height), _SPARE, strict=True)
        )
        return TextFrame(self.name, width, height, self.styles)

    def without(self, narrower: Length | None) -> TextFrame:
        """The frame so much narrower."""
        return replace(self, width=Emu(self.width - narrower)) if narrower else self

    def style(self, line: Line) -> SlideText:
        key = (line.level, line.depth, line.marked)
        if key not in self._known:
            self._known[key] = style_of(line, self.styles)
        return self._known[key]


FramedTexts = Sequence[tuple[Sequence[Line], TextFrame]]
"""Texts that are set alike, each with its frame."""


def style_of(line: Line, styles: tuple[SlideText, ...]) -> SlideText:
    """The style of a line in a placeholder with these styles."""
    return text_style(styles, line.level, line.depth, marked=line.marked)


def text_frame(brand: Brand, layout: str, box: str) -> TextFrame:
    """The text frame of the box of a layout."""
    looks = brand.slides
    _, _, width, high = map(inches, looks.boxes(layout)[box])
    placeholder, _ = looks.placeholder(layout, box)
    left, top, right, bottom = map(points, looks.insets(placeholder))
    styles = looks.styles_of(placeholder)
    return TextFrame(f"{placeholder.name} ({layout})", Emu(width - left - right), Emu(high - top - bottom), styles)


def runs_of(inlines: Inlines, *, bold: bool = False) -> list[tuple[str, bool]]:
    """The pieces of a text that a slide shows, each with whether it is bold."""
    runs: list[tuple[str, bool]] = []
    for inline in inlines:
        match inline:
            case Text() | Marked():
                runs.append((inline.text, bold))
            case Strong():
                runs += runs_of(inline.children, bold=True)
            case Emphasis() | Script() | Link() | LanguageSpan() | Note():
                runs += runs_of(inline.children, bold=bold)
            case Break():
                runs.append(("\n", bold))
            case Cite() | Reference():
                pass  # in the source line; refused
            case _:
                assert_never(inline)
    return runs


def wrapped(line: Line, frame: TextFrame, metrics: Metrics, share: float = 1) -> Wrapped:
    """The line as it breaks in the frame, or in this share of its width."""
    style = frame.style(line)
    runs: Runs = runs_of(line.text, bold=style.bold)
    if style.caps:
        runs = [(text.upper(), bold) for text, bold in runs]
    return wrap(runs, points(style.size), (frame.width - points(style.indent)) * share, metrics)


def measure(line: Line, frame: TextFrame, metrics: Metrics) -> tuple[Measured, tuple[str, ...]]:
    """The size of the line in the frame, and its words that are wider than the frame."""
    style, found = frame.style(line), wrapped(line, frame, metrics)
    return Measured(len(found.lines), *map(points, (style.line, style.before, style.after))), found.too_long


def fits(lines: Sequence[Line], frame: TextFrame, metrics: Metrics) -> bool:
    """Whether no word is wider than the frame, and all lines have room."""
    measured = [measure(line, frame, metrics) for line in lines]
    return not any(words for _, words in measured) and height([size for size, _ in measured]) - frame.height <= SLACK


def smaller(texts: FramedTexts, metrics: Metrics) -> float:
    """How far these texts shrink so that each fits its frame: 0 for not at all, -1 for their smallest sizes."""
    shares = (-step / _STEPS for step in range(_STEPS))
    return next((share for share in shares if all(fits(lines, at.sized(share), metrics) for lines, at in texts)), -1.0)


def must_fit(
    lines: Sequence[Line],
    frame: TextFrame,
    metrics: Metrics,
    findings: Findings,
    at: Place | None,
    hint: str = "say it in fewer words, or move something to the notes or to another slide",
) -> tuple[SlideText, ...]:
    """The styles in which the lines fit the frame, none for its own. Reports words that are wider than the frame in
    the smallest, else the lines that are too many for it."""
    if fits(lines, frame, metrics):
        return ()
    frame = frame.sized(smaller([(lines, frame)], metrics))
    measured = [measure(line, frame, metrics) for line in lines]
    wide = [word for _, words in measured for word in words]
    for word in wide:
        findings.error(
            f'"{word}" is wider than the box "{frame.name}" ({frame.width.pt:.0f} pt)',
            at,
            hint="use a shorter word, or write it in parts",
        )
    excess = height([size for size, _ in measured]) - frame.height
    if excess > SLACK and not wide:
        over = math.ceil(excess / measured[-1][0].line - 0.001)
        findings.error(
            f'the text is {over} line{"s" if over > 1 else ""} too long for the box "{frame.name}"',
            at,
            hint=hint,
        )
    return frame.styles


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """What finds each of these names, the longest first, also where it begins with a capital."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b" if longest_first else "(?!)", re.IGNORECASE)


def with_whole_names(line: Line, frame: TextFrame, metrics: Metrics, names: re.Pattern[str]) -> Line:
    """The line with the words of each of the names bound by no-break spaces, if no more lines are needed."""
    for name in dict.fromkeys(names.findall(plain(line.text))):
        joined = replace(line, text=bound(line.text, name))
        now, then = wrapped(line, frame, metrics), wrapped(joined, frame, metrics)
        if not then.too_long and len(then.lines) <= len(now.lines):
            line = joined
    return line


def bound(text: Inlines, name: str) -> Inlines:
    """The text with no-break spaces in a name, or in other words of it."""
    joined = name.replace(" ", NO_BREAK_SPACE)
    return tuple(
        replace(inline, text=inline.text.replace(name, joined))
        if isinstance(inline, Text | Marked)
        else mapped(inline, lambda inner: bound(inner, name))
        for inline in text
    )


def without_runt(
    line: Line, frame: TextFrame, metrics: Metrics, names: re.Pattern[str], *, estimated: bool = False
) -> Line:
    """The line, its last two words bound by a no-break space if one would be alone and no more lines are needed; with
    the second last, the rest of one of the `names`. An address is bound to nothing.

    `estimated`: the font's own widths are not known, and are at most `metrics`.
    """
    words = plain(line.text)
    if words.count(" ") < _LEAST_SPACES or any("://" in word for word in words.rsplit(" ", 2)[1:]):
        return line
    shares = _ESTIMATED if estimated else _MEASURED
    now = [wrapped(line, frame, metrics, share) for share in shares]
    if not any(_alone(each.lines[-1]) for each in now if len(each.lines) > 1):
        return line
    text = _bind_last(line.text)
    for name in names.findall(words):
        if words.rpartition(" ")[0].endswith(name):
            text = bound(text, name)
    joined = replace(line, text=text)
    then = [wrapped(joined, frame, metrics, share) for share in shares]
    if then[0].too_long or len(then[0].lines) > len(now[0].lines):
        return line  # a word too long for a line breaks anywhere
    return joined if _most_alone(then) < _most_alone(now) else line


def _most_alone(tried: Sequence[Wrapped]) -> int:
    """The largest number of one-word lines in any of the tried widths."""
    return max(sum(map(_alone, each.lines)) for each in tried if each.lines)


def _alone(line: str) -> bool:
    return " " not in line and NO_BREAK_SPACE not in line


def continued(title: Inlines, number: int, word: str, frame: TextFrame, metrics: Metrics) -> Inlines:
    """The title of the slide that continues another as its `number`th (from 2), bound to its last word if it can be."""
    mark: Inlines = (Text(word),)
    if number > 2:
        stem = word.removesuffix(")")
        counted = Marked(str(number), Trace("plain", str(number), "page"))
        mark = (Text(f"{stem}{NO_BREAK_SPACE}"), counted, Text(word[len(stem) :]))
    joined = (*title, Text(NO_BREAK_SPACE), *mark)
    too_long = measure(Line(joined), frame, metrics)[1] and not measure(Line(title), frame, metrics)[1]
    return (*title, Text(" "), *mark) if too_long else joined


def _bind_last(text: Inlines) -> Inlines:
    """The text with the last space of its last line made a no-break space."""
    for i in range(len(text) - 1, -1, -1):
        if isinstance(text[i], Break):
            break
        joined = _bound(text[i])
        if joined is not None:
            return (*text[:i], joined, *text[i + 1 :])
    return text


def _bound(inline: Inline) -> Inline | None:
    match inline:
        case Text() | Marked() if " " in inline.text:
            return replace(inline, text=NO_BREAK_SPACE.join(inline.text.rsplit(" ", 1)))
        case Strong() | Emphasis() | Script() | Link() | LanguageSpan() if (
            children := _bind_last(inline.children)
        ) != inline.children:
            return replace(inline, children=children)
    return None

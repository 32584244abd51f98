"""A mark of a finished file → what the workspace would write in its place today."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import permutations

from msgspec import Struct, field
from msgspec.structs import replace

from reports.charts.data import chart_data
from reports.charts.specs import Specs
from reports.charts.texts import alt_text
from reports.charts.title_words import title_marks
from reports.document.alternatives import divided, sentences
from reports.document.model import PICTURE
from reports.facts.pictures import PictureEntry, picture_alternative
from reports.facts.wording import Wording
from reports.finished.mark_texts import texts_of, value_of
from reports.finished.marks import Mark
from reports.finished.text import FIGURE, alike, folded, same
from reports.languages import Language, Qualifier, Value
from reports.languages.numbers import plain_value

_MOST_LETTERS = 200
_LEAST_ALIKE = 0.5
_FIRST_DIGITS, _DIGIT = re.compile(r"\A\d+"), re.compile(r"\d")
_Texts = Iterable[str | None]


class CurrentTexts(Struct, frozen=True):
    """The texts of today, from the wordings of all audiences in each language of the file."""

    wordings: tuple[Wording, ...]
    specs: Specs | None
    pictures: Mapping[str, PictureEntry]
    _judged: dict[Mark, tuple[bool, str | None]] = field(default_factory=dict)
    _kept: dict[tuple[Mark, str], list[tuple[bool, str]]] = field(default_factory=dict)
    _alternatives: dict[str, list[str]] = field(default_factory=dict)
    _values: dict[str, str | None] = field(default_factory=dict)
    _unfolded: dict[str, str] = field(default_factory=dict)

    @property
    def images(self) -> Collection[str]:
        """The names of all charts and pictures."""
        return (*(self.specs.charts if self.specs else ()), *(PICTURE + id_ for id_ in self.pictures))

    @property
    def wording(self) -> Wording:
        return self.wordings[0]

    @property
    def languages(self) -> Iterable[Language]:
        return {wording.language.code: wording.language for wording in self.wordings}.values()

    def todays_text(self, mark: Mark) -> tuple[bool, str | None]:
        """Whether the program would still write the mark's text, and today's text; None if there is no text today.

        Of the texts of several audiences, which round differently, it is the one that is most like the mark's, or else
        the first, that of the file's own audience.
        """
        if mark not in self._judged:
            texts, capital = self.texts(mark), self.wording.language.capital
            still = any(same(mark.printed, text) or same(mark.printed, capital(text)) for text in texts)
            if not still:
                nearest = max(texts, key=lambda text: _likeness(mark, text), default=None)
            self._judged[mark] = (still, mark.printed if still else nearest)
        return self._judged[mark]

    def written(self, text: str) -> str:
        """One of today's texts as documents have it, with its no-break spaces and signs."""
        return self._unfolded.get(text, text)

    def value_now(self, mark: Mark) -> str | None:
        """The value that a mark of a fact lists today."""
        return value_of(mark, self.wording.facts)

    def figure_unchanged(self, mark: Mark, index: int) -> tuple[bool, str | None]:
        """Whether the figure number `index` of a mark is the same today, and today's text of the whole mark, or None.

        In marks of other kinds than facts, the words around the figure may have changed; in a text alternative, the
        order of the sentences.
        """
        still, now = self.todays_text(mark)
        if not still and now is not None and mark.kind != "fact":
            figures = self._figures(mark, now)
            still = index < len(figures) and figures[index][0]
        return still, now

    def sentence_now(self, mark: Mark, index: int, now: str) -> str:
        """The sentence of today's text alternative for the figure number `index` of a former one."""
        figures = self._figures(mark, now)
        return figures[index][1] if index < len(figures) else now

    def _figures(self, mark: Mark, now: str) -> list[tuple[bool, str]]:
        if (mark, now) not in self._kept:
            self._kept[mark, now] = list(_figures_now(mark, now))
        return self._kept[mark, now]

    def read(self, text: str | None) -> str | None:
        """The value of a text that is a quantity in one of the file's languages."""
        if not text or len(text) > _MOST_LETTERS:
            return None
        if text.isascii() and text.isdigit():  # the same in every language
            return text.lstrip("0") or "0"
        if text not in self._values:
            self._values[text] = self._read(text)
        return self._values[text]

    def _read(self, text: str) -> str | None:
        value, _ = self.quantity(text) or (None, None)
        return None if value is None else plain_value(value)

    def quantity(self, text: str) -> tuple[Value | None, Qualifier] | None:
        """The value and the qualifier of a text that is a quantity in one of the file's languages."""
        is_plain = FIGURE.fullmatch(text)  # read in a tenth of the time
        for language in self.languages:
            with suppress(ValueError):
                return (language.read_number(text), "exactly") if is_plain else language.read_quantity(text)
        return None

    def alternative(self, text: str, name: str) -> Mark | None:
        """Today's text alternative of the chart or picture that fits this text best; None if none fits.

        The `name` in the file ends with the chart's id if the writer gave it one; others are known by their words.
        """
        images = self.images
        image = name.rpartition(": ")[2]
        known = [image] if image in images else images
        best = max(self.alternatives(known), key=lambda mark: alike(text, mark.printed), default=None)
        return best if best and (image in images or alike(text, best.printed) >= _LEAST_ALIKE) else None

    def alternatives(self, images: Iterable[str]) -> Iterator[Mark]:
        """The text alternatives of these charts and pictures, whole and in parts, one after the other."""
        return (Mark("alt", image, "full", alt) for image in images for alt in self._alts(image))

    def charts(self) -> Iterator[Mark]:
        """The words, figures and values in native charts."""
        for chart, spec in self.specs.charts.items() if self.specs else ():
            marks = [Mark("chart", chart, "full", "")]
            marks += [Mark("fact", item.fact, form, "") for item in spec.items for form in ("short", "value")]
            yield from (replace(mark, printed=text) for mark in marks for text in self.texts(mark))

    def texts(self, mark: Mark) -> list[str]:
        """All texts that may be written for the mark today."""
        if mark.kind == "alt":
            return self._alts(mark.ref)
        if mark.kind == "chart":
            return list(self._written(lambda wording: self._in_chart(mark.ref, wording), mark.language))
        return list(self._written(lambda wording: texts_of(mark, wording), mark.language))

    def _alts(self, image: str) -> list[str]:
        """The text alternatives of a chart or picture in each wording that can write them: whole, and divided as in a
        file; what is printed once in two languages has both."""
        if image not in self._alternatives:
            alts = list(map(self.written, self._written(lambda wording: (self._alternative(image, wording),))))
            both = [f"{one} / {other}" for one, other in permutations(alts, 2)]
            parts = (part for alt in (*alts, *both) for part in _whole_and_parts(alt))
            self._alternatives[image] = list(dict.fromkeys(map(self._folded, parts)))
        return self._alternatives[image]

    def _alternative(self, image: str, wording: Wording) -> str:
        """The text alternative of a chart or picture. Raises KeyError if there is none of this name."""
        if image.startswith(PICTURE):
            return picture_alternative(self.pictures[image.removeprefix(PICTURE)], wording)
        return alt_text(self.specs.charts[image], wording) if self.specs else ""

    def _in_chart(self, chart: str, wording: Wording) -> _Texts:
        """The texts in a native chart, and the coloured words of its title. Raises KeyError for an unknown chart."""
        spec = (self.specs.charts if self.specs else {})[chart]
        data = chart_data(spec, wording)
        yield from data.texts()
        for marked in title_marks(chart, spec, wording):
            yield from (marked.text, wording.language.capital(marked.text))
        yield from (f"{each.label}: {each.figure}" for each in data.all_entries)

    def _written(self, write: Callable[[Wording], _Texts], code: str = "") -> Iterator[str]:
        """The texts that `write` gives for each wording, or for those of a language; a wording that cannot write them
        is skipped."""
        for wording in self.wordings:
            if code and wording.language.code != code:
                continue
            try:
                yield from (self._folded(text) for text in write(wording) if text)
            except (KeyError, ValueError):
                continue

    def _folded(self, text: str) -> str:
        plain = folded(text)
        if plain != text:
            self._unfolded[plain] = text
        return plain


def _likeness(mark: Mark, text: str) -> float:
    """How like a mark's text a text is in its words and, if no value says how the figures were rounded, in how many
    decimals these have."""
    one, other = (FIGURE.sub(_decimals if mark.value is None else "0", each) for each in (mark.printed, text))
    return alike(one, other)


def _decimals(figure: re.Match[str]) -> str:
    """A figure with one zero for its first digits, and a zero for each of the others: "0,00" for "39,51"."""
    return _DIGIT.sub("0", _FIRST_DIGITS.sub("0", figure[0]))


def _figures_now(mark: Mark, now: str) -> Iterator[tuple[bool, str]]:
    """For each figure of a mark whether it is the same in today's text, and the sentence there that is most like its.

    Figures are compared in order and, in a text alternative, also sentence by sentence.
    """
    printed, today = FIGURE.findall(mark.printed), FIGURE.findall(now)
    in_order = [one == other for one, other in zip(printed, today, strict=True)] if len(printed) == len(today) else []
    known = dict.fromkeys(sentences(now))
    count = 0
    for sentence in sentences(mark.printed) if mark.kind == "alt" else [mark.printed]:
        nearest = sentence if sentence in known else max(known, key=lambda text: alike(sentence, text))
        for _ in FIGURE.findall(sentence):
            yield nearest == sentence or (count < len(in_order) and in_order[count]), nearest
            count += 1


def _whole_and_parts(alt: str) -> tuple[str, ...]:
    return alt, *divided(alt)

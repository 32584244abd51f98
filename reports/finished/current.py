"""A mark of a finished file → what the workspace would write in its place today."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations

from reports.charts.data import alt_text
from reports.charts.specs import Specs
from reports.document.alternatives import divided, sentences
from reports.document.model import PICTURE, Marked
from reports.facts import Fact
from reports.facts.pictures import PictureEntry, picture_alternative
from reports.facts.provenance import STATED, quoted, statement
from reports.facts.wording import Wording
from reports.finished.marks import Mark
from reports.finished.text import FIGURE, folded, same
from reports.languages import Language, QuantityForm, Value
from reports.languages.numbers import parse_value, plain_value

FORMS: tuple[QuantityForm, ...] = ("full", "number", "short", "words", "word")
EVIDENCE = ("value", "label", "period", "place", "source", "printed")
_MOST_DECIMALS = 6
_MOST_LETTERS = 200
_LEAST_ALIKE = 0.5
_NUMBER = r"-?\d{1,30}(?:\.\d{1,30})?"
_PLAIN = re.compile(rf"{_NUMBER}|\[{_NUMBER}, {_NUMBER}\]", re.ASCII)
_Texts = Iterable[str | None]
_Way = tuple[int | None, int, int | None]
_DECIMALS: tuple[tuple[int | None, int], ...] = (
    (None, 0),
    *((most, 0) for most in range(_MOST_DECIMALS + 1)),
    *((None, least) for least in range(1, _MOST_DECIMALS + 1)),
)
"""The ways to round a figure: at most so many decimals (None: those of the wording), and at least so many."""


@dataclass(frozen=True, slots=True)
class CurrentTexts:
    """The texts of today, from the wordings of all audiences in each language of the file."""

    wordings: tuple[Wording, ...]
    specs: Specs | None
    pictures: Mapping[str, PictureEntry]
    _judged: dict[Mark, tuple[bool, str | None]] = field(default_factory=dict)
    _kept: dict[tuple[Mark, str], list[tuple[bool, str]]] = field(default_factory=dict)
    _alternatives: dict[str, list[str]] = field(default_factory=dict)
    _values: dict[str, str | None] = field(default_factory=dict)

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

        Of the texts of several audiences, which round differently, it is the one that is most like the mark's.
        """
        if mark not in self._judged:
            texts, capital = self.texts(mark), self.wording.language.capital
            still = any(same(mark.printed, text) or same(mark.printed, capital(text)) for text in texts)
            if not still:
                nearest = max(texts, key=lambda text: _alike(mark.printed, text), default=None)
            self._judged[mark] = (still, mark.printed if still else nearest)
        return self._judged[mark]

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
        is_plain = FIGURE.fullmatch(text)  # read in a tenth of the time
        for language in self.languages:
            try:
                value = language.read_number(text) if is_plain else language.read_quantity(text)[0]
            except ValueError:
                continue
            return None if value is None else plain_value(value)
        return None

    def alternative(self, text: str, name: str) -> Mark | None:
        """Today's text alternative of the chart or picture that fits this text best; None if none fits.

        The `name` in the file ends with the chart's id if the writer gave it one; others are known by their words.
        """
        images = self.images
        image = name.rpartition(": ")[2]
        known = [image] if image in images else images
        best = max(self.alternatives(known), key=lambda mark: _alike(text, mark.printed), default=None)
        return best if best and (image in images or _alike(text, best.printed) >= _LEAST_ALIKE) else None

    def alternatives(self, images: Iterable[str]) -> Iterator[Mark]:
        """The text alternatives of these charts and pictures, whole and in parts, one after the other."""
        return (Mark("alt", image, "full", alt) for image in images for alt in self._alts(image))

    def texts(self, mark: Mark) -> list[str]:
        """All texts that may be written for the mark today."""
        if mark.kind == "alt":
            return self._alts(mark.ref)
        return list(self._written(lambda wording: _texts(wording, mark)))

    def _alts(self, image: str) -> list[str]:
        """The text alternatives of a chart or picture in each wording that can write them: whole, and divided as in a
        file; a picture that is printed once in two languages has both."""
        if image not in self._alternatives:
            alts = list(self._written(lambda wording: (self._alternative(image, wording),)))
            both = [f"{one} / {other}" for one, other in permutations(alts, 2)] if image.startswith(PICTURE) else []
            parts = (part for alt in (*alts, *both) for part in _whole_and_parts(alt))
            self._alternatives[image] = list(dict.fromkeys(map(folded, parts)))
        return self._alternatives[image]

    def _alternative(self, image: str, wording: Wording) -> str:
        """The text alternative of a chart or picture. Raises KeyError if there is none of this name."""
        if image.startswith(PICTURE):
            return picture_alternative(self.pictures[image.removeprefix(PICTURE)], wording)
        return alt_text(self.specs.charts[image], wording) if self.specs else ""

    def _written(self, write: Callable[[Wording], _Texts]) -> Iterator[str]:
        """The texts that `write` gives for each wording; a wording that cannot write them is skipped."""
        for wording in self.wordings:
            try:
                yield from (folded(text) for text in write(wording) if text)
            except (KeyError, ValueError):
                continue


def _figures_now(mark: Mark, now: str) -> Iterator[tuple[bool, str]]:
    """For each figure of a mark whether it is the same in today's text, and the sentence there that is most like its.

    Figures are compared in order and, in a text alternative, also sentence by sentence.
    """
    printed, today = FIGURE.findall(mark.printed), FIGURE.findall(now)
    in_order = [one == other for one, other in zip(printed, today, strict=True)] if len(printed) == len(today) else []
    known = dict.fromkeys(sentences(now))
    count = 0
    for sentence in sentences(mark.printed) if mark.kind == "alt" else [mark.printed]:
        nearest = sentence if sentence in known else max(known, key=lambda text: _alike(sentence, text))
        for _ in FIGURE.findall(sentence):
            yield nearest == sentence or (count < len(in_order) and in_order[count]), nearest
            count += 1


def _whole_and_parts(alt: str) -> tuple[str, ...]:
    return alt, *divided(alt)


def _texts(wording: Wording, mark: Mark) -> _Texts:
    short = mark.form == "short"
    match mark.kind:
        case "fact":
            yield from _fact(wording, mark)
        case "term" if mark.form == "definition":
            yield wording.term(mark.ref, "definition").text
        case "term":
            yield wording.term(mark.ref, "short" if short else "full").text
        case "place":
            yield wording.place(mark.ref, "short" if short else "full").text
        case "person":
            found = wording.office(mark.ref) if mark.form == "office" else wording.person(mark.ref)
            yield found.text if found else None
        case "period" | "date" | "proposed":  # an older file names no form but "long" and "short"
            yield wording.period(mark.ref, mark.form if mark.form.startswith("period") else f"period.{mark.form}").text
        case "source":
            yield _source(wording, mark)
        case "evidence" if mark.form in EVIDENCE:
            yield getattr(wording.evidence(mark.ref), mark.form)
        case "quotation":
            yield from (inline.text for inline in quoted(mark.ref, wording)[:1] if isinstance(inline, Marked))
        case "statement" if mark.form in STATED:
            yield statement(mark.ref.split(), wording, mark.form).text
        case "plain":
            yield mark.ref
        case "letterhead":
            yield mark.printed


def _fact(wording: Wording, mark: Mark) -> _Texts:
    fact = wording.facts.facts[mark.ref]
    for form in FORMS:
        if form == mark.form:
            yield from _figures(wording, fact, form, mark)
    if mark.form == "among" and fact.among is not None:
        yield wording.language.number(Decimal(fact.among))
    if mark.form.startswith("account:"):
        yield wording.account(fact, mark.form.partition(":")[2]).text


def _figures(wording: Wording, fact: Fact, form: QuantityForm, mark: Mark) -> _Texts:
    """The fact's figure, with the decimals with which its former value was printed."""

    def amount(value: Value | None, way: _Way) -> str:
        try:
            return folded(wording.amount(fact, value, fact.qualifier, form, *way))
        except ValueError:
            return ""

    ways: list[_Way] = [(None, 0, None)]
    former = parse_value(mark.value) if mark.value and _PLAIN.fullmatch(mark.value) else fact.value
    if former is not None:
        capital = wording.language.capital
        scales = (None, 0, *(scale.power for scale in wording.language.quantities.scales))
        for power in scales:  # in a column, figures may have the scale of others
            tried: list[_Way] = [(*decimals, power) for decimals in _DECIMALS]
            texts = {way: amount(former, way) for way in tried}
            fitting = [way for way, text in texts.items() if mark.printed in (text, capital(text))]
            if fitting:
                ways = fitting[:1] if fitting[0] == tried[0] else fitting
                break
    for way in ways:
        yield amount(fact.value, way)


def source_texts(wording: Wording, id_: str) -> list[str]:
    """All that is printed of a source: in short, in full, in parts, with and without a full stop."""
    parts = [*wording.source_full(id_), *wording.source_full(id_, brief=True)]
    texts = [wording.source_short(id_), *(p.text for p in parts if isinstance(p, Marked) and p.trace.kind == "source")]
    return [folded(text) for text in (*texts, *(text.removesuffix(".") for text in texts)) if text]


def _source(wording: Wording, mark: Mark) -> str | None:
    """The text of the source that the mark names, or, if it names none, of the one that it begins with."""
    known = [mark.ref] if mark.ref in wording.facts.sources else list(wording.facts.sources)
    texts = [text for id_ in known for text in source_texts(wording, id_)]
    if mark.printed in texts or (len(known) > 1 and any(mark.printed.startswith(text) for text in texts)):
        return mark.printed
    return max(texts, key=lambda text: _alike(text, mark.printed)) if len(known) == 1 else None


def _alike(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(len(words | others), 1)

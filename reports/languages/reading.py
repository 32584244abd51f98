"""Written quantities → value and qualifier: the inverse of `quantities`, and what sources print besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from reports.languages.model import Qualifier
from reports.languages.numbers import plain_spaces, shifted
from reports.languages.quantities import Quantities

_ANOTHER_FIGURE = re.compile(r"(?<![\w])[0-9][0-9.,]*(?!\w)")


def read_quantity(tables: Quantities, text: str) -> tuple[Decimal | None, Qualifier]:
    """The value in base units and the qualifier. ValueError for anything that is not surely one quantity."""
    rest = plain_spaces(text).lower()
    words = _phrases(tables)
    filler = _leading(rest, tables.fillers)
    rest = _after(rest, filler)
    phrase = _leading(rest, words)
    rest = _after(rest, phrase)
    qualifier: Qualifier = words[phrase] if phrase else "exactly"
    if qualifier == "dozens":
        # "Dozens of thousands" is no dozens.
        if _leading(rest, _scale_words(tables)) or _ANOTHER_FIGURE.search(rest):
            raise _unreadable(text, "what is counted by the dozen holds another number")
        return None, qualifier
    for openers in (tables.fillers, tables.currencies):
        rest = _after(rest, _leading(rest, openers))
    value, rest = _number(tables, text, rest)
    power, rest = _scale(tables, rest)
    if more := _leading(rest, tables.unread):
        raise _unreadable(text, f'"{more}" behind its number is not understood')
    rest = _after(rest, _leading(rest, _unit_words(tables)))
    behind = _leading(rest, tables.after_qualifiers)
    if behind and qualifier == "exactly":
        qualifier, rest = tables.after_qualifiers[behind], _after(rest, behind)
    if _ANOTHER_FIGURE.search(rest):
        raise _unreadable(text, "it holds more than one number")
    return shifted(value, power), qualifier


def _number(tables: Quantities, text: str, rest: str) -> tuple[Decimal, str]:
    """The number at the head of `rest`, as an ordinal, in digits or in words, and what follows it."""
    if word := _leading(rest, _ordinal_words(tables)):
        return _in_words(tables, text, _ordinal_words(tables)[word], _after(rest, word))
    for pattern in _ordinal_patterns(tables):
        if match := pattern.match(rest):
            number, behind = match["number"], rest[match.end() :].strip()
            if number in tables.number_words:
                return _in_words(tables, text, tables.number_words[number], behind)
            value = tables.digits.read(number)
            suffix = match.groupdict().get("suffix")
            if suffix is not None and (value != int(value) or suffix != tables.ordinals.suffix(int(value))):
                raise _unreadable(text, f'"{match[0]}" is no ordinal')
            return value, behind
    if match := _figure(tables).match(rest):
        if rest[match.end() :][:1] not in ("", " ", "%"):
            raise _unreadable(text, f'"{rest.split()[0]}" is no plain number')
        return tables.digits.read(match[0]), rest[match.end() :].strip()
    if word := _leading(rest, tables.number_words):
        return _in_words(tables, text, tables.number_words[word], _after(rest, word))
    if _figure(tables).search(rest):
        raise _unreadable(text, "the words before its number are not understood")
    raise _unreadable(text, "it holds no number")


def _in_words(tables: Quantities, text: str, value: int, rest: str) -> tuple[Decimal, str]:
    """A number that is one word. Where another follows ("mười hai", "one in five") it is not that number."""
    if rest.startswith(("-", "–")) or not tables.number_words.keys().isdisjoint(rest.split()):
        raise _unreadable(text, "of numbers in words only single ones up to ten are understood")
    return Decimal(value), rest


def _scale(tables: Quantities, rest: str) -> tuple[int, str]:
    """The power of ten of the scale words at the head of `rest`, multiplied, and what follows them."""
    words = _scale_words(tables)
    power = 0
    while word := _leading(rest, words):
        power, rest = power + words[word], _after(rest, word)
    return power, rest


def _leading(text: str, phrases: Iterable[str]) -> str:
    """The longest of `phrases` that `text` begins with, up to the end of a word; "" if none."""
    return max((phrase for phrase in phrases if _begins(text, phrase)), key=len, default="")


def _begins(text: str, phrase: str) -> bool:
    following = text[len(phrase) :][:1]
    # A sign needs no space behind it (">51%", "$1"); a word does.
    return text.startswith(phrase) and (not phrase[-1].isalnum() or not following.isalnum())


def _after(text: str, phrase: str) -> str:
    return text[len(phrase) :].strip()


@cache
def _figure(tables: Quantities) -> re.Pattern[str]:
    return re.compile(tables.digits.figure)


@cache
def _phrases(tables: Quantities) -> dict[str, Qualifier]:
    """Every word and sign for a qualifier, in small letters."""
    written = {
        phrase.lower(): qualifier
        for forms in tables.qualifiers.values()
        for qualifier, phrase in forms.items()
        if phrase
    }
    return written | dict(tables.also_qualifiers)


@cache
def _scale_words(tables: Quantities) -> dict[str, int]:
    return {scale.word: scale.power for scale in tables.scales} | dict(tables.also_scales)


@cache
def _unit_words(tables: Quantities) -> frozenset[str]:
    nouns = [noun for unit in tables.units.values() for noun in (unit.after, unit.short) if noun]
    words = [word.lower() for noun in nouns for word in (noun.one, noun.other)]
    return frozenset((*words, *tables.currencies))


@cache
def _ordinal_words(tables: Quantities) -> dict[str, int]:
    return {word: rank for rank, word in enumerate(tables.ordinals.words, start=1)}


@cache
def _ordinal_patterns(tables: Quantities) -> tuple[re.Pattern[str], ...]:
    """The patterns of ordinals; without a suffix the number may be a word: "thứ 71", "hạng nhất"."""
    patterns = []
    for template in dict.fromkeys((tables.ordinals.numbered, tables.ordinals.short)):
        suffixed = "{suffix}" in template
        words = () if suffixed else tuple(tables.number_words)
        number = "|".join([tables.digits.figure, *map(re.escape, words)])
        pattern = template.format(number=f"(?P<number>{number})", suffix="(?P<suffix>[^\\W\\d_]{1,3})")
        patterns.append(re.compile(rf"{pattern}(?![\w/-])"))
    return tuple(patterns)


def _unreadable(text: str, why: str) -> ValueError:
    return ValueError(f'"{text}" cannot be read as a quantity: {why}')

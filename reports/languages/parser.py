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
    _, rest = _taken(rest, tables.fillers)
    phrase, rest = _taken(rest, words)
    qualifier: Qualifier = words[phrase] if phrase else "exactly"
    if qualifier == "dozens":
        # "Dozens of thousands" is no dozens.
        if _taken(rest, _scale_words(tables))[0] or _ANOTHER_FIGURE.search(rest):
            raise _unreadable(text, "what is counted by the dozen holds another number")
        return None, qualifier
    for openers in (tables.fillers, tables.currencies):
        _, rest = _taken(rest, openers)
    value, rest = _number(tables, text, rest)
    power, rest = _scale(tables, rest)
    if more := _taken(rest, tables.unread)[0]:
        raise _unreadable(text, f'"{more}" after its number is not understood')
    _, rest = _taken(rest, _unit_words(tables))
    after, end = _taken(rest, tables.after_qualifiers)
    if after and qualifier == "exactly":
        qualifier, rest = tables.after_qualifiers[after], end
    if _ANOTHER_FIGURE.search(rest):
        raise _unreadable(text, "it holds more than one number")
    return shifted(value, power), qualifier


def _number(tables: Quantities, text: str, rest: str) -> tuple[Decimal, str]:
    """The number at the head of `rest`, as an ordinal, in digits or in words, and what follows it."""
    word, end = _taken(rest, _ordinal_words(tables))
    if word:
        return _in_words(tables, text, _ordinal_words(tables)[word], end)
    for pattern in _ordinal_patterns(tables):
        if match := pattern.match(rest):
            number, end = match["number"], rest[match.end() :].strip()
            if number in tables.number_words:
                return _in_words(tables, text, tables.number_words[number], end)
            value = tables.digits.read(number)
            suffix = match.groupdict().get("suffix")
            if suffix is not None and (value != int(value) or suffix != tables.ordinals.suffix(int(value))):
                raise _unreadable(text, f'"{match[0]}" is no ordinal')
            return value, end
    if match := _figure(tables).match(rest):
        if rest[match.end() :][:1] not in ("", " ", "%"):
            raise _unreadable(text, f'"{rest.split()[0]}" is no plain number')
        return tables.digits.read(match[0]), rest[match.end() :].strip()
    word, end = _taken(rest, tables.number_words)
    if word:
        return _in_words(tables, text, tables.number_words[word], end)
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
    word, end = _taken(rest, _scale_words(tables))
    if not word:
        return 0, rest
    power, end = _scale(tables, end)
    return power + _scale_words(tables)[word], end


def _taken(text: str, phrases: Iterable[str]) -> tuple[str, str]:
    """The longest of `phrases` that `text` begins with, up to the end of a word ("" if none), and what follows."""
    phrase = max((phrase for phrase in phrases if _begins(text, phrase)), key=len, default="")
    return phrase, text[len(phrase) :].strip()


def _begins(text: str, phrase: str) -> bool:
    following = text[len(phrase) :][:1]
    # A sign needs no space behind it (">51%", "$1"); a word does.
    return text.startswith(phrase) and (not phrase[-1].isalnum() or not following.isalnum())


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

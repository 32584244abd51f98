"""Written quantities → value and qualifier: the inverse of `quantities`, and other wordings of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from reports.languages.model import Qualifier
from reports.languages.numbers import Range, Value, plain_spaces, shifted
from reports.languages.quantities import RANGED, Quantities

_ANOTHER_FIGURE = re.compile(r"(?<![\w])[0-9][0-9.,]*(?!\w)")


def read_quantity(tables: Quantities, text: str) -> tuple[Value | None, Qualifier]:
    """The value in base units and the qualifier. ValueError for anything that is not certainly one quantity."""
    plain = plain_spaces(text).lower()
    if found := _read(tables, plain, tables.fillers):
        number, power, qualifier = found
        return None if number is None else shifted(number, power), qualifier
    if ranged := _read_range(tables, plain):
        return ranged
    raise ValueError(f'"{text}" is no quantity')


def _read_range(tables: Quantities, text: str) -> tuple[Range, Qualifier] | None:
    """Two quantities with a joint between them. The scale word of the second counts for both."""
    for joint in _joint(tables).finditer(text):
        first = _read(tables, text[: joint.start()], (*tables.fillers, *tables.openers))
        second = _read(tables, text[joint.end() :], ()) if first else None
        if not first or not second or first[2] not in RANGED or second[2] != "exactly":
            continue
        (low, power, qualifier), (high, scale, _) = first, second
        for shift in dict.fromkeys((power or scale, power)):
            if low is not None and high is not None and shifted(low, shift) < shifted(high, scale):
                return Range(shifted(low, shift), shifted(high, scale)), qualifier
    return None


def _read(tables: Quantities, text: str, fillers: tuple[str, ...]) -> tuple[Decimal | None, int, Qualifier] | None:
    """One number, the power of its scale word (0: none) and its qualifier."""
    words = _phrases(tables)
    _, rest = _taken(text, fillers)
    phrase, rest = _taken(rest, words)
    qualifier: Qualifier = words[phrase] if phrase else "exactly"
    if qualifier == "dozens":  # "dozens of thousands" is not dozens
        more = _taken(rest, _scale_words(tables))[0] or _ANOTHER_FIGURE.search(rest)
        return None if more else (None, 0, qualifier)
    for openers in (fillers, tables.currencies):
        _, rest = _taken(rest, openers)
    if (number := _number(tables, rest)) is None:
        return None
    value, rest = number
    power, rest = _scale(tables, rest)
    if _taken(rest, tables.unread)[0]:
        return None
    _, rest = _taken(rest, _unit_words(tables))
    after, end = _taken(rest, tables.after_qualifiers)
    if after and qualifier == "exactly":
        qualifier, rest = tables.after_qualifiers[after], end
    return None if _ANOTHER_FIGURE.search(rest) else (value, power, qualifier)


def _number(tables: Quantities, text: str) -> tuple[Decimal, str] | None:
    """The number at the beginning of `text`, as an ordinal, in digits or in words, and the rest of the text."""
    word, rest = _taken(text, _ordinal_words(tables))
    if word:
        return _in_words(tables, _ordinal_words(tables)[word], rest)
    for pattern in _ordinal_patterns(tables):
        if match := pattern.match(text):
            number, rest = match["number"], text[match.end() :].strip()
            if number in tables.number_words:
                return _in_words(tables, tables.number_words[number], rest)
            value = tables.digits.read(number)
            suffix = match.groupdict().get("suffix")
            wrong = suffix is not None and (value != int(value) or suffix != tables.ordinals.suffix(int(value)))
            return None if wrong else (value, rest)
    if match := re.match(tables.digits.figure, text):
        rest = text[match.end() :]
        return (tables.digits.read(match[0]), rest.strip()) if rest[:1] in ("", " ", "%") else None
    word, rest = _taken(text, tables.number_words)
    return _in_words(tables, tables.number_words[word], rest) if word else None


def _in_words(tables: Quantities, value: int, rest: str) -> tuple[Decimal, str] | None:
    """A number that is one word; None if another word of a number follows ("mười hai", "one in five")."""
    if rest.startswith(("-", "–")) or not tables.number_words.keys().isdisjoint(rest.split()):
        return None
    return Decimal(value), rest


def _scale(tables: Quantities, text: str) -> tuple[int, str]:
    """The power of ten of all scale words at the beginning of `text`, and the rest of the text."""
    word, rest = _taken(text, _scale_words(tables))
    if not word:
        return 0, text
    power, rest = _scale(tables, rest)
    return power + _scale_words(tables)[word], rest


def _taken(text: str, phrases: Iterable[str]) -> tuple[str, str]:
    """The longest of `phrases` that `text` begins with, in whole words ("" if none), and the rest of the text."""
    begins = [phrase for phrase in phrases if text.startswith(phrase)]
    # A sign needs no space after it (">51%", "$1"); a word does.
    whole = (each for each in begins if not each[-1].isalnum() or not text[len(each) : len(each) + 1].isalnum())
    phrase = max(whole, key=len, default="") if begins else ""
    return phrase, text[len(phrase) :].strip()


@cache
def _phrases(tables: Quantities) -> dict[str, Qualifier]:
    """Every word and sign for a qualifier, in small letters."""
    forms = (form.items() for form in tables.qualifiers.values())
    written = {phrase.lower(): qualifier for form in forms for qualifier, phrase in form if phrase}
    return written | dict(tables.also_qualifiers)


@cache
def _joint(tables: Quantities) -> re.Pattern[str]:
    """What may be between the ends of a range; a sign only before a figure ("one-third" is no range)."""
    words = "|".join(re.escape(word.strip("~ ")) for word in tables.joints[1:])
    return re.compile(rf" ?[-–—] ?(?=[-−$]?\d)| (?:{words}) ")


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

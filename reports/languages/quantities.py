"""A value, its unit and its qualifier → words, from the tables of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from reports.languages.model import Noun, Qualifier, QuantityForm
from reports.languages.numbers import NO_BREAK_SPACE, Digits, Range, Value, decimals_needed, ends_of, rounded, shifted

_RULES: Mapping[Qualifier, str] = {
    "over": ROUND_FLOOR, "at-least": ROUND_FLOOR,
    "under": ROUND_CEILING, "up-to": ROUND_CEILING, "nearly": ROUND_CEILING,
}  # fmt: skip
"""The rounding of bounds, which must stay bounds."""
_OF_ENDS: tuple[Qualifier, Qualifier] = ("at-least", "up-to")
"""How the ends of a range are rounded."""
RANGED: tuple[Qualifier, ...] = ("exactly", "about")
"""The qualifiers that a range may have: the others speak of one end."""
IN_WORDS: Mapping[QuantityForm, QuantityForm] = {"words": "full", "word": "number"}
"""The forms that write small counts as words, and those that they are in all else."""
MOST_DECIMALS = 2
"""A number that needs more decimals before a scale word is written in full digits."""


class Scale(Struct, frozen=True):
    """A word for a power of ten: million, 6."""

    power: int
    word: str


class ShownNumber(Struct, frozen=True):
    """A number as it is printed: rounded, before its scale word if it has one, with so many decimals."""

    number: Decimal
    scale: Scale | None
    decimals: int
    qualifier: Qualifier


class Unit(Struct, frozen=True):
    """A sign or code before the number, or a word after it (a shorter one on cards).

    `greatest` is the power of the greatest scale word with this unit; 0: none. Small counts of a `worded` unit may be
    written as words.
    """

    before: str = ""
    after: Noun | None = None
    short: Noun | None = None
    spaced: bool = True
    greatest: int = 12
    ordinal: bool = False
    worded: bool = False
    bound: bool = False  # no line ends before it, on a card either

    def word(self, form: QuantityForm) -> Noun | None:
        return self.short if form == "short" and self.short else self.after


COUNTED = Unit(worded=True)
"""The unit of things that are counted: their nouns come from the glossary."""
CLOSE = ("%", "‰", "°", "′", "″")
"""Symbols without a space before them."""
SIGNS: dict[Qualifier, str] = {"about": "≈", "over": ">", "under": "<", "at-least": "≥", "up-to": "≤"}
"""Signs for qualifiers, on cards and labels."""


class Ordinals(Struct, frozen=True):
    """The first ordinals as words, then patterns with {number} and {suffix}, `short` for cards."""

    words: tuple[str, ...]
    numbered: str
    short: str
    suffix: Callable[[int], str]

    def write(self, value: int, digits: Digits, *, short: bool = False) -> str:
        if value < 1:
            raise ValueError(f"{value} is no rank: ranks begin at 1")
        if value <= len(self.words) and not short:
            return self.words[value - 1].replace(" ", NO_BREAK_SPACE)
        pattern = self.short if short else self.numbered
        text = pattern.format(number=digits.write(Decimal(value)), suffix=self.suffix(value))
        return text.replace(" ", NO_BREAK_SPACE)


class Quantities(Struct, frozen=True, eq=False):
    """All tables that a language needs to write and to read quantities."""

    digits: Digits
    scales: tuple[Scale, ...]  # greatest first
    units: Mapping[str, Unit]
    ordinals: Ordinals
    qualifiers: Mapping[QuantityForm, Mapping[Qualifier, str]]
    # only read, in sources:
    also_qualifiers: Mapping[str, Qualifier]
    after_qualifiers: Mapping[str, Qualifier]  # after the number: "or more"
    also_scales: Mapping[str, int]
    number_words: Mapping[str, int]
    unread: tuple[str, ...]  # after a number they change it in a way that is not read: "hundred"
    currencies: tuple[str, ...]  # before the number
    joints: tuple[str, ...]  # between the ends of a range: as a sign, in words, and other words; ~ is a no-break space
    openers: tuple[str, ...]  # before the ends of a range
    fillers: tuple[str, ...]  # words before the number that change nothing
    singular: Callable[[Decimal], bool] = lambda number: abs(number) == 1  # which numbers take the noun for one

    def unit(self, unit: str, noun: Noun | None, form: QuantityForm, *, named: bool = False) -> Unit:
        """The unit by its name; `named`: with its own name for its symbol. ValueError if a noun is missing or
        superfluous."""
        known = self.units.get(unit)
        if not known and noun and noun.symbol:
            after = noun if named else Noun(noun.symbol, noun.symbol)
            return Unit(after=after, spaced=named or noun.symbol not in CLOSE, bound=True)
        if known and known is not COUNTED and noun:
            raise ValueError(f'the unit "{unit}" takes no noun ("{noun.other}")')
        if not known and not noun and form == "full":
            raise ValueError(f'the unit "{unit}" needs a noun: languages do not know it')
        return known or COUNTED

    def dozens(self, value: Value | None, unit: str, noun: Noun | None, form: QuantityForm) -> str:
        if value is not None:
            raise ValueError('the qualifier "dozens" takes no value')
        if self.units.get(unit, COUNTED) is not COUNTED:
            raise ValueError(f'"dozens" goes with things that are counted, not with the unit "{unit}"')
        if form == "full" and noun:
            return f"{self.qualifiers['full']['dozens']} {noun.other}"
        return self.qualifiers["number"]["dozens"]

    def rank(self, value: Value, qualifier: Qualifier, *, short: bool) -> str:
        if isinstance(value, Range) or value != value.to_integral_value():
            raise ValueError(f"{value} is no rank: ranks are whole numbers")
        if qualifier == "top":
            return self.digits.write(value)
        return self.ordinals.write(int(value), self.digits, short=short)

    def ends(self, shown: Sequence[ShownNumber], unit: Unit, least_decimals: int, *, in_words: bool) -> str:
        """The number, or both ends of a range: as words if `in_words` and both are small, else in digits."""
        joint, worded = (each.replace("~", NO_BREAK_SPACE) for each in self.joints[:2])
        words = [word for each in shown if in_words and (word := self.word(each.number, unit))]
        if len(words) == len(shown):
            return worded.join(words)
        digits = (self.digits.write(each.number, max(each.decimals, least_decimals)) for each in shown)
        return (worded if any(each.number < 0 for each in shown) else joint).join(digits)

    def figure(
        self, text: str, scale: Scale | None, unit: Unit, noun: Noun | None, form: QuantityForm, *, one: bool
    ) -> str:
        """The number in digits with its scale word, unit and noun; `one`: nouns are those for one thing."""
        if scale:
            text += NO_BREAK_SPACE + scale.word.replace(" ", NO_BREAK_SPACE)
        # On a card the unit may go to a line of its own; in running text it stays with its number.
        join = " " if form == "short" and not unit.bound else NO_BREAK_SPACE
        if unit.before:
            text = unit.before + join + text
        if word := unit.word(form):
            text += (join if unit.spaced else "") + (word.one if one else word.other)
        if noun and not noun.symbol and form == "full":
            text += (" " if scale else NO_BREAK_SPACE) + (noun.one if one else noun.other)
        return text

    def word(self, number: Decimal, unit: Unit) -> str | None:
        """The word for a count under ten; None if it is written in digits."""
        return _small_counts(self).get(number) if unit.worded else None

    def shown(
        self, value: Value, unit: Unit, qualifier: Qualifier, most_decimals: int | None = None, power: int | None = None
    ) -> tuple[ShownNumber, ...]:
        """The value as it is printed; of a range both ends, with one scale. ValueError for a qualifier of one end."""
        if not isinstance(value, Range):
            return (self._shown(value, unit, qualifier, most_decimals, power),)
        if qualifier not in RANGED:
            raise ValueError(f'a range cannot have the qualifier "{qualifier}"')
        if power is None:
            power = self.common_power(ends_of(value), unit, most_decimals)
        rules = zip(ends_of(value), _OF_ENDS, strict=True)
        ends = (self._shown(end, unit, rule, most_decimals, power) for end, rule in rules)
        return tuple(replace(end, qualifier=qualifier) for end in ends)

    def _shown(
        self, value: Decimal, unit: Unit, qualifier: Qualifier, most_decimals: int | None, power: int | None
    ) -> ShownNumber:
        """One number as it is printed. What would be rounded to zero is "under" the least that can be printed, or
        keeps the decimals that it needs if it is a bound or negative. Zeros with which a value was typed are kept."""
        number, scale = self.scaled(value, unit, most_decimals, qualifier, power)
        while value and not number and most_decimals is not None:
            if qualifier in RANGED and value > 0:
                return ShownNumber(Decimal((0, (1,), -most_decimals)), scale, most_decimals, "under")
            most_decimals += 1
            number, scale = self.scaled(value, unit, most_decimals, qualifier, power)
        decimals, exponent = decimals_needed(number), int(value.as_tuple().exponent)
        shift = scale.power if scale else 0
        # before a scale word, 31.30e9 has two decimals, 31300000000 those that it needs
        if (not shift or exponent > 0) and shifted(number, shift) == value:
            typed = shift - exponent
            decimals = max(decimals, typed if most_decimals is None else min(typed, most_decimals))
        return ShownNumber(number, scale, decimals, qualifier)

    def scaled(
        self, value: Decimal, unit: Unit, most_decimals: int | None, qualifier: Qualifier, power: int | None = None
    ) -> tuple[Decimal, Scale | None]:
        """The number and its scale word, if one makes it shorter and loses no decimals; or the word for `power`."""
        rule, size = _RULES.get(qualifier, ROUND_HALF_UP), abs(value)
        if power is not None:
            scale = next((scale for scale in self.scales if scale.power == power and value), None)
            number = shifted(value, -power) if scale else value
            return (number if most_decimals is None else rounded(number, most_decimals, rule)), scale
        scale = self._scale_of(size, unit)
        if most_decimals is not None:  # rounded at its own scale: 999.999.999 is then "1 tỷ", not "1.000 triệu"
            power = scale.power if scale else 0
            scale = self._scale_of(shifted(rounded(shifted(size, -power), most_decimals, rule), power), unit)
        number = shifted(value, -scale.power) if scale else value
        if most_decimals is not None:
            return rounded(number, most_decimals, rule), scale
        return (number, scale) if decimals_needed(number) <= MOST_DECIMALS else (value, None)

    def common_power(self, values: Sequence[Decimal], unit: Unit, most_decimals: int | None) -> int:
        """The power of ten that all values can have as a word (0: none): their own, or the greatest that suits all."""
        scales = (self.scaled(value, unit, most_decimals, "exactly")[1] for value in values if value)
        powers = {scale.power if scale else 0 for scale in scales}
        if len(powers) == 1:
            return powers.pop()
        greatest = self._scale_of(max(map(abs, values), default=Decimal(0)), unit)

        def suits(power: int) -> bool:
            most = MOST_DECIMALS if most_decimals is None else most_decimals
            numbers = [shifted(value, -power) for value in values]
            rounds = most_decimals is not None  # what is rounded may lose decimals, but not all of it
            return all(decimals_needed(number) <= most or (rounds and abs(number) >= 1) for number in numbers)

        usable = (scale.power for scale in self.scales if greatest and scale.power <= greatest.power)
        return next(filter(suits, usable), 0)

    def _scale_of(self, size: Decimal, unit: Unit) -> Scale | None:
        usable = (scale for scale in self.scales if scale.power <= unit.greatest)
        return next((scale for scale in usable if size >= shifted(Decimal(1), scale.power)), None)


@cache
def _small_counts(tables: Quantities) -> dict[Decimal, str]:
    """The words for whole numbers under ten."""
    return {Decimal(value): word for word, value in tables.number_words.items() if value < 10}

"""Today's texts with the values of former facts, for files whose list only says how figures of facts were printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from reports.facts import Account, Fact, Facts, Source
from reports.finished.current import CurrentTexts
from reports.finished.marks import Mark
from reports.finished.text import FIGURE
from reports.languages import LANGUAGES, Language, Qualifier, Value
from reports.languages.numbers import parse_value, plain_value

Former = tuple[Value | None, Qualifier]


def former_texts(current: CurrentTexts, printed: Iterable[Mark]) -> CurrentTexts | None:
    """What would be written today if facts had the values with which they were printed; None if all still have them."""
    facts, values = current.wording.facts, dict[str, Former]()
    for mark in printed:
        known = mark.kind == "fact" and mark.form == "full" and mark.ref in facts.facts
        if known and not current.todays_text(mark)[0] and (read := current.quantity(mark.printed)):
            values[mark.ref] = (read[0] and parse_value(plain_value(read[0])), read[1])
    if not values:
        return None
    before = replace(facts, facts={**facts.facts, **dict(_with_values(facts, values))})
    wordings = tuple(replace(wording, facts=before) for wording in current.wordings)
    return CurrentTexts(wordings, current.specs, current.pictures)


def _with_values(facts: Facts, values: Mapping[str, Former]) -> Iterator[tuple[str, Fact]]:
    for id_, (value, qualifier) in values.items():
        fact = facts.facts[id_]
        accounts = [_account(each, fact, value, qualifier, facts) for each in fact.accounts]
        yield id_, fact.model_copy(update={"value": value, "qualifier": qualifier, "accounts": accounts})


def _account(account: Account, fact: Fact, value: Value | None, qualifier: Qualifier, facts: Facts) -> Account:
    """What a source printed, if it printed the fact's value: the same words with the former figure."""
    source = facts.sources[account.source]
    language = LANGUAGES.get(source.language) if isinstance(source, Source) else None
    if account.value != fact.value or not isinstance(value, Decimal) or language is None:
        return account

    def former(figure: re.Match[str]) -> str:
        return language.number(value) if _number(figure[0], language) == account.value else figure[0]

    printed = FIGURE.sub(former, account.printed)
    return account.model_copy(update={"value": value, "qualifier": qualifier, "printed": printed})


def _number(figure: str, language: Language) -> Decimal | None:
    try:
        return language.read_number(figure)
    except ValueError:
        return None

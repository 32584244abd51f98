"""The languages that reports are written in: numbers, dates, units and lists of each, written and read."""

from __future__ import annotations

from collections.abc import Mapping

from reports.languages.english import ENGLISH
from reports.languages.language import Language
from reports.languages.model import (
    UNITS,
    DateForm,
    DocumentKind,
    Noun,
    OfficialType,
    OfficialWords,
    Qualifier,
    QuantityForm,
    Words,
)
from reports.languages.numbers import NO_BREAK_SPACE, Range, Value
from reports.languages.vietnamese import VIETNAMESE

__all__ = [
    "ALWAYS",
    "LANGUAGES",
    "LANGUAGE_CHOICES",
    "NO_BREAK_SPACE",
    "UNITS",
    "DateForm",
    "DocumentKind",
    "Language",
    "Noun",
    "OfficialType",
    "OfficialWords",
    "Qualifier",
    "QuantityForm",
    "Range",
    "Value",
    "Words",
]

LANGUAGES: Mapping[str, Language] = {"vi": VIETNAMESE, "en": ENGLISH}

ALWAYS = ("vi", "en")
"""The languages of every workspace. Any other is a workspace's own where it has a folder of templates."""

LANGUAGE_CHOICES: Mapping[str, tuple[str, ...]] = {**{code: (code,) for code in LANGUAGES}, "vi-en": ("vi", "en")}
"""The languages that a report can be built in, by the name for `--language`: one, or several side by side, the first
on the left. A report for an audience in one of these is a `Variant` of the pipeline."""

"""What is learnt of a template: what to write into brand.yaml, and what to tell whoever imports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Whole:
    """A value that takes the place of what stood there, instead of being merged into it."""

    value: Any


@dataclass(frozen=True, slots=True)
class Learnt:
    """Changes to brand.yaml, nested as it is, and sentences on what was taken and what is used instead of the rest."""

    changes: Mapping[str, Any]
    told: tuple[str, ...] = ()

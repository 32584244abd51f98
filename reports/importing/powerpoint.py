"""An organisation's .pptx → what of it goes into brand.yaml: size, layouts, placeholders, colours, fonts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.brand import Brand
from reports.importing.model import Learnt
from reports.importing.theme import theme_changes, theme_of
from reports.opening import Package


def learn(package: Package, brand: Brand, old: Mapping[str, Any]) -> Learnt:
    """What the template's first master and its layouts say."""
    return theme_changes(theme_of(package, package.main), {}, brand)

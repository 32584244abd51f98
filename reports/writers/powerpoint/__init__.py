"""Deck + media + brand → the parts of a .pptx, by name."""

from __future__ import annotations

from reports.writers.powerpoint.presentation import write

__all__ = ["write"]

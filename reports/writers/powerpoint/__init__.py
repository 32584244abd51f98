"""Deck + pictures of charts + reference → a presentation of python-pptx."""

from __future__ import annotations

from reports.writers.powerpoint.presentation import write

__all__ = ["write"]

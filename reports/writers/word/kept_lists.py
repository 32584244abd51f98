"""What the writer needs of the reference's lists."""

from reports.brand.word_reference.lists import KINDS

__all__ = ["KINDS"]

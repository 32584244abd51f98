"""What the writer needs of the reference's styles."""

from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE, box_indent

__all__ = ["POINTS_PER_MILLIMETRE", "box_indent"]

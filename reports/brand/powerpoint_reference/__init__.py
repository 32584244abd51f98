"""The .pptx with which decks begin, made from brand.yaml and, if it names one, an imported file."""

from reports.brand.powerpoint_reference.reference import (
    Cells,
    DeckLayout,
    DeckPlaceholder,
    DeckReference,
    Level,
    deck_reference,
    layout_faults,
)

__all__ = ["Cells", "DeckLayout", "DeckPlaceholder", "DeckReference", "Level", "deck_reference", "layout_faults"]

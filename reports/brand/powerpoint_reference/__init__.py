"""The brand → the .pptx that decks begin with: its own design, or an organisation's file as brand.yaml uses it."""

from reports.brand.powerpoint_reference.reference import (
    Cells,
    DeckLayout,
    DeckReference,
    Holder,
    Level,
    deck_reference,
    layout_faults,
)

__all__ = ["Cells", "DeckLayout", "DeckReference", "Holder", "Level", "deck_reference", "layout_faults"]

"""The document model, the walk through it, the Markdown reader, and the marks that figures carry into files."""

from reports.document.tree import children_of, facts_in, inlines_in, mapped, marked_in, source_of, texts_of, walk

__all__ = ["children_of", "facts_in", "inlines_in", "mapped", "marked_in", "source_of", "texts_of", "walk"]

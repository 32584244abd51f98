"""The document model, the Markdown reader, and the marks that figures carry into files."""

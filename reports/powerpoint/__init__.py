"""A document → slides with measured text → a presentation of python-pptx, written on a reference."""

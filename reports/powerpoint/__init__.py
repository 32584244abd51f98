"""A document → slides whose text is measured → a presentation of python-pptx, written on a reference."""

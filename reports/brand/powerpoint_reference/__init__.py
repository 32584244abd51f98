"""The .pptx with which decks begin, made from brand.yaml and, if it names one, an imported file.

`reference` gives it; `making` makes it, once for each brand and language: `brand_basis` makes master, layouts and
theme from the brand, `imported_basis` from the file that `imported` reads; `package` puts the parts together.
"""

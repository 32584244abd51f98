"""brand.yaml as one checked value; the references made from it and from imported files; measuring of text."""

from reports.brand.brand import Brand, Medium
from reports.brand.logo import Image, Logo
from reports.brand.model import BoxInches, BrandFile, ChartType, Insets, Roles, contrast, linear, luminance
from reports.brand.read import parse_brand, read_brand
from reports.brand.slides import Layout, Placeholder, Rule, SlideLooks, SlideText, TableLooks
from reports.brand.word import ListMark, Page, WordStyle
from reports.brand.word_reference.roles import Form

__all__ = [
    "BoxInches",
    "Brand",
    "BrandFile",
    "ChartType",
    "Form",
    "Image",
    "Insets",
    "Layout",
    "ListMark",
    "Logo",
    "Medium",
    "Page",
    "Placeholder",
    "Roles",
    "Rule",
    "SlideLooks",
    "SlideText",
    "TableLooks",
    "WordStyle",
    "contrast",
    "linear",
    "luminance",
    "parse_brand",
    "read_brand",
]

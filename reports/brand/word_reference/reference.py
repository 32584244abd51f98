"""The .docx on which documents in a form are written: the brand's parts joined with those of the imported file."""

from __future__ import annotations

from pathlib import Path

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from reports.brand.brand import Brand
from reports.brand.cache import Recipe, made, seen
from reports.brand.word_reference.model import Lists, Pages, Styles, WordReference
from reports.brand.word_reference.roles import Form

_LOOKS = ("name", "files", "fonts", "colours", "roles", "series", "word")
"""The fields of a brand on which a reference depends."""


def word_reference(brand: Brand, form: Form, folder: Path | None = None) -> WordReference:
    """The reference of a brand for a form, made once; `folder` is the cache folder, if it is to be stored.

    Raises Problems: the imported file cannot be read, or lacks styles that brand.yaml names.
    """

    def make() -> tuple[bytes, tuple[Styles, Lists, Pages]]:
        from reports.brand.word_reference.making import reference_made

        return reference_made(looks, form, brand)

    looks = _in_form(brand, form)
    made_of = f"{form} {seen(brand, _LOOKS)}"
    recipe = Recipe(made_of, folder, make)
    content, (styles, lists, pages) = made(recipe)
    # the brand is not stored: brands may differ in what the file does not hold, such as the logo
    return WordReference(looks, content, styles, lists, pages)


def _in_form(brand: Brand, form: Form) -> Brand:
    """The brand as documents in a form show it: an imported file has its own logo and heading numbers, or none."""
    looks = brand.in_form(form)
    if form == "house" and brand.files.word:
        word = looks.word.model_copy(update={"headings": []})
        return looks.model_copy(update={"word": word, "logo": None})
    word = looks.word.model_copy(update={"free_above": 0.0, "mapped": {}})
    return looks.model_copy(update={"word": word})


def add_part(source: Part | Package, called: str, type_: str, kind: str, content: bytes) -> Part:
    """A new part with a content, to which the source, a part or the package itself, is related."""
    package = source if isinstance(source, Package) else source.package
    part = Part(PackURI(f"/{called}"), type_, content, package)
    source.relate_to(part, kind)
    return part

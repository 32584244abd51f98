"""A brand: all of brand.yaml as one value, and its variants for slides, forms and several languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, PrivateAttr

from reports.brand.font_files import Font
from reports.brand.logo import Image, Logo
from reports.brand.model import BrandFiles, BrandModel, Charts, Colour, Fonts, OwnLooks, Roles, contrast
from reports.brand.slides import SlideLooks
from reports.brand.word import NUMBERED_HEADINGS, FormLooks, WordLooks
from reports.brand.word_reference.roles import Form
from reports.diagnostics import Place
from reports.files.yaml import YamlFile
from reports.workspace.files import Contact

Medium = Literal["house", "official", "slides"]
"""What charts are drawn for: a form of Word documents, or slides."""
GROWTH: Mapping[str, float] = {"airy": 1.3, "normal": 1, "dense": 0.4}
"""How much of its growth text on slides may take, by the density of an audience."""


class Brand(BrandModel):
    """The looks of documents."""

    name: str
    files: BrandFiles = BrandFiles.model_construct()
    fonts: Fonts
    colours: dict[str, Colour]
    roles: Roles
    series: list[str] = Field(min_length=1)
    charts: Charts
    word: WordLooks
    slides: SlideLooks
    logo: Logo | None = None
    contact: Contact | None = None
    _folder: Path = PrivateAttr(default=Path())
    _file: YamlFile | None = PrivateAttr(default=None)
    _images: Mapping[str, Image] = PrivateAttr(default_factory=dict)

    def place(self, *location: str | int) -> Place:
        """The place of a field in brand.yaml."""
        return self._file.place(location) if self._file else Place("brand.yaml")

    @property
    def images(self) -> Mapping[str, Image]:
        """The pictures of the logo by field ("file", "dark")."""
        return self._images

    def imported(self, kind: Literal["powerpoint", "word"]) -> Path | None:
        """The path of the imported file for a kind of document, if there is one."""
        named = getattr(self.files, kind)
        return self._folder / named.file if named else None

    @property
    def font(self) -> Font:
        """The font with which texts are measured and charts drawn."""
        return self.font_of(self.fonts)

    def font_of(self, fonts: Fonts) -> Font:
        """The font with which texts in these fonts are measured."""
        return tuple(self._folder / name for name in fonts.files) or fonts.measured_with

    def colour(self, name: str) -> str:
        """The colour "#RRGGBB" of a role or of a named colour."""
        return self.colours[getattr(self.roles, name, name)]

    def hex(self, name: str) -> str:
        """The same as "RRGGBB", as OOXML writes it."""
        return self.colour(name)[1:]

    def in_form(self, form: Form) -> Self:
        """The brand with the font, colours, pages and styles of a form of Word documents."""
        if form == "house":
            return self._with(self.word)
        looks = self.word.official
        fonts = self.fonts.model_copy(update={"body": self.fonts.official, "heading": "", "measure": 1.0})
        word = self.word.model_copy(update={name: getattr(looks, name) for name in FormLooks.model_fields})
        return self.model_copy(update={"fonts": fonts, "roles": looks.roles, "word": word})

    def with_numbered_headings(self) -> Self:
        """The brand with numbers for headings of the house form: its own, or 1., 1.1., 1.1.1."""
        word = self.word.model_copy(update={"headings": self.word.headings or list(NUMBERED_HEADINGS)})
        return self.model_copy(update={"word": word})

    def ragged(self) -> Self:
        """The brand with the lines of the administrative form unjustified."""
        styles = {
            role: style.model_copy(update={"align": "left"}) if style.align == "both" else style
            for role, style in self.word.official.styles.items()
        }
        official = self.word.official.model_copy(update={"styles": styles})
        return self.model_copy(update={"word": self.word.model_copy(update={"official": official})})

    def for_slides(self) -> Self:
        """The brand with the colours and fonts of slides."""
        return self._with(self.slides)

    def in_medium(self, medium: Medium) -> Self:
        """The brand with the colours and fonts of what a chart is drawn for."""
        return self if medium == "official" else self._with(self.slides if medium == "slides" else self.word)

    def _with(self, own: OwnLooks) -> Self:
        """The brand with a format's own colours and fonts in the place of its common ones."""
        if not (own.colours or own.roles or own.series or own.fonts):
            return self
        looks = {
            "colours": {**self.colours, **own.colours},
            **{name: getattr(own, name) or getattr(self, name) for name in ("roles", "series", "fonts")},
        }
        return self.model_copy(update=looks)

    def for_audience(self, accent: str | None, density: str) -> Self:
        """The brand whose slides have this colour in the place of that of headings, and text that grows so much.

        Slides with colours of their own keep these, unless the accent is one of them.
        """
        roles = self.roles.model_copy(update={"heading": accent}) if accent else self.roles
        text = {name: style.at_density(GROWTH[density]) for name, style in self.slides.text.items()}
        slides = self.slides if GROWTH[density] == 1 else self.slides.model_copy(update={"text": text})
        if slides.roles and accent in slides.colours:
            slides = slides.model_copy(update={"roles": slides.roles.model_copy(update={"heading": accent})})
        return self.model_copy(update={"roles": roles, "slides": slides})

    def on_paper(self) -> Self:
        """The brand with dark text on a light ground, where it has light text on a dark one."""
        if contrast(self.colour("ground"), "#FFFFFF") < contrast(self.colour("text"), "#FFFFFF"):
            return self
        dark = dict.fromkeys(("text", "heading", "accent", "secondary", "rule"), self.roles.ground)
        light = dict.fromkeys(("ground", "wash", "on_dark"), self.roles.text)
        return self.model_copy(update={"roles": self.roles.model_copy(update={**dark, **light})})

    def for_sides(self) -> Self:
        """The brand with the page for several languages side by side."""
        word = self.word.model_copy(update={"page": self.word.sides.page})
        return self.model_copy(update={"word": word})

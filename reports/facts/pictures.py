"""pictures.yaml → the pictures of a workspace, and the words of each in a language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from msgspec import Struct
from pydantic import AfterValidator

from reports.diagnostics import Findings, Place, Problems
from reports.document.model import plain
from reports.facts.fields import Code, FactsModel, Id, NonEmpty, Texts, fault
from reports.facts.read import Facts
from reports.facts.texts import facts_in, wrong_texts
from reports.facts.wording import Wording
from reports.files.yaml import YamlFile, check_model, read_yaml

FOLDER = "pictures"
RASTER_ENDINGS = (".jpg", ".jpeg", ".png")
ENDINGS = (*RASTER_ENDINGS, ".svg")
_FIGURES_IN = ("alt", "caption")
"""The texts whose figures are written by facts; credit and licence are printed as they are."""


def _picture_file(value: str) -> str:
    if Path(value).name != value or value.startswith(".") or "\\" in value or ":" in value:
        raise fault(f'"{value}" is no name of a file', "write the name of a file in seeds/pictures")
    if not value.endswith(ENDINGS):
        raise fault(f'"{value}" is no picture by its name', "save it as JPEG, PNG or SVG")
    return value


PictureFile = Annotated[NonEmpty, AfterValidator(_picture_file)]


class PictureEntry(FactsModel):
    """A picture that templates place: its file, or one for each language if there are words in it.

    `alt` says what it shows, `caption` why it is here; `credit` names who made it ("Photo: …"), `licence` the right by
    which it is used. A `whole` picture, such as a map, is never cropped on a slide.
    """

    file: PictureFile | dict[Code, PictureFile]
    alt: Texts
    caption: Texts
    credit: Texts
    licence: Texts
    whole: bool = False

    @property
    def has_words(self) -> bool:
        """Whether each language has a file of its own."""
        return isinstance(self.file, dict)

    @property
    def stays_whole(self) -> bool:
        return self.whole or self.has_words or str(self.file).endswith(".svg")

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(self.file.values()) if isinstance(self.file, dict) else (self.file,)

    def named(self, language: str) -> str:
        """The name of the file in a language."""
        return self.file[language] if isinstance(self.file, dict) else self.file

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its words name."""
        texts = (text for name in _FIGURES_IN for text in getattr(self, name).values())
        return tuple(dict.fromkeys(fact for text in texts for fact in facts_in(text)))


def picture_alternative(entry: PictureEntry, wording: Wording) -> str:
    """What a picture shows, in the language of the wording."""
    return plain(wording.sentence(entry.alt[wording.language.code]))


class PicturesFile(FactsModel):
    """pictures.yaml: the pictures by id."""

    pictures: dict[Id, PictureEntry]


class PictureSpecs(Struct, frozen=True):
    """The pictures of a workspace by id, the folder of their files, and the file that describes them."""

    entries: Mapping[str, PictureEntry]
    folder: Path
    yaml: YamlFile | None = None

    def place(self, picture: str, *at: str | int) -> Place | None:
        """The place of a picture in pictures.yaml, or of what is at `at` in it."""
        return self.yaml.place(("pictures", picture, *at)) if self.yaml else None


def read_pictures(seeds: Path, facts: Facts, shown: str = "seeds") -> PictureSpecs:
    """The pictures in pictures.yaml, none without that file; their own files are not opened. Raises Problems."""
    path, folder = seeds / "pictures.yaml", seeds / FOLDER
    if not path.exists():
        return PictureSpecs({}, folder)
    findings = Findings()
    yaml = read_yaml(path, f"{shown}/{path.name}", findings)
    file = check_model(PicturesFile, yaml, findings, {"languages": facts.languages}) if yaml else None
    if file is None:
        raise Problems(findings)
    found = PictureSpecs(file.pictures, folder, yaml)
    for id_, entry in file.pictures.items():
        for code in facts.languages if isinstance(entry.file, dict) else ():
            if code not in entry.file:
                message = f'the picture has no file for the language "{code}"'
                findings.error(message, found.place(id_, "file"), hint=f"write {code}: … beside the others")
        for name in _FIGURES_IN:
            for code, message, hint in wrong_texts(getattr(entry, name), facts.named):
                findings.error(message, found.place(id_, name, code), hint=hint)
    findings.check()
    return found

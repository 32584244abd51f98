"""The `logo:` part of brand.yaml: a PNG beside it, another one for dark grounds, and where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from reports.brand.model import Box, BrandModel, FileName
from reports.brand.png import size_of_png
from reports.brand.slides import SlideLooks
from reports.brand.word import WordLooks
from reports.diagnostics import Findings
from reports.files.bounded import Unreadable, bytes_of
from reports.files.yaml import YamlFile
from reports.languages import LANGUAGES

MOST_BYTES = 2_000_000


class Logo(BrandModel):
    """A logo: `dark` is its picture for dark grounds, which stay without one where it is not given.

    `alt` says what it shows, by language. On a briefing's first page it is `height` millimetres high; on slides it fits
    `box`, in inches, flush with the nearer edge. `digest` is filled in when the files are read.
    """

    file: FileName
    dark: FileName | None = None
    alt: dict[str, str] = Field(min_length=1)
    height: float = Field(gt=0, le=60)
    box: Box
    digest: str = ""

    @field_validator("alt")
    @classmethod
    def _says_something(cls, alt: dict[str, str]) -> dict[str, str]:
        for code, text in alt.items():
            if code not in LANGUAGES:
                context = {"code": code, "hint": f"known: {', '.join(LANGUAGES)}"}
                raise PydanticCustomError("language", 'no language is called "{code}"', context)
            if not text.strip():
                context = {"hint": "say in a few words what the logo shows"}
                raise PydanticCustomError("alt", "the text is empty", context)
        return alt

    def alternative(self, code: str) -> str:
        """What it shows, in a language, or in another one where that is not given."""
        return self.alt.get(code) or next(iter(self.alt.values()))


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a PNG with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    def fitted(self, box: Box, slide_width: float) -> Box:
        """The largest box of its shape inside `box`, at its top and its side that is nearer to the slide's edge."""
        left, top, width, height = box
        scale = min(width / self.width, height / self.height)
        wide, high = self.width * scale, self.height * scale
        at_right = left + width / 2 > slide_width / 2
        return (left + width - wide if at_right else left, top, wide, high)


def read_images(logo: Logo, folder: Path, file: YamlFile, findings: Findings) -> Mapping[str, Image]:
    """The pictures of the logo by field ("file", "dark"); complaints of those that are missing or no sound PNG."""
    found: dict[str, Image] = {}
    for field in ("file", "dark"):
        name = getattr(logo, field)
        if not name:
            continue
        place = file.place(("logo", field))
        try:
            content = bytes_of(folder / name, MOST_BYTES)
            width, height = size_of_png(content)
        except Unreadable as error:
            findings.error(f'the logo "{name}" {error}', place, hint="put a PNG of up to 2 MB there, beside brand.yaml")
        except ValueError as error:
            findings.error(f'the logo "{name}" {error}', place, hint="save it as PNG once more")
        else:
            found[field] = Image(content, width, height)
    return found


def digest_of(images: Mapping[str, Image]) -> str:
    """What tells these pictures from others."""
    return hashlib.sha256(b"\0".join(image.content for image in images.values())).hexdigest()


def check_width(logo: Logo, images: Mapping[str, Image], word: WordLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of a logo that is wider than the column of a briefing."""
    image, column = images.get("file"), min(word.page.column, word.sides.page.column)
    wide = logo.height * image.width / image.height if image else 0
    if image and wide > column:
        most = column * image.height / image.width
        message = f"the logo would be {wide:.0f} mm wide, and the column has {column:.0f} mm"
        findings.error(message, file.place(("logo", "height")), hint=f"let it be {most:.1f} mm high at most")


def check_room(logo: Logo, slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of a logo that stands off the slide, or over what is written there."""
    place = file.place(("logo", "box"))
    left, top, width, height = logo.box
    if min(logo.box) < 0 or left + width > slides.size[0] or top + height > slides.size[1]:
        findings.error("the logo reaches over the edge of the slide", place)
    covered = sorted({box for layout in slides.layouts for box in _covered(logo, slides, layout)})
    if covered:
        hint = "move it, or make these boxes smaller in slides.frame and slides.layouts"
        findings.error(f"the logo stands over {', '.join(covered)}", place, hint=hint)


def _covered(logo: Logo, slides: SlideLooks, layout: str) -> Iterator[str]:
    """The boxes of a layout that the logo would cover, if it stands on the layout."""
    if slides.layouts[layout].ground != slides.frame.ground and not logo.dark:
        return
    left, top, width, height = logo.box
    for name, (x, y, wide, high) in slides.boxes(layout).items():
        if left < x + wide and x < left + width and top < y + high and y < top + height:
            yield f'"{name}" ({layout})'

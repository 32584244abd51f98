"""The `logo:` part of brand.yaml: a PNG, another one for dark grounds, and their size and position."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from reports.brand.model import Box, BrandModel, FileName
from reports.brand.slides import SlideLooks
from reports.brand.word import WordLooks
from reports.diagnostics import Findings
from reports.files.bounded import Unreadable, bytes_of
from reports.files.pictures import kind_of
from reports.files.yaml import YamlFile
from reports.languages import LANGUAGES

MOST_BYTES = 2_000_000
MOST_PIXELS = 25_000_000
MOST_TIMES = 20
"""The largest ratio of width and height, or of height and width."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
"""The exceptions of Pillow for a damaged PNG."""


class Logo(BrandModel):
    """A logo. `dark` is its picture for dark grounds; without it they have no logo.

    `alt` describes it, by language. On a briefing's first page it is `height` millimetres high; on slides it fits
    `box`, in inches, flush with the nearer edge. `digest` is set when the files are read.
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
        """The description in a language, or in another one if there is none in it."""
        return self.alt.get(code) or next(iter(self.alt.values()))


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a PNG with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    def fitted(self, box: Box, slide_width: float) -> Box:
        """The largest box of its shape inside `box`, at the top and at the side nearer to the edge of the slide."""
        left, top, width, height = box
        scale = min(width / self.width, height / self.height)
        wide, high = self.width * scale, self.height * scale
        at_right = left + width / 2 > slide_width / 2
        return (left + width - wide if at_right else left, top, wide, high)


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels. Raises ValueError if it is damaged, too large or a mere line."""
    from PIL.PngImagePlugin import PngImageFile

    if kind_of(content) != "png":
        raise ValueError("is no PNG")
    try:
        with warnings.catch_warnings(action="ignore"):  # of animations, whose first picture is shown
            with PngImageFile(io.BytesIO(content)) as picture:
                width, height = picture.size
                picture.verify()  # the checksums of all parts, without decoding pixels
            sensible = width * height <= MOST_PIXELS and max(width, height) <= MOST_TIMES * min(width, height)
            if sensible:
                with PngImageFile(io.BytesIO(content)) as picture:
                    picture.load()
    except _BROKEN:
        raise ValueError("is damaged or cut off") from None
    if not sensible:
        most = f"at most {MOST_PIXELS:,} pixels, and {MOST_TIMES} times as wide as high or the reverse"
        raise ValueError(f"has {width:,} × {height:,} pixels; {most}, can be used")
    return width, height


def read_images(logo: Logo, folder: Path, file: YamlFile, findings: Findings) -> Mapping[str, Image]:
    """The pictures of the logo by field ("file", "dark"), with errors for missing and damaged ones."""
    found: dict[str, Image] = {}
    for field in ("file", "dark"):
        name = getattr(logo, field)
        if not name:
            continue
        place = file.place(("logo", field))
        try:
            content = bytes_of(folder / name, MOST_BYTES)
            width, height = png_size(content)
        except Unreadable as error:
            findings.error(f'the logo "{name}" {error}', place, hint="put a PNG of up to 2 MB there, beside brand.yaml")
        except ValueError as error:
            findings.error(f'the logo "{name}" {error}', place, hint="save it as PNG once more")
        else:
            found[field] = Image(content, width, height)
    return found


def digest_of(images: Mapping[str, Image]) -> str:
    """The hash of these pictures."""
    return hashlib.sha256(b"\0".join(image.content for image in images.values())).hexdigest()


def check_width(logo: Logo, images: Mapping[str, Image], word: WordLooks, file: YamlFile, findings: Findings) -> None:
    """Add an error if the logo is wider than the column of a briefing."""
    image, column = images.get("file"), min(word.page.column, word.sides.page.column)
    wide = logo.height * image.width / image.height if image else 0
    if image and wide > column:
        most = column * image.height / image.width
        message = f"the logo would be {wide:.0f} mm wide, and the column has {column:.0f} mm"
        findings.error(message, file.place(("logo", "height")), hint=f"make it at most {most:.1f} mm high")


def check_room(logo: Logo, slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Add errors if the logo is off the slide or covers boxes."""
    place = file.place(("logo", "box"))
    left, top, width, height = logo.box
    if min(logo.box) < 0 or left + width > slides.size[0] or top + height > slides.size[1]:
        findings.error("the logo reaches over the edge of the slide", place)
    covered = sorted({box for layout in slides.layouts for box in _covered(logo, slides, layout)})
    if covered:
        hint = "move it, or make these boxes smaller in slides.frame and slides.layouts"
        findings.error(f"the logo covers {', '.join(covered)}", place, hint=hint)


def _covered(logo: Logo, slides: SlideLooks, layout: str) -> Iterator[str]:
    """The boxes of a layout that the logo would cover."""
    if slides.layouts[layout].ground != slides.frame.ground and not logo.dark:
        return
    left, top, width, height = logo.box
    for name, (x, y, wide, high) in slides.boxes(layout).items():
        if left < x + wide and x < left + width and top < y + high and y < top + height:
            yield f'"{name}" ({layout})'

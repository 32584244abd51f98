"""The `logo:` part of brand.yaml: a PNG, another one for dark grounds, and their size and position."""

from msgspec import Struct
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from reports.brand.model import BoxInches, BrandModel, FileName
from reports.files.pictures import made_ready, measured
from reports.languages import LANGUAGES

MOST_BYTES = 2_000_000
MOST_PIXELS = 25_000_000
_MOST_ACROSS = 2000
"""The most pixels across and down that documents get: more than 220 an inch at the largest size of a logo."""


class Logo(BrandModel):
    """A logo. `dark` is its picture for dark grounds; without it they have no logo.

    `alt` describes it, by language. On a briefing's first page it is `height` millimetres high; on slides it fits
    `box`, in inches, flush with the nearer edge.
    """

    file: FileName
    dark: FileName | None = None
    alt: dict[str, str] = Field(min_length=1)
    height: float = Field(gt=0, le=60)
    box: BoxInches

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


class Image(Struct, frozen=True):
    """The bytes of a PNG with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    def fitted(self, box: BoxInches, slide_width: float) -> BoxInches:
        """The largest box of its shape inside `box`, at the top and at the side nearer to the edge of the slide."""
        left, top, width, height = box
        scale = min(width / self.width, height / self.height)
        wide, high = self.width * scale, self.height * scale
        at_right = left + width / 2 > slide_width / 2
        return (left + width - wide if at_right else left, top, wide, high)


def logo_image(content: bytes) -> Image:
    """The picture of a logo, made ready for documents. Raises BadPicture if it cannot be used."""
    raster = measured(content, MOST_PIXELS, ("png",))
    return Image(made_ready(content, raster, (_MOST_ACROSS, _MOST_ACROSS)), raster.width, raster.height)

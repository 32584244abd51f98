"""The `logo:` part of brand.yaml: a PNG beside it, another one for dark grounds, and where they stand."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from reports.brand.model import FileName, Model
from reports.brand.slides import Box, SlideLooks
from reports.diagnostics import Findings
from reports.yaml_reader import YamlFile

MOST_BYTES = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8xI4sII")  # PNG (ISO/IEC 15948): signature, then the length, name, width, height of IHDR


class Logo(Model):
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
    """The pictures of the logo by field ("file", "dark"); complaints of those that are missing or no PNG."""
    found: dict[str, Image] = {}
    for field in ("file", "dark"):
        name = getattr(logo, field)
        if not name:
            continue
        place = file.place(("logo", field))
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            findings.error(
                f'the logo "{name}" cannot be read: {error.strerror}', place, hint="put it beside brand.yaml"
            )
            continue
        if not content.startswith(_PNG) or len(content) < _HEADER.size or len(content) > MOST_BYTES:
            most = f"{MOST_BYTES // 1_000_000} MB"
            findings.error(f'the logo "{name}" is no PNG of up to {most}', place, hint="save it as PNG")
            continue
        _, kind, width, height = _HEADER.unpack_from(content)
        if kind != b"IHDR" or not width or not height:
            findings.error(f'the logo "{name}" is damaged', place, hint="save it anew as PNG")
            continue
        found[field] = Image(content, width, height)
    return found


def digest_of(images: Mapping[str, Image]) -> str:
    """What tells these pictures from others."""
    return hashlib.sha256(b"\0".join(image.content for image in images.values())).hexdigest()


def check_room(logo: Logo, slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of a logo that stands off the slide, or over what is written there."""
    place = file.place(("logo", "box"))
    left, top, width, height = logo.box
    if min(logo.box) < 0 or left + width > slides.size[0] or top + height > slides.size[1]:
        findings.error("the logo reaches over the edge of the slide", place)
    covered = sorted({box for layout in _shown_on(logo, slides) for box in _covered(logo, slides, layout)})
    if covered:
        findings.error(
            f"the logo stands over {', '.join(covered)}", place,
            hint="move it, or make these boxes smaller in slides.frame and slides.layouts",
        )  # fmt: skip


def _shown_on(logo: Logo, slides: SlideLooks) -> Iterator[str]:
    """The layouts on which it stands."""
    for key, layout in slides.layouts.items():
        if layout.ground == slides.frame.ground or logo.dark:
            yield key


def _covered(logo: Logo, slides: SlideLooks, layout: str) -> Iterator[str]:
    left, top, width, height = logo.box
    for name, (x, y, wide, high) in slides.boxes(layout).items():
        if left < x + wide and x < left + width and top < y + high and y < top + height:
            yield f'"{name}" ({layout})'

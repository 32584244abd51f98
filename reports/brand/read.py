"""Read brand.yaml as a checked brand, with the pictures of its logo."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reports.brand.brand import Brand
from reports.brand.checks import check_brand, is_off_slide
from reports.brand.logo import MOST_BYTES, Image, Logo, logo_image
from reports.brand.slides import PHOTO
from reports.diagnostics import Findings, Problems, ordered
from reports.files.bounded import Unreadable, bytes_of
from reports.files.pictures import BadPicture
from reports.files.yaml import YamlFile, check_model, parse_yaml, read_yaml

_MOST_IMPORTED = 200_000_000
"""The size in bytes of the largest imported file."""


def read_brand(path: Path, shown: str) -> Brand:
    """The brand at `path`. Raises Problems: unknown names, too little contrast, wrong fields, an imported file that is
    missing or has changed."""
    findings = Findings()
    brand = _checked(read_yaml(path, shown, findings), path.parent, findings)
    _check_files(brand, findings)
    if brand.logo:
        _check_room(brand, brand.logo, findings)
        brand._images = dict(_images(brand, brand.logo, findings))
        _check_width(brand, brand.logo, findings)
    findings.check()
    return brand


def parse_brand(raw: bytes, shown: str, folder: Path) -> Brand:
    """The brand in the bytes of a brand.yaml in `folder`; the files beside it are not checked."""
    findings = Findings()
    brand = _checked(parse_yaml(raw, shown, findings), folder, findings)
    findings.check()
    return brand


def _checked(file: YamlFile | None, folder: Path, findings: Findings) -> Brand:
    """The brand in a file, with findings. Raises Problems if it cannot be read."""
    brand = check_model(Brand, file, findings) if file else None
    if brand is None:
        raise Problems(ordered(findings))
    brand._folder, brand._file = folder, file
    check_brand(brand, findings)
    return brand


def _check_files(brand: Brand, findings: Findings) -> None:
    """Add errors for imported files that are missing or have changed since."""
    for kind in ("powerpoint", "word"):
        path, named = brand.imported(kind), getattr(brand.files, kind)
        if path is None:
            continue
        place = brand.place("files", kind, "file")
        try:
            found = sha256(bytes_of(path, _MOST_IMPORTED)).hexdigest()
        except Unreadable as error:
            hint = "put it back beside brand.yaml, or run songngu brand import again"
            findings.error(f'the reference "{named.file}" {error}', place, hint=hint)
            continue
        if found != named.sha256:
            hint = "put the imported file back (imports keep it as .before), or run songngu brand import again"
            findings.error(f'the reference "{named.file}" has changed since it was imported', place, hint=hint)


def _images(brand: Brand, logo: Logo, findings: Findings) -> Iterator[tuple[str, Image]]:
    """The pictures of the logo by field ("file", "dark"), with errors for missing and damaged ones."""
    for field, name in (("file", logo.file), ("dark", logo.dark)):
        if not name:
            continue
        place = brand.place("logo", field)
        try:
            yield field, logo_image(bytes_of(brand._folder / name, MOST_BYTES))
        except Unreadable as error:
            findings.error(f'the logo "{name}" {error}', place, hint="put a PNG of up to 2 MB there, beside brand.yaml")
        except BadPicture as error:
            findings.error(
                f'the logo "{name}" {error}', place, hint="save it as PNG once more, in a usual size and shape"
            )


def _check_width(brand: Brand, logo: Logo, findings: Findings) -> None:
    """Add an error if the logo is wider than the column of a briefing."""
    image, column = brand.images.get("file"), min(brand.word.page.column, brand.word.sides.page.column)
    wide = logo.height * image.width / image.height if image else 0
    if image and wide > column:
        most = column * image.height / image.width
        message = f"the logo would be {wide:.0f} mm wide, and the column has {column:.0f} mm"
        findings.error(message, brand.place("logo", "height"), hint=f"make it at most {most:.1f} mm high")


def _check_room(brand: Brand, logo: Logo, findings: Findings) -> None:
    """Add errors if the logo is off the slide or covers boxes; an imported file for slides has its own."""
    if brand.files.powerpoint:
        return
    place = brand.place("logo", "box")
    if is_off_slide(logo.box, brand.slides):
        findings.error("the logo reaches over the edge of the slide", place)
    covered = sorted({box for layout in brand.slides.layouts for box in _covered(brand, logo, layout)})
    if covered:
        hint = "move it, or make these boxes smaller in slides.frame and slides.layouts"
        findings.error(f"the logo covers {', '.join(covered)}", place, hint=hint)


def _covered(brand: Brand, logo: Logo, layout: str) -> Iterator[str]:
    """The boxes of a layout that the logo would cover."""
    slides = brand.slides
    if slides.layouts[layout].ground != slides.frame.ground and not logo.dark:
        return
    left, top, width, height = logo.box
    for name, (x, y, wide, high) in slides.boxes(layout).items():
        if name != PHOTO and left < x + wide and x < left + width and top < y + high and y < top + height:
            yield f'"{name}" ({layout})'

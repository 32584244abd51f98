"""Reading of brand.yaml as a checked brand."""

from __future__ import annotations

from pathlib import Path

from reports.brand.brand import Brand
from reports.brand.checks import check_brand, check_files
from reports.brand.logo import check_room, check_width, digest_of, read_images
from reports.diagnostics import Findings, Problems
from reports.files.yaml import YamlFile, check_model, parse_yaml, read_yaml


def read_brand(path: Path, shown: str) -> Brand:
    """The brand at `path`. Raises Problems: unknown names, too little contrast, wrong fields, an imported file that is
    missing or has changed."""
    findings = Findings()
    file = read_yaml(path, shown, findings)
    brand = _checked(file, path.parent, findings)
    if brand and file:
        check_files(brand, file, findings)
        brand = _with_logo(brand, file, findings)
    return _sound(brand, findings)


def _with_logo(brand: Brand, file: YamlFile, findings: Findings) -> Brand:
    """The brand with the pictures of its logo; an imported file for slides has its own."""
    if brand.logo is None:
        return brand
    if brand.files.powerpoint is None:
        check_room(brand.logo, brand.slides, file, findings)
    images = read_images(brand.logo, brand._folder, file, findings)
    check_width(brand.logo, images, brand.word, file, findings)
    read = brand.model_copy(update={"logo": brand.logo.model_copy(update={"digest": digest_of(images)})})
    read._images = images
    return read


def parse_brand(raw: bytes, shown: str, folder: Path) -> Brand:
    """The brand in the bytes of a brand.yaml in `folder`; imported files are not checked."""
    findings = Findings()
    return _sound(_checked(parse_yaml(raw, shown, findings), folder, findings), findings)


def _sound(brand: Brand | None, findings: Findings) -> Brand:
    findings.check()
    if brand is None:
        raise Problems(findings)
    return brand


def _checked(file: YamlFile | None, folder: Path, findings: Findings) -> Brand | None:
    """The brand in a file, or None and findings."""
    brand = check_model(Brand, file, findings) if file else None
    if brand and file:
        brand._folder, brand._file = folder, file
        check_brand(brand, file, findings)
    return brand

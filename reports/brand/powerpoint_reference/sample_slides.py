"""The masters of an organisation's .pptx and its sample slides, which show what the brand is."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from reports.brand.theme import Theme, theme_in
from reports.files.archive import Package
from reports.files.namespaces import full


def masters_of(package: Package) -> list[str]:
    """The parts of the slide masters, in the order of the file."""
    return _listed(package, "p:sldMasterIdLst")


def slides_of(package: Package) -> list[str]:
    """The parts of the sample slides, in the order of the file."""
    return _listed(package, "p:sldIdLst")


def _listed(package: Package, name: str) -> list[str]:
    root, relations = package.xml(package.main), package.relations(package.main)
    listed = root.iterfind(f"{full(name)}/*") if root is not None else ()
    targets = [relations[id_].target for each in listed if (id_ := each.get(full("r:id"), "")) in relations]
    return [part for part in dict.fromkeys(targets) if part in package.names]


def most_used_master(package: Package) -> int:
    """The number, from 1, of the master that most sample slides after the first one have; that of the first one, or the
    first master, if there are no more."""
    slides = [master_of(package, slide) for slide in slides_of(package)]
    masters = masters_of(package)
    used = Counter(name for name in slides[1:] or slides if name in masters)
    return masters.index(used.most_common(1)[0][0]) + 1 if used else 1


def samples_of(package: Package, master: str) -> list[str]:
    """The names of the layouts of the sample slides of a master."""
    slides = [each for each in slides_of(package) if master_of(package, each) == master]
    layouts = [next(package.related_xml(slide, "slideLayout"), None) for slide in slides]
    sheets = [layout.find(full("p:cSld")) for layout in layouts if layout is not None]
    return [sheet.get("name", "").strip() for sheet in sheets if sheet is not None]


def master_of(package: Package, slide: str) -> str:
    """The part of the master of a slide."""
    layout = next(package.related(slide, "slideLayout"), "")
    return next(package.related(layout, "slideMaster"), "") if layout else ""


def theme_of(package: Package, master: str) -> Theme:
    """The theme of a master; its colours by slot and by the names that the master gives them."""
    theme = theme_in(next(package.related_xml(master, "theme"), None))
    root = package.xml(master)
    mapping = root.find(full("p:clrMap")) if root is not None else None
    named = {str(name): str(slot) for name, slot in mapping.items()} if mapping is not None else {}
    return replace(
        theme, colours={**theme.colours, **{name: theme.colours.get(slot, "") for name, slot in named.items()}}
    )

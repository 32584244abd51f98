"""A deck → the whole package: presentation, slides, media, the reference parts, and the file's properties."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from reports.brand import Brand
from reports.document import plain
from reports.foreign.names import SPACES
from reports.languages import Language
from reports.slides import Deck, PictureFill
from reports.writers.powerpoint.holders import (
    MASTER,
    MASTER_ID,
    NAMESPACE,
    NOTES_MASTER,
    NOTES_SIZE,
    TABLE_STYLES,
    THEME,
    TYPE,
)
from reports.writers.powerpoint.looks import levels
from reports.writers.powerpoint.parts import (  # fmt: skip
    OFFICE,
    PACKAGE,
    Part,
    Relation,
    add,
    files,
    link,
    root,
    serialised,
)
from reports.writers.powerpoint.reference import Reference, reference
from reports.writers.powerpoint.sheets import EMU_PER_INCH
from reports.writers.powerpoint.slide import Setting, slide_parts

if TYPE_CHECKING:
    from reports.charts import Media

FIRST_SLIDE_ID = 256
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
SETTINGS = ("presProps", "viewProps")
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_CORE, _XSI = f"{PACKAGE}/metadata/core-properties", "http://www.w3.org/2001/XMLSchema-instance"


def write(
    deck: Deck,
    media: Mapping[str, Media],
    brand: Brand,
    language: Language,
    *,
    prepared: Reference | None = None,
) -> dict[str, bytes]:
    """The parts of the .pptx by name. `prepared` is `reference(brand, language)`, where many decks share it."""
    ready = prepared or reference(brand, language)
    charts = dict.fromkeys(
        fill.chart for slide in deck.slides for _, fill in slide.fills if isinstance(fill, PictureFill)
    )
    pictures = {chart: (f"ppt/media/image{n}.png", f"ppt/media/image{n}.svg") for n, chart in enumerate(charts, 1)}
    setting = Setting(brand, language, ready, media, pictures)
    parts = [_presentation(deck, brand, ready), *_properties(deck, language), *ready.parts]
    for chart, (png, svg) in pictures.items():
        parts += [Part(png, "", media[chart].png), Part(svg, "", media[chart].svg)]
    for number, slide in enumerate(deck.slides, 1):
        parts += slide_parts(slide, number, setting)
    return files(
        parts,
        (
            Relation("officeDocument", "ppt/presentation.xml"),
            Relation(f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            Relation("extended-properties", "docProps/app.xml"),
        ),
    )


def _presentation(deck: Deck, brand: Brand, ready: Reference) -> Part:
    """The part that lists the masters, the slides and the sections."""
    looks = brand.slides
    slides = len(deck.slides)
    element = root("p:presentation", saveSubsetFonts="1", autoCompressPictures="0")
    masters = add(element, "p:sldMasterIdLst")
    link(add(masters, "p:sldMasterId", id=str(MASTER_ID)), "id", 1)
    link(add(add(element, "p:notesMasterIdLst"), "p:notesMasterId"), "id", 2)
    listed = add(element, "p:sldIdLst")
    for number in range(slides):
        link(add(listed, "p:sldId", id=str(FIRST_SLIDE_ID + number)), "id", 3 + number)
    width, height = map(str, ready.size)
    add(element, "p:sldSz", cx=width, cy=height)
    wide, high = (str(round(side * EMU_PER_INCH)) for side in NOTES_SIZE)
    add(element, "p:notesSz", cx=wide, cy=high)
    if ready.default_text is not None:
        element.append(copy.deepcopy(ready.default_text))
    else:  # text in tables takes its size and pitch from here, not from the table's placeholder
        styles = [looks.text[name] for name in looks.placeholders["table"].levels] * 9
        levels(add(element, "p:defaultTextStyle"), brand, styles, "left", "mn")
    _sections(element, deck)
    relations = (
        Relation("slideMaster", MASTER),
        Relation("notesMaster", NOTES_MASTER),
        *(Relation("slide", f"ppt/slides/slide{number}.xml") for number in range(1, slides + 1)),
        *(Relation(name, f"ppt/{name}.xml") for name in SETTINGS),
        Relation("theme", THEME),
        Relation("tableStyles", TABLE_STYLES),
    )
    return Part("ppt/presentation.xml", f"{TYPE}.presentation.main+xml", serialised(element), relations)


def _sections(element: etree._Element, deck: Deck) -> None:
    """Each section with the ids of its slides; its own id comes from its name and place."""
    extension = add(add(element, "p:extLst"), "p:ext", uri=SECTIONS)
    prefix = f"{{{SPACES['p14']}}}"
    listed = etree.SubElement(extension, f"{prefix}sectionLst", nsmap={"p14": SPACES["p14"]})
    numbered = groupby(enumerate(deck.slides), key=lambda pair: pair[1].section)
    for number, (name, slides) in enumerate(numbered):
        identity = str(uuid.uuid5(NAMESPACE, f"{deck.report}/{deck.language}/{number}/{name}")).upper()
        section = etree.SubElement(listed, f"{prefix}section", {"name": name, "id": f"{{{identity}}}"})
        ids = etree.SubElement(section, f"{prefix}sldIdLst")
        for index, _ in slides:
            etree.SubElement(ids, f"{prefix}sldId", {"id": str(FIRST_SLIDE_ID + index)})


def _properties(deck: Deck, language: Language) -> Iterator[Part]:
    """The file's properties: title, language, agency, and the report's own date for all dates."""
    meta = deck.meta
    core = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    moment = f"{meta.date.isoformat()}T00:00:00Z"
    texts = (
        (_DC, "title", plain(meta.title)),
        (_DC, "subject", plain(meta.subtitle)),
        (_DC, "creator", plain(meta.agency)),
        (_CORE, "keywords", ", ".join(meta.keywords)),
        (_CORE, "contentStatus", plain(meta.status)),
        (_CORE, "lastModifiedBy", plain(meta.agency)),
        (_CORE, "revision", "1"),
        (_TERMS, "created", moment),
        (_TERMS, "modified", moment),
        (_DC, "language", language.tag),
        (_CORE, "version", meta.version),
    )
    for namespace, name, text in texts:
        if text:
            field = etree.SubElement(core, f"{{{namespace}}}{name}")
            field.text = text
            if namespace == _TERMS:
                field.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    yield Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", serialised(core))
    namespace = f"{OFFICE}/extended-properties"
    app = etree.fromstring(f'<Properties xmlns="{namespace}"/>')
    for name, text in (("Application", "songngu"), ("Slides", str(len(deck.slides))), ("Company", plain(meta.agency))):
        if text:
            etree.SubElement(app, f"{{{namespace}}}{name}").text = text
    yield Part(
        "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", serialised(app)
    )

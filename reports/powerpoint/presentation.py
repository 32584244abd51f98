"""A deck → its presentation: the reference with slides, pictures, sections and the properties of the file."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

import pptx
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.image import ImagePart
from pptx.presentation import Presentation

from reports.brand.powerpoint_reference.looks import parsed
from reports.brand.powerpoint_reference.reference import NAMESPACE, DeckReference
from reports.charts.model import EmbeddedChart
from reports.document import marked_in
from reports.document.fingerprints import sentences_part
from reports.document.marks import kept_properties
from reports.document.model import Inlines, MadeFor, Marked, Trace, plain
from reports.document.properties import custom_properties, extended_properties, set_core_properties
from reports.files.pictures import CONTENT_TYPES, kind_of
from reports.files.xml_text import Xml, element, joined
from reports.languages import Language
from reports.powerpoint.slide import DeckSetting, PlacedImage, slide_part
from reports.powerpoint.slides.model import Deck, PictureFill, Slide, TableFill, TextFill

if TYPE_CHECKING:
    from reports.charts.model import Visual

FIRST_SLIDE_ID = 256
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write(deck: Deck, media: Mapping[str, Visual], reference: DeckReference, language: Language) -> Presentation:
    """The presentation of a deck; `media` are its charts and pictures by name."""
    presentation = pptx.Presentation(io.BytesIO(reference.content))
    package = presentation.part.package
    setting = DeckSetting(
        package,
        reference,
        [layout.part for layout in presentation.slide_layouts],
        presentation.part.notes_master_part,
        dict(_images(deck, media, package)),
        language,
    )
    parts = [slide_part(slide, number, setting) for number, slide in enumerate(deck.slides, 1)]
    ids = _related(presentation, parts)
    listed = "".join(f'<p:sldId id="{FIRST_SLIDE_ID + n}" r:id="{id_}"/>' for n, id_ in enumerate(ids))
    root = presentation._element
    root.replace(root.get_or_add_sldIdLst(), parsed(Xml(f"<p:sldIdLst>{listed}</p:sldIdLst>")))
    root.append(parsed(_sections(deck)))
    _set_properties(presentation, deck, reference, language)
    return presentation


def _images(
    deck: Deck, media: Mapping[str, Visual], package: Package
) -> Iterator[tuple[str, PlacedImage | EmbeddedChart]]:
    """The parts of each picture and drawn chart, in the order in which they are shown."""
    shown = (fill.name for slide in deck.slides for fill in slide.fills.values() if isinstance(fill, PictureFill))
    for number, image in enumerate(dict.fromkeys(shown), 1):
        made, name = media[image], f"/ppt/media/image{number}"
        if isinstance(made, EmbeddedChart):  # has a part on each slide
            yield image, made
            continue
        kind = kind_of(made.raster)
        raster = ImagePart(PackURI(f"{name}.{kind}"), CONTENT_TYPES[kind], package, made.raster)
        svg = Part(PackURI(f"{name}.svg"), CONTENT_TYPES["svg"], package, made.svg) if made.svg else None
        yield image, PlacedImage(raster, svg, made.width / made.height)


def _related(presentation: Presentation, slides: Sequence[Part]) -> Sequence[str]:
    """Relate the presentation to its slides, all at once, and return the ids of the relationships."""
    part = presentation.part
    listed = parse_xml(part.rels.xml)
    ids = [f"rId{number}" for number in range(len(part.rels) + 1, len(part.rels) + len(slides) + 1)]
    for id_, slide in zip(ids, slides, strict=True):
        listed.add_rel(id_, RT.SLIDE, slide.partname.relative_ref(part.partname.baseURI))
    known = [relation.target_part for relation in part.rels.values()]
    part.rels.load_from_xml(part.partname.baseURI, listed, {each.partname: each for each in (*known, *slides)})
    return ids


def _sections(deck: Deck) -> Xml:
    """Each section with the ids of its slides; its own id is made from its name and number."""
    sections = []
    numbered = groupby(enumerate(deck.slides), key=lambda pair: pair[1].section)
    for number, (name, slides) in enumerate(numbered):
        identity = str(uuid.uuid5(NAMESPACE, f"{deck.report}/{deck.language}/{number}/{name}")).upper()
        ids = Xml("".join(f'<p14:sldId id="{FIRST_SLIDE_ID + index}"/>' for index, _ in slides))
        attributes = {"name": name, "id": f"{{{identity}}}"}
        sections.append(element("p14:section", attributes, element("p14:sldIdLst", {}, ids)))
    listed = f'<p14:sectionLst xmlns:p14="{_P14}">{joined(sections)}</p14:sectionLst>'
    return Xml(f'<p:extLst><p:ext uri="{_SECTIONS}">{listed}</p:ext></p:extLst>')


def _set_properties(presentation: Presentation, deck: Deck, reference: DeckReference, language: Language) -> None:
    core, package = presentation.core_properties, presentation.part.package
    set_core_properties(core, [deck.meta], language.tag)
    core.revision = 1
    if deck.meta.agency:
        core.last_modified_by = core.author
    content = extended_properties(deck.meta, element("Slides", {}, str(len(deck.slides))))
    part = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, package, content)
    package.relate_to(part, RT.EXTENDED_PROPERTIES)
    texts = [text for slide in deck.slides for text in _texts(slide, reference)]
    kept = custom_properties(kept_properties(MadeFor(deck.report, deck.audience, deck.language), _marked(texts)))
    part = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, package, kept)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)
    part = Part(PackURI("/customXml/item1.xml"), CT.XML, package, sentences_part(map(plain, texts)))
    presentation.part.relate_to(part, RT.CUSTOM_XML)


def _texts(slide: Slide, reference: DeckReference) -> Iterator[Inlines]:
    """The paragraphs of a slide in the order of its shapes, then those of its notes."""
    boxes = reference.layouts[slide.layout].placeholders
    for fill in (slide.fills[box] for box in boxes if box in slide.fills):
        if isinstance(fill, TextFill):
            yield from (line.text for line in fill.lines)
            if fill.bar and fill.bar.at and fill.bar.at.words:
                yield fill.bar.aim
        elif isinstance(fill, TableFill):
            yield from chain.from_iterable(fill.table.all_rows)
    yield from (line.text for line in slide.notes)


def _marked(texts: Iterable[Inlines]) -> Iterator[Marked]:
    """The marked parts of texts; the figure in a line of evidence is marked as its fact's."""
    for marked in marked_in(chain.from_iterable(texts)):
        is_figure = marked.trace.kind == "evidence" and marked.trace.form == "value"
        yield Marked(marked.text, Trace("fact", marked.trace.ref, "full")) if is_figure else marked

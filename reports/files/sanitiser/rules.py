"""What the sanitiser keeps and removes, by the names of elements and attributes."""

from __future__ import annotations

from collections.abc import Mapping

from reports.files.namespaces import SPACES, full, words


def _under(prefix: str, locals_: str) -> frozenset[str]:
    return frozenset(full(f"{prefix}:{local}") for local in locals_.split())


KEPT = frozenset(
    SPACES[prefix]
    for prefix in (
        *("w", "p", "a", "r"),  # text, slides, drawings, and what leads from one part to another
        *("wp", "pic"),  # the place of a picture in a Word text, and the picture
        *("wps", "wpg"),  # text boxes and groups: Word draws the address block of a letterhead with them
        *("v", "o", "w10"),  # watermarks and pictures as marks of lists: Word writes them so to this day
    )
)
"""The namespaces of elements and attributes that are kept; `mc` is resolved, and all others are removed."""
EXTENSIONS: Mapping[str, str] = {
    "{96DAC541-7B7A-43D3-8B79-37D633B846F1}": full("asvg:svgBlip"),
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}": full("adec:decorative"),
}
"""The extensions that are kept, by address, and the one element that each has."""
GRAPHICS = frozenset(
    (*(SPACES[prefix] for prefix in ("pic", "wps", "wpg")), "http://schemas.openxmlformats.org/drawingml/2006/table")
)
"""What a frame may show. Charts, diagrams and objects of other programs are removed."""

DENIED = (
    _under("w", "object altChunk subDoc ffData fldData printerSettings")
    # Changes and remarks: what is kept is the text as it would be if all changes were accepted.
    | _under("w", "del moveFrom delText delInstrText cellDel rPrChange pPrChange sectPrChange tblPrChange trPrChange")
    | _under("w", "tcPrChange tblGridChange tblPrExChange numberingChange commentRangeStart commentRangeEnd")
    | _under("w", "commentReference annotationRef")
    # These lead to parts that are removed, or their ids would meet those of the new document.
    | _under("w", "footnoteReference endnoteReference footnotePr endnotePr bookmarkStart bookmarkEnd permStart permEnd")
    | _under("w", "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd proofErr")
    | _under("w", "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd")
    | _under("a", "hlinkClick hlinkHover hlinkMouseOver audioCd")
    | _under("p", "timing transition controls custDataLst sndAc")
    | _under("v", "image background")
    | _under("wps", "extLst")
    | _under("wpg", "extLst")
    | _under(
        "o", "OLEObject ink signatureline diagram equationxml relationtable rel proxy FieldCodes LinkType LockedField"
    )
)
"""Elements that run, fetch, lead outside, or belong to other programs; they are removed with their content, as are
all that lead to another part, except `POINTERS`."""
UNWRAPPED = _under("w", "hyperlink smartTag customXml ins moveTo")
"""Elements that are removed while their content is kept."""
DENIED_ATTRIBUTES = words("href src althref relid pict gfxdata equationxml target action macro textlink")
"""Attributes that lead outside, run, or hold a packed file, whatever their namespace."""
WHAT = {
    **dict.fromkeys(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"), "links"),
    **dict.fromkeys(("blip", "imagedata"), "pictures"),
    **dict.fromkeys(("object", "OLEObject", "oleObj", "graphicData", "contentPart"), "objects"),
    **dict.fromkeys(("altChunk", "subDoc"), "parts of other documents"),
    **dict.fromkeys(("control", "controls"), "controls"),
    **dict.fromkeys(("audioCd", "wavAudioFile", "audioFile", "videoFile", "quickTimeFile"), "sounds or films"),
    "timing": "animations",
}
"""Removed elements that can be seen, by name, in words."""

POINTERS: Mapping[str, tuple[str, str]] = {
    full(element): (full(attribute), kind)
    for element, attribute, kind in (
        ("a:blip", "r:embed", "image"),
        ("asvg:svgBlip", "r:embed", "image"),
        ("v:imagedata", "r:id", "image"),
        ("v:fill", "r:id", "image"),
        ("w:embedRegular", "r:id", "font"),
        ("w:embedBold", "r:id", "font"),
        ("w:embedItalic", "r:id", "font"),
        ("w:embedBoldItalic", "r:id", "font"),
        ("w:headerReference", "r:id", "header"),
        ("w:footerReference", "r:id", "footer"),
        ("p:sldMasterId", "r:id", "slideMaster"),
        ("p:sldLayoutId", "r:id", "slideLayout"),
    )
}
"""Elements that lead to another part, the attribute with the relationship's id, and the part's kind."""
OPTIONAL = words("v:fill")
"""Those of `POINTERS` that are kept even without the part."""
NEEDS: Mapping[str, frozenset[str]] = {
    full(parent): words(children)
    for parent, children in {
        "a:extLst": "a:ext",
        "p:extLst": "p:ext",
        "a:buBlip": "a:blip",
        "a:blipFill": "a:blip",
        "p:blipFill": "a:blip",
        "pic:blipFill": "a:blip",
        "p:pic": "p:blipFill",
        "pic:pic": "pic:blipFill",
        "p:graphicFrame": "a:graphic",
        "a:graphic": "a:graphicData",
        "a:graphicData": "pic:pic wps:wsp wpg:wgp a:tbl",
        "wp:inline": "a:graphic",
        "wp:anchor": "a:graphic",
        "w:drawing": "wp:inline wp:anchor",
        "w:pict": "v:shape v:group v:rect v:roundrect v:oval v:line v:polyline v:curve v:arc",
        "w:numPicBullet": "w:pict w:drawing",
        "w:tr": "w:tc w:sdt",
        "w:tbl": "w:tr w:sdt",
    }.items()
}
"""Elements that are removed if they have none of these children."""

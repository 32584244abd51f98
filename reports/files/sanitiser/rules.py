"""What the sanitiser keeps, removes and holds to be a number, by the names of elements and attributes."""

from __future__ import annotations

from collections.abc import Mapping

from reports.files.namespaces import SPACES, full, words


def _under(prefix: str, locals_: str) -> frozenset[str]:
    return frozenset(full(f"{prefix}:{local}") for local in locals_.split())


KEPT = frozenset(
    SPACES[prefix]
    for prefix in (
        *("w", "p", "a", "r"),  # text, slides, drawings, and what leads from one part to another
        *("wp", "pic"),  # where a picture stands in a Word text, and the picture
        *("wps", "wpg"),  # text boxes and groups: Word draws the address block of a letterhead with them
        *("v", "o", "w10"),  # watermarks and pictures as marks of lists: Word writes them so to this day
    )
)
"""The namespaces of elements and attributes that are kept; `mc` is resolved, and all others are removed."""
EXTENSIONS: Mapping[str, str] = {
    "{96DAC541-7B7A-43D3-8B79-37D633B846F1}": full("asvg:svgBlip"),
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}": full("adec:decorative"),
}
"""The extensions that are kept, by their address, and the one element that each holds."""
GRAPHICS = frozenset(
    (*(SPACES[prefix] for prefix in ("pic", "wps", "wpg")), "http://schemas.openxmlformats.org/drawingml/2006/table")
)
"""What a frame may show. Charts, diagrams, objects of other programs and what comes later are removed."""

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
"""Elements that run, fetch, lead outside, or hold what another program made; they go with all that is in them, as do
all that lead to another part and are none of `POINTERS`."""
UNWRAPPED = _under("w", "hyperlink smartTag customXml ins moveTo")
"""Elements that go, while their content stays."""
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
"""What a reader would miss, by the name of the element that is removed. The rest is not seen."""

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
"""What leads to another part, the attribute that does, and the part's kind. No other attribute leads anywhere."""
OPTIONAL = words("v:fill")
"""Of these, what is something without the part."""
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
"""Elements that are nothing without one of these children."""

NUMBERS = words(
    """x y z dx dy dz tx ty sx sy kx ky rot lat lon rev ang dir fadeDir stA stPos endA endPos spcCol cx cy w h rad
    blurRad dist extrusionH contourW fov zoom lim hue sat lum bright contrast thresh amt pos fontScale lnSpcReduction
    baseline lIns tIns rIns bIns marL marR marT marB indent defTabSz distT distB distL distR relativeHeight
    pitchFamily charset sz kern spc lvl startAt numCol rowSpan gridSpan idx l t r b g d sp left right start end hanging
    firstLine before after line hSpace vSpace leftFromText rightFromText topFromText bottomFromText tblpX tblpY
    legacySpace legacyIndent leftChars rightChars startChars endChars hangingChars firstLineChars beforeLines
    afterLines space lines uiPriority defUIPriority count top bottom header footer gutter"""
)
"""Attributes that hold a number."""
WORDED = words("x y w h l t r b dir pos sz idx val")
"""Those of drawings that may hold a word in its place: the name of a colour, a guide or a size."""
NUMBERED = words("wp:docPr pic:cNvPr wps:cNvPr wpg:cNvPr")
"""Elements whose id is a number of Word's own."""
VALUES = _under(
    "w",
    "sz szCs kern position w spacing hps hpsRaise hpsBaseText defaultTabStop trHeight fitText ilvl numId outlineLvl"
    " start lvlPicBulletId startOverride lvlRestart uiPriority gridBefore gridAfter gridSpan tblStyleRowBandSize"
    " tblStyleColBandSize",
)
"""Elements of Word whose value is a number."""
MAY_LACK = words("sz lvl startAt numCol rowSpan gridSpan fontScale kern lim")
"""Numbers that cannot be 0, or mean something else then: they are removed."""

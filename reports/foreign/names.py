"""The elements and attributes of Office files that may be taken over, by name: they show something and do nothing.

What is not named here stays behind, whatever a later version of Office or a hostile hand makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"
SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/word/2010/wordprocessingGroup",
    "wpc": f"{_MICROSOFT}/word/2010/wordprocessingCanvas",
    "wp14": f"{_MICROSOFT}/word/2010/wordprocessingDrawing",
    "a14": f"{_MICROSOFT}/drawing/2010/main",
    "a16": f"{_MICROSOFT}/drawing/2014/main",
    "asvg": f"{_MICROSOFT}/drawing/2016/SVG/main",
    "adec": f"{_MICROSOFT}/drawing/2017/decorative",
    "thm15": f"{_MICROSOFT}/thememl/2012/main",
    "p14": f"{_MICROSOFT}/powerpoint/2010/main",
    "p15": f"{_MICROSOFT}/powerpoint/2012/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
Names = frozenset[str]


@cache
def full(name: str) -> str:
    """ "a:blip" as lxml writes it; a name without a prefix as it is."""
    prefix, colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if colon else name


def _names(prefix: str, locals_: str) -> Names:
    return frozenset(f"{{{SPACES[prefix]}}}{local}" for local in locals_.split())


_CHOICES = _names("mc", "AlternateContent Choice Fallback")
_COLOURS = """
    srgbClr scrgbClr hslClr sysClr schemeClr prstClr tint shade comp inv gray alpha alphaOff alphaMod hue hueOff
    hueMod sat satOff satMod lum lumOff lumMod red redOff redMod green greenOff greenMod blue blueOff blueMod gamma
    invGamma"""
_FILLS = """
    noFill solidFill gradFill gsLst gs lin path fillToRect tileRect blipFill blip srcRect tile stretch fillRect
    pattFill fgClr bgClr grpFill ln prstDash custDash ds round bevel miter headEnd tailEnd alphaBiLevel alphaCeiling
    alphaFloor alphaInv alphaModFix alphaRepl biLevel clrChange clrFrom clrTo clrRepl duotone grayscl hsl tint fill"""
_EFFECTS = """
    effectLst effectDag cont effect blur fillOverlay glow innerShdw outerShdw prstShdw reflection softEdge blend
    alphaOutset relOff xfrm scene3d camera rot lightRig backdrop anchor norm up sp3d bevelT bevelB extrusionClr
    contourClr flatTx"""
_SHAPES = """
    graphic graphicData xfrm off ext chOff chExt custGeom avLst gdLst gd ahLst ahXY ahPolar pos cxnLst cxn rect
    pathLst path close moveTo lnTo pt arcTo quadBezTo cubicBezTo prstGeom style lnRef fillRef effectRef fontRef spPr
    bodyPr spLocks picLocks cxnSpLocks grpSpLocks graphicFrameLocks stCxn endCxn extLst"""
_TEXTS = """
    txBody lstStyle prstTxWarp noAutofit normAutofit spAutoFit p pPr r rPr t br fld endParaRPr defPPr defRPr lvl1pPr
    lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr lnSpc spcBef spcAft spcPct spcPts buClrTx buClr
    buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip tabLst tab latin ea cs sym highlight uLnTx
    uLn uFillTx uFill rtl"""
_TABLES = """
    tbl tblPr tblGrid gridCol tr tc tcPr lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D tableStyleId"""
_THEMES = """
    theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink
    fontScheme majorFont minorFont font fmtScheme fillStyleLst lnStyleLst effectStyleLst effectStyle bgFillStyleLst
    objectDefaults spDef lnDef txDef extraClrSchemeLst extraClrScheme clrMap custClrLst custClr"""
_DRAWING = (
    _names("a", _COLOURS + _FILLS + _EFFECTS + _SHAPES + _TEXTS)
    | _names("a14", "useLocalDpi")
    | _names("a16", "creationId colId rowId")
    | _names("asvg", "svgBlip")
    | _names("adec", "decorative")
    | _CHOICES
)
_PARAGRAPHS = """
    pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top
    left bottom right between bar start end shd tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
    suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl cnfStyle rPr rStyle rFonts b bCs i
    iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish webHidden color w kern position
    sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"""
_CELLS = """
    tblPr tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd
    tblBorders insideH insideV tblLayout tblCellMar tblLook tblCaption tblDescription tblPrEx trPr gridBefore
    gridAfter wBefore wAfter cantSplit trHeight tblHeader hidden tcPr tcW gridSpan hMerge vMerge tcBorders tl2br
    tr2bl noWrap tcMar tcFitText vAlign hideMark"""
_LETTERS = _names("w14", """
    glow shadow reflection textOutline textFill scene3d props3d ligatures numForm numSpacing stylisticSets styleSet
    cntxtAlts noFill solidFill gradFill gsLst gs lin path fillToRect srgbClr schemeClr tint shade alpha hueMod sat
    satOff satMod lum lumOff lumMod prstDash round bevel miter camera lightRig rot bevelT bevelB extrusionClr
    contourClr
""")  # fmt: skip
_LOOKS = _names("w", _PARAGRAPHS + _CELLS) | _LETTERS | _CHOICES
_VML = """
    shape shapetype group rect roundrect oval line polyline curve arc f formulas h handles path fill stroke shadow
    textbox textpath imagedata"""
_OLD_SHAPES = (
    _names("v", _VML)
    | _names("o", "lock top left bottom right column extrusion skew complex")
    | _names("w10", "wrap anchorlock bordertop borderleft borderbottom borderright")
)

STORY = (
    _LOOKS | _DRAWING | _OLD_SHAPES
    | _names("w", """
    hdr ftr p r t tab ptab br cr sym noBreakHyphen softHyphen fldSimple fldChar instrText pgNum bdo dir ruby rubyPr
    rubyAlign hps hpsRaise hpsBaseText lid rt rubyBase drawing pict txbxContent tbl tblGrid gridCol tr tc""")
    | _names("wp", """
    inline anchor simplePos positionH positionV align posOffset extent effectExtent wrapNone wrapSquare wrapTight
    wrapThrough wrapTopAndBottom wrapPolygon start lineTo docPr cNvGraphicFramePr""")
    | _names("wp14", "sizeRelH sizeRelV pctWidth pctHeight pctPosHOffset pctPosVOffset")
    | _names("pic", "pic nvPicPr cNvPr cNvPicPr blipFill spPr")
    | _names("wps", "wsp cNvPr cNvSpPr cNvCnPr spPr style extLst txbx linkedTxbx bodyPr")
    | _names("wpg", "wgp grpSp cNvPr cNvGrpSpPr grpSpPr extLst")
    | _names("wpc", "wpc bg whole extLst")
)  # fmt: skip
"""A header or footer."""
STYLES = _LOOKS | _names("w", """
    styles docDefaults rPrDefault pPrDefault latentStyles lsdException style name aliases basedOn next link
    autoRedefine uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid
    tblStylePr""")  # fmt: skip
NUMBERING = _LOOKS | _DRAWING | _OLD_SHAPES | _names("w", """
    numbering numPicBullet pict drawing abstractNum nsid multiLevelType tmpl name styleLink numStyleLink lvl numFmt
    lvlRestart isLgl suff lvlText lvlPicBulletId legacy lvlJc num abstractNumId lvlOverride startOverride
    numIdMacAtCleanup""") | _names("wp", "inline extent effectExtent docPr cNvGraphicFramePr") | _names(
    "pic", "pic nvPicPr cNvPr cNvPicPr blipFill spPr")  # fmt: skip
FONTS = _names("w", """
    fonts font altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic
    embedBoldItalic""")  # fmt: skip
SETTINGS = _names("w", """
    defaultTabStop evenAndOddHeaders mirrorMargins clrSchemeMapping embedTrueTypeFonts saveSubsetFonts pgBorders top
    left bottom right""")  # fmt: skip
THEME = _DRAWING | _names("a", _THEMES) | _names("thm15", "themeFamily")
SHEET = (
    _DRAWING
    | _names("a", _TABLES + " masterClrMapping overrideClrMapping")
    | _names("p", """
    sldMaster sldLayout cSld bg bgPr bgRef spTree grpSp nvGrpSpPr cNvGrpSpPr grpSpPr sp nvSpPr cNvPr cNvSpPr nvPr ph
    spPr style txBody pic nvPicPr cNvPicPr blipFill cxnSp nvCxnSpPr cNvCxnSpPr graphicFrame nvGraphicFramePr
    cNvGraphicFramePr xfrm clrMap clrMapOvr hf txStyles titleStyle bodyStyle otherStyle extLst ext defaultTextStyle""")
    | _names("p14", "creationId")
    | _names("p15", "sldGuideLst guide pos clr")
)  # fmt: skip
"""A master, a layout, or the styles of text outside placeholders."""

POINTERS: Mapping[str, str] = {
    full(name): full(pointer)
    for name, pointer in (
        ("a:blip", "r:embed"), ("asvg:svgBlip", "r:embed"), ("v:imagedata", "r:id"), ("v:fill", "r:id"),
        ("w:embedRegular", "r:id"), ("w:embedBold", "r:id"), ("w:embedItalic", "r:id"), ("w:embedBoldItalic", "r:id"),
    )
}  # fmt: skip
"""What leads to a picture or font in the file, and the attribute that does. No other attribute may lead anywhere."""
OPTIONAL = frozenset((full("v:fill"),))
"""Of these, what is something without its picture."""
NEEDS: Mapping[str, Names] = {
    full(parent): frozenset(full(child) for child in children.split())
    for parent, children in {
        "a:extLst": "a:ext", "p:extLst": "p:ext", "wps:extLst": "a:ext", "wpg:extLst": "a:ext", "wpc:extLst": "a:ext",
        "a:buBlip": "a:blip", "a:blipFill": "a:blip", "p:blipFill": "a:blip", "pic:blipFill": "a:blip",
        "p:pic": "p:blipFill", "pic:pic": "pic:blipFill", "p:graphicFrame": "a:graphic", "a:graphic": "a:graphicData",
        "a:graphicData": "pic:pic wps:wsp wpg:wgp wpc:wpc a:tbl", "wp:inline": "a:graphic", "wp:anchor": "a:graphic",
        "w:drawing": "wp:inline wp:anchor", "w:numPicBullet": "w:pict w:drawing",
        "w:pict": "v:shape v:group v:rect v:roundrect v:oval v:line v:polyline v:curve v:arc",
        "w:tr": "w:tc", "w:tbl": "w:tr",
    }.items()
}  # fmt: skip
"""Elements that are nothing without one of these children."""
FILLED = frozenset(map(full, ("mc:Choice", "mc:Fallback")))
"""Elements that are nothing without any child."""
_OLD_ATTRIBUTES = """
    id type style coordsize coordorigin path adj filled fillcolor stroked strokecolor strokeweight opacity opacity2
    alt title print wrapcoords from to points arcsize startangle endangle inset eqn position polar xrange yrange
    radiusrange switch map limo invx invy textboxrect textpathok connecttype connectlocs connectangles
    gradientshapeok arrowok fillok strokeok shadowok insetpenok v on string trim fitshape fitpath xscale color
    color2 colors offset offset2 origin matrix obscured method focus focusposition focussize angle aspect size
    recolor rotate alignshape joinstyle miterlimit endcap dashstyle linestyle weight startarrow startarrowwidth
    startarrowlength endarrow endarrowwidth endarrowlength cropleft croptop cropright cropbottom gain blacklevel
    gamma grayscale bilevel chromakey control1 control2 anchorx anchory side
    v:ext o:spid o:spt o:preferrelative o:connecttype o:connectortype o:allowincell o:allowoverlap o:hr o:hrstd
    o:hrpct o:hralign o:hrnoshade o:bullet o:title o:insetmode o:extrusionok o:bwmode o:singleclick o:forcedash
    o:connectlocs o:connectangles o:opacity2 o:borderbottomcolor o:borderleftcolor o:borderrightcolor o:bordertopcolor
    o:bwnormal o:bwpure o:clip o:cliptowrap o:oned o:regroupid o:tablelimits o:tableproperties o:userdrawn
    o:userhidden adjusthandles aspectratio autorotationcenter backdepth brightness cropping diffusity edge editas
    embosscolor facet filltype foredepth grouping imagealignshape imageaspect imagesize insetpen lightface lightharsh
    lightharsh2 lightlevel lightlevel2 lightposition lightposition2 lockrotationcenter metal orientation
    orientationangle recolortarget render rotation rotationangle rotationcenter selection shapetype shininess skewamt
    skewangle specularity text ungrouping verticies viewpoint viewpointorigin"""
OLD_ATTRIBUTES = frozenset(full(name) for name in _OLD_ATTRIBUTES.split())
"""Attributes of shapes as Word drew them before 2007."""

WHAT = {
    **dict.fromkeys(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"), "links"),
    **dict.fromkeys(("blip", "imagedata"), "pictures"),
    **dict.fromkeys(("object", "OLEObject", "oleObj", "chart", "relIds", "contentPart"), "objects"),
    **dict.fromkeys(("altChunk", "subDoc"), "parts of other documents"),
    **dict.fromkeys(("control", "controls"), "controls"),
    **dict.fromkeys(("audioCd", "wavAudioFile", "audioFile", "videoFile", "quickTimeFile"), "sounds or films"),
    "timing": "animations",
}  # fmt: skip
"""What a reader would miss, by the name of the element that stays behind. The rest is not seen."""

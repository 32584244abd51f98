"""The order in which the format wants the children of an element, and how often each may come.

Word and PowerPoint refuse a file, or "repair" it, if a child comes too early, too often or where it may not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reports.files.namespaces import full, words

_COLOUR = "a:scrgbClr|a:srgbClr|a:hslClr|a:sysClr|a:schemeClr|a:prstClr"
_LINE_FILL = "a:noFill|a:solidFill|a:gradFill|a:pattFill"
_FILL = f"{_LINE_FILL}|a:blipFill|a:grpFill"
_EFFECTS = "a:effectLst|a:effectDag"
_PARAGRAPH = (
    "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr "
    "w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE "
    "w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents "
    "w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr "
    "w:sectPr"
)
_RUN = (
    "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint "
    "w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u "
    "w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath"
)
_SECTION = (
    "w:headerReference|w:footerReference* w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols "
    "w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid"
)
_TABLE = (
    "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc "
    "w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription"
)
_STYLE = (
    "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed "
    "w:qFormat w:locked w:personal w:personalCompose w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr "
    "w:tblStylePr*"
)
_BLOCKS, _RUNS = "w:p|w:tbl|w:sdt", "w:r|w:sdt|w:fldSimple|w:bdo|w:dir"
_IN_RUN = (
    "w:t|w:tab|w:br|w:cr|w:ptab|w:sym|w:noBreakHyphen|w:softHyphen|w:drawing|w:pict|w:fldChar|w:instrText|w:pgNum|"
    "w:dayShort|w:monthShort|w:yearShort|w:dayLong|w:monthLong|w:yearLong|w:separator|w:continuationSeparator|"
    "w:footnoteRef|w:endnoteRef|w:ruby|w:lastRenderedPageBreak"
)
_SIDES = "w:top w:left w:start w:bottom w:right w:end w:insideH w:insideV w:tl2br w:tr2bl"
_LEVELS = " ".join(f"a:lvl{number}pPr" for number in range(1, 10))
_BULLET = (
    "a:buClrTx|a:buClr a:buSzTx|a:buSzPct|a:buSzPts a:buFontTx|a:buFont a:buNone|a:buAutoNum|a:buChar|a:buBlip"
)  # fmt: skip
_SLOTS = "a:dk1 a:lt1 a:dk2 a:lt2 a:accent1 a:accent2 a:accent3 a:accent4 a:accent5 a:accent6 a:hlink a:folHlink"
_ORDER = {
    # Word: parts, text, tables
    "w:document": "w:body",
    "w:styles": "w:docDefaults w:latentStyles w:style*",
    "w:numbering": "w:numPicBullet* w:abstractNum* w:num* w:numIdMacAtCleanup",
    "w:settings": "w:embedTrueTypeFonts w:saveSubsetFonts w:mirrorMargins w:defaultTabStop w:evenAndOddHeaders "
    "w:clrSchemeMapping",
    "w:fonts": "w:font*",
    "w:body": f"{_BLOCKS}* w:sectPr",
    "w:docDefaults": "w:rPrDefault w:pPrDefault",
    "w:rPrDefault": "w:rPr",
    "w:pPrDefault": "w:pPr",
    "w:latentStyles": "w:lsdException*",
    "w:style": _STYLE,
    "w:tblStylePr": "w:pPr w:rPr w:tblPr w:trPr w:tcPr",
    "w:abstractNum": "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl*",
    "w:lvl": "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr "
    "w:rPr",
    "w:num": "w:abstractNumId w:lvlOverride*",
    "w:lvlOverride": "w:startOverride w:lvl",
    "w:font": "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig w:embedRegular w:embedBold "
    "w:embedItalic w:embedBoldItalic",
    "w:p": f"w:pPr {_RUNS}*",
    "w:r": f"w:rPr {_IN_RUN}*",
    "w:pPr": _PARAGRAPH,
    "w:rPr": _RUN,
    "w:sectPr": _SECTION,
    "w:numPr": "w:ilvl w:numId",
    "w:pBdr": "w:top w:left w:bottom w:right w:between w:bar",
    "w:pgBorders": "w:top w:left w:bottom w:right",
    "w:tabs": "w:tab*",
    "w:cols": "w:col*",
    "w:sdt": "w:sdtPr w:sdtEndPr w:sdtContent",
    "w:tbl": "w:tblPr w:tblGrid w:tr|w:sdt*",
    "w:tblGrid": "w:gridCol*",
    "w:tr": "w:tblPrEx w:trPr w:tc|w:sdt*",
    "w:tc": f"w:tcPr {_BLOCKS}*",
    "w:hdr w:ftr w:txbxContent": f"{_BLOCKS}*",
    "w:fldSimple w:bdo w:dir": f"{_RUNS}*",
    "w:sdtContent": f"{_BLOCKS}|{_RUNS}|w:tr|w:tc*",
    "w:tblPr w:tblPrEx": _TABLE,
    "w:trPr": "w:cnfStyle w:divId w:gridBefore w:gridAfter w:wBefore w:wAfter w:trHeight w:hidden w:cantSplit "
    "w:tblHeader w:tblCellSpacing w:jc",
    "w:tcPr": "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection "
    "w:tcFitText w:vAlign w:hideMark",
    "w:tblBorders w:tcBorders w:tblCellMar w:tcMar": _SIDES,
    "w:drawing": "wp:inline|wp:anchor",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent "
    "wp:wrapNone|wp:wrapSquare|wp:wrapTight|wp:wrapThrough|wp:wrapTopAndBottom wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:positionH wp:positionV": "wp:align|wp:posOffset",
    "wps:wsp": "wps:cNvPr wps:cNvSpPr|wps:cNvCnPr wps:spPr wps:style wps:txbx|wps:linkedTxbx wps:bodyPr",
    "wps:txbx": "w:txbxContent",
    "wpg:wgp wpg:grpSp": "wpg:cNvPr wpg:cNvGrpSpPr wpg:grpSpPr *",
    "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
    "pic:nvPicPr": "pic:cNvPr pic:cNvPicPr",
    # PowerPoint: parts, shapes, text
    "p:presentation": "p:sldMasterIdLst p:sldSz p:notesSz p:defaultTextStyle",
    "p:sldMaster": "p:cSld p:clrMap p:sldLayoutIdLst p:hf p:txStyles",
    "p:sldLayout": "p:cSld p:clrMapOvr p:hf",
    "p:sldMasterIdLst": "p:sldMasterId*",
    "p:sldLayoutIdLst": "p:sldLayoutId*",
    "p:cSld": "p:bg p:spTree p:extLst",
    "p:bg": "p:bgPr|p:bgRef",
    "p:bgPr": f"{_FILL} {_EFFECTS} p:extLst",
    "p:clrMapOvr": "a:masterClrMapping|a:overrideClrMapping",
    "p:txStyles": "p:titleStyle p:bodyStyle p:otherStyle p:extLst",
    "p:spTree p:grpSp": "p:nvGrpSpPr p:grpSpPr p:sp|p:grpSp|p:graphicFrame|p:cxnSp|p:pic* p:extLst",
    "p:sp": "p:nvSpPr p:spPr p:style p:txBody p:extLst",
    "p:pic": "p:nvPicPr p:blipFill p:spPr p:style p:extLst",
    "p:cxnSp": "p:nvCxnSpPr p:spPr p:style p:extLst",
    "p:graphicFrame": "p:nvGraphicFramePr p:xfrm a:graphic p:extLst",
    "p:nvSpPr": "p:cNvPr p:cNvSpPr p:nvPr",
    "p:nvPicPr": "p:cNvPr p:cNvPicPr p:nvPr",
    "p:nvCxnSpPr": "p:cNvPr p:cNvCxnSpPr p:nvPr",
    "p:nvGrpSpPr": "p:cNvPr p:cNvGrpSpPr p:nvPr",
    "p:nvGraphicFramePr": "p:cNvPr p:cNvGraphicFramePr p:nvPr",
    "p:nvPr": "p:ph p:extLst",
    "p:cNvPr pic:cNvPr wp:docPr wps:cNvPr wpg:cNvPr": "a:extLst",
    "p:cNvSpPr wps:cNvSpPr": "a:spLocks a:extLst",
    "p:cNvPicPr pic:cNvPicPr": "a:picLocks a:extLst",
    "p:cNvGrpSpPr wpg:cNvGrpSpPr": "a:grpSpLocks a:extLst",
    "p:cNvGraphicFramePr wp:cNvGraphicFramePr wpg:cNvFrPr": "a:graphicFrameLocks a:extLst",
    "p:cNvCxnSpPr wps:cNvCnPr": "a:cxnSpLocks a:stCxn a:endCxn a:extLst",
    "p:txBody a:txBody": "a:bodyPr a:lstStyle a:p*",
    "a:lstStyle p:titleStyle p:bodyStyle p:otherStyle p:defaultTextStyle": f"a:defPPr {_LEVELS} a:extLst",
    f"a:pPr a:defPPr {_LEVELS}": f"a:lnSpc a:spcBef a:spcAft {_BULLET} a:tabLst a:defRPr a:extLst",
    "a:lnSpc a:spcBef a:spcAft": "a:spcPct|a:spcPts",
    "a:p": "a:pPr a:r|a:br|a:fld* a:endParaRPr",
    "a:r": "a:rPr a:t",
    "a:br": "a:rPr",
    "a:fld": "a:rPr a:pPr a:t",
    "a:rPr a:defRPr a:endParaRPr": f"a:ln {_FILL} {_EFFECTS} a:highlight a:uLnTx|a:uLn a:uFillTx|a:uFill a:latin a:ea "
    "a:cs a:sym a:rtl a:extLst",
    "a:bodyPr wps:bodyPr": "a:prstTxWarp a:noAutofit|a:normAutofit|a:spAutoFit a:scene3d a:sp3d|a:flatTx a:extLst",
    # Drawings and themes
    "p:spPr a:spPr pic:spPr wps:spPr": f"a:xfrm a:custGeom|a:prstGeom {_FILL} a:ln {_EFFECTS} a:scene3d a:sp3d "
    "a:extLst",
    "p:grpSpPr wpg:grpSpPr": f"a:xfrm {_FILL} {_EFFECTS} a:scene3d a:extLst",
    "a:xfrm p:xfrm wpg:xfrm": "a:off a:ext a:chOff a:chExt",
    "a:prstGeom a:prstTxWarp": "a:avLst",
    "a:custGeom": "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst",
    "a:ln a:uLn a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr": f"{_LINE_FILL} a:prstDash|a:custDash "
    "a:round|a:bevel|a:miter a:headEnd a:tailEnd a:extLst",
    f"a:solidFill a:gs a:fgClr a:bgClr a:buClr a:highlight a:glow a:innerShdw a:outerShdw a:prstShdw a:lnRef a:fillRef "
    f"a:effectRef a:fontRef a:custClr a:clrFrom a:clrTo p:bgRef {_SLOTS}": _COLOUR,
    "a:duotone": f"{_COLOUR}*",
    "a:gradFill": "a:gsLst a:lin|a:path a:tileRect",
    "a:path": "a:close|a:moveTo|a:lnTo|a:arcTo|a:quadBezTo|a:cubicBezTo* a:fillToRect",
    "a:gsLst": "a:gs*",
    "a:pattFill": "a:fgClr a:bgClr",
    "a:blipFill p:blipFill pic:blipFill": "a:blip a:srcRect a:tile|a:stretch",
    "a:blip": "* a:extLst",
    "a:stretch": "a:fillRect",
    "a:effectLst": "a:blur a:fillOverlay a:glow a:innerShdw a:outerShdw a:prstShdw a:reflection a:softEdge",
    "a:effectStyle": f"{_EFFECTS} a:scene3d a:sp3d",
    "a:scene3d": "a:camera a:lightRig a:backdrop a:extLst",
    "a:camera a:lightRig": "a:rot",
    "a:sp3d": "a:bevelT a:bevelB a:extrusionClr a:contourClr a:extLst",
    "a:style p:style wps:style": "a:lnRef a:fillRef a:effectRef a:fontRef",
    "a:graphic": "a:graphicData",
    "a:tbl": "a:tblPr a:tblGrid a:tr*",
    "a:tr": "a:tc* a:extLst",
    "a:tc": "a:txBody a:tcPr a:extLst",
    "a:tcPr": f"a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr a:cell3D {_FILL} a:extLst",
    "a:theme": "a:themeElements a:objectDefaults a:extraClrSchemeLst a:custClrLst",
    "a:themeElements": "a:clrScheme a:fontScheme a:fmtScheme a:extLst",
    "a:clrScheme": f"{_SLOTS} a:extLst",
    "a:fontScheme": "a:majorFont a:minorFont a:extLst",
    "a:majorFont a:minorFont": "a:latin a:ea a:cs a:font* a:extLst",
    "a:fmtScheme": "a:fillStyleLst a:lnStyleLst a:effectStyleLst a:bgFillStyleLst",
    "a:fillStyleLst a:bgFillStyleLst": f"{_FILL}*",
    "a:lnStyleLst": "a:ln*",
    "a:effectStyleLst": "a:effectStyle*",
    "a:objectDefaults": "a:spDef a:lnDef a:txDef a:extLst",
    "a:spDef a:lnDef a:txDef": "a:spPr a:bodyPr a:lstStyle a:style a:extLst",
}
"""By elements: their children in order. Of those joined by "|" there is one, of those with "*" any number; "*" alone
are all others, in any order."""


class _Step(NamedTuple):
    """A place in the order, and whether several children may have it."""

    number: int
    many: bool


def _steps(order: str) -> Iterator[tuple[str, _Step]]:
    for number, step in enumerate(order.split()):
        for name in step.rstrip("*").split("|"):
            yield full(name), _Step(number, step.endswith("*"))


_STEPS: Mapping[str, Mapping[str, _Step]] = {
    full(parent): dict(_steps(order)) for parents, order in _ORDER.items() for parent in parents.split()
}
_OTHERS = ""
_BY_TYPE, _TYPE = words("w:headerReference w:footerReference"), full("w:type")
"""Elements that come once for each type."""


def may_hold(parent: str, child: str) -> bool:
    """Whether an element of one tag may have a child of another; those that the table does not know may have any."""
    steps = _STEPS.get(parent)
    return steps is None or child in steps or _OTHERS in steps


def arrange(element: etree._Element) -> None:
    """Bring the children of an element into their order; remove those that come too often or may not be there."""
    steps = _STEPS.get(str(element.tag))
    if steps is None:
        return
    kept: list[tuple[int, etree._Element]] = []
    taken = set()
    for child in element:
        step = steps.get(str(child.tag)) or steps.get(_OTHERS)
        if step is None:
            continue
        once = (child.tag, child.get(_TYPE)) if child.tag in _BY_TYPE else None if step.many else step.number
        if once is None or once not in taken:
            kept.append((step.number, child))
            taken.add(once)
    ordered = [child for _, child in sorted(kept, key=lambda each: each[0])]
    if ordered != list(element):
        element[:] = ordered

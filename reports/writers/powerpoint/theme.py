"""The brand's colours and fonts → the theme part."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from reports.brand import Brand
from reports.foreign.names import SPACES
from reports.writers.powerpoint.looks import theme_colours

_THEME = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="{namespace}" name={name}>
  <a:themeElements>
    <a:clrScheme name={name}>{colours}</a:clrScheme>
    <a:fontScheme name={name}>
      <a:majorFont><a:latin typeface={heading}/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
      <a:minorFont><a:latin typeface={body}/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>
    </a:fontScheme>
    <a:fmtScheme name={name}>
      <a:fillStyleLst>{fills}</a:fillStyleLst>
      <a:lnStyleLst>{lines}</a:lnStyleLst>
      <a:effectStyleLst>{effects}</a:effectStyleLst>
      <a:bgFillStyleLst>{fills}</a:bgFillStyleLst>
    </a:fmtScheme>
  </a:themeElements>
  <a:objectDefaults/>
  <a:extraClrSchemeLst/>
</a:theme>
"""
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme(brand: Brand) -> bytes:
    """The theme: plain fills, thin lines, no effects."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in theme_colours(brand).items()
    )
    return _THEME.format(
        namespace=SPACES["a"], name=quoteattr(brand.name), heading=quoteattr(brand.fonts.headings),
        body=quoteattr(brand.fonts.body), colours=colours, fills=3 * _FILL, lines=3 * _LINE, effects=3 * _EFFECT,
    ).encode()  # fmt: skip

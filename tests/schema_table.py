"""Make the table of what the format allows in elements: `python tests/schema_table.py`.

It writes reports/files/sanitiser/schema.txt from the schema data of the Open XML SDK, which openxml-audit brings along,
for the elements that the sanitiser keeps.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import chain
from operator import and_
from pathlib import Path
from typing import Any

import openxml_audit

from reports.files.namespaces import SPACES, full
from reports.files.sanitiser import _KINDS
from reports.files.sanitiser.order import may_hold
from reports.files.sanitiser.rules import DENIED, DENIED_ATTRIBUTES, KEPT, UNWRAPPED
from reports.files.sanitiser.schema import TABLE

Json = Mapping[str, Any]
SCHEMAS = Path(openxml_audit.__file__).parent / "data/openxml/schemas"
LARGEST = 2**32 - 1
"""No Office program takes a larger number, even where the schema does."""
SIGNED = {"SByte": 8, "Int16": 16, "Int32": 32, "Int64": 64, "Integer": 64}
UNSIGNED = {"Byte": 8, "UInt16": 16, "UInt32": 32}
INTEGERS = {
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in SIGNED.items()},
    **{name: (0, 2**bits - 1) for name, bits in UNSIGNED.items()},
    **dict.fromkeys(("xsd:unsignedInt", "w:ST_UnsignedDecimalNumber", "a:ST_DrawingElementId"), (0, LARGEST)),
    "w:ST_UnsignedDecimalNumberMin1": (1, LARGEST),
    "a:ST_PositiveFixedPercentage": (0, 100_000),
}
"""The least and the largest value by type; other types of integers have those of Int32."""
PATTERNS = {
    "Boolean": "true|false|[01]", "OnOff": "true|false|on|off|[01]", "TrueFalse": "t|f|true|false",
    "TrueFalseBlank": "|t|f|true|false", "Single": r"-?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?",
    "Decimal": r"-?[0-9]*\.?[0-9]+", "DateTime": "[0-9]{4}-.*", "HexBinary": "([0-9A-Fa-f]{2})*",
}  # fmt: skip
LIBRARIES = {
    "Wordprocessing": "w", "Presentation": "p", "Drawing": "a", "Drawing.Wordprocessing": "wp", "Drawing.Pictures": "pic",
    "Vml": "v", "Vml.Office": "o", "Vml.Wordprocessing": "w10",
}  # fmt: skip
NAMES = {
    PATTERNS["Boolean"]: "bool", PATTERNS["OnOff"]: "on-off", PATTERNS["TrueFalse"]: "old-bool",
    "-2147483648..2147483647": "int", "0..4294967295": "unsigned", "-4294967295..4294967295": "long",
    r"[0-9]+(\.[0-9]+)?(mm|cm|in|pt|pc|pi)": "length", r"-?[0-9]+(\.[0-9]+)?(mm|cm|in|pt|pc|pi)": "signed-length",
    r"-?[0-9]+(\.[0-9]+)?%": "percent", "([0-9A-Fa-f]{2}){4}": "hex4", "[0-9a-fA-F]{1,2}": "hex1",
}  # fmt: skip
"""Values that many attributes have, and their names in the table."""
WIDER = {"w:ST_OnOffOnly": "on-off", "[^,]*": ""}
"""Values that Word takes, and other programs write, where the schema is stricter: true, and names with a comma."""
ANYWHERE = ("pic:pic", "a:tbl", "wps:wsp", "wpg:wgp", "asvg:svgBlip", "adec:decorative", "w:sdtPr")
"""Elements that are where the schema allows any."""
OPEN = ("a:graphicData", "a:ext", "p:ext")
"""Elements that may hold any element; of these the sanitiser keeps those of ANYWHERE."""
VALUES = ("EnumValidator", "NumberValidator", "StringValidator")


def _read() -> Iterator[Json]:
    for file in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        if (space := schema["TargetNamespace"]) in KEPT:
            yield from ({**each, "space": space} for kind in ("Types", "Enums") for each in schema.get(kind, ()))


TYPES = {each["Name"]: each for each in _read() if "ClassName" in each}
CLASSES = {(each["space"], each["ClassName"]): each for each in _read() if "ClassName" in each}
ENUMERATIONS = {each["Type"]: each for each in _read() if "Facets" in each}
BY_CLASS = {(type_.partition(":")[0], each["Name"]): type_ for type_, each in ENUMERATIONS.items()}


def table() -> str:
    """The whole text of the table."""
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for element, uses in _uses().items():
        found = {parent: " ".join(sorted({*chain(*map(_attributes, types))})) for parent, types in uses.items()}
        for parent, attributes in found.items():
            rows[":", attributes].add(element if len({*found.values()}) == 1 else f"{parent}/{element}")
        needed = (Counter(_needed(type_.get("Particle", {}))) for types in uses.values() for type_ in types)
        rows[">", " ".join(sorted(reduce(and_, needed).elements()))].add(element)
    lines = [f"{' '.join(sorted(names))} {mark} {row}" for (mark, row), names in sorted(rows.items()) if row]
    used = sorted({*re.findall(r"[=;](\w+:ST_\w+)", "\n".join(lines))})
    named = (f"{each} = {'|'.join(re.escape(one['Value']) for one in ENUMERATIONS[each]['Facets'])}" for each in used)
    return "\n".join((*(f"{name} = {values}" for values, name in NAMES.items()), *named, *lines, ""))


def _uses() -> Mapping[str, Mapping[str, list[Json]]]:
    """The types of each element that is kept, by the element around it."""
    roots = {*(kind.root for kind in _KINDS.values()), *ANYWHERE}
    todo = [("", type_) for name, type_ in TYPES.items() if _element(name) in roots]
    uses: dict[str, dict[str, list[Json]]] = defaultdict(lambda: defaultdict(list))
    for parent, type_ in todo:  # grows meanwhile
        element = _element(type_["Name"])
        if type_ not in uses[element][parent]:
            uses[element][parent].append(type_)
        else:
            continue
        if element not in OPEN:
            children = (child["Name"] for base in _bases(type_) for child in base.get("Children", ()))
            todo += [(element, TYPES[child]) for child in children if _is_kept(_element(child), element)]
    return uses


def _element(name: str) -> str:
    return name.partition("/")[2]


def _is_kept(element: str, parent: str) -> bool:
    space = SPACES.get(element.partition(":")[0])
    return space in KEPT and full(element) not in DENIED | UNWRAPPED and may_hold(full(parent), full(element))


def _bases(type_: Json | None) -> Iterator[Json]:
    """A type and those that it is derived from."""
    while type_:
        yield type_
        type_ = CLASSES.get((type_["space"], type_["BaseClass"]))


def _needed(particle: Json) -> Iterator[str]:
    """The children that a type cannot be without, each as often as it must be; alternatives are joined."""
    times = min((each.get("Min", 0) for each in particle.get("Occurs", ())), default=1)
    inner = [list(_needed(each)) for each in particle.get("Items", ())]
    if "Name" in particle:
        yield from (_element(particle["Name"]),) * times
    elif particle.get("Kind") != "Choice":
        yield from list(chain(*inner)) * times
    elif all(inner):
        yield from ("|".join(sorted(chain(*inner))),) * times


def _attributes(type_: Json) -> Iterator[str]:
    """The attributes of a type, each with "!" if it is required, and with its values."""
    for each in (each for base in _bases(type_) for each in base.get("Attributes", ())):
        prefix, _, name = each["QName"].partition(":")
        if (not prefix or (prefix != "r" and SPACES.get(prefix) in KEPT)) and name not in DENIED_ATTRIBUTES:
            yield f"{prefix}:{name}{'!' * _is_required(each)}={_values(each)}".lstrip(":")
    if type_.get("IsLeafText") and "Validators" in type_:
        yield f".!={_values({'Type': 'StringValue', **type_})}"


def _is_required(attribute: Json) -> bool:
    """Whether every version of the format requires an attribute."""
    rules = [each for each in attribute.get("Validators", ()) if each["Name"] == "RequiredValidator"]
    return bool(rules) and all(each["Value"] != "False" for rule in rules for each in rule.get("Arguments", ()))


def _values(attribute: Json) -> str:
    """The values of an attribute; "" if it holds any text."""
    type_, _, inner = attribute["Type"].partition("<")
    library, _, name = inner.rstrip(">").removeprefix("DocumentFormat.OpenXml.").rpartition(".")
    if type_ == "EnumValue" and library in LIBRARIES:
        named = BY_CLASS[LIBRARIES[library], name]
        return WIDER.get(named, named)
    rules = [each for each in attribute.get("Validators", ()) if each["Name"] in VALUES]
    newest = max((each.get("Version", "") for each in rules), default="")
    found = [_of_rule(each, type_.removesuffix("Value")) for each in rules if each.get("Version", "") == newest]
    if not {*found}.isdisjoint(ENUMERATIONS):
        found = [each for each in found if each]
    found = [NAMES.get(each, WIDER.get(each, each)) for each in found or [_of_type(type_.removesuffix("Value"))]]
    return ";".join(dict.fromkeys(found)) if "" not in found else ""


def _of_type(type_: str, named: str = "") -> str:
    least, most = INTEGERS.get(named) or INTEGERS.get(type_) or INTEGERS["Int32"]
    return PATTERNS.get(type_) or (f"{least}..{most}" if type_ in INTEGERS or named else "")


def _of_rule(rule: Json, type_: str) -> str:
    """The values that one rule of an attribute allows."""
    given = {each["Name"]: each["Value"] for each in rule.get("Arguments", ()) if "Name" in each}
    named = rule.get("Type", "")
    if rule["Name"] == "EnumValidator":
        return str(named)
    if rule["Name"] == "NumberValidator":
        least, range_, most = _of_type(type_, named or "any").partition("..")
        if not range_:
            return least
        low = max(int(given.get("MinInclusive", int(given.get("MinExclusive", int(least) - 1)) + 1)), -LARGEST)
        high = min(int(given.get("MaxInclusive", int(given.get("MaxExclusive", int(most) + 1)) - 1)), LARGEST)
        return f"{max(low, 1) if 'IsPositive' in given else low}..{high}"
    shortest, longest = (given.get("Length", given.get(key, "")) for key in ("MinLength", "MaxLength"))
    length = f"{{{shortest or 0},{longest}}}".replace(f"{{{longest},", "{") if shortest or longest else "*"
    if "Pattern" in given:
        return re.sub(r"\*$", lambda _: length, given["Pattern"])
    if length == "*":
        return _of_type(type_)
    return f"([0-9A-Fa-f]{{2}}){length}" if type_ == "HexBinary" or "Hex" in named else f".{length}"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")

"""Finished files meant to take all time or memory: bounds before anything is parsed, and work that grows in line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import songngu as run
from marked_files import zipped

from reports.diagnostics import Problems
from reports.document.marks import TRACE_NAMESPACE
from reports.files import archive
from reports.files.archive import MOST_READ, open_package
from reports.files.namespaces import SPACES
from reports.finished import audit

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD, _SLIDES = (" ".join(f'xmlns:{each}="{SPACES[each]}"' for each in names) for names in ("w", "apr"))


def _relations(*rows: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{i}" Type="{SPACES["r"]}/{k}" Target="{t}"/>' for i, (k, t) in enumerate(rows)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _document(path: Path, body: str, **more: str) -> Path:
    parts = {
        "_rels/.rels": _relations(("officeDocument", "d.xml")),
        "d.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
    }
    return zipped(path, {name: text.encode() for name, text in (parts | more).items()})


def _deck(path: Path, slides: list[str], tags: str = "") -> Path:
    parts = {
        "_rels/.rels": _relations(("officeDocument", "p.xml")),
        "p.xml": f"<p:presentation {_SLIDES}><p:sldIdLst>"
        + "".join(f'<p:sldId r:id="r{i}"/>' for i in range(len(slides)))
        + "</p:sldIdLst></p:presentation>",
        "_rels/p.xml.rels": _relations(*(("slide", f"s{i}.xml") for i in range(len(slides)))),
        "t.xml": f"<p:tagLst {_SLIDES}>{tags}</p:tagLst>",
    }
    for i, slide in enumerate(slides):
        parts[f"s{i}.xml"] = f"<p:sld {_SLIDES}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
        parts[f"_rels/s{i}.xml.rels"] = _relations(("tags", "t.xml"))
    return zipped(path, {name: text.encode() for name, text in parts.items()})


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _shape(paragraphs: str) -> str:
    tagged = '<p:nvPr><p:custDataLst><p:tags r:id="r0"/></p:custDataLst></p:nvPr>'
    return f"<p:sp><p:nvSpPr>{tagged}</p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def _slide_text(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def _tags(count: int) -> str:
    return "".join(f'<p:tag val="[0,&quot;fact:a#full&quot;,&quot;{i} x&quot;]"/>' for i in range(count))


def _marked(path: Path, body: str, marks: str) -> Path:
    return _document(
        path, body, **{"customXml/i.xml": f'<trace xmlns="{TRACE_NAMESPACE}" language="vi">{marks}</trace>'}
    )


def _fact(printed: str) -> str:
    return f'<mark kind="fact" ref="a" form="full" printed="{printed}"/>'


_TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
HOSTILE: dict[str, Callable[[Path, int], Path]] = {
    "figures": lambda path, n: _document(path, "".join(_p(f"{i} x, {i},5% y") for i in range(n))),
    "figures in one paragraph": lambda path, n: _document(path, _p(" ".join(map(str, range(n))))),
    "digits": lambda path, n: _document(path, _p("1" * 1000 * n)),
    "digits with dots": lambda path, n: _document(path, _p("1." * 1000 * n + "1")),
    "empty paragraphs": lambda path, n: _document(path, "<w:p/>" * n + _p("1")),
    "unknown elements": lambda path, n: _document(path, "<x/>" * n + _p("1")),
    "runs": lambda path, n: _document(path, f"<w:p>{'<w:r><w:t>1 </w:t></w:r>' * n}</w:p>"),
    "tables": lambda path, n: _document(path, f"{_TABLE[0]}{_p('1')}{_TABLE[1]}" * n),
    "marks": lambda path, n: _marked(
        path, "".join(_p(f"{i} x") for i in range(n)), "".join(_fact(f"{i} x") for i in range(n))
    ),
    "equal marks": lambda path, n: _marked(path, _p("5 x") * n, _fact("5 x") * n),
    "marks without figures": lambda path, n: _marked(path, _p("1"), "".join(_fact(f"{i} x") for i in range(n))),
    "a mark of many figures": lambda path, n: _marked(
        path, _p("5 " * n), f'<mark kind="source" ref="a" form="full" printed="{"5 " * n}"/>'
    ),
    "alternative texts": lambda path, n: _document(
        path, "".join(f'<w:p><w:r><w:drawing><docPr descr="{i} x"/></w:drawing></w:r></w:p>' for i in range(n))
    ),
    "slides": lambda path, n: _deck(path, [_shape(_slide_text("5 x"))] * n),
    "shapes": lambda path, n: _deck(path, [_shape(_slide_text("5 x")) * n], _tags(3)),
    "tags": lambda path, n: _deck(path, [_shape("".join(_slide_text(f"{i} x") for i in range(n)))], _tags(n)),
}


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called: a measure of work that no other process disturbs."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_in_line_with_the_file(kind: str, small: Path, tmp_path: Path) -> None:
    *_, base, once, often = (  # what is loaded once is loaded by the first two
        calls_of(partial(audit, [HOSTILE[kind](tmp_path / f"{n}.docx", n)], small)) for n in (3, 2, 1, 150, 600)
    )
    assert often - base < 5 * max(once - base, 2000)


@pytest.mark.parametrize("inside", ["<x/>" * (MOST_READ + 1), f"<x {' '.join(f'a{i}=' for i in range(MOST_READ))}/>"])
def test_elements_and_attributes_are_counted_before_they_are_parsed(
    inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = 0

    def watched(content: bytes) -> object:
        nonlocal longest
        longest = max(longest, len(content))
        return parsed(content)

    parsed = archive.parsed
    monkeypatch.setattr(archive, "parsed", watched)
    with pytest.raises(Problems, match="too many elements"):
        open_package(_document(tmp_path / "a.docx", inside))
    assert 0 < longest < 1000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_parts_may_be_in_any_encoding_in_which_they_can_be_counted(encoding: str, tmp_path: Path) -> None:
    declared = '<?xml version="1.0" encoding="{}"?>'.format(
        {"latin-1": "ISO-8859-1"}.get(encoding, encoding[:6].rstrip("-"))
    )
    text = f"{declared}<w:document {_WORD}><w:body/></w:document>"
    part = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text.encode(encoding)
    relations = _relations(("officeDocument", "d.xml")).encode()
    assert open_package(zipped(tmp_path / "a.docx", {"_rels/.rels": relations, "d.xml": part})).kind == "word"


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "shift_jis"])
def test_parts_in_other_encodings_are_not_parsed(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document {_WORD}><w:body/></w:document>'
    relations = _relations(("officeDocument", "d.xml")).encode()
    with pytest.raises(Problems, match="is no XML that may be read"):
        open_package(zipped(tmp_path / "a.docx", {"_rels/.rels": relations, "d.xml": text.encode(encoding)}))


def test_a_table_of_figures_has_an_end(small: Path, tmp_path: Path) -> None:
    file = HOSTILE["figures in one paragraph"](tmp_path / "a.docx", 3000)
    result = run("audit", file, cwd=small)
    assert result.returncode == 1
    assert "3000 figures: 3000 untraced" in result.stdout
    assert "and 2,000 more; --json lists all" in result.stdout
    assert result.stdout.count("untraced") < 1100

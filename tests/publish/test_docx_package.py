"""Word files, held against the standard: order of elements, unique ids, parts that are there (ECMA-376 part 1)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest

from yanzhen.publish import Facts, Imprint, compose, load_template, render, template_names
from yanzhen.terms import Entity, EntityKind

pytestmark = pytest.mark.usefixtures("assets")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Children in the order of the schema (17.3.1.26, 17.3.2.28, 17.4.59, 17.4.81, 17.4.69, 17.6.17, 17.15.1.78).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr p tbl",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
}  # fmt: skip


@pytest.fixture(params=[(name, language) for language in ("zh", "en") for name in template_names(language)])
def package(request: pytest.FixtureRequest, city: Facts, imprint: Imprint) -> zipfile.ZipFile:
    name, language = request.param
    given = {
        "entity": Entity("ent-1", EntityKind.FIRM, "中通客车", ("中通客车",)),
        "verdicts": (),
        "peer": city,
    }
    template = replace(load_template(name, language), contents=name == "briefing")
    outline = compose(template, city, replace(imprint, base_url="http://yz.local"), given)
    content = render(outline, "docx")
    assert docx.Document(io.BytesIO(content)).paragraphs
    return zipfile.ZipFile(io.BytesIO(content))


def trees(package: zipfile.ZipFile) -> dict[str, ElementTree.Element]:
    return {
        name: ElementTree.fromstring(package.read(name))
        for name in package.namelist()
        if name.endswith((".xml", ".rels"))
    }


def test_a_word_package_keeps_to_the_standard(package: zipfile.ZipFile) -> None:
    parts = trees(package)
    for name, tree in parts.items():
        for element in tree.iter():
            kind = element.tag.removeprefix(W)
            if kind in ORDER:
                order = ORDER[kind].split()
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), (name, kind, [child.tag for child in element])
    body = parts["word/document.xml"]
    _ids_are_unique(body)
    _notes_are_there(body, parts["word/footnotes.xml"])
    _parts_are_there(package, parts)
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc")), "a cell ends with a paragraph"
    assert not {
        name for name in parts if "stylesWithEffects" in name or "thumbnail" in name or "customXml" in name
    }
    modes = {
        each.get(f"{W}name"): each.get(f"{W}val")
        for each in parts["word/settings.xml"].iter(f"{W}compatSetting")
    }
    assert modes["compatibilityMode"] == "15", "Word 2013 and later would say: compatibility mode"
    assert not list(parts["word/settings.xml"].iter(f"{W}updateFields")), "Word would ask on opening"
    assert not [mark for mark in body.iter(f"{W}fldChar") if mark.get(f"{W}dirty")]
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def _ids_are_unique(body: ElementTree.Element) -> None:
    drawings = [each.get("id") for each in body.iter(f"{DRAWING}docPr")]
    starts = [each.get(f"{W}id") for each in body.iter(f"{W}bookmarkStart")]
    names = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    for found in (drawings, starts, names):
        assert len(found) == len(set(found)), found
    assert sorted(starts) == sorted(str(each.get(f"{W}id")) for each in body.iter(f"{W}bookmarkEnd"))
    assert all(each.get("descr") for each in body.iter(f"{DRAWING}docPr")), "pictures have words"


def _notes_are_there(body: ElementTree.Element, notes: ElementTree.Element) -> None:
    made = [str(each.get(f"{W}id")) for each in notes if each.get(f"{W}type") is None]
    used = [str(each.get(f"{W}id")) for each in body.iter(f"{W}footnoteReference")]
    assert used == made, "each footnote is referred to once, in order"


def _parts_are_there(package: zipfile.ZipFile, parts: dict[str, ElementTree.Element]) -> None:
    names = set(package.namelist())
    types = parts["[Content_Types].xml"]
    known = {each.get("PartName", "").lstrip("/") for each in types}
    endings = {each.get("Extension") for each in types}
    assert all(name in known or name.rpartition(".")[2] in endings for name in names)
    for name in names:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            ids = [each.get("Id") for each in parts[name]]
            assert len(ids) == len(set(ids))
            for each in parts[name]:
                if each.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join(folder, each.get("Target", "")).lstrip("/"))
                    assert target in names, (name, target)


def test_styles_used_are_defined(package: zipfile.ZipFile) -> None:
    parts = trees(package)
    defined = {each.get(f"{W}styleId") for each in parts["word/styles.xml"].iter(f"{W}style")}
    used = {
        each.get(f"{W}val")
        for name in ("word/document.xml", "word/footnotes.xml")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for each in parts[name].iter(f"{W}{kind}")
    }
    assert used <= defined, used - defined


def test_no_row_of_a_table_is_left_alone_on_a_page(package: zipfile.ZipFile) -> None:
    body = trees(package)["word/document.xml"]
    for table in body.iter(f"{W}tbl"):
        rows = [
            all(each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p"))
            for row in table.iter(f"{W}tr")
        ]
        if len(rows) > 2:
            assert rows[0] and rows[1] and rows[-2] and not rows[-1]

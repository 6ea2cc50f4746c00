"""The parts of a Word file that python-docx does not make: footnotes, fields, alternative fonts, stable bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length

from yanzhen.publish.layout import Face

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FONTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_SEPARATORS = """<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"""


def element(tag: str, **attributes: str) -> Any:
    """``element("w:br", type="page")`` -> <w:br w:type="page"/>."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_footnotes(document: Document, texts: Iterable[str]) -> None:
    """Real footnotes, numbered from 1 in the order given; the text refers to them by :func:`footnote_mark`."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, 1)
    )
    xml = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:footnotes {nsdecls('w')}>{_SEPARATORS}{notes}</w:footnotes>"
    _add_part(document, "/word/footnotes.xml", _FOOTNOTES_TYPE, RELATIONSHIP_TYPE.FOOTNOTES, xml)


def add_font_table(document: Document, faces: Iterable[Face]) -> None:
    """Name the free stand-in of each font, for machines that do not have the font itself."""
    fonts = "".join(
        f'<w:font w:name="{escape(face.name)}"><w:altName w:val="{escape(face.free)}"/><w:charset w:val="86"/></w:font>'
        for face in sorted(set(faces), key=lambda f: f.name)
    )
    xml = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    )
    existing = next(
        (r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FONT_TABLE), None
    )
    if existing is not None:
        existing.target_part._blob = xml.encode()
    else:
        _add_part(document, "/word/fontTable.xml", _FONTS_TYPE, RELATIONSHIP_TYPE.FONT_TABLE, xml)


def _add_part(document: Document, name: str, content_type: str, relation: str, xml: str) -> None:
    package = document.part.package
    document.part.relate_to(Part(PackURI(name), content_type, xml.encode(), package), relation)


def add_text(paragraph: Any, text: str) -> None:
    """A run of text; “ ” — …, which both alphabets have, take their Chinese form."""
    run = paragraph.add_run(text)
    if any(c in text for c in "“”‘’—…"):
        run._r.get_or_add_rPr().append(element("w:rFonts", hint="eastAsia"))


def footnote_mark(paragraph: Any, number: int, *, first: bool) -> None:
    """A superscript that is the footnote's reference, or, where the note was referred to before, points to it."""
    if first:
        run = paragraph.add_run()
        run._r.get_or_add_rPr().append(element("w:rStyle", val="FootnoteReference"))
        run._r.append(element("w:footnoteReference", id=str(number)))
        bookmark(run._r, f"note{number}", 1000 + number)
    else:
        for run in add_field(paragraph, f"NOTEREF note{number} \\f \\h", str(number)):
            run.font.superscript = True


def bookmark(inner: Any, name: str, number: int) -> None:
    """Put a bookmark around a run."""
    inner.addprevious(element("w:bookmarkStart", id=str(number), name=name))
    inner.addnext(element("w:bookmarkEnd", id=str(number)))


def add_field(paragraph: Any, code: str, shown: str) -> Sequence[Any]:
    """A field at the end of a paragraph: ``PAGE``, ``SEQ 表``, ``NOTEREF …``; returns its runs.

    ``shown`` is the result until the field is updated.
    """
    begin, separate, end = (element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    runs = [paragraph.add_run() for _ in range(3)] + [paragraph.add_run(shown), paragraph.add_run()]
    for run, piece in zip((*runs[:3], runs[4]), (begin, instruction, separate, end), strict=True):
        run._r.append(piece)
    return runs


def add_contents(document: Document, entries: Sequence[tuple[str, int, int]], width: Length) -> None:
    """A TOC field over two levels with its entries (text, level, page) filled in.

    It is not marked for updating: Word would ask about it whenever the file is opened.
    """
    for number, (text, level, page) in enumerate(entries):
        paragraph = document.add_paragraph(style=f"TOC {level}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if number == 0:
            begin = element("w:fldChar", fldCharType="begin")
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
            for piece in (begin, instruction, element("w:fldChar", fldCharType="separate")):
                paragraph.add_run()._r.append(piece)
        paragraph.add_run(f"{text}\t{page}")
        if number == len(entries) - 1:
            paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def stable(content: bytes) -> bytes:
    """The same ZIP with fixed dates and order, so that the same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # [Content_Types].xml must come first for some readers; it sorts before all letters.
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()

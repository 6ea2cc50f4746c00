"""What the blank document of python-docx brings along: a thumbnail, a bibliography, a second set of styles, old settings.

Word 2013 and later open a file of the settings it has as "compatibility mode", and styles that differ from their second
set make some versions offer a repair.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from yanzhen.publish.docx_parts import element

_LEFT_OUT = {
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
_APPLICATION = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Yanzhen</Application></Properties>"
)
_WORD_2013 = "15"
_DOCUMENT_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}docId"


def tidy(document: Document) -> None:
    """Leave out what is not this document's, and set what Word now expects."""
    for holder in (document.part, document.part.package):
        for key in [key for key, each in holder.rels.items() if each.reltype in _LEFT_OUT]:
            del holder.rels[key]
    for each in document.part.package.rels.values():
        if each.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            each.target_part._blob = _APPLICATION.encode()
    _settings(document.settings.element)


def _settings(settings: Any) -> None:
    settings.find(qn("w:zoom")).attrib.clear()
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    compat = settings.find(qn("w:compat"))
    for each in compat.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), _WORD_2013)
    notes = element("w:footnotePr")
    for number in ("-1", "0"):  # the lines above notes and above their continuation
        notes.append(element("w:footnote", id=number))
    compat.addprevious(notes)
    for each in (settings.find(qn("w:rsids")), settings.find(_DOCUMENT_ID)):
        if each is not None:
            settings.remove(each)

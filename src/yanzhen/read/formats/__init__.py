"""Formats beyond plain text; importing this package makes them known to ``open_document``."""

from yanzhen.read.document import register
from yanzhen.read.formats.archive import expand, expand_zip
from yanzhen.read.formats.html import HTML
from yanzhen.read.formats.pdf import PDF
from yanzhen.read.formats.word import DOCX

for _form in (HTML, PDF, DOCX):
    register(_form)

__all__ = ["DOCX", "HTML", "PDF", "expand", "expand_zip"]

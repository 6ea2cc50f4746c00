"""Reading: documents and tables become statements, each with the words it came from.

>>> from yanzhen.read import read_text
>>> reading = read_text("全市战略性新兴产业年产值突破千亿元。")
>>> reading.statements[0].figure.zh()
'突破千亿元'
"""

from yanzhen.read.document import Format, open_document, register
from yanzhen.read.reading import read_document, read_text
from yanzhen.read.streaming import TextFile

__all__ = ["Format", "TextFile", "open_document", "read_document", "read_text", "register"]

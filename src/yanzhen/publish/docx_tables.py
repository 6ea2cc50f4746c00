"""Word tables, built as XML: python-docx walks the whole table for every row it adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from yanzhen.publish.docx_parts import add_text, element
from yanzhen.publish.outline import Column, Table

_TWIPS = 1440 / 25.4


def start(document: Document, table: Table, width: float, style: str) -> Any:
    """An empty table of ``width`` millimetres with its heading row, which every page repeats.

    Fixed widths, rules above and below, padding, and the caption as alternative text.
    """
    made = document.add_table(rows=0, cols=0)
    total = sum(column.width for column in table.columns)
    grid = made._tbl.tblGrid
    for column in table.columns:
        grid.append(element("w:gridCol", w=str(round(_TWIPS * width * column.width / total))))
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    # The schema fixes the order; Word calls a file damaged that breaks it.
    for piece in (_borders(), element("w:tblLayout", type="fixed"), _padding()):
        look.addprevious(piece)
    look.addnext(element("w:tblCaption", val=table.caption))
    for column, paragraph in zip(table.columns, add_row(made, table.columns, style, head=True), strict=True):
        add_text(paragraph, column.head)
        paragraph.runs[0].bold = True
    return made


def add_row(
    made: Any, columns: Sequence[Column], style: str, *, head: bool = False, stays: bool = False
) -> list[Paragraph]:
    """A row that no page break splits; returns the paragraph of each cell.

    A heading row, and one that ``stays``, is on the page of the row after it.
    """
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    paragraphs = [_cell(made, row, column, style, head, head or stays) for column in columns]
    made._tbl.append(row)
    return paragraphs


def side_by_side(document: Document, first: float, width: float, style: str) -> list[Paragraph]:
    """A row of two cells without lines, the first ``first`` of ``width`` millimetres wide; their paragraphs."""
    made = document.add_table(rows=0, cols=0)
    columns = (Column("", first), Column("", width - first))
    for column in columns:
        made._tbl.tblGrid.append(element("w:gridCol", w=str(round(_TWIPS * column.width))))
    made._tbl.tblPr.find(qn("w:tblLook")).addprevious(element("w:tblLayout", type="fixed"))
    paragraphs = add_row(made, columns, style)
    for cell in made._tbl.iter(qn("w:tc")):
        properties = OxmlElement("w:tcPr")
        properties.append(element("w:vAlign", val="center"))
        cell.insert(0, properties)
    return paragraphs


def _cell(made: Any, row: Any, column: Column, style: str, head: bool, stays: bool) -> Paragraph:
    cell = OxmlElement("w:tc")
    if head:
        properties, borders = OxmlElement("w:tcPr"), OxmlElement("w:tcBorders")
        borders.append(element("w:bottom", val="single", sz="6", space="0", color="000000"))
        properties.append(borders)
        cell.append(properties)
    paragraph, looks = OxmlElement("w:p"), OxmlElement("w:pPr")
    looks.append(element("w:pStyle", val=style))
    if stays:
        looks.append(element("w:keepNext"))
    if column.numeric:
        looks.append(element("w:jc", val="right"))
    paragraph.append(looks)
    cell.append(paragraph)
    row.append(cell)
    return Paragraph(paragraph, made._parent)


def _borders() -> Any:
    borders = OxmlElement("w:tblBorders")
    for side, size, colour in (
        ("top", "12", "000000"),
        ("bottom", "12", "000000"),
        ("insideH", "4", "A0A8B0"),
    ):
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color=colour))
    return borders


def _padding() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "100"), ("bottom", "40"), ("right", "100")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    return margins

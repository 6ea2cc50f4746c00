"""Index of a table: read it, compute, and write a workbook whose arithmetic can be followed.

``run_index(path, IndexChoices("nqpf-elements"))`` then ``write_workbook(run, "index.xlsx")``.
"""

from yanzhen.measure.index import load_system, systems, validate_system
from yanzhen.workbench.indexing.book import workbook_bytes, write_workbook
from yanzhen.workbench.indexing.pictures import Picture, index_pictures
from yanzhen.workbench.indexing.run import IndexChoices, IndexRun, run_index, template_columns
from yanzhen.workbench.indexing.tables import PanelTable, panel_of, read_panel

__all__ = [
    "IndexChoices",
    "IndexRun",
    "PanelTable",
    "Picture",
    "index_pictures",
    "load_system",
    "panel_of",
    "read_panel",
    "run_index",
    "systems",
    "template_columns",
    "validate_system",
    "workbook_bytes",
    "write_workbook",
]

"""The office's lists (six maps, six lists) of a place as one workbook, for the page of chains."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from yanzhen.workbench.office_book import write_office_lists
from yanzhen.workbench.office_lists import office_lists
from yanzhen.workbench.pages.chains import atlas
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens


def office_workbook(desk: Desk, lens: Lens) -> bytes:
    """The lists as an XLSX file, as of the lens's day."""
    day = date.fromisoformat(lens.as_of) if lens.as_of else date.today()
    lists = office_lists(atlas(desk, lens), on=day)
    with tempfile.TemporaryDirectory() as folder:
        file = write_office_lists(lists, Path(folder) / "lists.xlsx", title=f"{lens.place or ''}图谱与清单")
        return file.read_bytes()

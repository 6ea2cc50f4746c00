"""Small cells: a sum over fewer than three firms gives single firms away, so not everybody sees it.

The Statistics Law of the PRC (统计法) protects returns that identify a single respondent; statistical offices
publish no cell with fewer than three.
"""

from __future__ import annotations

import re

from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_

FEWEST = 3
WITHHELD = N_("不足3家，不公布")
# Columns of a table that say how many firms stand behind a row.
_COUNTS = re.compile(r"企业(单位)?数|单位数|家数|户数|法人数")


def is_withheld(firms: int | float | None, lens: Lens) -> bool:
    """Whether a sum over so many firms must not be shown to this reader."""
    return not lens.internal and firms is not None and 0 < firms < FEWEST


def count_column(names: list[str]) -> str | None:
    """The column that counts firms, if a table has one."""
    return next((name for name in names if _COUNTS.search(name)), None)

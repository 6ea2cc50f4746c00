"""What an analyst does with a table before it goes in: look at the column roles, fix them, see what was refused."""

from __future__ import annotations

from pathlib import Path

import yaml

from yanzhen.errors import UsageError
from yanzhen.read.files import MAPPING_SUFFIX, read_path
from yanzhen.read.tables import TableReading
from yanzhen.workbench.table_report import write_report

_HEAD = """# 列的用途（role）: subject 主体, code 代码, region 地区, industry 行业, period 时期, figure 数值, relation 关系, ignore 不读取
# 改好后保存；再读这张表时自动使用。header_rows 是表头所在的行，与 Excel 的行号一致。
"""


def table_of(file: Path) -> TableReading:
    """One table file as read.

    Raises:
        UsageError: not a table.
        InputError: not readable.
    """
    for _, found in read_path(file):
        if isinstance(found, Exception):
            raise found
        if isinstance(found, TableReading):
            return found
    raise UsageError("这不是表格", where=str(file), expected="XLSX、XLS、ODS 或 CSV")


def save_mapping(file: Path) -> Path:
    """Write the guessed column roles beside the table, to be edited; an existing mapping is not overwritten.

    Raises:
        UsageError: a mapping is there already.
    """
    target = Path(f"{file}{MAPPING_SUFFIX}")
    if target.exists():
        raise UsageError("映射文件已经存在", where=str(target), todo="直接修改它，或先删除")
    text = yaml.safe_dump(table_of(file).mapping(), allow_unicode=True, sort_keys=False)
    target.write_text(_HEAD + text, encoding="utf-8")
    return target


def report_on(file: Path, report: Path) -> Path:
    """Write the row-level report on a table."""
    write_report(table_of(file), file.read_bytes(), str(file), report)
    return report

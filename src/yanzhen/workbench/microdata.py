"""Micro-data beside a ledger: large tables as Parquet, found again by the id of their source.

The ledger keeps the original bytes, so these columns are a cache: they can be made anew from it at any time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yanzhen.errors import LedgerError
from yanzhen.read.tables import TableReading

if TYPE_CHECKING:
    import polars as pl


def folder_of(ledger: str | Path) -> Path:
    """Where a ledger's micro-data lie: ``city.yz`` -> ``city.yz.tables``."""
    return Path(f"{ledger}.tables")


def keep(ledger: str | Path, table: TableReading) -> list[Path]:
    """Write each sheet of a large table as one Parquet file, whole or not at all."""
    folder = folder_of(ledger)
    folder.mkdir(exist_ok=True)
    written = []
    for number, sheet in enumerate(table.sheets, 1):
        target = folder / f"{table.reading.source.id}-{number}.parquet"
        unfinished = target.with_suffix(".part")
        table.frame(sheet.name).write_parquet(unfinished)
        unfinished.replace(target)
        written.append(target)
    return written


def frame(ledger: str | Path, source_id: str, sheet: int = 1) -> pl.LazyFrame:
    """The micro-data of a source, lazily.

    Raises:
        LedgerError: none are kept for it.
    """
    import polars as pl

    file = folder_of(ledger) / f"{source_id}-{sheet}.parquet"
    if not file.exists():
        raise LedgerError(
            "这个来源没有列存的微观数据",
            where=str(file),
            expected="超过5000行的表格",
            todo="用 yanzhen add --reread 重新读入原表",
        )
    return pl.scan_parquet(file)

"""One answer in every shape it is needed: JSON, a workbook, other table files, with what it rests on in each."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.measure.io_table import Assumption

WRITABLE = (".xlsx", ".csv", ".parquet", ".json", ".svg")


@dataclass(frozen=True, slots=True)
class Answer:
    """Tables with their conditions.

    Attributes:
        name: of the question, such as ``extraction``.
        zh, en: one line of what it says.
        tables: name -> table; the first is the main one.
        facts: single figures and settings, in the order shown.
        assumptions: what the numbers rest on.
        svg: a drawing, if there is one.
    """

    name: str
    zh: str
    en: str
    tables: Mapping[str, pl.DataFrame]
    assumptions: tuple[Assumption, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    svg: str | None = None

    @property
    def main(self) -> pl.DataFrame:
        """The first table."""
        return next(iter(self.tables.values()))

    def to_json(self) -> dict[str, Any]:
        """Plain data, without the drawing."""
        first, *rest = self.tables
        return {
            "measure": self.name,
            "meaning": {"zh": self.zh, "en": self.en},
            **self.facts,
            "assumptions": [note.to_json() for note in self.assumptions],
            "rows": json.loads(self.tables[first].write_json()),
            **{name: json.loads(self.tables[name].write_json()) for name in rest},
        }

    def write(self, path: str | Path) -> Path:
        """Write as xlsx (every table a sheet, conditions on 说明), csv or parquet (main table), json, svg.

        Written whole or not at all.
        """
        file = Path(path)
        suffix = file.suffix.lower()
        if suffix not in WRITABLE or (suffix == ".svg" and self.svg is None):
            raise UsageError(f"This cannot be written as {file.name}.", expected=", ".join(WRITABLE))
        if not file.parent.is_dir():
            raise UsageError(f"There is no folder {file.parent}.", todo="make it first")
        handle, draft = tempfile.mkstemp(suffix=suffix, dir=file.parent)
        os.close(handle)
        try:
            self._write(Path(draft), suffix)
            os.replace(draft, file)
        finally:
            Path(draft).unlink(missing_ok=True)
        return file

    def _write(self, draft: Path, suffix: str) -> None:
        if suffix == ".json":
            draft.write_text(json.dumps(self.to_json(), ensure_ascii=False, indent=1), encoding="utf-8")
        elif suffix == ".svg":
            draft.write_text(self.svg or "", encoding="utf-8")
        elif suffix == ".csv":
            self.main.write_csv(draft, include_bom=True)
        elif suffix == ".parquet":
            self.main.write_parquet(draft)
        else:
            self._workbook(draft)

    def _workbook(self, draft: Path) -> None:
        try:
            from xlsxwriter import Workbook  # type: ignore[import-untyped]
        except ImportError as error:
            raise MissingExtraError("office", "xlsxwriter") from error
        options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
        with Workbook(str(draft), options) as book:
            for name, table in self.tables.items():
                table.write_excel(book, worksheet=name[:31], autofit=table.height < 20_000)
            about = book.add_worksheet("说明")
            about.set_column(0, 0, 24)
            about.set_column(1, 2, 70)
            for row, line in enumerate(self._about()):
                about.write_row(row, 0, line)

    def _about(self) -> list[tuple[str, ...]]:
        lines: list[tuple[str, ...]] = [("含义 meaning", self.zh, self.en)]
        lines += [(name, str(value)) for name, value in self.facts.items()]
        return lines + [
            ("注意 warning" if note.warning else "假定 assumption", note.zh, note.en)
            for note in self.assumptions
        ]

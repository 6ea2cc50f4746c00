"""Charts in a workbook: sheets 产业链, 阶段, 环节, 连线, for those who live in Excel.

This module knows rows, not files: the workbench opens the workbook. Problems name sheet and cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yanzhen.atlas.chart.fields import Key
from yanzhen.atlas.chart.model import Chart, CodeCandidate, FeedKind, Product
from yanzhen.atlas.supply import Supply

Rows = Sequence[Sequence[Any]]

# Sheet -> (column heading, key of the YAML form).
SHEETS: dict[str, tuple[tuple[str, str], ...]] = {
    "产业链": (
        ("编号", "id"), ("名称", "name"), ("英文名", "name_en"), ("版本", "version"), ("来源", "source"),
        ("可信度", "confidence"), ("行业分类", "classification"),
    ),
    "阶段": (
        ("产业链", "chain"), ("编号", "id"), ("名称", "name"), ("英文名", "name_en"), ("配套", "support"),
    ),
    "环节": (
        ("产业链", "chain"), ("编号", "id"), ("阶段", "stage"), ("名称", "name"), ("英文名", "name_en"),
        ("产品", "products"), ("识别词", "terms"), ("排除词", "excludes"), ("行业代码", "codes"),
        ("供应状态", "supply"), ("技术说明", "technology"), ("层次", "tier"), ("备注", "note"),
    ),
    "连线": (
        ("起点", "from"), ("终点", "to"), ("类型", "type"), ("系数", "coefficient"), ("备注", "note"),
    ),
}  # fmt: skip
_SEPARATORS = re.compile(r"[、;；,，\n]+")
_CHOICES = ("stage", "type", "supply", "tier")
_LISTS = ("terms", "excludes", "codes")
_WORDS = (
    {kind.label.zh: kind.value for kind in FeedKind}
    | {supply.zh: supply.value for supply in Supply}
    | {"充足": "ample", "集中": "concentrated", "不明": "unknown"}
    | {"上游": "upstream", "中游": "midstream", "下游": "downstream"}
    | {"配套": "support", "配套支撑": "support", "支撑": "support"}
    | {"传统产业": "traditional", "新兴产业": "emerging", "未来产业": "future"}
)


@dataclass(frozen=True)
class SheetDocument:
    """A workbook in the YAML form, which remembers the cell of each value."""

    file: str
    data: dict[str, Any]
    cells: dict[Key, str]

    def where(self, *keys: str | int) -> str:
        """``file 环节!F7`` of a value, or of the nearest thing around it that has a cell."""
        for length in range(len(keys), 0, -1):
            if (cell := self.cells.get(keys[:length])) is not None:
                return f"{self.file} {cell}"
        return self.file


def charts_from_sheets(sheets: Mapping[str, Rows], file: str) -> SheetDocument:
    """Bring the sheets of a workbook into the form that ``read_charts`` reads.

    Args:
        sheets: sheet name -> rows of cell values, headings in the first row.
        file: name shown in messages.
    """
    document = SheetDocument(file, {"chains": [], "cross_chain": []}, {})
    places: dict[str, int] = {}
    for record, cells in _records(sheets, "产业链"):
        at = len(document.data["chains"])
        places.setdefault(str(record.get("id", "")).strip(), at)
        document.data["chains"].append(record | {"segments": [], "feeds": []})
        _note(document, ("chains", at), cells)
    for sheet, name in (("阶段", "stages"), ("环节", "segments")):
        for record, cells in _records(sheets, sheet):
            _add(document, places, name, record, cells)
    for record, cells in _records(sheets, "连线"):
        document.data["cross_chain"].append(record)
        _note(document, ("cross_chain", len(document.data["cross_chain"]) - 1), cells)
    return document


def _add(
    document: SheetDocument,
    places: Mapping[str, int],
    name: str,
    record: dict[str, Any],
    cells: dict[str, str],
) -> None:
    """Put a row under its chart; a row of no chart becomes a chart of its own, which will be reported."""
    chain = str(record.pop("chain", "") or "").strip()
    chains = document.data["chains"]
    at = places.get(chain, 0 if not chain and len(places) == 1 else -1)
    if at < 0:
        at = len(chains)
        chains.append({"id": chain or "?"})
        document.cells["chains", at] = cells["chain"]
        document.cells["chains", at, "id"] = cells["chain"]
    entries = chains[at].setdefault(name, [])
    entries.append(record)
    _note(document, ("chains", at, name, len(entries) - 1), cells)


def _note(document: SheetDocument, key: Key, cells: Mapping[str, str]) -> None:
    document.cells[key] = next(iter(cells.values()))
    document.cells.update({(*key, name): cell for name, cell in cells.items()})


def _records(sheets: Mapping[str, Rows], sheet: str) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Each filled row as (values, cell names) by key; empty rows fall out."""
    rows = sheets.get(sheet) or []
    if not rows:
        return []
    keys = dict(SHEETS[sheet])
    heads = [keys.get(str(cell or "").strip(), str(cell or "").strip()) for cell in rows[0]]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        filled = {
            head: _value(head, cell)
            for head, cell in zip(heads, row, strict=False)
            if head and cell is not None and str(cell).strip()
        }
        if filled:
            cells = {head: f"{sheet}!{column_name(i)}{number}" for i, head in enumerate(heads) if head}
            found.append((filled, cells))
    return found


def _value(head: str, cell: Any) -> Any:
    if head == "coefficient":
        return cell
    text = str(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    if head == "products":
        return [_product(part) for part in _SEPARATORS.split(text) if part.strip()]
    if head in _LISTS:
        return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    return _WORDS.get(text, text) if head in _CHOICES else text


def _product(written: str) -> str | dict[str, Any]:
    """``钢球=钢珠=轴承球``: a product with two other words for it."""
    name, *aliases = [part.strip() for part in written.split("=")]
    return {"name": name, "aliases": [a for a in aliases if a]} if aliases else name


def column_name(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def sheets_of(charts: Sequence[Chart]) -> dict[str, list[list[Any]]]:
    """The sheets that describe these charts: a workbook to edit and read back."""
    sheets: dict[str, list[list[Any]]] = {
        name: [[head for head, _ in columns]] for name, columns in SHEETS.items()
    }
    for c in charts:
        sheets["产业链"].append(
            [c.id, c.label.zh, c.label.en, c.version, c.source, c.confidence, c.classification]
        )
        for t in c.stages:
            sheets["阶段"].append([c.id, t.id, t.label.zh, t.label.en, "是" if t.support else ""])
        for s in c.segments:
            sheets["环节"].append(
                [c.id, s.id, s.stage, s.label.zh, s.label.en, "、".join(map(_written_product, s.products)),
                 "、".join(s.terms), "、".join(s.excludes), "、".join(map(_written_code, s.codes)),
                 s.supply.zh, s.technology, s.tier.value if s.tier else "", s.note]
            )  # fmt: skip
    for f in dict.fromkeys(feed for chart in charts for feed in chart.feeds):
        sheets["连线"].append([f.start, f.end, f.kind.label.zh, f.coefficient, f.note])
    return sheets


def _written_product(product: Product) -> str:
    return "=".join((product.name, *product.aliases))


def _written_code(code: CodeCandidate) -> str:
    return f"{code.code}{'*' if code.partial else ''}:{code.weight:g}"

"""The statements of a table: one for every cell that says something of its row's subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yanzhen.errors import UsageError
from yanzhen.read.tables.cells import Amount, read_amount, shown
from yanzhen.read.tables.columns import Column, Role
from yanzhen.read.tables.grid import Cell
from yanzhen.read.tables.headers import is_blank
from yanzhen.read.tables.sheet import Sheet
from yanzhen.terms import EntityKind, Figure, Modality, Period, Source, Span, Statement, credit_code_fault

EXTRACTOR = "table/1"
_SPLIT = re.compile(r"[、,，;；\n]+")
_OTHER_PARTY = re.compile(
    r"^(客户|对方|(采购|购买|购货|供货|供应|付款|收款|交易)(方|商|对方|对象|企业|单位))(单位|企业)?(名称)?$"
)
_WHOLE = {"经营范围", "行业代码", "进展", "角色"}
_KINDS: tuple[tuple[str, EntityKind], ...] = (
    ("集群", EntityKind.CLUSTER),
    ("产业链", EntityKind.CHAIN),
    ("项目", EntityKind.PROJECT),
    ("园区", EntityKind.PARK),
    ("产品", EntityKind.PRODUCT),
    ("企业", EntityKind.FIRM),
    ("公司", EntityKind.FIRM),
    ("单位", EntityKind.FIRM),
    ("纳税人", EntityKind.FIRM),
)
_OBJECT_KINDS = {
    "主要产品": EntityKind.PRODUCT,
    "所属产业链": EntityKind.CHAIN,
    "所属环节": EntityKind.SEGMENT,
    "所属集群": EntityKind.CLUSTER,
    "所在园区": EntityKind.PARK,
    "所在地区": EntityKind.REGION,
    "所属行业": EntityKind.INDUSTRY,
    "称号": EntityKind.TITLE,
}


@dataclass(slots=True)
class TextBuilder:
    """The text of a table: one line a row, cells joined by tabs, and where each cell stands in it."""

    parts: list[str]
    length: int = 0

    def line(self, cells: Sequence[str]) -> list[tuple[int, int]]:
        """Append a line; the spans of its cells."""
        places, at = [], self.length
        for cell in cells:
            places.append((at, at + len(cell)))
            at += len(cell) + 1
        text = "\t".join(cells) + "\n"
        self.parts.append(text)
        self.length += len(text)
        return places


def text_and_statements(sheets: Sequence[Sheet], source: Source) -> tuple[str, list[Statement]]:
    """The text of all sheets and every statement in it; each span names the cell as ``Sheet!C5``."""
    text = TextBuilder([])
    found: list[Statement] = []
    for sheet in sheets:
        text.line([f"【{sheet.name}】{sheet.layout.title}"])
        text.line([c.heading for c in sheet.columns])
        for number, row in sheet.rows:
            cells = [shown(row[c.index]) if c.index < len(row) else "" for c in sheet.columns]
            places = text.line(cells)
            found += _row_statements(sheet, source, number, row, places)
        for note in sheet.layout.notes:
            text.line([note])
    return "".join(text.parts), found


def _row_statements(
    sheet: Sheet, source: Source, number: int, row: Sequence[Cell], places: Sequence[tuple[int, int]]
) -> Iterator[Statement]:
    subject, kind = subject_of(sheet, row)
    if not subject:
        return
    period, party = _row_period(sheet, row), _other_party(sheet, row)
    for column, (start, end) in zip(sheet.columns, places, strict=True):
        cell = row[column.index] if column.index < len(row) else None
        if is_blank(cell) or start == end:
            continue
        span = Span(start, end, start, end, f"{sheet.name}!{column.letter}{number}")
        if column.role is Role.FIGURE:
            amount = read_amount(cell, column)
            if isinstance(amount, Amount):
                yield _figure(source, subject, kind, sheet, column, amount, period, party, span, shown(cell))
        else:
            yield from _relations(source, subject, kind, column, span, shown(cell))


def subject_of(sheet: Sheet, row: Sequence[Cell]) -> tuple[str, EntityKind]:
    """Whom a row is about: its subject column, else its region and industry together."""
    for column in sheet.of_role(Role.SUBJECT):
        if column.index < len(row) and not is_blank(row[column.index]):
            kind = next((k for word, k in _KINDS if word in column.heading), EntityKind.OTHER)
            return shown(row[column.index]), kind
    parts = [
        (shown(row[c.index]), role)
        for role in (Role.REGION, Role.INDUSTRY)
        for c in sheet.of_role(role)
        if c.index < len(row) and not is_blank(row[c.index])
    ]
    kind = EntityKind.INDUSTRY if any(r is Role.INDUSTRY for _, r in parts) else EntityKind.REGION
    return "".join(text for text, _ in parts), kind


def _other_party(sheet: Sheet, row: Sequence[Cell]) -> str | None:
    """With whom, in a table of trades: the amounts of two rows with different partners are not the same figure."""
    for column in sheet.of_role(Role.RELATION):
        if _OTHER_PARTY.match(column.heading) and column.index < len(row) and not is_blank(row[column.index]):
            return f"{column.heading}：{shown(row[column.index])}"
    return None


def _row_period(sheet: Sheet, row: Sequence[Cell]) -> Period | None:
    for column in sheet.of_role(Role.PERIOD):
        text = re.sub(r"[年月]$", "", shown(row[column.index]) if column.index < len(row) else "").replace(
            "年", "-"
        )
        month = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
        try:
            return Period.parse(f"{month[1]}-{int(month[2]):02d}" if month else text)
        except UsageError:
            continue
    found = re.search(r"((?:19|20)\d{2})年(?!\d*月)", f"{sheet.layout.title} {sheet.name}")
    return Period.year(int(found[1])) if found else None


def _figure(
    source: Source,
    subject: str,
    kind: EntityKind,
    sheet: Sheet,
    column: Column,
    amount: Amount,
    period: Period | None,
    party: str | None,
    span: Span,
    quote: str,
) -> Statement:
    metric = column.name or sheet.layout.title
    over_size = "规上" if "规上" in column.heading or "规模以上" in column.heading else None
    return Statement(
        source_id=source.id,
        kind="figure",
        subject=subject,
        predicate=metric,
        quote=quote,
        spans=(span,),
        figure=Figure(
            interval=amount.interval,
            unit=amount.unit,
            metric=metric,
            bound=amount.bound,
            value=amount.value,
            modality=_modality(column.heading),
            scope=party or over_size,
            period=Period.parse(column.period) if column.period else period,
            as_of=source.as_of,
        ),
        subject_kind=kind,
        extractor=EXTRACTOR,
        rule=f"{sheet.name}!{column.letter}",
    )


def _modality(heading: str) -> Modality:
    if re.search(r"目标|力争", heading):
        return Modality.TARGET
    if re.search(r"计划|拟", heading):
        return Modality.PLAN
    if re.search(r"预计|预估", heading):
        return Modality.FORECAST
    return Modality.CAPACITY if "产能" in heading else Modality.ACTUAL


def _relations(
    source: Source, subject: str, kind: EntityKind, column: Column, span: Span, text: str
) -> Iterator[Statement]:
    predicate = {Role.CODE: "统一社会信用代码", Role.REGION: "所在地区", Role.INDUSTRY: "所属行业"}.get(
        column.role, column.name
    )
    if column.role in (Role.SUBJECT, Role.PERIOD, Role.IGNORE) or not predicate or subject.startswith(text):
        return
    if column.role is Role.CODE and credit_code_fault(text):
        return
    parts = (
        [text] if predicate in _WHOLE or column.role is Role.CODE else [p.strip() for p in _SPLIT.split(text)]
    )
    for part in dict.fromkeys(parts):  # 轴承、轴承 is one product
        if part:
            yield Statement(
                source_id=source.id,
                kind="relation",
                subject=subject,
                predicate=predicate,
                quote=text,
                spans=(span,),
                object=part,
                subject_kind=kind,
                object_kind=_OBJECT_KINDS.get(predicate, EntityKind.OTHER),
                as_of=source.as_of,
                extractor=EXTRACTOR,
                rule=f"{column.letter}",
            )

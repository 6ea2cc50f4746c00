"""Verdicts made ready to show: lines for a terminal, JSON, and a workbook with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.judge import (
    BulkVerdict,
    Verdict,
    explain,
    fact_from,
    load_cases,
    load_programme,
    run_case,
    summary_zh,
    what_if,
)
from yanzhen.ledger import View
from yanzhen.terms import Truth
from yanzhen.workbench.judging import Matrix, Rulebook, facts_of

MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Lines:
    """Something to print: (depth, answer that colours it, text), and the same as data."""

    shown: tuple[tuple[int, Truth | None, str], ...]
    data: Any


def cell(verdict: Verdict | None) -> tuple[str, Truth | None]:
    """One cell of the matrix: the class, or the mark with the answer in words."""
    if verdict is None:
        return "—", None
    classes = verdict.programme.on(verdict.day).classes
    if classes and len(verdict.possible) < len(classes):
        return ("或".join(verdict.possible) or "不适用"), verdict.answer
    return f"{MARKS[verdict.answer]} {verdict.answer.zh}", verdict.answer


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict with its reason tree as lines."""
    return {
        "programme": verdict.programme.id,
        "name": verdict.programme.name,
        "entity": verdict.entity,
        "on": verdict.day.isoformat(),
        "document": verdict.programme.on(verdict.day).document,
        "confidence": verdict.programme.on(verdict.day).confidence,
        "answer": verdict.answer.value,
        "possible": list(verdict.possible),
        "decides_yes": list(verdict.decides_yes),
        "decides_no": list(verdict.decides_no),
        "summary": summary_zh(verdict),
        "reasons": [
            {
                "depth": line.depth,
                "id": line.id,
                "answer": line.answer.value,
                "label": line.label,
                "text": line.text,
                "article": line.article,
                "doubt": line.doubt,
                "quotes": list(line.quotes),
            }
            for line in explain(verdict)
        ],
    }


def matrix_json(matrix: Matrix) -> dict[str, Any]:
    """All verdicts of a matrix."""
    return {
        "on": matrix.day.isoformat(),
        "programmes": [{"id": p.id, "name": p.name} for p in matrix.programmes],
        "rows": [
            {"entity": name, "verdicts": [verdict_json(v) for v in verdicts]}
            for name, verdicts in matrix.rows
        ],
    }


def verdict_lines(verdict: Verdict) -> Lines:
    """The summary, the tree, and what would decide an open answer."""
    version = verdict.programme.on(verdict.day)
    shown: list[tuple[int, Truth | None, str]] = [
        (0, verdict.answer, summary_zh(verdict)),
        (0, None, f"依据：{version.document}（可信度：{version.confidence}）{version.note}"),
    ]
    for line in explain(verdict):
        article = f"〔{line.article}〕" if line.article else ""
        shown.append(
            (line.depth + 1, line.answer, f"{MARKS[line.answer]} {line.label}{article}：{line.text}")
        )
        shown += [(line.depth + 2, None, quote) for quote in line.quotes]
        if line.doubt:
            shown.append((line.depth + 2, None, f"存疑：{line.doubt}"))
    labels = {line.id: line.label for line in explain(verdict)}
    for ids, words in (
        (verdict.decides_yes, "只要证明下列任何一项达到，即可判定符合："),
        (verdict.decides_no, "只要查明下列任何一项未达到，即可判定不符合："),
    ):
        if ids:
            shown.append((0, None, words + "；".join(labels.get(i, i) for i in ids)))
    return Lines(tuple(shown), verdict_json(verdict))


def programme_lines(book: Rulebook) -> Lines:
    """Every programme: what it is called, whether it is judged, and by which document."""
    shown: list[tuple[int, Truth | None, str]] = []
    data = []
    for each in book.programmes.values():
        version = each.versions[-1]
        how = "评判" if each.judged else f"只登记（{each.why_not_judged}）"
        shown.append((0, None, f"{each.id:24} {each.name}  {version.document}  {how}"))
        data.append({"id": each.id, "name": each.name, "judged": each.judged, "document": version.document})
    return Lines(tuple(shown), data)


def bulk_lines(verdicts: Sequence[BulkVerdict]) -> Lines:
    """How many of each answer, per programme; the data hold every row."""
    shown: list[tuple[int, Truth | None, str]] = []
    data = []
    for each in verdicts:
        answers = [each.truth(i) for i in range(len(each.entities))]
        counts = {truth: answers.count(truth) for truth in Truth}
        text = "，".join(f"{truth.zh} {n}" for truth, n in counts.items())
        shown.append((0, None, f"{each.programme.name}：{text}"))
        rows = [
            {"entity": name, "answer": answer.value, "class": each.classes[i] if each.classes else None}
            for i, (name, answer) in enumerate(zip(each.entities, answers, strict=True))
        ]
        data.append({"programme": each.programme.id, "rows": rows})
    return Lines(tuple(shown), data)


def check_lines(folder: Path) -> Lines:
    """Check one programme folder and run its cases.

    Raises:
        PackError: the rules are not valid.
    """
    fields = Rulebook().fields
    programme = load_programme(folder, fields)
    shown: list[tuple[int, Truth | None, str]] = [(0, None, f"{programme.name}：规则文件没有问题")]
    data = []
    for case in load_cases(folder, fields):
        agrees, verdict = run_case(case, programme, fields)
        given = verdict.possible[0] if len(verdict.possible) == 1 else verdict.answer.value
        text = f"{'通过' if agrees else '不符'}  {case.name}：期望 {case.expect}，得到 {given}"
        shown.append((1, Truth.YES if agrees else Truth.NO, text if agrees else f"{text}（{case.where}）"))
        data.append(
            {"case": case.name, "agrees": agrees, "expect": case.expect, "given": given, "where": case.where}
        )
    return Lines(tuple(shown), {"programme": programme.id, "cases": data})


def what_if_lines(view: View, book: Rulebook, entity: str, change: str, day: date) -> Lines:
    """Which answers change with one fact; ``change`` is ``field=value`` (an empty value takes the fact away).

    Raises:
        UsageError: not of that form, or no such field.
    """
    name, equals, value = change.partition("=")
    field = next((f for f in book.fields.values() if name.strip() in (f.id, f.label)), None)
    if not equals or field is None:
        raise UsageError(f"看不懂“{change}”", expected="字段=数值，如 营业收入=20000 或 发明专利数=")
    known = view.entity(entity)
    statements = [s for s in view.statements(entity=entity) if s.subject in known.names]
    facts = facts_of(known.name, statements, {s.id: s for s in view.sources()}, book, day)
    programmes = [p for p in book.programmes.values() if p.applies_to == known.kind.value]
    fact = fact_from(_plain(value.strip()), field)
    shown: list[tuple[int, Truth | None, str]] = [
        (0, None, f"假设 {field.label} = {value.strip() or '未知'}{field.unit}：")
    ]
    data = []
    for each in what_if(programmes, facts, field.id, fact, book.fields, day):
        before, after = cell(each.before)[0], cell(each.after)[0]
        shown.append(
            (
                1,
                each.after.answer if each.changed else None,
                f"{each.before.programme.name}：{before} → {after}",
            )
        )
        data.append(
            {"programme": each.before.programme.id, "before": before, "after": after, "changed": each.changed}
        )
    return Lines(tuple(shown), data)


def _plain(value: str) -> str | float | None:
    try:
        return float(value) if value else None
    except ValueError:
        return value


def write_workbook(matrix: Matrix, path: Path) -> None:
    """The matrix and, on a second sheet, every reason with its quote."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    # Text that looks like a formula stays text: names come from documents of others.
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format(
        {"bold": True, "bg_color": "#EEF1F4", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    )
    colours: dict[Truth | None, Any] = {
        Truth.YES: book.add_format({"font_color": "#1B7F4B"}),
        Truth.NO: book.add_format({"font_color": "#B3261E"}),
        Truth.UNKNOWN: book.add_format({"font_color": "#8A6100"}),
    }
    sheet = book.add_worksheet("矩阵")
    sheet.write_row(0, 0, ["企业/集群", *(p.name for p in matrix.programmes)], head)
    reasons = book.add_worksheet("理由")
    reasons.write_row(0, 0, ["企业/集群", "政策或称号", "结论", "条件", "条款", "说明", "存疑", "原文"], head)
    line_no = 1
    for i, (name, verdicts) in enumerate(matrix.rows, 1):
        sheet.write_string(i, 0, name)
        by_id = {v.programme.id: v for v in verdicts}
        for j, programme in enumerate(matrix.programmes, 1):
            text, answer = cell(by_id.get(programme.id))
            sheet.write_string(i, j, text, colours.get(answer))
        for verdict in verdicts:
            for line in explain(verdict):
                row = [
                    name,
                    verdict.programme.name,
                    line.answer.zh,
                    "　" * line.depth + line.label,
                    line.article,
                    line.text,
                    line.doubt,
                    "\n".join(line.quotes),
                ]
                for column, text in enumerate(row):
                    reasons.write_string(line_no, column, text, colours[line.answer] if column == 2 else None)
                line_no += 1
    for each, widths in (
        (sheet, [24, *[16] * len(matrix.programmes)]),
        (reasons, [22, 24, 10, 44, 16, 60, 36, 60]),
    ):
        each.freeze_panes(1, 1)
        for column, width in enumerate(widths):
            each.set_column(column, column, width)
    reasons.autofilter(0, 0, max(1, line_no - 1), 7)
    book.close()

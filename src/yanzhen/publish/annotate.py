"""A verified draft as an annotated page: each figure marked with its verdict, and why."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from yanzhen.publish.evidence import cite
from yanzhen.publish.verify import Finding, Unread, Verdict, Verification
from yanzhen.terms import Statement

_COLOURS = {
    "supported": ("#e3f1e6", "✓"),
    "sharper": ("#fff0cf", "▲"),
    "contradicted": ("#fbdcd9", "✕"),
    "unsupported": ("#e9e3f5", "?"),
    "unread": ("#e6e9ec", "○"),
}


@cache
def _style() -> str:
    base = (Path(__file__).parent / "document.css").read_text(encoding="utf-8")
    marks = "".join(
        f'mark.{name} {{ background: {colour}; color: #1f2933; }} mark.{name}::after {{ content: "{sign}"; font-size: .7em; }}\n'
        for name, (colour, sign) in _COLOURS.items()
    )
    return base + marks + ".draft { white-space: pre-wrap; } .counts { list-style: none; padding: 0; }\n"


def explain(finding: Finding) -> str:
    """Verdict, reasons, and the source's words: what a reviewer reads beside the figure."""
    parts = [f"{finding.verdict.zh}：{finding.words}"]
    parts += list(finding.reasons)
    if finding.evidence:
        best = finding.evidence[0]
        parts.append(f"原文“{best.statement.quote}”（{cite(best.source)}，{best.short_id}）")
    return "。".join(parts)


def to_annotated_html(verification: Verification) -> str:
    """One self-contained page: counts, the draft with its figures marked, and all findings in order."""
    counts = "".join(
        f'<li><mark class="{verdict}">{verdict.zh}</mark> {verification.count(verdict)}</li>'
        for verdict in Verdict
    )
    unread = f'<li><mark class="unread">未能识别，请人工核对</mark> {len(verification.open)}</li>'
    rows = "\n".join(
        f'<li id="f{i}"><mark class="{f.verdict}">{f.verdict.zh}</mark> {escape(explain(f).partition("：")[2])}</li>'
        for i, f in enumerate(verification.findings, 1)
    )
    title = f"核对结果：{verification.source.title or verification.source.name}"
    record = f'<p class="imprint">台账：{escape(verification.record)}</p>\n' if verification.record else ""
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{_style()}</style>
</head>
<body class="brief">
<main>
<h1>{escape(title)}</h1>
{record}<ul class="counts">{counts}{unread}</ul>
<h2>文稿</h2>
<div class="draft">{_marked_text(verification)}</div>
<h2>逐项结果</h2>
<ol>
{rows}
</ol>
</main>
</body>
</html>
"""


def _marked_text(verification: Verification) -> str:
    """The draft with a mark on the words of each figure; several figures on the same words share one mark."""
    spans: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for number, finding in enumerate(verification.findings, 1):
        span = words_span(verification.text, finding.statement)
        spans.setdefault(span, []).append((finding.verdict.value, f"{number}. {explain(finding)}"))
    for each in verification.open:
        spans.setdefault(each.span, []).append(("unread", "未能识别主体与指标，请人工核对"))
    out, at = [], 0
    for (start, end), said in sorted(spans.items()):
        if start < at:
            continue
        worst = max((kind for kind, _ in said), key=list(_COLOURS).index)
        tip = escape("\n".join(words for _, words in said))
        words = escape(verification.text[start:end])
        out += [escape(verification.text[at:start]), f'<mark class="{worst}" title="{tip}">{words}</mark>']
        at = end
    return "".join([*out, escape(verification.text[at:])])


def words_span(text: str, statement: Statement) -> tuple[int, int]:
    """Where the figure's own words stand inside its statement's span."""
    span, figure = statement.spans[0], statement.figure
    words = figure.words if figure and figure.words else ""
    at = text.find(words, span.start, span.end) if words else -1
    return (at, at + len(words)) if at >= 0 else (span.start, span.end)


def remarks(verification: Verification) -> Iterable[tuple[str, str]]:
    """(words to look for, remark) for what is not simply supported, in reading order; one remark for the same words."""
    found: dict[tuple[int, int], list[str]] = {}
    for finding in verification.findings:
        if finding.verdict is not Verdict.SUPPORTED:
            span = words_span(verification.text, finding.statement)
            found.setdefault(span, []).append(explain(finding))
    for unread in verification.open:
        found.setdefault(unread.span, []).append(_unread(unread))
    return [(verification.text[start:end], "\n".join(said)) for (start, end), said in sorted(found.items())]


def _unread(unread: Unread) -> str:
    return f"未能识别“{unread.words}”的主体与指标，请人工核对"

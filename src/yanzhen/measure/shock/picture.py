"""The course of a shock as a drawing: bars by step, and the firms hit hardest. Plain SVG, no script, no font file."""

from __future__ import annotations

from html import escape
from typing import Literal

from yanzhen.measure.shock.path import ShockResult

_TEXT = {
    "zh": {
        "title": "冲击传导：{shocked}",
        "summary": "合计损失 {total}，其中自身 {own}、第一步 {first}、后续 {later}",
        "step": "第{step}步",
        "start": "冲击",
        "hit": "受影响最大的企业（占全网络份额）",
        "supply": "供给",
        "demand": "需求",
        "shock": "自身",
        "both": "双向",
        "via": "经由",
    },
    "en": {
        "title": "Course of the shock: {shocked}",
        "summary": "lost {total} in all: own {own}, first step {first}, later {later}",
        "step": "step {step}",
        "start": "shock",
        "hit": "Firms hit hardest (share of the network)",
        "supply": "supply",
        "demand": "demand",
        "shock": "own",
        "both": "both",
        "via": "via",
    },
}
_COLOURS = {
    "earlier": "#b8c4cc",
    "supply": "#2f6f8f",
    "demand": "#c77d2e",
}
_WIDTH, _LEFT, _ROW = 760, 160, 22
_STEPS = 12  # of a longer course the first steps and the last are drawn


def shock_svg(result: ShockResult, *, lang: Literal["zh", "en"] = "zh", top: int = 12) -> str:
    """Draw a shock: share of the network lost by each step and added in it, then the firms hit hardest.

    Args:
        result: from :func:`run_shock`.
        lang: words on the drawing.
        top: firms listed.

    Returns:
        An ``<svg>`` element with a title; text follows ``currentColor``, bars have the classes
        ``shock-earlier``, ``shock-supply``, ``shock-demand`` for a page to colour.
    """
    words = _TEXT[lang]
    shocked = "、".join(list(result.shocked)[:3]) + ("…" if len(result.shocked) > 3 else "")
    title = words["title"].format(shocked=shocked)
    steps = _steps(result, words)
    hit = _hit(result, words, top, y=62 + len(steps) * _ROW)
    height = 90 + (len(steps) + len(hit)) * _ROW
    summary = words["summary"].format(
        total=_percent(result.total),
        own=_percent(result.own),
        first=_percent(result.first_effects),
        later=_percent(result.later_effects),
    )
    heading = _label(8, 20, title, size=15, weight=600) + _label(8, 42, summary)
    middle = _label(8, 62 + len(steps) * _ROW + 14, words["hit"], weight=600)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="currentColor"><title>{escape(title)}</title>'
        f"{heading}{''.join(steps)}{middle}{''.join(hit)}</svg>"
    )


def _steps(result: ShockResult, words: dict[str, str]) -> list[str]:
    """One bar a step: what was lost before, then what this step adds."""
    scale = (_WIDTH - _LEFT - 90) / max(result.total, 1e-12)
    rows = []
    totals = result.step_total.tolist()
    last = len(totals) - 1
    shown = range(last + 1) if last < _STEPS else [*range(_STEPS - 1), last]
    for row, step in enumerate(shown):
        y = 58 + row * _ROW
        before, total = (totals[step - 1] if step else 0.0), totals[step]
        name = words["step"].format(step=step) if step else words["start"]
        bars = _bar(_LEFT, y, before * scale, "earlier")
        bars += _bar(_LEFT + before * scale, y, (total - before) * scale, "supply")
        rows.append(
            _label(8, y + 12, name) + bars + _label(_LEFT + total * scale + 6, y + 12, _percent(total))
        )
    return rows


def _hit(result: ShockResult, words: dict[str, str], top: int, y: float) -> list[str]:
    frame = result.to_frame().head(top)
    whole = float(result.network.size.sum())
    largest = max((row["amount"] for row in frame.iter_rows(named=True)), default=1.0)
    rows = []
    for k, row in enumerate(frame.iter_rows(named=True)):
        top_edge = y + 24 + k * _ROW
        length = 260 * row["amount"] / largest
        via = f"，{words['via']}{row['via']}" if row["via"] else ""
        note = f"{_percent(row['amount'] / whole)} {words[row['direction']]}{via}"
        colour = "demand" if row["direction"] == "demand" else "supply"
        rows.append(
            _label(8, top_edge + 12, _short(row["firm"]))
            + _bar(_LEFT, top_edge, length, colour)
            + _label(_LEFT + length + 6, top_edge + 12, note)
        )
    return rows


def _bar(x: float, y: float, width: float, kind: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.0):.1f}" height="15"'
    return f'<rect class="shock-{kind}" {place} fill="{_COLOURS[kind]}"/>'


def _label(x: float, y: float, text: str, *, size: int = 12, weight: int = 400) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}">{escape(text)}</text>'


def _short(name: str) -> str:
    return name if len(name) <= 12 else name[:11] + "…"


def _percent(share: float) -> str:
    return f"{share:.2%}" if share >= 0.0001 or share == 0 else "<0.01%"

"""Tables, a plot and sections of docs/benchmarks.md, shared by the benchmark scripts."""

from __future__ import annotations

import math
import os
import platform
import re
from datetime import date
from pathlib import Path

Series = list[tuple[float, float]]


def table_text(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def machine() -> str:
    """What the numbers were taken on."""
    return f"{date.today()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def put_section(file: Path, name: str, text: str) -> None:
    """Replace what stands between the marks of a section, or add the section at the end."""
    start, stop = f"<!-- {name}:start -->", f"<!-- {name}:stop -->"
    block = f"{start}\n_{machine()}; other work ran on the machine, compare within a table only._\n\n{text}\n{stop}"
    old = file.read_text(encoding="utf-8") if file.exists() else "# Benchmarks\n"
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(stop), re.DOTALL)
    new = pattern.sub(lambda _: block, old) if pattern.search(old) else f"{old.rstrip()}\n\n{block}\n"
    file.write_text(new, encoding="utf-8")


COLOURS = ("#1f5f8b", "#c0504d", "#9a7d0a", "#7f7f7f")


def growth_plot(series: dict[str, Series], x_label: str, y_label: str) -> str:
    """A log-log line chart as SVG."""
    points = [point for line in series.values() for point in line]
    x0, x1 = (f(math.log10(x) for x, _ in points) for f in (min, max))
    y0, y1 = (
        math.floor(min(math.log10(y) for _, y in points)),
        math.ceil(max(math.log10(y) for _, y in points)),
    )

    def place(x: float, y: float) -> tuple[float, float]:
        across = 70 + 500 * (math.log10(x) - x0) / (x1 - x0)
        return across, 340 - 300 * (math.log10(y) - y0) / (y1 - y0)

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 400" font-family="sans-serif" font-size="12">'
    ]
    parts.append('<rect width="760" height="400" fill="white"/>')
    for power in range(y0, y1 + 1):
        _, y = place(10**x0, 10.0**power)
        parts.append(
            f'<path d="M70 {y:.1f}H570" stroke="#ddd"/><text x="62" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        )
    for x in sorted({x for x, _ in points}):
        across, _ = place(x, 10.0**y0)
        parts.append(f'<text x="{across:.1f}" y="358" text-anchor="middle">{x:g}</text>')
    for (name, line), colour in zip(series.items(), COLOURS, strict=False):
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in (place(*point) for point in line))
        a, b = place(*line[-1])
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{a + 8:.1f}" y="{b + 4:.1f}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="320" y="385" text-anchor="middle">{x_label}</text>')
    parts.append(
        f'<text x="16" y="190" transform="rotate(-90 16 190)" text-anchor="middle">{y_label}</text></svg>'
    )
    return "\n".join(parts) + "\n"

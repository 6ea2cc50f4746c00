"""Documents: the briefing in all forms, and a report of 200 pages with 60 charts: seconds, pages, memory.

    python benchmarks/publish.py [--charts 60] [--case briefing|report|site]

All statements are made up here. Each case runs in a process of its own, so that memory is that of the case alone.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time

LIMITS = {"briefing": (5.0, 500.0), "report": (60.0, 500.0)}


def evidence(chains: int, firms: int):
    """Statements of ``chains`` clusters with ``firms`` firms each, all from one made-up source."""
    from yanzhen.publish import Evidence
    from yanzhen.terms import EntityKind, Figure, Period, Source, Span, Statement, Tier

    source = Source("src-0000000000000000", "bench.txt", title="基准测试材料", publisher="某市", published="2024-12-31",
                    event_date="2024-12-31", place="某市", synthetic=True)  # fmt: skip
    tiers, at = list(Tier), 0
    for chain in range(chains):
        tier = tiers[chain % 3]
        for firm in range(firms):
            name, value = f"第{chain + 1}链{firm + 1}号企业", float(1e8 * (firm + 1) * (chain % 7 + 1))
            for metric, bound in (("营业收入", "="), ("总产值", ">"), ("利润总额", "~")):
                figure = Figure.of(
                    value, "CNY", bound, metric=metric, period=Period.year(2024), as_of="2024-12-31"
                )
                quote = f"{name}2024年{metric}{figure.zh()}"
                span, at = Span(at, at + len(quote), at, at + len(quote)), at + len(quote)
                said = Statement(source.id, "figure", name, metric, quote, (span,), figure=figure,
                                 subject_kind=EntityKind.FIRM, tier=tier)  # fmt: skip
                yield Evidence(said, source)


TEMPLATE = """---
template: report
label: 报告
language: zh
form: brief
contents: true
---
# 重点产业链年度报告
{% for own in parts %}
## {{ own.evidence[0].statement.subject | replace('1号企业', '') }}

{{ own.groups[:12] | sentences }}

{{ bounds_chart(own.figures('营业收入'), '营业收入') }}

{{ figures_table(own, '各企业数字') }}
{% endfor %}
"""


def report(chains: int, firms: int):
    """The outline of a report with one chart and one table for each chain."""
    from yanzhen.publish import Imprint, compose, facts_of
    from yanzhen.publish.template import parse_template

    facts = facts_of(evidence(chains, firms), "某市", "2024-12-31")
    size = 3 * firms
    from dataclasses import replace

    parts = [
        replace(facts, evidence=facts.evidence[i : i + size]) for i in range(0, len(facts.evidence), size)
    ]
    imprint = Imprint("某市", "2024-12-31", "bench", "全部")
    return compose(parse_template(TEMPLATE, "report.md"), facts, imprint, {"parts": parts})


def briefing(turn: str):
    """The briefing template on a city of this size; the turn is printed in it, so that nothing comes from a cache."""
    from yanzhen.publish import Imprint, compose, facts_of, load_template

    facts = facts_of(evidence(3, 8), "某市", "2024-12-31")
    return compose(load_template("briefing"), facts, Imprint("某市", "2024-12-31", turn, "全部"))


def run_case(name: str, chains: int, firms: int) -> None:
    """One case: compose, then every form twice (the second run is the warm one)."""
    from pypdf import PdfReader

    from yanzhen.publish import render

    for turn in ("cold", "warm") if name == "briefing" else ("cold",):
        begin = time.perf_counter()
        outline = briefing(turn) if name == "briefing" else report(chains, firms)
        total = times = time.perf_counter() - begin
        parts = [f"compose {times:.2f}"]
        for form in ("html", "docx", "pdf", "xlsx"):
            begin = time.perf_counter()
            made = render(outline, form)
            times = time.perf_counter() - begin
            total += times
            parts.append(f"{form} {times:.2f}")
            if form == "pdf":
                pages = len(PdfReader(io.BytesIO(made)).pages)
        # Typesetting a long document is a process of its own: both are shown, the larger one counts.
        own, child = (
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        memory = max(own, child)
        limit, most = LIMITS[name]
        verdict = "ok" if total <= limit and memory <= most else "OVER"
        print(f"{name:9} {turn:5} {total:7.2f} s (limit {limit:.0f})  {memory:5.0f} MB (limit {most:.0f}; "
              f"this process {own:.0f}, typesetting {child:.0f})  "
              f"{pages:4d} pages  {verdict:4}  {', '.join(parts)}")  # fmt: skip


def run_site() -> None:
    """The workbench of the example city as plain pages, without their data twins and with them."""
    import tempfile
    from pathlib import Path

    from yanzhen.workbench import demo

    with tempfile.TemporaryDirectory() as folder:
        ledger = demo.build(Path(folder) / "demo").ledger
        for twins in (False, True):
            write_site(ledger, Path(folder) / f"site-{twins}", twins)


def write_site(ledger, folder, twins: bool) -> None:
    """One copy: pages a minute by the clock and of one processor, the start of the processes included."""
    from yanzhen.workbench.sites import write_workbench

    begin, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    made = write_workbench("yanzhen.web.app:create", ledger, folder, twins=twins)
    wall, now = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    pages, files = made.files["text/html"], sum(made.files.values())
    busy = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    print(f"site {'with twins' if twins else 'pages only'} {wall:6.1f} s wall, {busy:5.1f} s of processors, "
          f"{now.ru_maxrss / 1024:4.0f} MB in the largest process: {pages} pages in {files} files, "
          f"{60 * pages / wall:,.0f} pages a minute, {60 * pages / busy:,.0f} of one processor")  # fmt: skip


def main() -> None:
    """Run both cases, each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--charts", type=int, default=60)
    parser.add_argument("--firms", type=int, default=8, help="firms in each chain: more firms, more pages")
    parser.add_argument("--case", choices=[*LIMITS, "site"])
    given = parser.parse_args()
    if given.case == "site":
        run_site()
        return
    if given.case:
        run_case(given.case, given.charts, given.firms)
        return
    for case in (*LIMITS, "site"):
        command = [
            sys.executable,
            __file__,
            "--case",
            case,
            "--charts",
            str(given.charts),
            "--firms",
            str(given.firms),
        ]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

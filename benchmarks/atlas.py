"""Placing firms: speed on 100,000 firms x 500 segments, and accuracy on the published descriptions.

    python benchmarks/atlas.py [--firms 100000] [--segments 500]

Speed data are made up from random characters (synthetic); the peer is a plain loop that looks for every
word in every firm's text, timed on a sample and scaled up in proportion. Accuracy is measured on
tests/atlas/data/firm_descriptions.csv: made-up firms labelled by hand by the authors of the charts, so
the numbers are an upper end of what to expect from strangers' lists. The rows marked 检验 were not looked
at while charts and rules were adjusted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from yanzhen.atlas.chart import Chart, Label, Product, Segment, Stage, shipped_charts
from yanzhen.atlas.placing import FirmList, compare_with_labels, place_firms, read_firms, vocabulary_of

DESCRIPTIONS = Path(__file__).parents[1] / "tests" / "atlas" / "data" / "firm_descriptions.csv"
CHARACTERS = "轴承钢球铝铜板带箔材管线电机泵阀车桥氢池膜极片料油脂胶布纱粉液气炉床刀具模仪表芯器件灯镜"
STANDARD = [
    "货物进出口",
    "技术服务",
    "金属材料销售",
    "机械设备销售",
    "普通货物仓储",
    "劳务服务",
    "非居住房地产租赁",
]


def random_chart(segments: int, draw: random.Random) -> Chart:
    """A chart of made-up products, eight words to a segment."""

    def word() -> str:
        return "".join(draw.choices(CHARACTERS, k=draw.randint(2, 6)))

    return Chart(
        id="made-up",
        label=Label("合成"),
        stages=(Stage("all", Label("全部")),),
        segments=tuple(
            Segment(
                id=f"s{i}", chain="made-up", stage="all", label=Label(word()), products=(Product(word(), tuple(word() for _ in range(7))),)
            )
            for i in range(segments)
        ),
    )  # fmt: skip


def random_firms(count: int, chart: Chart, draw: random.Random) -> pl.DataFrame:
    """Firms with one to three products and a business scope of six to fourteen phrases."""
    words = vocabulary_of([chart]).terms["term"].to_list()

    def phrase() -> str:
        if draw.random() < 0.4:
            return draw.choice(words) + draw.choice(["制造", "生产、销售", "加工", ""])
        if draw.random() < 0.5:
            return draw.choice(STANDARD)
        return "".join(draw.choices(CHARACTERS, k=5)) + "销售"

    return pl.DataFrame(
        {
            "企业名称": [f"合成{i}{draw.choice(CHARACTERS)}业有限公司" for i in range(count)],
            "主要产品": [
                "、".join(draw.choice(words) for _ in range(draw.randint(1, 3))) for _ in range(count)
            ],
            "经营范围": [";".join(phrase() for _ in range(draw.randint(6, 14))) for _ in range(count)],
            "行业代码": [draw.choice(["3451", "3252", "3612", "3831"]) for _ in range(count)],
        }
    )


def plain_loop(firms: FirmList, chart: Chart) -> int:
    """The peer: every word looked for in every text."""
    terms = list(vocabulary_of([chart]).terms.select("term", "segment").iter_rows())
    hits = 0
    for products, scope in firms.frame.select("products", "scope").iter_rows():
        text = f"{products};{scope}"
        hits += len({segment for term, segment in terms if term in text})
    return hits


def speed(count: int, segments: int) -> Table:
    """Seconds for all firms, and for the loop scaled up from a sample."""
    draw = random.Random(6)
    chart = random_chart(segments, draw)
    table = random_firms(count, chart, draw)
    start = time.perf_counter()
    firms = read_firms(table)
    placed = place_firms(firms, [chart])
    ours = time.perf_counter() - start
    sample = min(count, 1000)
    start = time.perf_counter()
    plain_loop(read_firms(table.head(sample)), chart)
    loop = (time.perf_counter() - start) * count / sample
    result = Table(title=f"{count:,} firms x {segments} segments, polars threads: {pl.thread_pool_size()}")
    for heading in ("method", "seconds", "firms placed", "peak memory MB"):
        result.add_column(heading)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.add_row("place_firms", f"{ours:.1f}", f"{placed.frame['row'].n_unique():,}", f"{peak:.0f}")
    result.add_row("plain loop (words only, scaled up)", f"{loop:.1f}", "-", "-")
    return result


def accuracy() -> Table:
    """Accuracy by group of rows and by the fields that are given."""
    table = pl.read_csv(DESCRIPTIONS, infer_schema=False)
    labels = {
        row: frozenset((cell or "").split(";")) - {""} for row, cell in enumerate(table["环节"], start=2)
    }
    result = Table(title=f"Placing the {table.height} published descriptions")
    for heading in ("rows", "fields", "firms", "top-1", "precision", "recall", "F1", "left out rightly"):
        result.add_column(heading)
    fields = {
        "all": [],
        "without industry code": ["行业代码"],
        "without products": ["主要产品"],
        "name only": ["主要产品", "经营范围", "行业代码"],
    }
    for name, dropped in fields.items():
        placed = place_firms(read_firms(table.drop("性质", "分组", "环节", *dropped)), shipped_charts())
        for group in ("调试", "检验"):
            rows = {i for i, g in enumerate(table["分组"], start=2) if g == group}
            a = compare_with_labels(placed, {row: labels[row] for row in rows})
            shares = (a.top1, a.precision, a.recall, a.f1, a.rejected)
            result.add_row(group, name, str(a.firms), *(f"{100 * share:.1f}%" for share in shares))
    return result


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firms", type=int, default=100_000)
    options.add_argument("--segments", type=int, default=500)
    chosen = options.parse_args()
    console = Console()
    console.print(accuracy())
    console.print(speed(chosen.firms, chosen.segments))


if __name__ == "__main__":
    main()

"""Speed of the ledger beside its targets: bulk load, entity page, search, decision, names, size on disk.

    python benchmarks/ledger.py                     10^6 statements, SQLite in a temporary folder
    python benchmarks/ledger.py --statements 100000 --names 20000
    python benchmarks/ledger.py --place postgresql://user@/empty_database

Statements are made up: firms with bounded figures over years, each with its own quote, 10,000 to a source.
Queries are timed over different entities and words; the median and the slowest are shown.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from yanzhen.ledger import Ledger
from yanzhen.terms import Bound, EntityKind, Figure, Period, Reading, Source, Span, Statement

PLACES = [
    "聊城",
    "临清",
    "茌平",
    "东阿",
    "阳谷",
    "莘县",
    "冠县",
    "高唐",
    "济南",
    "青岛",
    "德州",
    "滨州",
    "潍坊",
    "淄博",
    "临沂",
    "菏泽",
]
STEMS = "信鲁泰华金中恒瑞鑫宏祥东安德永盛昌凯远达博科力源润丰茂"
TRADES = [
    "化工",
    "新材料",
    "轴承",
    "铝业",
    "铜业",
    "纺织",
    "食品",
    "医药",
    "装备",
    "汽车",
    "电子",
    "能源",
    "生物",
    "纸业",
    "钢管",
    "环保",
]
METRICS = ["营业收入", "总产值", "利润", "研发投入", "出口额"]
PER_SOURCE = 10_000


def firms(count: int, dice: random.Random) -> list[str]:
    """Names of made-up firms, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        stem = "".join(dice.sample(STEMS, 2 + dice.randrange(2)))
        found[f"{dice.choice(PLACES)}{stem}{dice.choice(TRADES)}有限公司"] = None
    return list(found)


def readings(statements: int, names: list[str], dice: random.Random) -> Iterator[Reading]:
    """Sources of 10,000 statements each."""
    for start in range(0, statements, PER_SOURCE):
        content = f"made-up source {start}".encode()
        source_id = Source.id_for(content)
        count = min(PER_SOURCE, statements - start)
        made = tuple(statement(source_id, i, names, dice) for i in range(count))
        text = "\n".join(each.quote for each in made)
        source = Source(
            source_id, f"source-{start}.txt", title=f"合成来源{start}", published="2024-12-25", synthetic=True
        )
        yield Reading(source, text, text, made, content=content)


def statement(source_id: str, number: int, names: list[str], dice: random.Random) -> Statement:
    """A figure of a firm, as a sentence would give it."""
    firm, metric, year = dice.choice(names), dice.choice(METRICS), dice.randrange(2015, 2025)
    amount = dice.randrange(10, 100_000)
    words = f"{year}年{firm}{metric}超过{amount}万元"
    figure = Figure.of(
        amount * 1e4, "CNY", Bound.ABOVE, metric=metric, period=Period.year(year), words=f"超过{amount}万元"
    )
    span = Span(number * 40, number * 40 + len(words), number * 40, number * 40 + len(words))
    return Statement(
        source_id, "figure", firm, metric, words, (span,), figure=figure, subject_kind=EntityKind.FIRM
    )


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds that an action takes, and seconds of processor time in them."""
    start, busy = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - start, time.process_time() - busy


def each_timed(actions: list[Callable[[], object]]) -> tuple[float, float, float]:
    """Median, slowest and median of processor time, in milliseconds."""
    wall, busy = zip(*(timed(action) for action in actions), strict=True)
    return statistics.median(wall) * 1000, max(wall) * 1000, statistics.median(busy) * 1000


def load(
    ledger: Ledger, statements: int, names: list[str], dice: random.Random
) -> tuple[float, float, float]:
    """Seconds spent in ``Ledger.add``, twice, and of processor time; making the statements is not counted."""
    taken = [timed(partial(ledger.add, each)) for each in readings(statements, names, dice)]
    wall, busy = (sum(each) for each in zip(*taken, strict=True))
    return wall, wall, busy


def measure(place: str, statements: int, firm_count: int) -> None:
    """Load and query, print the table."""
    dice = random.Random(7)
    names = firms(firm_count, dice)
    with Ledger.create(place) as ledger:
        loaded = load(ledger, statements, names, dice)
        some = dice.sample(names, 50)
        firm = ledger.entity(some[0])
        ids = [s.id for name in some for s in ledger.statements(entity=name, limit=4)]
        words = [[n[:1] for n in some], [n[2:4] for n in some], [n[2:6] for n in some], ["营业收入"] * 5]
        show("bulk load, s", *loaded, 90)
        show("entity page, ms", *each_timed([lambda n=n: page(ledger, n) for n in some]), 10)
        for label, queries in zip(
            ("1 character", "2 characters", "4 characters", "common word"), words, strict=True
        ):
            show(f"search, {label}, ms", *each_timed([lambda q=q: ledger.search(q) for q in queries]), 50)
        decisions = [lambda i=i: ledger.decide("accept", i, who="bench") for i in ids]
        show("decision, ms", *each_timed(decisions), 5)
        print(f"{len(ledger.statements(entity=firm.id))} statements on one entity page")
    if Path(place).exists():
        print(f"file: {Path(place).stat().st_size / 2**20:.0f} MiB")


def page(ledger: Ledger, name: str) -> None:
    """What an entity page asks for."""
    ledger.statements(entity=ledger.entity(name).id)


def show(label: str, median: float, slowest: float, busy: float, target: float) -> None:
    """One line of the table."""
    print(
        f"{label:28} median {median:9.2f}   slowest {slowest:9.2f}   processor {busy:9.2f}   target {target:5}",
        flush=True,
    )


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--place", help="PostgreSQL URL of an empty database")
    options = parser.parse_args()
    print(
        f"{options.statements:,} statements about {options.names:,} firms, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    folder = tempfile.mkdtemp()
    try:
        measure(options.place or f"{folder}/bench.yz", options.statements, options.names)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Judging 100,000 firms by eight programmes at once, and a sample one by one for comparison.

    python benchmarks/judge.py [--firms 100000]

Prints seconds, and checks that the sampled rows agree.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

import numpy as np

from yanzhen.judge import FactTable, Intervals, judge, judge_many, load_fields, load_programmes

DAY = date(2024, 12, 20)


def firms(n: int, seed: int = 1) -> FactTable:
    """Random firms (synthetic): a tenth of all cells unknown, a twentieth only bounds."""
    rng = np.random.default_rng(seed)
    fields = load_fields()
    numbers = {}
    for field in fields.values():
        if field.kind != "number" or field.ratio or field.total or field.largest:
            continue
        value = (
            np.round(10 ** rng.uniform(0, 4.5, n), 1)
            if field.unit == "万元"
            else np.round(rng.uniform(0, 100, n), 1)
        )
        unknown, bound = rng.random(n) < 0.1, rng.random(n) < 0.05
        low = np.where(unknown, np.nan, value)
        numbers[field.id] = Intervals.of(low, np.where(bound, np.nan, low))
    truths = {
        f.id: rng.choice(np.array([-1, 0, 1], np.int8), n, p=[0.1, 0.1, 0.8])
        for f in fields.values()
        if f.kind == "yes-no"
    }
    texts = {"industry_code": list(rng.choice(["C3451", "C3612", "F5179", "E4710", "I6513"], n))}
    titles = {"cn.srdi_sme": rng.choice(np.array([-1, 0, 1], np.int8), n)}
    return FactTable([f"示例企业{i}" for i in range(n)], numbers, truths, texts, titles)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=100_000)
    n = parser.parse_args().firms
    fields, table = load_fields(), firms(n)
    programmes = [p for p in load_programmes(fields=fields).values() if p.judged]
    start = time.perf_counter()
    verdicts = [judge_many(p, table, fields, DAY) for p in programmes]
    bulk = time.perf_counter() - start
    sample = range(0, n, max(1, n // 300))
    start = time.perf_counter()
    wrong = sum(
        judge(p, table.row(i), fields, DAY, seek_deciding=False).answer is not v.truth(i)
        for i in sample
        for p, v in zip(programmes, verdicts, strict=True)
    )
    single = (time.perf_counter() - start) / len(sample) * n
    print(
        f"{n:,} firms x {len(programmes)} programmes: bulk {bulk:.2f} s; one by one about {single:.0f} s; {wrong} of {len(sample) * len(programmes)} sampled answers differ"
    )


if __name__ == "__main__":
    main()

"""Accuracy on the published pairs of names beside rapidfuzz, and the time for 100,000 x 100,000 names.

    python benchmarks/names.py                 accuracy and time
    python benchmarks/names.py --names 20000   fewer names

The scorers of rapidfuzz get the threshold with their best F1 on the development half (at a precision of 0.98 they
find nearly nothing). Both halves are then scored. A plain comparison of all pairs is timed on a part and scaled.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import distance, fuzz, process

from ledger import STEMS, firms
from yanzhen.ledger import candidates, compare

PAIRS = Path(__file__).parents[1] / "tests" / "ledger" / "data" / "name_pairs.csv"
Pair = tuple[str, str, bool]
Scorer = Callable[[str, str], float]
SCORERS: dict[str, Scorer] = {
    "yanzhen": lambda a, b: compare(a, b).score,
    "rapidfuzz ratio": lambda a, b: fuzz.ratio(a, b) / 100,
    "rapidfuzz partial_ratio": lambda a, b: fuzz.partial_ratio(a, b) / 100,
    "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a, b) / 100,
    "Jaro-Winkler": distance.JaroWinkler.normalized_similarity,
}


def pairs(half: str) -> list[Pair]:
    """The published pairs of one half."""
    with PAIRS.open(encoding="utf-8") as file:
        return [(r["a"], r["b"], r["truth"] == "same") for r in csv.DictReader(file) if r["half"] == half]


def accuracy(scorer: Scorer, threshold: float, listed: list[Pair]) -> tuple[float, float]:
    """Precision and recall at a threshold."""
    said = [scorer(a, b) >= threshold for a, b, _ in listed]
    hits = sum(s and truth for s, (_, _, truth) in zip(said, listed, strict=True))
    return hits / max(sum(said), 1), hits / sum(truth for _, _, truth in listed)


def best_threshold(scorer: Scorer, listed: list[Pair]) -> float:
    """The threshold with the highest F1, the harmonic mean of precision and recall."""

    def f1(threshold: float) -> float:
        precision, recall = accuracy(scorer, threshold, listed)
        return 2 * precision * recall / ((precision + recall) or 1)

    return max({scorer(a, b) for a, b, _ in listed}, key=f1)


def show_accuracy() -> None:
    """One line per scorer and half."""
    dev, test = pairs("dev"), pairs("test")
    print(f"{'':26} threshold   dev ({len(dev)}) P / R     test ({len(test)}) P / R")
    for name, scorer in SCORERS.items():
        threshold = 0.8 if name == "yanzhen" else best_threshold(scorer, dev)
        (p, r), (tp, tr) = accuracy(scorer, threshold, dev), accuracy(scorer, threshold, test)
        print(f"{name:26} {threshold:9.3f}   {p:.3f} / {r:.3f}       {tp:.3f} / {tr:.3f}")


def varied(name: str, dice: random.Random) -> str:
    """A name as another document would write it, or that of another firm."""
    lot = dice.random()
    if lot < 0.4:
        return name.replace("有限公司", "")[2 if lot < 0.2 else 0 :]
    if lot < 0.6:
        return name.replace("有限公司", "有限责任公司")
    if lot < 0.8:
        return name[:3] + dice.choice(STEMS) + name[4:]
    return name


def show_time(count: int) -> None:
    """Candidates among ``count`` x ``count`` names, beside comparing every pair with rapidfuzz."""
    dice = random.Random(11)
    left = firms(count, dice)
    right = list(dict.fromkeys(varied(name, dice) for name in left))
    print(f"\n{len(left):,} x {len(right):,} names, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for label, at_least in (("proposed (>= 0.8)", 0.8), ("with spelling (>= 0.6)", 0.6)):
        start, started = time.perf_counter(), time.process_time()
        found = candidates(left, right, at_least=at_least)
        wall, busy = time.perf_counter() - start, time.process_time() - started
        print(
            f"yanzhen, {label:24} {wall:6.1f} s, processor {busy:5.1f} s, {len(found):,} pairs, target 120 s"
        )
    part = 200
    start = time.perf_counter()
    process.cdist(left[:part], right, scorer=fuzz.ratio, workers=-1)
    scaled = (time.perf_counter() - start) * len(left) / part
    print(f"rapidfuzz cdist, all pairs         {scaled:8.1f} s   (scaled up from {part} rows)")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--names", type=int, default=100_000)
    options = parser.parse_args()
    show_accuracy()
    show_time(options.names)


if __name__ == "__main__":
    main()

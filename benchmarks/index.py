"""Composite indices: rank ranges of a large panel, and the shared methods beside pymcdm and scikit-criteria.

    OPENBLAS_NUM_THREADS=1 python benchmarks/index.py [--draws 10000]

Prints what was computed, by whom, how long it took (best of three for the fast ones), and the largest
difference between the results. Peers that are not installed are left out by name.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from yanzhen.measure.index import composite_index, critic_weights, entropy_weights, rank_ranges, topsis

CITIES, INDICATORS, YEARS = 300, 40, 12


def timed(call: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.perf_counter()
        result = call()
        best = min(best, time.perf_counter() - start)
    return best, result


def panel(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    level = random.gamma(2.0, size=(CITIES, 1))
    X = np.vstack([level * random.gamma(3.0, size=(CITIES, INDICATORS)) * 1.05**t for t in range(YEARS)])
    return X, np.repeat(np.arange(YEARS), CITIES)


def ours(draws: int) -> Table:
    X, years = panel()
    table = Table(title=f"{CITIES} cities x {INDICATORS} indicators x {YEARS} years")
    for column in ("step", "seconds"):
        table.add_column(column, justify="right" if column == "seconds" else "left")
    frame = {"city": [f"c{i % CITIES}" for i in range(len(X))], "year": years.tolist()}
    frame |= {f"x{j}": X[:, j] for j in range(INDICATORS)}
    seconds, result = timed(lambda: composite_index(frame, region="city", period="year"), 1)
    table.add_row("composite_index, entropy weights, pooled", f"{seconds:.2f}")
    for aggregation in ("linear", "improved-topsis"):
        seconds, _ = timed(
            lambda how=aggregation: rank_ranges(
                result.scaled.known, result.weights, groups=years, draws=draws, aggregation=how
            ),
            1,
        )
        table.add_row(f"rank_ranges, {draws:,} draws, {aggregation}", f"{seconds:.2f}")
    return table


def peers() -> Table:
    X, years = panel()
    w = entropy_weights(X, normalization="none").weights
    Z = (X - X.min(axis=0)) / np.ptp(X, axis=0)
    table = Table(title="Shared methods on the panel (3,600 rows)")
    for column in ("method", "yanzhen s", "peer", "peer s", "times", "largest difference"):
        table.add_column(column, justify="left" if column in ("method", "peer") else "right")
    mine = {
        "entropy weights (raw shares)": lambda: entropy_weights(X, normalization="none").weights,
        "CRITIC weights": lambda: critic_weights(X).weights,
        "TOPSIS (min-max)": lambda: topsis(X, w).closeness,
        "TOPSIS (vector)": lambda: topsis(X, w, normalization="vector").closeness,
        "1,000 perturbed TOPSIS rankings, year by year": lambda: (
            rank_ranges(Z, w, groups=years, draws=1000, aggregation="topsis").mean
        ),
    }
    theirs = [*pymcdm_calls(X, Z, w, years), *skcriteria_calls(X, w)]
    times = {name: timed(call) for name, call in mine.items()}
    for name, peer, call, repeat in theirs:
        seconds, result = timed(call, repeat)
        our_seconds, our_result = times[name]
        share = len(result) / len(our_result)
        difference = np.abs(result - our_result[: len(result)]).max()
        table.add_row(
            name,
            f"{our_seconds * share:.5f}",
            peer,
            f"{seconds:.5f}",
            f"{seconds / (our_seconds * share):.1f}",
            f"{difference:.1e}",
        )
    return table


Call = tuple[str, str, Callable[[], np.ndarray], int]


def pymcdm_calls(X: np.ndarray, Z: np.ndarray, w: np.ndarray, years: np.ndarray) -> list[Call]:
    try:
        from pymcdm import methods, normalizations, weights
    except ImportError:
        return []
    types = np.ones(INDICATORS)
    vector = methods.TOPSIS(normalization_function=normalizations.vector_normalization)

    def perturbed() -> np.ndarray:
        """The plain way: one year (of twelve), one draw at a time, with the same draws."""
        from scipy.stats import rankdata

        from yanzhen.measure.index.robustness import drawn_weights

        W = drawn_weights(w / w.sum(), 1000, 0.25, "uniform", 0)
        method = methods.TOPSIS(normalization_function=lambda x, cost=False: x)
        # Two more rows carry the ideals 1 and 0, as the scaling is that of all years pooled.
        fixed = np.vstack([Z[years == 0], np.ones(INDICATORS), np.zeros(INDICATORS)])
        ranks = np.zeros(CITIES)
        for draw in W:
            ranks += rankdata(-method(fixed, draw, types)[:CITIES], method="min")
        return ranks / len(W)

    return [
        ("entropy weights (raw shares)", "pymcdm", lambda: weights.entropy_weights(X), 3),
        ("CRITIC weights", "pymcdm", lambda: weights.critic_weights(Z), 3),
        ("TOPSIS (min-max)", "pymcdm", lambda: methods.TOPSIS()(X, w, types), 3),
        ("TOPSIS (vector)", "pymcdm", lambda: vector(X, w, types), 3),
        ("1,000 perturbed TOPSIS rankings, year by year", "pymcdm (1 of 12 years)", perturbed, 1),
    ]


def skcriteria_calls(X: np.ndarray, w: np.ndarray) -> list[Call]:
    try:
        import skcriteria
        from skcriteria.agg.topsis import TOPSIS
        from skcriteria.preprocessing.scalers import VectorScaler
        from skcriteria.preprocessing.weighters import EntropyWeighter
    except ImportError:
        return []
    matrix = skcriteria.mkdm(X, [max] * INDICATORS, weights=w)

    def closeness() -> np.ndarray:
        scaled = VectorScaler(target="matrix").transform(matrix)
        return np.asarray(TOPSIS().evaluate(scaled).e_.similarity)

    return [
        (
            "entropy weights (raw shares)",
            "scikit-criteria",
            lambda: np.asarray(EntropyWeighter().transform(matrix).weights),
            3,
        ),
        ("TOPSIS (vector)", "scikit-criteria", closeness, 3),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=10_000)
    arguments = parser.parse_args()
    # pymcdm remarks on the two ideal rows in every draw.
    warnings.filterwarnings("ignore", module="pymcdm")
    console = Console(width=130)
    console.print(ours(arguments.draws))
    console.print(peers())


if __name__ == "__main__":
    main()

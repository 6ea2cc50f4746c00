"""Linkages and shocks: time and memory, side by side, in the same run, one BLAS thread.

    python benchmarks/linkages.py [--sectors 1302 3465 9800] [--firms 10000 100000] [--million] [--threads 2]
    python benchmarks/linkages.py ... --write       # also put the tables into docs/benchmarks.md

Input-output: pymrio's calc_all (install pymrio to have it) against one factorisation and its solves on the same
random multi-regional table (synthetic), each in a process of its own so that peak memory is comparable; the
results are compared too. Extraction: every sector by the closed form against one solve per sector (a sample,
scaled up and marked so). Shocks: random networks (synthetic), power-law degrees (exponent 2.4, capped at 128
times the smallest), mean degree 8; a third of sector pairs each essential, non-essential and ignored by
default (--mix). The screen is compared with the exact index where all firms are computed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
from sections import put_section, table_text  # noqa: E402

DOCS = Path(__file__).parent.parent / "docs"
REGIONS, DEMANDS, ROWS = 7, 2, 5


def random_mrio(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Flows n x n, final demand n x 14, satellite rows 5 x n; spectral radius about 0.55."""
    random = np.random.default_rng(seed)
    flows = random.random((n, n), dtype=np.float32).astype(np.float64)
    flows **= 6
    demand = random.random((n, REGIONS * DEMANDS))
    demand *= flows.sum(axis=1)[:, None] * 0.8 / demand.sum(axis=1)[:, None]
    return flows, demand, random.random((ROWS, n))


def labels(n: int) -> tuple[list[str], list[str]]:
    """Region and sector of each row."""
    size = n // REGIONS
    return [f"r{i // size}" for i in range(n)], [f"s{i % size}" for i in range(n)]


def run_ours(n: int) -> dict[str, Any]:
    """Multipliers of all rows, footprints of all demands, linkages both ways, position."""
    from yanzhen.measure.io_table import IOTable
    from yanzhen.measure.linkages import Leontief, linkages

    flows, demand, rows = random_mrio(n)
    regions, sectors = labels(n)
    before = peak()
    start = time.process_time()
    table = IOTable.from_arrays(
        flows, imports_basis="none", final_demand=demand, sectors=sectors, regions=regions
    )
    system = Leontief.of(table)
    multipliers = system.solve_left((rows / table.output).T).T
    outputs = system.solve(demand)
    result = linkages(system)
    seconds = time.process_time() - start
    check = [float(multipliers.sum()), float(outputs.sum()), float(result.total_backward.sum())]
    return {"seconds": seconds, "peak": peak(), "before": before, "check": check}


def run_pymrio(n: int) -> dict[str, Any]:
    """calc_all on the same table; the quantities of the other side read off its result."""
    import pandas as pd
    import pymrio

    flows, demand, rows = random_mrio(n)
    index = pd.MultiIndex.from_arrays(labels(n), names=["region", "sector"])
    columns = pd.MultiIndex.from_product(
        [[f"r{i}" for i in range(REGIONS)], [f"f{i}" for i in range(DEMANDS)]], names=["region", "category"]
    )
    system = pymrio.IOSystem(
        Z=pd.DataFrame(flows, index=index, columns=index),
        Y=pd.DataFrame(demand, index=index, columns=columns),
    )
    system.rows = pymrio.Extension(
        "rows", F=pd.DataFrame(rows, index=[f"row{i}" for i in range(ROWS)], columns=index)
    )
    before = peak()
    start = time.process_time()
    system.calc_all()
    seconds = time.process_time() - start
    inverse = system.L.to_numpy()
    check = [float(system.rows.M.to_numpy().sum()), float((inverse @ demand).sum()), float(inverse.sum())]
    return {"seconds": seconds, "peak": peak(), "before": before, "check": check}


def peak() -> float:
    """Largest resident memory of this process so far, GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def apart(job: str, n: int) -> dict[str, Any]:
    """Run a job of this script in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", job, "--sectors", str(n)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def compare_systems(sizes: list[int]) -> str:
    """pymrio's calc_all and one factorisation with its solves, side by side."""
    heads = [
        "sectors",
        "pymrio (processor s)",
        "yanzhen (processor s)",
        "times faster",
        "pymrio (GB)",
        "yanzhen (GB)",
        "memory",
        "differ by",
    ]
    rows = []
    for n in sizes:
        ours, theirs = apart("ours", n), apart("pymrio", n)
        difference = max(abs(a / b - 1) for a, b in zip(ours["check"], theirs["check"], strict=True))
        rows.append(
            [
                f"{n:,}",
                f"{theirs['seconds']:.2f}",
                f"{ours['seconds']:.2f}",
                f"{theirs['seconds'] / ours['seconds']:.1f}",
                f"{theirs['peak']:.2f}",
                f"{ours['peak']:.2f}",
                f"{ours['peak'] / theirs['peak']:.0%}",
                f"{difference:.0e}",
            ]
        )
    return table_text(heads, rows)


def compare_extraction(n: int, sample: int) -> str:
    """Every sector by the closed form against one solve per sector."""
    from yanzhen.measure.io_table import IOTable
    from yanzhen.measure.linkages import Leontief, extraction

    flows, demand, _ = random_mrio(n)
    table = IOTable.from_arrays(flows, imports_basis="none", final_demand=demand)
    start = time.process_time()
    closed = extraction(Leontief.of(table)).whole
    ours = time.process_time() - start
    a, x, y = table.coefficients, table.output, table.net_final_demand
    start = time.process_time()
    naive = [_solve_without(a, x, y, j) for j in range(sample)]
    theirs = (time.process_time() - start) / sample * n
    worst = float(np.abs(np.array(naive) / closed[:sample] - 1).max())
    return (
        f"Extraction of all {n:,} sectors: {ours:.2f} processor s; one solve each {theirs:.0f} (scaled up from {sample}): "
        f"{theirs / ours:.0f} times; largest relative difference {worst:.0e}."
    )


def _solve_without(a: np.ndarray, x: np.ndarray, y: np.ndarray, j: int) -> float:
    left = np.eye(len(x)) - a
    left[j, :] = 0.0
    left[:, j] = 0.0
    left[j, j] = 1.0
    rest = y.copy()
    rest[j] = 0.0
    return float(x.sum() - np.linalg.solve(left, rest).sum())


def random_network(n: int, sectors: int, seed: int = 0) -> tuple[pl.DataFrame, dict[str, str]]:
    """Links of mean degree 8 with power-law suppliers and buyers, and a sector for each firm."""
    random = np.random.default_rng(seed)
    weight = np.minimum((1 - random.random(n)) ** (-1 / 1.4), 128.0)
    chance = np.cumsum(weight / weight.sum())
    supplier = np.minimum(np.searchsorted(chance, random.random(8 * n)), n - 1)
    buyer = random.permutation(n)[np.minimum(np.searchsorted(chance, random.random(8 * n)), n - 1)]
    value = random.lognormal(0, 1.5, 8 * n) * np.sqrt(weight[supplier])
    edges = pl.DataFrame({"supplier": supplier.astype(str), "buyer": buyer.astype(str), "value": value})
    return edges, {str(i): f"K{k:03d}" for i, k in enumerate(random.integers(0, sectors, n))}


def prepared(n: int, mix: tuple[float, ...]) -> tuple[Any, list[str]]:
    """A system, and what making it took."""
    from yanzhen.measure.shock import CascadeSystem, FirmNetwork

    edges, sectors = random_network(n, 200 if n <= 20_000 else 616)
    network, loading = timed(lambda: FirmNetwork.from_edges(edges, sectors=sectors))
    k = len(network.sectors)
    kinds = np.random.default_rng(1).choice([2, 1, 0], size=(k, k), p=mix)
    system, preparing = timed(lambda: CascadeSystem.of(network, (kinds, network.sectors)))
    return system, [f"{n:,}", f"{network.value.size:,}", str(k), f"{loading:.1f}", f"{preparing:.1f}"]


def timed(job: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    answer = job()
    return answer, time.perf_counter() - start


SHOCK_HEADS = [
    "firms", "links", "sectors", "load (s)", "prepare (s)", "screen (s)", "exact for", "threads", "seconds",
    "ms a firm", "processor ms a firm", "SciPy ms a firm", "differ by", "Spearman", "top 100 in screen's 250",
]  # fmt: skip


def measure_all_firms(n: int, mix: tuple[float, ...], threads: int) -> list[str]:
    """The exact index of every firm, the SciPy path on some, and how well the screen ranks."""
    from yanzhen.measure.shock import esri, screen

    system, row = prepared(n, mix)
    firms = system.network.firms
    esri(system, firms=firms[:8].to_list())  # compile
    scores, screening = timed(lambda: screen(system))
    few = firms.sample(min(n, 200), seed=2).to_list()
    slow, scipy_time = timed(lambda: esri(system, firms=few, engine="scipy"))
    fast = esri(system, firms=few, engine="auto")
    spent = time.process_time()
    exact, all_time = timed(lambda: esri(system, threads=threads))
    spent = time.process_time() - spent
    ranked = exact.to_frame().join(scores, on="firm")
    order, true = scores["firm"].to_list(), set(exact.to_frame()["firm"][:100])
    assert (np.maximum(exact.downstream, exact.upstream) <= exact.esri + 1e-12).all()
    assert (exact.esri <= exact.downstream + exact.upstream + 1e-12).all()
    return [
        *row, f"{screening:.3f}", "all", str(threads), f"{all_time:.1f}", f"{all_time / n * 1e3:.2f}",
        f"{spent / n * 1e3:.2f}", f"{scipy_time / len(few) * 1e3:.1f}",
        f"{np.abs(slow.esri - fast.esri).max():.0e}",
        f"{ranked.select(pl.corr('esri', 'score', method='spearman')).item():.3f}",
        str(len(true & set(order[:250]))),
    ]  # fmt: skip


def measure_million(mix: tuple[float, ...], threads: int) -> list[str]:
    """Screen of a million firms, the first 250 exactly."""
    from yanzhen.measure.shock import esri, screen

    system, row = prepared(1_000_000, mix)
    esri(system, firms=system.network.firms[:8].to_list())
    _, screening = timed(lambda: screen(system))
    spent = time.process_time()
    _, exact = timed(lambda: esri(system, top=100, threads=threads))
    spent = time.process_time() - spent
    return [
        *row, f"{screening:.1f}", "250 (top 100)", str(threads), f"{exact:.1f}", f"{exact / 250 * 1e3:.0f}",
        f"{spent / 250 * 1e3:.0f}", "-", "-", "-", "-",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sectors", type=int, nargs="*", default=[1302, 3465])
    parser.add_argument("--firms", type=int, nargs="*", default=[10_000])
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--mix", type=float, nargs=3, default=(1 / 3, 1 / 3, 1 / 3), help="essential, not, ignored"
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--job", choices=["ours", "pymrio"])
    options = parser.parse_args()
    if options.job:
        job = run_ours if options.job == "ours" else run_pymrio
        print(json.dumps(job(options.sectors[0])))
        return
    parts = []
    if options.sectors:
        parts += [compare_systems(options.sectors), compare_extraction(1302, 20)]
        print("\n\n".join(parts), flush=True)
    mix = tuple(options.mix)
    rows = [measure_all_firms(n, mix, options.threads) for n in options.firms]
    if options.million:
        rows.append(measure_million(mix, options.threads))
    if rows:
        parts.append(table_text(SHOCK_HEADS, rows))
        print("\n" + parts[-1])
    if options.write:
        put_section(DOCS / "benchmarks.md", "linkages", "\n\n".join(parts))


if __name__ == "__main__":
    main()

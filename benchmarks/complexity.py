"""The complexity suite side by side: yanzhen, py-ecomplexity, economic-complexity, econcomplex.

    python benchmarks/complexity.py            # the three panels of docs/benchmarks.md, some minutes
    python benchmarks/complexity.py --quick    # small panels, half a minute
    python benchmarks/complexity.py --growth   # time against size, with the plot docs/complexity-growth.svg
    python benchmarks/complexity.py --sides    # where the region side of proximity.py pays
    python benchmarks/complexity.py --write    # also put the tables into docs/benchmarks.md
    python benchmarks/complexity.py --kept FILE                   # go on from the runs in FILE (JSON), add to it
    python benchmarks/complexity.py --kept FILE --only LIBRARY    # measure one library (again), no table
    python benchmarks/complexity.py --kept FILE --as-kept --write # the table of FILE as it is

Each library runs in a process of its own, on the same panel, held in memory as the frame it likes, long frame in
and long frame out, with RCA, presence, diversity, ubiquity, ECI, PCI, proximity, density, COI and COG. Peak memory is the
process's resident peak during the call above what it held before. All run with one BLAS thread; yanzhen uses its
threads over periods. Elapsed times depend on what else runs on the machine; processor seconds (all threads) much
less so: both are shown.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from complexity_peers import LIBRARIES, interpreter, versions
from sections import Series, growth_plot, put_section, table_text

FULL = ((300, 700, 10), (250, 5000, 1), (2800, 1400, 1), (2800, 1400, 5))
QUICK = ((60, 120, 3), (50, 600, 1), (200, 150, 2))
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
LONGEST = 900  # seconds
SIZES = (50, 100, 200, 400, 800)
DOCS = Path(__file__).parents[1] / "docs"


def panel(regions: int, activities: int, periods: int) -> pl.DataFrame:
    """Synthetic: capabilities times needs, noise, a third of the cells empty; labels are text."""
    rng = np.random.default_rng(regions + activities + periods)
    size, demand = rng.lognormal(size=(regions, 1)), rng.lognormal(size=(1, activities))
    skill, need = rng.normal(size=(regions, 6)), rng.normal(size=(activities, 6))
    layers = []
    for _ in range(periods):
        level = size * demand * np.exp(0.5 * skill @ need.T + rng.normal(0, 0.8, (regions, activities)))
        layers.append((level * (rng.random((regions, activities)) > 0.35)).reshape(-1))
    cells = regions * activities
    region = pl.Series([f"R{i:05}" for i in range(regions)]).gather(np.repeat(np.arange(regions), activities))
    activity = pl.Series([f"A{i:05}" for i in range(activities)]).gather(
        np.tile(np.arange(activities), regions)
    )
    return pl.DataFrame(
        {
            "period": np.repeat(np.arange(periods) + 2010, cells),
            "region": pl.concat([region] * periods, rechunk=True),
            "activity": pl.concat([activity] * periods, rechunk=True),
            "value": np.concatenate(layers),
        }
    )


Run = dict[str, Any]  # seconds, cpu, megabytes, with
Runs = dict[str, dict[str, Run | None]]  # by shape and library


def resident(name: str) -> float:
    """VmRSS or VmHWM of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return float("nan")


def measure_here(library: str, shape: tuple[int, int, int], repeats: int) -> Run:
    """Time and peak memory of one library in this process."""
    warnings.simplefilter("ignore")
    function, wants_pandas, *_ = LIBRARIES[library]
    warm = panel(12, 15, 1)
    function(warm.to_pandas() if wants_pandas else warm)  # imports are not what is measured
    table: Any = panel(*shape)
    table = table.to_pandas() if wants_pandas else table
    best, cpu, peak = float("inf"), float("inf"), float("nan")
    for turn in range(repeats):
        gc.collect()
        if turn == 0:
            Path("/proc/self/clear_refs").write_text("5")
            before = resident("VmRSS")
        start, used = time.perf_counter(), time.process_time()
        result = function(table)
        taken = time.perf_counter() - start, time.process_time() - used
        wall, processor = result if library == "bare products" else taken
        best, cpu = min(best, wall), min(cpu, processor)
        if turn == 0:
            peak = resident("VmHWM") - before
        del result
    return {"seconds": best, "cpu": cpu, "megabytes": peak, "with": versions(library)}


def measured(library: str, shape: tuple[int, int, int], repeats: int) -> Run | None:
    """``measure_here`` in a process of its own; None if the library is not there, fails or takes too long."""
    request = json.dumps([library, shape, repeats])
    command = [interpreter(library), __file__, "--one", request]
    try:
        options: dict[str, Any] = {"capture_output": True, "text": True, "timeout": LONGEST}
        done = subprocess.run(command, check=False, env=os.environ | ONE_THREAD, **options)
    except subprocess.TimeoutExpired:
        print(f"  {library}: stopped after {LONGEST} s", file=sys.stderr)
        return None
    if done.returncode:
        print(f"  {library}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found: Run = json.loads(done.stdout.splitlines()[-1])
    return found


def kept_runs(kept: Path | None) -> Runs:
    """The runs of a file; none if there is no such file yet."""
    runs: Runs = json.loads(kept.read_text()) if kept and kept.exists() else {}
    return runs


def all_runs(
    shapes: tuple[tuple[int, int, int], ...],
    libraries: list[str],
    repeats: int,
    kept: Path | None,
    again: bool,
) -> Runs:
    """Every library on every panel; with ``kept``, only what that file has not got (unless ``again``)."""
    runs = kept_runs(kept)
    for shape in shapes:
        results = runs.setdefault(_name(shape), {})
        for library in libraries:
            if library in results and not again:
                continue
            if shape[0] * shape[1] ** 2 * shape[2] > LIBRARIES[library].largest:
                continue
            results[library] = measured(library, shape, 1 if LIBRARIES[library].slow else repeats)
            print(f"  {shape} {library}: {results[library]}", file=sys.stderr, flush=True)
            if kept:  # at once, so that nothing is lost
                kept.write_text(json.dumps(runs, indent=1))
    return runs


def side_by_side(runs: Runs) -> str:
    """One table for all panels: seconds, times yanzhen's, peak memory."""
    rows = []
    for shape, results in runs.items():
        ours = results["yanzhen (polars)"]
        assert ours is not None
        for library in (name for name in LIBRARIES if name in results):
            rows.append([shape, library, *_cells(library, results[library], ours)])
    heads = ["regions x activities x periods", "library", "seconds", "x", "processor s", "x", "peak MB", "x"]
    used = {name: run["with"] for results in runs.values() for name, run in results.items() if run}
    environments = "\n".join(f"- {name}: {packages}" for name, packages in used.items())
    return f"{table_text(heads, rows)}\n\n(x: times yanzhen with polars)\n\nWith:\n\n{environments}"


def _cells(library: str, found: Run | None, ours: Run) -> list[str]:
    if found is None:
        return ["failed or over 15 minutes", *["-"] * 5]
    cells = []
    for name, digits in (("seconds", 2), ("cpu", 2), ("megabytes", 0)):
        if library == "bare products" and name == "megabytes":
            cells += ["", ""]
        else:
            cells += [f"{found[name]:,.{digits}f}", f"{found[name] / ours[name]:.2f}"]
    return cells


def _name(shape: tuple[int, ...]) -> str:
    return " x ".join(f"{n:,}" for n in shape)


def growth(limit: float) -> str:
    """Seconds against size for n regions and 2 n activities; a library stops after a run longer than the limit."""
    series: dict[str, Series] = {}
    for library in ("yanzhen (polars)", "ecomplexity", "economic-complexity", "bare products"):
        points: Series = []
        for n in SIZES:
            found = measured(library, (n, 2 * n, 1), 3 if n < 400 else 1)
            if found is None:
                break
            points.append((n, found["seconds"]))
            if found["seconds"] > limit:
                break
        series[library] = points
        print(f"  {library}: {points}", file=sys.stderr)
    plot = DOCS / "complexity-growth.svg"
    plot.write_text(growth_plot(series, "regions n (activities 2n), one period", "seconds"), encoding="utf-8")
    rows = [[str(n), *(_at(points, n) for points in series.values())] for n in SIZES]
    return table_text(["regions", *series], rows) + f"\n\n![Seconds against size]({plot.name})"


def sides() -> str:
    """Both ways to multiply with phi (proximity.py), in processor seconds: where the region side begins to pay."""
    from threadpoolctl import threadpool_limits

    from yanzhen.measure.economic_complexity.proximity import ActivitySide, ProximityProduct, RegionSide

    threadpool_limits(1)
    rng, rows = np.random.default_rng(0), []
    for regions in (60, 150, 300, 600):
        for times in (2, 4, 6, 8):
            shape = regions, regions * times
            flags = rng.random(shape) < rng.beta(1, 3, shape[1])
            u, weights, out = flags.sum(axis=0).astype(float), rng.random(shape[1]), np.empty(shape)
            best = []
            for side in (ActivitySide, RegionSide):
                taken = []
                for _ in range(3):
                    used = time.process_time()
                    product: ProximityProduct = side(flags, u)
                    product.present(out)
                    product.present(out, weights)
                    taken.append(time.process_time() - used)
                best.append(min(taken))
            rows.append([_name(shape), *(f"{s:.4f}" for s in best), f"{best[1] / best[0]:.2f}"])
    return table_text(["regions x activities", "activity side (s)", "region side (s)", "ratio"], rows)


def _at(points: Series, n: int) -> str:
    return next((f"{seconds:.3f}" for size, seconds in points if size == n), "-")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--sides", action="store_true", help="only the two ways to multiply with phi")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--kept", type=Path, help="JSON file of runs to go on from")
    parser.add_argument("--only", action="append", choices=list(LIBRARIES), help="measure these, no table")
    parser.add_argument("--as-kept", action="store_true", help="measure nothing, the table of --kept")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        library, shape, repeats = json.loads(options.one)
        print(json.dumps(measure_here(library, tuple(shape), repeats)))
        return
    section = "complexity-growth" if options.growth else "complexity"
    if options.sides:
        print(sides())
        return
    if options.growth:
        text = growth(6.0)
    else:
        shapes = QUICK if options.quick else FULL
        libraries = [] if options.as_kept else options.only or list(LIBRARIES)
        runs = all_runs(shapes, libraries, options.repeats, options.kept, bool(options.only))
        if options.only:
            return
        text = side_by_side(runs)
    print(text)
    if options.write:
        put_section(DOCS / "benchmarks.md", section, text)


if __name__ == "__main__":
    main()

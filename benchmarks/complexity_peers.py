"""What benchmarks/complexity.py measures: the suite by each library, and the environment each of them runs in.

A library whose own requirements exclude what yanzhen's environment has (economic-complexity wants pandas below 3) gets
an environment of its own, made once with pip from its published requirements.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

OWN = ("economic-complexity[pandas]==0.3.0", "polars", "pyarrow")  # the last two only hand it the panel


def yanzhen(table: Any) -> Any:
    from yanzhen.measure import complexity

    return complexity(table, period="period").to_frame()


def by_ecomplexity(table: Any) -> Any:
    from ecomplexity import ecomplexity

    roles = {"time": "period", "loc": "region", "prod": "activity", "val": "value"}
    return ecomplexity(table, roles, verbose=False, check_logsupermodularity=False)


def by_economic_complexity(table: Any, shared: bool = True) -> Any:
    """The library has no panel call and no COI: its functions per period, COI by its formula, then long.

    Args:
        shared: work out the proximities once and hand them over; by default each function makes its own.
    """
    import economic_complexity as oec
    import pandas as pd

    parts = []
    for period, rows in table.groupby("period"):
        matrix = rows.pivot(index="region", columns="activity", values="value")
        rca = oec.rca(matrix)
        eci, pci = oec.complexity(rca)
        given = {"proximities": oec.proximity(rca)} if shared else {}
        density = oec.relatedness(rca, **given)
        gain = oec.opportunity_gain(rca, pci=pci, **given)
        present = rca.ge(1)
        coi = (density * (~present) * pci).sum(axis=1)
        wide = {"rca": rca, "mcp": present, "density": density, "cog": gain}
        long = pd.concat({name: frame.stack() for name, frame in wide.items()}, axis=1).reset_index()
        long["period"] = period
        long["diversity"], long["eci"] = long.region.map(present.sum(axis=1)), long.region.map(eci)
        long["coi"], long["pci"] = long.region.map(coi), long.activity.map(pci)
        long["ubiquity"] = long.activity.map(present.sum(axis=0))
        parts.append(long)
    return pd.concat(parts)


def by_economic_complexity_apart(table: Any) -> Any:
    """As its documentation calls each function: on RCA alone."""
    return by_economic_complexity(table, shared=False)


def by_economic_complexity_patched(table: Any) -> Any:
    """On pandas 3, which it does not run on as it is: it writes into an array handed out read-only."""
    import economic_complexity.product_space as space

    space.np = _Writable()
    return by_economic_complexity(table)


class _Writable:
    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    def fill_diagonal(self, matrix: Any, value: float) -> None:
        matrix.flags.writeable = True
        np.fill_diagonal(matrix, value)


def by_econcomplex(table: Any) -> Any:
    from econcomplex.pipeline import compute_complexity

    columns = {"loc": "region", "act": "activity", "val": "value", "time": "period"}
    return compute_complexity(table, columns)


def bare_products(table: Any) -> Any:
    """Only the four matrix products that no way around phi can avoid: C, density, COG (and S for ECI)."""
    from threadpoolctl import threadpool_limits

    shape = table["region"].n_unique(), table["activity"].n_unique()
    rng = np.random.default_rng(0)
    m = (rng.random(shape) < 0.25).astype(np.float64)
    single, small = m.astype(np.float32), m if shape[0] <= shape[1] else np.ascontiguousarray(m.T)
    phi = (single.T @ single).astype(np.float64)

    def products(_: int) -> None:
        _keep = single.T @ single, m @ phi, m @ phi, small @ small.T

    periods = table["period"].n_unique()
    start, used = time.perf_counter(), time.process_time()  # without what is made up above
    with threadpool_limits(1), ThreadPoolExecutor(min(periods, os.cpu_count() or 1)) as pool:
        list(pool.map(products, range(periods)))
    return time.perf_counter() - start, time.process_time() - used


class Library(NamedTuple):
    """How to run one library.

    Attributes:
        run: the suite on a frame.
        wants_pandas: which frame.
        packages: whose versions to print.
        own: whether it needs an environment of its own.
        slow: run once, not several times.
        largest: regions x activities^2 x periods beyond which it is left out.
    """

    run: Callable[[Any], Any]
    wants_pandas: bool
    packages: tuple[str, ...]
    own: bool = False
    slow: bool = False
    largest: float = float("inf")


OEC = ("economic-complexity", "pandas", "numpy")
LIBRARIES: dict[str, Library] = {
    "yanzhen (polars)": Library(yanzhen, False, ("polars", "numpy")),
    "yanzhen (pandas)": Library(yanzhen, True, ("pandas", "polars", "numpy")),
    "ecomplexity": Library(by_ecomplexity, True, ("ecomplexity", "pandas", "numpy"), slow=True),
    "economic-complexity": Library(by_economic_complexity, True, OEC, own=True, slow=True),
    "economic-complexity, each function by itself": Library(
        by_economic_complexity_apart, True, OEC, own=True, slow=True, largest=1e10
    ),
    "economic-complexity, patched": Library(by_economic_complexity_patched, True, OEC, slow=True),
    "econcomplex": Library(by_econcomplex, True, ("econcomplex", "pandas", "numpy"), slow=True),
    "bare products": Library(bare_products, False, ("numpy",)),
}


def versions(library: str) -> str:
    """The versions in this process's environment."""
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES[library].packages)


def interpreter(library: str) -> str:
    """The Python to run a library with; its environment is made at the first call."""
    if not LIBRARIES[library].own:
        return sys.executable
    folder = Path(tempfile.gettempdir()) / "yanzhen-benchmark-economic-complexity"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"  an environment for {library}: {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *OWN], check=True)
        (folder / "ready").touch()
    return str(python)

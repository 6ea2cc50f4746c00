"""All benchmarks one after another: ``make bench`` (an hour or more) or ``python benchmarks/run_all.py --quick``.

Each script prints what it measured beside its peers; the output also goes to ``benchmarks/results/NAME.txt``. Peers
that are not installed are named and left out; ``--peers`` installs those that may be installed into this environment.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
# Script -> (arguments of the full run, arguments of the quick one).
RUNS: dict[str, tuple[list[str], list[str]]] = {
    "reading.py": ([], []),
    "tables.py": ([], ["--rows", "20000"]),
    "names.py": ([], ["--names", "10000"]),
    "ledger.py": ([], ["--statements", "50000", "--names", "5000"]),
    "complexity.py": (["--write"], ["--quick"]),
    "lq_engines.py": (["--rows", "1e8"], ["--rows", "1e6"]),
    "linkages.py": (
        [
            "--sectors",
            "1302",
            "3465",
            "9800",
            "--firms",
            "10000",
            "100000",
            "--million",
            "--threads",
            "2",
            "--write",
        ],
        ["--sectors", "500", "--firms", "2000"],
    ),
    "index.py": ([], ["--draws", "1000"]),
    "judge.py": ([], ["--firms", "10000"]),
    "atlas.py": ([], ["--firms", "5000"]),
    "publish.py": ([], ["--pages", "20", "--charts", "6"]),
    "web.py": ([], []),
}
PEERS = ["ecomplexity", "economic-complexity", "econcomplex", "pymrio", "pymcdm", "scikit-criteria"]


def main() -> int:
    """Run them; the exit code is the number of scripts that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, some minutes")
    parser.add_argument("--peers", action="store_true", help="install the peers first")
    parser.add_argument("only", nargs="*", help="names of scripts, e.g. judge tables")
    asked = parser.parse_args()
    if asked.peers:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    failed = 0
    for name, (full, quick) in RUNS.items():
        if asked.only and name.removesuffix(".py") not in asked.only:
            continue
        started = time.perf_counter()
        command = [sys.executable, str(HERE / name), *(quick if asked.quick else full)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        (results / f"{name.removesuffix('.py')}.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
        failed += done.returncode != 0
        print(f"== {name} ({time.perf_counter() - started:.0f} s, exit {done.returncode})\n{done.stdout}")
        if done.returncode:
            print(done.stderr[-2000:])
    return failed


if __name__ == "__main__":
    sys.exit(main())

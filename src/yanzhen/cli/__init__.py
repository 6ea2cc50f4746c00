"""The command line: one module per command, loaded only when it is called."""

from __future__ import annotations

from yanzhen.cli.main import main

__all__ = ["main"]

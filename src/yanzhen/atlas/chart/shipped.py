"""The charts that come with Yanzhen: examples to start from, not statements about any city."""

from __future__ import annotations

from functools import cache

from yanzhen.atlas.chart.model import Chart
from yanzhen.atlas.chart.reading import read_charts
from yanzhen.packs import names, path, read_yaml


@cache
def shipped_charts() -> tuple[Chart, ...]:
    """Bearings, new-energy buses with hydrogen, aluminium and copper, with the edges between them."""
    return read_charts([read_yaml(path("chains", name)) for name in names("chains")]).require("packs/chains")

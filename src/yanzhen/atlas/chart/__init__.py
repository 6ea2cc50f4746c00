"""Charts: a chain as stages, segments, products and the flows between segments; read from YAML or sheets."""

from yanzhen.atlas.chart.model import (
    CANDIDATE_DEFAULT,
    Chart,
    CodeCandidate,
    Feed,
    FeedKind,
    Label,
    Product,
    Segment,
    Stage,
)
from yanzhen.atlas.chart.reading import ChartReading, read_charts
from yanzhen.atlas.chart.sheets import charts_from_sheets, sheets_of
from yanzhen.atlas.chart.shipped import shipped_charts

__all__ = [
    "CANDIDATE_DEFAULT",
    "Chart",
    "ChartReading",
    "CodeCandidate",
    "Feed",
    "FeedKind",
    "Label",
    "Product",
    "Segment",
    "Stage",
    "charts_from_sheets",
    "read_charts",
    "sheets_of",
    "shipped_charts",
]

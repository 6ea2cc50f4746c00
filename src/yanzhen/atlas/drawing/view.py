"""All that a drawing of a chain shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.gaps import Gap
from yanzhen.atlas.occupancy import Occupancy
from yanzhen.atlas.state import SegmentState, Thresholds


@dataclass(frozen=True)
class ChainView:
    """A chart as a place fills it.

    Attributes:
        chart: the chart.
        occupancy: who stands where.
        states: one per segment, in the chart's order.
        gaps: missing segments, the most pressing first.
        thresholds: the numbers behind the states, printed with the drawing.
        place, as_of: whose chain, and on what day it was so.
        others: further charts, for the names of segments across chains.
    """

    chart: Chart
    occupancy: Occupancy
    states: tuple[SegmentState, ...]
    gaps: tuple[Gap, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    place: str = ""
    as_of: str = ""
    others: tuple[Chart, ...] = ()

    def state(self, key: str) -> SegmentState:
        """The state of a segment."""
        return next(s for s in self.states if s.segment.key == key)

"""Atlas: chains as charts, who fills each segment here, what is missing and what could come next.

No input or output but packaged data: statements, tables and files are handed in.
"""

from yanzhen.atlas.chart import Chart, read_charts, shipped_charts
from yanzhen.atlas.drawing import ChainView, chain_svg, formations_svg, tiers_svg
from yanzhen.atlas.formation import formations
from yanzhen.atlas.future import future_fields
from yanzhen.atlas.gaps import candidates, gaps
from yanzhen.atlas.placing import place_firms, read_firms
from yanzhen.atlas.state import Thresholds, segment_states
from yanzhen.atlas.tiers import tier_view
from yanzhen.atlas.witness import occupancy_from_statements

__all__ = [
    "Chart",
    "ChainView",
    "Thresholds",
    "candidates",
    "chain_svg",
    "formations",
    "formations_svg",
    "future_fields",
    "gaps",
    "occupancy_from_statements",
    "place_firms",
    "read_charts",
    "read_firms",
    "segment_states",
    "shipped_charts",
    "tier_view",
    "tiers_svg",
]

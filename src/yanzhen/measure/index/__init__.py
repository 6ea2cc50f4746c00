"""Composite indices: indicator systems, weights, aggregation, bounds, robustness.

Start with :func:`composite_index`; the steps are there by themselves and take arrays or frames
(rows are regions, or regions x years; columns are indicators).
"""

from yanzhen.measure.index.aggregate import (
    Topsis,
    geometric_score,
    improved_topsis,
    linear_score,
    topsis,
)
from yanzhen.measure.index.ahp import AhpWeights, ahp_weights
from yanzhen.measure.index.alternatives import Alternatives, Robustness, drop_one, robustness, swap_methods
from yanzhen.measure.index.composite import composite_index
from yanzhen.measure.index.coupling import Coupling, coupling_coordination
from yanzhen.measure.index.crosswalk import Crosswalk, match_columns
from yanzhen.measure.index.diagnostics import (
    Dominance,
    Redundancy,
    dominated_columns,
    obstacle_degree,
    redundancy,
)
from yanzhen.measure.index.effect import missing_effect
from yanzhen.measure.index.methods_text import methods_text
from yanzhen.measure.index.normalize import normalize
from yanzhen.measure.index.pca import PcaWeights, pca_weights
from yanzhen.measure.index.pictures import (
    Bar,
    Heatmap,
    Profile,
    Ranked,
    Step,
    Waterfall,
    contributions_frame,
    gap,
    heatmap,
    profile,
    ranked,
    waterfall,
)
from yanzhen.measure.index.ranking import Ranks, rank_intervals
from yanzhen.measure.index.result import IndexResult, Settings
from yanzhen.measure.index.robustness import RankRanges, rank_ranges
from yanzhen.measure.index.system import Dimension, Indicator, IndicatorSystem, load_system, systems
from yanzhen.measure.index.system_file import Problem, validate_system
from yanzhen.measure.index.weights import (
    CriticWeights,
    EntropyWeights,
    Weights,
    combined_weights,
    critic_weights,
    deviation_weights,
    entropy_weights,
    equal_weights,
    given_weights,
)

__all__ = [
    "AhpWeights",
    "Alternatives",
    "Bar",
    "Coupling",
    "CriticWeights",
    "Crosswalk",
    "Dimension",
    "Dominance",
    "EntropyWeights",
    "Heatmap",
    "IndexResult",
    "Indicator",
    "IndicatorSystem",
    "Settings",
    "PcaWeights",
    "Problem",
    "Profile",
    "RankRanges",
    "Ranked",
    "Ranks",
    "Redundancy",
    "Robustness",
    "Step",
    "Topsis",
    "Waterfall",
    "Weights",
    "ahp_weights",
    "combined_weights",
    "composite_index",
    "contributions_frame",
    "coupling_coordination",
    "critic_weights",
    "deviation_weights",
    "dominated_columns",
    "drop_one",
    "entropy_weights",
    "equal_weights",
    "gap",
    "geometric_score",
    "given_weights",
    "heatmap",
    "improved_topsis",
    "linear_score",
    "load_system",
    "match_columns",
    "methods_text",
    "missing_effect",
    "normalize",
    "obstacle_degree",
    "pca_weights",
    "profile",
    "rank_intervals",
    "rank_ranges",
    "ranked",
    "redundancy",
    "robustness",
    "swap_methods",
    "systems",
    "topsis",
    "validate_system",
    "waterfall",
]

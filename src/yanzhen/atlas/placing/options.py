"""The numbers that decide a placement, in one place, so that they can be seen and changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacingOptions:
    """Weights and thresholds of :func:`place_firms`; docs/methods/atlas.md says what each does.

    Attributes:
        threshold: least score of a placement; below it the firm stays unplaced and is listed.
        products, name, scope: how much a whole match in each field says.
        inside: factor for a word that stands inside a phrase instead of at its end (轴承 in 轴承钢球).
        selling: factor for a phrase that only speaks of trade (轴承销售).
        coverage: how much of a match depends on the share of the phrase that the word covers.
        code_seen, code_share: what a matching industry code adds: a fixed part, and a part in proportion
            to the share of the class that belongs to the segment.
        relative: a segment below this share of the firm's best score is dropped.
    """

    threshold: float = 0.4
    products: float = 0.8
    name: float = 0.55
    scope: float = 0.5
    inside: float = 0.3
    selling: float = 0.25
    coverage: float = 0.4
    code_seen: float = 0.1
    code_share: float = 0.4
    relative: float = 0.5

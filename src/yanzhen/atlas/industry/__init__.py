"""Industry classifications and the crosswalks between them; every classification has the same form."""

from yanzhen.atlas.industry.classification import Classification, Industry, read_classification
from yanzhen.atlas.industry.crosswalk import Converted, Crosswalk, Link, read_crosswalk
from yanzhen.atlas.industry.shipped import SHIPPED, shipped

__all__ = [
    "SHIPPED",
    "Classification",
    "Converted",
    "Crosswalk",
    "Industry",
    "Link",
    "read_classification",
    "read_crosswalk",
    "shipped",
]

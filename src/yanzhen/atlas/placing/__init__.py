"""Placing firms: which segments a firm belongs to, by its own words and its industry code, with reasons."""

from yanzhen.atlas.placing.firm_list import COLUMNS, FirmList, read_firms
from yanzhen.atlas.placing.judgement import Accuracy, compare_with_labels
from yanzhen.atlas.placing.options import PlacingOptions
from yanzhen.atlas.placing.place import Placements, place_firms
from yanzhen.atlas.placing.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "COLUMNS",
    "Accuracy",
    "FirmList",
    "Placements",
    "PlacingOptions",
    "Vocabulary",
    "compare_with_labels",
    "place_firms",
    "read_firms",
    "vocabulary_of",
]

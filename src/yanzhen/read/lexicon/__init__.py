"""Word lists of the reader: data files beside this module, read once; and a gazetteer.

A file holds words separated by white space; ``#`` begins a comment. The lists name classes of words that
official writing uses (verbs of holding, kinds of measure, endings of names), never phrases of one text.
"""

from yanzhen.read.lexicon.gazetteer import (
    city_of,
    counties_of,
    place_at,
    place_mentions,
    places,
    places_in,
    places_within,
    province_of,
)
from yanzhen.read.lexicon.signs import Signs
from yanzhen.read.lexicon.word_lists import alternation, pattern, words

__all__ = [
    "Signs",
    "alternation",
    "counties_of",
    "pattern",
    "place_at",
    "place_mentions",
    "places",
    "places_in",
    "places_within",
    "city_of",
    "province_of",
    "words",
]

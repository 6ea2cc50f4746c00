"""The words by which segments are known, each with a weight that falls the more segments share it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from yanzhen.atlas.chart import Chart, Segment


@dataclass(frozen=True)
class Vocabulary:
    """All words of some charts.

    Attributes:
        segments: segment keys; ``segment`` columns are positions in it.
        terms: columns ``term, segment, weight``; weight is in (0, 1].
        excludes: columns ``exclude, segment``.
        codes: columns ``candidate, segment, share``.
    """

    segments: tuple[str, ...]
    terms: pl.DataFrame
    excludes: pl.DataFrame
    codes: pl.DataFrame


def vocabulary_of(charts: Sequence[Chart]) -> Vocabulary:
    """The words that charts state: products, their aliases, terms, and names of one thing only.

    The weight of a word is 1 / sqrt(number of segments that have it).
    """
    segments = [segment for chart in charts for segment in chart.segments]
    owners: dict[str, set[int]] = defaultdict(set)
    for at, segment in enumerate(segments):
        for word in _words(segment):
            owners[word].add(at)
    rows = [
        (word, at, 1 / math.sqrt(len(having))) for word, having in owners.items() for at in sorted(having)
    ]
    return Vocabulary(
        segments=tuple(s.key for s in segments),
        terms=_table(rows, term=pl.String, segment=pl.Int64, weight=pl.Float64),
        excludes=_table(
            [(plain(word), at) for at, s in enumerate(segments) for word in s.excludes],
            exclude=pl.String,
            segment=pl.Int64,
        ),
        codes=_table(
            [(c.code, at, c.weight) for at, s in enumerate(segments) for c in s.codes],
            candidate=pl.String,
            segment=pl.Int64,
            share=pl.Float64,
        ),
    )


def _table(rows: Sequence[tuple[object, ...]], **schema: type[pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _words(segment: Segment) -> Iterator[str]:
    for product in segment.products:
        yield plain(product.name)
        yield from map(plain, product.aliases)
    yield from map(plain, segment.terms)
    name = plain(segment.label.zh)
    if not any(
        mark in name for mark in "与、和("
    ):  # 工程、农业与通用机械 names three things, and ends in none
        yield name


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def plain(text: str) -> str:
    """Half-width, capitals, no blanks: how words and phrases are compared."""
    return "".join(text.translate(_FULL_WIDTH).upper().split())

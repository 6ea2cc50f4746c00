"""Placing firms in segments by longest head match, inverse weights and industry codes.

Chinese product phrases end in their head: 轴承保持架 is a cage, 轴承钢 a steel, 保持架用钢 again a steel.
So a word counts in full at the end of a phrase and little inside it, and of the words at the end the
longest decides. Words are found by the Aho-Corasick automaton of polars (Aho & Corasick, Communications
of the ACM 18, 1975), once per distinct phrase: business scopes repeat a few standard phrases endlessly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.industry import Classification, shipped
from yanzhen.atlas.placing.firm_list import FirmList
from yanzhen.atlas.placing.options import PlacingOptions
from yanzhen.atlas.placing.phrases import phrases_of
from yanzhen.atlas.placing.vocabulary import Vocabulary, vocabulary_of

FIELD_NAMES = {"products": "主要产品", "name": "企业名称", "scope": "经营范围", "industry": "行业代码"}
WORDS_SHOWN = 3


@dataclass(frozen=True)
class Placements:
    """Where firms went.

    Attributes:
        frame: columns ``row, name, segment, score, words``: one row per firm and segment, best first
            within a firm. ``words`` lists what decided: ``主要产品：轴承保持架→保持架``.
        unplaced: columns ``row, name, nearest, score, why``: firms below the threshold.
    """

    frame: pl.DataFrame
    unplaced: pl.DataFrame


def place_firms(
    firms: FirmList,
    charts: Sequence[Chart],
    *,
    options: PlacingOptions | None = None,
    classification: Classification | None = None,
) -> Placements:
    """Find the segments of each firm.

    score = 1 - product over evidence of (1 - strength): independent reasons add up without passing 1.
    The strength of a phrase is field weight x word weight x (1 at the end of the phrase, ``inside``
    otherwise) x (1 - coverage + coverage x share of the phrase that the word covers); of an industry code
    ``code_seen + code_share x share of the class that belongs to the segment``.

    Args:
        firms: from :func:`read_firms`.
        charts: the charts to place into.
        options: weights and thresholds.
        classification: for codes above the candidate's (a firm known only as 34 or C345).
    """
    options = options or PlacingOptions()
    vocabulary = vocabulary_of(charts)
    evidence = pl.concat(
        [
            _text_evidence(firms.frame, vocabulary, options),
            _code_evidence(firms.frame, vocabulary, classification or shipped(), options),
        ]
    )
    scores = (
        evidence.sort("strength", descending=True)
        .group_by("row", "segment", maintain_order=True)
        .agg(
            score=1 - (1 - pl.col("strength").clip(0, 0.99)).product(),
            words=pl.col("word").head(WORDS_SHOWN),
        )
        .with_columns(best=pl.col("score").max().over("row"))
    )
    return _divided(firms.frame, scores, vocabulary, options)


def _text_evidence(frame: pl.DataFrame, vocabulary: Vocabulary, options: PlacingOptions) -> pl.DataFrame:
    phrases = phrases_of(frame)
    matches = _matches(phrases.select("phrase", "core", "selling").unique(), vocabulary, options)
    weight = pl.col("field").replace_strict(
        {"products": options.products, "name": options.name, "scope": options.scope},
        return_dtype=pl.Float64,
    )
    label = pl.format("{}：{}→{}", pl.col("field").replace(FIELD_NAMES), "phrase", "term")
    return phrases.select("row", "field", "phrase").join(matches, on="phrase").select(
        "row", "segment", (pl.col("strength") * weight).alias("strength"), label.alias("word")
    )  # fmt: skip


def _matches(phrases: pl.DataFrame, vocabulary: Vocabulary, options: PlacingOptions) -> pl.DataFrame:
    """Distinct phrases -> ``phrase, segment, term, strength``, the strongest word per segment."""
    found = _words_in(phrases, vocabulary.terms["term"])
    whole_end = pl.col("phrase").str.ends_with(pl.col("term"))
    core_end = pl.col("core").str.ends_with(pl.col("term"))
    length = pl.col("term").str.len_chars()
    found = found.with_columns(head=whole_end | core_end, length=length)
    longest = pl.col("length").filter(pl.col("head")).max().over("phrase")
    decisive = longest.is_null() | (pl.col("head") & (pl.col("length") == longest))
    # A word that says the selling itself (轴承批发) is not weakened for it.
    selling = pl.when(pl.col("selling") & ~whole_end).then(options.selling).otherwise(1.0)
    place = pl.when("head").then(1.0).otherwise(options.inside)
    body = pl.when(whole_end).then(pl.col("phrase")).otherwise(pl.col("core")).str.len_chars()
    covered = 1 - options.coverage * (1 - (pl.col("length") / body).clip(0, 1))
    return (
        found.with_columns(factor=place * covered * selling, decisive=decisive)
        .filter("decisive")
        .join(vocabulary.terms, on="term")
        .join(_excluded(phrases, vocabulary), on=["phrase", "segment"], how="anti")
        .with_columns(strength=pl.col("factor") * pl.col("weight"))
        .sort("strength", "term", descending=[True, False])
        .unique(["phrase", "segment"], keep="first", maintain_order=True)
        .select("phrase", "segment", "term", "strength")
    )


def _excluded(phrases: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    found = _words_in(phrases.select("phrase"), vocabulary.excludes["exclude"])
    return found.join(vocabulary.excludes, on="exclude").select("phrase", "segment").unique()


def _words_in(phrases: pl.DataFrame, words: pl.Series) -> pl.DataFrame:
    """Every phrase with each of the words it contains, one row each, in a column named like ``words``."""
    if words.is_empty():
        return phrases.clear().with_columns(pl.lit(None, dtype=pl.String).alias(words.name))
    found = pl.col("phrase").str.extract_many(words.unique().sort().to_list(), overlapping=True)
    return phrases.with_columns(found.alias(words.name)).explode(words.name).drop_nulls(words.name).unique()


def _code_evidence(
    frame: pl.DataFrame, vocabulary: Vocabulary, classification: Classification, options: PlacingOptions
) -> pl.DataFrame:
    """A candidate class speaks for firms registered in it or in a class below it."""
    firms = frame.select("row", "industry").drop_nulls()
    ancestry = [
        (code, above)
        for code in firms["industry"].unique().to_list()
        for above in classification.ancestors(code)
    ]
    lines = pl.DataFrame(ancestry, schema={"industry": pl.String, "candidate": pl.String}, orient="row")
    return (
        firms.join(lines, on="industry")
        .join(vocabulary.codes, on="candidate")
        .select(
            "row",
            "segment",
            (options.code_seen + options.code_share * pl.col("share")).alias("strength"),
            pl.format("行业代码：{}", "industry").alias("word"),
        )
    )


def _divided(
    frame: pl.DataFrame, scores: pl.DataFrame, vocabulary: Vocabulary, options: PlacingOptions
) -> Placements:
    keys = pl.col("segment").replace_strict(
        list(range(len(vocabulary.segments))), list(vocabulary.segments), return_dtype=pl.String
    )
    named = scores.join(frame.select("row", "name"), on="row").with_columns(keys)
    kept = (pl.col("score") >= options.threshold) & (pl.col("score") >= options.relative * pl.col("best"))
    placed = (
        named.filter(kept)
        .sort("row", "score", "segment", descending=[False, True, False])
        .select("row", "name", "segment", "score", "words")
    )
    nearest = (
        named.sort("score", "segment", descending=[True, False])
        .unique("row", keep="first", maintain_order=True)
        .select("row", pl.col("segment").alias("nearest"), "score")
    )
    unplaced = (
        frame.select("row", "name")
        .join(placed.select("row").unique(), on="row", how="anti")
        .join(nearest, on="row", how="left")
        .with_columns(
            why=pl.when(pl.col("score").is_null())
            .then(pl.lit("名称、产品、经营范围与行业代码都没有对应的词"))
            .otherwise(pl.lit(f"得分低于阈值 {options.threshold}"))
        )
        .sort("row")
    )
    return Placements(placed, unplaced)

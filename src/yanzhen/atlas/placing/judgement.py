"""How good placements are, against labels given by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from yanzhen.atlas.placing.place import Placements


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Placements against labels.

    Attributes:
        firms: labelled firms.
        top1: share of firms with a label whose best segment is one of their labels.
        precision, recall, f1: over (firm, segment) pairs.
        rejected: share of firms that belong nowhere and stayed unplaced.
    """

    firms: int
    top1: float
    precision: float
    recall: float
    f1: float
    rejected: float


def compare_with_labels(placements: Placements, labels: Mapping[int, frozenset[str]]) -> Accuracy:
    """Compare placements with the labels of each row; an empty set means the firm belongs nowhere.

    Raises:
        ZeroDivisionError: there is no label, no placement or no firm without a label to judge by.
    """
    placed: dict[int, list[str]] = {}
    frame = placements.frame.filter(pl.col("row").is_in(list(labels)))
    for row, segment in frame.select("row", "segment").iter_rows():
        placed.setdefault(row, []).append(segment)
    right = sum(len(labels[row] & set(found)) for row, found in placed.items())
    inside = [row for row, wanted in labels.items() if wanted]
    outside = [row for row, wanted in labels.items() if not wanted]
    precision = right / sum(map(len, placed.values()))
    recall = right / sum(len(labels[row]) for row in inside)
    first = sum(placed[row][0] in labels[row] for row in inside if row in placed)
    return Accuracy(
        firms=len(labels),
        top1=first / len(inside),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        rejected=sum(row not in placed for row in outside) / len(outside),
    )

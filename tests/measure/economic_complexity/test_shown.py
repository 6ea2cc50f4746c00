"""What a notebook shows of the suite."""

from __future__ import annotations

import polars as pl

import yanzhen.measure as ym


def test_the_suite_says_what_it_covers_on_one_line() -> None:
    frame = pl.DataFrame(
        {
            "r": ["a", "a", "b", "b"] * 2,
            "p": ["x", "y"] * 4,
            "t": [1] * 4 + [2] * 4,
            "v": [1.0, 2, 3, 1, 2, 2, 1, 4],
        }
    )
    names = {"region": "r", "activity": "p", "value": "v"}
    shown = repr(ym.complexity(frame, **names, period="t"))
    assert shown == "Complexity(2 regions, 2 activities, 2 periods; to_frame(), regions(), activities())"
    assert "periods" not in repr(ym.complexity(frame.filter(pl.col("t") == 1), **names))

"""Chart options of indices: JSON as they are, intervals drawn as intervals, nothing made up."""

from __future__ import annotations

import json

import numpy as np
import pytest

from yanzhen.errors import UsageError
from yanzhen.measure.dynamics import density_ridges, markov
from yanzhen.measure.index import Bar, Heatmap, Profile, Ranked, Step, Waterfall
from yanzhen.measure.index.tiles import tile_positions
from yanzhen.publish import charts_index as charts


def test_a_bound_is_not_drawn_like_a_number() -> None:
    bars = (Bar("甲", 0.5, 0.5, 0.5, 1, 1, "exact"), Bar("乙", 0.2, 0.4, 0.3, 2, 3, "interval"))
    option = charts.ranked_bars(Ranked(2023, bars, (("丙", "覆盖率不足"),)), highlight="甲")
    solid, pale = option["series"]
    assert [item["value"] for item in solid["data"]] == [0.5, 0.2]
    assert [item["value"] for item in pale["data"]] == [0.0, 0.2]
    assert [item["label"]["formatter"] for item in pale["data"]] == ["1", "2–3"]
    assert "丙" not in json.dumps(option, ensure_ascii=False)


def test_waterfall_bars_end_where_the_score_ends() -> None:
    steps = tuple(Step(f"x{i}", f"指标{i}", part, 0, 0) for i, part in enumerate([0.3, -0.1, 0.05, 0.01]))
    picture = Waterfall("甲", "2020", "2023", 0.4, 0.66, (12, 12), (9, 10), steps)
    option = charts.waterfall(picture, most=2)
    floor, ends, rise, fall = (series["data"] for series in option["series"])
    assert option["xAxis"]["data"] == ["2020(第12名)", "指标0", "指标1", "其余 2 项", "2023(第9–10名)"]
    assert floor == [0, 0.4, 0.6, 0.6, 0]
    assert rise[1:4] == [0.3, None, 0.06]
    assert fall[1:4] == [None, 0.1, None]
    assert ends[0] == 0.4
    assert ends[-1] == 0.66


def test_missing_cells_are_empty_and_imputed_ones_marked() -> None:
    values = np.array([[0.1, np.nan], [0.3, 0.9]])
    option = charts.heat_map(Heatmap(2023, ("甲", "乙"), ("a", "b"), values, ((1, 1),)))
    data = option["series"][0]["data"]
    assert [item["value"][:2] for item in data] == [[0, 0], [0, 1], [1, 1]]
    assert ["itemStyle" in item for item in data] == [False, False, True]


def test_a_radar_has_its_table() -> None:
    picture = Profile(
        2023, ("p", "q", "r"), ("甲",), np.array([[0.1, np.nan, 0.3]]), np.array([0.2, 0.2, 0.2])
    )
    assert json.loads(json.dumps(charts.radar(picture)))["series"][0]["data"][0]["value"] == [0.1, None, 0.3]
    assert charts.radar_table(picture)[1] == {"维度": "q", "甲": None, "中位数": 0.2}
    with pytest.raises(UsageError):
        charts.radar(Profile(2023, ("p",), ("甲",), np.array([[0.1]]), np.array([0.2])))


def test_ridges_transitions_and_ranges() -> None:
    ridges = charts.ridges(density_ridges([1.0, 2, 3, 2, 3, 5], [1, 1, 1, 2, 2, 2], points=20))
    assert [series["name"] for series in ridges["series"]] == ["1", "2"]
    bases = [min(y for _, y in series["data"]) for series in ridges["series"]]
    assert bases[0] == pytest.approx(1, abs=0.05)
    assert bases[1] == pytest.approx(0, abs=0.05)
    transitions = charts.transition_matrix(markov([[1, 2], [1, 1]]))
    assert [item["value"] for item in transitions["series"][0]["data"]] == [[0, 0, 0.5], [1, 0, 0.5]]
    option = charts.rank_range_bars(["甲"], np.array([2]), np.array([3]), np.array([5]))  # type: ignore[arg-type]
    json.dumps([ridges, transitions, option])


def test_tiles_keep_their_neighbours_and_show_what_has_no_score() -> None:
    east, north = np.tile([0, 1, 2], 2), np.repeat([1, 0], 3)
    tiles = tile_positions(list("abcdef"), east, north)
    place = {tile.region: (tile.column, tile.row) for tile in tiles}
    assert len(set(place.values())) == 6
    assert place["a"][0] < place["c"][0]
    assert place["a"][1] < place["d"][1]
    option = charts.tile_map(tiles, {"a": 0.5, "b": None})
    assert [item["label"]["formatter"] for item in option["series"][0]["data"]] == ["a"]
    assert len(option["series"][1]["data"]) == 5

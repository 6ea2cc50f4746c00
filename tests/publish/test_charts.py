"""Charts: bounds drawn as bounds, and the same picture every time."""

from __future__ import annotations

import pytest

from yanzhen.errors import FigureError, PublishError
from yanzhen.publish import draw
from yanzhen.publish.charts import bound_bars
from yanzhen.terms import Figure

BARS = [("甲", Figure.of(1e11, "CNY", ">", words="突破1000亿元")), ("乙", Figure.of(4e10, "CNY"))]


def test_an_open_end_fades_and_an_exact_one_stops() -> None:
    known, rest = bound_bars(BARS)["series"]
    assert [item["value"] for item in known["data"]] == [1000, 400]
    assert rest["data"][0]["itemStyle"]["color"]["colorStops"][-1]["color"].endswith(",0)")
    assert rest["data"][1]["value"] == 0
    assert rest["data"][0]["label"]["formatter"] == "突破1000亿元"


def test_an_upper_bound_has_no_solid_part() -> None:
    known, rest = bound_bars([("甲", Figure.of(5e8, "CNY", "<"))])["series"]
    assert known["data"][0]["value"] == 0 and rest["data"][0]["value"] == 5


@pytest.mark.parametrize("bars", [[], [*BARS, ("丙", Figure.of(3, "家"))]])
def test_one_chart_has_one_unit(bars: list[tuple[str, Figure]]) -> None:
    with pytest.raises(FigureError, match="一种单位"):
        bound_bars(bars)


@pytest.mark.usefixtures("assets")
def test_drawing_is_repeatable_and_shows_the_words() -> None:
    first = draw.svg(bound_bars(BARS))
    draw._svg.cache_clear()
    draw.svg(bound_bars(BARS[:1]))
    assert first == draw.svg(bound_bars(BARS))
    assert "突破1000亿元" in first and first.startswith("<svg")
    picture = draw.png(first)
    assert picture.startswith(b"\x89PNG") and len(picture) > 5000


@pytest.mark.usefixtures("assets")
def test_a_wrong_option_says_so() -> None:
    with pytest.raises(PublishError):
        draw.svg({"series": [{"type": "bar", "data": [1]}]})

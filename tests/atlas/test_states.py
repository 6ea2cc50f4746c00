"""States on two axes, gaps with their factors."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.gaps import candidates, gaps
from yanzhen.atlas.local import Local
from yanzhen.atlas.marks import Marks, flow_problems, marks_from_statements
from yanzhen.atlas.occupancy import Basis, Occupancy, Occupant
from yanzhen.atlas.placing import place_firms, read_firms
from yanzhen.atlas.state import Thresholds, segment_states
from yanzhen.atlas.supply import Supply
from yanzhen.terms import EntityKind, Figure, Interval, Statement

ALL = frozenset({"line.a", "line.b", "line.c", "line.d"})


def here(*segments: str, covered: frozenset[str] = ALL, **more: object) -> Occupancy:
    return Occupancy(tuple(Occupant("甲", f"line.{s}", **more) for s in segments), covered)  # type: ignore[arg-type]


def locals_of(chart: Chart, occupancy: Occupancy, **more: object) -> str:
    return "".join(s.local.mark for s in segment_states(chart, occupancy, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("present", "marks"),
    [
        ("b", "断有短无"),  # a is needed by b; c would carry b on; d has no neighbour
        ("ac", "有断有短"),
        ("d", "无无断有"),
        ("", "无无无无"),
        ("abcd", "有有有有"),
    ],
)
def test_kinds_of_absence(line: Chart, present: str, marks: str) -> None:
    assert locals_of(line, here(*present)) == marks


def test_absent_and_no_evidence_never_look_the_same(line: Chart) -> None:
    nobody_looked = Occupancy(())
    assert locals_of(line, nobody_looked) == "????"
    half = here("b", covered=frozenset({"line.a", "line.b", "line.c"}))
    assert locals_of(line, half) == "断有缺?"  # whether anything needs c cannot be told
    states = segment_states(line, half)
    assert {s.local.name_in("zh") for s in states} == {"断链", "有企业", "缺失", "尚无证据"}


def test_supply_is_an_axis_of_its_own(line: Chart) -> None:
    states = segment_states(line, here("b"), marks={"line.b": Marks(supply=Supply.CONCENTRATED)})
    assert [s.supply for s in states] == [
        Supply.CHOKEPOINT,
        Supply.CONCENTRATED,
        Supply.CONCENTRATED,
        Supply.UNKNOWN,
    ]


def revenue(words: float, bound: str = "=") -> Figure:
    return Figure.of(words, "CNY", bound, metric="营收")


def two(small: Figure, large: Figure) -> Occupancy:
    return Occupancy(
        (
            Occupant("甲", "line.a", revenue=small),
            Occupant("乙", "line.b", revenue=large),
            Occupant("丙", "line.c"),
        ),
        ALL,
    )


def test_thin_needs_figures_that_settle_it(line: Chart) -> None:
    assert locals_of(line, two(revenue(5), revenue(100)))[:2] == "细有"
    assert locals_of(line, two(revenue(5), revenue(100, ">")))[:2] == "细有"
    assert locals_of(line, two(revenue(5, ">"), revenue(100)))[:2] == "有有"  # may be far more than 5
    state = segment_states(line, two(revenue(5, ">"), revenue(100)))[0]
    assert state.reasons == ("按现有数字无法判断是否偏细",)
    assert (
        locals_of(line, two(revenue(5), revenue(100)), thresholds=Thresholds(thin_ratio=0.01))[:2] == "有有"
    )


def test_strong_weak_and_stated(line: Chart) -> None:
    marks = {
        "line.a": Marks(location_quotient=1.6),
        "line.b": Marks(location_quotient=0.5, margin=1.0),
        "line.c": Marks(stated=Local.WEAK, statements=("st-1",)),
        "line.d": Marks(national_share=4.0),
    }
    states = segment_states(line, here(*"abcd"), marks=marks)
    assert [s.local.mark for s in states] == ["强", "弱", "弱", "有"]
    assert "区位商 1.60" in states[0].reasons[0] and len(states[1].reasons) == 2
    assert states[2].statements == ("st-1",)
    assert locals_of(line, here(*"abcd", title_count=1)) == "强强强强"


def test_an_uncertain_firm_is_no_presence(line: Chart) -> None:
    states = segment_states(line, here("b", certain=False))
    assert states[1].local is Local.UNKNOWN and states[1].firms == ("甲",)


def test_flow_problems_are_statements(line: Chart, say: Callable[..., Statement]) -> None:
    statement = say("乙段", "堵点", "认证周期长", EntityKind.SEGMENT)
    (problem,) = flow_problems([statement, say("乙段", "年营收", "x")], line)
    states = segment_states(line, here("b"), flow=[problem])
    assert states[1].flow == (problem,) and problem.statement == statement.id
    assert not states[0].flow


def test_evidence_beats_a_list_when_both_place_a_firm() -> None:
    a = Occupancy((Occupant("甲", "line.a", Basis.LIST),), frozenset({"line.a"}))
    b = Occupancy((Occupant("甲", "line.a", Basis.EVIDENCE, statements=("st-1",)), Occupant("乙", "line.a")))
    both = a.merged(b)
    assert [(o.firm, o.basis) for o in both.of("line.a")] == [("甲", Basis.EVIDENCE), ("乙", Basis.LIST)]
    assert both.covered == {"line.a"}


def test_gap_factors(line: Chart) -> None:
    occupancy = here("b")
    found = {g.segment.id: g for g in gaps(line, occupancy, segment_states(line, occupancy))}
    assert set(found) == {"a", "c"}
    a = found["a"]
    assert (a.kind, a.need, a.scarcity, a.fit, a.buyers) == ("补链", 1.0, 1.0, 1.0, ("line.b",))
    assert a.score == Interval.exact(1.0)
    assert (found["c"].kind, found["c"].need, found["c"].fit) == ("延链", 1.0, 0.5)
    assert found["c"].score == Interval.exact(1.0 * 0.6 * 0.5)


def test_measured_relatedness_takes_the_place_of_the_chart(line: Chart) -> None:
    occupancy = here("b")
    states = segment_states(line, occupancy)
    (first, _) = gaps(line, occupancy, states, relatedness={"line.a": 0.25, "line.c": 0.1})
    assert (first.fit, first.fit_from, first.score) == (0.25, "relatedness", Interval.exact(0.25))


def test_an_unknown_factor_leaves_bounds_and_comes_last(line: Chart) -> None:
    occupancy = here("c")
    found = gaps(line, occupancy, segment_states(line, occupancy))
    assert [g.segment.id for g in found] == ["b", "d"]
    assert found[1].scarcity is None and found[1].score == Interval(0.0, 1.0)


def test_need_weighs_buyers_by_revenue(line: Chart) -> None:
    wide = Chart("line", line.label, line.stages, line.segments, (*line.feeds, _feed("a", "c")))
    occupancy = Occupancy(
        (Occupant("乙", "line.b", revenue=revenue(30)), Occupant("丙", "line.c", revenue=revenue(10))), ALL
    )
    (gap, *_) = gaps(wide, occupancy, segment_states(wide, occupancy))
    # b buys only from a; c buys from a and b: 0.75 x 1 + 0.25 x 1/2
    assert gap.segment.id == "a" and gap.need == pytest.approx(0.875)


def _feed(start: str, end: str) -> object:
    from yanzhen.atlas.chart import Feed

    return Feed(f"line.{start}", f"line.{end}")


def test_candidates_come_from_elsewhere(line: Chart) -> None:
    table = pl.DataFrame(
        {
            "企业名称": ["外地甲料厂", "本市甲料厂", "外地丁器厂"],
            "主要产品": ["甲料", "甲料", "丁器"],
            "地区": ["某省", "某市", None],
        }
    )
    firms = read_firms(table)
    placed = place_firms(firms, [line])
    occupancy = here("b")
    (gap, *_) = gaps(line, occupancy, segment_states(line, occupancy))
    found = candidates(gap, placed, firms.frame, here="某市")
    assert [c.firm for c in found] == ["外地甲料厂"] and found[0].words


def test_marks_come_from_statements_and_bounded_ones_are_left_alone(
    line: Chart, say: Callable[..., Statement]
) -> None:
    segment = EntityKind.SEGMENT
    statements = [
        say("甲段", "本地状态", "弱链", segment),
        say("line.b", "供应状态", "卡点", segment),
        say("丙段", "区位商", Figure.of(2.1, "倍"), segment),
        say("丁段", "区位商", Figure.of(2.1, "倍", ">"), segment),
        say("别的段", "本地状态", "弱链", segment),
    ]
    marks = marks_from_statements(statements, line)
    states = segment_states(line, here(*"abcd"), marks=marks)
    assert [s.local.mark for s in states] == ["弱", "有", "强", "有"]
    assert states[1].supply is Supply.CHOKEPOINT
    assert states[0].statements == (statements[0].id,) and not states[3].statements

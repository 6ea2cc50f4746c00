"""State of each segment here: local state and supply state, two axes kept apart.

The words are those of the chain offices. They are given by rules with visible thresholds, in this order:

1. a source or a person states it        -> that state
2. no firm, and nobody looked            -> 尚无证据 (no evidence), never "absent"
3. no firm, and somebody looked          -> 断 if a segment here needs it, 短 if only suppliers of it are
                                            here, 无 if neither, 缺 if that cannot be told
4. strong by any mark                    -> 强
5. far smaller than its neighbours       -> 细
6. weak by any mark                      -> 弱
7. otherwise                             -> 有
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yanzhen.atlas.chart import Chart, Segment
from yanzhen.atlas.local import Local
from yanzhen.atlas.marks import FlowProblem, Marks
from yanzhen.atlas.occupancy import Occupancy
from yanzhen.atlas.supply import Supply
from yanzhen.errors import FigureError
from yanzhen.terms import Figure, Truth, sum_figures


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers behind the words; a region can set its own and they are printed with every map.

    Attributes:
        thin_ratio: revenue below this share of the largest neighbour's is 细.
        strong_quotient, weak_quotient: location quotient at or above / below which 强 / 弱.
        strong_titles: at least so many titled firms make 强.
        strong_share: national share (per cent) at or above which 强.
        weak_margin: profit margin (per cent) below which 弱.
    """

    thin_ratio: float = 0.1
    strong_quotient: float = 1.5
    weak_quotient: float = 0.8
    strong_titles: int = 1
    strong_share: float = 5.0
    weak_margin: float = 3.0


@dataclass(frozen=True, slots=True)
class SegmentState:
    """Both axes of one segment, with the reasons and what they rest on.

    ``synthetic`` says that every firm that certainly stands there is made up, and so the local state too;
    ``withheld`` that the revenue is known but rests on too few firms for the reader to see it.
    """

    segment: Segment
    local: Local
    supply: Supply
    reasons: tuple[str, ...]
    firms: tuple[str, ...]
    revenue: Figure | None
    revenue_firms: int
    flow: tuple[FlowProblem, ...] = ()
    statements: tuple[str, ...] = ()
    synthetic: bool = False
    withheld: bool = False


def segment_states(
    chart: Chart,
    occupancy: Occupancy,
    *,
    marks: Mapping[str, Marks] | None = None,
    flow: Sequence[FlowProblem] = (),
    thresholds: Thresholds | None = None,
) -> tuple[SegmentState, ...]:
    """The state of every segment of a chart, in the chart's order.

    Args:
        chart: the chart.
        occupancy: firms here, and which segments somebody has looked into.
        marks: segment key -> further indicators and stated states.
        flow: flow problems recorded as statements.
        thresholds: the numbers behind the words.
    """
    thresholds = thresholds or Thresholds()
    revenues = {s.key: _revenue(occupancy, s.key) for s in chart.segments}
    result = []
    for segment in chart.segments:
        mark = (marks or {}).get(segment.key, Marks())
        local, reasons = _local(chart, segment.key, occupancy, mark, revenues, thresholds)
        occupants = occupancy.of(segment.key)
        revenue, counted = revenues[segment.key]
        cited = [*(i for o in occupants for i in o.statements), *mark.statements]
        result.append(
            SegmentState(
                segment=segment,
                local=local,
                supply=mark.supply or segment.supply,
                reasons=tuple(reasons),
                firms=tuple(dict.fromkeys(o.firm for o in occupants)),
                revenue=revenue,
                revenue_firms=counted,
                flow=tuple(f for f in flow if f.segment == segment.key),
                statements=tuple(dict.fromkeys(cited)),
                synthetic=occupancy.is_made_up(segment.key),
            )
        )
    return tuple(result)


def _local(
    chart: Chart,
    key: str,
    occupancy: Occupancy,
    mark: Marks,
    revenues: Mapping[str, tuple[Figure | None, int]],
    thresholds: Thresholds,
) -> tuple[Local, list[str]]:
    if mark.stated is not None:
        return mark.stated, ["有关材料或人工判定"]
    if not occupancy.of(key):
        return _empty(chart, key, occupancy)
    if not occupancy.present(key):
        return Local.UNKNOWN, ["有企业可能属于此环节，原文未说明配对"]
    if strong := _strong(occupancy, key, mark, thresholds):
        return Local.STRONG, strong
    thin, note = _thin(chart, key, revenues, thresholds)
    if thin is Truth.YES:
        return Local.THIN, [note]
    if weak := _weak(mark, thresholds):
        return Local.WEAK, weak
    return Local.PRESENT, [note] if note else []


def _empty(chart: Chart, key: str, occupancy: Occupancy) -> tuple[Local, list[str]]:
    if key not in occupancy.covered:
        return Local.UNKNOWN, ["没有企业名录或材料覆盖此环节"]
    consumers = {f.end for f in chart.consumers(key)}
    suppliers = {f.start for f in chart.suppliers(key)}
    if needing := [c for c in consumers if occupancy.present(c)]:
        return Local.BROKEN, ["本地需要它的环节：" + _names(chart, needing)]
    if any(not occupancy.absent(c) for c in consumers):
        return Local.MISSING, ["需要它的环节情况不明"]
    if feeding := [s for s in suppliers if occupancy.present(s)]:
        return Local.SHORT, ["本地能供给它的环节：" + _names(chart, feeding)]
    if any(not occupancy.absent(s) for s in suppliers):
        return Local.MISSING, ["供给它的环节情况不明"]
    return Local.NONE, ["本地没有相邻环节"]


def _names(chart: Chart, keys: Sequence[str]) -> str:
    known = {s.key: s.label.get("zh") for s in chart.segments}
    return "、".join(known.get(key, key) for key in sorted(keys))


def _strong(occupancy: Occupancy, key: str, mark: Marks, thresholds: Thresholds) -> list[str]:
    titled = sum(o.certain and o.title_count > 0 for o in occupancy.of(key))
    reasons = []
    if titled >= thresholds.strong_titles:
        reasons.append(f"有称号的企业 {titled} 家，不少于 {thresholds.strong_titles} 家")
    if mark.location_quotient is not None and mark.location_quotient >= thresholds.strong_quotient:
        reasons.append(f"区位商 {mark.location_quotient:.2f}，不低于 {thresholds.strong_quotient}")
    if mark.national_share is not None and mark.national_share >= thresholds.strong_share:
        reasons.append(f"全国份额 {mark.national_share:g}%，不低于 {thresholds.strong_share:g}%")
    return reasons


def _weak(mark: Marks, thresholds: Thresholds) -> list[str]:
    reasons = []
    if mark.location_quotient is not None and mark.location_quotient < thresholds.weak_quotient:
        reasons.append(f"区位商 {mark.location_quotient:.2f}，低于 {thresholds.weak_quotient}")
    if mark.margin is not None and mark.margin < thresholds.weak_margin:
        reasons.append(f"利润率 {mark.margin:g}%，低于 {thresholds.weak_margin:g}%")
    return reasons


def _thin(
    chart: Chart, key: str, revenues: Mapping[str, tuple[Figure | None, int]], thresholds: Thresholds
) -> tuple[Truth, str]:
    """Revenue against each neighbour's with figures that compare; one much larger neighbour decides."""
    own = revenues[key][0]
    if own is None:
        return Truth.UNKNOWN, ""
    neighbours = {f.end for f in chart.consumers(key)} | {f.start for f in chart.suppliers(key)}
    answers: list[Truth] = []
    for other in sorted(neighbours - {key}):
        figure = revenues.get(other, (None, 0))[0]
        if figure is None:
            continue
        try:
            answer = figure.scaled(thresholds.thin_ratio).exceeds(own)
        except FigureError:
            continue
        answers.append(answer)
        if answer is Truth.YES:
            return (
                answer,
                f"营收{own.zh()}，不足{_names(chart, [other])}（{figure.zh()}）的 {thresholds.thin_ratio:.0%}",
            )
    if Truth.UNKNOWN in answers:
        return Truth.UNKNOWN, "按现有数字无法判断是否偏细"
    return Truth.NO, ""


def _revenue(occupancy: Occupancy, key: str) -> tuple[Figure | None, int]:
    """Sum over the firms with comparable figures, and how many those are; None where they do not add up."""
    figures = [o.revenue for o in occupancy.of(key) if o.certain and o.revenue is not None]
    if not figures:
        return None, 0
    try:
        return sum_figures(figures), len(figures)
    except FigureError:
        return None, len(figures)

"""What happens along the supply links when firms or a segment stop, from a table of links in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from yanzhen.errors import UsageError
from yanzhen.measure.shock import FirmNetwork
from yanzhen.terms import Figure, Source
from yanzhen.workbench import linking
from yanzhen.workbench.linking import Answer
from yanzhen.workbench.pages import charts
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.notes import Note
from yanzhen.workbench.pages.sentences import Names, Sentence, Slot
from yanzhen.workbench.pages.shock_network import Links, links_in_sight, segments
from yanzhen.workbench.pages.tables import N_, PageTable

MOST_ROWS = 60
Direction = Literal["both", "downstream", "upstream"]
DIRECTIONS: dict[Direction, str] = {
    "both": N_("上下游都算"),
    "downstream": N_("只向下游：客户缺料"),
    "upstream": N_("只向上游：供应商丢单"),
}
WAYS = {
    "shock": N_("自身"),
    "supply": N_("缺料"),
    "demand": N_("丢单"),
    "both": N_("缺料和丢单"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to stop: firms, or a segment; how much of their output, and which way it is followed."""

    table: str = ""
    firms: tuple[str, ...] = ()
    segment: str = ""
    share: float = 1.0
    direction: Direction = "both"


@dataclass(frozen=True, slots=True)
class Hit:
    """A firm that is hit: when, which way, through whom, and how much of its output it loses."""

    firm: str
    sector: str
    step: int
    way: str
    via: str
    first: Figure
    final: Figure
    amount: Figure | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the course: shares of the network's output lost so far, by side."""

    step: int
    total: Figure
    supply: Figure
    demand: Figure
    firms: int


@dataclass(frozen=True, slots=True)
class GroupHit:
    """What a chain or segment loses, as a share of its own output."""

    name: str
    firms: int
    hit: int
    loss: Figure


@dataclass(frozen=True, slots=True)
class Result:
    """What follows, with the conditions it is computed under."""

    total: Figure
    own: Figure
    first: Figure
    later: Figure
    hit_count: int
    hits: tuple[Hit, ...]
    steps: tuple[Step, ...]
    groups: tuple[GroupHit, ...]
    notes: tuple[Note, ...]
    sentences: tuple[Sentence, ...]
    chart: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShockPage:
    """A network, what stops, and what follows.

    Attributes:
        networks: tables of links within sight; ``source`` the one used, None while there is none.
        firms: all firms of the network; ``segments`` what may stop as a whole, with the number of its firms.
        stopped: the firms that stop; ``by_default`` that the largest was taken because none was named.
    """

    networks: tuple[Source, ...]
    source: Source | None
    firms: tuple[str, ...]
    segments: tuple[tuple[str, int], ...]
    asked: Asked
    stopped: tuple[str, ...]
    by_default: bool
    result: Result | None

    @property
    def synthetic(self) -> bool:
        return self.source is not None and self.source.synthetic

    def tables(self) -> tuple[PageTable, ...]:
        """Who is hit, the course, the chains, and what the numbers rest on."""
        if self.result is None:
            return ()
        r = self.result
        hit_head = (
            N_("企业"), N_("行业"), N_("第几步受影响"), N_("方向"), N_("经由"),
            N_("首轮损失"), N_("最终损失"), N_("损失额"),
        )  # fmt: skip
        hits = tuple((h.firm, h.sector, h.step, h.way, h.via, h.first, h.final, h.amount) for h in r.hits)
        steps = tuple((s.step, s.total, s.supply, s.demand, s.firms) for s in r.steps)
        groups = tuple((g.name, g.firms, g.hit, g.loss) for g in r.groups)
        return (
            PageTable(N_("受影响企业"), hit_head, hits),
            PageTable(
                N_("过程"), (N_("步"), N_("累计损失"), N_("供给侧"), N_("需求侧"), N_("受影响企业")), steps
            ),
            PageTable(N_("产业链"), (N_("产业链"), N_("企业"), N_("受影响企业"), N_("损失")), groups),
            PageTable(N_("假定"), (N_("假定"),), tuple((n.zh,) for n in r.notes)),
        )


def shock_page(desk: Desk, lens: Lens, asked: Asked) -> ShockPage:
    """Stop firms or a segment, wholly or in part.

    Raises:
        UsageError: no such table, firm or segment.
    """
    found = links_in_sight(desk, lens)
    if not found:
        return ShockPage((), None, (), (), asked, (), False, None)
    source = next((s for s in found if asked.table in ("", s.id)), None)
    if source is None:
        raise UsageError("没有这张供应关系表", where=asked.table[:60])
    links = found[source]
    groups = segments(desk, lens, links.network)
    stopped = _stopped(links.network, asked, groups)
    result = None
    if asked.share > 0:
        key = ("shock", source.id, stopped, asked.share, asked.direction, lens)
        result = desk.remember(key, lens, lambda: _result(links, stopped, asked, groups))
    return ShockPage(
        networks=tuple(found),
        source=source,
        firms=tuple(links.network.firms),
        segments=tuple((name, len(firms)) for name, firms in groups.items()),
        asked=asked,
        stopped=stopped,
        by_default=not (asked.firms or asked.segment),
        result=result,
    )


def _stopped(network: FirmNetwork, asked: Asked, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The firms that stop; where none is named the one with the largest sales, so that there is something to see."""
    known = set(network.firms)
    for firm in asked.firms:
        if firm not in known:
            raise UsageError("供应关系表里没有这家企业", where=firm[:60])
    if asked.segment and asked.segment not in groups:
        raise UsageError("没有这个环节", where=asked.segment[:60], expected="、".join(list(groups)[:12]))
    named = dict.fromkeys((*asked.firms, *groups.get(asked.segment, ())))
    return tuple(named) or (str(network.firms[int(network.size.argmax())]),)


def _result(
    links: Links, stopped: tuple[str, ...], asked: Asked, groups: Mapping[str, Sequence[str]]
) -> Result:
    answer = linking.shock_answer(
        links.network, dict.fromkeys(stopped, asked.share), direction=asked.direction, groups=groups or None
    )
    facts = answer.facts
    hits = tuple(
        _hit(row, links.scale) for row in answer.main.head(MOST_ROWS).iter_rows(named=True) if row["loss"] > 0
    )
    steps = tuple(_step(row) for row in answer.tables["过程 path"].iter_rows(named=True))
    total, own, first, later = (
        _percent(facts[name]) for name in ("total", "own", "first_effects", "later_effects")
    )
    return Result(
        total=total,
        own=own,
        first=first,
        later=later,
        hit_count=int(facts["firms_hit"]),
        hits=hits,
        steps=steps,
        groups=_groups(answer),
        notes=tuple(Note(a.zh, a.en, a.warning) for a in answer.assumptions),
        sentences=_sentences(stopped, hits, total, own),
        chart=charts.course(steps, facts["own"]),
    )


def _hit(row: Mapping[str, Any], scale: float | None) -> Hit:
    amount = row.get("amount")
    money = None
    if amount is not None and scale is not None:
        money = Figure.of(float(f"{amount * scale:.4g}"), "CNY", metric="", computed=True)
    return Hit(
        firm=str(row["firm"]),
        sector=str(row["sector"]),
        step=int(row["first_step"]),
        way=WAYS[str(row["direction"])],
        via=str(row["via"] or ""),
        first=_percent(row["first_loss"]),
        final=_percent(row["loss"]),
        amount=money,
    )


def _step(row: Mapping[str, Any]) -> Step:
    total, supply, demand = (_percent(row[name]) for name in ("total", "supply", "demand"))
    return Step(int(row["step"]), total, supply, demand, int(row["firms_hit"]))


def _groups(answer: Answer) -> tuple[GroupHit, ...]:
    """Whole chains, the hardest hit first; their segments can be looked at one by one."""
    table = answer.tables.get("集群 groups")
    rows = [] if table is None else [r for r in table.iter_rows(named=True) if " · " not in r["group"]]
    found = [GroupHit(r["group"], r["firms"], r["firms_hit"], _percent(r["share"])) for r in rows]
    return tuple(sorted(found, key=lambda g: -(g.loss.low or 0.0)))


def _percent(share: float | None) -> Figure:
    return Figure.of(round(100 * (share or 0.0), 2), "%", metric="", computed=True)


def _sentences(
    stopped: Sequence[str], hits: Sequence[Hit], total: Figure, own: Figure
) -> tuple[Sentence, ...]:
    others = [h for h in hits if h.firm not in stopped]
    text = (
        N_("{names}停产，供应网络的产出共减少{total}，其中自身{own}，其余是别的企业被牵连的。")
        if others
        else N_("{names}停产，供应网络的产出共减少{total}，都是自身的；按所选方向没有牵连别的企业。")
    )
    slots: dict[str, Slot] = {"names": Names.of(stopped), "total": total}
    found = [Sentence(text, slots | {"own": own} if others else slots)]
    if others:
        found.append(
            Sentence(
                N_("被牵连最重的是{name}，产出减少{loss}，从第{step}步开始。"),
                {"name": others[0].firm, "loss": others[0].final, "step": others[0].step},
            )
        )
    return tuple(found)

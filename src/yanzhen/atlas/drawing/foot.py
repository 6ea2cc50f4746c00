"""Below a map: firms whose segment is open, links to other chains, the legend, thresholds and source."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanzhen.atlas.chart import Feed
from yanzhen.atlas.drawing.card import MARK, firm_words, state_mark, supply_pill
from yanzhen.atlas.drawing.frame import Href, Language
from yanzhen.atlas.drawing.lettering import say
from yanzhen.atlas.drawing.markup import link, tag, title, width_of, words, wrapped
from yanzhen.atlas.drawing.routing import wire_kind
from yanzhen.atlas.drawing.view import ChainView
from yanzhen.atlas.local import Local
from yanzhen.atlas.occupancy import firms_of
from yanzhen.atlas.supply import Supply

LINE, LEGEND_LINE = 18.0, 26.0
CONFIDENCES = ("high", "medium", "low")


@dataclass
class Foot:
    """Writes downwards from ``y``; after :meth:`drawn`, ``y`` is where the drawing ends."""

    view: ChainView
    href: Href
    language: Language
    x: float
    room: float
    y: float
    _content: list[str] = field(default_factory=list)

    def drawn(self, *, wires: bool) -> list[str]:
        """All of it; ``wires`` says whether the map has wires to explain."""
        self._pending()
        self._across()
        self._content.append(
            tag("path", d=f"M{self.x} {self.y:.1f}H{self.x + self.room:.1f}", class_="hair none")
        )
        self.y += LINE
        self._legend(wires)
        self._notes()
        return self._content

    def _pending(self) -> None:
        mine = [o for o in self.view.occupancy.pending if o.segment == self.view.chart.id]
        if not mine:
            return
        self._line(f"{say('pending', self.language)}: {say('pending-note', self.language)}", "sub")
        at = self.x
        for firm in firms_of(mine):
            occupant = next(o for o in mine if o.firm == firm)
            text = firm_words(occupant, self.language)
            if at + width_of(text, 12) > self.x + self.room:
                at, self.y = self.x, self.y + LINE
            reason = title("；".join(occupant.reasons))
            self._content.append(
                link(self.href("firm", firm), reason, words(text, at, self.y), class_="firm")
            )
            at += width_of(text, 12) + 16
        self.y += LINE + 8

    def _across(self) -> None:
        crossing = [f for f in self.view.chart.feeds if f.crosses]
        if not crossing:
            return
        self._line(say("across", self.language), "sub")
        for feed in crossing:
            there = feed.end if feed.start.startswith(self.view.chart.id + ".") else feed.start
            for line in wrapped(self._crossing(feed), 12, self.room, 2):
                text = words(line, self.x, self.y)
                self._content.append(link(self.href("segment", there), text, class_="firm"))
                self.y += LINE
        self.y += 8

    def _crossing(self, feed: Feed) -> str:
        """Both ends by name, the one elsewhere with the name of its chain."""
        charts = {c.id: c for c in (self.view.chart, *self.view.others)}
        names = []
        for key in (feed.start, feed.end):
            chart = charts.get(key.split(".")[0])
            name = chart.segment(key).label.get(self.language) if chart else key
            here = chart is None or chart is self.view.chart
            names.append(name if here or chart is None else f"{chart.label.get(self.language)} · {name}")
        return " → ".join(names)

    def _legend(self, wires: bool) -> None:
        """The marks that occur in this drawing, and what they mean."""
        at = self.x
        for local in (local for local in Local if any(s.local is local for s in self.view.states)):
            label = local.name_in(self.language)
            at = self._room_for(MARK + 6 + width_of(label, 12), at)
            self._content.append(state_mark(local, at, self.y - 14, self.language))
            at = self._label(label, at + MARK + 6)
        for supply in (s for s in Supply if any(state.supply is s for state in self.view.states)):
            label = supply.name_in(self.language)
            _, width = supply_pill(supply, 0, 0, self.language)
            if not width:
                continue
            at = self._room_for(width + width_of(label, 12), at)
            self._content.append(supply_pill(supply, at + width - 5, self.y - 14, self.language)[0])
            at = self._label(label, at + width)
        occurring = {wire_kind(f) for f in self.view.chart.feeds if not f.crosses} if wires else set()
        for kind in (k for k in ("material", "equipment", "byproduct") if k in occurring):
            label = say(kind, self.language)
            at = self._room_for(34 + width_of(label, 12), at)
            self._content.append(tag("path", d=f"M{at:.1f} {self.y - 4:.1f}h28", class_=f"flow is-{kind}"))
            at = self._label(label, at + 34)
        self.y += LEGEND_LINE - 2

    def _room_for(self, width: float, at: float) -> float:
        """Where an entry of this width goes: here, or at the start of the next line."""
        if at + width <= self.x + self.room:
            return at
        self.y += LEGEND_LINE
        return self.x

    def _label(self, text: str, at: float) -> float:
        self._content.append(words(text, at, self.y))
        return at + width_of(text, 12) + LINE

    def _notes(self) -> None:
        chart, t = self.view.chart, self.view.thresholds
        known = chart.confidence in CONFIDENCES
        trust = say(chart.confidence, self.language) if known else chart.confidence or "—"
        for note in (
            say("legend-note", self.language),
            say(
                "thresholds", self.language, titles=t.strong_titles, strong=t.strong_quotient,
                share=t.strong_share, thin=t.thin_ratio, weak=t.weak_quotient, margin=t.weak_margin,
            ),
            say("chart-source", self.language, chart.source or "—", chart.version or "—", trust),
        ):  # fmt: skip
            for line in wrapped(note, 11, self.room, 4):
                self._content.append(words(line, self.x, self.y, class_="note"))
                self.y += 15
        self.y += 6

    def _line(self, text: str, class_: str) -> None:
        self._content.append(words(text, self.x, self.y, class_=class_))
        self.y += LINE
